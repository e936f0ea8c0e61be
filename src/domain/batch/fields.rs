//! Which fields a paper form has, in the order of the paper: data of the code lists `BULK_…` (reference/README.md), so that an office
//! changes them without a new program. And when two keyings of a field differ.

use chrono::NaiveDate;

use crate::domain::batch::totals::Total;
use crate::domain::batch::{FormKind, Keyed, forms};
use crate::domain::code::Codes;
use crate::domain::phone;
use crate::domain::record::{Kind, Need, Value};

/// The number printed on a paper form; counted, never stored in a file.
pub const SERIAL: &str = "form_serial";

/// One field of a paper form.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkField {
    /// Field id of the record, or [`SERIAL`].
    pub id: &'static str,
    /// Table of its record; empty for the serial.
    pub table: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether a record needs it.
    pub need: Need,
    /// The paper should have it: empty it is asked about once.
    pub must: bool,
    /// Label in French, as on the paper.
    pub fr: String,
    /// Label in English.
    pub en: String,
    /// Keyed twice by default.
    pub critical: bool,
    /// The same on all forms of a pile, until it is typed anew.
    pub sticky: bool,
    /// A unit to be shown after it: `unit_fr`, `unit_en`.
    pub unit: Option<(String, String)>,
    /// The control total that it counts into.
    pub total: Option<Total>,
}

impl BulkField {
    /// Its label in this language.
    pub fn label(&self, lang: &str) -> &str {
        if lang == "en" && !self.en.is_empty() { &self.en } else { &self.fr }
    }
}

/// The fields of a kind of form on a day. The serial only when the slip has its sum.
pub fn of(kind: FormKind, codes: &Codes, day: NaiveDate, serials: bool) -> Vec<BulkField> {
    let known = codes.list(kind.list()).filter(|c| c.valid(day));
    let all = known.filter_map(|code| {
        let yes = |key: &str| code.extra(key) == Some("1");
        let id = code.extra("field")?;
        let (id, table, holds, need) =
            if id == SERIAL { (SERIAL, "", Kind::Int(1, 99_999_999), Need::May) } else { forms::column(kind, id)? };
        let unit = |key: &str| code.extra(key).unwrap_or_default().to_owned();
        Some(BulkField {
            id,
            table,
            kind: holds,
            need,
            fr: code.fr.clone(),
            en: code.en.clone(),
            must: yes("must"),
            critical: yes("critical"),
            sticky: yes("sticky"),
            unit: code.extra("unit_fr").map(|_| (unit("unit_fr"), unit("unit_en"))),
            total: code.extra("total").and_then(Total::from_id),
        })
    });
    all.filter(|f| serials || f.id != SERIAL).collect()
}

/// The fields that are keyed a second time.
pub fn twice(fields: &[BulkField], verify: &str) -> Vec<BulkField> {
    fields.iter().filter(|f| f.critical || (verify == "all" && f.id != SERIAL)).cloned().collect()
}

/// A value as it is kept in a form.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::Null | Value::Blob(_) => String::new(),
        Value::Bool(yes) => if *yes { "1" } else { "0" }.to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::List(all) => all.iter().map(text_of).collect::<Vec<_>>().join("|"),
    }
}

/// The same the other way.
pub fn value_of(kind: Kind, text: &str) -> Value {
    match kind {
        _ if text.is_empty() => Value::Null,
        Kind::Bool => Value::Bool(text == "1"),
        Kind::Int(..) | Kind::Money => text.parse().map_or_else(|_| Value::from(text), Value::Int),
        _ => Value::from(text),
    }
}

/// Whether two keyings of a field differ: capitals and blanks don't count, accents do.
pub fn differs(first: &str, second: &str) -> bool {
    plain(first) != plain(second)
}

/// The same for a field: of a telephone the number counts, of a document's number no blank.
pub fn differs_in(field: &BulkField, first: &str, second: &str) -> bool {
    match field.kind {
        Kind::Phone => {
            let number = |text: &str| phone::parse(text).unwrap_or_else(|_| text.to_owned());
            differs(&number(first), &number(second))
        }
        _ if field.id == "id_document_number" || field.id == "number" => {
            let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            differs(&bare(first), &bare(second))
        }
        _ => differs(first, second),
    }
}

fn plain(text: &str) -> String {
    text.trim_start_matches('~').split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase()
}

/// A field of a form; what the paper has where it can't be read, with `~` before it; else empty.
pub fn kept(keyed: &Keyed, id: &str) -> String {
    match (keyed.get(id), keyed.get(&format!("~{id}"))) {
        (Some(text), _) => text.clone(),
        (None, Some(raw)) => format!("~{raw}"),
        (None, None) => String::new(),
    }
}

/// Puts what [`kept`] gives, in the place of what stood there.
pub fn keep(keyed: &mut Keyed, id: &str, text: &str) {
    keyed.remove(id);
    keyed.remove(&format!("~{id}"));
    match text.strip_prefix('~') {
        Some(raw) => keyed.insert(format!("~{id}"), raw.to_owned()),
        None if text.is_empty() => None,
        None => keyed.insert(id.to_owned(), text.to_owned()),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_blanks_are_no_difference_and_an_accent_is() {
        assert!(!differs("Mengue  Nkoulou", "MENGUE NKOULOU "));
        assert!(differs("MENGUÉ", "MENGUE"));
        assert!(differs("1981-04-03", "1987-04-03"));
        assert!(differs("", "X"));
    }

    #[test]
    fn what_cannot_be_read_is_kept_apart_from_values() {
        let mut keyed = Keyed::new();
        keep(&mut keyed, "phone", "~07 12 34");
        assert_eq!(kept(&keyed, "phone"), "~07 12 34");
        assert!(!keyed.contains_key("phone"), "never a value of the file");
        keep(&mut keyed, "phone", "+24174123456");
        assert_eq!(keyed.len(), 1);
        assert!(!differs("~07 12 34", "07 12  34"));
    }

    #[test]
    fn values_travel_as_text_and_come_back() {
        for (kind, text) in
            [(Kind::Int(0, 720), "24"), (Kind::Bool, "1"), (Kind::Past, "2026-11-12"), (Kind::Codes("LICENCE"), "A|B")]
        {
            assert_eq!(text_of(&value_of(kind, text)), text);
        }
        assert_eq!(value_of(Kind::Bool, ""), Value::Null);
    }
}

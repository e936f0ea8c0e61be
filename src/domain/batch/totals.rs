//! Control totals (domain.md §2.9, §5): what the slip on the pile announces, what was keyed, and the difference total by total.

use crate::domain::batch::fields::BulkField;
use crate::domain::batch::{Batch, Keyed};
use crate::domain::ids;
use crate::domain::lifecycle::stored_enum;

stored_enum! {
    /// What a slip may have the sum of, besides the number of forms.
    Total {
        /// Years of birth.
        Births = "births",
        /// Numbers printed on the forms, or serials of people's numbers.
        Serials = "serials",
        /// Positions offered.
        Positions = "positions",
    }
}

/// One total: on the slip, if it has it, and as keyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Which; none: the number of forms.
    pub total: Option<Total>,
    /// On the slip.
    pub announced: Option<i64>,
    /// As keyed.
    pub keyed: i64,
}

impl Line {
    /// Keyed less announced; 0 where the slip says nothing.
    pub fn difference(&self) -> i64 {
        self.announced.map_or(0, |a| self.keyed - a)
    }
}

/// The totals that a kind of form can have, in the order of the slip.
pub fn of(fields: &[BulkField]) -> Vec<Total> {
    Total::ALL.iter().copied().filter(|total| fields.iter().any(|f| f.total == Some(*total))).collect()
}

/// A total of the slip.
pub fn announced(batch: &Batch, total: Total) -> Option<i64> {
    batch.control_totals.iter().filter_map(|t| t.split_once('=')).find(|(id, _)| *id == total.id())?.1.parse().ok()
}

/// What a field of a form adds to its total.
fn share(total: Total, text: &str) -> i64 {
    let number = |text: &str| text.parse().unwrap_or(0);
    match total {
        Total::Births => number(text.get(..4).unwrap_or_default()),
        Total::Positions => number(text),
        // `LBV-26-000123-7` counts 123.
        Total::Serials => match ids::parse_number(text) {
            Some(whole) => whole.rsplit('-').nth(1).map_or(0, number),
            None => number(text),
        },
    }
}

/// What one form adds to a total.
pub fn of_form(total: Total, fields: &[BulkField], form: &Keyed) -> i64 {
    let counted = fields.iter().filter(|f| f.total == Some(total));
    counted.filter_map(|f| form.get(f.id)).map(|text| share(total, text)).sum()
}

/// Number and totals of the slip beside what was keyed; totals that the slip hasn't are left out.
pub fn lines<'f>(batch: &Batch, fields: &[BulkField], forms: impl Iterator<Item = &'f Keyed> + Clone) -> Vec<Line> {
    let count = i64::try_from(forms.clone().count()).unwrap_or(i64::MAX);
    let mut all = vec![Line { total: None, announced: Some(batch.announced_forms), keyed: count }];
    for total in of(fields) {
        let Some(on_slip) = announced(batch, total) else { continue };
        let keyed = forms.clone().map(|form| of_form(total, fields, form)).sum();
        all.push(Line { total: Some(total), announced: Some(on_slip), keyed });
    }
    all
}

/// Whether everything agrees with the slip.
pub fn agree(lines: &[Line]) -> bool {
    lines.iter().all(|l| l.difference() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::{Kind, Need};

    fn field(id: &'static str, total: Total) -> BulkField {
        BulkField {
            id,
            table: "",
            kind: Kind::Text(10),
            need: Need::May,
            fr: String::new(),
            en: String::new(),
            must: false,
            critical: false,
            sticky: false,
            unit: None,
            total: Some(total),
        }
    }

    #[test]
    fn the_sums_of_birth_years_and_serials_are_held_against_the_slip() {
        let fields = [field("form_serial", Total::Serials), field("birth_date", Total::Births)];
        let form = |serial: &str, birth: &str| -> Keyed {
            [("form_serial".to_owned(), serial.to_owned()), ("birth_date".to_owned(), birth.to_owned())].into()
        };
        let forms = [form("41", "1981-04-03"), form("42", "1990"), form("44", "2001-05")];
        let batch =
            Batch { announced_forms: 3, control_totals: vec!["births=5972".into(), "serials=126".into()], ..Batch::default() };
        let found = lines(&batch, &fields, forms.iter());
        assert_eq!(found.iter().map(Line::difference).collect::<Vec<_>>(), [0, 0, 1]);
        assert!(!agree(&found));
        let without = Batch { announced_forms: 3, ..Batch::default() };
        assert!(agree(&lines(&without, &fields, forms.iter())));
        assert_eq!(share(Total::Serials, "LBV-26-000123-7"), 123);
    }
}

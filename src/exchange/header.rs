//! Which column is which field: by the field's id, by its label in any language, whatever the case, accents and blanks, or by a
//! file of other names (`--map`). Called by `services/import`; the faces hand over the labels.

use std::collections::HashMap;
use std::path::Path;

use crate::domain::fold::fold;
use crate::exchange::{Asked, MOST_COLUMNS, Source, regular, unreadable, wrong};
use crate::fault::{Fault, Outcome};

/// Names of fields as people write them: label → field id, of all languages; and labels of states.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    fields: HashMap<String, String>,
    states: HashMap<String, String>,
    passed_over: Vec<String>,
}

/// A name without case, accents, blanks and signs.
fn plain(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Labels {
    /// A label of a field. The first one given keeps it.
    pub fn field(&mut self, label: &str, id: &str) {
        self.fields.entry(plain(label)).or_insert_with(|| id.to_owned());
        // « Nom(s) » is found as « Nom » too.
        if let Some((before, (_, after))) = label.split_once('(').and_then(|(b, rest)| Some((b, rest.split_once(')')?))) {
            self.fields.entry(plain(&format!("{before}{after}"))).or_insert_with(|| id.to_owned());
        }
    }
    /// A label of a state of a registration.
    pub fn state(&mut self, label: &str, id: &str) {
        self.states.entry(plain(label)).or_insert_with(|| id.to_owned());
    }
    /// A column of our own that says nothing about the person (line, reason of a rejected row).
    pub fn pass_over(&mut self, label: &str) {
        self.passed_over.push(plain(label));
    }
    /// The state of this id or label.
    pub fn state_of(&self, typed: &str) -> Option<&str> {
        self.states.get(&plain(typed)).map(String::as_str)
    }
}

/// Other names of columns: theirs → ours.
#[derive(Debug, Clone, Default)]
pub struct Renames(HashMap<String, String>);

impl Renames {
    /// From a TOML file (`"theirs" = "ours"`), or a CSV file of two columns, theirs and ours, by its ending.
    /// Errors: `wrong-file-unreadable`, `wrong-map` (with the line).
    pub fn load(path: &Path) -> Outcome<Renames> {
        let is_toml = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
        let mut all = HashMap::new();
        if is_toml {
            let (file, _) = regular(path)?;
            let text = std::io::read_to_string(file).map_err(|e| unreadable(path, &e))?;
            let bad = |line: usize| wrong(path, "wrong-map").with("line", line);
            let table: toml::Table = toml::from_str(&text).map_err(|e| {
                let before = e.span().map_or(0, |s| text.get(..s.start).map_or(0, |t| t.matches('\n').count()));
                bad(before + 1)
            })?;
            for (theirs, ours) in table {
                all.insert(plain(&theirs), ours.as_str().ok_or_else(|| bad(1))?.to_owned());
            }
            return Ok(Renames(all));
        }
        Source::open(path, &Asked::default())?.each(&mut |line| match line.cells.as_slice() {
            [theirs, ours] if line.bad.is_none() => {
                all.insert(plain(theirs), ours.trim().to_owned());
                Ok(())
            }
            _ => Err(wrong(path, "wrong-map").with("line", line.number)),
        })?;
        Ok(Renames(all))
    }
}

/// Lines that may stand above the header: the title of a list, a date, blank rows.
const TITLES: u64 = 9;
/// Known columns that make a line below the first one the header: one alone may be a title's word.
const FEW: usize = 2;

/// Looks for the header from the first line on.
pub struct Search<'a> {
    ids: &'a [&'static str],
    labels: &'a Labels,
    renames: &'a Renames,
    /// Lines passed over.
    passed: u64,
    /// Why the first line is none.
    first: Option<Fault>,
}

impl<'a> Search<'a> {
    /// Of these fields.
    pub fn new(ids: &'a [&'static str], labels: &'a Labels, renames: &'a Renames) -> Self {
        Search { ids, labels, renames, passed: 0, first: None }
    }
    /// The next line: the header, or none where it stands above it. Errors: those of [`Header::read`]; of a file without a header those of
    /// its first line.
    pub fn line(&mut self, cells: Vec<String>) -> Outcome<Option<Header>> {
        let read = Header::read(cells, self.ids, self.labels, self.renames);
        let fault = match read {
            Ok(header) if self.passed == 0 || header.fields.iter().flatten().count() >= FEW => return Ok(Some(header)),
            Err(fault) if self.passed == 0 && !is_unknown(&fault) => return Err(fault),
            Ok(_) => Fault::wrong("wrong-columns-unknown"),
            Err(fault) => fault,
        };
        let first = self.first.get_or_insert(fault).clone();
        self.passed += 1;
        if self.passed > TITLES { Err(first) } else { Ok(None) }
    }
    /// Lines passed over.
    pub fn passed(&self) -> u64 {
        self.passed
    }
    /// Why there is no header, when the file ended before one; none: it had no line.
    pub fn missing(self) -> Option<Fault> {
        self.first
    }
}

fn is_unknown(fault: &Fault) -> bool {
    matches!(fault, Fault::Wrong(reason) if reason.key == "wrong-columns-unknown")
}

/// Where each field stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Header {
    /// The header as it came.
    pub names: Vec<String>,
    /// For each column the id of its field; none: not known, passed over.
    pub fields: Vec<Option<&'static str>>,
}

impl Header {
    /// Reads the header line. `ids` are the fields that there are. Errors: `wrong-columns-many`, `wrong-column-doubled`,
    /// `wrong-columns-unknown` (none is known).
    pub fn read(names: Vec<String>, ids: &[&'static str], labels: &Labels, renames: &Renames) -> Outcome<Header> {
        if names.len() > MOST_COLUMNS {
            return Err(Fault::wrong("wrong-columns-many").with("most", MOST_COLUMNS));
        }
        let by_id: HashMap<String, &'static str> = ids.iter().map(|id| (plain(id), *id)).collect();
        let known = |name: &str| {
            let name = plain(name);
            by_id.get(&name).copied().or_else(|| labels.fields.get(&name).and_then(|id| by_id.get(&plain(id)).copied()))
        };
        let mut fields: Vec<Option<&'static str>> = Vec::with_capacity(names.len());
        for (at, name) in names.iter().enumerate() {
            let renamed = renames.0.get(&plain(name)).map(String::as_str);
            let found = known(renamed.unwrap_or(name));
            if let Some(first) = found.and_then(|id| fields.iter().position(|f| *f == Some(id))) {
                let former = names.get(first).cloned().unwrap_or_default();
                return Err(Fault::wrong("wrong-column-doubled")
                    .with("name", name)
                    .with("column", at + 1)
                    .with("former", former));
            }
            fields.push(found);
        }
        if fields.iter().all(Option::is_none) {
            return Err(
                Fault::wrong("wrong-columns-unknown").with("value", names.iter().take(5).cloned().collect::<Vec<_>>().join(", "))
            );
        }
        Ok(Header { names, fields })
    }

    /// The column of a field, from 0.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|f| *f == Some(id))
    }

    /// Columns that aren't known, but for our own.
    pub fn unknown(&self, labels: &Labels) -> Vec<String> {
        let pairs = self.names.iter().zip(&self.fields);
        let foreign = pairs.filter(|(n, f)| f.is_none() && !n.trim().is_empty() && !labels.passed_over.contains(&plain(n)));
        foreign.map(|(n, _)| n.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Labels {
        let mut labels = Labels::default();
        labels.field("Nom(s)", "surname");
        labels.field("Né(e) le", "birth_date");
        labels.field("Surname(s)", "surname");
        labels.pass_over("Motif");
        labels
    }
    const IDS: &[&str] = &["surname", "birth_date", "phone", "phone_2"];

    fn read(names: &[&str], renames: &Renames) -> Outcome<Header> {
        Header::read(names.iter().map(|n| (*n).to_owned()).collect(), IDS, &labels(), renames)
    }

    #[test]
    fn a_column_is_named_by_id_or_label_whatever_case_accents_and_blanks() {
        let header = read(&["NOM (S)", "ne(e)  le", "Phone 2", "phone", "Photo", "motif"], &Renames::default()).unwrap();
        assert_eq!(header.fields, [Some("surname"), Some("birth_date"), Some("phone_2"), Some("phone"), None, None]);
        assert_eq!(header.unknown(&labels()), ["Photo"]);
        assert_eq!(header.place("phone"), Some(3));
    }

    #[test]
    fn the_same_field_twice_and_no_field_at_all_are_refused() {
        let doubled = Fault::wrong("wrong-column-doubled").with("name", "Surname(s)").with("column", 2).with("former", "Nom(s)");
        assert_eq!(read(&["Nom(s)", "Surname(s)"], &Renames::default()), Err(doubled));
        let unknown = Fault::wrong("wrong-columns-unknown").with("value", "x, y");
        assert_eq!(read(&["x", "y"], &Renames::default()), Err(unknown));
    }

    #[test]
    fn a_file_of_other_names_comes_first() {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in
            [("map.toml", "\"Patronyme\" = \"surname\"\nphone = 'phone_2'\n"), ("map.csv", "Patronyme,Nom(s)\nphone,phone_2\n")]
        {
            let path = dir.path().join(name);
            std::fs::write(&path, text).unwrap();
            let header = read(&["PATRONYME", "Phone"], &Renames::load(&path).unwrap()).unwrap();
            assert_eq!(header.fields, [Some("surname"), Some("phone_2")]);
        }
        let path = dir.path().join("bad.toml");
        std::fs::write(&path, "a = 'b'\nc d\n").unwrap();
        assert!(
            matches!(Renames::load(&path), Err(Fault::Wrong(r)) if r.key == "wrong-map" && r.args.contains(&("line", "2".into())))
        );
    }
}

//! An array of objects, in and out, exact: no value is changed on the way (security.md §5.7). In: streamed, an object at a time;
//! the first row given is the header, made of all names that occur.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use serde::de::{Deserializer as _, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};

use crate::exchange::{Line, MOST_COLUMNS, Sink, Take, inspect, regular, wrong};
use crate::fault::{Fault, Outcome, Value};

/// Every row of a file. See `Source::each`.
pub(super) fn read(path: &Path, take: Take<'_>) -> Outcome<()> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    objects(path, &mut |object| {
        names.extend(object.keys().filter(|k| !names.contains(*k)).cloned().collect::<Vec<_>>());
        if names.len() > MOST_COLUMNS {
            return Err(Fault::wrong("wrong-columns-many").with("most", MOST_COLUMNS));
        }
        Ok(())
    })?;
    let header: Vec<String> = names.into_iter().collect();
    take(Line { number: 1, cells: header.clone(), bad: None })?;
    let mut number = 1;
    objects(path, &mut |object| {
        number += 1;
        let cells: Vec<String> = header.iter().map(|h| object.get(h).map(text).unwrap_or_default()).collect();
        let bad = inspect(&cells);
        take(Line { number, cells, bad })
    })
}

fn text(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(s) => s.clone(),
        Json::Bool(b) => String::from(if *b { "1" } else { "0" }),
        Json::Array(all) => all.iter().map(text).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}

/// Each object of the array. A fault of `take` ends the reading and is given.
fn objects(path: &Path, take: &mut dyn FnMut(Map<String, Json>) -> Outcome<()>) -> Outcome<()> {
    let (file, _) = regular(path)?;
    let mut fault = None;
    let mut reader = serde_json::Deserializer::from_reader(BufReader::new(file));
    let read = reader.deserialize_seq(Rows { take, fault: &mut fault }).and_then(|()| reader.end());
    match (fault, read) {
        (Some(fault), _) => Err(fault),
        (None, Ok(())) => Ok(()),
        (None, Err(e)) => Err(wrong(path, "wrong-json").with("line", e.line()).with("column", e.column())),
    }
}

struct Rows<'a> {
    take: &'a mut dyn FnMut(Map<String, Json>) -> Outcome<()>,
    fault: &'a mut Option<Fault>,
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<(), A::Error> {
        while let Some(object) = all.next_element::<Map<String, Json>>()? {
            if let Err(fault) = (self.take)(object) {
                *self.fault = Some(fault);
                return Err(serde::de::Error::custom("ended"));
            }
        }
        Ok(())
    }
}

/// Writes rows.
pub struct Writer {
    to: BufWriter<File>,
    header: Vec<String>,
    rows: u64,
}

impl Writer {
    /// Begins an array.
    pub fn new(file: File) -> Writer {
        Writer { to: BufWriter::new(file), header: Vec::new(), rows: 0 }
    }

    fn put(&mut self, text: &str) -> Outcome<()> {
        self.to.write_all(text.as_bytes()).map_err(|e| Fault::wrong("wrong-not-written").with("detail", e.kind()))
    }
}

impl Sink for Writer {
    fn row(&mut self, cells: &[Value]) -> Outcome<()> {
        if self.header.is_empty() {
            self.header = cells.iter().map(|c| c.as_text().unwrap_or_default().to_owned()).collect();
            return self.put("[");
        }
        let mut line = String::from(if self.rows == 0 { "\n{" } else { ",\n{" });
        self.rows += 1;
        for (at, (name, cell)) in self.header.iter().zip(cells).enumerate() {
            let value = match cell {
                Value::Bool(b) => Json::Bool(*b),
                Value::Int(i) => Json::from(*i),
                Value::Real(r) => Json::from(*r),
                Value::Text(t) => Json::from(t.as_str()),
                Value::Null | Value::Blob(_) | Value::List(_) => Json::Null,
            };
            let comma = if at > 0 { "," } else { "" };
            line.push_str(&format!("{comma}{}:{value}", Json::from(name.as_str())));
        }
        line.push('}');
        self.put(&line)
    }

    fn finish(mut self: Box<Self>) -> Outcome<()> {
        self.put("\n]\n")?;
        self.to.flush().map_err(|e| Fault::wrong("wrong-not-written").with("detail", e.kind()))
    }
}

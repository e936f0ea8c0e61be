//! A look at a file before anything is written: how it is written, which column is which field, its first rows. Called by `columns`.

use crate::exchange::header::{Header, Labels, Renames, Search};
use crate::exchange::{Shape, Source};
use crate::fault::{Fault, Outcome};
use crate::services::import::{Importable, Wish};

/// Rows that are shown.
const SHOWN: usize = 3;
/// Rows among which the header is looked for, and those shown below it.
const LOOKED: usize = 16;

/// What was seen.
#[derive(Debug, Clone)]
pub struct Sketch {
    /// What its rows are.
    pub kind: &'static Importable,
    /// How it is written.
    pub shape: Shape,
    /// Rows without the header.
    pub lines: u64,
    /// Its columns in their order.
    pub columns: Vec<Sketched>,
    /// Why it can't be taken, as it was read now.
    pub trouble: Option<Fault>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Sketched {
    /// As the file names it.
    pub name: String,
    /// Its field; none: it is passed over.
    pub field: Option<&'static str>,
    /// What the first rows have there.
    pub first: Vec<String>,
}

/// Looks; of several kinds the one that knows most columns is taken, the first of equals. A wrong character set or separator that was forced
/// is no error here: it is shown, and can be changed. Errors: `wrong-file-…`, `wrong-map`.
pub fn look(wish: &Wish, kinds: &[(&'static Importable, Labels)]) -> Outcome<Sketch> {
    let renames = wish.map.as_deref().map(Renames::load).transpose()?.unwrap_or_default();
    let source = Source::open(&wish.file, &wish.asked)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut lines = 0_u64;
    let read = source.each(&mut |line| {
        if rows.len() < LOOKED {
            rows.push(line.cells);
        }
        lines += 1;
        Ok(())
    });
    let known = |(kind, labels): &(&'static Importable, Labels)| {
        let ids: Vec<&'static str> = (kind.columns)().iter().map(|(id, _)| *id).collect();
        let mut search = Search::new(&ids, labels, &renames);
        let found = rows.iter().find_map(|row| search.line(row.clone()).transpose());
        let header = found.unwrap_or_else(|| Err(Fault::wrong("wrong-columns-unknown")));
        (*kind, search.passed(), header)
    };
    let many = |header: &Outcome<Header>| header.as_ref().map_or(0, |h| h.fields.iter().flatten().count());
    let all = kinds.iter().map(known).rev();
    let (kind, titles, header) = all.max_by_key(|(_, _, h)| many(h)).ok_or_else(|| Fault::broken("no kind of row"))?;
    let titles = if header.is_ok() { usize::try_from(titles).unwrap_or(0) } else { 0 };
    let names = rows.get(titles).cloned().unwrap_or_default();
    let rows: Vec<&Vec<String>> = rows.iter().skip(titles + 1).take(SHOWN).collect();
    let (fields, unread) = match header {
        Ok(header) => (header.fields, None),
        Err(fault) => (vec![None; names.len()], Some(fault)),
    };
    let first = |at: usize| rows.iter().map(|r| r.get(at).cloned().unwrap_or_default()).collect();
    let columns = names.iter().zip(fields).enumerate();
    let columns = columns.map(|(at, (name, field))| Sketched { name: name.clone(), field, first: first(at) }).collect();
    Ok(Sketch {
        kind,
        shape: source.shape,
        lines: lines.saturating_sub(titles as u64 + 1),
        columns,
        trouble: read.err().or(unread),
    })
}

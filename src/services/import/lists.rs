//! What an import says of its rows: the rejected ones as they came with the reason and the column, and the warnings, each in a file beside
//! the one that came in; the first of both for the screen. Called by `import`.

use std::path::PathBuf;

use crate::exchange::{self, Line, Sink, file};
use crate::fault::{Flaw, Outcome, Value};
use crate::services::import::row::Rejection;
use crate::services::import::{Counted, Face, Said, Wish};

/// Sentences of each kind kept for the screen.
const MOST_SAID: usize = 20;

struct Open {
    new: file::New,
    sink: Box<dyn Sink>,
    path: PathBuf,
}

impl Open {
    fn create(path: PathBuf) -> Outcome<Open> {
        let new = file::New::create(&path)?;
        Ok(Open { sink: exchange::sink(&path, new.handle()?)?, new, path })
    }
    fn keep(self) -> Outcome<PathBuf> {
        self.sink.finish()?;
        self.new.keep()?;
        Ok(self.path)
    }
}

/// The lists of one import.
pub(super) struct Lists<'a> {
    face: &'a Face<'a>,
    input: PathBuf,
    /// Where rejected rows go when it was said; made from the input's name otherwise.
    rejects_path: Option<PathBuf>,
    quiet: bool,
    header: Vec<String>,
    rejects: Option<Open>,
    warnings: Option<Open>,
    /// The first sentences, so many of each kind.
    pub(super) said: Vec<Said>,
    most: usize,
    reasons: Vec<Counted>,
}

impl<'a> Lists<'a> {
    /// For an import; of one that only looks nothing is written but where its `rejects` says.
    pub(super) fn new(face: &'a Face<'a>, wish: &Wish) -> Outcome<Self> {
        let mut lists = Lists {
            face,
            input: wish.file.clone(),
            rejects_path: wish.rejects.clone(),
            quiet: wish.dry_run,
            header: Vec::new(),
            rejects: None,
            warnings: None,
            said: Vec::new(),
            most: wish.most_said.unwrap_or(MOST_SAID),
            reasons: Vec::new(),
        };
        // Said at once, not after an hour of import.
        if let Some(path) = &lists.rejects_path {
            lists.rejects = Some(Open::create(path.clone())?);
        }
        Ok(lists)
    }

    /// The header of the rows that come.
    pub(super) fn header(&mut self, names: &[String]) -> Outcome<()> {
        self.header = names.to_vec();
        let head = self.reject_head();
        if let Some(open) = &mut self.rejects {
            open.sink.row(&head)?;
        }
        Ok(())
    }

    fn reject_head(&self) -> Vec<Value> {
        let words = &self.face.words;
        self.header.iter().chain([&words.line, &words.column, &words.reason]).map(|n| n.as_str().into()).collect()
    }

    /// A row that is rejected.
    pub(super) fn reject(&mut self, line: &Line, rejection: &Rejection) -> Outcome<()> {
        let column = rejection.column.and_then(|c| self.header.get(c - 1).cloned());
        let reason = (self.face.say)(&rejection.flaw);
        self.count(&rejection.flaw, &reason, true);
        self.say(Said { line: line.number, column: column.clone(), text: reason.clone(), rejected: true });
        if self.rejects.is_none() {
            if self.quiet {
                return Ok(());
            }
            let mut open = Open::create(file::beside(&self.input, &self.face.words.rejects))?;
            open.sink.row(&self.reject_head())?;
            self.rejects = Some(open);
        }
        let width = self.header.len();
        let mut cells: Vec<Value> = line.cells.iter().map(|c| c.as_str().into()).collect();
        cells.resize(width.max(cells.len()), Value::Null);
        // Cells beyond the header stand after the reason, so that this stays under its own heading.
        let beyond = cells.split_off(width);
        cells.push(Value::Int(i64::try_from(line.number).unwrap_or(0)));
        cells.extend([column.into(), reason.into()]);
        cells.extend(beyond);
        self.rejects.as_mut().map_or(Ok(()), |open| open.sink.row(&cells))
    }

    /// A warning about a row that came in.
    pub(super) fn warn(&mut self, line: u64, flaw: &Flaw) -> Outcome<()> {
        let text = (self.face.say)(flaw);
        let column = Some((self.face.label)(flaw.field)).filter(|_| !flaw.field.is_empty());
        self.count(flaw, &text, false);
        self.say(Said { line, column: column.clone(), text: text.clone(), rejected: false });
        if self.quiet {
            return Ok(());
        }
        if self.warnings.is_none() {
            let words = &self.face.words;
            let mut open = Open::create(file::beside(&self.input, &words.warnings))?;
            open.sink.row(&[&words.line, &words.column, &words.reason].map(|n| Value::from(n.as_str())))?;
            self.warnings = Some(open);
        }
        let cells = [Value::Int(i64::try_from(line).unwrap_or(0)), column.into(), text.into()];
        self.warnings.as_mut().map_or(Ok(()), |open| open.sink.row(&cells))
    }

    fn count(&mut self, flaw: &Flaw, text: &str, rejected: bool) {
        let known = self.reasons.iter_mut().find(|r| r.key == flaw.key && r.field == flaw.field && r.rejected == rejected);
        match known {
            Some(known) => known.count += 1,
            None => self.reasons.push(Counted { key: flaw.key, field: flaw.field, rejected, text: text.to_owned(), count: 1 }),
        }
    }

    /// The reasons so far, the most frequent first.
    pub(super) fn reasons(&self) -> Vec<Counted> {
        let mut all = self.reasons.clone();
        all.sort_by_key(|r| std::cmp::Reverse(r.count));
        all
    }

    fn say(&mut self, said: Said) {
        if self.said.iter().filter(|s| s.rejected == said.rejected).count() < self.most {
            self.said.push(said);
        }
    }

    /// Gives the files their names: rejected rows, warnings. A file asked for without a row to put in it isn't made.
    pub(super) fn keep(self, rejected: u64) -> Outcome<(Option<PathBuf>, Option<PathBuf>, Vec<Said>)> {
        let rejects = self.rejects.filter(|_| rejected > 0).map(Open::keep).transpose()?;
        let warnings = self.warnings.map(Open::keep).transpose()?;
        Ok((rejects, warnings, self.said))
    }
}

//! One writing transaction. Inserts and updates are queued and fly together with the audit rows at the end (or when something must be
//! read), so that a save is two round trips. Made by `Desk::write`; the closure may be run again.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};

use crate::domain::check;
use crate::domain::ids::{DeedId, Id};
use crate::domain::record::{Record, instant_text};
use crate::domain::rules::Rules;
use crate::domain::who::Who;
use crate::fault::{Clash, Conflict, Fault, Outcome, Value};
use crate::store::clock::id_of_deed;
use crate::store::error::FULL;
use crate::store::records::{self, Stamp};
use crate::store::trail::{self, Chain, Change, Line};
use crate::store::{DbError, Deed, Engine, Ran, Read, Row, Stmt};

/// Makes the fault of a statement that touched fewer rows than it should have.
type Lost = Box<dyn FnOnce(&mut dyn Read) -> Outcome<Fault>>;

struct Queued {
    stmt: Stmt,
    /// Rows that must be touched, and the fault when they aren't.
    wanted: Option<(u64, Lost)>,
}

/// A transaction in the making.
pub struct Write<'d> {
    engine: &'d mut dyn Engine,
    who: &'d Who,
    rules: &'d Rules,
    deed: &'d Deed,
    chain: Chain,
    now: DateTime<Utc>,
    queue: Vec<Queued>,
    changes: Vec<Change>,
    numbers: Vec<i64>,
    made: u32,
    begun: bool,
    // The disk is full: no record is written, only what derives from them, drafts and readings.
    tight: bool,
    // The deed is stored already: nothing is written, its numbers are given again.
    replay: Option<VecDeque<i64>>,
    // Found stored in mid-run: everything is begun again in replay.
    pub(super) found: Option<VecDeque<i64>>,
}

impl<'d> Write<'d> {
    pub(super) fn new(
        engine: &'d mut dyn Engine,
        who: &'d Who,
        rules: &'d Rules,
        deed: &'d Deed,
        chain: Chain,
        now: DateTime<Utc>,
    ) -> Self {
        Write {
            engine,
            who,
            rules,
            deed,
            chain,
            now,
            queue: Vec::new(),
            changes: Vec::new(),
            numbers: Vec::new(),
            made: 0,
            begun: false,
            tight: false,
            replay: None,
            found: None,
        }
    }
    pub(super) fn replaying(mut self, numbers: Option<VecDeque<i64>>) -> Self {
        self.replay = numbers;
        self
    }
    pub(super) fn tight(mut self, tight: bool) -> Self {
        self.tight = tight;
        self
    }
    fn room(&self) -> Outcome<()> {
        if self.tight { Err(Fault::wrong(FULL)) } else { Ok(()) }
    }
    pub(super) fn begun(&self) -> bool {
        self.begun
    }

    /// Who acts.
    pub fn who(&self) -> &Who {
        self.who
    }
    /// Code lists, calendar, delays, settings.
    pub fn rules(&self) -> &Rules {
        self.rules
    }
    /// The instant of the deed, the same for all its rows.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }
    /// Whether the deed is stored already (its line was lost in mid-commit and it came again): inserts and updates do nothing, reads
    /// show the state after it, `serial` and `new_id` give what they gave then. A rule that looks at the state before must be passed over.
    pub fn replayed(&self) -> bool {
        self.replay.is_some()
    }
    /// A new id, the same again when the deed is run again.
    pub fn new_id<I: Id>(&mut self) -> I {
        let id = id_of_deed(self.deed.id, self.made);
        self.made += 1;
        id
    }
    /// For reading in the transaction; what is queued is sent before.
    pub fn reader(&mut self) -> &mut dyn Read {
        self
    }

    /// A new row. Runs `R::check` first: errors refuse it ([`Fault::Flaws`]), warnings pass.
    pub fn insert<R: Record>(&mut self, record: &R) -> Outcome<()> {
        self.insert_all(std::slice::from_ref(record)).map(drop)
    }

    /// New rows, many a statement. Gives their number.
    pub fn insert_all<R: Record>(&mut self, new: &[R]) -> Outcome<u64> {
        if self.replayed() {
            return Ok(new.len() as u64);
        }
        self.room()?;
        for record in new {
            passes(None, record, self.rules)?;
        }
        let rows: Vec<&R> = new.iter().collect();
        let at = instant_text(self.now);
        for (stmt, _) in records::insert(&rows, &Stamp { at: &at, by: &self.who.login }) {
            self.queue.push(Queued { stmt, wanted: None });
        }
        self.changes.extend(new.iter().map(Change::inserted));
        Ok(new.len() as u64)
    }

    /// Saves the columns that differ; nothing when none does. `before` must be as read: when someone saved meanwhile the whole write ends
    /// with [`Fault::Conflict`]. The row then stored has version `before.head().version + 1`.
    pub fn update<R: Record>(&mut self, before: &R, after: &R) -> Outcome<()> {
        if self.replayed() {
            return Ok(());
        }
        self.room()?;
        passes(Some(before), after, self.rules)?;
        let at = instant_text(self.now);
        let Some(stmt) = records::update(before, after, &Stamp { at: &at, by: &self.who.login }) else { return Ok(()) };
        let (mine, base) = (after.clone(), before.clone());
        let lost: Lost = Box::new(move |read| conflict(read, &base, &mine));
        self.queue.push(Queued { stmt, wanted: Some((1, lost)) });
        self.changes.push(Change::updated(before, after));
        Ok(())
    }

    /// Takes a row away, held to the version read (child rows of a list; files are closed, never deleted).
    pub fn delete<R: Record>(&mut self, before: &R) -> Outcome<()> {
        if self.replayed() {
            return Ok(());
        }
        self.room()?;
        let base = before.clone();
        let lost: Lost = Box::new(move |read| conflict(read, &base, &base));
        self.queue.push(Queued { stmt: records::delete(before), wanted: Some((1, lost)) });
        self.changes.push(Change::deleted(before));
        Ok(())
    }

    /// Has the audit say that this row was seen (opening a file, a tab with sensitive data: security.md §4).
    pub fn saw(&mut self, record: &'static str, subject: impl Id) {
        let subject = subject.uuid().as_bytes().to_vec();
        self.changes.push(Change { record, subject, was: None, became: None });
    }

    /// Has the audit keep facts of the deed itself: words and count of a search, rows and digest of an export.
    pub fn note(&mut self, record: &'static str, subject: impl Id, facts: &[(&str, Value)]) {
        let facts = facts.iter().map(|(name, value)| ((*name).to_owned(), trail::json(value))).collect();
        self.changes.push(Change::said(record, subject.uuid().as_bytes().to_vec(), facts));
    }

    /// A number that the audit row itself keeps, which no law has erased: how many values a lawful erasure cleared.
    pub(in crate::store) fn count(&mut self, number: i64) {
        self.numbers.push(number);
    }

    /// The next number of an agency, kind and year, from 1, without gaps: the counter is part of the transaction, so others wait for its
    /// end. Ask as late as possible.
    pub fn serial(&mut self, agency: &str, kind: &str, year: i64) -> Outcome<i64> {
        if let Some(numbers) = &mut self.replay {
            return numbers.pop_front().ok_or_else(|| Fault::broken("a repeated deed asks for more numbers than it took"));
        }
        let sql = "INSERT INTO serial (agency, kind, year, last) VALUES ($1, $2, $3, 1) \
                   ON CONFLICT (agency, kind, year) DO UPDATE SET last = serial.last + 1 RETURNING last";
        let ran = self.now_with(Stmt::new(sql, vec![agency.into(), kind.into(), year.into()]))?;
        let number = ran.one(|r| r.int("last"))?.ok_or_else(|| Fault::broken("no number came back"))?;
        self.numbers.push(number);
        Ok(number)
    }

    /// The first of `count` numbers in a row (1 at least), as [`Self::serial`]: for many rows in one transaction.
    pub fn serials(&mut self, agency: &str, kind: &str, year: i64, count: i64) -> Outcome<i64> {
        let count = count.max(1);
        if let Some(numbers) = &mut self.replay {
            return numbers.pop_front().ok_or_else(|| Fault::broken("a repeated deed asks for more numbers than it took"));
        }
        let sql = "INSERT INTO serial (agency, kind, year, last) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (agency, kind, year) DO UPDATE SET last = serial.last + $4 RETURNING last";
        let ran = self.now_with(Stmt::new(sql, vec![agency.into(), kind.into(), year.into(), count.into()]))?;
        let last = ran.one(|r| r.int("last"))?.ok_or_else(|| Fault::broken("no number came back"))?;
        let first = last - count + 1;
        self.numbers.push(first);
        Ok(first)
    }

    /// A statement on a derived table (search words, candidates, drafts): neither checked nor audited.
    pub(in crate::store) fn execute(&mut self, sql: impl Into<std::borrow::Cow<'static, str>>, args: Vec<Value>) {
        if !self.replayed() {
            self.queue.push(Queued { stmt: Stmt::new(sql, args), wanted: None });
        }
    }

    /// The engine itself inside the transaction, with everything queued sent: for `fill` of derived tables by the store.
    pub(in crate::store) fn raw(&mut self) -> Outcome<&mut dyn Engine> {
        if !self.replayed() {
            self.send(None)?;
        }
        Ok(self.engine)
    }

    /// Sends what is queued and the audit rows. Gives the chain as it stands when the transaction is kept.
    pub(super) fn finish(&mut self) -> Outcome<Option<Chain>> {
        if self.replayed() {
            return Ok(None);
        }
        if self.changes.is_empty() && self.numbers.is_empty() {
            // Derived tables and drafts only: nothing to audit.
            if !self.queue.is_empty() {
                self.fly(None, false)?;
            }
            return Ok(None);
        }
        if !self.chain.known {
            self.ask_chain()?;
        }
        let at = instant_text(self.now);
        let numbers: Vec<String> = self.numbers.iter().map(i64::to_string).collect();
        let line = Line { deed: self.deed, who: self.who, at: &at, numbers: &numbers.join("|") };
        let (rows, chain) = trail::rows(&self.chain, &line, &self.changes);
        self.queue.extend(rows.into_iter().map(|stmt| Queued { stmt, wanted: None }));
        self.fly(None, false)?;
        Ok(Some(chain))
    }

    fn ask_chain(&mut self) -> Outcome<()> {
        let sql = "SELECT seq, hash FROM audit WHERE session = $1 ORDER BY seq DESC NULLS LAST LIMIT 1";
        let session = self.chain.session;
        let read: &mut dyn Read = self.raw()?;
        let last = read.one(sql, &[session.into()], |r| Ok((r.int("seq")?, r.blob("hash")?.to_vec())))?;
        let (seq, last) = last.unwrap_or_default();
        self.chain = Chain { session, seq, last, known: true };
        Ok(())
    }

    fn now_with(&mut self, stmt: Stmt) -> Outcome<Ran> {
        self.send(Some(stmt))?.ok_or_else(|| Fault::broken("a flight came back short"))
    }

    /// Sends what is queued and one more; the first time, it begins and asks whether the deed is stored already.
    fn send(&mut self, last: Option<Stmt>) -> Outcome<Option<Ran>> {
        let first = !self.begun;
        if !first && self.queue.is_empty() && last.is_none() {
            return Ok(None);
        }
        self.fly(last, first)
    }

    fn fly(&mut self, last: Option<Stmt>, look: bool) -> Outcome<Option<Ran>> {
        if !self.begun {
            self.engine.begin()?;
            self.begun = true;
        }
        let queue = std::mem::take(&mut self.queue);
        let mut all = Vec::with_capacity(queue.len() + 2);
        if look {
            all.push(stored_deed(self.deed.id));
        }
        let mut wanted = Vec::new();
        for Queued { stmt, wanted: rows } in queue {
            wanted.push(rows);
            all.push(stmt);
        }
        let more = last.is_some();
        all.extend(last);
        let mut ran = self.engine.flight(&all)?.into_iter();
        if look && let Some(numbers) = ran.next().map(|r| numbers_of(&r)).transpose()?.flatten() {
            self.found = Some(numbers);
            return Err(Fault::Busy);
        }
        for (rows, ran) in wanted.into_iter().zip(ran.by_ref()) {
            if let Some((count, lost)) = rows
                && ran.affected != count
            {
                return Err(lost(&mut *self.engine)?);
            }
        }
        Ok(if more { ran.next() } else { None })
    }
}

impl Read for Write<'_> {
    fn each(&mut self, sql: &str, args: &[Value], row: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>) -> Result<(), DbError> {
        if self.replayed() || (self.begun && self.queue.is_empty()) {
            return self.engine.each(sql, args, row);
        }
        let ran = self.now_with(Stmt::new(sql.to_owned(), args.to_vec()))?;
        ran.each(row)
    }
    fn gather(&mut self, all: &[Stmt]) -> Result<Vec<Ran>, DbError> {
        if !self.replayed() {
            self.send(None)?;
        }
        self.engine.gather(all)
    }
}

pub(super) fn stored_deed(id: DeedId) -> Stmt {
    Stmt::new("SELECT numbers FROM audit WHERE deed = $1", vec![id.into()])
}

/// The numbers of a stored deed; none when it isn't stored.
pub(super) fn numbers_of(ran: &Ran) -> Result<Option<VecDeque<i64>>, DbError> {
    ran.one(|r| Ok(r.opt_text("numbers")?.unwrap_or_default().split('|').filter_map(|n| n.parse().ok()).collect()))
}

fn passes<R: Record>(before: Option<&R>, record: &R, rules: &Rules) -> Outcome<()> {
    let mut flaws = record.check(rules);
    check::closed(before, record, rules, &mut flaws);
    if flaws.iter().any(|f| !f.warning) { Err(Fault::Flaws(flaws)) } else { Ok(()) }
}

/// What is stored now, beside what both sides hold.
fn conflict<R: Record>(read: &mut dyn Read, base: &R, mine: &R) -> Outcome<Fault> {
    let id = base.head().id;
    let Some(theirs) = records::find::<R>(read, id)? else { return Ok(Fault::Missing(R::TABLE)) };
    let sql = format!("SELECT updated_at, updated_by FROM \"{}\" WHERE \"id\" = $1", R::TABLE);
    let bytes = id.uuid().as_bytes().to_vec();
    let args = [Value::Blob(bytes.clone())];
    let (at, login) =
        read.one(&sql, &args, |r| Ok((r.text("updated_at")?.to_owned(), r.text("updated_by")?.to_owned())))?.unwrap_or_default();
    let named = "SELECT a.name FROM audit_value v JOIN audit a ON a.deed = v.deed \
                 WHERE v.subject = $1 AND a.login = $2 ORDER BY a.at DESC NULLS LAST LIMIT 1";
    let by = read.one(named, &[Value::Blob(bytes.clone()), login.as_str().into()], |r| Ok(r.text("name")?.to_owned()))?;
    let clashes =
        R::fields().iter().map(|f| Clash { field: f.id, base: (f.get)(base), mine: (f.get)(mine), theirs: (f.get)(&theirs) });
    Ok(Fault::Conflict(Box::new(Conflict {
        record: R::TABLE,
        id: bytes,
        version: theirs.head().version,
        by: by.unwrap_or(login),
        at,
        fields: clashes.filter(|c| c.base != c.mine || c.base != c.theirs).collect(),
    })))
}

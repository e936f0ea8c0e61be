//! An engine that loses its line on demand, before or after the call reached the server: for tests of what is kept and what is said.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::fault::Value;
use crate::store::whole::{Table, Whole};
use crate::store::{Canceller, DbError, Engine, Ran, Read, Row, Stmt};

/// Which calls are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// Every call that reaches the server.
    Any,
    /// Commits only.
    Commit,
}

/// On which side of the server the line is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The call never reached it: nothing is done.
    Before,
    /// It did what was asked; only the answer is lost.
    After,
}

#[derive(Debug, Default)]
struct Plan {
    cut: Option<(Call, u64, When)>,
    down: bool,
    refuse: u64,
    // What the next commits answer, and whether they had done their work.
    answers: VecDeque<(DbError, When)>,
    // At the nth statement from now this process is killed.
    kill: Option<u64>,
    // Set aside for a full disk; given back.
    reserve: Option<()>,
    tight: bool,
}

/// Cuts and mends the line of one [`Failing`], from outside.
#[derive(Debug, Clone, Default)]
pub struct Switch(Arc<Mutex<Plan>>);

impl Switch {
    fn plan(&self) -> std::sync::MutexGuard<'_, Plan> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Cuts at the nth such call from now on (1: the next). The line then stays away until [`Switch::mend`].
    pub fn cut_at(&self, call: Call, nth: u64, when: When) {
        self.plan().cut = Some((call, nth.max(1), when));
    }
    /// The line is there again; whatever transaction was open is undone.
    pub fn mend(&self) {
        *self.plan() = Plan::default();
    }
    /// The next so many commits are refused with [`DbError::Busy`], the line staying.
    pub fn busy(&self, commits: u64) {
        self.plan().refuse = commits;
    }
    /// The next commits answer so, one after the other, whether or not they were done; the line stays.
    pub fn answer(&self, answers: &[(DbError, When)]) {
        self.plan().answers = answers.iter().cloned().collect();
    }
    /// Kills this process (as by hand: nothing is cleared up) before the nth statement from now; a text of several counts each.
    pub fn kill_at(&self, nth: u64) {
        self.plan().kill = Some(nth);
    }
    /// Sets something aside for the day the disk is full; [`Switch::room`] says that it is there again.
    pub fn set_aside(&self) {
        self.plan().reserve = Some(());
    }
    /// The disk has room again.
    pub fn room(&self) {
        self.plan().tight = false;
    }
    /// Whether the line is away.
    pub fn down(&self) -> bool {
        self.plan().down
    }
}

/// An engine with a line that can be cut.
pub struct Failing {
    inner: Box<dyn Engine>,
    switch: Switch,
}

impl Failing {
    /// Wraps an engine; the switch cuts its line.
    pub fn new(inner: Box<dyn Engine>) -> (Self, Switch) {
        let switch = Switch::default();
        (Failing { inner, switch: switch.clone() }, switch)
    }

    fn call<T>(&mut self, kind: Call, f: impl FnOnce(&mut dyn Engine) -> Result<T, DbError>) -> Result<T, DbError> {
        let now = {
            let mut plan = self.switch.plan();
            if plan.down {
                return Err(DbError::Away);
            }
            if let Some(left) = &mut plan.kill {
                *left = left.saturating_sub(1);
                if *left == 0 {
                    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
                }
            }
            if kind == Call::Commit && plan.refuse > 0 {
                plan.refuse -= 1;
                return Err(DbError::Busy);
            }
            if kind == Call::Commit
                && let Some((error, when)) = plan.answers.pop_front()
            {
                drop(plan);
                if when == When::After {
                    f(&mut *self.inner)?;
                }
                return Err(error);
            }
            let hit = match &mut plan.cut {
                Some((wanted, left, when)) if *wanted == Call::Any || *wanted == kind => {
                    *left -= 1;
                    (*left == 0).then_some(*when)
                }
                _ => None,
            };
            plan.down = hit.is_some();
            hit
        };
        match now {
            None => f(&mut *self.inner),
            Some(When::Before) => self.lose(),
            Some(When::After) => {
                f(&mut *self.inner)?;
                self.lose()
            }
        }
    }

    /// A server undoes what a lost session had open.
    fn lose<T>(&mut self) -> Result<T, DbError> {
        self.inner.rollback()?;
        Err(DbError::Away)
    }
}

impl Read for Failing {
    fn each(&mut self, sql: &str, args: &[Value], row: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.each(sql, args, row))
    }
    fn gather(&mut self, all: &[Stmt]) -> Result<Vec<Ran>, DbError> {
        self.call(Call::Any, |e| e.gather(all))
    }
}

impl Engine for Failing {
    fn execute(&mut self, sql: &str, args: &[Value]) -> Result<u64, DbError> {
        self.call(Call::Any, |e| e.execute(sql, args))
    }
    fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        if self.switch.plan().kill.is_none() {
            return self.call(Call::Any, |e| e.batch(sql));
        }
        // Where a death between two statements is asked for they go one by one. A trigger's body is one statement.
        for part in sql.split_inclusive(";\n") {
            self.call(Call::Any, |e| e.batch(part))?;
        }
        Ok(())
    }
    fn begin(&mut self) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.begin())
    }
    fn commit(&mut self) -> Result<(), DbError> {
        self.call(Call::Commit, |e| e.commit())
    }
    fn rollback(&mut self) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.rollback())
    }
    fn begin_reads(&mut self) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.begin_reads())
    }
    fn end_reads(&mut self) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.end_reads())
    }
    fn flight(&mut self, all: &[Stmt]) -> Result<Vec<Ran>, DbError> {
        self.call(Call::Any, |e| e.flight(all))
    }
    fn fill(&mut self, table: &str, columns: &[&str], rows: &mut dyn Iterator<Item = Vec<Value>>) -> Result<u64, DbError> {
        self.call(Call::Any, |e| e.fill(table, columns, rows))
    }
    fn canceller(&self) -> Canceller {
        self.inner.canceller()
    }
    fn alive(&self) -> bool {
        !self.switch.down() && self.inner.alive()
    }
    fn hurry(&mut self, times: Option<u32>) {
        self.inner.hurry(times);
    }
    fn reopen(&mut self) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.reopen())
    }
    fn give_reserve(&mut self) -> bool {
        let mut plan = self.switch.plan();
        if plan.reserve.take().is_some() {
            plan.tight = true;
            return true;
        }
        drop(plan);
        self.inner.give_reserve()
    }
    fn tight(&self) -> bool {
        self.switch.plan().tight || self.inner.tight()
    }
    fn statements(&self) -> u64 {
        self.inner.statements()
    }
    fn round_trips(&self) -> u64 {
        self.inner.round_trips()
    }
    fn has_table(&mut self, name: &str) -> Result<bool, DbError> {
        self.call(Call::Any, |e| e.has_table(name))
    }
    fn damaged_pages(&mut self) -> Result<Vec<String>, DbError> {
        self.call(Call::Any, |e| e.damaged_pages())
    }
    fn own_types(&mut self) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.own_types())
    }
    fn lock_schema(&mut self) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.lock_schema())
    }
    fn scrub(&mut self) -> Result<bool, DbError> {
        self.call(Call::Any, |e| e.scrub())
    }
    fn knows_accounts(&self) -> bool {
        self.inner.knows_accounts()
    }
    fn holds_accounts(&mut self) -> Result<bool, DbError> {
        self.call(Call::Any, |e| e.holds_accounts())
    }
    fn append_only(&mut self, table: &str) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.append_only(table))
    }
}

impl Whole for Failing {
    fn begin_snapshot(&mut self) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.begin_snapshot())
    }
    fn tables(&mut self) -> Result<Vec<Table>, DbError> {
        self.call(Call::Any, |e| e.tables())
    }
    fn copy_file(&mut self, to: &Path) -> Result<bool, DbError> {
        self.call(Call::Any, |e| e.copy_file(to))
    }
    fn take_file(&mut self, from: &Path) -> Result<bool, DbError> {
        self.call(Call::Any, |e| e.take_file(from))
    }
    fn damaged_within(&mut self, limit: std::time::Duration) -> Result<Option<Vec<String>>, DbError> {
        self.call(Call::Any, |e| e.damaged_within(limit))
    }
    fn defer_keys(&mut self) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.defer_keys())
    }
    fn settle_keys(&mut self) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.settle_keys())
    }
    fn empty(&mut self, tables: &[Table]) -> Result<(), DbError> {
        self.call(Call::Any, |e| e.empty(tables))
    }
}

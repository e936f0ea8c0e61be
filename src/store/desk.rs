//! The desk of one session: its engine, who acts, its clock and its rules. Every read and every write of the services goes through it.

use std::any::{Any, TypeId};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

use crate::domain::ids::{DeedId, Id, SessionId};
use crate::domain::rules::Rules;
use crate::domain::who::Who;
use crate::fault::{Fault, Outcome};
use crate::store::clock::Ids;
use crate::store::error::{FULL, UNCONFIRMED};
use crate::store::pass::Pass;
use crate::store::trail::Chain;
use crate::store::write::{numbers_of, stored_deed};
use crate::store::{Canceller, Clock, DbError, Engine, Read, Write};

/// How often a write is run, the first time included, when others stand in its way.
const RUNS: u32 = 5;
/// After this long a write isn't run again: the form is kept as a draft (security.md §7: 15 s at most).
const PATIENCE: Duration = Duration::from_secs(9);

/// After so many writes that the disk didn't confirm, one after the other, the session only reads.
const DOUBTS: u32 = 3;

/// Why a session on a damaged file only reads.
pub const DAMAGED: &str = "state-damaged";

/// What is done, with an id made before the job: a repeated job finds it in the audit and does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Made by [`Desk::new_id`] before the job.
    pub id: DeedId,
    /// What is done, an English id for the audit: `intake`, `propose`.
    pub act: &'static str,
    /// Why, where a reason is asked.
    pub reason: Option<String>,
}

impl Deed {
    /// A deed without a reason.
    pub fn new(id: DeedId, act: &'static str) -> Self {
        Deed { id, act, reason: None }
    }
    /// With a reason.
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }
}

/// A session's way to the database.
pub struct Desk {
    engine: Box<dyn Engine>,
    /// Who acts.
    pub who: Who,
    /// Where the time comes from.
    pub clock: Clock,
    /// Code lists, calendar, delays, settings, today.
    pub rules: Rules,
    chain: Chain,
    ids: Ids,
    made: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
    // Writes that the disk didn't confirm, one after the other.
    doubts: u32,
    // The file was found damaged, by this session or beside it: what can be read is read.
    damaged: Arc<AtomicBool>,
    pub(super) pass: Pass,
}

enum End<T> {
    Done(T),
    /// The deed is stored already, with these numbers.
    Stored(VecDeque<i64>),
    Failed(Fault),
}

impl Desk {
    /// A desk with an audit chain of its own.
    pub fn new(engine: Box<dyn Engine>, who: Who, clock: Clock, rules: Rules) -> Self {
        let ids = Ids::new(&format!("{} {}", who.login, who.post));
        let chain = Chain { session: ids.make(&Clock::Real), seq: 0, last: Vec::new(), known: true };
        Desk {
            engine,
            who,
            clock,
            rules,
            chain,
            ids,
            made: HashMap::new(),
            doubts: 0,
            damaged: Arc::default(),
            pass: Pass::default(),
        }
    }

    /// Continues the audit chain of this session (a second process, a line found again).
    pub fn continue_session(&mut self, session: SessionId) {
        self.chain = Chain { session, seq: 0, last: Vec::new(), known: false };
    }
    /// The session under which the audit rows are chained.
    pub fn session(&self) -> SessionId {
        self.chain.session
    }
    /// A new connection after the line was away.
    pub fn reconnected(&mut self, engine: Box<dyn Engine>) {
        self.engine = engine;
        self.chain.known = false;
    }

    /// Now, by the desk's clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
    /// A new id; each is greater than the one before.
    pub fn new_id<I: Id>(&self) -> I {
        self.ids.make(&self.clock)
    }
    /// A new deed.
    pub fn deed(&self, act: &'static str) -> Deed {
        Deed::new(self.new_id(), act)
    }
    /// What is made once a session when first asked for, and kept: an index over long lists. One of each type.
    pub fn once<T: Any + Send + Sync>(&mut self, make: impl FnOnce(&mut Desk) -> Outcome<T>) -> Outcome<Arc<T>> {
        let known = self.made.get(&TypeId::of::<T>()).cloned().and_then(|kept| kept.downcast::<T>().ok());
        if let Some(known) = known {
            return Ok(known);
        }
        let new = Arc::new(make(self)?);
        self.made.insert(TypeId::of::<T>(), Arc::clone(&new) as Arc<dyn Any + Send + Sync>);
        Ok(new)
    }
    /// Forgets what was made once: the lists have changed.
    pub fn forget_made(&mut self) {
        self.made.clear();
    }
    /// A handle to cancel what runs, from another thread.
    pub fn canceller(&self) -> Canceller {
        self.engine.canceller()
    }
    /// Goes up when the file is found damaged: from then on no desk with this mark writes. The check of the file runs beside the screens.
    pub fn damage(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.damaged)
    }
    /// Shares the mark of another desk on the same file.
    pub fn with_damage(mut self, mark: Arc<AtomicBool>) -> Self {
        self.damaged = mark;
        self
    }
    /// Why this session only reads for now, a key `state-…`: the disk is full, or didn't confirm what was written.
    pub fn only_reads(&self) -> Option<&'static str> {
        match self.doubts >= DOUBTS {
            _ if self.damaged.load(Ordering::Relaxed) => Some(DAMAGED),
            true => Some("state-disk-failing"),
            false => self.engine.tight().then_some("state-disk-full"),
        }
    }
    /// Whether the line still stands, as far as is known without asking.
    pub fn alive(&self) -> bool {
        self.engine.alive()
    }
    /// Statements sent since the opening.
    pub fn statements(&self) -> u64 {
        self.engine.statements()
    }
    /// Round trips since the opening.
    pub fn round_trips(&self) -> u64 {
        self.engine.round_trips()
    }
    /// The engine itself: migrations, copies, backups. Nothing is audited by itself.
    pub fn engine(&mut self) -> &mut dyn Engine {
        &mut *self.engine
    }

    /// Runs with lenient rules (paper, import, a file mended bit by bit): what is missing warns instead of refusing.
    pub fn lenient<T>(&mut self, f: impl FnOnce(&mut Desk) -> T) -> T {
        let was = std::mem::replace(&mut self.rules.lenient, true);
        let found = f(self);
        self.rules.lenient = was;
        found
    }

    /// The reads of one screen: in SQLite all see the same state.
    pub fn read<T>(&mut self, f: impl FnOnce(&mut dyn Read) -> Outcome<T>) -> Outcome<T> {
        self.still_open()?;
        self.engine.begin_reads()?;
        let found = f(&mut *self.engine);
        let ended = self.engine.end_reads();
        let found = found?;
        ended?;
        Ok(found)
    }

    /// One deed in one transaction, with its audit rows. `f` may be run again (others in the way, or the deed found stored: then
    /// [`Write::replayed`] is true and nothing is written twice).
    pub fn write<T>(&mut self, deed: Deed, mut f: impl FnMut(&mut Write<'_>) -> Outcome<T>) -> Outcome<T> {
        if self.damaged.load(Ordering::Relaxed) {
            return Err(Fault::wrong("wrong-database-damaged"));
        }
        if self.doubts >= DOUBTS {
            return Err(Fault::wrong(UNCONFIRMED));
        }
        self.still_open()?;
        let (since, mut runs, mut stored) = (Instant::now(), 0, None);
        loop {
            runs += 1;
            match self.run(&deed, stored.take(), &mut f) {
                End::Done(found) => {
                    self.doubts = 0;
                    return Ok(found);
                }
                End::Stored(numbers) => stored = Some(numbers),
                // The disk is full: what was set aside is given back, and the same is run again; a save is then refused by `Write`.
                End::Failed(Fault::Wrong(r)) if r.key == FULL && self.engine.give_reserve() => {}
                End::Failed(Fault::Wrong(r)) if r.key == UNCONFIRMED => {
                    self.doubts += 1;
                    if self.doubts >= DOUBTS {
                        return Err(Fault::Wrong(r));
                    }
                    // Nothing is said before the row was read again over a new connection.
                    self.engine.reopen()?;
                    self.chain.known = false;
                    let asked = self.engine.gather(&[stored_deed(deed.id)])?;
                    stored = asked.first().map(numbers_of).transpose()?.flatten();
                }
                End::Failed(Fault::Busy) if runs < RUNS && since.elapsed() < PATIENCE => {
                    let most = 20 * u64::from(runs);
                    std::thread::sleep(Duration::from_millis(fastrand::u64(most / 4..=most)));
                }
                End::Failed(fault) => return Err(fault),
            }
        }
    }

    fn run<T>(&mut self, deed: &Deed, stored: Option<VecDeque<i64>>, f: &mut impl FnMut(&mut Write<'_>) -> Outcome<T>) -> End<T> {
        let replay = stored.is_some();
        let now = self.clock.now();
        let tight = self.engine.tight();
        let mut write =
            Write::new(&mut *self.engine, &self.who, &self.rules, deed, self.chain.clone(), now).replaying(stored).tight(tight);
        let done = f(&mut write).and_then(|found| Ok((found, write.finish()?)));
        let (begun, found) = (write.begun(), write.found.take());
        if let Some(numbers) = found {
            return self.undo(End::Stored(numbers));
        }
        match done {
            Ok((found, _)) if !begun => End::Done(found),
            Ok((found, chain)) => match self.engine.commit() {
                Ok(()) => {
                    self.chain = chain.unwrap_or_else(|| self.chain.clone());
                    End::Done(found)
                }
                Err(error) => {
                    // Whether it was kept is not known: the chain is asked before the next row.
                    self.chain.known = false;
                    self.undo(End::Failed(error.into()))
                }
            },
            Err(fault) if begun => self.failed(deed, fault, replay),
            Err(fault) => End::Failed(fault),
        }
    }

    /// After a failure in the database: perhaps because the deed is stored already, which is then found.
    fn failed<T>(&mut self, deed: &Deed, fault: Fault, replay: bool) -> End<T> {
        let fault = match self.undo(End::<T>::Failed(fault)) {
            End::Failed(fault) => fault,
            other => return other,
        };
        if replay || matches!(fault, Fault::Busy | Fault::Away | Fault::Cancelled | Fault::Flaws(_)) {
            return End::Failed(fault);
        }
        let asked: Result<_, DbError> = self.engine.gather(&[stored_deed(deed.id)]);
        match asked.and_then(|ran| ran.first().map(numbers_of).transpose()) {
            Ok(Some(Some(numbers))) => End::Stored(numbers),
            _ => End::Failed(fault),
        }
    }

    fn undo<T>(&mut self, end: End<T>) -> End<T> {
        match self.engine.rollback() {
            Ok(()) => end,
            // The line is away: the server undoes it by itself.
            Err(DbError::Away) => match end {
                End::Stored(_) => End::Failed(Fault::Away),
                end => end,
            },
            Err(error) => End::Failed(error.into()),
        }
    }
}

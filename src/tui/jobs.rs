//! The workers: a front one (loads and saves, in order, newest load of a slot wins) and a back one (long work, can be
//! cancelled). They alone hold a `Desk`. `AtOnce` does the same in one thread, for tests. Called by `app.rs`.

use std::cell::Cell;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::fault::{Fault, Outcome};
use crate::store::{Canceller, Desk, Engine};
use crate::tui::cx::{Care, Fruit, Job, ScreenId, Ticket};
use crate::tui::event::{Event, Line};

/// A job on its way.
pub struct Request {
    /// Its number.
    pub ticket: Ticket,
    /// Who asked.
    pub screen: ScreenId,
    /// How it is treated.
    pub care: Care,
    /// What to do.
    pub run: Job,
}

/// What came of a job.
pub struct Answer {
    /// Its number.
    pub ticket: Ticket,
    /// The fruit.
    pub fruit: Fruit,
}

/// Where jobs go.
pub trait Jobs {
    /// Takes a job.
    fn send(&mut self, request: Request);
    /// Cancels a job, waiting or running.
    fn cancel(&mut self, ticket: Ticket);
    /// Answers that are here already; the threads send theirs as events.
    fn ready(&mut self) -> Option<Answer> {
        None
    }
}

/// Opens a desk for a worker; and, after the line was cut, a new connection for the same desk, whose session goes on.
#[derive(Clone)]
pub struct Opener {
    /// A new desk.
    pub desk: Arc<dyn Fn() -> Outcome<Desk> + Send + Sync>,
    /// A new connection.
    pub engine: Arc<dyn Fn() -> Outcome<Box<dyn Engine>> + Send + Sync>,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Request>,
    running: Option<Ticket>,
    canceller: Option<Canceller>,
    over: bool,
}

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    wake: Condvar,
    cancelled: AtomicBool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The two threads.
pub struct Threads {
    front: Arc<Shared>,
    back: Arc<Shared>,
    events: Sender<Event>,
    writer: Option<JoinHandle<()>>,
}

/// At the end what is being saved has this long to be stored (a hangup leaves within a second).
const LAST: Duration = Duration::from_millis(900);

/// The longest patience is so many doublings of the shortest.
const MOST_LOST: u32 = 5;

impl Threads {
    /// Starts both; each opens its connection at its first job.
    pub fn start(opener: &Opener, events: &Sender<Event>) -> Self {
        let begin = |reports: bool| {
            let shared = Arc::new(Shared::default());
            let worker = Worker {
                shared: shared.clone(),
                opener: opener.clone(),
                events: events.clone(),
                reports,
                desk: None,
                away: false,
                lost: 0,
                only_reads: None,
            };
            (shared, thread::spawn(move || worker.run()))
        };
        let ((front, writer), (back, _)) = (begin(true), begin(false));
        Threads { front, back, events: events.clone(), writer: Some(writer) }
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        for shared in [&self.front, &self.back] {
            let mut queue = shared.lock();
            queue.over = true;
            queue.waiting.retain(|r| matches!(r.care, Care::Save | Care::Keep));
            shared.wake.notify_all();
        }
        let end = Instant::now() + LAST;
        if let Some(writer) = self.writer.take() {
            while !writer.is_finished() && Instant::now() < end {
                thread::sleep(Duration::from_millis(5));
            }
        }
    }
}

impl Jobs for Threads {
    fn send(&mut self, request: Request) {
        let shared = if request.care == Care::Work { &self.back } else { &self.front };
        let mut queue = shared.lock();
        drop_older(&mut queue.waiting, &request);
        queue.waiting.push_back(request);
        shared.wake.notify_all();
    }
    fn cancel(&mut self, ticket: Ticket) {
        for shared in [&self.front, &self.back] {
            let mut queue = shared.lock();
            let before = queue.waiting.len();
            queue.waiting.retain(|r| r.ticket != ticket);
            if queue.waiting.len() < before {
                let _ = self.events.send(Event::Answer(Answer { ticket, fruit: Err(Fault::Cancelled) }));
            } else if queue.running == Some(ticket) {
                shared.cancelled.store(true, Ordering::SeqCst);
                if let Some(canceller) = &queue.canceller {
                    canceller.cancel();
                }
            }
        }
    }
}

/// A newer load of the same screen and slot makes an older one useless; the app has forgotten its ticket.
fn drop_older(waiting: &mut VecDeque<Request>, newer: &Request) {
    if newer.care.reads() {
        waiting.retain(|r| r.care != newer.care || r.screen != newer.screen);
    }
}

/// Runs a job; a panic in it is a fault, not the end of the program.
fn run(request: &mut Request, desk: &mut Desk) -> Fruit {
    catch_unwind(AssertUnwindSafe(|| (request.run)(desk))).unwrap_or_else(|_| Err(Fault::broken("a job panicked")))
}

struct Worker {
    shared: Arc<Shared>,
    opener: Opener,
    events: Sender<Event>,
    /// The front worker says when the line goes and comes; the back one only fails.
    reports: bool,
    desk: Option<Desk>,
    /// The desk's connection is lost.
    away: bool,
    /// Times in a row that the line went away at a job; the next one is waited for longer, in case the job takes so long.
    lost: u32,
    /// Why only reading goes on, as it was said last.
    only_reads: Option<&'static str>,
}

impl Worker {
    fn run(mut self) {
        while let Some(mut request) = self.next() {
            let fruit = match self.connected() {
                Ok(()) => self.desk.as_mut().map_or(Err(Fault::Away), |desk| run(&mut request, desk)),
                Err(fault) => Err(fault),
            };
            self.say_what_goes_on();
            let cancelled = {
                let mut queue = self.shared.lock();
                queue.running = None;
                self.shared.cancelled.swap(false, Ordering::SeqCst)
            };
            match fruit {
                Err(Fault::Away) if self.reports && !cancelled => {
                    if !self.wait_for_line(request) {
                        return;
                    }
                }
                Err(Fault::Away) => {
                    self.away = true;
                    self.answer(request.ticket, Err(Fault::Away));
                }
                Err(_) if cancelled => self.answer(request.ticket, Err(Fault::Cancelled)),
                fruit => {
                    self.lost = 0;
                    self.answer(request.ticket, fruit);
                }
            }
        }
    }
    /// Has the title say that only reading goes on, as soon as a job has met it, and when it is over.
    fn say_what_goes_on(&mut self) {
        let now = self.desk.as_ref().and_then(Desk::only_reads);
        if self.reports && now != self.only_reads {
            self.only_reads = now;
            let _ = self.events.send(Event::Line(Line::OnlyReads(now)));
        }
    }
    fn answer(&self, ticket: Ticket, fruit: Fruit) {
        let _ = self.events.send(Event::Answer(Answer { ticket, fruit }));
    }
    fn next(&self) -> Option<Request> {
        let mut queue = self.shared.lock();
        loop {
            if let Some(request) = queue.waiting.pop_front() {
                queue.running = Some(request.ticket);
                return Some(request);
            }
            if queue.over {
                return None;
            }
            queue = self.shared.wake.wait(queue).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
    }
    fn connected(&mut self) -> Outcome<()> {
        // Only the front worker's jobs are short: a server silent at one of them is away. It waits twice as long each time.
        let hurry = self.reports.then(|| 2_u32.saturating_pow(self.lost));
        let desk = match &mut self.desk {
            Some(desk) if self.away => {
                desk.reconnected((self.opener.engine)()?);
                desk
            }
            Some(desk) => {
                desk.engine().hurry(hurry);
                return Ok(());
            }
            none => none.insert((self.opener.desk)()?),
        };
        self.away = false;
        desk.engine().hurry(hurry);
        self.shared.lock().canceller = Some(desk.canceller());
        Ok(())
    }
    /// Puts the job back and tries again with growing pauses. Saves keep their order; a job is run again whole.
    /// False: the program ends, nothing more can be sent.
    fn wait_for_line(&mut self, request: Request) -> bool {
        self.away = true;
        self.lost = (self.lost + 1).min(MOST_LOST);
        let _ = self.events.send(Event::Line(Line::Away));
        {
            let mut queue = self.shared.lock();
            let newer = queue.waiting.iter().any(|r| r.care.reads() && r.care == request.care && r.screen == request.screen);
            if !newer {
                queue.waiting.push_front(request);
            }
        }
        for pause in [1, 2, 4, 8, 15].into_iter().chain(std::iter::repeat(30)) {
            let queue = self.shared.lock();
            let over = self.shared.wake.wait_timeout_while(queue, Duration::from_secs(pause), |q| !q.over);
            if over.is_ok_and(|(q, _)| q.over) {
                return false;
            }
            match self.connected() {
                Err(Fault::Away) => {}
                _ => break,
            }
        }
        let _ = self.events.send(Event::Line(Line::Back));
        true
    }
}

/// Jobs done at once on the caller's thread; for tests and for the command line's screens.
pub struct AtOnce {
    desk: Desk,
    waiting: VecDeque<Request>,
    paused: Rc<Cell<bool>>,
}

impl AtOnce {
    /// On this desk. While `paused` is true, jobs wait.
    pub fn new(desk: Desk, paused: Rc<Cell<bool>>) -> Self {
        AtOnce { desk, waiting: VecDeque::new(), paused }
    }
}

impl Jobs for AtOnce {
    fn send(&mut self, request: Request) {
        drop_older(&mut self.waiting, &request);
        self.waiting.push_back(request);
    }
    fn cancel(&mut self, ticket: Ticket) {
        if let Some(request) = self.waiting.iter_mut().find(|r| r.ticket == ticket) {
            request.run = Box::new(|_| Err(Fault::Cancelled));
        }
    }
    fn ready(&mut self) -> Option<Answer> {
        if self.paused.get() {
            return None;
        }
        let mut request = self.waiting.pop_front()?;
        let fruit = run(&mut request, &mut self.desk);
        Some(Answer { ticket: request.ticket, fruit })
    }
}

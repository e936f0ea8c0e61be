//! The two workers as threads: order, newest wins, cancel, panics, a line that is cut and comes back.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use guichet::fault::Fault;
use guichet::store;
use guichet::tui::cx::{Care, Fruit, ScreenId, Slot, Ticket};
use guichet::tui::event::{Event, Line};
use guichet::tui::jobs::{Jobs, Opener, Request, Threads};

use crate::harness::desk;

fn threads() -> (Threads, Receiver<Event>, Arc<AtomicU32>) {
    let reconnected = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&reconnected);
    let opener = Opener {
        desk: Arc::new(|| Ok(desk())),
        engine: Arc::new(move || {
            counted.fetch_add(1, Ordering::SeqCst);
            store::open("sqlite::memory:")
        }),
    };
    let (events, received) = channel();
    (Threads::start(&opener, &events), received, reconnected)
}

fn job(n: u64, care: Care, run: impl FnMut() -> Fruit + Send + 'static) -> Request {
    let mut run = run;
    Request { ticket: Ticket(n), screen: ScreenId(1), care, run: Box::new(move |_| run()) }
}

fn good(n: u64) -> Fruit {
    Ok(Box::new(n))
}

fn next(events: &Receiver<Event>) -> Event {
    events.recv_timeout(Duration::from_secs(10)).unwrap()
}

fn answer(events: &Receiver<Event>) -> (u64, Result<u64, Fault>) {
    match next(events) {
        Event::Answer(answer) => (answer.ticket.0, answer.fruit.map(|b| *b.downcast::<u64>().unwrap())),
        _ => panic!("not an answer"),
    }
}

#[test]
fn a_waiting_load_is_dropped_for_a_newer_one_and_saves_keep_their_order() {
    let (mut threads, events, _) = threads();
    let gate = Arc::new(Mutex::new(()));
    let shut = gate.lock().unwrap();
    let inside = Arc::clone(&gate);
    threads.send(job(1, Care::Save, move || {
        drop(inside.lock().unwrap());
        good(1)
    }));
    threads.send(job(2, Care::Load(Slot("rows")), || good(2)));
    threads.send(job(3, Care::Save, || good(3)));
    threads.send(job(4, Care::Load(Slot("rows")), || good(4)));
    drop(shut);
    assert_eq!([answer(&events), answer(&events), answer(&events)], [(1, Ok(1)), (3, Ok(3)), (4, Ok(4))]);
}

#[test]
fn a_panic_in_a_job_is_a_fault_and_the_worker_goes_on() {
    let (mut threads, events, _) = threads();
    threads.send(job(1, Care::Save, || panic!("on purpose")));
    threads.send(job(2, Care::Save, || good(2)));
    assert!(matches!(answer(&events), (1, Err(Fault::Broken(_)))));
    assert_eq!(answer(&events), (2, Ok(2)));
}

#[test]
fn a_job_of_a_cut_line_is_run_again_when_it_is_back_before_the_others() {
    let (mut threads, events, reconnected) = threads();
    let mut tries = 0;
    threads.send(job(1, Care::Save, move || {
        tries += 1;
        if tries == 1 { Err(Fault::Away) } else { good(tries) }
    }));
    threads.send(job(2, Care::Save, || good(20)));
    assert!(matches!(next(&events), Event::Line(Line::Away)));
    assert!(matches!(next(&events), Event::Line(Line::Back)));
    assert_eq!([answer(&events), answer(&events)], [(1, Ok(2)), (2, Ok(20))]);
    assert_eq!(reconnected.load(Ordering::SeqCst), 1);
}

#[test]
fn long_work_is_cancelled_by_interrupting_what_it_reads() {
    let (mut threads, events, _) = threads();
    let started = channel();
    let sender = Mutex::new(started.0);
    let endless = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
    threads.send(Request {
        ticket: Ticket(1),
        screen: ScreenId(1),
        care: Care::Work,
        run: Box::new(move |desk| {
            sender.lock().unwrap().send(()).unwrap();
            desk.read(|read| Ok(read.each(endless, &[], &mut |_| Ok(()))?))?;
            good(1)
        }),
    });
    started.1.recv_timeout(Duration::from_secs(10)).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    threads.cancel(Ticket(1));
    assert_eq!(answer(&events), (1, Err(Fault::Cancelled)));
}

#[test]
fn what_is_being_saved_is_stored_before_the_program_ends_and_loads_are_not_waited_for() {
    let (mut threads, _events, _) = threads();
    let stored = Arc::new(AtomicU32::new(0));
    for n in 1..=3 {
        let stored = Arc::clone(&stored);
        threads.send(job(n, Care::Keep, move || {
            std::thread::sleep(Duration::from_millis(20));
            stored.fetch_add(1, Ordering::SeqCst);
            good(n)
        }));
    }
    threads.send(job(4, Care::Load(Slot("rows")), || {
        std::thread::sleep(Duration::from_secs(5));
        good(4)
    }));
    let start = std::time::Instant::now();
    drop(threads);
    assert_eq!(stored.load(Ordering::SeqCst), 3);
    assert!(start.elapsed() < Duration::from_secs(1));
}

//! The disk fails: a full one leaves drafts and readings, a write that isn't confirmed is read again before anything is said.

use guichet::domain::ids::PersonId;
use guichet::fault::Fault;
use guichet::services::draft::{self, Draft};
use guichet::store::failing::{Failing, When};
use guichet::store::{DbError, Desk, migrate};

use crate::thing::{table, thing};
use crate::{both, common};

fn count(desk: &mut Desk, what: &str) -> i64 {
    let sql = format!("SELECT CAST(count(*) AS BIGINT) AS n FROM {what}");
    desk.read(|r| Ok(r.one(&sql, &[], |row| row.int("n"))?)).unwrap().unwrap()
}

both! {
    fn on_a_full_disk_saves_are_refused_and_drafts_and_readings_go_on_out_of_the_reserve(desk, ground) {
        table(desk);
        let (engine, switch) = Failing::new(ground.engine());
        let mut desk = ground.desk_on(Box::new(engine), "aline");
        let full = Fault::wrong("wrong-disk-full");
        switch.set_aside();
        // The first to meet it gives the reserve back; the save itself is refused, and so is the next, without asking the disk.
        switch.answer(&[(DbError::Full, When::Before)]);
        for _ in 0..2 {
            let (new, deed) = (thing(&desk, "new"), desk.deed("add"));
            assert_eq!(desk.write(deed, |w| w.insert(&new)), Err(full.clone()));
        }
        assert_eq!(desk.only_reads(), Some("state-disk-full"));
        let draft = Draft { id: desk.new_id(), form: "intake".into(), ..Draft::default() };
        draft::keep(&mut desk, &draft).unwrap();
        let (seen, deed) = (desk.new_id::<PersonId>(), desk.deed("open"));
        desk.write(deed, |w| { w.saw("person", seen); Ok(()) }).unwrap();
        assert_eq!((count(&mut desk, "thing"), count(&mut desk, "draft"), count(&mut desk, "audit")), (0, 1, 1));
        switch.room();
        let (new, deed) = (thing(&desk, "new"), desk.deed("add"));
        desk.write(deed, |w| w.insert(&new)).unwrap();
        assert_eq!((desk.only_reads(), count(&mut desk, "thing")), (None, 1));
    }

    fn a_write_that_the_disk_did_not_confirm_is_read_again_and_done_once(desk, ground) {
        table(desk);
        let (engine, switch) = Failing::new(ground.engine());
        let mut desk = ground.desk_on(Box::new(engine), "aline");
        let unsure = || DbError::Unsure("fsync".into());
        // Kept though not confirmed; not kept; both are done once in the end, and said to be.
        for when in [When::After, When::Before] {
            switch.answer(&[(unsure(), when)]);
            let (new, deed) = (thing(&desk, "new"), desk.deed("add"));
            desk.write(deed, |w| w.insert(&new)).unwrap();
        }
        assert_eq!((count(&mut desk, "thing"), count(&mut desk, "audit")), (2, 2));
        switch.answer(&[(unsure(), When::Before), (unsure(), When::Before), (unsure(), When::Before)]);
        let unconfirmed = Fault::wrong("wrong-write-unconfirmed");
        for _ in 0..2 {
            let (new, deed) = (thing(&desk, "new"), desk.deed("add"));
            assert_eq!(desk.write(deed, |w| w.insert(&new)), Err(unconfirmed.clone()), "after three the session only reads");
        }
        assert_eq!((desk.only_reads(), count(&mut desk, "thing")), (Some("state-disk-failing"), 2));
    }
}

/// The environment of the process that is killed: the database and the number of the statement.
const KILLED: (&str, &str) = ("GUICHET_TEST_KILLED_DB", "GUICHET_TEST_KILLED_AT");

/// In the process that is killed: the last two migrations, until the nth statement. Otherwise nothing.
#[test]
fn killed_here() {
    let (Ok(url), Ok(at)) = (std::env::var(KILLED.0), std::env::var(KILLED.1)) else { return };
    let (mut engine, switch) = Failing::new(guichet::store::open(&url).unwrap());
    switch.kill_at(at.parse().unwrap());
    migrate::apply(&mut engine, migrate::all(), chrono::Utc::now()).unwrap();
}

#[test]
fn a_migration_killed_at_any_statement_leaves_the_old_schema_or_the_new_and_goes_on_by_itself() {
    for ground in [Some(common::Ground::bare_sqlite()), common::Ground::bare_postgres()].into_iter().flatten() {
        let all = migrate::all();
        let old = &all[..all.len() - 1];
        let mut done = false;
        for at in 1.. {
            let ground =
                if ground.is_postgres() { common::Ground::bare_postgres().unwrap() } else { common::Ground::bare_sqlite() };
            migrate::apply(&mut *ground.engine(), old, chrono::Utc::now()).unwrap();
            let before = ground.engine().tables().unwrap();
            let killed = std::process::Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "disk::killed_here", "--quiet"])
                .env(KILLED.0, ground.url())
                .env(KILLED.1, at.to_string())
                .output()
                .unwrap();
            let mut engine = ground.engine();
            let status = migrate::status(&mut *engine).unwrap();
            done = killed.status.success();
            match status.pending.len() {
                0 => {}
                1 => assert_eq!(engine.tables().unwrap(), before, "statement {at}: neither old nor new"),
                other => panic!("{other} pending"),
            }
            migrate::migrate(&mut *engine, chrono::Utc::now()).unwrap();
            migrate::check(&mut *engine).unwrap();
            if done {
                assert!(at > 5, "{at} statements only were met");
                break;
            }
            assert!(at < 200);
        }
        assert!(done);
    }
}

//! Migrations: once each, never two at a time, and no hand on a schema that isn't ours.

use chrono::Utc;
use guichet::fault::Fault;
use guichet::store::migrate::{self, Migration};

use crate::common::Ground;

const ONE: Migration =
    Migration { number: 0, name: "one", sql: "CREATE TABLE one (id blob NOT NULL PRIMARY KEY, k key_text);", append_only: &[] };
const TWO: Migration = Migration {
    number: 1,
    name: "two",
    sql: "ALTER TABLE one ADD COLUMN b BOOLEAN; CREATE TABLE two (id blob);",
    append_only: &[],
};
const BAD: Migration =
    Migration { number: 2, name: "bad", sql: "CREATE TABLE three (id blob); CREATE TABLE two (id blob);", append_only: &[] };

fn bare(story: fn(&Ground)) {
    story(&Ground::bare_sqlite());
    if let Some(ground) = Ground::bare_postgres() {
        story(&ground);
    }
}

#[test]
fn migrations_run_once_in_order_and_a_bad_one_leaves_nothing() {
    bare(|ground| {
        let mut engine = ground.engine();
        let engine = &mut *engine;
        assert_eq!(migrate::apply(engine, &[ONE], Utc::now()), Ok(vec![0]));
        assert_eq!(migrate::status_of(engine, &[ONE, TWO]).unwrap().pending, [1]);
        assert_eq!(migrate::apply(engine, &[ONE, TWO], Utc::now()), Ok(vec![1]));
        assert_eq!(migrate::apply(engine, &[ONE, TWO], Utc::now()), Ok(vec![]));
        assert!(matches!(migrate::apply(engine, &[ONE, TWO, BAD], Utc::now()), Err(Fault::Broken(_))));
        assert_eq!(engine.has_table("three"), Ok(false));
        let status = migrate::status_of(engine, &[ONE, TWO]).unwrap();
        assert_eq!((status.stored(), status.known, status.pending.len()), (Some(1), 1, 0));
        assert_eq!(status.applied[1].sha256, TWO.sha256());
    });
}

#[test]
fn a_changed_file_and_a_newer_schema_are_refused_and_nothing_is_touched() {
    bare(|ground| {
        let mut engine = ground.engine();
        let engine = &mut *engine;
        migrate::apply(engine, &[ONE, TWO], Utc::now()).unwrap();
        let newer = Fault::wrong("wrong-newer-schema").with("stored", 1).with("known", 0);
        assert_eq!(migrate::apply(engine, &[ONE], Utc::now()), Err(newer));
        let changed = Migration { sql: "CREATE TABLE other (id blob);", ..ONE };
        let third = Migration { sql: "CREATE TABLE three (id blob);", ..BAD };
        let refused = Fault::wrong("wrong-changed-migration").with("number", 0).with("name", "one");
        assert_eq!(migrate::apply(engine, &[changed, TWO, third], Utc::now()), Err(refused));
        assert_eq!((engine.has_table("three"), engine.has_table("other")), (Ok(false), Ok(false)));
    });
}

#[test]
fn two_that_migrate_at_once_apply_each_file_once() {
    bare(|ground| {
        let mut done: Vec<i64> = std::thread::scope(|s| {
            let run = || migrate::apply(&mut *ground.engine(), &[ONE, TWO], Utc::now()).unwrap();
            let (a, b) = (s.spawn(run), s.spawn(run));
            [a.join().unwrap(), b.join().unwrap()].concat()
        });
        done.sort_unstable();
        assert_eq!(done, [0, 1]);
    });
}

#[test]
fn a_session_opens_only_on_the_schema_it_knows() {
    bare(|ground| {
        let mut engine = ground.engine();
        assert_eq!(migrate::check(&mut *engine), Err(Fault::wrong("wrong-no-schema")));
        migrate::migrate(&mut *engine, Utc::now()).unwrap();
        assert_eq!(migrate::check(&mut *engine), Ok(()));
        assert_eq!(migrate::status(&mut *engine).unwrap().known, migrate::all().last().unwrap().number);
    });
}

//! What both engines do alike: values, flights, reading, cancelling, filling.

use std::time::{Duration, Instant};

use guichet::domain::ids::{PersonId, RowId};
use guichet::fault::{Fault, Value};
use guichet::store::{DbError, Raw, Stmt, records};

use crate::thing::{Thing, full, stored, table, thing};
use crate::{both, common};

both! {
    fn every_value_comes_back_as_it_went_and_so_does_nothing(desk, _ground) {
        table(desk);
        for new in [full(desk), thing(desk, "")] {
            let mut new = new;
            if new.label.is_empty() { new.label = "x".to_owned(); }
            let back = stored(desk, &new);
            new.head.version = 1;
            assert_eq!(back, new);
        }
        let all: Vec<Thing> = desk.read(|r| records::where_(r, "active = TRUE ORDER BY label", &[])).unwrap();
        assert_eq!(all.len(), 1);
    }

    fn a_boolean_column_reads_as_yes_or_no_on_both(desk, _ground) {
        table(desk);
        let new = { let new = full(desk); stored(desk, &new) };
        desk.read(|r| {
            let sql = "SELECT active, known, amount > 3 AS much, owner FROM thing WHERE owner = $1";
            let args = [new.owner.unwrap().into()];
            r.each(sql, &args, &mut |row| {
                assert_eq!((row.raw("active")?, row.raw("known")?), (Raw::Bool(true), Raw::Bool(false)));
                assert!(row.flag("much")?);
                assert_eq!(row.id::<PersonId>("owner")?, new.owner.unwrap());
                assert!(row.text("active").is_err() && row.text("nowhere").is_err());
                Ok(())
            })?;
            Ok(())
        }).unwrap();
    }

    fn arguments_may_stand_in_any_order_and_more_than_once(desk, _ground) {
        let sql = "WITH v(a, b, c) AS (VALUES ($2, $1, $2)) SELECT a, b, c FROM v";
        let found = desk.read(|r| Ok(r.one(sql, &[1.into(), "zwei".into()], |row| row.values())?)).unwrap();
        assert_eq!(found.unwrap(), vec!["zwei".into(), Value::Int(1), "zwei".into()]);
    }

    fn a_flight_lands_in_order_in_one_round_trip(desk, _ground) {
        table(desk);
        let add = |n: i64| {
            let sql = "INSERT INTO thing (id, version, label, active, created_at, created_by, updated_at, updated_by) \
                       VALUES ($1, 1, $2, $3, '', '', '', '')";
            Stmt::new(sql, vec![Value::Blob(vec![n as u8; 16]), format!("n{n}").into(), true.into()])
        };
        let mut all: Vec<Stmt> = (0..60).map(add).collect();
        all.push(Stmt::new("SELECT CAST(count(id) AS BIGINT) AS n FROM thing", vec![]));
        all.push(Stmt::new("DELETE FROM thing WHERE label < $1", vec!["n3".into()]));
        all.push(Stmt::new("SELECT label FROM thing ORDER BY label", vec![]));
        let before = desk.round_trips();
        let ran = desk.engine().flight(&all).unwrap();
        assert_eq!(desk.round_trips() - before, 1);
        assert_eq!(ran.len(), 63);
        assert_eq!(ran[60].one(|r| r.int("n")).unwrap(), Some(60));
        assert_eq!(ran[61].affected, 23);
        assert_eq!(ran[62].rows.len(), 37);
        assert_eq!(ran[62].one(|r| Ok(r.text("label")?.to_owned())).unwrap().as_deref(), Some("n3"));
    }

    fn the_first_error_of_a_flight_is_the_one_that_is_given(desk, _ground) {
        table(desk);
        let new = { let new = thing(desk, "once"); stored(desk, &new) };
        let twice = Stmt::new(
            "INSERT INTO thing (id, version, label, active, created_at, created_by, updated_at, updated_by) \
             VALUES ($1, 1, 'twice', TRUE, '', '', '', '')",
            vec![new.head.id.into()],
        );
        let engine = desk.engine();
        engine.begin().unwrap();
        let end = engine.flight(&[twice.clone(), Stmt::new("SELECT label FROM thing", vec![])]);
        engine.rollback().unwrap();
        assert!(matches!(end, Err(DbError::Unique(_))), "{end:?}");
        let end = engine.execute("INSERT INTO thing (id, version) VALUES ($1, NULL)", &[Value::Blob(vec![1; 16])]);
        assert!(matches!(end, Err(DbError::Check(_))), "{end:?}");
    }

    fn keys_sort_byte_by_byte(desk, _ground) {
        table(desk);
        for label in ["b", "B", "a", "é", "A"] {
            { let new = thing(desk, label); stored(desk, &new) };
        }
        let sql = "SELECT label FROM thing ORDER BY label";
        let labels = desk.read(|r| Ok(r.all(sql, &[], |row| Ok(row.text("label")?.to_owned()))?)).unwrap();
        assert_eq!(labels, ["A", "B", "a", "b", "é"]);
    }

    fn a_table_is_filled_with_anything(desk, _ground) {
        table(desk);
        let odd = ["tab\there", "line\nend\r", "back\\slash \\N", "\\.", "", "é☂"];
        let columns = ["id", "version", "label", "amount", "active", "share", "created_at", "created_by", "updated_at", "updated_by"];
        let mut rows = odd.iter().enumerate().map(|(n, label)| vec![
            Value::Blob(vec![n as u8; 16]), 1.into(), (*label).into(), Value::Null, (n % 2 == 0).into(), Value::Real(1.5),
            "".into(), "".into(), "".into(), "".into(),
        ]);
        assert_eq!(desk.engine().fill("thing", &columns, &mut rows).unwrap(), 6);
        let all: Vec<Thing> = desk.read(|r| records::where_(r, "version = $1 ORDER BY id", &[1.into()])).unwrap();
        assert_eq!(all.iter().map(|t| t.label.as_str()).collect::<Vec<_>>(), odd);
        assert!(all[0].active && !all[1].active && all[1].amount.is_none() && all[1].share == Some(1.5));
        let mut again = std::iter::once(vec![
            Value::Blob(vec![0; 16]), 1.into(), "again".into(), Value::Null, true.into(), Value::Null,
            "".into(), "".into(), "".into(), "".into(),
        ]);
        assert!(matches!(desk.engine().fill("thing", &columns, &mut again), Err(DbError::Unique(_))));
    }

    fn a_long_question_is_cancelled_from_another_thread(desk, _ground) {
        let canceller = desk.canceller();
        let waiting = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(150));
            canceller.cancel();
        });
        let since = Instant::now();
        let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) \
                   SELECT CAST(count(i) AS BIGINT) AS c FROM n";
        let end = desk.read(|r| Ok(r.one(sql, &[], |row| row.int("c"))?));
        waiting.join().unwrap();
        assert_eq!(end, Err(Fault::Cancelled));
        assert!(since.elapsed() < Duration::from_secs(3));
        assert_eq!(desk.read(|r| Ok(r.one("SELECT 1 AS one", &[], |row| row.int("one"))?)), Ok(Some(1)));
    }

    fn many_records_come_by_their_ids_in_the_order_asked(desk, _ground) {
        table(desk);
        let new: Vec<Thing> = (0..230).map(|n| thing(desk, &format!("{n}"))).collect();
        let deed = desk.deed("import");
        assert_eq!(desk.write(deed, |w| w.insert_all(&new)), Ok(230));
        let mut ids: Vec<RowId> = new.iter().rev().map(|t| t.head.id).collect();
        ids.insert(3, desk.new_id());
        let found: Vec<Thing> = desk.read(|r| records::by_ids(r, &ids)).unwrap();
        assert_eq!(found.len(), 230);
        assert_eq!((found[0].label.as_str(), found[229].label.as_str()), ("229", "0"));
        let gone = desk.read(|r| records::by_id::<Thing>(r, ids[3]));
        assert_eq!(gone, Err(Fault::Missing("thing")));
    }
}

#[test]
fn a_reader_cannot_write() {
    let mut engine = common::Ground::sqlite().engine();
    let end = engine.each("DELETE FROM setting", &[], &mut |_| Ok(()));
    assert!(matches!(end, Err(DbError::Other(_))));
}

#[test]
fn addresses_that_lead_nowhere_say_why() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("no.db");
    let key = |url: &str| match guichet::store::open(url).map(drop) {
        Err(Fault::Wrong(reason)) => reason.key,
        Err(Fault::Away) => "away",
        other => panic!("{other:?}"),
    };
    assert_eq!(key(missing.to_str().unwrap()), "wrong-no-database");
    assert_eq!(key("sqlite:"), "wrong-database-address");
    assert_eq!(key("postgres://u@h:notaport/x"), "wrong-database-address");
    assert_eq!(key("postgres://u@%2Fnowhere%2Fat%2Fall/x"), "away");
    std::fs::write(&missing, "this is a letter, not a database, and longer than a header".repeat(40)).unwrap();
    assert_eq!(key(missing.to_str().unwrap()), "wrong-not-a-database");
}

#[test]
fn a_session_that_the_server_ends_is_away_and_can_be_opened_again() {
    let Some(ground) = common::Ground::postgres() else { return };
    let mut desk = ground.desk("aline");
    let pid = "SELECT pg_backend_pid() AS pid";
    let pid = desk.read(|r| Ok(r.one(pid, &[], |row| row.int("pid"))?)).unwrap();
    let end = Stmt::new("SELECT pg_terminate_backend(CAST($1 AS INTEGER)) AS ended", vec![pid.into()]);
    ground.engine().flight(&[end]).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    let ask = |desk: &mut guichet::store::Desk| desk.read(|r| Ok(r.one("SELECT 1 AS one", &[], |row| row.int("one"))?));
    assert_eq!(ask(&mut desk), Err(Fault::Away));
    assert_eq!(ask(&mut desk), Err(Fault::Away));
    assert!(!desk.alive());
    desk.reconnected(ground.engine());
    assert_eq!(ask(&mut desk), Ok(Some(1)));
}

//! The audit's chains and seals: they hold, and any hand on them is seen.

use guichet::domain::ids::{RowId, SessionId};
use guichet::fault::Value;
use guichet::store::audit::{self, Break, Verified};
use guichet::store::seals::{self, Seal};
use guichet::store::{Desk, Read};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::thing::{Thing, table, thing};
use crate::{both, common};

fn work(desk: &mut Desk, deeds: usize) {
    for n in 0..deeds {
        let new: Vec<Thing> = (0..3).map(|k| thing(desk, &format!("{n} {k}"))).collect();
        let deed = desk.deed("import").because(if n == 1 { "asked" } else { "" });
        desk.write(deed, |w| w.insert_all(&new)).unwrap();
    }
}

fn verified(desk: &mut Desk) -> Verified {
    desk.read(|read| audit::verify(read, None)).unwrap()
}

fn seal(desk: &mut Desk) -> Seal {
    let deed = desk.deed("seal");
    let id: RowId = desk.new_id();
    desk.write(deed, |w| {
        let seal = seals::make(w)?;
        w.note("event", id, &[("seal", seal.number.into())]);
        Ok(seal)
    })
    .unwrap()
}

both! {
    fn the_chains_of_all_sessions_hold_and_values_erased_by_law_do_not_break_them(desk, ground) {
        assert_eq!(verified(desk), Verified::default());
        table(desk);
        work(desk, 4);
        let mut other = ground.desk("bruno");
        work(&mut other, 2);
        // The same session from another process: it asks where the chain stands.
        let mut more = ground.desk("aline");
        more.continue_session(desk.session());
        work(&mut more, 1);
        assert_eq!(verified(desk), Verified { rows: 7, sessions: 2, ..Verified::default() });
        desk.engine().execute("UPDATE audit_value SET was = NULL, became = NULL, salt = NULL WHERE nth = 1", &[]).unwrap();
        assert_eq!(verified(desk).first_bad.map(|(.., what)| what), Some(Break::Values), "half a clearing");
        desk.engine().execute("UPDATE audit_value SET record = '', subject = $1 WHERE nth = 1", &[Value::Blob(Vec::new())]).unwrap();
        assert_eq!(verified(desk).first_bad.map(|(.., what)| what), Some(Break::Emptied), "no erasure says so");
    }

    fn a_hand_on_a_value_or_on_its_row_is_seen(desk, _ground) {
        table(desk);
        work(desk, 3);
        let session: SessionId = desk.session();
        let bad = |desk: &mut Desk, sql: &str| {
            desk.engine().begin().unwrap();
            desk.engine().execute(sql, &[session.into()]).unwrap();
            let read: &mut dyn Read = desk.engine();
            let found = audit::verify(read, None).unwrap().first_bad.map(|(_, seq, what)| (seq, what));
            desk.engine().rollback().unwrap();
            found
        };
        let second = "(SELECT deed FROM audit WHERE session = $1 AND seq = 2)";
        let one = format!("UPDATE audit_value SET became = '{{}}' WHERE nth = 2 AND deed = {second}");
        assert_eq!(bad(desk, &one), Some((2, Break::Values)));
        assert_eq!(bad(desk, &format!("DELETE FROM audit_value WHERE deed = {second}")), Some((2, Break::Values)));
        let forged = "INSERT INTO audit (deed, session, seq, at, login, name, roles, agency, post, act, numbers, digest, hash) \
                      SELECT session, session, 4, at, login, name, roles, agency, post, act, numbers, digest, hash \
                      FROM audit WHERE session = $1 AND seq = 3";
        assert!(matches!(bad(desk, forged), Some((4, Break::Row | Break::Values))));
        assert!(bad(desk, &forged.replace("session, 4,", "session, 5,")).is_some());
        assert_eq!(verified(desk).first_bad, None);
    }

    fn a_seal_covers_all_sessions_and_each_seal_what_came_since_the_last(desk, ground) {
        table(desk);
        work(desk, 3);
        let mut other = ground.desk("bruno");
        work(&mut other, 2);
        let first = seal(desk);
        assert_eq!((first.number, first.deeds, first.sessions), (1, 5, 2));
        work(&mut other, 1);
        let mut third = ground.desk("carine");
        work(&mut third, 1);
        let second = seal(desk);
        assert_eq!((second.number, second.deeds, second.sessions), (2, 8, 3), "the row of the first seal too");
        for (number, deeds) in [(Some(1), 5), (Some(2), 8), (None, 8)] {
            let sealed = desk.read(|read| seals::sealed(read, number)).unwrap().unwrap();
            assert!(sealed.sound);
            let found = desk.read(|read| audit::verify(read, Some(&sealed))).unwrap();
            assert_eq!((found.first_bad, found.covered, found.rows), (None, deeds, 9));
        }
        assert_eq!(desk.read(|read| seals::sealed(read, Some(3))).unwrap().map(|s| s.seal), None);
        let told: Vec<i64> = desk.read(|read| seals::after(read, 1)).unwrap().iter().map(|s| s.number).collect();
        assert_eq!(told, [2]);
    }

    /// One column after the other, of the log's rows, of their values, of the seals and of their heads: none can be changed in silence.
    fn every_column_that_is_changed_before_the_last_seal_is_found(desk, ground) {
        table(desk);
        let mut other = ground.desk("bruno");
        work(desk, 3);
        work(&mut other, 3);
        seal(desk);
        work(&mut other, 1);
        let told = seal(desk);
        disarm(desk, ground.is_postgres());
        // A deed with a reason, of which three values are kept, in the middle of its session.
        let sql = "SELECT deed FROM audit WHERE session = $1 AND seq = 2";
        let deed = desk.engine();
        let read: &mut dyn Read = deed;
        let deed = read.one(sql, &[other.session().into()], |r| Ok(r.blob("deed")?.to_vec())).unwrap().unwrap();
        let tables = [
            ("audit", "deed = $1", 16),
            ("audit_value", "deed = $1 AND nth = 1", 8),
            ("audit_seal", "number = 2 AND $1 = $1", 5),
            ("audit_seal_head", "seal = 1 AND session = (SELECT session FROM audit WHERE deed = $1)", 4),
        ];
        for (table, row, count) in tables {
            let columns = columns(desk, table);
            assert_eq!(columns.len(), count, "{table}: {columns:?}");
            for column in columns {
                for way in ways(desk, table, &column, row, &deed) {
                    desk.engine().begin().unwrap();
                    let sql = format!("UPDATE {table} SET {column} = {way} WHERE {row}");
                    assert_eq!(desk.engine().execute(&sql, &[Value::Blob(deed.clone())]).unwrap(), 1, "{sql}");
                    let read: &mut dyn Read = desk.engine();
                    assert!(seen(read, &told), "{sql}");
                    desk.engine().rollback().unwrap();
                }
            }
        }
        let read: &mut dyn Read = desk.engine();
        assert!(!seen(read, &told), "untouched, it holds");
    }

    /// Rows taken out, put in, put in another order, and the end cut off, with all that a careful hand would take along.
    fn rows_removed_slipped_in_reordered_or_cut_off_before_the_last_seal_are_found(desk, ground) {
        table(desk);
        let mut other = ground.desk("bruno");
        work(desk, 4);
        work(&mut other, 4);
        let told = seal(desk);
        disarm(desk, ground.is_postgres());
        let session: SessionId = other.session();
        let take = |rest: &str| {
            let gone = format!("SELECT deed FROM audit WHERE session = $1 AND {rest}");
            vec![format!("DELETE FROM audit_value WHERE deed IN ({gone})"), format!("DELETE FROM audit WHERE session = $1 AND {rest}")]
        };
        let columns = "login, name, roles, agency, post, act, record, subject, reason, numbers, digest, hash";
        let slip = |deed: &str, seq: &str, at: &str| {
            format!(
                "INSERT INTO audit (deed, session, seq, at, {columns}) SELECT {deed}, session, {seq}, {at}, {columns} FROM audit \
                 WHERE session = $1 AND seq = 2"
            )
        };
        let renumber = |sign: &str, rest: &str| format!("UPDATE audit SET seq = seq {sign} WHERE session = $1 AND {rest}");
        let mut hands: Vec<(&str, Vec<String>)> = vec![
            ("the first row", take("seq = 1")),
            ("a row in the middle", take("seq = 2")),
            ("the last row", take("seq = 4")),
            ("the end of a session", take("seq >= 3")),
            ("a whole session", take("seq >= 1")),
            ("a row slipped in at the end", vec![slip("session", "5", "'2020-01-01T00:00:00.000Z'")]),
            ("a row twice", vec![slip("session", "2 + 100", "at")]),
            ("the last seal", vec!["DELETE FROM audit_seal_head WHERE $1 = $1".into(), "DELETE FROM audit_seal WHERE $1 = $1".into()]),
        ];
        // A row removed and those after it moved up, so that no number is missing.
        let mut closed_up = take("seq = 2");
        closed_up.extend([renumber("+ 1000", "seq > 2"), renumber("- 1001", "seq > 1000")]);
        hands.push(("a row removed, the others moved up", closed_up));
        let swapped = [renumber("+ 1000", "seq IN (2, 3)"), "UPDATE audit SET seq = 1005 - seq WHERE session = $1 AND seq > 1000".into()];
        hands.push(("two rows in each other's place", swapped.to_vec()));
        let moved = [renumber("+ 2000", "seq >= 2"), slip("session", "2", "at"), renumber("- 1999", "seq > 2000")];
        hands.push(("a row slipped in between", vec![moved[0].clone(), moved[1].replace("seq = 2", "seq = 2003"), moved[2].clone()]));
        let values = "UPDATE audit_value SET nth = 1 - nth + 200 WHERE nth < 2 AND deed IN (SELECT deed FROM audit WHERE session = $1 AND seq = 2)";
        hands.push(("values in each other's place", vec![values.into(), values.replace("1 - nth + 200 WHERE nth < 2", "nth - 200 WHERE nth >= 200")]));
        for (what, all) in hands {
            desk.engine().begin().unwrap();
            for sql in &all {
                assert!(desk.engine().execute(sql, &[session.into()]).unwrap() > 0, "{what}: {sql}");
            }
            let read: &mut dyn Read = desk.engine();
            assert!(seen(read, &told), "{what}");
            desk.engine().rollback().unwrap();
        }
        let read: &mut dyn Read = desk.engine();
        assert!(!seen(read, &told), "untouched, it holds");
    }

    /// Whoever can write the file can recompute chains: what he changes before the last seal told outside is found all the same.
    fn every_change_before_the_last_seal_is_found(desk, ground) {
        table(desk);
        let mut others: Vec<Desk> = ["bruno", "carine", "denis"].iter().map(|login| ground.desk(login)).collect();
        for _ in 0..3 {
            work(desk, 3);
            others.iter_mut().for_each(|other| work(other, 3));
        }
        seal(desk);
        work(desk, 2);
        let told = seal(desk);
        // What comes after is not covered.
        work(desk, 1);
        disarm(desk, ground.is_postgres());
        let deeds: Vec<Vec<u8>> = desk
            .read(|read| {
                let sql = "SELECT a.deed FROM audit a JOIN audit_seal_head h ON h.session = a.session WHERE h.seal = 2 OR h.seal = 1 \
                           GROUP BY a.deed, a.seq HAVING a.seq <= max(h.seq) ORDER BY a.deed";
                Ok(read.all(sql, &[], |r| Ok(r.blob("deed")?.to_vec()))?)
            })
            .unwrap();
        assert_eq!(i64::try_from(deeds.len()).unwrap(), told.deeds);
        let mut runner = TestRunner::new(Config { cases: 150, failure_persistence: None, ..Config::default() });
        let desk = std::cell::RefCell::new(desk);
        runner
            .run(&(0usize..20, any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0i64..3), |(how, one, two, nth)| {
                let mut desk = desk.borrow_mut();
                let (one, two) = (one.get(&deeds).clone(), two.get(&deeds).clone());
                desk.engine().begin().unwrap();
                let touched = tamper(&mut desk, how, &one, &two, nth);
                let read: &mut dyn Read = desk.engine();
                let found = seen(read, &told);
                desk.engine().rollback().unwrap();
                prop_assert!(found || !touched, "tampering {how} was not found");
                Ok(())
            })
            .unwrap();
        let mut desk = desk.borrow_mut();
        let read: &mut dyn Read = desk.engine();
        assert!(!seen(read, &told), "untouched, it holds");
    }
}

/// As someone who owns the database: nothing stops him any more.
fn disarm(desk: &mut Desk, postgres: bool) {
    let arms = if postgres {
        "ALTER TABLE audit DISABLE TRIGGER ALL; ALTER TABLE audit_value DISABLE TRIGGER ALL; \
         ALTER TABLE audit_seal DISABLE TRIGGER ALL; ALTER TABLE audit_seal_head DISABLE TRIGGER ALL"
    } else {
        "PRAGMA foreign_keys=OFF; DROP TRIGGER \"audit_no_UPDATE\"; DROP TRIGGER \"audit_no_DELETE\"; \
         DROP TRIGGER \"audit_seal_no_UPDATE\"; DROP TRIGGER \"audit_seal_no_DELETE\"; \
         DROP TRIGGER \"audit_seal_head_no_UPDATE\"; DROP TRIGGER \"audit_seal_head_no_DELETE\""
    };
    desk.engine().batch(arms).unwrap();
}

/// The columns of a table as the database has them: one that a later migration adds is tried too.
fn columns(desk: &mut Desk, table: &str) -> Vec<String> {
    let mut names = Vec::new();
    let sql = format!("SELECT * FROM {table} LIMIT 1");
    desk.engine()
        .each(&sql, &[], &mut |row| {
            names = row.names().to_vec();
            Ok(())
        })
        .unwrap();
    names
}

/// Other values for a column: another one, and nothing where the table allows it.
fn ways(desk: &mut Desk, table: &str, column: &str, row: &str, deed: &[u8]) -> Vec<String> {
    let mut kind = (false, false, false);
    let sql = format!("SELECT {column} AS cell FROM {table} WHERE {row}");
    desk.engine()
        .each(&sql, &[Value::Blob(deed.to_vec())], &mut |r| {
            kind = (
                r.int("cell").is_ok(),
                r.opt_blob("cell").is_ok_and(|b| b.is_some()),
                r.opt_text("cell").is_ok_and(|t| t.is_none()),
            );
            Ok(())
        })
        .unwrap();
    let blob = matches!(column, "deed" | "session" | "subject" | "digest" | "hash" | "salt");
    let number = kind.0;
    let mut all = if number {
        vec![format!("{column} + 77"), format!("-{column}")]
    } else if blob {
        // Sixteen bytes, and a cell that can't be read as what belongs there; a row of itself needs another id.
        let all = if matches!(column, "deed" | "session") { vec!["$1 || $1"] } else { vec!["$1", "$1 || $1"] };
        let all = if table == "audit_seal" { vec!["$1"] } else { all };
        all.into_iter().map(str::to_owned).collect()
    } else if column == "at" {
        vec!["'2026-11-24T00:00:00.000Z'".to_owned(), "'2020-01-01T00:00:00.000Z'".to_owned()]
    } else {
        vec!["'another'".to_owned()]
    };
    let loose =
        matches!(column, "record" | "subject" | "reason") && table == "audit" || matches!(column, "was" | "became" | "salt");
    if loose && !kind.2 && table.starts_with("audit") && !table.starts_with("audit_seal") {
        all.push("NULL".to_owned());
    }
    if loose && kind.2 && !blob {
        all.push("''".to_owned());
    }
    all
}

/// Whether a verification against the seal that was told finds anything.
fn seen(read: &mut dyn Read, told: &Seal) -> bool {
    let Some(sealed) = seals::sealed(read, Some(told.number)).unwrap() else { return true };
    !sealed.sound || sealed.seal.hex() != told.hex() || audit::verify(read, Some(&sealed)).unwrap().first_bad.is_some()
}

/// A change by someone who can write everything; false: this one changed nothing.
fn tamper(desk: &mut Desk, how: usize, one: &[u8], two: &[u8], nth: i64) -> bool {
    let (a, b) = (Value::Blob(one.to_vec()), Value::Blob(two.to_vec()));
    let mut run = |sql: &str, args: &[Value]| desk.engine().execute(sql, args).unwrap() > 0;
    let on = |column: &str| format!("UPDATE audit SET {column} WHERE deed = $1");
    let copy = "INSERT INTO audit (deed, session, seq, at, login, name, roles, agency, post, act, numbers, digest, hash) \
                SELECT $2, ";
    match how {
        0 => run(&on("login = 'zoe'"), &[a]),
        1 => run(&on("at = '2020-01-01T00:00:00.000Z'"), &[a]),
        2 => run(&on("reason = ''"), &[a]),
        3 => run(&on("act = 'nothing'"), &[a]),
        4 => run(&on("subject = deed"), &[a]),
        5 => run(&on("numbers = '1'"), &[a]),
        6 => run(&on("digest = deed"), &[a]),
        7 => run(&on("hash = deed"), &[a]),
        8 => {
            run("DELETE FROM audit_value WHERE deed = $1", std::slice::from_ref(&a))
                | run("DELETE FROM audit WHERE deed = $1", &[a])
        }
        9 => run("DELETE FROM audit WHERE session = (SELECT session FROM audit WHERE deed = $1)", &[a]),
        10 => run("DELETE FROM audit_value WHERE deed = $1 AND nth = $2", &[a, nth.into()]),
        11 => run("UPDATE audit_value SET became = 'x' WHERE deed = $1 AND nth = $2", &[a, nth.into()]),
        12 => {
            let sql = "UPDATE audit_value SET was = NULL, became = NULL, salt = NULL, record = '', subject = $3 WHERE deed = $1 AND nth = $2";
            run(sql, &[a, nth.into(), Value::Blob(Vec::new())])
        }
        13 => run("UPDATE audit_value SET nth = nth + 10 WHERE deed = $1", &[a]),
        // Two rows change places; the same one twice is no change.
        14 => {
            let seq = "(SELECT seq FROM audit WHERE deed = $2)";
            one != two
                && run(&format!("UPDATE audit SET seq = -{seq} WHERE deed = $1"), &[a.clone(), b.clone()])
                && run("UPDATE audit SET seq = 1000 - seq WHERE deed = $1", &[b])
        }
        15 => one != two && run("UPDATE audit_value SET deed = $2, nth = nth + 50 WHERE deed = $1", &[a, b]),
        // A row slipped in: between others, or as a session of its own dated before the seal.
        16 => run(
            &format!(
                "{copy} session, seq + 1000, at, login, name, roles, agency, post, act, numbers, digest, hash FROM audit WHERE deed = $1"
            ),
            &[a, Value::Blob(vec![7; 16])],
        ),
        17 => run(
            &format!(
                "{copy} $2, 1, '2020-01-01T00:00:00.000Z', login, name, roles, agency, post, act, numbers, digest, hash FROM audit WHERE deed = $1"
            ),
            &[a, Value::Blob(vec![7; 16])],
        ),
        18 => run("UPDATE audit_seal SET deeds = deeds - 1 WHERE number = 2", &[]),
        _ => run("DELETE FROM audit_seal_head WHERE session = (SELECT session FROM audit WHERE deed = $1)", &[a]),
    }
}

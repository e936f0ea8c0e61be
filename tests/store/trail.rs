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
        let arms = if ground.is_postgres() {
            "ALTER TABLE audit DISABLE TRIGGER ALL; ALTER TABLE audit_value DISABLE TRIGGER ALL; \
             ALTER TABLE audit_seal DISABLE TRIGGER ALL; ALTER TABLE audit_seal_head DISABLE TRIGGER ALL"
        } else {
            "PRAGMA foreign_keys=OFF; DROP TRIGGER \"audit_no_UPDATE\"; DROP TRIGGER \"audit_no_DELETE\"; \
             DROP TRIGGER \"audit_seal_no_UPDATE\"; DROP TRIGGER \"audit_seal_no_DELETE\"; \
             DROP TRIGGER \"audit_seal_head_no_UPDATE\"; DROP TRIGGER \"audit_seal_head_no_DELETE\""
        };
        desk.engine().batch(arms).unwrap();
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

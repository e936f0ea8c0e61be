//! What a write promises: nothing twice, nothing half, nobody's work lost, and a trail of it all.

use std::time::Duration;

use guichet::domain::ids::{RowId, UserId};
use guichet::domain::record::{Head, Record};
use guichet::fault::{Clash, Fault, Value};
use guichet::store::drafts::{self, Stored};
use guichet::store::failing::{Call, Failing, When};
use guichet::store::{Desk, records};

use crate::thing::{Thing, full, stored, table, thing};
use crate::{both, common};

fn count(desk: &mut Desk, what: &str) -> i64 {
    let sql = format!("SELECT CAST(count(*) AS BIGINT) AS n FROM {what}");
    desk.read(|r| Ok(r.one(&sql, &[], |row| row.int("n"))?)).unwrap().unwrap()
}

both! {
    fn a_save_is_two_round_trips(desk, ground) {
        table(desk);
        let mut after = { let new = full(desk); stored(desk, &new) };
        let before = after.clone();
        after.amount = Some(8);
        let more = thing(desk, "more");
        let (deed, trips) = (desk.deed("change"), desk.round_trips());
        desk.write(deed, |w| {
            w.insert(&more)?;
            w.update(&before, &after)
        }).unwrap();
        let calls = if ground.is_postgres() { 2 } else { 3 };
        assert_eq!(desk.round_trips() - trips, calls);
    }

    fn only_changed_columns_are_saved_and_nothing_when_none_is(desk, _ground) {
        table(desk);
        let before = { let new = full(desk); stored(desk, &new) };
        let deed = desk.deed("nothing");
        desk.write(deed, |w| w.update(&before, &before)).unwrap();
        assert_eq!(count(desk, "audit"), 1);
        let mut after = before.clone();
        after.known = None;
        after.label = "renamed".to_owned();
        let deed = desk.deed("rename").because("misspelt");
        desk.write(deed, |w| w.update(&before, &after)).unwrap();
        after.head.version = 2;
        assert_eq!(desk.read(|r| records::by_id::<Thing>(r, before.head.id)), Ok(after));
        let sql = "SELECT a.act, a.login, v.was, v.became, r.became AS why FROM audit a JOIN audit_value v ON v.deed = a.deed AND v.nth = 0 \
                   JOIN audit_value r ON r.deed = a.deed AND r.record = 'reason' WHERE a.seq = 2 AND a.reason IS NULL";
        let row = desk.read(|r| Ok(r.one(sql, &[], |row| row.values())?)).unwrap().unwrap();
        let text: Vec<&str> = row.iter().filter_map(Value::as_text).collect();
        assert_eq!(text[..2], ["rename", "aline"]);
        let changed = [r#"{"known":false,"label":"Éloïse \\ \"N'\" ☂"}"#, r#"{"known":null,"label":"renamed"}"#];
        assert_eq!(text[2..], [changed[0], changed[1], r#"{"reason":"misspelt"}"#]);
    }

    fn two_on_one_row_see_each_others_fields(desk, ground) {
        table(desk);
        let base = { let new = full(desk); stored(desk, &new) };
        let mut other = ground.desk("bruno");
        let mut theirs = base.clone();
        theirs.amount = Some(99);
        theirs.label = "theirs".to_owned();
        let deed = other.deed("theirs");
        other.write(deed, |w| w.update(&base, &theirs)).unwrap();
        let mut mine = base.clone();
        mine.label = "mine".to_owned();
        let (deed, more) = (desk.deed("mine"), thing(desk, "more"));
        let end = desk.write(deed, |w| {
            w.insert(&more)?;
            w.update(&base, &mine)
        });
        let Err(Fault::Conflict(found)) = end else { panic!("{end:?}") };
        assert_eq!((found.record, found.version, found.by.as_str()), ("thing", 2, "Mme bruno"));
        assert_eq!(found.fields, [
            Clash { field: "label", base: base.label.as_str().into(), mine: "mine".into(), theirs: "theirs".into() },
            Clash { field: "amount", base: Value::Int(7), mine: Value::Int(7), theirs: Value::Int(99) },
        ]);
        assert_eq!(count(desk, "thing"), 1, "a conflict undoes the whole deed");
        let deed = desk.deed("gone");
        let nobody = Thing { head: Head { id: desk.new_id(), version: 1 }, ..base.clone() };
        let renamed = Thing { label: "x".to_owned(), ..nobody.clone() };
        assert_eq!(desk.write(deed, |w| w.update(&nobody, &renamed)), Err(Fault::Missing("thing")));
    }

    fn what_the_record_refuses_is_not_sent(desk, _ground) {
        table(desk);
        let trips = desk.round_trips();
        let deed = desk.deed("make");
        let end = desk.write(deed, |w| w.insert(&Thing { amount: Some(2000), label: String::new(), ..Thing::default() }));
        let Err(Fault::Flaws(flaws)) = end else { panic!("{end:?}") };
        assert_eq!(flaws.iter().map(|f| (f.field, f.key)).collect::<Vec<_>>(), [("label", "flaw-missing"), ("amount", "flaw-out-of-range")]);
        assert_eq!(desk.round_trips(), trips);
        let deed = desk.deed("make");
        let warned = Thing { amount: Some(13), ..thing(desk, "unlucky") };
        assert_eq!(desk.write(deed, |w| w.insert(&warned)), Ok(()));
    }

    fn a_busy_write_is_run_again_and_not_for_ever(_desk, ground) {
        let (engine, switch) = Failing::new(ground.engine());
        let mut desk = ground.desk_on(Box::new(engine), "aline");
        table(&mut desk);
        switch.busy(2);
        let (deed, new, mut runs) = (desk.deed("make"), thing(&desk, "x"), 0);
        desk.write(deed, |w| { runs += 1; w.insert(&new) }).unwrap();
        assert_eq!((runs, count(&mut desk, "thing"), count(&mut desk, "audit")), (3, 1, 1));
        switch.busy(100);
        let (deed, new, mut runs) = (desk.deed("make"), thing(&desk, "y"), 0);
        assert_eq!(desk.write(deed, |w| { runs += 1; w.insert(&new) }), Err(Fault::Busy));
        assert_eq!((runs, count(&mut desk, "thing")), (5, 1));
    }

    fn a_writer_waits_for_another_one(desk, ground) {
        table(desk);
        let before = { let new = full(desk); stored(desk, &new) };
        let mut engine = ground.engine();
        engine.begin().unwrap();
        engine.execute("UPDATE thing SET seen = NULL", &[]).unwrap();
        let other = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(200));
            engine.commit().unwrap();
        });
        let (deed, mut after) = (desk.deed("change"), before.clone());
        after.amount = Some(3);
        desk.write(deed, |w| w.update(&before, &after)).unwrap();
        other.join().unwrap();
    }

    fn a_repeated_deed_does_nothing_and_gives_the_same_number(desk, _ground) {
        table(desk);
        let deed = desk.deed("make");
        let mut seen = Vec::new();
        for _ in 0..2 {
            let got = desk.write(deed.clone(), |w| {
                let id = w.new_id::<RowId>();
                if !w.replayed() && w.reader().one("SELECT label FROM thing", &[], |_| Ok(()))?.is_some() {
                    return Err(Fault::refused("refused-there"));
                }
                let number = w.serial("LBV", "thing", 2026)?;
                w.insert(&Thing { head: Head::new(id), label: format!("n{number}"), ..Thing::default() })?;
                Ok((id, number, w.replayed()))
            }).unwrap();
            seen.push(got);
        }
        assert_eq!((seen[0].0, seen[0].1), (seen[1].0, 1));
        assert_eq!((seen[1].1, seen[0].2, seen[1].2), (1, false, true));
        assert_eq!((count(desk, "thing"), count(desk, "audit")), (1, 1));
        // The same without a look before: found by the audit's own key.
        let (deed, new) = (desk.deed("make"), thing(desk, "plain"));
        let mut replayed = Vec::new();
        for _ in 0..2 {
            desk.write(deed.clone(), |w| { w.insert(&new)?; replayed.push(w.replayed()); Ok(()) }).unwrap();
        }
        assert_eq!(replayed, [false, false, true]);
        let (before, deed) = (desk.read(|r| records::by_id::<Thing>(r, new.head.id)).unwrap(), desk.deed("change"));
        let after = Thing { amount: Some(5), ..before.clone() };
        for _ in 0..2 {
            desk.write(deed.clone(), |w| w.update(&before, &after)).unwrap();
        }
        assert_eq!(desk.read(|r| records::by_id::<Thing>(r, new.head.id)).unwrap().head.version, 2);
    }

    fn a_line_lost_in_mid_commit_loses_nothing_and_doubles_nothing(_desk, ground) {
        let (engine, switch) = Failing::new(ground.engine());
        let mut desk = ground.desk_on(Box::new(engine), "aline");
        table(&mut desk);
        let first = thing(&desk, "first");
            stored(&mut desk, &first);
        for (when, after_cut) in [(When::Before, 1), (When::After, 3)] {
            let (deed, new) = (desk.deed("make"), thing(&desk, &format!("{when:?}")));
            switch.cut_at(Call::Commit, 1, when);
            let job = |desk: &mut Desk| desk.write(deed.clone(), |w| {
                w.insert(&new)?;
                w.serial("LBV", "thing", 2026)
            });
            assert_eq!(job(&mut desk), Err(Fault::Away));
            assert!(!desk.alive());
            assert_eq!(job(&mut desk), Err(Fault::Away));
            switch.mend();
            assert_eq!(count(&mut desk, "thing"), after_cut);
            assert_eq!(job(&mut desk), Ok(i64::from(when == When::After) + 1));
        }
        assert_eq!((count(&mut desk, "thing"), count(&mut desk, "audit")), (3, 3));
        assert_eq!(count(&mut desk, "audit WHERE seq <= 3"), 3, "the chain goes on without a gap");
    }

    fn numbers_under_two_writers_have_no_gap(desk, ground) {
        table(desk);
        let mut logins = ["bruno", "carine"].map(|l| ground.desk(l));
        let mut all: Vec<i64> = std::thread::scope(|s| {
            let threads: Vec<_> = logins.iter_mut().map(|desk| s.spawn(move || {
                (0..25).filter_map(|n| {
                    let (deed, new) = (desk.deed("make"), thing(desk, &format!("{n}")));
                    let end = desk.write(deed, |w| {
                        let number = w.serial("LBV", "thing", 2026)?;
                        w.insert(&new)?;
                        if n % 4 == 0 { Err(Fault::refused("refused-so")) } else { Ok(number) }
                    });
                    assert!(end.is_ok() || end == Err(Fault::refused("refused-so")), "{end:?}");
                    end.ok()
                }).collect::<Vec<_>>()
            })).collect();
            threads.into_iter().flat_map(|t| t.join().unwrap()).collect()
        });
        all.sort_unstable();
        assert_eq!(all, (1..=36).collect::<Vec<i64>>());
        assert_eq!(count(desk, "thing"), 36);
    }

    fn the_audit_is_only_added_to_and_says_what_was_seen(desk, _ground) {
        let (deed, seen) = (desk.deed("open_file"), desk.new_id::<RowId>());
        desk.write(deed, |w| { w.saw("person", seen); Ok(()) }).unwrap();
        assert_eq!(count(desk, "audit_value WHERE was IS NULL AND became IS NULL"), 1);
        for sql in ["UPDATE audit SET login = 'x'", "DELETE FROM audit"] {
            assert!(desk.engine().execute(sql, &[]).is_err(), "{sql}");
        }
        assert_eq!(count(desk, "audit WHERE login = 'aline'"), 1);
    }

    fn a_row_taken_away_is_held_to_its_version(desk, _ground) {
        table(desk);
        let before = { let new = thing(desk, "x"); stored(desk, &new) };
        let stale = Thing { head: Head { version: 4, ..before.head().clone() }, ..before.clone() };
        let deed = desk.deed("delete");
        assert!(matches!(desk.write(deed, |w| w.delete(&stale)), Err(Fault::Conflict(_))));
        let deed = desk.deed("delete");
        desk.write(deed, |w| w.delete(&before)).unwrap();
        assert_eq!(count(desk, "thing"), 0);
    }

    fn a_draft_is_kept_at_each_field_and_not_audited(desk, _ground) {
        let owner: UserId = desk.who.user;
        let saved_at = desk.now();
        let mut draft = Stored { id: desk.new_id(), form: "intake".to_owned(), subject: None, body: "{}".to_owned(), saved_at };
        for body in ["{\"a\":1}", "{\"a\":2}"] {
            draft.body = body.to_owned();
            drafts::keep(desk.engine(), owner, &draft).unwrap();
        }
        let found = desk.read(|r| drafts::of(r, owner)).unwrap();
        assert_eq!((found.len(), found[0].body.as_str(), &found[0].subject), (1, "{\"a\":2}", &None));
        assert_eq!(count(desk, "audit"), 0);
        drafts::drop(desk.engine(), owner, draft.id).unwrap();
        assert_eq!(count(desk, "draft"), 0);
        // Thrown away with the save of its form, and kept when that fails.
        table(desk);
        drafts::keep(desk.engine(), owner, &draft).unwrap();
        for (new, left) in [(Thing::default(), 1), (thing(desk, "x"), 0)] {
            let deed = desk.deed("make");
            let end = desk.write(deed, |w| { drafts::discard(w, draft.id); w.insert(&new) });
            assert_eq!((end.is_err(), count(desk, "draft")), (left == 1, left));
        }
    }
}

//! The audit's chains: they hold, and any hand on them is seen.

use guichet::domain::ids::SessionId;
use guichet::store::Desk;
use guichet::store::audit::{self, Break, Verified};

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
    desk.read(audit::verify).unwrap()
}

both! {
    fn the_chains_of_all_sessions_hold_and_erased_values_do_not_break_them(desk, ground) {
        assert_eq!(verified(desk), Verified::default());
        table(desk);
        work(desk, 4);
        let mut other = ground.desk("bruno");
        work(&mut other, 2);
        // The same session from another process: it asks where the chain stands.
        let mut more = ground.desk("aline");
        more.continue_session(desk.session());
        work(&mut more, 1);
        assert_eq!(verified(desk), Verified { rows: 7, sessions: 2, first_bad: None });
        desk.engine().execute("UPDATE audit_value SET was = NULL, became = NULL, salt = NULL WHERE nth = 1", &[]).unwrap();
        assert_eq!(verified(desk).first_bad, None);
    }

    fn a_hand_on_a_value_or_on_its_row_is_seen(desk, _ground) {
        table(desk);
        work(desk, 3);
        let session: SessionId = desk.session();
        let bad = |desk: &mut Desk, sql: &str| {
            desk.engine().begin().unwrap();
            desk.engine().execute(sql, &[session.into()]).unwrap();
            let read: &mut dyn guichet::store::Read = desk.engine();
            let found = audit::verify(read).unwrap().first_bad.map(|(_, seq, what)| (seq, what));
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
        assert_eq!(bad(desk, forged), Some((4, Break::Row)));
        assert_eq!(bad(desk, &forged.replace("session, 4,", "session, 5,")), Some((5, Break::Gap)));
        assert_eq!(verified(desk).first_bad, None);
    }
}

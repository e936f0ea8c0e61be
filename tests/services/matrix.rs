//! Who may do what: 8 roles × all deeds × 4 scopes, as the table of security.md §3 says it (written out here from the document, and from
//! domain.md §3.1 for the events of a registration), held against `domain/rights` and against the services themselves.

use guichet::domain::ids::{PersonId, RegistrationId, UserId};
use guichet::domain::rights::{self, Deed, Demand, Owner, ROLES};
use guichet::domain::who::Who;
use guichet::fault::{Fault, Outcome};
use guichet::services::file::Sensitive;
use guichet::services::letters::{PaperKind, Subject};
use guichet::services::{audit, dossier, erasure, file, follow_up, letters, matching, search};
use guichet::store::Desk;

use crate::office::{self, TODAY, id, person, register};
use crate::{both, common};

/// A C E S H D V X; of each the scope (o own, a agency, n national, - none), `!` password, `m` reason.
const TABLE: &[(&str, &str)] = &[
    // person: short card by search
    ("read-card", "n n n n n - n -"),
    // person: identity and contact
    ("read-identity", "a a a a a - nm -"),
    ("write-identity", "a a - a a - - -"),
    // person: profile, skills, wishes; A writes until the first interview
    ("read-profile", "a a a a a - nm -"),
    ("write-profile-early", "a a - a a - - -"),
    ("write-profile", "- a - a a - - -"),
    // interviews, diagnosis, action plan, notes; S in a batch
    ("read-interviews", "- a - - a - nm -"),
    ("write-interviews", "- a - - - - - -"),
    ("key-interviews", "- a - a - - - -"),
    // sensitive
    ("read-sensitive", "- o - - a - nm -"),
    ("write-sensitive", "- o - - - - - -"),
    // file of another agency
    ("read-foreign", "- nm - - nm - nm -"),
    // agenda, no-show, arrival
    ("agenda", "a a a - a - - -"),
    // domain.md §3.1: renew A C, follow C E, leave C, exits 15, 17, 18 H
    ("renew", "a a - - - - - -"),
    ("follow", "- a a - - - - -"),
    ("leave", "- a - - - - - -"),
    ("close-by-head", "- - - - a - - -"),
    // employers, vacancies
    ("read-offers", "n n n a n - n -"),
    ("write-offers", "- a n a n - - -"),
    ("settle-offers", "- - n - a - - -"),
    ("decide-offers", "- - - - a - - -"),
    // proposals and answers; placement, its checks
    ("read-proposals", "- a a - a - nm -"),
    ("write-proposals", "- a a - a - - -"),
    ("read-placements", "- a a - a - nm -"),
    ("write-placements", "- a a - a - - -"),
    // tasks, reminders; programmes; certificate of no candidate
    ("tasks", "o a a - a - - -"),
    ("read-programmes", "- a a - a - n -"),
    ("write-programmes", "- a a - a - - -"),
    ("read-carence", "- n a - a - n -"),
    ("write-carence", "- - a - a - - -"),
    ("decide-carence", "- - - - a - - -"),
    // documents seen; slips, certificates and letters
    ("read-documents", "a a a a a - nm -"),
    ("write-documents", "a a - a a - - -"),
    ("letters", "a a a - a - - -"),
    // transfer; merge; strike off
    ("ask-transfer", "- a - - a - - -"),
    ("transfer", "- - - - a - - -"),
    ("transfer-out", "- - - - n - - -"),
    ("merge-certain", "- o - - a - - -"),
    ("merge", "- - - - a - - -"),
    ("propose-strike", "- a - - - - - -"),
    ("decide-strike", "- - - - a! - - -"),
    ("decide", "- - - - a - - -"),
    // bulk entry; import over 50 rows
    ("key", "- - - a a! - - -"),
    ("import-many", "- - - - a! - - -"),
    // lists with names (≤ 50 rows C E); without names
    ("export-few-names", "- o o - a!m - n!m -"),
    ("export-names", "- - - - a!m - n!m -"),
    ("export-plain", "- o a - a n n -"),
    // right of access; erase: V asks, H confirms
    ("dossier", "- o - - a - nm -"),
    ("ask-erase", "- - - - - - n! -"),
    ("confirm-erase", "- - - - a! - - -"),
    // audit; verify, seals
    ("audit-own", "o o o o o o o o"),
    ("audit-agency", "- - - - a - n -"),
    ("audit-all", "- - - - - - n -"),
    ("audit-technical", "- - - - - - n n"),
    ("audit-verify", "- - - - - - n n"),
    // accounts and keys; lists, delays, agencies; backup, restore, migrate, check
    ("accounts", "- - - - - - - n!"),
    ("confirm-accounts", "- - - - a - n -"),
    ("lists", "- - - - - n - n!"),
    ("settings", "- - - - - - - n!"),
    ("maintain", "- - - - - - - n!"),
    // the clock's own work, started by any session (domain.md §4)
    ("run-rules", "n n n n n n n n"),
];

fn cell(deed: &str, role: &str) -> &'static str {
    let row = TABLE.iter().find(|(id, _)| *id == deed).unwrap_or_else(|| panic!("{deed} has no row in the test")).1;
    let at = ROLES.iter().position(|(_, r)| *r == role).unwrap();
    row.split(' ').nth(at).unwrap()
}

/// Own, a colleague's of the agency, another agency's, of no agency.
fn scopes(me: UserId) -> [(Owner, &'static str); 4] {
    let other: UserId = id(99);
    [
        (Owner::of("LBV", Some(me)), "oan"),
        (Owner::of("LBV", Some(other)), "an"),
        (Owner::of("OYE", Some(other)), "n"),
        (Owner::office(), "an"),
    ]
}

#[test]
fn roles_deeds_and_scopes_are_as_the_document_has_them() {
    let me: UserId = id(1);
    let mut held = 0;
    for deed in Deed::ALL {
        for (_, role) in ROLES {
            let who = Who { user: me, agency: "LBV".into(), roles: vec![(*role).to_owned()], ..Who::default() };
            let cell = cell(deed.id(), role);
            for (owner, covered) in scopes(me) {
                let expected = cell.chars().next().is_some_and(|c| covered.contains(c));
                let is = rights::demands(&who, *deed, &owner);
                let wanted = Demand { password: cell.contains('!'), reason: cell.contains('m') };
                let right = if expected { is == Ok(wanted) } else { is == Err(Fault::Denied(deed.id())) };
                assert!(right, "{} for {role} on {owner:?}: {is:?}, the document says {cell}", deed.id());
                held += 1;
            }
        }
    }
    assert_eq!(held, Deed::ALL.len() * 8 * 4);
    assert_eq!(Deed::ALL.len(), TABLE.len(), "a row of the test without a deed");
}

type Try = fn(&mut Desk, PersonId, RegistrationId) -> Outcome<()>;

/// A service for a right; what it does beyond the question doesn't matter here.
const SERVICES: &[(&str, Try)] = &[
    ("read-card", |desk, _, _| search::people(desk, "nom", 5).map(drop)),
    ("read-card", |desk, p, _| search::card(desk, p).map(drop)),
    ("read-identity", |desk, p, _| file::page(desk, p).map(drop)),
    ("read-identity", |desk, p, _| erasure::safeguards(desk, p).map(drop)),
    ("read-interviews", |desk, p, _| file::open_notes(desk, p)),
    ("write-interviews", |desk, p, _| {
        let deed = desk.new_id();
        file::note(desk, deed, p, "une note", None, None).map(drop)
    }),
    ("read-sensitive", |desk, p, _| file::show_sensitive(desk, Sensitive::Disability(p)).map(drop)),
    ("write-documents", |desk, p, _| {
        let deed = desk.new_id();
        file::documents_seen(desk, deed, p, &[]).map(drop)
    }),
    ("renew", |desk, _, r| {
        let deed = desk.new_id();
        follow_up::renew(desk, deed, r).map(drop)
    }),
    ("propose-strike", |desk, _, r| {
        let deed = desk.new_id();
        follow_up::propose_strike(desk, deed, r, "06", "raisons").map(drop)
    }),
    ("letters", |desk, p, _| {
        let deed = desk.new_id();
        letters::make(desk, deed, PaperKind::Certificate, Subject::Person(p)).map(drop)
    }),
    ("read-profile", |desk, p, _| matching::for_person(desk, p, 3).map(drop)),
    ("dossier", |desk, p, _| dossier::whole(desk, p, Some("demande")).map(drop)),
    ("ask-erase", |desk, p, _| {
        let deed = desk.new_id();
        erasure::ask(desk, deed, p, false, "raison")
    }),
    ("confirm-erase", |desk, p, _| {
        let deed = desk.new_id();
        erasure::confirm(desk, deed, p, &[]).map(drop)
    }),
    ("audit-verify", |desk, _, _| audit::verify(desk, None).map(drop)),
    ("leave", |desk, _, r| {
        let deed = desk.new_id();
        follow_up::leave(desk, deed, r, "13").map(drop)
    }),
    ("close-by-head", |desk, _, r| {
        let deed = desk.new_id();
        follow_up::leave(desk, deed, r, "15").map(drop)
    }),
    ("maintain", |desk, _, _| erasure::again(desk, &[]).map(drop)),
];

both! {
    fn the_services_ask_as_the_document_says(desk, _ground) {
        office::open(desk);
        let registration = register(desk, 1, TODAY, |_| {});
        let far = register(desk, 2, TODAY, |r| r.agency = "OYE".to_owned());
        desk.engine().execute("UPDATE person SET agency = 'OYE' WHERE id = $1", &[person(2).into()]).unwrap();
        let mut wrong = Vec::new();
        for (deed, service) in SERVICES {
            for (_, role) in ROLES {
                desk.who.roles = vec![(*role).to_owned()];
                // The counsellor in charge, a colleague, and someone of this agency before a file of another.
                for (user, p, r, covered) in [
                    (office::counsellor(), person(1), registration, "oan"),
                    (id(98), person(1), registration, "an"),
                    (id(98), person(2), far, "n"),
                ] {
                    desk.who.user = user;
                    let cell = cell(deed, role);
                    let expected = cell.chars().next().is_some_and(|c| covered.contains(c));
                    let end = service(desk, p, r);
                    let refused = match &end {
                        Err(Fault::Denied(_)) => true,
                        Err(Fault::Refused(reason)) => reason.key == "refused-other-agency",
                        _ => false,
                    };
                    if refused == expected {
                        wrong.push(format!("{deed} for {role} on {covered}: {end:?}, the document says {cell}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

//! The file of a person: edits with their history, two writers, notes, the plan, documents, transfer, who saw it.

use guichet::domain::ids::RowId;
use guichet::domain::interview::{Obstacle, PlanAction};
use guichet::domain::lifecycle::RegistrationState;
use guichet::domain::person::Person;
use guichet::domain::profile::{Note, Skill};
use guichet::domain::record::{Head, Value};
use guichet::domain::registration::Registration;
use guichet::domain::rights::Deed as Right;
use guichet::domain::task::Notice;
use guichet::fault::Fault;
use guichet::services::file::{self, Sensitive, Settling, Transferred};
use guichet::services::{codes, people};
use guichet::store::{Desk, records};

use crate::office::{self, TODAY, get, head, id, officer, person, register, seat, write};
use crate::{both, common};

fn edit(desk: &mut Desk, n: u128, f: impl Fn(&mut Person)) -> Result<(), Fault> {
    let before = people::load(desk, person(n)).unwrap();
    let mut after = before.clone();
    f(&mut after.person);
    let deed = desk.new_id();
    file::save(desk, deed, &before, &after, None).map(drop)
}

/// `open_file`, `edit_file` …: the deeds of a page, the newest first.
fn acts(all: &[file::Trace]) -> Vec<&str> {
    all.iter().map(|t| t.act.as_str()).collect()
}

both! {
    fn a_closed_code_stays_where_it_stands_and_is_put_nowhere_anew(desk, _ground) {
        codes::load_reference(desk.engine(), chrono::Utc::now()).unwrap();
        office::open(desk);
        register(desk, 1, TODAY, |_| {});
        register(desk, 2, TODAY, |_| {});
        desk.rules = desk.read(|r| codes::load_rules(r, office::day(TODAY))).unwrap();
        let studied = |p: &mut Person| p.education_level = Some("5".to_owned());
        edit(desk, 1, studied).unwrap();
        let close = "UPDATE code SET valid_to = $1 WHERE list = 'EDU' AND code = '5'";
        desk.engine().execute(close, &["2026-01-31".into()]).unwrap();
        desk.rules = desk.read(|r| codes::load_rules(r, office::day(TODAY))).unwrap();
        let Err(Fault::Flaws(flaws)) = edit(desk, 2, studied) else { panic!("a closed code went in") };
        assert_eq!((flaws[0].field, flaws[0].key), ("education_level", "flaw-code-closed"));
        edit(desk, 1, |p| p.district = Some("Nzeng-Ayong".to_owned())).unwrap();
        let kept: Person = get(desk, person(1));
        assert_eq!((kept.education_level.as_deref(), kept.district.as_deref()), (Some("5"), Some("Nzeng-Ayong")));
    }

    fn an_edit_stands_in_the_history_with_before_and_after(desk, _ground) {
        office::open(desk);
        register(desk, 1, TODAY, |_| {});
        edit(desk, 1, |p| p.phone = Some("077 12 34 56".to_owned())).unwrap();
        edit(desk, 1, |p| p.phone = Some("066 12 34 56".to_owned())).unwrap();
        let page = file::open(desk, person(1)).unwrap();
        assert_eq!(acts(&page.history), ["edit_file", "edit_file", "story"]);
        let changes = file::changes(desk, person(1), page.history[0].deed).unwrap();
        let phone = changes.iter().find(|c| c.field == "phone").unwrap();
        assert_eq!((phone.was.as_deref(), phone.became.as_deref()), (Some("+24177123456"), Some("+24166123456")));
        assert!(!changes.iter().any(|c| c.field == "sort_key"));
    }

    fn a_row_taken_away_is_still_found_in_the_history(desk, _ground) {
        office::open(desk);
        register(desk, 1, TODAY, |_| {});
        let before = people::load(desk, person(1)).unwrap();
        let mut after = before.clone();
        after.skills.push(Skill { label: "tenue de caisse".into(), ..Skill::default() });
        let deed = desk.new_id();
        let with = file::save(desk, deed, &before, &after, None).unwrap();
        let mut without = with.clone();
        without.skills.clear();
        let deed = desk.new_id();
        file::save(desk, deed, &with, &without, None).unwrap();
        let page = file::page(desk, person(1)).unwrap();
        assert_eq!(page.history[0].act, "edit_file");
        let changes = file::changes(desk, person(1), page.history[0].deed).unwrap();
        assert!(changes.iter().any(|c| c.record == "skill" && c.was.as_deref() == Some("tenue de caisse") && c.became.is_none()), "{changes:?}");
    }

    fn two_writers_meet_field_by_field_and_what_was_chosen_is_saved(desk, ground) {
        office::open(desk);
        register(desk, 1, TODAY, |_| {});
        edit(desk, 1, |p| {
            p.phone = Some("+24174000031".to_owned());
            p.town = Some("Libreville".to_owned());
            p.district = Some("Nzeng-Ayong".to_owned());
        })
        .unwrap();
        let mut before = people::load(desk, person(1)).unwrap();
        let mut other = ground.desk("bruno");
        seat(&mut other, TODAY);
        edit(&mut other, 1, |p| {
            p.phone = Some("+24177000031".to_owned());
            p.town = Some("Akanda".to_owned());
        })
        .unwrap();
        let mut after = before.clone();
        after.person.phone = Some("+24166000031".to_owned());
        after.person.district = Some("Alénakiri".to_owned());
        let deed = desk.new_id();
        let Err(Fault::Conflict(conflict)) = file::save(desk, deed, &before, &after, None) else { panic!("no conflict") };
        assert_eq!(conflict.by, "Mme bruno");
        let clash = |field: &str| conflict.fields.iter().find(|c| c.field == field).unwrap();
        assert_eq!(clash("phone").theirs, Value::from("+24177000031"));
        assert_eq!(clash("district").theirs, clash("district").base);
        let newer = people::load(desk, person(1)).unwrap();
        let chosen = [("phone", Value::from("+24166000031")), ("town", Value::from("Akanda")), ("district", Value::from("Alénakiri"))];
        assert!(file::rebase(&mut before, &mut after, &newer, &conflict, &chosen));
        let deed = desk.new_id();
        let saved = file::save(desk, deed, &before, &after, None).unwrap().person;
        assert_eq!(saved.phone.as_deref(), Some("+24166000031"));
        assert_eq!((saved.town.as_deref(), saved.district.as_deref()), (Some("Akanda"), Some("Alénakiri")));
    }

    fn a_corrected_note_keeps_the_old_one_and_only_its_author_corrects_it(desk, ground) {
        office::open(desk);
        register(desk, 1, TODAY, |_| {});
        let deed = desk.new_id();
        let first = file::note(desk, deed, person(1), "Rappeler lundi.\r\n", None, None).unwrap();
        let deed = desk.new_id();
        let second = file::note(desk, deed, person(1), "Rappeler mardi.", Some(first), None).unwrap();
        let page = file::page(desk, person(1)).unwrap();
        assert_eq!(page.notes.iter().map(|n| n.head.id).collect::<Vec<_>>(), [second]);
        let texts: Vec<&str> = page.versions(&page.notes[0]).iter().map(|n| n.text.as_str()).collect();
        assert_eq!(texts, ["Rappeler mardi.", "Rappeler lundi."]);
        let mut other = ground.desk("bruno");
        seat(&mut other, TODAY);
        other.who.user = officer();
        let deed = other.new_id();
        let refused = file::note(&mut other, deed, person(1), "autre", Some(second), None);
        assert_eq!(refused, Err(Fault::refused("refused-note-not-yours")));
        assert_eq!(get::<Note>(desk, first).text, "Rappeler lundi.");
    }

    fn opening_and_each_showing_are_in_the_audit_and_a_page_holds_nothing_sensitive(desk, _ground) {
        office::open(desk);
        register(desk, 1, TODAY, |_| {});
        let hidden = Obstacle {
            head: Head::new(id(9001)),
            person: person(1),
            theme: Some("4".to_owned()),
            situation: Some("asthme".to_owned()),
            state: "open".to_owned(),
            ..Obstacle::default()
        };
        write(desk, |w| w.insert(&hidden));
        edit(desk, 1, |p| p.adaptation_needs = Some("poste assis".to_owned())).unwrap();
        let page = file::open(desk, person(1)).unwrap();
        file::open_notes(desk, person(1)).unwrap();
        let json = serde_json::to_string(&page).unwrap();
        assert!(!json.contains("asthme") && !json.contains("poste assis"), "{json}");
        assert_eq!(page.obstacles[0].situation, None);
        let shown = file::show_sensitive(desk, Sensitive::Obstacle(person(1), RowId(hidden.head.id.0))).unwrap();
        assert_eq!(shown[1], ("situation", Value::from("asthme")));
        let page = file::page(desk, person(1)).unwrap();
        assert_eq!(acts(&page.accesses), ["show_sensitive", "open_notes", "open_file"]);
        let changes = file::changes(desk, person(1), page.history[0].deed).unwrap();
        assert!(changes.iter().filter(|c| c.field == "adaptation_needs").all(|c| c.hidden));
    }

    fn the_reception_sees_identity_but_neither_interviews_nor_who_else_saw_the_file(desk, _ground) {
        office::open(desk);
        register(desk, 1, TODAY, |_| {});
        let deed = desk.new_id();
        file::note(desk, deed, person(1), "à ne pas lire à l'accueil", None, None).unwrap();
        file::open(desk, person(1)).unwrap();
        desk.who.roles = vec!["reception".to_owned()];
        desk.who.user = id(77);
        desk.who.login = "rose".to_owned();
        let page = file::open(desk, person(1)).unwrap();
        assert_eq!(page.may.interviews, Err(Right::ReadInterviews));
        assert!(page.notes.is_empty() && page.all_notes.is_empty());
        assert_eq!(page.accesses.iter().map(|t| t.login.as_str()).collect::<Vec<_>>(), ["rose"], "one's own trace");
        assert_eq!(file::open_notes(desk, person(1)), Err(Fault::Denied("read-interviews")));
        assert_eq!(file::show_sensitive(desk, Sensitive::Disability(person(1))), Err(Fault::Denied("read-sensitive")));
        desk.who.agency = "OYE".to_owned();
        assert!(matches!(file::open(desk, person(1)), Err(Fault::Denied(deed)) if deed == Right::PersonRead.id()));
    }

    fn documents_seen_complete_a_file_and_the_plan_is_settled_with_a_reason(desk, _ground) {
        office::open(desk);
        let reg = register(desk, 1, TODAY, |r| {
            r.state = RegistrationState::Incomplete;
            r.missing_documents = vec!["1".to_owned(), "2".to_owned()];
        });
        let deed = desk.new_id();
        let one = file::documents_seen(desk, deed, person(1), &["2".to_owned()]).unwrap();
        assert_eq!((one.state, one.missing_documents), (RegistrationState::Incomplete, vec!["1".to_owned()]));
        let action = PlanAction {
            head: Head::new(id(9101)),
            registration: reg,
            person: person(1),
            action: Some("01".to_owned()),
            owner: "person".to_owned(),
            due: Some(office::day("2026-11-20")),
            state: "todo".to_owned(),
            ..PlanAction::default()
        };
        write(desk, |w| w.insert(&action));
        assert_eq!(file::page(desk, person(1)).unwrap().plan_count(), (1, true));
        let dropped = Settling { state: "dropped".to_owned(), reason: None };
        let deed = desk.new_id();
        assert!(matches!(file::settle_action(desk, deed, action.head.id, &dropped), Err(Fault::Flaws(_))));
        let done = Settling { state: "done".to_owned(), reason: None };
        let deed = desk.new_id();
        assert_eq!(file::settle_action(desk, deed, action.head.id, &done).unwrap().done_on, Some(office::day(TODAY)));
        assert_eq!(file::page(desk, person(1)).unwrap().plan_count(), (0, false));
    }

    fn a_transfer_is_the_heads_and_a_counsellor_asks_for_it(desk, _ground) {
        office::open(desk);
        let reg = register(desk, 1, TODAY, |_| {});
        let deed = desk.new_id();
        assert_eq!(file::transfer(desk, deed, person(1), officer(), "absence"), Ok(Transferred::Asked(1)));
        assert_eq!(get::<Registration>(desk, reg).counsellor, Some(office::counsellor()));
        let told = desk.read(|r| records::where_::<Notice>(r, "key = 'notice-transfer-asked'", &[])).unwrap();
        assert_eq!((told.len(), told[0].account), (1, head()));
        desk.who.user = head();
        desk.who.roles = vec!["head".to_owned()];
        let deed = desk.new_id();
        let done = file::transfer(desk, deed, person(1), officer(), "absence").unwrap();
        assert!(matches!(done, Transferred::Done(n) if n > 0), "{done:?}");
        assert_eq!(get::<Registration>(desk, reg).counsellor, Some(officer()));
        let told = desk.read(|r| records::where_::<Notice>(r, "key IN ('notice-file-given', 'notice-file-received') ORDER BY key", &[]));
        let told: Vec<_> = told.unwrap().iter().map(|n| (n.key.clone(), n.account)).collect();
        assert_eq!(told, [("notice-file-given".to_owned(), office::counsellor()), ("notice-file-received".to_owned(), officer())]);
        // The same deed again does nothing twice.
        file::transfer(desk, deed, person(1), office::counsellor(), "absence").unwrap();
        assert_eq!(get::<Registration>(desk, reg).counsellor, Some(officer()));
    }
}

//! Rights of persons (security.md §4): the whole file given, contested data off the lists, legal hold, and an erasure by two persons that leaves
//! no trace while the audit's chain still verifies, and that a restored backup is given again.

use std::fs;

use chrono::{DateTime, Utc};
use guichet::domain::ids::{PersonId, RowId};
use guichet::domain::lifecycle::RegistrationState;
use guichet::domain::office::User;
use guichet::domain::person::Person;
use guichet::domain::registration::Registration;
use guichet::fault::Fault;
use guichet::services::caseload::{self, Side};
use guichet::services::draft::{self, Draft};
use guichet::services::interview::{self, Next};
use guichet::services::proposals::{self, Wish};
use guichet::services::{audit, codes, dossier, erasure, file, letters, matching, people, rules, search};
use guichet::store::{self, Desk, Read, records};

use crate::intake::form;
use crate::interviews::talk;
use crate::office::{self, TODAY, day, write};
use crate::proposals::{offer_to, refusal};
use crate::{both, common};

/// Words that stand nowhere else.
const SURNAME: &str = "Zwindélé";
const GIVEN: &str = "Quixotine";
const PHONE: &str = "07 65 43 21";

fn auditor(desk: &mut Desk) {
    desk.who.roles = vec!["auditor".into()];
    desk.who.user = office::officer();
    desk.who.login = "bruno".into();
}
fn head(desk: &mut Desk) {
    desk.who.roles = vec!["head".into()];
    desk.who.user = office::head();
    desk.who.login = "chantal".into();
}
fn key(end: Result<impl std::fmt::Debug, Fault>) -> String {
    match end {
        Err(Fault::Refused(reason) | Fault::Wrong(reason)) => reason.key.to_owned(),
        Err(Fault::Denied(deed)) => deed.to_owned(),
        Err(Fault::Flaws(flaws)) => flaws.first().map_or("", |f| f.key).to_owned(),
        other => panic!("{other:?}"),
    }
}

/// A file with everything that may name a person: profile, interview, notes, draft, letter, searches, a reason.
fn known(desk: &mut Desk, ground: &common::Ground) -> (PersonId, String) {
    codes::load_reference(&mut *ground.engine(), Utc::now()).unwrap();
    office::open(desk);
    desk.rules = desk.read(|r| codes::load_rules(r, day(TODAY))).unwrap();
    let mut form = form(SURNAME, ("2", "ga77 zwin 990011"));
    form.person.given_names = Some(GIVEN.into());
    form.person.phone = Some(PHONE.into());
    form.person.email = Some("quixotine.zwindele@exemple.ga".into());
    form.person.landmark = Some("derrière Zwindélé-Bar".into());
    let deed = desk.new_id();
    let made = people::create(desk, deed, &form, None).unwrap();
    let person = made.person;
    let deed = desk.new_id();
    file::note(desk, deed, person, "Mme Zwindélé Quixotine rappelle au 07 65 43 21.", None, None).unwrap();
    let registration: Registration = desk.read(|r| records::by_id(r, made.registration)).unwrap();
    write(desk, |w| w.update(&registration, &Registration { counsellor: Some(office::counsellor()), ..registration.clone() }));
    let number: u128 = person.0.as_u128() - 1000;
    let deed = desk.new_id();
    let opened = interview::open(desk, deed, person, None).unwrap();
    let mut said = talk(number, &opened, Next::None("1".into()));
    said.notes = Some("Zwindélé Quixotine veut Akanda.".into());
    let deed = desk.new_id();
    interview::save(desk, deed, &said, None).unwrap();
    let kept = Draft {
        id: desk.new_id(),
        form: "note".into(),
        subject: Some(RowId(person.0)),
        label: format!("{SURNAME} {GIVEN}"),
        ..Draft::default()
    };
    draft::keep(desk, &kept).unwrap();
    let elsewhere = Draft { id: desk.new_id(), form: "intake".into(), label: format!("ZWINDÉLÉ {GIVEN}"), ..Draft::default() };
    draft::keep(desk, &elsewhere).unwrap();
    for words in ["zwindele quix", "07 65 43 21"] {
        let hits = search::people(desk, words, 5).unwrap();
        assert_eq!(hits.first().map(|h| h.card.id), Some(person.0), "{words}");
        let deed = desk.new_id();
        audit::searched(desk, deed, words, hits.len(), None).unwrap();
    }
    let deed = desk.new_id();
    letters::make(desk, deed, letters::PaperKind::Certificate, letters::Subject::Person(person)).unwrap();
    let deed = desk.new_id();
    file::transfer(desk, deed, person, office::officer(), "Zwindélé Quixotine le demande au 077 65 43 21").unwrap();
    (person, made.number)
}

/// Ends the registration, as an exit does.
fn leave(desk: &mut Desk, person: PersonId) {
    let open = desk.read(|r| store::people::open_registration(r, person)).unwrap().unwrap();
    let after = Registration {
        state: RegistrationState::Closed,
        closed_on: Some(day(TODAY)),
        exit_reason: Some("01".into()),
        ..open.clone()
    };
    write(desk, |w| w.update(&open, &after));
}

/// The tasks T60 that are open once the clock has run on this day.
fn asked_to_archive(desk: &mut Desk, person: PersonId, today: &str) -> Vec<String> {
    office::at(desk, today);
    office::seat(desk, today);
    rules::run(desk, None).unwrap();
    let all: Vec<Registration> = desk.read(|r| records::where_(r, "person = $1", &[person.into()])).unwrap();
    let open = all.iter().flat_map(|r| office::open_tasks(desk, RowId(r.head.id.0)));
    open.filter(|task| task.contains("T60")).collect()
}

/// Every text and blob of the database, as whoever has its files can read them.
fn everything(desk: &mut Desk, ground: &common::Ground) -> Vec<u8> {
    if let Some(path) = ground.url().strip_prefix("sqlite:") {
        let files = ["", "-wal", "-shm"].iter().filter_map(|end| fs::read(format!("{path}{end}")).ok());
        return files.flatten().collect();
    }
    let read: &mut dyn Read = desk.engine();
    let tables = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'public')";
    let names: Vec<String> = read.all(tables, &[], |r| Ok(r.text("relname")?.to_owned())).unwrap();
    let mut all = Vec::new();
    for name in names {
        let sql = format!("SELECT CAST(row_to_json(t) AS TEXT) AS row FROM \"{name}\" t");
        read.each(&sql, &[], &mut |r| {
            all.extend_from_slice(r.text("row")?.as_bytes());
            Ok(())
        })
        .unwrap();
    }
    all
}

fn traces(bytes: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    // As typed, folded, and as the number is stored.
    ["zwindélé", "zwindele", "quixotine", "77654321", "07 65 43 21", "zwin990011", "990011"]
        .into_iter()
        .filter(|w| text.contains(w))
        .collect()
}

both! {
    fn an_erasure_by_two_leaves_no_trace_and_the_chain_still_verifies(desk, ground) {
        let folder = tempfile::tempdir().unwrap();
        let (person, number) = known(desk, ground);
        assert!(traces(&everything(desk, ground)).len() >= 4);
        let seal = audit::seal(desk).unwrap();
        fs::write(folder.path().join("liste.csv"), "number;surname;given_names\nX;Zwindélé;Quixotine\n").unwrap();
        fs::write(folder.path().join("autre.csv"), "number;surname;given_names\nX;NDONG;Paul\n").unwrap();
        let (deed, folders) = (desk.new_id(), [folder.path().to_owned()]);

        head(desk);
        assert_eq!(key(erasure::ask(desk, deed, person, false, "elle le veut")), "ask-erase");
        assert_eq!(key(erasure::confirm(desk, deed, person, &folders)), "refused-erase-not-asked");
        auditor(desk);
        assert_eq!(key(erasure::ask(desk, deed, person, false, "  ")), "flaw-missing");
        assert_eq!(key(erasure::ask(desk, deed, person, false, "elle le veut")), "refused-registration-open");
        leave(desk, person);
        let deed = desk.new_id();
        erasure::hold(desk, deed, person, "procès en cours").unwrap();
        let deed = desk.new_id();
        assert_eq!(key(erasure::ask(desk, deed, person, false, "elle le veut")), "refused-legal-hold");
        let deed = desk.new_id();
        erasure::lift_hold(desk, deed, person).unwrap();
        let deed = desk.new_id();
        erasure::ask(desk, deed, person, false, "Zwindélé Quixotine le veut, lettre du 3").unwrap();
        assert_eq!(erasure::waiting(desk).unwrap().len(), 1);
        assert_eq!(key(erasure::confirm(desk, deed, person, &folders)), "confirm-erase");
        desk.who.roles = vec!["auditor".into(), "head".into()];
        let deed = desk.new_id();
        assert_eq!(key(erasure::confirm(desk, deed, person, &folders)), "refused-same-person");

        let backup = desk.now();
        head(desk);
        let deed = desk.new_id();
        let done = erasure::confirm(desk, deed, person, &folders).unwrap();
        assert_eq!((done.number.as_str(), done.scrubbed, done.unread.len()), (number.as_str(), true, 0));
        assert!(done.cleared > 20, "{done:?}");
        assert_eq!(done.deleted, [folder.path().join("liste.csv")]);
        assert!(folder.path().join("autre.csv").exists());
        assert_eq!(traces(&everything(desk, ground)), Vec::<&str>::new());

        office::seat(desk, TODAY);
        for told in [None, Some(seal.line())] {
            let found = audit::verify(desk, told.as_deref()).unwrap();
            assert_eq!((found.first_bad, found.erased), (None, done.cleared));
        }
        assert!(search::people(desk, "zwindele quixotine", 5).unwrap().is_empty());
        let left: Person = desk.read(|r| records::by_id(r, person)).unwrap();
        assert_eq!((left.surname.as_str(), left.birth_date, left.sex), ("X", None, None));
        let all = erasure::since(desk, backup).unwrap();
        assert_eq!(all.iter().map(|e| (e.number.as_str(), e.asked_by.as_str(), e.confirmed_by.as_str())).collect::<Vec<_>>(), [(number.as_str(), "bruno", "chantal")]);
        assert!(erasure::since(desk, backup + chrono::Days::new(1)).unwrap().is_empty());
        assert_eq!(erasure::again(desk, &all).unwrap(), 0, "it is erased here already");
    }

    fn where_no_head_has_an_account_the_owner_of_the_file_confirms_alone(desk, ground) {
        let (person, _) = known(desk, ground);
        leave(desk, person);
        auditor(desk);
        let deed = desk.new_id();
        erasure::ask(desk, deed, person, false, "elle le veut").unwrap();
        desk.who.roles = vec!["auditor".into(), "head".into()];
        let deed = desk.new_id();
        assert_eq!(key(erasure::confirm(desk, deed, person, &[])), "refused-same-person");
        let head: User = office::get(desk, office::head());
        write(desk, |w| w.update(&head, &User { active: false, ..head.clone() }));
        let deed = desk.new_id();
        erasure::confirm(desk, deed, person, &[]).unwrap();
    }

    fn anonymising_keeps_what_statistics_count_and_nothing_that_names(desk, ground) {
        let (person, _) = known(desk, ground);
        leave(desk, person);
        let before: Person = desk.read(|r| records::by_id(r, person)).unwrap();
        auditor(desk);
        let deed = desk.new_id();
        erasure::ask(desk, deed, person, true, "cinq ans").unwrap();
        head(desk);
        let deed = desk.new_id();
        erasure::confirm(desk, deed, person, &[]).unwrap();
        assert_eq!(traces(&everything(desk, ground)), Vec::<&str>::new());
        let after: Person = desk.read(|r| records::by_id(r, person)).unwrap();
        assert_eq!((after.sex, after.town, after.education_level), (before.sex, before.town, before.education_level));
        assert_eq!(after.birth_date, Some(day("1996-01-01")), "the year of birth stays");
        let sql = "SELECT g.occupation, r.registered_on FROM job_goal g JOIN registration r ON r.id = g.registration WHERE r.person = $1";
        let kept = desk.read(|r| Ok(r.one(sql, &[person.into()], |row| Ok(row.opt_text("occupation")?.map(str::to_owned)))?)).unwrap();
        assert_eq!(kept, Some(Some("5223".to_owned())));
        assert!(asked_to_archive(desk, person, "2031-11-25").is_empty(), "nothing is left to be anonymised");
    }

    fn five_years_after_the_exit_the_auditor_is_asked_unless_a_legal_hold_stops_it(desk, ground) {
        let (person, _) = known(desk, ground);
        leave(desk, person);
        auditor(desk);
        let deed = desk.new_id();
        erasure::hold(desk, deed, person, "procès en cours").unwrap();
        assert!(asked_to_archive(desk, person, "2031-11-25").is_empty(), "held");
        auditor(desk);
        office::at(desk, "2034-02-01");
        let deed = desk.new_id();
        erasure::lift_hold(desk, deed, person).unwrap();
        assert_eq!(asked_to_archive(desk, person, "2034-02-02").len(), 1, "long after the five years too");
        auditor(desk);
        let deed = desk.new_id();
        erasure::hold(desk, deed, person, "nouveau procès").unwrap();
        assert!(asked_to_archive(desk, person, "2034-02-03").is_empty(), "the task has no object any more");
    }

    fn a_restored_backup_is_given_the_erasures_made_since(desk, ground) {
        let (person, number) = known(desk, ground);
        leave(desk, person);
        let all = [erasure::Erased {
            person,
            number,
            kind: "erasure".into(),
            agency: "LBV".into(),
            at: DateTime::UNIX_EPOCH,
            asked_by: "bruno".into(),
            confirmed_by: "chantal".into(),
            cleared: 0,
        }];
        desk.who.roles = vec!["admin".into()];
        assert_eq!(erasure::again(desk, &all).unwrap(), 1);
        assert_eq!(erasure::again(desk, &all).unwrap(), 0);
        assert_eq!(traces(&everything(desk, ground)), Vec::<&str>::new());
        assert_eq!(audit::verify(desk, None).unwrap().first_bad, None);
    }

    fn contested_data_is_on_no_list_and_proposed_to_nobody_until_it_is_lifted(desk, ground) {
        let (person, _) = known(desk, ground);
        let offer = office::offer(desk, 7, TODAY, "2027-01-30", |v| v.occupation = Some("5223".to_owned()));
        let listed = |desk: &mut Desk| {
            office::seat(desk, TODAY);
            let rows = caseload::page(desk, &caseload::Query::default(), &Side::First, 20).unwrap().rows.len();
            let ranked = matching::for_vacancy(desk, offer, 20).unwrap().rows.iter().filter(|c| c.person == person).count();
            (rows, ranked)
        };
        assert_eq!(listed(desk), (1, 1));
        let prepared = office::offer(desk, 8, TODAY, "2027-01-30", |v| v.occupation = Some("5223".to_owned()));
        let deed = desk.new_id();
        let kept = proposals::propose(desk, deed, &Wish::new(proposals::Side::Offer(prepared, vec![person]), None)).unwrap();
        auditor(desk);
        let deed = desk.new_id();
        erasure::restrict(desk, deed, person, "date de naissance contestée").unwrap();
        assert_eq!(listed(desk), (0, 0));
        assert_eq!(refusal(offer_to(desk, offer, &[person])), "refused-restricted");
        let deed = desk.new_id();
        let from_the_file = Wish::new(proposals::Side::Person(person, vec![offer]), Some("2"));
        assert_eq!(refusal(proposals::propose(desk, deed, &from_the_file)), "refused-restricted");
        let (deed, ids) = (desk.new_id(), [kept.made[0].head.id]);
        assert_eq!(refusal(proposals::propose_prepared(desk, deed, &ids, "2")), "refused-restricted", "nor who was prepared before");
        auditor(desk);
        let deed = desk.new_id();
        erasure::lift_restriction(desk, deed, person).unwrap();
        assert_eq!(listed(desk), (1, 1));
        desk.who.roles = vec!["counsellor".into()];
        let deed = desk.new_id();
        assert_eq!(key(erasure::restrict(desk, deed, person, "non")), "confirm-erase");
    }

    fn the_whole_file_is_given_to_its_person_with_who_read_it(desk, ground) {
        let (person, number) = known(desk, ground);
        file::open(desk, person).unwrap();
        auditor(desk);
        assert_eq!(key(dossier::whole(desk, person, None)), "wrong-reason-missing");
        let all = dossier::whole(desk, person, Some("demande du 3 mars")).unwrap();
        assert_eq!(all.number, number);
        let json = all.json();
        assert_eq!(json["records"]["person"][0]["landmark"], "derrière Zwindélé-Bar");
        for (table, least) in [("interview", 1), ("note", 1), ("diagnosis", 8), ("obstacle", 2), ("plan_action", 2), ("job_goal", 1), ("letter", 1)] {
            assert!(json["records"][table].as_array().is_some_and(|a| a.len() >= least), "{table}: {json}");
        }
        let acts: Vec<&str> = json["readings"].as_array().unwrap().iter().filter_map(|r| r["act"].as_str()).collect();
        assert_eq!(acts.first(), Some(&"dossier"), "{acts:?}");
        assert!(acts.contains(&"open_file"));
        desk.who.roles = vec!["reception".into()];
        assert_eq!(key(dossier::whole(desk, person, Some("x"))), "dossier");
    }
}

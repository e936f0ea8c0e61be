//! Bulk entry (domain.md §3.7, §5): a pile is announced, keyed, verified by another clerk, balanced and posted; nobody verifies
//! himself, nothing is posted twice, what may be a duplicate waits.

use chrono::Utc;
use guichet::domain::batch::totals::{Line, Total};
use guichet::domain::batch::{Batch, Difference, Effort, FormKind, FormState, Keyed};
use guichet::domain::employer::Employer;
use guichet::domain::ids::{RowId, UserId};
use guichet::domain::interview::{Diagnosis, Interview};
use guichet::domain::lifecycle::{BatchState, VacancyState};
use guichet::domain::office::{DuplicatePair, User};
use guichet::domain::person::Person;
use guichet::domain::record::Head;
use guichet::domain::registration::Registration;
use guichet::domain::vacancy::Vacancy;
use guichet::fault::{Fault, Outcome};
use guichet::services::batches::{self, Doubt, Entry, Posted, Second, Slip};
use guichet::services::{codes, file, vacancies};
use guichet::store::{Desk, records};

use crate::office::{self, TODAY, day, id, write};
use crate::{both, common};

const ODETTE: u128 = 21;
const NICOLE: u128 = 22;

fn open(desk: &mut Desk, ground: &common::Ground) {
    codes::load_reference(&mut *ground.engine(), Utc::now()).unwrap();
    office::open(desk);
    desk.rules = desk.read(|r| codes::load_rules(r, day(TODAY))).unwrap();
    for (n, login, name) in [(ODETTE, "onkili", "NKILI Odette"), (NICOLE, "nibinga", "IBINGA Nicole")] {
        let clerk = User {
            head: Head::new(id(n)),
            login: login.to_owned(),
            name: name.to_owned(),
            roles: vec!["clerk".to_owned()],
            agency: "LBV".to_owned(),
            active: true,
            ..User::default()
        };
        write(desk, |w| w.insert(&clerk));
    }
    sit(desk, ODETTE);
}

/// Another clerk sits down.
fn sit(desk: &mut Desk, clerk: u128) {
    desk.who.user = id::<UserId>(clerk);
    desk.who.login = if clerk == ODETTE { "onkili" } else { "nibinga" }.to_owned();
    desk.who.roles = vec!["clerk".to_owned()];
}

fn form(surname: &str, birth: &str, phone: &str) -> Keyed {
    let document = format!("DEMO{}", phone.replace(' ', ""));
    [
        ("id_document_type", "3"),
        ("id_document_number", document.as_str()),
        ("surname", surname),
        ("given_names", "Gertrude"),
        ("sex", "F"),
        ("birth_date", birth),
        ("nationality", "GA"),
        ("phone", phone),
        ("province", "GA-6"),
        ("department", "GA-6-01"),
        ("town", "Makokou"),
        ("education_level", "3"),
        ("occupation", "5223"),
        ("experience_months", "24"),
        ("registered_on", "2026-11-12"),
    ]
    .map(|(id, text)| (id.to_owned(), text.to_owned()))
    .into()
}

fn slip(announced: i64, births: i64) -> Slip {
    Slip { kind: FormKind::People, announced, totals: vec![(Total::Births, births)], verify_all: false }
}

fn announce(desk: &mut Desk, slip: &Slip) -> Batch {
    let deed = desk.new_id();
    batches::announce(desk, deed, slip).unwrap()
}

fn key(desk: &mut Desk, batch: &Batch, n: u128, keyed: Keyed) -> Outcome<RowId> {
    let effort = Effort { strokes: 180, seconds: 90, slips: 1 };
    let entry = Entry { id: id(5000 + n), batch: batch.head.id, form_no: n as i64, keyed, effort, ..Entry::default() };
    let deed = desk.new_id();
    batches::key(desk, deed, &entry).map(|f| f.head.id)
}

fn verify(desk: &mut Desk, batch: &Batch, n: u128, differences: Vec<Difference>) -> Outcome<FormState> {
    let effort = Effort { strokes: 60, seconds: 30, slips: 0 };
    let second = Second { batch: batch.head.id, form: id(5000 + n), differences, compared: 8, effort, ..Second::default() };
    let deed = desk.new_id();
    batches::verify(desk, deed, &second).map(|f| f.state)
}

fn state(desk: &mut Desk, batch: &Batch) -> BatchState {
    batches::page(desk, batch.head.id).unwrap().batch.state
}

fn post(desk: &mut Desk, batch: &Batch) -> Outcome<Posted> {
    let deed = desk.new_id();
    batches::post(desk, deed, batch.head.id)
}

fn count(desk: &mut Desk, what: &str) -> i64 {
    let sql = format!("SELECT CAST(count(*) AS BIGINT) AS n FROM {what}");
    desk.read(|r| Ok(r.one(&sql, &[], |row| row.int("n"))?)).unwrap().unwrap()
}

fn difference(field: &str, first: &str, second: &str, kept: &str) -> Difference {
    Difference { field: field.into(), first: first.into(), second: second.into(), kept: kept.into() }
}

/// Three forms of different people, keyed by Odette.
fn keyed_three(desk: &mut Desk, births: i64) -> Batch {
    let batch = announce(desk, &slip(3, births));
    for (n, surname, birth, phone) in [
        (1, "Mengue Nkoulou", "1981-04-03", "077 00 00 31"),
        (2, "Kengue", "1990-05", "077 00 00 32"),
        (3, "Obiang", "2001", "077 00 00 33"),
    ] {
        key(desk, &batch, n, form(surname, birth, phone)).unwrap();
    }
    batch
}

both! {
    fn a_pile_is_keyed_verified_balanced_and_posted_with_both_values_in_the_history(desk, ground) {
        open(desk, ground);
        let batch = keyed_three(desk, 1987 + 1990 + 2001);
        assert_eq!(batch.number, "2026-001");
        assert_eq!(state(desk, &batch), BatchState::FirstClosed, "as many forms as announced");
        assert_eq!(key(desk, &batch, 4, form("Trop", "1990", "077 00 00 34")).map_err(|f| matches!(f, Fault::Refused(_))), Err(true));
        let refused = verify(desk, &batch, 1, Vec::new()).unwrap_err();
        assert!(matches!(refused, Fault::Refused(r) if r.key == "refused-same-clerk"), "nobody verifies himself");
        sit(desk, NICOLE);
        let birth = difference("birth_date", "1981-04-03", "1987-04-03", "1987-04-03");
        assert_eq!(verify(desk, &batch, 1, vec![birth]), Ok(FormState::Verified));
        assert_eq!(state(desk, &batch), BatchState::SecondKeying);
        assert!(matches!(post(desk, &batch), Err(Fault::Refused(r)) if r.key == "refused-not-balanced"));
        verify(desk, &batch, 2, vec![difference("surname", "Kengue", "Kenguè", "Kengué")]).unwrap();
        verify(desk, &batch, 3, Vec::new()).unwrap();
        let page = batches::page(desk, batch.head.id).unwrap();
        assert_eq!(page.batch.state, BatchState::Balanced, "{:?}", page.lines);
        assert_eq!(page.lines, [
            Line { total: None, announced: Some(3), keyed: 3 },
            Line { total: Some(Total::Births), announced: Some(5978), keyed: 5978 },
        ]);
        assert_eq!((page.report.compared, page.report.differences), (24, 2));
        let (operators, fields) = batches::report_text(&page, "fr");
        assert_eq!(operators[0].name, "NKILI Odette");
        assert_eq!(operators[0].figures, ["3", "0", "540", "40", "3", "2", "8,3\u{a0}%"]);
        assert_eq!(operators[1].figures, ["0", "3", "180", "120", "0", "1", "4,2\u{a0}%"]);
        assert_eq!(fields[0].name, "Né(e) le");
        let done = post(desk, &batch).unwrap();
        assert_eq!(done, Posted { posted: 3, doubtful: 0, rejected: 0, state: BatchState::Posted });
        assert_eq!(count(desk, "person"), 3);
        let people: Vec<Person> = desk.read(|r| records::where_(r, "1 = 1 ORDER BY number", &[])).unwrap();
        assert_eq!(people[0].birth_date, Some(day("1987-04-03")));
        assert_eq!((people[1].surname.as_str(), people[1].birth_precision.as_deref()), ("Kengué", Some("M")));
        let registrations: Vec<Registration> = desk.read(|r| records::where_(r, "1 = 1", &[])).unwrap();
        assert!(registrations.iter().all(|r| r.channel.as_deref() == Some("2") && r.registered_on == Some(day("2026-11-12"))));
        // Twice posts nothing twice.
        assert_eq!(post(desk, &batch).unwrap().posted, 3);
        assert_eq!(count(desk, "person"), 3);
        // Both values are in the history of the file.
        let history = file::open(desk, people[0].head.id).unwrap().history;
        let deed = history.iter().find(|t| t.act == "post_form").unwrap().deed;
        let changes = file::changes(desk, people[0].head.id, deed).unwrap();
        let twice = changes.iter().find(|c| c.record == "keyed_twice").unwrap();
        let both: Vec<&str> = twice.was.as_deref().unwrap().split(file::PARTS).collect();
        assert_eq!((twice.field.as_str(), twice.became.as_deref()), ("birth_date", Some("1987-04-03")));
        assert_eq!(both, ["1981-04-03", "NKILI Odette", "1987-04-03", "IBINGA Nicole"]);
        let json = batches::show(desk).unwrap();
        assert_eq!(json[0]["report"]["operators"][0]["errors"], 2);
        assert_eq!(json[0]["state"], "posted");
    }

    fn a_total_that_differs_keeps_the_batch_open_until_a_form_is_mended(desk, ground) {
        open(desk, ground);
        let batch = keyed_three(desk, 1981 + 1991 + 2001);
        sit(desk, NICOLE);
        for n in 1..=3 {
            verify(desk, &batch, n, Vec::new()).unwrap();
        }
        let page = batches::page(desk, batch.head.id).unwrap();
        assert_eq!(page.batch.state, BatchState::ToReconcile);
        assert_eq!(page.lines[1].difference(), -1);
        let mut mended = page.forms[1].keyed.clone();
        mended.insert("birth_date".into(), "1991-05".into());
        let deed = desk.new_id();
        let form = batches::mend(desk, deed, page.forms[1].form.head.id, &mended, Effort::default()).unwrap();
        assert_eq!(form.state, FormState::Verified, "another clerk than who keyed it");
        let page = batches::page(desk, batch.head.id).unwrap();
        assert_eq!(page.batch.state, BatchState::Balanced);
        assert_eq!(page.forms[1].differences, [difference("birth_date", "1990-05", "1991-05", "1991-05")]);
        // Mended by whoever keyed it first it waits to be verified again.
        sit(desk, ODETTE);
        let deed = desk.new_id();
        batches::mend(desk, deed, page.forms[1].form.head.id, &mended, Effort::default()).unwrap();
        assert_eq!(state(desk, &batch), BatchState::SecondKeying);
        // The slip was wrong: it is corrected, before and after stay in the audit.
        sit(desk, NICOLE);
        verify(desk, &batch, 2, Vec::new()).unwrap();
        let before = batches::page(desk, batch.head.id).unwrap().batch;
        let deed = desk.new_id();
        assert_eq!(batches::correct(desk, deed, &before, &slip(3, 1)).unwrap().state, BatchState::ToReconcile);
        let deed = desk.new_id();
        let few = batches::correct(desk, deed, &before, &slip(2, 1));
        assert!(matches!(few, Err(Fault::Flaws(f)) if f[0].key == "flaw-fewer-than-keyed"));
    }

    fn what_is_set_aside_is_rejected_with_its_reason_and_the_rest_is_posted(desk, ground) {
        open(desk, ground);
        let batch = announce(desk, &slip(2, 1981));
        key(desk, &batch, 1, form("Mengue", "1981", "077 00 00 31")).unwrap();
        let aside = Entry {
            id: id(5002),
            batch: batch.head.id,
            form_no: 2,
            keyed: [("surname".to_owned(), "Illisi".to_owned())].into(),
            aside: Some("date illisible".into()),
            ..Entry::default()
        };
        let deed = desk.new_id();
        batches::key(desk, deed, &aside).unwrap();
        // The same deed again, as after a cut, keeps it once.
        batches::key(desk, deed, &aside).unwrap();
        sit(desk, NICOLE);
        verify(desk, &batch, 1, Vec::new()).unwrap();
        assert_eq!(state(desk, &batch), BatchState::Balanced, "announced = verified + set aside");
        let done = post(desk, &batch).unwrap();
        assert_eq!((done.posted, done.rejected, done.state), (1, 1, BatchState::PartRejected));
        let page = batches::page(desk, batch.head.id).unwrap();
        assert_eq!(page.forms[1].form.aside_reason.as_deref(), Some("date illisible"));
        assert_eq!(count(desk, "person"), 1);
    }

    fn a_form_that_may_be_a_duplicate_waits_and_only_the_head_tells_certain_ones_apart(desk, ground) {
        open(desk, ground);
        let first = announce(desk, &slip(1, 1981));
        key(desk, &first, 1, form("Mengue", "1981-04-03", "077 00 00 31")).unwrap();
        sit(desk, NICOLE);
        verify(desk, &first, 1, Vec::new()).unwrap();
        post(desk, &first).unwrap();
        sit(desk, ODETTE);
        let second = announce(desk, &slip(2, 1981 + 1990));
        key(desk, &second, 11, form("Mengue", "1981-04-03", "077 00 00 31")).unwrap();
        key(desk, &second, 12, form("Autre", "1990-01-01", "077 00 00 99")).unwrap();
        sit(desk, NICOLE);
        verify(desk, &second, 11, Vec::new()).unwrap();
        verify(desk, &second, 12, Vec::new()).unwrap();
        let done = post(desk, &second).unwrap();
        assert_eq!((done.posted, done.doubtful), (1, 1));
        let found = batches::doubts(desk, second.head.id, id(5011)).unwrap();
        assert_eq!(found.len(), 1);
        let deed = desk.new_id();
        let refused = batches::settle(desk, deed, second.head.id, id(5011), Doubt::Another);
        assert!(matches!(refused, Err(Fault::Refused(r)) if r.key == "refused-distinct-head"), "the same document is certain");
        let person = guichet::domain::ids::PersonId(found[0].card.id);
        let deed = desk.new_id();
        let form = batches::settle(desk, deed, second.head.id, id(5011), Doubt::Same(person)).unwrap();
        assert_eq!(form.subject_number.as_deref(), Some(found[0].card.number.as_str()));
        assert_eq!(count(desk, "person"), 2, "no second file");
        assert_eq!(count(desk, "registration"), 2, "an open period is not opened again");
        assert_eq!(count(desk, "duplicate_pair"), 0);
        let pairs: Vec<DuplicatePair> = desk.read(|r| records::where_(r, "1 = 1", &[])).unwrap();
        assert!(pairs.is_empty());
    }

    fn outcomes_of_interviews_go_into_the_files_of_their_numbers(desk, ground) {
        open(desk, ground);
        let people = announce(desk, &slip(1, 1981));
        key(desk, &people, 1, form("Mengue", "1981", "077 00 00 31")).unwrap();
        sit(desk, NICOLE);
        verify(desk, &people, 1, Vec::new()).unwrap();
        post(desk, &people).unwrap();
        let number: Person = desk.read(|r| records::where_(r, "1 = 1", &[])).unwrap().remove(0);
        sit(desk, ODETTE);
        let slip = Slip { kind: FormKind::Interviews, announced: 2, totals: vec![(Total::Serials, 1 + 999)], ..Slip::default() };
        let batch = announce(desk, &slip);
        let outcome = |number: &str| -> Keyed {
            [("number", number), ("day", "2026-11-20"), ("kind", "1"), ("mode", "1"), ("ratings", "23-1"), ("summary", "Projet vente"), ("no_next_reason", "4"), ("counsellor", "aline")]
                .map(|(id, text)| (id.to_owned(), text.to_owned())).into()
        };
        key(desk, &batch, 21, outcome(&number.number)).unwrap();
        key(desk, &batch, 22, outcome(&guichet::domain::ids::person_number("LBV", 2026, 999))).unwrap();
        sit(desk, NICOLE);
        verify(desk, &batch, 21, Vec::new()).unwrap();
        verify(desk, &batch, 22, Vec::new()).unwrap();
        let done = post(desk, &batch).unwrap();
        assert_eq!((done.posted, done.rejected), (1, 1), "a number that nobody has is rejected");
        let held: Interview = desk.read(|r| records::where_(r, "1 = 1", &[])).unwrap().remove(0);
        assert_eq!((held.person, held.counsellor, held.day), (number.head.id, office::counsellor(), Some(day("2026-11-20"))));
        let rated: Vec<Diagnosis> = desk.read(|r| records::where_(r, "1 = 1 ORDER BY axis", &[])).unwrap();
        assert_eq!(rated.iter().map(|d| format!("{}{}", d.axis, d.rating)).collect::<Vec<_>>(), ["A2", "B3", "D1"]);
        let page = batches::page(desk, batch.head.id).unwrap();
        assert_eq!(page.forms[1].form.aside_reason.as_deref(), Some("flaw-person-number number"));
    }

    fn employers_and_their_offers_come_from_paper_through_the_services_of_their_pages(desk, ground) {
        open(desk, ground);
        let firm = |name: &str, tax: &str, phone: &str| -> Keyed {
            [("name", name), ("tax_id", tax), ("sector", "G"), ("size_class", "2"), ("phone", phone), ("province", "GA-6"), ("department", "GA-6-01"), ("town", "Makokou"), ("contact_name", "Mme ONDO"), ("~email", "illisible")]
                .map(|(id, text)| (id.to_owned(), text.to_owned())).into()
        };
        let slip = Slip { kind: FormKind::Employers, announced: 3, ..Slip::default() };
        let batch = announce(desk, &slip);
        key(desk, &batch, 31, firm("Scierie de l'Ivindo", "7001 A", "077 00 00 41")).unwrap();
        key(desk, &batch, 32, firm("Boulangerie Ogooué", "7002 B", "077 00 00 42")).unwrap();
        key(desk, &batch, 33, firm("SCIERIE DE L'IVINDO", "7001 A", "077 00 00 41")).unwrap();
        sit(desk, NICOLE);
        for n in 31..=33 {
            verify(desk, &batch, n, Vec::new()).unwrap();
        }
        let done = post(desk, &batch).unwrap();
        assert_eq!((done.posted, done.doubtful, done.rejected), (2, 1, 0), "the third may be the first");
        let firms: Vec<Employer> = desk.read(|r| records::where_(r, "name <> '' ORDER BY number", &[])).unwrap();
        let made: Vec<&Employer> = firms.iter().filter(|e| e.town.as_deref() == Some("Makokou")).collect();
        assert_eq!(made.len(), 2);
        assert_eq!(made[0].import_note.as_deref(), Some("Courriel\u{a0}: illisible"));
        let deed = desk.new_id();
        let form = batches::settle(desk, deed, batch.head.id, id(5033), Doubt::Same(Default::default())).unwrap();
        assert_eq!(form.subject_number.as_ref(), Some(&made[0].number), "nothing is made twice");
        sit(desk, ODETTE);
        let slip = Slip { kind: FormKind::Offers, announced: 2, totals: vec![(Total::Positions, 5)], ..Slip::default() };
        let offers = announce(desk, &slip);
        let offer = |employer: &str, positions: &str| -> Keyed {
            [("employer", employer), ("title", "Scieur"), ("occupation", "7523"), ("positions", positions), ("contract", "1"), ("received_on", "2026-11-20")]
                .map(|(id, text)| (id.to_owned(), text.to_owned())).into()
        };
        key(desk, &offers, 41, offer("boulangerie ogooue", "2")).unwrap();
        key(desk, &offers, 42, offer("Maison inconnue", "3")).unwrap();
        sit(desk, NICOLE);
        verify(desk, &offers, 41, vec![difference("positions", "2", "3", "2")]).unwrap();
        verify(desk, &offers, 42, Vec::new()).unwrap();
        let done = post(desk, &offers).unwrap();
        assert_eq!((done.posted, done.rejected), (1, 1), "a firm that nobody knows rejects its offer");
        let stored: Vec<Vacancy> = desk.read(|r| records::where_(r, "title = 'Scieur'", &[])).unwrap();
        assert_eq!((stored.len(), stored[0].state, stored[0].positions), (1, VacancyState::Draft, Some(2)));
        assert_eq!(stored[0].employer, made[1].head.id);
        let history = vacancies::open(desk, stored[0].head.id).unwrap().history;
        let deed = history.iter().find(|t| t.act == "post_form").unwrap().deed;
        let changes = vacancies::changes(desk, stored[0].head.id, deed).unwrap();
        let twice = changes.iter().find(|c| c.record == "keyed_twice").unwrap();
        assert_eq!((twice.field.as_str(), twice.became.as_deref()), ("positions", Some("2")), "both values in the offer's history");
        let page = batches::page(desk, offers.head.id).unwrap();
        assert_eq!(page.forms[1].form.aside_reason.as_deref(), Some("flaw-firm-unknown employer"));
    }
}

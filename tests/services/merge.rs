//! Two files of one person (domain.md §3.8): merged field by field with all their history, taken apart again within thirty days as they were,
//! or said to be two people, which is remembered.

use guichet::domain::ids::{Id, PersonId, RowId};
use guichet::domain::office::DuplicatePair;
use guichet::domain::person::Person;
use guichet::domain::profile::{Document, Education, Experience, Language, Note, Skill};
use guichet::domain::proposal::Proposal;
use guichet::domain::record::{Head, Record};
use guichet::domain::registration::Registration;
use guichet::domain::task::Task;
use guichet::fault::{Fault, Outcome};
use guichet::services::merge::{self, moving, pairs};
use guichet::services::{codes, dossier, erasure, search};
use guichet::store::{Desk, Write, merge as store, records};

use crate::office::{self, TODAY, day, get, id, person, write};
use crate::{both, common};

fn head(desk: &mut Desk) {
    desk.who.roles = vec!["head".into()];
    desk.who.user = office::head();
    desk.who.login = "chantal".into();
}
fn counsellor(desk: &mut Desk) {
    desk.who.roles = vec!["counsellor".into()];
    desk.who.user = office::counsellor();
    desk.who.login = "alice".into();
}
fn key(end: Result<impl std::fmt::Debug, Fault>) -> String {
    match end {
        Err(Fault::Refused(reason) | Fault::Wrong(reason)) => reason.key.to_owned(),
        Err(Fault::Denied(deed)) => deed.to_owned(),
        Err(Fault::Flaws(flaws)) => flaws.first().map_or("", |f| f.key).to_owned(),
        Err(Fault::Conflict(_)) => "conflict".to_owned(),
        other => panic!("{other:?}"),
    }
}

fn put<R: Record>(w: &mut Write<'_>, mut row: R) -> Outcome<()> {
    *row.head_mut() = Head::new(w.new_id());
    w.insert(&row)
}

/// Two registered people with a little of everything, one offer proposed to both.
fn twins(desk: &mut Desk, ground: &common::Ground) -> (PersonId, PersonId) {
    codes::load_reference(&mut *ground.engine(), chrono::Utc::now()).unwrap();
    office::open(desk);
    desk.rules = desk.read(|r| codes::load_rules(r, day(TODAY))).unwrap();
    office::register(desk, 1, "2026-11-02", |_| {});
    office::register(desk, 2, "2026-11-16", |_| {});
    let offer = office::offer(desk, 1, "2026-11-10", "2027-02-20", |_| {});
    for n in [1, 2] {
        office::propose(desk, n, person(n), offer, "2026-11-20");
        let p: PersonId = person(n);
        desk.lenient(|desk| {
            write(desk, |w| {
                let by = office::counsellor();
                put(w, Document { person: p, kind: Some("2".into()), ..Document::default() })?;
                put(w, Education { person: p, ..Education::default() })?;
                put(w, Experience { person: p, ..Experience::default() })?;
                put(w, Skill { person: p, label: "soudure".into(), ..Skill::default() })?;
                put(w, Language { person: p, code: Some("fr".into()), ..Language::default() })?;
                let note = Note {
                    subject_kind: "person".into(),
                    subject: RowId(p.uuid()),
                    text: format!("note {n}"),
                    by,
                    ..Note::default()
                };
                put(w, note)?;
                let before: Person = records::by_id(w.reader(), p)?;
                let phone = Some(format!("+2417700000{n}"));
                let email = (n == 2).then(|| "b@exemple.ga".to_owned());
                w.update(&before, &Person { phone, email, town: Some(format!("Ville {n}")), ..before.clone() })
            })
        });
    }
    (person(1), person(2))
}

/// Everything about both, without versions.
fn all(desk: &mut Desk) -> Vec<String> {
    fn of<R: Record + std::fmt::Debug>(desk: &mut Desk, into: &mut Vec<String>) {
        let rows: Vec<R> = desk.read(|r| records::where_(r, "id IS NOT NULL ORDER BY id", &[])).unwrap();
        let line = |r: &R| R::fields().iter().map(|f| format!("{}={:?} ", f.id, (f.get)(r))).collect::<String>();
        into.extend(rows.iter().map(|r| format!("{} {:?} {}", R::TABLE, r.head().id, line(r))));
    }
    let mut found = Vec::new();
    of::<Person>(desk, &mut found);
    of::<Registration>(desk, &mut found);
    of::<Proposal>(desk, &mut found);
    of::<Task>(desk, &mut found);
    of::<Document>(desk, &mut found);
    of::<Education>(desk, &mut found);
    of::<Experience>(desk, &mut found);
    of::<Skill>(desk, &mut found);
    of::<Language>(desk, &mut found);
    of::<Note>(desk, &mut found);
    found
}

fn count<R: Record>(desk: &mut Desk, column: &str, of: PersonId) -> usize {
    desk.read(|r| records::where_::<R>(r, &format!("{column} = $1"), &[of.into()])).unwrap().len()
}

both! {
    fn a_merge_takes_all_history_and_is_undone_as_it_was(desk, ground) {
        let (a, b) = twins(desk, ground);
        let before = all(desk);
        head(desk);
        let sides = merge::look(desk, a, b, true).unwrap();
        assert!(sides.both_open);
        assert!(sides.taken.contains(&"email"));
        assert!(sides.differs.iter().any(|d| d.field == "town"));
        let deed = desk.new_id();
        assert_eq!(key(merge::merge(desk, deed, &sides, &["number".into()], None)), "wrong-merge-field");
        merge::merge(desk, deed, &sides, &["town".into()], None).unwrap();

        let kept: Person = get(desk, a);
        assert_eq!((kept.email.as_deref(), kept.town.as_deref()), (Some("b@exemple.ga"), Some("Ville 2")));
        assert_eq!(kept.phone.as_deref(), Some("+24177000001"));
        assert_eq!(get::<Person>(desk, b).merged_into, Some(a));
        for rows in [count::<Registration>(desk, "person", a), count::<Proposal>(desk, "person", a), count::<Note>(desk, "subject", a)] {
            assert_eq!(rows, 2);
        }
        let all_now: Vec<Registration> = desk.read(|r| records::where_(r, "person = $1 ORDER BY id", &[a.into()])).unwrap();
        let exits: Vec<_> = all_now.iter().map(|r| r.exit_reason.as_deref()).collect();
        assert_eq!(exits, [None, Some("14")]);
        let hits = search::people(desk, "LBV-26-000002-0", 5).unwrap();
        assert_eq!(hits.first().map(|h| h.card.id), Some(a.uuid()));
        assert!(desk.read(|r| guichet::store::file::traces_of(r, a, 50)).unwrap().iter().any(|t| t.act == "merge"));
        // Seen twice at once: the second is told.
        let deed = desk.new_id();
        assert_eq!(key(merge::merge(desk, deed, &sides, &[], None)), "conflict");

        let added = Note { subject_kind: "person".into(), subject: RowId(a.uuid()), text: "depuis".into(), by: office::head(), ..Note::default() };
        office::at(desk, "2026-11-25");
        write(desk, |w| put(w, added.clone()));
        assert_eq!(merge::recent(desk).unwrap().len(), 1);
        let deed = desk.new_id();
        assert_eq!(key(merge::unmerge(desk, deed, b, " ")), "flaw-missing");
        let undone = merge::unmerge(desk, deed, b, "deux sœurs").unwrap();
        assert_eq!(undone.stays, [("note", 1)]);
        assert_eq!(undone.changed, []);
        let after = all(desk);
        let lost: Vec<_> = before.iter().filter(|row| !after.contains(row)).collect();
        assert!(lost.is_empty(), "{lost:#?}\n{:#?}", after.iter().filter(|r| !before.contains(r)).collect::<Vec<_>>());
        assert_eq!(count::<Note>(desk, "subject", a), 2);
        let deed = desk.new_id();
        assert_eq!(key(merge::unmerge(desk, deed, b, "encore")), "refused-not-merged");
    }

    fn who_may_merge_and_until_when_it_is_undone(desk, ground) {
        let (a, b) = twins(desk, ground);
        counsellor(desk);
        let sides = merge::look(desk, a, b, true).unwrap();
        let deed = desk.new_id();
        assert_eq!(key(merge::merge(desk, deed, &sides, &[], None)), "merge");
        head(desk);
        let deed = desk.new_id();
        erasure::restrict(desk, deed, b, "contesté").unwrap();
        let deed = desk.new_id();
        assert_eq!(key(merge::merge(desk, deed, &sides, &[], None)), "refused-merge-guarded");
        let deed = desk.new_id();
        erasure::lift_restriction(desk, deed, b).unwrap();
        let deed = desk.new_id();
        merge::merge(desk, deed, &sides, &[], None).unwrap();
        let deed = desk.new_id();
        desk.who.roles = vec!["auditor".into()];
        assert_eq!(key(erasure::ask(desk, deed, b, false, "il le veut")), "refused-merge-gone");
        let whole = dossier::whole(desk, a, Some("demande écrite")).unwrap();
        assert_eq!(whole.sections.iter().find(|s| s.0 == "person").map(|s| s.1.len()), Some(2));
        counsellor(desk);
        let deed = desk.new_id();
        assert_eq!(key(merge::unmerge(desk, deed, b, "erreur")), "merge");
        head(desk);
        office::at(desk, "2026-12-26");
        let deed = desk.new_id();
        assert_eq!(key(merge::unmerge(desk, deed, b, "erreur")), "refused-unmerge-late");
        assert_eq!(merge::recent(desk).unwrap(), []);
    }

    fn two_people_are_remembered_and_a_pair_to_verify_asks_for_a_document(desk, ground) {
        let (a, b) = twins(desk, ground);
        counsellor(desk);
        let deed = desk.new_id();
        pairs::verify(desk, deed, b, a).unwrap();
        let pair: DuplicatePair = desk.read(|r| guichet::store::pairs::between(r, a, b)).unwrap().unwrap();
        assert!(office::open_tasks(desk, pair.head.id).iter().any(|t| t.contains("T73")));
        assert_eq!(pairs::waiting(desk, 10).unwrap().len(), 1);
        let deed = desk.new_id();
        pairs::distinct(desk, deed, a, b).unwrap();
        assert_eq!(pairs::waiting(desk, 10).unwrap().len(), 0);
        assert!(office::open_tasks(desk, pair.head.id).is_empty());
        for n in [1, 2] {
            let before: Person = get(desk, person(n));
            let same = Person { id_document_type: Some("2".into()), id_document_number: Some("AB123456789012".into()), ..before.clone() };
            desk.lenient(|desk| write(desk, |w| w.update(&before, &same)));
        }
        let deed = desk.new_id();
        assert_eq!(key(pairs::distinct(desk, deed, a, b)), "merge");
        // The same document and both own files: the counsellor's own.
        let sides = merge::look(desk, a, b, true).unwrap();
        let deed = desk.new_id();
        merge::merge(desk, deed, &sides, &[], None).unwrap();
        let settled: DuplicatePair = get(desk, id(pair.head.id.uuid().as_u128()));
        assert_eq!(settled.state, "same");
    }
}

#[test]
fn every_column_with_a_person_moves_at_a_merge_or_is_said_to_stay() {
    common::run(Some(common::Ground::sqlite()), |desk, _| {
        let sql = "SELECT m.name AS name, f.\"from\" AS col FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f \
                   WHERE m.type = 'table' AND f.\"table\" = 'person'";
        let all: Vec<(String, String)> =
            desk.read(|r| Ok(r.all(sql, &[], |r| Ok((r.text("name")?.to_owned(), r.text("col")?.to_owned())))?)).unwrap();
        assert!(all.len() > 15);
        let known = |pair: &(String, String)| {
            moving::MOVED.iter().chain(store::STAYS).any(|(table, column)| *table == pair.0 && *column == pair.1)
        };
        let forgotten: Vec<_> = all.iter().filter(|pair| !known(pair)).collect();
        assert!(forgotten.is_empty(), "a merge forgets {forgotten:?}");
    });
}

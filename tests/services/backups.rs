//! Backups and restores as an administrator meets them, on both engines: made while people write, tried, encrypted, brought back.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::Utc;
use guichet::domain::backup::Age;
use guichet::domain::ids::PersonId;
use guichet::domain::person::Person;
use guichet::domain::person_file::PersonFile;
use guichet::fault::{Fault, Outcome};
use guichet::services::backup::{self, To, Wanted, Wish};
use guichet::services::{check, copy, delays, demo, erasure, office, people, session};
use guichet::store::{self, DbError, Desk, migrate, records};

use crate::common::Ground;

/// An office with its first accounts, on each engine.
fn offices(story: fn(&str, &Path)) {
    for ground in [Some(Ground::bare_sqlite()), Ground::bare_postgres()].into_iter().flatten() {
        office::init(ground.url(), "LBV", "OBAME Thérèse", "NZE Paul", Utc::now()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        story(ground.url(), folder.path());
    }
}

fn wish(folder: &Path, to: To) -> Wish {
    Wish { kind: "hand", to, recipient: None, work: folder.join("work") }
}

fn wanted(folder: &Path, file: &Path) -> Wanted {
    Wanted { file: file.to_owned(), identity: None, work: folder.join("work"), keep: folder.join("kept"), recipient: None }
}

/// Registers someone by this surname, as the counter does.
fn person(desk: &mut Desk, surname: &str) -> PersonId {
    register(desk, surname).unwrap()
}

fn register(desk: &mut Desk, surname: &str) -> Outcome<PersonId> {
    let mut file = PersonFile::default();
    file.person.surname = surname.to_owned();
    file.goal.occupation = Some("5223".to_owned());
    let deed = desk.new_id();
    desk.lenient(|desk| people::create(desk, deed, &file, None)).map(|done| done.person)
}

fn known(url: &str, id: PersonId) -> bool {
    let mut desk = session::open(url).unwrap().desk;
    desk.read(|read| records::find::<Person>(read, id)).unwrap().is_some()
}

fn refused(outcome: Result<impl std::fmt::Debug, Fault>) -> &'static str {
    match outcome.unwrap_err() {
        Fault::Wrong(r) | Fault::Refused(r) => r.key,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_there_at_the_backup_is_there_after_the_restore_and_what_it_replaces_is_kept() {
    offices(|url, folder| {
        let mut desk = session::open(url).unwrap().desk;
        let before = person(&mut desk, "MBADINGA");
        let file = folder.join("office.db");
        let made = backup::make(&mut desk, &wish(folder, To::File(file.clone()))).unwrap();
        assert_eq!(made.label.manifest.rows["person"], 1);
        assert_eq!(refused(backup::make(&mut desk, &wish(folder, To::File(file.clone())))), "wrong-backup-there");
        let after = person(&mut desk, "NDONG MBA");
        drop(desk);

        let done = backup::restore(url, &wanted(folder, &file), Utc::now()).unwrap();
        assert!(known(url, before) && !known(url, after));
        // The office that was replaced is itself a backup.
        let kept = done.kept.unwrap();
        backup::restore(url, &wanted(folder, &kept), Utc::now()).unwrap();
        assert!(known(url, before) && known(url, after));
        let mut desk = session::open(url).unwrap().desk;
        let health = backup::health(&mut desk, 26).unwrap();
        assert_eq!((health.age, health.all[0].kind.as_str()), (Age::Fresh, "restored"));
        assert_eq!(check::run(&mut desk, 10).unwrap().findings, []);
        assert_eq!(std::fs::read_dir(folder.join("work")).unwrap().count(), 0, "nothing is left over");
    });
}

#[test]
fn an_encrypted_backup_holds_no_name_in_clear_and_opens_with_its_key_only() {
    offices(|url, folder| {
        let mut desk = session::open(url).unwrap().desk;
        let id = person(&mut desk, "MOUKAGNI-IWANGOU");
        let (key, other) = (folder.join("key.txt"), folder.join("other.txt"));
        let public = backup::make_key(&key).unwrap();
        backup::make_key(&other).unwrap();
        assert_eq!(refused(backup::make_key(&key)), "wrong-backup-there");
        let file = folder.join("office.db.age");
        let wished = Wish { recipient: Some(public), ..wish(folder, To::File(file.clone())) };
        backup::make(&mut desk, &wished).unwrap();
        let bytes = std::fs::read(&file).unwrap();
        assert!(bytes.starts_with(b"age-encryption.org/v1"));
        assert!(!bytes.windows(8).any(|w| w == b"MOUKAGNI"));
        drop(desk);

        let with = |identity: Option<&PathBuf>| Wanted { identity: identity.cloned(), ..wanted(folder, &file) };
        assert_eq!(refused(backup::restore(url, &with(None), Utc::now())), "wrong-identity-needed");
        assert_eq!(refused(backup::restore(url, &with(Some(&other)), Utc::now())), "wrong-identity");
        assert_eq!(refused(backup::restore(url, &with(Some(&file)), Utc::now())), "wrong-identity-file");
        assert!(known(url, id), "nothing was changed by what was refused");
        backup::restore(url, &with(Some(&key)), Utc::now()).unwrap();
        assert!(known(url, id));
    });
}

#[test]
fn a_backup_that_was_changed_or_cut_is_refused_before_anything_is_touched() {
    offices(|url, folder| {
        let mut desk = session::open(url).unwrap().desk;
        person(&mut desk, "ZUÉ");
        let file = folder.join("office.db");
        backup::make(&mut desk, &wish(folder, To::File(file.clone()))).unwrap();
        let after = person(&mut desk, "ONDO");
        drop(desk);
        let good = std::fs::read(&file).unwrap();
        let mut changed = good.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        std::fs::write(&file, &changed).unwrap();
        assert_eq!(refused(backup::restore(url, &wanted(folder, &file), Utc::now())), "wrong-backup-differs");
        // Without its label it is still opened and counted.
        std::fs::remove_file(backup::label_of(&file)).unwrap();
        std::fs::write(&file, &good[..good.len() / 2]).unwrap();
        assert_eq!(refused(backup::restore(url, &wanted(folder, &file), Utc::now())), "wrong-backup-damaged");
        std::fs::write(&file, "a text").unwrap();
        assert_eq!(refused(backup::restore(url, &wanted(folder, &file), Utc::now())), "wrong-backup-damaged");
        assert_eq!(refused(backup::restore(url, &wanted(folder, &folder.join("none")), Utc::now())), "wrong-backup-missing");
        assert!(known(url, after));
    });
}

#[test]
fn of_the_timers_backups_so_many_are_kept_and_an_old_last_one_is_told_to_the_administrator_once() {
    offices(|url, folder| {
        let mut desk = session::open(url).unwrap().desk;
        assert_eq!(backup::health(&mut desk, 26).unwrap().age, Age::Never);
        assert_eq!(backup::alarm(&mut desk, 26), Ok(1));
        assert_eq!(backup::alarm(&mut desk, 26), Ok(0), "once a day");
        let hourly = Wish { kind: "hourly", ..wish(folder, To::Folder(folder.join("kept"), 2)) };
        for _ in 0..4 {
            backup::make(&mut desk, &hourly).unwrap();
        }
        let mut names: Vec<String> =
            std::fs::read_dir(folder.join("kept")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names.len(), 4, "two files with their labels: {names:?}");
        let (path, label, _) = backup::newest_in(&folder.join("kept")).unwrap();
        assert_eq!(path.file_name().unwrap().to_str(), Some(names[2].as_str()));
        assert_eq!(label.manifest.rows["account"], 2);
        assert_eq!(backup::health(&mut desk, 26).unwrap().age, Age::Fresh);
        assert_eq!(backup::alarm(&mut desk, 26), Ok(0));
    });
}

#[test]
fn ten_backups_under_twenty_writers_each_restore_and_pass_the_check() {
    offices(|url, folder| {
        let over = AtomicBool::new(false);
        // A copy of rows takes longer than a copy of pages: fewer of them show the same.
        // GUICHET_TEST_BACKUPS=100 makes a measurement of it (README).
        let wished = std::env::var("GUICHET_TEST_BACKUPS").ok().and_then(|n| n.parse().ok()).unwrap_or(10);
        let count = if url.starts_with("postgres") { wished * 3 / 10 } else { wished };
        let files: Vec<PathBuf> = (0..count).map(|n| folder.join(format!("{n}.db"))).collect();
        let written: usize = std::thread::scope(|s| {
            let writers: Vec<_> = (0..20)
                .map(|writer: u8| {
                    let over = &over;
                    s.spawn(move || {
                        let mut desk = session::open(url).unwrap().desk;
                        let mut written = 0;
                        while !over.load(Ordering::Relaxed) {
                            // Whom the others keep out for long tries again, as people do.
                            written += usize::from(register(&mut desk, &format!("NZÉ {}", char::from(b'A' + writer))).is_ok());
                        }
                        written
                    })
                })
                .collect();
            let mut desk = session::open(url).unwrap().desk;
            for file in &files {
                backup::make(&mut desk, &wish(folder, To::File(file.clone()))).unwrap();
            }
            over.store(true, Ordering::Relaxed);
            writers.into_iter().map(|w| w.join().unwrap()).sum()
        });
        let mut people = 0;
        for file in &files {
            let place = format!("sqlite:{}", file.with_extension("restored").display());
            let done = backup::restore(&place, &wanted(folder, file), Utc::now()).unwrap();
            assert!(done.manifest.rows["person"] >= people);
            people = done.manifest.rows["person"];
            let mut desk = session::open(&place).unwrap().desk;
            assert_eq!(check::run(&mut desk, 10).unwrap().findings, []);
        }
        assert!(people > 0 && people as usize <= written, "{people} of {written}");
    });
}

#[test]
fn an_office_goes_from_sqlite_to_postgres_and_back_row_for_row() {
    let (Some(server), here) = (Ground::bare_postgres(), Ground::bare_sqlite()) else { return };
    // A training office has rows in nearly every table.
    let mut engine = office::prepare(here.url(), Utc::now()).unwrap();
    demo::make(&mut *engine, &demo::Plan { people: 60, ..demo::Plan::new(Utc::now().date_naive()) }, &mut |_| {}).unwrap();
    drop(engine);
    let mut desk = session::open(here.url()).unwrap().desk;
    let id = person(&mut desk, "N'GOMA Été");
    drop(desk);
    let there = copy::office(here.url(), server.url(), Utc::now()).unwrap();
    assert!(known(server.url(), id));
    assert_eq!(refused(copy::office(here.url(), server.url(), Utc::now())), "wrong-copy-there");
    let folder = tempfile::tempdir().unwrap();
    let back = format!("sqlite:{}", folder.path().join("back.db").display());
    let again = copy::office(server.url(), &back, Utc::now()).unwrap();
    assert_eq!((again.digest, again.rows), (there.digest, there.rows));
    let mut desk = session::open(&back).unwrap().desk;
    assert_eq!(check::run(&mut desk, 10).unwrap().findings, []);
    // References hold again on the server as before.
    let mut engine = store::open(server.url()).unwrap();
    assert!(matches!(engine.execute("DELETE FROM person", &[]), Err(DbError::ForeignKey(_))));
}

#[test]
fn an_update_of_the_schema_is_made_only_after_a_backup_that_can_be_restored() {
    for ground in [Some(Ground::bare_sqlite()), Ground::bare_postgres()].into_iter().flatten() {
        let folder = tempfile::tempdir().unwrap();
        let all = migrate::all();
        let old = &all[..all.len() - 1];
        migrate::apply(&mut *ground.engine(), old, Utc::now()).unwrap();
        let keep = |to: &str| Wish {
            kind: "before_migration",
            to: To::Folder(folder.path().join(to), usize::MAX),
            recipient: None,
            work: folder.path().join("work"),
        };
        // A file stands where the folder should be.
        std::fs::write(folder.path().join("taken"), "").unwrap();
        assert_eq!(refused(office::migrate(ground.url(), Utc::now(), &keep("taken"))), "wrong-backup-folder");
        assert_eq!(migrate::status(&mut *ground.engine()).unwrap().pending.len(), 1, "nothing was changed");
        let (schema, saved) = office::migrate(ground.url(), Utc::now(), &keep("kept")).unwrap();
        assert_eq!(schema.pending, 0);
        let saved = saved.unwrap();
        assert_eq!(backup::label(&saved).unwrap().manifest.schema, old.last().unwrap().number);
        assert_eq!(office::migrate(ground.url(), Utc::now(), &keep("kept")).unwrap().1, None, "nothing to do, nothing to save");
    }
}

#[test]
fn whoever_was_erased_by_law_since_the_backup_does_not_come_back_with_it() {
    offices(|url, folder| {
        let mut desk = session::open(url).unwrap().desk;
        let (gone, stays) = (person(&mut desk, "MOUSSAVOU"), person(&mut desk, "ZUÉ"));
        let file = folder.join("office.db");
        backup::make(&mut desk, &wish(folder, To::File(file.clone()))).unwrap();
        let number = desk.read(|read| records::by_id::<Person>(read, gone)).unwrap().number;
        let erased = erasure::Erased {
            person: gone,
            number,
            kind: "erasure".into(),
            agency: "LBV".into(),
            at: desk.now(),
            asked_by: "v".into(),
            confirmed_by: "h".into(),
            cleared: 0,
        };
        erasure::again(&mut desk, &[erased]).unwrap();
        drop(desk);
        let done = backup::restore(url, &wanted(folder, &file), Utc::now()).unwrap();
        assert_eq!(done.erased, Some(1));
        assert!(known(url, stays));
        let mut desk = session::open(url).unwrap().desk;
        let left = desk.read(|read| records::find::<Person>(read, gone)).unwrap();
        assert!(left.is_none_or(|p| p.surname != "MOUSSAVOU"), "the name is back");
    });
}

#[test]
fn a_delay_is_changed_by_who_may_and_the_audit_says_who() {
    offices(|url, _| {
        let mut desk = session::open(url).unwrap().desk;
        let deed = desk.new_id();
        delays::set(&mut desk, deed, "t5", "grace", Some(20)).unwrap();
        let deed = desk.new_id();
        assert_eq!(refused(delays::set(&mut desk, deed, "T5", "unheard_of", Some(1))), "wrong-delay");
        assert_eq!(refused(delays::set(&mut desk, deed, "T5", "grace", Some(-1))), "wrong-delay-value");
        let row = |desk: &mut Desk| delays::all(desk).unwrap().into_iter().find(|d| (d.rule, d.name) == ("T5", "grace")).unwrap();
        let found = row(&mut desk);
        assert_eq!((found.value, found.default, found.changed.unwrap().0), (20, 15, "OBAME Thérèse".to_owned()));
        // A session opened from now on goes by it; and back.
        let mut other = session::open(url).unwrap().desk;
        assert_eq!(other.rules.delays.get("T5", "grace"), 20);
        let deed = other.new_id();
        delays::set(&mut other, deed, "T5", "grace", None).unwrap();
        assert_eq!(row(&mut other).value, 15);
        other.who.roles = vec!["counsellor".to_owned()];
        let deed = other.new_id();
        assert!(matches!(delays::set(&mut other, deed, "T5", "grace", Some(9)), Err(Fault::Denied(_))));
    });
}

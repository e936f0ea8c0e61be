//! Papers in both languages: no line over 78 columns, no byte that a printer or terminal takes for a command.

use chrono::NaiveDateTime;
use guichet::domain::appointment::Appointment;
use guichet::domain::calendar;
use guichet::domain::office::{Agency, Letter};
use guichet::domain::record::Head;
use guichet::fault::Fault;
use guichet::paper::{self, Outlet, Sent};
use guichet::services::letters::{self, Datum, PaperKind, Subject};
use guichet::store::{Desk, records};
use guichet::texts::Texts;
use unicode_width::UnicodeWidthStr;

use crate::office::{self, TODAY, counsellor, get, id, person, register, write};
use crate::{both, common};

fn office_with_appointment(desk: &mut Desk) {
    office::open(desk);
    register(desk, 1, TODAY, |r| r.missing_documents = vec!["1".to_owned(), "3".to_owned()]);
    let agency = Agency {
        head: Head::new(id(8001)),
        code: "LBV".to_owned(),
        name: "Libreville".to_owned(),
        kind: "R".to_owned(),
        town: Some("Libreville".to_owned()),
        hours: "1-5 07:30-15:30".to_owned(),
        slot_minutes: 15,
        ..Agency::default()
    };
    let at = NaiveDateTime::parse_from_str("2026-11-26 10:00", "%Y-%m-%d %H:%M").unwrap();
    let next = Appointment {
        head: Head::new(id(8002)),
        kind: Some("2".to_owned()),
        agency: "LBV".to_owned(),
        person: Some(person(1)),
        counsellor: Some(counsellor()),
        starts_at: Some(calendar::utc(at)),
        minutes: Some(30),
        mode: Some("1".to_owned()),
        ..Appointment::default()
    };
    write(desk, |w| {
        if records::where_::<Agency>(w.reader(), "code = 'LBV'", &[])?.is_empty() {
            w.insert(&agency)?;
        }
        w.insert(&next)
    });
}

fn sound(lines: &[String]) {
    for line in lines {
        assert!(line.width() <= paper::WIDTH, "{} columns: {line}", line.width());
        assert!(!line.chars().any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{200b}'), "{line:?}");
    }
}

both! {
    fn each_paper_is_whole_in_both_languages(desk, _ground) {
        office_with_appointment(desk);
        for kind in PaperKind::ALL {
            let deed = desk.new_id();
            let made = letters::make(desk, deed, *kind, Subject::Person(person(1))).unwrap();
            for lang in ["fr", "en"] {
                let lines = paper::lines(&made, &Texts::load(lang).unwrap());
                sound(&lines);
                let text = lines.join("\n");
                assert!(text.contains("NOM1 Essai") && text.contains("LBV-26-000001-0"), "{text}");
                assert!(!text.contains("paper-") && !text.contains("{ $") && !text.contains("{$"), "{text}");
                if *kind != PaperKind::Certificate {
                    let day = if lang == "fr" { "jeudi 26 novembre 2026 à 10h00" } else { "Thursday 26 November 2026 at 10:00" };
                    assert!(text.contains(day), "{text}");
                }
            }
            let kept: Letter = get(desk, made.letter);
            assert_eq!((kept.kind.as_str(), kept.printed_at), (kind.id(), None));
            let deed = desk.new_id();
            letters::printed(desk, deed, made.letter).unwrap();
            assert!(get::<Letter>(desk, made.letter).printed_at.is_some());
        }
    }

    fn a_paper_without_its_ground_is_refused(desk, _ground) {
        office_with_appointment(desk);
        register(desk, 2, "2026-11-01", |r| {
            r.state = guichet::domain::lifecycle::RegistrationState::Closed;
            r.closed_on = Some(office::day("2026-11-20"));
            r.exit_reason = Some("13".to_owned());
        });
        for (kind, refused) in [(PaperKind::Certificate, "refused-no-registration"), (PaperKind::Slip, "refused-no-appointment")] {
            let deed = desk.new_id();
            assert_eq!(letters::make(desk, deed, kind, Subject::Person(person(2))), Err(Fault::refused(refused)));
        }
        desk.who.roles = vec!["statistician".to_owned()];
        let deed = desk.new_id();
        let denied = letters::make(desk, deed, PaperKind::Slip, Subject::Person(person(1)));
        assert_eq!(denied, Err(Fault::Denied("letters")));
    }
}

#[test]
fn hostile_names_stay_text_within_the_margins() {
    let hostile = format!("\u{1b}[2J\u{9b}31m{}\u{202e}\r\n\t{}", "W".repeat(300), "\u{1f469}\u{200d}\u{1f4bb}".repeat(40));
    let names = ["office", "agency", "name", "number", "town", "room", "counsellor", "by", "birth_place", "documents", "kind"];
    for kind in PaperKind::ALL {
        let mut says: Vec<(&'static str, Datum)> = names.map(|n| (n, Datum::Text(hostile.clone()))).to_vec();
        for absent in ["birth", "registered", "renewal", "category", "at", "minutes", "today", "mode"] {
            says.push((absent, Datum::None));
        }
        let made = letters::Paper { letter: id(1), kind: *kind, number: "LBV-26-000001-0".to_owned(), says, rows: Vec::new() };
        for lang in ["fr", "en"] {
            sound(&paper::lines(&made, &Texts::load(lang).unwrap()));
        }
    }
}

#[test]
fn a_paper_is_kept_whole_for_its_owner_only_or_goes_to_the_command() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let outlet = Outlet { folder: dir.path().join("papers"), command: None, terminal: false };
    let lines = vec!["un".to_owned(), "é".to_owned()];
    let Sent::File(path) = paper::send(&outlet, "LBV-26-000001-0-slip-1", &lines).unwrap() else { panic!("not a file") };
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "un\né\n");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(&outlet.folder).unwrap().count(), 1);
    let to = dir.path().join("printed");
    let printer = Outlet { folder: outlet.folder.clone(), command: Some(format!("tee {}", to.display())), terminal: false };
    assert_eq!(paper::send(&printer, "x", &lines), Ok(Sent::Printer));
    assert_eq!(std::fs::read_to_string(&to).unwrap(), "un\né\n");
    let broken = Outlet { command: Some("false".to_owned()), ..outlet };
    assert!(matches!(paper::send(&broken, "x", &lines), Err(Fault::Wrong(_))));
}

//! Tâches and Avis: lists by due day and by what is unread, settled rows in their places.

use guichet::domain::ids::{RowId, UserId};
use guichet::domain::record::{Head, parse_instant};
use guichet::domain::task::Notice;
use guichet::store::Desk;
use guichet::tui::screens::House;
use guichet::tui::screens::notices::Notices;
use guichet::tui::screens::tasks::Tasks;
use uuid::Uuid;

use crate::caseload::{Row, office, person};
use crate::harness::Harness;

const TWO: &[Row] = &[
    (
        "Babongui",
        "Christelle",
        "1999-03-01",
        "Vendeuse",
        "5223",
        "active",
        "2026-10-02",
        "2026-11-20",
        "LBV-26-003302-2",
        "Libreville",
    ),
    ("Mezui", "Gaëlle", "2004-03-01", "Vendeuse", "5223", "active", "2026-10-19", "2026-11-27", "LBV-26-004127-7", "Libreville"),
];

fn stocked(rows: &[Row]) -> (Desk, House) {
    let (mut desk, house) = office(rows, None);
    let deed = desk.deed("story");
    desk.write(deed, |w| {
        for (n, row) in (0_u128..).zip(rows) {
            w.insert(&Notice {
                head: Head::new(RowId(Uuid::from_u128(500 + n))),
                account: UserId(Uuid::from_u128(1)),
                key: if n == 0 { "notice-files-received" } else { "notice-lapsed" }.into(),
                arguments: vec![
                    "count=3".into(),
                    "by=OBAME Thérèse".into(),
                    format!("number={}", row.8),
                    "day=2026-11-20".into(),
                ],
                subject_kind: Some("person".into()),
                subject: Some(RowId(person(n + 1).0)),
                at: parse_instant(&format!("2026-11-2{n}T08:00:00.000Z")),
                ..Notice::default()
            })?;
        }
        Ok(())
    })
    .unwrap();
    (desk, house)
}

fn tasks(rows: &[Row], lang: &str, size: (u16, u16)) -> Harness {
    let (desk, house) = stocked(rows);
    Harness::at(Tasks::new(&house), desk, lang, false, size)
}

fn notices(rows: &[Row], lang: &str, size: (u16, u16)) -> Harness {
    let (desk, house) = stocked(rows);
    Harness::at(Notices::new(&house), desk, lang, false, size)
}

#[test]
fn tasks_are_listed_by_due_day_in_both_languages_narrow_and_empty() {
    insta::assert_snapshot!("tasks", tasks(TWO, "fr", (80, 24)).text());
    insta::assert_snapshot!("tasks_en", tasks(TWO, "en", (80, 24)).text());
    insta::assert_snapshot!("tasks_narrow", tasks(TWO, "fr", (60, 18)).text());
    insta::assert_snapshot!("tasks_wide", tasks(TWO, "fr", (120, 24)).text());
    insta::assert_snapshot!("tasks_empty", tasks(&[], "fr", (80, 24)).text());
}

#[test]
fn a_task_done_stays_in_its_place_and_is_taken_back_with_one_key() {
    let mut h = tasks(TWO, "fr", (80, 24));
    assert!(h.row(4).contains("!20/11"), "{}", h.row(4));
    h.keys("f");
    assert!(h.text().contains("── Fait : BABONGUI Christelle"), "{}", h.text());
    h.keys("jointe<Space>au<Space>téléphone <Enter>");
    assert_eq!(h.row(23), "= Fait : BABONGUI Christelle.");
    assert!(h.row(4).contains("faite") && !h.row(4).contains('!'), "{}", h.row(4));
    h.keys("f");
    assert!(h.row(23).contains("ne fait rien ici"), "done is done: {}", h.row(23));
    h.keys("z");
    assert!(h.row(23).starts_with("= Défait"), "{}", h.row(23));
    assert!(h.row(4).contains("!20/11"), "{}", h.row(4));
}

#[test]
fn a_task_is_put_off_passed_on_or_made() {
    let mut h = tasks(TWO, "fr", (80, 24));
    h.keys("d 3/12 <Enter>");
    assert_eq!(h.row(23), "= BABONGUI Christelle : reporté au jeu. 03/12/2026.");
    assert!(h.row(4).contains(" 03/12"), "{}", h.row(4));
    h.keys("d hier <Enter>");
    assert!(h.row(23).starts_with("! Échéance : une date à partir d'aujourd'hui"), "{}", h.row(23));
    h.keys("x <Enter>");
    assert_eq!(h.row(23), "= BABONGUI Christelle : passé à BITOME Geneviève.");
    assert!(h.row(4).contains("de "), "{}", h.row(4));
    h.keys("n rappeler<Space>la<Space>mairie <Enter> +2 <Enter>");
    assert!(h.row(23).starts_with("= « rappeler la mairie » pour le 26/11"), "{}", h.row(23));
    assert!(h.text().contains("26/11 tâche libre"), "{}", h.text());
}

#[test]
fn notices_stand_unread_first_and_are_read_by_opening_them() {
    let mut h = notices(TWO, "fr", (80, 24));
    insta::assert_snapshot!("notices", h.text());
    assert!(h.row(1).ends_with("2 avis"), "{}", h.row(1));
    assert!(h.row(4).contains("MEZUI Gaëlle (LBV-26-004127-7) : sortie le 20/11"), "{}", h.row(4));
    assert!(h.row(23).ends_with("inscription non actualisée."), "whole, in the message line: {}", h.row(23));
    h.keys("<Enter>");
    assert!(h.row(1).ends_with("1 avis"), "{}", h.row(1));
    assert_eq!(h.app.stack().last(), Some(&"file"), "what it is about is opened");
    insta::assert_snapshot!("notices_en", notices(TWO, "en", (80, 24)).text());
    insta::assert_snapshot!("notices_empty", notices(&[], "fr", (80, 24)).text());
}

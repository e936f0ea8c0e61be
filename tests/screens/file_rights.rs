//! The rights of a person on the case file: restriction, erasure asked and confirmed (security.md §4).

use guichet::domain::person::Person;
use guichet::store::{self, records};
use guichet::tui::screens::file::CaseFile;

use crate::file::{desk_of, me, open_as, stored, told, who};
use crate::harness::Harness;

#[test]
fn the_head_restricts_a_contested_file_and_it_says_so_until_that_is_lifted() {
    let head = who(3, "tobame", "OBAME Thérèse", &["head"]);
    let (mut h, url, person, _dir) = open_as(head, "fr", false, (80, 24));
    let rights = |h: &mut Harness| {
        h.keys("s");
        let text = h.text();
        let row = text.lines().find(|l| l.contains("Droits de la personne…")).unwrap();
        let digit = row.chars().find(char::is_ascii_digit).unwrap();
        h.keys(&digit.to_string());
    };
    rights(&mut h);
    insta::assert_snapshot!("file_protect", h.text());
    // What only the auditor may ask is shown with who can.
    h.keys("3");
    assert!(h.row(23).starts_with("! "), "{}", h.text());
    h.keys("1 état <Space> civil <Space> contesté <Enter>");
    let open = |url: &str| desk_of(url, me()).read(|r| store::erasure::open_of(r, person)).unwrap();
    assert_eq!(
        open(&url).iter().map(|s| s.reason.as_deref().unwrap()).collect::<Vec<_>>(),
        ["état civil contesté"],
        "{}",
        h.text()
    );
    assert!(h.row(4).contains("LIMITÉ"), "{}", h.text());
    rights(&mut h);
    h.keys("1");
    assert!(open(&url).is_empty() && !h.row(4).contains("LIMITÉ"), "{}", h.text());
}

#[test]
fn what_the_auditor_asked_the_head_confirms_and_nothing_is_left() {
    use guichet::services::{erasure, follow_up};
    let head = who(3, "tobame", "OBAME Thérèse", &["head"]);
    let told = told(head);
    let registration = stored(&told.url, told.person).registration.head.id;
    let mut auditor = desk_of(&told.url, who(2, "gbitome", "BITOME Geneviève", &["auditor"]));
    let mut counsellor = desk_of(&told.url, me());
    let deed = counsellor.new_id();
    follow_up::leave(&mut counsellor, deed, registration, "04").unwrap();
    let deed = auditor.new_id();
    erasure::ask(&mut auditor, deed, told.person, false, "à sa demande").unwrap();
    let file = CaseFile::new(&told.house, told.person);
    let mut h = Harness::at(file, told.desk, "fr", false, (80, 24));
    assert!(h.row(4).contains("Effacement demandé"), "{}", h.text());
    h.keys("s");
    let text = h.text();
    let digit = text.lines().find(|l| l.contains("Droits de la personne…")).unwrap().chars().find(char::is_ascii_digit).unwrap();
    h.keys(&format!("{digit} 1"));
    assert!(h.text().contains("à sa demande") && h.text().contains("pour toujours"), "{}", h.text());
    h.keys("<Enter>");
    assert!(h.row(23).starts_with("= Dossier LBV-26-000001-7"), "{}", h.text());
    assert!(!h.text().contains("NDONG"), "{}", h.text());
    let left = desk_of(&told.url, me()).read(|r| records::find::<Person>(r, told.person)).unwrap();
    assert!(left.is_none_or(|p| !p.surname.contains("Ndong") && p.phone.is_none()), "{}", h.text());
}

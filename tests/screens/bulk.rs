//! Bulk entry on the screen (screens.md §14): the list, the form heads down and its keys counted, a difference settled from the paper, the
//! batch with its totals and its report.

use std::rc::Rc;

use chrono::Utc;
use guichet::domain::ids::UserId;
use guichet::domain::office::User;
use guichet::domain::record::{Head, parse_day, parse_instant};
use guichet::domain::who::Who;
use guichet::services::{batches, codes};
use guichet::store::{self, Clock, Desk, migrate};
use guichet::tui::screens::bulk_entry::BulkEntry;
use guichet::tui::screens::{House, Office};
use uuid::Uuid;

use crate::harness::Harness;

const ODETTE: u128 = 21;
const NICOLE: u128 = 22;

/// An office in a file, so that two clerks can sit down at it one after the other.
struct Ground {
    _dir: tempfile::TempDir,
    url: String,
}

impl Ground {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", dir.path().join("office.db").display());
        let mut engine = store::create(&url).unwrap();
        migrate::migrate(&mut *engine, Utc::now()).unwrap();
        codes::load_reference(&mut *engine, Utc::now()).unwrap();
        let ground = Ground { _dir: dir, url };
        let (mut desk, _) = ground.desk(ODETTE);
        let deed = desk.deed("story");
        desk.write(deed, |w| {
            for (n, login, name) in [(ODETTE, "onkili", "NKILI Odette"), (NICOLE, "nibinga", "IBINGA Nicole")] {
                w.insert(&User {
                    head: Head::new(UserId(Uuid::from_u128(n))),
                    login: login.into(),
                    name: name.into(),
                    roles: vec!["clerk".into()],
                    agency: "LBV".into(),
                    active: true,
                    ..User::default()
                })?;
            }
            Ok(())
        })
        .unwrap();
        ground
    }
    fn desk(&self, clerk: u128) -> (Desk, House) {
        let mut engine = store::open(&self.url).unwrap();
        let rules = codes::load_rules(&mut *engine, parse_day("2026-11-24").unwrap()).unwrap();
        let who = Who {
            user: UserId(Uuid::from_u128(clerk)),
            login: if clerk == ODETTE { "onkili" } else { "nibinga" }.into(),
            name: if clerk == ODETTE { "NKILI Odette" } else { "IBINGA Nicole" }.into(),
            agency: "LBV".into(),
            roles: vec!["clerk".into()],
            post: "LBV-9".into(),
        };
        let clock = Clock::Training { offset: parse_instant("2026-11-24T09:12:00.000Z").unwrap() - Utc::now() };
        (Desk::new(engine, who.clone(), clock, rules.clone()), Rc::new(Office { rules, who, training: false }))
    }
    fn sit(&self, clerk: u128) -> Harness {
        self.sit_at(clerk, "fr", false, (80, 24))
    }
    fn sit_at(&self, clerk: u128, lang: &str, thin: bool, size: (u16, u16)) -> Harness {
        let (desk, house) = self.desk(clerk);
        Harness::at(BulkEntry::new(&house), desk, lang, thin, size)
    }
    /// Strokes of each form as counted by the program, in the order of the pile.
    fn strokes(&self) -> Vec<i64> {
        let (mut desk, _) = self.desk(NICOLE);
        let id = batches::list(&mut desk).unwrap()[0].batch.head.id;
        let page = batches::page(&mut desk, id).unwrap();
        page.forms.iter().map(|f| f.form.keyed_strokes).collect()
    }
}

/// A first form: everything is typed, the sticky fields once.
const FIRST: &str = "3 DEMO1 <Enter> MENGUE<Space>NKOULOU <Enter> Gertrude <Enter> F 3/4/81 <Enter> Bitam <Enter> GA <Enter> 077000031 <Enter> \
                     6 01 Makokou <Enter> 3 5223 24 <Enter> 12/11/2026 <Enter>";
/// The content of a next one, without the keys between its fields.
const CONTENT: &str = "3DEMO2KENGUEAlbertM1990Oyem077000032352236";
/// The same with one key a free field, none a coded one.
const SECOND: &str =
    "3 DEMO2 <Enter> KENGUE <Enter> Albert <Enter> M 1990 <Enter> Oyem <Enter> 077000032 <Enter> 3 5223 6 <Enter>";
const THIRD: &str = "3 DEMO3 <Enter> OBIANG <Enter> Paul <Enter> M 2001 <Enter> Oyem <Enter> 077000033 <Enter> 3 5223 6 <Enter>";

/// Announces three forms whose birth years make this sum.
fn announced(h: &mut Harness, births: &str) {
    h.keys("n 1 3 <Enter>").keys(births).keys("<Enter> <Enter> <Enter>");
}

#[test]
fn the_list_is_empty_at_first_and_a_batch_is_announced_with_its_slip() {
    let ground = Ground::new();
    let mut h = ground.sit(ODETTE);
    insta::assert_snapshot!("bulk_empty", h.text());
    h.keys("n 1 200 <Enter> 396418");
    insta::assert_snapshot!("bulk_slip", h.text());
    h.keys("<Enter> 18330 <Enter> <Enter>");
    assert_eq!(h.app.stack(), ["bulk_entry", "bulk_batch", "bulk_form"]);
    assert!(h.row(2).starts_with(" Lot 2026-001, inscriptions, 1re saisie    fiche 1 sur 200"), "{}", h.row(2));
    assert!(h.row(3).starts_with(" N° de fiche"), "the slip has the sum of the numbers: {}", h.row(3));
    h.keys("<Esc> <Esc>");
    insta::assert_snapshot!("bulk_list", h.text());
    insta::assert_snapshot!("bulk_list_en", ground.sit_at(ODETTE, "en", false, (80, 24)).text());
    insta::assert_snapshot!("bulk_list_narrow", ground.sit_at(ODETTE, "fr", false, (60, 18)).text());
}

#[test]
fn a_form_costs_its_content_and_one_key_a_free_field() {
    let ground = Ground::new();
    let mut h = ground.sit(ODETTE);
    announced(&mut h, "5972");
    h.keys(FIRST);
    assert_eq!(h.row(23), "= Fiche 1 enregistrée, MENGUE NKOULOU Gertrude.");
    assert_eq!(h.cursor(), (20, 3), "the next form stands, the cursor in its first field");
    h.keys("3 DEMO2 <Enter> KENGUE <Enter> Albert <Enter> M 1990");
    insta::assert_snapshot!("bulk_form", h.text());
    h.keys("<Enter> Oyem <Enter> 077000032 <Enter>");
    assert_eq!(h.cursor().1, 15, "the sticky fields that stand are passed over: {}", h.text());
    h.keys("3 5223 6 <Enter>");
    assert_eq!(h.row(23), "= Fiche 2 enregistrée, KENGUE Albert.");
    let content = i64::try_from(CONTENT.chars().count()).unwrap();
    assert_eq!(ground.strokes()[1], content + 7, "7 free fields, 4 coded ones for nothing, 5 sticky ones for nothing");
    h.keys(THIRD);
    assert_eq!(h.app.stack(), ["bulk_entry", "bulk_batch"]);
    assert!(h.row(2).contains("1re saisie close"), "{}", h.row(2));
    assert!(h.text().contains("5 972       5 972"), "{}", h.text());
}

#[test]
fn an_error_rings_once_and_stays_and_enter_again_takes_what_the_paper_has() {
    let ground = Ground::new();
    let mut h = ground.sit(ODETTE);
    announced(&mut h, "5972");
    h.keys("3 DEMO1 <Enter> MENGUE <Enter> Gertrude <Enter> X");
    assert_eq!(h.cursor().1, 7);
    assert!(h.row(23).starts_with("! Sexe"), "{}", h.row(23));
    h.keys("F 31/2/81 <Enter>");
    assert!(h.row(8).contains("! 31/2/81"), "{}", h.row(8));
    assert_eq!(h.cursor().1, 8, "the cursor stays");
    h.keys("3/4/2030 <Enter>");
    assert_eq!(h.cursor().1, 8, "a rule stops as a reader does: {}", h.text());
    h.keys("3/4/81 <Enter> <Enter> <Enter>");
    assert!(h.row(23).starts_with("! Nationalité : vide. Tapez-le, ou Entrée s'il manque"), "{}", h.row(23));
    h.keys("GA <Enter> 07<Space>12<Space>34 <Enter>");
    assert!(h.row(23).starts_with("! Téléphone : 9 chiffres"), "{}", h.row(23));
    h.keys("<Enter>");
    assert_eq!(h.cursor().1, 12, "Enter again: it is so on the paper");
    h.keys("6 01 Makokou <Enter> 3 5223 24 <Enter> auj <Enter>");
    assert!(h.row(23).starts_with("= Fiche 1 enregistrée"), "{}", h.text());
    assert!(h.text().contains("fiche 5"), "five errors were caught: {}", h.text());
}

#[test]
fn idem_a_plus_alone_set_aside_and_fixed_fields_serve_the_flow() {
    let ground = Ground::new();
    let mut h = ground.sit(ODETTE);
    announced(&mut h, "5972");
    h.keys(FIRST);
    h.keys("3 DEMO2 <Enter> <Ctrl+D>");
    assert!(h.row(5).contains("MENGUE NKOULOU"), "{}", h.row(5));
    h.keys("+ <Enter>");
    assert!(h.row(6).contains("Gertrude"), "{}", h.row(6));
    h.keys("<Ctrl+R>");
    insta::assert_snapshot!("bulk_aside", h.text());
    h.keys("date<Space>illisible <Enter>");
    assert_eq!(h.row(23), "= Fiche 2 à revoir, MENGUE NKOULOU Gertrude.");
    assert!(h.row(2).contains("fiche 3 sur 3") && h.row(2).contains("à revoir 1"), "{}", h.row(2));
    // A fixed field is reached with the arrow, loosened, and then passed no more.
    h.keys("3 DEMO3 <Enter> OBIANG <Enter> Paul <Enter> M 2001 <Enter> Oyem <Enter> 077000033 <Enter> <Up>");
    assert_eq!(h.cursor().1, 14, "{}", h.text());
    h.keys("Ovan <Enter> 3 5223 6 <Enter>");
    let text = h.text();
    assert!(text.contains("à revoir") && text.contains("date illisible"), "{text}");
    // Enter takes the form up again where it waits.
    h.keys("<Enter>");
    assert_eq!(h.app.stack(), ["bulk_entry", "bulk_batch", "bulk_form"]);
    h.keys("<Down> <Down> <Down> <Down> F 1990 <Enter> Oyem <Enter> 077000034 <Enter> 3 5223 6 <Enter>");
    assert_eq!(h.row(23), "= Fiche 2 reprise, MENGUE NKOULOU Gertrude.");
}

#[test]
fn the_second_keying_is_blind_and_a_difference_is_settled_from_the_paper() {
    let ground = Ground::new();
    let mut first = ground.sit(ODETTE);
    announced(&mut first, "5978");
    first.keys(FIRST).keys(SECOND).keys(THIRD).keys("s");
    assert!(first.text().contains("un autre agent vérifie"), "nobody verifies himself: {}", first.text());
    drop(first);
    let mut h = ground.sit(NICOLE);
    h.keys("<Enter>");
    assert_eq!(h.app.stack(), ["bulk_entry", "bulk_batch", "bulk_form"]);
    assert!(!h.text().contains("MENGUE"), "blind: {}", h.text());
    h.keys("3 demo1 <Enter> mengue<Space>nkoulou <Enter> Gertrude <Enter> F 3/4/87 <Enter>");
    insta::assert_snapshot!("bulk_difference", h.text());
    // Typed before the hand can have seen it: it was meant for the next field.
    h.keys("077");
    assert!(h.text().contains("── Différence"), "{}", h.text());
    h.wait(500).keys("2");
    assert!(h.row(8).contains("03/04/1987") && h.row(9).contains("077"), "{}", h.text());
    h.keys("<Ctrl+U> 077000031 <Enter> 5223");
    assert_eq!(h.row(23), "= Fiche 1 vérifiée, MENGUE NKOULOU Gertrude.");
    // Another value than both: a blank first where it begins with 1 or 2.
    h.keys("3 DEMO2 <Enter> KENGUE <Enter> Albert <Enter> M 1991 <Enter>").wait(500);
    h.keys("<Space> 1990 <Enter>");
    assert!(h.row(8).contains("vers 1990"), "{}", h.text());
    h.keys("077000032 <Enter> 5223");
    // The clerk of the second keying corrects his own slip without a trace.
    h.keys("3 DEMO3 <Enter> OBIANG <Enter> Paul <Enter> M 2002 <Enter>")
        .wait(500)
        .keys("<Esc> <Up> 2001 <Enter> 077000033 <Enter> 5223");
    assert_eq!(h.app.stack(), ["bulk_entry", "bulk_batch"]);
    insta::assert_snapshot!("bulk_batch", h.text());
    h.keys("<Tab>");
    insta::assert_snapshot!("bulk_report", h.text());
    let mut english = ground.sit_at(NICOLE, "en", false, (80, 24));
    english.keys("<Enter> <Tab>");
    insta::assert_snapshot!("bulk_report_en", english.text());
    h.keys("s <Enter>");
    assert_eq!(h.row(23), "= Versées : 3 ; doublons à voir : 0 ; rejets : 0.");
    h.keys("<Tab> <Enter>");
    assert_eq!(h.app.stack(), ["bulk_entry", "bulk_batch", "file"], "a posted form opens its file");
}

#[test]
fn the_form_fits_a_narrow_terminal_and_reads_in_english_and_without_lines() {
    let ground = Ground::new();
    let mut h = ground.sit(ODETTE);
    announced(&mut h, "5972");
    h.keys(FIRST).keys("3 DEMO2 <Enter> KENGUE <Enter>");
    for (name, lang, thin, size) in [
        ("bulk_form_en", "en", false, (80, 24)),
        ("bulk_form_thin", "fr", true, (80, 24)),
        ("bulk_form_narrow", "fr", false, (60, 18)),
    ] {
        let mut other = ground.sit_at(ODETTE, lang, thin, size);
        other.keys("<Enter>");
        insta::assert_snapshot!(name, other.text());
    }
}

#[test]
fn a_cut_costs_nothing_and_the_form_stands_as_it_was() {
    let ground = Ground::new();
    let mut h = ground.sit(ODETTE);
    announced(&mut h, "5972");
    h.keys(FIRST).keys("3 DEMO2 <Enter> KENGUE <Enter> Alb");
    drop(h);
    let mut again = ground.sit(ODETTE);
    again.keys("<Enter>");
    assert!(again.row(5).contains("KENGUE"), "{}", again.text());
    assert_eq!(again.cursor().1, 6, "the cursor is in its field");
    again.keys("Albert <Enter> M 1990 <Enter> Oyem <Enter> 077000032 <Enter> 3 5223 6 <Enter>");
    assert_eq!(again.row(23), "= Fiche 2 enregistrée, KENGUE Albert.");
}

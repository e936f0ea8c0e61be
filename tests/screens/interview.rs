//! The interview on one page (screens.md drawing 7): walks by keys, counted; what is on the screen; what a cut leaves.

use std::rc::Rc;

use chrono::Utc;
use guichet::domain::ids::{AppointmentId, PersonId, UserId};
use guichet::domain::interview::{Interview as Held, Obstacle, PlanAction};
use guichet::domain::office::User;
use guichet::domain::person_file::{PersonFile, sheet};
use guichet::domain::record::{Head, parse_day, parse_instant};
use guichet::domain::rights;
use guichet::domain::who::Who;
use guichet::fault::Value;
use guichet::services::appointment::{self, Booking};
use guichet::services::interview::{self as service, Next, Talk};
use guichet::services::{codes, draft, people};
use guichet::store::{self, Clock, Desk, migrate, records};
use guichet::texts::Texts;
use guichet::tui::action::Action;
use guichet::tui::look::Look;
use guichet::tui::screen::{Cx, Offer, Screen};
use guichet::tui::screens::interview::Interview;
use guichet::tui::screens::{House, Office, resume};
use guichet::tui::terminal::charset::Charset;
use tempfile::TempDir;
use uuid::Uuid;

use crate::harness::Harness;
use crate::toy::ToyList;

/// 09h28 in Libreville.
const NOW: &str = "2026-11-24T08:28:00.000Z";

/// An office in a file: what a screen stored is read by another desk.
struct Ground {
    url: String,
    house: House,
    who: Who,
    person: PersonId,
    _dir: TempDir,
}

impl Ground {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", dir.path().join("office.db").display());
        let mut engine = store::create(&url).unwrap();
        migrate::migrate(&mut *engine, Utc::now()).unwrap();
        codes::load_reference(&mut *engine, Utc::now()).unwrap();
        let rules = codes::load_rules(&mut *engine, parse_day("2026-11-24").unwrap()).unwrap();
        let who = Who {
            user: UserId(Uuid::from_u128(1)),
            login: "hmabiala".into(),
            name: "MABIALA Hugues".into(),
            agency: "LBV".into(),
            roles: rights::all_roles().into_iter().filter(|r| r != "head").collect(),
            post: "LBV-3".into(),
        };
        let house = Rc::new(Office { rules, who: who.clone(), training: false });
        let mut ground = Ground { url, house, who, person: PersonId::default(), _dir: dir };
        let mut desk = ground.desk();
        let counsellor = User {
            head: Head::new(ground.who.user),
            login: "hmabiala".into(),
            name: "MABIALA Hugues".into(),
            roles: vec!["counsellor".into()],
            agency: "LBV".into(),
            active: true,
            ..User::default()
        };
        let deed = desk.deed("story");
        desk.write(deed, |w| w.insert(&counsellor)).unwrap();
        let deed = desk.new_id();
        ground.person = people::create(&mut desk, deed, &grace(), None).unwrap().person;
        ground
    }
    fn desk(&self) -> Desk {
        let clock = Clock::Training { offset: parse_instant(NOW).unwrap() - Utc::now() };
        Desk::new(store::open(&self.url).unwrap(), self.who.clone(), clock, self.house.rules.clone())
    }
    fn booked(&self, time: &str) -> AppointmentId {
        let at = parse_day("2026-11-24").unwrap().and_time(time.parse().unwrap());
        let (kind, person, counsellor) = ("1".to_owned(), Some(self.person), self.who.user);
        let booking = Booking { kind, person, counsellor, at, ..Booking::default() };
        let mut desk = self.desk();
        let deed = desk.new_id();
        appointment::book(&mut desk, deed, &booking).unwrap().head.id
    }
    fn open(&self, appointment: Option<AppointmentId>) -> Harness {
        self.open_with(appointment, "fr", false, (80, 24))
    }
    /// Over the list that it came from.
    fn open_with(&self, appointment: Option<AppointmentId>, lang: &str, thin: bool, size: (u16, u16)) -> Harness {
        let screen = Interview::new(&self.house, self.person, appointment);
        Harness::at(screen, self.desk(), lang, thin, size)
    }
    fn held(&self) -> Vec<Held> {
        self.desk().read(|r| records::where_(r, "person = $1 ORDER BY id", &[self.person.into()])).unwrap()
    }
    fn all<R: guichet::domain::record::Record>(&self) -> Vec<R> {
        self.desk().read(|r| records::where_(r, "person = $1 ORDER BY id", &[self.person.into()])).unwrap()
    }
    fn drafts(&self) -> Vec<draft::Draft> {
        draft::mine(&mut self.desk()).unwrap()
    }
}

/// A list that opens the interview.
struct Under(ToyList, Option<Interview>);

impl Screen for Under {
    fn name(&self) -> &'static str {
        self.0.name()
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open));
    }
    fn act(&mut self, _: Action, cx: &mut Cx<'_>) {
        if let Some(screen) = self.1.take() {
            cx.push(screen);
        }
    }
    fn draw(&self, frame: &mut ratatui::Frame<'_>, area: ratatui::layout::Rect, look: &Look) {
        self.0.draw(frame, area, look);
    }
}

fn grace() -> PersonFile {
    let mut file = PersonFile::default();
    for (column, text) in [
        ("id_document_type", "3"),
        ("id_document_number", "DEMO4310"),
        ("surname", "Akoma"),
        ("given_names", "Grâce"),
        ("sex", "F"),
        ("birth_date", "2000-03-01"),
        ("nationality", "GA"),
        ("phone", "077 12 34 56"),
        ("province", "GA-1"),
        ("department", "GA-1-05"),
        ("town", "Libreville"),
        ("education_level", "3"),
        ("occupation", "5223"),
        ("occupation_label", "Vendeuse en magasin"),
        ("experience_months", "24"),
        ("mobility", "2"),
        ("entry_reason", "1"),
    ] {
        let value = if column == "experience_months" { Value::Int(24) } else { Value::from(text) };
        sheet().column(column).unwrap().set(&mut file, value).unwrap();
    }
    file
}

/// Typed as it is said: blanks are blanks.
fn typed(text: &str) -> String {
    text.replace(' ', "<Space>")
}

const SUMMARY: &str = "Projet vente confirmé, CV à refaire, accepte Akanda.";
const NOTES: &str = "Deux ans en boutique chez un oncle, sans certificat : demander une attestation signée.";

/// All of drawing 7, part by part.
fn talk(h: &mut Harness) {
    h.keys(&typed(SUMMARY)).keys("<Tab>").keys(&typed(NOTES));
    h.keys("<Tab> <Tab> 2 3 2 1 2 2 4 3");
    h.keys("1").keys(&typed("deux taxis")).keys("<Enter> 8").keys(&typed("sans courriel")).keys("<Enter>");
    h.keys("<Tab> <Tab> 0 1 8/12 <Enter> 0 9 2/12 <Enter>");
}

#[test]
fn the_page_is_as_drawn_in_both_languages_and_in_ascii_without_colour() {
    let ground = Ground::new();
    let appointment = ground.booked("10:00:00");
    let mut h = ground.open(Some(appointment));
    insta::assert_snapshot!("interview_empty", h.text());
    talk(&mut h);
    h.keys("<Tab>");
    insta::assert_snapshot!("interview_full", h.text());
    assert_eq!(h.cursor(), (64, 15), "the cursor is in the summary");
    assert_eq!(h.row(24), "F10 Enregistrer  Tab Partie                        F1 Aide F3 Chercher F4 Tout");
    h.keys("<F10>");
    insta::assert_snapshot!("interview_next", h.text());
    let mut h = ground.open_with(Some(appointment), "en", true, (80, 24));
    insta::assert_snapshot!("interview_en_thin", h.text());
    let mut h = ground.open_with(Some(appointment), "fr", true, (80, 24));
    let ascii = Charset::Ascii.encode_text(&h.text().replace('\n', "|"));
    insta::assert_snapshot!("interview_ascii", String::from_utf8(ascii).unwrap().replace('|', "\n"));
}

#[test]
fn notes_save_and_next_appointment_cost_four_keys_beyond_what_is_said() {
    let ground = Ground::new();
    let appointment = ground.booked("10:00:00");
    // The first key is `e` on the row that opens it.
    let mut h = ground.open(Some(appointment));
    h.keys(&typed(SUMMARY)).keys("<Tab>").keys(&typed(NOTES)).keys("<Ctrl+E>").keys("<Enter>");
    assert!(h.row(23).starts_with("= Entretien enregistré. Prochain RDV ven. 22/01/2027"), "{}", h.row(23));
    let held = ground.held();
    assert_eq!((held.len(), held[0].summary.as_str(), held[0].notes.as_deref()), (1, SUMMARY, Some(NOTES)));
    assert_eq!((held[0].appointment, held[0].next_appointment.is_some()), (Some(appointment), true));
    assert_eq!(ground.drafts(), [], "the draft went with the save");
}

#[test]
fn eight_digits_rate_the_axes_and_all_that_was_agreed_is_stored() {
    let ground = Ground::new();
    let mut h = ground.open(None);
    talk(&mut h);
    let text = h.text();
    assert!(text.contains(" A projet        2 (-)   E marché        2 (-)     1 mobilité   deux taxis"), "{text}");
    assert!(text.contains(" 01 faire ou refaire le CV               personne     08/12/2026  à faire"), "{text}");
    h.keys("<Ctrl+E> 4");
    assert_eq!(h.row(23), "= Entretien enregistré, sans RDV.");
    let rated: Vec<String> = ground.all::<guichet::domain::interview::Diagnosis>().iter().map(|d| d.rating.clone()).collect();
    assert_eq!(rated.concat(), "23212243");
    let obstacles = ground.all::<Obstacle>();
    assert_eq!(obstacles.iter().filter_map(|o| o.situation.as_deref()).collect::<Vec<_>>(), ["deux taxis", "sans courriel"]);
    assert_eq!(ground.all::<PlanAction>().len(), 2);
    assert_eq!(ground.held()[0].no_next_reason.as_deref(), Some("4"));
}

#[test]
fn the_last_interview_stands_in_parentheses_and_sensitive_words_are_opened_only_when_asked() {
    let ground = Ground::new();
    let mut desk = ground.desk();
    let obstacle = Obstacle { theme: Some("4".into()), situation: Some("dos fragile".into()), ..Obstacle::default() };
    let talk = Talk {
        person: ground.person,
        kind: "1".into(),
        summary: "premier".into(),
        ratings: vec![("B".into(), "1".into(), None)],
        obstacles: vec![obstacle],
        next: Next::None("4".into()),
        ..Talk::default()
    };
    let deed = desk.new_id();
    service::save(&mut desk, deed, &talk, None).unwrap();
    let mut h = ground.open(None);
    let text = h.text();
    assert!(text.contains(" B compétences     (1)"), "{text}");
    assert!(text.contains("4 …") && !text.contains("dos fragile"), "{text}");
    h.keys("<Tab> <Tab> <Tab> <Tab> <Up> ?");
    assert!(h.text().contains("dos fragile"), "{}", h.text());
    h.keys("<Esc>");
    assert!(!h.text().contains("dos fragile"));
    let seen = "SELECT CAST(count(*) AS BIGINT) AS n FROM audit WHERE act = 'reveal_obstacle'";
    assert_eq!(desk.read(|r| Ok(r.one(seen, &[], |row| row.int("n"))?)).unwrap(), Some(1));
}

#[test]
fn the_draft_is_on_disk_two_seconds_after_a_letter_and_at_each_part_and_comes_back_whole() {
    let ground = Ground::new();
    let mut h = ground.open(None);
    assert!(!h.row(2).contains("brouillon"));
    h.keys("Vente").wait(1900);
    assert_eq!(ground.drafts(), []);
    h.keys("<Space> oui").wait(100);
    assert!(h.row(2).ends_with("brouillon gardé à 09h28"), "{}", h.row(2));
    assert_eq!(ground.drafts()[0].fields["summary"], "Vente oui", "typing on doesn't put it off");
    let look = Look::new(Texts::load("fr").unwrap(), 0, false);
    let said = resume::said(&ground.drafts()[0], &look);
    assert_eq!([said[0].as_str(), said[1].as_str()], ["Entretien, AKOMA Grâce", "1 champ, jusqu'à Résumé"]);
    h.keys("<Tab> un <Enter> deux <Tab> <Tab> 2 3 <Enter> CV <Enter> <Tab> 1 taxi <Enter> <Tab> <Tab> 0 1 8/12");
    h.wait(2000);
    drop(h);
    let left = ground.drafts();
    assert_eq!((left.len(), left[0].label.as_str(), left[0].focus.as_str()), (1, "AKOMA Grâce", "action"));

    let mut resumed = Harness::at(Interview::resume(&ground.house, &left[0]), ground.desk(), "fr", false, (80, 24));
    let text = resumed.text();
    for part in ["Vente oui", " un", " deux", "2 (-)", "3 (-)", "1 mobilité   taxi", "01 faire ou refaire le CV"] {
        assert!(text.contains(part), "{part} is lost:\n{text}");
    }
    resumed.keys("<Enter>");
    assert!(resumed.text().contains("08/12/2026  à faire"), "{}", resumed.text());
    // Opened by `e` again it is taken up too, under the same id.
    let mut again = ground.open(None);
    assert!(again.text().contains("Vente oui"), "{}", again.text());
    again.keys("<Ctrl+E> <Enter>");
    assert_eq!((ground.drafts().len(), ground.held().len()), (0, 1));
}

#[test]
fn without_a_summary_nothing_is_saved_and_the_cursor_goes_there() {
    let ground = Ground::new();
    let mut h = ground.open(None);
    h.keys("<Tab> notes <Ctrl+E>");
    assert_eq!(h.row(23), "! Résumé : à remplir.");
    h.keys(&typed("Vu.")).keys("<Ctrl+E>");
    assert!(h.text().contains("── Prochain RDV"), "{}", h.text());
}

#[test]
fn a_slot_taken_meanwhile_is_said_nothing_typed_is_lost_and_it_is_saved_again() {
    let ground = Ground::new();
    let mut h = ground.open(None);
    h.keys("Vu.<Ctrl+E>");
    let mut desk = ground.desk();
    let at = parse_day("2027-01-22").unwrap().and_hms_opt(7, 30, 0).unwrap();
    let booking = Booking { kind: "5".into(), person: None, counsellor: ground.who.user, at, minutes: 120, ..Booking::default() };
    let deed = desk.new_id();
    appointment::book(&mut desk, deed, &booking).unwrap();
    h.keys("<Enter>");
    assert!(h.row(23).starts_with("! Ce créneau est déjà pris."), "{}", h.row(23));
    assert!(h.text().contains("Vu.") && ground.held().is_empty());
    h.keys("<Ctrl+E>");
    assert!(h.text().contains("ven. 22/01/2027 09h30, suivi, 30 min (standard : 60 jours)"), "{}", h.text());
    h.keys("<Enter>");
    assert_eq!(ground.held().len(), 1);
}

#[test]
fn an_appointment_settled_by_someone_else_is_left_out_of_the_next_save() {
    use guichet::domain::lifecycle::AppointmentEvent::{Cancel, Corrected};
    let ground = Ground::new();
    let appointment = ground.booked("10:00:00");
    let mut h = ground.open(Some(appointment));
    let mut desk = ground.desk();
    for event in [Corrected, Cancel] {
        let deed = desk.new_id();
        appointment::apply(&mut desk, deed, appointment, event, None).unwrap();
    }
    h.keys("Vu.<Ctrl+E> <Enter>");
    assert!(h.row(23).starts_with("! Ce RDV est devenu annulé entre-temps."), "{}", h.row(23));
    h.keys("<Ctrl+E> <Enter>");
    assert_eq!(ground.held().iter().map(|i| i.appointment).collect::<Vec<_>>(), [None]);
}

#[test]
fn what_is_on_its_way_is_saved_as_it_was_and_esc_leaves_it_to_be_said_later() {
    let ground = Ground::new();
    let list = ToyList::new();
    let screen = Interview::new(&ground.house, ground.person, None);
    let mut h = Harness::at(Under(list, Some(screen)), ground.desk(), "fr", false, (80, 24));
    h.keys("<Enter> Vu.<Ctrl+E>").pause().keys("<Enter>").wait(400);
    assert!(h.row(23).starts_with("~ En route"), "{}", h.row(23));
    h.keys("<Ctrl+X> x");
    assert!(h.app.take_bell(), "what would not be saved is not taken");
    assert_eq!(ground.drafts().len(), 1, "until it is stored the draft stays");
    h.keys("<Esc>");
    assert_eq!(h.app.stack(), ["caseload"]);
    h.resume();
    assert_eq!(h.row(23), "= Enregistré à 08h42.");
    assert_eq!((ground.drafts().len(), ground.held().len()), (0, 1));
    assert_eq!(ground.held()[0].summary, "Vu.");
}

#[test]
fn another_day_is_typed_with_or_without_its_hour() {
    let ground = Ground::new();
    let mut h = ground.open(None);
    h.keys("Vu.<Tab> <Tab> d 1 2 / 1 <Enter>");
    assert!(h.row(22).starts_with(" mar. 12/01/2027 07h30, suivi, 30 min"), "{}", h.row(22));
    h.keys("d 1 2 / 1 <Space> 9h45 <Enter>");
    assert!(h.row(22).starts_with(" mar. 12/01/2027 09h45, suivi, 30 min"), "{}", h.row(22));
    h.keys("d 1 / 1 <Enter>");
    assert!(h.row(23).starts_with("! ven. 01/01/2027 : aucun créneau libre"), "{}", h.row(23));
    h.keys("<Esc> 7");
    assert_eq!(h.row(22), " Pas de suite : refus de la personne");
    h.keys("<Ctrl+E> <Enter>");
    assert_eq!(ground.held()[0].no_next_reason.as_deref(), Some("7"));
}

#[test]
fn occupations_are_found_by_words_and_saved_at_once() {
    let ground = Ground::new();
    let mut h = ground.open(None);
    h.keys("<Tab> <Tab> <Tab> <Tab> <Tab> <Down> caissi").wait(200);
    insta::assert_snapshot!("interview_goal", h.text());
    h.keys("e <Enter> 6 <Enter>");
    let file = people::load(&mut ground.desk(), ground.person).unwrap();
    let goal = file.more_goals.first().unwrap_or_else(|| panic!("no second one:\n{}", h.text()));
    assert_eq!((goal.occupation.as_deref(), goal.experience_months), (Some("5230"), Some(6)));
    assert_eq!(goal.occupation_label.as_deref(), Some("caissier"));
    assert!(h.text().contains("2 5230"), "{}", h.text());
}

#[test]
fn notes_grow_over_the_actions_and_narrow_and_wide_fold_and_unfold() {
    let ground = Ground::new();
    let mut h = ground.open(None);
    h.keys("<Tab> 1<Enter> 2<Enter> 3<Enter> 4<Enter> 5<Enter> 6");
    let text = h.text();
    assert!(!text.contains("\nActions") && text.contains(" 1\n 2\n 3\n 4\n 5\n 6"), "{text}");
    h.keys("<Tab>");
    assert!(h.text().contains("\nActions"), "Tab brings them back");
    let ground = Ground::new();
    let mut narrow = ground.open_with(None, "fr", false, (60, 18));
    talk(&mut narrow);
    insta::assert_snapshot!("interview_narrow", narrow.text());
    narrow.keys("<Tab>");
    insta::assert_snapshot!("interview_narrow_summary", narrow.text());
    let mut wide = ground.open_with(None, "fr", false, (120, 30));
    insta::assert_snapshot!("interview_wide", wide.text());
}

//! Offres, the file of an offer, and the form with the law beside it (screens.md §11): as drawn, in both languages, narrow, empty; an
//! offer taken by telephone, mended and published by its keys, counted.

use guichet::domain::ids::VacancyId;
use guichet::domain::record::parse_day;
use guichet::domain::vacancy::Vacancy;
use guichet::services::vacancies::{self, Aim, Course, NewFirm};
use guichet::store::Desk;
use guichet::tui::screens::House;
use guichet::tui::screens::day::Day;
use guichet::tui::screens::vacancies::Vacancies;
use guichet::tui::screens::vacancy::VacancyFile;

use crate::caseload::office;
use crate::harness::Harness;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn firm(desk: &mut Desk, name: &str, phone: &str) -> guichet::domain::employer::Employer {
    let deed = desk.new_id();
    let new = NewFirm { name: name.into(), phone: phone.into(), contact: some("M. Nzigou"), ..NewFirm::default() };
    vacancies::new_firm(desk, deed, &new).unwrap()
}

fn made(desk: &mut Desk, vacancy: &Vacancy, aim: Aim) -> Vacancy {
    let deed = desk.new_id();
    vacancies::create(desk, deed, vacancy, None, aim).unwrap().vacancy
}

/// Two firms and three offers: open, paused, a draft that the law stops.
fn stocked(roles: Option<&[&str]>) -> (Desk, House, VacancyId) {
    let (mut desk, house) = office(&[], roles);
    let palms = firm(&mut desk, "Ets Deux Palmiers", "011 00 00 29");
    let builder = firm(&mut desk, "BTP Sablière-Nord", "011 00 00 41");
    let sale = Vacancy {
        employer: palms.head.id,
        title: "Vente en magasin".into(),
        occupation: some("5223"),
        description: some("Rayon tissus et pagnes, tenue de la caisse."),
        positions: Some(2),
        contract: some("02"),
        duration_months: Some(6),
        working_time: some("1"),
        wage_min: Some(150_000),
        province: some("GA-1"),
        department: some("GA-1-05"),
        town: some("Libreville"),
        min_education: some("2"),
        min_experience_months: Some(12),
        required_skills: vec!["tenir une caisse".into()],
        desired: vec!["min_education".into()],
        mode: some("1"),
        source: some("1"),
        ..Vacancy::default()
    };
    let seen = Aim::Publish { seen: true };
    let open = made(&mut desk, &sale, seen);
    let paused = made(
        &mut desk,
        &Vacancy { title: "Magasinier".into(), occupation: some("4321"), publish_until: parse_day("2026-11-28"), ..sale.clone() },
        seen,
    );
    let deed = desk.new_id();
    if paused.state.is_open() {
        vacancies::follow(&mut desk, deed, paused.head.id, &Course::Pause).unwrap();
    }
    let bad = Vacancy {
        employer: builder.head.id,
        title: "Maçon".into(),
        occupation: some("7112"),
        publish_until: parse_day("2026-12-30"),
        ..sale.clone()
    };
    made(&mut desk, &Vacancy { description: some("Hommes de moins de 40 ans."), ..bad }, Aim::Keep);
    (desk, house, open.head.id)
}

fn list(lang: &str, size: (u16, u16)) -> Harness {
    let (desk, house, _) = stocked(None);
    Harness::at(Vacancies::new(&house), desk, lang, false, size)
}

fn file(lang: &str, size: (u16, u16)) -> Harness {
    let (desk, house, id) = stocked(None);
    Harness::at(VacancyFile::new(&house, id).on_details(), desk, lang, false, size)
}

/// Keys pressed beside what is typed.
fn pressed(keys: &str) -> usize {
    keys.matches('<').count() - keys.matches("<Space>").count()
}

#[test]
fn the_list_of_offers_in_both_languages_narrow_wide_and_empty() {
    insta::assert_snapshot!("vacancies", list("fr", (80, 24)).text());
    insta::assert_snapshot!("vacancies_en", list("en", (80, 24)).text());
    insta::assert_snapshot!("vacancies_narrow", list("fr", (60, 18)).text());
    insta::assert_snapshot!("vacancies_wide", list("fr", (120, 24)).text());
    let (desk, house) = office(&[], None);
    insta::assert_snapshot!("vacancies_empty", Harness::at(Vacancies::new(&house), desk, "fr", false, (80, 24)).text());
}

#[test]
fn the_filter_narrows_by_word_firm_and_state_and_a_view_shows_what_waits() {
    let mut h = list("fr", (80, 24));
    h.keys("/ palm <Enter>");
    assert!(h.row(2).ends_with("1-2 sur 2"), "{}", h.text());
    h.keys("<Esc> / suspendue <Enter>");
    assert!(h.row(4).contains("Magasinier") && h.row(2).ends_with("1-1 sur 1"), "{}", h.text());
    h.keys("<Esc> / zzz");
    assert!(h.text().contains("Aucune offre pour"), "{}", h.text());
    h.keys("<Esc> v 2");
    h.keys("<Enter>");
    assert!(h.row(4).contains("Maçon") && h.row(2).ends_with("1-1 sur 1"), "{}", h.text());
}

#[test]
fn the_file_of_an_offer_is_drawn_and_its_course_goes_by_s_and_a_digit() {
    insta::assert_snapshot!("vacancy", file("fr", (80, 24)).text());
    insta::assert_snapshot!("vacancy_en", file("en", (80, 24)).text());
    insta::assert_snapshot!("vacancy_narrow", file("fr", (60, 18)).text());
    let mut h = file("fr", (80, 24));
    h.keys("s");
    insta::assert_snapshot!("vacancy_suite", h.text());
    h.keys("2");
    assert_eq!(h.row(23), "= Offre suspendue : plus de nouvelles propositions.");
    assert!(h.row(2).contains("suspendue"), "{}", h.row(2));
    h.keys("z");
    assert_eq!(h.row(23), "= Défait.");
    h.keys("l");
    assert_eq!(h.row(23), "= Ets Deux Palmiers : appel de ce jour noté.");
    h.keys("d <Enter>");
    assert!(h.row(23).starts_with("= Prolongée jusqu'au"), "{}", h.row(23));
    h.keys("h");
    assert!(h.row(5).starts_with("> ") && h.row(5).contains("Prolongation"), "{}", h.text());
    assert!(h.row(6).contains("Entreprise appelée"), "{}", h.text());
    h.keys("?");
    assert!(h.text().contains("Expire le : 24/12/2026 → 23/01/2027"), "{}", h.text());
}

/// Firm, title, occupation confirmed, positions, place, description.
const TOLD: &str = "sabl <Enter> Manœuvre<Space>de<Space>chantier <Enter> <Enter> 4 <Enter> owen <Enter>";
const WORDS: &str = "Nous<Space>cherchons<Space>quatre<Space>jeunes<Space>hommes<Space>de<Space>22<Space>à<Space>45<Space>ans,\
    <Space>motivés,<Space>pour<Space>un<Space>chantier<Space>à<Space>Owendo. <Tab>";
const TERMS: &str = "03 5 <Enter> 90000 <Enter>";

#[test]
fn an_offer_by_telephone_is_mended_and_published_by_its_keys() {
    let (desk, house) = {
        let (mut desk, house) = office(&[], None);
        firm(&mut desk, "BTP Sablière-Nord", "011 00 00 41");
        (desk, house)
    };
    let mut h = Harness::everywhere(Vacancies::new(&house), &house, desk);
    h.keys("n").keys(TOLD);
    assert!(h.row(5).contains("9313"), "the title gave the code: {}", h.text());
    assert!(h.row(6).contains("Owendo"), "four letters gave the town: {}", h.text());
    h.keys(WORDS).keys(TERMS);
    insta::assert_snapshot!("vacancy_form", h.text());
    assert!(h.text().contains("2 passages empêchent la publication"), "{}", h.text());
    h.keys("<Ctrl+O> 1 1");
    assert!(!h.text().contains("empêchent"), "{}", h.text());
    assert!(h.text().contains("quatre personnes, motivés"), "{}", h.text());
    h.keys("<F10>");
    assert_eq!(h.row(23), "= Offre O-LBV-26-00001-3 ouverte : dictez ce numéro.");
    assert!(h.row(1).starts_with(" Offre ") && h.row(2).contains("ouverte"), "{}", h.text());
    // n, the fields, Ctrl+O with its two digits, F10.
    let keys = 1 + pressed(TOLD) + pressed(WORDS) + pressed(TERMS) + 3 + 1;
    assert_eq!(keys, 13, "beside what is typed");
}

#[test]
fn what_the_law_stops_is_kept_as_a_draft_and_a_draft_of_the_form_comes_back() {
    let (mut desk, house) = office(&[], None);
    firm(&mut desk, "BTP Sablière-Nord", "011 00 00 41");
    let mut h = Harness::everywhere(Day::new(&house), &house, desk);
    h.keys("g o n").keys(TOLD).keys(WORDS).keys(TERMS);
    // Away and back: the form as it was, offered by the day.
    h.keys("<Esc> g j");
    assert!(h.text().contains("Offre, Manœuvre de"), "{}", h.text());
    h.keys("<Enter>");
    assert!(h.text().contains("jeunes hommes"), "{}", h.text());
    h.keys("<F10>");
    assert!(h.text().contains("gardée en brouillon"), "{}", h.text());
    h.keys("<Enter>");
    assert_eq!(h.row(23), "= Offre O-LBV-26-00001-3 gardée en brouillon.");
    h.keys("s 1");
    assert!(h.row(23).starts_with("! Formulation : 2 passages"), "{}", h.row(23));
    h.keys("<Esc> m");
    assert!(h.row(1).starts_with(" Offre, modifier"), "{}", h.text());
    // `s` in the pane asks the condition, and the head decides.
    h.keys("<Ctrl+O> s");
    assert!(h.text().contains("Condition particulière"), "{}", h.text());
}

#[test]
fn an_unknown_firm_is_made_in_passing_and_its_last_offer_is_the_pattern_of_the_next() {
    let (desk, house) = office(&[], None);
    let mut h = Harness::everywhere(Vacancies::new(&house), &house, desk);
    h.keys("n Chez<Space>Rosalie <Enter>");
    assert!(h.text().contains("── Nouvelle entreprise ─"), "{}", h.text());
    h.keys("07 <Enter>");
    assert!(h.row(23).starts_with("! Téléphone"), "{}", h.text());
    h.keys("<Ctrl+U> 077123456 <Enter>");
    assert!(h.row(23).starts_with("= Entreprise E-LBV-26-00001-8 créée"), "{}", h.text());
    h.keys("Cuisinier <Enter> <Enter> <Enter> <Enter> <Tab> 01 120000 <Enter> <Enter> 1 05 <F10>");
    assert!(h.text().contains("Lieu"), "{}", h.text());
    h.keys("Libreville <F10>");
    assert!(h.row(23).starts_with("= Offre O-LBV-26-00001-3 ouverte"), "{}", h.text());
    // The same firm again: everything stands there, another title empties what belonged to the post.
    h.keys("<Esc> n rosa <Enter>");
    assert!(h.text().contains("5120") && h.text().contains("120 000"), "{}", h.text());
    h.keys("<Ctrl+U> Plongeur <Enter>");
    assert!(!h.text().contains("120 000") && h.text().contains("Libreville"), "{}", h.text());
}

#[test]
fn a_counsellor_takes_an_offer_and_the_menu_says_who_opens_it() {
    let (mut desk, house, _) = stocked(Some(&["counsellor"]));
    let firm = vacancies::firms_named(&mut desk, "palmiers", 5).unwrap();
    assert_eq!(firm.len(), 1);
    let waits = vacancies::show(&mut desk).unwrap().into_iter().find(|r| r["title"] == "Vente en magasin").unwrap();
    assert_eq!(waits["state"], "to_check");
    let mut h = Harness::at(Vacancies::new(&house), desk, "fr", false, (80, 24));
    h.keys("/ vente <Enter> <Enter> s");
    assert!(h.text().contains("Réservé"), "{}", h.text());
}

//! The machine of the screens, proved with two toy screens: keys, offers, drawers, jobs, forms.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod admin;
mod caseload;
mod agenda;
mod bulk;
mod day;
mod duplicates;
mod employers;
mod example;
mod file;
mod file_rights;
mod harness;
mod hold;
mod idle;
mod import;
mod intake;
mod interview;
mod jobs;
mod search;
mod tasks;
mod team;
mod proposals;
mod queue;
mod vacancies;
mod reception;
mod toy;

use std::cell::RefCell;
use std::rc::Rc;

use guichet::fault::Value;
use guichet::tui::action::Action;
use guichet::tui::event::{Event, Line};
use guichet::tui::keymap::{Class, Keymap, Where, class_of};
use guichet::tui::screen::Kind;
use harness::Harness;
use toy::{ToyForm, ToyList};

type Log = Rc<RefCell<Vec<String>>>;

fn list() -> (Harness, Log) {
    let list = ToyList::new();
    let log = Rc::clone(&list.proposed);
    (Harness::new(list), log)
}

fn form() -> (Harness, Log) {
    let log = Log::default();
    (Harness::new(ToyForm::new(Rc::clone(&log))), log)
}

#[test]
fn the_frame_is_as_drawn() {
    let (mut h, _) = list();
    assert_eq!(h.row(1), " Portefeuille                 LBV  MABIALA Hugues  mar. 24/11/2026 08h42  3 avis");
    assert_eq!(h.row(24), "Entrée Ouvrir  p Proposer  u Actualiser            F1 Aide F3 Chercher F4 Tout");
    assert_eq!(h.row(4), "> BABONGUI Christelle                                                        1");
    assert!(h.row(5).ends_with("!2"), "the alert carries its sign: {}", h.row(5));
    assert!(h.row(2).ends_with("1-3 sur 3"));
    assert_eq!(h.cursor(), (1, 4));
}

#[test]
fn a_key_is_one_action_and_is_delivered_only_if_offered() {
    let (mut h, log) = list();
    h.keys("<Down> p <Enter>");
    assert_eq!(log.borrow().as_slice(), ["load 1", "BOUANGA Mireille"]);
    assert_eq!(h.row(23), "= BOUANGA Mireille : votre saisie est gardée, pas encore enregistrée.");
    h.keys("e");
    assert_eq!(h.row(23), "  e ne fait rien ici. F1 montre les touches de cette page.");
    h.keys("x");
    assert_eq!(h.row(23), "! Réservé à un autre rôle.");
    assert_eq!(log.borrow().len(), 2, "neither was delivered");
}

#[test]
fn the_help_line_shows_exactly_the_offers_that_can_be_done() {
    let (mut h, _) = list();
    let help = h.row(24);
    assert!(help.contains("u Actualiser") && !help.contains("Transférer") && !help.contains("Trier"), "{help}");
    h.keys("p");
    assert_eq!(h.row(24), "Entrée Proposer  Échap Revenir                     F1 Aide F3 Chercher F4 Tout");
    h.keys("<Esc>");
    assert!(h.row(24).starts_with("Entrée Ouvrir"));
}

#[test]
fn which_key_shows_what_may_follow_g_after_a_pause() {
    let (mut h, _) = list();
    h.keys("g");
    assert!(!h.text().contains("Ma journée"));
    h.wait(800);
    let text = h.text();
    assert!(text.contains("── Aller à ──") && text.contains("j Ma journée"), "{text}");
    assert!(!text.contains("Leçons"), "what is not offered is not shown");
    h.keys("<Esc>");
    assert!(!h.text().contains("Ma journée"));
    h.keys("<Down> g h");
    assert_eq!(h.row(4).chars().next(), Some('>'));
}

#[test]
fn the_palette_finds_a_deed_by_its_letters_and_does_it() {
    let (mut h, log) = list();
    h.keys("<F4> prop");
    let text = h.text();
    assert!(text.contains("── Tout : prop ──"), "{text}");
    assert!(text.contains("> Proposer                        p"), "{text}");
    h.keys("<Enter> <Enter>");
    assert_eq!(log.borrow().last().unwrap(), "BABONGUI Christelle");
    h.keys("<F4> transf");
    assert!(h.text().contains("Réservé à un autre rôle."), "the reason stands beside it");
    h.keys("<Enter>");
    assert_eq!(h.row(23), "! Réservé à un autre rôle.");
}

#[test]
fn help_shows_the_keys_of_this_screen() {
    let (mut h, _) = list();
    h.keys("<F1>");
    let text = h.text();
    assert!(text.contains("Aide : Portefeuille") && text.contains("p           Proposer"), "{text}");
    h.keys("<Esc>");
    assert_eq!(h.app.stack(), ["caseload"]);
}

#[test]
fn typed_text_reaches_the_field_with_the_focus_and_a_full_code_leaves_by_itself() {
    let (mut h, _) = form();
    h.keys("MBA <Enter> f 2 3/12 <Enter>");
    let text = h.text();
    assert!(text.contains(" Nom(s) *          MBA") || text.contains("MBA"), "{text}");
    assert!(text.contains("F  Femme") && text.contains("2  CNIE") && text.contains("03/12/2026"), "{text}");
    h.keys("<Up>");
    assert_eq!(h.cursor(), (30, 6));
}

#[test]
fn an_unknown_code_beeps_stays_and_says_why() {
    let (mut h, _) = form();
    h.keys("MBA <Enter> x");
    assert!(h.app.take_bell());
    let said = h.row(23);
    assert!(said.starts_with("! ") && said.contains("« x »"), "{said}");
    h.keys("m");
    assert_eq!(h.row(23), "", "a right code takes the sentence away");
    assert!(h.text().contains("M  Homme"));
}

#[test]
fn the_codes_of_a_field_are_chosen_from_a_list() {
    let (mut h, _) = form();
    h.keys("MBA <Enter> ?");
    assert!(h.text().contains("> F  Femme"), "{}", h.text());
    h.keys("hom <Enter>");
    assert!(h.text().contains("M  Homme"), "{}", h.text());
}

#[test]
fn a_flaw_stays_with_what_was_typed_and_stops_only_the_save() {
    let (mut h, log) = form();
    h.keys("MBA <Enter> f 1 demein <Enter> 12");
    let text = h.text();
    assert!(text.contains("! demein"), "{text}");
    assert!(h.row(23).starts_with("! "), "{}", h.row(23));
    h.keys("<F10>");
    assert!(!log.borrow().contains(&"saved 7".to_owned()));
    h.keys("3/12 <F10>");
    assert!(log.borrow().contains(&"saved 7".to_owned()), "{:?}", log.borrow());
    assert_eq!(h.row(23), "= Enregistré à 08h42.");
}

#[test]
fn esc_closes_and_keeps_the_draft() {
    let (mut h, log) = list();
    h.keys("<Enter> NZE");
    assert_eq!(h.app.stack(), ["caseload", "intake"]);
    h.keys("<Esc>");
    assert_eq!(h.app.stack(), ["caseload"]);
    assert_eq!(*log.borrow().last().unwrap(), format!("draft {:?}", Value::from("NZE")));
    h.keys("<Esc>");
    assert_eq!(h.app.stack(), ["caseload"], "the first screen stays");
}

#[test]
fn an_answer_to_a_closed_screen_is_dropped_but_the_result_of_a_save_is_said() {
    let (mut h, log) = list();
    h.keys("<Enter> MBA <Enter> f").pause().keys("<F10>");
    // The keys wait for the save, however long it takes; Ctrl+X stops the waiting, not the save, and Esc closes.
    h.keys("<Esc>").wait(60_000);
    assert_eq!(h.app.stack().len(), 2);
    h.keys("<Ctrl+X>");
    assert!(h.row(23).contains("Une touche frappée d'avance n'a pas été faite."), "{}", h.row(23));
    h.keys("<Esc>");
    assert_eq!(h.app.stack(), ["caseload"]);
    h.resume();
    assert!(!log.borrow().contains(&"saved 7".to_owned()));
    assert_eq!(h.row(23), "= Enregistré à 08h42.");
}

#[test]
fn a_newer_load_supersedes_an_older_one() {
    let (mut h, log) = list();
    h.pause().keys("u u u").wait(300);
    assert!(h.row(2).ends_with("attente"), "{}", h.row(2));
    h.resume();
    assert_eq!(log.borrow().as_slice(), ["load 1", "load 4"]);
    assert!(h.text().contains("ONANGA Perpétue"));
}

#[test]
fn keys_typed_during_a_save_arrive_in_order_in_the_next_form() {
    let (mut h, log) = form();
    h.keys("MBA <Enter> f").pause().keys("<F10>").keys("NZE <Enter> m");
    h.resume();
    assert!(log.borrow().contains(&"saved 7".to_owned()));
    let text = h.text();
    assert!(text.contains("NZE") && text.contains("M  Homme") && !text.contains("MBA"), "{text}");
    h.keys("<Ctrl+D>");
    assert!(h.app.offers().iter().any(|o| o.action == Action::Ditto));
}

#[test]
fn the_top_row_of_an_azerty_keyboard_types_digits_in_dates_and_numbers_only() {
    let mut h = Harness::of(ToyForm::new(Log::default()), |look| look.azerty = true);
    h.keys("é <Enter> f 1 ").keys("\" : é").keys("<Enter>");
    assert!(h.text().contains(" é"), "{}", h.text());
    assert!(h.text().contains("3:2"), "{}", h.text());
}

#[test]
fn a_conflict_asks_only_for_the_fields_that_both_changed() {
    let (mut h, log) = form();
    h.keys("TWIN <Enter> f <F10>");
    let text = h.text();
    assert!(text.contains("── Modifié par BITOME Geneviève à 09h41"), "{text}");
    assert!(text.contains("Il reste 1 choix : Téléphone."), "{text}");
    h.keys("<Enter>");
    assert!(h.row(23).starts_with("! Téléphone"), "{}", h.row(23));
    h.keys("1 <Enter>");
    let last = log.borrow().last().unwrap().clone();
    assert!(last.contains("version: 4") && last.contains("077 00 00 31") && last.contains("Alénakiri"), "{last}");
    assert!(!last.contains("066 00 00 31"));
}

#[test]
fn a_fault_is_explained_by_its_three_texts() {
    let (mut h, _) = list();
    h.keys("k");
    assert!(h.row(23).starts_with("  k ne fait rien ici"));
    h.keys("s");
    assert!(h.row(23).starts_with("! Ligne coupée. Votre saisie est gardée"), "{}", h.row(23));
    h.keys("?");
    let text = h.text();
    assert!(text.contains("── Ce qui est arrivé ──") && text.contains("Continuez : les touches"), "{text}");
    h.keys("<Esc>");
    assert_eq!(h.app.stack(), ["caseload"]);
}

#[test]
fn a_list_is_filtered_as_one_types_and_marks_are_acted_on() {
    let mut h = Harness::new(example::People::new());
    h.keys("/ b o u");
    assert_eq!(h.row(2), " Filtre : bou                                                         1-1 sur 1");
    assert_eq!(h.cursor(), (14, 2));
    assert!(h.row(24).starts_with("Entrée Garder  Échap Ôter le filtre"), "{}", h.row(24));
    assert!(h.text().contains("> BOUANGA Mireille") && !h.text().contains("AKOMA"));
    h.keys("<Enter> <Space>");
    assert!(h.row(4).starts_with(">*BOUANGA"), "{}", h.row(4));
    h.keys("<Esc>");
    assert!(h.text().contains("AKOMA Grâce"));
    h.keys("l <Enter>");
    assert_eq!(h.row(23), "= 1 sur 1");
    h.pause().keys("l <Enter>").wait(300);
    assert!(h.row(23).starts_with("~ En route"), "{}", h.row(23));
}

#[test]
fn a_delay_armed_again_begins_anew_and_ends_once() {
    let (mut h, log) = list();
    h.keys("t").wait(100).keys("t").wait(100);
    assert_eq!(log.borrow().len(), 1, "only the first load");
    h.wait(50);
    assert_eq!(log.borrow().last().unwrap(), "woken");
    h.wait(1000);
    assert_eq!(log.borrow().len(), 2);
}

#[test]
fn the_line_cut_changes_three_rows_only() {
    let (mut h, _) = list();
    let before = h.text();
    h.event(Event::Line(Line::Away));
    let after = h.text();
    let changed: Vec<usize> =
        before.lines().zip(after.lines()).enumerate().filter(|(_, (a, b))| a != b).map(|(i, _)| i + 1).collect();
    assert_eq!(changed, [1, 2, 23]);
    assert!(h.row(1).starts_with(" HORS LIGNE Portefeuille      depuis 08h42"), "{}", h.row(1));
    h.event(Event::Line(Line::Back));
    assert!(h.row(2).ends_with("1-3 sur 3"));
}

#[test]
fn a_full_disk_says_whom_to_tell_by_name() {
    let full = || Event::Line(Line::OnlyReads(Some("state-disk-full")));
    let admins = vec![("admin".to_owned(), vec!["NZONDO Faustin".to_owned()])];
    let mut h = Harness::of(ToyList::new(), |look| look.texts = look.texts.clone().with_people(admins));
    h.event(full());
    assert_eq!(h.row(23), "! Disque plein : consultation seule. Prévenez NZONDO Faustin.");
    let mut h = Harness::of(ToyList::new(), |_| {});
    h.event(full());
    assert_eq!(h.row(23), "! Disque plein : consultation seule. Prévenez l'administrateur.");
}

#[test]
fn english_thin_and_narrow_work_too() {
    let mut h = Harness::with(ToyForm::new(Log::default()), "en", true, (60, 18));
    h.keys("MBA");
    let text = h.text();
    assert!(text.contains("[MBA") && text.contains("Enter Next"), "{text}");
    let mut h = Harness::with(ToyList::new(), "fr", false, (50, 18));
    assert!(h.text().contains("60 colonnes"));
}

#[test]
fn each_action_has_a_safe_key_where_it_can_be_done() {
    for name in ["fr", "en", "5250"] {
        let map = Keymap::builtin(name).unwrap();
        for action in Action::ALL.iter().filter(|a| !a.palette_only()) {
            let kinds = [Kind::List, Kind::Form, Kind::Text, Kind::Dialog];
            let safe = kinds.iter().any(|kind| {
                let at = Where { kind: *kind, typing: matches!(kind, Kind::Form | Kind::Text), screen: "day" };
                map.keys_of(*action, at).iter().any(|keys| class_of(keys) == Class::A)
            });
            assert!(safe, "{} has no safe key in {name}", action.name());
        }
    }
}

#[test]
fn every_label_of_an_action_fits_the_help_line_in_both_languages() {
    for lang in ["fr", "en"] {
        let texts = guichet::texts::Texts::load(lang).unwrap();
        for action in Action::ALL {
            let label = texts.get(&action.label_key());
            assert!(texts.has(&action.label_key()) && label.chars().count() <= 14, "{lang} {label}");
        }
    }
}

#[test]
fn chance_never_breaks_anything_and_esc_leads_back() {
    let (mut h, _) = list();
    let mut chance = fastrand::Rng::with_seed(2026);
    let keys = [
        "<Enter>",
        "<Esc>",
        "<Up>",
        "<Down>",
        "<Left>",
        "<Right>",
        "<Tab>",
        "<Shift+Tab>",
        "<F1>",
        "<F2>",
        "<F4>",
        "<F10>",
        "<Ctrl+E>",
        "<Ctrl+G>",
        "<Ctrl+U>",
        "<Ctrl+D>",
        "<Backspace>",
        "<Space>",
        "p",
        "u",
        "x",
        "g",
        "j",
        "é",
        "1",
        "2",
        "?",
        "*",
        "<Ctrl+V>",
        "<Del>",
        "<Home>",
    ];
    for step in 0..3000 {
        let offers = h.app.offers();
        if chance.bool() && !offers.is_empty() {
            let action = offers[chance.usize(..offers.len())].action;
            let place = h.app.place();
            let map = Keymap::builtin("fr").unwrap();
            if let Some(seq) = map.keys_of(action, place).first() {
                let names: String = seq.iter().map(|k| format!("<{}>", k.label("en"))).collect();
                h.keys(&names);
            }
        } else {
            h.keys(keys[chance.usize(..keys.len())]);
        }
        if step % 50 == 0 {
            h.text();
            h.wait(chance.u64(0..900));
        }
    }
    for _ in 0..100 {
        h.keys("<Esc>");
    }
    assert_eq!(h.app.stack(), ["caseload"]);
}

//! Administration (drawing 13), the pause (screens.md §16), the file of another agency: what stands on them, and the keys.

use std::rc::Rc;

use chrono::Utc;
use guichet::domain::ids::{Id, UserId};
use guichet::domain::office::User;
use guichet::domain::record::{Head, parse_instant};
use guichet::domain::rules::Rules;
use guichet::domain::who::Who;
use guichet::services::accounts::{self, KeyOf, New};
use guichet::services::codes;
use guichet::store::{self, Clock, Desk, migrate};
use guichet::tui::screens::admin::Admin;
use guichet::tui::screens::{House, Office};
use uuid::Uuid;

use crate::harness::Harness;

const NOW: &str = "2026-11-24T09:31:00.000Z";
const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl poste";

fn id<I: Id>(n: u128) -> I {
    I::from_uuid(Uuid::from_u128(n))
}

/// An office with the accounts of the drawing; who works is its administrator, or its head.
fn office(role: &str) -> (Desk, House) {
    let mut engine = store::open("sqlite::memory:").unwrap();
    migrate::migrate(&mut *engine, Utc::now()).unwrap();
    codes::load_reference(&mut *engine, Utc::now()).unwrap();
    let today = "2026-11-24".parse().unwrap();
    let rules = Rules { today, ..codes::load_rules(&mut *engine, today).unwrap() };
    let clock = Clock::Training { offset: parse_instant(NOW).unwrap() - Utc::now() };
    let (user, name) = if role == "head" { (id::<UserId>(2), "OBAME Thérèse") } else { (id(1), "NZONDO Faustin") };
    let who = Who {
        user,
        login: name.split(' ').next().unwrap().to_lowercase(),
        name: name.into(),
        agency: "LBV".into(),
        roles: vec![role.into()],
        post: "LBV-1".into(),
    };
    let mut desk = Desk::new(engine, who.clone(), clock, rules.clone());
    let account = |n: u128, login: &str, name: &str, role: &str| User {
        head: Head::new(id(n)),
        login: login.into(),
        name: name.into(),
        roles: vec![role.into()],
        agency: "LBV".into(),
        active: true,
        ..User::default()
    };
    let deed = desk.deed("story");
    desk.write(deed, |w| {
        w.insert_all(&[
            account(1, "fnzondo", "NZONDO Faustin", "admin"),
            account(2, "tobame", "OBAME Thérèse", "head"),
            account(3, "hmabiala", "MABIALA Hugues", "counsellor"),
            account(4, "langoue", "ANGOUÉ Lydie", "reception"),
        ])
    })
    .unwrap();
    // As the administrator does it: a key, and a role that waits.
    let own = std::mem::replace(&mut desk.who.user, id(1));
    let roles = std::mem::replace(&mut desk.who.roles, vec!["admin".into()]);
    let deed = desk.new_id();
    accounts::add_key(&mut desk, deed, &KeyOf::Person("hmabiala".into()), KEY, "LBV-3", None).unwrap();
    let deed = desk.new_id();
    let new = New { name: "ZOGO Edmond".into(), roles: vec!["counsellor".into()], agency: "LBV".into(), ..New::default() };
    accounts::add(&mut desk, deed, &new).unwrap();
    (desk.who.user, desk.who.roles) = (own, roles);
    (desk, Rc::new(Office { rules, who, training: false }))
}

fn opened(role: &str, lang: &str, size: (u16, u16)) -> Harness {
    let (desk, house) = office(role);
    Harness::at(Admin::new(&house), desk, lang, false, size)
}

#[test]
fn users_as_in_drawing_13() {
    insta::assert_snapshot!("admin_fr", opened("admin", "fr", (80, 24)).text());
    insta::assert_snapshot!("admin_en", opened("admin", "en", (80, 24)).text());
    insta::assert_snapshot!("admin_narrow", opened("admin", "fr", (60, 18)).text());
}

#[test]
fn a_new_user_with_his_secret_shown_once_and_his_role_waiting() {
    let mut h = opened("admin", "fr", (80, 24));
    h.keys("n").keys("OYE<Space>Jean<Tab><Tab>C<Enter>");
    h.keys("<F10>");
    let text = h.text();
    assert!(text.contains("Mot de passe, affiché une seule fois") && text.contains("Identifiant joye, mot de passe"), "{text}");
    h.keys("<Esc>");
    let text = h.text();
    assert!(!text.contains("mot de passe"), "{text}");
    assert!(text.contains("OYE Jean") && text.contains("conseiller ?"), "{text}");
}

#[test]
fn what_is_refused_stands_in_the_form_again_with_its_sentence() {
    let mut h = opened("admin", "fr", (80, 24));
    h.keys("n").keys("OYE<Space>Jean<Tab>hmabiala<F10>");
    let text = h.text();
    assert!(text.contains("hmabiala existe déjà") && text.contains("OYE Jean"), "{text}");
    h.keys("<Ctrl+U>joye<F10>");
    assert!(h.text().contains("Identifiant joye"), "{}", h.text());
}

#[test]
fn the_head_gives_the_second_word_in_three_keys() {
    let mut h = opened("head", "fr", (80, 24));
    assert!(h.text().contains("ZOGO Edmond, conseiller : attend l'accord : OBAME Thérèse."), "{}", h.text());
    h.keys("<End>s");
    insta::assert_snapshot!("admin_next", h.text());
    h.keys("1");
    let text = h.text();
    assert!(text.contains("Rôle accordé à ZOGO Edmond.") && !text.contains("À faire"), "{text}");
}

#[test]
fn agencies_and_sessions_are_a_page_each() {
    let mut h = opened("admin", "fr", (80, 24));
    h.keys("<Right>");
    assert!(h.text().contains("[Agences]") && h.text().contains("1-5 07:30-15:30"), "{}", h.text());
    h.keys("m").keys("<Tab><Tab><Tab><Tab><Tab>7<F10>");
    assert!(h.text().contains(" : enregistrée."), "{}", h.text());
    h.keys("<Right>");
    assert!(h.text().contains("[Délais]") && h.text().contains("premier entretien"), "{}", h.text());
    h.keys("<Right>");
    assert!(h.text().contains("[Journal]"), "{}", h.text());
    h.keys("<Right>");
    assert!(h.text().contains("Aucune session ouverte"), "{}", h.text());
    let (desk, house) = office("counsellor");
    let mut h = Harness::at(Admin::new(&house), desk, "fr", false, (80, 24));
    assert!(h.text().contains("Rien à administrer avec votre rôle"), "{}", h.text());
}

#[test]
fn the_pause_hides_the_work_names_nobody_and_gives_it_back() {
    let (mut desk, house) = office("admin");
    let deed = desk.new_id();
    let made = accounts::new_password(&mut desk, deed, "fnzondo").unwrap();
    desk.who.login = "fnzondo".into();
    let mut h = Harness::everywhere(Admin::new(&house), &house, desk);
    h.keys("n").keys("OYE<Space>Je<Ctrl+W>");
    let text = h.text();
    insta::assert_snapshot!("pause_fr", text);
    assert!(!text.contains("OYE") && !text.contains("avis"), "{text}");
    // F3 and F4 do nothing here.
    h.keys("<F3><F4>");
    assert!(h.text().contains("En pause"));
    h.keys("x<Enter>");
    assert!(h.text().contains("Mot de passe inexact"), "{}", h.text());
    for c in made.chars() {
        h.keys(&c.to_string());
    }
    h.keys("<Enter>");
    assert!(h.text().contains("Nouvel utilisateur") && h.text().contains("OYE Je"), "{}", h.text());
}

#[test]
fn five_wrong_passwords_end_the_session() {
    let (mut desk, house) = office("admin");
    let deed = desk.new_id();
    accounts::new_password(&mut desk, deed, "fnzondo").unwrap();
    desk.who.login = "fnzondo".into();
    let mut h = Harness::everywhere(Admin::new(&house), &house, desk);
    h.keys("<Ctrl+W>");
    for wrong in 1..=3 {
        h.keys("x<Enter>");
        assert!(!h.app.over(), "after {wrong}");
    }
    // The fourth waits for its seconds.
    h.keys("x<Enter>");
    assert!(h.text().contains("Trop d'essais : attendez"), "{}", h.text());
    h.wait(1000).wait(1000).wait(1000);
    h.keys("<Esc>");
    assert!(h.app.over());
}

#[test]
fn without_a_key_for_its_minutes_the_post_says_so_and_locks() {
    let (desk, house) = office("admin");
    let mut rules: Rules = house.rules.clone();
    std::sync::Arc::make_mut(&mut rules.settings).insert("idle_minutes".into(), "10".into());
    let house: House = Rc::new(Office { rules, who: house.who.clone(), training: false });
    let mut h = Harness::everywhere(Admin::new(&house), &house, desk);
    for _ in 0..9 {
        h.wait(60_000);
    }
    assert!(h.text().contains("En pause dans une minute"), "{}", h.text());
    h.wait(60_000);
    assert!(h.text().contains("En pause"), "{}", h.text());
    assert!(h.text().contains("Votre saisie est gardée telle quelle"), "{}", h.text());
}

/// The page of the audit, however many pages stand before it.
fn journal(role: &str, lang: &str) -> Harness {
    let mut h = opened(role, lang, (80, 24));
    let tab = if lang == "fr" { "[Journal]" } else { "[Log]" };
    for _ in 0..8 {
        if h.text().contains(tab) {
            return h;
        }
        h.keys("<Right>");
    }
    panic!("no page {tab}: {}", h.text());
}

#[test]
fn the_journal_is_read_narrowed_opened_and_sealed_by_keys() {
    insta::assert_snapshot!("journal_fr", journal("admin", "fr").text());
    insta::assert_snapshot!("journal_en", journal("admin", "en").text());
    let mut h = journal("admin", "fr");
    assert!(h.text().contains("Jamais scellé"), "{}", h.text());
    h.keys("<Enter>");
    insta::assert_snapshot!("journal_line", h.text());
    h.keys("<Esc>s");
    assert!(h.text().contains("Journal scellé") && h.text().contains("Scellé jusqu'au 24/11/2026"), "{}", h.text());
    h.keys("/nobody<F10>");
    assert!(h.text().contains("nobody") && h.text().contains("Aucune ligne"), "{}", h.text());
}

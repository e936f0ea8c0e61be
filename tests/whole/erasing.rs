//! An erasure at the server: one asks, the head gives the second word under the own password.

use crate::office::Home;

#[test]
fn an_erasure_is_asked_by_one_and_confirmed_by_the_head_under_the_own_password() {
    let home = Home::new();
    let db = home.training(60);
    let run = |args: &[&str]| home.run(&[args, &["--db", &db]].concat());
    let people = home.file("people.json").display().to_string();
    assert_eq!(run(&["export", "people", &people]).status(), 0);
    let all: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&people).unwrap()).unwrap();
    let gone = all.as_array().unwrap().iter().find(|p| p["state"] == "closed").unwrap();
    let (number, agency) = (gone["number"].as_str().unwrap(), &gone["agency"]);
    let users = run(&["user", "list", "--json"]).json();
    let heads = |u: &&serde_json::Value| u["roles"].as_array().is_some_and(|r| r.iter().any(|r| r == "head"));
    let login = |own: bool| {
        let head = users.as_array().unwrap().iter().filter(heads).find(|u| (u["agency"] == *agency) == own).unwrap();
        head["login"].as_str().unwrap()
    };
    let secret = |login: &str| {
        let said = run(&["user", "password", login]);
        said.out().lines().next().unwrap().rsplit(' ').next().unwrap().to_owned()
    };

    let asked = run(&["person", "erase", number, "--reason", "elle le veut"]);
    assert_eq!(asked.status(), 0, "{}", asked.all());
    let waits = run(&["person", "waiting", "--json"]).json();
    assert_eq!((&waits[0]["number"], &waits[0]["kind"], waits[1].is_null()), (&gone["number"], &"erasure".into(), true));
    let alone = run(&["person", "erase", number, "--confirm"]);
    assert_ne!(alone.status(), 0, "{}", alone.all());
    let confirm =
        |by: &str, typed: &str| home.run_typing(&["person", "erase", number, "--confirm", "--by", by, "--db", &db], typed);
    let wrong = confirm(login(true), "pas celui-ci du tout");
    assert_ne!(wrong.status(), 0, "{}", wrong.all());
    let foreign = confirm(login(false), &secret(login(false)));
    assert_ne!(foreign.status(), 0, "the head of another agency: {}", foreign.all());
    let done = confirm(login(true), &secret(login(true)));
    assert_eq!(done.status(), 0, "{}", done.all());
    assert!(run(&["person", "waiting"]).out().contains("Aucune demande"));
    assert_eq!(run(&["audit", "verify"]).status(), 0);
    let surname = gone["surname"].as_str().unwrap();
    let given = gone["given_names"].as_str().unwrap();
    let found = run(&["search", "people", &format!("{surname} {given}"), "--json"]);
    assert!(!found.out().contains(number), "{}", found.all());
}

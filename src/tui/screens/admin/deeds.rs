//! The drawers of the users' page: new user, roles, the second person's word, password, keys, absence, disabling. Secrets show once.

use crate::domain::access::AccountKey;
use crate::domain::dates::Toward;
use crate::domain::ids::RowId;
use crate::domain::rights;
use crate::fault::{Fault, Flaw, Outcome, Value};
use crate::services::accounts::{self, Given, KeyOf, New};
use crate::services::consent;
use crate::tui::cx::{Desk, Slot};
use crate::tui::dialogs::{Ask, Confirm, Confirmed, Filled, Lines, Menu, MenuRow};
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Words};
use crate::tui::screens::admin::Admin;
use crate::tui::screens::admin::accounts::{Users, day, role};
use crate::tui::screens::{House, fields, secret};
use crate::tui::widgets::pick::Choice;

fn roles(look: &Look) -> Vec<Choice> {
    rights::ROLES.iter().map(|(letter, id)| Choice::new(letter.to_string(), role(id, look))).collect()
}

/// The role ids of letters, as the list field gives them.
fn ids(value: &Value) -> Vec<String> {
    let letters: Vec<&str> = match value {
        Value::List(all) => all.iter().filter_map(Value::as_text).collect(),
        Value::Text(text) => text.split('|').collect(),
        _ => Vec::new(),
    };
    let id = |letter: &&str| rights::ROLES.iter().find(|(l, _)| l.to_string() == **letter).map(|(_, id)| (*id).to_owned());
    letters.iter().filter_map(id).collect()
}

fn letters(all: &[String]) -> Value {
    let letter = |id: &String| rights::ROLES.iter().find(|(_, r)| r == id).map(|(l, _)| Value::from(l.to_string()));
    Value::List(all.iter().filter_map(letter).collect())
}

/// What waits, in the sentence of a save.
fn said(given: &Given, key: &str, look: &Look) -> Words {
    let words = Words::new(if given.waiting.is_empty() { key.to_owned() } else { format!("{key}-waits") });
    let waiting: Vec<String> = given.waiting.iter().map(|r| role(r, look)).collect();
    words.with("name", &given.user.name).with("roles", waiting.join(", ")).with("by", given.confirms.join(", "))
}

/// What was typed and refused: the drawer opens again with it.
pub(super) type Refused = (Filled, Vec<Flaw>);

/// Nothing typed is lost when it is refused: it stands in the form again, with the sentence at its field.
pub(super) fn take_up(form: &mut Form, before: Option<Refused>, cx: &mut Cx<'_>) {
    if let Some((filled, flaws)) = before {
        for (id, value) in &filled.0 {
            form.set(id, value);
        }
        form.refuse(flaws, cx);
    }
}

/// A secret that is shown once.
fn show_secret(login: &str, made: &str, cx: &mut Cx<'_>) {
    let text = cx.look.with("admin-secret", &[("login", login.to_owned()), ("secret", made.to_owned())]);
    cx.show(Lines::new(Words::new("title-secret"), vec![text, cx.text("admin-secret-once")]));
}

/// `n`: name, login (empty: made from the name), roles, agency.
pub(super) fn new_user(house: &House, before: Option<Refused>, cx: &mut Cx<'_>) {
    let mut form = Form::new(vec![
        Spec::text("name", 120).of("account").must().width(40),
        Spec::text("login", 32).of("account"),
        Spec::codes("roles", roles(cx.look), 1).of("account").width(50),
        Spec::text("agency", 3).of("account").must().width(5),
    ]);
    form.set("agency", &house.who.agency.as_str().into());
    take_up(&mut form, before, cx);
    let house = house.clone();
    let ask = Ask::new(Words::new("title-user-new"), form, "action-save").about(vec![cx.text("admin-roles-says")]);
    cx.ask(ask, move |_: &mut Admin, filled: Filled, cx| {
        let new = New {
            name: filled.text("name"),
            login: filled.text("login"),
            roles: ids(&filled.get("roles")),
            agency: filled.text("agency").to_uppercase(),
        };
        let job = move |desk: &mut Desk, deed| {
            let given = accounts::add(desk, deed, &new)?;
            let other = desk.new_id();
            let secret = accounts::new_password(desk, other, &given.user.login)?;
            Ok((given, secret))
        };
        secret::guarded(cx, job, move |_: &mut Admin, done: Outcome<(Given, String)>, cx| match done {
            Ok((given, made)) => {
                cx.say_saved(said(&given, "admin-user-made", cx.look));
                Users::load(cx);
                show_secret(&given.user.login, &made, cx);
            }
            Err(Fault::Flaws(flaws)) => new_user(&house, Some((filled, flaws)), cx),
            Err(_) => {}
        });
    });
}

/// `m`: the roles.
pub(super) fn edit_roles(page: &Users, cx: &mut Cx<'_>) {
    let Some(line) = page.table.current() else { return };
    let user = line.listed.row.user.clone();
    let mut form = Form::new(vec![Spec::codes("roles", roles(cx.look), 1).of("account").width(50)]);
    let mut all = user.roles.clone();
    all.extend(line.listed.waiting.iter().cloned());
    form.set("roles", &letters(&all));
    let title = Words::new("title-user-roles").with("name", &user.name);
    let ask = Ask::new(title, form, "action-save").about(vec![cx.text("admin-roles-says")]);
    cx.ask(ask, move |_: &mut Admin, filled: Filled, cx| {
        let (login, roles) = (user.login.clone(), ids(&filled.get("roles")));
        let job = move |desk: &mut Desk, deed| accounts::set_roles(desk, deed, &login, &roles);
        secret::guarded(cx, job, |_: &mut Admin, done: Outcome<Given>, cx| {
            if let Ok(given) = done {
                cx.say_saved(said(&given, "admin-roles-set", cx.look));
                Users::load(cx);
            }
        });
    });
}

/// Enter: keys, absence, sessions in words.
pub(super) fn details(page: &Users, cx: &mut Cx<'_>) {
    let Some(line) = page.table.current() else { return };
    let user = line.listed.row.user.clone();
    let id = user.head.id;
    let job = move |desk: &mut Desk| {
        let all = accounts::all_keys(desk)?;
        Ok(all.into_iter().map(|(key, _)| key).filter(|k| k.account == Some(id)).collect::<Vec<AccountKey>>())
    };
    let secret = line.listed.row.secret;
    cx.load(Slot("keys"), job, move |_: &mut Admin, keys: Outcome<Vec<AccountKey>>, cx| {
        let look = cx.look;
        let mut text = vec![look.with("admin-detail-login", &[("login", user.login.clone()), ("agency", user.agency.clone())])];
        text.push(look.text(if secret { "admin-detail-secret" } else { "admin-detail-no-secret" }));
        if let Some(from) = user.absent_from {
            text.push(look.with("admin-detail-away", &[("from", day(Some(from))), ("to", day(user.absent_to))]));
        }
        for key in keys.unwrap_or_default() {
            let args = [("label", key.label.clone()), ("print", key.fingerprint.clone()), ("until", day(key.ends_on))];
            text.push(look.with(if key.ends_on.is_some() { "admin-detail-key-until" } else { "admin-detail-key" }, &args));
        }
        cx.show(Lines::new(Words::new("title-user").with("name", &user.name), text));
    });
    cx.hold(Slot("keys"));
}

/// What `s` can do to a user.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    Agree,
    Refuse,
    Password,
    Key,
    EndKey,
    Absence,
    Disable,
    Enable,
}

impl Next {
    fn key(self) -> &'static str {
        match self {
            Next::Agree => "admin-next-agree",
            Next::Refuse => "admin-next-refuse",
            Next::Password => "admin-next-password",
            Next::Key => "admin-next-key",
            Next::EndKey => "admin-next-end-key",
            Next::Absence => "admin-next-absence",
            Next::Disable => "admin-next-disable",
            Next::Enable => "admin-next-enable",
        }
    }
}

/// `s`: what may follow, the likely one first.
pub(super) fn next(page: &Users, cx: &mut Cx<'_>) {
    let Some(line) = page.table.current() else { return };
    let user = line.listed.row.user.clone();
    let waits = line.listed.wish;
    let mut all = Vec::new();
    if waits.is_some() {
        all.extend([Next::Agree, Next::Refuse]);
    }
    if page.may_make {
        all.extend([Next::Password, Next::Key, Next::EndKey, Next::Absence]);
        all.push(if user.active { Next::Disable } else { Next::Enable });
    } else {
        all.push(Next::Absence);
    }
    let wished = line.listed.waiting.iter().map(|r| role(r, cx.look)).collect::<Vec<_>>().join(", ");
    let row = |next: &Next| {
        let about = if *next == Next::Agree { wished.clone() } else { String::new() };
        MenuRow::new(cx.text(next.key()), about)
    };
    let rows = all.iter().map(row).collect();
    let (house, login, name) = (page.house.clone(), user.login, user.name);
    let menu = Menu::new(Words::new("title-user-next").with("name", &name), rows);
    cx.ask(menu, move |_: &mut Admin, at: usize, cx| {
        let Some(next) = all.get(at).copied() else { return };
        match (next, waits) {
            (Next::Agree, Some(id)) => agree(id, name, cx),
            (Next::Refuse, Some(id)) => refuse(id, name, cx),
            (Next::Password, _) => password(login, name, cx),
            (Next::Key, _) => new_key(&house, login, name, None, cx),
            (Next::EndKey, _) => end_key(login, name, cx),
            (Next::Absence, _) => absence(&house, login, name, cx),
            (Next::Disable, _) => active(login, name, false, cx),
            (Next::Enable, _) => active(login, name, true, cx),
            _ => {}
        }
    });
}

fn after<T>(done: &Outcome<T>, words: Words, cx: &mut Cx<'_>) {
    if done.is_ok() {
        cx.say_saved(words);
        Users::load(cx);
    }
}

fn agree(id: RowId, name: String, cx: &mut Cx<'_>) {
    let job = move |desk: &mut Desk, deed| accounts::agree(desk, deed, id);
    secret::guarded(cx, job, move |_: &mut Admin, done, cx| {
        after(&done, Words::new("admin-agreed").with("name", &name), cx);
    });
}

fn refuse(id: RowId, name: String, cx: &mut Cx<'_>) {
    let job = move |desk: &mut Desk, deed| consent::refuse(desk, deed, id);
    secret::guarded(cx, job, move |_: &mut Admin, done, cx| {
        after(&done, Words::new("admin-refused").with("name", &name), cx);
    });
}

fn password(login: String, name: String, cx: &mut Cx<'_>) {
    let question = Words::new("admin-password-question").with("name", &name);
    let ask = Confirm::new(Words::new("title-user-next").with("name", &name), question, "action-make");
    cx.ask(ask, move |_: &mut Admin, _: Confirmed, cx| {
        let wanted = login.clone();
        let job = move |desk: &mut Desk, deed| accounts::new_password(desk, deed, &wanted);
        secret::guarded(cx, job, move |_: &mut Admin, done: Outcome<String>, cx| {
            if let Ok(made) = done {
                Users::load(cx);
                show_secret(&login, &made, cx);
            }
        });
    });
}

fn new_key(house: &House, login: String, name: String, before: Option<Refused>, cx: &mut Cx<'_>) {
    let mut form = Form::new(vec![
        Spec::text("label", 40).of("account_key").must(),
        Spec::text("public_key", 2000).of("account_key").must().width(58),
        Spec::date("ends_on", fields::day_reader(house, Toward::Future, cx.look.lang())).of("account_key"),
    ]);
    take_up(&mut form, before, cx);
    let house = house.clone();
    let ask = Ask::new(Words::new("title-key-new").with("name", &name), form, "action-save");
    cx.ask(ask.about(vec![cx.text("admin-key-says")]), move |_: &mut Admin, filled: Filled, cx| {
        let (label, typed, until) = (filled.text("label"), filled.text("public_key"), filled.day("ends_on"));
        let said = Words::new("admin-key-made").with("label", &label).with("name", &name);
        let whose = KeyOf::Person(login.clone());
        let job = move |desk: &mut Desk, deed| accounts::add_key(desk, deed, &whose, &typed, &label, until).map(drop);
        secret::guarded(cx, job, move |_: &mut Admin, done, cx| match done {
            Err(Fault::Flaws(flaws)) => new_key(&house, login, name, Some((filled, flaws)), cx),
            done => after(&done, said, cx),
        });
    });
}

fn end_key(login: String, name: String, cx: &mut Cx<'_>) {
    let job = move |desk: &mut Desk| {
        let all = accounts::all_keys(desk)?;
        Ok(all.into_iter().filter(|(_, l)| l.as_deref() == Some(login.as_str())).map(|(k, _)| k).collect::<Vec<_>>())
    };
    cx.load(Slot("keys"), job, move |_: &mut Admin, keys: Outcome<Vec<AccountKey>>, cx| {
        let keys = keys.unwrap_or_default();
        if keys.is_empty() {
            return cx.say_fault(&Fault::refused("refused-no-key"));
        }
        let rows = keys.iter().map(|k| MenuRow::new(&k.label, &k.fingerprint)).collect();
        cx.ask(Menu::new(Words::new("title-key-end").with("name", &name), rows), move |_: &mut Admin, at: usize, cx| {
            let Some(key) = keys.get(at) else { return };
            let (id, said) = (key.head.id, Words::new("admin-key-ended").with("label", &key.label));
            let job = move |desk: &mut Desk, deed| accounts::end_key(desk, deed, id).map(drop);
            secret::guarded(cx, job, move |_: &mut Admin, done, cx| after(&done, said, cx));
        });
    });
    cx.hold(Slot("keys"));
}

fn absence(house: &House, login: String, name: String, cx: &mut Cx<'_>) {
    let reader = || fields::day_reader(house, Toward::Future, cx.look.lang());
    let form = Form::new(vec![
        Spec::date("absent_from", reader()).of("account"),
        Spec::date("absent_to", reader()).of("account"),
        Spec::text("deputy", 32).of("account"),
    ]);
    let ask = Ask::new(Words::new("title-user-away").with("name", &name), form, "action-save");
    cx.ask(ask.about(vec![cx.text("admin-absence-says")]), move |_: &mut Admin, filled: Filled, cx| {
        let days = filled.day("absent_from").map(|from| (from, filled.day("absent_to")));
        let deputy = Some(filled.text("deputy")).filter(|d| !d.is_empty());
        let job = move |desk: &mut Desk, deed| accounts::absence(desk, deed, &login, days, deputy.as_deref()).map(drop);
        let said = Words::new(if days.is_some() { "admin-away" } else { "admin-back" }).with("name", &name);
        secret::guarded(cx, job, move |_: &mut Admin, done, cx| after(&done, said, cx));
    });
}

fn active(login: String, name: String, on: bool, cx: &mut Cx<'_>) {
    let key = if on { "admin-enable-question" } else { "admin-disable-question" };
    let question = Words::new(key).with("name", &name);
    let deed = if on { "action-enable" } else { "action-disable" };
    let ask = Confirm::new(Words::new("title-user-next").with("name", &name), question, deed);
    cx.ask(ask, move |_: &mut Admin, _: Confirmed, cx| {
        let job = move |desk: &mut Desk, deed| accounts::set_active(desk, deed, &login, on).map(drop);
        let said = Words::new(if on { "admin-enabled" } else { "admin-disabled-now" }).with("name", &name);
        secret::guarded(cx, job, move |_: &mut Admin, done, cx| after(&done, said, cx));
    });
}

//! `guichet user`: accounts, roles, passwords, keys, absences (security.md §2, §3). Secrets are printed once.

use std::io::Read as _;
use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use crate::cli::{Cx, Exit, secret};
use crate::domain::record::{day_text, parse_day};
use crate::domain::rights;
use crate::fault::{Fault, Outcome};
use crate::services::accounts::{self, Given, KeyOf, Listed, New};
use crate::services::{keys, session};
use crate::store::Desk;

/// What can be done.
const ACTIONS: [&str; 10] = ["list", "add", "role", "agree", "refuse", "password", "key", "absent", "disable", "enable"];

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What to do; nothing: list.
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(ACTIONS))]
    pub action: Option<String>,
    /// The account.
    pub login: Option<String>,
    /// Roles, or the file of a key (`-`: standard input).
    pub words: Vec<String>,
    /// Name of a new account.
    #[arg(long)]
    pub name: Option<String>,
    /// Its agency.
    #[arg(long)]
    pub agency: Option<String>,
    /// A role; may be repeated.
    #[arg(long)]
    pub role: Vec<String>,
    /// Name of a key's post or device.
    #[arg(long)]
    pub label: Option<String>,
    /// A key for a shared terminal of this agency.
    #[arg(long, value_name = "AGENCY")]
    pub terminal: Option<String>,
    /// Takes a key away, by its fingerprint.
    #[arg(long)]
    pub end: Option<String>,
    /// First day of an absence.
    #[arg(long)]
    pub from: Option<String>,
    /// Last day of an absence or of a key.
    #[arg(long)]
    pub until: Option<String>,
    /// Who sees the tasks meanwhile.
    #[arg(long)]
    pub deputy: Option<String>,
    /// Who gives the word: asks for the password.
    #[arg(long)]
    pub by: Option<String>,
    /// For a program.
    #[arg(long)]
    pub json: bool,
}

/// Does what is wished.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut office = session::open(&cx.config.db().secret_url())?;
    crate::services::gate::at(&cx.config.run_folder());
    let desk = &mut office.desk;
    accounts::as_admin(desk)?;
    let action = args.action.clone().unwrap_or_else(|| "list".to_owned());
    match action.as_str() {
        "list" => list(desk, &args, cx)?,
        "add" => add(desk, &args, cx)?,
        "role" => {
            let (login, deed) = (login(&args)?, desk.new_id());
            let given = accounts::set_roles(desk, deed, login, &roles(&args))?;
            said(&given, "cli-user-roles-set", cx)?;
        }
        "agree" | "refuse" => decide(desk, &args, action == "agree", cx)?,
        "password" => {
            let (login, deed) = (login(&args)?, desk.new_id());
            let made = accounts::new_password(desk, deed, login)?;
            secret_line(login, &made, cx)?;
        }
        "key" => key(desk, &args, cx)?,
        "absent" => absent(desk, &args, cx)?,
        on => {
            let (login, deed, on) = (login(&args)?, desk.new_id(), on == "enable");
            let user = accounts::set_active(desk, deed, login, on)?;
            let said = if on { "cli-user-enabled" } else { "cli-user-disabled" };
            cx.out.line(&cx.texts.with(said, &[("name", user.name)]))?;
            write_keys(desk, cx)?;
        }
    }
    Ok(Exit::Done)
}

fn login(args: &Args) -> Outcome<&str> {
    args.login.as_deref().ok_or_else(|| Fault::wrong("wrong-argument-missing").with("option", "LOGIN"))
}

/// Role ids, whether typed as ids or as letters of the table, one a word or with commas between.
fn roles(args: &Args) -> Vec<String> {
    let words = args.words.iter().chain(&args.role).flat_map(|w| w.split(','));
    words
        .filter(|w| !w.is_empty())
        .map(|word| {
            let letter = word.len() == 1;
            let found = rights::ROLES.iter().find(|(l, _)| letter && word.eq_ignore_ascii_case(&l.to_string()));
            found.map_or_else(|| word.to_ascii_lowercase(), |(_, id)| (*id).to_owned())
        })
        .collect()
}

fn role_names(all: &[String], cx: &Cx<'_>) -> String {
    let name = |r: &String| cx.texts.get(&format!("role-{}", crate::texts::dashed(r)));
    all.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn list(desk: &mut Desk, args: &Args, cx: &mut Cx<'_>) -> Outcome<()> {
    let all = accounts::list(desk)?;
    if args.json {
        let row = |l: &Listed| {
            let user = &l.row.user;
            json!({
                "login": user.login, "name": user.name, "roles": user.roles, "roles_waiting": l.waiting, "agency": user.agency,
                "active": user.active, "keys": l.row.keys, "password": l.row.secret,
                "last_session": l.row.last.map(crate::domain::record::instant_text),
                "absent_from": user.absent_from.map(day_text), "absent_to": user.absent_to.map(day_text),
            })
        };
        return cx.out.json(&serde_json::Value::Array(all.iter().map(row).collect()));
    }
    let headings = ["name", "login", "roles", "agency", "keys", "last"].map(|h| cx.texts.get(&format!("admin-{h}")));
    let rows: Vec<Vec<crate::cli::print::Cell>> = all
        .iter()
        .map(|l| {
            let user = &l.row.user;
            let mut roles = role_names(&user.roles, cx);
            if !l.waiting.is_empty() {
                let waits = cx.texts.with("admin-role-waits", &[("role", role_names(&l.waiting, cx))]);
                roles = [roles, waits].into_iter().filter(|r| !r.is_empty()).collect::<Vec<_>>().join(", ");
            }
            if !user.active {
                roles = cx.texts.with("admin-disabled", &[("roles", roles)]);
            }
            let last = l.row.last.map(crate::domain::calendar::local);
            let last = last.map_or_else(|| cx.texts.get("admin-never"), |at| at.format("%d/%m/%Y %H:%M").to_string());
            vec![
                user.name.clone().into(),
                user.login.clone().into(),
                roles.into(),
                user.agency.clone().into(),
                l.row.keys.into(),
                last.into(),
            ]
        })
        .collect();
    cx.out.table(&headings, &rows)
}

fn add(desk: &mut Desk, args: &Args, cx: &mut Cx<'_>) -> Outcome<()> {
    let name = args.name.clone().ok_or_else(|| Fault::wrong("wrong-argument-missing").with("option", "--name"))?;
    let agency = args.agency.clone().unwrap_or_else(|| desk.who.agency.clone()).to_uppercase();
    let new = New { login: args.login.clone().unwrap_or_default(), name, roles: roles(args), agency };
    let deed = desk.new_id();
    let given = accounts::add(desk, deed, &new)?;
    let deed = desk.new_id();
    let made = accounts::new_password(desk, deed, &given.user.login)?;
    said(&given, "cli-user-made", cx)?;
    secret_line(&given.user.login, &made, cx)
}

fn said(given: &Given, key: &str, cx: &mut Cx<'_>) -> Outcome<()> {
    cx.out.line(&cx.texts.with(key, &[("name", given.user.name.clone()), ("login", given.user.login.clone())]))?;
    if given.waiting.is_empty() {
        return Ok(());
    }
    let roles = role_names(&given.waiting, cx);
    let key = if given.confirms.is_empty() { "cli-user-waits-nobody" } else { "cli-user-waits" };
    let args = [("roles", roles), ("by", given.confirms.join(", ")), ("login", given.user.login.clone())];
    cx.out.line(&cx.texts.with(key, &args))
}

fn secret_line(login: &str, made: &str, cx: &mut Cx<'_>) -> Outcome<()> {
    cx.out.line(&cx.texts.with("admin-secret", &[("login", login.to_owned()), ("secret", made.to_owned())]))?;
    cx.out.line(&cx.texts.get("cli-secret-once"))
}

/// The second person's word, given under the password of who gives it; without `--by`, of the file's owner.
fn decide(desk: &mut Desk, args: &Args, yes: bool, cx: &mut Cx<'_>) -> Outcome<()> {
    let user = accounts::named(desk, login(args)?)?;
    if let Some(by) = &args.by {
        secret::stand_in(desk, by, cx)?;
    }
    let waits = accounts::waiting_for(desk, user.head.id)?.ok_or_else(|| Fault::refused("refused-nothing-waits"))?;
    let deed = desk.new_id();
    if yes {
        let user = accounts::agree(desk, deed, waits.head.id)?;
        let roles = role_names(&user.roles, cx);
        return cx.out.line(&cx.texts.with("cli-user-agreed", &[("name", user.name), ("roles", roles)]));
    }
    crate::services::consent::refuse(desk, deed, waits.head.id)?;
    cx.out.line(&cx.texts.with("admin-refused", &[("name", user.name)]))
}

fn day(text: &Option<String>) -> Outcome<Option<NaiveDate>> {
    let Some(text) = text else { return Ok(None) };
    let wrong = || Fault::wrong("wrong-value").with("value", text).with("option", "DAY").with("allowed", "2026-12-31");
    parse_day(text).ok_or_else(wrong).map(Some)
}

fn absent(desk: &mut Desk, args: &Args, cx: &mut Cx<'_>) -> Outcome<()> {
    let (from, to) = (day(&args.from)?, day(&args.until)?);
    let (login, deed) = (login(args)?, desk.new_id());
    let user = accounts::absence(desk, deed, login, from.map(|f| (f, to)), args.deputy.as_deref())?;
    let key = if from.is_some() { "admin-away" } else { "admin-back" };
    cx.out.line(&cx.texts.with(key, &[("name", user.name)]))
}

/// `user key`: adds, takes away, lists; and writes sshd's file anew.
fn key(desk: &mut Desk, args: &Args, cx: &mut Cx<'_>) -> Outcome<()> {
    if let Some(print) = &args.end {
        let all = accounts::all_keys(desk)?;
        let key = all.into_iter().map(|(key, _)| key).find(|k| k.fingerprint == *print);
        let key = key.ok_or_else(|| Fault::wrong("wrong-fingerprint").with("value", print))?;
        let deed = desk.new_id();
        let ended = accounts::end_key(desk, deed, key.head.id)?;
        cx.out.line(&cx.texts.with("admin-key-ended", &[("label", ended.label)]))?;
        return write_keys(desk, cx);
    }
    let (whose, file) = match &args.terminal {
        Some(agency) => (Some(KeyOf::Terminal(agency.clone())), args.login.as_ref().or(args.words.first())),
        None => (args.login.clone().map(KeyOf::Person), args.words.first()),
    };
    if let (Some(whose), Some(file)) = (whose, file) {
        let typed = read_key(file)?;
        let label = args.label.clone().or_else(|| comment(&typed)).unwrap_or_default();
        let deed = desk.new_id();
        let key = accounts::add_key(desk, deed, &whose, &typed, &label, day(&args.until)?)?;
        cx.out.line(&cx.texts.with("cli-user-key-made", &[("label", key.label), ("print", key.fingerprint)]))?;
        return write_keys(desk, cx);
    }
    for (key, login) in accounts::all_keys(desk)? {
        if args.login.is_some() && args.login != login {
            continue;
        }
        let whose = login.unwrap_or_else(|| key.agency.clone());
        cx.out.line(&format!("{whose}  {}  {}", key.label, key.fingerprint))?;
    }
    write_keys(desk, cx)
}

/// What ssh-keygen wrote behind the key, as a label.
fn comment(typed: &str) -> Option<String> {
    let words: Vec<&str> = typed.split_whitespace().skip(2).collect();
    Some(words.join(" ")).filter(|w| !w.is_empty())
}

/// At most 64 KiB of a file, or of the standard input.
fn read_key(file: &str) -> Outcome<String> {
    let mut text = String::new();
    let unread = || Fault::wrong("wrong-file-missing").with("file", file);
    if file == "-" {
        std::io::stdin().take(65_536).read_to_string(&mut text).map_err(|_| unread())?;
    } else {
        let open = std::fs::File::open(Path::new(file)).map_err(|_| unread())?;
        open.take(65_536).read_to_string(&mut text).map_err(|_| unread())?;
    }
    Ok(text)
}

/// sshd's key file, where the configuration names one.
fn write_keys(desk: &mut Desk, cx: &mut Cx<'_>) -> Outcome<()> {
    let Some(file) = cx.config.keys_file.clone() else { return cx.out.line(&cx.texts.get("cli-user-no-key-file")) };
    let lines = keys::lines(desk)?;
    keys::write(&file, &lines)?;
    let args = [("count", lines.len().to_string()), ("path", file.display().to_string())];
    cx.out.line(&cx.texts.with("cli-user-key-file", &args))
}

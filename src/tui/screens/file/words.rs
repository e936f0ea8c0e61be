//! What a file says in words: codes, days, values of the history, the line of what is to be done.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar;
use crate::domain::dates::{self, Precision};
use crate::domain::ids::UserId;
use crate::domain::lifecycle::{RegistrationEvent, RegistrationState, State as _};
use crate::domain::person::Person;
use crate::domain::phone;
use crate::domain::record::{Kind, Place, parse_day, parse_instant};
use crate::services::file::{self, Page};
use crate::tui::look::{Look, width};
use crate::tui::screen::Words;
use crate::tui::screens::House;

/// Nothing known: a dash, never an empty place.
pub const NONE: &str = "-";

/// A text, or the dash.
pub fn or_none(text: Option<&str>) -> String {
    text.filter(|t| !t.is_empty()).unwrap_or(NONE).to_owned()
}

/// A day in a column, or the dash.
pub fn day(look: &Look, day: Option<NaiveDate>) -> String {
    day.map_or_else(|| NONE.to_owned(), |d| dates::shown(d, look.lang()))
}

/// A day without its year: `24/11`, `24 Nov`.
pub fn brief(look: &Look, day: NaiveDate) -> String {
    let shown = dates::shown(day, look.lang());
    shown.get(..shown.len().saturating_sub(5)).unwrap_or(&shown).to_owned()
}

/// Weekday and day without its year: `jeu. 26/11`.
pub fn brief_with_weekday(look: &Look, day: NaiveDate) -> String {
    let weekday = look.text(&format!("weekday-short-{}", day.weekday().number_from_monday()));
    format!("{weekday} {}", brief(look, day))
}

/// The label of a code, or the dash.
pub fn label(house: &House, look: &Look, list: &str, code: Option<&str>) -> String {
    code.map_or_else(|| NONE.to_owned(), |c| house.rules.codes.label(list, c, look.lang()).to_owned())
}

/// A code with its label: `2 fin de CDD`; a long label gives way to its alias (« 2 CNIE »).
pub fn coded(house: &House, look: &Look, list: &str, code: Option<&str>) -> String {
    let Some(code) = code else { return NONE.to_owned() };
    let Some(known) = house.rules.codes.get(list, code) else { return code.to_owned() };
    let label = known.label(look.lang());
    let alias = known.extra("alias").and_then(|a| a.split('|').next());
    let short = alias.filter(|_| width(label) > 22).unwrap_or(label);
    format!("{code} {short}")
}

/// Several labels, or the word for « all ».
pub fn labels(house: &House, look: &Look, list: &str, codes: &[String], none: &str) -> String {
    if codes.is_empty() {
        return look.text(none);
    }
    let all: Vec<&str> = codes.iter().map(|c| house.rules.codes.label(list, c, look.lang())).collect();
    all.join(", ")
}

/// A telephone as people read it, or the dash.
pub fn telephone(number: Option<&str>) -> String {
    number.map_or_else(|| NONE.to_owned(), phone::shown)
}

/// A birth by what is known of it, or the dash.
pub fn birth(person: &Person, lang: &str) -> String {
    let known = Precision::from_code(person.birth_precision.as_deref().unwrap_or("D"));
    person.birth_date.map_or_else(|| NONE.to_owned(), |b| dates::shown_birth(b, known, lang))
}

/// Province, department and town, what is known of them.
pub fn residence(house: &House, look: &Look, person: &Person) -> String {
    let place =
        |list: &str, code: &Option<String>| code.as_deref().map(|c| house.rules.codes.label(list, c, look.lang()).to_owned());
    let parts = [place("PROVINCE", &person.province), place("DEPARTMENT", &person.department), person.town.clone()];
    let all: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
    if all.is_empty() { NONE.to_owned() } else { all.join(", ") }
}

/// Months as a person says them: `10 mois`, `2 ans`.
pub fn months(look: &Look, count: i64) -> String {
    if count >= 24 && count % 12 == 0 {
        return look.with("file-years", &[("count", (count / 12).to_string())]);
    }
    look.with("file-months", &[("count", count.to_string())])
}

/// Whole months from one day to another.
pub fn months_between(from: NaiveDate, to: NaiveDate) -> i64 {
    let whole = i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    (whole - i64::from(to.day() < from.day())).max(0)
}

/// A colleague: `vous` for who works.
pub fn colleague(house: &House, look: &Look, page: &Page, user: UserId) -> String {
    if user == house.who.user { look.text("file-you") } else { or_none(Some(page.name_of(user))) }
}

/// The state in words, `inscrit`; of one who left with its motive.
pub fn state(house: &House, look: &Look, page: &Page) -> String {
    let registration = &page.file.registration;
    if registration.head.version == 0 {
        return look.text("file-never-registered");
    }
    let state = look.texts.state("registration", registration.state.id());
    match registration.exit_reason.as_deref().filter(|_| registration.state == RegistrationState::Closed) {
        Some(exit) => format!("{state}, {}", coded(house, look, "EXIT", Some(exit))),
        None => state,
    }
}

/// Row 2: name and age, number, state and category, counsellor in charge.
pub fn heading(house: &House, look: &Look, page: &Page) -> String {
    let name = page.file.person.name();
    let name = match page.age {
        Some(age) => look.with("file-name-age", &[("name", name), ("age", age.to_string())]),
        None => name,
    };
    let mut situation = state(house, look, page);
    if let Some(category) = page.file.registration.category.clone().filter(|_| page.file.registration.state.is_open()) {
        situation = look.with("file-state-category", &[("state", situation), ("code", category)]);
    }
    let by = match (&page.counsellor, page.mine) {
        (_, true) => look.text("file-you"),
        (Some(name), _) => name.split(' ').next().unwrap_or(name).to_owned(),
        (None, _) => NONE.to_owned(),
    };
    let by = look.with("file-in-charge", &[("by", by)]);
    let rest = format!("{}  {situation}  {by}", page.file.person.number);
    // The number begins in the same column for every person, unless the rest would be cut.
    let column = 33.min(76_usize.saturating_sub(width(&rest)));
    format!("{name}{}  {rest}", " ".repeat(column.saturating_sub(width(&name))))
}

/// Why the registration can't be renewed as it stands (to be completed, being struck off); none where it can.
pub fn not_renewable(page: &Page) -> Option<Words> {
    let state = page.file.registration.state;
    let stuck = state.is_open() && state.after(RegistrationEvent::Renew).is_none();
    stuck.then(|| Words::new("refused-registration-state").with("state", state.id()))
}

/// Row 4: what is due for this person.
pub fn to_do(look: &Look, page: &Page) -> String {
    let mut parts = super::protect::signs(look, page);
    if page.awaited.count > 0 {
        let count = ("count", page.awaited.count.to_string());
        parts.push(match page.awaited.oldest {
            Some(oldest) => look.with("file-todo-answers", &[count, ("day", brief(look, oldest))]),
            None => look.with("file-todo-answers-undated", &[count]),
        });
    }
    if let Some(at) = page.next.as_ref().and_then(|a| a.starts_at) {
        let at = calendar::local(at);
        let hour = crate::tui::frame::hour(look, at);
        parts.push(look.with("file-todo-meeting", &[("day", brief_with_weekday(look, at.date())), ("hour", hour)]));
    }
    let missing = page.file.registration.missing_documents.len();
    if missing > 0 && page.file.registration.state.is_open() {
        parts.push(look.with("file-todo-documents", &[("count", missing.to_string())]));
    }
    let late = page.tasks.iter().filter(|t| t.state == crate::domain::lifecycle::TaskState::Open && page.overdue(t.due)).count();
    if late > 0 {
        parts.push(look.with("file-todo-late", &[("count", late.to_string())]));
    }
    let plan = page.plan_late();
    if plan > 0 {
        parts.push(look.with("file-todo-plan", &[("count", plan.to_string())]));
    }
    if let Some(due) = page.file.registration.renewal_due.filter(|d| page.file.registration.state.is_open() && *d <= page.today) {
        parts.push(look.with("file-todo-renew", &[("day", brief(look, due))]));
    }
    if page.decision.is_some() {
        parts.push(look.text("file-todo-decision"));
    }
    if parts.is_empty() {
        return look.text("file-todo-nothing");
    }
    look.with("file-todo", &[("parts", parts.join(". "))])
}

/// A stored value of the history in words: codes by their label, days and telephones as they are shown.
pub fn value(house: &House, look: &Look, record: &str, field: &str, value: Option<&str>) -> String {
    let Some(text) = value else { return NONE.to_owned() };
    let codes = |list: &str| {
        let all: Vec<&str> = text.split('|').map(|c| house.rules.codes.label(list, c, look.lang())).collect();
        all.join(", ")
    };
    let Some((kind, _)) = file::kind_of(record, field) else { return text.to_owned() };
    match kind {
        Kind::Bool => look.text(if text == "true" { "word-yes" } else { "word-no" }),
        Kind::Past | Kind::Future => parse_day(text).map_or_else(|| text.to_owned(), |d| dates::shown(d, look.lang())),
        Kind::Month => parse_day(text).map_or_else(|| text.to_owned(), |d| dates::shown_month(d, look.lang())),
        Kind::Instant => parse_instant(text).map_or_else(|| text.to_owned(), |at| moment(look, calendar::local(at))),
        Kind::Code(list) | Kind::Codes(list) => codes(list),
        Kind::Country => codes("COUNTRY"),
        Kind::Occupation => codes("ISCO"),
        Kind::Place(Place::Province) => codes("PROVINCE"),
        Kind::Place(Place::Department) => codes("DEPARTMENT"),
        Kind::Phone => phone::shown(text),
        Kind::State => look.texts.state(record, text),
        Kind::Words => text.replace('|', ", "),
        _ => text.to_owned(),
    }
}

/// Day and hour in a column: `24/11/2026 09h17`.
pub fn moment(look: &Look, at: chrono::NaiveDateTime) -> String {
    format!("{} {}", dates::shown(at.date(), look.lang()), crate::tui::frame::hour(look, at))
}

/// What a deed of the audit is called: its own word, else the records that it touched.
pub fn act(look: &Look, trace: &file::Trace) -> String {
    let key = format!("act-{}", trace.act.replace('_', "-"));
    if look.texts.has(&key) {
        return look.text(&key);
    }
    let names: Vec<String> = trace.records.iter().map(|r| look.text(&format!("record-{}", r.replace('_', "-")))).collect();
    look.with("act-other", &[("records", names.join(", "))])
}

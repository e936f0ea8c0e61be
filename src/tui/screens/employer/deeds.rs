//! What is done with an employer from its file and from the list alike: a meeting booked, a reminder, a note, a visit noted. `after` is
//! what the screen does when it is done.

use uuid::Uuid;

use crate::domain::dates::Toward;
use crate::domain::employer::Visit;
use crate::domain::ids::{EmployerId, Id, RowId};
use crate::domain::record::{Value, day_text};
use crate::fault::{Fault, Outcome};
use crate::services::draft::{self, Draft};
use crate::services::employers::{self, Visited};
use crate::tui::dialogs::{Ask, Filled};
use crate::tui::form::{Form, Spec};
use crate::tui::screen::{Cx, Message, Screen, Words};
use crate::tui::screens::agenda::{Agenda, For};
use crate::tui::screens::{House, fields};

/// APPT: with an employer.
const MEETING: &str = "6";
/// MEET: at the employer's.
const OUTSIDE: &str = "4";

/// Name of the drafts of notes, and of visits.
pub const NOTE_FORM: &str = "employer_note";
/// Of visits.
pub const VISIT_FORM: &str = "visit";

/// Which employer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Firm {
    /// The employer.
    pub id: EmployerId,
    /// Its name as shown.
    pub name: String,
}

/// What the screen does when something was saved.
pub type After<S> = fn(&mut S, &mut Cx<'_>);

/// `r`: the agenda of who works, the cursor on the first free slot.
pub fn book(house: &House, firm: Firm, cx: &mut Cx<'_>) {
    let wanted = For {
        employer: Some(firm.id),
        name: firm.name,
        kind: MEETING.to_owned(),
        mode: OUTSIDE.to_owned(),
        counsellor: house.who.user,
        ..For::default()
    };
    cx.push(Agenda::booking(house, wanted));
}

/// `l`: a reminder to call, by default on the next working day.
pub fn remind<S: Screen>(house: &House, firm: Firm, after: After<S>, cx: &mut Cx<'_>) {
    let next = house.rules.calendar.add_working_days(cx.today(), 1);
    let words = cx.look.with("employer-remind-words", &[("name", firm.name.clone())]);
    remind_with(house, firm, words.into(), day_text(next).into(), after, cx);
}

fn remind_with<S: Screen>(house: &House, firm: Firm, words: Value, due: Value, after: After<S>, cx: &mut Cx<'_>) {
    let day = fields::day_reader(house, Toward::Future, cx.look.lang());
    let mut form = Form::new(vec![Spec::text("words", 120).width(50).must(), Spec::date("due", day).must()]);
    form.set("words", &words);
    form.set("due", &due);
    form.focus_on("due");
    let ask = Ask::new(Words::new("employer-remind-title").with("name", &firm.name), form, "action-remind");
    let house = house.clone();
    cx.ask(ask, move |_: &mut S, answers: Filled, cx| {
        let Some(due) = answers.day("due") else { return };
        let (id, words) = (firm.id, answers.text("words"));
        let shown = crate::domain::dates::shown(due, cx.look.lang());
        let ticket = cx.deed(
            move |desk, deed| employers::remind(desk, deed, id, &words, due),
            move |me: &mut S, done, cx| match done {
                Ok(_) => {
                    cx.say(Message::saved(Words::new("employer-reminded").with("name", &firm.name).with("day", shown)));
                    after(me, cx);
                }
                Err(Fault::Away | Fault::Cancelled) => {}
                // The drawer comes back as it was; the app says why it wasn't taken.
                Err(_) => remind_with(&house, firm, answers.get("words"), answers.get("due"), after, cx),
            },
        );
        cx.hold_for(ticket);
    });
}

/// Keeps what is typed in a drawer about this employer.
fn keeping(form: Form, name: &'static str, firm: &Firm, draft: RowId) -> Form {
    let (subject, label) = (RowId(firm.id.0), firm.name.clone());
    form.with_draft(move |form, cx| {
        let mut kept =
            Draft { id: draft, form: name.to_owned(), subject: Some(subject), label: label.clone(), ..Draft::default() };
        kept.fields = form.raw().into_iter().map(|(id, text)| (id.to_owned(), text)).collect();
        cx.keep(move |desk| draft::keep(desk, &kept), |_: &mut Ask, _, _| {});
    })
}

/// `b`: a dated note, its draft kept; `corrects`: a new version of one's own.
pub fn note<S: Screen>(
    firm: Firm,
    text: String,
    corrects: Option<RowId>,
    draft: Option<RowId>,
    after: After<S>,
    cx: &mut Cx<'_>,
) {
    let draft = draft.unwrap_or_else(|| RowId::from_uuid(Uuid::now_v7()));
    let mut form = keeping(Form::new(vec![Spec::note("text", 6).labelled("field-note").must()]), NOTE_FORM, &firm, draft);
    form.set("text", &Value::from(text));
    let title = Words::new(if corrects.is_some() { "file-note-correct" } else { "file-note-new" }).with("name", &firm.name);
    cx.ask(Ask::new(title, form, "action-save"), move |_: &mut S, answers: Filled, cx| {
        let (id, text) = (firm.id, answers.text("text"));
        let again = text.clone();
        let ticket = cx.deed(
            move |desk, deed| employers::note(desk, deed, id, &text, corrects, Some(draft)),
            move |me: &mut S, done: Outcome<RowId>, cx| match done {
                Ok(_) => {
                    cx.say(Message::saved(Words::new("employer-noted").with("name", &firm.name)));
                    after(me, cx);
                }
                Err(Fault::Away | Fault::Cancelled) => {}
                Err(_) => note(firm, again, corrects, Some(draft), after, cx),
            },
        );
        cx.hold_for(ticket);
    });
}

/// What a visit's drawer begins from: a new one, one's own to be corrected, or a draft.
#[derive(Debug, Clone, Default)]
pub struct VisitStart {
    /// The visit that is corrected.
    pub before: Option<Visit>,
    /// What stands in the fields.
    pub values: Vec<(&'static str, Value)>,
    /// As it was typed in an earlier session.
    pub raw: Vec<(String, String)>,
    /// The draft that it goes on with.
    pub draft: Option<RowId>,
}

impl VisitStart {
    /// One's own, to be corrected.
    pub fn of(visit: &Visit) -> Self {
        let text = |t: &Option<String>| t.clone().map_or(Value::Null, Value::from);
        let day = |d: Option<chrono::NaiveDate>| d.map_or(Value::Null, |d| day_text(d).into());
        VisitStart {
            before: Some(visit.clone()),
            values: vec![
                ("day", day(visit.day)),
                ("purpose", text(&visit.purpose)),
                ("offers", visit.offers.map_or(Value::Null, Value::from)),
                ("summary", text(&visit.summary)),
                ("next_on", day(visit.next_on)),
            ],
            ..VisitStart::default()
        }
    }
    /// As a draft has it.
    pub fn resumed(draft: Draft) -> Self {
        VisitStart { raw: draft.fields.into_iter().collect(), draft: Some(draft.id), ..VisitStart::default() }
    }
}

/// The fields of a visit.
fn visit_form(house: &House, cx: &Cx<'_>) -> Form {
    let lang = cx.look.lang();
    let day = |toward| fields::day_reader(house, toward, lang);
    Form::new(vec![
        Spec::date("day", day(Toward::Past)).of("visit").must(),
        Spec::code("purpose", fields::choices(house, "VISIT", lang)).of("visit").must(),
        Spec::number("offers", 0, 999).of("visit"),
        Spec::date("next_on", day(Toward::Future)).of("visit").second(),
        Spec::note("summary", 3).of("visit"),
    ])
}

/// A visit, noted after it was made: what for, offers taken, what was said, when the next contact is due.
pub fn visit<S: Screen>(house: &House, firm: Firm, start: VisitStart, after: After<S>, cx: &mut Cx<'_>) {
    let draft = start.draft.unwrap_or_else(|| RowId::from_uuid(Uuid::now_v7()));
    let mut form = keeping(visit_form(house, cx), VISIT_FORM, &firm, draft);
    form.set("day", &day_text(cx.today()).into());
    for (id, value) in &start.values {
        form.set(id, value);
    }
    if start.raw.is_empty() {
        form.focus_on("purpose");
    } else {
        form.restore(&start.raw, "summary");
    }
    let title = Words::new(if start.before.is_some() { "visit-title-correct" } else { "visit-title" }).with("name", &firm.name);
    let house = house.clone();
    cx.ask(Ask::new(title, form, "action-save"), move |_: &mut S, answers: Filled, cx| {
        let text = |id: &str| Some(answers.text(id)).filter(|t| !t.trim().is_empty());
        let noted = Visit {
            employer: firm.id,
            day: answers.day("day"),
            purpose: text("purpose"),
            offers: match answers.get("offers") {
                Value::Int(count) => Some(count),
                _ => None,
            },
            summary: text("summary"),
            next_on: answers.day("next_on"),
            ..start.before.clone().unwrap_or_default()
        };
        let words = cx.look.with("visit-next-words", &[("name", firm.name.clone())]);
        let before = start.before.clone();
        let ticket = cx.deed(
            move |desk, deed| employers::visit(desk, deed, before.as_ref(), &noted, &words, Some(draft)),
            move |me: &mut S, done: Outcome<Visited>, cx| match done {
                Ok(done) => {
                    let key = if done.next.is_some() { "visit-saved-next" } else { "visit-saved" };
                    cx.say(Message::saved(Words::new(key).with("name", &firm.name).with("count", done.offers)));
                    after(me, cx);
                }
                Err(Fault::Away | Fault::Cancelled) => {}
                // The drawer comes back as it was; the app says why it wasn't taken.
                Err(_) => {
                    let start = VisitStart { values: answers.0, raw: Vec::new(), draft: Some(draft), before: start.before };
                    visit(&house, firm, start, after, cx);
                }
            },
        );
        cx.hold_for(ticket);
    });
}

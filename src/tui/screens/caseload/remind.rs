//! The drawer « Relancer »: motif, day and colleague, one reminder a person; how many are made and which planned ones are kept is said
//! before (screens.md drawing 2). Opened by the caseload.

use std::rc::Rc;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::dates::Toward;
use crate::domain::ids::{PersonId, UserId};
use crate::domain::record::{day_text, parse_day};
use crate::fault::{Outcome, Value};
use crate::services::caseload::Colleague;
use crate::services::follow_up::{self, Reminded};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::form::{Form, Spec, Step};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen, Typed};
use crate::tui::screens::caseload::line::short;
use crate::tui::screens::{House, fields};
use crate::tui::widgets::pick::Choice;

/// The kind proposed: contact to be taken (domain.md §4, T4).
const CONTACT: &str = "T4";
/// Working days until it is due.
const DAYS: i64 = 3;

/// One reminder for each.
#[derive(Debug, Clone, PartialEq)]
pub struct Wished {
    /// TASK code.
    pub kind: String,
    /// Due on.
    pub due: NaiveDate,
    /// Whose work.
    pub assignee: UserId,
}

/// The drawer.
pub struct Remind {
    form: Form,
    people: Vec<PersonId>,
    colleagues: Vec<Colleague>,
    preview: Option<Reminded>,
}

/// What is read from the digits of a code: `4` is `T4`.
fn kind_of(code: &str) -> String {
    format!("T{code}")
}

impl Remind {
    /// For these people; who acts is proposed, and the day in three working days.
    pub fn new(house: &House, people: Vec<PersonId>, colleagues: Vec<Colleague>, today: NaiveDate, look: &Look) -> Self {
        let codes = &house.rules.codes;
        let kinds: Rc<[Choice]> = codes
            .list("TASK")
            .filter(|c| c.valid(today))
            .filter_map(|c| Some(Choice::new(c.code.strip_prefix('T')?, c.label(look.lang()))))
            .collect();
        let names: Rc<[Choice]> = (1..).zip(&colleagues).map(|(n, c)| Choice::new(n.to_string(), &c.name)).collect();
        let mut form = Form::new(vec![
            Spec::code("kind", kinds).labelled("remind-kind").must(),
            Spec::date("due", fields::day_reader(house, Toward::Future, look.lang())).labelled("remind-due").must(),
            Spec::code("assignee", names).labelled("remind-assignee").must(),
        ]);
        let own = colleagues.iter().position(|c| c.user == house.who.user).map(|at| (at + 1).to_string());
        form.set("kind", &Value::from(CONTACT.trim_start_matches('T')));
        form.set("due", &Value::from(day_text(house.rules.calendar.add_working_days(today, DAYS))));
        form.set("assignee", &own.into());
        form.focus_on("due");
        Remind { form, people, colleagues, preview: None }
    }
    fn wished(&self) -> Option<Wished> {
        let text = |id: &str| self.form.value(id).as_text().map(str::to_owned);
        let at: usize = text("assignee")?.parse().ok()?;
        let assignee = self.colleagues.get(at.checked_sub(1)?)?.user;
        Some(Wished { kind: kind_of(&text("kind")?), due: parse_day(&text("due")?)?, assignee })
    }
    fn ask(&mut self, cx: &mut Cx<'_>) {
        let Some(wished) = self.wished() else { return };
        let people = self.people.clone();
        cx.load(
            Slot("preview"),
            move |desk| follow_up::remind_many(desk, None, &people, &wished.kind, wished.due, wished.assignee),
            |me: &mut Self, preview: Outcome<Reminded>, _| me.preview = preview.ok(),
        );
    }
    fn stepped(&mut self, step: Step, cx: &mut Cx<'_>) {
        if matches!(step, Step::Changed(_) | Step::Left(_)) {
            self.ask(cx);
        }
    }
}

/// « 2 seront créées, 1 déjà prévue gardée (EDZANG Noëlla, 26/11) ».
pub fn said(reminded: &Reminded, stem: &str, look: &Look) -> String {
    let mut text = look.with(&format!("{stem}-made"), &[("count", reminded.created.to_string())]);
    if let Some((_, name, day)) = reminded.kept.first() {
        let more = reminded.kept.len() - 1;
        let args = [
            ("count", reminded.kept.len().to_string()),
            ("name", name.clone()),
            ("day", short(*day, look)),
            ("more", more.to_string()),
        ];
        text.push_str(&look.with("caseload-remind-kept", &args));
    }
    text
}

impl Dialog for Remind {
    type Reply = Wished;
}

impl Screen for Remind {
    fn name(&self) -> &'static str {
        "remind"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled("action-remind"));
        out.push(Offer::silent(Action::Save));
        out.push(Offer::usual(Action::NextPane).labelled("drawer-field"));
        self.form.offers(out);
        out.push(Offer::rare(Action::Back));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.ask(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open | Action::Save if self.form.check(cx) => match self.wished() {
                Some(wished) => cx.reply(wished),
                None => cx.bell(),
            },
            Action::Open | Action::Save => {}
            Action::Back => cx.close(),
            other => {
                let step = self.form.act(other, cx, |me: &mut Self| &mut me.form);
                self.stepped(step, cx);
            }
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        let step = self.form.typed(&what, cx);
        self.stepped(step, cx);
        step != Step::Ignored
    }
    fn title(&self, look: &Look) -> String {
        look.with("title-caseload-remind", &[("count", self.people.len().to_string())])
    }
    fn rows(&self, _width: u16) -> u16 {
        5
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        self.form.draw(buffer, Rect { height: 3.min(area.height), ..area }, look, true);
        if area.width >= 70 && self.people.len() > 1 {
            look.put(buffer, area.x + 58, area.y, 20, &look.text("remind-each"), Style::new());
        }
        if let Some(preview) = &self.preview {
            look.put(buffer, area.x + 1, area.y + 3, area.width - 2, &said(preview, "remind-will", look), Style::new());
        }
        look.put(buffer, area.x, area.y + 4, area.width, &look.text("remind-keys"), Style::new());
    }
}

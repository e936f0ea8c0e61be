//! A drawer that asks one line of text or one day: the result of a task, another day, the file of a list. Called by the caseload and
//! the tasks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::dates::Toward;
use crate::fault::Value;
use crate::tui::action::Action;
use crate::tui::form::{Form, Spec, Step};
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen, Typed, Words};
use crate::tui::screens::{House, fields};

/// The drawer: the text as typed, or a day as stored.
pub struct AskLine {
    name: &'static str,
    title: Words,
    says: String,
    deed: &'static str,
    form: Form,
    field: &'static str,
}

impl AskLine {
    fn new(name: &'static str, title: Words, spec: Spec, field: &'static str, deed: &'static str) -> Self {
        AskLine { name, title, says: String::new(), deed, form: Form::new(vec![spec]), field }
    }
    /// A text of at most so many characters; `must`: it may not be empty. `deed` is the key of the label of Enter.
    pub fn text(name: &'static str, title: Words, field: &'static str, max: usize, must: bool, deed: &'static str) -> Self {
        let spec = Spec::text(field, max).width(58);
        AskLine::new(name, title, if must { spec.must() } else { spec }, field, deed)
    }
    /// A day to come.
    pub fn day(name: &'static str, title: Words, field: &'static str, deed: &'static str, house: &House, look: &Look) -> Self {
        let spec = Spec::date(field, fields::day_reader(house, Toward::Future, look.lang())).must();
        AskLine::new(name, title, spec, field, deed)
    }
    /// A day of the past, today included.
    pub fn past(name: &'static str, title: Words, field: &'static str, deed: &'static str, house: &House, look: &Look) -> Self {
        let spec = Spec::date(field, fields::day_reader(house, Toward::Past, look.lang())).must();
        AskLine::new(name, title, spec, field, deed)
    }
    /// With what stands there already.
    pub fn with(mut self, value: impl Into<Value>) -> Self {
        self.form.set(self.field, &value.into());
        self
    }
    /// With a sentence below.
    pub fn saying(mut self, says: String) -> Self {
        self.says = says;
        self
    }
}

impl Dialog for AskLine {
    type Reply = String;
}

impl Screen for AskLine {
    fn name(&self) -> &'static str {
        self.name
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled(self.deed));
        out.push(Offer::silent(Action::Save));
        out.push(Offer::main(Action::Back));
        self.form.offers(out);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open | Action::Save if self.form.check(cx) => {
                cx.reply(self.form.value(self.field).as_text().unwrap_or_default().to_owned());
            }
            Action::Open | Action::Save => {}
            Action::Back => cx.close(),
            other => {
                self.form.act(other, cx, |me: &mut Self| &mut me.form);
            }
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        self.form.typed(&what, cx) != Step::Ignored
    }
    fn title(&self, look: &Look) -> String {
        look.words(&self.title)
    }
    fn rows(&self, _width: u16) -> u16 {
        3
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.form.draw(frame.buffer_mut(), Rect { height: 1.min(area.height), ..area }, look, true);
        let lines = wrap(&self.says, usize::from(area.width.saturating_sub(2)));
        for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
            look.put(frame.buffer_mut(), area.x + 1, y, area.width - 2, &line, Style::new());
        }
    }
}

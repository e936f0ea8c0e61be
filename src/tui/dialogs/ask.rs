//! A small form in a drawer with one named deed: Enter does it from any field but a note, Tab goes on (screens.md §1). The reply is
//! the values; nothing is lost when the deed then fails, since the opener asks again with them.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::fault::Value;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::form::{Form, Step};
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen, Typed, Words};

/// What was typed is on disk so long after it, whether or not another key follows (screens.md §10).
const KEEP_AFTER: Duration = Duration::from_secs(2);

/// What stands in the fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filled(pub Vec<(&'static str, Value)>);

impl Filled {
    /// The value of a field; Null for an empty or unknown one.
    pub fn get(&self, id: &str) -> Value {
        self.0.iter().find(|(i, _)| *i == id).map_or(Value::Null, |(_, v)| v.clone())
    }
    /// The text of a field; empty without one.
    pub fn text(&self, id: &str) -> String {
        self.get(id).as_text().unwrap_or_default().to_owned()
    }
    /// The day of a field.
    pub fn day(&self, id: &str) -> Option<chrono::NaiveDate> {
        self.get(id).as_text().and_then(crate::domain::record::parse_day)
    }
}

/// The drawer.
pub struct Ask {
    title: Words,
    about: Vec<String>,
    form: Form,
    deed: &'static str,
    armed: bool,
}

impl Ask {
    /// A title, the form, the key of the deed's label (`action-transfer`).
    pub fn new(title: Words, form: Form, deed: &'static str) -> Self {
        Ask { title, about: Vec::new(), form, deed, armed: false }
    }
    /// With lines above the form: what the deed brings along.
    pub fn about(mut self, lines: Vec<String>) -> Self {
        self.about = lines;
        self
    }
    fn submit(&mut self, cx: &mut Cx<'_>) {
        if self.form.check(cx) {
            cx.reply(Filled(self.form.values()));
        }
    }
    /// Something was typed: its draft, where there is one, is kept soon. Not each time anew, or a quick typist would never have one.
    fn touch(&mut self, cx: &mut Cx<'_>) {
        if !std::mem::replace(&mut self.armed, true) {
            cx.wake(Slot("ask-keep"), KEEP_AFTER, |me: &mut Self, cx| {
                me.armed = false;
                me.form.keep(cx);
            });
        }
    }
    fn lines(&self, width: u16) -> Vec<String> {
        self.about.iter().flat_map(|l| wrap(l, usize::from(width.saturating_sub(2)).max(20))).collect()
    }
}

impl Dialog for Ask {
    type Reply = Filled;
}

impl Screen for Ask {
    fn name(&self) -> &'static str {
        "ask"
    }
    fn kind(&self) -> Kind {
        self.form.kind()
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        let mut own = Vec::new();
        self.form.offers(&mut own);
        out.push(Offer::main(Action::Save).labelled(self.deed));
        out.push(Offer::main(Action::Back));
        out.extend(own.into_iter().map(|o| if o.action == Action::Next { Offer::silent(Action::Next) } else { o }));
    }
    fn closing(&mut self, cx: &mut Cx<'_>) {
        self.form.keep(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Save => self.submit(cx),
            Action::Back => {
                self.form.keep(cx);
                cx.close();
            }
            Action::Next => {
                // A note and a list take Enter for themselves; elsewhere it is the deed.
                match self.form.act(action, cx, |me: &mut Self| &mut me.form) {
                    Step::Left(_) | Step::Finished => self.submit(cx),
                    Step::Changed(_) => self.touch(cx),
                    _ => {}
                }
            }
            other => {
                if matches!(self.form.act(other, cx, |me: &mut Self| &mut me.form), Step::Changed(_)) {
                    self.touch(cx);
                }
            }
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        let taken = self.form.typed(&what, cx) != Step::Ignored;
        if taken {
            self.touch(cx);
        }
        taken
    }
    fn title(&self, look: &Look) -> String {
        look.words(&self.title)
    }
    fn rows(&self, width: u16) -> u16 {
        self.form.height(width) + u16::try_from(self.lines(width).len()).unwrap_or(0)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let lines = self.lines(area.width);
        for (y, line) in (area.y..area.bottom()).zip(&lines) {
            look.put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(2), line, Style::new());
        }
        let above = u16::try_from(lines.len()).unwrap_or(0).min(area.height);
        let area = Rect { y: area.y + above, height: area.height - above, ..area };
        self.form.draw(frame.buffer_mut(), area, look, true);
    }
}

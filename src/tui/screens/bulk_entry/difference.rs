//! Two keyings of a field that differ, settled from the paper (screens.md drawing 11b): 1, 2 or the value typed. What is typed in the
//! first moments after it opens was meant for the next field and goes there.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::batch::fields::BulkField;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::form::{Form, Spec, Step};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen, Typed};
use crate::tui::screens::House;
use crate::tui::screens::bulk_entry::paper;

/// A hand that hears the bell stops within this time; what it typed meanwhile belongs to the next field.
const AHEAD: Duration = Duration::from_millis(400);

/// A key typed ahead.
#[derive(Debug, Clone, PartialEq)]
pub enum Ahead {
    /// Text or an edit.
    Typed(Typed),
    /// An action.
    Act(Action),
}

/// What was settled.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// The value taken, as it is kept.
    pub kept: String,
    /// Keys for the next field.
    pub ahead: Vec<Ahead>,
    /// Keys pressed to settle it.
    pub strokes: i64,
}

/// The two values and who keyed them.
pub struct Both {
    /// As the first keyed it, as kept.
    pub first: String,
    /// Name of the first.
    pub first_name: String,
    /// As keyed now.
    pub second: String,
    /// Place among the fields keyed twice, and their number.
    pub at: (usize, usize),
    /// Differences so far, forms so far, rate in words.
    pub sofar: (i64, i64, String),
}

/// The drawer.
pub struct DifferenceDrawer {
    house: House,
    field: BulkField,
    both: Both,
    form: Form,
    third: bool,
    ready: bool,
    ahead: Vec<Ahead>,
    strokes: i64,
}

impl DifferenceDrawer {
    /// For this field; `spec` reads the third value.
    pub fn new(house: &House, field: BulkField, spec: Spec, both: Both) -> Self {
        let form = Form::new(vec![spec.may()]);
        DifferenceDrawer { house: house.clone(), field, both, form, third: false, ready: false, ahead: Vec::new(), strokes: 0 }
    }
    fn empty(&self) -> bool {
        !self.third && self.form.raw_of(self.field.id).is_empty()
    }
    fn take(&mut self, kept: String, cx: &mut Cx<'_>) {
        cx.reply(Settled { kept, ahead: std::mem::take(&mut self.ahead), strokes: self.strokes });
    }
    fn take_typed(&mut self, cx: &mut Cx<'_>) {
        if self.form.raw_of(self.field.id).trim().is_empty() {
            cx.bell();
            return;
        }
        if self.form.check(cx) {
            let kept = paper::reading(&self.form, self.field.id, self.house.rules.today);
            self.take(kept, cx);
        }
    }
}

impl Dialog for DifferenceDrawer {
    type Reply = Settled;
}

impl Screen for DifferenceDrawer {
    fn name(&self) -> &'static str {
        "bulk_difference"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Digit1).labelled("bulk-first-short"));
        out.push(Offer::main(Action::Digit2).labelled("bulk-second-short"));
        out.push(Offer::main(Action::Open).labelled("bulk-other-value"));
        out.push(Offer::rare(Action::Back));
        out.push(Offer::rare(Action::Explain));
        out.extend([Action::NextPane, Action::Down].map(Offer::silent));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        cx.bell();
        cx.wake(Slot("ready"), AHEAD, |me: &mut Self, _| me.ready = true);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if !self.ready && action != Action::Back {
            let meant = if action == Action::Open { Action::Next } else { action };
            self.ahead.push(Ahead::Act(meant));
            return;
        }
        self.strokes += 1;
        match action {
            Action::Open => self.take_typed(cx),
            Action::Back => cx.close(),
            Action::Digit1 => self.take(self.both.first.clone(), cx),
            Action::Digit2 => self.take(self.both.second.clone(), cx),
            Action::NextPane | Action::Down => self.third = true,
            other => {
                self.form.act(other, cx, |me: &mut Self| &mut me.form);
            }
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        if !self.ready {
            self.ahead.push(Ahead::Typed(what));
            return true;
        }
        self.strokes += 1;
        match what {
            Typed::Text('1') if self.empty() => self.take(self.both.first.clone(), cx),
            Typed::Text('2') if self.empty() => self.take(self.both.second.clone(), cx),
            // A value that begins with 1 or 2: a blank before it.
            Typed::Text(' ') if self.empty() => self.third = true,
            what => {
                let step = self.form.typed(&what, cx);
                if step == Step::Finished {
                    self.take_typed(cx);
                }
                return step != Step::Ignored;
            }
        }
        true
    }
    fn title(&self, look: &Look) -> String {
        let (at, count) = self.both.at;
        let args = [("at", at.to_string()), ("count", count.to_string()), ("field", self.field.label(look.lang()).to_owned())];
        look.with("bulk-difference-title", &args)
    }
    fn rows(&self, _: u16) -> u16 {
        5
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let room = area.width.saturating_sub(2);
        let shown = |text: &str| paper::shown(&self.field, text, &self.house, look);
        let line = |digit: &str, value: &str, who: String| format!("[{digit}] {value:<12} {who}");
        let first = look.with("bulk-first-by", &[("name", self.both.first_name.clone())]);
        look.put(buffer, area.x + 1, area.y, room, &line("1", &shown(&self.both.first), first), Style::new());
        let second = look.text("bulk-second-by");
        look.put(buffer, area.x + 1, area.y + 1, room, &line("2", &shown(&self.both.second), second), Style::new());
        self.draw_third(buffer, Rect { y: area.y + 2, height: 1, ..area }, look);
        let (differences, forms, rate) = &self.both.sofar;
        let args = [("differences", differences.to_string()), ("forms", forms.to_string()), ("rate", rate.clone())];
        look.put(buffer, area.x + 1, area.y + 3, room, &look.with("bulk-both-kept", &args), Style::new());
        look.put(buffer, area.x + 1, area.y + 4, room, &look.text("bulk-look-at-paper"), Style::new());
    }
}

impl DifferenceDrawer {
    fn draw_third(&self, buffer: &mut ratatui::buffer::Buffer, area: Rect, look: &Look) {
        const FIELD: u16 = 5;
        let width = self.form.draw_bare(buffer, (area.x + FIELD, area.y), area.width.saturating_sub(FIELD + 1), look);
        let at = area.x + FIELD + width + 3;
        look.put(buffer, at, area.y, area.width.saturating_sub(at), &look.text("bulk-read-on-paper"), Style::new());
    }
}

//! What the slip on the pile says, in a drawer: number of forms, the sums that it has. Enter goes on, in the last field it announces.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::batch::totals::{self, Total};
use crate::domain::batch::{Batch, FormKind};
use crate::fault::{Fault, Outcome, Value};
use crate::services::batches::{self, Slip};
use crate::tui::action::Action;
use crate::tui::form::{Form, Spec, Step};
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Dialog, Kind, Message, Offer, Screen, Typed, Words};
use crate::tui::screens::House;

/// Number of forms.
const FORMS: &str = "announced_forms";
/// Everything twice.
const ALL: &str = "verify";

/// The drawer.
pub struct SlipDrawer {
    kind: FormKind,
    number: Option<String>,
    totals: Vec<Total>,
    form: Form,
}

impl SlipDrawer {
    /// Of a new batch.
    pub fn new(house: &House, kind: FormKind, look: &Look) -> Self {
        let totals = batches::totals_of(kind, &house.rules);
        let mut specs = vec![Spec::number(FORMS, 1, 10_000).named(&look.text("bulk-total-forms")).must()];
        for total in &totals {
            let label = look.text(&format!("bulk-slip-{}", total.id()));
            specs.push(Spec::number(total.id(), 0, 999_999_999_999).named(&label));
        }
        specs.push(Spec::yes_no(ALL, &look.text("word-yes"), &look.text("word-no")).named(&look.text("bulk-verify-all")));
        let mut form = Form::new(specs);
        form.set(ALL, &Value::Bool(false));
        SlipDrawer { kind, number: None, totals, form }
    }
    /// To be corrected.
    pub fn of(house: &House, batch: &Batch, look: &Look) -> Self {
        let mut drawer = SlipDrawer::new(house, batch.form_kind, look);
        drawer.number = Some(batch.number.clone());
        drawer.form.set(FORMS, &batch.announced_forms.into());
        drawer.form.set(ALL, &(batch.verify == "all").into());
        for total in &drawer.totals {
            let sum = totals::announced(batch, *total);
            drawer.form.set(total.id(), &sum.into());
        }
        drawer
    }
    fn number(&self, id: &str) -> Option<i64> {
        match self.form.value(id) {
            Value::Int(n) => Some(n),
            _ => None,
        }
    }
    fn send(&mut self, cx: &mut Cx<'_>) {
        if !self.form.check(cx) {
            return;
        }
        let totals = self.totals.iter().filter_map(|t| Some((*t, self.number(t.id())?))).collect();
        cx.reply(Slip {
            kind: self.kind,
            announced: self.number(FORMS).unwrap_or(0),
            totals,
            verify_all: self.form.value(ALL) == Value::Bool(true),
        });
    }
    fn step(&mut self, step: Step, cx: &mut Cx<'_>) -> bool {
        if step == Step::Finished {
            self.send(cx);
        }
        step != Step::Ignored
    }
}

impl Dialog for SlipDrawer {
    type Reply = Slip;
}

impl Screen for SlipDrawer {
    fn name(&self) -> &'static str {
        "bulk_slip"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        let last = self.form.focused() == ALL;
        out.push(Offer::main(Action::Open).labelled(if last { "bulk-slip-keep" } else { "action-next" }));
        out.push(Offer::main(Action::Save).labelled("bulk-slip-keep"));
        out.push(Offer::main(Action::Back));
        self.form.offers(out);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Save => self.send(cx),
            Action::Back => cx.close(),
            other => {
                let other = if other == Action::Open { Action::Next } else { other };
                let step = self.form.act(other, cx, |me: &mut Self| &mut me.form);
                self.step(step, cx);
            }
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        let step = self.form.typed(&what, cx);
        self.step(step, cx)
    }
    fn title(&self, look: &Look) -> String {
        let kind = look.text(&format!("bulk-kind-{}", self.kind.id()));
        match &self.number {
            Some(number) => look.with("bulk-slip-title-of", &[("number", number.clone()), ("kind", kind)]),
            None => look.with("bulk-slip-title", &[("kind", kind)]),
        }
    }
    fn rows(&self, width: u16) -> u16 {
        self.form.height(width) + 2
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let height = self.form.height(area.width).min(area.height);
        self.form.draw(frame.buffer_mut(), Rect { height, ..area }, look, true);
        let lines = wrap(&look.text("bulk-slip-says"), usize::from(area.width.saturating_sub(2)));
        for (y, line) in (area.y + height..area.bottom()).zip(lines) {
            look.put(frame.buffer_mut(), area.x + 1, y, area.width - 2, &line, Style::new());
        }
    }
}

/// Saves what was corrected on a slip, then calls `then`.
pub fn correct<S: Screen>(batch: Batch, said: Slip, cx: &mut Cx<'_>, then: fn(&mut S, &mut Cx<'_>)) {
    let number = batch.number.clone();
    let ticket = cx.deed(
        move |desk, deed| batches::correct(desk, deed, &batch, &said),
        move |me: &mut S, done: Outcome<Batch>, cx| match done {
            Ok(_) => {
                cx.say_saved(Words::new("bulk-slip-corrected").with("number", number));
                then(me, cx);
            }
            Err(Fault::Flaws(flaws)) => {
                if let Some(flaw) = flaws.first() {
                    cx.bell();
                    cx.say(Message::failed(Words::new("said").with("text", cx.look.flaw(flaw))));
                }
            }
            Err(_) => {}
        },
    );
    cx.hold_for(ticket);
}

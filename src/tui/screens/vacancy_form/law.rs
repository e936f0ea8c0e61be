//! The pane below the form: what the law says of the offer as typed. It comes when a field is left or after a short pause, goes when the
//! words are gone, never takes the cursor by itself (screens.md drawing 8c). Ctrl+O goes into it: a digit puts the proposed words in
//! place, `s` asks a special condition, `?` says why.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::VacancyForm;
use crate::domain::offer_law::{self, Law};
use crate::domain::wording::WordList;
use crate::fault::Value;
use crate::services::wording;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Filled, Lines};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Offer, Words};
use crate::tui::screens::vacancy::suite::{special_drawer, special_of};
use crate::tui::screens::{House, lawful};

/// Fields that the law looks at.
pub const READ: &[&str] = &[
    "title",
    "description",
    "schedule",
    "benefits",
    "required_skills",
    "desired_skills",
    "contract",
    "wage_min",
    "wage_max",
    "wage_period",
    "working_time",
    "hours_week",
];
/// A pause in typing after which it is looked at, within a note that is seldom left.
const PAUSE: Duration = Duration::from_millis(1200);

/// What is shown.
#[derive(Default)]
pub struct Pane {
    /// The words that it looks for; none until they have come.
    words: Option<&'static WordList>,
    law: Law,
    /// The cursor is in it.
    pub focused: bool,
}

impl Pane {
    /// Whether there is something to say.
    pub fn speaks(&self) -> bool {
        lawful::speaks(&self.law)
    }
    /// What it says.
    pub fn law(&self) -> &Law {
        &self.law
    }
    /// Its lines for a width; none where it is silent.
    pub fn lines(&self, house: &House, look: &Look, width: u16) -> Vec<String> {
        // While the cursor is in it it stays, so that one digit too many is not typed into the field below.
        if !self.speaks() && !self.focused {
            return Vec::new();
        }
        lawful::lines(&self.law, house, look, usize::from(width.saturating_sub(2)))
    }
    /// Draws it with its rule.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, lines: &[String], look: &Look) {
        let title = if self.law.passes() && self.law.doubtful() == 0 && !self.focused {
            look.text("vacancy-law-title")
        } else {
            lawful::title(&self.law, look)
        };
        look.rule(buffer, Rect { height: 1, ..area }, &title, "");
        for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
            look.put(buffer, area.x + 1, y, area.width.saturating_sub(2), line, Style::new());
        }
        if self.focused {
            look.point(area.x + 1, area.y + 1);
        }
    }
}

impl VacancyForm {
    /// The list of words, once: the check itself is then done here, without a way to the database.
    pub(super) fn load_words(&mut self, cx: &mut Cx<'_>) {
        cx.load(
            Slot("list"),
            |_| wording::list(),
            |me: &mut Self, list, _| {
                me.pane.words = list.ok();
                me.look_again();
            },
        );
    }
    /// Looks at the offer as it stands now.
    pub(super) fn look_again(&mut self) {
        let Some(words) = self.pane.words else { return };
        self.pane.law = offer_law::of(&self.vacancy(), &self.house.rules, words);
    }
    /// The same after a pause.
    pub(super) fn look_soon(&mut self, cx: &mut Cx<'_>) {
        cx.wake(Slot("law"), PAUSE, |me: &mut Self, _| me.look_again());
    }
    pub(super) fn pane_offers(&self, out: &mut Vec<Offer>) {
        let count = self.pane.law.spots.len();
        let digits = (1..=9_u8).take(count).filter_map(Action::of_digit);
        for (n, digit) in digits.enumerate() {
            let offer = Offer::new(digit, if n == 0 { crate::tui::screen::Rank::Main } else { crate::tui::screen::Rank::Silent });
            out.push(offer.labelled("vacancy-replace"));
        }
        if self.may_ask_special() {
            out.push(Offer::main(Action::NextState).labelled("vacancy-special"));
        }
        if count > 0 {
            out.push(Offer::main(Action::Explain));
        }
        out.extend([Action::Side, Action::Open].map(Offer::silent));
        out.push(Offer::usual(Action::Save));
        out.push(Offer::usual(Action::Back));
    }
    /// A text could allow one of the passages, and the offer isn't open.
    fn may_ask_special(&self) -> bool {
        !self.before.state.is_open() && self.pane.law.spots.iter().any(|s| s.passage.blocks())
    }
    pub(super) fn act_in_pane(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::NextState => self.ask_special(cx),
            Action::Explain => self.say_why(cx),
            Action::Save => {
                self.pane.focused = false;
                self.save(cx);
            }
            other => match other.digit() {
                Some(digit) => self.replace(usize::from(digit), cx),
                None => self.pane.focused = false,
            },
        }
    }
    /// Puts the proposed words in the place of a passage, or takes it out.
    fn replace(&mut self, digit: usize, cx: &mut Cx<'_>) {
        let spot = digit.checked_sub(1).and_then(|at| self.pane.law.spots.get(at)).cloned();
        let Some(spot) = spot else { return };
        let listed = spot.field.ends_with("_skills");
        let now = match self.steps.value(spot.field) {
            Value::List(all) => all.iter().filter_map(Value::as_text).collect::<Vec<_>>().join("|"),
            other => other.as_text().unwrap_or_default().to_owned(),
        };
        if now.get(spot.passage.range.clone()) != Some(spot.passage.words.as_str()) {
            return self.look_again();
        }
        let mended = offer_law::mended(&now, &spot.passage);
        let value = if listed {
            Value::List(mended.split('|').map(str::trim).filter(|s| !s.is_empty()).map(Value::from).collect())
        } else {
            Value::from(mended)
        };
        self.steps.set(spot.field, &value);
        self.look_again();
        self.keep(cx);
        let words = match &spot.passage.replace {
            Some(new) => Words::new("vacancy-replaced").with("words", &spot.passage.words).with("new", new),
            None => Words::new("vacancy-taken-out").with("words", &spot.passage.words),
        };
        cx.say(crate::tui::screen::Message::advice(words));
    }
    /// `s`: the condition with its basis; the head's visa is asked by the save.
    fn ask_special(&mut self, cx: &mut Cx<'_>) {
        let house = self.house.clone();
        cx.ask(special_drawer(&house, cx), |me: &mut Self, answers: Filled, cx| {
            me.special = Some(special_of(&answers));
            me.look_again();
            me.keep(cx);
            cx.say(crate::tui::screen::Message::advice(Words::new("vacancy-special-kept")));
        });
    }
    /// `?`: for each passage what the law protects, and what to say instead.
    fn say_why(&self, cx: &mut Cx<'_>) {
        let mut lines = Vec::new();
        for spot in &self.pane.law.spots {
            let why: Vec<String> =
                spot.passage.kinds.iter().map(|k| cx.look.text(&format!("wording-reason-{}", k.id()))).collect();
            lines.push(format!("« {} » : {}", spot.passage.words, why.join(" ")));
        }
        cx.show(Lines::new(Words::new("vacancy-why-title"), lines));
    }
}

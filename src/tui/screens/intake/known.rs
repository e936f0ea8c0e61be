//! Looks at a possible duplicate without leaving the form: the short card and all that speaks for and against. A drawer,
//! since a file of another agency gives no more than its card (security.md §3).

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::services::search::Possible;
use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Screen};
use crate::tui::screens::twins::facts;

/// The drawer.
pub struct Known {
    person: Possible,
}

impl Known {
    /// Of this person.
    pub fn new(person: Possible) -> Self {
        Known { person }
    }
}

impl Screen for Known {
    fn name(&self) -> &'static str {
        "known"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Back));
    }
    fn act(&mut self, _: Action, cx: &mut Cx<'_>) {
        cx.close();
    }
    fn title(&self, _: &Look) -> String {
        format!("{}  {}", self.person.card.name, self.person.card.number)
    }
    fn rows(&self, _: u16) -> u16 {
        u16::try_from(self.person.evidence.len()).unwrap_or(4) + 1
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let first = facts(&self.person, look);
        let rest = self.person.evidence.iter().map(|e| {
            look.with("intake-evidence", &[("strength", look.text(e.strength.key())), ("evidence", look.with(e.key, &e.args))])
        });
        for (y, line) in (area.y..area.bottom()).zip(std::iter::once(first).chain(rest)) {
            look.put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(2), &line, Style::new());
        }
        look.point(area.x, area.y);
    }
}

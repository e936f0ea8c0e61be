//! A question that names the consequence; the answers are the deed itself and going back, never yes or no.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::action::Action;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen, Words};

/// The deed was confirmed. Going back gives no reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confirmed;

/// The drawer.
pub struct Confirm {
    title: Words,
    question: Words,
    deed: &'static str,
}

impl Confirm {
    /// A title, the question with its consequence, the key of the deed's label (`action-quit`).
    pub fn new(title: Words, question: Words, deed: &'static str) -> Self {
        Confirm { title, question, deed }
    }
}

impl Dialog for Confirm {
    type Reply = Confirmed;
}

impl Screen for Confirm {
    fn name(&self) -> &'static str {
        "confirm"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled(self.deed));
        out.push(Offer::main(Action::Back));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if action == Action::Open {
            cx.reply(Confirmed);
        } else {
            cx.close();
        }
    }
    fn title(&self, look: &Look) -> String {
        look.words(&self.title)
    }
    fn rows(&self, _width: u16) -> u16 {
        3
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let lines = wrap(&look.words(&self.question), usize::from(area.width.saturating_sub(2)));
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            look.put(frame.buffer_mut(), area.x + 1, y, area.width - 2, &line, Style::new());
        }
        look.point(area.x, area.y);
    }
}

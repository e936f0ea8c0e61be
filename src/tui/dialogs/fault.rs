//! The three texts of a fault: what happened, what it means for the work, what to do. The detail is in the log only.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::fault::Fault;
use crate::tui::action::Action;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Kind, Offer, Screen};

/// The drawer.
pub struct FaultDialog {
    fault: Fault,
}

impl FaultDialog {
    /// Of this fault.
    pub fn new(fault: Fault) -> Self {
        FaultDialog { fault }
    }
    fn lines(&self, look: &Look, width: usize) -> Vec<String> {
        let said = look.texts.fault(&self.fault);
        let mut lines = wrap(&said.what, width);
        if let Fault::Flaws(flaws) = &self.fault {
            // The first is what happened.
            lines.extend(flaws.iter().skip(1).flat_map(|flaw| wrap(&look.flaw(flaw), width)));
        }
        lines.extend(wrap(&said.means, width));
        lines.extend(wrap(&said.todo, width));
        lines
    }
}

impl Screen for FaultDialog {
    fn name(&self) -> &'static str {
        "fault"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Back));
        out.push(Offer::silent(Action::Open));
    }
    fn act(&mut self, _action: Action, cx: &mut Cx<'_>) {
        cx.close();
    }
    fn rows(&self, _width: u16) -> u16 {
        let flaws = if let Fault::Flaws(flaws) = &self.fault { flaws.len() } else { 0 };
        u16::try_from(5 + flaws.min(10)).unwrap_or(5)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let lines = self.lines(look, usize::from(area.width.saturating_sub(2)));
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            look.put(frame.buffer_mut(), area.x + 1, y, area.width - 2, &line, Style::new());
        }
        look.point(area.x, area.y);
    }
}

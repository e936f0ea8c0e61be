//! Something to read in a drawer: before and after of a deed, what is shown on demand, versions of a note. Gives no answer.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::action::Action;
use crate::tui::look::{Look, hang};
use crate::tui::screen::{Cx, Kind, Offer, Screen, Words};

/// Most rows of text that are seen at once.
const MOST: usize = 15;

/// The drawer.
pub struct Lines {
    title: Words,
    text: Vec<String>,
    top: usize,
}

impl Lines {
    /// A title and paragraphs, which are broken to the width; their own line ends are kept.
    pub fn new(title: Words, text: Vec<String>) -> Self {
        Lines { title, text, top: 0 }
    }
    fn broken(&self, width: usize) -> Vec<String> {
        self.text.iter().flat_map(|t| hang(t, width.max(20))).collect()
    }
}

impl Screen for Lines {
    fn name(&self) -> &'static str {
        "lines"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Back));
        use Action::{Down, Open, PageDown, PageUp, Up};
        out.extend([Up, Down, PageUp, PageDown, Open].map(Offer::silent));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        let last = self.broken(78).len().saturating_sub(MOST);
        match action {
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top = (self.top + 1).min(last),
            Action::PageUp => self.top = self.top.saturating_sub(MOST),
            Action::PageDown => self.top = (self.top + MOST).min(last),
            _ => cx.close(),
        }
    }
    fn title(&self, look: &Look) -> String {
        look.words(&self.title)
    }
    fn rows(&self, width: u16) -> u16 {
        let lines = self.broken(usize::from(width.saturating_sub(2))).len();
        u16::try_from(lines.clamp(1, MOST)).unwrap_or(15)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let lines = self.broken(usize::from(area.width.saturating_sub(2)));
        for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(self.top)) {
            look.put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(2), line, Style::new());
        }
        look.point(area.x, area.y);
    }
}

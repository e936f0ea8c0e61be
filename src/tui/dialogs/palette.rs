//! F4: every deed by its letters, what can be done here first, with the key beside it; what can't, with the reason.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::fold::fold;
use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen, Typed};
use crate::tui::widgets::line::Line;

/// One deed.
#[derive(Debug, Clone)]
pub struct PaletteRow {
    /// What is done.
    pub action: Action,
    /// Its label.
    pub label: String,
    /// Its key, or `-`.
    pub key: String,
    /// On what, or why not.
    pub about: String,
}

/// The drawer.
pub struct Palette {
    rows: Vec<PaletteRow>,
    line: Line,
    cursor: usize,
}

impl Palette {
    /// Of these deeds, in this order.
    pub fn new(rows: Vec<PaletteRow>) -> Self {
        Palette { rows, line: Line::new(40), cursor: 0 }
    }
    /// Labels that begin with what was typed first, then those that have it in any word.
    fn fitting(&self) -> Vec<&PaletteRow> {
        let wanted = fold(self.line.text());
        let begins = |r: &&PaletteRow| fold(&r.label).starts_with(&wanted);
        let has = |r: &&PaletteRow| fold(&r.label).contains(&wanted);
        let first = self.rows.iter().filter(begins);
        let rest = self.rows.iter().filter(|r| !begins(r) && has(r));
        first.chain(rest).collect()
    }
}

impl Dialog for Palette {
    type Reply = Action;
}

impl Screen for Palette {
    fn name(&self) -> &'static str {
        "palette"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        true
    }
    fn alone(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        use Action::{Back, Down, Open, PageDown, PageUp, Up};
        out.push(Offer::main(Open).labelled("palette-do"));
        out.push(Offer::main(Back));
        out.extend([Up, Down, PageUp, PageDown].map(Offer::silent));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        let last = self.fitting().len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::PageUp => self.cursor = self.cursor.saturating_sub(3),
            Action::PageDown => self.cursor = (self.cursor + 3).min(last),
            Action::Open => match self.fitting().get(self.cursor).map(|r| r.action) {
                Some(chosen) => cx.reply(chosen),
                None => cx.bell(),
            },
            _ => cx.close(),
        }
    }
    fn typed(&mut self, what: Typed, _cx: &mut Cx<'_>) -> bool {
        self.cursor = 0;
        self.line.typed(&what)
    }
    fn title(&self, look: &Look) -> String {
        look.with("title-palette", &[("typed", self.line.text().to_owned())])
    }
    fn slot(&self, look: &Look) -> String {
        let counts = [("count", self.fitting().len().to_string()), ("total", self.rows.len().to_string())];
        look.with("slot-count", &counts)
    }
    fn rows(&self, _width: u16) -> u16 {
        3
    }
    fn advice(&self, look: &Look) -> String {
        if look.thin { String::new() } else { look.text("palette-hint") }
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let height = usize::from(area.height).max(1);
        let top = (self.cursor + 1).saturating_sub(height);
        for (i, row) in self.fitting().into_iter().enumerate().skip(top).take(height) {
            let y = area.y + u16::try_from(i - top).unwrap_or(0);
            let style = if i == self.cursor { look.selected() } else { Style::new() };
            look.fill(buffer, area.x, y, area.width - 1, if i == self.cursor { ">" } else { "" }, style);
            look.put(buffer, area.x + 2, y, 31, &row.label, style);
            look.put(buffer, area.x + 34, y, 9, &row.key, style);
            look.put(buffer, area.x + 44, y, area.width.saturating_sub(45), &row.about, style);
        }
        let typed = u16::try_from(crate::tui::look::width(&self.title(look))).unwrap_or(10);
        look.point(area.x + 3 + typed, area.y.saturating_sub(1));
    }
}

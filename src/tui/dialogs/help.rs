//! Help on a screen: its text (`help-<screen>`), then every key that works here, from the same list as the help line.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::action::Action;
use crate::tui::look::{Look, width, wrap};
use crate::tui::screen::{Cx, Kind, Offer, Screen};

/// The drawer.
pub struct Help {
    of: String,
    text: String,
    keys: Vec<(String, String)>,
    top: usize,
}

impl Help {
    /// For a screen's name and title, with its keys and their labels.
    pub fn new(name: &str, title: &str, keys: Vec<(String, String)>, look: &Look) -> Self {
        let key = format!("help-{}", name.replace('_', "-"));
        let text = if look.texts.has(&key) { look.text(&key) } else { look.text("help-general") };
        Help { of: title.to_owned(), text, keys, top: 0 }
    }
    /// With this text instead: the help of a field.
    pub fn saying(mut self, text: String) -> Self {
        self.text = text;
        self
    }
    fn lines(&self, room: usize) -> Vec<String> {
        let mut lines = wrap(&self.text, room);
        lines.push(String::new());
        let cell = (room / 2).max(20);
        for pair in self.keys.chunks(2) {
            let mut line = String::new();
            for (key, label) in pair {
                let text = format!("{key}{}{label}", " ".repeat(12_usize.saturating_sub(width(key)).max(1)));
                line.push_str(&text);
                line.push_str(&" ".repeat(cell.saturating_sub(width(&text))));
            }
            lines.push(line.trim_end().to_owned());
        }
        lines
    }
}

impl Screen for Help {
    fn name(&self) -> &'static str {
        "help"
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
        let last = self.lines(78).len().saturating_sub(5);
        match action {
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top = (self.top + 1).min(last),
            Action::PageUp => self.top = self.top.saturating_sub(15),
            Action::PageDown => self.top = (self.top + 15).min(last),
            _ => cx.close(),
        }
    }
    fn title(&self, look: &Look) -> String {
        look.with("title-help", &[("screen", self.of.clone())])
    }
    fn rows(&self, width: u16) -> u16 {
        u16::try_from(self.lines(usize::from(width.saturating_sub(2))).len()).unwrap_or(u16::MAX - 1)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let lines = self.lines(usize::from(area.width.saturating_sub(2)));
        for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(self.top)) {
            look.put(frame.buffer_mut(), area.x + 1, y, area.width - 2, line, Style::new());
        }
        look.point(area.x, area.y);
    }
}

//! A line of tabs: the current one in brackets and in reverse, counts only where there is something.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::action::Action;
use crate::tui::look::{Look, width};
use crate::tui::screen::Offer;

/// One tab.
#[derive(Debug, Clone, Default)]
pub struct Tab {
    /// Key of its label.
    pub label: &'static str,
    /// How many; 0 isn't shown.
    pub count: usize,
    /// Something in it is overdue.
    pub alert: bool,
}

/// A line of tabs.
#[derive(Debug, Clone, Default)]
pub struct Tabs {
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// Index of the current one.
    pub current: usize,
}

impl Tabs {
    /// From the labels' keys.
    pub fn new(labels: &[&'static str]) -> Self {
        Tabs { tabs: labels.iter().map(|label| Tab { label, ..Tab::default() }).collect(), current: 0 }
    }
    /// Left and right, silently offered.
    pub fn offers(&self, out: &mut Vec<Offer>) {
        out.extend([Offer::silent(Action::Left), Offer::silent(Action::Right)]);
    }
    /// Moves; true if another tab is current now.
    pub fn act(&mut self, action: Action) -> bool {
        let before = self.current;
        match action {
            Action::Left => self.current = self.current.saturating_sub(1),
            Action::Right => self.current = (self.current + 1).min(self.tabs.len().saturating_sub(1)),
            _ => {}
        }
        self.current != before
    }
    /// Draws the line; where there is no room labels are cut to 4 letters, never dropped.
    pub fn draw(&self, buffer: &mut Buffer, row: Rect, look: &Look) {
        let labels = |short: bool| -> Vec<String> {
            self.tabs
                .iter()
                .map(|tab| {
                    let label = look.text(tab.label);
                    let label = if short { label.chars().take(4).collect() } else { label };
                    let sign = if tab.alert { "!" } else { "" };
                    if tab.count > 0 { format!("{label} {sign}{}", tab.count) } else { format!("{sign}{label}") }
                })
                .collect()
        };
        let full = labels(false);
        let room: usize = full.iter().map(|l| width(l) + 2).sum();
        let labels = if room > usize::from(row.width) { labels(true) } else { full };
        let mut x = row.x;
        for (i, label) in labels.iter().enumerate() {
            let (text, style) =
                if i == self.current { (format!("[{label}]"), look.selected()) } else { (format!(" {label} "), Style::new()) };
            x += look.put(buffer, x, row.y, row.right().saturating_sub(x), &text, style);
        }
    }
}

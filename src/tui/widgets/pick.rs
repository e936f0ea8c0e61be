//! A short list to choose from: options with a code and a label, narrowed by what is typed (code or words).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::fold::fold;
use crate::tui::action::Action;
use crate::tui::look::Look;

/// One option.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What is stored.
    pub code: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A code and its label.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Choice { code: code.into(), label: label.into() }
    }
}

/// The options that fit what was typed: a code's beginning, or the beginning of any word of the label.
pub fn fitting<'a>(options: &'a [Choice], typed: &str) -> Vec<&'a Choice> {
    let wanted = fold(typed.trim());
    let code = typed.trim().to_uppercase();
    options
        .iter()
        .filter(|o| {
            let label = fold(&o.label);
            wanted.is_empty()
                || o.code.to_uppercase().starts_with(&code)
                || label.starts_with(&wanted)
                || label.split(' ').any(|word| word.starts_with(&wanted))
        })
        .collect()
}

/// Where the cursor is in a list of options.
#[derive(Debug, Clone, Default)]
pub struct Pick {
    /// All options.
    pub options: Vec<Choice>,
    /// What was typed to narrow them.
    pub typed: String,
    /// Index among those that fit.
    pub cursor: usize,
}

impl Pick {
    /// Of these options.
    pub fn new(options: Vec<Choice>) -> Self {
        Pick { options, ..Pick::default() }
    }
    /// Those that fit.
    pub fn fitting(&self) -> Vec<&Choice> {
        fitting(&self.options, &self.typed)
    }
    /// The one under the cursor.
    pub fn current(&self) -> Option<&Choice> {
        self.fitting().get(self.cursor).copied()
    }
    /// Moves; pages are of `page` rows.
    pub fn act(&mut self, action: Action, page: usize) {
        let last = self.fitting().len().saturating_sub(1);
        self.cursor = match action {
            Action::Up => self.cursor.saturating_sub(1),
            Action::Down => self.cursor + 1,
            Action::PageUp => self.cursor.saturating_sub(page),
            Action::PageDown => self.cursor + page,
            _ => self.cursor,
        }
        .min(last);
    }
    /// Draws the rows around the cursor.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        let height = usize::from(area.height.max(1));
        let top = self.cursor.saturating_sub(height.saturating_sub(1));
        let wide = self.options.iter().map(|o| crate::tui::look::width(&o.code)).max().unwrap_or(2).min(12);
        for (row, option) in self.fitting().into_iter().enumerate().skip(top).take(height) {
            let y = area.y + u16::try_from(row - top).unwrap_or(0);
            let here = row == self.cursor;
            let code = format!("{:wide$}", option.code);
            let text = format!("{} {code}  {}", if here { ">" } else { " " }, option.label);
            look.fill(buffer, area.x, y, area.width, &text, if here { look.selected() } else { Style::new() });
        }
    }
}

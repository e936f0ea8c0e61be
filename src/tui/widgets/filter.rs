//! The filter of a list, typed in the context line: it narrows at each letter, Enter keeps it, Esc drops it (screens.md §2).
//! A screen with one gives `filter.kind()` as its kind and `filter.cursor(…)` as its cursor in the context line.

use crate::tui::action::Action;
use crate::tui::look::{Look, width};
use crate::tui::screen::{Kind, Offer, Typed};
use crate::tui::widgets::line::Line;

/// What an action did to the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filtered {
    /// Not the filter's.
    Ignored,
    /// Opened or kept: the text is as it was.
    Same,
    /// The text is another: the list is to be loaded again.
    Changed,
}

/// The widget.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    line: Line,
    open: bool,
}

impl Filter {
    /// What is typed; also when it is kept.
    pub fn text(&self) -> &str {
        self.line.text().trim()
    }
    /// Puts a text as kept: a saved view's.
    pub fn put(&mut self, text: &str) {
        self.open = false;
        self.line.set(text);
    }
    /// Text while it is typed, else a list.
    pub fn kind(&self) -> Kind {
        if self.open { Kind::Text } else { Kind::List }
    }
    /// While it is open only this and moving about are offered: the screen leaves its own out.
    pub fn is_open(&self) -> bool {
        self.open
    }
    /// What it offers.
    pub fn offers(&self, out: &mut Vec<Offer>) {
        if self.open {
            out.push(Offer::main(Action::Next).labelled("filter-keep"));
            out.push(Offer::main(Action::Back).labelled("filter-drop"));
        } else {
            out.push(Offer::usual(Action::Filter));
            if !self.text().is_empty() {
                out.push(Offer::usual(Action::Back).labelled("filter-drop"));
            }
        }
    }
    /// Opens, keeps, drops.
    pub fn act(&mut self, action: Action) -> Filtered {
        match action {
            Action::Filter => {
                self.open = true;
                Filtered::Same
            }
            Action::Next if self.open => {
                self.open = false;
                Filtered::Same
            }
            Action::Back if self.open || !self.text().is_empty() => {
                let had = !self.text().is_empty();
                self.open = false;
                self.line.set("");
                if had { Filtered::Changed } else { Filtered::Same }
            }
            _ => Filtered::Ignored,
        }
    }
    /// Takes what is typed.
    pub fn typed(&mut self, what: &Typed) -> Filtered {
        let before = self.text().to_owned();
        match self.open && self.line.typed(what) {
            true if before != self.text() => Filtered::Changed,
            true => Filtered::Same,
            false => Filtered::Ignored,
        }
    }
    /// `Filtre : vend` for the context line; nothing where there is none.
    pub fn shown(&self, look: &Look) -> String {
        if self.open || !self.text().is_empty() {
            look.with("filter-shown", &[("typed", self.line.text().to_owned())])
        } else {
            String::new()
        }
    }
    /// Where the cursor is when `shown` stands after `before` in the context line.
    pub fn cursor(&self, before: &str, look: &Look) -> Option<u16> {
        self.open.then(|| u16::try_from(width(before) + width(&self.shown(look))).unwrap_or(0))
    }
}

//! Two people on one file: three columns, 1 or 2 on a row, 3 and 4 for all (screens.md §16). What one side alone
//! changed merges by itself and is said.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::fault::{Conflict, Value};
use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Dialog, Kind, Message, Offer, Screen, Words};
use crate::tui::widgets::diff::{Diff, DiffRow, Say, Side, draw, shown};

/// What is to be saved: on this version, these values.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// The version that is stored now, to save over.
    pub version: i64,
    /// Field and value, for every field that differed.
    pub values: Vec<(&'static str, Value)>,
}

/// The drawer.
pub struct ConflictDialog {
    about: String,
    by: String,
    at: String,
    version: i64,
    record: &'static str,
    rows: Vec<DiffRow>,
    cursor: usize,
    say: Box<Say>,
}

impl ConflictDialog {
    /// `about`: whose file; `at`: the hour as shown.
    pub fn new(about: impl Into<String>, at: impl Into<String>, conflict: Conflict) -> Self {
        let rows: Vec<DiffRow> = conflict.fields.into_iter().map(DiffRow::new).collect();
        let cursor = rows.iter().position(|r| r.both).unwrap_or(0);
        ConflictDialog {
            about: about.into(),
            by: conflict.by,
            at: at.into(),
            version: conflict.version,
            record: conflict.record,
            rows,
            cursor,
            say: Box::new(|_, value| shown(value)),
        }
    }
    /// With values in words: codes by their label, telephones as people read them.
    pub fn saying(mut self, say: impl Fn(&str, &Value) -> String + 'static) -> Self {
        self.say = Box::new(say);
        self
    }
    fn open(&self) -> impl Iterator<Item = &DiffRow> {
        self.rows.iter().filter(|r| r.side.is_none())
    }
    /// Chooses on a row that both changed, then goes to the next open one.
    fn choose(&mut self, side: Side) -> bool {
        let Some(row) = self.rows.get_mut(self.cursor).filter(|r| r.both) else { return false };
        row.side = Some(side);
        if let Some(next) = self.rows.iter().position(|r| r.side.is_none()) {
            self.cursor = next;
        }
        true
    }
    fn choose_all(&mut self, side: Side) {
        self.rows.iter_mut().filter(|r| r.both).for_each(|r| r.side = Some(side));
    }
    fn save(&self, cx: &mut Cx<'_>) {
        if let Some(open) = self.open().next() {
            let words = Words::new("conflict-choose").with("field", cx.look.label(self.record, open.clash.field));
            cx.say(Message::failed(words));
            return;
        }
        let values = self.rows.iter().filter_map(|r| Some((r.clash.field, r.value()?.clone()))).collect();
        cx.reply(Settled { version: self.version, values });
    }
}

impl Dialog for ConflictDialog {
    type Reply = Settled;
}

impl Screen for ConflictDialog {
    fn name(&self) -> &'static str {
        "conflict"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        use Action::{Back, Digit1, Digit2, Digit3, Digit4, Down, Open, Up};
        out.push(Offer::main(Open).labelled("action-save"));
        out.push(Offer::main(Digit1).labelled("conflict-one"));
        out.push(Offer::main(Digit2).labelled("conflict-one"));
        out.push(Offer::usual(Digit3).labelled("conflict-all"));
        out.push(Offer::usual(Digit4).labelled("conflict-all"));
        out.push(Offer::usual(Back));
        out.extend([Up, Down].map(Offer::silent));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        let last = self.rows.len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::Digit1 | Action::Digit2 => {
                let side = if action == Action::Digit1 { Side::Theirs } else { Side::Mine };
                if !self.choose(side) {
                    cx.say(Message::advice(Words::new("conflict-merged")));
                }
            }
            Action::Digit3 => self.choose_all(Side::Theirs),
            Action::Digit4 => self.choose_all(Side::Mine),
            Action::Open => self.save(cx),
            _ => cx.close(),
        }
    }
    fn title(&self, look: &Look) -> String {
        look.with("title-conflict", &[("by", self.by.clone()), ("at", self.at.clone())])
    }
    fn rows(&self, _width: u16) -> u16 {
        u16::try_from(self.rows.len() + 5).unwrap_or(15)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let plain = Style::new();
        let buffer = frame.buffer_mut();
        let mut say = |y: u16, text: String| {
            look.put(buffer, area.x + 1, y, area.width.saturating_sub(2), &text, plain);
        };
        say(area.y, look.with("conflict-kept", &[("about", self.about.clone())]));
        let end = area.bottom();
        say(end.saturating_sub(3), look.text("conflict-alone"));
        let fields: Vec<String> = self.open().map(|r| look.label(self.record, r.clash.field)).collect();
        let left = [("count", fields.len().to_string()), ("fields", fields.join(", "))];
        say(end.saturating_sub(2), look.with("conflict-left", &left));
        say(end.saturating_sub(1), look.with("conflict-keys", &[("by", self.by.clone())]));
        let table = Rect { y: area.y + 1, height: area.height.saturating_sub(4), ..area };
        let family = self.by.split(' ').next().unwrap_or_default();
        let theirs = look.with("conflict-theirs", &[("by", family.to_owned()), ("at", self.at.clone())]);
        let (field, base, mine) = (look.text("conflict-field"), look.text("conflict-base"), look.text("conflict-mine"));
        let headings = [field.as_str(), &base, &theirs, &mine];
        let diff = Diff { record: self.record, headings, rows: &self.rows, cursor: self.cursor, say: &*self.say };
        draw(frame.buffer_mut(), table, look, &diff);
    }
}

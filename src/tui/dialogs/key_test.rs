//! The key test: bytes received, the key understood, what it does in a list. Opened from the palette; while it is open every key
//! is only shown. Esc twice leaves.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::look::Look;
use crate::tui::screen::{Cx, Heard, Kind, Offer, Screen};

/// Keys that are seen at once.
const SEEN: usize = 8;

struct Row {
    bytes: String,
    key: String,
    does: String,
}

/// The drawer.
#[derive(Default)]
pub struct KeyTest {
    rows: Vec<Row>,
    escaped: bool,
}

/// `ESC [ 5 ~`: what can be read as itself, the rest in hexadecimal.
fn shown(bytes: &[u8]) -> String {
    let each = bytes.iter().map(|b| match b {
        0x1B => "ESC".to_owned(),
        b' ' => "SP".to_owned(),
        0x21..0x7F => char::from(*b).to_string(),
        _ => format!("{b:02X}"),
    });
    each.collect::<Vec<_>>().join(" ")
}

impl Screen for KeyTest {
    fn name(&self) -> &'static str {
        "key_test"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn alone(&self) -> bool {
        true
    }
    fn hears(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(crate::tui::action::Action::Back).labelled("key-test-twice"));
    }
    fn act(&mut self, _: crate::tui::action::Action, cx: &mut Cx<'_>) {
        cx.close();
    }
    fn heard(&mut self, heard: Heard, cx: &mut Cx<'_>) {
        match heard {
            Heard::Bytes(bytes) => {
                // Bytes of which no key came are a sequence that nobody knows: their row stays.
                self.rows.push(Row { bytes: shown(&bytes), key: String::new(), does: String::new() });
                let surplus = self.rows.len().saturating_sub(SEEN);
                self.rows.drain(..surplus);
            }
            Heard::Key { label, does, escape } => {
                if escape && std::mem::replace(&mut self.escaped, escape) {
                    return cx.close();
                }
                self.escaped = escape;
                let Some(row) = self.rows.last_mut() else { return };
                let parted = if row.key.is_empty() { "" } else { ", " };
                row.key.push_str(&format!("{parted}{label}"));
                if !does.is_empty() {
                    row.does = does;
                }
            }
        }
    }
    fn rows(&self, _: u16) -> u16 {
        u16::try_from(SEEN).unwrap_or(8) + 1
    }
    fn advice(&self, look: &Look) -> String {
        look.text("key-test-hint")
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let columns = [(1, 30), (32, 20), (53, 26)];
        let heads = ["key-test-bytes", "key-test-key", "key-test-does"].map(|key| look.text(key));
        for ((x, width), head) in columns.iter().zip(&heads) {
            look.put(buffer, area.x + x, area.y, *width, head, look.heading());
        }
        let mut y = area.y + 1;
        for row in &self.rows {
            let unknown = look.text("key-test-unknown");
            let key = if row.key.is_empty() { &unknown } else { &row.key };
            for ((x, width), text) in columns.iter().zip([&row.bytes, key, &row.does]) {
                look.put(buffer, area.x + x, y, *width, text, Style::new());
            }
            y += 1;
        }
        look.point(area.x, y.min(area.bottom().saturating_sub(1)));
    }
}

//! The backend on one side, the `vt100` emulator on the other, compared cell by cell.

use std::num::NonZeroU16;

use guichet::tui::terminal::backend::OwnBackend;
use guichet::tui::terminal::caps::Caps;
use guichet::tui::terminal::charset::Charset;
use ratatui::Terminal;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};
use unicode_normalization::UnicodeNormalization;

pub use crate::forbid::forbid;

/// Both ends of the line.
pub struct Line {
    pub terminal: Terminal<OwnBackend<Vec<u8>>>,
    emulator: vt100::Parser,
    read: usize,
    colours: bool,
    utf8: bool,
}

impl Line {
    pub fn new(caps: &Caps, width: u16, height: u16) -> Self {
        let terminal = Terminal::new(OwnBackend::fixed(Vec::new(), caps, width, height)).unwrap();
        let rows = NonZeroU16::new(height).unwrap();
        let emulator = vt100::Parser::new(rows, NonZeroU16::new(width).unwrap(), 0);
        Self { terminal, emulator, read: 0, colours: caps.colours > 0, utf8: caps.charset == Charset::Utf8 }
    }

    /// Draws, and gives the bytes of this frame.
    pub fn draw(&mut self, cursor: Option<(u16, u16)>, paint: impl FnOnce(&mut Buffer)) -> Vec<u8> {
        self.terminal
            .draw(|frame| {
                paint(frame.buffer_mut());
                if let Some((x, y)) = cursor {
                    frame.set_cursor_position(Position::new(x, y));
                }
            })
            .unwrap();
        self.take()
    }

    /// The bytes since the last frame, read by the emulator as well.
    pub fn take(&mut self) -> Vec<u8> {
        let bytes = self.terminal.backend().writer()[self.read..].to_vec();
        self.read += bytes.len();
        if self.utf8 {
            self.emulator.process(&bytes);
        } else {
            // The emulator speaks UTF-8 only.
            self.emulator.process(bytes.iter().map(|b| char::from(*b)).collect::<String>().as_bytes());
        }
        forbid(&bytes);
        bytes
    }

    /// What the emulator shows.
    pub fn screen(&self) -> &vt100::Screen {
        self.emulator.screen()
    }

    /// What the emulator shows, as text.
    pub fn text(&self) -> String {
        self.emulator.screen().contents()
    }

    /// Fails at the first cell that doesn't look as wanted.
    pub fn check(&self, wanted: &Buffer, cursor: Option<(u16, u16)>) {
        let Rect { width, height, .. } = wanted.area;
        for y in 0..height {
            let mut x = 0;
            while x < width {
                let step = self.check_cell(wanted, x, y);
                x += step;
            }
        }
        assert_eq!(!self.emulator.screen().hide_cursor(), cursor.is_some());
        if let Some((x, y)) = cursor {
            assert_eq!(self.emulator.screen().cursor_position(), (y, x));
        }
    }

    fn check_cell(&self, wanted: &Buffer, x: u16, y: u16) -> u16 {
        let Rect { width, height, .. } = wanted.area;
        let (want, have) = (&wanted[(x, y)], self.emulator.screen().cell(y, x).unwrap());
        let text = if have.contents().is_empty() { " " } else { have.contents() };
        let step = if have.is_wide() { 2 } else { 1 };
        // The last cell of the last row is never written.
        let wide = want.symbol().cell_width() == 2;
        if y + 1 == height && x + if wide { 2 } else { 1 } >= width {
            assert_eq!(text, " ");
            return if wide { 2 } else { 1 };
        }
        assert_eq!(text, want.symbol().nfc().collect::<String>(), "at {x}, {y}");
        assert_eq!(have.inverse(), want.modifier.contains(Modifier::REVERSED), "reverse at {x}, {y}");
        assert_eq!(have.underline(), want.modifier.contains(Modifier::UNDERLINED), "underline at {x}, {y}");
        if self.colours {
            assert_eq!(have.bgcolor(), colour(want.bg), "background at {x}, {y}");
        }
        if text != " " || have.inverse() || have.underline() {
            assert_eq!(have.bold(), want.modifier.contains(Modifier::BOLD), "bold at {x}, {y}");
            if self.colours {
                assert_eq!(have.fgcolor(), colour(want.fg), "foreground at {x}, {y}");
            }
        }
        step
    }
}

fn colour(colour: Color) -> vt100::Color {
    const NAMES: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    NAMES.iter().position(|it| *it == colour).map_or(vt100::Color::Default, |i| vt100::Color::Idx(i as u8))
}

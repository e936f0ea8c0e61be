//! Random screens: whatever is shown, what is wanted comes out.

use guichet::tui::terminal::caps::Caps;
use guichet::tui::terminal::charset::Charset;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::oracle::Line;

pub const W: u16 = 24;
pub const H: u16 = 8;
const COLOURS: [Color; 7] = [Color::Reset, Color::Reset, Color::Red, Color::Blue, Color::Gray, Color::LightGreen, Color::White];
const TEXTS: [&str; 9] =
    ["Élodie", "a", "    ", "漢字", "x\u{301}y\u{302}", "─────", "Ndong, née Obame", "            ", "日 é 本"];

/// A piece of a screen: where, what, how.
type Piece = (u16, u16, usize, usize, usize, u8);

/// What happens to the screen between two frames.
#[derive(Debug, Clone)]
pub enum Step {
    Write(Vec<Piece>),
    Scroll(u16, u16, i8),
    Wipe,
    Forget,
}

pub fn step() -> impl Strategy<Value = Step> {
    let piece = (0..W, 0..H, 0..TEXTS.len(), 0..COLOURS.len(), 0..COLOURS.len(), 0..8_u8);
    prop_oneof![
        6 => prop::collection::vec(piece, 0..12).prop_map(Step::Write),
        3 => (0..H, 0..H, -4..4_i8).prop_map(|(a, b, by)| Step::Scroll(a.min(b), a.max(b), by)),
        1 => Just(Step::Wipe),
        1 => Just(Step::Forget),
    ]
}

pub fn apply(step: &Step, screen: &mut Buffer) {
    match step {
        Step::Write(pieces) => {
            for (x, y, text, fg, bg, bits) in pieces {
                let style = Style::default().fg(COLOURS[*fg]).bg(COLOURS[*bg]).add_modifier(modifier(*bits));
                wide_safe(screen, *x, *y, TEXTS[*text], style);
            }
        }
        Step::Scroll(top, bottom, by) => {
            let before = screen.clone();
            for y in *top..=*bottom {
                let source = i32::from(y) + i32::from(*by);
                for x in 0..W {
                    screen[(x, y)] = if (i32::from(*top)..=i32::from(*bottom)).contains(&source) {
                        before[(x, source as u16)].clone()
                    } else {
                        ratatui::buffer::Cell::EMPTY
                    };
                }
            }
        }
        Step::Wipe => screen.reset(),
        Step::Forget => {}
    }
}

fn modifier(bits: u8) -> Modifier {
    let mut out = Modifier::empty();
    for (bit, it) in [(1, Modifier::BOLD), (2, Modifier::UNDERLINED), (4, Modifier::REVERSED)] {
        out.set(it, bits & bit != 0);
    }
    out
}

/// Writes text so that no half of a wide character is left standing: widgets of one screen don't overlap by halves.
fn wide_safe(screen: &mut Buffer, x: u16, y: u16, text: &str, style: Style) {
    use ratatui::buffer::CellWidth;
    if x > 0 && screen[(x - 1, y)].symbol().cell_width() == 2 {
        screen[(x - 1, y)].reset();
    }
    for i in x..W {
        screen[(i, y)].set_style(Style::reset());
    }
    let (end, _) = screen.set_stringn(x, y, text, usize::from(W - x), style);
    if end < W && screen[(end - 1, y)].symbol().cell_width() == 2 {
        screen[(end, y)].reset();
    }
}

fn check(caps: &Caps, steps: &[(Step, Option<(u16, u16)>)]) {
    let mut line = Line::new(caps, W, H);
    let mut screen = Buffer::empty(ratatui::layout::Rect::new(0, 0, W, H));
    for (step, cursor) in steps {
        apply(step, &mut screen);
        if matches!(step, Step::Forget) {
            line.terminal.backend_mut().forget();
        }
        line.draw(*cursor, |buffer| buffer.clone_from(&screen));
        line.check(&screen, *cursor);
        let again = line.draw(*cursor, |buffer| buffer.clone_from(&screen));
        assert!(again.is_empty(), "{again:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_screen_becomes_any_other(steps in prop::collection::vec((step(), prop::option::of((0..W, 0..H))), 1..8)) {
        check(&Caps::full(), &steps);
        check(&Caps { short_resets: false, colours: 0, ..Caps::full() }, &steps);
    }
}

/// Every character to a terminal that isn't UTF-8: one cell each, and no byte that is a command there.
#[test]
fn an_eight_bit_terminal_gets_no_command_and_no_column_moves() {
    for charset in [Charset::Latin1, Charset::Latin9, Charset::Ascii] {
        for acs in [false, true] {
            let caps = Caps { charset, acs, short_resets: false, ..Caps::full() };
            let mut line = Line::new(&caps, W, H);
            for (i, text) in TEXTS.iter().chain(&["œuvre €5 « ici » …│", "Û\u{9b}31mÐ\u{202e}"]).enumerate() {
                let bytes = line.draw(Some((0, 0)), |buffer| {
                    buffer.set_string(0, 0, *text, Style::default());
                    buffer.set_string(20, 0, "|", Style::default());
                });
                assert!(bytes.iter().all(|b| *b < 0x80 || *b >= 0xA0), "{charset:?} {text}: {bytes:02x?}");
                let row = line.text();
                let seen = row.lines().next().unwrap_or_default();
                assert_eq!(seen.chars().nth(20), Some('|'), "{charset:?} {i} {seen:?}");
            }
        }
    }
}

#[test]
fn a_new_size_is_painted_whole() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU16, Ordering};
    let width = Arc::new(AtomicU16::new(20));
    let asked = Arc::clone(&width);
    let size = Box::new(move || ratatui::layout::Size::new(asked.load(Ordering::Relaxed), 5));
    let backend = guichet::tui::terminal::backend::OwnBackend::new(Vec::new(), &Caps::full(), size, Arc::default());
    let mut terminal = ratatui::Terminal::new(backend).unwrap();
    for columns in [20, 30, 10] {
        width.store(columns, Ordering::Relaxed);
        let before = terminal.backend().writer().len();
        terminal
            .draw(|frame| {
                let area = frame.area();
                frame.buffer_mut().set_style(area, Style::default().bg(Color::Blue));
            })
            .unwrap();
        let mut emulator = vt100::Parser::new(5.try_into().unwrap(), columns.try_into().unwrap(), 0);
        emulator.process(&terminal.backend().writer()[before..]);
        assert_eq!(emulator.screen().cell(4, columns - 2).unwrap().bgcolor(), vt100::Color::Idx(4));
        assert_eq!(emulator.screen().cell(4, columns - 1).unwrap().bgcolor(), vt100::Color::Default);
    }
}

//! Bytes for each change of the screen, against the budgets of terminal.md §1 (goals for the application; here on lists and
//! forms of the same build), and the time of a frame.

use guichet::tui::terminal::caps::Caps;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::oracle::Line;

const NAMES: [&str; 7] =
    ["NDONG Élodie", "OBAME Jean-Baptiste", "MBA Thérèse", "NZÉ Aimé", "MOUSSAVOU Grâce", "ONDO Paul", "ESSONO Ruth"];
const JOBS: [&str; 5] = ["Comptable", "Aide-soignante", "Maçon", "Électricien du bâtiment", "Vendeuse"];

/// A list of people of which `top` is the first one seen and `marked` the one under the bar.
fn list(buffer: &mut Buffer, top: usize, marked: usize, clock: &str) {
    buffer.set_string(0, 0, format!("{:<70}{clock:>9}", " Portefeuille"), Style::default().add_modifier(Modifier::REVERSED));
    buffer.set_string(
        0,
        1,
        "Nom                      Numéro      Métier                    Depuis",
        Style::default().add_modifier(Modifier::BOLD),
    );
    for i in 0..20 {
        let n = top + i;
        let text = format!(
            "{:<24} {:>6}-{:02}   {:<25} {:02}.{:02}.2026 {}",
            NAMES[n % 7],
            100_000 + n * 7919,
            n % 97,
            JOBS[n % 5],
            n % 28 + 1,
            n % 12 + 1,
            if n.is_multiple_of(3) { "!" } else { "" }
        );
        let style = if n == marked { Style::default().add_modifier(Modifier::REVERSED) } else { Style::default() };
        buffer.set_string(0, 2 + i as u16, format!("{text:<79}"), style);
    }
    buffer.set_string(0, 23, "F1 Aide  F3 Chercher  Entrée Ouvrir", Style::default().fg(Color::Blue));
}

fn open() -> Line {
    let mut line = Line::new(&Caps::full(), 80, 24);
    let bytes = line.draw(Some((0, 4)), |buffer| list(buffer, 0, 2, "10:41"));
    assert!(bytes.len() <= 1950, "first paint: {}", bytes.len());
    line
}

#[test]
fn nothing_changed_is_no_byte_and_no_write() {
    let mut line = open();
    let writes = line.terminal.backend().writes();
    assert_eq!(line.draw(Some((0, 4)), |buffer| list(buffer, 0, 2, "10:41")), b"");
    assert_eq!(line.terminal.backend().writes(), writes);
}

#[test]
fn the_clock_costs_at_most_20_bytes_in_one_write() {
    let mut line = open();
    let writes = line.terminal.backend().writes();
    let bytes = line.draw(Some((0, 4)), |buffer| list(buffer, 0, 2, "10:42"));
    assert!(bytes.len() <= 20, "{}", bytes.escape_ascii());
    assert_eq!(line.terminal.backend().writes(), writes + 1);
}

#[test]
fn a_character_typed_costs_at_most_8_bytes() {
    let mut line = open();
    for (i, text) in ["o", "ob", "oba", "obâ", "obâm", "obâme"].iter().enumerate() {
        let bytes = line.draw(Some((11 + i as u16, 23)), |buffer| {
            list(buffer, 0, 2, "10:41");
            buffer.set_string(0, 23, format!("Chercher: {text:<40}"), Style::default());
        });
        assert!(i == 0 || bytes.len() <= 8, "{}", bytes.escape_ascii());
    }
}

#[test]
fn the_bar_moves_by_one_row_for_at_most_200_bytes() {
    let mut line = open();
    for marked in 3..15 {
        let bytes = line.draw(Some((0, 2 + marked as u16)), |buffer| list(buffer, 0, marked, "10:41"));
        assert!(bytes.len() <= 200, "{}: {}", bytes.len(), bytes.escape_ascii());
    }
}

#[test]
fn the_list_scrolls_by_one_row_for_at_most_230_bytes() {
    let mut line = open();
    line.draw(Some((0, 21)), |buffer| list(buffer, 0, 19, "10:41"));
    for top in (1..10).chain((1..9).rev()) {
        let bytes = line.draw(Some((0, 21)), |buffer| list(buffer, top, top + 19, "10:41"));
        assert!(bytes.len() <= 230, "{}: {}", bytes.len(), bytes.escape_ascii());
    }
}

#[test]
fn a_page_costs_at_most_1100_bytes() {
    let mut line = open();
    let bytes = line.draw(Some((0, 4)), |buffer| list(buffer, 20, 22, "10:41"));
    assert!(bytes.len() <= 1100, "{}", bytes.len());
}

#[test]
fn a_frame_takes_well_under_a_millisecond() {
    let mut line = open();
    let start = std::time::Instant::now();
    for top in 0..100 {
        line.terminal.draw(|frame| list(frame.buffer_mut(), top * 20, top * 20 + 3, "10:41")).unwrap();
    }
    let each = start.elapsed() / 100;
    println!("a frame of 80x24: {each:?}");
    // Unoptimised builds are slower; a release build takes a fifth of a millisecond or less.
    let limit = if cfg!(debug_assertions) { 40 } else { 1 };
    assert!(each < std::time::Duration::from_millis(limit), "{each:?}");
}

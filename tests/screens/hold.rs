//! Keys typed ahead: they wait however long the answer takes, keep their places when the line is away, and never do anything else than
//! what they were meant for (terminal.md §5, decision 027).

use guichet::tui::event::{Event, Line};

use crate::harness::Harness;
use crate::intake::counter;

/// To the field of the occupation, words in it, and what comes after them.
const AHEAD: &str =
    "<Ctrl+V> 3 <Enter> <Enter> <Enter> <Enter> vendeuse <Space> magasin <Enter> chez <Space> Mbolo <Enter> 36 <Enter>";

#[test]
fn keys_wait_for_their_answer_however_long_it_takes() {
    let mut slowly = counter();
    slowly.keys(AHEAD);
    let mut ahead = counter();
    ahead.pause().keys(AHEAD);
    // A minute later they are as they were: none has gone elsewhere.
    ahead.wait(60_000);
    assert!(ahead.row(8).contains("vendeuse magasin") && !ahead.text().contains("Mbolo"), "{}", ahead.text());
    ahead.resume();
    assert_eq!(ahead.text(), slowly.text());
    assert!(
        ahead.row(8).contains("5223") && ahead.row(9).contains("chez Mbolo") && ahead.row(10).contains("36"),
        "{}",
        ahead.text()
    );
}

#[test]
fn when_the_line_is_away_the_keys_of_a_form_keep_their_places_and_the_words_wait_for_their_code() {
    let mut h = counter();
    h.pause().keys(AHEAD);
    h.event(Event::Line(Line::Away));
    assert!(h.row(8).contains("! vendeuse magasin"), "{}", h.text());
    assert!(h.row(9).contains("chez Mbolo") && h.row(10).contains("36"), "{}", h.text());
    assert!(h.row(1).starts_with(" HORS LIGNE"), "{}", h.row(1));
    // The answer that was on its way is for nobody; the field is looked for when one comes back to it.
    h.event(Event::Line(Line::Back)).resume();
    assert!(h.row(8).contains("! vendeuse magasin"), "{}", h.text());
    h.keys("<Up> <Up> <Up> <Enter>");
    assert!(h.row(8).contains("5223") && h.row(9).contains("chez Mbolo"), "{}", h.text());
}

#[test]
fn keys_meant_for_a_drawer_that_doesn_t_come_do_nothing_else_and_that_is_said() {
    let mut h: Harness = crate::caseload::drawn();
    // `l` asks for the colleagues; Enter and `x` were for its drawer and what follows: on the list they would open and transfer.
    h.pause().keys("l <Enter> x");
    h.event(Event::Line(Line::Away));
    assert_eq!(h.app.stack(), ["caseload"]);
    assert!(h.row(23).starts_with("~ 2 touches frappées d'avance n'ont pas été faites. Ligne coupée"), "{}", h.row(23));
    assert!(h.app.take_bell());
    // Nothing is held any more: the list goes on.
    h.keys("<Down>");
    assert!(h.row(5).starts_with('>'), "{}", h.text());
}

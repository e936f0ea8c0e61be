//! An hour at which nobody types, both clocks going: the clock's digits once a minute, not one byte besides (terminal.md §1).

use crate::harness::Harness;
use crate::reception::Reception;

fn an_hour(h: &mut Harness, what: &str) {
    let (written, woken) = h.left_alone(3600);
    assert_eq!(written.len(), 60, "{what}: each minute once: {written:?}");
    for (second, bytes) in &written {
        assert_eq!(second % 60, 0, "{what}: {written:?}");
        assert!(*bytes <= 20, "{what}: {bytes} bytes at second {second}");
    }
    // Beside the minutes: a list may look for others' saves every 2 s, and only for five minutes.
    assert!(woken <= 60 + 160, "{what}: the loop woke {woken} times");
}

#[test]
fn an_hour_alone_costs_sixty_turns_of_the_clock_and_not_one_byte_besides() {
    an_hour(&mut crate::caseload::drawn(), "caseload");
    let office = Reception::day();
    an_hour(&mut crate::day::french(&office), "day");
    an_hour(&mut crate::queue::queue(&office, "fr", false, (80, 24)), "queue");
    let mut form = crate::intake::counter();
    form.keys("2 GA00DEMO004502 <Enter> NYING");
    // What was typed is kept when the typing pauses.
    form.left_alone(60);
    an_hour(&mut form, "intake");
    let mut drawer = crate::caseload::drawn();
    drawer.keys("<F4>");
    an_hour(&mut drawer, "palette");
}

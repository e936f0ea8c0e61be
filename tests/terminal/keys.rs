//! Bytes into keys: every form of terminal.md §4, cut at every byte, and rubbish.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use guichet::tui::terminal::charset::Charset;
use guichet::tui::terminal::decoder::Decoder;

const MS: Duration = Duration::from_millis(1);

fn decoder(set: Charset) -> Decoder {
    Decoder::new(set, 50 * MS)
}

/// All that these bytes mean, after all waiting is over.
fn decode_in(set: Charset, bytes: &[u8]) -> Vec<Event> {
    let (mut decoder, mut out) = (decoder(set), Vec::new());
    decoder.feed(bytes, Duration::ZERO, &mut out);
    decoder.expire(Duration::from_secs(60), &mut out);
    assert_eq!(decoder.deadline(), None);
    out
}

fn decode(bytes: &[u8]) -> Vec<Event> {
    decode_in(Charset::Utf8, bytes)
}

fn with(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

fn key(code: KeyCode) -> Event {
    with(code, KeyModifiers::NONE)
}

fn typed(text: &str) -> Vec<Event> {
    text.chars().map(|c| key(KeyCode::Char(c))).collect()
}

fn control(c: char) -> Event {
    with(KeyCode::Char(c), KeyModifiers::CONTROL)
}

/// Every form and its key.
fn forms() -> Vec<(Vec<u8>, Event)> {
    use KeyCode::{
        BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Insert, Left, PageDown, PageUp, Right, Tab, Up,
    };
    let mut forms: Vec<(String, Event)> = Vec::new();
    let mut add = |text: String, code: KeyCode| forms.push((text, key(code)));
    for (letter, code) in [('A', Up), ('B', Down), ('C', Right), ('D', Left), ('H', Home), ('F', End)] {
        add(format!("\x1b[{letter}"), code);
        add(format!("\x1bO{letter}"), code);
    }
    for (n, code) in [(1, Home), (2, Insert), (3, Delete), (4, End), (5, PageUp), (6, PageDown), (7, Home), (8, End)] {
        add(format!("\x1b[{n}~"), code);
    }
    add("\x1bOw".to_owned(), End);
    for (n, f) in [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24].iter().zip(1..) {
        add(format!("\x1b[{n}~"), F(f));
    }
    for (letters, f) in [("PQRS", 1), ("TUVWXYZ[", 5)] {
        for (letter, f) in letters.chars().zip(f..) {
            add(format!("\x1bO{letter}"), F(f));
        }
    }
    for (letter, f) in "ABCDE".chars().zip(1..) {
        add(format!("\x1b[[{letter}"), F(f));
    }
    for (letter, c) in "jklmnopqrstuvxy".chars().zip("*+,-./012345689".chars()) {
        add(format!("\x1bO{letter}"), Char(c));
    }
    add("\x1bOM".to_owned(), Enter);
    for (text, code) in [("\r", Enter), ("\n", Enter), ("\t", Tab), ("\x08", Backspace), ("\x7f", Backspace), ("\x1b", Esc)] {
        add(text.to_owned(), code);
    }
    for c in "aZ9 :/é漢€".chars() {
        add(c.to_string(), Char(c));
    }
    forms.push(("\x1b[Z".to_owned(), with(BackTab, KeyModifiers::SHIFT)));
    forms.push(("\x1b[1;5A".to_owned(), with(Up, KeyModifiers::CONTROL)));
    forms.push(("\x1b[1;2P".to_owned(), with(F(1), KeyModifiers::SHIFT)));
    forms.push(("\x1b[3;6~".to_owned(), with(Delete, KeyModifiers::CONTROL | KeyModifiers::SHIFT)));
    forms.push(("\x1bO5A".to_owned(), with(Up, KeyModifiers::CONTROL)));
    forms.push(("\x1b[3$".to_owned(), with(Delete, KeyModifiers::SHIFT)));
    forms.push(("\x1b[a".to_owned(), with(Up, KeyModifiers::SHIFT)));
    forms.push(("\x1bOc".to_owned(), with(Right, KeyModifiers::CONTROL)));
    for (b, c) in [(0_u8, ' '), (3, 'c'), (7, 'g'), (12, 'l'), (26, 'z'), (28, '\\'), (31, '_')] {
        forms.push((char::from(b).to_string(), control(c)));
    }
    forms.push(("\x1b[200~un\r\ndeux\rtrois\x1b[201~".to_owned(), Event::Paste("un\ndeux\ntrois".to_owned())));
    forms.into_iter().map(|(text, event)| (text.into_bytes(), event)).collect()
}

/// What must not reach a field: answers, reports and keys nobody knows.
const UNKNOWN: [&[u8]; 23] = [
    b"\x1b[?1;2c",
    b"\x1b[>41;354;0c",
    b"\x1b[24;80R",
    b"\x1b[0n",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[201~",
    b"\x1b[<0;10;10M",
    b"\x1b[99~",
    b"\x1b[27;5;9~",
    b"\x1b[13;2u",
    b"\x1b[?1;2$y",
    b"\x1b[5n",
    b"\x1b[[Z",
    b"\x1b[P",
    b"\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20x",
    b"\x1b]11;rgb:ffff/ffff/ffff\x07",
    b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1bP>|XTerm(370)\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bOz",
    b"\x1bO!",
    b"\x1b_Gi=31;OK\x1b\\",
];

#[test]
fn every_listed_form_is_its_key() {
    for (bytes, event) in forms() {
        assert_eq!(decode(&bytes), [event], "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_key_cut_at_any_byte_is_the_same_key_and_the_next_one_too() {
    for (bytes, event) in forms() {
        for cut in 0..=bytes.len() {
            let (mut decoder, mut out) = (decoder(Charset::Utf8), Vec::new());
            decoder.feed(&bytes[..cut], Duration::ZERO, &mut out);
            decoder.expire(49 * MS, &mut out);
            decoder.feed(&bytes[cut..], 49 * MS, &mut out);
            decoder.feed(b"x", 98 * MS, &mut out);
            assert_eq!(out, [event.clone(), key(KeyCode::Char('x'))], "{} at {cut}", bytes.escape_ascii());
        }
    }
}

#[test]
fn unknown_sequences_are_swallowed_whole_wherever_they_are_cut() {
    for bytes in UNKNOWN {
        for cut in 0..=bytes.len() {
            let (mut decoder, mut out) = (decoder(Charset::Utf8), Vec::new());
            decoder.feed(&bytes[..cut], Duration::ZERO, &mut out);
            decoder.expire(49 * MS, &mut out);
            decoder.feed(&bytes[cut..], 49 * MS, &mut out);
            decoder.feed(b"x", 98 * MS, &mut out);
            assert_eq!(out, typed("x"), "{} at {cut}", bytes.escape_ascii());
        }
    }
}

#[test]
fn a_begun_sequence_is_dropped_whole_after_a_second() {
    for begun in [&b"\x1b["[..], b"\x1b[1;", b"\x1bO", b"\x1b[[", b"\x1b]11;rgb"] {
        let (mut decoder, mut out) = (decoder(Charset::Utf8), Vec::new());
        decoder.feed(begun, Duration::ZERO, &mut out);
        decoder.expire(999 * MS, &mut out);
        assert_eq!(decoder.deadline(), Some(1000 * MS));
        decoder.expire(1000 * MS, &mut out);
        decoder.feed(b"a", 1001 * MS, &mut out);
        assert_eq!(out, typed("a"), "{}", begun.escape_ascii());
    }
}

#[test]
fn esc_is_a_key_of_its_own_before_what_follows() {
    let esc = key(KeyCode::Esc);
    assert_eq!(decode(b"\x1ba"), [esc.clone(), key(KeyCode::Char('a'))]);
    assert_eq!(decode("\x1bé".as_bytes()), [esc.clone(), key(KeyCode::Char('é'))]);
    assert_eq!(decode(b"\x1b\r"), [esc.clone(), key(KeyCode::Enter)]);
    assert_eq!(decode(b"\x1b\x1b"), std::slice::from_ref(&esc));
    assert_eq!(decode(b"\x1b\x1b\x1b"), [esc.clone(), esc.clone()]);
    assert_eq!(decode(b"\x1b\x1b[A"), [esc.clone(), key(KeyCode::Up)]);
    assert_eq!(decode(b"\x1bP"), [esc.clone(), key(KeyCode::Char('P'))]);
    assert_eq!(decode(b"\x1bPa"), [esc.clone(), key(KeyCode::Char('P')), key(KeyCode::Char('a'))]);
    // A key that comes while a sequence is begun isn't lost with it.
    assert_eq!(decode(b"\x1b[1;\r"), [key(KeyCode::Enter)]);
    assert_eq!(decode(b"\x1b[1;\x1b[B"), [key(KeyCode::Down)]);
    assert_eq!(decode("\x1b[é".as_bytes()), typed("é"));
}

#[test]
fn w_of_the_keypad_is_seven_once_the_keypad_has_shown_itself() {
    assert_eq!(decode(b"\x1bOw"), [key(KeyCode::End)]);
    assert_eq!(decode(b"\x1bOq\x1bOw"), typed("17"));
}

#[test]
fn cr_and_lf_together_are_one_enter() {
    assert_eq!(decode(b"\r\n\n\r"), vec![key(KeyCode::Enter); 3]);
}

#[test]
fn letters_in_latin_1_lose_no_neighbour_and_are_told_once() {
    let (mut decoder, mut out) = (decoder(Charset::Utf8), Vec::new());
    decoder.feed(b"Andr\xe9e et Zo\xeb ", Duration::ZERO, &mut out);
    assert_eq!(out, typed("Andrée et Zoë "));
    assert!(decoder.take_latin1_hint() && !decoder.take_latin1_hint());
    // The last letter of a word waits a moment: it could begin a character.
    decoder.feed(b"\xe9", Duration::ZERO, &mut out);
    decoder.expire(250 * MS, &mut out);
    assert_eq!(out[14..], typed("é"));
    // Broken UTF-8 before a good character.
    assert_eq!(decode(b"\xc3\xc3\xa9\xf0\x9fa"), typed("Ãéða"));
    assert_eq!(decode(b"\xc2\x9b31m"), typed("31m"));
}

#[test]
fn each_set_reads_its_own_letters() {
    assert_eq!(decode_in(Charset::Latin1, b"\xe9\xa4"), typed("é¤"));
    assert_eq!(decode_in(Charset::Latin9, b"\xe9\xa4\xbd"), typed("é€œ"));
    assert_eq!(decode_in(Charset::Cp1252, b"\xe9\x80\x9c\x81"), typed("é€œ"));
    assert_eq!(decode_in(Charset::Ascii, "é".as_bytes()), typed("é"));
    // A vt220 in its 8-bit mode.
    assert_eq!(decode_in(Charset::Latin1, b"\x9bA\x8fP"), [key(KeyCode::Up), key(KeyCode::F(1))]);
}

#[test]
fn marks_are_composed_with_the_letter_they_came_with() {
    assert_eq!(decode("e\u{301}x\u{301}".as_bytes()), typed("éx\u{301}"));
}

#[test]
fn a_paste_is_text_whatever_is_in_it() {
    let paste = |text: &str| [Event::Paste(text.to_owned())];
    assert_eq!(decode(b"\x1b[200~a\tb\x1b[31m\x03\x00c\x1b[201~"), paste("a\tb[31mc"));
    assert_eq!(decode(b"\x1b[200~a\x1b[200~b\x1b[201~"), paste("ab"));
    assert_eq!(decode(b"\x1b[200~e\xcc\x81\xe9t\xe9\x1b[201~"), paste("éété"));
    assert_eq!(decode_in(Charset::Latin9, b"\x1b[200~5 \xa4\x1b[201~"), paste("5 €"));
    assert_eq!(decode(b"\x1b[200~\x1b[201~"), []);
    // What comes after its end is typed, and a lost end mark doesn't lock the keyboard.
    assert_eq!(decode(b"\x1b[200~a\x1b[201~b"), [&paste("a")[..], &typed("b")].concat());
    assert_eq!(decode(b"\x1b[200~abc"), paste("abc"));
}

#[test]
fn a_huge_paste_comes_in_parts_and_whole() {
    let (mut decoder, mut out) = (decoder(Charset::Utf8), Vec::new());
    let text = "été ".repeat(500_000);
    decoder.feed(b"\x1b[200~", Duration::ZERO, &mut out);
    decoder.feed(text.as_bytes(), Duration::ZERO, &mut out);
    decoder.feed(b"\x1b[201~", Duration::ZERO, &mut out);
    let parts: String = out
        .iter()
        .map(|event| match event {
            Event::Paste(text) => text.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(out.len() > 1 && parts == text);
}

#[test]
fn rubbish_neither_panics_nor_locks_the_keyboard() {
    let mut random = fastrand::Rng::with_seed(20_261_124);
    for set in [Charset::Utf8, Charset::Latin1, Charset::Cp1252, Charset::Ascii] {
        let (mut decoder, mut out) = (decoder(set), Vec::new());
        let mut now = Duration::ZERO;
        let mut sent = 0;
        while sent < 1_000_000 {
            // Half of it looks like sequences.
            let bytes: Vec<u8> = (0..random.usize(1..40))
                .map(|_| if random.bool() { random.u8(..) } else { *random.choice(b"\x1b\x1b[[O0123;?~$P]\\").unwrap() })
                .collect();
            sent += bytes.len();
            now += random.u32(0..1500) * MS;
            decoder.expire(now, &mut out);
            decoder.feed(&bytes, now, &mut out);
            let visible = |event: &Event| !matches!(event, Event::Key(k) if matches!(k.code, KeyCode::Char(c) if c.is_control()));
            assert!(out.drain(..).all(|event| visible(&event)));
        }
        decoder.expire(now + Duration::from_secs(5), &mut out);
        out.clear();
        decoder.feed(b"a", now + Duration::from_secs(6), &mut out);
        assert_eq!(out, typed("a"));
    }
}

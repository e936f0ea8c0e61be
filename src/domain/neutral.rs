//! Text from outside without power over the terminal (security.md §5): the rules of the doors in and the one door out.
//! Called by the record checks, forms and imports (in), by screens, messages, logs, command line, file names (out).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

/// Marks at most on one letter (security.md §5.1, §5.2).
pub const MARKS: usize = 4;
/// Bytes at most in one cell of the screen (security.md §5.2).
pub const CELL_BYTES: usize = 32;
/// What stands for a control or hidden character.
pub const DOT: char = '·';
/// A tab of a note, on the screen.
const TAB: &str = "    ";

/// The first character that a short field refuses (security.md §5.1): its place, counted from 1, and its kind:
/// `control`, `direction`, `invisible`, `private`, `noncharacter`, `replacement` or `marks`.
pub fn refused_in_short(text: &str) -> Option<(usize, &'static str)> {
    let mut marks = 0;
    for (i, c) in text.chars().enumerate() {
        if let Some(kind) = hidden(c) {
            return Some((i + 1, kind));
        }
        marks = marks_after(c, marks);
        if marks > MARKS {
            return Some((i + 1, "marks"));
        }
    }
    None
}

/// A short field as it is stored: NFC, blanks joined and trimmed. Tabs and line ends are no blanks here: they are
/// refused by [`refused_in_short`] and stay to be named.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.nfc() {
        if is_blank(c) {
            blank = !out.is_empty();
            continue;
        }
        if blank {
            out.push(' ');
            blank = false;
        }
        out.push(c);
    }
    out
}

/// A note as it is stored: line ends are LF, the rest as given.
pub fn tidy_note(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// One line as it may be shown anywhere: control and hidden characters are `·`, line ends and tabs too, at most 4
/// marks a letter and 32 bytes a cell. What is cut leaves a `·`. Showing twice gives the same as once.
pub fn shown(text: &str) -> String {
    if text.bytes().all(|b| (0x20..0x7F).contains(&b)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        if hidden(c).is_some() {
            out.push(DOT);
            marks = 0;
            continue;
        }
        marks = marks_after(c, marks);
        // A mark that has no letter before it would land on someone else's cell.
        if is_combining_mark(c) && out.is_empty() {
            out.push(DOT);
        } else if marks <= MARKS {
            out.push(c);
        } else if marks == MARKS + 1 {
            out.push(DOT);
        }
    }
    if out.graphemes(true).all(|g| g.len() <= CELL_BYTES) { out } else { out.graphemes(true).map(cell).collect() }
}

/// A note as it may be shown: its lines are kept, a tab is four blanks, each line as by [`shown`].
pub fn shown_note(text: &str) -> String {
    tidy_note(text).split('\n').map(|line| shown(&line.replace('\t', TAB))).collect::<Vec<_>>().join("\n")
}

/// Whether a name mixes letters of two scripts: a warning (security.md §5.1). Han, kana and hangul count as one.
pub fn two_scripts(text: &str) -> bool {
    let mut seen: Option<&'static str> = None;
    for script in text.chars().filter_map(script) {
        if seen.is_some_and(|s| s != script) {
            return true;
        }
        seen = Some(script);
    }
    false
}

/// What kind of character that is never shown as itself, if it is one.
pub fn hidden(c: char) -> Option<&'static str> {
    match c {
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Some("control"),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some("direction"),
        '\u{FFFD}' => Some("replacement"),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}' => Some("private"),
        '\u{FDD0}'..='\u{FDEF}' => Some("noncharacter"),
        c if (c as u32) & 0xFFFE == 0xFFFE => Some("noncharacter"),
        c if is_invisible(c) => Some("invisible"),
        _ => None,
    }
}

/// Format and default-ignorable characters, line and paragraph separators, letters that are blank.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{70F}' | '\u{890}' | '\u{891}' | '\u{8E2}'
            | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200D}'
            | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{110BD}' | '\u{110CD}'
            | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Marks on the letter so far, with this character; those inside a composed letter count.
fn marks_after(c: char, before: usize) -> usize {
    let mut marks = before;
    decompose_canonical(c, |part| marks = if is_combining_mark(part) { marks + 1 } else { 0 });
    marks
}

/// One cell's text cut to its bytes (conjuncts, jamo and modifiers can join without end).
fn cell(cluster: &str) -> String {
    if cluster.len() <= CELL_BYTES {
        return cluster.to_owned();
    }
    let mut out = String::new();
    for c in cluster.chars().take_while(|c| !is_modifier(*c)) {
        if out.len() + c.len_utf8() + DOT.len_utf8() > CELL_BYTES {
            break;
        }
        out.push(c);
    }
    out.push(DOT);
    out
}

/// Skin tones: they join to whatever stands before.
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// The script of a letter, none for digits, signs, marks.
fn script(c: char) -> Option<&'static str> {
    if !c.is_alphabetic() || is_combining_mark(c) {
        return None;
    }
    Some(match c as u32 {
        0x0..=0x24F | 0x250..=0x2AF | 0x1D00..=0x1DBF | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF | 0xFF21..=0xFF5A => {
            "latin"
        }
        // Modifier letters (the apostrophe of some alphabets among them) go with any script.
        0x2B0..=0x2FF => return None,
        0x370..=0x3FF | 0x1F00..=0x1FFF => "greek",
        0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => "cyrillic",
        0x530..=0x58F => "armenian",
        0x590..=0x5FF => "hebrew",
        0x600..=0x6FF | 0x750..=0x77F | 0x870..=0x8FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => "arabic",
        0x900..=0x97F => "devanagari",
        0x1200..=0x139F => "ethiopic",
        0x1100..=0x11FF | 0x3040..=0x30FF | 0x3130..=0x318F | 0x3400..=0x9FFF | 0xAC00..=0xD7FF | 0x20000..=0x3FFFF => {
            "east asian"
        }
        _ => "other",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_all_scripts_pass() {
        for name in ["N'Guema", "Ô", "Nguyễn", "محمد", "D’Almeida Jr.", "Marie-Claire", "Ŋgɔma", "李小龍"] {
            assert_eq!(refused_in_short(name), None, "{name}");
            assert_eq!(shown(name), name);
        }
    }

    #[test]
    fn a_refused_character_is_named_with_its_place() {
        for (text, found) in [
            ("NDO\u{1b}[2J", (4, "control")),
            ("A\u{9b}", (2, "control")),
            ("A\tB", (2, "control")),
            ("ab\u{202E}cd", (3, "direction")),
            ("\u{200B}x", (1, "invisible")),
            ("x\u{E000}", (2, "private")),
            ("x\u{FFFF}", (2, "noncharacter")),
            ("x\u{FFFD}", (2, "replacement")),
            ("e\u{301}\u{301}\u{301}\u{301}\u{301}", (6, "marks")),
            ("é\u{301}\u{301}\u{301}\u{301}", (5, "marks")),
        ] {
            assert_eq!(refused_in_short(text), Some(found), "{text:?}");
        }
    }

    #[test]
    fn short_fields_are_composed_and_their_blanks_joined() {
        assert_eq!(tidy("  NDONG \u{A0} MBA\u{3000}"), "NDONG MBA");
        assert_eq!(tidy("Rene\u{301}e"), "Renée");
        assert_eq!(tidy_note("a\r\nb\rc\td "), "a\nb\nc\td ");
    }

    #[test]
    fn hidden_characters_are_shown_as_dots_never_dropped() {
        assert_eq!(shown("a\u{1b}]0;x\u{7}b"), "a·]0;x·b");
        assert_eq!(shown("a\u{202E}b\u{200D}c\nd"), "a·b·c·d");
        assert_eq!(shown_note("a\tb\r\nc\u{1b}"), "a    b\nc·");
        assert_eq!(shown("\u{301}a"), "·a");
        let flood = format!("a{}b", "\u{301}".repeat(50));
        assert_eq!(shown(&flood), "a\u{301}\u{301}\u{301}\u{301}·b");
    }

    #[test]
    fn two_scripts_in_one_name_are_noticed() {
        assert!(two_scripts("NDОNG"), "the O is Cyrillic");
        assert!(!two_scripts("NDONG Élise-Œ 2") && !two_scripts("Иванов Пётр") && !two_scripts("N\u{2BC}Goma"));
    }

    proptest! {
        #[test]
        fn nothing_shown_can_command_a_terminal(text in any::<String>()) {
            let out = shown(&text);
            prop_assert!(out.chars().all(|c| hidden(c).is_none()));
            prop_assert!(out.graphemes(true).all(|g| g.len() <= CELL_BYTES));
        }

        #[test]
        fn cells_stay_small_in_a_flood(start in "[aकᄀ👍]", joined in "[\u{301}\u{94D}क\u{1F3FB}가]{0,60}") {
            let out = shown(&format!("{start}{joined}"));
            prop_assert!(out.graphemes(true).all(|g| g.len() <= CELL_BYTES), "{}", out);
        }
    }
}

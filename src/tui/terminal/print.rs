//! A slip to the printer of the thin client (terminal.md §6): what goes down the line, in one write. Called by `own`.

use unicode_width::UnicodeWidthChar;

use super::charset::Charset;

/// Cells of a line at most: what every printer of a terminal takes.
const WIDTH: usize = 78;

/// Printer on, the lines in the terminal's own set, a form feed, printer off. Lines are cut at 78 cells and end with CR LF; no control
/// character of the data gets through, so that nothing in it can end the printing or reach the screen.
#[must_use]
pub fn slip(lines: &[String], charset: Charset) -> Vec<u8> {
    let mut out = b"\x1b[5i".to_vec();
    for line in lines {
        let mut used = 0;
        let cut: String = line
            .chars()
            .take_while(|c| {
                used += c.width().unwrap_or(0);
                used <= WIDTH
            })
            .collect();
        let mut bytes = charset.encode_text(&cut);
        // What one letter becomes in another set may be two (`œ` is `oe`).
        if !charset.is_utf8() {
            bytes.truncate(WIDTH);
        }
        out.extend_from_slice(&bytes);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"\x0c\x1b[4i");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(line: &str, charset: Charset) -> String {
        slip(&[line.to_owned()], charset).escape_ascii().to_string()
    }

    #[test]
    fn a_slip_is_framed_for_the_printer_and_its_data_commands_nothing() {
        assert_eq!(printed("Rendez-vous", Charset::Ascii), "\\x1b[5iRendez-vous\\r\\n\\x0c\\x1b[4i");
        let evil = printed("a\u{1b}[4ib\u{9b}4ic\r\n\u{c}", Charset::Utf8);
        assert_eq!(evil.matches("\\x1b").count(), 2, "{evil}");
        assert!(!evil.contains("\\x9b") && evil.matches("\\x0c").count() == 1, "{evil}");
    }

    #[test]
    fn each_set_gets_its_own_letters_and_no_line_is_too_long() {
        assert!(printed("Élodie, cœur", Charset::Latin1).contains("\\xc9lodie, coeur"));
        assert!(printed("Élodie", Charset::Ascii).contains("Elodie"));
        for charset in [Charset::Utf8, Charset::Latin1, Charset::Ascii] {
            let bytes = slip(&["œ".repeat(100), "é".repeat(100)], charset);
            let text = if charset.is_utf8() {
                String::from_utf8(bytes).unwrap()
            } else {
                bytes.iter().map(|b| char::from(*b)).collect()
            };
            assert!(text.split("\r\n").all(|line| line.trim_start_matches("\u{1b}[5i").chars().count() <= WIDTH), "{text}");
        }
    }
}

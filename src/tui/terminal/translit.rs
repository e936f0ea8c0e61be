//! What stands for a character that the terminal's set lacks, beyond taking its accents off. Called by `charset`.

/// The ASCII text that stands for `c`, one letter or more (`œ` is `oe`); `None` when there is nothing better than
/// its base letter or `?`. In one cell of the screen only the first letter is used.
#[must_use]
pub fn of(c: char) -> Option<&'static str> {
    letter(c).or_else(|| sign(c)).or_else(|| drawing(c))
}

fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' => "oe",
        'Œ' => "OE",
        'æ' => "ae",
        'Æ' => "AE",
        'ß' => "ss",
        'ẞ' => "SS",
        'ø' => "o",
        'Ø' => "O",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ł' => "l",
        'Ł' => "L",
        'ı' => "i",
        'þ' => "th",
        'Þ' => "Th",
        'ŋ' => "n",
        'Ŋ' => "N",
        'ɛ' | 'ə' => "e",
        'Ɛ' | 'Ə' => "E",
        'ɔ' => "o",
        'Ɔ' => "O",
        'ª' => "a",
        'º' | '°' => "o",
        _ => return None,
    })
}

fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '’' | '‘' | '‚' | '‛' | 'ʼ' | '′' | '´' | '`' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '‹' | '←' | '◄' | '◀' => "<",
        '›' | '→' | '►' | '▶' | '▸' => ">",
        '↑' | '▲' => "^",
        '↓' | '▼' => "v",
        '–' | '—' | '‐' | '‑' | '‒' | '―' | '−' | '\u{ad}' => "-",
        '…' => ".",
        '·' | '∙' | '⋅' => ".",
        '•' | '●' | '◆' | '★' | '✓' | '✔' | '■' | '▪' => "*",
        '○' | '◯' => "o",
        '×' | '✗' | '✘' => "x",
        '÷' | '⁄' => "/",
        '¦' => "|",
        '€' => "EUR",
        '£' => "L",
        '¥' => "Y",
        '¢' => "c",
        '©' => "(c)",
        '®' => "(r)",
        '™' => "TM",
        '№' => "No",
        '§' => "S",
        '±' => "+",
        '≤' => "<",
        '≥' => ">",
        '¡' => "!",
        '¿' => "?",
        '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' | '\u{3000}' => " ",
        _ => return None,
    })
}

fn drawing(c: char) -> Option<&'static str> {
    Some(match c {
        '─' | '━' | '═' | '╌' | '┄' => "-",
        '│' | '┃' | '║' | '┆' => "|",
        '\u{2500}'..='\u{257f}' => "+",
        '█' | '▉' | '▊' | '▋' | '▌' | '▓' | '▒' | '░' => "#",
        '\u{2580}'..='\u{259f}' => "#",
        _ => return None,
    })
}

/// The letter of the line drawing set (`ESC(0`) that draws `c`, for a vt100 or vt220 that is not UTF-8.
#[must_use]
pub fn line_drawing(c: char) -> Option<u8> {
    Some(match c {
        '─' | '━' | '═' => b'q',
        '│' | '┃' | '║' => b'x',
        '┌' | '╭' => b'l',
        '┐' | '╮' => b'k',
        '└' | '╰' => b'm',
        '┘' | '╯' => b'j',
        '├' => b't',
        '┤' => b'u',
        '┬' => b'w',
        '┴' => b'v',
        '┼' => b'n',
        _ => return None,
    })
}

//! The sequences that terminal.md §1 allows; anything else among the bytes of the program fails the test.

/// Fails at a sequence that isn't allowed, and at a control character that is no CR, LF, BS, BEL or HT (decision 026).
pub fn forbid(bytes: &[u8]) {
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            0x1B => i += sequence(&bytes[i..]),
            7 | 8 | b'\t' | b'\n' | b'\r' => i += 1,
            control if control < 0x20 || control == 0x7F => panic!("control {control:02x}"),
            _ => i += 1,
        }
    }
}

fn sequence(bytes: &[u8]) -> usize {
    match bytes[1] {
        b'M' => 2,
        b'(' => {
            assert!(matches!(bytes[2], b'0' | b'B'));
            3
        }
        b'[' => {
            let end = 2 + bytes[2..].iter().position(|b| (0x40..0x7F).contains(b)).unwrap();
            let params = std::str::from_utf8(&bytes[2..end]).unwrap();
            let allowed = match bytes[end] {
                b'H' | b'r' => params.bytes().all(|b| b.is_ascii_digit() || b == b';'),
                b'A'..=b'D' => params.bytes().all(|b| b.is_ascii_digit()),
                b'J' | b'K' => params.is_empty(),
                b'm' => params.split(';').all(|it| {
                    matches!(it.parse().unwrap_or(0), 0 | 1 | 4 | 7 | 22 | 24 | 27 | 30..=37 | 39..=47 | 49 | 90..=97 | 100..=107)
                }),
                b'h' | b'l' => matches!(params, "?25" | "?1049" | "?2004"),
                _ => false,
            };
            assert!(allowed, "ESC[{params}{}", char::from(bytes[end]));
            end + 1
        }
        other => panic!("ESC {other:02x}"),
    }
}

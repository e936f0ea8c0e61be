//! How a file is written: its form by the ending of its name; of CSV the character set, the separator and the order of dates.
//! All is shown by the faces and can be forced (product.md "Exchange format"). Called by `Source::open`.

use std::io::Read;
use std::path::Path;

use chardetng::EncodingDetector;

use crate::exchange::{regular, unreadable};
use crate::fault::{Fault, Outcome};

/// Names of the character sets as they are shown and forced.
pub const UTF_8: &str = "utf-8";
/// See [`UTF_8`]; with little ends first unless a mark says otherwise.
pub const UTF_16: &str = "utf-16";
/// UTF-16 with big ends first.
pub const UTF_16BE: &str = "utf-16be";
/// What old Windows programs write in western Europe.
pub const WINDOWS_1252: &str = "windows-1252";
/// What is looked at for the separator and the dates.
const SAMPLE: usize = 256 * 1024;

/// Forms of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text with separators.
    Csv,
    /// A spreadsheet.
    Xlsx,
    /// An array of objects.
    Json,
}

impl Form {
    /// By the ending; anything else is CSV (`.txt`, `.tsv`).
    pub fn of(path: &Path) -> Form {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("xlsx" | "xlsm") => Form::Xlsx,
            Some("json") => Form::Json,
            _ => Form::Csv,
        }
    }
}

/// Order of dates. Month first is never guessed: `03/04/1985` is the third of April.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// `1985-04-03`.
    Iso,
    /// `03/04/1985`.
    DayFirst,
}

impl Dates {
    /// As shown and forced: `iso`, `dmy`.
    pub fn id(self) -> &'static str {
        match self {
            Dates::Iso => "iso",
            Dates::DayFirst => "dmy",
        }
    }
    /// From its id.
    pub fn from_id(id: &str) -> Option<Dates> {
        [Dates::Iso, Dates::DayFirst].into_iter().find(|d| d.id() == id)
    }
}

/// What is forced; the rest is detected.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// `utf-8`, `utf-16`, `utf-16be`, `windows-1252`.
    pub encoding: Option<String>,
    /// `,` `;` tab, or the words `comma`, `semicolon`, `tab`.
    pub separator: Option<String>,
    /// Only this order is read.
    pub dates: Option<Dates>,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Its form.
    pub form: Form,
    /// Its character set.
    pub encoding: &'static str,
    /// Between cells; none but in CSV.
    pub separator: Option<char>,
    /// Order of dates: forced or seen; none: no date was seen, or cells have types.
    pub dates: Option<Dates>,
}

/// The shape of a CSV file: read once from end to end for its character set, which one byte can decide.
pub fn csv(path: &Path, asked: &Asked) -> Outcome<Shape> {
    let (sample, found) = look(path)?;
    let encoding = match asked.encoding.as_deref().map(str::to_lowercase).as_deref() {
        None => found,
        Some("utf-8" | "utf8") => UTF_8,
        Some("utf-16" | "utf16" | "utf-16le") if found == UTF_16BE => UTF_16BE,
        Some("utf-16" | "utf16" | "utf-16le") => UTF_16,
        Some("utf-16be") => UTF_16BE,
        Some("windows-1252" | "cp1252" | "latin1") => WINDOWS_1252,
        Some(other) => return Err(unknown(other, "--encoding", "utf-8, utf-16, windows-1252")),
    };
    let text = encoding_of(encoding).decode(&sample).0;
    let separator = match asked.separator.as_deref() {
        None => separator(&text),
        Some("," | "comma") => ',',
        Some(";" | "semicolon") => ';',
        Some("\t" | "tab" | "\\t") => '\t',
        Some(other) => return Err(unknown(other, "--separator", "\",\", \";\", tab")),
    };
    Ok(Shape { form: Form::Csv, encoding, separator: Some(separator), dates: asked.dates.or_else(|| dates(&text)) })
}

fn unknown(value: &str, option: &str, allowed: &str) -> Fault {
    Fault::wrong("wrong-value").with("value", value).with("option", option).with("allowed", allowed)
}

/// The decoder's own name of a character set.
pub(crate) fn encoding_of(name: &str) -> &'static encoding_rs::Encoding {
    match name {
        UTF_16 => encoding_rs::UTF_16LE,
        UTF_16BE => encoding_rs::UTF_16BE,
        WINDOWS_1252 => encoding_rs::WINDOWS_1252,
        _ => encoding_rs::UTF_8,
    }
}

/// The first bytes, and the character set of the whole.
fn look(path: &Path) -> Outcome<(Vec<u8>, &'static str)> {
    let (mut file, _) = regular(path)?;
    let mut sample = Vec::with_capacity(SAMPLE);
    let mut block = vec![0; 64 * 1024];
    let mut counts = Counts::default();
    let mut detector = EncodingDetector::new();
    loop {
        let read = file.read(&mut block).map_err(|e| unreadable(path, &e))?;
        let bytes = block.get(..read).unwrap_or_default();
        if read == 0 {
            break;
        }
        if sample.len() < SAMPLE {
            sample.extend_from_slice(bytes);
        }
        counts.feed(bytes);
        detector.feed(bytes, false);
    }
    detector.feed(b"", true);
    let utf_8 = counts.whole > counts.broken * 10 || counts.broken == 0 || detector.guess(None, true) == encoding_rs::UTF_8;
    let found = match sample.as_slice() {
        [0xef, 0xbb, 0xbf, ..] => UTF_8,
        [0xff, 0xfe, ..] => UTF_16,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ => without_mark(&sample).unwrap_or(if utf_8 { UTF_8 } else { WINDOWS_1252 }),
    };
    Ok((sample, found))
}

/// UTF-16 without its mark: every second byte of western text is zero.
fn without_mark(sample: &[u8]) -> Option<&'static str> {
    let zero = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let half = sample.len() / 2;
    match (zero(0), zero(1)) {
        (even, odd) if odd * 2 > half && even * 10 < half => Some(UTF_16),
        (even, odd) if even * 2 > half && odd * 10 < half => Some(UTF_16BE),
        _ => None,
    }
}

/// Letters outside ASCII that are whole in UTF-8, and bytes that are not: one broken cell doesn't make a file Windows-1252.
#[derive(Default)]
struct Counts {
    whole: usize,
    broken: usize,
    missing: u8,
}

impl Counts {
    fn feed(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match (byte, self.missing) {
                (0x80..=0xbf, 1) => {
                    self.missing = 0;
                    self.whole += 1;
                }
                (0x80..=0xbf, 2..) => self.missing -= 1,
                (0xc2..=0xdf, 0) => self.missing = 1,
                (0xe0..=0xef, 0) => self.missing = 2,
                (0xf0..=0xf4, 0) => self.missing = 3,
                (0x00..=0x7f, 0) => {}
                _ => {
                    self.broken += 1;
                    self.missing = 0;
                }
            }
        }
    }
}

/// The separator that gives most lines as many cells as the first one has.
fn separator(text: &str) -> char {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(50).collect();
    let count = |line: &str, sign: char| {
        let mut quoted = false;
        line.chars()
            .filter(|c| {
                quoted ^= *c == '"';
                *c == sign && !quoted
            })
            .count()
    };
    let score = |sign: char| {
        let first = lines.first().map_or(0, |l| count(l, sign));
        let alike = lines.iter().filter(|l| count(l, sign) == first).count();
        if first == 0 { (0, 0) } else { (alike, first) }
    };
    // The later of equals wins: a semicolon before a comma, which stands in names and addresses.
    ['\t', ',', ';'].into_iter().max_by_key(|s| score(*s)).unwrap_or(';')
}

/// Which kind of date is seen more often; none when there is none.
fn dates(text: &str) -> Option<Dates> {
    let shape = |word: &str, sign: char, lengths: &[&[usize]]| {
        let parts: Vec<&str> = word.split(sign).collect();
        parts.len() == 3 && parts.iter().zip(lengths).all(|(p, l)| l.contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
    };
    let words = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '/' | '-' | '.')));
    let (mut iso, mut day_first) = (0, 0);
    for word in words.filter(|w| w.len() >= 8) {
        iso += usize::from(shape(word, '-', &[&[4], &[2], &[2]]));
        let day = |sign| shape(word, sign, &[&[1, 2], &[1, 2], &[2, 4]]);
        day_first += usize::from(day('/') || day('-') || day('.'));
    }
    match (iso, day_first) {
        (0, 0) => None,
        (iso, day_first) if iso > day_first => Some(Dates::Iso),
        _ => Some(Dates::DayFirst),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(bytes: &[u8]) -> (&'static str, char, Option<Dates>) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("people.csv");
        std::fs::write(&path, bytes).unwrap();
        let shape = csv(&path, &Asked::default()).unwrap();
        (shape.encoding, shape.separator.unwrap(), shape.dates)
    }

    #[test]
    fn the_character_set_the_separator_and_the_dates_are_seen() {
        let text = "Nom;Prénom;Né(e) le\nMouélé, fils;Zoé;03/04/1985\n";
        assert_eq!(shape(text.as_bytes()), (UTF_8, ';', Some(Dates::DayFirst)));
        let marked = format!("\u{feff}{}", text.replace(';', "\t").replace("03/04/1985", "1985-04-03"));
        assert_eq!(shape(marked.as_bytes()), (UTF_8, '\t', Some(Dates::Iso)));
        let old: Vec<u8> = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        assert_eq!(shape(&old), (WINDOWS_1252, ';', Some(Dates::DayFirst)));
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(shape(&wide).0, UTF_16);
        let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(shape(&wide), (UTF_16BE, ';', Some(Dates::DayFirst)));
        assert_eq!(shape(b"a,b\n1,2\n"), (UTF_8, ',', None));
    }

    #[test]
    fn one_broken_letter_among_many_whole_ones_is_still_utf_8() {
        let mut bytes = "é;".repeat(40).into_bytes();
        bytes.extend(b"\xff\n");
        assert_eq!(shape(&bytes).0, UTF_8);
    }
}

//! An offer's text in words, numbers and signs, with their places. Called by the check of wording only.

use std::ops::Range;

use crate::domain::fold;

/// Endings that stand after a title to add the other gender: « caissier(ère) », « serveur/se », « agent·e ».
const ENDINGS: &[&str] = &[
    "e", "es", "s", "se", "ses", "euse", "euses", "ere", "eres", "iere", "ieres", "ne", "nes", "enne", "rice", "rices", "trice",
    "trices", "le", "les", "esse", "te", "ve", "ee",
];

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Letters.
    Word,
    /// Digits.
    Number(i64),
    /// A sign that joins: `/ - ( ) , : <`…
    Sign(char),
    /// End of a sentence or line.
    Break,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) sort: Sort,
    /// As typed.
    pub(crate) raw: String,
    /// Without case and accents.
    pub(crate) folded: String,
    pub(crate) range: Range<usize>,
    /// Written for both genders at once: « vendeur(se) ».
    pub(crate) both: bool,
}

/// The tokens of a text.
pub(crate) fn read(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let length = match c {
            c if c.is_alphabetic() => run(rest, |c| c.is_alphabetic() || is_mark(c)),
            c if c.is_ascii_digit() => run(rest, |c| c.is_ascii_digit()),
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        if let Some(sort) = sort(c, piece, after, tokens.last()) {
            let folded = if sort == Sort::Word { fold::fold(piece) } else { String::new() };
            tokens.push(Token { sort, raw: piece.to_owned(), folded, range: at..at + length, both: false });
        }
    }
    joined(tokens)
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn run(rest: &str, is: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !is(c)).unwrap_or(rest.len())
}

fn sort(first: char, piece: &str, after: &str, before: Option<&Token>) -> Option<Sort> {
    Some(match first {
        c if c.is_alphabetic() => Sort::Word,
        c if c.is_ascii_digit() => Sort::Number(piece.parse().unwrap_or(i64::MAX)),
        '\n' | '\r' => {
            // « Sexe : » and its value may stand on two lines.
            let goes_on = before.is_none_or(|t| matches!(t.sort, Sort::Sign(':') | Sort::Break));
            return (!goes_on).then_some(Sort::Break);
        }
        '.' => {
            let ends = after.trim_start().chars().next().is_none_or(char::is_uppercase) && after.starts_with([' ', '\u{A0}']);
            let short = before.is_some_and(|t| t.raw.chars().count() <= 1);
            if ends && !short { Sort::Break } else { Sort::Sign('.') }
        }
        ';' | '!' | '?' | '•' | '…' => Sort::Break,
        c if c.is_whitespace() => return None,
        '–' | '—' | '‑' | '−' => Sort::Sign('-'),
        c => Sort::Sign(c),
    })
}

/// Endings of the other gender go into the word before, which is marked.
fn joined(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut all = tokens.into_iter().peekable();
    while let Some(token) = all.next() {
        let glued = out.last().is_some_and(|t| t.sort == Sort::Word && t.range.end == token.range.start);
        let joins = matches!(token.sort, Sort::Sign('(' | '/' | '-' | '·' | '.' | '•'));
        let ending = all
            .peek()
            .is_some_and(|n| n.sort == Sort::Word && n.range.start == token.range.end && ENDINGS.contains(&n.folded.as_str()));
        let long = out.last().is_some_and(|t| t.folded.chars().count() > 2);
        if !(glued && joins && ending && long) {
            out.push(token);
            continue;
        }
        let ending = all.next();
        let end = ending.as_ref().map(|n| n.range.end);
        // « vendeuse(s) » is a plural only.
        let gender = ending.is_some_and(|n| n.folded != "s");
        let closed = matches!(token.sort, Sort::Sign('(')).then(|| all.next_if(|n| n.sort == Sort::Sign(')'))).flatten();
        if let Some(word) = out.last_mut() {
            word.both |= gender;
            word.range.end = closed.map(|t| t.range.end).or(end).unwrap_or(word.range.end);
        }
    }
    out
}

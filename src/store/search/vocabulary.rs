//! From a typed word to the words of names and offers that it may mean: the statements that ask for them. Called by
//! `people` and `offers`.

use crate::domain::likeness::{Term, variants};
use crate::fault::Value;
use crate::store::{Ran, Stmt};

/// Sorts after any letter: a word and this is the end of all words that begin with it.
pub const LAST: &str = "\u{10FFFF}";
/// Letters in which a slip is looked for letter by letter; later ones are found by their beginning.
const SPAN: usize = 24;
/// Words asked for at most: begun so, sounding alike, with a slip.
const EXACT: i64 = 150;
const SOUND: i64 = 40;
const SLIPS: i64 = 120;

/// A table of words: its name and the columns wanted of it, alias `w`.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// `name_word` or `offer_word`.
    pub table: &'static str,
    /// Columns.
    pub columns: &'static str,
    /// The column of frequency, most frequent first; empty: none.
    pub often: &'static str,
    /// What else a row must be, from ` AND`; empty: nothing.
    pub also: &'static str,
}

/// What is asked for one typed word: begun so (the word itself first), sounding alike, with a slip.
#[derive(Debug)]
pub struct Asked {
    /// The statements.
    pub statements: Vec<Stmt>,
}

impl Asked {
    /// For a typed word.
    pub fn new(term: &Term, words: &Words) -> Self {
        let mut statements = vec![begun(term, words)];
        if term.letters >= 3 {
            statements.push(heard(term, words));
            statements.push(range(words, "word", &variants(&term.text, SPAN), term.letters >= 4, SLIPS));
            // For the few words of offers a slip in the letters is enough.
            if term.sound.chars().count() >= 4 && !words.often.is_empty() {
                statements.push(range(words, "sound", &variants(&term.sound, SPAN), true, SLIPS / 2));
            }
        }
        Asked { statements }
    }
}

/// Takes the answers of each word asked, in their order, from those of a flight.
pub fn share<'r>(asked: &[Asked], answers: &'r [Ran]) -> Vec<&'r [Ran]> {
    let mut rest = answers;
    asked
        .iter()
        .map(|a| {
            let (mine, others) = rest.split_at(a.statements.len().min(rest.len()));
            rest = others;
            mine
        })
        .collect()
}

/// `($3), ($4) …`: the places of a list whose length is rounded up, so that the engine meets few different texts and
/// keeps them prepared; the list is filled up with what matches nothing.
pub fn list(
    args: &mut Vec<Value>,
    values: impl Iterator<Item = Value>,
    nothing: &Value,
    place: impl Fn(usize) -> String,
) -> String {
    let from = args.len();
    args.extend(values);
    let count = args.len() - from;
    let rounded = [1, 8, 32, 64, 128].into_iter().find(|n| *n >= count).unwrap_or(count.div_ceil(256) * 256);
    args.resize(from + rounded, nothing.clone());
    (1..=rounded).map(|n| place(from + n)).collect::<Vec<_>>().join(", ")
}

fn begun(term: &Term, words: &Words) -> Stmt {
    let Words { table, columns, often, also } = words;
    // One or two letters begin too many words to sort them: in the order of the index, the word itself is the first.
    let order = match (term.letters, often.is_empty()) {
        (3.., false) => format!("(CASE WHEN w.word = $1 THEN 0 ELSE 1 END), {often} DESC, w.word"),
        _ => "w.word".to_owned(),
    };
    Stmt::new(
        format!("SELECT {columns} FROM {table} w WHERE w.word >= $1 AND w.word < $2{also} ORDER BY {order} LIMIT $3"),
        vec![term.text.as_str().into(), format!("{}{LAST}", term.text).into(), Value::Int(EXACT)],
    )
}

fn heard(term: &Term, words: &Words) -> Stmt {
    let Words { table, columns, often, also } = words;
    let sound = &term.sound;
    // A short key begins too many words: only those that sound just so.
    let end = if sound.chars().count() >= 4 { format!("{sound}{LAST}") } else { format!("{sound} ") };
    let order = if often.is_empty() { "w.sound".to_owned() } else { format!("{often} DESC, w.word") };
    Stmt::new(
        format!(
            "SELECT {columns} FROM {table} w WHERE w.sound >= $1 AND w.sound < $2{also} \
             ORDER BY (CASE WHEN w.sound = $1 THEN 0 ELSE 1 END), {order} LIMIT $3"
        ),
        vec![sound.as_str().into(), end.into(), Value::Int(SOUND)],
    )
}

fn range(words: &Words, column: &str, variants: &[String], beginning: bool, limit: i64) -> Stmt {
    let Words { table, columns, often, also } = words;
    let mut args: Vec<Value> = vec![Value::Int(limit)];
    if beginning {
        args.push(LAST.into());
    }
    let values = variants.iter().map(|v| v.as_str().into());
    let list = list(&mut args, values, &LAST.into(), |n| format!("(${n})"));
    let meant = if beginning { format!("w.{column} >= v.p AND w.{column} < v.p || $2") } else { format!("w.{column} = v.p") };
    // Whole words first: many words begin as a slip might, few are so.
    let order = if often.is_empty() { String::new() } else { format!("{often} DESC, ") };
    Stmt::new(
        format!(
            "WITH v(p) AS (VALUES {list}) SELECT {columns} FROM v CROSS JOIN {table} w WHERE {meant}{also} \
             ORDER BY (CASE WHEN w.{column} = v.p THEN 0 ELSE 1 END), {order}w.word LIMIT $1"
        ),
        args,
    )
}

//! The little language of the word list: words, alternatives, classes, numbers, gaps (reference/README.md, wording.csv).
//! Called by the word list and the check of wording.

use super::list::WordList;
use super::tokens::{Sort, Token};
use crate::domain::fold;

/// One thing that a pattern asks for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    /// `word`: folded, with its plural and feminine.
    Word(String),
    /// `=word`: accents count; with a capital, case counts too.
    Exact(String),
    /// `~word`: one slip forgiven.
    Slip(String),
    /// `@name`: one of a class.
    Class(String),
    /// `(a|b c)`, with `?` or none of them.
    Any(Vec<Vec<Item>>, bool),
    /// `<14-80>`, in digits or words.
    Number(i64, i64),
    /// `*3`: so many words at most, within a part of a sentence.
    Gap(usize),
    /// `$/`: this sign.
    Sign(char),
    /// `^`: begin of a sentence.
    Start,
    /// `&`: the passage begins here; what stands before is only its context.
    Core,
    /// `%f`: a title in the feminine.
    Female,
    /// `%t`: a title in either gender.
    Title,
}

/// Items in their order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pattern(pub(crate) Vec<Item>);

/// Tokens reached by a pattern, and how many of them it named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reach {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) weight: usize,
}

impl Pattern {
    /// Reads one; none where it can't be read.
    pub(crate) fn read(text: &str) -> Option<Pattern> {
        let mut rest = text.trim();
        let items = sequence(&mut rest)?;
        (rest.is_empty() && !items.is_empty()).then_some(Pattern(items))
    }

    /// The longest reach from this token. `commas`: whether commas may stand between the words.
    pub(crate) fn at(&self, tokens: &[Token], from: usize, commas: bool, list: &WordList) -> Option<Reach> {
        if !matches!(tokens.get(from)?.sort, Sort::Word | Sort::Number(_) | Sort::Sign('-' | '<' | '≤' | '+' | '>')) {
            return None;
        }
        let run = Run { tokens, commas, list };
        if !run.may_begin(&self.0, tokens.get(from)?) {
            return None;
        }
        let ends = run.ends(&self.0, vec![Mark { at: from, weight: 0, core: from }]);
        let Mark { at: to, weight, core } = ends.into_iter().max_by_key(|m| (m.weight, m.at, m.core))?;
        let begins = |t: &Token| !matches!(t.sort, Sort::Sign(_));
        let skipped = if core > from { tokens.get(core..to)?.iter().position(begins)? } else { 0 };
        (to > from).then_some(Reach { from: core + skipped, to, weight })
    }
}

/// A place reached, the number of tokens named on the way, and where the passage begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    at: usize,
    weight: usize,
    core: usize,
}

struct Run<'a> {
    tokens: &'a [Token],
    commas: bool,
    list: &'a WordList,
}

impl Run<'_> {
    /// Whether items may begin at this token: most patterns end here, cheaply.
    fn may_begin(&self, items: &[Item], token: &Token) -> bool {
        let Some((first, rest)) = items.split_first() else { return true };
        match first {
            Item::Core | Item::Start => self.may_begin(rest, token),
            Item::Gap(_) | Item::Sign(_) => true,
            Item::Any(choices, optional) => {
                choices.iter().any(|c| self.may_begin(c, token)) || (*optional && self.may_begin(rest, token))
            }
            Item::Class(name) => self.list.class(name).iter().any(|c| self.may_begin(c, token)),
            _ => self.is(first, token),
        }
    }

    fn ends(&self, items: &[Item], from: Vec<Mark>) -> Vec<Mark> {
        let mut marks = from;
        for item in items {
            let mut next: Vec<Mark> = Vec::new();
            for mark in &marks {
                for end in self.step(item, *mark) {
                    if !next.contains(&end) {
                        next.push(end);
                    }
                }
            }
            if next.is_empty() {
                return next;
            }
            marks = next;
        }
        marks
    }

    fn step(&self, item: &Item, mark: Mark) -> Vec<Mark> {
        match item {
            Item::Any(choices, optional) => self.choose(choices, *optional, mark),
            Item::Class(name) => self.choose(self.list.class(name), false, mark),
            Item::Gap(most) => self.gap(*most, mark),
            Item::Start => {
                if self.starts(mark.at) {
                    vec![mark]
                } else {
                    Vec::new()
                }
            }
            Item::Core => vec![Mark { core: mark.at, ..mark }],
            Item::Sign(sign) => self.sign(*sign, mark).into_iter().collect(),
            _ => self.word(item, mark).into_iter().collect(),
        }
    }

    fn choose(&self, choices: &[Vec<Item>], optional: bool, mark: Mark) -> Vec<Mark> {
        let mut ends: Vec<Mark> = if optional { vec![mark] } else { Vec::new() };
        for choice in choices {
            ends.extend(self.ends(choice, vec![mark]));
        }
        ends
    }

    fn gap(&self, most: usize, mark: Mark) -> Vec<Mark> {
        let mut at = mark.at;
        let mut ends = vec![mark];
        let mut words = 0;
        while words < most {
            match self.tokens.get(at).map(|t| &t.sort) {
                Some(Sort::Word | Sort::Number(_)) => words += 1,
                Some(Sort::Sign('-' | '\'' | '’' | ':' | '«' | '"')) => {}
                _ => break,
            }
            at += 1;
            ends.push(Mark { at, ..mark });
        }
        ends
    }

    fn starts(&self, at: usize) -> bool {
        let before = self.tokens.get(..at).unwrap_or_default();
        before
            .iter()
            .rev()
            .find(|t| !matches!(t.sort, Sort::Sign('-' | '*' | '«' | '"' | '(')))
            .is_none_or(|t| matches!(t.sort, Sort::Break | Sort::Sign(':')))
    }

    fn sign(&self, sign: char, mark: Mark) -> Option<Mark> {
        let mut at = mark.at;
        while let Some(Token { sort: Sort::Sign(c), .. }) = self.tokens.get(at) {
            at += 1;
            if *c == sign {
                return Some(Mark { at, weight: mark.weight + 1, ..mark });
            }
        }
        None
    }

    fn word(&self, item: &Item, mark: Mark) -> Option<Mark> {
        let Mark { mut at, weight, .. } = mark;
        if weight > 0 || self.tokens.get(at).is_some_and(|t| matches!(t.sort, Sort::Sign(_))) {
            while let Some(Token { sort: Sort::Sign(c), .. }) = self.tokens.get(at) {
                if weight == 0 || (*c == ',' && !self.commas) {
                    return None;
                }
                at += 1;
            }
        }
        self.is(item, self.tokens.get(at)?).then_some(Mark { at: at + 1, weight: weight + 1, ..mark })
    }

    fn is(&self, item: &Item, token: &Token) -> bool {
        match item {
            Item::Number(low, high) => self.list.number(token).is_some_and(|n| (*low..=*high).contains(&n)),
            _ if token.sort != Sort::Word => false,
            Item::Word(word) => inflected(word, &token.folded),
            Item::Exact(word) if word.chars().any(char::is_uppercase) => token.raw == *word,
            Item::Exact(word) => token.raw.to_lowercase() == *word,
            Item::Slip(word) => inflected(word, &token.folded) || slipped(word, &token.folded),
            Item::Female => self.list.title(&token.folded).is_some(),
            Item::Title => self.list.is_title(&token.folded),
            _ => false,
        }
    }
}

/// Whether a folded word is this one, or its plural or feminine.
fn inflected(word: &str, typed: &str) -> bool {
    let Some(ending) = typed.strip_prefix(word) else { return false };
    match word.chars().count() {
        0..=2 => ending.is_empty(),
        3 => matches!(ending, "" | "s"),
        _ => matches!(ending, "" | "s" | "x" | "e" | "es"),
    }
}

fn slipped(word: &str, typed: &str) -> bool {
    let plain = typed.strip_suffix('s').unwrap_or(typed);
    word.chars().count() >= 6 && word.chars().next() == typed.chars().next() && fold::distance(word, plain) <= 1
}

fn sequence(rest: &mut &str) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    loop {
        *rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return Some(items) };
        match first {
            '|' | ')' => return Some(items),
            '(' => {
                *rest = rest.get(1..)?;
                items.push(alternatives(rest)?);
            }
            '$' => {
                let sign = rest.chars().nth(1)?;
                *rest = rest.get(1 + sign.len_utf8()..)?;
                items.push(Item::Sign(sign));
            }
            _ => {
                let length = rest.find([' ', '|', ')']).unwrap_or(rest.len());
                let (word, after) = rest.split_at(length);
                *rest = after;
                items.push(item(word)?);
            }
        }
    }
}

fn alternatives(rest: &mut &str) -> Option<Item> {
    let mut choices = Vec::new();
    loop {
        let choice = sequence(rest)?;
        if choice.is_empty() {
            return None;
        }
        choices.push(choice);
        let sign = rest.chars().next()?;
        *rest = rest.get(1..)?;
        if sign == ')' {
            let optional = rest.starts_with('?');
            if optional {
                *rest = rest.get(1..)?;
            }
            return Some(Item::Any(choices, optional));
        }
    }
}

fn item(word: &str) -> Option<Item> {
    let mut chars = word.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    Some(match first {
        '&' if rest.is_empty() => Item::Core,
        '^' if rest.is_empty() => Item::Start,
        '%' if rest == "f" => Item::Female,
        '%' if rest == "t" => Item::Title,
        '@' => Item::Class(rest.to_owned()),
        '=' => Item::Exact(rest.to_owned()),
        '~' => Item::Slip(fold::fold(rest)),
        '*' => Item::Gap(rest.parse().ok()?),
        '<' => {
            let (low, high) = rest.strip_suffix('>')?.split_once('-')?;
            Item::Number(low.parse().ok()?, high.parse().ok()?)
        }
        _ if word.chars().all(char::is_alphanumeric) => Item::Word(fold::fold(word)),
        _ => return None,
    })
}

//! The word list of the check of wording, read from its rows. Made by `services/wording`, passed to the check.

use std::collections::{HashMap, HashSet};

use super::pattern::{Item, Pattern};
use super::tokens::{Sort, Token};
use super::{Kind, Severity};
use crate::domain::fold;

/// Letters of a title that is known by its sound too.
const LONG: usize = 7;
/// Endings of the feminine that sound unlike the masculine (folded).
const SOUNDING: &[&str] = &["euse", "trice"];

/// One line of `reference/wording.csv`.
#[derive(Debug, Clone, Default)]
pub struct WordRow {
    /// `class`, `catch`, `pass`, `mark`, `number`, `title`, `shy`, `never`, `basis`.
    pub used: String,
    /// Kinds, `|` between; the name of a class; the number; the code of a basis.
    pub kind: String,
    /// `unlawful`, `suspicious`; for a basis `offered` or empty.
    pub severity: String,
    /// A pattern; words.
    pub words: String,
    /// Words to put instead, singular and plural with `|` between.
    pub replace: String,
}

/// A text that may allow a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// LEGAL.
    pub code: String,
    /// What it may allow; none: anything.
    pub kind: Option<Kind>,
    /// Whether it is shown with the passage; the others are the head's judgement.
    pub offered: bool,
    /// CONTRACT codes; empty: any.
    pub contracts: Vec<String>,
    /// Ages within these, both included.
    pub ages: Option<(i64, i64)>,
    /// Exactly these ages: a lowest age only, nothing asked beyond it.
    pub exact: bool,
}

impl Basis {
    /// Whether it may allow a criterion of this kind, of these ages, under this contract.
    pub fn covers(&self, kind: Kind, ages: Option<(i64, i64)>, contract: Option<&str>) -> bool {
        let contract = self.contracts.is_empty() || contract.is_some_and(|c| self.contracts.iter().any(|own| own == c));
        let within = |(low, high): (i64, i64)| {
            ages.is_some_and(|(a, b)| if self.exact { (a, b) == (low, high) } else { low <= a && b <= high })
        };
        contract && self.kind.is_none_or(|own| own == kind) && self.ages.is_none_or(within)
    }
}

/// What is caught.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Catch {
    pub(super) pattern: Pattern,
    pub(super) kinds: Vec<Kind>,
    pub(super) severity: Severity,
    replace: Option<(String, String)>,
}

impl Catch {
    /// The words to put instead, in the number of the last word.
    pub(super) fn replacement(&self, last: Option<&Token>) -> Option<String> {
        let (one, many) = self.replace.as_ref()?;
        Some(if last.is_some_and(|t| t.folded.ends_with('s')) { many.clone() } else { one.clone() })
    }
}

/// A job title in both genders.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Title {
    pub(super) male: String,
    pub(super) female: String,
    /// A thing or an adjective too.
    pub(super) shy: bool,
    /// Words to put instead where both genders don't do.
    pub(super) neutral: Option<String>,
}

/// The words of the check: what is caught, what is excused, titles, numbers, legal bases.
#[derive(Debug, Clone, Default)]
pub struct WordList {
    pub(super) catches: Vec<Catch>,
    pub(super) passes: Vec<Pattern>,
    marks: Vec<Pattern>,
    classes: HashMap<String, Vec<Vec<Item>>>,
    numbers: HashMap<String, i64>,
    titles: HashMap<String, Title>,
    males: HashSet<String>,
    /// Titles whose sound no masculine shares, for slips (« vandeuse », « serveuze »).
    by_sound: HashMap<String, String>,
    never: HashSet<String>,
    shy: HashSet<String>,
    pub(super) bases: Vec<Basis>,
}

impl WordList {
    /// Reads the rows; `titles`: job titles, masculine and feminine (`job_titles.csv`). The rows that can't be read are
    /// returned as an error, by their number from 1.
    pub fn new<'a>(
        rows: impl IntoIterator<Item = WordRow>,
        titles: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<WordList, Vec<usize>> {
        let mut list = WordList::default();
        let mut bad = Vec::new();
        for (at, row) in rows.into_iter().enumerate() {
            if list.add(&row).is_none() {
                bad.push(at + 1);
            }
        }
        for (male, female) in titles {
            list.add_title(male, female);
        }
        if bad.is_empty() { Ok(list) } else { Err(bad) }
    }

    fn add(&mut self, row: &WordRow) -> Option<()> {
        match row.used.as_str() {
            "class" => {
                let Item::Any(choices, _) = Pattern::read(&format!("({})", row.words))?.0.pop()? else { return None };
                self.classes.entry(row.kind.clone()).or_default().extend(choices);
            }
            "catch" => {
                let kinds: Option<Vec<Kind>> = row.kind.split('|').map(Kind::of).collect();
                let severity = match row.severity.as_str() {
                    "unlawful" => Severity::Unlawful,
                    "suspicious" => Severity::Suspicious,
                    _ => return None,
                };
                let replace = (!row.replace.is_empty()).then(|| {
                    let (one, many) = row.replace.split_once('|').unwrap_or((&row.replace, &row.replace));
                    (one.to_owned(), many.to_owned())
                });
                self.catches.push(Catch { pattern: Pattern::read(&row.words)?, kinds: kinds?, severity, replace });
            }
            "pass" => self.passes.push(Pattern::read(&row.words)?),
            "mark" => {
                self.passes.push(Pattern::read(&row.words)?);
                self.marks.push(Pattern::read(&row.words)?);
            }
            "number" => {
                self.numbers.insert(fold::fold(&row.words), row.kind.parse().ok()?);
            }
            "never" => self.never.extend(row.words.split('|').map(fold::fold)),
            "shy" => self.shy.extend(row.words.split('|').map(fold::fold)),
            "title" => {
                let (male, female) = row.words.split_once('|')?;
                let neutral = (!row.replace.is_empty()).then(|| row.replace.clone());
                let title = Title { male: male.to_owned(), female: female.to_owned(), shy: self.is_shy(female), neutral };
                self.titles.insert(fold::fold(female), title);
            }
            "basis" => self.bases.push(basis(row)?),
            _ => return None,
        }
        Some(())
    }

    /// A title's first word, or the second part of one with a hyphen (« aide-soignante »), where it differs by gender; the
    /// first one seen stays.
    fn add_title(&mut self, male: &str, female: &str) {
        let first = |t: &str| t.split_whitespace().next().unwrap_or_default().to_owned();
        let (mut male, mut female) = (first(male), first(female));
        self.males.insert(fold::fold(&male));
        if let (Some((before, he)), Some((same, she))) = (male.split_once('-'), female.split_once('-'))
            && before == same
        {
            (male, female) = (he.to_owned(), she.to_owned());
        }
        let key = fold::fold(&female);
        if male == female || female.contains('-') || key.chars().count() < 5 || self.never.contains(&key) {
            return;
        }
        let shy = self.is_shy(&female);
        if key.chars().count() >= LONG && SOUNDING.iter().any(|end| key.ends_with(end)) && !shy {
            self.by_sound.entry(sound(&key)).or_insert_with(|| key.clone());
        }
        self.titles.entry(key).or_insert(Title { male, female, shy, neutral: None });
    }

    fn is_shy(&self, female: &str) -> bool {
        self.shy.contains(&fold::fold(female))
    }

    /// The title of this folded word, singular or plural.
    pub(super) fn title(&self, folded: &str) -> Option<&Title> {
        let one = folded.strip_suffix('s').unwrap_or(folded);
        let known = self.titles.get(folded).or_else(|| self.titles.get(one));
        known.or_else(|| {
            let sounds = one.ends_with('e') && one.chars().count() >= LONG;
            let key = if sounds { self.by_sound.get(&sound(one)) } else { None };
            key.and_then(|key| self.titles.get(key)).filter(|_| !self.is_title(folded) && !self.never.contains(one))
        })
    }

    /// Whether this folded word begins a job title, in either gender and number.
    pub(super) fn is_title(&self, folded: &str) -> bool {
        let known = |word: &str| self.males.contains(word) || self.titles.contains_key(word);
        known(folded) || folded.strip_suffix(['s', 'x']).is_some_and(known)
    }

    /// The choices of a class; an unknown class has none.
    pub(super) fn class(&self, name: &str) -> &[Vec<Item>] {
        self.classes.get(name).map_or(&[], Vec::as_slice)
    }

    /// A number in digits or words.
    pub(super) fn number(&self, token: &Token) -> Option<i64> {
        match token.sort {
            Sort::Number(n) => Some(n),
            Sort::Word => self.numbers.get(&token.folded).copied(),
            _ => None,
        }
    }

    /// Whether the text says that it is for both genders.
    pub(super) fn marked(&self, tokens: &[Token]) -> bool {
        (0..tokens.len()).any(|at| self.marks.iter().any(|m| m.at(tokens, at, false, self).is_some()))
    }

    /// Words after which someone is asked for (class `seek`).
    pub(super) fn seeks(&self, token: &Token) -> bool {
        self.has("seek", token)
    }

    /// Words of a lowest age (class `lowest`).
    pub(super) fn lowest(&self, token: &Token) -> bool {
        self.has("lowest", token)
    }

    fn has(&self, class: &str, token: &Token) -> bool {
        let same = |item: &Item| matches!(item, Item::Word(word) if *word == token.folded);
        self.class(class).iter().any(|choice| choice.len() == 1 && choice.first().is_some_and(same))
    }
}

/// How a title sounds, « an » like « en ».
fn sound(folded: &str) -> String {
    fold::sound(&folded.replace("en", "an"))
}

/// `words`: `contracts=09,11;ages=16-25`.
fn basis(row: &WordRow) -> Option<Basis> {
    let mut basis = Basis {
        code: row.kind.clone(),
        kind: if row.replace.is_empty() { None } else { Some(Kind::of(&row.replace)?) },
        offered: row.severity == "offered",
        contracts: Vec::new(),
        ages: None,
        exact: false,
    };
    for part in row.words.split(';').filter(|p| !p.is_empty()) {
        match part.split_once('=')? {
            ("contracts", codes) => basis.contracts = codes.split(',').map(str::to_owned).collect(),
            ("ages", ages) => {
                let (low, high) = ages.split_once('-')?;
                basis.ages = Some((low.parse().ok()?, high.parse().ok()?));
            }
            ("exact", "1") => basis.exact = true,
            _ => return None,
        }
    }
    Some(basis)
}

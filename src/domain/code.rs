//! Code lists: the short lists of `reference/codes.csv`, and countries, places, languages, occupations, sectors,
//! certificates and fields in the same form. Data with validity dates, never constants in code.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::domain::fold::fold;

/// One code of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Code {
    /// Name of the list: `SEX`, `COUNTRY`, `PROVINCE`, `DEPARTMENT`, `TOWN`, `LANG`, `CERT`, `FIELD`, `ISCO`, `ISIC`, `SKILL` …
    pub list: String,
    /// The code.
    pub code: String,
    /// French label.
    pub fr: String,
    /// English label; empty: French is shown.
    pub en: String,
    /// `key=value` pairs, `;` between (reference/README.md): alias, parent, level, isced … Kept as text: 3,000 codes are held by each
    /// session, and few are asked.
    pub extra: String,
    /// First day of validity.
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity.
    pub valid_to: Option<NaiveDate>,
}

impl Code {
    /// Label in this language.
    pub fn label(&self, lang: &str) -> &str {
        if lang == "en" && !self.en.is_empty() { &self.en } else { &self.fr }
    }
    /// Whether the code may be chosen on this day.
    pub fn valid(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|d| d <= day) && self.valid_to.is_none_or(|d| day <= d)
    }
    /// A value of `extra`.
    pub fn extra(&self, key: &str) -> Option<&str> {
        self.extra.split(';').filter_map(|p| p.split_once('=')).find(|(k, _)| *k == key).map(|(_, v)| v)
    }
    /// A number of `extra`.
    pub fn number(&self, key: &str) -> Option<i64> {
        self.extra(key).and_then(|v| v.parse().ok())
    }
}

/// All lists of a session, by name and code.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    lists: HashMap<String, BTreeMap<String, Code>>,
    /// Folded labels and aliases of each list that was searched: code by words. Made when first asked for; some lists are long.
    words: HashMap<String, OnceLock<HashMap<String, String>>>,
    /// Lists with a code that isn't valid on every day.
    dated: HashSet<String>,
}

impl Codes {
    /// From rows in any order.
    pub fn new(rows: impl IntoIterator<Item = Code>) -> Self {
        let mut lists: HashMap<String, BTreeMap<String, Code>> = HashMap::new();
        let mut dated = HashSet::new();
        for row in rows {
            if row.valid_from.is_some() || row.valid_to.is_some() {
                dated.insert(row.list.clone());
            }
            lists.entry(row.list.clone()).or_default().insert(row.code.clone(), row);
        }
        let words = lists.keys().map(|list| (list.clone(), OnceLock::new())).collect();
        Codes { lists, words, dated }
    }
    /// A code of a list.
    pub fn get(&self, list: &str, code: &str) -> Option<&Code> {
        self.lists.get(list)?.get(code)
    }
    /// The codes of a list in order; empty when the list is unknown.
    pub fn list(&self, list: &str) -> impl Iterator<Item = &Code> {
        self.lists.get(list).into_iter().flat_map(BTreeMap::values)
    }
    /// Whether some code of a list is valid on some days only.
    pub fn dated(&self, list: &str) -> bool {
        self.dated.contains(list)
    }
    /// Label of a code, or the code itself when it is unknown (unknown codes are kept, never refused).
    pub fn label<'a>(&'a self, list: &str, code: &'a str, lang: &str) -> &'a str {
        self.get(list, code).map_or(code, |c| c.label(lang))
    }
    /// The length of a list's codes when all have the same (a coded field then leaves by itself), else 0.
    pub fn fixed_length(&self, list: &str) -> usize {
        let mut lengths = self.list(list).map(|c| c.code.chars().count());
        let Some(first) = lengths.next() else { return 0 };
        if lengths.all(|l| l == first) { first } else { 0 }
    }
    /// The code that a code, label or alias in either language names, whatever its case and accents.
    pub fn find(&self, list: &str, typed: &str) -> Option<&Code> {
        let typed = typed.trim();
        let codes = self.lists.get(list)?;
        if let Some(code) = codes.get(typed).or_else(|| codes.get(&typed.to_uppercase())) {
            return Some(code);
        }
        let words = self.words.get(list)?.get_or_init(|| words_of(codes));
        codes.get(words.get(&fold(typed))?)
    }
}

/// The codes of a list by their folded labels and aliases; of two that say the same the first.
fn words_of(codes: &BTreeMap<String, Code>) -> HashMap<String, String> {
    let mut all: HashMap<String, String> = HashMap::with_capacity(codes.len() * 2);
    for code in codes.values() {
        let aliases = code.extra("alias").into_iter().flat_map(|a| a.split('|'));
        let labels = [code.fr.as_str(), code.en.as_str()].into_iter().filter(|l| !l.is_empty());
        for words in labels.chain(aliases) {
            all.entry(fold(words)).or_insert_with(|| code.code.clone());
        }
    }
    all
}

//! People by the words of their names: which words, who bears them all, who is shown. Called by the search and by the
//! duplicates beside the form.

use std::collections::{HashMap, HashSet};

use crate::domain::likeness::{How, Term, fit};
use crate::fault::{Outcome, Value};
use crate::store::search::cards::{self, PersonCard};
use crate::store::search::vocabulary::{self, Words};
use crate::store::search::{Hit, Kind, Place, answer, packed, reasons};
use crate::store::{DbError, Ran, Read, Stmt};

/// Cards fetched when words of one or two letters have to be looked for in the names themselves.
const FILTERED: usize = 300;
/// People who should bear all words by chance alone, in the blocks that are opened.
const ENOUGH: f64 = 300.0;
/// Near words of one typed word whose people are looked at.
const NEAR: usize = 48;

const RECENT: Words = Words { table: "name_word", columns: "w.id, w.word, w.sound, w.people, w.recent", often: "w.people" };
const COUNTED: Words = Words { table: "name_word", columns: "w.id, w.word, w.sound, w.people", often: "w.people" };

/// A question for people.
pub struct Asked<'a> {
    terms: &'a [Term],
    /// The words that are looked up; the others only filter.
    long: Vec<&'a Term>,
    limit: usize,
}

/// A word of the index that a typed word may mean.
#[derive(Debug, Clone)]
struct Word {
    id: i64,
    people: i64,
    recent: Vec<u8>,
    how: How,
}

impl Word {
    fn near(&self) -> bool {
        self.how.class() > 0
    }
    /// How many people are meant by this word, most likely: two slips are rarer than one.
    fn weight(&self) -> f64 {
        self.people as f64 / [1.0, 0.3, 1.0, 8.0].get(self.how.class()).copied().unwrap_or(64.0)
    }
}

impl<'a> Asked<'a> {
    /// From the typed words.
    pub fn new(terms: &'a [Term], limit: usize) -> Self {
        let mut long: Vec<&Term> = terms.iter().filter(|t| t.letters >= 3).collect();
        if long.is_empty() {
            long.extend(terms.iter().max_by_key(|t| t.letters));
        }
        Asked { terms, long, limit }
    }
    /// Only one word, and its latest people answer it.
    fn single(&self) -> bool {
        self.terms.len() == 1
    }
    /// The statements of the first flight.
    pub fn statements(&self) -> Vec<Stmt> {
        let words = if self.single() { &RECENT } else { &COUNTED };
        let mut all: Vec<Stmt> = self.long.iter().flat_map(|t| vocabulary::statements(t, words)).collect();
        if !self.single() && !all.is_empty() {
            all.push(Stmt::new("SELECT max(index_no) AS newest FROM person", Vec::new()));
        }
        all
    }
    /// People to be looked at, the likeliest first, from the answers of the first flight.
    pub fn choose(&self, read: &mut dyn Read, answers: &[Ran]) -> Outcome<Vec<u32>> {
        let mut at = 0;
        let mut meant = Vec::new();
        for term in &self.long {
            let many = vocabulary::statements(term, &COUNTED).len();
            meant.push(words(term, answers.get(at..at + many).unwrap_or_default())?);
            at += many;
        }
        if self.single() {
            return Ok(meant.first().map(|words| from_recent(words, self.limit)).unwrap_or_default());
        }
        let newest = answer(answers, at).map(|r| r.one(|row| row.opt_int("newest"))).transpose()?.flatten().flatten();
        let Some(newest) = newest else { return Ok(Vec::new()) };
        let short = self.terms.len() > self.long.len();
        bearers(read, &meant, newest, if short { FILTERED } else { self.limit + self.limit / 2 })
    }
    /// Hits with their place in the list, from the cards of the people chosen, at most `room`.
    pub fn hits(&self, chosen: &[u32], cards: Option<&Ran>, agency: &str, room: usize) -> Outcome<Vec<(Place, Hit)>> {
        let Some(cards) = cards else { return Ok(Vec::new()) };
        let people: HashMap<i64, PersonCard> = cards.all(cards::person)?.into_iter().map(|c| (c.index_no, c)).collect();
        let mut hits: Vec<(Place, Hit)> = Vec::new();
        for no in chosen {
            let Some(person) = people.get(&i64::from(*no)) else { continue };
            let Some(fit) = fit(self.terms, &person.names) else { continue };
            let place = (fit.clone(), Kind::Person, person.sort_key.clone(), -person.index_no);
            hits.push((place, Hit { card: person.card(agency), found_by: reasons(&fit) }));
            if hits.len() >= room {
                break;
            }
        }
        Ok(hits)
    }
}

/// The words meant by a typed word: exact ones, and the likeliest near ones.
fn words(term: &Term, answers: &[Ran]) -> Result<Vec<Word>, DbError> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for ran in answers {
        ran.each(&mut |row| {
            let id = row.int("id")?;
            if !seen.insert(id) {
                return Ok(());
            }
            if let Some(how) = term.fits(row.text("word")?, row.text("sound")?) {
                let recent = if row.names().iter().any(|n| n == "recent") { row.blob("recent")?.to_vec() } else { Vec::new() };
                all.push(Word { id, people: row.int("people")?, recent, how });
            }
            Ok(())
        })?;
    }
    let likelier = |a: &Word, b: &Word| b.weight().total_cmp(&a.weight()).then(a.id.cmp(&b.id));
    let (mut exact, mut near): (Vec<Word>, Vec<Word>) = all.into_iter().partition(|w| !w.near());
    exact.sort_by(|a, b| (a.how != How::Whole).cmp(&(b.how != How::Whole)).then_with(|| likelier(a, b)));
    near.sort_by(likelier);
    near.truncate(NEAR);
    exact.extend(near);
    Ok(exact)
}

/// Rows kept for near words, so that a slip that happens to begin another name is found too.
fn kept_for_near(near: usize, limit: usize) -> usize {
    near.min(limit * 2 / 5)
}

/// One typed word: the latest people of each word; of the word itself many, of the others one each first.
fn from_recent(words: &[Word], limit: usize) -> Vec<u32> {
    let near = words.iter().filter(|w| w.near()).count();
    let room = limit.saturating_sub(kept_for_near(near, limit));
    let mut chosen: Vec<u32> = Vec::new();
    let mut seen = HashSet::new();
    let mut take = |chosen: &mut Vec<u32>, no: u32| {
        if seen.insert(no) {
            chosen.push(no);
        }
    };
    let exact: Vec<(&Word, Vec<u32>)> = words.iter().filter(|w| !w.near()).map(|w| (w, packed::open_recent(&w.recent))).collect();
    let begun = exact.iter().filter(|(w, _)| w.how != How::Whole).count();
    for (_, people) in exact.iter().filter(|(w, _)| w.how == How::Whole) {
        people.iter().take(room.saturating_sub(begun.min(room / 2))).for_each(|no| take(&mut chosen, *no));
    }
    for depth in 0..packed::RECENT {
        for (word, people) in &exact {
            if let Some(no) = people.get(depth).filter(|_| word.how != How::Whole && chosen.len() < room) {
                take(&mut chosen, *no);
            }
        }
    }
    for (_, people) in exact.iter().filter(|(w, _)| w.how == How::Whole) {
        people
            .iter()
            .filter(|_| chosen.len() < room)
            .copied()
            .collect::<Vec<_>>()
            .into_iter()
            .for_each(|no| take(&mut chosen, no));
    }
    let nearby: Vec<Vec<u32>> = words.iter().filter(|w| w.near()).map(|w| packed::open_recent(&w.recent)).collect();
    for depth in 0..packed::RECENT {
        for people in &nearby {
            if let Some(no) = people.get(depth).filter(|_| chosen.len() < limit * 2) {
                take(&mut chosen, *no);
            }
        }
    }
    chosen
}

/// Several words: who bears a meaning of each, the closest first, the newest first among them.
fn bearers(read: &mut dyn Read, meant: &[Vec<Word>], newest: i64, limit: usize) -> Outcome<Vec<u32>> {
    if meant.iter().any(Vec::is_empty) {
        return Ok(Vec::new());
    }
    let blocks = newest / 65_536 + 1;
    let all = (newest + 1) as f64;
    let exact = |words: &[Word]| words.iter().filter(|w| !w.near()).map(|w| w.people as f64).sum::<f64>() / all;
    let expected = all * meant.iter().map(|w| exact(w)).product::<f64>();
    let wanted = if expected > ENOUGH { (blocks as f64 * ENOUGH / expected).ceil() as i64 } else { blocks };
    let from = blocks - wanted.min(blocks);
    let asked: Vec<Stmt> = meant.iter().map(|words| who_bears(words, from)).collect();
    let answers = read.gather(&asked)?;
    let mut lists = Vec::new();
    for (words, ran) in meant.iter().zip(&answers) {
        lists.push(unpack(words, ran)?);
    }
    Ok(together(&lists, limit))
}

fn who_bears(words: &[Word], from: i64) -> Stmt {
    let mut args = vec![Value::Int(from), Value::Int(packed::BLOCKS)];
    args.extend(words.iter().map(|w| Value::Int(w.id * packed::BLOCKS)));
    let marks: Vec<String> = (3..words.len() + 3).map(|n| format!("(CAST(${n} AS BIGINT))")).collect();
    Stmt::new(
        format!(
            "WITH v(p) AS (VALUES {}) SELECT n.id, n.people FROM v CROSS JOIN name_people n WHERE n.id >= v.p + $1 AND n.id < v.p + $2",
            marks.join(", ")
        ),
        args,
    )
}

/// A person, how far the word is from the typed one, and which word: packed to be sorted fast.
fn unpack(words: &[Word], ran: &Ran) -> Result<Vec<u64>, DbError> {
    let place: HashMap<i64, (u64, u64)> =
        words.iter().zip(0u64..).map(|(w, i)| (w.id, ((w.how.class() as u64).min(7), i.min(0xFFFF)))).collect();
    let mut all = Vec::new();
    ran.each(&mut |row| {
        let id = row.int("id")?;
        let (class, at) = place.get(&(id / packed::BLOCKS)).copied().unwrap_or((7, 0));
        all.extend(packed::open(id, row.blob("people")?).map(|no| u64::from(no) << 32 | class << 16 | at));
        Ok(())
    })?;
    all.sort_unstable();
    all.dedup_by_key(|x| *x >> 32);
    Ok(all)
}

/// Those in all lists, exact ones first and newest first, near ones of each combination of words in turn.
fn together(lists: &[Vec<u64>], limit: usize) -> Vec<u32> {
    let mut order: Vec<&Vec<u64>> = lists.iter().collect();
    order.sort_by_key(|l| l.len());
    let Some((first, rest)) = order.split_first() else { return Vec::new() };
    let mut both: Vec<(u64, u32, u64)> = Vec::new();
    for x in *first {
        let no = *x >> 32;
        let (mut class, mut kind) = ((x >> 16) & 7, x & 0xFFFF);
        let everywhere = rest.iter().all(|list| {
            let found = list.binary_search_by_key(&no, |y| *y >> 32).ok().and_then(|at| list.get(at));
            if let Some(y) = found {
                class += (y >> 16) & 7;
                kind = kind.wrapping_mul(0x1_0001).wrapping_add(y & 0xFFFF);
            }
            found.is_some()
        });
        if everywhere {
            both.push((class, no as u32, kind));
        }
    }
    both.sort_unstable_by_key(|(class, no, _)| (*class, std::cmp::Reverse(*no)));
    let exact: Vec<u32> = both.iter().filter(|(class, ..)| *class == 0).map(|(_, no, _)| *no).collect();
    let mut turn: HashMap<u64, usize> = HashMap::new();
    let mut near: Vec<(usize, u64, usize, u32)> = Vec::new();
    for (i, (class, no, kind)) in both.iter().enumerate().filter(|(_, (class, ..))| *class > 0) {
        let times = turn.entry(*kind).or_default();
        *times += 1;
        near.push((*times, *class, i, *no));
    }
    near.sort_unstable();
    let room = limit.saturating_sub(kept_for_near(near.len(), limit));
    let mut chosen: Vec<u32> = exact.iter().take(room).copied().collect();
    chosen.extend(near.iter().map(|(.., no)| *no).take(limit.saturating_sub(chosen.len())));
    chosen.extend(exact.iter().skip(room).take(limit.saturating_sub(chosen.len())));
    chosen
}

/// People of whom any two of these words, or the only one, are names, near words included: for the duplicates beside
/// the form. The closest first, at most `limit`.
pub fn alike(read: &mut dyn Read, words_typed: &[String], limit: usize) -> Outcome<Vec<u32>> {
    let terms: Vec<Term> = words_typed.iter().filter(|w| w.chars().count() >= 3).take(4).map(|w| Term::new(w)).collect();
    let asked = Asked::new(&terms, limit);
    let statements = asked.statements();
    if statements.is_empty() {
        return Ok(Vec::new());
    }
    let answers = read.gather(&statements)?;
    if asked.single() {
        return asked.choose(read, &answers);
    }
    let mut at = 0;
    let mut meant = Vec::new();
    for term in &terms {
        let many = vocabulary::statements(term, &COUNTED).len();
        // A form's words are whole: what only begins so is another name.
        let mut all = words(term, answers.get(at..at + many).unwrap_or_default())?;
        all.retain(|w| !matches!(w.how, How::Begins(_)));
        meant.push(all);
        at += many;
    }
    meant.retain(|w| !w.is_empty());
    let bearing: Vec<Stmt> = meant.iter().map(|words| who_bears(words, 0)).collect();
    let answers = read.gather(&bearing)?;
    let lists: Vec<Vec<u64>> = meant.iter().zip(&answers).map(|(w, ran)| unpack(w, ran)).collect::<Result<_, _>>()?;
    let mut found = together(&lists, limit);
    for (i, a) in lists.iter().enumerate() {
        for b in lists.iter().skip(i + 1) {
            for no in pair(a, b, limit) {
                if !found.contains(&no) {
                    found.push(no);
                }
            }
        }
    }
    found.truncate(limit * 2);
    Ok(found)
}

fn pair(a: &[u64], b: &[u64], limit: usize) -> Vec<u32> {
    together(&[a.to_vec(), b.to_vec()], limit)
}

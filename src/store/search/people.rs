//! People by the words of their names: which words, who bears them all, who is shown. Called by the search and by the
//! duplicates beside the form.

use std::collections::{HashMap, HashSet};

use crate::domain::likeness::{How, Term, fit};
use crate::fault::{Outcome, Value};
use crate::store::search::cards::{self, PersonCard};
use crate::store::search::vocabulary::{self, Words};
use crate::store::search::{Hit, Kind, Place, packed, reasons};
use crate::store::{DbError, Ran, Read, Stmt};

/// Cards fetched when words of one or two letters have to be looked for in the names themselves.
const FILTERED: usize = 300;
/// People who should bear all words by chance alone, in the blocks that are opened.
const ENOUGH: f64 = 300.0;
/// Near words of one typed word whose people are looked at.
const NEAR: usize = 48;

const RECENT: Words =
    Words { table: "name_word", columns: "w.id, w.word, w.sound, w.people, w.recent", often: "w.people", also: "" };
const COUNTED: Words = Words { table: "name_word", columns: "w.id, w.word, w.sound, w.people", often: "w.people", also: "" };

/// A question for people.
pub struct Asked<'a> {
    terms: &'a [Term],
    /// The words that are looked up (the others only filter), and whether another word follows: then it is whole.
    long: Vec<(&'a Term, bool)>,
    words: Vec<vocabulary::Asked>,
    limit: usize,
}

/// A word of the index that a typed word may mean.
#[derive(Debug, Clone)]
struct Word {
    id: i64,
    people: i64,
    recent: Vec<u8>,
    how: How,
    /// Another word was typed after it.
    followed: bool,
}

impl Word {
    /// Not what was typed: another sound or letters, or a longer word although the next one was begun.
    fn near(&self) -> bool {
        self.how.class() > 0 || (self.followed && self.how.begun())
    }
    /// How far it is from what was typed.
    fn distance(&self) -> u64 {
        let begun = match (self.how.begun(), self.followed) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => 3,
        };
        (2 * self.how.class() as u64 + begun).min(15)
    }
    /// How many people are meant by this word, most likely: by what share of slips it comes about.
    fn weight(&self) -> f64 {
        self.people as f64 / [1.0, 2.0, 0.04, 0.3, 0.12, 1.0, 1.0, 8.0].get(self.distance() as usize).copied().unwrap_or(64.0)
    }
}

impl<'a> Asked<'a> {
    /// From the typed words.
    pub fn new(terms: &'a [Term], limit: usize) -> Self {
        let last = terms.len().saturating_sub(1);
        let all = || terms.iter().enumerate().map(|(i, t)| (t, i < last));
        let mut long: Vec<(&Term, bool)> = all().filter(|(t, _)| t.letters >= 3).collect();
        if long.is_empty() {
            long.extend(all().max_by_key(|(t, _)| t.letters));
        }
        let columns = if terms.len() == 1 { &RECENT } else { &COUNTED };
        let words = long.iter().map(|(t, _)| vocabulary::Asked::new(t, columns)).collect();
        Asked { terms, long, words, limit }
    }
    /// Only one word, and its latest people answer it.
    fn single(&self) -> bool {
        self.terms.len() == 1
    }
    /// The statements of the first flight.
    pub fn statements(&self) -> Vec<Stmt> {
        let mut all: Vec<Stmt> = self.words.iter().flat_map(|w| w.statements.iter().cloned()).collect();
        if !self.single() && !all.is_empty() {
            all.push(Stmt::new("SELECT max(index_no) AS newest FROM person", Vec::new()));
        }
        all
    }
    /// The words that each typed word may mean.
    fn meant(&self, answers: &[Ran]) -> Result<Vec<Vec<Word>>, DbError> {
        let shares = vocabulary::share(&self.words, answers);
        self.long.iter().zip(shares).map(|((term, followed), ran)| words(term, *followed, ran)).collect()
    }
    /// People to be looked at, the likeliest first, from the answers of the first flight.
    pub fn choose(&self, read: &mut dyn Read, answers: &[Ran]) -> Outcome<Vec<u32>> {
        let meant = self.meant(answers)?;
        if self.single() {
            return Ok(meant.first().map(|words| from_recent(words, self.limit)).unwrap_or_default());
        }
        let newest = answers.last().map(|r| r.one(|row| row.opt_int("newest"))).transpose()?.flatten().flatten();
        let Some(newest) = newest else { return Ok(Vec::new()) };
        let short = self.terms.len() > self.long.len();
        bearers(read, &meant, newest, if short { FILTERED } else { self.limit + self.limit / 4 })
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
fn words(term: &Term, followed: bool, answers: &[Ran]) -> Result<Vec<Word>, DbError> {
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
                all.push(Word { id, people: row.int("people")?, recent, how, followed });
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
    Ok(together(&lists.iter().map(Vec::as_slice).collect::<Vec<_>>(), limit))
}

fn who_bears(words: &[Word], from: i64) -> Stmt {
    let mut args = vec![Value::Int(from), Value::Int(packed::BLOCKS)];
    let values = words.iter().map(|w| Value::Int(w.id * packed::BLOCKS));
    let list = vocabulary::list(&mut args, values, &Value::Int(-packed::BLOCKS), |n| format!("(CAST(${n} AS BIGINT))"));
    Stmt::new(
        format!(
            "WITH v(p) AS (VALUES {list}) SELECT n.id, n.people FROM v CROSS JOIN name_people n WHERE n.id >= v.p + $1 AND n.id < v.p + $2"
        ),
        args,
    )
}

/// A person, how far the word is from the typed one, and which word: packed to be sorted fast.
fn unpack(words: &[Word], ran: &Ran) -> Result<Vec<u64>, DbError> {
    let place: HashMap<i64, u64> = words
        .iter()
        .zip(0u64..)
        .map(|(w, i)| (w.id, (w.distance() << 16) | (u64::from(w.near()) << 20) | i.min(0xFFFF)))
        .collect();
    let mut all = Vec::new();
    ran.each(&mut |row| {
        let id = row.int("id")?;
        let mark = place.get(&(id / packed::BLOCKS)).copied().unwrap_or_default();
        all.extend(packed::open(id, row.blob("people")?).map(|no| u64::from(no) << 32 | mark));
        Ok(())
    })?;
    all.sort_unstable();
    all.dedup_by_key(|x| *x >> 32);
    Ok(all)
}

/// Somebody who is in all lists.
struct Bearer {
    no: u32,
    distance: u64,
    near: bool,
    /// The combination of words by which.
    by: u64,
}

/// Those in all lists: exact ones newest first, then of each combination of near words in turn, the closest and most
/// frequent combinations first.
fn together(lists: &[&[u64]], limit: usize) -> Vec<u32> {
    let mut order: Vec<&[u64]> = lists.to_vec();
    order.sort_by_key(|l| l.len());
    let Some((first, rest)) = order.split_first() else { return Vec::new() };
    let mut all: Vec<Bearer> = Vec::new();
    for x in *first {
        let no = *x >> 32;
        let mut who = Bearer { no: no as u32, distance: (x >> 16) & 15, near: (x >> 20) & 1 == 1, by: x & 0xFFFF };
        let everywhere = rest.iter().all(|list| {
            let found = list.binary_search_by_key(&no, |y| *y >> 32).ok().and_then(|at| list.get(at));
            if let Some(y) = found {
                who.distance += (y >> 16) & 15;
                who.near |= (y >> 20) & 1 == 1;
                who.by = who.by.wrapping_mul(0x1_0001).wrapping_add(y & 0xFFFF);
            }
            found.is_some()
        });
        if everywhere {
            all.push(who);
        }
    }
    all.sort_unstable_by_key(|w| std::cmp::Reverse(w.no));
    let exact: Vec<u32> = all.iter().filter(|w| !w.near).map(|w| w.no).collect();
    let mut sizes: HashMap<u64, usize> = HashMap::new();
    all.iter().filter(|w| w.near).for_each(|w| *sizes.entry(w.by).or_default() += 1);
    let mut turn: HashMap<u64, usize> = HashMap::new();
    let mut near: Vec<(usize, u64, std::cmp::Reverse<usize>, u32)> = Vec::new();
    for who in all.iter().filter(|w| w.near) {
        let times = turn.entry(who.by).or_default();
        *times += 1;
        near.push((*times, who.distance, std::cmp::Reverse(sizes.get(&who.by).copied().unwrap_or(0)), who.no));
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
    // A form's words are whole: what only begins so is another name.
    let mut meant = asked.meant(&answers)?;
    meant.iter_mut().for_each(|words| words.retain(|w| !w.how.begun()));
    meant.retain(|w| !w.is_empty());
    let bearing: Vec<Stmt> = meant.iter().map(|words| who_bears(words, 0)).collect();
    let answers = read.gather(&bearing)?;
    let lists: Vec<Vec<u64>> = meant.iter().zip(&answers).map(|(w, ran)| unpack(w, ran)).collect::<Result<_, _>>()?;
    let whole: Vec<&[u64]> = lists.iter().map(Vec::as_slice).collect();
    let mut found = together(&whole, limit);
    for (i, a) in whole.iter().enumerate() {
        for b in whole.iter().skip(i + 1) {
            found.extend(together(&[a, b], limit));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|no| seen.insert(*no));
    found.truncate(limit * 2);
    Ok(found)
}

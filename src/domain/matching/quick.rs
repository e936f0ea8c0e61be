//! The sums of many candidates for many offers, without reasons: every text that an offer names becomes a number once, so that a pair is a
//! few comparisons. The rule is `judge`'s; a test holds both together on chance candidates. Called by the matching of all against all.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::candidate::{Candidate, Relation};
use super::judge::{Criterion, Distance, Met, Need};
use super::points::Points;
use super::{Sum, Wanted};

/// A place or occupation that no offer names.
const OTHER: u32 = u32::MAX;
/// No text at all.
const NONE: u32 = 0;

/// Numbers for what offers name. A code that more offers name than there are bits keeps the last bit for all others.
#[derive(Debug, Default)]
pub struct Dictionary {
    occupations: HashMap<String, u32>,
    places: HashMap<String, u32>,
    /// By the key of a skill: the skills wanted that it satisfies, and whether by its code (which counts before its label).
    skills: HashMap<String, Vec<(u32, bool)>>,
    pairs: HashMap<(String, String), u32>,
    languages: HashMap<String, u32>,
    licences: HashMap<String, u32>,
    contracts: HashMap<String, u32>,
    times: HashMap<String, u32>,
}

/// An offer in numbers.
#[derive(Debug, Clone, Default)]
pub struct QuickWanted {
    occupation: u32,
    experience: Option<(i64, Need)>,
    education: Option<(u64, Need)>,
    skills: Vec<(u32, Need)>,
    languages: Vec<(u32, u64, Need)>,
    licences: Vec<(u32, Need)>,
    contract: Option<u32>,
    time: Option<u32>,
    pay: Option<i64>,
    start: i32,
    today: i32,
    province: u32,
    department: u32,
    town: u32,
    remote: bool,
    housing: bool,
}

/// A candidate in numbers; its lists lie in the pool of its block.
#[derive(Debug, Clone, Copy, Default)]
struct Quick {
    experience: Option<i64>,
    education: Option<u64>,
    worked: (u32, u32),
    skills: (u32, u32),
    languages: (u32, u32),
    licences: Option<u64>,
    contracts: Option<u64>,
    times: Option<u64>,
    wage_min: Option<i64>,
    available: Option<i32>,
    province: u32,
    department: u32,
    town: u32,
    mobility: u8,
    national: Option<bool>,
    permit: Option<i32>,
}

/// Many candidates, to be judged together.
#[derive(Debug, Default)]
pub struct Block {
    rows: Vec<Quick>,
    /// Number and value: months of an occupation, evidence of a skill, level of a language.
    pool: Vec<(u32, u64)>,
}

fn number(map: &mut HashMap<String, u32>, text: &str) -> u32 {
    if text.is_empty() {
        return NONE;
    }
    if let Some(known) = map.get(text) {
        return *known;
    }
    let new = u32::try_from(map.len() + 1).unwrap_or(OTHER);
    map.insert(text.to_owned(), new);
    new
}

/// The number that a text has, if an offer names it.
fn known(map: &HashMap<String, u32>, text: &str) -> u32 {
    if text.is_empty() { NONE } else { map.get(text).copied().unwrap_or(OTHER) }
}

/// Texts of at most eight bytes in the order of the texts: levels A1 to native, EDU.
fn rank(text: &str) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(text.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(bytes)
}

fn bit(number: u32) -> u64 {
    1 << number.min(63)
}

/// The bits of a packed list; none when it is empty.
fn bits(map: &HashMap<String, u32>, list: &str) -> Option<u64> {
    if list.is_empty() {
        return None;
    }
    Some(list.split('|').filter_map(|code| map.get(code)).fold(0, |all, n| all | bit(*n)))
}

fn day(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

impl Dictionary {
    /// An offer in numbers; its texts get theirs. Before the first candidate.
    pub fn wanted(&mut self, w: &Wanted) -> QuickWanted {
        let skills = w.skills.iter().map(|s| (self.skill(&s.code, &s.label), s.need)).collect();
        QuickWanted {
            occupation: number(&mut self.occupations, &w.occupation),
            experience: w.experience,
            education: w.education.as_ref().map(|(level, need)| (rank(level), *need)),
            skills,
            languages: w
                .languages
                .iter()
                .map(|(code, level, need)| (number(&mut self.languages, code), rank(level), *need))
                .collect(),
            licences: w.licences.iter().map(|(code, need)| (number(&mut self.licences, code), *need)).collect(),
            contract: w.contract.as_deref().map(|code| number(&mut self.contracts, code)),
            time: w.working_time.as_deref().map(|code| number(&mut self.times, code)),
            pay: w.pay,
            start: day(w.start),
            today: day(w.today),
            province: number(&mut self.places, &w.province),
            department: number(&mut self.places, &w.department),
            town: number(&mut self.places, &w.town),
            remote: w.remote,
            housing: w.housing,
        }
    }
    fn skill(&mut self, code: &str, label: &str) -> u32 {
        let new = u32::try_from(self.pairs.len() + 1).unwrap_or(OTHER);
        let id = *self.pairs.entry((code.to_owned(), label.to_owned())).or_insert(new);
        if id == new {
            self.skills.entry(code.to_owned()).or_default().push((id, true));
            self.skills.entry(label.to_owned()).or_default().push((id, false));
        }
        id
    }
}

impl Block {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// Forgets them; their room is kept.
    pub fn clear(&mut self) {
        self.rows.clear();
        self.pool.clear();
    }
    /// One more.
    pub fn push(&mut self, c: &Candidate, d: &Dictionary) {
        let row = Quick {
            experience: c.experience_months,
            education: c.education.as_deref().map(rank),
            worked: self.list(&c.worked, |part| {
                let mut parts = part.split(':');
                let number = *d.occupations.get(parts.next()?)?;
                let months = parts.next()?.parse::<i64>().unwrap_or(0);
                Some((number, months.unsigned_abs()))
            }),
            skills: self.skills(&c.skills, d),
            languages: self.list(&c.languages, |part| {
                let (code, level) = part.split_once('=')?;
                Some((*d.languages.get(code)?, rank(level)))
            }),
            licences: bits(&d.licences, &c.licences),
            contracts: bits(&d.contracts, &c.contracts),
            times: bits(&d.times, &c.times),
            wage_min: c.wage_min,
            available: c.available_from.map(day),
            province: known(&d.places, &c.province),
            department: known(&d.places, &c.department),
            town: known(&d.places, &c.town),
            mobility: c.mobility.as_deref().and_then(|m| m.bytes().next()).unwrap_or(0),
            national: c.national,
            permit: c.permit_until.map(day),
        };
        self.rows.push(row);
    }
    fn list(&mut self, list: &str, read: impl Fn(&str) -> Option<(u32, u64)>) -> (u32, u32) {
        let from = self.pool.len();
        self.pool.extend(list.split('|').filter_map(read));
        span(from, self.pool.len())
    }
    fn skills(&mut self, list: &str, d: &Dictionary) -> (u32, u32) {
        let from = self.pool.len();
        for part in list.split('|') {
            let Some((key, evidence)) = part.rsplit_once('=') else { continue };
            let declared = u64::from(!matches!(evidence, "2" | "3"));
            for (id, by_code) in d.skills.get(key).into_iter().flatten() {
                let place = self.pool.get_mut(from..).and_then(|own| own.iter_mut().find(|(known, _)| known == id));
                match place {
                    // Its code counts before its label.
                    Some(place) if *by_code => place.1 = declared,
                    Some(_) => {}
                    None => self.pool.push((*id, declared)),
                }
            }
        }
        span(from, self.pool.len())
    }
    fn of(&self, span: (u32, u32)) -> &[(u32, u64)] {
        self.pool.get(span.0 as usize..span.1 as usize).unwrap_or_default()
    }
    /// What the candidate at a place comes to for an offer.
    pub fn sum(&self, at: usize, w: &QuickWanted, relation: Relation, points: &Points) -> Sum {
        let Some(c) = self.rows.get(at) else { return Sum::default() };
        let mut tally = Tally { points, sum: Sum::default() };
        tally.sum.score += points.relation(points.weight(Criterion::Occupation, Need::Required), relation);
        self.experience(c, w, relation, &mut tally);
        if let Some((asked, need)) = w.education {
            tally.met(Criterion::Education, need, c.education.map(|own| own >= asked));
        }
        for (id, need) in &w.skills {
            match self.of(c.skills).iter().find(|(known, _)| known == id) {
                Some((_, declared)) => tally.part(points.skill(points.weight(Criterion::Skill, *need), *declared == 1)),
                None => tally.met(Criterion::Skill, *need, None),
            }
        }
        for (id, asked, need) in &w.languages {
            let own = self.of(c.languages).iter().find(|(known, _)| known == id).map(|(_, level)| *level);
            let met = match own {
                None => None,
                Some(_) if *asked == 0 => Some(true),
                Some(0) => None,
                Some(own) => Some(own >= *asked),
            };
            tally.met(Criterion::Language, *need, met);
        }
        for (id, need) in &w.licences {
            tally.met(Criterion::Licence, *need, c.licences.map(|own| own & bit(*id) != 0));
        }
        right_to_work(c, w, &mut tally);
        travel(c, w, &mut tally);
        terms(c, w, &mut tally);
        tally.sum
    }
    fn experience(&self, c: &Quick, w: &QuickWanted, relation: Relation, tally: &mut Tally<'_>) {
        let Some((asked, need)) = w.experience else { return };
        let held = self.of(c.worked).iter().find(|(known, _)| *known == w.occupation).and_then(|(_, m)| i64::try_from(*m).ok());
        let months = if relation == Relation::Same { c.experience.max(held) } else { held };
        let met = match months {
            Some(m) if m >= asked => Some(true),
            _ if relation != Relation::Same && c.experience.is_some_and(|m| m >= asked) => None,
            Some(_) => Some(false),
            None if relation != Relation::Same && c.experience.is_some() => Some(false),
            None => None,
        };
        tally.met(Criterion::Experience, need, met);
    }
}

fn span(from: usize, to: usize) -> (u32, u32) {
    (u32::try_from(from).unwrap_or(0), u32::try_from(to).unwrap_or(0))
}

/// The sum as it grows.
struct Tally<'a> {
    points: &'a Points,
    sum: Sum,
}

impl Tally<'_> {
    fn part(&mut self, points: i64) {
        self.sum.score += points;
    }
    /// Met, not met, not known.
    fn met(&mut self, criterion: Criterion, need: Need, met: Option<bool>) {
        let known = met.map_or(Met::Unknown, |yes| if yes { Met::Yes } else { Met::No });
        self.sum.score += self.points.earned(self.points.weight(criterion, need), known);
        self.sum.lacking |= need == Need::Required && known == Met::No;
    }
}

fn right_to_work(c: &Quick, w: &QuickWanted, tally: &mut Tally<'_>) {
    let yes = c.national == Some(true) || (c.national == Some(false) && c.permit.is_some_and(|until| until >= w.start));
    tally.met(Criterion::RightToWork, Need::Required, yes.then_some(true));
}

fn distance(c: &Quick, w: &QuickWanted) -> Option<Distance> {
    if w.remote {
        return Some(Distance::None);
    }
    if w.province == NONE || c.province == NONE {
        return None;
    }
    if w.province != c.province {
        return Some(Distance::Elsewhere);
    }
    if w.department == NONE || c.department == NONE {
        return None;
    }
    if w.department != c.department {
        return Some(Distance::Province);
    }
    if w.town == NONE || c.town == NONE {
        return None;
    }
    Some(if w.town == c.town { Distance::Town } else { Distance::Department })
}

fn travel(c: &Quick, w: &QuickWanted, tally: &mut Tally<'_>) {
    let (Some(distance), true) = (distance(c, w), c.mobility != 0) else {
        return tally.met(Criterion::Travel, Need::Required, None);
    };
    match (c.mobility, distance) {
        (_, Distance::None) | (b'2', Distance::Town) | (b'4' | b'5', _) => {}
        (b'3', d) if d != Distance::Elsewhere => {}
        (b'1', Distance::Town) => return tally.met(Criterion::Travel, Need::Required, None),
        _ if w.housing => return tally.met(Criterion::Travel, Need::Required, None),
        _ => return tally.met(Criterion::Travel, Need::Required, Some(false)),
    }
    let points = tally.points;
    tally.part(points.distance(points.weight(Criterion::Travel, Need::Required), distance));
}

fn terms(c: &Quick, w: &QuickWanted, tally: &mut Tally<'_>) {
    let accepts = |own: Option<u64>, wanted: u32| own.is_none_or(|own| own & bit(wanted) != 0);
    if let Some(contract) = w.contract {
        tally.met(Criterion::Contract, Need::Wish, Some(accepts(c.contracts, contract)));
    }
    if let Some(time) = w.time {
        tally.met(Criterion::WorkingTime, Need::Wish, Some(accepts(c.times, time)));
    }
    let pay = c.wage_min.map_or(Some(true), |wish| w.pay.map(|pay| pay >= wish));
    tally.met(Criterion::Pay, Need::Wish, pay);
    let available = c.available.map(|day| day <= w.today || day <= w.start);
    tally.met(Criterion::Availability, Need::Wish, available);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::matching::{POINTS, WantedSkill, sum};

    /// Chance that is the same each time.
    struct Dice(u64);
    impl Dice {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % n
        }
        fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
            of[usize::try_from(self.below(of.len() as u64)).unwrap()]
        }
        fn some(&mut self, of: &[&str]) -> Option<String> {
            (self.below(4) > 0).then(|| self.one(of).to_owned())
        }
        fn list(&mut self, of: &[&str]) -> String {
            let all: Vec<&str> = of.iter().copied().filter(|_| self.below(3) == 0).collect();
            all.join("|")
        }
        fn need(&mut self) -> Need {
            if self.below(2) == 0 { Need::Required } else { Need::Desired }
        }
        fn date(&mut self) -> NaiveDate {
            NaiveDate::from_ymd_opt(2026, 11, 1 + u32::try_from(self.below(30)).unwrap()).unwrap()
        }
    }

    const PLACES: [&str; 4] = ["", "GA-1", "GA-2", "akanda"];

    fn wanted(d: &mut Dice) -> Wanted {
        let skill = |d: &mut Dice| {
            let code = d.one(&["s1", "s2", "s3", "tenir une caisse"]);
            WantedSkill { code: code.to_owned(), label: format!("~{code}"), need: d.need() }
        };
        Wanted {
            occupation: d.one(&["5223", "5230"]).to_owned(),
            experience: (d.below(2) == 0).then(|| (12, d.need())),
            education: d.some(&["1", "5", "9"]).map(|e| (e, d.need())),
            skills: (0..d.below(4)).map(|_| skill(d)).collect(),
            languages: d.some(&["fra", "eng"]).map(|l| (l, d.one(&["", "B1", "C2"]).to_owned(), d.need())).into_iter().collect(),
            licences: d.some(&["B", "C"]).map(|l| (l, d.need())).into_iter().collect(),
            contract: d.some(&["01", "02"]),
            working_time: d.some(&["1", "2"]),
            pay: (d.below(2) == 0).then_some(100_000),
            start: d.date(),
            today: NaiveDate::from_ymd_opt(2026, 11, 10).unwrap(),
            province: d.one(&PLACES).to_owned(),
            department: d.one(&PLACES).to_owned(),
            town: d.one(&PLACES).to_owned(),
            remote: d.below(8) == 0,
            housing: d.below(5) == 0,
        }
    }

    fn candidate(d: &mut Dice) -> Candidate {
        Candidate {
            goal: 1,
            occupation: d.one(&["5223", "5230"]).to_owned(),
            experience_months: (d.below(3) > 0).then(|| i64::try_from(d.below(24)).unwrap()),
            worked: d.list(&["5223:11:1:0", "5230:30:2:1", "9999:3:1:0"]),
            education: d.some(&["0", "1", "5", "7"]),
            education_proved: d.below(2) == 0,
            skills: d.list(&["s1=1", "s2=2", "s3=", "~s3=3", "~tenir une caisse=1", "tenir une caisse=2", "x=1"]),
            languages: d.list(&["eng=", "fra=B2", "fan=native"]),
            licences: d.list(&["A", "B"]),
            contracts: d.list(&["01", "03"]),
            times: d.list(&["1", "5"]),
            wage_min: (d.below(2) == 0).then(|| 90_000 + 20_000 * i64::try_from(d.below(2)).unwrap()),
            available_from: (d.below(3) > 0).then(|| d.date()),
            province: d.one(&["", "GA-1", "GA-9"]).to_owned(),
            department: d.one(&PLACES).to_owned(),
            town: d.one(&["", "akanda", "oyem"]).to_owned(),
            mobility: d.some(&["1", "2", "3", "4", "5"]),
            national: [None, Some(true), Some(false)][usize::try_from(d.below(3)).unwrap()],
            permit_until: (d.below(2) == 0).then(|| d.date()),
            ..Candidate::default()
        }
    }

    #[test]
    fn the_quick_sum_is_the_sum_of_the_reasons_for_every_pair() {
        let mut d = Dice(7);
        let wants: Vec<Wanted> = (0..60).map(|_| wanted(&mut d)).collect();
        let people: Vec<Candidate> = (0..400).map(|_| candidate(&mut d)).collect();
        let (mut dictionary, mut block) = (Dictionary::default(), Block::default());
        let quick: Vec<QuickWanted> = wants.iter().map(|w| dictionary.wanted(w)).collect();
        people.iter().for_each(|c| block.push(c, &dictionary));
        let relations = [Relation::Same, Relation::Near, Relation::Group, Relation::Evolution];
        for (w, q) in wants.iter().zip(&quick) {
            for (at, c) in people.iter().enumerate() {
                let relation = relations[at % 4];
                assert_eq!(block.sum(at, q, relation, &POINTS), sum(w, c, relation, &POINTS), "{w:?} {c:?}");
            }
        }
    }
}

//! The reasons of a rank, so that a person can follow it by hand: each criterion with its need, whether it is met, its points, and a
//! sentence (text key and arguments). Frozen with the proposal as it stands. Called by `services/matching`, the faces and letters.

use super::judge::{self, Criterion, Distance, Mark, Met, Need, judge};
use super::points::Points;
use super::{Candidate, Relation, Wanted, sum};
use crate::domain::code::Codes;
use crate::fault::Arg;

/// One criterion and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Which.
    pub criterion: Criterion,
    /// Exigé, souhaité, or the person's own condition.
    pub need: Need,
    /// Met, not met, to be verified.
    pub met: Met,
    /// Points when fully met.
    pub weight: i64,
    /// Points earned.
    pub points: i64,
    /// Key of the sentence, `match-…`.
    pub key: &'static str,
    /// Its arguments; codes stand as codes, [`Reason::args_in`] gives their labels.
    pub args: Vec<Arg>,
}

/// Arguments that are codes, and their lists. A code is never used again for another meaning, so the sentence stays.
const CODED: [(&str, &str); 7] = [
    ("occupation", "ISCO"),
    ("level", "EDU"),
    ("skill", "SKILL"),
    ("language", "LANG"),
    ("licence", "LICENCE"),
    ("contract", "CONTRACT"),
    ("time", "TIME"),
];
/// Further names of arguments.
const PLAIN: [&str; 8] = ["months", "asked", "jobs", "proofs", "own", "pay", "wish", "day"];
/// Every sentence of a reason.
const KEYS: [&str; 47] = [
    "match-occupation-first",
    "match-occupation-other",
    "match-occupation-near",
    "match-occupation-group",
    "match-occupation-evolution",
    "match-experience-jobs",
    "match-experience-yes",
    "match-experience-near",
    "match-experience-no",
    "match-experience-near-no",
    "match-experience-unknown",
    "match-education-unknown",
    "match-education-no",
    "match-education-proved",
    "match-education-yes",
    "match-skill-unknown",
    "match-skill-proved",
    "match-skill-assessed",
    "match-skill-declared",
    "match-language-unknown",
    "match-language-any",
    "match-language-yes",
    "match-language-no",
    "match-licence-unknown",
    "match-licence-yes",
    "match-licence-no",
    "match-right-yes",
    "match-right-expired",
    "match-right-unknown",
    "match-travel-unknown",
    "match-travel-remote",
    "match-travel-town",
    "match-travel-department",
    "match-travel-province",
    "match-travel-elsewhere",
    "match-travel-housing",
    "match-travel-quarter",
    "match-travel-no",
    "match-contract-all",
    "match-contract-yes",
    "match-contract-no",
    "match-time-all",
    "match-time-yes",
    "match-time-no",
    "match-pay-unknown",
    "match-pay-yes",
    "match-pay-no",
];
const MORE_KEYS: [&str; 5] =
    ["match-pay-any", "match-available-unknown", "match-available-now", "match-available-yes", "match-available-no"];
const TIES: [&str; 5] =
    ["match-tie-national", "match-tie-never-proposed", "match-tie-last-proposed", "match-tie-registered", "match-tie-id"];

impl Reason {
    /// The arguments with labels in place of codes, in this language.
    pub fn args_in(&self, codes: &Codes, lang: &str) -> Vec<Arg> {
        let label = |(name, value): &Arg| {
            let list = CODED.iter().find(|(coded, _)| coded == name).map(|(_, list)| *list);
            // Of « own » beside a level of education too.
            let list = list.or((*name == "own" && self.criterion == Criterion::Education).then_some("EDU"));
            (*name, list.map_or(value.as_str(), |list| codes.label(list, value, lang)).to_owned())
        };
        self.args.iter().map(label).collect()
    }
    /// `+` met, `-` not met, `?` to be verified.
    pub fn sign(&self) -> char {
        match self.met {
            Met::Yes => '+',
            Met::No => '-',
            Met::Unknown => '?',
        }
    }
    /// The known key of a sentence, for a frozen reason read back.
    pub fn known_key(key: &str) -> Option<&'static str> {
        KEYS.iter().chain(&MORE_KEYS).find(|k| **k == key).copied()
    }
    /// The known name of an argument.
    pub fn known_arg(name: &str) -> Option<&'static str> {
        CODED.iter().map(|(n, _)| n).chain(&PLAIN).find(|n| **n == name).copied()
    }
}

/// Everything that made a rank.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explanation {
    /// Version of the rule.
    pub rule: String,
    /// Points of all criteria.
    pub score: i64,
    /// Something required is missing: stands below all that lack nothing required.
    pub lacking: bool,
    /// Criterion by criterion.
    pub reasons: Vec<Reason>,
    /// Why it stands before the next at equal points.
    pub tie: Option<&'static str>,
}

impl Explanation {
    /// Why this candidate stands where he or she stands for this offer.
    pub fn of(w: &Wanted, c: &Candidate, relation: Relation, points: &Points) -> Self {
        let sum = sum(w, c, relation, points);
        let mut reasons = Vec::new();
        judge(w, c, relation, points, |mark| reasons.push(reason(mark, w, c, relation)));
        Explanation { rule: points.version.to_owned(), score: sum.score, lacking: sum.lacking, reasons, tie: None }
    }
    /// How many are met, to be verified, not met.
    pub fn counts(&self) -> (usize, usize, usize) {
        let of = |met| self.reasons.iter().filter(|r| r.met == met).count();
        (of(Met::Yes), of(Met::Unknown), of(Met::No))
    }
    /// `+ 6  ? 2 - 1`, as rows of a list show it.
    pub fn one_line(&self) -> String {
        let (yes, unknown, no) = self.counts();
        let mut line = format!("+ {yes}");
        if unknown > 0 {
            line.push_str(&format!("  ? {unknown}"));
        }
        if no > 0 {
            line.push_str(&format!("  - {no}"));
        }
        line
    }
    /// The known key of a tie, for a frozen explanation read back.
    pub fn known_tie(key: &str) -> Option<&'static str> {
        TIES.iter().find(|k| **k == key).copied()
    }
}

fn reason(mark: Mark, w: &Wanted, c: &Candidate, relation: Relation) -> Reason {
    let Mark { criterion, need, met, weight, points, key, .. } = mark;
    Reason { criterion, need, met, weight, points, key, args: args(&mark, w, c, relation) }
}

fn args(mark: &Mark, w: &Wanted, c: &Candidate, relation: Relation) -> Vec<Arg> {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    match mark.criterion {
        Criterion::Occupation => vec![("occupation", c.occupation.clone())],
        Criterion::Experience => {
            let asked = w.experience.map_or(0, |(m, _)| m).to_string();
            let near = matches!(mark.key, "match-experience-near" | "match-experience-near-no");
            let own = if near { c.experience_months } else { judge::months(w, c, relation) };
            let (_, jobs, proofs) = judge::held(w, c).unwrap_or_default();
            let own = own.unwrap_or_default().to_string();
            vec![("months", own), ("asked", asked), ("jobs", jobs.to_string()), ("proofs", proofs.to_string())]
        }
        Criterion::Education => {
            vec![("own", text(&c.education)), ("level", w.education.as_ref().map(|(l, _)| l.clone()).unwrap_or_default())]
        }
        Criterion::Skill => vec![("skill", w.skills.get(mark.nth).map(|s| s.code.clone()).unwrap_or_default())],
        Criterion::Language => {
            let (code, asked) = w.languages.get(mark.nth).map(|(c, l, _)| (c.clone(), l.clone())).unwrap_or_default();
            let own = super::candidate::packed(&c.languages, &code, '=').unwrap_or_default().to_owned();
            vec![("language", code), ("asked", asked), ("own", own)]
        }
        Criterion::Licence => vec![("licence", w.licences.get(mark.nth).map(|(l, _)| l.clone()).unwrap_or_default())],
        Criterion::RightToWork => {
            c.permit_until.filter(|_| c.national != Some(true)).map(|d| ("day", day(d))).into_iter().collect()
        }
        Criterion::Travel => Vec::new(),
        Criterion::Contract => vec![("contract", text(&w.contract))],
        Criterion::WorkingTime => vec![("time", text(&w.working_time))],
        Criterion::Pay => {
            let pay = w.pay.map(|p| ("pay", p.to_string()));
            pay.into_iter().chain(c.wage_min.map(|p| ("wish", p.to_string()))).collect()
        }
        Criterion::Availability => c.available_from.map(|d| ("day", day(d))).into_iter().collect(),
    }
}

fn day(day: chrono::NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

impl Distance {
    /// The key of its short label, for a column of a list.
    pub fn key(self) -> &'static str {
        match self {
            Distance::None => "match-distance-remote",
            Distance::Town => "match-distance-town",
            Distance::Department => "match-distance-department",
            Distance::Province => "match-distance-province",
            Distance::Elsewhere => "match-distance-elsewhere",
        }
    }
}

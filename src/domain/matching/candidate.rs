//! A person as the ranking sees him or her: one for each occupation sought, with the criteria that may be used and nothing else. There
//! is no sex, age, name, birth place, nationality, family, health, obstacle, refusal or absence here, so none can be used (domain.md §7).
//! Kept as the derived table `candidate` (`store/candidates`); made from a file by [`candidates`].

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};

use crate::domain::fold::fold;
use crate::domain::ids::PersonId;
use crate::domain::lifecycle::RegistrationState;
use crate::domain::person_file::PersonFile;
use crate::domain::profile::{Experience, Skill};
use crate::domain::registration::JobGoal;

/// How the occupation sought stands to the one offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same unit group.
    Same,
    /// A neighbour of the vocabulary (`proche`).
    Near,
    /// The same three digits, where the vocabulary has no neighbour.
    Group,
    /// The occupation offered is a step on from the one sought (`evolution`): ranks below.
    Evolution,
}

/// The criteria of one person for one occupation sought. Lists are packed texts, `|` between (see [`candidates`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Whose.
    pub person: PersonId,
    /// 1 to 3: the person's own order of occupations.
    pub goal: i64,
    /// ISCO-08 unit group sought.
    pub occupation: String,
    /// Months of experience said for it; none: not said.
    pub experience_months: Option<i64>,
    /// Jobs held: `occupation:months of the ended ones:jobs:certificates seen`.
    pub worked: String,
    /// EDU.
    pub education: Option<String>,
    /// A certificate of this level was obtained and seen.
    pub education_proved: bool,
    /// `code=evidence`, or `~folded label=evidence`.
    pub skills: String,
    /// `fra=C1`.
    pub languages: String,
    /// LICENCE codes.
    pub licences: String,
    /// CONTRACT codes accepted; empty: all.
    pub contracts: String,
    /// TIME codes accepted; empty: all.
    pub times: String,
    /// FCFA a month wished for.
    pub wage_min: Option<i64>,
    /// First day at work possible.
    pub available_from: Option<NaiveDate>,
    /// Where the journey begins.
    pub province: String,
    /// Where the journey begins.
    pub department: String,
    /// Folded.
    pub town: String,
    /// MOB.
    pub mobility: Option<String>,
    /// Longest journey accepted, minutes.
    pub max_minutes: Option<i64>,
    /// National of the country: the priority of art. 137, and the right to work. None: not known.
    pub national: Option<bool>,
    /// Last day of the permit to stay, for those who need one.
    pub permit_until: Option<NaiveDate>,
    /// First day of the registration: breaks ties.
    pub registered_on: Option<NaiveDate>,
    /// Last day on which any offer was proposed: breaks ties.
    pub last_proposed: Option<NaiveDate>,
}

/// Whether a registration may be proposed to employers: on the list and available (domain.md §3.1).
pub fn may_be_proposed(state: RegistrationState) -> bool {
    matches!(state, RegistrationState::Active | RegistrationState::ToRenew)
}

/// The candidates that a file gives, one for each occupation sought; none when it may not be proposed.
pub fn candidates(file: &PersonFile, last_proposed: Option<NaiveDate>) -> Vec<Candidate> {
    let r = &file.registration;
    if file.person.merged_into.is_some() || r.closed_on.is_some() || !may_be_proposed(r.state) {
        return Vec::new();
    }
    let base = base(file, last_proposed);
    let goals = std::iter::once(&file.goal).chain(&file.more_goals).zip(1..);
    goals.filter_map(|(goal, rank)| of_goal(&base, goal, rank)).collect()
}

fn of_goal(base: &Candidate, goal: &JobGoal, rank: i64) -> Option<Candidate> {
    let occupation = goal.occupation.clone().filter(|o| !o.is_empty())?;
    Some(Candidate { goal: rank, occupation, experience_months: goal.experience_months, ..base.clone() })
}

fn base(file: &PersonFile, last_proposed: Option<NaiveDate>) -> Candidate {
    let (p, w) = (&file.person, &file.wishes);
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let level = p.education_level.as_deref();
    let languages = file.languages.iter().filter_map(|l| Some(format!("{}={}", l.code.as_deref()?, text(&l.spoken))));
    Candidate {
        person: p.head.id,
        worked: worked(&file.experience),
        education: p.education_level.clone(),
        education_proved: file.education.iter().any(|e| e.obtained && e.proof.is_some() && e.level.as_deref() >= level),
        skills: sorted(file.skills.iter().map(skill)),
        languages: sorted(languages),
        licences: sorted(p.driving_licences.iter().cloned()),
        contracts: sorted(w.contract_types.iter().cloned()),
        times: sorted(w.working_time.iter().cloned()),
        wage_min: w.wage_min,
        available_from: w.available_from,
        province: text(&p.province),
        department: text(&p.department),
        town: p.town.as_deref().map(fold).unwrap_or_default(),
        mobility: w.mobility.clone(),
        max_minutes: w.max_minutes,
        national: p.nationality.as_deref().map(|n| n == "GA"),
        permit_until: p.residence_permit_expires,
        registered_on: file.registration.registered_on,
        last_proposed,
        ..Candidate::default()
    }
}

/// Sorted, each once: the same file gives the same text whatever the order of its rows.
fn sorted(items: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = items.collect();
    all.sort_unstable();
    all.dedup();
    all.join("|")
}

fn skill(skill: &Skill) -> String {
    let evidence = skill.evidence.as_deref().unwrap_or_default();
    match skill.code.as_deref().filter(|c| !c.is_empty()) {
        Some(code) => format!("{code}={evidence}"),
        None => format!("{}={evidence}", label_key(&skill.label)),
    }
}

/// The key of a skill without a code.
pub fn label_key(label: &str) -> String {
    format!("~{}", fold(label).replace(['|', '='], " "))
}

fn worked(jobs: &[Experience]) -> String {
    let mut all: BTreeMap<&str, Vec<&Experience>> = BTreeMap::new();
    for job in jobs {
        if let Some(occupation) = job.occupation.as_deref() {
            all.entry(occupation).or_default().push(job);
        }
    }
    let one = |(occupation, jobs): (&str, Vec<&Experience>)| {
        let proved = jobs.iter().filter(|j| j.proof.is_some()).count();
        format!("{occupation}:{}:{}:{proved}", months(&jobs), jobs.len())
    };
    all.into_iter().map(one).collect::<Vec<_>>().join("|")
}

/// Months of the jobs that have ended, overlaps not counted twice (domain.md §2.4), both ends included.
fn months(jobs: &[&Experience]) -> i64 {
    let number = |d: NaiveDate| i64::from(d.year()) * 12 + i64::from(d.month0());
    let mut spans: Vec<(i64, i64)> =
        jobs.iter().filter_map(|j| Some((number(j.start_month?), number(j.end_month?) + 1))).collect();
    spans.sort_unstable();
    let (mut sum, mut until) = (0, i64::MIN);
    for (from, to) in spans {
        sum += (to - from.max(until)).max(0);
        until = until.max(to);
    }
    sum
}

/// One part of a packed list by its key: what follows `sign`.
pub(super) fn packed<'a>(list: &'a str, key: &str, sign: char) -> Option<&'a str> {
    list.split('|').find_map(|part| part.strip_prefix(key)?.strip_prefix(sign))
}

/// Occupations beside each other, from the vocabularies loaded (`near`).
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    // By the occupation offered: those sought, with their relation; and the other way round.
    sought: HashMap<String, BTreeMap<String, Relation>>,
    offered: HashMap<String, BTreeMap<String, Relation>>,
}

impl Neighbours {
    /// From rows (occupation, other, kind): `proche` holds both ways, `evolution` leads from the first to the second.
    pub fn new<S: AsRef<str>>(rows: impl IntoIterator<Item = (S, S, S)>) -> Self {
        let mut all = Neighbours::default();
        for (from, to, kind) in rows {
            let (from, to) = (from.as_ref(), to.as_ref());
            match kind.as_ref() {
                "proche" => {
                    all.put(from, to, Relation::Near);
                    all.put(to, from, Relation::Near);
                }
                "evolution" => all.put(from, to, Relation::Evolution),
                _ => {}
            }
        }
        all
    }

    fn put(&mut self, sought: &str, offered: &str, relation: Relation) {
        if sought == offered {
            return;
        }
        for (map, key, other) in [(&mut self.sought, offered, sought), (&mut self.offered, sought, offered)] {
            let kept = map.entry(key.to_owned()).or_default().entry(other.to_owned()).or_insert(relation);
            *kept = relation.min(*kept);
        }
    }

    /// How an occupation sought stands to one offered; none: not a neighbour.
    pub fn relation(&self, sought: &str, offered: &str) -> Option<Relation> {
        if sought == offered {
            return Some(Relation::Same);
        }
        let known = self.sought.get(offered).and_then(|all| all.get(sought)).copied();
        known.or_else(|| (group(sought) == group(offered) && self.alone(offered)).then_some(Relation::Group))
    }

    /// Whether the vocabulary has no neighbour of an occupation: its three-digit group serves instead.
    pub fn alone(&self, offered: &str) -> bool {
        !self.sought.get(offered).is_some_and(|all| all.values().any(|r| *r == Relation::Near))
    }

    /// The occupations sought that go with one offered, itself first; its group (three digits) is the caller's when it is [`Self::alone`].
    pub fn sought_for(&self, offered: &str) -> Vec<String> {
        beside(&self.sought, offered)
    }

    /// The occupations offered that go with one sought, itself first.
    pub fn offered_for(&self, sought: &str) -> Vec<String> {
        beside(&self.offered, sought)
    }
}

fn beside(map: &HashMap<String, BTreeMap<String, Relation>>, own: &str) -> Vec<String> {
    let others = map.get(own).into_iter().flat_map(BTreeMap::keys).cloned();
    std::iter::once(own.to_owned()).chain(others).collect()
}

/// The three-digit group of an occupation.
pub fn group(occupation: &str) -> &str {
    occupation.get(..3).unwrap_or(occupation)
}

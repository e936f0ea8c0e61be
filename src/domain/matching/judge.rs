//! One candidate against one offer, criterion by criterion: met, not met, or to be verified (a missing datum is never a fail), with the
//! points earned and the sentence that says why. No text is made here, so that a whole database can be judged. Called by `rank`.

use super::candidate::{Candidate, Relation, packed};
use super::points::Points;
use super::wanted::{Wanted, WantedSkill};

macro_rules! ids {
    ($(#[$meta:meta])* $name:ident { $( $(#[$doc:meta])* $variant:ident = $id:literal, )* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $( $(#[$doc])* $variant, )* }
        impl $name {
            /// Its id: in the frozen explanation and in `--json`.
            pub const fn id(self) -> &'static str { match self { $( $name::$variant => $id, )* } }
            /// The one of this id.
            pub fn from_id(id: &str) -> Option<Self> { match id { $( $id => Some($name::$variant), )* _ => None } }
        }
    };
}
ids! {
    /// What is looked at: all that domain.md §7 allows, and nothing more.
    Criterion {
        /// Occupation sought and its neighbours.
        Occupation = "occupation",
        /// Months of experience.
        Experience = "experience",
        /// Education level, when the job needs one.
        Education = "education",
        /// A skill.
        Skill = "skill",
        /// A language that the work needs.
        Language = "language",
        /// A licence.
        Licence = "licence",
        /// The legal right to work.
        RightToWork = "right_to_work",
        /// Mobility and journey.
        Travel = "travel",
        /// Accepted contract.
        Contract = "contract",
        /// Accepted working time.
        WorkingTime = "working_time",
        /// Accepted pay.
        Pay = "pay",
        /// Availability.
        Availability = "availability",
    }
}
ids! {
    /// Whose criterion it is, and how much it binds.
    Need {
        /// « Exigé » by the offer, or by law.
        Required = "required",
        /// « Souhaité » by the offer.
        Desired = "desired",
        /// The person's own condition.
        Wish = "wish",
    }
}
ids! {
    /// Whether it is met.
    Met {
        /// Met.
        Yes = "yes",
        /// Not met.
        No = "no",
        /// Not known: to be verified, never a fail.
        Unknown = "unknown",
    }
}

/// How far the workplace is, by the places that both sides name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// No journey: remote work.
    None,
    /// The same town.
    Town,
    /// The same department.
    Department,
    /// The same province.
    Province,
    /// Another province.
    Elsewhere,
}

/// One criterion judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Which.
    pub criterion: Criterion,
    /// Of several (skills, languages, licences): which, from 0.
    pub nth: usize,
    /// Whose and how binding.
    pub need: Need,
    /// Met or not.
    pub met: Met,
    /// Points when fully met.
    pub weight: i64,
    /// Points earned.
    pub points: i64,
    /// Key of the sentence.
    pub key: &'static str,
}

struct Pen<'a, F> {
    points: &'a Points,
    take: F,
}

impl<F: FnMut(Mark)> Pen<'_, F> {
    fn mark(&mut self, criterion: Criterion, nth: usize, need: Need, met: Met, key: &'static str) {
        let weight = self.points.weight(criterion, need);
        let points = self.points.earned(weight, met);
        (self.take)(Mark { criterion, nth, need, met, weight, points, key });
    }
    /// Met, but not for all of its weight.
    fn part(&mut self, criterion: Criterion, nth: usize, need: Need, key: &'static str, part: impl Fn(&Points, i64) -> i64) {
        let weight = self.points.weight(criterion, need);
        let points = part(self.points, weight);
        (self.take)(Mark { criterion, nth, need, met: Met::Yes, weight, points, key });
    }
}

/// Judges every criterion that the offer or the person states, in the order in which they are shown.
pub fn judge(w: &Wanted, c: &Candidate, relation: Relation, points: &Points, take: impl FnMut(Mark)) {
    let mut pen = Pen { points, take };
    let key = match relation {
        Relation::Same if c.goal <= 1 => "match-occupation-first",
        Relation::Same => "match-occupation-other",
        Relation::Near => "match-occupation-near",
        Relation::Group => "match-occupation-group",
        Relation::Evolution => "match-occupation-evolution",
    };
    pen.part(Criterion::Occupation, 0, Need::Required, key, |p, weight| p.relation(weight, relation));
    experience(w, c, relation, &mut pen);
    education(w, c, &mut pen);
    for (nth, wanted) in w.skills.iter().enumerate() {
        skill(wanted, nth, c, &mut pen);
    }
    for (nth, (code, level, need)) in w.languages.iter().enumerate() {
        let (met, key) = language(code, level, c);
        pen.mark(Criterion::Language, nth, *need, met, key);
    }
    for (nth, (code, need)) in w.licences.iter().enumerate() {
        let (met, key) = match listed(&c.licences, code) {
            None => (Met::Unknown, "match-licence-unknown"),
            Some(true) => (Met::Yes, "match-licence-yes"),
            Some(false) => (Met::No, "match-licence-no"),
        };
        pen.mark(Criterion::Licence, nth, *need, met, key);
    }
    right_to_work(w, c, &mut pen);
    travel(w, c, &mut pen);
    terms(w, c, &mut pen);
}

/// Months for the occupation offered: what the person says of it when it is sought, else the jobs held in it.
pub(super) fn months(w: &Wanted, c: &Candidate, relation: Relation) -> Option<i64> {
    let held = held(w, c).map(|(months, _, _)| months);
    if relation == Relation::Same { c.experience_months.max(held) } else { held }
}

/// Months, jobs and certificates seen in the occupation offered.
pub(super) fn held(w: &Wanted, c: &Candidate) -> Option<(i64, i64, i64)> {
    let mut parts = packed(&c.worked, &w.occupation, ':')?.split(':').map(|n| n.parse().unwrap_or(0));
    Some((parts.next()?, parts.next()?, parts.next()?))
}

fn experience<F: FnMut(Mark)>(w: &Wanted, c: &Candidate, relation: Relation, pen: &mut Pen<'_, F>) {
    let Some((asked, need)) = w.experience else { return };
    let (met, key) = match months(w, c, relation) {
        Some(m) if m >= asked && held(w, c).is_some() => (Met::Yes, "match-experience-jobs"),
        Some(m) if m >= asked => (Met::Yes, "match-experience-yes"),
        // Months in a neighbouring occupation may do: a person decides, not the ranking.
        _ if relation != Relation::Same && c.experience_months.is_some_and(|m| m >= asked) => {
            (Met::Unknown, "match-experience-near")
        }
        Some(_) => (Met::No, "match-experience-no"),
        None if relation != Relation::Same && c.experience_months.is_some() => (Met::No, "match-experience-near-no"),
        None => (Met::Unknown, "match-experience-unknown"),
    };
    pen.mark(Criterion::Experience, 0, need, met, key);
}

fn education<F: FnMut(Mark)>(w: &Wanted, c: &Candidate, pen: &mut Pen<'_, F>) {
    let Some((asked, need)) = &w.education else { return };
    let (met, key) = match &c.education {
        None => (Met::Unknown, "match-education-unknown"),
        Some(level) if level < asked => (Met::No, "match-education-no"),
        Some(_) if c.education_proved => (Met::Yes, "match-education-proved"),
        Some(_) => (Met::Yes, "match-education-yes"),
    };
    pen.mark(Criterion::Education, 0, *need, met, key);
}

fn skill<F: FnMut(Mark)>(wanted: &WantedSkill, nth: usize, c: &Candidate, pen: &mut Pen<'_, F>) {
    let found = packed(&c.skills, &wanted.code, '=').or_else(|| packed(&c.skills, &wanted.label, '='));
    let Some(evidence) = found else {
        return pen.mark(Criterion::Skill, nth, wanted.need, Met::Unknown, "match-skill-unknown");
    };
    let (declared, key) = match evidence {
        "2" => (false, "match-skill-proved"),
        "3" => (false, "match-skill-assessed"),
        _ => (true, "match-skill-declared"),
    };
    pen.part(Criterion::Skill, nth, wanted.need, key, |p, weight| p.skill(weight, declared));
}

fn language(code: &str, level: &str, c: &Candidate) -> (Met, &'static str) {
    // A language that isn't noted may still be spoken.
    let Some(own) = packed(&c.languages, code, '=') else { return (Met::Unknown, "match-language-unknown") };
    match (level, own) {
        ("", _) => (Met::Yes, "match-language-any"),
        (_, "") => (Met::Unknown, "match-language-unknown"),
        // A1 < … < C2 < native, as text.
        (asked, own) if own >= asked => (Met::Yes, "match-language-yes"),
        _ => (Met::No, "match-language-no"),
    }
}

fn right_to_work<F: FnMut(Mark)>(w: &Wanted, c: &Candidate, pen: &mut Pen<'_, F>) {
    let (met, key) = match (c.national, c.permit_until) {
        (Some(true), _) => (Met::Yes, "match-right-yes"),
        (Some(false), Some(day)) if day >= w.start => (Met::Yes, "match-right-yes"),
        (Some(false), Some(_)) => (Met::Unknown, "match-right-expired"),
        _ => (Met::Unknown, "match-right-unknown"),
    };
    pen.mark(Criterion::RightToWork, 0, Need::Required, met, key);
}

/// The distance between the two places; none when one isn't known well enough.
pub fn distance(w: &Wanted, c: &Candidate) -> Option<Distance> {
    if w.remote {
        return Some(Distance::None);
    }
    if w.province.is_empty() || c.province.is_empty() {
        return None;
    }
    if w.province != c.province {
        return Some(Distance::Elsewhere);
    }
    if w.department.is_empty() || c.department.is_empty() {
        return None;
    }
    if w.department != c.department {
        return Some(Distance::Province);
    }
    if w.town.is_empty() || c.town.is_empty() {
        return None;
    }
    Some(if w.town == c.town { Distance::Town } else { Distance::Department })
}

fn travel<F: FnMut(Mark)>(w: &Wanted, c: &Candidate, pen: &mut Pen<'_, F>) {
    let (criterion, need) = (Criterion::Travel, Need::Required);
    let (Some(distance), Some(mobility)) = (distance(w, c), c.mobility.as_deref()) else {
        return pen.mark(criterion, 0, need, Met::Unknown, "match-travel-unknown");
    };
    let key = match distance {
        Distance::None => "match-travel-remote",
        Distance::Town => "match-travel-town",
        Distance::Department => "match-travel-department",
        Distance::Province => "match-travel-province",
        Distance::Elsewhere => "match-travel-elsewhere",
    };
    // MOB 1 quartier, 2 commune, 3 province, 4 the country, 5 abroad. Which quartier the work is in isn't known.
    let met = match (mobility, distance) {
        (_, Distance::None) | ("2", Distance::Town) | ("4" | "5", _) => Met::Yes,
        ("3", d) if d != Distance::Elsewhere => Met::Yes,
        ("1", Distance::Town) => Met::Unknown,
        _ if w.housing => Met::Unknown,
        _ => Met::No,
    };
    match met {
        Met::Yes => pen.part(criterion, 0, need, key, |p, weight| p.distance(weight, distance)),
        Met::Unknown if w.housing => pen.mark(criterion, 0, need, met, "match-travel-housing"),
        Met::Unknown => pen.mark(criterion, 0, need, met, "match-travel-quarter"),
        Met::No => pen.mark(criterion, 0, need, met, "match-travel-no"),
    }
}

/// Whether a packed list has a code; none when the list is empty.
fn listed(list: &str, code: &str) -> Option<bool> {
    if list.is_empty() { None } else { Some(list.split('|').any(|c| c == code)) }
}

fn terms<F: FnMut(Mark)>(w: &Wanted, c: &Candidate, pen: &mut Pen<'_, F>) {
    if let Some(contract) = &w.contract {
        let (met, key) = match listed(&c.contracts, contract) {
            None => (Met::Yes, "match-contract-all"),
            Some(true) => (Met::Yes, "match-contract-yes"),
            Some(false) => (Met::No, "match-contract-no"),
        };
        pen.mark(Criterion::Contract, 0, Need::Wish, met, key);
    }
    if let Some(time) = &w.working_time {
        let (met, key) = match listed(&c.times, time) {
            None => (Met::Yes, "match-time-all"),
            Some(true) => (Met::Yes, "match-time-yes"),
            Some(false) => (Met::No, "match-time-no"),
        };
        pen.mark(Criterion::WorkingTime, 0, Need::Wish, met, key);
    }
    if let Some(wish) = c.wage_min {
        let (met, key) = match w.pay {
            None => (Met::Unknown, "match-pay-unknown"),
            Some(pay) if pay >= wish => (Met::Yes, "match-pay-yes"),
            Some(_) => (Met::No, "match-pay-no"),
        };
        pen.mark(Criterion::Pay, 0, Need::Wish, met, key);
    } else {
        pen.mark(Criterion::Pay, 0, Need::Wish, Met::Yes, "match-pay-any");
    }
    let (met, key) = match c.available_from {
        None => (Met::Unknown, "match-available-unknown"),
        Some(day) if day <= w.today => (Met::Yes, "match-available-now"),
        Some(day) if day <= w.start => (Met::Yes, "match-available-yes"),
        Some(_) => (Met::No, "match-available-no"),
    };
    pen.mark(Criterion::Availability, 0, Need::Wish, met, key);
}

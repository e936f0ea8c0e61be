//! An offer as the ranking sees it: its criteria with their need, the place, the terms. The title and the description are never read.
//! Called by `services/matching`.

use chrono::NaiveDate;

use super::candidate::label_key;
use super::judge::Need;
use crate::domain::code::Codes;
use crate::domain::fold::fold;
use crate::domain::vacancy::Vacancy;

/// A skill that is wanted: by its code, else by its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedSkill {
    /// Code, or the words themselves.
    pub code: String,
    /// The key of a skill that has no code.
    pub label: String,
    /// Required or desired.
    pub need: Need,
}

/// The criteria of one offer on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// ISCO-08 unit group offered.
    pub occupation: String,
    /// Months of experience.
    pub experience: Option<(i64, Need)>,
    /// EDU.
    pub education: Option<(String, Need)>,
    /// Skills, the required first.
    pub skills: Vec<WantedSkill>,
    /// ISO 639-3 and level (empty: any).
    pub languages: Vec<(String, String, Need)>,
    /// LICENCE.
    pub licences: Vec<(String, Need)>,
    /// CONTRACT.
    pub contract: Option<String>,
    /// TIME.
    pub working_time: Option<String>,
    /// The highest figure given, as FCFA a month.
    pub pay: Option<i64>,
    /// First day of work, today at the earliest.
    pub start: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// Workplace.
    pub province: String,
    /// Workplace.
    pub department: String,
    /// Workplace, folded.
    pub town: String,
    /// Remote work possible.
    pub remote: bool,
    /// Housing given.
    pub housing: bool,
}

impl Wanted {
    /// What an offer wants on a day.
    pub fn of(v: &Vacancy, codes: &Codes, today: NaiveDate) -> Self {
        let need = |ids: [&str; 2]| match v.desired.iter().any(|d| ids.contains(&d.as_str())) {
            true => Need::Desired,
            false => Need::Required,
        };
        let required = v.required_skills.iter().map(|s| (s, need(["required_skills", "skill"])));
        let skills = required.chain(v.desired_skills.iter().map(|s| (s, Need::Desired)));
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        Wanted {
            occupation: text(&v.occupation),
            experience: v.min_experience_months.filter(|m| *m > 0).map(|m| (m, need(["min_experience_months", "experience"]))),
            education: v
                .min_education
                .clone()
                .filter(|e| !e.is_empty() && e != "0")
                .map(|e| (e, need(["min_education", "education"]))),
            skills: skills.map(|(words, need)| wanted_skill(words, need, codes)).collect(),
            languages: v.languages.iter().map(|l| language(l, need(["languages", "language"]), codes)).collect(),
            licences: v.licences.iter().map(|l| (l.clone(), need(["licences", "licence"]))).collect(),
            contract: v.contract.clone(),
            working_time: v.working_time.clone(),
            pay: pay(v),
            start: v.start_on.map_or(today, |d| d.max(today)),
            today,
            province: text(&v.province),
            department: text(&v.department),
            town: v.town.as_deref().map(fold).unwrap_or_default(),
            remote: v.remote,
            housing: v.housing,
        }
    }
}

fn wanted_skill(words: &str, need: Need, codes: &Codes) -> WantedSkill {
    match codes.find("SKILL", words) {
        Some(code) => WantedSkill { code: code.code.clone(), label: label_key(&code.fr), need },
        None => WantedSkill { code: words.trim().to_owned(), label: label_key(words), need },
    }
}

fn language(words: &str, need: Need, codes: &Codes) -> (String, String, Need) {
    let (code, level) = words.split_once(':').unwrap_or((words, ""));
    let code = codes.find("LANG", code).map_or_else(|| code.trim().to_owned(), |c| c.code.clone());
    // Level « native » would ask for a mother tongue, which no offer may (domain.md §7): mastery is what the work can need.
    let level = if level.trim() == "native" { "C2" } else { level.trim() };
    (code, level.to_owned(), need)
}

/// The month's equivalent of the highest figure (domain.md §2.7: H × 173⅓, J × 21⅔; hours of a part-time week × 52 ÷ 12).
fn pay(v: &Vacancy) -> Option<i64> {
    let figure = v.wage_max.or(v.wage_min)?;
    Some(match v.wage_period.as_deref() {
        Some("H") => figure * v.hours_week.unwrap_or(40) * 52 / 12,
        Some("J") => figure * 65 / 3,
        _ => figure,
    })
}

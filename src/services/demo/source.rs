//! What the training office is made of: the names, words, occupations and places of the reference files, read once.
//! All texts that people will see stand in those files. Called by `services/demo` only.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::record::parse_day;
use crate::fault::{Fault, Outcome};
use crate::services::reference;

/// A town and where it lies.
#[derive(Debug, Clone, Default)]
pub struct Town {
    /// `T002`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `GA-1`.
    pub province: String,
    /// `GA-1-05`.
    pub department: String,
}

/// An agency with the towns that it serves, its own first.
#[derive(Debug, Clone, Default)]
pub struct Office {
    /// Three letters.
    pub code: String,
    /// Towns served.
    pub towns: Vec<Town>,
    /// First local minute of the day.
    pub opens: i64,
    /// Last local minute of the day.
    pub closes: i64,
    /// Thousandths of all people (domain.md §5: 67.6 % Estuaire, 15.0 % Woleu-Ntem).
    pub share: i64,
}

/// An occupation with what goes with it.
#[derive(Debug, Clone, Default)]
pub struct Craft {
    /// ISCO-08 unit group.
    pub code: String,
    /// How often it is sought.
    pub weight: u32,
    /// Lowest and highest usual level of education.
    pub education: (i64, i64),
    /// Percent of women.
    pub women: u32,
    /// ISIC section.
    pub sector: String,
    /// Usual wage, FCFA a month.
    pub wage: i64,
    /// ISCED-F field.
    pub field: Option<String>,
    /// Driving licences that go with it.
    pub licences: Vec<String>,
    /// Job titles, masculine and feminine.
    pub titles: Vec<(String, String)>,
    /// Skills, code and label.
    pub skills: Vec<(String, String)>,
}

/// Everything, read once.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Family names.
    pub surnames: Vec<String>,
    /// Given names of women.
    pub women: Vec<String>,
    /// Given names of men.
    pub men: Vec<String>,
    /// Agencies.
    pub offices: Vec<Office>,
    /// Occupations sought.
    pub crafts: Vec<Craft>,
    /// Days off.
    pub holidays: Vec<NaiveDate>,
    /// Certificates by level of education.
    pub certificates: BTreeMap<i64, Vec<String>>,
    words: BTreeMap<(String, String), Vec<String>>,
    keyed: BTreeMap<String, Vec<(String, String)>>,
}

impl Source {
    /// Reads the embedded files.
    pub fn read() -> Outcome<Self> {
        let mut source = Source::default();
        for [kind, sex, name] in reference::rows(reference::NAMES, ["kind", "sex", "name"])? {
            match (kind.as_str(), sex.as_str()) {
                ("surname", _) => source.surnames.push(name),
                (_, "F") => source.women.push(name),
                _ => source.men.push(name),
            }
        }
        for [kind, key, text] in reference::rows(reference::DEMO_WORDS, ["kind", "key", "text"])? {
            source.words.entry((kind.clone(), key.clone())).or_default().push(text.clone());
            source.keyed.entry(kind).or_default().push((key, text));
        }
        for [day] in reference::rows(reference::HOLIDAYS, ["date"])? {
            source.holidays.extend(parse_day(&day));
        }
        for [code, level] in reference::rows(reference::CERTIFICATES, ["code", "level"])? {
            if let Ok(level) = level.parse() {
                source.certificates.entry(level).or_default().push(code);
            }
        }
        source.read_offices()?;
        source.read_crafts()?;
        Ok(source)
    }

    fn read_offices(&mut self) -> Outcome<()> {
        let towns: Vec<Town> = reference::rows(reference::TOWNS, ["code", "name", "province", "department"])?
            .into_iter()
            .map(|[code, name, province, department]| Town { code, name, province, department })
            .collect();
        let lines = reference::rows(reference::AGENCIES, ["code", "town", "serves", "hours"])?;
        let served: Vec<String> = lines.iter().flat_map(|[_, _, serves, _]| serves.split('|').map(str::to_owned)).collect();
        for [code, own, serves, hours] in lines {
            let areas: Vec<&str> = serves.split('|').collect();
            // The smallest area wins: a town that another agency serves by its own code isn't served here.
            let mut here: Vec<Town> = towns
                .iter()
                .filter(|t| {
                    areas.contains(&t.code.as_str())
                        || (!served.contains(&t.code)
                            && (areas.contains(&t.department.as_str())
                                || (areas.contains(&t.province.as_str()) && !served.contains(&t.department))))
                })
                .cloned()
                .collect();
            here.sort_by_key(|t| t.code != own);
            let (opens, closes) = hours.split_once(' ').and_then(|(_, h)| h.split_once('-')).unwrap_or_default();
            let share = self.words("share", &code).first().and_then(|s| s.parse().ok()).unwrap_or(0);
            let (opens, closes) = (minute(opens).unwrap_or(450), minute(closes).unwrap_or(930));
            self.offices.push(Office { code, towns: here, opens, closes, share });
        }
        if self.offices.iter().any(|o| o.towns.is_empty()) {
            return Err(Fault::broken("an agency of the reference files serves no town"));
        }
        Ok(())
    }

    fn read_crafts(&mut self) -> Outcome<()> {
        let mut titles: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for [code, male, female] in reference::rows(reference::JOB_TITLES, ["isco08", "title_m", "title_f"])? {
            titles.entry(code).or_default().push((male, female));
        }
        let mut skills: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for [code, label, groups] in reference::rows(reference::SKILLS, ["code", "title_fr", "isco08"])? {
            for group in groups.split('|') {
                skills.entry(group.to_owned()).or_default().push((reference::skill_code(&code), label.clone()));
            }
        }
        let columns = ["isco08", "weight", "education_low", "education_high", "women", "sector", "wage", "field", "licence"];
        for [code, weight, low, high, women, sector, wage, field, licence] in
            reference::rows(reference::DEMO_OCCUPATIONS, columns)?
        {
            let number = |text: &str| text.parse::<i64>().unwrap_or(0);
            self.crafts.push(Craft {
                weight: weight.parse().unwrap_or(1),
                education: (number(&low), number(&high)),
                women: women.parse().unwrap_or(50),
                sector,
                wage: number(&wage),
                field: Some(field).filter(|f| !f.is_empty()),
                licences: licence.split('|').filter(|l| !l.is_empty()).map(str::to_owned).collect(),
                titles: titles.remove(&code).unwrap_or_default(),
                skills: skills.remove(&code).unwrap_or_default(),
                code,
            });
        }
        Ok(())
    }

    /// The texts of a kind and key of `demo_words.csv`; those without key when the key has none.
    pub fn words(&self, kind: &str, key: &str) -> &[String] {
        let find = |key: &str| self.words.get(&(kind.to_owned(), key.to_owned())).map(Vec::as_slice);
        find(key).or_else(|| find("")).unwrap_or_default()
    }
    /// The lines of a kind, key and text.
    pub fn keyed(&self, kind: &str) -> &[(String, String)] {
        self.keyed.get(kind).map(Vec::as_slice).unwrap_or_default()
    }
    /// The texts of a kind with their key as weight.
    pub fn shares(&self, kind: &str) -> Vec<(&str, u32)> {
        self.keyed(kind).iter().map(|(k, t)| (t.as_str(), k.parse().unwrap_or(0))).collect()
    }
    /// Where the occupations stand, by weight.
    pub fn craft_shares(&self) -> Vec<(usize, u32)> {
        self.crafts.iter().enumerate().map(|(at, c)| (at, c.weight)).collect()
    }
}

fn minute(text: &str) -> Option<i64> {
    let (hour, minute) = text.split_once(':')?;
    Some(hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()?)
}

//! A person with all that a person brings: names of domain.md §6, papers, telephones, residence, education, experience,
//! skills, languages. Called by `block`.

use chrono::{Datelike, NaiveDate};

use super::block::Block;
use super::days::instant;
use super::sheaf::Tray;
use super::source::Craft;
use crate::domain::calendar::add_days as plus;
use crate::domain::fold;
use crate::domain::ids::{PersonId, UserId, person_number};
use crate::domain::person::{Person, age};
use crate::domain::profile::{Document, Education, Experience, Language, Skill};
use crate::domain::record::Head;

/// What the rest of the office needs to know of a person already given to the sheaf.
#[derive(Debug, Clone, Default)]
pub struct Soul {
    /// The person.
    pub id: PersonId,
    /// Folded names.
    pub sort_key: String,
    /// First registered on.
    pub since: NaiveDate,
    /// Place of the occupation in the source.
    pub craft: usize,
    /// Title of the occupation as this person says it.
    pub title: String,
    /// Months of experience in it.
    pub months: i64,
    /// Has never worked.
    pub first_time: bool,
    /// Whole years at the training day.
    pub age: i64,
    /// The file was merged into another.
    pub merged: bool,
    /// Telephone, if one.
    pub phone: Option<String>,
}

/// An optional text; an empty one is none.
pub fn some(text: impl Into<String>) -> Option<String> {
    Some(text.into()).filter(|t| !t.is_empty())
}

impl Block<'_> {
    /// Makes the person number `index` of the whole office, first registered on this day by this user.
    pub fn person(&mut self, index: i64, since: NaiveDate, by: UserId) -> Soul {
        let craft_at = self.chance.weighted(self.crafts);
        let source = self.source;
        let craft = source.crafts.get(craft_at).cloned().unwrap_or_default();
        let first = self.known_before();
        let woman = match &first {
            Some(first) => first.sex.as_deref() == Some("F"),
            None => self.chance.percent(craft.women),
        };
        let minute = self.chance.between(470, 890);
        let id: PersonId = self.chance.id(instant(since, minute));
        let birth = self.birth(&craft, since);
        let level = self.level(&craft, birth, since);
        let mut person = Person { head: Head::new(id), agency: self.office.code.clone(), index_no: index, ..Person::default() };
        let serial = self.serials.next("person", &self.office.code, since.year());
        person.number = person_number(&self.office.code, since.year(), serial);
        self.names(&mut person, woman, age(birth, since));
        person.sex = some(if woman { "F" } else { "M" });
        self.papers(&mut person, index, birth);
        self.home(&mut person, index);
        self.schooling(&mut person, &craft, level, birth, since, by);
        if person.driving_licences.is_empty() && self.chance.percent(24) {
            person.driving_licences = vec!["B".to_owned()];
        }
        person.own_vehicle = !person.driving_licences.is_empty() && self.chance.percent(15);
        self.accords(&mut person, since);
        let merged = first.is_some_and(|first| {
            self.resemble(&mut person, &first);
            self.pair(&mut person, &first, since, by)
        });
        person.sort_key = fold::sort_key(&person.surname, person.given_names.as_deref().unwrap_or_default());
        let (months, first_time) = self.jobs(id, &craft, craft_at, birth, since, by);
        self.abilities(id, &craft, since, by);
        let titles = craft.titles.get(usize::try_from(self.chance.between(0, 3)).unwrap_or(0)).or_else(|| craft.titles.first());
        let title = titles.map(|(m, f)| if woman { f } else { m }).cloned().unwrap_or_default();
        let soul = Soul {
            id,
            sort_key: person.sort_key.clone(),
            since,
            craft: craft_at,
            title,
            months,
            first_time,
            age: age(birth, self.today),
            merged,
            phone: person.phone.clone(),
        };
        self.sheaf.people.add(by, person);
        soul
    }

    fn birth(&mut self, craft: &Craft, since: NaiveDate) -> NaiveDate {
        let band = self.chance.weighted(&[(17, 14), (21, 18), (25, 36), (35, 24), (50, 8), (61, 1)]);
        let youngest = if craft.education.0 >= 6 { 22 } else { 17 };
        let years = (band + self.chance.between(0, if band < 25 { 3 } else { 9 })).max(youngest).min(67);
        plus(since, -(years * 365 + years / 4) - self.chance.between(1, 360))
    }

    fn level(&mut self, craft: &Craft, birth: NaiveDate, since: NaiveDate) -> i64 {
        let reachable = match age(birth, since) {
            ..=18 => 3,
            19..=20 => 5,
            21..=22 => 6,
            23..=24 => 7,
            25..=29 => 8,
            _ => 9,
        };
        let (low, high) = craft.education;
        let wide = self.chance.between(low, high);
        // Most stand near the lower end of what the occupation asks for.
        let level = if self.chance.percent(60) { self.chance.between(low, wide) } else { wide };
        level.min(reachable)
    }

    fn names(&mut self, person: &mut Person, woman: bool, years: i64) {
        let source = self.source;
        let own = self.chance.word(&source.surnames);
        let father = self.chance.word(&source.surnames);
        let both = own != father;
        let own = match own.strip_prefix("Ng") {
            // The initial nasal group is often written with an apostrophe.
            Some(rest) if self.chance.percent(40) => format!("N'G{rest}"),
            _ => own,
        };
        let pattern = self.chance.between(0, 99);
        person.surname = match pattern {
            ..=47 => own,
            48..=84 if both => format!("{own} {father}"),
            85..=93 if both => format!("{own}-{father}"),
            _ => own,
        };
        let given = if woman { &source.women } else { &source.men };
        let first = self.chance.word(given);
        let second = self.chance.word(given);
        person.given_names = match self.chance.between(0, 99) {
            // A given name may legally be absent (domain.md §6).
            ..=7 => None,
            8..=29 if first != second => Some(format!("{first} {second}")),
            _ => Some(first),
        };
        if woman && years > 24 && self.chance.percent(14) {
            person.married_name = some(self.chance.word(&source.surnames));
        }
    }

    fn papers(&mut self, person: &mut Person, index: i64, birth: NaiveDate) {
        let source = self.source;
        let nationality = self.chance.weighted(&source.shares("nationality")).to_owned();
        let foreign = nationality != "GA";
        let kind = if foreign {
            self.chance.weighted(&[("7", 60), ("8", 20), ("3", 17), ("9", 3)])
        } else {
            self.chance.weighted(&[("1", 27), ("2", 28), ("3", 8), ("4", 12), ("5", 16), ("6", 4), ("0", 5)])
        };
        // A serial of demo papers: fourteen letters and digits, as a NIP has (domain.md §6).
        let number = format!("GA0DEMO{index:07}");
        person.id_document_number = (kind != "0").then_some(number);
        person.id_document_expires = match kind {
            // Cards were not renewed from 2015 to 2024: most are over.
            "1" => Some(plus(self.today, -self.chance.between(-400, 3000))),
            "2" => Some(plus(self.today, self.chance.between(2600, 3500))),
            "3" | "8" => Some(plus(self.today, self.chance.between(-300, 1700))),
            _ => None,
        };
        if foreign && self.chance.percent(90) {
            person.residence_permit_expires = Some(plus(self.today, self.chance.between(-90, 700)));
        }
        person.id_document_type = some(kind);
        let precision = if kind == "0" { "D" } else { self.chance.weighted(&[("D", 93), ("M", 1), ("Y", 5), ("", 1)]) };
        person.birth_date = match precision {
            "D" => Some(birth),
            "M" => birth.with_day(1),
            "Y" => birth.with_day(1).and_then(|d| d.with_month(1)),
            _ => None,
        };
        person.birth_precision = some(precision);
        let town = self.chance.pick(&self.office.towns).map(|t| t.name.clone()).unwrap_or_default();
        person.birth_place = if foreign { None } else { some(town) };
        person.birth_country = Some(nationality.clone());
        person.nationality = Some(nationality);
    }

    fn home(&mut self, person: &mut Person, index: i64) {
        let source = self.source;
        let towns = &self.office.towns;
        let town = if self.chance.percent(86) { towns.first() } else { self.chance.pick(towns) };
        let town = town.cloned().unwrap_or_default();
        person.province = some(town.province.clone());
        person.department = some(town.department.clone());
        person.town = some(town.name.clone());
        person.district = some(self.chance.word(source.words("district", &town.code)));
        person.landmark = if self.chance.percent(60) { some(self.chance.word(source.words("landmark", ""))) } else { None };
        person.po_box = if self.chance.percent(8) { Some(format!("BP {}", self.chance.between(10, 9999))) } else { None };
        if self.chance.percent(4) {
            person.contact_via = some(self.chance.word(source.words("via", "")));
        } else {
            // One telephone in thirty is a relative's, which another file has too.
            let whose = if self.chance.percent(3) { (index - self.chance.between(1, 40)).max(1) } else { index };
            person.phone = Some(telephone(whose));
            if self.chance.percent(8) {
                person.phone_2 = Some(telephone(index + 2_000_000));
            }
        }
        if self.chance.percent(22) {
            person.email = Some(format!("demo{index}@exemple.ga"));
        }
    }

    fn schooling(&mut self, p: &mut Person, craft: &Craft, level: i64, birth: NaiveDate, since: NaiveDate, by: UserId) {
        p.education_level = Some(level.to_string());
        // A second cycle without the bac leaves the certificate of the first.
        let certified = if level == 4 { 2 } else { level };
        let source = self.source;
        let certificate = match source.certificates.get(&certified) {
            Some(all) if certified > 0 => self.chance.word(all),
            _ => return,
        };
        let leaving = match level {
            1 => 12,
            2 | 4 => 16,
            3 => 18,
            5 => 19,
            6 => 21,
            7 => 22,
            8 => 24,
            _ => 28,
        };
        let latest = i64::from(since.year()) - 1;
        let year = (i64::from(birth.year()) + leaving + self.chance.between(0, 3)).min(latest.max(i64::from(birth.year()) + 11));
        let field = if level >= 3 { craft.field.clone() } else { None };
        p.diploma = Some(certificate.clone());
        p.study_field = field.clone();
        p.diploma_year = Some(year);
        p.diploma_country = p.birth_country.clone();
        let proof = self.chance.percent(55).then(|| self.document(p.head.id, "2", since, by));
        let school = format!("{} {}", self.chance.word(source.words("school", &level.to_string())), {
            let town = self.chance.pick(&self.office.towns).map(|t| t.name.clone());
            town.unwrap_or_default()
        });
        let education = Education {
            head: Head::new(self.chance.id(instant(since, 600))),
            person: p.head.id,
            level: p.education_level.clone(),
            certificate: Some(certificate),
            field,
            school: some(school),
            country: p.birth_country.clone(),
            year: Some(year),
            obtained: true,
            proof,
        };
        self.sheaf.educations.add(by, education);
    }

    /// A document seen at the counter; gives its id.
    pub fn document(&mut self, person: PersonId, kind: &str, on: NaiveDate, by: UserId) -> crate::domain::ids::RowId {
        let id = self.chance.id(instant(on, 600));
        let document = Document {
            head: Head::new(id),
            person,
            kind: some(kind),
            seen_on: Some(on),
            seen_by: Some(by),
            ..Document::default()
        };
        self.sheaf.documents.add(by, document);
        id
    }

    fn accords(&mut self, person: &mut Person, since: NaiveDate) {
        let source = self.source;
        person.privacy_notice_at = Some(since);
        person.consent_employers = self.chance.percent(88);
        person.consent_sms = person.phone.is_some() && self.chance.percent(70);
        if self.chance.percent(2) {
            person.disability_declared = true;
            person.consent_health = true;
            person.adaptation_needs = some(self.chance.word(source.words("adaptation", "")));
        }
    }

    fn jobs(&mut self, id: PersonId, craft: &Craft, at: usize, birth: NaiveDate, since: NaiveDate, by: UserId) -> (i64, bool) {
        let years = age(birth, since);
        let possible = ((years - 18) * 12).clamp(0, 240);
        let first_time = possible < 6 || self.chance.percent(if years < 26 { 55 } else { 9 });
        if first_time {
            return (0, true);
        }
        let mut end = plus(since, -self.chance.between(20, 400)).with_day(1).unwrap_or(since);
        let mut months = 0;
        for row in 0..self.chance.between(1, 3) {
            let length = self.chance.between(3, 48).min(possible / 3);
            let start = plus(end, -length * 30).with_day(1).unwrap_or(end);
            if length < 2 || age(birth, start) < 16 {
                break;
            }
            let same = row == 0 || self.chance.percent(55);
            let other = if same { at } else { self.chance.weighted(self.crafts) };
            let held = self.source.crafts.get(other).unwrap_or(craft);
            let (occupation, sector) = (held.code.clone(), held.sector.clone());
            months += if other == at { length } else { 0 };
            let proof = self.chance.percent(25).then(|| self.document(id, "3", since, by));
            let job = Experience {
                head: Head::new(self.chance.id(instant(since, 601 + row))),
                person: id,
                occupation: Some(occupation),
                employer_name: some(self.firm_name(&sector)),
                sector: Some(sector),
                start_month: Some(start),
                end_month: Some(end),
                contract: some(self.chance.weighted(&[("01", 25), ("02", 40), ("03", 15), ("06", 14), ("12", 6)])),
                reason_end: some(self.chance.weighted(&[("1", 50), ("3", 16), ("4", 12), ("5", 14), ("9", 8)])),
                proof,
            };
            self.sheaf.experiences.add(by, job);
            end = plus(start, -self.chance.between(40, 300)).with_day(1).unwrap_or(start);
        }
        (months.min((years - 14) * 12), false)
    }

    fn abilities(&mut self, id: PersonId, craft: &Craft, since: NaiveDate, by: UserId) {
        let mut known: Vec<usize> = (0..craft.skills.len()).collect();
        self.chance.shuffle(&mut known);
        let count = usize::try_from(self.chance.between(2, 5)).unwrap_or(2);
        for place in known.into_iter().take(count) {
            let Some((code, label)) = craft.skills.get(place) else { continue };
            let skill = Skill {
                head: Head::new(self.chance.id(instant(since, 610))),
                person: id,
                code: Some(code.clone()),
                label: label.clone(),
                level: some(self.chance.weighted(&[("1", 10), ("2", 25), ("3", 50), ("4", 15)])),
                evidence: some(self.chance.weighted(&[("1", 75), ("2", 17), ("3", 8)])),
                last_used: None,
            };
            self.sheaf.skills.add(by, skill);
        }
        let low = craft.education.0;
        let mut speaks =
            vec![("fra".to_owned(), if low >= 5 { "C1" } else { self.chance.weighted(&[("B1", 30), ("B2", 40), ("C1", 30)]) })];
        if self.chance.percent(80) {
            speaks.push((self.chance.weighted(&self.source.shares("tongue")).to_owned(), "native"));
        }
        if self.chance.percent(if low >= 5 { 45 } else { 8 }) {
            speaks.push(("eng".to_owned(), self.chance.weighted(&[("A2", 45), ("B1", 40), ("B2", 15)])));
        }
        for (code, level) in speaks {
            let read = if level == "native" { None } else { some(level) };
            let language = Language {
                head: Head::new(self.chance.id(instant(since, 611))),
                person: id,
                code: Some(code),
                spoken: some(level),
                written: read.clone(),
                read,
            };
            self.sheaf.languages.add(by, language);
        }
    }

    /// A firm's name of a sector: kind, then place.
    pub fn firm_name(&mut self, sector: &str) -> String {
        let source = self.source;
        format!("{} {}", self.chance.word(source.words("firm", sector)), self.chance.word(source.words("place", "")))
    }
}

/// A telephone of its own for each number: in use by its first digits, and of the row 00 00 00 to 00 99 99 as long as
/// the office is small, so that hardly anyone has it.
pub fn telephone(index: i64) -> String {
    const FIRST: [&str; 6] = ["62", "65", "66", "74", "76", "77"];
    // Six million numbers; firms of an office of a million people share some, as firms of one building do.
    let row = index / 6 % 1_000_000;
    // 3637 shares no divisor with 10 000: another order of the same ten thousand numbers.
    let number = row / 10_000 * 10_000 + row * 3_637 % 10_000;
    let first = usize::try_from(index % 6).ok().and_then(|at| FIRST.get(at)).unwrap_or(&"77");
    format!("+241{first}{number:06}")
}

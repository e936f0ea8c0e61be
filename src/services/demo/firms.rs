//! Employers of a block with their contacts and visits, and the vacancies they give (domain.md §2.7, §3.3). Called by
//! `block` and `offers`.

use chrono::{Datelike, NaiveDate};

use super::block::Block;
use super::days::instant;
use super::people::{some, telephone};
use super::sheaf::Tray;
use super::source::Town;
use crate::domain::calendar::add_days;
use crate::domain::employer::{Contact, Employer, Visit};
use crate::domain::fold::fold;
use crate::domain::ids::{ContactId, EmployerId, VacancyId, employer_number, vacancy_number};
use crate::domain::record::Head;
use crate::domain::vacancy::Vacancy;

/// What offers need to know of an employer.
#[derive(Debug, Clone, Default)]
pub struct Firm {
    /// The employer.
    pub id: EmployerId,
    /// Whom to call.
    pub contact: ContactId,
    /// ISIC section.
    pub sector: String,
    /// Place.
    pub town: Town,
}

impl Block<'_> {
    /// The employers of a block, one for about forty people.
    pub fn employers(&mut self) -> Vec<Firm> {
        let count = 3 + self.brief.people / 40;
        (0..count).map(|number| self.employer(number)).collect()
    }

    fn employer(&mut self, number: i64) -> Firm {
        let officer = self.brief.team.officer;
        let known = self.calendar().last_working_day(add_days(self.today, -self.chance.between(556, 900)));
        let craft = self.chance.weighted(self.crafts);
        let sector = self.source.crafts.get(craft).map(|c| c.sector.clone()).unwrap_or_default();
        let name = self.firm_name(&sector);
        let towns = &self.office.towns;
        let town = if self.chance.percent(90) { towns.first() } else { self.chance.pick(towns) }.cloned().unwrap_or_default();
        let id: EmployerId = self.chance.id(instant(known, 500));
        let serial = self.serials.next("employer", &self.office.code, known.year());
        let size = self.chance.weighted(&[("1", 30), ("2", 36), ("3", 16), ("4", 13), ("5", 5)]);
        let serious = self.chance.percent(75);
        // Unique in the whole office: block, then firm.
        let tax = format!("000DEMO{:04}{number:03}", self.brief.number);
        let owing = matches!(size, "4" | "5") && self.chance.percent(60);
        let employer = Employer {
            head: Head::new(id),
            number: employer_number(&self.office.code, known.year(), serial),
            agency: self.office.code.clone(),
            sort_key: fold(&name),
            name,
            tax_id: serious.then_some(tax),
            trade_register: serious.then(|| format!("RCCM-DEMO-{}-{serial:05}", self.office.code)),
            sector: some(sector.clone()),
            size_class: some(size),
            caj_signed_on: owing.then(|| add_days(known, self.chance.between(10, 300))),
            apprentice_quota: owing.then(|| self.chance.between(3, 14)),
            phone: Some(telephone(3_000_000 + self.brief.first * 8 + number)),
            province: some(town.province.clone()),
            department: some(town.department.clone()),
            town: some(town.name.clone()),
            address: some(self.chance.word(self.source.words("district", &town.code))),
            owner: Some(officer),
            ..Employer::default()
        };
        self.sheaf.employers.add(officer, employer);
        let contact = self.contact(id, known, number);
        self.visits(id, known);
        Firm { id, contact, sector, town }
    }

    fn contact(&mut self, employer: EmployerId, known: NaiveDate, number: i64) -> ContactId {
        let source = self.source;
        let id = self.chance.id(instant(known, 510));
        let given = if self.chance.percent(50) { &source.women } else { &source.men };
        let name = format!("{} {}", self.chance.word(&source.surnames).to_uppercase(), self.chance.word(given));
        let contact = Contact {
            head: Head::new(id),
            employer,
            name,
            role: some(self.chance.word(source.words("role", ""))),
            phone: Some(telephone(4_000_000 + self.brief.first * 8 + number)),
            preferred: if self.chance.percent(40) { some(self.chance.word(source.words("preferred", ""))) } else { None },
            disclose: self.chance.percent(15),
            ..Contact::default()
        };
        self.sheaf.contacts.add(self.brief.team.officer, contact);
        id
    }

    fn visits(&mut self, employer: EmployerId, known: NaiveDate) {
        let officer = self.brief.team.officer;
        let mut day = known;
        for _ in 0..self.chance.between(0, 4) {
            day = self.calendar().next_working_day(add_days(day, self.chance.between(40, 260)));
            if day >= self.today {
                break;
            }
            let visit = Visit {
                head: Head::new(self.chance.id(instant(day, 700))),
                employer,
                by: officer,
                day: Some(day),
                purpose: some(self.chance.weighted(&[("1", 45), ("2", 30), ("3", 15), ("4", 9), ("5", 1)])),
                offers: Some(self.chance.weighted(&[(0, 60), (1, 30), (2, 10)])),
                summary: some(self.chance.word(self.source.words("visit", ""))),
                next_on: self.chance.percent(50).then(|| self.calendar().next_working_day(add_days(day, 90))),
            };
            self.sheaf.visits.add(officer, visit);
        }
    }

    /// A vacancy of this occupation, received on this day; its state and positions are set by whoever asks.
    pub fn vacancy(&mut self, firms: &[Firm], craft_at: usize, received: NaiveDate) -> Vacancy {
        let craft = self.source.crafts.get(craft_at).cloned().unwrap_or_default();
        let fitting: Vec<&Firm> = firms.iter().filter(|f| f.sector == craft.sector).collect();
        let firm = self.chance.pick(&fitting).copied().or_else(|| self.chance.pick(firms)).cloned().unwrap_or_default();
        let minute = self.chance.between(470, 900);
        let id: VacancyId = self.chance.id(instant(received, minute));
        let serial = self.serials.next("vacancy", &self.office.code, received.year());
        let title = match self.chance.pick(&craft.titles) {
            Some((m, f)) if m == f => m.clone(),
            // Both genders in every title (domain.md §7).
            Some((m, f)) if m.chars().count() + f.chars().count() < 77 => format!("{m} / {f}"),
            _ => craft.titles.first().map(|(m, _)| m.clone()).unwrap_or_default(),
        };
        let mut vacancy = Vacancy {
            head: Head::new(id),
            number: vacancy_number(&self.office.code, received.year(), serial),
            employer: firm.id,
            contact: Some(firm.contact),
            agency: self.office.code.clone(),
            owner: Some(self.brief.team.officer),
            occupation: some(craft.code.clone()),
            sort_key: fold(&title),
            title,
            description: some(self.chance.word(self.source.words("description", ""))),
            positions: Some(1),
            province: some(firm.town.province),
            department: some(firm.town.department),
            town: some(firm.town.name),
            received_on: Some(received),
            publish_until: Some(add_days(received, 30)),
            mode: some(self.chance.weighted(&[("1", 35), ("2", 55), ("3", 10)])),
            source: some(self.chance.weighted(&[("1", 62), ("2", 30), ("3", 5), ("4", 3)])),
            licences: craft.licences.clone(),
            housing: self.chance.percent(4),
            ..Vacancy::default()
        };
        self.terms(&mut vacancy, craft.wage);
        self.criteria(&mut vacancy, &craft);
        vacancy
    }

    fn terms(&mut self, vacancy: &mut Vacancy, wage: i64) {
        let contract = self.chance.weighted(&[("01", 28), ("02", 44), ("03", 8), ("04", 3), ("08", 4), ("10", 7), ("11", 6)]);
        vacancy.contract = some(contract);
        vacancy.duration_months = match contract {
            "02" | "08" => Some(self.chance.weighted(&[(3, 25), (6, 40), (12, 30), (24, 5)])),
            "04" => Some(4),
            "10" => Some(12),
            "11" => Some(6),
            _ => None,
        };
        let part = !matches!(contract, "10" | "11") && self.chance.percent(7);
        vacancy.working_time = some(if part { "2" } else { self.chance.weighted(&[("1", 84), ("3", 4), ("4", 10), ("5", 2)]) });
        vacancy.hours_week = part.then(|| self.chance.between(4, 6) * 5);
        vacancy.schedule = if self.chance.percent(60) { some(self.chance.word(self.source.words("schedule", ""))) } else { None };
        vacancy.benefits = if self.chance.percent(30) { some(self.chance.word(self.source.words("benefits", ""))) } else { None };
        if matches!(contract, "10" | "11") {
            vacancy.wage_min = Some(75_000);
            vacancy.wage_period = some("M");
        } else if self.chance.percent(85) {
            let low = (wage * self.chance.between(85, 115) / 100 / 5_000 * 5_000).max(85_000);
            vacancy.wage_min = Some(low);
            vacancy.wage_max = self.chance.percent(45).then(|| low + self.chance.between(1, 10) * 5_000);
            vacancy.wage_period = some("M");
        }
    }

    fn criteria(&mut self, vacancy: &mut Vacancy, craft: &super::source::Craft) {
        if craft.education.0 >= 2 {
            vacancy.min_education = Some(craft.education.0.to_string());
        }
        if self.chance.percent(55) && !matches!(vacancy.contract.as_deref(), Some("10" | "11")) {
            vacancy.min_experience_months = Some(self.chance.weighted(&[(6, 25), (12, 40), (24, 25), (36, 10)]));
            if self.chance.percent(40) {
                vacancy.desired.push("min_experience_months".to_owned());
            }
        }
        let mut skills: Vec<String> = craft.skills.iter().map(|(code, _)| code.clone()).collect();
        self.chance.shuffle(&mut skills);
        let many = usize::try_from(self.chance.between(1, 3)).unwrap_or(1);
        vacancy.required_skills = skills.iter().take(many).cloned().collect();
        vacancy.desired_skills = skills.iter().skip(many).take(1).cloned().collect();
        if craft.education.0 >= 4 {
            vacancy.languages = vec!["fra:B2".to_owned()];
        }
    }
}

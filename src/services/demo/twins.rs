//! Second files of people who are known already (domain.md §3.8): a name more or less, the same birth date, often the same
//! telephone. Some pairs were settled, some wait. Called by `people`.

use super::block::Block;
use super::days::instant;
use super::sheaf::Tray;
use crate::domain::calendar::add_days;
use crate::domain::duplicate::{Sketch, compare, pair};
use crate::domain::ids::UserId;
use crate::domain::person::Person;

impl Block<'_> {
    /// Now and then someone of this block comes again and isn't recognised; gives who that was.
    pub fn known_before(&mut self) -> Option<Person> {
        let known = &self.sheaf.people;
        if known.len() < 40 || !self.chance.thousandth(8) {
            return None;
        }
        self.chance.pick(known).map(|made| made.record.clone()).filter(|p| p.merged_into.is_none())
    }

    /// Makes a new file one of a person who has another.
    pub fn resemble(&mut self, person: &mut Person, first: &Person) {
        let father = self.chance.word(&self.source.surnames);
        person.surname = match first.surname.split_once([' ', '-']) {
            Some((_, last)) => last.to_owned(),
            None => format!("{} {father}", first.surname),
        };
        person.given_names = first.given_names.clone();
        person.married_name = None;
        person.sex = first.sex.clone();
        person.birth_date = first.birth_date;
        person.birth_precision = first.birth_precision.clone();
        if first.birth_date.is_none() && person.id_document_number.is_none() {
            person.id_document_number = first.id_document_number.clone();
            person.id_document_type = first.id_document_type.clone();
        }
        if self.chance.percent(60) && first.phone.is_some() {
            person.phone = first.phone.clone();
        }
        person.education_level = first.education_level.clone();
        person.diploma = first.diploma.clone();
        person.study_field = first.study_field.clone();
        person.diploma_year = first.diploma_year;
        person.diploma_country = first.diploma_country.clone();
    }

    /// The pair of a new file and an older one; true when they were merged since.
    pub fn pair(&mut self, person: &mut Person, first: &Person, since: chrono::NaiveDate, by: UserId) -> bool {
        let merged = since < add_days(self.today, -90) && self.chance.percent(35);
        let state = match merged {
            true => "same",
            false => self.chance.weighted(&[("suspected", 60), ("to_verify", 25), ("distinct", 15)]),
        };
        let evidence = compare(&Sketch::of(first, self.today), &Sketch::of(person, self.today));
        person.merged_into = merged.then_some(first.head.id);
        let pair = pair(self.chance.id(instant(since, 915)), (first.head.id, person.head.id), state, &evidence);
        self.sheaf.pairs.add(by, pair);
        merged
    }
}

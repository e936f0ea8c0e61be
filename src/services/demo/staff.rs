//! The staff of the training office and how people are spread over agencies and counsellors (domain.md §5). Called by
//! `services/demo`.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::block::{Brief, HISTORY, Team};
use super::chance::Chance;
use super::days::instant;
use super::people::some;
use super::sheaf::{Sheaf, Tray};
use super::source::{Office, Source};
use crate::domain::calendar::add_days;
use crate::domain::fold::fold;
use crate::domain::ids::{RowId, UserId};
use crate::domain::office::{Programme, User};
use crate::domain::record::Head;

/// Open registrations for one counsellor.
const LOAD: i64 = 220;
/// Percent of the people whose registration is open at the training day.
const OPEN: i64 = 62;
/// The most people of one block.
const BLOCK: i64 = 2_000;
/// The agency where one logs in.
const OWN_AGENCY: &str = "LBV";
/// The login of the training office.
pub const OWN_LOGIN: &str = "hmabiala";
/// All roles: in a training office everything may be tried.
const ROLES: [&str; 8] = ["counsellor", "reception", "employer_officer", "clerk", "head", "statistician", "auditor", "admin"];

/// Makes accounts.
pub struct Staff<'a> {
    source: &'a Source,
    chance: Chance,
    logins: BTreeSet<String>,
    day: NaiveDate,
    admin: UserId,
    /// Accounts and programmes.
    pub sheaf: Sheaf,
}

impl<'a> Staff<'a> {
    /// For an office whose training day is this.
    pub fn new(source: &'a Source, seed: u64, today: NaiveDate) -> Self {
        let mut chance = Chance::new(seed, u64::MAX);
        let day = add_days(today, -HISTORY - 30);
        let admin = chance.id(instant(day, 450));
        Staff { source, chance, logins: BTreeSet::new(), day, admin, sheaf: Sheaf::default() }
    }

    /// The blocks of an office of so many people, with their teams; the own counsellor's block first.
    pub fn briefs(&mut self, people: i64, depth: NaiveDate) -> Vec<Brief<'a>> {
        self.hire("admin", OWN_AGENCY, &["admin"], Some(self.admin));
        self.hire("statistician", OWN_AGENCY, &["statistician"], None);
        let mut briefs: Vec<Brief<'a>> = Vec::new();
        let mut first = 1;
        let mut left = people;
        let mut shares: i64 = self.source.offices.iter().map(|o| o.share).sum();
        for office in &self.source.offices {
            let here = if shares == 0 { left } else { left * office.share / shares };
            (left, shares) = (left - here, shares - office.share);
            self.agency(office, here, &mut first, depth, &mut briefs);
        }
        briefs
    }

    fn agency(&mut self, office: &'a Office, people: i64, first: &mut i64, depth: NaiveDate, briefs: &mut Vec<Brief<'a>>) {
        let code = office.code.as_str();
        let own_agency = code == OWN_AGENCY;
        let head = self.hire("head", code, &["head"], None);
        let reception = self.hire("reception", code, &["reception"], None);
        let officer = self.hire("officer", code, &["employer_officer"], None);
        self.hire("clerk", code, &["clerk"], None);
        let mut left = people;
        while left > 0 || (own_agency && briefs.is_empty()) {
            let here = left.min(BLOCK);
            let own = own_agency && !briefs.iter().any(|b| b.team.own);
            let count = (here * OPEN / 100 + LOAD / 2) / LOAD;
            let counsellors = (0..count.max(1))
                .map(|number| match own && number == 0 {
                    true => self.hire("own", code, &ROLES, None),
                    false => self.hire("counsellor", code, &["counsellor"], None),
                })
                .collect();
            let team = Team { head, reception, officer, counsellors, own };
            let number = u64::try_from(briefs.len()).unwrap_or(0);
            briefs.push(Brief { number, office, team, people: here, first: *first, depth });
            *first += here;
            left -= here;
            if here == 0 {
                break;
            }
        }
    }

    fn hire(&mut self, post: &str, agency: &str, roles: &[&str], id: Option<UserId>) -> UserId {
        let id = id.unwrap_or_else(|| self.chance.id(instant(self.day, 460)));
        let known = if agency == OWN_AGENCY { self.source.words("staff", post) } else { &[] };
        let taken: Vec<&str> = self.sheaf.users.iter().map(|u| u.record.name.as_str()).collect();
        let name = known.iter().find(|n| !taken.contains(&n.as_str())).cloned();
        let name = name.unwrap_or_else(|| {
            let given = if self.chance.percent(50) { &self.source.women } else { &self.source.men };
            format!("{} {}", self.chance.word(&self.source.surnames).to_uppercase(), self.chance.word(given))
        });
        let login = self.login(&name);
        let room = self.sheaf.users.len() % 12 + 1;
        let user = User {
            head: Head::new(id),
            login,
            name,
            roles: roles.iter().map(|r| (*r).to_owned()).collect(),
            agency: agency.to_owned(),
            active: true,
            room: roles.contains(&"counsellor").then(|| room.to_string()),
            ..User::default()
        };
        self.sheaf.users.add(self.admin, user);
        id
    }

    /// First letter of the given name and the last word of the surname; a number when it is taken.
    fn login(&mut self, name: &str) -> String {
        let folded = fold(name);
        let words: Vec<&str> = folded.split(' ').collect();
        let given = words.last().copied().unwrap_or("x");
        let surname = words.first().copied().unwrap_or("x");
        let plain: String = given.chars().take(1).chain(surname.chars()).filter(char::is_ascii_alphanumeric).take(24).collect();
        let mut login = plain.clone();
        let mut number = 2;
        while !self.logins.insert(login.clone()) {
            login = format!("{plain}{number}");
            number += 1;
        }
        login
    }

    /// The programmes: id, PROGRAMME code, months.
    pub fn programmes(&mut self) -> Vec<(RowId, String, i64)> {
        let mut all = Vec::new();
        for (key, name) in self.source.keyed("programme") {
            let mut parts = key.split('|');
            let (code, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let months = parts.next().and_then(|m| m.parse().ok()).unwrap_or(6);
            let id: RowId = self.chance.id(instant(self.day, 480));
            let programme = Programme {
                head: Head::new(id),
                code: code.to_owned(),
                name: name.clone(),
                kind: some(kind),
                valid_from: Some(self.day),
                eligibility: if kind == "1" { vec!["age=16-35".to_owned()] } else { Vec::new() },
                seats: Some(self.chance.between(2, 20) * 10),
                duration_months: Some(months),
                ..Programme::default()
            };
            self.sheaf.programmes.add(self.admin, programme);
            all.push((id, kind.to_owned(), months));
        }
        all
    }
}

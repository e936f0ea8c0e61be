//! A small office for stories: an agency with a counsellor (who acts), an employer officer and a head, on Tue 24 Nov 2026.

use std::sync::Arc;

use chrono::{NaiveDate, Utc};
use guichet::domain::calendar::Calendar;
use guichet::domain::code::{Code, Codes};
use guichet::domain::employer::Employer;
use guichet::domain::ids::{EmployerId, Id, PersonId, ProposalId, RegistrationId, RowId, UserId, VacancyId};
use guichet::domain::lifecycle::{ProposalState, RegistrationState, VacancyState};
use guichet::domain::office::{Agency, User};
use guichet::domain::person::Person;
use guichet::domain::proposal::Proposal;
use guichet::domain::record::{Head, parse_day, parse_instant};
use guichet::domain::registration::Registration;
use guichet::domain::rights;
use guichet::domain::task::Task;
use guichet::domain::vacancy::Vacancy;
use guichet::fault::Outcome;
use guichet::services::follow_up;
use guichet::store::{Clock, Desk, Write, records};
use uuid::Uuid;

pub const TODAY: &str = "2026-11-24";

pub fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap()
}

/// An id that is the same in every office.
pub fn id<I: Id>(n: u128) -> I {
    I::from_uuid(Uuid::from_u128(n))
}

pub fn counsellor() -> UserId {
    id(1)
}
pub fn officer() -> UserId {
    id(2)
}
pub fn head() -> UserId {
    id(3)
}

/// The rules in force, the day and who acts (a counsellor who is alone: every role but the head's).
pub fn seat(desk: &mut Desk, today: &str) {
    let text = include_str!("../../reference/codes.csv");
    let rows = csv::Reader::from_reader(text.as_bytes()).into_records().map(|row| {
        let row = row.unwrap();
        Code {
            list: row[0].to_owned(),
            code: row[1].to_owned(),
            fr: row[2].to_owned(),
            en: row[3].to_owned(),
            extra: row[4].to_string(),
            ..Code::default()
        }
    });
    desk.rules.codes = Arc::new(Codes::new(rows));
    let holidays = include_str!("../../reference/holidays_gabon.csv").lines().skip(1);
    desk.rules.calendar = Arc::new(Calendar::new(holidays.map(|line| (day(&line[..10]), line[11..].to_owned()))));
    at(desk, today);
    desk.who.user = counsellor();
    desk.who.roles = rights::all_roles().into_iter().filter(|r| r != "head").collect();
}

/// Another day.
pub fn at(desk: &mut Desk, today: &str) {
    desk.rules.today = day(today);
    let offset = parse_instant(&format!("{today}T08:00:00.000Z")).unwrap() - Utc::now();
    desk.clock = Clock::Training { offset };
}

pub fn write<T>(desk: &mut Desk, mut f: impl FnMut(&mut Write<'_>) -> Outcome<T>) -> T {
    let deed = desk.deed("story");
    desk.lenient(|desk| desk.write(deed, |w| f(w))).unwrap()
}

/// The office with its people.
pub fn open(desk: &mut Desk) {
    seat(desk, TODAY);
    let user = |user: UserId, login: &str, role: &str| User {
        head: Head::new(user),
        login: login.to_owned(),
        name: login.to_uppercase(),
        roles: vec![role.to_owned()],
        agency: "LBV".to_owned(),
        active: true,
        ..User::default()
    };
    write(desk, |w| {
        w.insert(&user(counsellor(), "aline", "counsellor"))?;
        w.insert(&user(officer(), "bruno", "employer_officer"))?;
        w.insert(&user(head(), "chantal", "head"))
    });
}

/// A person with an open registration, taken up by the rules.
pub fn register(desk: &mut Desk, n: u128, registered: &str, f: impl Fn(&mut Registration)) -> RegistrationId {
    let person = Person {
        head: Head::new(id::<PersonId>(1000 + n)),
        number: format!("LBV-26-{n:06}-0"),
        index_no: n as i64,
        agency: "LBV".to_owned(),
        surname: format!("NOM{n}"),
        given_names: Some("Essai".to_owned()),
        ..Person::default()
    };
    let mut registration = Registration {
        head: Head::new(id(2000 + n)),
        person: person.head.id,
        agency: "LBV".to_owned(),
        state: RegistrationState::Active,
        category: Some("1".to_owned()),
        registered_on: Some(day(registered)),
        channel: Some("1".to_owned()),
        entry_reason: Some("1".to_owned()),
        intensity: Some("STD".to_owned()),
        counsellor: Some(counsellor()),
        renewal_due: Some(day(registered) + chrono::Days::new(90)),
        ..Registration::default()
    };
    f(&mut registration);
    write(desk, |w| {
        w.insert(&person)?;
        w.insert(&registration)?;
        follow_up::refresh_registration(w, registration.head.id)
    });
    registration.head.id
}

pub fn person(n: u128) -> PersonId {
    id(1000 + n)
}

/// An open offer.
pub fn offer(desk: &mut Desk, n: u128, accepted: &str, until: &str, f: impl Fn(&mut Vacancy)) -> VacancyId {
    let employer = Employer {
        head: Head::new(id::<EmployerId>(3000 + n)),
        number: format!("E{n}"),
        agency: "LBV".to_owned(),
        name: format!("Maison {n}"),
        ..Employer::default()
    };
    let mut vacancy = Vacancy {
        head: Head::new(id(4000 + n)),
        number: format!("O{n}"),
        employer: employer.head.id,
        agency: "LBV".to_owned(),
        owner: Some(officer()),
        title: "vendeur".to_owned(),
        positions: Some(1),
        received_on: Some(day(accepted)),
        accepted_on: Some(day(accepted)),
        publish_until: Some(day(until)),
        state: VacancyState::Open,
        ..Vacancy::default()
    };
    f(&mut vacancy);
    write(desk, |w| {
        w.insert(&employer)?;
        w.insert(&vacancy)?;
        follow_up::refresh_vacancy(w, vacancy.head.id)
    });
    vacancy.head.id
}

/// A proposal of an offer to a person, made on a day.
pub fn propose(desk: &mut Desk, n: u128, to: PersonId, vacancy: VacancyId, sent: &str) -> ProposalId {
    let proposal = Proposal {
        head: Head::new(id(5000 + n)),
        person: to,
        vacancy,
        agency: "LBV".to_owned(),
        by: counsellor(),
        origin: Some("1".to_owned()),
        sent_on: Some(day(sent)),
        state: ProposalState::Proposed,
        ..Proposal::default()
    };
    write(desk, |w| {
        w.insert(&proposal)?;
        follow_up::refresh_proposal(w, proposal.head.id)?;
        follow_up::refresh_vacancy(w, vacancy)?;
        follow_up::refresh_person(w, to)
    });
    proposal.head.id
}

/// `T1 2026-11-24/10 2026-12-08 open`: the tasks of a subject by kind and day. The mark of a dropped one is left out.
pub fn tasks(desk: &mut Desk, subject: RowId) -> Vec<String> {
    let all = desk.read(|r| records::where_::<Task>(r, "subject = $1 ORDER BY kind, due, origin", &[subject.into()])).unwrap();
    all.iter()
        .map(|t| {
            let origin = t.origin.as_deref().unwrap_or("-").split('~').next().unwrap();
            format!("{} {origin} {} {}", t.kind, t.due.unwrap(), guichet::domain::lifecycle::State::id(t.state))
        })
        .collect()
}

/// The open ones only, without their state.
pub fn open_tasks(desk: &mut Desk, subject: RowId) -> Vec<String> {
    tasks(desk, subject).iter().filter_map(|t| t.strip_suffix(" open").map(str::to_owned)).collect()
}

pub fn get<R: guichet::domain::record::Record>(desk: &mut Desk, id: R::Id) -> R {
    desk.read(|r| records::by_id::<R>(r, id)).unwrap()
}

/// The agency LBV: 07h30 to 15h30.
pub fn agency() -> Agency {
    Agency {
        head: Head::new(id(9)),
        code: "LBV".to_owned(),
        name: "Libreville".to_owned(),
        kind: "1".to_owned(),
        hours: "1-5 07:30-15:30".to_owned(),
        reception_until: "15:00".to_owned(),
        slot_minutes: 15,
        ..Agency::default()
    }
}

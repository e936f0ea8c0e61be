//! People and employers as whole files, a page at a time by key, for export. Called by `services/export`.

use std::collections::HashMap;

use crate::domain::employer::{Contact, Employer};
use crate::domain::employer_file::EmployerFile;
use crate::domain::ids::{EmployerId, PersonId, RegistrationId, UserId};
use crate::domain::person::Person;
use crate::domain::person_file::PersonFile;
use crate::domain::profile::{Language, Skill};
use crate::domain::registration::{JobGoal, Registration, Wishes};
use crate::fault::{Outcome, Value};
use crate::store::records::{from_row, marks, where_, where_stmt};
use crate::store::{Read, Stmt};

/// Whose files.
#[derive(Debug, Clone, PartialEq)]
pub enum Whose {
    /// All.
    Office,
    /// Kept by an agency.
    Agency(String),
    /// With an open registration that this user is in charge of.
    User(UserId),
}

impl Whose {
    /// The condition on a table that has `agency`, `of_user` where it is the user's; its argument is put behind the others, as `$3`.
    pub(super) fn narrowed(&self, args: &mut Vec<Value>, of_user: &'static str) -> &'static str {
        match self {
            Whose::Office => "",
            Whose::Agency(code) => {
                args.push(code.as_str().into());
                "AND agency = $3"
            }
            Whose::User(user) => {
                args.push((*user).into());
                of_user
            }
        }
    }
}

/// The next files after `after`, by id: at most `size`, without the merged ones. Courses and jobs held are not loaded: no column holds them.
pub fn page(read: &mut dyn Read, whose: &Whose, after: PersonId, size: usize) -> Outcome<Vec<PersonFile>> {
    let mut args = vec![Value::from(after), Value::from(size as i64)];
    let own =
        whose.narrowed(&mut args, "AND id IN (SELECT person FROM registration WHERE counsellor = $3 AND closed_on IS NULL)");
    let people: Vec<Person> = where_(
        read,
        &format!(
            "id > $1 AND merged_into IS NULL AND id NOT IN (SELECT s.person FROM safeguard s WHERE s.kind = 'restriction' AND s.ended_on IS NULL) {own} ORDER BY id LIMIT $2"
        ),
        &args,
    )?;
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Value> = people.iter().map(|p| p.head.id.into()).collect();
    let marks = marks(1, ids.len());
    let of = |column: &str, order: &str| format!("{column} IN ({marks}) ORDER BY {order}");
    let ran = read.gather(&[
        where_stmt::<Registration>(&of("person", "person, registered_on NULLS FIRST, id"), ids.clone()),
        where_stmt::<Skill>(&of("person", "id"), ids.clone()),
        where_stmt::<Language>(&of("person", "id"), ids),
    ])?;
    let mut ran = ran.into_iter();
    let mut next = || ran.next().unwrap_or_default();
    // The last of each person stays: the one registered last.
    let mut last: HashMap<PersonId, Registration> = HashMap::new();
    for registration in next().all(from_row::<Registration>)? {
        last.insert(registration.person, registration);
    }
    let skills = grouped(next().all(from_row::<Skill>)?, |s| s.person);
    let languages = grouped(next().all(from_row::<Language>)?, |l| l.person);
    let mut files = assemble(people, last, skills, languages);
    complete(read, &mut files)?;
    Ok(files)
}

/// The next employers after `after`, by id: at most `size`, each with its contacts and the login of its officer.
pub fn employers(read: &mut dyn Read, whose: &Whose, after: EmployerId, size: usize) -> Outcome<Vec<EmployerFile>> {
    let mut args = vec![Value::from(after), Value::from(size as i64)];
    let own = whose.narrowed(&mut args, "AND owner = $3");
    let employers: Vec<Employer> = where_(read, &format!("id > $1 {own} ORDER BY id LIMIT $2"), &args)?;
    if employers.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Value> = employers.iter().map(|e| e.head.id.into()).collect();
    let marks = marks(1, ids.len());
    let ran = read.gather(&[
        where_stmt::<Contact>(&format!("employer IN ({marks}) ORDER BY created_at, id"), ids.clone()),
        Stmt::new(
            format!(
                "SELECT e.id AS id, a.login AS login FROM employer e JOIN account a ON a.id = e.owner WHERE e.id IN ({marks})"
            ),
            ids,
        ),
    ])?;
    let mut ran = ran.into_iter();
    let mut contacts: HashMap<EmployerId, Vec<Contact>> = HashMap::new();
    for contact in ran.next().unwrap_or_default().all(from_row::<Contact>)? {
        contacts.entry(contact.employer).or_default().push(contact);
    }
    let logins = ran.next().unwrap_or_default().all(|r| Ok((r.id::<EmployerId>("id")?, r.text("login")?.to_owned())))?;
    let mut logins: HashMap<EmployerId, String> = logins.into_iter().collect();
    let file = |employer: Employer| EmployerFile {
        contacts: contacts.remove(&employer.head.id).unwrap_or_default(),
        owner_login: logins.remove(&employer.head.id),
        employer,
    };
    Ok(employers.into_iter().map(file).collect())
}

fn grouped<R>(rows: Vec<R>, of: fn(&R) -> PersonId) -> HashMap<PersonId, Vec<R>> {
    let mut all: HashMap<PersonId, Vec<R>> = HashMap::new();
    for row in rows {
        all.entry(of(&row)).or_default().push(row);
    }
    all
}

fn assemble(
    people: Vec<Person>,
    mut last: HashMap<PersonId, Registration>,
    mut skills: HashMap<PersonId, Vec<Skill>>,
    mut languages: HashMap<PersonId, Vec<Language>>,
) -> Vec<PersonFile> {
    let file = |person: Person| {
        let id = person.head.id;
        PersonFile {
            registration: last.remove(&id).unwrap_or_default(),
            skills: skills.remove(&id).unwrap_or_default(),
            languages: languages.remove(&id).unwrap_or_default(),
            person,
            ..PersonFile::default()
        }
    };
    people.into_iter().map(file).collect()
}

/// Adds job goals, wishes and the counsellor's login of each registration.
fn complete(read: &mut dyn Read, files: &mut [PersonFile]) -> Outcome<()> {
    let registered = files.iter().filter(|f| f.registration.head.version > 0);
    let ids: Vec<Value> = registered.map(|f| f.registration.head.id.into()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let marks = marks(1, ids.len());
    let logins = format!(
        "SELECT r.id AS id, a.login AS login FROM registration r JOIN account a ON a.id = r.counsellor WHERE r.id IN ({marks})"
    );
    let ran = read.gather(&[
        where_stmt::<JobGoal>(&format!("registration IN ({marks}) ORDER BY rank"), ids.clone()),
        where_stmt::<Wishes>(&format!("registration IN ({marks})"), ids.clone()),
        Stmt::new(logins, ids),
    ])?;
    let mut ran = ran.into_iter();
    let mut next = || ran.next().unwrap_or_default();
    let mut goals: HashMap<RegistrationId, Vec<JobGoal>> = HashMap::new();
    for goal in next().all(from_row::<JobGoal>)? {
        goals.entry(goal.registration).or_default().push(goal);
    }
    let wishes: Vec<Wishes> = next().all(from_row)?;
    let mut wishes: HashMap<RegistrationId, Wishes> = wishes.into_iter().map(|w| (w.registration, w)).collect();
    let logins = next().all(|r| Ok((r.id::<RegistrationId>("id")?, r.text("login")?.to_owned())))?;
    let mut logins: HashMap<RegistrationId, String> = logins.into_iter().collect();
    for file in files {
        let id = file.registration.head.id;
        let mut goals = goals.remove(&id).unwrap_or_default().into_iter();
        file.goal = goals.next().unwrap_or_default();
        file.more_goals = goals.collect();
        file.wishes = wishes.remove(&id).unwrap_or_default();
        file.counsellor_login = logins.remove(&id);
    }
    Ok(())
}

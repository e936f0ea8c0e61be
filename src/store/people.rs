//! People as whole files, and the loads by which a counsellor in charge is proposed. Called by `services/people`.

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, RegistrationId, UserId};
use crate::domain::person::Person;
use crate::domain::person_file::PersonFile;
use crate::domain::profile::{Education, Experience, Language, Skill};
use crate::domain::record::{Record, day_text};
use crate::domain::registration::{JobGoal, Registration, Wishes};
use crate::fault::{Fault, Outcome, Value};
use crate::store::records::{self, from_row, where_stmt};
use crate::store::{Ran, Read, Stmt};

/// The last registration of a person, as a sub-select.
const LAST: &str = "(SELECT id FROM registration WHERE person = $1 ORDER BY registered_on DESC NULLS LAST, id DESC LIMIT 1)";

/// A whole file: person, last registration and its goals and wishes, education, experience, skills, languages. One round trip.
pub fn load(read: &mut dyn Read, id: PersonId) -> Outcome<PersonFile> {
    let ran = read.gather(&file_stmts(id))?;
    file_from(&mut ran.into_iter())
}

/// [`load`] of many, in their order: one flight for every 50 files. Errors: as `load`, when one of them is missing.
pub fn load_all(read: &mut dyn Read, ids: &[PersonId]) -> Outcome<Vec<PersonFile>> {
    records::flights(read, ids, file_stmts, file_from)
}

/// The statements of [`load`], to be flown with others; read what they gave with [`file_from`].
pub fn file_stmts(id: PersonId) -> Vec<Stmt> {
    let arg = || vec![Value::from(id)];
    vec![
        records::by_id_stmt::<Person>(id),
        where_stmt::<Registration>(&format!("id = {LAST}"), arg()),
        where_stmt::<JobGoal>(&format!("registration = {LAST} ORDER BY rank"), arg()),
        where_stmt::<Wishes>(&format!("registration = {LAST}"), arg()),
        where_stmt::<Education>("person = $1 ORDER BY year DESC NULLS LAST, id", arg()),
        where_stmt::<Experience>("person = $1 ORDER BY start_month DESC NULLS LAST, id", arg()),
        where_stmt::<Skill>("person = $1 ORDER BY code NULLS LAST, label, id", arg()),
        where_stmt::<Language>("person = $1 ORDER BY id", arg()),
        Stmt::new(format!("SELECT a.login FROM account a JOIN registration r ON r.counsellor = a.id WHERE r.id = {LAST}"), arg()),
    ]
}

/// A whole file from what [`file_stmts`] gave, the first of this flight's answers.
pub fn file_from(ran: &mut impl Iterator<Item = Ran>) -> Outcome<PersonFile> {
    let mut next = || ran.next().ok_or_else(|| Fault::broken("a flight came back short"));
    let mut file = PersonFile { person: next()?.one(from_row)?.ok_or(Fault::Missing(Person::TABLE))?, ..PersonFile::default() };
    file.registration = next()?.one(from_row)?.unwrap_or_default();
    let mut goals: Vec<JobGoal> = next()?.all(from_row)?;
    if !goals.is_empty() {
        file.goal = goals.remove(0);
    }
    file.more_goals = goals;
    file.wishes = next()?.one(from_row)?.unwrap_or_default();
    file.education = next()?.all(from_row)?;
    file.experience = next()?.all(from_row)?;
    file.skills = next()?.all(from_row)?;
    file.languages = next()?.all(from_row)?;
    file.counsellor_login = next()?.one(|r| Ok(r.text("login")?.to_owned()))?;
    Ok(file)
}

/// The open registration of a person, if there is one.
pub fn open_registration(read: &mut dyn Read, person: PersonId) -> Outcome<Option<Registration>> {
    Ok(records::where_::<Registration>(read, "person = $1 AND closed_on IS NULL", &[person.into()])?.pop())
}

/// A counsellor and how many open files of each intensity he has.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counsellor {
    /// Account.
    pub user: UserId,
    /// Login.
    pub login: String,
    /// Name as shown.
    pub name: String,
    /// Usual counter.
    pub room: Option<String>,
    /// Roles.
    pub roles: Vec<String>,
    /// Away from and until, as stored.
    pub absent: (Option<String>, Option<String>),
    /// Intensity code and number of open files.
    pub files: Vec<(String, i64)>,
}

impl Counsellor {
    /// Whether the account is a counsellor's.
    pub fn counsels(&self) -> bool {
        self.roles.iter().any(|r| r == "counsellor")
    }
    /// Whether it is away that day; without an end until it says otherwise.
    pub fn is_away(&self, day: NaiveDate) -> bool {
        let (day, (from, to)) = (day_text(day), &self.absent);
        from.as_ref().is_some_and(|f| *f <= day) && to.as_ref().is_none_or(|t| *t >= day)
    }
}

/// The active accounts of an agency with their open files by intensity. Two statements, one round trip.
pub fn counsellors(read: &mut dyn Read, agency: &str) -> Outcome<Vec<Counsellor>> {
    let ran = read.gather(&counsellor_stmts(agency))?;
    let [accounts, counts] = ran.as_slice() else { return Err(Fault::broken("a flight came back short")) };
    read_counsellors(accounts, counts)
}

/// The statements of [`counsellors`], to be flown with others; read what they gave with [`read_counsellors`].
pub fn counsellor_stmts(agency: &str) -> [Stmt; 2] {
    [
        Stmt::new(
            "SELECT id, login, name, room, roles, absent_from, absent_to FROM account WHERE agency = $1 AND active ORDER BY name",
            vec![agency.into()],
        ),
        Stmt::new(
            "SELECT counsellor, intensity, CAST(count(*) AS BIGINT) AS files FROM registration \
             WHERE agency = $1 AND closed_on IS NULL AND counsellor IS NOT NULL GROUP BY counsellor, intensity",
            vec![agency.into()],
        ),
    ]
}

/// The accounts of the first of [`counsellor_stmts`] with the counts of the second.
pub fn read_counsellors(accounts: &Ran, counts: &Ran) -> Outcome<Vec<Counsellor>> {
    let mut all = accounts.all(|r| {
        let text = |name| Ok::<_, crate::store::DbError>(r.opt_text(name)?.map(str::to_owned));
        Ok(Counsellor {
            user: r.id("id")?,
            login: r.text("login")?.to_owned(),
            name: r.text("name")?.to_owned(),
            room: text("room")?,
            roles: r.text("roles")?.split('|').map(str::to_owned).collect(),
            absent: (text("absent_from")?, text("absent_to")?),
            files: Vec::new(),
        })
    })?;
    let counts: Vec<(UserId, String, i64)> =
        counts.all(|r| Ok((r.id("counsellor")?, r.opt_text("intensity")?.unwrap_or("").to_owned(), r.int("files")?)))?;
    for (user, intensity, files) in counts {
        if let Some(c) = all.iter_mut().find(|c| c.user == user) {
            c.files.push((intensity, files));
        }
    }
    Ok(all)
}

/// The file of the person whose document (type and number) this is, but for one person: a certain duplicate.
pub fn with_document(read: &mut dyn Read, kind: &str, number: &str, but: PersonId) -> Outcome<Option<(PersonId, String)>> {
    let found = read.one(
        "SELECT id, number FROM person WHERE id_document_number = $1 AND id_document_type = $2 AND id <> $3 AND merged_into IS NULL \
         ORDER BY id LIMIT 1",
        &[number.into(), kind.into(), but.into()],
        |r| Ok((r.id("id")?, r.text("number")?.to_owned())),
    )?;
    Ok(found)
}

/// The registration's person.
pub fn person_of(read: &mut dyn Read, registration: RegistrationId) -> Outcome<PersonId> {
    read.one("SELECT person FROM registration WHERE id = $1", &[registration.into()], |r| r.id("person"))?
        .ok_or(Fault::Missing(Registration::TABLE))
}

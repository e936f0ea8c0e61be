//! The table of candidates against the files that it is of: compared by `check`, made anew after a migration or a copy.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{COLUMNS, fill, from, rows};
use crate::domain::ids::{Id, PersonId, RegistrationId};
use crate::domain::matching::{Candidate, candidates};
use crate::domain::person::Person;
use crate::domain::person_file::PersonFile;
use crate::domain::profile::{Education, Experience, Language, Skill};
use crate::domain::registration::{JobGoal, Registration, Wishes};
use crate::fault::{Outcome, Value};
use crate::store::records::{from_row, marks, where_stmt};
use crate::store::{Engine, Read, Stmt};

/// Files read at a time.
const BLOCK: i64 = 500;

/// A person whose rows are not what the file gives: id, number, what is there / what should be.
pub type Wrong = (Vec<u8>, String, String);

/// People whose rows are not what their files give, at most so many. For `check`.
pub fn wrong(read: &mut dyn Read, most: usize) -> Outcome<Vec<Wrong>> {
    let mut found = Vec::new();
    let orphans = "SELECT c.person, c.occupation FROM candidate c LEFT JOIN registration r ON r.person = c.person AND r.closed_on IS NULL \
                   WHERE r.id IS NULL ORDER BY c.id";
    read.each(orphans, &[], &mut |row| {
        if found.len() < most {
            found.push((row.blob("person")?.to_vec(), row.text("occupation")?.to_owned(), "+".to_owned()));
        }
        Ok(())
    })?;
    let mut after = PersonId::default();
    while found.len() < most {
        let block = next_block(read, &mut after)?;
        if block.is_empty() {
            break;
        }
        differing(read, &block, &mut found)?;
    }
    found.truncate(most);
    Ok(found)
}

/// The next people with an open registration, by id.
fn next_block(read: &mut dyn Read, after: &mut PersonId) -> Outcome<Vec<Value>> {
    let sql = "SELECT person FROM registration WHERE closed_on IS NULL AND person > $1 ORDER BY person LIMIT $2";
    let block = read.all(sql, &[(*after).into(), Value::from(BLOCK)], |row| row.id::<PersonId>("person"))?;
    if let Some(last) = block.last() {
        *after = *last;
    }
    Ok(block.into_iter().map(Value::from).collect())
}

/// [`rebuild`] where nobody is a candidate though somebody is on the list: the table is new. One transaction.
pub fn rebuild_if_empty(engine: &mut dyn Engine) -> Outcome<u64> {
    let sql = "SELECT r.id FROM registration r JOIN job_goal g ON g.registration = r.id WHERE r.closed_on IS NULL \
               AND r.state IN ('active', 'to_renew') AND NOT EXISTS (SELECT c.id FROM candidate c) LIMIT 1";
    let read: &mut dyn Read = engine;
    if read.one(sql, &[], |_| Ok(()))?.is_none() {
        return Ok(0);
    }
    engine.begin()?;
    match rebuild(engine) {
        Ok(rows) => {
            engine.commit()?;
            Ok(rows)
        }
        Err(fault) => {
            engine.rollback()?;
            Err(fault)
        }
    }
}

/// Makes the whole table anew from the files, in one transaction of the caller's: after a migration, a restore, a copy.
pub fn rebuild(engine: &mut dyn Engine) -> Outcome<u64> {
    engine.execute("DELETE FROM candidate", &[])?;
    let (mut after, mut count) = (PersonId::default(), 0);
    loop {
        let block = next_block(engine, &mut after)?;
        if block.is_empty() {
            return Ok(count);
        }
        let files = files(engine, &block)?;
        count += fill(engine, files.iter().flat_map(|(file, last)| rows(file, *last)).collect())?;
    }
}

fn differing(read: &mut dyn Read, ids: &[Value], found: &mut Vec<Wrong>) -> Outcome<()> {
    let mut stored: HashMap<PersonId, Vec<Candidate>> = HashMap::new();
    let of = format!("person IN ({}) ORDER BY id", marks(1, ids.len()));
    read.each(&format!("SELECT {} FROM candidate WHERE {of}", COLUMNS.join(", ")), ids, &mut |row| {
        let c = from(row)?;
        stored.entry(c.person).or_default().push(c);
        Ok(())
    })?;
    for (file, last) in files(read, ids)? {
        let (mut is, mut wanted) = (stored.remove(&file.person.head.id).unwrap_or_default(), candidates(&file, last));
        is.sort_by_key(|c| c.goal);
        wanted.sort_by_key(|c| c.goal);
        if is != wanted {
            let what = format!("{} / {}", occupations(&is), occupations(&wanted));
            found.push((file.person.head.id.uuid().as_bytes().to_vec(), file.person.number, what));
        }
    }
    Ok(())
}

fn occupations(all: &[Candidate]) -> String {
    all.iter().map(|c| c.occupation.as_str()).collect::<Vec<_>>().join(" ")
}

/// The parts of files from which candidates are made, for many people at once.
pub(super) fn files(read: &mut dyn Read, ids: &[Value]) -> Outcome<Vec<(PersonFile, Option<NaiveDate>)>> {
    let marks = marks(1, ids.len());
    let own = format!("person IN ({marks})");
    let open = format!("registration IN (SELECT id FROM registration WHERE person IN ({marks}) AND closed_on IS NULL)");
    let args = || ids.to_vec();
    let ran = read.gather(&[
        // Contested data is proposed to nobody (security.md §4).
        where_stmt::<Person>(
            &format!(
                "id IN ({marks}) AND id NOT IN \
                 (SELECT s.person FROM safeguard s WHERE s.kind = 'restriction' AND s.ended_on IS NULL)"
            ),
            args(),
        ),
        where_stmt::<Registration>(&format!("{own} AND closed_on IS NULL"), args()),
        where_stmt::<JobGoal>(&format!("{open} ORDER BY rank"), args()),
        where_stmt::<Wishes>(&open, args()),
        where_stmt::<Education>(&own, args()),
        where_stmt::<Experience>(&own, args()),
        where_stmt::<Skill>(&own, args()),
        where_stmt::<Language>(&own, args()),
        Stmt::new(format!("SELECT person, max(sent_on) AS last FROM proposal WHERE {own} GROUP BY person"), args()),
    ])?;
    let mut ran = ran.into_iter();
    let mut next = || ran.next().unwrap_or_default();
    let mut files: BTreeMap<PersonId, (PersonFile, Option<NaiveDate>)> = BTreeMap::new();
    for person in next().all(from_row::<Person>)? {
        files.insert(person.head.id, (PersonFile { person, ..PersonFile::default() }, None));
    }
    let mut whose: HashMap<RegistrationId, PersonId> = HashMap::new();
    for registration in next().all(from_row::<Registration>)? {
        whose.insert(registration.head.id, registration.person);
        if let Some((file, _)) = files.get_mut(&registration.person) {
            file.registration = registration;
        }
    }
    for goal in next().all(from_row::<JobGoal>)? {
        let file = whose.get(&goal.registration).and_then(|p| files.get_mut(p));
        match file {
            Some((file, _)) if file.goal.head.version == 0 => file.goal = goal,
            Some((file, _)) => file.more_goals.push(goal),
            None => {}
        }
    }
    for wishes in next().all(from_row::<Wishes>)? {
        if let Some((file, _)) = whose.get(&wishes.registration).and_then(|p| files.get_mut(p)) {
            file.wishes = wishes;
        }
    }
    each(next().all(from_row::<Education>)?, |r| r.person, &mut files, |f| &mut f.education);
    each(next().all(from_row::<Experience>)?, |r| r.person, &mut files, |f| &mut f.experience);
    each(next().all(from_row::<Skill>)?, |r| r.person, &mut files, |f| &mut f.skills);
    each(next().all(from_row::<Language>)?, |r| r.person, &mut files, |f| &mut f.languages);
    for (person, last) in next().all(|r| Ok((r.id::<PersonId>("person")?, r.opt_day("last")?)))? {
        if let Some((_, kept)) = files.get_mut(&person) {
            *kept = last;
        }
    }
    Ok(files.into_values().collect())
}

fn each<R>(
    rows: Vec<R>,
    of: impl Fn(&R) -> PersonId,
    files: &mut BTreeMap<PersonId, (PersonFile, Option<NaiveDate>)>,
    list: impl Fn(&mut PersonFile) -> &mut Vec<R>,
) {
    for row in rows {
        if let Some((file, _)) = files.get_mut(&of(&row)) {
            list(file).push(row);
        }
    }
}

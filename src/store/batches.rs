//! Batches of paper forms and their forms. Called by `services/batches`.

use crate::domain::batch::{Batch, BatchForm};
use crate::domain::ids::{BatchId, PersonId, RowId, UserId};
use crate::fault::{Fault, Outcome, Value};
use crate::store::records::{by_id_stmt, columns, from_row, where_, where_stmt};
use crate::store::{Read, Stmt};

/// Batches listed: the newest.
const MOST: u32 = 300;

/// Accounts and their names.
pub type Names = Vec<(UserId, String)>;

/// A batch in the list, with what was counted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overview {
    /// The batch.
    pub batch: Batch,
    /// Name of the first clerk.
    pub first: Option<String>,
    /// Name of the second.
    pub second: Option<String>,
    /// When it was announced, an instant as stored.
    pub announced_at: String,
    /// Forms keyed, all states.
    pub keyed: i64,
    /// Verified or further.
    pub verified: i64,
    /// Set aside.
    pub aside: i64,
    /// Waiting for somebody to say whether they are duplicates.
    pub doubtful: i64,
    /// Rejected.
    pub rejected: i64,
}

/// The batches of an agency, the newest first, those that are done with last. One statement.
pub fn all(read: &mut dyn Read, agency: &str) -> Outcome<Vec<Overview>> {
    let of = columns::<Batch>().split(", ").map(|c| format!("b.{c} AS {c}")).collect::<Vec<_>>().join(", ");
    let count = |states: &str| format!("CAST(COALESCE(sum(CASE WHEN f.state IN ({states}) THEN 1 ELSE 0 END), 0) AS BIGINT)");
    let (verified, aside) = (count("'verified', 'posted', 'doubtful'"), count("'aside'"));
    let (doubtful, rejected) = (count("'doubtful'"), count("'rejected'"));
    let sql = format!(
        "SELECT {of}, c1.name AS first_name, c2.name AS second_name, b.created_at AS announced_at, n.keyed AS keyed, n.verified AS verified, \
         n.aside AS aside, n.doubtful AS doubtful, n.rejected AS rejected FROM batch b LEFT JOIN account c1 ON c1.id = b.first_clerk \
         LEFT JOIN account c2 ON c2.id = b.second_clerk LEFT JOIN (SELECT f.batch AS batch, CAST(count(*) AS BIGINT) AS keyed, \
         {verified} AS verified, {aside} AS aside, {doubtful} AS doubtful, {rejected} AS rejected FROM batch_form f GROUP BY f.batch) n \
         ON n.batch = b.id WHERE b.agency = $1 ORDER BY CASE WHEN b.state IN ('posted', 'part_rejected') AND COALESCE(n.doubtful, 0) = 0 \
         THEN 1 ELSE 0 END, b.created_at DESC, b.id DESC LIMIT {MOST}"
    );
    Ok(read.all(&sql, &[agency.into()], |r| {
        let number = |name: &str| Ok::<_, crate::store::DbError>(r.opt_int(name)?.unwrap_or(0));
        Ok(Overview {
            batch: from_row(r)?,
            first: r.opt_text("first_name")?.map(str::to_owned),
            second: r.opt_text("second_name")?.map(str::to_owned),
            announced_at: r.text("announced_at")?.to_owned(),
            keyed: number("keyed")?,
            verified: number("verified")?,
            aside: number("aside")?,
            doubtful: number("doubtful")?,
            rejected: number("rejected")?,
        })
    })?)
}

/// A batch, its forms in the order of the pile, and the names of the accounts of its agency. One round trip.
pub fn whole(read: &mut dyn Read, id: BatchId) -> Outcome<(Batch, Vec<BatchForm>, Names)> {
    let ran = read.gather(&[
        by_id_stmt::<Batch>(id),
        where_stmt::<BatchForm>("\"batch\" = $1 ORDER BY \"form_no\"", vec![id.into()]),
        Stmt::new(
            "SELECT id, name FROM account WHERE id IN (SELECT keyed_by FROM batch_form WHERE batch = $1 \
             UNION SELECT verified_by FROM batch_form WHERE batch = $1 UNION SELECT first_clerk FROM batch WHERE id = $1 \
             UNION SELECT second_clerk FROM batch WHERE id = $1) ORDER BY name",
            vec![id.into()],
        ),
    ])?;
    let mut ran = ran.into_iter();
    let mut next = || ran.next().ok_or_else(|| Fault::broken("a flight came back short"));
    let batch = next()?.one(from_row)?.ok_or(Fault::Missing("batch"))?;
    let forms = next()?.all(from_row)?;
    let names = next()?.all(|r| Ok((r.id("id")?, r.text("name")?.to_owned())))?;
    Ok((batch, forms, names))
}

/// The forms of a batch, in the order of the pile.
pub fn forms(read: &mut dyn Read, id: BatchId) -> Outcome<Vec<BatchForm>> {
    where_(read, "\"batch\" = $1 ORDER BY \"form_no\"", &[id.into()])
}

/// What is counted of a batch's forms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Forms.
    pub keyed: i64,
    /// Verified, set aside or further.
    pub settled: i64,
    /// The last place in the pile.
    pub last: i64,
}

fn counts_stmt(id: BatchId) -> Stmt {
    let sql = "SELECT CAST(count(*) AS BIGINT) AS keyed, CAST(COALESCE(sum(CASE WHEN state <> 'keyed' THEN 1 ELSE 0 END), 0) AS BIGINT) \
               AS settled, CAST(COALESCE(max(form_no), 0) AS BIGINT) AS last FROM batch_form WHERE batch = $1";
    Stmt::new(sql, vec![id.into()])
}

fn counts_of(row: &crate::store::Row<'_>) -> Result<Counts, crate::store::DbError> {
    Ok(Counts { keyed: row.int("keyed")?, settled: row.int("settled")?, last: row.int("last")? })
}

/// The counts of a batch.
pub fn counts(read: &mut dyn Read, id: BatchId) -> Outcome<Counts> {
    let ran = read.gather(&[counts_stmt(id)])?;
    Ok(ran.first().map(|r| r.one(counts_of)).transpose()?.flatten().unwrap_or_default())
}

/// A batch and its counts; one of its forms, and whether a place in the pile is taken. One round trip.
pub fn facts(read: &mut dyn Read, id: BatchId, form: RowId, place: i64) -> Outcome<(Batch, Counts, Option<BatchForm>, bool)> {
    let taken = "SELECT id FROM batch_form WHERE batch = $1 AND form_no = $2";
    let ran = read.gather(&[
        by_id_stmt::<Batch>(id),
        counts_stmt(id),
        by_id_stmt::<BatchForm>(form),
        Stmt::new(taken, vec![id.into(), place.into()]),
    ])?;
    let mut ran = ran.into_iter();
    let mut next = || ran.next().ok_or_else(|| Fault::broken("a flight came back short"));
    let batch = next()?.one(from_row)?.ok_or(Fault::Missing("batch"))?;
    let counts = next()?.one(counts_of)?.unwrap_or_default();
    let found = next()?.one(from_row)?;
    let taken = next()?.one(|_| Ok(()))?.is_some();
    Ok((batch, counts, found, taken))
}

/// Name of an account.
pub fn name(read: &mut dyn Read, id: UserId) -> Outcome<String> {
    Ok(read.one("SELECT name FROM account WHERE id = $1", &[id.into()], |r| Ok(r.text("name")?.to_owned()))?.unwrap_or_default())
}

/// The account of an agency with this login or name.
pub fn account(read: &mut dyn Read, agency: &str, wanted: &str) -> Outcome<Option<UserId>> {
    let sql = "SELECT id FROM account WHERE agency = $1 AND active AND (login = $2 OR name = $2) ORDER BY login LIMIT 1";
    Ok(read.one(sql, &[agency.into(), wanted.into()], |r| r.id("id"))?)
}

/// The numbers of these people's files.
pub fn numbers(read: &mut dyn Read, persons: &[PersonId]) -> Outcome<Vec<(PersonId, String)>> {
    let mut all = Vec::new();
    for person in persons {
        let sql = "SELECT number FROM person WHERE id = $1";
        let number = read.one(sql, &[Value::from(*person)], |r| Ok(r.text("number")?.to_owned()))?;
        all.extend(number.map(|n| (*person, n)));
    }
    Ok(all)
}

/// Whether an interview of this person on this day is stored already.
pub fn interview_held(read: &mut dyn Read, person: PersonId, day: &str) -> Outcome<bool> {
    let sql = "SELECT id FROM interview WHERE person = $1 AND day = $2 LIMIT 1";
    Ok(read.one(sql, &[person.into(), day.into()], |_| Ok(()))?.is_some())
}

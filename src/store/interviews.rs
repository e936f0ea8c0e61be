//! Interviews and what was agreed in them. Called by `services/interview`.

use crate::domain::ids::{InterviewId, PersonId, RegistrationId};
use crate::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use crate::fault::{Fault, Outcome, Value};
use crate::store::Read;
use crate::store::records::{by_id_stmt, from_row, where_stmt};

/// What the last interviews left: ratings, obstacles and actions of a person.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Left {
    /// The last rating of each axis.
    pub ratings: Vec<Diagnosis>,
    /// Obstacles not lifted.
    pub obstacles: Vec<Obstacle>,
    /// Actions not done and not dropped.
    pub actions: Vec<PlanAction>,
    /// The last interview.
    pub last: Option<Interview>,
}

/// What the last interviews of a person left. One round trip.
pub fn left(read: &mut dyn Read, person: PersonId, registration: RegistrationId) -> Outcome<Left> {
    let of = |id: Value| vec![id];
    let ran = read.gather(&[
        where_stmt::<Diagnosis>(
            "person = $1 AND id = (SELECT d.id FROM diagnosis d WHERE d.person = $1 AND d.axis = diagnosis.axis AND d.rating <> '0' \
             ORDER BY d.id DESC LIMIT 1) ORDER BY axis",
            of(person.into()),
        ),
        where_stmt::<Obstacle>("person = $1 AND state <> 'lifted' ORDER BY id", of(person.into())),
        where_stmt::<PlanAction>("registration = $1 AND state IN ('todo', 'doing') ORDER BY due NULLS LAST, id", of(registration.into())),
        where_stmt::<Interview>("person = $1 ORDER BY day DESC NULLS LAST, id DESC LIMIT 1", of(person.into())),
    ])?;
    let mut ran = ran.into_iter();
    let mut next = || ran.next().ok_or_else(|| Fault::broken("a flight came back short"));
    Ok(Left {
        ratings: next()?.all(from_row)?,
        obstacles: next()?.all(from_row)?,
        actions: next()?.all(from_row)?,
        last: next()?.one(from_row)?,
    })
}

/// One interview with its ratings and the actions agreed in it.
pub fn whole(read: &mut dyn Read, id: InterviewId) -> Outcome<(Interview, Vec<Diagnosis>, Vec<PlanAction>)> {
    let ran = read.gather(&[
        by_id_stmt::<Interview>(id),
        where_stmt::<Diagnosis>("interview = $1 ORDER BY axis", vec![id.into()]),
        where_stmt::<PlanAction>("interview = $1 ORDER BY id", vec![id.into()]),
    ])?;
    let mut ran = ran.into_iter();
    let mut next = || ran.next().ok_or_else(|| Fault::broken("a flight came back short"));
    let interview = next()?.one(from_row)?.ok_or(Fault::Missing("interview"))?;
    Ok((interview, next()?.all(from_row)?, next()?.all(from_row)?))
}

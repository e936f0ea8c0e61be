//! What a user was told, with the names of what it is about. Called by `services/notices`.

use crate::domain::ids::{PersonId, RowId, UserId};
use crate::domain::person::full_name;
use crate::domain::task::Notice;
use crate::fault::Outcome;
use crate::store::records::{columns, from_row};
use crate::store::{Read, Stmt};

/// A notice as listed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NoticeRow {
    /// As stored.
    pub notice: Notice,
    /// The person it is about, directly or through a registration or a task.
    pub person: Option<PersonId>,
    /// Name of the person, employer or offer.
    pub name: Option<String>,
}

/// The notices of a user, unread ones first, the newest in front. One statement.
pub fn of(read: &mut dyn Read, user: UserId, most: u32) -> Outcome<Vec<NoticeRow>> {
    let own: Vec<String> = columns::<Notice>().split(", ").map(|c| format!("n.{c}")).collect();
    let sql = format!(
        "SELECT {}, p.id AS p_id, p.surname AS p_surname, p.given_names AS p_given, e.name AS e_name, v.title AS v_title \
         FROM notice n LEFT JOIN registration r ON r.id = n.subject LEFT JOIN task t ON t.id = n.subject \
         LEFT JOIN person p ON p.id = coalesce(r.person, t.person, n.subject) \
         LEFT JOIN employer e ON e.id = n.subject LEFT JOIN vacancy v ON v.id = n.subject WHERE n.account = $1 \
         ORDER BY (CASE WHEN n.read_at IS NULL THEN 0 ELSE 1 END), n.at DESC NULLS LAST, n.id LIMIT {most}",
        own.join(", ")
    );
    Ok(read.all(&sql, &[user.into()], |row| {
        let person = row.opt_text("p_surname")?.map(|s| Ok::<_, crate::store::DbError>(full_name(s, row.opt_text("p_given")?)));
        let firm = row.opt_text("e_name")?.or(row.opt_text("v_title")?).map(str::to_owned);
        Ok(NoticeRow { notice: from_row(row)?, person: row.opt_id("p_id")?, name: person.transpose()?.or(firm) })
    })?)
}

/// How many a user has not read.
pub fn unread(read: &mut dyn Read, user: UserId) -> Outcome<i64> {
    let sql = "SELECT CAST(count(*) AS BIGINT) AS n FROM notice WHERE account = $1 AND read_at IS NULL";
    Ok(read.one(sql, &[user.into()], |row| row.int("n"))?.unwrap_or(0))
}

/// The statement of one notice of this user.
pub fn one_of(user: UserId, id: RowId) -> Stmt {
    crate::store::records::where_stmt::<Notice>("id = $1 AND account = $2", vec![id.into(), user.into()])
}

/// The active accounts of a role that weren't told this on this day (`2026-03-09`).
pub fn of_role(read: &mut dyn Read, role: &str, key: &str, day: &str) -> Outcome<Vec<UserId>> {
    let sql = "SELECT a.id, a.roles FROM account a WHERE a.active = TRUE AND a.roles IS NOT NULL \
               AND NOT EXISTS (SELECT 1 AS told FROM notice n WHERE n.account = a.id AND n.key = $1 AND substr(n.at, 1, 10) = $2)";
    let found = read.all(sql, &[key.into(), day.into()], |row| Ok((row.id("id")?, row.text("roles")?.to_owned())))?;
    Ok(found.into_iter().filter(|(_, roles)| roles.split('|').any(|r| r == role)).map(|(id, _)| id).collect())
}

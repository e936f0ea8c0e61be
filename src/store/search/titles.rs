//! Job titles, read once a session or to learn from. Called by `services/search` for its index of titles, and by
//! `services/vocabulary`.

use crate::domain::titles::Title;
use crate::fault::Outcome;
use crate::store::Read;

/// Titles read at most: the starter list, a few published vocabularies and room.
const MOST: usize = 100_000;

/// The job titles of the starter list, as each session holds them: code of ISCO-08 and both forms.
pub fn job_titles(read: &mut dyn Read) -> Outcome<Vec<Title>> {
    titles(read, "WHERE source = 'starter'")
}

/// Those of all vocabularies, the starter list first: what the coding of free words learns from.
pub fn all_job_titles(read: &mut dyn Read) -> Outcome<Vec<Title>> {
    titles(read, "")
}

fn titles(read: &mut dyn Read, which: &str) -> Outcome<Vec<Title>> {
    let sql = format!(
        "SELECT isco08, title_m, title_f FROM job_title {which} \
         ORDER BY (CASE WHEN source = 'starter' THEN 0 ELSE 1 END), source, number LIMIT $1"
    );
    let found = read.all(&sql, &[(MOST as i64).into()], |row| {
        let forms =
            [row.text("title_m")?, row.text("title_f")?].iter().filter(|t| !t.is_empty()).map(|t| (*t).to_owned()).collect();
        Ok(Title { code: row.text("isco08")?.to_owned(), forms, trust: 1.0 })
    })?;
    Ok(found)
}

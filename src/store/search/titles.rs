//! The job titles of all vocabularies, read once a session. Called by `services/search` for its index of titles.

use crate::domain::titles::Title;
use crate::fault::Outcome;
use crate::store::Read;

/// Titles read at most: the starter list, two published vocabularies and room.
const MOST: usize = 40_000;

/// All job titles: code of ISCO-08 and both forms; the starter list comes first, so that among equals its title is shown.
pub fn job_titles(read: &mut dyn Read) -> Outcome<Vec<Title>> {
    let sql = "SELECT isco08, title_m, title_f FROM job_title \
               ORDER BY (CASE WHEN source = 'starter' THEN 0 ELSE 1 END), source, number LIMIT $1";
    let found = read.all(sql, &[(MOST as i64).into()], |row| {
        let forms =
            [row.text("title_m")?, row.text("title_f")?].iter().filter(|t| !t.is_empty()).map(|t| (*t).to_owned()).collect();
        Ok(Title { code: row.text("isco08")?.to_owned(), forms, trust: 1.0 })
    })?;
    Ok(found)
}

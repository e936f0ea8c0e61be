//! What an import finds out beyond the cells: the occupation behind a person's own words, the counsellor in charge. Called by `import`.

use crate::domain::code::Codes;
use crate::domain::person_file::PersonFile;
use crate::fault::Outcome;
use crate::services::import::Import;
use crate::services::search;
use crate::store::Desk;
use crate::store::people::{self, Counsellor};

/// From this score on an occupation is taken.
const SURE: f64 = 0.85;
/// The next one must be this much behind, or the same code.
const AHEAD: f64 = 0.05;
/// Words kept at most.
const MOST_KEPT: usize = 20_000;

impl Import<'_> {
    /// The code of an occupation that these words mean beyond doubt.
    pub(super) fn occupation(&mut self, desk: &mut Desk, words: &str) -> Outcome<Option<String>> {
        if let Some(known) = self.coded.get(words) {
            return Ok(known.clone());
        }
        if self.coded.len() >= MOST_KEPT {
            self.coded.clear();
        }
        let found = search::occupations(desk, words, 5)?;
        let best = found.first().filter(|f| f.score >= SURE);
        let sure = best.filter(|b| found.iter().all(|f| f.code == b.code || f.score + AHEAD <= b.score));
        let code = sure.map(|f| f.code.clone());
        self.coded.insert(words.to_owned(), code.clone());
        Ok(code)
    }

    pub(super) fn load_counsellors(&mut self, desk: &mut Desk, agency: &str) -> Outcome<()> {
        if !self.counsellors.contains_key(agency) {
            let all = desk.read(|read| people::counsellors(read, agency))?;
            self.counsellors.insert(agency.to_owned(), all);
        }
        Ok(())
    }

    /// Puts a counsellor in charge of a new open registration that names none: the one with the lowest weighted load (domain.md §5).
    pub(super) fn assign(&mut self, desk: &Desk, agency: &str, file: &mut PersonFile) {
        let r = &mut file.registration;
        let Some(counsellors) = self.counsellors.get_mut(agency) else { return };
        if r.head.version > 0 || r.closed_on.is_some() || r.channel.is_none() {
            return;
        }
        let codes = &desk.rules.codes;
        if r.counsellor.is_none() {
            let day = crate::domain::record::day_text(desk.rules.today);
            let lowest = counsellors.iter().filter(|c| at_work(c, &day)).min_by_key(|c| load(c, codes));
            r.counsellor = lowest.map(|c| c.user);
        }
        let intensity = r.intensity.clone().unwrap_or_default();
        if let Some(c) = counsellors.iter_mut().find(|c| r.counsellor == Some(c.user)) {
            match c.files.iter_mut().find(|(i, _)| *i == intensity) {
                Some((_, count)) => *count += 1,
                None => c.files.push((intensity, 1)),
            }
        }
    }
}

fn at_work(counsellor: &Counsellor, day: &str) -> bool {
    let (from, to) = (counsellor.absent.0.as_deref(), counsellor.absent.1.as_deref());
    let away = from.is_some_and(|f| f <= day) && to.is_none_or(|t| t >= day);
    counsellor.roles.iter().any(|r| r == "counsellor") && !away
}

/// The weights are data (`INTENSITY` in codes.csv).
fn load(counsellor: &Counsellor, codes: &Codes) -> i64 {
    let weight = |i: &str| codes.get("INTENSITY", i).and_then(|c| c.number("weight")).unwrap_or(2);
    counsellor.files.iter().map(|(i, n)| n * weight(i)).sum()
}

//! What an import finds out beyond the cells: the occupation behind a person's own words. Called by the kinds of `import`.

use crate::fault::Outcome;
use crate::services::import::row::Filler;
use crate::services::search;
use crate::store::Desk;

/// From this score on an occupation is taken.
const SURE: f64 = 0.85;
/// The next one must be this much behind, or the same code.
const AHEAD: f64 = 0.05;
/// Words kept at most.
const MOST_KEPT: usize = 20_000;

impl Filler<'_> {
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
}

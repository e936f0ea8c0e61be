//! People as rows of a file (product.md "Exchange format"). One kind of `import`.

mod fill;
mod store;
mod twins;

use std::collections::HashMap;

use crate::domain::fold;
use crate::domain::ids::PersonId;
use crate::domain::lifecycle::RegistrationState;
use crate::domain::person::Person;
use crate::domain::person_file::{PersonFile, sheet};
use crate::domain::rights::Deed;
use crate::domain::rules::Rules;
use crate::domain::sheet::Sheet;
use crate::exchange::header::Header;
use crate::fault::{Flaw, Outcome};
use crate::services::import::block::{Plan, Twin};
use crate::services::import::kind::Kind;
use crate::services::import::row::{Filled, Filler, Rejection, Row, Work, rejected};
use crate::services::people;
use crate::store::imports::{self, Kept};
use crate::store::people::{self as stored, Counsellor};
use crate::store::{Desk, Read, Write};

/// What the import of people keeps from row to row.
#[derive(Default)]
pub(super) struct People {
    /// Counsellors of each agency with their loads, which grow with what is assigned.
    counsellors: HashMap<String, Vec<Counsellor>>,
}

impl Kind for People {
    type File = PersonFile;
    type Id = PersonId;

    const KEPT: Kept = imports::PEOPLE;
    const RIGHTS: (Deed, Deed) = (Deed::ImportMany, Deed::PersonWrite);
    const WANTED: &'static [&'static [&'static str]] = &[&["surname", "given_names", "number"]];
    const MUST: &'static [&'static str] = &["surname", "given_names", "external_ref"];
    const OTHER: &'static str = "flaw-import-other-person";
    const TWIN: &'static str = "flaw-import-twin";

    fn sheet() -> &'static Sheet<PersonFile> {
        sheet()
    }
    fn load_all(read: &mut dyn Read, ids: &[PersonId]) -> Outcome<Vec<PersonFile>> {
        stored::load_all(read, ids)
    }
    fn id(file: &PersonFile) -> PersonId {
        file.person.head.id
    }
    fn number(file: &PersonFile) -> &str {
        &file.person.number
    }
    fn agency(file: &PersonFile) -> &str {
        &file.person.agency
    }
    fn tidy(file: &mut PersonFile) {
        file.tidy();
    }
    fn check(file: &PersonFile, rules: &Rules) -> Vec<Flaw> {
        file.check(rules)
    }
    fn note(file: &mut PersonFile) -> &mut Option<String> {
        &mut file.person.import_note
    }
    fn ready(file: &mut PersonFile) {
        // A file without a job goal has one that isn't stored: it would be the first.
        file.goal.rank = file.goal.rank.max(1);
        if file.registration.head.version == 0 {
            file.registration.sort_key.clone_from(&file.person.sort_key);
            file.registration.agency.clone_from(&file.person.agency);
        }
    }
    fn fill(
        &mut self,
        desk: &mut Desk,
        filler: &mut Filler<'_>,
        row: &Row<PersonFile>,
        base: Option<&PersonFile>,
        agency: &str,
        header: &Header,
    ) -> Outcome<Result<Filled<PersonFile>, Rejection>> {
        self.load_counsellors(desk, agency)?;
        let counsellors = self.counsellors.get(agency).map(Vec::as_slice).unwrap_or_default();
        let mut work = Work::new(row, base);
        let incomplete = match fill::fill(filler, &mut work, counsellors) {
            Ok(incomplete) => incomplete,
            Err(flaw) => return Ok(Err(rejected(flaw, header))),
        };
        let Work { mut file, mut warnings, .. } = work;
        let uncoded = file.goal.occupation_label.clone().filter(|_| file.goal.occupation.is_none());
        if let Some(words) = uncoded {
            match filler.occupation(desk, &words)? {
                Some(code) => {
                    file.goal.occupation = Some(code.clone());
                    file.registration.occupation = Some(code);
                }
                None => warnings.push(Flaw::warn("occupation_label", "flaw-import-occupation").with("value", words)),
            }
        }
        self.assign(desk, agency, &mut file);
        let incomplete = incomplete && file.registration.state == RegistrationState::Incomplete;
        Ok(Ok(Filled { file, warnings, incomplete }))
    }
    fn another(_row: &Row<PersonFile>, stored: &PersonFile, came: &PersonFile) -> bool {
        another(&stored.person, &came.person)
    }
    fn twins(desk: &mut Desk, plans: &[Plan<Self>]) -> Outcome<Vec<Twin<PersonId>>> {
        twins::twins(desk, plans)
    }
    fn insert(w: &mut Write<'_>, new: &mut [PersonFile]) -> Outcome<()> {
        store::insert(w, new)
    }
    fn update(w: &mut Write<'_>, before: &PersonFile, after: &mut PersonFile) -> Outcome<()> {
        store::update(w, before, after)
    }
    fn pair(w: &mut Write<'_>, twins: &[Twin<PersonId>], stored: &[PersonFile]) -> Outcome<()> {
        store::pairs(w, twins, stored)
    }
    fn follow(w: &mut Write<'_>, plans: &[Plan<Self>], stored: &[PersonFile]) -> Outcome<()> {
        store::follow(w, plans, stored)
    }
}

impl People {
    fn load_counsellors(&mut self, desk: &mut Desk, agency: &str) -> Outcome<()> {
        if !self.counsellors.contains_key(agency) {
            let all = desk.read(|read| stored::counsellors(read, agency))?;
            self.counsellors.insert(agency.to_owned(), all);
        }
        Ok(())
    }

    /// Puts a counsellor in charge of a new open registration that names none: the one with the lowest weighted load (domain.md §5).
    fn assign(&mut self, desk: &Desk, agency: &str, file: &mut PersonFile) {
        let r = &mut file.registration;
        let Some(counsellors) = self.counsellors.get_mut(agency) else { return };
        if r.head.version > 0 || r.closed_on.is_some() || r.channel.is_none() {
            return;
        }
        let codes = &desk.rules.codes;
        if r.counsellor.is_none() {
            r.counsellor = people::propose_counsellor(counsellors, codes, desk.rules.today).map(|lowest| lowest.user);
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

/// Whether the names of a row are somebody else's than those of the file that its number names: no word in common, not even nearly, and no
/// birth date in common. A number keyed wrongly never overwrites a person.
fn another(stored: &Person, came: &Person) -> bool {
    let words = |p: &Person| {
        let names = [Some(&p.surname), p.given_names.as_ref(), p.married_name.as_ref()];
        names.into_iter().flatten().flat_map(|n| fold::words(n)).collect::<Vec<_>>()
    };
    let (ours, theirs) = (words(stored), words(came));
    let named = ours.iter().any(|a| theirs.iter().any(|b| fold::near(a, b)));
    let born = came.birth_date.is_some() && stored.birth_date == came.birth_date;
    !named && !born
}

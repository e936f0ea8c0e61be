//! What a kind of row (people, employers, offers) must say of itself so that the one machine of `machine` and `block` imports it: its sheet,
//! how a row becomes a file, how files are stored. One implementation a kind, in a file of its own; `KINDS` in `mod` lists them.

use crate::domain::ids::Id;
use crate::domain::rights::Deed;
use crate::domain::rules::Rules;
use crate::domain::sheet::Sheet;
use crate::exchange::header::Header;
use crate::fault::{Flaw, Outcome};
use crate::services::import::block::{Plan, Twin};
use crate::services::import::row::{Filled, Filler, Rejection, Row};
use crate::store::imports::Kept;
use crate::store::{Desk, Read, Write};

/// A kind of row.
pub(super) trait Kind: Sized {
    /// What a row becomes: the record with all that hangs on it.
    type File: Clone + Default + PartialEq + Send + Sync + 'static;
    /// Its id.
    type Id: Id + Ord;

    /// Its table and where its rows' digests are kept.
    const KEPT: Kept;
    /// The right for more than 50 rows, and for fewer.
    const RIGHTS: (Deed, Deed);
    /// Of each group one column must be in the file; the first one is named when none is.
    const WANTED: &'static [&'static [&'static str]];
    /// Fields for whose flaws a row is rejected; other values that break a rule are left out and kept as text.
    const MUST: &'static [&'static str];
    /// The flaw when the number of a row names something else.
    const OTHER: &'static str;
    /// The flaw when a row may be the same as another file.
    const TWIN: &'static str;

    /// The columns.
    fn sheet() -> &'static Sheet<Self::File>;
    /// The files stored under these ids, in their order.
    fn load_all(read: &mut dyn Read, ids: &[Self::Id]) -> Outcome<Vec<Self::File>>;
    /// Its id.
    fn id(file: &Self::File) -> Self::Id;
    /// Its number.
    fn number(file: &Self::File) -> &str;
    /// Its agency.
    fn agency(file: &Self::File) -> &str;
    /// Brings what was typed into the form that is stored.
    fn tidy(file: &mut Self::File);
    /// All that is wrong with it.
    fn check(file: &Self::File, rules: &Rules) -> Vec<Flaw>;
    /// What couldn't be read.
    fn note(file: &mut Self::File) -> &mut Option<String>;
    /// A stored file made ready to be filled from a row.
    fn ready(_file: &mut Self::File) {}
    /// What the rows of a block name, looked up at once before each is filled.
    fn block(&mut self, _desk: &mut Desk, _source: &str, _rows: &[Row<Self::File>]) -> Outcome<()> {
        Ok(())
    }
    /// Fills a file from a row, on top of the one stored, if there is one; `agency` is where it will be kept.
    fn fill(
        &mut self,
        desk: &mut Desk,
        filler: &mut Filler<'_>,
        row: &Row<Self::File>,
        base: Option<&Self::File>,
        agency: &str,
        header: &Header,
    ) -> Outcome<Result<Filled<Self::File>, Rejection>>;
    /// Whether a row is about somebody or something else than the file that its number names.
    fn another(row: &Row<Self::File>, stored: &Self::File, came: &Self::File) -> bool;
    /// Other files that may be the same as one of the block.
    fn twins(desk: &mut Desk, plans: &[Plan<Self>]) -> Outcome<Vec<Twin<Self::Id>>>;
    /// Stores new files: numbers, records, search words.
    fn insert(w: &mut Write<'_>, new: &mut [Self::File]) -> Outcome<()>;
    /// Stores a changed file.
    fn update(w: &mut Write<'_>, before: &Self::File, after: &mut Self::File) -> Outcome<()>;
    /// Keeps the pairs that may be the same; `stored` are the files of the block.
    fn pair(_w: &mut Write<'_>, _twins: &[Twin<Self::Id>], _stored: &[Self::File]) -> Outcome<()> {
        Ok(())
    }
    /// What follows from the block's files: tasks.
    fn follow(_w: &mut Write<'_>, _plans: &[Plan<Self>], _stored: &[Self::File]) -> Outcome<()> {
        Ok(())
    }
}

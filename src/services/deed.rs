//! The id of a deed for a job that may be run again (the line cut in the middle): made at the first run, the same at every other.
//! Called inside the jobs of the screens.

use crate::domain::ids::DeedId;
use crate::store::Desk;

/// Gives the deed's id, the same each time it is called.
pub fn once() -> impl FnMut(&Desk) -> DeedId + Send + 'static {
    let mut made = None;
    move |desk| *made.get_or_insert_with(|| desk.new_id())
}

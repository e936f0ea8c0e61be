//! What a page of a long list is for the screens and commands: rows, how many there are, how the filter was understood. Given by the
//! services of the caseload, the employers and the offers.

pub use crate::store::paging::{Mark, Side};

/// A page of rows `R`; each word of the filter was understood as an `M`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed<R, M> {
    /// In their order.
    pub rows: Vec<R>,
    /// How many the filter leaves.
    pub total: usize,
    /// What each word of the filter was understood as.
    pub meanings: Vec<M>,
}

//! What a tab of an offer's file is. The shell (`mod.rs`) owns the tabs and gives each what it needs; a tab made in another file is one
//! line in `TABS` there.
//!
//! A part lives inside the shell's screen, so the answers of its jobs and drawers come to the shell, which finds the part again by its
//! type:
//!
//! ```text
//! cx.load(Slot("candidates"), move |desk| matching::for_vacancy(desk, id, 200), |shell: &mut VacancyFile, found, cx| {
//!     if let Some(me) = shell.part::<Candidates>() {
//!         me.came(found, cx);
//!     }
//! });
//! ```
//! After a deed that changes the offer a part calls `shell.reload(cx)`; every part then gets the new page.

use std::any::Any;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::services::vacancies::Page;
use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Typed};

/// A tab. Its list, its drawers and its own letters; the shell's letters (`m s d l h n z`) are offered beside them.
pub trait Part: Any {
    /// The offer has come, or came again after a deed.
    fn page(&mut self, page: &Page, cx: &mut Cx<'_>);
    /// The tab is the current one now: what it shows beyond the page is asked for here.
    fn shown(&mut self, cx: &mut Cx<'_>) {
        let _ = cx;
    }
    /// What has the focus.
    fn kind(&self) -> Kind {
        Kind::List
    }
    /// What can be done here, moves included. The first three `Main` are the help line's.
    fn offers(&self, out: &mut Vec<Offer>);
    /// Does an action; false: it is the shell's.
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) -> bool;
    /// Takes text (a filter, a digit's word).
    fn typed(&mut self, what: &Typed, cx: &mut Cx<'_>) -> bool {
        let _ = (what, cx);
        false
    }
    /// The count in the tab line, and whether something in it is overdue.
    fn count(&self) -> (usize, bool) {
        (0, false)
    }
    /// The right end of row 2: `1-7 sur 23`.
    fn slot(&self, look: &Look) -> String {
        let _ = look;
        String::new()
    }
    /// Advice for the message line.
    fn advice(&self, look: &Look) -> String {
        let _ = look;
        String::new()
    }
    /// What the palette says the deeds are about; empty: the offer.
    fn subject(&self, look: &Look) -> String {
        let _ = look;
        String::new()
    }
    /// Draws the body below the tab line.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look);
}

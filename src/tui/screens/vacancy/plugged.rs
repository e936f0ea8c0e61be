//! The tabs Candidats and Propositions of an offer: parts made elsewhere, plugged into the shell.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::VacancyFile;
use super::part::Part;
use crate::services::vacancies::Page;
use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Typed};
use crate::tui::screens::candidates::Candidates;
use crate::tui::screens::series::Series;

fn candidates(shell: &mut VacancyFile) -> Option<&mut Candidates> {
    shell.part()
}

fn proposals(shell: &mut VacancyFile) -> Option<&mut Series> {
    shell.part()
}

impl Part for Candidates {
    /// Ranks don't move while one works with them: they are asked for when the tab is shown.
    fn page(&mut self, _: &Page, _: &mut Cx<'_>) {}
    fn shown(&mut self, cx: &mut Cx<'_>) {
        self.load(cx, candidates);
    }
    fn offers(&self, out: &mut Vec<Offer>) {
        Candidates::offers(self, out);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) -> bool {
        Candidates::act(self, action, cx, candidates)
    }
    fn count(&self) -> (usize, bool) {
        (self.total(), false)
    }
    fn slot(&self, look: &Look) -> String {
        self.position(look)
    }
    fn subject(&self, _look: &Look) -> String {
        Candidates::subject(self)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        Candidates::draw(self, frame.buffer_mut(), area, look);
    }
}

impl Part for Series {
    fn page(&mut self, page: &Page, _: &mut Cx<'_>) {
        self.counted(page.proposal_count());
    }
    fn shown(&mut self, cx: &mut Cx<'_>) {
        self.load(cx, proposals);
    }
    fn kind(&self) -> Kind {
        Series::kind(self)
    }
    fn offers(&self, out: &mut Vec<Offer>) {
        Series::offers(self, out);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) -> bool {
        Series::act(self, action, cx, proposals)
    }
    fn typed(&mut self, what: &Typed, _: &mut Cx<'_>) -> bool {
        Series::typed(self, what)
    }
    fn count(&self) -> (usize, bool) {
        self.open_and_late()
    }
    fn slot(&self, look: &Look) -> String {
        self.position(look)
    }
    fn advice(&self, look: &Look) -> String {
        Series::advice(self, look)
    }
    fn subject(&self, _look: &Look) -> String {
        Series::subject(self)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        Series::draw(self, frame.buffer_mut(), area, look, "series-offer-empty");
    }
}

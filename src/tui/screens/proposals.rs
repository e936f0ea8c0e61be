//! Propositions: all that waits for an answer, by the day awaited; answers by digits in series while phoning (screens.md §13). Reached by
//! `g r`, `--at proposals`, and from a due answer of the day.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::series::{Series, Source};
use crate::domain::ids::ProposalId;
use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Screen, Typed};
use crate::tui::screens::House;

/// The screen.
pub struct Proposals {
    series: Series,
}

impl Proposals {
    /// Of who works.
    pub fn new(house: &House) -> Self {
        Proposals { series: Series::new(house, Source::Mine(None)) }
    }
    /// With the cursor on this proposal, whosever it is.
    pub fn at(house: &House, id: ProposalId) -> Self {
        Proposals { series: Series::new(house, Source::Mine(Some(id))) }
    }
    fn series(&mut self) -> Option<&mut Series> {
        Some(&mut self.series)
    }
}

impl Screen for Proposals {
    fn name(&self) -> &'static str {
        "proposals"
    }
    fn kind(&self) -> Kind {
        self.series.kind()
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.series.offers(out);
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.series.load(cx, Self::series);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        self.series.act(action, cx, Self::series);
    }
    fn typed(&mut self, what: Typed, _cx: &mut Cx<'_>) -> bool {
        self.series.typed(&what)
    }
    fn context(&self, look: &Look) -> String {
        if !self.series.has_come() {
            return String::new();
        }
        let args = [("count", self.series.count().to_string()), ("answered", self.series.answered().to_string())];
        let filter = self.series.filter().shown(look);
        if filter.is_empty() {
            return look.with("proposals-context", &args);
        }
        format!("{filter}   {}", look.with("proposals-context-short", &args))
    }
    fn context_cursor(&self, look: &Look) -> Option<u16> {
        self.series.filter().cursor("", look)
    }
    fn slot(&self, look: &Look) -> String {
        self.series.position(look)
    }
    fn advice(&self, look: &Look) -> String {
        self.series.advice(look)
    }
    fn subject(&self, _look: &Look) -> String {
        self.series.subject()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.series.draw(frame.buffer_mut(), area, look, "proposals-empty");
    }
}

//! The short card of security.md §3, in a drawer: what anyone of the office may know of a person, an employer or an offer of another
//! agency. Called by `doors`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::services::search::{Card, Kind as Of};
use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Screen};

/// The drawer.
pub struct ShortCard {
    card: Card,
}

impl ShortCard {
    /// Of what was found.
    pub fn known(card: Card) -> Self {
        ShortCard { card }
    }
}

/// What a card's state is called: a registration's, a vacancy's; an employer's.
pub fn state(card: &Card, look: &Look) -> String {
    let record = match card.kind {
        Of::Person => "registration",
        Of::Employer => "employer",
        Of::Vacancy => "vacancy",
    };
    card.state.as_deref().map_or_else(|| look.text("card-never"), |state| look.texts.state(record, state))
}

/// What a card is of: DE, ENT, OFF.
pub fn kind(of: Of, look: &Look) -> String {
    look.text(match of {
        Of::Person => "search-kind-person",
        Of::Employer => "search-kind-employer",
        Of::Vacancy => "search-kind-vacancy",
    })
}

impl Screen for ShortCard {
    fn name(&self) -> &'static str {
        "card"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Back));
        out.push(Offer::silent(Action::Open));
    }
    fn act(&mut self, _action: Action, cx: &mut Cx<'_>) {
        cx.close();
    }
    fn title(&self, look: &Look) -> String {
        look.with("title-card", &[("kind", kind(self.card.kind, look)), ("name", self.card.name.clone())])
    }
    fn rows(&self, _width: u16) -> u16 {
        4
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let card = &self.card;
        let year = card.birth_year.map_or_else(|| "-".to_owned(), |y| y.to_string());
        let number = look.with("card-number", &[("number", card.number.clone()), ("agency", card.agency.clone())]);
        let town = card.town.clone().unwrap_or_else(|| "-".to_owned());
        let person = look.with("card-person", &[("year", year), ("town", town.clone())]);
        let other = look.with("card-other", &[("town", town)]);
        let lines = [
            number,
            if card.kind == Of::Person { person } else { other },
            look.with("card-state", &[("state", state(card, look))]),
            look.text("card-only"),
        ];
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            look.put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(2), &line, Style::new());
        }
        look.point(area.x, area.y);
    }
}

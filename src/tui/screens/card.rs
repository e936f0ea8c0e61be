//! The short card of security.md §3, in a drawer: what anyone of the office may know of a person, an employer or an offer of another
//! agency. Called by `doors`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::ids::PersonId;
use crate::fault::Outcome;
use crate::services::search::{self, Card, Kind as Of};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Screen};

/// The drawer.
pub struct ShortCard {
    wanted: Option<PersonId>,
    card: Option<Card>,
}

impl ShortCard {
    /// Of a person, to be asked for.
    pub fn of_person(id: PersonId) -> Self {
        ShortCard { wanted: Some(id), card: None }
    }
    /// One that is known already.
    pub fn known(card: Card) -> Self {
        ShortCard { wanted: None, card: Some(card) }
    }
    fn came(&mut self, card: Outcome<Card>, _cx: &mut Cx<'_>) {
        self.card = card.ok();
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
    fn opened(&mut self, cx: &mut Cx<'_>) {
        if let Some(id) = self.wanted {
            cx.load(Slot("card"), move |desk| search::card(desk, id), Self::came);
        }
    }
    fn act(&mut self, _action: Action, cx: &mut Cx<'_>) {
        cx.close();
    }
    fn title(&self, look: &Look) -> String {
        match &self.card {
            Some(card) => look.with("title-card", &[("kind", kind(card.kind, look)), ("name", card.name.clone())]),
            None => look.text("slot-waiting"),
        }
    }
    fn rows(&self, _width: u16) -> u16 {
        4
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let Some(card) = &self.card else { return };
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

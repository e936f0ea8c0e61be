//! `v` on the list of employers: its saved views, chosen and kept as those of the caseload.

use super::Employers;
use crate::domain::office::SavedView;
use crate::fault::Outcome;
use crate::services::caseload;
use crate::services::employers::Sort;
use crate::tui::cx::Slot;
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::caseload::saved::{Chosen, Named, SaveView, Views};

/// Name of the screen in saved views.
const SCREEN: &str = "employers";

/// Key of what an order is called.
pub(super) fn sort_key(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => "caseload-by-name",
        Sort::LastContact => "caseload-by-contact",
        Sort::Offers => "employers-by-offers",
        Sort::Town => "employers-by-town",
    }
}

/// As a saved view keeps it.
fn sort_id(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => "name",
        Sort::LastContact => "last_contact",
        Sort::Offers => "offers",
        Sort::Town => "town",
    }
}

fn sort_named(id: &str) -> Sort {
    let all = [Sort::Name, Sort::LastContact, Sort::Offers, Sort::Town];
    all.into_iter().find(|s| sort_id(*s) == id).unwrap_or_default()
}

impl Employers {
    pub(super) fn views(&mut self, cx: &mut Cx<'_>) {
        let then = |_: &mut Self, views: Outcome<Vec<SavedView>>, cx: &mut Cx<'_>| {
            if let Ok(views) = views {
                cx.ask(Views::new(views), Self::chose);
            }
        };
        cx.load(Slot("views"), |desk| caseload::views(desk, SCREEN), then);
        cx.hold(Slot("views"));
    }
    fn chose(&mut self, chosen: Chosen, cx: &mut Cx<'_>) {
        match chosen {
            Chosen::View(view) => {
                let view = view.map(|v| *v);
                self.filter.put(view.as_ref().and_then(|v| v.filters.as_deref()).unwrap_or_default());
                self.sort = view.as_ref().and_then(|v| v.sort.as_deref()).map(sort_named).unwrap_or_default();
                self.view = view;
                self.filtered(cx);
            }
            Chosen::Keep => {
                let name = self.view.as_ref().map(|v| v.name.clone()).unwrap_or_default();
                let (filter, sort) = (self.filter.text().to_owned(), cx.text(sort_key(self.sort)));
                let says = match filter.trim() {
                    "" => cx.look.with("views-says-all", &[("sort", sort)]),
                    _ => cx.look.with("views-says", &[("filter", filter), ("sort", sort)]),
                };
                cx.ask(SaveView::new(&name, says, cx.look), Self::named);
            }
        }
    }
    fn named(&mut self, named: Named, cx: &mut Cx<'_>) {
        let view = SavedView {
            screen: SCREEN.to_owned(),
            name: named.name,
            filters: Some(self.filter.text().to_owned()).filter(|f| !f.is_empty()),
            sort: Some(sort_id(self.sort).to_owned()),
            ..SavedView::default()
        };
        let ticket = cx.deed(
            move |desk, deed| caseload::save_view(desk, deed, &view, named.shared),
            |me: &mut Self, view: Outcome<SavedView>, cx| {
                if let Ok(view) = view {
                    cx.say(Message::saved(Words::new("views-kept").with("name", &view.name)));
                    me.view = Some(view);
                }
            },
        );
        cx.hold_for(ticket);
    }
}

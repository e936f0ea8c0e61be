//! `v` on a list: its saved views are chosen, and the present one is kept under a name.

use super::saved::{Chosen, Named, SaveView, Views};
use super::{Lists, sort_key};
use crate::domain::office::SavedView;
use crate::fault::Outcome;
use crate::services::caseload;
use crate::tui::cx::Slot;
use crate::tui::screen::{Cx, Words};

/// A list whose filter and order can be kept as a view, under the name of the screen.
pub trait Keeps: Lists {
    /// An order as a saved view keeps it.
    fn sort_id(sort: Self::Sort) -> &'static str;

    /// The drawer of the views.
    fn views(&mut self, cx: &mut Cx<'_>) {
        let then = |_: &mut Self, views: Outcome<Vec<SavedView>>, cx: &mut Cx<'_>| {
            if let Ok(views) = views {
                cx.ask(Views::new(views), Self::chose);
            }
        };
        let screen = self.name();
        cx.load(Slot("views"), move |desk| caseload::views(desk, screen), then);
        cx.hold(Slot("views"));
    }
    /// A view was chosen, or the present one is to be kept.
    fn chose(&mut self, chosen: Chosen, cx: &mut Cx<'_>) {
        match chosen {
            Chosen::View(view) => {
                let view = view.map(|v| *v);
                let id = view.as_ref().and_then(|v| v.sort.as_deref());
                let named = Self::SORTS.iter().map(|(sort, _)| *sort).find(|sort| Some(Self::sort_id(*sort)) == id);
                let list = self.list_mut();
                list.filter.put(view.as_ref().and_then(|v| v.filters.as_deref()).unwrap_or_default());
                list.sort = named.unwrap_or_default();
                list.view = view;
                self.begin_again(cx);
            }
            Chosen::Keep => {
                let list = self.list();
                let name = list.view.as_ref().map(|v| v.name.clone()).unwrap_or_default();
                let (filter, sort) = (list.filter.text().to_owned(), cx.text(sort_key::<Self>(list.sort)));
                let says = match filter.as_str() {
                    "" => cx.look.with("views-says-all", &[("sort", sort)]),
                    _ => cx.look.with("views-says", &[("filter", filter), ("sort", sort)]),
                };
                cx.ask(SaveView::new(&name, says, cx.look), Self::named);
            }
        }
    }
    /// The name is given: it is kept.
    fn named(&mut self, named: Named, cx: &mut Cx<'_>) {
        let list = self.list();
        let view = SavedView {
            screen: self.name().to_owned(),
            name: named.name,
            filters: Some(list.filter.text().to_owned()).filter(|f| !f.is_empty()),
            sort: Some(Self::sort_id(list.sort).to_owned()),
            ..SavedView::default()
        };
        let ticket = cx.deed(
            move |desk, deed| caseload::save_view(desk, deed, &view, named.shared),
            |me: &mut Self, view: Outcome<SavedView>, cx| {
                if let Ok(view) = view {
                    cx.say_saved(Words::new("views-kept").with("name", &view.name));
                    me.list_mut().view = Some(view);
                }
            },
        );
        cx.hold_for(ticket);
    }
}

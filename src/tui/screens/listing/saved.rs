//! The drawers of the saved views: choosing one, and keeping the present one under a name. Opened by `v` on a list that keeps views.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::office::SavedView;
use crate::tui::action::Action;
use crate::tui::form::{Form, Spec, Step};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen, Typed};
use crate::tui::widgets::pick::Choice;
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// What was chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// This view; none: everything, by due day.
    View(Option<Box<SavedView>>),
    /// The present one is to be kept.
    Keep,
}

/// A line of the list: a view, or everything.
struct Kept(Option<SavedView>);

impl Row for Kept {
    fn key(&self) -> Vec<u8> {
        self.0.as_ref().map(|v| v.head.id.0.as_bytes().to_vec()).unwrap_or_default()
    }
}

/// The drawer that chooses.
pub struct Views {
    table: Table<Kept>,
}

impl Views {
    /// Of these views.
    pub fn new(views: Vec<SavedView>) -> Self {
        let name = |k: &Kept, look: &Look| Cell::from(k.0.as_ref().map_or_else(|| look.text("views-all"), |v| v.name.clone()));
        let columns = vec![
            Column::new("views-name", 24, 0, name),
            Column::new("views-filter", 30, 1, |k: &Kept, _| {
                Cell::from(k.0.as_ref().and_then(|v| v.filters.clone()).unwrap_or_default())
            }),
            Column::new("views-whose", 12, 2, |k: &Kept, look| match &k.0 {
                Some(view) if view.account.is_none() => Cell::from(look.text("views-shared")),
                Some(_) => Cell::from(look.text("views-mine")),
                None => Cell::default(),
            }),
        ];
        let mut table = Table::new(columns);
        table.set(std::iter::once(Kept(None)).chain(views.into_iter().map(|v| Kept(Some(v)))).collect());
        Views { table }
    }
}

impl Dialog for Views {
    type Reply = Chosen;
}

impl Screen for Views {
    fn name(&self) -> &'static str {
        "views"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled("views-take"));
        out.push(Offer::main(Action::New).labelled("views-keep"));
        out.push(Offer::main(Action::Back));
        self.table.offers(out);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open => cx.reply(Chosen::View(self.table.current().and_then(|k| k.0.clone()).map(Box::new))),
            Action::New => cx.reply(Chosen::Keep),
            Action::Back => cx.close(),
            other => {
                self.table.act(other);
            }
        }
    }
    fn rows(&self, _width: u16) -> u16 {
        u16::try_from(self.table.rows().len()).unwrap_or(8).clamp(1, 8) + 1
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
    }
}

/// Under what name, and for whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The whole agency sees it.
    pub shared: bool,
}

/// The drawer that keeps.
pub struct SaveView {
    form: Form,
    says: String,
}

impl SaveView {
    /// With the name it has, and what the view shows.
    pub fn new(name: &str, says: String, look: &Look) -> Self {
        let whose = vec![Choice::new("1", look.text("views-mine")), Choice::new("2", look.text("views-shared"))];
        let mut form =
            Form::new(vec![Spec::text("name", 40).must(), Spec::choice("whose", whose).labelled("views-whose").must()]);
        form.set("name", &name.into());
        form.set("whose", &"1".into());
        SaveView { form, says }
    }
}

impl Dialog for SaveView {
    type Reply = Named;
}

impl Screen for SaveView {
    fn name(&self) -> &'static str {
        "save_view"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled("action-save"));
        out.push(Offer::silent(Action::Save));
        out.push(Offer::usual(Action::NextPane).labelled("drawer-field"));
        self.form.offers(out);
        out.push(Offer::rare(Action::Back));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open | Action::Save if self.form.check(cx) => {
                let name = self.form.value("name").as_text().unwrap_or_default().to_owned();
                cx.reply(Named { name, shared: self.form.value("whose").as_text() == Some("2") });
            }
            Action::Open | Action::Save => {}
            Action::Back => cx.close(),
            other => {
                self.form.act(other, cx, |me: &mut Self| &mut me.form);
            }
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        self.form.typed(&what, cx) != Step::Ignored
    }
    fn rows(&self, _width: u16) -> u16 {
        3
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.form.draw(frame.buffer_mut(), Rect { height: 2.min(area.height), ..area }, look, true);
        look.put(frame.buffer_mut(), area.x + 1, area.y + 2, area.width - 2, &self.says, Style::new());
    }
}

//! A whole screen as an example to copy: a list that is loaded, filtered as one types, and a deed with its drawer.

use guichet::fault::Outcome;
use guichet::store::Desk;
use guichet::tui::action::Action;
use guichet::tui::cx::Slot;
use guichet::tui::dialogs::Confirm;
use guichet::tui::look::Look;
use guichet::tui::screen::{Cx, Kind, Offer, Screen, Typed, Words};
use guichet::tui::widgets::filter::{Filter, Filtered};
use guichet::tui::widgets::table::{Cell, Column, Row, Table};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Stands for a service: rights, then one read. Its type is what comes back to `came`.
fn people(_desk: &mut Desk, filter: &str) -> Outcome<Vec<Person>> {
    let all = ["AKOMA Grâce", "BABONGUI Christelle", "BOUANGA Mireille"];
    let fit = all.iter().filter(|n| n.to_lowercase().contains(&filter.to_lowercase()));
    Ok(fit.map(|n| Person { name: (*n).to_owned(), overdue: n.starts_with('B') }).collect())
}

struct Person {
    name: String,
    overdue: bool,
}

impl Row for Person {
    fn key(&self) -> Vec<u8> {
        self.name.clone().into_bytes()
    }
}

/// The screen: its state, nothing else. `new` asks nothing; `opened` does.
pub struct People {
    table: Table<Person>,
    filter: Filter,
}

impl People {
    pub fn new() -> Self {
        let columns = vec![
            Column::new("field-name", 24, 0, |p: &Person, _| Cell::from(p.name.as_str())),
            Column::new("field-due-on", 6, 1, |p: &Person, _| Cell::alert_if("16/11", p.overdue)).signed(),
        ];
        People { table: Table::new(columns).markable(), filter: Filter::default() }
    }
    fn load(&mut self, cx: &mut Cx<'_>) {
        let filter = self.filter.text().to_owned();
        cx.load(Slot("rows"), move |desk| people(desk, &filter), Self::came);
    }
    fn came(&mut self, rows: Outcome<Vec<Person>>, _cx: &mut Cx<'_>) {
        // A fault is said by the app already; old rows stay.
        if let Ok(rows) = rows {
            self.table.set(rows);
        }
    }
    fn remind(&mut self, cx: &mut Cx<'_>) {
        let chosen = self.table.chosen();
        let save = cx.save(
            move |_desk| Ok(chosen.len()),
            |me: &mut Self, done, cx| {
                if let Ok(count) = done {
                    me.table.unmark();
                    cx.say_saved(Words::new("slot-count").with("count", count).with("total", count));
                }
            },
        );
        cx.hold_for(save);
    }
}

impl Screen for People {
    fn name(&self) -> &'static str {
        "caseload"
    }
    fn kind(&self) -> Kind {
        self.filter.kind()
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        self.filter.offers(out);
        if !self.filter.is_open() && self.table.current().is_some() {
            out.push(Offer::main(Action::Remind));
        }
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) {
            return;
        }
        match self.filter.act(action) {
            Filtered::Changed => return self.load(cx),
            Filtered::Same => return,
            Filtered::Ignored => {}
        }
        match action {
            Action::Remind => {
                let question = Words::new("conflict-kept").with("about", self.table.chosen().len());
                let ask = Confirm::new(Words::new("action-remind"), question, "action-remind");
                cx.ask(ask, |me: &mut Self, _, cx| me.remind(cx));
            }
            Action::Back => cx.close(),
            _ => {}
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        let filtered = self.filter.typed(&what);
        if filtered == Filtered::Changed {
            self.load(cx);
        }
        filtered != Filtered::Ignored
    }
    fn context(&self, look: &Look) -> String {
        self.filter.shown(look)
    }
    fn context_cursor(&self, look: &Look) -> Option<u16> {
        self.filter.cursor("", look)
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
    }
}

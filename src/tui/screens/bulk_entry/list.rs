//! The list of batches: announce one, open one and go on where it stands.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::batch::BatchPage;
use super::lines::BatchLine;
use super::slip::{self, SlipDrawer};
use crate::domain::batch::{Batch, FormKind};
use crate::domain::ids::BatchId;
use crate::domain::lifecycle::{BatchState, State};
use crate::fault::Outcome;
use crate::services::batches::{self, Overview, Slip};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Menu, MenuRow};
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Offer, Screen, Topic, Words};
use crate::tui::screens::House;
use crate::tui::widgets::table::{Cell, Column, Table};

/// The kinds of forms that can be announced, in the order of the menu.
const KINDS: &[FormKind] = &[FormKind::People, FormKind::Interviews, FormKind::Employers, FormKind::Offers];

/// The screen.
pub struct BulkEntry {
    house: House,
    table: Table<BatchLine>,
    came: bool,
}

impl BulkEntry {
    /// Of the agency.
    pub fn new(house: &House) -> Self {
        let columns = vec![
            Column::new("bulk-number", 9, 0, |l: &BatchLine, _| Cell::from(l.row.batch.number.as_str())),
            Column::new("bulk-kind", 14, 2, |l: &BatchLine, _| Cell::from(l.kind.as_str())),
            Column::new("bulk-state", 16, 0, |l: &BatchLine, _| Cell::from(l.state.as_str())),
            Column::new("bulk-forms", 9, 0, |l: &BatchLine, _| Cell::from(l.count.as_str())).right(),
            Column::new("bulk-waits", 24, 1, |l: &BatchLine, _| Cell::from(l.waits.as_str())),
            Column::new("bulk-clerks", 32, 6, |l: &BatchLine, _| Cell::from(l.clerks.as_str())).extra(),
        ];
        BulkEntry { house: house.clone(), table: Table::new(columns), came: false }
    }
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.load(Slot("rows"), batches::list, |me: &mut Self, rows: Outcome<Vec<Overview>>, cx| {
            let Ok(rows) = rows else { return me.table.missed() };
            me.came = true;
            me.table.set(rows.into_iter().map(|r| BatchLine::new(r, cx.look)).collect());
        });
    }
    fn open(&self, id: BatchId, cx: &mut Cx<'_>) {
        cx.push(BatchPage::new(&self.house, id));
    }
    /// `n`: what the forms are about, then what the slip says.
    fn announce(&mut self, cx: &mut Cx<'_>) {
        let row = |kind: &FormKind| {
            let id = kind.id();
            MenuRow::new(cx.text(&format!("bulk-kind-{id}")), cx.text(&format!("bulk-kind-{id}-says")))
        };
        let menu = Menu::new(Words::new("bulk-new-title"), KINDS.iter().map(row).collect());
        cx.ask(menu, |me: &mut Self, at: usize, cx| {
            let Some(kind) = KINDS.get(at) else { return };
            cx.ask(SlipDrawer::new(&me.house, *kind, cx.look), |_: &mut Self, slip: Slip, cx| {
                let ticket = cx.deed(
                    move |desk, deed| batches::announce(desk, deed, &slip),
                    |me: &mut Self, batch: Outcome<Batch>, cx| {
                        let Ok(batch) = batch else { return };
                        cx.say_saved(Words::new("bulk-announced").with("number", &batch.number));
                        me.open(batch.head.id, cx);
                    },
                );
                cx.hold_for(ticket);
            });
        });
    }
}

impl Screen for BulkEntry {
    fn name(&self) -> &'static str {
        "bulk_entry"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if let Some(line) = self.table.current() {
            out.push(Offer::main(Action::Open));
            if !line.row.batch.state.is_final() {
                out.push(Offer::usual(Action::Edit).labelled("bulk-slip-short"));
            }
        }
        out.push(Offer::main(Action::New).labelled("bulk-new-short"));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn changed(&mut self, _: Topic, _: &mut Cx<'_>) {}
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) {
            return;
        }
        if action == Action::New {
            return self.announce(cx);
        }
        let Some(batch) = self.table.current().map(|l| l.row.batch.clone()) else { return };
        match action {
            Action::Open => self.open(batch.head.id, cx),
            Action::Edit => {
                cx.ask(SlipDrawer::of(&self.house, &batch, cx.look), move |_: &mut Self, said: Slip, cx| {
                    slip::correct::<Self>(batch, said, cx, |me, cx| me.load(cx));
                });
            }
            _ => {}
        }
    }
    fn context(&self, look: &Look) -> String {
        let rows = self.table.rows();
        let open = rows.iter().filter(|l| !matches!(l.row.batch.state, BatchState::Posted | BatchState::PartRejected));
        look.with("bulk-list-context", &[("count", rows.len().to_string()), ("open", open.count().to_string())])
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn subject(&self, look: &Look) -> String {
        let number = self.table.current().map(|l| l.row.batch.number.clone());
        number.map_or_else(String::new, |number| look.with("bulk-batch-no", &[("number", number)]))
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
        if self.table.is_empty() && self.came {
            let lines = wrap(&look.text("bulk-empty"), usize::from(area.width.saturating_sub(4)));
            for (y, line) in (area.y + 2..area.bottom()).zip(lines) {
                look.put(frame.buffer_mut(), area.x + 2, y, area.width - 2, &line, Style::new());
            }
        }
    }
}

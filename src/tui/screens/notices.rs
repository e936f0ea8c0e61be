//! Avis: what was told to who works, the unread ones first; Enter opens what it is about and marks it read. The count stands in the
//! title line. Reached by `g n`.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::calendar;
use crate::domain::ids::RowId;
use crate::domain::record::parse_day;
use crate::fault::{Arg, Outcome};
use crate::services::notices::{self, NoticeRow};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Offer, Screen, Topic};
use crate::tui::screens::caseload::short;
use crate::tui::screens::{House, doors};
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// Arguments that a notice may have.
const ARGUMENTS: &[&str] = &["count", "by", "to", "name", "number", "day", "title", "kind", "reason", "hour"];

/// A notice and its words.
struct Line {
    row: NoticeRow,
    at: String,
    text: String,
    read: bool,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.row.notice.head.id.0.as_bytes().to_vec()
    }
}

impl Line {
    fn new(row: NoticeRow, house: &House, look: &Look) -> Self {
        let notice = &row.notice;
        let at = notice.at.map(calendar::local);
        let at = at.map_or_else(|| "-".to_owned(), |at| short(at.date(), look));
        let mut args: Vec<Arg> = Vec::new();
        for (name, value) in notice.arguments.iter().filter_map(|a| a.split_once('=')) {
            let Some(name) = ARGUMENTS.iter().find(|n| **n == name) else { continue };
            let value = match (*name, parse_day(value)) {
                ("kind", _) => house.rules.codes.label("TASK", value, look.lang()).to_owned(),
                ("day", Some(day)) => short(day, look),
                _ => value.to_owned(),
            };
            args.push((name, value));
        }
        if !args.iter().any(|(name, _)| *name == "name") {
            args.push(("name", row.name.clone().unwrap_or_else(|| "-".to_owned())));
        }
        if !args.iter().any(|(name, _)| *name == "by") {
            args.push(("by", look.text("notices-someone")));
        }
        let key = if look.texts.has(&notice.key) { notice.key.as_str() } else { "notice-other" };
        Line { at, text: look.with(key, &args), read: notice.read_at.is_some(), row }
    }
}

/// The screen.
pub struct Notices {
    house: House,
    table: Table<Line>,
    unread: u32,
    came: bool,
}

impl Notices {
    /// Of who works.
    pub fn new(house: &House) -> Self {
        let columns = vec![
            Column::new("notices-new", 3, 1, |l: &Line, look: &Look| {
                Cell::from(if l.read { String::new() } else { look.text("notices-sign") })
            }),
            Column::new("notices-at", 5, 2, |l: &Line, _| Cell::from(l.at.as_str())),
            Column::new("notices-text", 40, 0, |l: &Line, _| Cell::from(l.text.as_str())),
        ];
        Notices { house: Rc::clone(house), table: Table::new(columns), unread: 0, came: false }
    }
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.load(Slot("rows"), notices::mine, |me: &mut Self, rows: Outcome<Vec<NoticeRow>>, cx| {
            let Ok(rows) = rows else { return };
            let lines: Vec<Line> = rows.into_iter().map(|r| Line::new(r, &me.house, cx.look)).collect();
            me.unread = u32::try_from(lines.iter().filter(|l| !l.read).count()).unwrap_or(u32::MAX);
            me.came = true;
            me.table.set(lines);
            cx.notices(me.unread);
        });
    }
    fn read(&mut self, id: RowId, cx: &mut Cx<'_>) {
        let mut deed = None;
        let then = move |me: &mut Self, unread: Outcome<u32>, cx: &mut Cx<'_>| {
            let Ok(unread) = unread else { return };
            me.unread = unread;
            me.table.update(id.0.as_bytes(), |line| line.read = true);
            cx.notices(unread);
        };
        cx.keep(move |desk| notices::read(desk, *deed.get_or_insert_with(|| desk.new_id()), id), then);
    }
}

impl Screen for Notices {
    fn name(&self) -> &'static str {
        "notices"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.table.current().is_some() {
            out.push(Offer::main(Action::Open));
        }
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn changed(&mut self, _topic: Topic, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) || action != Action::Open {
            return;
        }
        let Some(line) = self.table.current() else { return };
        let (id, person, read) = (line.row.notice.head.id, line.row.person, line.read);
        if !read {
            self.read(id, cx);
        }
        if let Some(person) = person {
            doors::person(&self.house, person, cx);
        }
    }
    fn title(&self, look: &Look) -> String {
        look.text("title-notices-page")
    }
    fn context(&self, look: &Look) -> String {
        look.with("notices-context", &[("count", self.unread.to_string())])
    }
    /// The whole sentence, where the row has no room for it.
    fn advice(&self, _look: &Look) -> String {
        self.table.current().map(|l| l.text.clone()).unwrap_or_default()
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
        if self.table.is_empty() && self.came {
            let lines = wrap(&look.text("notices-empty"), usize::from(area.width.saturating_sub(4)));
            for (y, line) in (area.y + 2..area.bottom()).zip(lines) {
                look.put(frame.buffer_mut(), area.x + 2, y, area.width - 2, &line, Style::new());
            }
        }
    }
}

//! Two files side by side: `1` or `2` on a row says which value stays, Enter merges (domain.md §3.8). Opened from the list of duplicates.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::ids::PersonId;
use crate::domain::person::Person;
use crate::domain::record::{Record, Value, field};
use crate::fault::{Fault, Outcome};
use crate::services::merge::{self, Sides};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Confirm, Confirmed, PickDialog};
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Message, Offer, Screen, Words};
use crate::tui::screens::House;
use crate::tui::screens::file::words;
use crate::tui::widgets::diff::shown;
use crate::tui::widgets::pick::Choice;
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// What may be said of the two, with the digit that chooses it.
const SAID: [(&str, &str); 3] = [("2", "distinct"), ("3", "to-verify"), ("4", "swap")];
/// Lines below the fields.
const BELOW: u16 = 5;

/// Whose value a row takes, and whether that is to be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// Both are filled, otherwise: the survivor's until it is said.
    First,
    /// The lost file's was chosen.
    Second,
    /// Only the lost file has it.
    Only,
    /// Nothing to choose.
    Stays,
}

/// A field.
struct Line {
    id: &'static str,
    label: String,
    first: String,
    second: String,
    takes: Takes,
}

impl Line {
    fn new(id: &'static str, takes: Takes, sides: &Sides, house: &House, look: &Look) -> Self {
        let say = |person: &Person| {
            let value = field::<Person>(id).map_or(Value::Null, |f| (f.get)(person));
            match value {
                Value::Null => words::NONE.to_owned(),
                Value::Bool(b) => words::value(house, look, Person::TABLE, id, Some(&b.to_string())),
                value => words::value(house, look, Person::TABLE, id, Some(&shown(&value))),
            }
        };
        Line { id, label: look.label(Person::TABLE, id), first: say(&sides.survivor), second: say(&sides.lost), takes }
    }
    fn chosen(&self) -> bool {
        matches!(self.takes, Takes::First | Takes::Second)
    }
    fn cell(&self, second: bool) -> String {
        let mine = if second { matches!(self.takes, Takes::Second | Takes::Only) } else { self.takes == Takes::First };
        let digit = if second { "2" } else { "1" };
        let text = if second { &self.second } else { &self.first };
        format!("{} {} {text}", if mine { "=" } else { " " }, if self.chosen() { digit } else { " " })
    }
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.id.as_bytes().to_vec()
    }
}

/// The screen.
pub struct Pair {
    house: House,
    a: PersonId,
    b: PersonId,
    keep: bool,
    sides: Option<Sides>,
    table: Table<Line>,
}

impl Pair {
    /// Of these two; the fuller file stays until it is said otherwise.
    pub fn new(house: &House, a: PersonId, b: PersonId) -> Self {
        let columns = vec![
            Column::new("duplicates-field", 13, 0, |l: &Line, _| Cell::from(l.label.as_str())).signed(),
            Column::new("duplicates-stays", 16, 0, |l: &Line, _| Cell::from(l.cell(false))),
            Column::new("duplicates-goes", 26, 0, |l: &Line, _| Cell::from(l.cell(true))),
        ];
        Pair { house: Rc::clone(house), a, b, keep: false, sides: None, table: Table::new(columns) }
    }
    fn load(&mut self, cx: &mut Cx<'_>) {
        let (a, b, keep) = (self.a, self.b, self.keep);
        cx.load(
            Slot("rows"),
            move |desk| merge::look(desk, a, b, keep),
            |me: &mut Self, sides: Outcome<Sides>, cx| {
                let Ok(sides) = sides else { return me.table.missed() };
                let line = |id: &'static str, takes| Line::new(id, takes, &sides, &me.house, cx.look);
                // What was chosen stays chosen when both come again, as long as the same file stays.
                let same = me.sides.as_ref().is_some_and(|s| s.survivor.head.id == sides.survivor.head.id);
                let had = |id: &str| same && me.table.rows().iter().any(|l| l.id == id && l.takes == Takes::Second);
                let takes = |id: &str| if had(id) { Takes::Second } else { Takes::First };
                let mut lines: Vec<Line> = sides.differs.iter().map(|d| line(d.field, takes(d.field))).collect();
                lines.extend(sides.taken.iter().map(|id| line(id, Takes::Only)));
                lines.extend(sides.stays.iter().map(|id| line(id, Takes::Stays)));
                me.table.set(lines);
                me.sides = Some(sides);
            },
        );
        cx.hold(Slot("rows"));
    }
    fn choose(&mut self, takes: Takes, cx: &mut Cx<'_>) {
        match self.table.current() {
            Some(line) if line.chosen() => {
                // A number goes with its kind: one choice for both.
                let own = [line.id];
                for id in merge::together(line.id).unwrap_or(&own) {
                    self.table.update(id.as_bytes(), |l| l.takes = if l.chosen() { takes } else { l.takes });
                }
                self.table.act(Action::Down);
            }
            _ => cx.say(Message::advice(Words::new("duplicates-nothing"))),
        }
    }
    fn choose_all(&mut self, takes: Takes) {
        let keys: Vec<Vec<u8>> = self.table.rows().iter().filter(|l| l.chosen()).map(Row::key).collect();
        for key in keys {
            self.table.update(&key, |l| l.takes = takes);
        }
    }
    fn days(&self) -> i64 {
        self.house.rules.delays.get("T73", "unmerge")
    }
    fn both(&self, key: &str) -> Words {
        let of = |pick: fn(&Sides) -> &Person| self.sides.as_ref().map(|s| pick(s).number.clone()).unwrap_or_default();
        Words::new(key).with("survivor", of(|s| &s.survivor)).with("lost", of(|s| &s.lost)).with("days", self.days())
    }
    /// Asks once, with what it does, then merges as it was seen.
    fn merge(&mut self, cx: &mut Cx<'_>) {
        let Some(sides) = self.sides.clone() else { return };
        let lost: Vec<String> = self.table.rows().iter().filter(|l| l.takes == Takes::Second).map(|l| l.id.to_owned()).collect();
        let ask = Confirm::new(self.both("title-merge"), self.both("duplicates-merge-says"), "duplicates-merge");
        cx.ask(ask, move |me: &mut Self, _: Confirmed, cx| {
            let said = me.both("duplicates-done");
            let save = cx.deed(
                move |desk, deed| merge::merge(desk, deed, &sides, &lost, None),
                move |me: &mut Self, done: Outcome<()>, cx| match done {
                    Ok(()) => {
                        cx.close();
                        cx.say_saved(said);
                    }
                    // Someone changed one of them meanwhile: both are seen again as they are now.
                    Err(Fault::Conflict(_)) => me.load(cx),
                    Err(_) => {}
                },
            );
            cx.hold_for(save);
        });
    }
    fn say(&mut self, cx: &mut Cx<'_>) {
        let options = SAID.map(|(code, key)| Choice::new(code, cx.text(&format!("duplicates-say-{key}"))));
        cx.ask(PickDialog::new(Words::new("duplicates-say"), options.to_vec()), |me: &mut Self, choice: Choice, cx| {
            if choice.code == "4" {
                let Some(sides) = &me.sides else { return };
                (me.a, me.b, me.keep) = (sides.lost.head.id, sides.survivor.head.id, true);
                return me.load(cx);
            }
            super::settle(choice.code == "2", me.a, me.b, cx, |_: &mut Self, cx| cx.close());
        });
    }
    /// What stands below the fields.
    fn below(&self, look: &Look) -> Vec<String> {
        let Some(sides) = &self.sides else { return Vec::new() };
        let moves = super::counted(&sides.moves, look);
        let mut all = vec![look.with("duplicates-evidence-says", &[("words", super::evidence(&sides.evidence, look))])];
        all.push(match moves.as_str() {
            "" => look.text("duplicates-moves-none"),
            _ => look.with("duplicates-moves", &[("words", moves)]),
        });
        if sides.both_open {
            all.push(look.words(&self.both("duplicates-both-open")));
        }
        all
    }
}

impl Screen for Pair {
    fn name(&self) -> &'static str {
        "duplicate_pair"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        use Action::{Digit1, Digit2, Digit3, Digit4};
        self.table.offers(out);
        if self.sides.is_some() {
            out.push(Offer::main(Action::Open).labelled("duplicates-merge"));
            out.push(Offer::main(Digit1).labelled("duplicates-one"));
            out.push(Offer::main(Digit2).labelled("duplicates-two"));
            out.push(Offer::usual(Action::NextState));
            out.push(Offer::rare(Digit3).labelled("duplicates-all-one"));
            out.push(Offer::rare(Digit4).labelled("duplicates-all-two"));
        }
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) {
            return;
        }
        match action {
            Action::Digit1 => self.choose(Takes::First, cx),
            Action::Digit2 => self.choose(Takes::Second, cx),
            Action::Digit3 => self.choose_all(Takes::First),
            Action::Digit4 => self.choose_all(Takes::Second),
            Action::NextState => self.say(cx),
            Action::Open => self.merge(cx),
            _ => {}
        }
    }
    fn context(&self, look: &Look) -> String {
        if self.sides.is_none() {
            return String::new();
        }
        look.words(&self.both("duplicates-pair-context"))
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn subject(&self, _look: &Look) -> String {
        self.sides.as_ref().map(|s| s.survivor.name()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let lines: Vec<String> =
            self.below(look).iter().flat_map(|t| wrap(t, usize::from(area.width.saturating_sub(3)))).collect();
        let rows = u16::try_from(lines.len()).unwrap_or(BELOW).min(BELOW);
        let top = area.bottom().saturating_sub(rows);
        let table = Rect { height: area.height.saturating_sub(rows + 1), ..area };
        self.table.draw(frame.buffer_mut(), table, look, true);
        for (y, line) in (top..area.bottom()).zip(lines) {
            look.put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(2), &line, Style::new());
        }
    }
}

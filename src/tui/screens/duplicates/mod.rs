//! Doublons: pairs of files that may be of one person, the strongest first, and below the merges that can still be taken back (domain.md
//! §3.8). Enter opens both files side by side, `s` says what they are, `z` takes a merge back. Reached by `g u`.

mod sides;

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::duplicate::{self, Evidence};
use crate::domain::ids::{Id, PersonId};
use crate::domain::person::Person;
use crate::fault::Outcome;
use crate::services::merge::pairs::{self, Waiting};
use crate::services::merge::{self, Undone};
use crate::texts::dashed;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Lines, PickDialog};
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Offer, Screen, Words};
use crate::tui::screens::House;
use crate::tui::screens::ask_line::AskLine;
use crate::tui::widgets::fit::Fit;
use crate::tui::widgets::pick::Choice;
use crate::tui::widgets::table::{Band, Cell, Column, Row, Table};

use sides::Pair;

/// Pairs that are listed at most: the strongest.
const MOST: usize = 500;
/// Characters of a reason.
const REASON: usize = 200;
/// What may be said of a pair, with the digit that chooses it.
const SAID: [(&str, &str); 3] = [("1", "same"), ("2", "distinct"), ("3", "to-verify")];

/// What a row is.
enum What {
    /// A pair that waits.
    Pair(Box<Waiting>),
    /// A merge that can be taken back: the lost file, the survivor.
    Merge(Box<(Person, Person)>),
    /// The heading of the merges.
    Heading,
}

/// A row and its words.
struct Line {
    what: What,
    strength: String,
    certain: bool,
    first: String,
    second: String,
    text: String,
    whole: String,
}

/// Evidence in words, the strongest first.
fn evidence(all: &[Evidence], look: &Look) -> String {
    let said: Vec<String> = all.iter().map(|e| look.with(e.key, &e.args)).collect();
    said.join(", ")
}

/// Tables and how many rows of each, in words.
fn counted(all: &[(&'static str, usize)], look: &Look) -> String {
    let one = |(record, count): &(&str, usize)| {
        let record = look.text(&format!("record-{}", dashed(record)));
        look.with("duplicates-counted", &[("record", record), ("count", count.to_string())])
    };
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

impl Line {
    fn pair(waiting: Waiting, look: &Look) -> Self {
        let verdict = duplicate::verdict(&waiting.evidence);
        let words = evidence(&waiting.evidence, look);
        let text = match waiting.pair.state.as_str() {
            "to_verify" => look.with("duplicates-verifying", &[("words", words.clone())]),
            _ => words.clone(),
        };
        let (a, b) = (waiting.a.number.clone(), waiting.b.number.clone());
        Line {
            strength: verdict.map_or_else(|| "-".to_owned(), |v| look.text(v.key())),
            certain: verdict == Some(duplicate::Strength::Certain),
            first: waiting.a.name(),
            second: waiting.b.name(),
            text,
            whole: look.with("duplicates-whole", &[("a", a), ("b", b), ("words", words)]),
            what: What::Pair(Box::new(waiting)),
        }
    }
    fn merged(lost: Person, into: Person, left: i64, look: &Look) -> Self {
        let said = [("lost", lost.number.clone()), ("survivor", into.number.clone()), ("days", left.to_string())];
        Line {
            strength: look.with("duplicates-days", &[("days", left.to_string())]),
            certain: false,
            first: lost.name(),
            second: lost.number.clone(),
            text: look.with("duplicates-merged", &[("survivor", into.number.clone())]),
            whole: look.with("merge-left", &said),
            what: What::Merge(Box::new((lost, into))),
        }
    }
    fn heading() -> Self {
        let none = String::new;
        let what = What::Heading;
        Line { what, strength: none(), certain: false, first: none(), second: none(), text: none(), whole: none() }
    }
    fn numbers(&self) -> (&str, &str) {
        match &self.what {
            What::Pair(p) => (&p.a.number, &p.b.number),
            What::Merge(both) => (&both.1.number, &both.0.number),
            What::Heading => ("", ""),
        }
    }
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        match &self.what {
            What::Pair(p) => p.pair.head.id.0.as_bytes().to_vec(),
            What::Merge(both) => both.0.head.id.uuid().as_bytes().to_vec(),
            What::Heading => Vec::new(),
        }
    }
    fn band(&self, look: &Look) -> Option<Band> {
        matches!(self.what, What::Heading).then(|| Band::Heading(look.text("duplicates-merges")))
    }
}

/// The screen.
pub struct Duplicates {
    house: House,
    table: Table<Line>,
    came: bool,
}

impl Duplicates {
    /// Of the own agency.
    pub fn new(house: &House) -> Self {
        let columns = vec![
            Column::new("duplicates-strength", 8, 0, |l: &Line, _| Cell::alert_if(l.strength.as_str(), l.certain)).signed(),
            Column::new("duplicates-first", 18, 0, |l: &Line, _| Cell::from(l.first.as_str())).fit(Fit::Name),
            Column::new("duplicates-second", 18, 1, |l: &Line, _| Cell::from(l.second.as_str())).fit(Fit::Name),
            Column::new("duplicates-evidence", 29, 0, |l: &Line, _| Cell::from(l.text.as_str())),
            Column::new("duplicates-number", 15, 3, |l: &Line, _| Cell::from(l.numbers().0)).extra(),
            Column::new("duplicates-other", 15, 4, |l: &Line, _| Cell::from(l.numbers().1)).extra(),
        ];
        Duplicates { house: Rc::clone(house), table: Table::new(columns), came: false }
    }
    fn load(&mut self, cx: &mut Cx<'_>) {
        type Found = (Vec<Waiting>, Vec<(Person, Person, i64)>);
        cx.load(
            Slot("rows"),
            |desk| Ok((pairs::waiting(desk, MOST)?, merge::recent(desk)?)),
            |me: &mut Self, found: Outcome<Found>, cx| {
                let Ok((waiting, merged)) = found else { return me.table.missed() };
                let mut lines: Vec<Line> = waiting.into_iter().map(|w| Line::pair(w, cx.look)).collect();
                if !merged.is_empty() {
                    lines.push(Line::heading());
                }
                lines.extend(merged.into_iter().map(|(lost, into, left)| Line::merged(lost, into, left, cx.look)));
                me.came = true;
                me.table.refresh(lines);
                me.table.leave_band(cx.look, true);
            },
        );
    }
    fn of_pairs(&self) -> usize {
        self.table.rows().iter().filter(|l| matches!(l.what, What::Pair(_))).count()
    }
    /// Same person: both are seen side by side first. Else the word is kept and the pair leaves the list or says so.
    fn say(&mut self, a: PersonId, b: PersonId, cx: &mut Cx<'_>) {
        let words = SAID.map(|(code, key)| Choice::new(code, cx.text(&format!("duplicates-say-{key}"))));
        cx.ask(PickDialog::new(Words::new("duplicates-say"), words.to_vec()), move |me: &mut Self, choice: Choice, cx| {
            match choice.code.as_str() {
                "1" => cx.push(Pair::new(&me.house, a, b)),
                code => settle(code == "2", a, b, cx, Self::load),
            }
        });
    }
    fn undo(&mut self, lost: &Person, into: &Person, cx: &mut Cx<'_>) {
        let title = Words::new("title-unmerge").with("lost", &lost.number).with("survivor", &into.number);
        let id = lost.head.id;
        let ask =
            AskLine::text("unmerge", title, "reason", REASON, true, "duplicates-undo").saying(cx.text("duplicates-undo-says"));
        cx.ask(ask, move |_: &mut Self, reason: String, cx| {
            let save = cx.deed(
                move |desk, deed| merge::unmerge(desk, deed, id, &reason),
                |me: &mut Self, done: Outcome<Undone>, cx| {
                    let Ok(done) = done else { return };
                    let both = Words::new("merge-unmerged").with("survivor", &done.survivor).with("lost", &done.lost);
                    cx.say_saved(both);
                    left(&done, cx);
                    me.load(cx);
                },
            );
            cx.hold_for(save);
        });
    }
}

/// Keeps what was said of two files, then goes on.
fn settle<S: Screen>(distinct: bool, a: PersonId, b: PersonId, cx: &mut Cx<'_>, then: fn(&mut S, &mut Cx<'_>)) {
    let save = cx.deed(
        move |desk, deed| if distinct { pairs::distinct(desk, deed, a, b) } else { pairs::verify(desk, deed, a, b) },
        move |me: &mut S, done: Outcome<(String, String)>, cx| {
            let Ok((survivor, lost)) = done else { return };
            let key = if distinct { "merge-distinct" } else { "merge-verify" };
            cx.say_saved(Words::new(key).with("survivor", survivor).with("lost", lost));
            then(me, cx);
        },
    );
    cx.hold_for(save);
}

/// What a merge taken back leaves where it is.
fn left(done: &Undone, cx: &mut Cx<'_>) {
    let mut lines = Vec::new();
    for (record, count) in &done.stays {
        let record = cx.text(&format!("record-{}", dashed(record)));
        let args = [("record", record), ("count", count.to_string()), ("survivor", done.survivor.clone())];
        lines.push(cx.look.with("merge-stays", &args));
    }
    for (record, field) in &done.changed {
        let field = cx.look.label(record, field);
        let record = cx.text(&format!("record-{}", dashed(record)));
        lines.push(cx.look.with("merge-changed", &[("record", record), ("field", field)]));
    }
    if !lines.is_empty() {
        cx.show(Lines::new(Words::new("duplicates-left"), lines));
    }
}

impl Screen for Duplicates {
    fn name(&self) -> &'static str {
        "duplicates"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        match self.table.current().map(|l| &l.what) {
            Some(What::Pair(_)) => {
                out.push(Offer::main(Action::Open));
                out.push(Offer::main(Action::NextState));
            }
            Some(What::Merge(_)) => {
                out.push(Offer::main(Action::Open));
                out.push(Offer::main(Action::Undo));
            }
            _ => {}
        }
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) {
            let down = !matches!(action, Action::Up | Action::PageUp | Action::Last);
            return self.table.leave_band(cx.look, down);
        }
        match (self.table.current().map(|l| &l.what), action) {
            (Some(What::Pair(p)), Action::Open) => cx.push(Pair::new(&self.house, p.a.head.id, p.b.head.id)),
            (Some(What::Pair(p)), Action::NextState) => {
                let (a, b) = (p.a.head.id, p.b.head.id);
                self.say(a, b, cx);
            }
            (Some(What::Merge(both)), Action::Open) => crate::tui::screens::doors::person(&self.house, both.1.head.id, cx),
            (Some(What::Merge(both)), Action::Undo) => {
                let (lost, into) = (both.0.clone(), both.1.clone());
                self.undo(&lost, &into, cx);
            }
            _ => {}
        }
    }
    fn context(&self, look: &Look) -> String {
        look.with("duplicates-context", &[("count", self.of_pairs().to_string())])
    }
    /// Both numbers and all that is known, where the row has no room for it.
    fn advice(&self, _look: &Look) -> String {
        self.table.current().map(|l| l.whole.clone()).unwrap_or_default()
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn subject(&self, _look: &Look) -> String {
        self.table.current().map(|l| l.first.clone()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
        if self.table.is_empty() && self.came {
            let lines = wrap(&look.text("duplicates-empty"), usize::from(area.width.saturating_sub(4)));
            for (y, line) in (area.y + 2..area.bottom()).zip(lines) {
                look.put(frame.buffer_mut(), area.x + 2, y, area.width - 2, &line, Style::new());
            }
        }
    }
}

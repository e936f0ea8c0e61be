//! The candidates of an offer, ranked, each with the reason of its rank; those marked are proposed in one deed (screens.md §11). A part of
//! the offer's file: whoever has it hands in the way to it (`Lens`).

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::proposing::{self, Because, Channel, Proposing};
use super::series::{papers, part};
use super::{House, doors, why};
use crate::domain::both_genders::first_form;
use crate::domain::ids::{PersonId, ProposalId, RowId, VacancyId};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Outcome};
use crate::services::matching::{self, CandidateRow};
use crate::services::proposals::{self, Proposed, Side, Wish};
use crate::services::undo;
use crate::tui::action::Action;
use crate::tui::cx::{Desk, Slot};
use crate::tui::look::{Look, hang, wrap};
use crate::tui::screen::{Cx, Offer, Screen, Words};
use crate::tui::screens::said::day_month;
use crate::tui::widgets::fit::Fit;
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// Ranks asked for at first, and when the cursor comes to their end.
const FIRST: usize = 100;
const MOST: usize = 500;
/// The channel that the drawer proposes: one telephones from an offer's side.
const TELEPHONE: &str = "2";

/// The way from a screen to the candidates that are a part of it.
pub type Lens<S> = fn(&mut S) -> Option<&mut Candidates>;

/// A candidate and its words.
struct Line {
    row: CandidateRow,
    /// The proposal made from this list.
    made: Option<ProposalId>,
    only_kept: bool,
    experience: String,
    distance: String,
    last: String,
    why: String,
}

impl Line {
    fn new(row: CandidateRow, house: &House, look: &Look) -> Self {
        Line {
            experience: row
                .experience_months
                .map_or_else(|| "-".to_owned(), |m| look.with("candidates-months", &[("months", m.to_string())])),
            distance: row.distance.map_or_else(|| "?".to_owned(), |d| look.text(d.key())),
            last: row.last_proposed.map_or_else(|| look.text("candidates-never"), |d| day_month(d, look)),
            why: why::counts(&row.why, house, look),
            made: None,
            only_kept: false,
            row,
        }
    }
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.row.person.0.as_bytes().to_vec()
    }
    fn sign(&self) -> &str {
        if self.made.is_some() { "=" } else { " " }
    }
}

fn columns() -> Vec<Column<Line>> {
    vec![
        Column::new("candidates-rank", 3, 0, |l: &Line, _| Cell::from(l.row.rank.to_string())).right(),
        Column::new("candidates-who", 23, 0, |l: &Line, _| Cell::from(l.row.named.name.as_str())).fit(Fit::Name),
        Column::new("candidates-experience", 6, 2, |l: &Line, _| Cell::from(l.experience.as_str())),
        Column::new("candidates-distance", 10, 1, |l: &Line, _| Cell::from(l.distance.as_str())),
        Column::new("candidates-last", 10, 3, |l: &Line, look| match (l.made, l.only_kept) {
            (None, _) => Cell::from(l.last.as_str()),
            (Some(_), true) => Cell::from(look.text("candidates-chosen")),
            (Some(_), false) => Cell::from(look.text("candidates-today")),
        }),
        Column::new("candidates-why", 22, 0, |l: &Line, _| Cell::from(l.why.as_str())),
        Column::new("candidates-number", 15, 6, |l: &Line, _| Cell::from(l.row.named.number.as_str())).extra(),
        Column::new("candidates-town", 14, 7, |l: &Line, _| Cell::from(l.row.named.town.clone().unwrap_or_default())).extra(),
    ]
}

/// The part.
pub struct Candidates {
    house: House,
    vacancy: VacancyId,
    table: Table<Line>,
    offer: Option<Vacancy>,
    total: usize,
    ask_first: Option<(String, usize)>,
    /// Why there is no ranking: the offer is not open, expired, silent.
    refused: Option<String>,
    explaining: bool,
    limit: usize,
    came: bool,
}

impl Candidates {
    /// Of this offer; nothing is asked before [`Candidates::load`].
    pub fn new(house: &House, vacancy: VacancyId) -> Self {
        Candidates {
            house: Rc::clone(house),
            vacancy,
            table: Table::new(columns()).markable(),
            offer: None,
            total: 0,
            ask_first: None,
            refused: None,
            explaining: false,
            limit: FIRST,
            came: false,
        }
    }
    /// Ranks anew: ranks appear at once, never one by one.
    pub fn load<S: Screen>(&mut self, cx: &mut Cx<'_>, me: Lens<S>) {
        let (id, limit) = (self.vacancy, self.limit);
        // What refuses the ranking is no fault of who asks: it stands in the list's place.
        let job = move |desk: &mut Desk| match matching::for_vacancy(desk, id, limit) {
            Err(fault @ (Fault::Refused(_) | Fault::Denied(_))) => Ok(Err(fault)),
            found => found.map(Ok),
        };
        cx.load(Slot("candidates"), job, move |s: &mut S, found, cx| part(me, s, |it| it.came(found, cx)));
    }
    fn came(&mut self, found: Outcome<Result<matching::Candidates, Fault>>, cx: &mut Cx<'_>) {
        let Ok(found) = found else { return };
        self.came = true;
        let found = match found {
            Ok(found) => found,
            Err(fault) => {
                let said = cx.look.texts.fault(&fault);
                self.refused = Some(format!("{} {} {}", said.what, said.means, said.todo));
                self.total = 0;
                return;
            }
        };
        self.refused = None;
        let here = self.table.current().map(Row::key);
        let look = cx.look;
        self.ask_first = found.ask_first.as_ref().map(|(reason, count)| (why::word(reason, &self.house, look), *count));
        self.total = found.total;
        self.table.set(found.rows.into_iter().map(|row| Line::new(row, &self.house, look)).collect());
        if let Some(key) = here {
            self.table.go_to(&key);
        }
        self.offer = Some(found.vacancy);
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.total
    }
    /// Whether something has come.
    pub fn has_come(&self) -> bool {
        self.came
    }
    /// `1-7 sur 23`.
    pub fn position(&self, look: &Look) -> String {
        self.table.position(look)
    }
    /// Who the cursor is on.
    pub fn subject(&self) -> String {
        self.table.current().map(|l| l.row.named.name.clone()).unwrap_or_default()
    }
    /// The offer in words with what is marked, for a context line.
    pub fn context(&self, look: &Look) -> String {
        let Some(offer) = &self.offer else { return String::new() };
        let args = [
            ("title", offer.title.clone()),
            ("number", offer.number.clone()),
            ("marked", self.table.marked().to_string()),
            ("total", self.total.to_string()),
        ];
        look.with("candidates-context", &args)
    }
    /// What can be done now.
    pub fn offers(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.table.current().is_none() {
            return;
        }
        out.push(Offer::main(Action::Mark));
        if self.chosen().is_empty() {
            out.push(Offer::main(Action::Undo));
        } else {
            out.push(Offer::main(Action::Propose));
        }
        out.push(Offer::main(Action::Explain));
        out.push(Offer::usual(Action::Open));
        out.push(Offer::usual(Action::Print));
        out.push(Offer::rare(Action::Undo));
        if self.explaining {
            out.push(Offer::usual(Action::Back));
        }
    }
    /// Does what was offered; false: not theirs.
    pub fn act<S: Screen>(&mut self, action: Action, cx: &mut Cx<'_>, me: Lens<S>) -> bool {
        if self.table.act(action) {
            self.more(cx, me);
            return true;
        }
        match action {
            Action::Explain => self.explaining = !self.explaining,
            Action::Back if self.explaining => self.explaining = false,
            Action::Open => {
                if let Some(line) = self.table.current() {
                    doors::person(&self.house, line.row.person, cx);
                }
            }
            Action::Propose => self.propose(cx, me),
            Action::Undo => self.take_back(cx, me),
            Action::Print => {
                let marked = self.table.rows().iter().filter(|l| self.table.marks().contains(&l.key()));
                papers::employer_list::<S>(self.vacancy, marked.map(|l| l.row.person).collect(), cx);
            }
            _ => return false,
        }
        true
    }
    /// The end of what was asked for is near: more of them.
    fn more<S: Screen>(&mut self, cx: &mut Cx<'_>, me: Lens<S>) {
        let shown = self.table.rows().len();
        let at = self.table.current().map_or(0, |l| usize::try_from(l.row.rank).unwrap_or(0));
        if self.limit < MOST
            && self.total > shown
            && at + self.table.page() >= shown
            && self.table.rows().iter().all(|l| l.made.is_none())
        {
            self.limit = MOST;
            self.load(cx, me);
        }
    }
    /// The rows chosen that aren't proposed yet, in order of rank, with their places among those.
    fn chosen(&self) -> Vec<(i64, &Line)> {
        let keys = self.table.chosen();
        let free = self.table.rows().iter().filter(|l| l.made.is_none());
        (1..).zip(free).filter(|(_, l)| keys.contains(&l.key())).collect()
    }
    /// `p`: why a better rank is passed over, where one is; then the drawer.
    fn propose<S: Screen>(&mut self, cx: &mut Cx<'_>, me: Lens<S>) {
        let ranks: Vec<i64> = self.chosen().iter().map(|(rank, _)| *rank).collect();
        if proposals::out_of_order(&ranks) {
            let house = Rc::clone(&self.house);
            proposing::because(&house, cx, move |s: &mut S, because, cx| part(me, s, |it| it.ask_channel(Some(because), cx, me)));
        } else {
            self.ask_channel(None, cx, me);
        }
    }
    fn ask_channel<S: Screen>(&mut self, because: Option<Because>, cx: &mut Cx<'_>, me: Lens<S>) {
        let (Some(offer), chosen) = (&self.offer, self.chosen()) else { return };
        let Some((_, first)) = chosen.first() else { return };
        let names: Vec<&str> = chosen.iter().map(|(_, l)| l.row.named.name.as_str()).collect();
        let lines = match chosen.as_slice() {
            [(_, only)] => vec![why::line(&only.row.why, &self.house, cx.look)],
            _ => vec![names.join(", ")],
        };
        let title = Words::new("proposed-title-people")
            .with("count", chosen.len())
            .with("name", &first.row.named.name)
            .with("title", first_form(&offer.title).unwrap_or_else(|| offer.title.clone()));
        let people: Vec<PersonId> = chosen.iter().map(|(_, l)| l.row.person).collect();
        let ask = Proposing::new(title, lines, offer, TELEPHONE, &self.house, cx);
        cx.ask(ask, move |s: &mut S, channel: Channel, cx| part(me, s, |it| it.send(people, channel, because, cx, me)));
    }
    fn send<S: Screen>(
        &mut self,
        people: Vec<PersonId>,
        channel: Channel,
        because: Option<Because>,
        cx: &mut Cx<'_>,
        me: Lens<S>,
    ) {
        let name = self.table.rows().iter().find(|l| people.first() == Some(&l.row.person)).map(|l| l.row.named.name.clone());
        let kept = channel.is_none();
        let (override_reason, why) = because.unzip();
        let wish = Wish { side: Side::Offer(self.vacancy, people), channel, override_reason, why: why.flatten() };
        let again = wish.clone();
        let save = cx.deed(
            move |desk, deed| proposals::propose(desk, deed, &wish),
            move |s: &mut S, done: Outcome<Proposed>, cx| {
                part(me, s, |it| it.proposed(done, again, name.unwrap_or_default(), kept, cx, me))
            },
        );
        cx.hold_for(save);
    }
    fn proposed<S: Screen>(
        &mut self,
        done: Outcome<Proposed>,
        wish: Wish,
        name: String,
        kept: bool,
        cx: &mut Cx<'_>,
        me: Lens<S>,
    ) {
        if proposing::asks_reason(&done) {
            // Somebody better ranked has come meanwhile.
            let house = Rc::clone(&self.house);
            return proposing::because(&house, cx, move |s: &mut S, because, cx| {
                if let Side::Offer(_, people) = wish.side {
                    part(me, s, |it| it.send(people, wish.channel, Some(because), cx, me));
                }
            });
        }
        let done = match done {
            Ok(done) => done,
            // Said by the app; the list shows how things are now.
            Err(Fault::Refused(_)) => return self.load(cx, me),
            Err(_) => return,
        };
        for proposal in &done.made {
            self.table.update(proposal.person.0.as_bytes(), |line| {
                line.made = Some(proposal.head.id);
                line.only_kept = kept;
            });
        }
        self.table.unmark();
        cx.say_saved(proposing::told(&done, &name, cx.look));
    }
    /// `z`: the deed by which the row under the cursor, else the last one, was proposed.
    fn take_back<S: Screen>(&mut self, cx: &mut Cx<'_>, me: Lens<S>) {
        let here = self.table.current().and_then(|l| l.made);
        let Some(id) = here.or_else(|| self.table.rows().iter().rev().find_map(|l| l.made)) else {
            return cx.say_fault(&Fault::refused("refused-nothing-to-undo"));
        };
        let name = self.table.rows().iter().find(|l| l.made == Some(id)).map(|l| l.row.named.name.clone()).unwrap_or_default();
        cx.deed(
            move |desk, deed| {
                let last = undo::last(desk, RowId(id.0))?.ok_or_else(|| Fault::refused("refused-nothing-to-undo"))?;
                undo::undo(desk, deed, last.deed, None)
            },
            move |s: &mut S, done: Outcome<String>, cx| {
                if done.is_ok() {
                    cx.say_saved(Words::new("undone-about").with("name", &name));
                    part(me, s, |it| it.load(cx, me));
                }
            },
        );
    }

    /// Draws the list, what is to be asked first, and below it the whole reason while it is explained.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        if let Some(text) = self.nothing(look) {
            for (y, line) in (area.y + 1..area.bottom()).zip(wrap(&text, usize::from(area.width.saturating_sub(4)))) {
                look.put(buffer, area.x + 2, y, area.width.saturating_sub(3), &line, Style::new());
            }
            return;
        }
        let lines = self.explained(look, usize::from(area.width.saturating_sub(2)));
        let drawer = u16::try_from(lines.len()).unwrap_or(0).min(area.height.saturating_sub(6)) + u16::from(!lines.is_empty());
        let list = Rect { height: area.height.saturating_sub(drawer.max(1)), ..area };
        self.table.draw(buffer, list, look, true);
        if lines.is_empty() {
            if let Some((what, count)) = &self.ask_first {
                let args = [("what", what.clone()), ("count", count.to_string()), ("total", self.total.to_string())];
                look.put(
                    buffer,
                    area.x + 1,
                    list.bottom(),
                    area.width.saturating_sub(1),
                    &look.with("candidates-ask-first", &args),
                    Style::new(),
                );
            }
            return;
        }
        if let Some(line) = self.table.current() {
            let args = [
                ("rank", line.row.rank.to_string()),
                ("name", line.row.named.name.clone()),
                ("score", line.row.why.score.to_string()),
                ("rule", line.row.why.rule.clone()),
            ];
            look.rule(buffer, Rect { y: list.bottom(), height: 1, ..area }, &look.with("candidates-explain", &args), "");
        }
        for (y, line) in (list.bottom() + 1..area.bottom()).zip(lines) {
            look.put(buffer, area.x + 1, y, area.width.saturating_sub(1), &line, Style::new());
        }
    }
    fn nothing(&self, look: &Look) -> Option<String> {
        if let Some(why) = &self.refused {
            return Some(look.with("candidates-refused", &[("why", why.clone())]));
        }
        (self.came && self.table.is_empty()).then(|| look.text("candidates-empty"))
    }
    fn explained(&self, look: &Look, wide: usize) -> Vec<String> {
        let line = self.table.current().filter(|_| self.explaining);
        line.map(|l| why::lines(&l.row.why, &self.house, look)).unwrap_or_default().iter().flat_map(|l| hang(l, wide)).collect()
    }
}

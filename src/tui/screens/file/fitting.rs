//! The tab Propositions of a file: proposals above, answered by digits; the offers that fit below, best first, proposed with `p`
//! (screens.md drawing 4b).

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::rows::What;
use super::{CaseFile, Tab};
use crate::domain::both_genders::first_form;
use crate::domain::ids::VacancyId;
use crate::fault::{Fault, Outcome};
use crate::services::file::{self, Page};
use crate::services::matching::{self, OfferRow, Offers};
use crate::services::proposals::{self, Answered, ProposalRow, Proposed, Side, Wish};
use crate::tui::action::Action;
use crate::tui::cx::{Desk, Slot};
use crate::tui::dialogs::Lines;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Message, Offer, Words};
use crate::tui::screens::proposing::{self, Because, Channel, Proposing};
use crate::tui::screens::said::day_month;
use crate::tui::screens::series;
use crate::tui::screens::series::answering::{Answering, Asks, Step, Word};
use crate::tui::screens::{House, doors, secret, why};
use crate::tui::widgets::fit::Fit;
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// Offers ranked at most.
const MOST: usize = 100;
/// The channel that the drawer proposes: the person sits opposite.
const COUNTER: &str = "1";
/// Most rows of the proposals while the offers are shown.
const ABOVE: usize = 6;

/// An offer that fits, in words.
struct Line {
    row: OfferRow,
    proposed: bool,
    place: String,
    pay: String,
    distance: String,
    contract: String,
}

impl Line {
    fn new(row: OfferRow, house: &House, look: &Look) -> Self {
        let v = &row.vacancy;
        let period = v.wage_period.as_deref().filter(|p| *p != "M").map_or_else(String::new, |p| format!("/{p}"));
        let pay = v.wage_min.or(v.wage_max).map(|pay| format!("{}{period}", crate::texts::group(&pay.to_string(), '\u{a0}')));
        Line {
            place: v.town.clone().unwrap_or_else(|| "-".to_owned()),
            pay: pay.unwrap_or_else(|| "-".to_owned()),
            distance: row.distance.map_or_else(|| "?".to_owned(), |d| look.text(d.key())),
            contract: v.contract.as_deref().map_or("", |c| house.rules.codes.label("CONTRACT", c, look.lang())).to_owned(),
            proposed: false,
            row,
        }
    }
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.row.vacancy.head.id.0.as_bytes().to_vec()
    }
    fn sign(&self) -> &str {
        if self.proposed { "=" } else { " " }
    }
}

fn columns() -> Vec<Column<Line>> {
    vec![
        Column::new("offers-rank", 3, 0, |l: &Line, _| Cell::from(l.row.rank.to_string())).right(),
        Column::new("offers-title", 20, 0, |l: &Line, _| Cell::from(l.row.vacancy.title.as_str())).fit(Fit::Title),
        Column::new("offers-firm", 18, 2, |l: &Line, _| Cell::from(l.row.employer.as_str())),
        Column::new("offers-place", 11, 1, |l: &Line, _| Cell::from(l.place.as_str())),
        Column::new("offers-pay", 8, 3, |l: &Line, _| Cell::from(l.pay.as_str())),
        Column::new("offers-why", 13, 0, |l: &Line, _| Cell::from(l.row.why.one_line())),
        Column::new("offers-distance", 11, 6, |l: &Line, _| Cell::from(l.distance.as_str())).extra(),
        Column::new("offers-until", 6, 7, |l: &Line, look| {
            Cell::from(l.row.vacancy.publish_until.map_or_else(|| "-".to_owned(), |d| day_month(d, look)))
        })
        .extra(),
        Column::new("offers-contract", 14, 8, |l: &Line, _| Cell::from(l.contract.as_str())).extra(),
    ]
}

/// The lower pane, and the digits of the upper one.
pub(super) struct Fitting {
    table: Table<Line>,
    total: usize,
    stale: usize,
    /// Asked for: the pane is there.
    shown: bool,
    came: bool,
    /// The cursor is in it.
    low: bool,
    /// A first digit that waits for its reason.
    answering: Answering,
}

impl Default for Fitting {
    fn default() -> Self {
        let table = Table::new(columns());
        Fitting { table, total: 0, stale: 0, shown: false, came: false, low: false, answering: Answering::default() }
    }
}

impl Fitting {
    /// Whether the offers have come, or were refused.
    pub(super) fn has_come(&self) -> bool {
        self.came
    }
}

impl CaseFile {
    /// Opens on the offers that fit: `o` of a list of people.
    pub fn with_offers(mut self) -> Self {
        self.go_to(Tab::Proposals);
        self.fitting.shown = true;
        self.fitting.low = true;
        self
    }
    /// Whether the cursor is among the offers that fit.
    pub(super) fn on_offers(&self) -> bool {
        self.tab() == Tab::Proposals && self.fitting.low && self.fitting.shown
    }
    /// `o`: the offers that fit, best first, the cursor on the first.
    pub(super) fn show_offers(&mut self, cx: &mut Cx<'_>) {
        self.go_to(Tab::Proposals);
        self.fitting.shown = true;
        self.fitting.low = true;
        self.load_offers(cx);
        cx.hold(Slot("offers"));
    }
    pub(super) fn load_offers(&mut self, cx: &mut Cx<'_>) {
        if !self.fitting.shown {
            return;
        }
        let id = self.id;
        cx.load(
            Slot("offers"),
            move |desk| matching::for_person(desk, id, MOST),
            |me: &mut Self, found: Outcome<Offers>, cx| {
                me.fitting.came = true;
                let Ok(found) = found else {
                    // Said by the app: suspended, in a measure, gone. The proposals stay.
                    me.fitting.shown = false;
                    me.fitting.low = false;
                    return;
                };
                me.fitting.total = found.total;
                me.fitting.stale = found.stale;
                let (house, look) = (&me.house, cx.look);
                me.fitting.table.set(found.rows.into_iter().map(|row| Line::new(row, house, look)).collect());
            },
        );
    }
    fn offered(&self) -> Option<&file::Offered> {
        let Some(What::Proposal(id)) = self.what() else { return None };
        self.page.as_ref()?.proposals.iter().find(|p| p.proposal.head.id == id)
    }
    fn asks(&self) -> Asks {
        self.offered().map_or(Asks::Nobody, |p| Asks::of(p.proposal.state))
    }

    /// What the tab offers besides.
    pub(super) fn fitting_offers(&self, out: &mut Vec<Offer>, may: Option<Words>) {
        if self.on_offers() {
            if self.fitting.table.current().is_some_and(|l| !l.proposed) {
                out.push(Offer::main(Action::Propose).unless(may));
            }
            if self.fitting.table.current().is_some() {
                out.push(Offer::main(Action::Explain));
                out.push(Offer::usual(Action::Open).labelled("offers-open"));
            }
            out.push(Offer::usual(Action::NextPane));
            return;
        }
        if self.fitting.shown {
            out.push(Offer::usual(Action::NextPane));
        }
        if may.is_none() {
            self.fitting.answering.offers(self.asks(), &self.house, out);
        }
        if self.offered().is_some() {
            out.push(Offer::usual(Action::Open).labelled("file-in-series"));
            out.push(Offer::usual(Action::Explain));
        }
    }
    /// Does what the tab offers; false: not the tab's.
    pub(super) fn fitting_act(&mut self, action: Action, cx: &mut Cx<'_>) -> bool {
        if self.tab() != Tab::Proposals {
            return false;
        }
        if self.fitting.answering.is_pending() && action.digit().is_none() {
            self.fitting.answering.forget();
            if action == Action::Back {
                return true;
            }
        }
        let low = self.on_offers();
        match action {
            Action::NextPane => self.fitting.low = self.fitting.shown && !self.fitting.low,
            Action::Propose if low => self.propose(cx),
            Action::Explain if low => self.explain_offer(cx),
            Action::Open if low => {
                if let Some(line) = self.fitting.table.current() {
                    doors::vacancy(&self.house, line.row.vacancy.head.id, cx);
                }
            }
            Action::Open => match self.what() {
                Some(What::Proposal(id)) => doors::proposal(&self.house, id, cx),
                _ => return false,
            },
            _ if low => return self.fitting.table.act(action),
            _ => match action.digit() {
                Some(digit) => self.answer(digit, cx),
                None => return false,
            },
        }
        true
    }
    fn answer(&mut self, digit: u8, cx: &mut Cx<'_>) {
        let Some(What::Proposal(id)) = self.what() else { return };
        let asks = self.asks();
        match self.fitting.answering.digit(asks, digit, &self.house.rules.codes) {
            Step::Say(Word::Said(said)) => {
                let person = self.id;
                let job = move |desk: &mut Desk, deed| {
                    let done = proposals::answer(desk, deed, id, &said)?;
                    Ok((done, proposals::row(desk, id)?, file::page(desk, person)?))
                };
                secret::guarded(cx, job, |me: &mut Self, done: Outcome<(Answered, ProposalRow, Page)>, cx| {
                    let Ok((done, row, page)) = done else { return };
                    let text = series::told(&done, &row, &me.house, cx.look);
                    me.show(page, cx);
                    cx.say(Message::saved(Words::new("said").with("text", text)));
                });
            }
            Step::Ask => cx.hush(),
            _ => cx.bell(),
        }
    }
    fn explain_offer(&self, cx: &mut Cx<'_>) {
        let Some(line) = self.fitting.table.current() else { return };
        let title = Words::new("offers-explain").with("rank", line.row.rank).with("title", &line.row.vacancy.title);
        let title = title.with("score", line.row.why.score).with("rule", &line.row.why.rule);
        cx.show(Lines::new(title, why::lines(&line.row.why, &self.house, cx.look)));
    }

    /// `p`: why a better offer is passed over, where one is; then the drawer.
    fn propose(&mut self, cx: &mut Cx<'_>) {
        let here = self.fitting.table.current().map(Row::key);
        let first = self.fitting.table.rows().iter().find(|l| !l.proposed).map(Row::key);
        if here == first {
            return self.ask_channel(None, cx);
        }
        let house = std::rc::Rc::clone(&self.house);
        proposing::because(&house, cx, |me: &mut Self, because, cx| me.ask_channel(Some(because), cx));
    }
    fn ask_channel(&mut self, because: Option<Because>, cx: &mut Cx<'_>) {
        let Some(line) = self.fitting.table.current() else { return };
        let (offer, id) = (&line.row.vacancy, line.row.vacancy.head.id);
        let title = Words::new("proposed-title-person")
            .with("title", first_form(&offer.title).unwrap_or_else(|| offer.title.clone()))
            .with("employer", &line.row.employer)
            .with("number", &offer.number);
        let lines = vec![why::line(&line.row.why, &self.house, cx.look)];
        let ask = Proposing::new(title, lines, offer, COUNTER, &self.house, cx);
        cx.ask(ask, move |me: &mut Self, channel: Channel, cx| me.propose_offer(id, channel, because, cx));
    }
    fn propose_offer(&mut self, vacancy: VacancyId, channel: Channel, because: Option<Because>, cx: &mut Cx<'_>) {
        let (person, name) = (self.id, self.name());
        let (override_reason, why) = because.unzip();
        let wish =
            Wish { side: Side::Person(person, vec![vacancy]), channel: channel.clone(), override_reason, why: why.flatten() };
        let save = cx.deed(
            move |desk, deed| {
                let done = proposals::propose(desk, deed, &wish)?;
                Ok((done, file::page(desk, person)?))
            },
            move |me: &mut Self, done: Outcome<(Proposed, Page)>, cx| {
                if proposing::asks_reason(&done) {
                    let house = std::rc::Rc::clone(&me.house);
                    return proposing::because(&house, cx, move |me: &mut Self, because, cx| {
                        me.propose_offer(vacancy, channel, Some(because), cx);
                    });
                }
                let (done, page) = match done {
                    Ok(done) => done,
                    // Said by the app; the list shows how things are now.
                    Err(Fault::Refused(_)) => return me.load_offers(cx),
                    Err(_) => return,
                };
                me.show(page, cx);
                me.fitting.table.update(vacancy.0.as_bytes(), |line| line.proposed = true);
                me.fitting.table.act(Action::Down);
                cx.say(Message::saved(proposing::told(&done, &name, cx.look)));
            },
        );
        cx.hold_for(save);
    }

    /// Draws the proposals, and below them the offers that fit where they were asked for.
    pub(super) fn draw_fitting(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let Some(upper) = self.list() else { return };
        let fitting = &self.fitting;
        let legend = self.legend(look, usize::from(area.width.saturating_sub(2)));
        let rows = if fitting.shown { upper.total().clamp(1, ABOVE) + 1 } else { usize::from(area.height) - legend.len().min(3) };
        let above = Rect { height: u16::try_from(rows).unwrap_or(7).min(area.height), ..area };
        if upper.is_empty() {
            let y = area.y + u16::from(!fitting.shown);
            look.put(
                frame.buffer_mut(),
                area.x + 2,
                y,
                area.width.saturating_sub(2),
                &look.text("file-empty-proposals"),
                Style::new(),
            );
        } else {
            upper.draw(frame.buffer_mut(), above, look, !self.on_offers());
        }
        if !fitting.shown {
            for (y, (here, line)) in (above.bottom()..area.bottom()).zip(legend) {
                look.put(
                    frame.buffer_mut(),
                    area.x,
                    y,
                    area.width,
                    &format!("{}{line}", if here { ">" } else { " " }),
                    Style::new(),
                );
            }
            return;
        }
        let heading = Rect { y: (above.bottom() + 1).min(area.bottom()), height: 1, ..area };
        look.put(frame.buffer_mut(), area.x, heading.y, area.width, &self.heading_of_offers(look), look.heading());
        let foot = u16::from(!fitting.low && !legend.is_empty());
        let low = Rect { y: heading.y + 1, height: area.bottom().saturating_sub(heading.y + 1 + foot), ..area };
        if !fitting.table.is_empty() {
            fitting.table.draw(frame.buffer_mut(), low, look, self.on_offers());
        }
        if let Some((_, line)) = legend.iter().find(|(here, _)| *here).filter(|_| foot > 0) {
            look.put(frame.buffer_mut(), area.x, area.bottom() - 1, area.width, &format!(">{line}"), Style::new());
        }
    }
    /// The rows of the legend that belong to the row under the cursor.
    fn legend(&self, look: &Look, wide: usize) -> Vec<(bool, String)> {
        let asks = self.asks();
        if self.on_offers() || asks == Asks::Nobody {
            return Vec::new();
        }
        let (rows, more) = self.fitting.answering.legend(asks, &self.house, look, wide);
        let own = rows.into_iter().filter(|(here, _)| *here);
        own.chain(Some((false, more.trim().to_owned())).filter(|(_, m)| !m.is_empty())).collect()
    }
    fn heading_of_offers(&self, look: &Look) -> String {
        if !self.fitting.came {
            return look.text("offers-computing");
        }
        let mut text = look.with("offers-heading", &[("count", self.fitting.total.to_string())]);
        if self.fitting.stale > 0 {
            let stale = look.with("offers-stale", &[("count", self.fitting.stale.to_string())]);
            text = format!("{text} ({stale})");
        }
        text
    }
}

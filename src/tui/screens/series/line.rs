//! One row of a series of answers as it is shown, and its columns: in Propositions, and in the tab of an offer.

use chrono::NaiveDate;

use super::answering::Asks;
use crate::domain::calendar;
use crate::domain::lifecycle::{PlacementState, ProposalState};
use crate::domain::phone;
use crate::domain::proposal::{Placement, Proposal};
use crate::services::proposals::{HireRow, ProposalRow, due_of};
use crate::texts::dashed;
use crate::tui::look::Look;
use crate::tui::screens::House;
use crate::tui::screens::said::day_month;
use crate::tui::widgets::fit::Fit;
use crate::tui::widgets::table::{Cell, Column, Row};

/// What a row is about.
#[derive(Debug, Clone)]
pub enum Item {
    /// A proposal.
    Proposal(Box<ProposalRow>),
    /// A hire to be confirmed or checked.
    Hire(Box<HireRow>),
}

impl Item {
    /// The day by which something is awaited.
    pub fn due(&self) -> Option<NaiveDate> {
        match self {
            Item::Proposal(r) => due_of(&r.proposal),
            Item::Hire(r) => r.due,
        }
    }
}

/// A row and its words.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it is about.
    pub item: Item,
    /// `=` answered in this series, `~` on its way, `!` failed.
    pub sign: &'static str,
    due: Cell,
    phone: String,
    situation: String,
    channel: String,
}

impl Line {
    /// The words of a row today.
    pub fn new(item: Item, house: &House, today: NaiveDate, look: &Look) -> Self {
        let day = item.due();
        let situation = match &item {
            Item::Proposal(r) => situation(&r.proposal, look),
            Item::Hire(r) => hire(r, look),
        };
        let phone = match &item {
            Item::Proposal(r) => r.phone.as_deref().map(phone::shown).or_else(|| r.contact_via.clone()),
            Item::Hire(r) => r.phone.as_deref().map(phone::shown),
        };
        let channel = match &item {
            Item::Proposal(r) => {
                r.proposal.channel.as_deref().map(|c| house.rules.codes.label("PCHAN", c, look.lang()).to_owned())
            }
            Item::Hire(_) => None,
        };
        Line {
            due: Cell::alert_if(day.map_or_else(|| "-".to_owned(), |d| day_month(d, look)), day.is_some_and(|d| d < today)),
            phone: phone.unwrap_or_else(|| "-".to_owned()),
            channel: channel.unwrap_or_default(),
            situation,
            sign: "",
            item,
        }
    }
    /// With this sign, and its day as it was: what was settled keeps its look.
    pub fn settled(mut self, was: &Line, sign: &'static str) -> Self {
        self.due = Cell::from(was.due.text.as_str());
        self.sign = sign;
        self
    }
    /// With other words for its situation: a reason is awaited.
    pub fn waiting(&mut self, words: String) {
        self.situation = words;
    }
    /// Whose word it waits for.
    pub fn asks(&self) -> Asks {
        match &self.item {
            Item::Proposal(r) => Asks::of(r.proposal.state),
            Item::Hire(r) if r.kind == "T30" && r.placement.state == PlacementState::Announced => Asks::Hire,
            Item::Hire(r) if r.kind == "T31" && done(&r.placement, &r.step).is_none() => Asks::Check,
            Item::Hire(_) => Asks::Nobody,
        }
    }
    /// Whether its day has gone.
    pub fn is_late(&self) -> bool {
        self.due.alert
    }
    /// Who.
    pub fn name(&self) -> &str {
        match &self.item {
            Item::Proposal(r) => &r.name,
            Item::Hire(r) => &r.name,
        }
    }
    /// The words of its situation.
    pub fn situation(&self) -> &str {
        &self.situation
    }
    fn title(&self) -> &str {
        match &self.item {
            Item::Proposal(r) => &r.title,
            Item::Hire(r) if r.title.is_empty() && r.employer.is_empty() => "-",
            Item::Hire(r) if r.title.is_empty() => &r.employer,
            Item::Hire(r) => &r.title,
        }
    }
    fn employer(&self) -> &str {
        match &self.item {
            Item::Proposal(r) => &r.employer,
            Item::Hire(r) => &r.employer,
        }
    }
    fn proposal(&self) -> Option<&ProposalRow> {
        if let Item::Proposal(r) = &self.item { Some(r) } else { None }
    }
    /// Everything that a filter looks at.
    pub fn words(&self) -> [&str; 5] {
        [self.name(), self.title(), self.employer(), &self.situation, &self.phone]
    }
}

/// The result of a check that was made.
fn done<'a>(p: &'a Placement, step: &str) -> Option<&'a str> {
    match step {
        "1m" => p.check_1.as_deref(),
        "3m" => p.check_3.as_deref(),
        _ => p.check_6.as_deref(),
    }
}

/// The state of a proposal in a narrow column: `proposée`, `réfléchit`, `injoign., 2e`, `refusée, 2`.
pub fn situation(p: &Proposal, look: &Look) -> String {
    let short = look.text(&format!("short-proposal-{}", dashed(p.state.id())));
    let reason = |code: &Option<String>| code.as_ref().map_or_else(|| short.clone(), |code| format!("{short}, {code}"));
    match p.state {
        ProposalState::Proposed if p.attempts > 1 => look.with("short-proposal-attempts", &[("count", p.attempts.to_string())]),
        ProposalState::Proposed if p.answer.as_deref() == Some("3") => look.text("short-proposal-thinks"),
        ProposalState::Refused => reason(&p.answer_reason),
        ProposalState::Rejected => reason(&p.employer_reason),
        ProposalState::EmployerInterview => match p.employer_interview_at {
            Some(at) => look.with("short-proposal-interview-on", &[("day", day_month(calendar::local(at).date(), look))]),
            None => short,
        },
        _ => short,
    }
}

fn hire(r: &HireRow, look: &Look) -> String {
    match (r.kind.as_str(), r.placement.state) {
        ("T30", PlacementState::Announced) => look.text("short-hire-announced"),
        ("T31", PlacementState::Confirmed | PlacementState::Kept) => match done(&r.placement, &r.step) {
            Some(result) => look.text(&format!("short-hire-check-{result}")),
            None => look.with("short-hire-check", &[("months", r.step.trim_end_matches('m').to_owned())]),
        },
        (_, state) => look.texts.state("placement", state.id()),
    }
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        match &self.item {
            Item::Proposal(r) => r.proposal.head.id.0.as_bytes().to_vec(),
            Item::Hire(r) => r.placement.head.id.0.as_bytes().to_vec(),
        }
    }
    fn sign(&self) -> &str {
        self.sign
    }
}

/// The columns of Propositions (screens.md §13).
pub fn waiting() -> Vec<Column<Line>> {
    vec![
        Column::new("series-due", 6, 0, |l: &Line, _| l.due.clone()).signed(),
        Column::new("series-who", 24, 0, |l: &Line, _| Cell::from(l.name())).fit(Fit::Name),
        Column::new("series-phone", 13, 0, |l: &Line, _| Cell::from(l.phone.as_str())),
        Column::new("series-offer", 17, 1, |l: &Line, _| Cell::from(l.title())).fit(Fit::Title),
        Column::new("series-situation", 14, 0, |l: &Line, _| Cell::from(l.situation.as_str())),
        Column::new("series-firm", 22, 6, |l: &Line, _| Cell::from(l.employer())).extra(),
        Column::new("series-channel", 10, 7, |l: &Line, _| Cell::from(l.channel.as_str())).extra(),
        Column::new("series-number", 15, 8, |l: &Line, _| {
            Cell::from(match &l.item {
                Item::Proposal(r) => r.number.as_str(),
                Item::Hire(r) => r.number.as_str(),
            })
        })
        .extra(),
    ]
}

/// The columns of the tab of an offer: all about its people.
pub fn of_offer() -> Vec<Column<Line>> {
    vec![
        Column::new("series-due", 6, 0, |l: &Line, _| l.due.clone()).signed(),
        Column::new("series-who", 24, 0, |l: &Line, _| Cell::from(l.name())).fit(Fit::Name),
        Column::new("series-phone", 13, 1, |l: &Line, _| Cell::from(l.phone.as_str())),
        Column::new("series-rank", 3, 4, |l: &Line, _| {
            Cell::from(l.proposal().and_then(|r| r.proposal.rank).map_or_else(|| "-".to_owned(), |n| n.to_string()))
        })
        .right(),
        Column::new("series-proposed", 8, 2, |l: &Line, look| {
            let day = l.proposal().and_then(|r| r.proposal.sent_on);
            Cell::from(day.map_or_else(|| "-".to_owned(), |d| day_month(d, look)))
        }),
        Column::new("series-situation", 18, 0, |l: &Line, _| Cell::from(l.situation.as_str())),
        Column::new("series-by", 18, 6, |l: &Line, _| Cell::from(l.proposal().map_or("", |r| r.by.as_str()))).extra(),
        Column::new("series-number", 15, 7, |l: &Line, _| Cell::from(l.proposal().map_or("", |r| r.number.as_str()))).extra(),
    ]
}

//! The rows of the tabs of an employer's file, each cell already in words, each with what it stands for.

use crate::domain::calendar;
use crate::domain::ids::{ContactId, DeedId, PersonId, ProposalId, RowId, VacancyId};
use crate::domain::lifecycle::VacancyState;
use crate::domain::phone;
use crate::services::employers::Page;
use crate::tui::look::Look;
use crate::tui::screens::House;
use crate::tui::screens::caseload::short;
use crate::tui::screens::file::line::{self, nth};
use crate::tui::screens::file::words::{self, NONE, or_none};
use crate::tui::widgets::fit::Fit;
use crate::tui::widgets::table::{Cell, Column, Table};

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A heading between rows.
    Heading,
    /// An offer.
    Offer(VacancyId),
    /// A contact.
    Contact(ContactId),
    /// A proposal of one of its offers.
    Proposal(ProposalId),
    /// Somebody hired.
    Person(PersonId),
    /// A visit.
    Visit(RowId),
    /// A note.
    Note(RowId),
    /// A meeting in the agenda.
    Meeting,
    /// A deed of the audit.
    Trace(DeedId),
}

/// One row.
pub type Line = line::Line<What>;

/// The table of offers.
pub fn offer_table() -> Table<Line> {
    Table::new(vec![
        Column::new("employer-number", 16, 2, nth::<What, 0>),
        Column::new("field-title", 24, 0, nth::<What, 1>).fit(Fit::Title),
        Column::new("employer-posts", 6, 3, nth::<What, 2>),
        Column::new("employer-situation", 16, 1, nth::<What, 3>),
        Column::new("employer-expires", 6, 0, nth::<What, 4>).signed(),
        Column::new("employer-received", 6, 6, nth::<What, 5>).extra(),
    ])
}

/// The table of contacts.
pub fn contact_table() -> Table<Line> {
    Table::new(vec![
        Column::new("field-of-contact-name", 19, 0, nth::<What, 0>),
        Column::new("field-role", 16, 2, nth::<What, 1>),
        Column::new("field-phone", 14, 0, nth::<What, 2>),
        Column::new("employer-when", 24, 1, nth::<What, 3>),
        Column::new("field-email", 24, 6, nth::<What, 4>).extra(),
    ])
}

/// The table of people proposed and hired.
pub fn proposal_table() -> Table<Line> {
    Table::new(vec![
        Column::new("employer-since", 6, 3, nth::<What, 0>),
        Column::new("employer-person", 24, 0, nth::<What, 1>),
        Column::new("field-vacancy", 18, 2, nth::<What, 2>).fit(Fit::Title),
        Column::new("employer-situation", 16, 1, nth::<What, 3>),
        Column::new("file-expected", 7, 1, nth::<What, 4>).signed(),
    ])
}

/// The table of visits and notes.
pub fn visit_table() -> Table<Line> {
    Table::new(vec![
        Column::new("file-day", 11, 0, nth::<What, 0>),
        Column::new("employer-purpose", 17, 1, nth::<What, 1>),
        Column::new("file-by", 16, 3, nth::<What, 2>),
        Column::new("field-summary", 28, 0, nth::<What, 3>),
    ])
}

fn brief(day: Option<chrono::NaiveDate>, look: &Look) -> String {
    day.map_or_else(|| NONE.to_owned(), |d| short(d, look))
}

/// Its offers; those to expire within the days of T12 with the alert.
pub fn offers(house: &House, look: &Look, page: &Page) -> Vec<Line> {
    let soon = calendar::add_days(page.today, house.rules.delays.get("T12", "before"));
    let line = |o: &crate::services::employers::Offered| {
        let running = o.state.is_open() || matches!(o.state, VacancyState::Draft | VacancyState::ToCheck);
        let until = o.publish_until.filter(|_| running);
        let cells = vec![
            o.number.as_str().into(),
            o.title.as_str().into(),
            format!("{}/{}", o.filled, o.positions).into(),
            look.texts.state("vacancy", o.state.id()).into(),
            Cell::alert_if(brief(until, look), o.state.is_open() && until.is_some_and(|d| d <= soon)),
            brief(o.received_on, look).into(),
        ];
        Line::of(o.id, What::Offer(o.id), cells)
    };
    page.all.offers.iter().map(line).collect()
}

/// Its contacts; one that isn't told to job seekers says so.
pub fn contacts(look: &Look, page: &Page) -> Vec<Line> {
    let line = |c: &crate::domain::employer::Contact| {
        let told = (!c.disclose).then(|| look.text("employer-not-told"));
        let when: Vec<String> = c.preferred.iter().cloned().chain(told).collect();
        let cells = vec![
            c.name.as_str().into(),
            or_none(c.role.as_deref()).into(),
            c.phone.as_deref().map_or_else(|| NONE.to_owned(), phone::shown).into(),
            when.join(", ").into(),
            or_none(c.email.as_deref()).into(),
        ];
        Line::of(c.head.id, What::Contact(c.head.id), cells)
    };
    page.file().contacts.iter().map(line).collect()
}

/// People proposed to it, then those hired.
pub fn proposals(house: &House, look: &Look, page: &Page) -> Vec<Line> {
    let proposed = page.all.proposals.iter().map(|p| {
        let cells = vec![
            brief(p.sent_on, look).into(),
            p.name.as_str().into(),
            p.title.as_str().into(),
            look.texts.state("proposal", p.state.id()).into(),
            Cell::alert_if(brief(p.due, look), p.due.is_some_and(|d| d < page.today)),
        ];
        Line::of(p.id, What::Proposal(p.id), cells)
    });
    let mut all: Vec<Line> = proposed.collect();
    if !page.all.hires.is_empty() {
        let heading = look.with("employer-hires", &[("count", page.all.hires.len().to_string())]);
        all.push(Line::heading("hires", What::Heading, heading));
    }
    all.extend(page.all.hires.iter().map(|h| {
        let cells = vec![
            brief(h.start_on, look).into(),
            h.name.as_str().into(),
            words::label(house, look, "ISCO", h.occupation.as_deref()).into(),
            look.texts.state("placement", h.state.id()).into(),
            NONE.into(),
        ];
        Line::of(h.id, What::Person(h.person), cells)
    }));
    all
}

/// Meetings to come, then visits and notes by day, the newest first.
pub fn visits(house: &House, look: &Look, page: &Page) -> Vec<Line> {
    let by = |user| {
        if user == house.who.user { look.text("file-you") } else { or_none(page.account(user)) }
    };
    let mut all: Vec<Line> = Vec::new();
    for meeting in &page.all.meetings {
        let when = meeting.starts_at.map_or_else(|| NONE.to_owned(), |at| words::day(look, Some(calendar::local(at).date())));
        let hour = meeting.starts_at.map_or_else(String::new, |at| crate::tui::frame::hour(look, calendar::local(at)));
        let cells = vec![
            when.into(),
            look.text("employer-planned").into(),
            meeting.counsellor.map_or_else(|| NONE.to_owned(), by).into(),
            hour.into(),
        ];
        all.push(Line::of(meeting.head.id, What::Meeting, cells));
    }
    let mut past: Vec<(Option<chrono::NaiveDate>, Line)> = Vec::new();
    for visit in &page.all.visits {
        let taken = visit.offers.filter(|n| *n > 0).map(|n| look.with("employer-offers-taken", &[("count", n.to_string())]));
        let summary = visit.summary.as_deref().and_then(|s| s.lines().next()).map(str::to_owned);
        let said: Vec<String> = taken.into_iter().chain(summary).collect();
        let cells = vec![
            words::day(look, visit.day).into(),
            words::label(house, look, "VISIT", visit.purpose.as_deref()).into(),
            by(visit.by).into(),
            if said.is_empty() { NONE.to_owned() } else { said.join(" ; ") }.into(),
        ];
        past.push((visit.day, Line::of(visit.head.id, What::Visit(visit.head.id), cells)));
    }
    let corrected = |id: RowId| page.all.notes.iter().any(|n| n.corrects == Some(id));
    for note in page.all.notes.iter().filter(|n| !corrected(n.head.id)) {
        let first = note.text.lines().next().unwrap_or_default();
        let cells = vec![words::day(look, note.day).into(), look.text("file-note").into(), by(note.by).into(), first.into()];
        past.push((note.day, Line::of(note.head.id, What::Note(note.head.id), cells)));
    }
    past.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    all.extend(past.into_iter().map(|(_, line)| line));
    all
}

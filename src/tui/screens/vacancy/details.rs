//! Détail: the post, its conditions and criteria in pairs, the description, what the law says of it, and what may follow.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::part::Part;
use super::words;
use crate::domain::lifecycle::VacancyState;
use crate::domain::phone;
use crate::services::vacancies::Page;
use crate::tui::action::Action;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Offer};
use crate::tui::screens::file::pairs::{self, Pair, Section};
use crate::tui::screens::file::words::{NONE, coded, day, label, labels, or_none};
use crate::tui::screens::{House, lawful};

/// Rows of a page up or down.
const PAGE: usize = 10;

/// The tab.
pub struct Details {
    house: House,
    page: Option<Page>,
    top: usize,
}

impl Details {
    /// Empty until the page comes.
    pub fn new(house: &House) -> Self {
        Details { house: Rc::clone(house), page: None, top: 0 }
    }
    fn sections(&self, look: &Look, page: &Page) -> Vec<Section> {
        vec![self.post(look, page), self.conditions(look, page), self.criteria(look, page), self.office(look, page)]
    }
    fn post(&self, look: &Look, page: &Page) -> Section {
        let (house, v) = (&self.house, &page.vacancy);
        let field = |id: &str| look.label("vacancy", id);
        let contact = page.contact.as_ref().map(|c| {
            let number = c.phone.as_deref().map(phone::shown).unwrap_or_default();
            format!("{} {number}", c.name).trim().to_owned()
        });
        let called = contact.or_else(|| page.employer.phone.as_deref().map(phone::shown));
        let pairs = vec![
            Pair::new(field("employer"), format!("{}   {}", page.employer.name, page.employer.number)).wide(),
            Pair::new(field("contact"), or_none(called.as_deref())).wide(),
            Pair::new(field("occupation"), coded(house, look, "ISCO", v.occupation.as_deref())).wide(),
            Pair::new(field("workplace"), words::place(house, look, v)).wide(),
            Pair::new(field("description"), or_none(v.description.as_deref().and_then(|d| d.lines().next()))).wide(),
        ];
        Section { heading: look.text("vacancy-section-post"), pairs }
    }
    fn conditions(&self, look: &Look, page: &Page) -> Section {
        let (house, v) = (&self.house, &page.vacancy);
        let field = |id: &str| look.label("vacancy", id);
        let time = label(house, look, "TIME", v.working_time.as_deref());
        let time = match v.hours_week {
            Some(hours) => format!("{time}, {}", look.with("vacancy-hours", &[("hours", hours.to_string())])),
            None => time,
        };
        let mut given = Vec::new();
        if v.housing {
            given.push(look.label("vacancy", "housing"));
        }
        if v.remote {
            given.push(look.label("vacancy", "remote"));
        }
        given.extend(v.benefits.clone());
        let pairs = vec![
            Pair::new(field("contract"), words::contract(house, look, v)),
            Pair::new(field("working_time"), time),
            Pair::new(look.text("vacancy-wage-label"), words::wage(house, look, v)).alert_if(page.law.wage_blocks()),
            Pair::new(field("schedule"), or_none(v.schedule.as_deref())),
            Pair::new(field("start_on"), day(look, v.start_on)),
            Pair::new(field("benefits"), or_none(Some(given.join(", ").as_str()))),
        ];
        Section { heading: look.text("vacancy-section-conditions"), pairs }
    }
    fn criteria(&self, look: &Look, page: &Page) -> Section {
        let (house, v) = (&self.house, &page.vacancy);
        let field = |id: &str| look.label("vacancy", id);
        // What is only desired says so; the others are required.
        let weighed = |id: &str, said: String| {
            if said != NONE && v.desired.iter().any(|d| d == id) { look.with("vacancy-desired", &[("said", said)]) } else { said }
        };
        let months = v.min_experience_months.map(|m| look.with("file-months", &[("count", m.to_string())]));
        let words = |list: &[String]| {
            let said: Vec<&str> = list.iter().map(|s| house.rules.codes.label("SKILL", s, look.lang())).collect();
            or_none(Some(said.join(", ").as_str()))
        };
        let licences =
            if v.licences.is_empty() { NONE.to_owned() } else { labels(house, look, "LICENCE", &v.licences, "word-no") };
        let pairs = vec![
            Pair::new(field("min_education"), weighed("min_education", coded(house, look, "EDU", v.min_education.as_deref()))),
            Pair::new(field("min_experience_months"), weighed("min_experience_months", or_none(months.as_deref()))),
            Pair::new(field("required_skills"), words(&v.required_skills)).wide(),
            Pair::new(field("desired_skills"), words(&v.desired_skills)).wide(),
            Pair::new(field("languages"), weighed("languages", words(&v.languages))),
            Pair::new(field("licences"), weighed("licences", licences)),
        ];
        Section { heading: look.text("vacancy-section-criteria"), pairs }
    }
    fn office(&self, look: &Look, page: &Page) -> Section {
        let (house, v) = (&self.house, &page.vacancy);
        let field = |id: &str| look.label("vacancy", id);
        let owner = match v.owner {
            Some(user) if user == house.who.user => look.text("file-you"),
            _ => or_none(page.owner.as_deref()),
        };
        let mut pairs = vec![
            Pair::new(field("received_on"), day(look, v.received_on)),
            Pair::new(field("publish_until"), day(look, v.publish_until))
                .alert_if(v.publish_until.is_some_and(|d| d < page.today)),
            Pair::new(
                look.text("vacancy-news"),
                day(look, [v.contacted_on, v.accepted_on, v.received_on].into_iter().flatten().max()),
            ),
            Pair::new(field("owner"), owner),
            Pair::new(field("mode"), label(house, look, "VMODE", v.mode.as_deref())),
            Pair::new(field("source"), label(house, look, "VSOURCE", v.source.as_deref())),
        ];
        if let Some(number) = &page.copied_from {
            pairs.push(Pair::new(field("copied_from"), number));
        }
        if let Some(reason) = &v.close_reason {
            pairs.push(Pair::new(field("close_reason"), label(house, look, "VCLOSE", Some(reason))));
        }
        if let Some(reason) = &v.refuse_reason {
            pairs.push(Pair::new(field("refuse_reason"), label(house, look, "VREFUSE", Some(reason))));
        }
        Section { heading: look.text("vacancy-section-office"), pairs }
    }
    /// Below the pairs: the special condition, the description, what the law says, the note of an import.
    fn text(&self, look: &Look, page: &Page, width: u16) -> Vec<(String, bool)> {
        let room = usize::from(width.saturating_sub(2)).max(20);
        let v = &page.vacancy;
        let mut all = Vec::new();
        let mut block = |heading: String, text: &str| {
            all.push((heading, true));
            all.extend(wrap(text, room).into_iter().map(|l| (l, false)));
        };
        if let Some(condition) = &v.special_condition {
            let basis = coded(&self.house, look, "LEGAL", v.legal_basis.as_deref());
            let visa = match page.decision.as_ref().and_then(|d| d.outcome.as_deref()) {
                Some("confirmed") => "vacancy-visa-given",
                Some(_) => "vacancy-visa-refused",
                None => "vacancy-visa-awaited",
            };
            let text = format!("{condition}. {basis}. {}", look.text(visa));
            block(look.texts.field_full("vacancy", "special_condition"), &text);
        }
        // The first line stands among the pairs, where it has room for it: the whole text only when there is more.
        let beside = room.saturating_sub(17);
        if let Some(description) = v.description.as_ref().filter(|d| crate::tui::look::width(d) > beside || d.contains('\n')) {
            block(look.label("vacancy", "description"), description);
        }
        if let Some(note) = &v.import_note {
            block(look.texts.field_full("vacancy", "import_note"), note);
        }
        let law = lawful::lines(&page.law, &self.house, look, room);
        if !law.is_empty() && (!page.law.passes() || page.law.doubtful() > 0) {
            all.push((lawful::title(&page.law, look), true));
            all.extend(law.into_iter().map(|l| (l, false)));
        }
        all
    }
    /// What is to be done about the offer now, in one line.
    fn hint(&self, look: &Look, page: &Page) -> String {
        let v = &page.vacancy;
        match v.state {
            VacancyState::Draft | VacancyState::ToCheck if !page.law.passes() => look.text("vacancy-hint-unlawful"),
            VacancyState::Draft => look.text("vacancy-hint-draft"),
            VacancyState::ToCheck if page.awaits_visa() => look.text("vacancy-hint-visa"),
            VacancyState::ToCheck => look.text("vacancy-hint-to-check"),
            state if state.is_open() => page.stale.as_ref().map_or_else(String::new, |fault| {
                let said = look.texts.fault(fault);
                format!("{} {}", said.what, said.todo)
            }),
            _ => String::new(),
        }
    }
}

impl Part for Details {
    fn page(&mut self, page: &Page, _: &mut Cx<'_>) {
        self.page = Some(page.clone());
    }
    fn offers(&self, out: &mut Vec<Offer>) {
        out.extend([Action::Up, Action::Down, Action::PageUp, Action::PageDown].map(Offer::silent));
    }
    fn act(&mut self, action: Action, _: &mut Cx<'_>) -> bool {
        match action {
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::PageUp => self.top = self.top.saturating_sub(PAGE),
            Action::Down => self.top += 1,
            Action::PageDown => self.top += PAGE,
            _ => return false,
        }
        true
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let Some(page) = &self.page else { return };
        let buffer = frame.buffer_mut();
        let (sections, text) = (self.sections(look, page), self.text(look, page, area.width));
        let hint = self.hint(look, page);
        let rows = area.height.saturating_sub(u16::from(!hint.is_empty()));
        let pairs_rows = pairs::height(&sections, area.width);
        let over = (pairs_rows + text.len()).saturating_sub(usize::from(rows));
        let top = self.top.min(over);
        let seen = pairs_rows.saturating_sub(top).min(usize::from(rows));
        let above = u16::try_from(seen).unwrap_or(0);
        pairs::draw(buffer, Rect { height: above, ..area }, look, &sections, top);
        let lines = text.iter().skip(top.saturating_sub(pairs_rows));
        for (y, (line, heading)) in (area.y + above..area.y + rows).zip(lines) {
            let (x, style) = if *heading { (area.x, look.heading()) } else { (area.x + 1, Style::new()) };
            look.put(buffer, x, y, area.width.saturating_sub(1), line, style);
        }
        if !hint.is_empty() {
            look.put(buffer, area.x + 1, area.bottom().saturating_sub(1), area.width.saturating_sub(2), &hint, Style::new());
        }
        look.point(area.x, area.y.saturating_sub(1));
    }
}

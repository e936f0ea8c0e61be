//! The tab Fiche: the facts in pairs, the offers and the contacts below, the silence at the foot (screens.md §12, drawing 9).

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::FirmFile;
use crate::services::employers::Page;
use crate::tui::look::Look;
use crate::tui::screens::House;
use crate::tui::screens::file::pairs::{self, Pair, Section};
use crate::tui::screens::file::words::{self, NONE, or_none};

/// Rows that the lists need at least: two headings each and one row.
const LISTS: u16 = 6;

/// Its facts in reading order.
pub fn section(house: &House, look: &Look, page: &Page) -> Section {
    let e = &page.file().employer;
    let label = |id: &str| look.label("employer", id);
    let contact = page.all.row.last_contact;
    let mut pairs = vec![
        Pair::new(label("trade_name"), or_none(e.trade_name.as_deref())),
        Pair::new(label("phone"), words::telephone(e.phone.as_deref())),
        Pair::new(label("tax_id"), or_none(e.tax_id.as_deref())),
        Pair::new(label("trade_register"), or_none(e.trade_register.as_deref())),
        Pair::new(label("sector"), words::coded(house, look, "SECTION", e.sector.as_deref())),
        Pair::new(label("size_class"), size(house, look, page)),
        Pair::new(look.text("employer-place"), place(page)),
        Pair::new(look.text("file-last-contact"), words::day(look, contact)).alert_if(page.all.row.is_late(&page.days)),
        Pair::new(label("apprentice_quota"), quota(look, page)),
        Pair::new(look.text("employer-caj"), caj(look, page)),
    ];
    if let Some(email) = &e.email {
        pairs.push(Pair::new(label("email"), email));
    }
    if let Some(number) = &e.cnss_number {
        pairs.push(Pair::new(label("cnss_number"), number));
    }
    if let Some(reference) = &e.external_ref {
        pairs.push(Pair::new(label("external_ref"), reference));
    }
    if let Some(note) = &e.import_note {
        pairs.push(Pair::new(label("import_note"), note.lines().collect::<Vec<_>>().join(" · ")).wide());
    }
    Section { heading: String::new(), pairs }
}

/// `3 (20 à 49)`.
fn size(house: &House, look: &Look, page: &Page) -> String {
    match page.file().employer.size_class.as_deref() {
        Some(code) => format!("{code} ({})", words::label(house, look, "SIZE", Some(code))),
        None => NONE.to_owned(),
    }
}

/// Town and address: what is known of them.
fn place(page: &Page) -> String {
    let e = &page.file().employer;
    let parts: Vec<&str> = [e.town.as_deref(), e.address.as_deref()].into_iter().flatten().filter(|p| !p.is_empty()).collect();
    if parts.is_empty() { NONE.to_owned() } else { parts.join(", ") }
}

/// Trainees due and there now.
fn quota(look: &Look, page: &Page) -> String {
    match page.file().employer.apprentice_quota {
        Some(due) => look.with("employer-quota", &[("due", due.to_string()), ("taken", page.all.trainees.to_string())]),
        None if page.all.trainees > 0 => look.with("employer-trainees", &[("taken", page.all.trainees.to_string())]),
        None => NONE.to_owned(),
    }
}

fn caj(look: &Look, page: &Page) -> String {
    match page.file().employer.caj_signed_on {
        Some(day) => look.with("employer-caj-signed", &[("day", words::day(look, Some(day)))]),
        None => NONE.to_owned(),
    }
}

/// Row 2: name, number, active or not, who is in charge.
pub fn heading(look: &Look, page: &Page) -> String {
    let e = &page.file().employer;
    let state = look.texts.state("employer", if page.is_active() { "active" } else { "dormant" });
    let by = match (page.mine, e.owner.and_then(|u| page.account(u))) {
        (true, _) => look.text("file-you"),
        (false, Some(name)) => name.split(' ').next().unwrap_or(name).to_owned(),
        (false, None) => NONE.to_owned(),
    };
    let by = look.with("file-in-charge", &[("by", by)]);
    let rest = format!("{}  {state}  {by}", e.number);
    let column = 34.min(76_usize.saturating_sub(crate::tui::look::width(&rest)));
    let name = crate::tui::look::cut(&e.name, column.max(12));
    format!("{name}{}  {rest}", " ".repeat(column.saturating_sub(crate::tui::look::width(&name))))
}

/// Row 4: the next meeting, answers awaited, reminders due.
pub fn to_do(look: &Look, page: &Page) -> String {
    let mut parts = Vec::new();
    if let Some((day, planned)) = page.next_meeting() {
        let at = planned.and_then(|a| a.starts_at).map(|at| crate::tui::frame::hour(look, crate::domain::calendar::local(at)));
        let key = if day < page.today { "employer-todo-visit-late" } else { "employer-todo-visit" };
        let day = words::brief_with_weekday(look, day);
        let when = at.map_or(day.clone(), |hour| format!("{day} {hour}"));
        parts.push(look.with(key, &[("day", when)]));
    }
    if let (count @ 1.., Some(since)) = page.awaited() {
        parts.push(look.with("employer-todo-answers", &[("count", count.to_string()), ("day", words::brief(look, since))]));
    }
    for task in page.all.tasks.iter().filter(|t| t.due.is_some_and(|d| d <= page.today)).take(2) {
        parts.push(task.words.clone().unwrap_or_default());
    }
    let later = page.all.tasks.iter().filter(|t| t.due.is_some_and(|d| d > page.today)).count();
    if later > 0 {
        parts.push(look.with("employer-todo-later", &[("count", later.to_string())]));
    }
    parts.retain(|p| !p.is_empty());
    if parts.is_empty() { look.text("employer-todo-nothing") } else { look.with("file-todo", &[("parts", parts.join(", "))]) }
}

/// The last row: how long it is silent, and the rule.
fn silence(look: &Look, page: &Page) -> String {
    match page.silence() {
        (Some(days), rule) => look.with("employer-silence", &[("count", days.to_string()), ("rule", rule.to_string())]),
        (None, rule) => look.with("employer-never", &[("rule", rule.to_string())]),
    }
}

impl FirmFile {
    pub(super) fn draw_fiche(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, page: &Page) {
        let buffer = frame.buffer_mut();
        let sections = [section(&self.house, look, page)];
        let facts = u16::try_from(pairs::height(&sections, area.width)).unwrap_or(5).saturating_sub(1);
        let facts = facts.min(area.height.saturating_sub(LISTS + 1));
        // The empty heading isn't drawn.
        pairs::draw(buffer, Rect { height: facts, ..area }, look, &sections, 1);
        let rest = Rect { y: area.y + facts, height: area.height.saturating_sub(facts + 1), ..area };
        let contacts = u16::try_from(page.file().contacts.len()).unwrap_or(3).clamp(1, 3) + 2;
        let contacts = contacts.min(rest.height / 2);
        let offers = rest.height - contacts;
        let offers = offers.min(u16::try_from(page.all.offers.len()).unwrap_or(3).max(1) + 2);
        let places = [
            (Rect { height: offers, ..rest }, "employer-tab-offers", &self.offers, page.all.offers.is_empty(), !self.lower),
            (
                Rect { y: rest.y + offers, height: contacts, ..rest },
                "employer-tab-contacts",
                &self.contacts,
                page.file().contacts.is_empty(),
                self.lower,
            ),
        ];
        for (place, key, table, empty, focused) in places {
            look.put(buffer, place.x, place.y, place.width, &look.text(key), look.heading());
            let below = Rect { y: place.y + 1, height: place.height.saturating_sub(1), ..place };
            if empty {
                let text = look.text(&format!("{key}-none"));
                look.put(buffer, below.x + 2, below.y, below.width.saturating_sub(2), &text, Style::new());
            } else {
                table.draw(buffer, below, look, focused);
            }
        }
        if page.all.offers.is_empty() && !self.lower {
            look.point(area.x, rest.y);
        }
        let foot = area.bottom().saturating_sub(1);
        look.put(buffer, area.x + 1, foot, area.width.saturating_sub(2), &silence(look, page), Style::new());
    }
}

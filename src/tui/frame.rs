//! The lines around the body: title, context with its state slot, message, help, which-key (screens.md §1).
//! Called by `app.rs` only; knows no screen.

use chrono::{Datelike, NaiveDateTime, Timelike};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::keymap::{Keymap, Where};
use crate::tui::look::{Look, cut, width};
use crate::tui::screen::{Offer, Rank};

/// What the title line says of the session.
#[derive(Debug, Clone, Default)]
pub struct Status {
    /// Code of the agency.
    pub agency: String,
    /// The user as shown.
    pub user: String,
    /// Unread notices.
    pub notices: u32,
    /// Nobody is known to sit here (the pause): neither user nor notices are named.
    pub nobody: bool,
    /// A training office.
    pub training: bool,
    /// Read-only, and why (key of a text).
    pub read_only: Option<&'static str>,
    /// Since when the line is away (`08h40`).
    pub away_since: Option<String>,
    /// Saves that wait for the line.
    pub unsent: usize,
}

/// The hour as it is shown: `08h42`.
pub fn hour(look: &Look, at: NaiveDateTime) -> String {
    look.with("hour", &[("h", format!("{:02}", at.hour())), ("m", format!("{:02}", at.minute()))])
}

/// `mar. 24/11/2026`.
pub fn day(look: &Look, at: chrono::NaiveDate) -> String {
    let weekday = look.text(&format!("weekday-short-{}", at.weekday().number_from_monday()));
    let month = look.text(&format!("month-in-day-{}", at.month()));
    look.with(
        "day-in-title",
        &[("weekday", weekday), ("d", format!("{:02}", at.day())), ("m", month), ("y", at.year().to_string())],
    )
}

/// Row 1: a state of the whole program is a word at the left end.
pub fn title(buffer: &mut Buffer, area: Rect, look: &Look, title: &str, status: &Status, now: NaiveDateTime) {
    let bar = look.bar();
    look.fill(buffer, area.x, area.y, area.width, "", bar);
    let (word, who) = match status {
        Status { away_since: Some(since), .. } => ("state-away", look.with("since", &[("hour", since.clone())])),
        Status { read_only: Some(why), .. } => ("state-read-only", look.text(why)),
        Status { training: true, .. } => ("state-training", look.text("state-training-people")),
        _ => ("", status.user.clone()),
    };
    let plain = word.is_empty();
    let title = if plain { title.to_owned() } else { format!("{} {title}", look.text(word)) };
    let shift = area.width.saturating_sub(80);
    let right = area.width < 78;
    look.put(buffer, area.x + 1, area.y, 28, &title, bar);
    if plain && !right {
        look.put(buffer, area.x + 30, area.y, 5, &status.agency, bar);
    }
    let who_at = if plain { 35 } else { 30 };
    if !right {
        look.put(buffer, area.x + who_at, area.y, 50 - who_at, &who, bar);
    }
    let when = format!("{} {}", day(look, now.date()), hour(look, now));
    let tail = if status.away_since.is_some() {
        look.with("title-unsent", &[("count", status.unsent.to_string())])
    } else if status.training {
        look.text("title-lessons-short")
    } else if status.nobody {
        String::new()
    } else {
        look.with("title-notices", &[("count", status.notices.to_string())])
    };
    let cells = if tail.is_empty() { 6 } else { u16::try_from(width(&tail)).unwrap_or(6) };
    let tail_at = area.width.saturating_sub(cells);
    let when_at = if right { tail_at.saturating_sub(23) } else { 51 + shift };
    look.put(buffer, area.x + when_at, area.y, 21, &when, bar);
    look.put(buffer, area.x + tail_at, area.y, area.width - tail_at, &tail, bar);
}

/// Row 2: what the list shows; the state slot is its right end.
pub fn context(buffer: &mut Buffer, area: Rect, look: &Look, text: &str, slot: &str) {
    let plain = ratatui::style::Style::new();
    let taken = u16::try_from(width(slot)).unwrap_or(24).min(24);
    let room = area.width.saturating_sub(2 + if taken > 0 { taken + 1 } else { 0 });
    look.put(buffer, area.x + 1, area.y, room, text, plain);
    look.put(buffer, area.right().saturating_sub(taken + 1), area.y, taken, slot, plain);
}

/// The message line: its sign in column 1.
pub fn message(buffer: &mut Buffer, area: Rect, look: &Look, sign: &str, text: &str) {
    let style = if sign == "!" { look.alert() } else { ratatui::style::Style::new() };
    look.put(buffer, area.x, area.y, 1, sign, style);
    look.put(buffer, area.x + 2, area.y, area.width.saturating_sub(2), text, style);
}

/// Keys and labels of the help line, the most important first; digits with one label are one entry.
pub fn help_entries(offers: &[Offer], keymap: &Keymap, at: Where, look: &Look) -> Vec<(String, String)> {
    let mut shown: Vec<&Offer> =
        offers.iter().filter(|o| o.why_not.is_none() && matches!(o.rank, Rank::Main | Rank::Usual)).collect();
    shown.sort_by_key(|o| o.rank);
    let mut out: Vec<(String, String)> = Vec::new();
    let mut last: Option<(&Offer, u8, String)> = None;
    for offer in shown {
        let Some(key) = keymap.label_of(offer.action, at, look.texts.lang()) else { continue };
        let label = cut(&label(offer, look), 14);
        if let Some(digit) = offer.action.digit() {
            if let Some((before, first_digit, first_key)) = &last
                && before.label == offer.label
                && *first_digit < digit
                && let Some(entry) = out.last_mut()
            {
                entry.0 = format!("{first_key}-{key}");
                continue;
            }
            last = Some((offer, digit, key.clone()));
        } else {
            last = None;
        }
        out.push((key, label));
    }
    out
}

/// The label of an offer.
pub fn label(offer: &Offer, look: &Look) -> String {
    offer.label.as_ref().map_or_else(|| look.text(&offer.action.label_key()), |words| look.words(words))
}

/// The last row. What never moves is never painted again; column 80 stays empty.
pub fn help(buffer: &mut Buffer, area: Rect, look: &Look, entries: &[(String, String)], fixed: &[(String, String)]) {
    let plain = ratatui::style::Style::new();
    let fixed_width: usize = fixed.iter().map(|(k, l)| width(k) + width(l) + 2).sum::<usize>().saturating_sub(1);
    let fixed_at = area.width.saturating_sub(2 + u16::try_from(fixed_width).unwrap_or(area.width));
    let mut x = 0;
    for (key, label) in entries {
        let needed = u16::try_from(width(key) + 1 + width(label)).unwrap_or(u16::MAX);
        if x + needed >= fixed_at {
            break;
        }
        let used = look.put(buffer, area.x + x, area.y, needed, key, look.key());
        look.put(buffer, area.x + x + used + 1, area.y, needed, label, plain);
        x += needed + 2;
    }
    let mut x = fixed_at;
    for (key, label) in fixed {
        let used = look.put(buffer, area.x + x, area.y, area.width - x, key, look.key());
        let written = look.put(buffer, area.x + x + used + 1, area.y, area.width, label, plain);
        x += used + written + 2;
    }
}

/// Which-key: what may follow, five to a row.
pub fn which_key(buffer: &mut Buffer, area: Rect, look: &Look, entries: &[(String, String)]) {
    for (i, (key, label)) in entries.iter().enumerate() {
        let (row, column) = (u16::try_from(i / 5).unwrap_or(0), u16::try_from(i % 5).unwrap_or(0));
        let (x, y) = (area.x + 1 + column * 16, area.y + row);
        if y >= area.bottom() {
            return;
        }
        let used = look.put(buffer, x, y, 8, key, look.key());
        look.put(buffer, x + used + 1, y, 15 - used.min(14), label, ratatui::style::Style::new());
    }
}

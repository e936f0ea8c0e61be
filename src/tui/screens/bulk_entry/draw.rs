//! Draws the form of a batch: fields, the slip's totals beside what was keyed, the counters (screens.md drawing 11).

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::keying::{Keying, Pass};
use crate::domain::batch::totals::Line;
use crate::services::batches::{Page, percent};
use crate::texts::group;
use crate::tui::look::{Look, width};

/// Cells from the left edge of both columns of the totals: label, end of the announced, end of the keyed.
const COLUMNS: [[u16; 3]; 2] = [[1, 25, 35], [41, 70, 80]];
/// The only one where there is no room for two.
const ALONE: [[u16; 3]; 1] = [[1, 36, 50]];
/// Where that is.
const NARROW: u16 = 78;

/// « Lot 2026-117, inscriptions, 1re saisie    fiche 57 sur 200 ».
pub fn context(me: &Keying, look: &Look) -> String {
    let Some(page) = &me.page else { return String::new() };
    let pass = look.text(match me.pass {
        Pass::First => "bulk-pass-first",
        Pass::Second => "bulk-pass-second",
        Pass::Mend(_) => "bulk-pass-mend",
    });
    let args = [
        ("number", page.batch.number.clone()),
        ("kind", look.text(&format!("bulk-kind-{}", page.batch.form_kind.id()))),
        ("pass", pass),
    ];
    let of = [("no", me.no.to_string()), ("count", page.batch.announced_forms.to_string())];
    format!("{}    {}", look.with("bulk-context", &args), look.with("bulk-form-of", &of))
}

/// « à revoir 3   31 /h ».
pub fn slot(me: &Keying, look: &Look) -> String {
    if me.page.is_none() {
        return String::new();
    }
    let aside = look.with("bulk-aside-count", &[("count", me.tally.aside.to_string())]);
    match me.tally.rate() {
        Some(rate) => format!("{aside}   {}", look.with("bulk-rate", &[("rate", rate.to_string())])),
        None => aside,
    }
}

/// The whole screen.
pub fn screen(me: &Keying, frame: &mut Frame<'_>, area: Rect, look: &Look) {
    let Some(page) = &me.page else { return };
    let buffer = frame.buffer_mut();
    let cells = cells(me, page, look);
    let per_row = if area.width < NARROW { 1 } else { 2 };
    let rows = u16::try_from(cells.len().div_ceil(per_row)).unwrap_or(2);
    let height = me.form.height(area.width);
    let (list, mark) = me.form.side();
    let below = area.height.saturating_sub(rows + 1);
    let form = Rect { height: height.min(below), ..area };
    me.form.draw(buffer, form, look, true);
    let rule = Rect { y: area.y + form.height, height: 1, ..area };
    let words = me.form.raw_of(me.form.focused()).chars().any(char::is_alphabetic);
    if let Some(choice) = mark.and_then(|at| list.get(at)).filter(|_| words && me.form.wanted().is_none()) {
        // What Enter takes for the words typed; the totals come back with the next field. A code is known by heart.
        look.rule(buffer, rule, &look.text("bulk-takes-rule"), "");
        for (i, line) in list.iter().take(usize::from(rows)).enumerate() {
            let sign = if *line == *choice { ">" } else { " " };
            let text = format!("{sign} {} {}", line.code, line.label);
            look.put(buffer, area.x, rule.y + 1 + u16::try_from(i).unwrap_or(0), area.width, &text, Style::new());
        }
        return;
    }
    look.rule(buffer, rule, &look.text(if me.pass == Pass::Second { "bulk-verify-rule" } else { "bulk-slip-rule" }), "");
    draw_cells(buffer, Rect { y: rule.y + 1, height: rows, ..area }, &cells, per_row, look);
}

/// Label, announced, keyed.
type Cells = (String, String, String);

fn cells(me: &Keying, page: &Page, look: &Look) -> Vec<Cells> {
    if me.pass == Pass::Second {
        let (found, compared) = me.tally.differences;
        let rate = percent(crate::domain::batch::report::rate(found, compared), look.lang());
        return vec![
            (look.text("bulk-verified"), page.batch.announced_forms.to_string(), me.tally.done.to_string()),
            (look.text("bulk-differences"), found.to_string(), rate),
        ];
    }
    let mut all = lines(&page.lines, look);
    let of_form = look.with("bulk-slips-form", &[("count", me.tally.slips.0.to_string())]);
    let of_batch = look.with("bulk-slips-batch", &[("count", me.tally.slips.1.to_string())]);
    all.push((look.text("bulk-slips"), of_form, of_batch));
    all
}

/// Number and totals in words: of the slip, and as keyed.
pub fn lines(all: &[Line], look: &Look) -> Vec<Cells> {
    let gap = if look.lang() == "en" { ',' } else { '\u{a0}' };
    let figure = |n: i64| group(&n.to_string(), gap);
    let cell = |line: &Line| {
        let label = look.text(&format!("bulk-total-{}", line.total.map_or("forms", |t| t.id())));
        (label, line.announced.map_or_else(|| "-".to_owned(), figure), figure(line.keyed))
    };
    all.iter().map(cell).collect()
}

fn draw_cells(buffer: &mut Buffer, area: Rect, cells: &[Cells], per_row: usize, look: &Look) {
    for (i, (label, left, right)) in cells.iter().enumerate() {
        let y = area.y + u16::try_from(i / per_row).unwrap_or(0);
        let columns: &[[u16; 3]] = if per_row == 1 { &ALONE } else { &COLUMNS };
        let Some([label_at, left_end, right_end]) = columns.get(i % per_row) else { continue };
        look.put(buffer, area.x + label_at, y, 28, label, Style::new());
        for (text, end) in [(left, left_end), (right, right_end)] {
            let at = end.saturating_sub(u16::try_from(width(text)).unwrap_or(0));
            look.put(buffer, area.x + at, y, 20, text, Style::new());
        }
    }
}

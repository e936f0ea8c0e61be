//! The report of a batch on the screen and on paper: by operator, by field, and what was rejected.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::draw::lines as total_lines;
use super::lines;
use crate::domain::batch::report::rate;
use crate::domain::batch::{FormState, forms};
use crate::services::batches::{Page, ReportLine, percent, report_text};
use crate::tui::look::{Look, cut, width};

/// Headings of the figures by operator, and the cells that each has.
const OPERATORS: &[(&str, usize)] = &[
    ("bulk-report-keyed", 7),
    ("bulk-report-verified", 8),
    ("bulk-report-strokes", 9),
    ("bulk-report-rate", 6),
    ("bulk-report-caught", 7),
    ("bulk-report-errors", 8),
    ("bulk-report-percent", 8),
];
/// The same by field.
const FIELDS: &[(&str, usize)] = &[
    ("bulk-report-compared", 9),
    ("bulk-report-different", 9),
    ("bulk-report-first", 9),
    ("bulk-report-second", 9),
    ("bulk-report-percent", 8),
];
/// Cells of a name.
const NAME: usize = 22;

fn row(name: &str, figures: impl Iterator<Item = (String, usize)>) -> String {
    let name = cut(name, NAME);
    let mut line = format!("{name}{}", " ".repeat(NAME.saturating_sub(width(&name))));
    for (text, cells) in figures {
        line.push_str(&" ".repeat(cells.saturating_sub(width(&text)).max(1)));
        line.push_str(&text);
    }
    line
}

fn block(heading: &str, heads: &[(&str, usize)], all: &[ReportLine], look: &Look) -> Vec<String> {
    let mut out = vec![row(heading, heads.iter().map(|(key, cells)| (look.text(key), *cells)))];
    for line in all {
        out.push(row(&line.name, line.figures.iter().cloned().zip(heads.iter().map(|(_, cells)| *cells))));
    }
    out
}

/// The lines of the report; the places of headings among them.
fn text(page: &Page, look: &Look) -> (Vec<String>, Vec<usize>) {
    let (operators, fields) = report_text(page, look.lang());
    let report = &page.report;
    let args = [
        ("forms", report.verified.to_string()),
        ("differences", report.differences.to_string()),
        ("compared", report.compared.to_string()),
        ("rate", percent(rate(report.differences, report.compared), look.lang())),
    ];
    let mut out = vec![look.with("bulk-report-sum", &args), String::new()];
    let mut heads = vec![out.len()];
    out.extend(block(&look.text("bulk-report-operators"), OPERATORS, &operators, look));
    out.push(String::new());
    heads.push(out.len());
    if fields.is_empty() {
        out.push(look.text("bulk-report-no-difference"));
        heads.pop();
    } else {
        out.extend(block(&look.text("bulk-report-fields"), FIELDS, &fields, look));
    }
    (out, heads)
}

/// On the screen.
pub fn draw(page: &Page, buffer: &mut Buffer, area: Rect, look: &Look) {
    let (lines, heads) = text(page, look);
    for (i, (y, line)) in (area.y..area.bottom()).zip(&lines).enumerate() {
        let style = if heads.contains(&i) { look.heading() } else { Style::new() };
        look.put(buffer, area.x + 1, y, area.width.saturating_sub(2), line, style);
    }
}

/// On paper, with the slip and the list of what was rejected.
pub fn paper(page: &Page, look: &Look) -> Vec<String> {
    let args = [
        ("number", page.batch.number.clone()),
        ("kind", look.text(&format!("bulk-kind-{}", page.batch.form_kind.id()))),
        ("state", look.texts.state("batch", page.batch.state.id())),
    ];
    let mut out = vec![look.with("bulk-page-context", &args), String::new()];
    for (label, announced, keyed) in total_lines(&page.lines, look) {
        out.push(row(&label, [(announced, 14), (keyed, 14)].into_iter()));
    }
    out.push(String::new());
    out.extend(text(page, look).0);
    let rejected: Vec<_> = page.forms.iter().filter(|f| f.form.state == FormState::Rejected).collect();
    if !rejected.is_empty() {
        out.push(String::new());
        out.push(look.with("bulk-report-rejected", &[("count", rejected.len().to_string())]));
        for f in rejected {
            let name = forms::label(page.batch.form_kind, &f.keyed);
            let why = lines::reason(f.form.aside_reason.as_deref(), look);
            out.push(format!("{:>4}  {name}, {why}", f.form.form_no));
        }
    }
    out
}

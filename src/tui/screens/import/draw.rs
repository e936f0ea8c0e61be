//! What stands on the import screen: the shape of the file, its columns, what the import would do or did. Called by `import`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::columns;
use crate::domain::neutral;
use crate::fault::Fault;
use crate::services::import::sketch::Sketch;
use crate::services::import::{Dates, Form, Report};
use crate::tui::look::{Look, cut, width, wrap};
use crate::tui::screens::import::{Import, Stage};
use crate::tui::screens::said as places;
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// Cells of one value of the first rows.
const VALUE: usize = 12;
/// Rows that the account needs at most: rule, sum, four counts, reasons, where the rejects lie, the digits.
const ACCOUNT: u16 = 12;
/// Reasons of rejections that are listed.
const REASONS: usize = 3;

/// A column of the file.
pub(super) struct Line {
    at: usize,
    name: String,
    field: String,
    known: bool,
    first: String,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.at.to_be_bytes().to_vec()
    }
}

/// The table of drawing 13c.
pub(super) fn table() -> Table<Line> {
    Table::new(vec![
        Column::new("import-column", 20, 0, |l: &Line, _| Cell::from(l.name.as_str())),
        Column::new("import-field", 20, 0, |l: &Line, _| Cell::alert_if(l.field.as_str(), !l.known)).signed(),
        Column::new("import-first", 36, 2, |l: &Line, _| Cell::from(l.first.as_str())),
    ])
}

/// Its rows.
pub(super) fn lines(sketch: &Sketch, look: &Look) -> Vec<Line> {
    let value = |text: &String| {
        let text = cut(&neutral::shown(text), VALUE - 1);
        format!("{text}{}", " ".repeat(VALUE.saturating_sub(width(&text))))
    };
    let line = |(at, column): (usize, &crate::services::import::sketch::Sketched)| Line {
        at,
        name: neutral::shown(&column.name),
        field: column.field.map_or_else(|| look.text("import-passed-over"), |id| columns::label(&look.texts, sketch.kind, id)),
        known: column.field.is_some(),
        first: column.first.iter().map(value).collect::<String>().trim_end().to_owned(),
    };
    sketch.columns.iter().enumerate().map(line).collect()
}

/// Rejected rows, then warnings, a sentence each with line and column.
pub(super) fn said(report: &Report, look: &Look) -> Vec<String> {
    let mut out = Vec::new();
    for rejected in [true, false] {
        let of: Vec<_> = report.said.iter().filter(|s| s.rejected == rejected).collect();
        if of.is_empty() {
            continue;
        }
        out.push(look.text(if rejected { "import-rejected" } else { "import-warnings" }));
        for one in &of {
            // A sentence that begins with the label says the column itself.
            let column = one.column.as_ref().filter(|c| !one.text.starts_with(c.as_str()));
            let key = if column.is_some() { "exchange-said-at" } else { "exchange-said" };
            let value = column.map(|c| neutral::shown(c)).unwrap_or_default();
            let args = [("line", one.line.to_string()), ("value", value), ("text", neutral::shown(&one.text))];
            out.push(look.with(key, &args));
        }
        let all = if rejected { report.rejected } else { report.warnings };
        if all > of.len() as u64 {
            out.push(look.with("import-more", &[("count", (all - of.len() as u64).to_string())]));
        }
    }
    out
}

impl Import {
    /// Name, rows, character set, separator, order of dates; while it runs how far it is.
    pub(super) fn row_two(&self, look: &Look) -> String {
        let (done, total, minutes) = self.seen;
        if matches!(self.stage, Stage::Trying | Stage::Writing) && total > 0 {
            let args = [("done", done.to_string()), ("total", total.to_string()), ("minutes", minutes.to_string())];
            return look.with("import-progress", &args);
        }
        let Some(sketch) = &self.sketch else { return String::new() };
        let name = self.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let mut parts = vec![cut(&neutral::shown(&name), 30), look.with("import-lines", &[("count", sketch.lines.to_string())])];
        match sketch.shape.form {
            Form::Csv => {
                parts.push(look.text(&format!("import-charset-{}", sketch.shape.encoding)));
                parts.push(look.text(match sketch.shape.separator {
                    Some(',') => "import-separator-comma",
                    Some('\t') => "import-separator-tab",
                    _ => "import-separator-semicolon",
                }));
                parts.push(look.text(match self.asked.dates.or(sketch.shape.dates) {
                    Some(Dates::Iso) => "import-dates-iso",
                    Some(Dates::DayFirst) => "import-dates-dmy",
                    None => "import-dates-none",
                }));
            }
            Form::Xlsx => parts.push(look.text("import-form-xlsx")),
            Form::Json => parts.push(look.text("import-form-json")),
        }
        parts.join("  ")
    }

    pub(super) fn paint(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        let below = match (&self.stage, &self.sketch) {
            (Stage::Empty, _) => return self.say(buffer, area, look, vec![look.text("import-empty")]),
            (Stage::Refused(fault), None) => return self.say(buffer, area, look, self.refusal(fault, look)),
            (_, None) => return self.say(buffer, area, look, vec![look.text("import-reading")]),
            (_, Some(_)) => ACCOUNT.min(area.height.saturating_sub(4)),
        };
        let rows = u16::try_from(self.table.rows().len() + 1).unwrap_or(u16::MAX).min(area.height - below);
        self.table.draw(buffer, Rect { height: rows, ..area }, look, true);
        let rest = Rect { y: area.y + rows, height: area.height - rows, ..area };
        let title = match &self.stage {
            Stage::Done(_) => "import-did",
            Stage::Writing => "import-doing",
            _ => "import-would",
        };
        let kind = self.sketch.as_ref().map(|s| look.text(&format!("import-kind-{}", s.kind.name))).unwrap_or_default();
        look.rule(buffer, Rect { height: 1, ..rest }, &look.text(title), &kind);
        let rest = Rect { y: rest.y + 1, height: rest.height.saturating_sub(1), ..rest };
        let text = match &self.stage {
            Stage::Refused(fault) => self.refusal(fault, look),
            Stage::Locked(_) => vec![look.text("import-locked")],
            Stage::Tried(report) | Stage::Done(report) => self.account(report, look, usize::from(area.width.saturating_sub(2))),
            _ => vec![look.text("import-reading")],
        };
        let mut text = text;
        if self.can_be_forced() {
            let csv = self.sketch.as_ref().is_some_and(|s| s.shape.form == Form::Csv);
            text.push(look.text(if csv { "import-force" } else { "import-force-kind" }));
        }
        self.say(buffer, rest, look, text);
    }

    fn say(&self, buffer: &mut Buffer, area: Rect, look: &Look, text: Vec<String>) {
        let room = usize::from(area.width.saturating_sub(2));
        let lines = text.into_iter().flat_map(|t| if width(&t) <= room { vec![t] } else { wrap(&t, room) });
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            look.put(buffer, area.x + 1, y, area.width.saturating_sub(2), &line, Style::new());
        }
        if self.table.is_empty() {
            look.point(area.x, area.y);
        }
    }

    fn refusal(&self, fault: &Fault, look: &Look) -> Vec<String> {
        if *fault == Fault::Cancelled {
            return vec![look.text("import-cut")];
        }
        let said = look.texts.fault(fault);
        [said.what, said.means, said.todo].into_iter().filter(|s| !s.is_empty()).collect()
    }

    /// The counts, always as a sum, with the most frequent reasons.
    fn account(&self, report: &Report, look: &Look, room: usize) -> Vec<String> {
        let number = |n: u64| look.with("import-count", &[("count", n.to_string())]);
        let line = |label: &str, many: u64, text: &str| {
            let (label, count) = (look.text(label), number(many));
            let gap = " ".repeat(20_usize.saturating_sub(width(&label)));
            let before = " ".repeat(7_usize.saturating_sub(width(&count)));
            let text = if many == 0 { "" } else { text };
            cut(&format!(" {label}{gap}{before}{count}     {text}"), room).trim_end().to_owned()
        };
        let first = |rejected: bool| report.reasons.iter().filter(move |r| r.rejected == rejected);
        let counts = [
            ("read", report.read),
            ("imported", report.imported),
            ("updated", report.updated),
            ("same", report.same),
            ("rejected", report.rejected),
        ];
        let mut out = vec![look.with("import-sum", &counts.map(|(name, count)| (name, count.to_string())))];
        out.push(line("import-incomplete", report.incomplete, &look.text("import-incomplete-says")));
        let warned = first(false).next();
        let most = warned.map(|r| look.with("import-most", &[("count", r.count.to_string()), ("text", neutral::shown(&r.text))]));
        out.push(line("import-warnings", report.warnings, &most.unwrap_or_default()));
        out.push(line("import-twins", report.twins, &look.text("import-twins-says")));
        out.push(line("import-rejected", report.rejected, ""));
        for reason in first(true).take(REASONS) {
            out.push(cut(&format!("{:>28}     {}", number(reason.count), neutral::shown(&reason.text)), room));
        }
        if let Some(file) = &report.rejects_file {
            out.push(look.with("import-rejects-file", &[("value", places::place(file))]));
        } else if report.rejected > 0 {
            out.push(look.text("import-rejects-will"));
        }
        if report.titles > 0 {
            out.push(look.with("exchange-titles", &[("count", report.titles.to_string())]));
        }
        if !report.unknown_columns.is_empty() {
            let names = neutral::shown(&report.unknown_columns.join(", "));
            out.push(cut(&look.with("import-unknown", &[("value", names)]), room));
        }
        out
    }
}

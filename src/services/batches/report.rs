//! The report of a batch as rows of cells; the faces put headings over them, on the screen, on paper and in a file.

use crate::domain::batch::report::rate;
use crate::services::batches::Page;

/// One line of the report: a name and its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    /// Name of the clerk, or label of the field.
    pub name: String,
    /// The figures, in the order of the headings.
    pub figures: Vec<String>,
}

/// Thousandths as a percentage with one decimal, in the writing of a language: `0,6 %`.
pub fn percent(thousandths: i64, lang: &str) -> String {
    let comma = if lang == "en" { "." } else { "," };
    let gap = if lang == "en" { "" } else { "\u{a0}" };
    format!("{}{comma}{}{gap}%", thousandths / 10, thousandths % 10)
}

/// Lines by operator: keyed, verified, strokes, forms an hour, errors caught, errors of those compared, error rate. And by field:
/// keyed twice, different, first wrong, second wrong, rate.
pub fn text(page: &Page, lang: &str) -> (Vec<ReportLine>, Vec<ReportLine>) {
    let operators = page.report.operators.iter().map(|o| ReportLine {
        name: page.name(Some(o.user)).to_owned(),
        figures: vec![
            o.keyed.to_string(),
            o.verified.to_string(),
            o.effort.strokes.to_string(),
            o.effort.rate(o.keyed + o.verified).map_or_else(|| "-".to_owned(), |r| r.to_string()),
            o.effort.slips.to_string(),
            o.errors.to_string(),
            percent(rate(o.errors, o.compared), lang),
        ],
    });
    let fields = page.report.fields.iter().map(|f| ReportLine {
        name: page.label(&f.field, lang),
        figures: vec![
            f.compared.to_string(),
            f.differences.to_string(),
            f.first_errors.to_string(),
            f.second_errors.to_string(),
            percent(rate(f.differences, f.compared), lang),
        ],
    });
    (operators.collect(), fields.collect())
}

//! Forms and differences as the JSON in which they are stored, and what `show bulk_entry --json` gives.

use serde_json::{Map, Value as Json, json};

use crate::domain::batch::report::{Report, rate};
use crate::domain::batch::totals::Line;
use crate::domain::batch::{Difference, FormState, Keyed};
use crate::fault::{Fault, Outcome};
use crate::services::batches::{self, Page};
use crate::store::Desk;

pub(super) fn keyed(text: &str) -> Outcome<Keyed> {
    serde_json::from_str(text).map_err(Fault::broken)
}

pub(super) fn text(keyed: &Keyed) -> Outcome<String> {
    serde_json::to_string(keyed).map_err(Fault::broken)
}

pub(super) fn differences(text: Option<&str>) -> Outcome<Vec<Difference>> {
    let Some(text) = text else { return Ok(Vec::new()) };
    let all: Vec<[String; 4]> = serde_json::from_str(text).map_err(Fault::broken)?;
    Ok(all.into_iter().map(|[field, first, second, kept]| Difference { field, first, second, kept }).collect())
}

pub(super) fn differences_text(all: &[Difference]) -> Outcome<Option<String>> {
    if all.is_empty() {
        return Ok(None);
    }
    let rows: Vec<[&str; 4]> = all.iter().map(|d| [d.field.as_str(), &d.first, &d.second, &d.kept]).collect();
    serde_json::to_string(&rows).map(Some).map_err(Fault::broken)
}

/// What `show bulk_entry --json` gives: one object a batch, with its totals and its report by operator and by field.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let all = batches::list(desk)?;
    all.into_iter()
        .map(|row| {
            let page = batches::page(desk, row.batch.head.id)?;
            let mut one = Map::new();
            let mut put = |key: &str, value: Json| one.insert(key.to_owned(), value);
            put("row", json!("batch"));
            put("number", json!(page.batch.number));
            put("kind", json!(page.batch.form_kind.id()));
            put("state", json!(page.batch.state.id()));
            put("announced", json!(page.batch.announced_forms));
            put("forms", json!(page.forms.len()));
            put("verify", json!(page.batch.verify));
            put("first_clerk", json!(row.first));
            put("second_clerk", json!(row.second));
            for state in FormState::ALL {
                put(state.id(), json!(page.count(*state)));
            }
            put("totals", Json::Array(page.lines.iter().map(total).collect()));
            put("report", report(&page, &page.report));
            Ok(Json::Object(one))
        })
        .collect()
}

fn total(line: &Line) -> Json {
    json!({
        "total": line.total.map_or("forms", |t| t.id()),
        "announced": line.announced,
        "keyed": line.keyed,
        "difference": line.difference(),
    })
}

fn report(page: &Page, report: &Report) -> Json {
    let operators = report.operators.iter().map(|o| {
        json!({
            "name": page.name(Some(o.user)),
            "keyed": o.keyed,
            "verified": o.verified,
            "strokes": o.effort.strokes,
            "seconds": o.effort.seconds,
            "forms_per_hour": o.effort.rate(o.keyed + o.verified),
            "errors_caught": o.effort.slips,
            "compared": o.compared,
            "errors": o.errors,
            "error_rate_thousandths": rate(o.errors, o.compared),
        })
    });
    let fields = report.fields.iter().map(|f| {
        json!({
            "field": f.field,
            "compared": f.compared,
            "differences": f.differences,
            "first_errors": f.first_errors,
            "second_errors": f.second_errors,
            "difference_rate_thousandths": rate(f.differences, f.compared),
        })
    });
    json!({
        "verified": report.verified,
        "compared": report.compared,
        "differences": report.differences,
        "difference_rate_thousandths": rate(report.differences, report.compared),
        "operators": operators.collect::<Vec<_>>(),
        "fields": fields.collect::<Vec<_>>(),
    })
}

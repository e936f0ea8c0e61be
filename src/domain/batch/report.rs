//! The report of a batch as census offices know it: forms, strokes, pace, errors by operator; differences and error rate by field
//! and operator. Computed from the forms; the same for the screen, the paper and `show bulk_entry --json`.

use std::collections::BTreeMap;

use crate::domain::batch::fields::differs;
use crate::domain::batch::{BatchForm, Difference, Effort};
use crate::domain::ids::UserId;

/// What one clerk did in a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Operator {
    /// Who.
    pub user: UserId,
    /// Forms keyed first.
    pub keyed: i64,
    /// Forms verified.
    pub verified: i64,
    /// Strokes, seconds, errors caught, of both.
    pub effort: Effort,
    /// Fields keyed by this clerk that were keyed twice.
    pub compared: i64,
    /// Of them, those whose value was not taken.
    pub errors: i64,
}

/// What became of one field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldLine {
    /// Field id.
    pub field: String,
    /// Times that it was keyed twice.
    pub compared: i64,
    /// Of them, different.
    pub differences: i64,
    /// The first keying was wrong.
    pub first_errors: i64,
    /// The second was.
    pub second_errors: i64,
}

/// The report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Operators, the first clerk first.
    pub operators: Vec<Operator>,
    /// Fields with a difference, the most frequent first.
    pub fields: Vec<FieldLine>,
    /// Forms verified.
    pub verified: i64,
    /// Fields keyed twice in all.
    pub compared: i64,
    /// Differences in all.
    pub differences: i64,
}

/// Errors in thousandths of what was compared.
pub fn rate(errors: i64, compared: i64) -> i64 {
    if compared == 0 { 0 } else { (errors * 1000 + compared / 2) / compared }
}

/// Makes it of all forms of a batch with their differences.
pub fn make(forms: &[(BatchForm, Vec<Difference>)]) -> Report {
    let mut report = Report::default();
    let mut fields: BTreeMap<&str, FieldLine> = BTreeMap::new();
    for (form, differences) in forms {
        let (mut wrong_first, mut wrong_second) = (0, 0);
        for d in differences {
            let line = fields.entry(&d.field).or_default();
            line.differences += 1;
            if differs(&d.first, &d.kept) {
                line.first_errors += 1;
                wrong_first += 1;
            }
            if differs(&d.second, &d.kept) {
                line.second_errors += 1;
                wrong_second += 1;
            }
        }
        let twice = i64::from(form.verified_by.is_some());
        report.verified += twice;
        report.compared += form.compared * twice;
        report.differences += i64::try_from(differences.len()).unwrap_or(0);
        if let Some(by) = form.keyed_by {
            count(&mut report.operators, by, |first| {
                first.keyed += 1;
                first.effort = first.effort.and(form.first_effort());
                first.compared += form.compared * twice;
                first.errors += wrong_first;
            });
        }
        if let Some(by) = form.verified_by {
            count(&mut report.operators, by, |second| {
                second.verified += 1;
                second.effort = second.effort.and(form.second_effort());
                second.compared += form.compared;
                second.errors += wrong_second;
            });
        }
    }
    let verified = report.verified;
    report.fields = fields.into_iter().map(|(id, l)| FieldLine { field: id.to_owned(), compared: verified, ..l }).collect();
    report.fields.sort_by(|a, b| b.differences.cmp(&a.differences).then_with(|| a.field.cmp(&b.field)));
    report
}

/// Counts into the line of a clerk, made at the first.
fn count(all: &mut Vec<Operator>, user: UserId, add: impl FnOnce(&mut Operator)) {
    if !all.iter().any(|o| o.user == user) {
        all.push(Operator { user, ..Operator::default() });
    }
    if let Some(operator) = all.iter_mut().find(|o| o.user == user) {
        add(operator);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_error_is_whose_value_the_paper_refuted() {
        let (odette, nicole) = (UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
        let form = BatchForm {
            compared: 8,
            keyed_by: Some(odette),
            verified_by: Some(nicole),
            keyed_strokes: 180,
            keyed_seconds: 90,
            ..BatchForm::default()
        };
        let difference = |first: &str, second: &str, kept: &str| Difference {
            field: "birth_date".into(),
            first: first.into(),
            second: second.into(),
            kept: kept.into(),
        };
        let forms = [
            (form.clone(), vec![difference("1981-04-03", "1987-04-03", "1981-04-03")]),
            (form.clone(), vec![difference("1990", "1991", "1992")]),
            (form, Vec::new()),
        ];
        let report = make(&forms);
        assert_eq!((report.verified, report.compared, report.differences), (3, 24, 2));
        let errors: Vec<_> = report.operators.iter().map(|o| (o.user, o.compared, o.errors)).collect();
        assert_eq!(errors, [(odette, 24, 1), (nicole, 24, 2)]);
        assert_eq!(report.operators[0].effort.rate(report.operators[0].keyed), Some(40));
        assert_eq!(report.fields[0].first_errors, 1);
        assert_eq!(rate(2, 24), 83);
    }
}

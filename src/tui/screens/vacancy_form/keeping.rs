//! Keeps the draft of an offer at each field that is left, and takes it up again.

use std::collections::BTreeMap;

use super::{FORM, VacancyForm};
use crate::domain::ids::{RowId, VacancyId};
use crate::fault::Outcome;
use crate::services::draft::Draft;
use crate::services::vacancies::{self, Page, Special};
use crate::tui::cx::Slot;
use crate::tui::screen::Cx;
use crate::tui::screens::keeping::Keeping;

/// Where a draft keeps the special condition that was asked.
const SPECIAL: [&str; 3] = ["_special", "_basis", "_reference"];

impl VacancyForm {
    fn all_raw(&self) -> BTreeMap<String, String> {
        let mut raw = self.steps.raw();
        if let Some(special) = &self.special {
            let values = [special.text.clone(), special.basis.clone(), special.reference.clone().unwrap_or_default()];
            raw.extend(SPECIAL.iter().map(|k| (*k).to_owned()).zip(values));
        }
        raw
    }
    /// Keeps what is new.
    pub(super) fn keep(&mut self, cx: &mut Cx<'_>) {
        let fields = self.all_raw();
        let title = fields.get("title").cloned().unwrap_or_default();
        let firm = self.steps.first().picked_line("employer").map(|c| c.label.clone()).unwrap_or_default();
        let now = Draft {
            form: FORM.to_owned(),
            subject: (!self.is_new()).then_some(RowId(self.before.head.id.0)),
            label: [title, firm].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", "),
            focus: self.steps.now().focused().to_owned(),
            fields,
            ..Draft::default()
        };
        self.keeping.keep(now, cx, |me: &mut Self| &mut me.keeping);
    }
    /// A draft as it was, the cursor in its field; of a stored offer that is read first.
    pub(super) fn take_up(&mut self, draft: Draft, cx: &mut Cx<'_>) {
        self.steps.restore(&draft.fields, &draft.focus, &self.house, cx.look.lang());
        let get = |key: &str| draft.fields.get(key).cloned().unwrap_or_default();
        let [text, basis, reference] = SPECIAL.map(get);
        self.special = (!text.is_empty()).then(|| Special { text, basis, reference: Some(reference).filter(|r| !r.is_empty()) });
        self.keeping = Keeping::of(&draft, self.all_raw());
        if let Some(subject) = draft.subject {
            let id = VacancyId(subject.0);
            cx.load(
                Slot("stored"),
                move |desk| vacancies::page(desk, id),
                |me: &mut Self, page: Outcome<Page>, _| {
                    if let Ok(page) = page {
                        me.before = page.vacancy;
                    }
                },
            );
            cx.hold(Slot("stored"));
        }
        self.firm_of_field(cx);
    }
    /// The firm of the number that stands in the field: nothing is copied over what was typed.
    pub(super) fn firm_of_field(&mut self, cx: &mut Cx<'_>) {
        let Some(number) = self.steps.first().picked_line("employer").map(|c| c.code.clone()) else { return };
        cx.load(
            Slot("firm"),
            move |desk| vacancies::firm(desk, &number),
            |me: &mut Self, firm, _| {
                if let Ok(firm) = firm {
                    me.firm = Some(firm);
                }
            },
        );
    }
}

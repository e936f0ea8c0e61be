//! A form that may be a duplicate: the files that it may be with their evidence; then the same person, or another one.

use super::batch::BatchPage;
use crate::domain::batch::{BatchForm, FormKind, forms};
use crate::domain::duplicate;
use crate::domain::ids::{PersonId, RowId};
use crate::fault::Outcome;
use crate::services::batches::{self, Doubt, FormRow};
use crate::services::search::Possible;
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Menu, MenuRow};
use crate::tui::screen::{Cx, Words};

impl BatchPage {
    /// Enter on a doubtful form.
    pub(super) fn ask_doubt(&mut self, row: &FormRow, cx: &mut Cx<'_>) {
        let Some(kind) = self.page.as_ref().map(|p| p.batch.form_kind) else { return };
        let (batch, form) = (self.id, row.form.head.id);
        let name = forms::label(kind, &row.keyed);
        cx.load(
            Slot("doubts"),
            move |desk| batches::doubts(desk, batch, form),
            move |me: &mut Self, found: Outcome<Vec<Possible>>, cx| {
                if let Ok(found) = found {
                    me.show_doubt(kind, form, &name, &found, cx);
                }
            },
        );
        cx.hold(Slot("doubts"));
    }
    fn show_doubt(&mut self, kind: FormKind, form: RowId, name: &str, found: &[Possible], cx: &mut Cx<'_>) {
        let mut rows = Vec::new();
        let mut said = Vec::new();
        for one in found {
            let evidence: Vec<String> = one.evidence.iter().map(|e| cx.look.with(e.key, &e.args)).collect();
            let label = cx.look.with("bulk-doubt-same", &[("name", one.card.name.clone())]);
            rows.push(MenuRow::new(label, format!("{}\u{a0}: {}", one.card.number, evidence.join(", "))));
            said.push(Doubt::Same(PersonId(one.card.id)));
        }
        if kind != FormKind::People {
            rows.push(MenuRow::new(cx.text("bulk-doubt-known"), cx.text("bulk-doubt-known-says")));
            said.push(Doubt::Same(PersonId::default()));
        }
        let refused = found.iter().any(|p| !duplicate::may_part(&self.house.who, p.verdict));
        let other = match kind {
            FormKind::People => "bulk-doubt-other",
            FormKind::Employers => "bulk-doubt-firm",
            FormKind::Offers | FormKind::Interviews => "bulk-doubt-new",
        };
        let row = MenuRow::new(cx.text(other), cx.text("bulk-doubt-other-says"));
        rows.push(row.refused(refused.then(|| cx.text("intake-distinct-head"))));
        said.push(Doubt::Another);
        let title = Words::new("bulk-doubt-title").with("name", name);
        let batch = self.id;
        cx.ask(Menu::new(title, rows), move |_: &mut Self, at: usize, cx| {
            let Some(what) = said.get(at).copied() else { return };
            let ticket = cx.deed(
                move |desk, deed| batches::settle(desk, deed, batch, form, what),
                |me: &mut Self, done: Outcome<BatchForm>, cx| {
                    if let Ok(done) = done {
                        let number = done.subject_number.unwrap_or_default();
                        cx.say_saved(Words::new("bulk-doubt-settled").with("number", number));
                    }
                    me.load(cx);
                },
            );
            cx.hold_for(ticket);
        });
    }
}

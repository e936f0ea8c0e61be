//! A form that is finished: saved behind the back of the hand, the next one stands at once. Verifying compares field by field.

use super::difference::{Both, DifferenceDrawer, Settled};
use super::keying::{Keying, Pass};
use super::{keeping::Keeping, paper};
use crate::domain::batch::fields::{differs_in, kept};
use crate::domain::batch::report::rate;
use crate::domain::batch::totals;
use crate::domain::batch::{BatchForm, Difference, Effort, FormState, forms};
use crate::domain::ids::RowId;
use crate::fault::{Fault, Outcome};
use crate::services::batches::{self, Entry, FormRow, Second};
use crate::tui::cx::Ticket;
use crate::tui::screen::{Cx, Words};

impl Keying {
    /// Enter in the last field: what the rules refuse stops; else the form is sent.
    pub(super) fn finish(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let keyed = paper::keyed(&self.form, &self.fields, self.house.rules.today);
        let whole = self.pass != Pass::Second;
        let found = if whole { forms::flaws(page.batch.form_kind, &keyed, &self.rules()) } else { Vec::new() };
        if let Some(flaw) = found.into_iter().find(|f| !f.warning) {
            let at = if self.form.has(flaw.field) { flaw.field } else { self.form.focused() };
            self.form.note_flaw(flaw, cx);
            self.form.focus_on(at);
            return;
        }
        if self.pass == Pass::Second {
            for id in self.fields.iter().map(|f| f.id).collect::<Vec<_>>() {
                if !self.compare(id, cx) {
                    return;
                }
            }
        }
        self.send(None, cx);
    }
    /// Saves the form, whole or set aside, and shows the next.
    pub(super) fn send(&mut self, aside: Option<String>, cx: &mut Cx<'_>) {
        match self.pass {
            Pass::First => self.send_first(aside, cx),
            Pass::Second => self.send_second(aside, cx),
            Pass::Mend(_) => self.send_mended(cx),
        }
    }
    fn send_first(&mut self, aside: Option<String>, cx: &mut Cx<'_>) {
        let keyed = paper::keyed(&self.form, &self.fields, self.house.rules.today);
        let effort = self.effort(cx);
        let entry =
            Entry { id: self.keeping.form, batch: self.id, form_no: self.no, keyed, aside, effort, draft: Some(self.keeping.id) };
        let failed = std::mem::take(&mut self.failed);
        let (no, all) = (self.no, self.page.as_ref().map_or(0, |p| p.batch.announced_forms));
        let last = i64::try_from(self.tally.done).unwrap_or(0) + 1 >= all;
        for failed in failed {
            self.send_entry(failed, cx);
        }
        self.count_form(&entry, effort);
        if last {
            // Its answer closes the page: what it says stays to be read.
            self.last = Some((entry.id, "bulk-first-done"));
        }
        let ticket = self.send_entry(entry, cx);
        if last {
            if let Some(ticket) = ticket {
                cx.hold_for(ticket);
            }
            return;
        }
        self.no = no + 1;
        self.form.next_form();
        self.put_serial();
        self.form.begin();
        self.next(cx);
    }
    fn send_entry(&mut self, entry: Entry, cx: &mut Cx<'_>) -> Option<Ticket> {
        let kind = self.page.as_ref().map(|p| p.batch.form_kind)?;
        let (id, sent, aside) = (entry.id, entry.clone(), entry.aside.is_some());
        let name = forms::label(kind, &entry.keyed);
        let ticket = cx.deed(
            move |desk, deed| batches::key(desk, deed, &entry),
            move |me: &mut Self, saved: Outcome<BatchForm>, cx| match saved {
                Ok(_) if me.is_last(id) => me.done(cx),
                Ok(form) => {
                    let key = if aside { "bulk-form-aside" } else { "bulk-form-saved" };
                    me.said(Words::new(key).with("no", form.form_no).with("name", &name), cx);
                }
                Err(fault) => {
                    me.failed.push(sent);
                    cx.bell();
                    me.refused(&fault, cx);
                }
            },
        );
        Some(ticket)
    }
    /// The form joins those of the page, so that totals and Idem know it without asking.
    fn count_form(&mut self, entry: &Entry, effort: Effort) {
        self.tally.add(effort);
        self.tally.aside += usize::from(entry.aside.is_some());
        let Some(page) = &mut self.page else { return };
        let state = if entry.aside.is_some() { FormState::Aside } else { FormState::Keyed };
        let form = BatchForm { form_no: entry.form_no, state, ..BatchForm::default() };
        page.forms.push(FormRow { form, keyed: entry.keyed.clone(), differences: Vec::new() });
        page.lines = totals::lines(&page.batch, &page.fields, page.forms.iter().map(|f| &f.keyed));
    }
    fn send_second(&mut self, aside: Option<String>, cx: &mut Cx<'_>) {
        let Some(row) = self.todo.pop_front() else { return };
        let compared = i64::try_from(self.fields.len()).unwrap_or(0);
        let effort = self.effort(cx);
        let set_aside = aside.is_some();
        let found = if set_aside { 0 } else { i64::try_from(self.settled.len()).unwrap_or(0) };
        let second = Second {
            batch: self.id,
            form: row.form.head.id,
            differences: std::mem::take(&mut self.settled),
            compared: if set_aside { 0 } else { compared },
            aside,
            effort,
            draft: Some(self.keeping.id),
        };
        self.tally.add(effort);
        self.tally.aside += usize::from(set_aside);
        self.tally.differences.0 += found;
        self.tally.differences.1 += second.compared;
        let (id, no, name) = (row.form.head.id, row.form.form_no, self.label_of(&row));
        if self.todo.is_empty() {
            self.last = Some((row.form.head.id, "bulk-second-done"));
        }
        let ticket = cx.deed(
            move |desk, deed| batches::verify(desk, deed, &second),
            move |me: &mut Self, saved: Outcome<BatchForm>, cx| match saved {
                Ok(_) if me.is_last(id) => me.done(cx),
                Ok(_) => {
                    let key = if set_aside { "bulk-form-aside" } else { "bulk-form-verified" };
                    me.said(Words::new(key).with("no", no).with("name", &name), cx);
                }
                // The form is met again when the batch is opened again.
                Err(fault) => me.refused(&fault, cx),
            },
        );
        self.form.next_form();
        match self.todo.front() {
            Some(next) => {
                self.no = next.form.form_no;
                self.form.begin();
                self.next(cx);
            }
            None => cx.hold_for(ticket),
        }
    }
    fn label_of(&self, row: &FormRow) -> String {
        self.page.as_ref().map_or_else(String::new, |p| forms::label(p.batch.form_kind, &row.keyed))
    }
    fn send_mended(&mut self, cx: &mut Cx<'_>) {
        let Some(row) = self.todo.pop_front() else { return };
        let keyed = paper::keyed(&self.form, &self.fields, self.house.rules.today);
        let (id, no, effort) = (row.form.head.id, row.form.form_no, self.effort(cx));
        let name = self.page.as_ref().map_or_else(String::new, |p| forms::label(p.batch.form_kind, &keyed));
        let draft = self.keeping.id;
        let ticket = cx.deed(
            move |desk, deed| {
                let form = batches::mend(desk, deed, id, &keyed, effort)?;
                crate::services::draft::drop(desk, draft)?;
                Ok(form)
            },
            move |me: &mut Self, saved: Outcome<BatchForm>, cx| match saved {
                Ok(_) => {
                    me.page = None;
                    cx.say_saved(Words::new("bulk-form-mended").with("no", no).with("name", &name));
                    cx.close();
                }
                Err(Fault::Flaws(flaws)) => {
                    me.todo.push_front(row);
                    me.form.refuse(flaws, cx);
                }
                Err(_) => me.todo.push_front(row),
            },
        );
        cx.hold_for(ticket);
    }
    /// The next form stands: nothing of the last one is left.
    fn next(&mut self, _: &mut Cx<'_>) {
        self.keeping = Keeping::new();
        self.settled.clear();
        (self.strokes, self.begun) = (0, None);
    }
    fn is_last(&self, form: RowId) -> bool {
        self.last.is_some_and(|(last, _)| last == form)
    }
    /// The pile is through: back to the batch.
    fn done(&mut self, cx: &mut Cx<'_>) {
        let Some((_, key)) = self.last.take() else { return };
        let count = self.page.as_ref().map_or(0, |p| p.batch.announced_forms);
        self.keeping = Keeping::new();
        self.page = None;
        cx.say_saved(Words::new(key).with("count", count));
        cx.close();
    }
    /// Says what was saved, unless something is wrong at the field where the hand is now.
    fn said(&mut self, words: Words, cx: &mut Cx<'_>) {
        if self.page.is_none() || !self.form.say_again(cx) {
            cx.say_saved(words);
        }
    }

    /// Holds a field against the first keying; false: they differ, and the drawer asks.
    pub(super) fn compare(&mut self, id: &'static str, cx: &mut Cx<'_>) -> bool {
        let Some(row) = self.todo.front() else { return true };
        let Some(field) = self.field(id).cloned() else { return true };
        let (first, second) = (kept(&row.keyed, id), paper::reading(&self.form, id, self.house.rules.today));
        let known = self.settled.iter().position(|d| d.field == id);
        if let Some(at) = known {
            if self.settled.get(at).is_some_and(|d| !differs_in(&field, &d.kept, &second)) {
                return true;
            }
            self.settled.remove(at);
        }
        if !differs_in(&field, &first, &second) {
            return true;
        }
        let Some(page) = &self.page else { return true };
        let Some(spec) = paper::spec(page.batch.form_kind, &field, &self.house, cx.look) else { return true };
        let (found, compared) = self.tally.differences;
        let so_far = found + i64::try_from(self.settled.len()).unwrap_or(0) + 1;
        let compared = compared + i64::try_from(self.fields.len()).unwrap_or(0);
        let both = Both {
            first: first.clone(),
            first_name: page.name(row.form.keyed_by).to_owned(),
            second: second.clone(),
            at: (self.fields.iter().position(|f| f.id == id).unwrap_or(0) + 1, self.fields.len()),
            sofar: (
                so_far,
                i64::try_from(self.tally.done).unwrap_or(0) + 1,
                batches::percent(rate(so_far, compared), cx.look.lang()),
            ),
        };
        let last = self.form.focused() == id;
        let drawer = DifferenceDrawer::new(&self.house, field, spec, both);
        cx.ask(drawer, move |me: &mut Self, said: Settled, cx| {
            me.settle(id, Difference { field: id.to_owned(), first, second, kept: said.kept.clone() }, cx);
            me.strokes += said.strokes;
            if last {
                me.finish(cx);
            }
            for key in said.ahead {
                me.again(key, cx);
            }
        });
        false
    }
    fn settle(&mut self, id: &'static str, difference: Difference, cx: &mut Cx<'_>) {
        if let Some(field) = self.field(id).cloned() {
            paper::put(&mut self.form, &field, &difference.kept, &self.house, cx.look.lang());
        }
        self.settled.push(difference);
        self.keep(cx);
    }
}

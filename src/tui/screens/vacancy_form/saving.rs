//! The save of an offer: published where the law lets it, kept as a draft where it doesn't, a conflict settled field by field.

use super::{VacancyForm, refuse, steps};
use crate::domain::ids::{DeedId, Id};
use crate::domain::lifecycle::VacancyState;
use crate::fault::{Conflict, Fault, Outcome};
use crate::services::rebase;
use crate::services::vacancies::{self, Aim, Page, Saved};
use crate::tui::cx::Slot;
use crate::tui::dialogs::Confirm;
use crate::tui::screen::{Cx, Words};
use crate::tui::screens::clash::{self, Chosen};
use crate::tui::screens::vacancy::VacancyFile;

impl VacancyForm {
    /// F10: everything is read; words that stop the publication leave a draft, doubtful ones are asked about.
    pub(super) fn save(&mut self, cx: &mut Cx<'_>) {
        if !self.ready(cx) {
            return;
        }
        let law = self.pane.law();
        if !law.passes() && self.before.state.is_open() {
            let words = Words::new("vacancy-open-unlawful").with("words", law.words().join(", "));
            self.pane.focused = true;
            return refuse(words, cx);
        }
        if !law.passes() {
            let title = Words::new("said").with("text", crate::tui::screens::lawful::title(law, cx.look));
            let ask = Confirm::new(title, Words::new("vacancy-draft-question"), "vacancy-save-draft");
            return cx.ask(ask, |me: &mut Self, _, cx| me.send(Aim::Keep, cx));
        }
        if law.doubtful() > 0 && !self.seen {
            let words: Vec<String> = law.spots.iter().map(|s| format!("« {} »", s.passage.words)).collect();
            let title = Words::new("vacancy-doubtful").with("count", law.doubtful());
            let question = Words::new("vacancy-doubtful-question").with("words", words.join(", "));
            return cx.ask(Confirm::new(title, question, "vacancy-publish"), |me: &mut Self, _, cx| {
                me.seen = true;
                me.send(Aim::Publish { seen: true }, cx);
            });
        }
        self.send(Aim::Publish { seen: self.seen }, cx);
    }
    /// Ctrl+R: kept as a draft of the office, whatever the law says of it.
    pub(super) fn save_as_draft(&mut self, cx: &mut Cx<'_>) {
        if self.ready(cx) {
            self.send(Aim::Keep, cx);
        }
    }
    /// Every field is read and the firm is known.
    fn ready(&mut self, cx: &mut Cx<'_>) -> bool {
        self.keep(cx);
        self.look_again();
        if !self.steps.check(cx) {
            return false;
        }
        let number = self.steps.value("employer").as_text().unwrap_or_default().to_owned();
        if self.is_new() && self.firm.as_ref().is_none_or(|f| f.employer.number != number) {
            self.steps.focus_on("employer");
            self.employer_left(cx);
            if !number.starts_with(crate::tui::form::named::NEW) {
                self.wait_for_firm(cx);
            }
            return false;
        }
        true
    }
    /// The firm is on its way (a quick hand): the save goes on when it has come.
    fn wait_for_firm(&mut self, cx: &mut Cx<'_>) {
        let number = self.steps.value("employer").as_text().unwrap_or_default().to_owned();
        cx.load(
            Slot("firm"),
            move |desk| vacancies::firm(desk, &number),
            |me: &mut Self, firm, cx| {
                if let Ok(firm) = firm {
                    me.firm = Some(firm);
                    me.save(cx);
                }
            },
        );
        cx.hold(Slot("firm"));
    }
    fn send(&mut self, aim: Aim, cx: &mut Cx<'_>) {
        if let Err(flaw) = steps::vacancy(&self.steps, &self.before) {
            return self.steps.refuse(vec![flaw], cx);
        }
        let (before, after, draft) = (self.before.clone(), self.vacancy(), Some(self.keeping.id));
        let deed = *self.deed.get_or_insert_with(|| DeedId::from_uuid(uuid::Uuid::now_v7()));
        let new = self.is_new();
        let ticket = cx.save(
            move |desk| match new {
                true => vacancies::create(desk, deed, &after, draft, aim),
                false => vacancies::save(desk, deed, &before, &after, draft, aim),
            },
            Self::saved,
        );
        cx.hold_for(ticket);
    }
    fn saved(&mut self, saved: Outcome<Saved>, cx: &mut Cx<'_>) {
        match saved {
            Ok(saved) => {
                self.keeping.saved(cx.now);
                let v = saved.vacancy;
                let key = match v.state {
                    VacancyState::Open if self.is_new() => "vacancy-saved-open",
                    VacancyState::Draft => "vacancy-saved-draft",
                    VacancyState::ToCheck if v.special_condition.is_some() => "vacancy-saved-visa",
                    VacancyState::ToCheck => "vacancy-saved-to-check",
                    _ => "vacancy-saved",
                };
                let words = Words::new(key).with("number", &v.number).with("state", v.state.id());
                let new = self.is_new();
                cx.close();
                if new {
                    cx.push(VacancyFile::new(&self.house, v.head.id).on_details());
                }
                cx.say_saved(words);
            }
            Err(Fault::Flaws(flaws)) => {
                self.deed = None;
                self.steps.refuse(flaws, cx);
            }
            Err(Fault::Conflict(conflict)) => {
                self.deed = None;
                let title = self.before.title.clone();
                clash::meet(self, *conflict, self.house.clone(), title, cx, Self::settle);
            }
            Err(Fault::Refused(_)) => {
                self.deed = None;
                self.look_again();
            }
            // Said by the app; the form stays with all that was typed, and the same deed goes on where it was.
            Err(_) => {}
        }
    }

    /// Takes what was chosen into the form, on top of the newer version, and saves again.
    fn settle(&mut self, _: Conflict, values: Chosen, cx: &mut Cx<'_>) {
        let id = self.before.head.id;
        cx.load(
            Slot("newer"),
            move |desk| vacancies::page(desk, id),
            move |me: &mut Self, newer: Outcome<Page>, cx| {
                let Ok(newer) = newer else { return };
                let mine = me.vacancy();
                let base = std::mem::replace(&mut me.before, newer.vacancy);
                let merged = rebase::merged(&me.before, &base, &mine, &values);
                me.special = super::special_of(&merged);
                steps::put(&mut me.steps, &merged, false, &me.house, cx.look.lang());
                me.save(cx);
            },
        );
    }
}

//! Deeds on the whole file: renewed, reminded, given to a colleague, disability; and the doors to the agenda and the interview.

use super::CaseFile;
use crate::domain::ids::{DeedId, UserId};
use crate::domain::record::{Value, day_text};
use crate::fault::Outcome;
use crate::services::file::{self, Colleague, Page, Transferred};
use crate::services::follow_up::{self, Reminded, Renewed};
use crate::tui::cx::{Desk, Slot};
use crate::tui::dialogs::{Ask, Filled, PickDialog};
use crate::tui::form::{Form, Spec};
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::agenda::{Agenda, For};
use crate::tui::screens::doors;
use crate::tui::screens::file::words;
use crate::tui::screens::secret;
use crate::tui::widgets::pick::Choice;

/// The task kind of a contact to take (domain.md §4).
const REMINDER: &str = "T4";

/// APPT: the first interview, then the follow-up.
const KINDS: [&str; 2] = ["1", "2"];

impl CaseFile {
    /// `r`: the agenda of the counsellor in charge, the cursor on the first free slot.
    pub(super) fn book(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let [first, follow_up] = KINDS;
        let kind = if page.interviews.is_empty() { first } else { follow_up };
        let wanted = For {
            person: Some(self.id),
            name: self.name(),
            kind: kind.to_owned(),
            counsellor: page.file.registration.counsellor.unwrap_or(self.house.who.user),
            ..For::default()
        };
        cx.push(Agenda::booking(&self.house, wanted));
    }
    /// `e`: the interview, with the appointment of today where there is one.
    pub(super) fn interview(&mut self, cx: &mut Cx<'_>) {
        doors::talk(&self.house, self.id, cx);
    }
    /// Does a deed and shows the page as it became; where it was refused the app says why and nothing changes.
    pub(super) fn and_page(
        &mut self,
        cx: &mut Cx<'_>,
        job: impl FnMut(&mut Desk, DeedId) -> Outcome<Page> + Clone + Send + 'static,
    ) {
        secret::guarded(cx, job, |me: &mut Self, page: Outcome<Page>, cx| {
            if let Ok(page) = page {
                me.show(page, cx);
            }
        });
    }

    /// `u`: renewed, restored or registered again, whichever the file asks for.
    pub(super) fn renew(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        let ticket = cx.deed(
            move |desk, deed| {
                let renewed = follow_up::renew_or_register(desk, deed, id)?;
                Ok((renewed, file::page(desk, id)?))
            },
            |me: &mut Self, done: Outcome<(Renewed, Page)>, cx| {
                let Ok((renewed, page)) = done else { return };
                let (key, registration) = match &renewed {
                    Renewed::Renewed(r) => ("file-renewed", r),
                    Renewed::Restored(r) => ("file-restored", r),
                    Renewed::Registered(r) => ("file-registered", r),
                };
                let day = words::day(cx.look, registration.renewal_due);
                me.show(page, cx);
                cx.say(Message::saved(Words::new(key).with("day", day)));
            },
        );
        cx.hold_for(ticket);
    }

    /// `l`: a reminder for this person on a day, by default the next working day.
    pub(super) fn remind(&mut self, cx: &mut Cx<'_>) {
        let next = self.house.rules.calendar.add_working_days(cx.today(), 1);
        let mut form = Form::new(vec![self.day_field("due", cx).must()]);
        form.set("due", &Value::from(day_text(next)));
        let ask = Ask::new(Words::new("file-remind-title").with("name", self.name()), form, "action-remind");
        cx.ask(ask, |me: &mut Self, answers: Filled, cx| {
            let Some(due) = answers.day("due") else { return };
            let (id, assignee) = (me.id, me.house.who.user);
            let ticket = cx.deed(
                move |desk, deed| {
                    let done = follow_up::remind_many(desk, Some(deed), &[id], REMINDER, due, assignee)?;
                    Ok((done, file::page(desk, id)?))
                },
                move |me: &mut Self, done: Outcome<(Reminded, Page)>, cx| {
                    let Ok((reminded, page)) = done else { return };
                    me.show(page, cx);
                    let words = match reminded.kept.first() {
                        Some((_, _, day)) => Words::new("file-remind-kept").with("day", words::day(cx.look, Some(*day))),
                        None => Words::new("file-reminded").with("day", words::day(cx.look, Some(due))),
                    };
                    cx.say(Message::saved(words));
                },
            );
            cx.hold_for(ticket);
        });
    }

    /// `x`: the file, or on Suivi the task under the cursor, to a colleague.
    pub(super) fn transfer(&mut self, cx: &mut Cx<'_>) {
        if let Some(super::What::Task(id)) = self.what() {
            return self.task_transfer(id, cx);
        }
        let title = Words::new("file-transfer-title").with("name", self.name());
        self.ask_colleague(title, cx, |_, to, cx| {
            let form = Form::new(vec![Spec::text("reason", 120).must()]);
            let ask = Ask::new(Words::new("file-transfer-reason"), form, "action-transfer");
            cx.ask(ask, move |me: &mut Self, answers: Filled, cx| me.give(to, answers.text("reason"), cx));
        });
    }
    fn give(&mut self, to: UserId, reason: String, cx: &mut Cx<'_>) {
        let id = self.id;
        let ticket = cx.deed(
            move |desk, deed| {
                let done = file::transfer(desk, deed, id, to, &reason)?;
                Ok((done, file::page(desk, id)?))
            },
            |me: &mut Self, done: Outcome<(Transferred, Page)>, cx| {
                let Ok((done, page)) = done else { return };
                me.show(page, cx);
                let words = match done {
                    Transferred::Done(count) => Words::new("file-transferred").with("count", count),
                    Transferred::Asked(_) => Words::new("file-transfer-asked"),
                };
                cx.say(Message::saved(words));
            },
        );
        cx.hold_for(ticket);
    }
    /// Chooses a colleague of the agency, those with the lightest load first.
    pub(super) fn ask_colleague(
        &mut self,
        title: Words,
        cx: &mut Cx<'_>,
        then: impl FnOnce(&mut Self, UserId, &mut Cx<'_>) + 'static,
    ) {
        let id = self.id;
        let came = move |_: &mut Self, all: Outcome<Vec<Colleague>>, cx: &mut Cx<'_>| {
            let Ok(all) = all else { return };
            let label = |c: &Colleague| cx.look.with("file-colleague", &[("name", c.name.clone()), ("load", c.load.to_string())]);
            let choices = all.iter().enumerate().map(|(n, c)| Choice::new(format!("{:02}", n + 1), label(c))).collect();
            cx.ask(PickDialog::new(title, choices), move |me: &mut Self, choice: Choice, cx| {
                let at = choice.code.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
                if let Some(colleague) = at.and_then(|at| all.get(at)) {
                    then(me, colleague.user, cx);
                }
            });
        };
        cx.load(Slot("colleagues"), move |desk| file::colleagues(desk, id), came);
    }

    /// `m` on the row of disability: asked only of who may see it, said with the accord.
    pub(super) fn edit_disability(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        if let Err(deed) = page.may.sensitive {
            cx.say(Message::failed(super::denied(deed)));
            return;
        }
        let id = self.id;
        let shown = move |me: &mut Self, values: Outcome<Vec<(&'static str, Value)>>, cx: &mut Cx<'_>| {
            let (Ok(values), Some(page)) = (values, &me.page) else { return };
            let consent = Value::Bool(page.file.person.consent_health);
            me.ask_disability(values.into_iter().chain([("consent_health", consent)]).collect(), cx);
        };
        cx.load(Slot("sensitive"), move |desk| file::show_sensitive(desk, file::Sensitive::Disability(id)), shown);
    }
    fn ask_disability(&mut self, values: Vec<(&'static str, Value)>, cx: &mut Cx<'_>) {
        let (yes, no) = (cx.text("word-yes"), cx.text("word-no"));
        let mut form = Form::new(vec![
            Spec::yes_no("consent_health", &yes, &no).of("person"),
            Spec::yes_no("disability_declared", &yes, &no).of("person"),
            Spec::text("adaptation_needs", 200).of("person"),
        ]);
        for (id, value) in &values {
            form.set(id, value);
        }
        let ask =
            Ask::new(Words::new("file-disability-title"), form, "action-save").about(vec![cx.text("file-disability-about")]);
        cx.ask(ask, |me: &mut Self, answers: Filled, cx| me.save_disability(answers, cx));
    }
    fn save_disability(&mut self, answers: Filled, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let yes = |id: &str| answers.get(id) == Value::Bool(true);
        let needs = Some(answers.text("adaptation_needs")).filter(|t| !t.trim().is_empty());
        if (yes("disability_declared") || needs.is_some()) && !yes("consent_health") {
            cx.say(Message::failed(Words::new("file-disability-consent")));
            self.ask_disability(answers.0, cx);
            return;
        }
        let (before, mut after, id) = (page.file.clone(), page.file.clone(), self.id);
        after.person.disability_declared = yes("disability_declared");
        after.person.consent_health = yes("consent_health");
        after.person.adaptation_needs = needs;
        let typed = answers;
        let ticket = cx.deed(
            move |desk, deed| {
                file::save_sensitive(desk, deed, &before, &after)?;
                file::page(desk, id)
            },
            move |me: &mut Self, page: Outcome<Page>, cx| match page {
                Ok(page) => me.show(page, cx),
                Err(_) => {
                    me.reload(cx);
                    me.ask_disability(typed.0, cx);
                }
            },
        );
        cx.hold_for(ticket);
    }
}

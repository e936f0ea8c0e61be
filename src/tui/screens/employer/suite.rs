//! `s` Suite…: what may follow for an employer, the likely one first: a visit noted, the CAJ signed, trainees due, another officer in
//! charge. And `x`, which is the last of them.

use super::FirmFile;
use super::deeds::{self, VisitStart};
use crate::domain::dates::Toward;
use crate::domain::record::{Value, day_text};
use crate::domain::rights::Deed;
use crate::fault::{Fault, Outcome};
use crate::services::employers::{self, Officer};
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Ask, Filled, Menu, MenuRow, PickDialog};
use crate::tui::form::{Form, Spec};
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::fields;
use crate::tui::widgets::pick::Choice;

/// One line of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Visit,
    Signed,
    Quota,
    Transfer,
}

impl Next {
    const ALL: [Next; 4] = [Next::Visit, Next::Signed, Next::Quota, Next::Transfer];
    fn key(self) -> &'static str {
        match self {
            Next::Visit => "employer-next-visit",
            Next::Signed => "employer-next-caj",
            Next::Quota => "employer-next-quota",
            Next::Transfer => "employer-next-transfer",
        }
    }
}

impl FirmFile {
    /// `s`.
    pub(super) fn next_state(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let look = cx.look;
        let rows = Next::ALL.iter().map(|next| {
            let may = if *next == Next::Transfer { page.may.transfer } else { page.may.edit };
            let why = may.err().map(|deed: Deed| look.texts.fault(&Fault::Denied(deed.id())).what);
            MenuRow::new(look.text(next.key()), look.text(&format!("{}-about", next.key()))).refused(why)
        });
        let menu = Menu::new(Words::new("employer-suite-title").with("name", self.name()), rows.collect());
        cx.ask(menu, |me: &mut Self, at: usize, cx| match Next::ALL.get(at) {
            Some(Next::Visit) => deeds::visit(&me.house, me.firm(), VisitStart::default(), Self::reload, cx),
            Some(Next::Signed) => me.sign(cx),
            Some(Next::Quota) => me.quota(cx),
            Some(Next::Transfer) => me.transfer(cx),
            None => {}
        });
    }
    /// The CAJ convention was signed on a day.
    fn sign(&mut self, cx: &mut Cx<'_>) {
        let day = fields::day_reader(&self.house, Toward::Past, cx.look.lang());
        let mut form = Form::new(vec![Spec::date("caj_signed_on", day).of("employer").must()]);
        form.set("caj_signed_on", &day_text(cx.today()).into());
        let ask = Ask::new(Words::new("employer-next-caj"), form, "action-save").about(vec![cx.text("employer-caj-duty")]);
        cx.ask(ask, |me: &mut Self, answers: Filled, cx| me.change("caj_signed_on", answers.get("caj_signed_on"), cx));
    }
    /// How many trainees are due.
    fn quota(&mut self, cx: &mut Cx<'_>) {
        let mut form = Form::new(vec![Spec::number("apprentice_quota", 0, 9999).of("employer").must()]);
        let known = self.page.as_ref().and_then(|p| p.file().employer.apprentice_quota);
        form.set("apprentice_quota", &known.map_or(Value::Null, Value::from));
        let ask = Ask::new(Words::new("employer-next-quota"), form, "action-save").about(vec![cx.text("employer-caj-duty")]);
        cx.ask(ask, |me: &mut Self, answers: Filled, cx| me.change("apprentice_quota", answers.get("apprentice_quota"), cx));
    }
    /// One field of the employer.
    fn change(&mut self, id: &'static str, value: Value, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let (before, mut after) = (page.file().clone(), page.file().clone());
        let Some(column) = crate::domain::employer_file::sheet().column(id) else { return };
        if column.set(&mut after, value).is_err() || self.may_edit().is_err() {
            return;
        }
        let ticket = cx.deed(
            move |desk, deed| employers::save(desk, deed, &before, &after, None),
            |me: &mut Self, saved, cx| {
                if saved.is_ok() {
                    cx.say(Message::saved(Words::new("employer-saved").with("name", me.name())));
                }
                me.reload(cx);
            },
        );
        cx.hold_for(ticket);
    }
    /// `x`: another officer is in charge.
    pub(super) fn transfer(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        let title = Words::new("employer-transfer-title").with("name", self.name());
        let came = move |_: &mut Self, all: Outcome<Vec<Officer>>, cx: &mut Cx<'_>| {
            let Ok(all) = all else { return };
            let label =
                |o: &Officer| cx.look.with("employer-officer", &[("name", o.name.clone()), ("count", o.employers.to_string())]);
            let choices = all.iter().enumerate().map(|(n, o)| Choice::new(format!("{:02}", n + 1), label(o))).collect();
            cx.ask(PickDialog::new(title, choices), move |me: &mut Self, choice: Choice, cx| {
                let at = choice.code.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
                if let Some(officer) = at.and_then(|at| all.get(at)).cloned() {
                    me.give(officer, cx);
                }
            });
        };
        cx.load(Slot("officers"), move |desk| employers::officers(desk, id), came);
        cx.hold(Slot("officers"));
    }
    fn give(&mut self, to: Officer, cx: &mut Cx<'_>) {
        let (id, user) = (self.id, to.user);
        let ticket = cx.deed(
            move |desk, deed| employers::transfer(desk, deed, id, user),
            move |me: &mut Self, done: Outcome<()>, cx| {
                if done.is_ok() {
                    let words = Words::new("employer-transferred").with("name", me.name()).with("to", &to.name);
                    cx.say(Message::saved(words));
                    me.reload(cx);
                }
            },
        );
        cx.hold_for(ticket);
    }
}

//! The firm of the offer: the one of the number in the field, its last offer as a pattern, a firm made in passing.

use super::steps::OF_THE_POST;
use super::{Copied, VacancyForm, named, refuse, steps};
use crate::domain::employer::Employer;
use crate::domain::fold::fold;
use crate::domain::ids::EmployerId;
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Outcome, Value};
use crate::services::vacancies::{self, Firm, NewFirm};
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Ask, Filled};
use crate::tui::form::named::NEW;
use crate::tui::form::{Form, Spec};
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::fields::choices;

impl VacancyForm {
    /// The field was left: a known firm is loaded, an unknown one is made in passing.
    pub(super) fn employer_left(&mut self, cx: &mut Cx<'_>) {
        let Value::Text(value) = self.steps.value("employer") else {
            self.firm = None;
            return;
        };
        match value.strip_prefix(NEW) {
            Some(name) => {
                let name = name.to_owned();
                self.ask_firm(&NewFirm { name, ..NewFirm::default() }, cx);
            }
            None if self.firm.as_ref().is_some_and(|f| f.employer.number == value) => {}
            None => {
                cx.load(Slot("firm"), move |desk| vacancies::firm(desk, &value), Self::firm_came);
                // Its last offer fills the fields that the cursor comes to next.
                cx.hold(Slot("firm"));
            }
        }
    }
    /// The firm from whose file one comes.
    pub(super) fn load_firm_of(&mut self, employer: EmployerId, cx: &mut Cx<'_>) {
        cx.load(
            Slot("firm"),
            move |desk| vacancies::firm_of(desk, employer),
            |me: &mut Self, firm: Outcome<Firm>, cx| {
                let Ok(firm) = firm else { return };
                me.steps.set("employer", &named(&firm.employer).into());
                me.steps.focus_on("title");
                me.firm_came(Ok(firm), cx);
            },
        );
        cx.hold(Slot("firm"));
    }
    fn firm_came(&mut self, firm: Outcome<Firm>, cx: &mut Cx<'_>) {
        let Ok(firm) = firm else { return };
        let last = firm.last.clone();
        if let Some(last) = &last {
            steps::remember(&mut self.steps, last);
        }
        let untouched = self.is_new() && !self.steps.is_filled("title") && self.copied.is_none();
        match last.filter(|_| untouched) {
            Some(last) => {
                self.fill_from(&last, cx);
                let words = Words::new("vacancy-copied").with("number", &last.number);
                cx.say(Message::advice(words));
            }
            None if self.is_new() => self.place_of(&firm.employer, cx),
            None => {}
        }
        self.firm = Some(firm);
        self.look_again();
        self.keep(cx);
    }
    /// Fills the form from another offer of the firm; dates, positions filled and the special condition stay the new one's own.
    pub(super) fn fill_from(&mut self, old: &Vacancy, cx: &mut Cx<'_>) {
        let copy = vacancies::copy_of(old, &self.house.rules);
        let until = self.steps.value("publish_until");
        steps::put(&mut self.steps, &copy, false, &self.house, cx.look.lang());
        self.steps.set("publish_until", &until);
        self.copied = Some(Copied { old: old.head.id, closed: old.closed_on.is_some(), copy });
    }
    /// Another title than the copied one: what belonged to that post goes, where it wasn't changed.
    pub(super) fn another_title(&mut self, title: &str) {
        let Some(old) = self.copied.take_if(|c| fold(&c.copy.title) != fold(title)) else {
            return;
        };
        let now = steps::vacancy(&self.steps, &Vacancy::default()).unwrap_or_default();
        for id in OF_THE_POST {
            let field = crate::domain::record::field::<Vacancy>(id);
            if field.is_some_and(|f| (f.get)(&old.copy) == (f.get)(&now)) {
                self.steps.set(id, &Value::Null);
            }
        }
    }
    /// The place of work is most often that of the firm.
    fn place_of(&mut self, employer: &Employer, cx: &mut Cx<'_>) {
        let place = Vacancy {
            province: employer.province.clone(),
            department: employer.department.clone(),
            town: employer.town.clone(),
            positions: None,
            ..Vacancy::default()
        };
        steps::put(&mut self.steps, &place, true, &self.house, cx.look.lang());
    }
    /// A firm that isn't known: name and telephone are enough, the rest of its file is filled later.
    fn ask_firm(&mut self, known: &NewFirm, cx: &mut Cx<'_>) {
        let lang = cx.look.lang();
        let mut form = Form::new(vec![
            Spec::text("name", 120).of("employer").width(58).must(),
            Spec::text("phone", 30).of("employer").must(),
            Spec::text("contact_name", 120).width(40),
            Spec::by_words("sector", choices(&self.house, "SECTION", lang)).of("employer").width(40),
            Spec::code("size_class", choices(&self.house, "SIZE", lang)).of("employer"),
        ]);
        form.set("name", &known.name.clone().into());
        if !known.phone.is_empty() {
            form.set("phone", &known.phone.clone().into());
        }
        form.focus_on("phone");
        let about = vec![cx.text(if known.distinct { "vacancy-firm-distinct" } else { "vacancy-firm-about" })];
        let ask = Ask::new(Words::new("vacancy-firm-title"), form, "vacancy-firm-make").about(about);
        let distinct = known.distinct;
        cx.ask(ask, move |me: &mut Self, answers: Filled, cx| {
            let some = |id: &str| Some(answers.text(id)).filter(|t| !t.trim().is_empty());
            let new = NewFirm {
                name: answers.text("name"),
                phone: answers.text("phone"),
                contact: some("contact_name"),
                sector: some("sector"),
                size_class: some("size_class"),
                town: None,
                distinct,
            };
            me.make_firm(new, cx);
        });
    }
    fn make_firm(&mut self, new: NewFirm, cx: &mut Cx<'_>) {
        let asked = new.clone();
        let ticket = cx.deed(
            move |desk, deed| {
                let employer = vacancies::new_firm(desk, deed, &new)?;
                vacancies::firm_of(desk, employer.head.id)
            },
            move |me: &mut Self, firm: Outcome<Firm>, cx| match firm {
                Ok(firm) => {
                    me.steps.set("employer", &named(&firm.employer).into());
                    let words = Words::new("vacancy-firm-made").with("number", &firm.employer.number);
                    me.firm_came(Ok(firm), cx);
                    cx.say_saved(words);
                }
                // The sentence names the firm that is known; the same again says that it is another one.
                Err(Fault::Refused(reason)) if reason.key == "refused-employer-known" => {
                    me.ask_firm(&NewFirm { distinct: true, ..asked }, cx);
                    refuse(Words { key: reason.key.to_owned(), args: reason.args }, cx);
                }
                Err(_) => me.ask_firm(&asked, cx),
            },
        );
        cx.hold_for(ticket);
    }
}

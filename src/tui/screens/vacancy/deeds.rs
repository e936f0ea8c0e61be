//! What every tab of an offer's file can do: change it, extend it, note that the employer was called, make another from it, take back.

use super::VacancyFile;
use crate::domain::ids::{DeedId, RowId};
use crate::domain::record::{Value, day_text};
use crate::domain::vacancy::published_until;
use crate::fault::{Fault, Outcome};
use crate::services::undo;
use crate::services::vacancies::{self, Course, Page};
use crate::tui::cx::Desk;
use crate::tui::dialogs::{Ask, Filled};
use crate::tui::form::{Form, Spec};
use crate::tui::screen::{Cx, Words};
use crate::tui::screens::fields;
use crate::tui::screens::file::words::brief;
use crate::tui::screens::vacancy_form::VacancyForm;

impl VacancyFile {
    /// Does a deed and shows the page as it became; where it was refused the app says why and nothing changes.
    pub(super) fn and_page(
        &mut self,
        cx: &mut Cx<'_>,
        said: Words,
        mut job: impl FnMut(&mut Desk, DeedId) -> Outcome<()> + Send + 'static,
    ) {
        let id = self.id;
        let ticket = cx.deed(
            move |desk, deed| {
                job(desk, deed)?;
                vacancies::page(desk, id)
            },
            |me: &mut Self, page: Outcome<Page>, cx| {
                if let Ok(page) = page {
                    me.show(page, cx);
                    cx.say_saved(said);
                }
            },
        );
        cx.hold_for(ticket);
    }
    /// `m`: the form with what is stored.
    pub(super) fn edit(&mut self, cx: &mut Cx<'_>) {
        if let Some(page) = &self.page {
            cx.push(VacancyForm::edit(&self.house, page.vacancy.clone(), &page.employer));
        }
    }
    /// `n`: another offer made from this one.
    pub(super) fn copy(&mut self, cx: &mut Cx<'_>) {
        if let Some(page) = &self.page {
            cx.push(VacancyForm::copy(&self.house, &page.vacancy, &page.employer));
        }
    }
    /// `d`: the employer extends it.
    pub(super) fn extend(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let from = page.vacancy.publish_until.filter(|d| *d > cx.today()).unwrap_or(cx.today());
        let until = published_until(from, &self.house.rules);
        let reader = fields::day_reader(&self.house, crate::domain::dates::Toward::Future, cx.look.lang());
        let mut form = Form::new(vec![Spec::date("publish_until", reader).must()]);
        form.set("publish_until", &Value::from(day_text(until)));
        let title = Words::new("vacancy-extend-title").with("title", &page.vacancy.title);
        let ask = Ask::new(title, form, "vacancy-extend").about(vec![cx.text("vacancy-extend-about")]);
        let id = self.id;
        cx.ask(ask, move |me: &mut Self, answers: Filled, cx| {
            let Some(day) = answers.day("publish_until") else { return };
            let said = Words::new("vacancy-extended").with("day", brief(cx.look, day));
            me.and_page(cx, said, move |desk, deed| vacancies::follow(desk, deed, id, &Course::Extend(day)).map(drop));
        });
    }
    /// `l`: the employer was called; what he said is recorded where it belongs, here only that he was heard.
    pub(super) fn called(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        let name = self.page.as_ref().map(|p| p.employer.name.clone()).unwrap_or_default();
        let said = Words::new("vacancy-called-said").with("name", name);
        self.and_page(cx, said, move |desk, deed| vacancies::contacted(desk, deed, id).map(drop));
    }
    /// `z`: one's own last deed of the day on this offer.
    pub(super) fn undo(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        self.and_page(cx, Words::new("vacancy-undone"), move |desk, deed| {
            let last = undo::last(desk, RowId(id.0))?.ok_or_else(|| Fault::refused("refused-nothing-to-undo"))?;
            undo::undo(desk, deed, last.deed, None).map(drop)
        });
    }
}

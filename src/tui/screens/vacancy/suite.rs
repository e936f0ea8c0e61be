//! `s` Suite…: every event that may follow for the offer (domain.md §3.3), the likely one first, with what it asks; the special condition
//! and its visa; what is refused is shown with who can.

use super::VacancyFile;
use crate::domain::lifecycle::{State, VacancyEvent, VacancyState};
use crate::domain::rights::{self, Deed, Owner};
use crate::services::vacancies::{self, Course, Page, Special};
use crate::tui::dialogs::{Ask, Confirm, Filled, Menu, MenuRow};
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Words};
use crate::tui::screens::fields::choices;
use crate::tui::screens::lawful;

/// One line of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// An event of the lifecycle.
    Event(VacancyEvent),
    /// Complete and accepted in one: a draft whose author may settle offers.
    Publish,
    /// A special condition is asked.
    Special,
    /// The head puts his visa on it, or doesn't.
    Visa(bool),
    /// The employer asks again: a copy, linked.
    Again,
}

impl Next {
    fn key(self) -> String {
        match self {
            Next::Event(event) => format!("event-vacancy-{}", event.id().replace('_', "-")),
            Next::Publish => "event-vacancy-publish".to_owned(),
            Next::Special => "event-vacancy-special".to_owned(),
            Next::Visa(true) => "event-vacancy-visa".to_owned(),
            Next::Visa(false) => "event-vacancy-no-visa".to_owned(),
            Next::Again => "event-vacancy-again".to_owned(),
        }
    }
    fn right(self) -> Deed {
        match self {
            Next::Event(event) => Course::right(event),
            Next::Publish => Deed::SettleOffers,
            Next::Special | Next::Again => Deed::WriteOffers,
            Next::Visa(_) => Deed::DecideOffers,
        }
    }
}

/// What may follow in this state; what only the clock or another screen does isn't among it.
fn following(page: &Page) -> Vec<Next> {
    let v = &page.vacancy;
    let left = v.left();
    let by_hand = |event: VacancyEvent| match event {
        VacancyEvent::Shortlist | VacancyEvent::Expire | VacancyEvent::HireDenied => false,
        // Positions are filled by hires; by hand only where all of them are.
        VacancyEvent::Fill => left == 0,
        _ => true,
    };
    let mut all: Vec<Next> = Vec::new();
    if page.awaits_visa() {
        all.extend([Next::Visa(true), Next::Visa(false)]);
    }
    if v.state == VacancyState::Draft && page.may.settle.is_ok() {
        all.push(Next::Publish);
    }
    all.extend(v.state.following().filter(|s| by_hand(s.event)).map(|s| Next::Event(s.event)));
    if !v.state.is_open() && matches!(v.state, VacancyState::Draft | VacancyState::ToCheck) && v.special_condition.is_none() {
        all.push(Next::Special);
    }
    if v.closed_on.is_some() {
        all.push(Next::Again);
    }
    all
}

impl VacancyFile {
    /// `s`.
    pub(super) fn next_state(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let all = following(page);
        let rows = all.iter().map(|next| self.menu_row(*next, page, cx.look)).collect();
        let menu = Menu::new(Words::new("vacancy-suite-title").with("title", &page.vacancy.title), rows);
        cx.ask(menu, move |me: &mut Self, at: usize, cx| {
            if let Some(next) = all.get(at) {
                me.follow(*next, cx);
            }
        });
    }
    fn menu_row(&self, next: Next, page: &Page, look: &Look) -> MenuRow {
        let owner = Owner::of(page.vacancy.agency.clone(), page.vacancy.owner);
        let right = rights::allowed(&self.house.who, next.right(), owner);
        let stopped = matches!(next, Next::Publish | Next::Event(VacancyEvent::Accept)) && !page.law.passes();
        let why = match right {
            Err(denied) => Some(look.texts.fault(&denied).what),
            Ok(()) if stopped => Some(lawful::title(&page.law, look)),
            Ok(()) => None,
        };
        MenuRow::new(look.text(&next.key()), look.text(&format!("{}-about", next.key()))).refused(why)
    }
    fn follow(&mut self, next: Next, cx: &mut Cx<'_>) {
        use VacancyEvent as E;
        match next {
            Next::Publish => self.publish(true, cx),
            Next::Special => self.ask_special(cx),
            Next::Visa(confirm) => self.visa(confirm, cx),
            Next::Again => self.copy(cx),
            Next::Event(event) => match event {
                E::Accept => self.publish(false, cx),
                E::Refuse => self.refuse(cx),
                E::Extend => self.extend(cx),
                E::Submit => self.course(Course::Submit, cx),
                E::Mend => self.course(Course::Mend, cx),
                E::Pause => self.course(Course::Pause, cx),
                E::Reopen => self.course(Course::Reopen, cx),
                E::Fill => self.sure(Course::Fill, cx),
                E::FillOtherwise => self.sure(Course::FillOtherwise, cx),
                E::Cancel => self.sure(Course::Cancel, cx),
                E::NoCandidate => self.sure(Course::NoCandidate, cx),
                E::Shortlist | E::Expire | E::HireDenied => {}
            },
        }
    }
    fn course(&mut self, course: Course, cx: &mut Cx<'_>) {
        let id = self.id;
        let said = Words::new(format!("vacancy-done-{}", course.event().id().replace('_', "-")));
        self.and_page(cx, said, move |desk, deed| vacancies::follow(desk, deed, id, &course).map(drop));
    }
    /// Accepted; a draft is submitted by the same key. Doubtful words are asked about first.
    fn publish(&mut self, draft: bool, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        if page.law.doubtful() > 0 {
            let title = Words::new("vacancy-doubtful").with("count", page.law.doubtful());
            let words: Vec<String> = page.law.spots.iter().map(|s| format!("« {} »", s.passage.words)).collect();
            let question = Words::new("vacancy-doubtful-question").with("words", words.join(", "));
            cx.ask(Confirm::new(title, question, "vacancy-publish"), move |me: &mut Self, _, cx| me.open_it(draft, cx));
            return;
        }
        self.open_it(draft, cx);
    }
    fn open_it(&mut self, draft: bool, cx: &mut Cx<'_>) {
        self.course(if draft { Course::Publish } else { Course::Accept { seen: true } }, cx);
    }
    /// Asks with the consequence, then closes it.
    fn sure(&mut self, course: Course, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let (waiting, _) = page.proposal_count();
        let event = cx.text(&format!("event-vacancy-{}", course.event().id().replace('_', "-")));
        let title = Words::new("file-suite-one").with("event", event).with("name", &page.vacancy.title);
        let question = Words::new("vacancy-close-question").with("number", &page.vacancy.number).with("count", waiting);
        cx.ask(Confirm::new(title, question, "file-close"), move |me: &mut Self, _, cx| me.course(course, cx));
    }
    fn refuse(&mut self, cx: &mut Cx<'_>) {
        let form = Form::new(vec![Spec::code("refuse_reason", choices(&self.house, "VREFUSE", cx.look.lang())).must()]);
        let ask =
            Ask::new(Words::new("event-vacancy-refuse"), form, "vacancy-refuse").about(vec![cx.text("vacancy-refuse-about")]);
        cx.ask(ask, |me: &mut Self, answers: Filled, cx| me.course(Course::Refuse(answers.text("refuse_reason")), cx));
    }
    fn ask_special(&mut self, cx: &mut Cx<'_>) {
        let house = std::rc::Rc::clone(&self.house);
        let id = self.id;
        cx.ask(special_drawer(&house, cx), move |me: &mut Self, answers: Filled, cx| {
            let asked = special_of(&answers);
            let said = Words::new("vacancy-special-asked");
            me.and_page(cx, said, move |desk, deed| vacancies::ask_special(desk, deed, id, &asked).map(drop));
        });
    }
    fn visa(&mut self, confirm: bool, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let about = page.decision.as_ref().map(|d| d.reasons.clone()).unwrap_or_default();
        let form = Form::new(vec![Spec::note("text", 2).labelled("file-decision-text").must()]);
        let next = Next::Visa(confirm);
        let ask = Ask::new(Words::new(next.key()), form, "file-do").about(vec![about]);
        let id = self.id;
        cx.ask(ask, move |me: &mut Self, answers: Filled, cx| {
            let text = answers.text("text");
            let said = Words::new(if confirm { "vacancy-visa-done" } else { "vacancy-no-visa-done" });
            me.and_page(cx, said, move |desk, deed| vacancies::decide_special(desk, deed, id, confirm, &text).map(drop));
        });
    }
}

/// The drawer that asks a special condition: also over the form of an offer.
pub fn special_drawer(house: &crate::tui::screens::House, cx: &Cx<'_>) -> Ask {
    let lang = cx.look.lang();
    let form = Form::new(vec![
        Spec::text("special_condition", 200).width(58).must(),
        Spec::code("legal_basis", choices(house, "LEGAL", lang)).width(58).must(),
        Spec::text("legal_reference", 120).width(58),
    ]);
    Ask::new(Words::new("event-vacancy-special"), form, "vacancy-special-ask").about(vec![cx.text("vacancy-special-about")])
}

/// What was typed in that drawer.
pub fn special_of(answers: &Filled) -> Special {
    let reference = Some(answers.text("legal_reference")).filter(|t| !t.trim().is_empty());
    Special { text: answers.text("special_condition"), basis: answers.text("legal_basis"), reference }
}

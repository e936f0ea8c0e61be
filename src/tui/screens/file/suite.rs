//! `s` Suite…: every event that may follow for the registration (domain.md §3.1), the likely one first, with what it asks; what is
//! refused is shown with who can.

use super::CaseFile;
use super::rows::What;
use crate::domain::dates::{self, Toward};
use crate::domain::ids::DeedId;
use crate::domain::lifecycle::{PlacementState, RegistrationEvent, RegistrationState, State};
use crate::domain::proposal::Placement;
use crate::domain::record::{Value, day_text};
use crate::domain::rights::{self, Deed, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::file::{self, Page};
use crate::services::follow_up::{self, Hire};
use crate::tui::cx::Desk;
use crate::tui::dialogs::{Ask, Confirm, Filled, Menu, MenuRow};
use crate::tui::form::{Form, Spec, Why};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Words};
use crate::tui::screens::fields::choices;
use crate::tui::widgets::pick::Choice;

/// Exits by the counsellor's word (domain.md §3.1), by the striking off, by a hire.
const LEAVING: [&str; 7] = ["13", "04", "11", "09", "10", "12", "16"];
const STRIKING: [&str; 3] = ["06", "07", "08"];
const HIRED: [&str; 3] = ["02", "01", "03"];

/// One line of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// An event of the lifecycle.
    Event(RegistrationEvent),
    /// A new period of a person who left.
    Again,
    /// The rights of the person on the file.
    Protect,
}

impl Next {
    fn key(self) -> String {
        match self {
            Next::Event(event) => format!("event-registration-{}", event.id().replace('_', "-")),
            Next::Again => "event-registration-again".to_owned(),
            Next::Protect => "protect".to_owned(),
        }
    }
    fn right(self) -> Deed {
        use RegistrationEvent as E;
        match self {
            Next::Again => Deed::PersonWrite,
            Next::Protect => Deed::PersonRead,
            Next::Event(event) => match event {
                E::Renew | E::Suspend | E::Restore => Deed::Renew,
                E::EnterMeasure | E::Hire => Deed::Follow,
                E::Resume | E::Leave => Deed::Leave,
                E::DocumentsSeen | E::Complete | E::SaveIncomplete => Deed::WriteDocuments,
                E::ProposeStrike => Deed::ProposeStrike,
                E::ConfirmStrike | E::DropStrike => Deed::DecideStrike,
                E::LapseIncomplete | E::Unreachable | E::Mistake => Deed::CloseByHead,
                E::Merge | E::Unmerge => Deed::Merge,
                E::RenewalPassed | E::LapseRenewal | E::Corrected => Deed::RunRules,
            },
        }
    }
}

/// What may follow in this state; what only the clock does isn't among it.
fn following(page: &Page) -> Vec<Next> {
    let registration = &page.file.registration;
    if registration.head.version == 0 {
        return vec![Next::Again, Next::Protect];
    }
    let mut all: Vec<Next> = registration.state.following().filter(|s| s.who != "R").map(|s| Next::Event(s.event)).collect();
    if registration.state == RegistrationState::Closed {
        // The usual way back, unless the exit can still be revised away: the service says so then.
        let first = usize::from(registration.exit_reason.as_deref() == Some("05"));
        all.insert(first, Next::Again);
    }
    all.push(Next::Protect);
    all
}

impl CaseFile {
    /// `s`: on a row of Profil, Plan or Suivi what may become of the row; else of the registration.
    pub(super) fn next_state(&mut self, cx: &mut Cx<'_>) {
        match self.what() {
            Some(What::Action(id)) => return self.action_states(id, cx),
            Some(What::Task(id)) => return self.task_states(id, cx),
            _ => {}
        }
        if self.on_part() && self.take_away(cx) {
            return;
        }
        let Some(page) = &self.page else { return };
        let all = following(page);
        let rows = all.iter().map(|next| self.menu_row(*next, page, cx.look)).collect();
        let menu = Menu::new(Words::new("file-suite-title").with("name", self.name()), rows);
        cx.ask(menu, move |me: &mut Self, at: usize, cx| {
            if let Some(next) = all.get(at) {
                me.follow(*next, cx);
            }
        });
    }
    fn menu_row(&self, next: Next, page: &Page, look: &Look) -> MenuRow {
        let owner = Owner::of(page.file.person.agency.clone(), page.file.registration.counsellor);
        let right = rights::allowed(&self.house.who, next.right(), owner);
        let why = match (next, right) {
            // The file lies open: its own menu says what each deed asks.
            (Next::Protect, _) => None,
            (Next::Event(RegistrationEvent::Merge | RegistrationEvent::Unmerge), _) => Some(look.text("file-suite-pairs")),
            (_, Err(denied)) => Some(look.texts.fault(&denied).what),
            _ => None,
        };
        MenuRow::new(look.text(&next.key()), look.text(&format!("{}-about", next.key()))).refused(why)
    }

    fn follow(&mut self, next: Next, cx: &mut Cx<'_>) {
        use RegistrationEvent as E;
        let event = match next {
            Next::Again => return self.register_again(cx),
            Next::Protect => return self.protect(cx),
            Next::Event(event) => event,
        };
        match event {
            E::Renew => self.renew(cx),
            E::DocumentsSeen => self.documents_seen(cx),
            E::EnterMeasure => self.enter_measure(cx),
            E::Suspend => self.suspend(cx),
            E::Resume => self.sure(next, cx, |desk, deed, id| follow_up::resume(desk, deed, id).map(drop)),
            E::Restore => self.sure(next, cx, |desk, deed, id| follow_up::restore(desk, deed, id).map(drop)),
            E::Hire => self.hire(cx),
            E::Leave => self.leave(cx),
            E::Unreachable => self.sure(next, cx, |desk, deed, id| follow_up::leave(desk, deed, id, "18").map(drop)),
            E::Mistake => self.sure(next, cx, |desk, deed, id| follow_up::leave(desk, deed, id, "15").map(drop)),
            E::LapseIncomplete => self.sure(next, cx, |desk, deed, id| follow_up::leave(desk, deed, id, "17").map(drop)),
            E::ProposeStrike => self.propose_strike(cx),
            E::ConfirmStrike => self.decide_strike(true, cx),
            E::DropStrike => self.decide_strike(false, cx),
            E::Merge | E::Unmerge | E::Complete | E::SaveIncomplete | E::RenewalPassed | E::LapseRenewal | E::Corrected => {}
        }
    }

    /// What ends with the registration: said before it is done.
    fn consequence(&self, look: &Look) -> Vec<String> {
        let Some(page) = &self.page else { return Vec::new() };
        let (open, _) = page.proposal_count();
        vec![look.with(
            "file-leave-consequence",
            &[("name", page.file.person.name()), ("meetings", page.planned.to_string()), ("proposals", open.to_string())],
        )]
    }
    /// A deed on the registration, then the page as it became.
    fn on_registration(
        &mut self,
        cx: &mut Cx<'_>,
        mut f: impl FnMut(&mut Desk, DeedId, crate::domain::ids::RegistrationId) -> Outcome<()> + Clone + Send + 'static,
    ) {
        let Some(page) = &self.page else { return };
        let (registration, id) = (page.file.registration.head.id, self.id);
        self.and_page(cx, move |desk, deed| {
            f(desk, deed, registration)?;
            file::page(desk, id)
        });
    }
    /// Asks with the consequence, then does it.
    fn sure(
        &mut self,
        next: Next,
        cx: &mut Cx<'_>,
        f: impl FnMut(&mut Desk, DeedId, crate::domain::ids::RegistrationId) -> Outcome<()> + Clone + Send + 'static,
    ) {
        let ends = matches!(
            next,
            Next::Event(RegistrationEvent::Unreachable | RegistrationEvent::Mistake | RegistrationEvent::LapseIncomplete)
        );
        let about = cx.look.text(&format!("{}-about", next.key()));
        let said = if ends { self.consequence(cx.look).join(" ") } else { about };
        let title = Words::new("file-suite-one").with("event", cx.look.text(&next.key())).with("name", self.name());
        let deed: &'static str = if ends { "file-close" } else { "file-do" };
        let ask = Confirm::new(title, Words::new("said").with("text", said), deed);
        cx.ask(ask, move |me: &mut Self, _, cx| me.on_registration(cx, f));
    }

    fn documents_seen(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let missing = page.file.registration.missing_documents.clone();
        let all = choices(&self.house, "DOC", cx.look.lang());
        let options: Vec<Choice> = all.iter().filter(|c| missing.is_empty() || missing.contains(&c.code)).cloned().collect();
        let mut form = Form::new(vec![Spec::codes("documents", options, 1).labelled("file-documents")]);
        form.set("documents", &Value::List(missing.into_iter().map(Value::from).collect()));
        let ask = Ask::new(Words::new("event-registration-documents-seen"), form, "file-seen")
            .about(vec![cx.text("file-documents-about")]);
        let id = self.id;
        cx.ask(ask, move |me: &mut Self, answers: Filled, cx| {
            let seen: Vec<String> = match answers.get("documents") {
                Value::List(all) => all.iter().filter_map(|v| v.as_text().map(str::to_owned)).collect(),
                _ => Vec::new(),
            };
            me.and_page(cx, move |desk, deed| {
                file::documents_seen(desk, deed, id, &seen)?;
                file::page(desk, id)
            });
        });
    }
    fn enter_measure(&mut self, cx: &mut Cx<'_>) {
        let form = Form::new(vec![self.day_field("until", cx).labelled("file-until").must()]);
        let ask = Ask::new(Words::new("event-registration-enter-measure"), form, "file-do");
        cx.ask(ask, |me: &mut Self, answers: Filled, cx| {
            let Some(until) = answers.day("until") else { return };
            me.on_registration(cx, move |desk, deed, id| follow_up::enter_measure(desk, deed, id, until).map(drop));
        });
    }
    fn suspend(&mut self, cx: &mut Cx<'_>) {
        let form = Form::new(vec![self.day_field("until", cx).labelled("file-until").must(), Spec::text("reason", 120).must()]);
        let ask = Ask::new(Words::new("event-registration-suspend"), form, "file-do");
        cx.ask(ask, |me: &mut Self, answers: Filled, cx| {
            let (Some(until), reason) = (answers.day("until"), answers.text("reason")) else { return };
            me.on_registration(cx, move |desk, deed, id| follow_up::suspend(desk, deed, id, until, &reason).map(drop));
        });
    }
    fn exits(&self, codes: &[&str], lang: &str) -> Vec<Choice> {
        codes.iter().map(|c| Choice::new(*c, self.house.rules.codes.label("EXIT", c, lang))).collect()
    }
    fn leave(&mut self, cx: &mut Cx<'_>) {
        let form = Form::new(vec![Spec::code("exit_reason", self.exits(&LEAVING, cx.look.lang())).must()]);
        let ask = Ask::new(Words::new("event-registration-leave"), form, "file-close").about(self.consequence(cx.look));
        cx.ask(ask, |me: &mut Self, answers: Filled, cx| {
            let exit = answers.text("exit_reason");
            me.on_registration(cx, move |desk, deed, id| follow_up::leave(desk, deed, id, &exit).map(drop));
        });
    }
    fn hire(&mut self, cx: &mut Cx<'_>) {
        let (today, lang) = (cx.today(), cx.look.lang());
        let start = std::rc::Rc::new(move |typed: &str| {
            let day = dates::parse(typed, today, Toward::Past).map_err(|key| Why::new(key).with("value", typed))?;
            Ok((day_text(day), dates::shown(day, lang)))
        });
        let mut form = Form::new(vec![
            Spec::code("exit_reason", self.exits(&HIRED, lang)).must(),
            Spec::text("employer_name", 120),
            Spec::code("contract", choices(&self.house, "CONTRACT", lang)),
            Spec::date("start_on", start).must(),
        ]);
        form.set("start_on", &Value::from(day_text(today)));
        let ask = Ask::new(Words::new("event-registration-hire"), form, "file-close").about(self.consequence(cx.look));
        cx.ask(ask, |me: &mut Self, answers: Filled, cx| {
            let text = |id: &str| Some(answers.text(id)).filter(|t| !t.is_empty());
            let placement = Placement {
                employer_name: text("employer_name"),
                contract: text("contract"),
                start_on: answers.day("start_on"),
                occupation: me.page.as_ref().and_then(|p| p.file.goal.occupation.clone()),
                state: PlacementState::Announced,
                ..Placement::default()
            };
            let hire = Hire { exit: answers.text("exit_reason"), placement: Some(placement) };
            me.on_registration(cx, move |desk, deed, id| follow_up::hire(desk, deed, id, &hire).map(drop));
        });
    }
    fn propose_strike(&mut self, cx: &mut Cx<'_>) {
        let form = Form::new(vec![
            Spec::code("exit_reason", self.exits(&STRIKING, cx.look.lang())).must(),
            Spec::note("reasons", 3).labelled("file-reasons").must(),
        ]);
        let ask = Ask::new(Words::new("event-registration-propose-strike"), form, "action-propose")
            .about(vec![cx.text("file-strike-about")]);
        cx.ask(ask, |me: &mut Self, answers: Filled, cx| {
            let (exit, reasons) = (answers.text("exit_reason"), answers.text("reasons"));
            me.on_registration(cx, move |desk, deed, id| follow_up::propose_strike(desk, deed, id, &exit, &reasons).map(drop));
        });
    }
    fn decide_strike(&mut self, confirm: bool, cx: &mut Cx<'_>) {
        let Some(decision) = self.page.as_ref().and_then(|p| p.decision.as_ref()) else {
            cx.say_fault(&Fault::Missing("decision"));
            return;
        };
        let (id, person, about) = (decision.head.id, self.id, vec![decision.reasons.clone()]);
        let form = Form::new(vec![
            Spec::note("text", 3).labelled("file-decision-text").must(),
            Spec::note("reply", 2).labelled("file-decision-reply"),
        ]);
        let key = if confirm { "event-registration-confirm-strike" } else { "event-registration-drop-strike" };
        let ask = Ask::new(Words::new(key), form, if confirm { "file-close" } else { "file-do" }).about(about);
        cx.ask(ask, move |me: &mut Self, answers: Filled, cx| {
            let (text, reply) = (answers.text("text"), Some(answers.text("reply")).filter(|t| !t.trim().is_empty()));
            me.and_page(cx, move |desk, deed| {
                follow_up::decide_strike(desk, deed, id, confirm, &text, reply.as_deref())?;
                file::page(desk, person)
            });
        });
    }
    fn register_again(&mut self, cx: &mut Cx<'_>) {
        let form = Form::new(vec![Spec::code("entry_reason", choices(&self.house, "ENTRY", cx.look.lang())).must()]);
        let ask = Ask::new(Words::new("event-registration-again"), form, "file-register");
        let id = self.id;
        cx.ask(ask, move |me: &mut Self, answers: Filled, cx| {
            let reason = answers.text("entry_reason");
            me.and_page(cx, move |desk, deed| {
                follow_up::register_again(desk, deed, id, &reason)?;
                file::page(desk, id)
            });
        });
    }
}

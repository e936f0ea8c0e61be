//! Offre, saisie: an offer as it is told on the telephone, in three steps, with what the law says of it shown while one types (screens.md
//! drawing 8c, domain.md §7). Reached by `n` of the offers, of an employer and of an offer; `m` of an offer; a resumed draft.

mod employer;
mod keeping;
mod law;
mod saving;
mod steps;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::employer::Employer;
use crate::domain::ids::{DeedId, EmployerId, VacancyId};
use crate::domain::vacancy::Vacancy;
use crate::services::draft::Draft;
use crate::services::search;
use crate::services::vacancies::{self, Firm, Special};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::form::{Form, Step};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Message, Offer, Rank, Screen, Typed, Words};
use crate::tui::screens::House;
use crate::tui::screens::keeping::Keeping;
use crate::tui::screens::steps::Steps;
use crate::tui::widgets::pick::Choice;
use law::Pane;

/// The form's name among drafts.
pub const FORM: &str = "vacancy";
/// Answers that a newer question supersedes.
const WORDS: Slot = Slot("words");
/// Codes shown for words, and firms.
const FOUND: usize = 9;

/// What the form begins with.
enum Begin {
    /// Nothing.
    Empty,
    /// A firm whose last offer is copied.
    Of(EmployerId),
    /// An offer that is stored.
    Edit(Box<Vacancy>, String),
    /// Another offer, to be made anew.
    Copy(Box<Vacancy>, String),
    /// A draft of an earlier session.
    Draft(Box<Draft>),
}

/// An offer from which the fields were filled.
struct Copied {
    /// Which; linked where it is closed (« l'employeur demande de nouveau »).
    old: VacancyId,
    closed: bool,
    /// What was put into the fields.
    copy: Vacancy,
}

/// The screen.
pub struct VacancyForm {
    house: House,
    begin: Begin,
    steps: Steps,
    pane: Pane,
    keeping: Keeping,
    /// As stored; version 0: a new offer.
    before: Vacancy,
    /// The firm of the number in the field.
    firm: Option<Firm>,
    /// The offer from which the fields were filled.
    copied: Option<Copied>,
    /// The special condition that is asked with the save.
    special: Option<Special>,
    /// The deed of the save, made when it is pressed first.
    deed: Option<DeedId>,
    /// A move that waits for what was found for the words typed.
    then: Option<Action>,
    /// Doubtful passages were looked at.
    seen: bool,
}

impl VacancyForm {
    /// An empty form.
    pub fn new(house: &House) -> Self {
        VacancyForm::make(house, Begin::Empty)
    }
    /// For a firm: its last offer is copied into the form.
    pub fn of_employer(house: &House, employer: EmployerId) -> Self {
        VacancyForm::make(house, Begin::Of(employer))
    }
    /// A stored offer.
    pub fn edit(house: &House, vacancy: Vacancy, employer: &Employer) -> Self {
        let mut form = VacancyForm::make(house, Begin::Edit(Box::new(vacancy.clone()), named(employer)));
        form.before = vacancy;
        form
    }
    /// Another offer made from one that is stored.
    pub fn copy(house: &House, old: &Vacancy, employer: &Employer) -> Self {
        VacancyForm::make(house, Begin::Copy(Box::new(old.clone()), named(employer)))
    }
    /// The form as it was, the cursor in its field.
    pub fn resume(house: &House, draft: Draft) -> Self {
        VacancyForm::make(house, Begin::Draft(Box::new(draft)))
    }
    fn make(house: &House, begin: Begin) -> Self {
        VacancyForm {
            house: house.clone(),
            begin,
            steps: Steps::empty(),
            pane: Pane::default(),
            keeping: Keeping::new(),
            before: Vacancy::default(),
            firm: None,
            copied: None,
            special: None,
            deed: None,
            then: None,
            seen: false,
        }
    }
    /// Whether it is an offer that isn't stored yet.
    fn is_new(&self) -> bool {
        self.before.head.version == 0
    }
    fn start(&mut self, cx: &mut Cx<'_>) {
        self.steps = steps::new(&self.house, cx);
        self.load_words(cx);
        match std::mem::replace(&mut self.begin, Begin::Empty) {
            Begin::Empty => self.keeping.begin(self.steps.raw()),
            Begin::Of(employer) => {
                self.keeping.begin(self.steps.raw());
                self.load_firm_of(employer, cx);
            }
            Begin::Edit(vacancy, firm) => {
                self.steps.set("employer", &firm.into());
                steps::put(&mut self.steps, &vacancy, false, &self.house, cx.look.lang());
                self.steps.focus_on("title");
                self.keeping.begin(self.steps.raw());
                self.special = special_of(&vacancy);
            }
            Begin::Copy(old, firm) => {
                self.steps.set("employer", &firm.into());
                self.fill_from(&old, cx);
                self.steps.focus_on("positions");
            }
            Begin::Draft(draft) => self.take_up(*draft, cx),
        }
        self.look_again();
    }
    fn form(me: &mut Self) -> &mut Form {
        me.steps.now_mut()
    }
    /// The offer as typed.
    fn vacancy(&self) -> Vacancy {
        let mut vacancy = steps::vacancy(&self.steps, &self.before).unwrap_or_else(|_| self.before.clone());
        if let Some(firm) = &self.firm {
            vacancy.employer = firm.employer.head.id;
        }
        let special = self.special.as_ref();
        vacancy.special_condition = special.map(|s| s.text.clone());
        vacancy.legal_basis = special.map(|s| s.basis.clone());
        vacancy.legal_reference = special.and_then(|s| s.reference.clone());
        if self.is_new() {
            vacancy.copied_from = self.copied.as_ref().filter(|c| c.closed).map(|c| c.old);
        }
        vacancy
    }
    /// What a key did to the form, and what follows.
    fn stepped(&mut self, step: Step, cx: &mut Cx<'_>) {
        match step {
            Step::Ignored | Step::Same => {}
            Step::Changed(id) => {
                self.find(cx);
                if law::READ.contains(&id) {
                    self.seen = false;
                    self.look_soon(cx);
                }
            }
            Step::Left(id) => self.left(id, cx),
            Step::Finished => {
                let id = self.steps.now().focused();
                self.left(id, cx);
                if self.steps.go_on() {
                    self.keep(cx);
                } else {
                    self.save(cx);
                }
            }
        }
    }
    fn left(&mut self, id: &'static str, cx: &mut Cx<'_>) {
        steps::left(&mut self.steps, id, &self.house, cx);
        match id {
            "employer" => self.employer_left(cx),
            "title" => self.title_left(cx),
            "contract" | "working_time" => self.pass_over(id),
            _ => {}
        }
        if law::READ.contains(&id) {
            self.look_again();
        }
        self.keep(cx);
    }
    /// A field that this contract or this time doesn't ask for is passed over: on the telephone the next word is the wage.
    fn pass_over(&mut self, left: &str) {
        let vacancy = steps::vacancy(&self.steps, &self.before).unwrap_or_default();
        let next = match (left, self.steps.now().focused()) {
            ("contract", "duration_months") if vacancy.open_ended() => "wage_min",
            ("working_time", "hours_week") if vacancy.working_time.as_deref() != Some("2") => "schedule",
            _ => return,
        };
        self.steps.now_mut().focus_on(next);
    }
    /// What the words of the field with the focus mean: occupations, firms.
    fn find(&mut self, cx: &mut Cx<'_>) {
        let Some((id, words)) = self.steps.now().wanted() else { return };
        let asked = words.clone();
        let firms = id == "employer";
        cx.load(
            WORDS,
            move |desk| {
                if firms {
                    return vacancies::firms_named(desk, &asked, FOUND);
                }
                let found = search::occupations(desk, &asked, FOUND)?;
                Ok(found.into_iter().map(|f| (f.code, f.title)).collect())
            },
            move |me: &mut Self, found, cx| {
                let found = found.unwrap_or_default().into_iter().map(|(code, label)| Choice::new(code, label)).collect();
                me.steps.now_mut().suggest(id, &words, found);
                if let Some(action) = me.then.take() {
                    me.do_in_form(action, cx);
                }
            },
        );
    }
    /// The code of the title just typed, where none stands yet: it is seen and confirmed when the cursor comes there.
    fn title_left(&mut self, cx: &mut Cx<'_>) {
        let title = self.steps.value("title").as_text().unwrap_or_default().to_owned();
        self.another_title(&title);
        if title.trim().is_empty() || self.steps.is_filled("occupation") {
            return;
        }
        cx.load(
            Slot("code"),
            move |desk| search::occupations(desk, &title, 1),
            |me: &mut Self, found, _| {
                if let Some(first) = found.unwrap_or_default().into_iter().next()
                    && !me.steps.is_filled("occupation")
                {
                    me.steps.set("occupation", &first.code.into());
                }
            },
        );
        cx.hold(Slot("code"));
    }
    fn do_in_form(&mut self, action: Action, cx: &mut Cx<'_>) {
        let leaves = matches!(action, Action::Next | Action::NextPane | Action::PreviousPane);
        if leaves && self.steps.now().wanted().is_some() {
            // What was found for these words is on its way: the keys that follow wait in order.
            self.then = Some(action);
            self.find(cx);
            cx.hold(WORDS);
            return;
        }
        let step = self.steps.now_mut().act(action, cx, Self::form);
        self.stepped(step, cx);
    }
    fn turn(&mut self, forward: bool, cx: &mut Cx<'_>) {
        self.steps.turn(forward);
        self.look_again();
        self.keep(cx);
    }
}

/// A firm as its field takes it: number and name.
fn named(employer: &Employer) -> String {
    format!("{} {}", employer.number, employer.name)
}

fn special_of(vacancy: &Vacancy) -> Option<Special> {
    let text = vacancy.special_condition.clone()?;
    let basis = vacancy.legal_basis.clone().unwrap_or_default();
    Some(Special { text, basis, reference: vacancy.legal_reference.clone() })
}

/// A sentence with `!` and one bell.
fn refuse(words: Words, cx: &mut Cx<'_>) {
    cx.say(Message::failed(words));
    cx.bell();
}

impl Screen for VacancyForm {
    fn name(&self) -> &'static str {
        "vacancy_form"
    }
    fn kind(&self) -> Kind {
        if self.pane.focused { Kind::List } else { self.steps.now().kind() }
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        if self.pane.focused {
            return self.pane_offers(out);
        }
        self.steps.now().offers(out);
        let silent = (!self.pane.speaks()).then(|| Words::new("vacancy-law-silent"));
        let rank = if self.pane.speaks() { Rank::Main } else { Rank::Rare };
        out.push(Offer::new(Action::Side, rank).labelled("vacancy-to-law").unless(silent));
        out.push(Offer::main(Action::Save));
        out.push(Offer::usual(Action::SetAside).labelled("vacancy-draft"));
        out.extend([Action::PageDown, Action::PageUp].map(Offer::silent));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.start(cx);
    }
    fn closing(&mut self, cx: &mut Cx<'_>) {
        self.keep(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.pane.focused {
            return self.act_in_pane(action, cx);
        }
        match action {
            Action::Save => self.save(cx),
            Action::SetAside => self.save_as_draft(cx),
            Action::PageDown => self.turn(true, cx),
            Action::PageUp => self.turn(false, cx),
            Action::Side => {
                self.look_again();
                self.pane.focused = self.pane.speaks();
            }
            other => self.do_in_form(other, cx),
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        if self.pane.focused {
            return false;
        }
        let step = self.steps.now_mut().typed(&what, cx);
        self.stepped(step, cx);
        step != Step::Ignored
    }
    fn title(&self, look: &Look) -> String {
        look.text(if self.is_new() { "title-vacancy-form" } else { "title-vacancy-edit" })
    }
    fn context(&self, look: &Look) -> String {
        self.steps.line(look)
    }
    fn slot(&self, look: &Look) -> String {
        self.keeping.said(look)
    }
    fn subject(&self, _: &Look) -> String {
        self.steps.value("title").as_text().unwrap_or_default().to_owned()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let law = self.pane.lines(&self.house, look, area.width);
        let most = area.height.saturating_sub(8).max(3);
        let rows = if law.is_empty() && !self.pane.focused { 0 } else { u16::try_from(law.len() + 1).unwrap_or(most).min(most) };
        let above = area.height.saturating_sub(rows);
        let form = self.steps.now();
        let height = form.height(area.width).min(above);
        form.draw(buffer, Rect { height: above, ..area }, look, !self.pane.focused);
        if !self.pane.focused && above > height {
            let below = Rect { x: area.x + 1, y: area.y + height, width: area.width.saturating_sub(2), height: above - height };
            form.draw_side(buffer, below, look, side_line);
        }
        if rows > 0 {
            self.pane.draw(buffer, Rect { y: area.y + above, height: rows, ..area }, &law, look);
        }
    }
}

/// A line of the list that helps a field; codes of towns say nothing to anybody.
fn side_line(choice: &Choice) -> String {
    let telling = choice.code.contains('-') || choice.code.chars().all(|c| c.is_ascii_digit());
    if telling { format!("{} {}", choice.code, choice.label) } else { choice.label.clone() }
}

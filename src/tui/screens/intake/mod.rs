//! Inscription: four steps of the paper, possible duplicates beside them, at the end number, counsellor and first slots
//! (screens.md §8, domain.md §5 « Walk-in intake »). Reached by `g i`, by `n` of day and caseload, and by a resumed draft.

mod done;
mod keeping;
mod known;
mod saving;
mod sketch;
mod steps;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::duplicate::Sketch;
use crate::fault::Fault;
use crate::services::draft::Draft;
use crate::services::search::{self, Possible};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::form::{Form, Step};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Message, Offer, Screen, Typed, Words};
use crate::tui::screens::House;
use crate::tui::screens::keeping::Keeping;
use crate::tui::screens::steps::Steps;
use crate::tui::screens::twins::{DUPLICATES, Pane};
use crate::tui::widgets::pick::Choice;
use done::Done;

/// The form's name among drafts.
pub const FORM: &str = "intake";
/// Answers that a newer question supersedes.
const WORDS: Slot = Slot("words");
/// Codes shown for an occupation in one's own words.
const FOUND: usize = 12;
/// Fields that say who somebody is.
const TELLING: &[&str] = &[
    "id_document_type",
    "id_document_number",
    "surname",
    "given_names",
    "married_name",
    "sex",
    "birth_date",
    "phone",
    "phone_2",
];

/// The screen.
pub struct Intake {
    house: House,
    steps: Steps,
    pane: Pane<Sketch>,
    keeping: Keeping,
    /// The deed of the save, made when it is pressed first.
    deed: Option<crate::domain::ids::DeedId>,
    /// A move that waits for what was found for the words typed.
    then: Option<Action>,
    /// Codes for the words of an occupation are on their way.
    looking: bool,
    done: Option<Done>,
    resumed: Option<Draft>,
    /// A name typed in the search, taken over.
    named: Option<String>,
}

impl Intake {
    /// An empty form.
    pub fn new(house: &House) -> Self {
        Intake {
            house: house.clone(),
            steps: Steps::empty(),
            pane: Pane::default(),
            keeping: Keeping::new(),
            deed: None,
            then: None,
            looking: false,
            done: None,
            resumed: None,
            named: None,
        }
    }
    /// With a name that was typed elsewhere and found nobody: it stands in the surname, to be cut as the document has it.
    pub fn named(house: &House, name: &str) -> Self {
        Intake { named: Some(name.trim().to_uppercase()), ..Intake::new(house) }
    }
    /// The form as it was, the cursor in its field.
    pub fn resume(house: &House, draft: Draft) -> Self {
        Intake { resumed: Some(draft), ..Intake::new(house) }
    }
    fn begin(&mut self, cx: &mut Cx<'_>) {
        self.steps = steps::new(&self.house, cx);
        match self.resumed.take() {
            Some(draft) => {
                self.steps.restore(&draft.fields, &draft.focus, &self.house, cx.look.lang());
                self.keeping = Keeping::of(&draft, self.steps.raw());
                self.look_for_duplicates(cx);
            }
            None => {
                self.keeping.begin(self.steps.raw());
                if let Some(name) = self.named.take() {
                    self.steps.now_mut().set("surname", &name.into());
                    self.look_for_duplicates(cx);
                }
            }
        }
    }
    fn form(me: &mut Self) -> &mut Form {
        me.steps.now_mut()
    }
    /// What a key did to the form, and what follows.
    fn stepped(&mut self, step: Step, cx: &mut Cx<'_>) {
        match step {
            Step::Ignored | Step::Same => {}
            Step::Changed(id) => {
                self.find_codes(cx);
                if TELLING.contains(&id) {
                    self.look_for_duplicates(cx);
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
        if TELLING.contains(&id) {
            self.look_for_duplicates(cx);
        }
        self.keep(cx);
    }
    fn find_codes(&mut self, cx: &mut Cx<'_>) {
        let Some((id, words)) = self.steps.now().wanted() else { return };
        let asked = words.clone();
        self.looking = true;
        cx.load(
            WORDS,
            move |desk| search::occupations(desk, &asked, FOUND),
            move |me: &mut Self, found, cx| {
                me.looking = false;
                match found {
                    Err(Fault::Away) => {
                        me.steps.now_mut().unanswered(id, &words);
                        cx.carry_on();
                    }
                    found => {
                        let found = found.unwrap_or_default().into_iter().map(|f| Choice::new(f.code, f.title)).collect();
                        me.steps.now_mut().suggest(id, &words, found);
                    }
                }
                if let Some(action) = me.then.take() {
                    me.do_in_form(action, cx);
                }
            },
        );
    }
    fn look_for_duplicates(&mut self, cx: &mut Cx<'_>) {
        let sketch = sketch::of(self.steps.first(), cx.today());
        if !self.pane.ask(sketch.as_ref()) {
            return;
        }
        let Some(sketch) = sketch else { return };
        cx.load(DUPLICATES, move |desk| search::possible_duplicates(desk, &sketch), Self::duplicates_came);
    }
    fn duplicates_came(&mut self, found: crate::fault::Outcome<Vec<Possible>>, _: &mut Cx<'_>) {
        match found {
            Ok(found) => self.pane.put(found),
            Err(_) => self.pane.unanswered(),
        }
    }
    fn do_in_form(&mut self, action: Action, cx: &mut Cx<'_>) {
        let leaves = matches!(action, Action::Next | Action::NextPane | Action::PreviousPane);
        if leaves && self.steps.now().wanted().is_some() {
            // What was found for these words is on its way: the keys that follow wait in order.
            self.then = Some(action);
            if !self.looking {
                self.find_codes(cx);
            }
            cx.hold(WORDS);
            return;
        }
        let step = self.steps.now_mut().act(action, cx, Self::form);
        self.stepped(step, cx);
    }
    fn turn(&mut self, forward: bool, cx: &mut Cx<'_>) {
        self.steps.turn(forward);
        self.keep(cx);
    }
    fn act_in_pane(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Up => self.pane.turn(false),
            Action::Down => self.pane.turn(true),
            Action::Renew => self.renew(cx),
            Action::Open => self.look_at(cx),
            Action::NextState => self.distinct(cx),
            _ => self.pane.focused = false,
        }
    }
    fn act_when_done(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open => self.book(cx),
            Action::Print => self.print(cx),
            Action::New => self.start_again(cx),
            Action::Digit4 => cx.perform(Action::GoAgenda),
            other => {
                if let (Some(done), Some(digit)) = (&mut self.done, other.digit()) {
                    done.choose(usize::from(digit));
                }
            }
        }
    }
    /// Empty again, for the next person.
    fn start_again(&mut self, cx: &mut Cx<'_>) {
        *self = Intake::new(&self.house);
        self.begin(cx);
    }
}

impl Screen for Intake {
    fn name(&self) -> &'static str {
        "intake"
    }
    fn kind(&self) -> Kind {
        if self.done.is_some() || self.pane.focused { Kind::List } else { self.steps.now().kind() }
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        if let Some(done) = &self.done {
            done.offers(out);
            return;
        }
        if self.pane.focused {
            out.push(Offer::main(Action::Renew));
            out.push(Offer::main(Action::Open));
            out.push(Offer::main(Action::NextState).labelled("intake-distinct"));
            out.extend([Action::Up, Action::Down, Action::Side].map(Offer::silent));
            out.push(Offer::usual(Action::Back));
            return;
        }
        self.steps.now().offers(out);
        out.push(self.pane.offer("intake-nobody"));
        out.push(Offer::main(Action::Save));
        out.extend([Action::PageDown, Action::PageUp].map(Offer::silent));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.begin(cx);
    }
    fn closing(&mut self, cx: &mut Cx<'_>) {
        self.keep(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.done.is_some() {
            return self.act_when_done(action, cx);
        }
        if self.pane.focused {
            return self.act_in_pane(action, cx);
        }
        match action {
            Action::Save => self.save(cx),
            Action::PageDown => self.turn(true, cx),
            Action::PageUp => self.turn(false, cx),
            Action::Side => self.pane.enter(cx),
            other => self.do_in_form(other, cx),
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        if self.done.is_some() || self.pane.focused {
            return false;
        }
        let step = self.steps.now_mut().typed(&what, cx);
        self.stepped(step, cx);
        step != Step::Ignored
    }
    fn changed(&mut self, _: crate::tui::screen::Topic, cx: &mut Cx<'_>) {
        if self.done.is_none() {
            self.pane.forget();
            self.look_for_duplicates(cx);
        }
    }
    fn title(&self, look: &Look) -> String {
        look.text(if self.done.is_some() { "title-intake-done" } else { "title-intake" })
    }
    fn context(&self, look: &Look) -> String {
        match &self.done {
            Some(done) => done.registered.name.clone(),
            None => self.steps.line(look),
        }
    }
    fn slot(&self, look: &Look) -> String {
        self.keeping.said(look)
    }
    fn subject(&self, _: &Look) -> String {
        match &self.done {
            Some(done) => done.registered.name.clone(),
            None => self.name_typed(),
        }
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        if let Some(done) = &self.done {
            return done.draw(buffer, area, look);
        }
        self.pane.draw_beside(self.steps.now(), buffer, area, look);
    }
}

/// A sentence with `!` and one bell.
fn refuse(words: Words, cx: &mut Cx<'_>) {
    cx.say(Message::failed(words));
    cx.bell();
}

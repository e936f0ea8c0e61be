//! Two screens as small as a screen can be: a list that opens a form. They use what real screens use.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use guichet::fault::{Clash, Conflict, Fault, Outcome, Value};
use guichet::tui::action::Action;
use guichet::tui::cx::Slot;
use guichet::tui::dialogs::{Confirm, ConflictDialog, Settled};
use guichet::tui::form::{Form, Spec, Step, Why};
use guichet::tui::look::Look;
use guichet::tui::screen::{Cx, Kind, Offer, Screen, Typed, Words};
use guichet::tui::widgets::pick::Choice;
use guichet::tui::widgets::table::{Cell, Column, Row, Table};
use ratatui::Frame;
use ratatui::layout::Rect;

/// A person in the list.
#[derive(Clone)]
pub struct Person(pub u32, pub &'static str);

impl Row for Person {
    fn key(&self) -> Vec<u8> {
        self.0.to_be_bytes().to_vec()
    }
}

/// The list.
pub struct ToyList {
    pub table: Table<Person>,
    pub proposed: Rc<RefCell<Vec<String>>>,
    loads: u32,
}

impl ToyList {
    pub fn new() -> Self {
        let columns = vec![
            Column::new("field-surname", 24, 0, |p: &Person, _| Cell::from(p.1)),
            Column::new("field-number", 4, 1, |p: &Person, _| Cell::alert_if(p.0.to_string(), p.0 == 2)).signed(),
        ];
        ToyList { table: Table::new(columns).markable(), proposed: Rc::default(), loads: 0 }
    }
    fn load(&mut self, cx: &mut Cx<'_>) {
        self.loads += 1;
        let n = self.loads;
        cx.load(Slot("rows"), move |_desk| Ok(n), Self::came);
    }
    fn came(&mut self, n: Outcome<u32>, _cx: &mut Cx<'_>) {
        if let Ok(n) = n {
            let first = if n > 1 { "ONANGA Perpétue" } else { "BABONGUI Christelle" };
            self.table.set(vec![Person(1, first), Person(2, "BOUANGA Mireille"), Person(3, "EDZANG Noëlla")]);
            self.proposed.borrow_mut().push(format!("load {n}"));
        }
    }
}

impl Screen for ToyList {
    fn name(&self) -> &'static str {
        "caseload"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        out.push(Offer::main(Action::Open));
        out.push(Offer::main(Action::Propose));
        out.push(Offer::usual(Action::Renew));
        out.push(Offer::rare(Action::Sort));
        out.push(Offer::rare(Action::NextState));
        out.push(Offer::usual(Action::Transfer).refused(Words::new("fault-denied-what")));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) {
            return;
        }
        match action {
            Action::Open => cx.push(ToyForm::new(Rc::clone(&self.proposed))),
            Action::Renew => self.load(cx),
            Action::Sort => cx.wake(Slot("sort"), Duration::from_millis(150), |me: &mut Self, _| {
                me.proposed.borrow_mut().push("woken".to_owned());
            }),
            Action::NextState => {
                cx.save(|_desk| Err::<(), _>(Fault::Away), |_: &mut Self, _, _| {});
            }
            Action::Propose => {
                let name = self.table.current().map_or("", |p| p.1);
                let question = Words::new("conflict-kept").with("about", name);
                cx.ask(Confirm::new(Words::new("action-propose"), question, "action-propose"), |me: &mut Self, _, cx| {
                    let name = me.table.current().map_or("", |p| p.1);
                    me.proposed.borrow_mut().push(name.to_owned());
                    cx.say_saved(Words::new("conflict-kept").with("about", name));
                });
            }
            _ => {}
        }
    }
    fn title(&self, _look: &Look) -> String {
        "Portefeuille".into()
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
    }
}

/// The form.
pub struct ToyForm {
    form: Form,
    log: Rc<RefCell<Vec<String>>>,
}

impl ToyForm {
    pub fn new(log: Rc<RefCell<Vec<String>>>) -> Self {
        let sexes = vec![Choice::new("F", "Femme"), Choice::new("M", "Homme")];
        let documents = vec![Choice::new("1", "CNI"), Choice::new("2", "CNIE"), Choice::new("3", "passeport")];
        let read = Rc::new(|typed: &str| match typed {
            "3/12" => Ok(("2026-12-03".to_owned(), "03/12/2026".to_owned())),
            _ => Err(Why::new("flaw-not-date")),
        });
        let drafts = Rc::clone(&log);
        let form = Form::new(vec![
            Spec::text("surname", 60).must(),
            Spec::code("sex", sexes).must(),
            Spec::code("id_document_type", documents),
            Spec::date("birth_date", read),
            Spec::number("experience_months", 0, 600).second(),
            Spec::note("summary", 3).heading("action-note"),
        ])
        .with_draft(move |form, _cx| drafts.borrow_mut().push(format!("draft {:?}", form.value("surname"))));
        ToyForm { form, log }
    }
    fn save(&mut self, cx: &mut Cx<'_>) {
        if !self.form.check(cx) {
            return;
        }
        let twin = self.form.value("surname") == Value::from("TWIN");
        let save = cx.save(move |_desk| if twin { Err(Fault::Conflict(Box::new(conflict()))) } else { Ok(7) }, Self::saved);
        cx.hold_for(save);
    }
    fn saved(&mut self, number: Outcome<i32>, cx: &mut Cx<'_>) {
        match number {
            Ok(n) => {
                self.log.borrow_mut().push(format!("saved {n}"));
                self.form.next_form();
            }
            Err(Fault::Conflict(conflict)) => cx.ask(ConflictDialog::new("TWIN", "09h41", *conflict), Self::settled),
            Err(Fault::Flaws(flaws)) => self.form.refuse(flaws, cx),
            Err(_) => {}
        }
    }
    fn settled(&mut self, settled: Settled, _cx: &mut Cx<'_>) {
        self.log.borrow_mut().push(format!("{settled:?}"));
    }
}

fn conflict() -> Conflict {
    let clash = |field, base: &str, mine: &str, theirs: &str| Clash {
        field,
        base: base.into(),
        mine: mine.into(),
        theirs: theirs.into(),
    };
    Conflict {
        record: "person",
        id: vec![0; 16],
        version: 4,
        by: "BITOME Geneviève".into(),
        at: "2026-11-24T08:41:00.000Z".into(),
        fields: vec![
            clash("phone", "074 00 00 31", "066 00 00 31", "077 00 00 31"),
            clash("district", "Nzeng-Ayong", "Alénakiri", "Nzeng-Ayong"),
        ],
    }
}

impl Screen for ToyForm {
    fn name(&self) -> &'static str {
        "intake"
    }
    fn kind(&self) -> Kind {
        self.form.kind()
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.form.offers(out);
        out.push(Offer::main(Action::Save));
    }
    fn closing(&mut self, cx: &mut Cx<'_>) {
        self.form.keep(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        let step = self.form.act(action, cx, |me: &mut Self| &mut me.form);
        if action == Action::Save || step == Step::Finished {
            self.save(cx);
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        self.form.typed(&what, cx) != Step::Ignored
    }
    fn title(&self, _look: &Look) -> String {
        "Inscription".into()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.form.draw(frame.buffer_mut(), area, look, true);
    }
}

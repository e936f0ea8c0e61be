//! The page of the agencies: code, name, kind, hours, minutes until the pause.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::office::Agency;
use crate::domain::rights::Deed;
use crate::fault::{Fault, Outcome, Value};
use crate::services::accounts;
use crate::tui::action::Action;
use crate::tui::cx::{Desk, Slot};
use crate::tui::dialogs::{Ask, Filled};
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Offer, Words};
use crate::tui::screens::admin::deeds::{Refused, take_up};
use crate::tui::screens::admin::{Admin, Page, has};
use crate::tui::screens::{House, fields, secret};
use crate::tui::widgets::pick::Choice;
use crate::tui::widgets::table::{Cell, Column, Row, Table};

struct Line(Agency);

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.0.head.id.0.as_bytes().to_vec()
    }
}

/// The page.
pub struct Agencies {
    house: House,
    table: Table<Line>,
}

/// For who changes agencies.
pub(super) fn page(house: &House) -> Option<Box<dyn Page>> {
    if !has(house, Deed::Settings) {
        return None;
    }
    let columns = vec![
        Column::new("admin-agency-code", 5, 0, |l: &Line, _| Cell::from(l.0.code.as_str())),
        Column::new("admin-agency-name", 22, 0, |l: &Line, _| Cell::from(l.0.name.as_str())),
        Column::new("admin-agency-town", 16, 2, |l: &Line, _| Cell::from(l.0.town.as_deref().unwrap_or("-"))),
        Column::new("admin-agency-hours", 16, 1, |l: &Line, _| Cell::from(l.0.hours.as_str())),
        Column::new("admin-agency-idle", 6, 3, |l: &Line, _| Cell::from(idle(&l.0))),
    ];
    Some(Box::new(Agencies { house: Rc::clone(house), table: Table::new(columns) }))
}

fn idle(agency: &Agency) -> String {
    agency.idle_minutes.unwrap_or(crate::services::door::IDLE_MINUTES).to_string()
}

impl Agencies {
    fn load(cx: &mut Cx<'_>) {
        cx.load(Slot("agencies"), accounts::agencies, |me: &mut Admin, rows: Outcome<Vec<Agency>>, _| {
            let Ok(rows) = rows else { return };
            me.with::<Agencies>(|page| page.table.refresh(rows.into_iter().map(Line).collect()));
        });
    }
    fn form(house: &House, look: &Look, new: bool) -> Form {
        let kinds = ["R", "L"].map(|k| Choice::new(k, look.text(&format!("agency-kind-{}", k.to_lowercase()))));
        let mut specs = Vec::new();
        if new {
            specs.push(Spec::text("code", 3).of("agency").must().width(5));
        }
        specs.push(Spec::text("name", 80).of("agency").must().width(40));
        specs.push(Spec::choice("kind", kinds.to_vec()).of("agency").must());
        specs.push(Spec::by_words("province", fields::choices(house, "PROVINCE", look.lang())).of("agency").must());
        specs.push(Spec::text("town", 80).of("agency"));
        specs.push(Spec::text("hours", 40).of("agency").must());
        specs.push(Spec::number("idle_minutes", 5, 30).of("agency"));
        Form::new(specs)
    }
    fn new_agency(house: &House, before: Option<Refused>, cx: &mut Cx<'_>) {
        let mut form = Agencies::form(house, cx.look, true);
        form.set("kind", &"L".into());
        form.set("hours", &"1-5 07:30-15:30".into());
        take_up(&mut form, before, cx);
        let house = Rc::clone(house);
        let ask = Ask::new(Words::new("title-agency-new"), form, "action-save");
        cx.ask(ask, move |_: &mut Admin, filled: Filled, cx| {
            let new = filled_in(&Agency { slot_minutes: 15, reception_until: "15:00".to_owned(), ..Agency::default() }, &filled);
            let said = Words::new("admin-agency-made").with("name", &new.name);
            let job = move |desk: &mut Desk, deed| accounts::add_agency(desk, deed, &new).map(drop);
            secret::guarded(cx, job, move |_: &mut Admin, done, cx| match done {
                Err(Fault::Flaws(flaws)) => Agencies::new_agency(&house, Some((filled, flaws)), cx),
                done => kept(done, said, cx),
            });
        });
    }
    fn edit(&self, cx: &mut Cx<'_>) {
        let Some(Line(before)) = self.table.current() else { return };
        let before = before.clone();
        let mut form = Agencies::form(&self.house, cx.look, false);
        for (id, value) in [
            ("name", Value::from(before.name.as_str())),
            ("kind", before.kind.as_str().into()),
            ("province", before.province.clone().into()),
            ("town", before.town.clone().into()),
            ("hours", before.hours.as_str().into()),
            ("idle_minutes", before.idle_minutes.into()),
        ] {
            form.set(id, &value);
        }
        let ask = Ask::new(Words::new("title-agency-edit").with("name", &before.name), form, "action-save");
        cx.ask(ask, move |_: &mut Admin, filled: Filled, cx| {
            let after = filled_in(&before, &filled);
            let said = Words::new("admin-agency-made").with("name", &after.name);
            let job = move |desk: &mut Desk, deed| accounts::change_agency(desk, deed, &before, &after);
            secret::guarded(cx, job, move |_: &mut Admin, done, cx| kept(done, said, cx));
        });
    }
}

fn kept(done: Outcome<()>, said: Words, cx: &mut Cx<'_>) {
    match done {
        Ok(()) => {
            cx.say_saved(said);
            Agencies::load(cx);
        }
        Err(fault @ Fault::Flaws(_)) => cx.say_fault(&fault),
        Err(_) => {}
    }
}

fn filled_in(before: &Agency, filled: &Filled) -> Agency {
    let text = |id: &str| Some(filled.text(id)).filter(|t| !t.is_empty());
    let number = match filled.get("idle_minutes") {
        Value::Int(minutes) => Some(minutes),
        _ => None,
    };
    Agency {
        code: text("code").unwrap_or_else(|| before.code.clone()),
        name: text("name").unwrap_or_default(),
        kind: text("kind").unwrap_or_default(),
        province: text("province"),
        town: text("town"),
        hours: text("hours").unwrap_or_default(),
        idle_minutes: number,
        ..before.clone()
    }
}

impl Page for Agencies {
    fn label(&self) -> &'static str {
        "admin-tab-agencies"
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        Agencies::load(cx);
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        out.push(Offer::main(Action::New));
        if self.table.current().is_some() {
            out.push(Offer::main(Action::Edit));
        }
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) {
            return;
        }
        match action {
            Action::New => Agencies::new_agency(&self.house, None, cx),
            Action::Edit => self.edit(cx),
            _ => {}
        }
    }
    fn subject(&self) -> String {
        self.table.current().map(|l| l.0.name.clone()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
    }
}

//! What can be done with an appointment, the same from the day, the queue and the agenda: arrival, interview, no-show with its reminder,
//! another date, justify, what may follow, to a colleague, take back (screens.md §2).

use chrono::NaiveDateTime;

use crate::domain::appointment::{grace, may};
use crate::domain::ids::{AppointmentId, RowId};
use crate::domain::lifecycle::{AppointmentEvent, AppointmentState, State};
use crate::domain::{calendar, dates};
use crate::fault::{Fault, Outcome};
use crate::services::appointment::{self, Absence};
use crate::services::day::{Meeting, Officer};
use crate::services::deed::once;
use crate::services::follow_up;
use crate::services::{day, queue, undo};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Answer, Answers, PickDialog, TypedLine};
use crate::tui::frame::hour;
use crate::tui::screen::{Cx, Message, Offer, Screen, Words};
use crate::tui::screens::agenda::{Agenda, For};
use crate::tui::screens::said::{self, WALK_IN};
use crate::tui::screens::{House, Office, doors};
use crate::tui::widgets::pick::Choice;

/// A screen whose rows are appointments.
pub trait Meets: Screen + Sized {
    /// What it knows of the office.
    fn house(&self) -> &House;
    /// The appointment under the cursor.
    fn meeting(&self) -> Option<&Meeting>;
    /// An appointment is like this now: its row changes in place.
    fn became(&mut self, meeting: Meeting, cx: &mut Cx<'_>);
}

/// The deeds of an appointment, those that its state and the role allow.
pub fn offers(meeting: &Meeting, house: &Office, now: NaiveDateTime, out: &mut Vec<Offer>) {
    use AppointmentEvent::{Arrive, Justify, Miss, Move, Start};
    let a = &meeting.appointment;
    let can = |event| may(&house.who, a.state, event).is_ok();
    // What the state or the role refuses stays a letter of this screen: it says why, and stands in the palette with it.
    let refused = [(Miss, Action::NoShow), (Arrive, Action::Arrive), (Move, Action::Postpone), (Justify, Action::Justify)];
    for (event, action) in refused {
        if let Err(fault) = may(&house.who, a.state, event) {
            out.push(Offer::rare(action).unless(Some(why_not(&fault, a.state))));
        }
    }
    if a.starts_at.is_none() && can(Miss) {
        out.push(Offer::rare(Action::NoShow).unless(Some(Words::new("meeting-no-hour"))));
    }
    if can(Miss) && a.starts_at.is_some() {
        let minutes = grace(&house.rules);
        let early = (!a.may_be_missed(now, minutes)).then(|| Words::new("refused-absence-early").with("minutes", minutes));
        out.push(Offer::main(Action::NoShow).unless(early));
    }
    if can(Start) || a.state == AppointmentState::InProgress {
        out.push(Offer::main(Action::Interview));
    }
    if can(Arrive) {
        out.push(Offer::usual(Action::Arrive));
    }
    if a.state.following().next().is_some() {
        out.push(Offer::main(Action::NextState));
    }
    if can(Move) {
        out.push(Offer::usual(Action::Postpone));
    }
    if can(Justify) {
        out.push(Offer::usual(Action::Justify));
    }
    if a.person.is_some() || a.employer.is_some() {
        out.push(Offer::usual(Action::Book));
    }
    if a.person.is_some() && a.state.is_unsettled() {
        out.push(Offer::rare(Action::Renew));
    }
    if a.state.is_unsettled() {
        out.push(Offer::usual(Action::Transfer));
    }
    out.push(Offer::usual(Action::Undo));
}

/// A refusal as the palette and the message line say it.
fn why_not(fault: &Fault, state: AppointmentState) -> Words {
    match fault {
        Fault::Denied(deed) => Words::new("meeting-denied").with("who", format!("who-can-{}", deed.replace('_', "-"))),
        _ => {
            let situation = format!("state-appointment-{}", state.id().replace('_', "-"));
            Words::new("refused-appointment-state").with("situation", situation)
        }
    }
}

/// Does one of them; false: not one of an appointment.
pub fn act<S: Meets>(me: &mut S, action: Action, cx: &mut Cx<'_>) -> bool {
    let Some(meeting) = me.meeting().cloned() else { return false };
    let id = meeting.appointment.head.id;
    match action {
        Action::Open => open(me, &meeting, cx),
        Action::NoShow => no_show::<S>(&meeting, cx),
        Action::Interview => interview(me, &meeting, cx),
        Action::Arrive => apply::<S>(id, AppointmentEvent::Arrive, None, cx),
        Action::NextState => next_state(me, &meeting, cx),
        Action::Postpone => book(me, &meeting, true, cx),
        Action::Book => book(me, &meeting, false, cx),
        Action::Justify => reason::<S>(&meeting, AppointmentEvent::Justify, cx),
        Action::Transfer => transfer::<S>(id, cx),
        Action::Renew => renew::<S>(&meeting, cx),
        Action::Undo => take_back::<S>(id, cx),
        _ => return false,
    }
    true
}

/// `u`: who is here confirms at the counter; a registration that ended is restored or opened again.
fn renew<S: Meets>(meeting: &Meeting, cx: &mut Cx<'_>) {
    let Some(person) = meeting.appointment.person else { return };
    let (name, mut deed) = (meeting.name.clone(), once());
    let ticket = cx.save(
        move |desk| {
            let deed = deed(desk);
            follow_up::renew_or_register(desk, deed, person)
        },
        move |_: &mut S, done, cx| {
            if let Ok(done) = done {
                cx.say_saved(said::renewed(done, &name, cx.look));
            }
        },
    );
    cx.hold_for(ticket);
}

fn open<S: Meets>(me: &mut S, meeting: &Meeting, cx: &mut Cx<'_>) {
    let a = &meeting.appointment;
    match (a.person, a.employer) {
        (Some(person), _) => doors::person(me.house(), person, cx),
        (None, Some(employer)) => doors::employer(me.house(), employer, cx),
        _ => cx.say(Message::advice(Words::new("meeting-nobody"))),
    }
}

/// What came of a deed: the row changes, or, when someone was quicker, shows what is there now.
fn came<S: Meets>(me: &mut S, id: AppointmentId, done: Outcome<(Meeting, Words)>, cx: &mut Cx<'_>) {
    match done {
        Ok((meeting, said)) => {
            cx.say_saved(said);
            me.became(meeting, cx);
        }
        Err(Fault::Refused(_) | Fault::Conflict(_)) => {
            cx.load(
                Slot("row"),
                move |desk| day::meeting(desk, id),
                |me: &mut S, now, cx| {
                    if let Ok(meeting) = now {
                        me.became(meeting, cx);
                    }
                },
            );
        }
        Err(_) => {}
    }
}

fn apply<S: Meets>(id: AppointmentId, event: AppointmentEvent, note: Option<String>, cx: &mut Cx<'_>) {
    let mut deed = once();
    let ticket = cx.save(
        move |desk| {
            let deed = deed(desk);
            appointment::apply(desk, deed, id, event, note.clone())?;
            let meeting = day::meeting(desk, id)?;
            let said = Words::new(format!("meeting-done-{}", event.id())).with("name", &meeting.name);
            Ok((meeting, said))
        },
        move |me: &mut S, done, cx| came(me, id, done, cx),
    );
    cx.hold_for(ticket);
}

/// The interview opens its appointment by itself; of an employer or someone without a file the meeting only begins.
fn interview<S: Meets>(me: &mut S, meeting: &Meeting, cx: &mut Cx<'_>) {
    let id = meeting.appointment.head.id;
    match meeting.appointment.person {
        Some(person) => doors::interview(me.house(), person, id, cx),
        None if meeting.appointment.state != AppointmentState::InProgress => apply::<S>(id, AppointmentEvent::Start, None, cx),
        None => cx.say(Message::advice(Words::new("meeting-nobody"))),
    }
}

fn no_show<S: Meets>(meeting: &Meeting, cx: &mut Cx<'_>) {
    let meeting = meeting.clone();
    let id = meeting.appointment.head.id;
    let slot = Slot("absence");
    cx.load(
        slot,
        move |desk| appointment::absence(desk, id),
        move |_: &mut S, absence, cx| {
            let Ok(absence) = absence else { return };
            let drawer = absence_drawer(&meeting, &absence, cx);
            cx.ask(drawer, move |me: &mut S, answer, cx| match answer {
                Answer::Deed(Action::NextState) => next_state(me, &meeting, cx),
                Answer::Deed(Action::Postpone) => {
                    apply::<S>(id, AppointmentEvent::Miss, None, cx);
                    book(me, &meeting, false, cx);
                }
                _ => apply::<S>(id, AppointmentEvent::Miss, None, cx),
            });
        },
    );
    cx.hold(slot);
}

/// Drawing 6a: who is called when, the new date proposed, what follows at the limit.
fn absence_drawer(meeting: &Meeting, absence: &Absence, cx: &Cx<'_>) -> Answers {
    let (look, lang) = (cx.look, cx.look.lang());
    let at = meeting.appointment.at().map(|at| hour(look, at)).unwrap_or_default();
    let title = Words::new("title-absence").with("name", &meeting.name).with("hour", at).with("nth", absence.nth);
    let who = meeting.counsellor.clone().unwrap_or_default();
    let call = Words::new("absence-call").with("day", dates::with_weekday(absence.call_on, lang)).with("who", who);
    let proposed = match absence.proposed {
        Some(at) => Words::new("absence-proposed").with("when", said::day_and_hour(at, look)).with("minutes", absence.minutes),
        None => Words::new("absence-none-free"),
    };
    let then = if absence.nth >= absence.limit { Words::new("absence-strike") } else { Words::new("absence-then") };
    Answers::new(title, "absence-note")
        .line(call)
        .line(proposed)
        .line(then.with("limit", absence.limit))
        .deed(Action::NextState, "absence-otherwise")
        .deed(Action::Postpone, "action-postpone")
}

fn next_state<S: Meets>(me: &mut S, meeting: &Meeting, cx: &mut Cx<'_>) {
    let house = me.house().clone();
    let a = &meeting.appointment;
    let events: Vec<AppointmentEvent> =
        a.state.following().map(|s| s.event).filter(|e| *e != AppointmentEvent::Corrected).collect();
    let title = Words::new("title-next-state").with("name", &meeting.name);
    let mut drawer = Answers::new(title, "answers-choose");
    for event in &events {
        let early = *event == AppointmentEvent::Miss && !a.may_be_missed(cx.now, grace(&house.rules));
        let why = match may(&house.who, a.state, *event) {
            Err(_) => Some(Words::new("meeting-counsellor-only")),
            Ok(()) if early => Some(Words::new("meeting-too-early")),
            Ok(()) => None,
        };
        drawer = drawer.answer(Words::new(format!("meeting-event-{}", event.id())), why);
    }
    let meeting = meeting.clone();
    cx.ask(drawer, move |me: &mut S, answer, cx| {
        let Answer::Nth(nth) = answer else { return };
        let id = meeting.appointment.head.id;
        match events.get(nth) {
            Some(AppointmentEvent::Miss) => no_show::<S>(&meeting, cx),
            Some(AppointmentEvent::Move) => book(me, &meeting, true, cx),
            Some(AppointmentEvent::Start) => interview(me, &meeting, cx),
            Some(AppointmentEvent::Hold) if meeting.appointment.kind.as_deref() != Some(WALK_IN) => {
                apply::<S>(id, AppointmentEvent::Hold, None, cx);
            }
            Some(AppointmentEvent::Arrive) => apply::<S>(id, AppointmentEvent::Arrive, None, cx),
            Some(event) => reason::<S>(&meeting, *event, cx),
            None => {}
        }
    });
}

/// One line with the deed: why it is excused, cancelled, justified; what a walk-in was answered.
fn reason<S: Meets>(meeting: &Meeting, event: AppointmentEvent, cx: &mut Cx<'_>) {
    let id = meeting.appointment.head.id;
    let title = Words::new(format!("title-meeting-{}", event.id())).with("name", &meeting.name);
    let line = TypedLine::new(title, "typed-note", Words::new("meeting-reason"), 200);
    let again = event == AppointmentEvent::Cancel && meeting.appointment.state == AppointmentState::Planned;
    let meeting = meeting.clone();
    cx.ask(line, move |me: &mut S, text, cx| {
        apply::<S>(id, event, Some(text), cx);
        // The office cancelled it: a new date is owed at once.
        if again {
            book(me, &meeting, false, cx);
        }
    });
}

/// The agenda, to book for the same person; `moves`: the new one replaces this one.
fn book<S: Meets>(me: &mut S, meeting: &Meeting, moves: bool, cx: &mut Cx<'_>) {
    let a = &meeting.appointment;
    let kind = a.kind.clone().filter(|k| k != WALK_IN).unwrap_or_else(|| "2".to_owned());
    let wanted = For {
        person: a.person,
        employer: a.employer,
        vacancy: a.vacancy,
        name: meeting.name.clone(),
        kind,
        mode: a.mode.clone().unwrap_or_default(),
        minutes: if moves { a.minutes.unwrap_or(0) } else { 0 },
        counsellor: a.counsellor.unwrap_or(me.house().who.user),
        latest: None,
        instead_of: moves.then_some(a.head.id),
    };
    cx.push(Agenda::booking(me.house(), wanted));
}

/// To a colleague, chosen by letters.
fn transfer<S: Meets>(id: AppointmentId, cx: &mut Cx<'_>) {
    let slot = Slot("officers");
    cx.load(slot, day::officers, move |_: &mut S, officers, cx| {
        let Ok(officers) = officers else { return };
        let title = Words::new("title-transfer");
        cx.ask(PickDialog::new(title, choices(&officers)), move |_: &mut S, choice: Choice, cx| {
            let Some(to) = chosen(&officers, &choice).map(|o| o.user) else { return };
            let mut deed = once();
            cx.save(
                move |desk| {
                    let deed = deed(desk);
                    let meeting = queue::hand_over(desk, deed, id, to)?;
                    let who = meeting.counsellor.clone().unwrap_or_default();
                    let said = Words::new("meeting-done-transfer").with("name", &meeting.name).with("who", who);
                    Ok((meeting, said))
                },
                move |me: &mut S, done, cx| came(me, id, done, cx),
            );
        });
    });
    cx.hold(slot);
}

/// Officers to choose from, numbered: an id says nothing to who reads.
pub fn choices(officers: &[Officer]) -> Vec<Choice> {
    (1..).zip(officers).map(|(n, o)| Choice::new(n.to_string(), o.name.clone())).collect()
}

/// The officer behind a choice of `choices`.
pub fn chosen<'a>(officers: &'a [Officer], choice: &Choice) -> Option<&'a Officer> {
    officers.get(choice.code.parse::<usize>().ok()?.checked_sub(1)?)
}

/// One's own last deed of the day on this appointment is taken back.
fn take_back<S: Meets>(id: AppointmentId, cx: &mut Cx<'_>) {
    let mut deed = once();
    cx.save(
        move |desk| {
            let deed = deed(desk);
            let last = undo::last(desk, RowId(id.0))?.ok_or_else(|| Fault::refused("refused-nothing-to-undo"))?;
            undo::undo(desk, deed, last.deed, None)?;
            let meeting = day::meeting(desk, id)?;
            let said = Words::new("meeting-done-undo").with("name", &meeting.name);
            Ok((meeting, said))
        },
        move |me: &mut S, done, cx| came(me, id, done, cx),
    );
}

/// How long someone has waited, in minutes.
pub fn waited(meeting: &Meeting, now: NaiveDateTime) -> i64 {
    meeting.appointment.arrived_at.map_or(0, |at| (now - calendar::local(at)).num_minutes())
}

//! Lifecycles (domain.md §3) as data: (state, event) → next state, and who may. A state can only be left by the events
//! listed. Effects (tasks, counters, closings) are the services'; the tables here say what may follow.

mod appointment;
mod batch;
mod placement;
mod proposal;
mod registration;
mod task;
mod vacancy;

pub use appointment::{AppointmentEvent, AppointmentState};
pub use batch::{BatchEvent, BatchState};
pub use placement::{PlacementEvent, PlacementState};
pub use proposal::{ProposalEvent, ProposalState};
pub use registration::{RegistrationEvent, RegistrationState};
pub use task::{TaskEvent, TaskState};
pub use vacancy::{VacancyEvent, VacancyState};

/// Who may cause an event: the letters of domain.md §3 (A reception, C counsellor, E employer officer, S clerk, H head,
/// R rule), as in `"ACS"`.
pub type Actors = &'static str;

/// One line of a lifecycle: in `from`, `event` leads to `to`.
#[derive(Debug, Clone, Copy)]
pub struct Step<S: State> {
    /// The state left.
    pub from: S,
    /// What happens.
    pub event: S::Event,
    /// The state entered.
    pub to: S,
    /// Who may.
    pub who: Actors,
}

/// The states of one kind of record.
pub trait State: Copy + Eq + std::fmt::Debug + 'static {
    /// What can happen to it.
    type Event: Copy + Eq + std::fmt::Debug + 'static;
    /// The whole lifecycle, the likely event of a state first.
    fn steps() -> &'static [Step<Self>];
    /// All states.
    fn all() -> &'static [Self];
    /// As stored: English snake_case.
    fn id(self) -> &'static str;
    /// From its stored form.
    fn from_id(id: &str) -> Option<Self>;
    /// The state after an event, or none where the event isn't allowed.
    fn after(self, event: Self::Event) -> Option<Self> {
        Self::steps().iter().find(|s| s.from == self && s.event == event).map(|s| s.to)
    }
    /// What may follow, the likely one first (`s` Suite…).
    fn following(self) -> impl Iterator<Item = &'static Step<Self>> {
        Self::steps().iter().filter(move |s| s.from == self)
    }
    /// Whether nothing follows.
    fn is_final(self) -> bool {
        self.following().next().is_none()
    }
}

/// Declares an enum stored by its id; the first is the default.
macro_rules! stored_enum {
    ($(#[$meta:meta])* $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $id:literal, )* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $( $(#[$vmeta])* $variant, )* }
        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[ $( $name::$variant, )* ];
            /// As stored and in text keys.
            pub const fn id(self) -> &'static str { match self { $( $name::$variant => $id, )* } }
            /// From its stored form.
            pub fn from_id(id: &str) -> Option<Self> { match id { $( $id => Some($name::$variant), )* _ => None } }
        }
    };
}
/// Makes a stored enum a field of records.
macro_rules! stored_cell {
    ($name:ident, $default:ident) => {
        impl Default for $name {
            fn default() -> Self {
                $name::$default
            }
        }
        impl $crate::domain::record::Cell for $name {
            fn get(&self) -> $crate::fault::Value {
                $crate::fault::Value::Text(self.id().to_owned())
            }
            fn set(value: $crate::fault::Value) -> Result<Self, &'static str> {
                value.as_text().and_then($name::from_id).ok_or("flaw-unknown-state")
            }
        }
    };
}
pub(crate) use {stored_cell, stored_enum};

/// Implements `State` over a table of steps.
macro_rules! lifecycle {
    ($state:ident, $event:ident, [ $( $from:ident -- $ev:ident : $who:literal --> $to:ident ),* $(,)? ]) => {
        impl $crate::domain::lifecycle::State for $state {
            type Event = $event;
            fn steps() -> &'static [$crate::domain::lifecycle::Step<Self>] {
                static STEPS: &[$crate::domain::lifecycle::Step<$state>] = &[
                    $( $crate::domain::lifecycle::Step { from: $state::$from, event: $event::$ev, to: $state::$to, who: $who }, )*
                ];
                STEPS
            }
            fn all() -> &'static [Self] { $state::ALL }
            fn id(self) -> &'static str { $state::id(self) }
            fn from_id(id: &str) -> Option<Self> { $state::from_id(id) }
        }
    };
}
pub(crate) use lifecycle;

#[cfg(test)]
mod tests {
    use super::*;

    fn sound<S: State + std::hash::Hash>(start: &[S]) {
        let mut reached: std::collections::HashSet<S> = start.iter().copied().collect();
        loop {
            let more: Vec<S> =
                S::steps().iter().filter(|s| reached.contains(&s.from)).map(|s| s.to).filter(|t| !reached.contains(t)).collect();
            if more.is_empty() {
                break;
            }
            reached.extend(more);
        }
        for state in S::all() {
            assert!(reached.contains(state), "{state:?} is never reached");
            assert_eq!(S::from_id(state.id()), Some(*state));
        }
        for (i, a) in S::steps().iter().enumerate() {
            for b in &S::steps()[i + 1..] {
                assert!(!(a.from == b.from && a.event == b.event), "{:?} {:?} leads to two states", a.from, a.event);
            }
            assert!(!a.who.is_empty() && a.who.chars().all(|c| "ACESHRXDV".contains(c)));
        }
    }

    #[test]
    fn every_state_is_reached_and_no_event_is_doubtful() {
        sound(&[RegistrationState::Draft]);
        sound(&[AppointmentState::Planned]);
        sound(&[VacancyState::Draft]);
        sound(&[ProposalState::Prepared]);
        sound(&[PlacementState::Announced]);
        sound(&[TaskState::Open]);
        sound(&[BatchState::Open]);
    }

    #[test]
    fn striking_off_is_proposed_by_the_counsellor_and_decided_by_the_head_only() {
        let struck = RegistrationState::StrikeProposed;
        assert_eq!(RegistrationState::Active.after(RegistrationEvent::ProposeStrike), Some(struck));
        for step in
            struck.following().filter(|s| s.event == RegistrationEvent::ConfirmStrike || s.event == RegistrationEvent::DropStrike)
        {
            assert_eq!(step.who, "H");
        }
        assert_eq!(RegistrationState::Active.after(RegistrationEvent::ConfirmStrike), None);
    }

    #[test]
    fn a_missed_appointment_can_be_justified_but_an_excused_one_cannot_be_missed() {
        assert_eq!(AppointmentState::Missed.after(AppointmentEvent::Justify), Some(AppointmentState::Justified));
        assert_eq!(AppointmentState::Excused.after(AppointmentEvent::Miss), None);
        assert_eq!(AppointmentState::Missed.after(AppointmentEvent::Arrive), Some(AppointmentState::Arrived));
    }

    #[test]
    fn only_an_open_proposal_without_a_final_answer_can_be_withdrawn() {
        for state in ProposalState::ALL {
            assert_eq!(state.after(ProposalEvent::Withdraw).is_some(), state.is_open(), "{state:?}");
        }
    }
}

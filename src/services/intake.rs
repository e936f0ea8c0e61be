//! What the counter needs around a registration: the first slots of the counsellor in charge and the names on the slip.
//! Registering itself is `people::create`, the walk-in who is known already `follow_up::renew_or_register`. Called by the
//! intake screen, inside jobs.

use chrono::NaiveDateTime;

use crate::fault::Outcome;
use crate::services::appointment;
use crate::services::people::Registered;
use crate::store::Desk;
use crate::store::appointments;

/// Slots shown at the end of an intake (screens.md drawing 5b: Enter, 2, 3; 4 is the agenda).
const SLOTS: usize = 3;

/// What follows a registration.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct After {
    /// First slots, one a day.
    pub slots: Vec<NaiveDateTime>,
    /// Name of the agency.
    pub agency: String,
}

/// The first slots of the counsellor in charge, none without one, and the agency's name. Rights: those of the registration.
pub fn after(desk: &mut Desk, registered: &Registered) -> Outcome<After> {
    let slots = match &registered.counsellor {
        Some(counsellor) => appointment::first_interview_slots(desk, counsellor.user, SLOTS)?,
        None => Vec::new(),
    };
    let code = desk.who.agency.clone();
    let agency = desk.read(|read| appointments::agency(read, &code))?;
    Ok(After { slots, agency: agency.name })
}

//! The one clock of a session, and the ids that follow it: real, moved (training office) or standing still (tests). Used by `Desk`.

use std::cell::Cell;

use chrono::{DateTime, Duration, Utc};
use sha2::{Digest, Sha256};
use uuid::{Builder, ContextV7, Timestamp, Uuid};

use crate::domain::ids::{DeedId, Id};

/// Where the time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    /// The machine's.
    #[default]
    Real,
    /// The machine's, moved: the training office's day.
    Training {
        /// Added to the machine's time.
        offset: Duration,
    },
    /// Standing still.
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// Now, UTC.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Clock::Real => Utc::now(),
            Clock::Training { offset } => Utc::now() + *offset,
            Clock::Fixed(at) => *at,
        }
    }
}

/// Makes ids that grow (UUIDv7), even when the clock goes back. With a fixed clock they are the same at each run.
pub(super) struct Ids {
    context: ContextV7,
    made: Cell<u32>,
    salt: [u8; 6],
}

impl Ids {
    /// `salt` keeps apart the ids of two sessions whose clocks stand still at the same instant.
    pub(super) fn new(salt: &str) -> Self {
        let mut bytes = [0; 6];
        bytes.iter_mut().zip(Sha256::digest(salt.as_bytes())).for_each(|(to, from)| *to = from);
        Ids { context: ContextV7::new(), made: Cell::new(0), salt: bytes }
    }

    pub(super) fn make<I: Id>(&self, clock: &Clock) -> I {
        let now = clock.now();
        let id = match clock {
            Clock::Fixed(_) => {
                let number = self.made.get();
                self.made.set(number + 1);
                let [a, b, c, d] = number.to_be_bytes();
                let [s0, s1, s2, s3, s4, s5] = self.salt;
                // Twelve bits go where the version stands: the number is kept to its lower ones, the rest follows.
                Builder::from_unix_timestamp_millis(millis(now), &[c & 0x0f, d, a, b, s0, s1, s2, s3, s4, s5]).into_uuid()
            }
            _ => Uuid::new_v7(Timestamp::from_unix(
                &self.context,
                u64::try_from(now.timestamp()).unwrap_or(0),
                now.timestamp_subsec_nanos(),
            )),
        };
        I::from_uuid(id)
    }
}

/// The n-th id of a deed, from 0 to 4095 in order: always the same, so that a deed that is run again makes the same rows.
pub(super) fn id_of_deed<I: Id>(deed: DeedId, nth: u32) -> I {
    let stem = deed.uuid();
    let mut hash = Sha256::new();
    hash.update(stem.as_bytes());
    hash.update(nth.to_be_bytes());
    let mut bytes = [0u8; 10];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    let [_, _, count_high, count_low] = nth.to_be_bytes();
    let [first, second, ..] = &mut bytes;
    (*first, *second) = (count_high & 0x0f, count_low);
    let time = (stem.as_u128() >> 80) as u64;
    I::from_uuid(Builder::from_unix_timestamp_millis(time, &bytes).into_uuid())
}

fn millis(at: DateTime<Utc>) -> u64 {
    u64::try_from(at.timestamp_millis()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::PersonId;

    #[test]
    fn ids_grow_and_those_of_a_fixed_clock_repeat() {
        for clock in [Clock::Real, Clock::Fixed(DateTime::UNIX_EPOCH + Duration::days(20_000))] {
            let ids = Ids::new("aline");
            let made: Vec<PersonId> = (0..400).map(|_| ids.make(&clock)).collect();
            assert!(made.windows(2).all(|w| w[0] < w[1]), "{clock:?}");
        }
        let ids = Ids::new("aline");
        let before: PersonId = ids.make(&Clock::Real);
        let after: PersonId = ids.make(&Clock::Training { offset: Duration::hours(-1) });
        assert!(before < after, "the clock went back");
        let clock = Clock::Fixed(DateTime::UNIX_EPOCH);
        assert_eq!(Ids::new("a").make::<PersonId>(&clock), Ids::new("a").make::<PersonId>(&clock));
        assert_ne!(Ids::new("a").make::<PersonId>(&clock), Ids::new("b").make::<PersonId>(&clock));
    }

    #[test]
    fn a_deed_makes_the_same_ids_again_in_the_same_order() {
        let deed: DeedId = Ids::new("x").make(&Clock::Real);
        let made: Vec<PersonId> = (0..300).map(|n| id_of_deed(deed, n)).collect();
        assert!(made.windows(2).all(|w| w[0] < w[1]));
        assert_eq!(made[7], id_of_deed::<PersonId>(deed, 7));
    }
}

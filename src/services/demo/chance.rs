//! The only chance of the training office: a generator with a seed and a stream number, so that the same plan always
//! gives the same records, whatever the order in which blocks are asked for. Called by all of `services/demo`.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::ids::Id;

/// Throws dice, the same for the same seed and stream.
#[derive(Debug, Clone)]
pub struct Chance {
    dice: fastrand::Rng,
}

impl Chance {
    /// The dice of one stream (a block, the staff) of a seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mixed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ stream.wrapping_add(1).wrapping_mul(0xD1B5_4A32_D192_ED03);
        Chance { dice: fastrand::Rng::with_seed(mixed) }
    }
    /// True so many times in a hundred.
    pub fn percent(&mut self, share: u32) -> bool {
        self.dice.u32(0..100) < share
    }
    /// True so many times in a thousand.
    pub fn thousandth(&mut self, share: u32) -> bool {
        self.dice.u32(0..1000) < share
    }
    /// A whole number from `low` to `high`, both included; `low` when the bounds are crossed.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        if high <= low { low } else { self.dice.i64(low..=high) }
    }
    /// One of them; none of an empty list.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        if all.is_empty() { None } else { all.get(self.dice.usize(0..all.len())) }
    }
    /// One of these texts; an empty text when there are none.
    pub fn word(&mut self, all: &[String]) -> String {
        self.pick(all).cloned().unwrap_or_default()
    }
    /// One of them by its weight.
    pub fn weighted<T: Copy + Default>(&mut self, all: &[(T, u32)]) -> T {
        let total: u32 = all.iter().map(|(_, w)| w).sum();
        let mut left = if total == 0 { 0 } else { self.dice.u32(0..total) };
        for (value, weight) in all {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        T::default()
    }
    /// Another order of the same things.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        self.dice.shuffle(all);
    }
    /// A UUIDv7 of this instant, its other bits thrown.
    pub fn id<I: Id>(&mut self, at: DateTime<Utc>) -> I {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        let (high, low) = (self.dice.u64(..), self.dice.u64(..));
        let top = (millis << 16) | 0x7000 | (high & 0x0FFF);
        let bottom = 0x8000_0000_0000_0000 | (low & 0x3FFF_FFFF_FFFF_FFFF);
        I::from_uuid(Uuid::from_u64_pair(top, bottom))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::PersonId;

    #[test]
    fn an_id_is_a_uuid_of_version_seven_that_holds_its_instant() {
        let at = DateTime::from_timestamp_millis(1_764_000_123_456).unwrap();
        let id: PersonId = Chance::new(7, 1).id(at);
        assert_eq!(id.uuid().get_version_num(), 7);
        let (seconds, nanos) = id.uuid().get_timestamp().unwrap().to_unix();
        assert_eq!((seconds, nanos / 1_000_000), (1_764_000_123, 456));
    }

    #[test]
    fn streams_of_one_seed_differ_and_repeat() {
        let throw = |seed, stream| {
            let mut chance = Chance::new(seed, stream);
            (0..8).map(|_| chance.between(0, 1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(throw(1, 2), throw(1, 2));
        assert_ne!(throw(1, 2), throw(1, 3));
        assert_ne!(throw(1, 2), throw(2, 2));
    }
}

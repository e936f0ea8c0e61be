//! Who bears a word, packed: two bytes a person in blocks of 65,536 people, and the last twenty, three bytes each.
//! Adding someone is adding bytes at the end, which both engines do in one statement, so that two sessions can add to
//! the same word. Called by the index and the search.

/// People kept beside the word itself: enough for one screen without opening the blocks.
pub const RECENT: usize = 20;
/// Blocks of a word at most; with 65,536 people each, more than 16 million.
pub const BLOCKS: i64 = 256;

/// The block of a person and the number inside it.
pub fn split(index_no: i64) -> (i64, u16) {
    (index_no >> 16, (index_no & 0xFFFF) as u16)
}

/// Blocks of people in ascending order: block and bytes.
pub fn blocks(people: &[u32]) -> Vec<(i64, Vec<u8>)> {
    let mut all: Vec<(i64, Vec<u8>)> = Vec::new();
    for no in people {
        let (block, low) = split(i64::from(*no));
        match all.last_mut() {
            Some((b, bytes)) if *b == block => bytes.extend(low.to_le_bytes()),
            _ => all.push((block, low.to_le_bytes().to_vec())),
        }
    }
    all
}

/// People of one block, in the order in which they came.
pub fn open(id: i64, bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let base = ((id % BLOCKS) as u32) << 16;
    bytes.chunks_exact(2).map(move |c| match c {
        [low, high] => base | u32::from(u16::from_le_bytes([*low, *high])),
        _ => base,
    })
}

/// The last twenty of these people, packed.
pub fn recent(people: &[u32]) -> Vec<u8> {
    let from = people.len().saturating_sub(RECENT);
    people.iter().skip(from).flat_map(|no| no.to_le_bytes().into_iter().take(3)).collect()
}

/// The last people, newest first.
pub fn open_recent(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(3)
        .rev()
        .map(|c| match c {
            [a, b, c] => u32::from_le_bytes([*a, *b, *c, 0]),
            _ => 0,
        })
        .collect()
}

/// The last people but one.
pub fn recent_without(bytes: &[u8], index_no: i64) -> Vec<u8> {
    bytes
        .chunks_exact(3)
        .filter(|c| matches!(c, [a, b, c] if i64::from(u32::from_le_bytes([*a, *b, *c, 0])) != index_no))
        .flatten()
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_read_back_as_packed() {
        let people = [3, 65_535, 65_536, 999_999];
        let read: Vec<u32> =
            blocks(&people).iter().flat_map(|(b, bytes)| open(7 * BLOCKS + b, bytes).collect::<Vec<_>>()).collect();
        assert_eq!(read, people);
        assert_eq!(open_recent(&recent(&people)), [999_999, 65_536, 65_535, 3]);
        let many: Vec<u32> = (0..50).collect();
        assert_eq!(open_recent(&recent(&many)).len(), RECENT);
        assert_eq!(open_recent(&recent_without(&recent(&people), 65_536)), [999_999, 65_535, 3]);
    }
}

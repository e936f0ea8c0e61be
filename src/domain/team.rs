//! The weighted load of a caseload, and the split that levels it (domain.md §5, Agency head). Called by `services/people` and
//! `services/team`.

/// What a file counts where the list INTENSITY doesn't say it: renforcé 3, standard 2, autonome 1; a standard one where it is unknown.
pub fn weight(intensity: &str) -> i64 {
    match intensity {
        "REN" => 3,
        "AUT" => 1,
        _ => 2,
    }
}

/// The load of so many files of each intensity, each counted by its weight.
pub fn load(files: &[(String, i64)], weight: impl Fn(&str) -> i64) -> i64 {
    files.iter().map(|(intensity, count)| count * weight(intensity)).sum()
}

/// The mean load of some counsellors, kept exact: a sum and over how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Average {
    sum: i64,
    count: i64,
}

impl Average {
    /// Of these loads.
    pub fn of(loads: impl IntoIterator<Item = i64>) -> Self {
        loads.into_iter().fold(Average::default(), |a, load| Average { sum: a.sum + load, count: a.count + 1 })
    }
    /// As shown, to the nearest; 0 of nobody.
    pub fn rounded(self) -> i64 {
        if self.count == 0 { 0 } else { (2 * self.sum + self.count).div_euclid(2 * self.count) }
    }
    /// How much may be taken from a load so that it doesn't fall below the average.
    pub fn excess(self, load: i64) -> i64 {
        if self.count == 0 { 0 } else { (load * self.count - self.sum).div_euclid(self.count).max(0) }
    }
    /// How much a load may take without rising above the average.
    pub fn room(self, load: i64) -> i64 {
        if self.count == 0 { 0 } else { (self.sum - load * self.count).div_euclid(self.count).max(0) }
    }
}

/// A file that may be given away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carried {
    /// What it counts; one that counts nothing is never given away.
    pub weight: i64,
    /// ISCO-08 unit group of the first occupation sought.
    pub occupation: Option<String>,
}

/// To which receiver (an index of `receivers`, their loads now) each file goes; none: it stays. The giver's load comes down to the
/// average and not below; no receiver rises above it. Files are taken in the order given; those of one occupation go together to the
/// receiver with most room as long as he has room for them.
pub fn split(giver: i64, average: Average, files: &[Carried], receivers: &[i64]) -> Vec<Option<usize>> {
    let mut rooms: Vec<i64> = receivers.iter().map(|load| average.room(*load)).collect();
    let budget = average.excess(giver).min(rooms.iter().sum());
    let mut to: Vec<Option<usize>> = vec![None; files.len()];
    for group in groups(files, budget) {
        let mut rest = group;
        while !rest.is_empty() {
            let Some(widest) = widest(&rooms) else { break };
            let before = rest.len();
            rest.retain(|at| !place(*at, widest, files, &mut rooms, &mut to));
            if rest.len() == before {
                break;
            }
        }
    }
    // What found no place whole leaves room for lighter ones, still in their order.
    let given: i64 = files.iter().zip(&to).filter(|(_, to)| to.is_some()).map(|(f, _)| f.weight).sum();
    let mut left = budget - given;
    for (at, file) in files.iter().enumerate() {
        let free = to.get(at).is_some_and(Option::is_none) && file.weight > 0 && file.weight <= left;
        if let Some(widest) = widest(&rooms).filter(|_| free)
            && place(at, widest, files, &mut rooms, &mut to)
        {
            left -= file.weight;
        }
    }
    to
}

/// The files that the budget takes, in order, by occupation: what weighs most first.
fn groups(files: &[Carried], budget: i64) -> Vec<Vec<usize>> {
    let mut left = budget;
    let mut groups: Vec<(Option<&str>, i64, Vec<usize>)> = Vec::new();
    for (at, file) in files.iter().enumerate().filter(|(_, f)| f.weight > 0) {
        if file.weight > left {
            continue;
        }
        left -= file.weight;
        let occupation = file.occupation.as_deref();
        match groups.iter_mut().find(|(o, _, _)| *o == occupation) {
            Some((_, weight, group)) => {
                *weight += file.weight;
                group.push(at);
            }
            None => groups.push((occupation, file.weight, vec![at])),
        }
    }
    groups.sort_by_key(|(_, weight, _)| std::cmp::Reverse(*weight));
    groups.into_iter().map(|(_, _, group)| group).collect()
}

/// Who has most room; of equals the first.
fn widest(rooms: &[i64]) -> Option<usize> {
    let open = rooms.iter().enumerate().filter(|(_, room)| **room > 0);
    open.max_by_key(|(at, room)| (**room, std::cmp::Reverse(*at))).map(|(at, _)| at)
}

fn place(at: usize, receiver: usize, files: &[Carried], rooms: &mut [i64], to: &mut [Option<usize>]) -> bool {
    let (Some(file), Some(room), Some(place)) = (files.get(at), rooms.get_mut(receiver), to.get_mut(at)) else { return false };
    if file.weight > *room {
        return false;
    }
    *room -= file.weight;
    *place = Some(receiver);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(weight: i64, occupation: &str) -> Carried {
        Carried { weight, occupation: Some(occupation.to_owned()) }
    }

    #[test]
    fn a_load_weighs_intensive_files_three_times() {
        let files = [("REN".to_owned(), 12), ("STD".to_owned(), 155), ("AUT".to_owned(), 47)];
        assert_eq!(load(&files, weight), 393, "drawing 13b");
        assert_eq!(load(&files, |_| 1), 214, "an office that changed the list");
    }

    #[test]
    fn the_average_is_exact_where_it_decides_and_rounded_where_it_is_shown() {
        let average = Average::of([393, 358, 282, 269, 206]);
        assert_eq!((average.rounded(), average.excess(393), average.room(282), average.room(358)), (302, 91, 19, 0));
        assert_eq!(Average::default().room(5), 0);
    }

    #[test]
    fn an_occupation_goes_whole_to_who_has_most_room() {
        let average = Average::of([20, 0, 0]);
        let files: Vec<Carried> = (0..10).map(|n| file(2, if n % 2 == 0 { "5223" } else { "7231" })).collect();
        let to = split(20, average, &files, &[0, 0]);
        let of = |occupation: &str| {
            let all = files.iter().zip(&to).filter(|(f, _)| f.occupation.as_deref() == Some(occupation));
            all.filter_map(|(_, to)| *to).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!((of("5223").len(), of("7231").len()), (1, 1), "{to:?}");
    }

    proptest! {
        #[test]
        fn the_sum_is_kept_and_nobody_is_brought_above_or_below_the_average(
            files in prop::collection::vec((0i64..4, 0u8..5), 0..60),
            others in prop::collection::vec(0i64..150, 0..6),
        ) {
            let files: Vec<Carried> = files.iter().map(|(w, o)| file(*w, &o.to_string())).collect();
            let giver: i64 = files.iter().map(|f| f.weight).sum();
            let average = Average::of(others.iter().copied().chain([giver]));
            let to = split(giver, average, &files, &others);
            prop_assert_eq!(to.len(), files.len());
            let mut after = others.clone();
            let mut left = giver;
            for (file, to) in files.iter().zip(&to) {
                if let Some(to) = to {
                    after[*to] += file.weight;
                    left -= file.weight;
                }
            }
            let sum: i64 = others.iter().sum::<i64>() + giver;
            prop_assert_eq!(after.iter().sum::<i64>() + left, sum);
            let count = others.len() as i64 + 1;
            for (before, after) in others.iter().zip(&after) {
                prop_assert!(before == after || after * count <= sum, "a receiver rose above the average");
            }
            prop_assert!(left == giver || left * count >= sum, "the giver fell below the average");
        }
        #[test]
        fn with_files_of_one_weight_nothing_more_could_have_gone(n in 0usize..60, others in prop::collection::vec(0i64..60, 1..6)) {
            let files: Vec<Carried> = (0..n).map(|i| file(1, &(i % 4).to_string())).collect();
            let average = Average::of(others.iter().copied().chain([n as i64]));
            let given = split(n as i64, average, &files, &others).iter().flatten().count() as i64;
            let room: i64 = others.iter().map(|o| average.room(*o)).sum();
            prop_assert_eq!(given, average.excess(n as i64).min(room));
        }
    }
}

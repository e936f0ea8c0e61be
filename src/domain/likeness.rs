//! How typed words fit a name: whole, begun, by sound, but for a slip; in which order, with how many words more
//! (screens.md §6: each said in words, never a score). Called by the search, which finds the candidates by its index.

use crate::domain::fold;

/// How a typed word fits a word of a name, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// The same word.
    Whole,
    /// The word begins so; so many letters are missing.
    Begins(usize),
    /// It sounds alike; `begun`: only its beginning does.
    Sound {
        /// The word goes on after what sounds alike.
        begun: bool,
    },
    /// Letters are wrong, missing, too many or exchanged.
    Slip {
        /// So many.
        letters: usize,
        /// The word goes on after what was typed.
        begun: bool,
    },
}

impl How {
    /// Exact before sound before slip (screens.md §6): 0, 1, 2 and more.
    pub fn class(self) -> usize {
        match self {
            How::Whole | How::Begins(_) => 0,
            How::Sound { .. } => 1,
            How::Slip { letters, .. } => 1 + letters,
        }
    }
    /// Whether the word goes on after what was typed.
    pub fn begun(self) -> bool {
        match self {
            How::Whole => false,
            How::Begins(_) => true,
            How::Sound { begun } | How::Slip { begun, .. } => begun,
        }
    }
    fn cost(self) -> usize {
        let near = match self {
            How::Whole | How::Begins(_) => 0,
            How::Sound { .. } => 2,
            How::Slip { letters, .. } => 2 + letters,
        };
        near + usize::from(self.begun())
    }
}

/// A typed word with what is computed of it once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The folded word.
    pub text: String,
    /// Its sound key.
    pub sound: String,
    /// Its letters.
    pub letters: usize,
    chars: Vec<char>,
    heard: Vec<char>,
}

impl Term {
    /// From a folded word.
    pub fn new(text: &str) -> Self {
        let sound = fold::sound(text);
        let chars: Vec<char> = text.chars().collect();
        let heard: Vec<char> = sound.chars().collect();
        Term { text: text.to_owned(), letters: chars.len(), sound, chars, heard }
    }
    /// The words of a typed text, six at most. A blank in place of an apostrophe is none: « n goma » is NGOMA.
    pub fn all(typed: &str) -> Vec<Self> {
        let mut words: Vec<String> = Vec::new();
        for word in fold::words(typed) {
            match words.last_mut().filter(|w| matches!(w.as_str(), "n" | "m" | "d" | "l") && word.len() > 1) {
                Some(elided) => elided.push_str(&word),
                None => words.push(word),
            }
        }
        words.iter().take(6).map(|w| Term::new(w)).collect()
    }
    /// How this fits a folded word and its sound key; none: not at all.
    pub fn fits(&self, word: &str, sound: &str) -> Option<How> {
        if let Some(rest) = word.strip_prefix(self.text.as_str()) {
            return Some(if rest.is_empty() { How::Whole } else { How::Begins(rest.chars().count()) });
        }
        let heard = self.heard.len();
        if heard >= 3 && (sound == self.sound || (self.letters >= 4 && sound.starts_with(self.sound.as_str()))) {
            return Some(How::Sound { begun: sound != self.sound });
        }
        if self.letters < 3 {
            return None;
        }
        let forgiven = fold::slips_forgiven(self.letters);
        let (written, whole) = begun(&self.chars, word);
        let written = if self.letters >= 4 { written } else { whole };
        // A slip inside a word that is also heard differently: « mukal » for MOUKANI.
        let (spoken, heard_whole) = if heard >= 4 { begun(&self.heard, sound) } else { (FAR, FAR) };
        let begun = whole > forgiven && heard_whole > 1;
        if written <= forgiven {
            Some(How::Slip { letters: written.max(1), begun })
        } else if spoken <= 1 {
            Some(How::Slip { letters: 1, begun })
        } else {
            None
        }
    }
}

/// More edits than are ever forgiven.
const FAR: usize = usize::MAX / 2;

/// Edits between a typed word and the closest beginning of a word, and between it and the whole word; neighbours
/// exchanged count one.
fn begun(typed: &[char], word: &str) -> (usize, usize) {
    let all: Vec<char> = word.chars().take(typed.len() + 3).collect();
    if all.len() + 2 < typed.len() {
        return (FAR, FAR);
    }
    let width = all.len() + 1;
    let mut rows = [vec![0usize; width], (0..width).collect::<Vec<_>>(), vec![0usize; width]];
    for (i, a) in typed.iter().enumerate() {
        let [before, last, now] = &mut rows;
        let mut left = i + 1;
        if let Some(first) = now.first_mut() {
            *first = left;
        }
        for (j, b) in all.iter().enumerate() {
            let (diagonal, up) = (get(last, j), get(last, j + 1));
            let mut best = (left + 1).min(up + 1).min(diagonal + usize::from(a != b));
            if i > 0 && j > 0 && typed.get(i - 1) == Some(b) && all.get(j - 1) == Some(a) {
                best = best.min(get(before, j - 1) + 1);
            }
            if let Some(cell) = now.get_mut(j + 1) {
                *cell = best;
            }
            left = best;
        }
        rows.rotate_left(1);
    }
    let [_, last, _] = &rows;
    let whole = if all.len() > typed.len() + 2 { FAR } else { last.last().copied().unwrap_or(FAR) };
    (last.iter().copied().min().unwrap_or(FAR), whole)
}

fn get(row: &[usize], at: usize) -> usize {
    row.get(at).copied().unwrap_or(FAR)
}

/// Which name a word belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Surname or surnames; the name of an employer, the title of a vacancy.
    Surname,
    /// Given names.
    Given,
    /// Name by marriage.
    Married,
}

impl Part {
    /// As an argument of texts.
    pub fn id(self) -> &'static str {
        match self {
            Part::Surname => "surname",
            Part::Given => "given",
            Part::Married => "married",
        }
    }
}

/// The words of somebody's names with their sounds.
#[derive(Debug, Clone, Default)]
pub struct Names {
    words: Vec<(String, String, Option<Part>)>,
}

impl Names {
    /// From the names as written.
    pub fn new(surname: &str, given: Option<&str>, married: Option<&str>) -> Self {
        let mut words = Vec::new();
        for (text, part) in
            [(Some(surname), Part::Surname), (given, Part::Given), (married.filter(|m| *m != surname), Part::Married)]
        {
            for word in fold::words(text.unwrap_or_default()) {
                let sound = fold::sound(&word);
                words.push((word, sound, Some(part)));
            }
        }
        Names { words }
    }
}

/// How all typed words together fit somebody's names. The order is that of the list on the screen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit {
    /// The class of the worst word: exact, sound, slips.
    pub class: usize,
    cost: usize,
    /// The typed order is not that of the names.
    pub inverted: bool,
    /// Words of surname and given names that weren't typed.
    pub more: usize,
    /// The first word of the names wasn't typed.
    pub more_before: bool,
    /// For each typed word how it fits and in which name.
    pub words: Vec<(How, Part)>,
}

/// How the typed words fit these names, each typed word another word of the names; none: one fits nowhere.
pub fn fit(terms: &[Term], names: &Names) -> Option<Fit> {
    let mut all: Vec<(How, usize, usize)> = Vec::new();
    for (t, term) in terms.iter().enumerate() {
        for (w, (word, sound, _)) in names.words.iter().enumerate() {
            if let Some(how) = term.fits(word, sound) {
                all.push((how, t, w));
            }
        }
    }
    all.sort_by_key(|(how, t, w)| (how.class(), how.cost(), *w, *t));
    let mut taken: Vec<Option<(How, usize)>> = vec![None; terms.len()];
    for (how, t, w) in all {
        let free = !taken.iter().flatten().any(|(_, other)| *other == w);
        if let Some(place) = taken.get_mut(t).filter(|p| p.is_none() && free) {
            *place = Some((how, w));
        }
    }
    let taken: Vec<(How, usize)> = taken.into_iter().collect::<Option<_>>()?;
    let order: Vec<usize> = taken.iter().map(|(_, w)| *w).collect();
    let own = names.words.iter().filter(|(_, _, p)| *p != Some(Part::Married)).count();
    let used = taken.iter().filter(|(_, w)| *w < own).count();
    Some(Fit {
        class: taken.iter().map(|(how, _)| how.class()).max()?,
        cost: taken.iter().map(|(how, _)| how.cost()).sum(),
        inverted: !order.is_sorted(),
        more: own - used,
        more_before: !order.contains(&0),
        words: taken
            .iter()
            .map(|(how, w)| (*how, names.words.get(*w).and_then(|(_, _, p)| *p).unwrap_or(Part::Surname)))
            .collect(),
    })
}

/// Letters that a slip can put in.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// All that a word can be with one slip undone, in any letter, the first included: a letter less, more, other, or two
/// neighbours exchanged within the first `span` letters. Without those that begin as the word itself.
pub fn variants(word: &str, span: usize) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut all = Vec::new();
    let text = |parts: &[&[char]]| -> String { parts.iter().flat_map(|p| p.iter()).collect() };
    for at in 0..letters.len().min(span) {
        let (head, rest) = letters.split_at(at);
        let Some((first, tail)) = rest.split_first() else { continue };
        all.push(text(&[head, tail]));
        if let Some((second, tail)) = tail.split_first() {
            all.push(text(&[head, &[*second, *first], tail]));
        }
        for c in LETTERS.chars() {
            all.push(text(&[head, &[c], tail]));
            all.push(text(&[head, &[c], rest]));
        }
    }
    all.retain(|v| !v.starts_with(word) && !v.is_empty());
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(typed: &str, word: &str) -> Option<How> {
        Term::new(typed).fits(word, &fold::sound(word))
    }

    #[test]
    fn a_word_fits_whole_begun_by_sound_or_but_for_a_slip() {
        assert_eq!(how("moukala", "moukala"), Some(How::Whole));
        assert_eq!(how("mouka", "moukala"), Some(How::Begins(2)));
        assert_eq!(how("mukal", "moukala"), Some(How::Sound { begun: true }));
        assert_eq!(how("mukal", "moukani"), Some(How::Slip { letters: 1, begun: true }));
        assert_eq!(how("noukala", "moukala"), Some(How::Slip { letters: 1, begun: false }));
        assert_eq!(how("mouakl", "moukala"), Some(How::Slip { letters: 1, begun: true }));
        assert_eq!(how("nda", "mba"), None);
        assert_eq!(how("obame", "moukala"), None);
    }

    #[test]
    fn a_slip_at_each_letter_of_a_name_is_forgiven_and_among_the_variants() {
        let name = "moussavou";
        for at in 0..name.len() {
            let mut slip = name.to_owned();
            slip.replace_range(at..=at, "q");
            assert!(matches!(how(&slip, name), Some(How::Slip { letters: 1, .. } | How::Sound { .. })), "{slip}");
            assert!(variants(&slip, 99).iter().any(|v| v == name), "{slip}");
            slip.remove(at);
            assert!(how(&slip, name).is_some_and(|h| h.class() <= 2), "{slip}");
        }
        assert!(!variants("ndong", 5).iter().any(|v| v.starts_with("ndong")));
    }

    #[test]
    fn order_is_as_on_the_drawing_of_the_search() {
        let typed = Term::all("mukal joel");
        let fit = |surname: &str, given: Option<&str>| fit(&typed, &Names::new(surname, given, None)).unwrap();
        let list = [
            fit("MOUKALA", Some("Joël")),
            fit("MOUKALA NZENG", Some("Joël")),
            fit("NGUIA MOUKALA", Some("Joël Parfait")),
            fit("JOËL", Some("Moukala")),
            fit("MOUKALA", Some("Joëlle")),
            fit("MOUKANI", Some("Joël")),
        ];
        assert!(list.is_sorted(), "{list:#?}");
        assert!(list[2].more_before && list[3].inverted && list[5].class == 2);
        assert_eq!(super::fit(&typed, &Names::new("MOUKALA", Some("Pierre"), None)), None);
    }
}

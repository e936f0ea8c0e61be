//! Answers by digits: which legend counts for a row, a first digit that asks a reason, and what a digit then says (screens.md §13).
//! Pure: the screens that have rows of proposals (the series, the file's tab) call it and save what it says.

use crate::domain::code::Codes;
use crate::domain::lifecycle::ProposalState;
use crate::services::proposals::{Awaits, Said, awaits};
use crate::tui::action::Action;
use crate::tui::look::{Look, width};
use crate::tui::screen::Offer;
use crate::tui::screens::House;

/// The digit that denies a hire: no code of CONFIRM has it.
const DENIED: &str = "0";
/// What a check of T31 can give, by the digits 1 to 3.
const CHECKS: [&str; 3] = ["yes", "no", "unknown"];

/// Whose word a row waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The person's.
    Person,
    /// The office's: to be sent to the employer.
    Office,
    /// The employer's.
    Employer,
    /// A hire is to be confirmed.
    Hire,
    /// A hire is to be checked.
    Check,
    /// Nobody's.
    Nobody,
}

impl Asks {
    /// Of a proposal.
    pub fn of(state: ProposalState) -> Self {
        match awaits(state) {
            Awaits::Person => Asks::Person,
            Awaits::Office => Asks::Office,
            Awaits::Employer => Asks::Employer,
            Awaits::Nobody => Asks::Nobody,
        }
    }
    fn list(self) -> Option<&'static str> {
        match self {
            Asks::Person => Some("ANSWER"),
            Asks::Employer => Some("EMPANS"),
            Asks::Hire => Some("CONFIRM"),
            Asks::Office | Asks::Check | Asks::Nobody => None,
        }
    }
    /// Code and words of each digit.
    fn choices(self, codes: &Codes, look: &Look) -> Vec<(String, String)> {
        let text = |code: &str, key: &str| (code.to_owned(), look.text(key));
        match self {
            Asks::Office => vec![text("1", "answers-send")],
            Asks::Check => ["1", "2", "3"].iter().zip(CHECKS).map(|(n, c)| text(n, &format!("answers-check-{c}"))).collect(),
            Asks::Nobody => Vec::new(),
            _ => {
                let mut all = self.list().map(|list| of_list(list, codes, look)).unwrap_or_default();
                if self == Asks::Hire {
                    all.push(text(DENIED, "answers-denied"));
                }
                all
            }
        }
    }
}

/// The short words of a code where there are some, else its label.
pub fn short(list: &str, code: &str, label: &str, look: &Look) -> String {
    let key = format!("answer-short-{}-{code}", list.to_lowercase());
    if look.texts.has(&key) { look.text(&key) } else { label.to_owned() }
}

/// Codes of one digit with their short words.
fn of_list(list: &str, codes: &Codes, look: &Look) -> Vec<(String, String)> {
    let rows = codes.list(list).filter(|c| c.code.len() == 1);
    let mut all: Vec<(String, String)> =
        rows.map(|c| (c.code.clone(), short(list, &c.code, c.label(look.lang()), look))).collect();
    // As the keys lie on a keyboard: 0 after 9.
    all.sort_by_key(|(code, _)| (code == "0", code.clone()));
    all
}

/// What a digit says.
#[derive(Debug, Clone, PartialEq)]
pub enum Word {
    /// About a proposal.
    Said(Said),
    /// A hire is confirmed by (CONFIRM).
    Confirmed(String),
    /// A hire is denied.
    Denied,
    /// Still at work: yes, no, unknown.
    Checked(&'static str),
}

/// What came of a digit.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Complete.
    Say(Word),
    /// Its reason is awaited.
    Ask,
    /// Not a digit of the legend.
    No,
}

/// A first digit that waits for its reason.
#[derive(Debug, Clone, PartialEq)]
struct Pending {
    asks: Asks,
    code: String,
    reasons: String,
}

/// The digits typed so far on the row under the cursor.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answering {
    pending: Option<Pending>,
}

impl Answering {
    /// Whether a reason is awaited.
    pub fn is_pending(&self) -> bool {
        self.pending.is_some()
    }
    /// The first digit is forgotten; true if there was one.
    pub fn forget(&mut self) -> bool {
        self.pending.take().is_some()
    }
    /// Takes a digit on a row that asks this.
    pub fn digit(&mut self, asks: Asks, digit: u8, codes: &Codes) -> Step {
        let typed = digit.to_string();
        if let Some(pending) = &self.pending {
            if codes.get(&pending.reasons, &typed).is_none() {
                return Step::No;
            }
            let (asks, code) = (pending.asks, pending.code.clone());
            self.pending = None;
            return Step::Say(Word::Said(said(asks, code, Some(typed))));
        }
        match asks {
            Asks::Nobody => Step::No,
            Asks::Office if typed == "1" => Step::Say(Word::Said(Said::Sent)),
            Asks::Office => Step::No,
            Asks::Check => match usize::from(digit).checked_sub(1).and_then(|at| CHECKS.get(at)) {
                Some(result) => Step::Say(Word::Checked(result)),
                None => Step::No,
            },
            Asks::Hire if typed == DENIED => Step::Say(Word::Denied),
            Asks::Hire => match codes.get("CONFIRM", &typed) {
                Some(code) => Step::Say(Word::Confirmed(code.code.clone())),
                None => Step::No,
            },
            Asks::Person | Asks::Employer => self.first(asks, typed, codes),
        }
    }
    fn first(&mut self, asks: Asks, typed: String, codes: &Codes) -> Step {
        let Some(code) = asks.list().and_then(|list| codes.get(list, &typed)) else { return Step::No };
        match code.extra("reason") {
            Some(reasons) => {
                self.pending = Some(Pending { asks, code: typed, reasons: reasons.to_owned() });
                Step::Ask
            }
            None => Step::Say(Word::Said(said(asks, typed, None))),
        }
    }
    /// The digits that count now.
    pub fn offers(&self, asks: Asks, house: &House, out: &mut Vec<Offer>) {
        let codes = &house.rules.codes;
        let digits: Vec<u8> = match (&self.pending, asks) {
            (Some(pending), _) => digits(&pending.reasons, codes),
            (None, Asks::Office) => vec![1],
            (None, Asks::Check) => vec![1, 2, 3],
            (None, Asks::Hire) => std::iter::once(0).chain(digits("CONFIRM", codes)).collect(),
            (None, _) => asks.list().map(|list| digits(list, codes)).unwrap_or_default(),
        };
        let label = if self.is_pending() { "answers-reason" } else { "answers-answer" };
        out.extend(digits.into_iter().filter_map(Action::of_digit).map(|d| Offer::main(d).labelled(label)));
        if self.is_pending() {
            out.push(Offer::main(Action::Back).labelled("answers-forget"));
        }
    }
    /// The legend: three rows, the one that counts with `>`, and what else belongs to it for the message line.
    pub fn legend(&self, asks: Asks, house: &House, look: &Look, wide: usize) -> (Vec<(bool, String)>, String) {
        let codes = &house.rules.codes;
        let row = |of: Asks, key: &str| line(&look.text(key), &of.choices(codes, look), wide);
        let here = |of: Asks| self.pending.is_none() && asks == of;
        let mut rows = vec![
            (here(Asks::Person), row(Asks::Person, "answers-person")),
            (here(Asks::Employer), row(Asks::Employer, "answers-employer")),
        ];
        if let Some(pending) = &self.pending {
            let key = format!("answers-{}", pending.reasons.to_lowercase());
            let (first, more) = two_lines(&look.text(&key), &of_list(&pending.reasons, codes, look), wide);
            rows.push((true, first));
            return (rows, format!("{more}   {}", look.text("answers-forgetting")));
        }
        match asks {
            Asks::Office => rows.push((true, row(asks, "answers-office"))),
            Asks::Hire => rows.push((true, row(asks, "answers-hire"))),
            Asks::Check => rows.push((true, row(asks, "answers-check"))),
            _ => {}
        }
        (rows, String::new())
    }
}

fn said(asks: Asks, code: String, reason: Option<String>) -> Said {
    if asks == Asks::Employer { Said::Employer(code, reason) } else { Said::Person(code, reason) }
}

fn digits(list: &str, codes: &Codes) -> Vec<u8> {
    codes.list(list).filter_map(|c| c.code.parse::<u8>().ok().filter(|d| *d <= 9 && c.code.len() == 1)).collect()
}

/// `Personne  1 accepte  2 refuse`: two blanks between where there is room.
fn line(label: &str, choices: &[(String, String)], wide: usize) -> String {
    let all: Vec<String> = choices.iter().map(|(code, words)| format!("{code} {words}")).collect();
    let airy = format!("{label:<9} {}", all.join("  "));
    if width(&airy) <= wide { airy } else { format!("{label:<9} {}", all.join(" ")) }
}

/// As many as fit in the first line, the others for the second.
fn two_lines(label: &str, choices: &[(String, String)], wide: usize) -> (String, String) {
    let all: Vec<String> = choices.iter().map(|(code, words)| format!("{code} {words}")).collect();
    let mut first = format!("{label:<9}");
    let mut taken = 0;
    for item in &all {
        if width(&first) + 1 + width(item) > wide {
            break;
        }
        first = format!("{first} {item}");
        taken += 1;
    }
    (first, all.get(taken..).unwrap_or_default().join(" "))
}

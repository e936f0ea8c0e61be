//! The drawer of `p`: to whom or what, why, by which channel, until when the answer is awaited (screens.md drawing 4b); and the reason
//! that is asked where a better rank is passed over. Opened by the candidates of an offer and by a person's file.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::dates;
use crate::domain::delays::{answer_day, is_urgent};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Outcome};
use crate::services::proposals::Proposed;
use crate::tui::action::Action;
use crate::tui::dialogs::{Menu, MenuRow};
use crate::tui::look::{Look, width, wrap};
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen, Words};
use crate::tui::screens::House;
use crate::tui::screens::ask_line::AskLine;
use crate::tui::screens::said::day_month;
use crate::tui::screens::series::answering;
use crate::tui::widgets::fit::Fit;

/// The digit that only keeps: no code of PCHAN has it.
const KEEP: &str = "0";

/// What was chosen: PCHAN; none: only prepared.
pub type Channel = Option<String>;

/// A reason for passing over a better rank: OVERRIDE, and its words where it asks for them.
pub type Because = (String, Option<String>);

/// The drawer.
pub struct Proposing {
    title: Words,
    lines: Vec<String>,
    /// Code, label, short label.
    channels: Vec<(String, String, String)>,
    code: String,
    day: String,
}

impl Proposing {
    /// Of an offer, with lines that say why or to whom; the channel proposed first (1 counter, 2 telephone).
    pub fn new(title: Words, lines: Vec<String>, offer: &Vacancy, first: &str, house: &House, cx: &Cx<'_>) -> Self {
        let (rules, lang, today) = (&house.rules, cx.look.lang(), cx.today());
        let due = answer_day(today, is_urgent(today, offer.start_on, rules), rules);
        let channel = |c: &crate::domain::code::Code| {
            let label = c.label(lang).to_owned();
            let short = answering::short("PCHAN", &c.code, &label, cx.look);
            (c.code.clone(), label, short)
        };
        Proposing {
            title,
            lines,
            channels: rules.codes.list("PCHAN").map(channel).collect(),
            code: first.to_owned(),
            day: dates::with_weekday(due, lang),
        }
    }
    fn keeps(&self) -> bool {
        self.code == KEEP
    }
    fn said(&self, look: &Look) -> String {
        if self.keeps() {
            return format!("{}   {}", look.text("proposed-only"), look.text("proposed-only-says"));
        }
        let label = self.channels.iter().find(|(c, ..)| *c == self.code).map(|(_, label, _)| label.clone()).unwrap_or_default();
        let channel = look.with("proposed-channel", &[("channel", label), ("code", self.code.clone())]);
        format!("{channel}   {}", look.with("proposed-due", &[("day", self.day.clone())]))
    }
    fn keys(&self, look: &Look, wide: usize) -> String {
        let others: Vec<String> =
            self.channels.iter().filter(|(c, ..)| *c != self.code).map(|(c, _, short)| format!("{c} {short}")).collect();
        let keep = if self.keeps() { String::new() } else { look.text("proposed-keep") };
        let deed = look.text(if self.keeps() { "proposed-do-keep" } else { "proposed-do" });
        let enter = look.with("proposed-enter", &[("deed", deed)]);
        let line = format!("{enter}  {} {keep}", others.join(" "));
        // Where there is no room the help line says it alone.
        let whole = format!("{}  {}", line.trim_end(), look.text("proposed-escape"));
        if width(&whole) <= wide { whole } else { line }
    }
}

impl Dialog for Proposing {
    type Reply = Channel;
}

impl Screen for Proposing {
    fn name(&self) -> &'static str {
        "proposing"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled(if self.keeps() { "proposed-do-keep" } else { "proposed-do" }));
        out.push(Offer::main(Action::Back));
        let digits = std::iter::once(0).chain(self.channels.iter().filter_map(|(code, ..)| code.parse().ok()));
        out.extend(digits.filter_map(Action::of_digit).map(|d| Offer::usual(d).labelled("series-channel")));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match (action, action.digit()) {
            (Action::Open, _) => cx.reply(Some(self.code.clone()).filter(|_| !self.keeps())),
            (_, Some(digit)) => self.code = digit.to_string(),
            _ => cx.close(),
        }
    }
    fn title(&self, look: &Look) -> String {
        look.words(&self.title)
    }
    fn rows(&self, width: u16) -> u16 {
        let wide = usize::from(width.saturating_sub(2)).max(20);
        let lines: usize = self.lines.iter().map(|l| wrap(l, wide).len()).sum();
        u16::try_from(lines.min(6) + 2).unwrap_or(8)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let wide = usize::from(area.width.saturating_sub(2)).max(20);
        let lines = self.lines.iter().flat_map(|l| wrap(l, wide)).take(usize::from(area.height.saturating_sub(2)));
        let all: Vec<String> = lines.chain([self.said(look), self.keys(look, wide)]).collect();
        for (y, line) in (area.y..area.bottom()).zip(all) {
            look.put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(2), &line, Style::new());
        }
        look.point(area.x + 1, area.y);
    }
}

/// Asks why a better rank is passed over: one digit, and words for « autre ».
pub fn because<S: Screen>(house: &House, cx: &mut Cx<'_>, then: impl FnOnce(&mut S, Because, &mut Cx<'_>) + 'static) {
    let codes = &house.rules.codes;
    let all: Vec<(String, bool)> = codes.list("OVERRIDE").map(|c| (c.code.clone(), c.extra("text") == Some("1"))).collect();
    let rows = codes.list("OVERRIDE").map(|c| MenuRow::new(c.label(cx.look.lang()), "").digit(&c.code)).collect();
    cx.ask(Menu::wide(Words::new("override-title"), rows), move |s: &mut S, at: usize, cx| {
        let Some((code, words)) = all.get(at).cloned() else { return };
        if !words {
            return then(s, (code, None), cx);
        }
        let ask = AskLine::text("override", Words::new("override-why"), "override_reason", 120, true, "action-save");
        cx.ask(ask, move |s: &mut S, why: String, cx| then(s, (code, Some(why)), cx));
    });
}

/// Whether a proposal was refused because a better rank is passed over: its reason is to be asked.
pub fn asks_reason<T>(done: &Outcome<T>) -> bool {
    matches!(done, Err(Fault::Flaws(flaws)) if flaws.iter().any(|f| f.key == "flaw-out-of-order"))
}

/// What was done, and how many are open beside: « Proposée à 5 personnes, réponse attendue 27/11. 7 en cours, 1 poste ».
pub fn told(done: &Proposed, name: &str, look: &Look) -> Words {
    let count = done.made.len();
    let Some(due) = done.due else { return Words::new("proposed-kept").with("count", count) };
    let made = i64::try_from(count).unwrap_or(i64::MAX);
    let crowded = done.open > made && done.open > done.left;
    // Both sentences are to fit in the message line: the day is short beside the second one.
    let (day, name) = match crowded {
        true => (day_month(due, look), Fit::Name.text(name, 21)),
        false => (dates::with_weekday(due, look.lang()), name.to_owned()),
    };
    let mut text = match count {
        1 => look.with("proposed-one", &[("name", name), ("day", day)]),
        _ => look.with("proposed-many", &[("count", count.to_string()), ("day", day)]),
    };
    if crowded {
        let open = look.with("proposed-open", &[("open", done.open.to_string()), ("left", done.left.to_string())]);
        text = format!("{} {open}.", text.trim_end());
    }
    Words::new("said").with("text", text)
}

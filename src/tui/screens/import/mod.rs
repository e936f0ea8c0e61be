//! Import of a file (screens.md drawing 13c): a path is typed, the file is looked at and tried, and nothing is written before Enter. What was
//! detected can be forced by a digit; a trial and an import run on the back worker. Reached through the palette and by `--at import`.

mod draw;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDateTime;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::columns;
use crate::fault::{Fault, Outcome};
use crate::services::door;
use crate::services::import::pace::Pace;
use crate::services::import::sketch::Sketch;
use crate::services::import::{self, Asked, Dates, Form, Importable, Report, Wish};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::Lines;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Message, Offer, Screen, Sign, Ticket, Words};
use crate::tui::screens::ask_line::AskLine;
use crate::tui::screens::secret::PasswordAsk;
use crate::tui::screens::{House, said};
use crate::tui::widgets::table::Table;

/// Sentences of each kind that are kept to be read.
const MOST_SAID: usize = 500;
/// The first look at how far it is, and the next ones (drawing 13c: every 10 s at most).
const SOON: Duration = Duration::from_secs(2);
const LATER: Duration = Duration::from_secs(10);
/// What can be forced, in the order of the digit.
const CHARSETS: [&str; 3] = ["utf-8", "windows-1252", "utf-16"];
const SEPARATORS: [&str; 3] = [";", ",", "\t"];

/// How far it is with the file.
enum Stage {
    /// No file yet.
    Empty,
    /// Being looked at, or tried.
    Trying,
    /// The password is wanted; true: for the trial.
    Locked(bool),
    /// Tried.
    Tried(Box<Report>),
    /// Being written.
    Writing,
    /// Written.
    Done(Box<Report>),
    /// It can't be taken as it is.
    Refused(Fault),
}

/// The screen.
pub struct Import {
    file: PathBuf,
    kind: Option<&'static Importable>,
    asked: Asked,
    sketch: Option<Sketch>,
    table: Table<draw::Line>,
    stage: Stage,
    pace: Arc<Pace>,
    job: Option<Ticket>,
    /// Answers of an older look are let fall.
    turn: u64,
    began: NaiveDateTime,
    /// Rows done, rows in all, minutes left: as they were seen last.
    seen: (u64, u64, i64),
}

impl Import {
    /// Without a file. What may be imported is asked of who works by the service, at the trial already.
    pub fn new(_: &House) -> Self {
        Import {
            file: PathBuf::new(),
            kind: None,
            asked: Asked::default(),
            sketch: None,
            table: draw::table(),
            stage: Stage::Empty,
            pace: Arc::default(),
            job: None,
            turn: 0,
            began: NaiveDateTime::MIN,
            seen: (0, 0, 0),
        }
    }
    fn ask_file(&mut self, cx: &mut Cx<'_>) {
        let title = Words::new("title-import-file");
        let ask = AskLine::text("import_file", title, "path", 400, true, "import-look").saying(cx.text("import-file-says"));
        let ask = ask.with(self.file.display().to_string());
        cx.ask(ask, |me: &mut Self, typed: String, cx| {
            me.file = said::path(typed.trim());
            (me.kind, me.asked) = (None, Asked::default());
            me.look(cx);
        });
    }
    /// Looks at the file, then tries it.
    fn look(&mut self, cx: &mut Cx<'_>) {
        self.turn += 1;
        self.pace.stop();
        if let Some(job) = self.job.take() {
            cx.cancel(job);
        }
        self.stage = Stage::Trying;
        let (kind, turn, wish) = (self.kind, self.turn, self.wish(true));
        let job = cx.work(
            move |_| columns::look(kind, &wish),
            move |me: &mut Self, found: Outcome<Sketch>, cx| {
                if me.turn == turn {
                    me.job = None;
                    me.looked(found, cx);
                }
            },
        );
        self.job = Some(job);
    }
    fn looked(&mut self, found: Outcome<Sketch>, cx: &mut Cx<'_>) {
        let sketch = match found {
            Ok(sketch) => sketch,
            Err(fault) => {
                (self.sketch, self.stage) = (None, Stage::Refused(fault));
                return;
            }
        };
        self.table.set(draw::lines(&sketch, cx.look));
        let trouble = sketch.trouble.clone();
        self.sketch = Some(sketch);
        match trouble {
            Some(fault) => {
                cx.say_fault(&fault);
                self.stage = Stage::Refused(fault);
            }
            None => self.run(true, None, cx),
        }
    }
    fn wish(&self, dry_run: bool) -> Wish {
        Wish {
            file: self.file.clone(),
            asked: self.asked.clone(),
            dry_run,
            most_said: Some(MOST_SAID),
            pace: Arc::clone(&self.pace),
            ..Wish::default()
        }
    }
    /// The trial, or the import itself; with the password where it was asked.
    fn run(&mut self, dry: bool, password: Option<String>, cx: &mut Cx<'_>) {
        let Some(kind) = self.sketch.as_ref().map(|s| s.kind) else { return };
        self.pace = Arc::default();
        self.stage = if dry { Stage::Trying } else { Stage::Writing };
        (self.began, self.seen) = (cx.now, (0, 0, 0));
        if !dry {
            cx.say(Message::new(Sign::Sent, Words::new("import-running")));
        }
        let (turn, wish, texts) = (self.turn, self.wish(dry), cx.look.texts.clone());
        let job = cx.work(
            move |desk| {
                if let Some(typed) = &password {
                    door::confirm(desk, typed, &door::watch())?;
                }
                columns::take(kind, &texts, desk, &wish)
            },
            move |me: &mut Self, report: Outcome<Report>, cx| {
                if me.turn == turn {
                    me.job = None;
                    me.ran(dry, report, cx);
                }
            },
        );
        self.job = Some(job);
        Self::watch(SOON, cx);
    }
    fn ran(&mut self, dry: bool, report: Outcome<Report>, cx: &mut Cx<'_>) {
        match report {
            Err(Fault::Refused(reason)) if reason.key == "refused-password" => {
                cx.hush();
                self.stage = Stage::Locked(dry);
                self.ask_password(dry, cx);
            }
            Err(Fault::Refused(reason)) if reason.key == "refused-unlock" => self.stage = Stage::Locked(dry),
            Err(fault) => self.stage = Stage::Refused(fault),
            Ok(report) if dry => self.stage = Stage::Tried(Box::new(report)),
            Ok(report) => {
                let key = if report.stopped { "import-stopped" } else { "import-done" };
                let words = Words::new(key).with("taken", report.imported + report.updated).with("read", report.read);
                let total = self.sketch.as_ref().map_or(0, |s| s.lines);
                cx.say_saved(words.with("total", total).with("rejected", report.rejected));
                self.stage = Stage::Done(Box::new(report));
            }
        }
    }
    fn ask_password(&mut self, dry: bool, cx: &mut Cx<'_>) {
        cx.ask(PasswordAsk::default(), move |me: &mut Self, typed: String, cx| me.run(dry, Some(typed), cx));
    }
    /// Looks at how far it is, once, and again as long as it runs.
    fn watch(after: Duration, cx: &mut Cx<'_>) {
        cx.wake(Slot("pace"), after, |me: &mut Self, cx| {
            if !matches!(me.stage, Stage::Trying | Stage::Writing) {
                return;
            }
            let (done, total) = me.pace.seen();
            let spent = (cx.now - me.began).num_seconds();
            let left = i64::try_from(total.saturating_sub(done)).unwrap_or(0) * spent / i64::try_from(done.max(1)).unwrap_or(1);
            me.seen = (done, total, left / 60 + 1);
            Self::watch(LATER, cx);
        });
    }
    /// Another kind, character set, separator or order of dates.
    fn force(&mut self, digit: u8, cx: &mut Cx<'_>) {
        let Some(sketch) = &self.sketch else { return };
        let shape = sketch.shape;
        let next = |all: &[&'static str], now: &str| {
            let at = all.iter().position(|one| now.starts_with(one)).map_or(0, |at| at + 1);
            all.get(at % all.len().max(1)).map(|one| (*one).to_owned())
        };
        match digit {
            1 => {
                let names: Vec<&'static str> = import::KINDS.iter().map(|k| k.name).collect();
                self.kind = next(&names, sketch.kind.name).and_then(|name| import::kind(&name));
            }
            2 => self.asked.encoding = next(&CHARSETS, shape.encoding),
            3 => self.asked.separator = next(&SEPARATORS, &shape.separator.map(String::from).unwrap_or_default()),
            _ => {
                self.asked.dates = match self.asked.dates.or(shape.dates) {
                    Some(Dates::DayFirst) => Some(Dates::Iso),
                    _ => Some(Dates::DayFirst),
                }
            }
        }
        self.look(cx);
    }
    fn report(&self) -> Option<&Report> {
        match &self.stage {
            Stage::Tried(report) | Stage::Done(report) => Some(report),
            _ => None,
        }
    }
    fn writing(&self) -> bool {
        matches!(self.stage, Stage::Writing)
    }
    /// Whether the file could be something else than it was taken for.
    fn can_be_forced(&self) -> bool {
        self.sketch.is_some() && !matches!(self.stage, Stage::Done(_) | Stage::Writing)
    }
}

impl Screen for Import {
    fn name(&self) -> &'static str {
        "import"
    }
    fn alone(&self) -> bool {
        self.writing()
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        if self.writing() {
            out.push(Offer::main(Action::Back).labelled("action-stop"));
            out.push(Offer::silent(Action::Stop));
            return;
        }
        self.table.offers(out);
        match &self.stage {
            Stage::Empty => out.push(Offer::main(Action::Open).labelled("import-choose")),
            Stage::Locked(_) => out.push(Offer::main(Action::Open).labelled("action-confirm")),
            Stage::Tried(_) => out.push(Offer::main(Action::Open).labelled("action-import")),
            _ => {}
        }
        if self.report().is_some_and(|r| !r.said.is_empty()) {
            out.push(Offer::main(Action::Explain).labelled("import-details"));
        }
        if !matches!(self.stage, Stage::Empty) {
            out.push(Offer::main(Action::New).labelled("import-other"));
        }
        if self.can_be_forced() {
            out.push(Offer::usual(Action::Digit1).labelled("import-kind"));
            if self.sketch.as_ref().is_some_and(|s| s.shape.form == Form::Csv) {
                out.push(Offer::usual(Action::Digit2).labelled("import-charset"));
                out.push(Offer::usual(Action::Digit3).labelled("import-separator"));
                out.push(Offer::usual(Action::Digit4).labelled("import-dates"));
            }
        }
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.ask_file(cx);
    }
    fn closing(&mut self, _cx: &mut Cx<'_>) {
        self.pace.stop();
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.writing() {
            if matches!(action, Action::Back | Action::Stop) {
                self.pace.stop();
                cx.say(Message::new(Sign::Sent, Words::new("import-stopping")));
            }
            return;
        }
        if self.table.act(action) {
            return;
        }
        match (action, &self.stage) {
            (Action::Open, Stage::Empty) | (Action::New, _) => self.ask_file(cx),
            (Action::Open, Stage::Locked(dry)) => {
                let dry = *dry;
                self.ask_password(dry, cx);
            }
            (Action::Open, Stage::Tried(_)) => self.run(false, None, cx),
            (Action::Explain, _) => {
                if let Some(report) = self.report() {
                    cx.show(Lines::new(Words::new("import-details-title"), draw::said(report, cx.look)));
                }
            }
            _ => {
                if let Some(digit) = action.digit() {
                    self.force(digit, cx);
                }
            }
        }
    }
    fn context(&self, look: &Look) -> String {
        self.row_two(look)
    }
    fn subject(&self, _look: &Look) -> String {
        self.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.paint(frame.buffer_mut(), area, look);
    }
}

//! The day's story, key by key: what the tests and the bench of bytes play in the real binary, at 80x24. Each step is one
//! transition of terminal.md §1 with its budget; its picture is kept, so that others can be asked to paint the same.

use std::sync::OnceLock;
use std::time::Duration;

use crate::office::Home;
use crate::pty::Session;

/// A kind of transition with its budgets of terminal.md §1: the full look, the thin one.
pub struct Kind {
    pub name: &'static str,
    pub full: usize,
    pub thin: usize,
}

const fn kind(name: &'static str, full: usize, thin: usize) -> Kind {
    Kind { name, full, thin }
}

/// The rows of the table. Those after « first paint » are no row of terminal.md: bounded by its dearest.
pub const KINDS: [Kind; 12] = [
    kind("nothing changed", 0, 0),
    kind("clock, one digit", 20, 20),
    kind("character typed in a field", 8, 8),
    kind("next field", 130, 90),
    kind("highlight by one row", 200, 60),
    kind("list scrolls by one", 230, 150),
    kind("page of 20 rows", 1100, 1100),
    kind("dialog opened", 620, 380),
    kind("dialog closed", 420, 360),
    kind("another tab", 1450, 1450),
    kind("list to form of 14 fields", 1650, 800),
    kind("first paint of a full list", 1950, 1950),
];
/// Drawers with six answers or a text of six lines: counted in screens.md §11 (9 rows, about 600 bytes and their rule).
pub const LARGE: [Kind; 2] = [kind("drawer of 8 rows opened", 700, 450), kind("drawer of 8 rows closed", 700, 550)];
/// A letter that takes its word to the next line of a note (screens.md §10).
pub const WRAPPED: Kind = kind("word taken to the next line", 160, 160);
/// Another screen: no row of its own in terminal.md; screens.md §1 counts 1,200 to 2,000 for a whole one.
pub const OTHER: Kind = kind("another screen", 1950, 1950);

/// One step of the story: a kind, and the keys as `Session::press` takes them (one press a step).
const STEPS: &[(&str, &str)] = &[
    ("nothing changed", "<Up>"),
    ("highlight by one row", "<Down>"),
    ("highlight by one row", "<Down>"),
    ("highlight by one row", "<Down>"),
    ("highlight by one row", "<Up>"),
    ("", "<Down>*16"),
    ("list scrolls by one", "<Down>"),
    ("list scrolls by one", "<Down>"),
    ("list scrolls by one", "<Down>"),
    ("page of 20 rows", "<C-v>"),
    ("page of 20 rows", "<C-v>"),
    ("page of 20 rows", "<C-y>"),
    ("dialog opened", "v"),
    ("dialog closed", "<Esc>"),
    ("dialog opened", "<F4>"),
    ("dialog closed", "<Esc>"),
    ("another screen", "<Enter>"),
    ("another tab", "<Right>"),
    ("another tab", "<Right>"),
    ("another tab", "<Right>"),
    ("another tab", "<Right>"),
    ("another tab", "<Right>"),
    ("another tab", "<Left>"),
    ("drawer of 8 rows opened", "b"),
    ("character typed in a field", "~A vu l'offre de caissi"),
    ("", "~è"),
    (
        "character typed in a field",
        "~re et rappellera jeudi avant midi. Deux ans de caisse sans certificat : demander une attestation signée, puis refaire le CV.",
    ),
    ("", "<C-e>"),
    ("another screen", "<Esc>"),
    ("list to form of 14 fields", "gi"),
    ("", "2"),
    // With its third character possible duplicates are looked for: a pane comes.
    ("", "GA0"),
    ("character typed in a field", "0"),
    ("", "DEMO9945"),
    ("character typed in a field", "0"),
    ("", "2"),
    ("next field", "<Enter>"),
    ("character typed in a field", "~ZOUGBEDJI"),
    ("next field", "<Enter>"),
    ("character typed in a field", "~Rosalie Ermine"),
    ("next field", "<Enter>"),
    ("next field", "<Enter>"),
    // Sex and date leave their fields by themselves.
    ("", "F"),
    ("", "14051998"),
    ("", "<Enter>"),
    ("another screen", "<Esc>"),
    // The form that was left comes to be resumed, in a drawer over the day.
    ("another screen", "gj"),
    ("dialog closed", "<Esc>"),
    ("drawer of 8 rows opened", "s"),
    ("drawer of 8 rows closed", "<Esc>"),
    ("highlight by one row", "<Down>"),
    ("highlight by one row", "<Down>"),
    ("another screen", "ga"),
    ("another screen", "gf"),
    ("another screen", "gt"),
    ("another screen", "<F3>"),
    ("another screen", "oyem"),
    ("another screen", "<Esc>"),
];

/// What a step cost and showed.
pub struct Step {
    pub kind: &'static str,
    pub keys: &'static str,
    pub bytes: Vec<u8>,
    pub picture: Picture,
}

/// A cell of a picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Spot {
    pub text: String,
    pub bold: bool,
    pub underlined: bool,
    pub reversed: bool,
    /// 0 to 15, or the default.
    pub colour: Option<u8>,
}

/// What the terminal shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub rows: Vec<Vec<Spot>>,
    /// Row and column from 0.
    pub cursor: (u16, u16),
}

impl Picture {
    fn of(screen: &vt100::Screen) -> Self {
        let (height, width) = (screen.size().0.get(), screen.size().1.get());
        let cell = |y, x| {
            let cell = screen.cell(y, x).unwrap();
            let text = if cell.contents().is_empty() { " " } else { cell.contents() };
            let colour = if let vt100::Color::Idx(n) = cell.fgcolor() { Some(n) } else { None };
            Spot { text: text.to_owned(), bold: cell.bold(), underlined: cell.underline(), reversed: cell.inverse(), colour }
        };
        let rows = (0..height).map(|y| (0..width).map(|x| cell(y, x)).collect()).collect();
        Picture { rows, cursor: screen.cursor_position() }
    }
}

/// A training office whose clock stands this many seconds after 08h00 when it is opened.
pub fn office(home: &Home, second: u32) -> String {
    let db = home.training(2000);
    let file = rusqlite::Connection::open(&db).unwrap();
    let at = format!("2026-11-24T07:00:{second:02}.000Z");
    let n = file.execute("UPDATE setting SET value = ?1 WHERE key = 'training_clock'", [at]).unwrap();
    assert_eq!(n, 1);
    db
}

/// The story in the full look on an xterm in UTF-8, played once for all tests.
pub fn full() -> &'static [Step] {
    static PLAYED: OnceLock<Vec<Step>> = OnceLock::new();
    PLAYED.get_or_init(|| play(&Home::new(), "full", &[]))
}

/// Plays it in this look, from the first paint to the minute that turns.
pub fn play(home: &Home, look: &str, env: &[(&str, &str)]) -> Vec<Step> {
    let db = office(home, 0);
    let mut session = Session::start(home.path(), &["--db", &db, "--at", "caseload", "--look", look], env);
    session.wait("Portefeuille");
    let mut steps = vec![taken(&mut session, "first paint of a full list", "", 0)];
    for (kind, keys) in STEPS {
        let from = session.bytes.len();
        if let Some(text) = keys.strip_prefix('~') {
            steps.extend(typed(&mut session, kind, text));
            continue;
        }
        match keys.split_once('*') {
            Some((key, times)) => (0..times.parse().unwrap()).for_each(|_| session.press_slowly(key)),
            None => session.press_slowly(keys),
        }
        steps.push(taken(&mut session, kind, keys, from));
    }
    steps.push(minute(home, &db, look, env));
    steps
}

/// Each character of a text is a step; one that takes its word to the next line is of another kind.
fn typed<'a>(session: &'a mut Session, kind: &'static str, text: &'static str) -> impl Iterator<Item = Step> + 'a {
    let mut row = session.screen().cursor_position().0;
    text.split("").filter(|c| !c.is_empty()).map(move |c| {
        let from = session.bytes.len();
        session.type_each(c);
        let mut step = taken(session, kind, c, from);
        if std::mem::replace(&mut row, step.picture.cursor.0) != row {
            step.kind = WRAPPED.name;
        }
        step
    })
}

/// One turn of the clock, alone on a screen at which nobody types: opened seven seconds before the minute.
fn minute(home: &Home, db: &str, look: &str, env: &[(&str, &str)]) -> Step {
    let file = rusqlite::Connection::open(db).unwrap();
    file.execute("UPDATE setting SET value = '2026-11-24T09:17:53.000Z' WHERE key = 'training_clock'", []).unwrap();
    drop(file);
    let mut session = Session::start(home.path(), &["--db", db, "--at", "caseload", "--look", look], env);
    session.wait("Portefeuille");
    let from = session.bytes.len();
    session.settle_for(Duration::from_secs(9));
    taken(&mut session, "clock, one digit", "", from)
}

fn taken(session: &mut Session, kind: &'static str, keys: &'static str, from: usize) -> Step {
    Step { kind, keys, bytes: session.bytes[from..].to_vec(), picture: Picture::of(session.screen()) }
}

/// The budget of a step in a look; none where the step only leads to the next one.
pub fn budget(kind: &str, look: &str) -> Option<usize> {
    let found = KINDS.iter().chain(&LARGE).chain([&WRAPPED, &OTHER]).find(|k| k.name == kind)?;
    Some(if look == "thin" { found.thin } else { found.full })
}

//! The list of screens: how each is reached from anywhere (`g`, F3, `--at`). A new screen is one `mod` line and one line in
//! `WAYS`. Called by the command line; the machine of the screens (`app.rs`) knows none of them.

pub mod bulk_entry;
pub mod admin;
mod ask_line;
mod card;
pub mod agenda;
pub mod candidates;
pub mod caseload;
mod clash;
pub mod day;
pub mod duplicates;
mod doors;
pub mod employer;
pub mod employer_form;
pub mod employers;
pub mod fields;
pub mod file;
mod finder;
mod guesses;
mod keeping;
mod lawful;
mod listing;
mod meetings;
mod said;
mod steps;
mod watch;
mod own_account;
pub mod login;
mod pause;
pub mod queue;
pub mod import;
pub mod intake;
pub mod interview;
pub mod notices;
pub mod proposals;
mod proposing;
pub mod resume;
pub mod search;
pub mod series;
pub mod secret;
pub mod tasks;
pub mod team;
mod twins;
pub mod vacancies;
pub mod vacancy;
pub mod vacancy_form;
mod why;

use std::rc::Rc;

use crate::domain::rights::{self, Deed, Owner};
use crate::domain::rules::Rules;
use crate::domain::who::Who;
use crate::fault::Fault;
use crate::tui::action::Action;
use crate::tui::app::Ways;
use crate::tui::screen::{Cx, Offer, Screen, Words};

/// What every screen may know without asking the store: the lists and rules of the session, and who works.
pub struct Office {
    /// Code lists, calendar, delays, settings; `today` is the day of the opening (screens use `cx.today()`).
    pub rules: Rules,
    /// Who works.
    pub who: Who,
    /// Whether it is a training office.
    pub training: bool,
}

/// Handed to every screen that is made.
pub type House = Rc<Office>;

/// One screen that can be reached from anywhere.
struct Way {
    /// As in `--at` and `show`.
    name: &'static str,
    /// The action that leads there.
    action: Action,
    /// Puts it on the stack.
    go: fn(&House, &mut Cx<'_>),
    /// Makes it as the first screen.
    first: fn(&House) -> Box<dyn Screen>,
}

/// A way to a screen that lies alone on the stack.
macro_rules! way {
    ($name:literal, $action:ident, $screen:path) => {
        Way {
            name: $name,
            action: Action::$action,
            go: |house, cx| cx.replace(<$screen>::new(house)),
            first: |house| Box::new(<$screen>::new(house)),
        }
    };
}

const WAYS: &[Way] = &[
    way!("day", GoDay, day::Day),
    way!("queue", GoQueue, queue::Queue),
    way!("caseload", GoCaseload, caseload::Caseload),
    way!("agenda", GoAgenda, agenda::Agenda),
    way!("intake", GoIntake, intake::Intake),
    way!("vacancies", GoVacancies, vacancies::Vacancies),
    way!("employers", GoEmployers, employers::Employers),
    way!("bulk_entry", GoBulkEntry, bulk_entry::BulkEntry),
    way!("team", GoTeam, team::Team),
    way!("tasks", GoTasks, tasks::Tasks),
    way!("notices", GoNotices, notices::Notices),
    way!("duplicates", GoDuplicates, duplicates::Duplicates),
    way!("proposals", GoProposals, proposals::Proposals),
    way!("admin", GoAdmin, admin::Admin),
    way!("import", Import, import::Import),
    way!("own_account", Settings, own_account::OwnAccount),
    // Over what lies there: the form below stays as it is.
    Way {
        name: "search",
        action: Action::Search,
        go: |house, cx| cx.push(search::Search::new(house)),
        first: |house| Box::new(search::Search::new(house)),
    },
];

/// Whether a screen is there for a way: what leads to one that isn't built is not offered.
pub fn reaches(action: Action) -> bool {
    WAYS.iter().any(|w| w.action == action)
}

/// Why a deed is refused to who works here; none: it is allowed.
fn refusal(house: &House, deed: Deed, owner: Owner) -> Option<Words> {
    rights::allowed(&house.who, deed, owner).err().map(|fault| match fault {
        Fault::Denied(id) => Words::new("fault-denied-who").with("who", format!("who-can-{id}")),
        _ => Words::new("fault-denied-what"),
    })
}

/// The ways of this house, for the app.
pub struct AllWays(pub House);

impl Ways for AllWays {
    fn offers(&self, out: &mut Vec<Offer>) {
        out.extend(WAYS.iter().map(|w| Offer::rare(w.action)));
        out.push(Offer::rare(Action::Lock));
    }
    fn go(&mut self, action: Action, cx: &mut Cx<'_>) {
        if action == Action::Lock {
            return cx.push(pause::Pause::new(&self.0));
        }
        if let Some(way) = WAYS.iter().find(|w| w.action == action) {
            (way.go)(&self.0, cx);
        }
    }
    fn idle(&mut self, quiet: std::time::Duration, cx: &mut Cx<'_>) -> bool {
        pause::idle(&self.0, quiet, cx)
    }
}

/// The screen at the bottom of the stack: the one of this name, else the first of the list.
pub fn first(house: &House, name: Option<&str>) -> Option<Box<dyn Screen>> {
    let named = |wanted: Option<&str>| WAYS.iter().find(|w| Some(w.name) == wanted);
    let own = STARTS.iter().filter(|(deed, _)| admin::has(house, *deed)).find_map(|(_, name)| named(Some(name)));
    let way = named(name).or(own).or_else(|| WAYS.first())?;
    Some((way.first)(house))
}

/// Where a role's day begins: the first line whose right one has, among the screens that are there.
const STARTS: &[(Deed, &str)] = &[
    (Deed::Agenda, "day"),
    (Deed::Key, "bulk_entry"),
    (Deed::PersonWrite, "intake"),
    (Deed::Accounts, "admin"),
    (Deed::ReadCard, "search"),
    (Deed::ExportPlain, "statistics"),
    (Deed::AuditOwn, "notices"),
];

//! The page of a file: what was gathered, by the rights of who reads it, with the counts that its tabs show.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::trace::READINGS;
use crate::domain::appointment::Appointment;
use crate::domain::code::Codes;
use crate::domain::ids::{Id, UserId};
use crate::domain::interview::{Interview, Obstacle, PlanAction};
use crate::domain::lifecycle::{ProposalState, TaskState};
use crate::domain::office::Decision;
use crate::domain::person_file::{PersonFile, sheet};
use crate::domain::profile::Note;
use crate::domain::record::{Value, day_text, instant_text};
use crate::domain::rights::{self, Deed, Owner};
use crate::domain::task::Task;
use crate::domain::who::Who;
use crate::store::file::{Gathered, Guarded, Offered, Trace};

/// What the reader may see and do here; `Err` is the deed whose right is missing, for the sentence that says who can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct May {
    /// Profile, skills, wishes.
    pub profile: Result<(), Deed>,
    /// Interviews, diagnosis, plan, notes.
    pub interviews: Result<(), Deed>,
    /// Who saw the file; without it one sees one's own openings only.
    pub accesses: Result<(), Deed>,
    /// Proposals.
    pub proposals: Result<(), Deed>,
    /// Propose, record answers.
    pub write_proposals: Result<(), Deed>,
    /// Health and justice, on demand.
    pub sensitive: Result<(), Deed>,
    /// Change identity and contact.
    pub edit: Result<(), Deed>,
    /// Change the profile.
    pub edit_profile: Result<(), Deed>,
    /// Write notes, settle the plan.
    pub write_interviews: Result<(), Deed>,
    /// Settle tasks.
    pub tasks: Result<(), Deed>,
    /// Give the file to a colleague, or ask for it.
    pub transfer: Result<(), Deed>,
    /// Print papers.
    pub letters: Result<(), Deed>,
}

impl Default for May {
    fn default() -> Self {
        let no = Err(Deed::PersonRead);
        May {
            profile: no,
            interviews: no,
            accesses: no,
            proposals: no,
            write_proposals: no,
            sensitive: no,
            edit: no,
            edit_profile: no,
            write_interviews: no,
            tasks: no,
            transfer: no,
            letters: no,
        }
    }
}

impl May {
    /// The rights of an account on a file; after the first interview the reception no longer writes the profile.
    pub(super) fn of(who: &Who, owner: &Owner, interviewed: bool) -> May {
        // The file lies open already: of another agency that is by a reason, which opens the tabs that are read at home.
        let may = |deed: Deed| match rights::allowed(who, deed, owner.clone()) {
            Err(_) if !rights::foreign(who, deed, owner) => Err(deed),
            _ => Ok(()),
        };
        May {
            profile: may(Deed::ReadProfile),
            interviews: may(Deed::ReadInterviews),
            accesses: may(Deed::AuditAgency).or_else(|_| may(Deed::AuditAll)).map_err(|_| Deed::AuditAgency),
            proposals: may(Deed::ReadProposals),
            write_proposals: may(Deed::WriteProposals),
            sensitive: may(Deed::ReadSensitive),
            edit: may(Deed::PersonWrite),
            edit_profile: may(if interviewed { Deed::WriteProfile } else { Deed::WriteProfileEarly }),
            write_interviews: may(Deed::WriteInterviews),
            tasks: may(Deed::Tasks),
            transfer: may(Deed::Transfer).or_else(|_| may(Deed::AskTransfer)),
            letters: may(Deed::Letters),
        }
    }
}

/// Answers that are awaited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Awaited {
    /// How many.
    pub count: usize,
    /// The earliest day by which one was due.
    pub oldest: Option<NaiveDate>,
}

/// The page. What the reader may not see is not in it.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Person, last registration, profile.
    pub file: PersonFile,
    /// Age in whole years.
    pub age: Option<i64>,
    /// Name of the counsellor in charge.
    pub counsellor: Option<String>,
    /// Whether that is who reads.
    pub mine: bool,
    /// The day on which the page was made.
    pub today: NaiveDate,
    /// Rights.
    pub may: May,
    /// Interviews, the newest first.
    pub interviews: Vec<Interview>,
    /// Notes that no later one corrects, the newest first.
    pub notes: Vec<Note>,
    /// Every note, corrected ones too.
    pub all_notes: Vec<Note>,
    /// Obstacles; the words of those of health and justice are left out.
    pub obstacles: Vec<Obstacle>,
    /// The plan.
    pub actions: Vec<PlanAction>,
    /// Proposals, the newest first.
    pub proposals: Vec<Offered>,
    /// Tasks: open ones by due day, then the newest settled.
    pub tasks: Vec<Task>,
    /// The next appointment.
    pub next: Option<Appointment>,
    /// Planned appointments from now on.
    pub planned: usize,
    /// Proposals that wait for the person's answer.
    pub awaited: Awaited,
    /// A striking off that waits for the head.
    pub decision: Option<Decision>,
    /// What protects the file (restriction, hold) and a wish for erasure that waits.
    pub safeguards: Vec<Guarded>,
    /// Changes, the newest first.
    pub history: Vec<Trace>,
    /// Who saw it, the newest first; by the right to know it, else one's own openings.
    pub accesses: Vec<Trace>,
    accounts: BTreeMap<UserId, String>,
}

/// Whether an obstacle's words are shown on demand only (THEME with `sensitive=1`: health, justice).
pub(super) fn sensitive(obstacle: &Obstacle, codes: &Codes) -> bool {
    let theme = obstacle.theme.as_deref().unwrap_or_default();
    codes.get("THEME", theme).map_or(theme == "4" || theme == "9", |c| c.number("sensitive") == Some(1))
}

impl Page {
    pub(super) fn new(all: Gathered, may: May, who: &Who, today: NaiveDate) -> Page {
        let Gathered {
            file,
            accounts,
            interviews,
            notes,
            obstacles,
            actions,
            proposals,
            tasks,
            appointments,
            decision,
            safeguards,
            traces,
        } = all;
        let accounts: BTreeMap<UserId, String> = accounts.into_iter().collect();
        let (mut accesses, history): (Vec<Trace>, Vec<Trace>) =
            traces.into_iter().partition(|t: &Trace| READINGS.contains(&t.act.as_str()));
        if may.accesses.is_err() {
            accesses.retain(|t| t.login == who.login);
        }
        let counsellor = file.registration.counsellor;
        let mut page = Page {
            age: file.person.age(today),
            counsellor: counsellor.and_then(|c| accounts.get(&c).cloned()),
            mine: counsellor == Some(who.user),
            today,
            may,
            planned: appointments.len(),
            next: appointments.into_iter().next(),
            tasks,
            decision,
            safeguards,
            history,
            accesses,
            accounts,
            file,
            ..Page::default()
        };
        if may.proposals.is_ok() {
            page.awaited = awaited(&proposals);
            page.proposals = proposals;
        }
        if may.interviews.is_ok() {
            page.interviews = interviews;
            page.obstacles = obstacles;
            page.actions = actions;
            page.notes = notes.iter().filter(|n| !notes.iter().any(|o| o.corrects == Some(n.head.id))).cloned().collect();
            page.all_notes = notes;
        }
        page.hide();
        page
    }

    /// Whether a safeguard of this kind stands.
    pub fn guarded(&self, kind: &str) -> bool {
        self.safeguards.iter().any(|s| s.kind == kind)
    }

    /// Takes the sensitive words out of what is handed on; the record that is saved keeps them.
    fn hide(&mut self) {
        for obstacle in &mut self.obstacles {
            if matches!(obstacle.theme.as_deref(), Some("4" | "9")) {
                obstacle.situation = None;
            }
        }
    }

    /// The name of an account, as it is now.
    pub fn name_of(&self, user: UserId) -> &str {
        self.accounts.get(&user).map_or("", String::as_str)
    }
    /// Colleagues to whom the file could go: id and name, by name.
    pub fn accounts(&self) -> impl Iterator<Item = (UserId, &str)> {
        self.accounts.iter().map(|(id, name)| (*id, name.as_str()))
    }
    /// Open actions of the plan, and whether one is overdue.
    pub fn plan_count(&self) -> (usize, bool) {
        let open = self.actions.iter().filter(|a| a.state != "done" && a.state != "dropped");
        open.fold((0, false), |(n, late), a| (n + 1, late || self.overdue(a.due)))
    }
    /// Open actions of the plan whose day has gone.
    pub fn plan_late(&self) -> usize {
        self.actions.iter().filter(|a| a.state != "done" && a.state != "dropped" && self.overdue(a.due)).count()
    }
    /// Open proposals, and whether an answer or a feedback is overdue.
    pub fn proposal_count(&self) -> (usize, bool) {
        let open = self.proposals.iter().map(|p| &p.proposal).filter(|p| p.state.is_open());
        open.fold((0, false), |(n, late), p| (n + 1, late || self.overdue(due_of(p))))
    }
    /// Open tasks, and whether one is overdue.
    pub fn task_count(&self) -> (usize, bool) {
        let open = self.tasks.iter().filter(|t| t.state == TaskState::Open);
        open.fold((0, false), |(n, late), t| (n + 1, late || self.overdue(t.due)))
    }
    /// Whether a day has gone.
    pub fn overdue(&self, due: Option<NaiveDate>) -> bool {
        due.is_some_and(|d| d < self.today)
    }
    /// A note and those that it corrects, the newest first.
    pub fn versions(&self, note: &Note) -> Vec<&Note> {
        crate::store::file::versions(&self.all_notes, note.head.id)
    }
}

/// The day on which something is awaited of a proposal: the person's answer, else the employer's.
pub(super) fn due_of(proposal: &crate::domain::proposal::Proposal) -> Option<NaiveDate> {
    match proposal.state {
        ProposalState::Proposed => proposal.answer_due,
        ProposalState::Sent | ProposalState::EmployerInterview => proposal.feedback_due,
        _ => None,
    }
}

fn awaited(proposals: &[Offered]) -> Awaited {
    let waiting: Vec<_> = proposals.iter().filter(|p| p.proposal.state == ProposalState::Proposed).collect();
    Awaited { count: waiting.len(), oldest: waiting.iter().filter_map(|p| p.proposal.answer_due).min() }
}

impl serde::Serialize for Page {
    /// The page for a program (`show file --json`): field ids as keys, codes as codes; nothing sensitive.
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.json().serialize(to)
    }
}

/// Columns that a page never gives away.
const SENSITIVE: [&str; 2] = ["disability_declared", "adaptation_needs"];

impl Page {
    fn json(&self) -> Json {
        let day = |d: Option<NaiveDate>| d.map(day_text);
        let columns = sheet().columns().iter().filter(|c| !SENSITIVE.contains(&c.id));
        let columns = columns.filter(|c| self.may.profile.is_ok() || c.table == "person" || c.table == "registration");
        let fields: BTreeMap<&str, Json> = columns.map(|c| (c.id, plain(&c.get(&self.file)))).collect();
        let (plan, proposals, tasks) = (self.plan_count(), self.proposal_count(), self.task_count());
        json!({
            "number": self.file.person.number,
            "name": self.file.person.name(),
            "age": self.age,
            "state": self.file.registration.state.id(),
            "counsellor": self.counsellor,
            "fields": fields,
            "missing_documents": self.file.registration.missing_documents,
            "counts": { "interviews": self.interviews.len(), "notes": self.notes.len(), "plan": plan.0, "proposals": proposals.0,
                "tasks": tasks.0, "history": self.history.len(), "accesses": self.accesses.len() },
            "overdue": { "plan": plan.1, "proposals": proposals.1, "tasks": tasks.1 },
            "next_appointment": self.next.as_ref().map(|a| json!({ "kind": a.kind, "starts_at": a.starts_at.map(instant_text),
                "minutes": a.minutes, "counsellor": a.counsellor.map(|c| self.name_of(c)) })),
            "interviews": self.interviews.iter().map(|i| json!({ "day": day(i.day), "kind": i.kind,
                "counsellor": self.name_of(i.counsellor), "summary": i.summary })).collect::<Vec<_>>(),
            "plan": self.actions.iter().map(|a| json!({ "action": a.action, "title": a.title, "owner": a.owner, "due": day(a.due),
                "state": a.state })).collect::<Vec<_>>(),
            "proposals": self.proposals.iter().map(|p| json!({ "offer": p.number, "title": p.title, "employer": p.employer,
                "state": p.proposal.state.id(), "proposed_on": day(p.proposal.sent_on), "due": day(due_of(&p.proposal)) }))
                .collect::<Vec<_>>(),
            "tasks": self.tasks.iter().map(|t| json!({ "kind": t.kind, "words": t.words, "due": day(t.due), "state": t.state.id(),
                "assignee": self.name_of(t.assignee), "result": t.result })).collect::<Vec<_>>(),
            "history": self.history.iter().map(trace).collect::<Vec<_>>(),
            "accesses": self.accesses.iter().map(trace).collect::<Vec<_>>(),
        })
    }
}

fn trace(trace: &Trace) -> Json {
    json!({ "deed": trace.deed.uuid().to_string(), "at": instant_text(trace.at), "by": trace.name, "act": trace.act })
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(b) => Json::Bool(*b),
        Value::Int(i) => Json::from(*i),
        Value::Real(r) => Json::from(*r),
        Value::Text(t) => Json::from(t.as_str()),
        Value::Blob(_) => Json::Null,
        Value::List(all) => Json::Array(all.iter().map(plain).collect()),
    }
}

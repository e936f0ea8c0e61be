//! What a row opens: an interview or a note to read, before and after of a deed, what is shown on demand.

use super::history;
use super::rows::What;
use super::words::{self, NONE};
use super::{CaseFile, Tab};
use crate::domain::ids::{DeedId, InterviewId, RowId};
use crate::fault::{Outcome, Value};
use crate::services::file::{self, ChangedField, Held, Sensitive};
use crate::tui::cx::Slot;
use crate::tui::dialogs::Lines;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::House;

impl CaseFile {
    /// Enter.
    pub(super) fn open_row(&mut self, cx: &mut Cx<'_>) {
        match self.what() {
            Some(What::Interview(id)) => self.read_interview(id, cx),
            Some(What::Note(id)) => self.read_note(id, cx),
            _ => {}
        }
    }
    /// `?`.
    pub(super) fn explain(&mut self, cx: &mut Cx<'_>) {
        match self.what() {
            Some(What::Trace(deed)) => self.read_changes(deed, cx),
            Some(What::Disability) => self.reveal(Sensitive::Disability(self.id), "person", cx),
            Some(What::Obstacle(id, true)) => self.reveal(Sensitive::Obstacle(self.id, id), "obstacle", cx),
            Some(What::Proposal(_)) => self.read_proposal(cx),
            _ => {}
        }
    }

    fn read_interview(&mut self, id: InterviewId, cx: &mut Cx<'_>) {
        let held = move |me: &mut Self, held: Outcome<Held>, cx: &mut Cx<'_>| {
            let Ok(held) = held else { return };
            let day = words::day(cx.look, held.interview.day);
            let title = Words::new("file-interview-title").with("day", day).with("by", &held.counsellor);
            cx.show(Lines::new(title, interview(&me.house, cx.look, &held)));
        };
        cx.load(Slot("interview"), move |desk| file::open_interview(desk, id), held);
    }
    fn read_note(&mut self, id: RowId, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let Some(note) = page.notes.iter().find(|n| n.head.id == id) else { return };
        let look = cx.look;
        let mut text = Vec::new();
        for (n, version) in page.versions(note).into_iter().enumerate() {
            if n > 0 {
                let by = words::colleague(&self.house, look, page, version.by);
                text.push(String::new());
                text.push(look.with("file-note-before", &[("day", words::day(look, version.day)), ("by", by)]));
            }
            text.extend(version.text.lines().map(str::to_owned));
        }
        let by = words::colleague(&self.house, look, page, note.by);
        let title = Words::new("file-note-title").with("day", words::day(look, note.day)).with("by", by);
        cx.show(Lines::new(title, text));
    }
    fn read_changes(&mut self, deed: DeedId, cx: &mut Cx<'_>) {
        let traces = self.page.as_ref().map(|p| &p.history);
        let Some(trace) = traces.and_then(|t| t.iter().find(|t| t.deed == deed)).cloned() else { return };
        let id = self.id;
        let shown = move |me: &mut Self, all: Outcome<Vec<ChangedField>>, cx: &mut Cx<'_>| {
            if let Ok(all) = all {
                history::show(&me.house, &trace, &all, cx);
            }
        };
        cx.load(Slot("changes"), move |desk| file::changes(desk, id, deed), shown);
    }
    /// Sensitive: in the audit first, then on the screen until the drawer is closed.
    fn reveal(&mut self, what: Sensitive, record: &'static str, cx: &mut Cx<'_>) {
        let shown = move |me: &mut Self, values: Outcome<Vec<(&'static str, Value)>>, cx: &mut Cx<'_>| {
            let Ok(values) = values else { return };
            let look = cx.look;
            let line = |(field, value): &(&'static str, Value)| {
                let text = match value {
                    Value::Null => None,
                    Value::Bool(b) => Some(b.to_string()),
                    other => other.as_text().map(str::to_owned),
                };
                let said = words::value(&me.house, look, record, field, text.as_deref());
                look.with("file-label-value", &[("label", look.texts.field_full(record, field)), ("said", said)])
            };
            cx.show(Lines::new(Words::new("file-shown-title"), values.iter().map(line).collect()));
            cx.say(Message::advice(Words::new("file-shown-logged")));
        };
        cx.load(Slot("sensitive"), move |desk| file::show_sensitive(desk, what), shown);
    }
    fn read_proposal(&mut self, cx: &mut Cx<'_>) {
        debug_assert_eq!(self.tab(), Tab::Proposals);
        let Some((page, key)) =
            self.page.as_ref().zip(self.list().and_then(|t| t.current()).map(crate::tui::widgets::table::Row::key))
        else {
            return;
        };
        let is = |id: crate::domain::ids::ProposalId| id.0.as_bytes()[..] == key[..];
        let Some(offered) = page.proposals.iter().find(|p| is(p.proposal.head.id)) else { return };
        let (house, look, p) = (&self.house, cx.look, &offered.proposal);
        let line = |field: &str, value: Option<String>| {
            value
                .map(|said| look.with("file-label-value", &[("label", look.texts.field_full("proposal", field)), ("said", said)]))
        };
        let coded = |list: &str, code: &Option<String>| code.as_deref().map(|c| words::coded(house, look, list, Some(c)));
        let lines = [
            Some(format!("{}, {}", offered.title, offered.employer)),
            line("state", Some(look.texts.state("proposal", p.state.id()))),
            line("by", Some(words::colleague(house, look, page, p.by))),
            line("channel", coded("PCHAN", &p.channel)),
            line("answer", coded("ANSWER", &p.answer)),
            line("answer_reason", coded("REFUSAL", &p.answer_reason)),
            line("employer_answer", coded("EMPANS", &p.employer_answer)),
            line("employer_reason", coded("EMPREASON", &p.employer_reason)),
            line("override_reason", coded("OVERRIDE", &p.override_reason)),
        ];
        let title = Words::new("file-proposal-title").with("number", &offered.number);
        let frozen = crate::tui::screens::series::frozen(p, look, house);
        cx.show(Lines::new(title, lines.into_iter().flatten().chain(frozen).collect()));
    }
}

/// An interview to read: summary, notes, diagnosis, obstacles, actions, the next appointment.
fn interview(house: &House, look: &Look, held: &Held) -> Vec<String> {
    let i = &held.interview;
    let mut all = vec![i.summary.clone()];
    all.extend(i.notes.iter().flat_map(|notes| notes.lines().map(str::to_owned)));
    let labelled = |key: &str, parts: Vec<String>| {
        (!parts.is_empty()).then(|| look.with("file-label-value", &[("label", look.text(key)), ("said", parts.join(" ; "))]))
    };
    let axes = held.diagnosis.iter().map(|d| {
        let axis = words::coded(house, look, "AXIS", Some(&d.axis));
        let note = d.note.as_deref().map_or_else(String::new, |n| format!(" ({n})"));
        format!("{axis} {}{note}", d.rating)
    });
    all.extend(labelled("file-diagnosis", axes.collect()));
    let obstacles = held.obstacles.iter().map(|o| {
        let theme = words::label(house, look, "THEME", o.theme.as_deref());
        let hidden = matches!(o.theme.as_deref(), Some("4" | "9"));
        if hidden { format!("{theme} …") } else { format!("{theme}, {}", words::or_none(o.situation.as_deref())) }
    });
    all.extend(labelled("file-part-obstacles", obstacles.collect()));
    let actions = held.actions.iter().map(|a| {
        format!(
            "{}, {} ({})",
            super::rows::action_name(house, look, a),
            words::day(look, a.due),
            look.texts.state("plan_action", &a.state)
        )
    });
    all.extend(labelled("file-actions", actions.collect()));
    let next = match (&held.next, i.no_next_reason.as_deref()) {
        (Some(next), _) => {
            next.starts_at.map_or_else(|| NONE.to_owned(), |at| words::moment(look, crate::domain::calendar::local(at)))
        }
        (None, reason) => words::coded(house, look, "NONEXT", reason),
    };
    all.extend(labelled("file-next", vec![next]));
    all
}

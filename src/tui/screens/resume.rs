//! What was being typed when the session ended, offered again over the first screen (screens.md §16): Enter reopens the form
//! as it was, `s` throws it away, Esc leaves it for later. The day calls `offer` when it is opened; each form has one line in
//! `OPENERS`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::calendar;
use crate::services::draft::{self, Draft};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::Confirm;
use crate::tui::frame;
use crate::tui::look::{Look, cut};
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen, Words};
use crate::tui::screens::House;
use crate::tui::screens::{bulk_entry, employer, employer_form, file, intake, interview, vacancy_form};

/// How each form is reopened: its name among drafts, and what opens it.
type Opener = fn(&House, Draft, &mut Cx<'_>);
const OPENERS: &[(&str, Opener)] = &[
    (intake::FORM, |house, draft, cx| cx.push(intake::Intake::resume(house, draft))),
    (bulk_entry::FORM, |house, draft, cx| cx.push(bulk_entry::Keying::resume(house, draft))),
    (file::FORM, reopen_file),
    (file::NOTE_FORM, reopen_file),
    (vacancy_form::FORM, |house, draft, cx| cx.push(vacancy_form::VacancyForm::resume(house, draft))),
    (employer_form::FORM, |house, draft, cx| cx.push(employer_form::EmployerForm::resume(house, draft))),
    (employer::deeds::NOTE_FORM, reopen_employer),
    (employer::deeds::VISIT_FORM, reopen_employer),
    (interview::FORM, |house, draft, cx| cx.push(interview::Interview::resume(house, &draft))),
];

fn reopen_file(house: &House, draft: Draft, cx: &mut Cx<'_>) {
    if let Some(screen) = file::CaseFile::resumed(house, draft) {
        cx.push(screen);
    }
}
fn reopen_employer(house: &House, draft: Draft, cx: &mut Cx<'_>) {
    if let Some(screen) = employer::FirmFile::resumed(house, draft) {
        cx.push(screen);
    }
}
/// Rows of the list at most; the others come when these are settled.
const ROWS: usize = 6;

/// Asks for the drafts of who works, and offers those that can be reopened. Nothing is said where there are none.
pub fn offer<S: Screen>(cx: &mut Cx<'_>, house: &House) {
    let house = house.clone();
    cx.load(Slot("drafts"), draft::mine, move |_: &mut S, drafts, cx| {
        let drafts: Vec<Draft> = drafts.unwrap_or_default().into_iter().filter(|d| opener(d).is_some()).collect();
        if drafts.is_empty() {
            return;
        }
        cx.ask(Resume { drafts, at: 0 }, move |_: &mut S, chosen: Draft, cx| open(&house, chosen, cx));
    });
}

/// Reopens a draft: also from the list of what is to be done.
pub fn open(house: &House, draft: Draft, cx: &mut Cx<'_>) {
    if let Some(open) = opener(&draft) {
        open(house, draft, cx);
    }
}

/// A draft in one line: form, name, how far, when.
pub fn said(draft: &Draft, look: &Look) -> [String; 3] {
    let form = look.text(&format!("draft-{}", draft.form.replace('_', "-")));
    let what = if draft.label.is_empty() { form } else { format!("{form}, {}", draft.label) };
    let typed: Vec<&String> =
        draft.fields.iter().filter(|(id, text)| !id.starts_with('_') && !text.trim().is_empty()).map(|(_, text)| text).collect();
    let far = if draft.focus.is_empty() {
        // One field, a text: how far is its number of lines.
        look.with("draft-lines", &[("count", typed.iter().map(|t| t.lines().count()).sum::<usize>().to_string())])
    } else {
        look.with("draft-far", &[("count", typed.len().to_string()), ("field", look.label("", &draft.focus))])
    };
    [what, far, frame::hour(look, calendar::local(draft.saved_at))]
}

fn opener(draft: &Draft) -> Option<Opener> {
    OPENERS.iter().find(|(form, _)| *form == draft.form).map(|(_, open)| *open)
}

/// The drawer; its reply is the draft to be reopened.
struct Resume {
    drafts: Vec<Draft>,
    at: usize,
}

impl Dialog for Resume {
    type Reply = Draft;
}

impl Resume {
    /// Throws the one under the cursor away, after the question that names it.
    fn throw_away(&mut self, cx: &mut Cx<'_>) {
        let Some(draft) = self.drafts.get(self.at) else { return };
        let [what, ..] = said(draft, cx.look);
        let id = draft.id;
        let question = Words::new("resume-throw-question").with("what", what);
        cx.ask(Confirm::new(Words::new("resume-throw-title"), question, "resume-throw"), move |_: &mut Self, _, cx| {
            cx.save(
                move |desk| draft::drop(desk, id),
                move |me: &mut Self, dropped, cx| {
                    if dropped.is_err() {
                        return;
                    }
                    me.drafts.retain(|d| d.id != id);
                    me.at = me.at.min(me.drafts.len().saturating_sub(1));
                    cx.say_saved(Words::new("resume-thrown"));
                    if me.drafts.is_empty() {
                        cx.close();
                    }
                },
            );
        });
    }
}

impl Screen for Resume {
    fn name(&self) -> &'static str {
        "resume"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled("resume-open"));
        out.push(Offer::main(Action::NextState));
        out.push(Offer::main(Action::Back).labelled("resume-later"));
        out.extend([Action::Up, Action::Down].map(Offer::silent));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open => {
                if let Some(draft) = self.drafts.get(self.at) {
                    cx.reply(draft.clone());
                }
            }
            Action::NextState => self.throw_away(cx),
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(self.drafts.len().saturating_sub(1)),
            _ => cx.close(),
        }
    }
    fn title(&self, look: &Look) -> String {
        let last = self.drafts.iter().map(|d| d.saved_at).max().unwrap_or_default();
        let args = [("hour", frame::hour(look, calendar::local(last))), ("count", self.drafts.len().to_string())];
        look.with("title-resume", &args)
    }
    fn rows(&self, _: u16) -> u16 {
        u16::try_from(self.drafts.len().min(ROWS)).unwrap_or(1) + 2
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let first = (self.at + 1).saturating_sub(ROWS);
        let mut y = area.y;
        for (at, draft) in self.drafts.iter().enumerate().skip(first).take(ROWS) {
            let here = at == self.at;
            let [what, far, hour] = said(draft, look);
            let wide = usize::from(area.width);
            let name = wide.saturating_sub(48).clamp(20, 40);
            let rest = wide.saturating_sub(name + 12);
            let line = format!("{} {:name$} {:rest$} {hour}", if here { ">" } else { " " }, cut(&what, name), cut(&far, rest));
            look.fill(buffer, area.x, y, area.width, &line, if here { look.selected() } else { Style::new() });
            if here {
                look.point(area.x, y);
            }
            y += 1;
        }
        let keys = ["resume-key-open", "resume-key-throw", "resume-key-later"].map(|key| look.text(key)).join("   ");
        for (y, text) in (y..area.bottom()).zip([look.text("resume-nothing-lost"), keys]) {
            look.put(buffer, area.x + 1, y, area.width.saturating_sub(2), &text, Style::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{LANGUAGES, Texts};

    #[test]
    fn each_form_that_can_be_taken_up_again_has_its_name() {
        for lang in LANGUAGES {
            let texts = Texts::load(lang).unwrap();
            for (form, _) in OPENERS {
                assert!(texts.has(&format!("draft-{}", form.replace('_', "-"))), "{lang}: {form}");
            }
        }
    }
}

//! The rights of the person on the file (security.md §4 "Keeping and erasing"): restriction of contested data, legal hold, the wish for erasure
//! and its second person. Opened by the last line of `s` Suite…; the deeds are those of `services/erasure`.

use super::CaseFile;
use crate::domain::rights::{self, Deed, Owner};
use crate::domain::safeguard::{ANONYMISING, ERASURE, HOLD, RESTRICTION, Safeguard};
use crate::fault::Outcome;
use crate::services::erasure::{self, Done};
use crate::services::file::{self, Page};
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Ask, Confirm, Filled, Menu, MenuRow};
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::secret;

/// One line of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    Restrict,
    Free,
    Hold,
    Release,
    Erase,
    Anonymise,
    Confirm,
    Withdraw,
}

impl Right {
    fn key(self) -> &'static str {
        match self {
            Right::Restrict => "protect-restrict",
            Right::Free => "protect-free",
            Right::Hold => "protect-hold",
            Right::Release => "protect-release",
            Right::Erase => "protect-erase",
            Right::Anonymise => "protect-anonymise",
            Right::Confirm => "protect-confirm",
            Right::Withdraw => "protect-withdraw",
        }
    }
    /// Who may: the auditor asks, the head of the agency confirms, either guards.
    fn any_of(self) -> &'static [Deed] {
        match self {
            Right::Erase | Right::Anonymise => &[Deed::AskErase],
            Right::Confirm => &[Deed::ConfirmErase],
            _ => &[Deed::ConfirmErase, Deed::AskErase],
        }
    }
}

/// What may be done with the safeguards that stand.
fn open_to(page: &Page) -> Vec<Right> {
    let asked = page.guarded(ERASURE) || page.guarded(ANONYMISING);
    let mut all = Vec::new();
    if asked {
        all.extend([Right::Confirm, Right::Withdraw]);
    }
    all.push(if page.guarded(RESTRICTION) { Right::Free } else { Right::Restrict });
    all.push(if page.guarded(HOLD) { Right::Release } else { Right::Hold });
    if !asked {
        all.extend([Right::Erase, Right::Anonymise]);
    }
    all
}

impl CaseFile {
    /// The menu of what may be done for the person's rights; what is refused is shown with who can.
    pub(super) fn protect(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let all = open_to(page);
        let rows = all.iter().map(|right| self.right_row(*right, page, cx.look)).collect();
        let menu = Menu::new(Words::new("protect-title").with("name", self.name()), rows);
        cx.ask(menu, move |me: &mut Self, at: usize, cx| {
            if let Some(right) = all.get(at) {
                me.exercise(*right, cx);
            }
        });
    }
    fn right_row(&self, right: Right, page: &Page, look: &Look) -> MenuRow {
        let owner = Owner::agency(page.file.person.agency.clone());
        let refused = right.any_of().iter().map(|deed| rights::allowed(&self.house.who, *deed, owner.clone()));
        let why = refused.reduce(Result::or).and_then(Result::err).map(|denied| look.texts.fault(&denied).what);
        MenuRow::new(look.text(right.key()), look.text(&format!("{}-about", right.key()))).refused(why)
    }

    fn exercise(&mut self, right: Right, cx: &mut Cx<'_>) {
        let id = self.id;
        match right {
            Right::Restrict | Right::Hold | Right::Erase | Right::Anonymise => self.for_a_reason(right, cx),
            Right::Free => self.and_page(cx, move |desk, deed| {
                erasure::lift_restriction(desk, deed, id)?;
                file::page(desk, id)
            }),
            Right::Release => self.and_page(cx, move |desk, deed| {
                erasure::lift_hold(desk, deed, id)?;
                file::page(desk, id)
            }),
            Right::Withdraw => self.and_page(cx, move |desk, deed| {
                erasure::withdraw(desk, deed, id)?;
                file::page(desk, id)
            }),
            Right::Confirm => self.confirm_erasure(cx),
        }
    }
    fn for_a_reason(&mut self, right: Right, cx: &mut Cx<'_>) {
        let form = Form::new(vec![Spec::text("reason", 400).must()]);
        let about = vec![cx.text(&format!("{}-long", right.key()))];
        let ask =
            Ask::new(Words::new("file-suite-one").with("event", cx.text(right.key())).with("name", self.name()), form, "file-do")
                .about(about);
        let id = self.id;
        cx.ask(ask, move |me: &mut Self, answers: Filled, cx| {
            let reason = answers.text("reason");
            me.and_page(cx, move |desk, deed| {
                match right {
                    Right::Restrict => erasure::restrict(desk, deed, id, &reason)?,
                    Right::Hold => erasure::hold(desk, deed, id, &reason)?,
                    other => erasure::ask(desk, deed, id, other == Right::Anonymise, &reason)?,
                }
                file::page(desk, id)
            });
        });
    }
    /// The second person: said once more what goes and why, then the file closes, for nothing of it is left to show.
    fn confirm_erasure(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.load(Slot("safeguards"), move |desk| erasure::safeguards(desk, id), Self::sure_to_erase);
        cx.hold(Slot("safeguards"));
    }
    fn sure_to_erase(&mut self, found: Outcome<Vec<Safeguard>>, cx: &mut Cx<'_>) {
        let (Ok(found), Some(page)) = (found, &self.page) else { return };
        let Some(asked) = found.iter().find(|s| matches!(s.kind.as_str(), ERASURE | ANONYMISING)) else { return };
        let key = if asked.kind == ERASURE { "protect-confirm-erase" } else { "protect-confirm-anonymise" };
        let said = Words::new(key)
            .with("reason", asked.reason.clone().unwrap_or_default())
            .with("by", page.name_of(asked.asked_by))
            .with("number", &page.file.person.number);
        let title = Words::new("file-suite-one").with("event", cx.text("protect-confirm")).with("name", self.name());
        cx.ask(Confirm::new(title, said, "protect-do-confirm"), |me: &mut Self, _, cx| me.erase(cx));
    }
    fn erase(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        let job = move |desk: &mut crate::tui::cx::Desk, deed| {
            let folders = erasure::told_folders(desk)?;
            erasure::confirm(desk, deed, id, &folders)
        };
        secret::guarded(cx, job, |me: &mut Self, done: Outcome<Done>, cx| {
            let Ok(done) = done else { return };
            me.page = None;
            me.heading = super::Heading::default();
            cx.say(Message::saved(Words::new("protect-erased").with("number", &done.number).with("files", done.deleted.len())));
            cx.close();
        });
    }
}

/// What protects the file now, for row 4: said before anything else that is due.
pub(super) fn signs(look: &Look, page: &Page) -> Vec<String> {
    let sign = |kind: &str, key: &str| page.guarded(kind).then(|| look.text(key));
    let asked =
        if page.guarded(ERASURE) { sign(ERASURE, "protect-sign-erasure") } else { sign(ANONYMISING, "protect-sign-anonymising") };
    [sign(RESTRICTION, "protect-sign-restriction"), sign(HOLD, "protect-sign-hold"), asked].into_iter().flatten().collect()
}

//! A file of another agency, or as the auditor: the reason is asked first, then it is read for four hours and its counsellor is told
//! (security.md §3). Nothing of it is on the screen before.

use super::CaseFile;
use crate::domain::access::Reading;
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::tui::screen::{Cx, Words};
use crate::tui::screens::ask_line::AskLine;

/// Characters of a reason.
const MOST: usize = 200;

/// Whether a reason would open the file.
pub(super) fn wanted(fault: &Fault) -> bool {
    matches!(fault, Fault::Refused(reason) if matches!(reason.key, "refused-other-agency" | "refused-reason"))
}

impl CaseFile {
    pub(super) fn ask_reason(&mut self, fault: &Fault, cx: &mut Cx<'_>) {
        let means = cx.look.texts.fault(fault).means;
        let title = Words::new("title-reading").with("name", self.name());
        let ask = AskLine::text("reading", title, "reason", MOST, true, "reading-open").saying(means);
        cx.hush();
        cx.ask(ask, |me: &mut Self, reason: String, cx| {
            let id = me.id;
            let asked = cx.deed(
                move |desk, deed| access::open_reading(desk, deed, id, &reason),
                |me: &mut Self, done: Outcome<Reading>, cx| {
                    if done.is_ok() {
                        cx.hush();
                        me.load(cx);
                    }
                },
            );
            cx.hold_for(asked);
        });
    }
}

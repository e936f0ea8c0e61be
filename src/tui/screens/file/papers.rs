//! `i` Imprimer…: certificate, slip or convocation, made, put into words and sent out on the back worker.

use super::{CaseFile, words};
use crate::paper::{self, Sent};
use crate::services::letters::{self, PaperKind, Subject};
use crate::tui::dialogs::{Menu, MenuRow};
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::said;

impl CaseFile {
    /// Asks which paper; what this file gives no ground for is refused with the reason.
    pub(super) fn print(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let look = cx.look;
        let at = page.next.as_ref().and_then(|a| a.starts_at).map(crate::domain::calendar::local);
        let meeting = at.map_or_else(String::new, |at| words::moment(look, at));
        let rows = PaperKind::ALL.iter().map(|kind| {
            let label = look.text(&format!("paper-{}", kind.id()));
            let why = match kind {
                PaperKind::Certificate => (!page.file.registration.state.is_open()).then(|| look.text("refused-no-registration")),
                _ => at.is_none().then(|| look.text("refused-no-appointment")),
            };
            let about = if *kind == PaperKind::Certificate { page.file.person.name() } else { meeting.clone() };
            MenuRow::new(label, about).refused(why)
        });
        let menu = Menu::new(Words::new("file-print-title"), rows.collect());
        cx.ask(menu, |me: &mut Self, at: usize, cx| {
            if let Some(kind) = PaperKind::ALL.get(at) {
                me.print_one(*kind, cx);
            }
        });
    }
    fn print_one(&mut self, kind: PaperKind, cx: &mut Cx<'_>) {
        let (id, texts, outlet) = (self.id, cx.look.texts.clone(), paper::outlet());
        let mut deeds = None;
        cx.work(
            move |desk| {
                let (make, printed) = *deeds.get_or_insert_with(|| (desk.new_id(), desk.new_id()));
                let made = letters::make(desk, make, kind, Subject::Person(id))?;
                let sent = paper::send(&outlet, &paper::reference(&made), &paper::lines(&made, &texts))?;
                letters::printed(desk, printed, made.letter)?;
                Ok(sent)
            },
            move |me: &mut Self, sent, cx| {
                match sent {
                    Ok(Sent::File(path)) => {
                        let path = said::place(&path);
                        cx.say(Message::saved(Words::new("file-printed-to").with("path", path)));
                    }
                    Ok(Sent::Terminal(lines)) => {
                        cx.slip(lines);
                        cx.say(Message::saved(Words::new("file-printed")));
                    }
                    Ok(Sent::Printer) => cx.say(Message::saved(Words::new("file-printed"))),
                    // Said by the app.
                    Err(_) => return,
                }
                me.reload(cx);
            },
        );
    }
}

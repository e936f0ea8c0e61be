//! `i` Imprimer…: the employer's list of an offer, the letter of who said yes; made, put into words and sent out on the back worker.

use super::{Item, Series, Source};
use crate::domain::ids::{DeedId, VacancyId};
use crate::domain::lifecycle::ProposalState;
use crate::fault::Outcome;
use crate::paper::{self, Sent};
use crate::services::letters::{self, Paper};
use crate::services::proposals;
use crate::tui::cx::Desk;
use crate::tui::dialogs::{Menu, MenuRow};
use crate::tui::screen::{Cx, Message, Screen, Words};
use crate::tui::screens::said;

impl Series {
    /// Asks which paper; the letter waits for the person's « yes ».
    pub(super) fn print<S: Screen>(&mut self, cx: &mut Cx<'_>) {
        let Some(Item::Proposal(r)) = self.table.current().map(|l| &l.item) else { return };
        let (id, vacancy) = (r.proposal.head.id, r.proposal.vacancy);
        let yes = matches!(r.proposal.state, ProposalState::Accepted | ProposalState::Sent | ProposalState::EmployerInterview);
        let rows = vec![
            MenuRow::new(cx.text("paper-employer-list"), format!("{}, {}", r.title, r.employer)),
            MenuRow::new(cx.text("paper-introduction"), &r.name).refused((!yes).then(|| cx.text("refused-not-accepted-yet"))),
        ];
        cx.ask(Menu::new(Words::new("file-print-title"), rows), move |_: &mut S, at: usize, cx| match at {
            0 => employer_list::<S>(vacancy, Vec::new(), cx),
            _ => print::<S>(cx, move |desk, deed| proposals::introduction(desk, deed, id)),
        });
    }
    /// The offer of whose proposals these are.
    pub fn offer(&self) -> Option<VacancyId> {
        if let Source::Offer(id) = self.source { Some(id) } else { None }
    }
}

/// The employer's list of an offer, with more people by their number only.
pub fn employer_list<S: Screen>(vacancy: VacancyId, also: Vec<crate::domain::ids::PersonId>, cx: &mut Cx<'_>) {
    print::<S>(cx, move |desk, deed| proposals::employer_list(desk, deed, vacancy, &also));
}

/// Makes a paper and sends it out by the way that the configuration says; the row of the letter says when.
fn print<S: Screen>(cx: &mut Cx<'_>, mut make: impl FnMut(&mut Desk, DeedId) -> Outcome<Paper> + Send + 'static) {
    let (texts, outlet, mut deeds) = (cx.look.texts.clone(), paper::outlet(), None);
    cx.work(
        move |desk| {
            let (made, printed) = *deeds.get_or_insert_with(|| (desk.new_id(), desk.new_id()));
            let made = make(desk, made)?;
            let sent = paper::send(&outlet, &paper::reference(&made), &paper::lines(&made, &texts))?;
            letters::printed(desk, printed, made.letter)?;
            Ok(sent)
        },
        |_: &mut S, sent: Outcome<Sent>, cx| match sent {
            Ok(Sent::File(path)) => {
                cx.say(Message::saved(Words::new("file-printed-to").with("path", said::place(&path))));
            }
            Ok(Sent::Terminal(lines)) => {
                cx.slip(lines);
                cx.say(Message::saved(Words::new("file-printed")));
            }
            Ok(Sent::Printer) => cx.say(Message::saved(Words::new("file-printed"))),
            // Said by the app.
            Err(_) => {}
        },
    );
}

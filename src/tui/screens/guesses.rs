//! The wait after wrong passwords (security.md §2): the seconds that are left, counted in the message line. Used by the login and the pause.

use std::time::Duration;

use crate::fault::Fault;
use crate::tui::cx::Slot;
use crate::tui::screen::{Cx, Message, Screen, Words};

/// What the service refuses with while one has to wait.
const REFUSED: &str = "refused-guess-wait";

/// How a screen finds its wait again at each second.
type Mine<S> = fn(&mut S) -> &mut Wait;

/// The wait.
#[derive(Debug, Default)]
pub struct Wait {
    seconds: i64,
}

impl Wait {
    /// Whether no guess is taken yet.
    pub fn lasts(&self) -> bool {
        self.seconds > 0
    }
    /// Begins where the guess was refused for it; false: it was something else.
    pub fn begins<S: Screen>(&mut self, fault: &Fault, cx: &mut Cx<'_>, mine: Mine<S>) -> bool {
        let Fault::Refused(reason) = fault else { return false };
        if reason.key != REFUSED {
            return false;
        }
        let seconds = reason.args.iter().find(|(name, _)| *name == "seconds").and_then(|(_, v)| v.parse().ok());
        self.seconds = seconds.unwrap_or(1);
        self.count(cx, mine);
        true
    }
    /// The seconds that are left, one less each second: the only thing on a screen that ticks, while somebody waits for it.
    fn count<S: Screen>(&mut self, cx: &mut Cx<'_>, mine: Mine<S>) {
        if !self.lasts() {
            return cx.hush();
        }
        cx.say(Message::failed(Words::new(REFUSED).with("seconds", self.seconds)));
        self.seconds -= 1;
        cx.wake(Slot("count"), Duration::from_secs(1), move |me: &mut S, cx| mine(me).count(cx, mine));
    }
}

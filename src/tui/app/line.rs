//! The line to the database goes and comes: what the title says, what waits, and what became of it (screens.md §1, §16).

use super::App;
use crate::tui::cx::Care;
use crate::tui::dialogs::Lines;
use crate::tui::event::{Line, Topic};
use crate::tui::screen::{Message, Sign, Words};

/// Saves that waited while the line was away, once it is back.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Backlog {
    left: usize,
    done: usize,
    refused: usize,
}

impl App {
    pub(super) fn line(&mut self, line: Line) {
        let hour = crate::tui::frame::hour(&self.parts.look, (self.parts.wall)());
        self.count_unsent();
        match line {
            Line::Away if self.parts.status.away_since.is_none() => {
                self.parts.status.away_since = Some(hour);
                self.say_away();
                self.give_up();
            }
            Line::Away => {}
            // Said already, when it was found.
            Line::OnlyReads(why) if why == self.parts.status.read_only => {}
            Line::OnlyReads(why) => {
                self.parts.status.read_only = why;
                self.message = Some(match why {
                    Some(why) => Message::failed(self.only_reads(why)),
                    None => Message::advice(Words::new("line-writes-again")),
                });
            }
            Line::Found(why, said) => {
                self.parts.status.read_only = Some(why);
                self.message = Some(said);
            }
            Line::Back => {
                self.parts.status.away_since = None;
                self.message = Some(Message::advice(Words::new("line-back")));
                self.backlog = Some(Backlog { left: self.parts.status.unsent, ..Backlog::default() });
                self.caught_up();
            }
        }
    }
    /// Why only reading goes on, and who is to be told of it (security.md §7: « Prévenez M. X »).
    fn only_reads(&self, why: &str) -> Words {
        let own = why.replacen("state-", "line-", 1);
        let texts = &self.parts.look.texts;
        let key = if texts.has(&own) { own } else { "line-only-reads".to_owned() };
        Words::new(key).with("who", texts.administrator())
    }
    /// What waits while the line is away; said again with each save that is added.
    pub(super) fn say_away(&mut self) {
        let Some(since) = &self.parts.status.away_since else { return };
        let words = Words::new("line-away").with("hour", since).with("count", self.parts.status.unsent);
        self.message = Some(Message::new(Sign::Sent, words));
    }
    pub(super) fn count_unsent(&mut self) {
        self.parts.status.unsent = self.waiting.values().filter(|w| w.care == Care::Save).count();
    }
    /// A save was answered: one of those that had waited for the line, if there are any left.
    pub(super) fn answered(&mut self, well: bool) {
        let Some(backlog) = &mut self.backlog else { return };
        backlog.left = backlog.left.saturating_sub(1);
        if well {
            backlog.done += 1;
        } else {
            backlog.refused += 1;
        }
        self.caught_up();
    }
    /// All that waited is answered: its sum is said, and the rows come anew.
    fn caught_up(&mut self) {
        let Some(Backlog { left: 0, done, refused }) = self.backlog else { return };
        self.backlog = None;
        if done + refused > 0 {
            let words = Words::new("line-caught-up").with("done", done).with("refused", refused);
            self.message = Some(if refused > 0 { Message::failed(words) } else { Message::saved(words) });
        }
        for id in self.layers.iter().map(|l| l.id).collect::<Vec<_>>() {
            self.call(id, |screen, cx| screen.changed(Topic("line"), cx));
        }
    }
    /// `?` while the line is away: what waits, in the order in which it will go.
    pub(super) fn show_waiting(&mut self) -> bool {
        if self.parts.status.away_since.is_none() || self.parts.status.unsent == 0 {
            return false;
        }
        let saves = self.waiting.values().filter(|w| w.care == Care::Save);
        let lines = saves.map(|w| format!("{} ~ {}", w.at, w.said)).collect();
        let title = Words::new("title-unsent-list").with("count", self.parts.status.unsent);
        let Some(id) = self.top() else { return false };
        self.call(id, |_, cx| cx.show(Lines::new(title, lines)));
        true
    }
}

//! Changes of others on an open list: while someone works at it, it asks every 2 s whether others have saved; after some minutes
//! without a key it asks no more, and the next key asks at once (docs/decisions/012-changes-of-others.md). Held by the screens of the
//! day, the queue and the agenda.

use std::time::Duration;

use crate::services::changes::{self, Mark};
use crate::tui::cx::Slot;
use crate::tui::screen::{Cx, Screen};

/// Pause between two questions.
const EACH: Duration = Duration::from_secs(2);
/// Questions after the last key: five minutes of them.
const MOST: u32 = 150;
const SLOT: Slot = Slot("news");

/// The state of the watch.
#[derive(Debug, Clone, Copy, Default)]
pub struct Watch {
    mark: Mark,
    left: u32,
    running: bool,
    covered: bool,
}

/// A screen that watches.
pub trait Watches: Screen + Sized {
    /// Its watch.
    fn watch(&mut self) -> &mut Watch;
    /// Others have saved: the list is read again in place.
    fn news(&mut self, cx: &mut Cx<'_>);
}

impl Watch {
    /// The list was read: what comes later is news.
    pub fn read(&mut self, mark: Mark) {
        self.mark = mark;
    }
    /// Another screen lies over this one.
    pub fn cover(&mut self) {
        self.covered = true;
    }
    /// Whether another screen lay over this one; asked once, when it is on top again.
    pub fn uncover(&mut self) -> bool {
        std::mem::take(&mut self.covered)
    }
}

/// A key was pressed here: the questions go on for some minutes more; if they had ended, one is asked at once.
pub fn touched<S: Watches>(me: &mut S, cx: &mut Cx<'_>) {
    let watch = me.watch();
    watch.left = MOST;
    if !watch.running {
        watch.running = true;
        ask::<S>(watch.mark, cx);
    }
}

/// The list has just been read: the first question comes after a pause.
pub fn begin<S: Watches>(me: &mut S, cx: &mut Cx<'_>) {
    let watch = me.watch();
    watch.left = MOST;
    if !watch.running {
        watch.running = true;
        cx.wake(SLOT, EACH, wake::<S>);
    }
}

fn wake<S: Watches>(me: &mut S, cx: &mut Cx<'_>) {
    let watch = me.watch();
    watch.left = watch.left.saturating_sub(1);
    if watch.covered || watch.left == 0 {
        watch.running = false;
        return;
    }
    ask::<S>(watch.mark, cx);
}

/// The next question is armed when the answer is here, so that a slow line has one on its way at most.
fn ask<S: Watches>(mark: Mark, cx: &mut Cx<'_>) {
    cx.glance(
        SLOT,
        move |desk| changes::news(desk, mark),
        |me: &mut S, news, cx| {
            if news == Ok(true) && !me.watch().covered {
                me.news(cx);
            }
            cx.wake(SLOT, EACH, wake::<S>);
        },
    );
}

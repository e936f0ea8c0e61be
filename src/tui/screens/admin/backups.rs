//! The page of the backups: which there are, how old the last good one is, here and on another disk; `n` makes one now.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::backup::{Age, BackupDone};
use crate::domain::calendar;
use crate::domain::rights::Deed;
use crate::domain::rules::Rules;
use crate::fault::Outcome;
use crate::services::backup::{self, Health, To, Wish};
use crate::tui::action::Action;
use crate::tui::cx::{Desk, Slot};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Message, Offer, Sign, Words};
use crate::tui::screens::admin::{Admin, Page, has};
use crate::tui::screens::{House, secret};
use crate::tui::widgets::table::{Cell, Column, Row, Table};

struct Line {
    row: BackupDone,
    at: String,
    kind: String,
    outcome: String,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.row.head.id.0.as_bytes().to_vec()
    }
}

/// The page.
pub struct Backups {
    table: Table<Line>,
    wish: Option<Wish>,
    hours: i64,
    health: Option<Health>,
    now: DateTime<Utc>,
}

/// For who backs up.
pub(super) fn page(house: &House) -> Option<Box<dyn Page>> {
    if !has(house, Deed::Maintain) {
        return None;
    }
    let columns = vec![
        Column::new("backup-head-at", 17, 0, |l: &Line, _| Cell::from(l.at.as_str())),
        Column::new("backup-head-kind", 20, 0, |l: &Line, _| Cell::from(l.kind.as_str())),
        Column::new("backup-head-outcome", 15, 0, |l: &Line, _| Cell::from(l.outcome.as_str())),
        Column::new("backup-head-path", 24, 2, |l: &Line, _| Cell::from(l.row.target.as_str())),
    ];
    let hours = house.rules.setting("backup_alarm_hours", "26").parse().unwrap_or(26);
    let wish = wish(&house.rules);
    Some(Box::new(Backups { table: Table::new(columns), wish, hours, health: None, now: Utc::now() }))
}

/// One by hand into the folder of the timers; none where no folder is set.
fn wish(rules: &Rules) -> Option<Wish> {
    let set = |key: &str| Some(rules.setting(key, "").to_owned()).filter(|v| !v.is_empty());
    Some(Wish {
        kind: "hand",
        to: To::Folder(PathBuf::from(set("backup_folder")?), usize::MAX),
        recipient: set("backup_recipient"),
        work: PathBuf::from(set("backup_work")?),
    })
}

impl Backups {
    fn look_at(hours: i64) -> impl FnMut(&mut Desk) -> Outcome<(Health, DateTime<Utc>)> + Send + 'static {
        move |desk| Ok((backup::health(desk, hours)?, desk.now()))
    }
    fn came(me: &mut Admin, found: Outcome<(Health, DateTime<Utc>)>, cx: &mut Cx<'_>) {
        let Ok((health, now)) = found else { return };
        let line = |row: &BackupDone| Line {
            at: row.made_at.map(|at| calendar::local(at).format("%d/%m/%Y %H:%M").to_string()).unwrap_or_default(),
            kind: cx.text(&format!("backup-kind-{}", row.kind.replace('_', "-"))),
            outcome: cx.text(&format!("backup-outcome-{}", row.outcome)),
            row: row.clone(),
        };
        let lines = health.all.iter().map(line).collect();
        me.with::<Backups>(|page| {
            page.table.refresh(lines);
            (page.health, page.now) = (Some(health), now);
        });
    }
    fn make(&self, cx: &mut Cx<'_>) {
        let Some(wish) = self.wish.clone() else { return };
        let hours = self.hours;
        let job = move |desk: &mut Desk, _| backup::make(desk, &wish);
        cx.say(Message::new(Sign::Sent, Words::new("admin-backup-running")));
        secret::guarded(cx, job, move |_: &mut Admin, done, cx| {
            if let Ok(made) = done {
                let rows = made.label.manifest.total();
                cx.say_saved(Words::new("admin-backup-made").with("rows", rows));
            }
            cx.load(Slot("backups"), Self::look_at(hours), Self::came);
        });
    }
    fn hours_of(&self, of: Option<&BackupDone>) -> Option<i64> {
        Some((self.now - of?.made_at?).num_hours())
    }
    /// How old the last good one is, and the last on another disk.
    fn ages(&self, look: &Look) -> Option<String> {
        let health = self.health.as_ref()?;
        let here = match self.hours_of(health.last.as_ref()) {
            Some(hours) => look.with("admin-backup-age", &[("hours", hours.to_string())]),
            None => look.text("admin-backup-never"),
        };
        let there = match self.hours_of(health.elsewhere.as_ref()) {
            Some(hours) => look.with("admin-backup-elsewhere", &[("days", (hours / 24).to_string())]),
            None => look.text("admin-backup-nowhere"),
        };
        Some(format!("{here} {there}"))
    }
}

impl Page for Backups {
    fn label(&self) -> &'static str {
        "admin-tab-backups"
    }
    fn badge(&self) -> (usize, bool) {
        (0, self.health.as_ref().is_some_and(|h| h.age != Age::Fresh))
    }
    fn noticed(&mut self, cx: &mut Cx<'_>) {
        cx.glance(Slot("backups"), Self::look_at(self.hours), Self::came);
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        cx.load(Slot("backups"), Self::look_at(self.hours), Self::came);
    }
    fn todo(&self, look: &Look) -> Vec<String> {
        let old = self.health.as_ref().is_some_and(|h| h.age != Age::Fresh);
        if old { self.ages(look).into_iter().collect() } else { Vec::new() }
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.wish.is_some() {
            out.push(Offer::main(Action::New).labelled("action-make-backup"));
        }
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if !self.table.act(action) && action == Action::New {
            self.make(cx);
        }
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        if let Some(ages) = self.ages(look) {
            look.put(frame.buffer_mut(), area.x + 1, area.y, area.width.saturating_sub(1), &ages, Style::new());
        }
        self.table.draw(frame.buffer_mut(), below, look, true);
    }
}

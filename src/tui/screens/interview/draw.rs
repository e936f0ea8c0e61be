//! Draws the parts where `plan` puts them (screens.md drawing 7). Nothing changes here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::look::{Look, cut, width};
use crate::tui::screens::interview::actions::Cell;
use crate::tui::screens::interview::plan::{Needs, Plan, plan};
use crate::tui::screens::interview::{Interview, Part, axes, day, next, obstacles};
use crate::tui::widgets::line::Line;

/// Cells from the left of an action's row: code, label, owner, day, state.
const ACTION: [u16; 5] = [1, 4, 41, 54, 66];
/// The same when narrow.
const ACTION_NARROW: [u16; 5] = [1, 4, 26, 38, 49];
/// Between the two columns of axes.
const AXIS_APART: u16 = 24;

/// A text cut or filled up to a width.
pub(super) fn padded(text: &str, room: usize) -> String {
    let text = cut(text, room);
    let blanks = room.saturating_sub(width(&text));
    format!("{text}{}", " ".repeat(blanks))
}

/// The first row that is shown: with the cursor in the list its row is in sight, else the last ones, without the empty row when
/// there is no room.
fn first_shown(focused: bool, at: usize, count: usize, rows: usize) -> usize {
    if focused { (at + 1).saturating_sub(rows) } else { count.saturating_sub(rows) }
}

fn cells(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

impl Interview {
    /// Draws all.
    pub(super) fn draw_parts(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        let goals = u16::try_from(self.goals_shown().div_ceil(2)).unwrap_or(1);
        let note_width = area.width.saturating_sub(2);
        let needs = Needs { part: self.part, goals, notes: self.notes.height(note_width) };
        let plan = plan(area, &needs);
        self.draw_axes(buffer, plan.axes, look);
        if plan.narrow {
            self.draw_obstacles_folded(buffer, plan.obstacles, look);
            self.draw_goals_folded(buffer, plan.goals, look);
        } else {
            self.draw_obstacles(buffer, plan.obstacles, look);
            self.draw_goals(buffer, plan.goals, look);
        }
        self.draw_actions(buffer, plan.actions, plan.narrow, look);
        self.draw_talk(buffer, &plan, look);
        self.draw_next(buffer, plan.next, plan.narrow, look);
    }
    fn heading(buffer: &mut Buffer, area: Rect, key: &str, look: &Look) -> u16 {
        look.put(buffer, area.x, area.y, area.width, &look.text(key), look.heading())
    }
    /// Occupations that are there, and the one to be filled.
    fn goals_shown(&self) -> usize {
        let known = self.goals_known();
        let asked = if self.part == Part::Goals { self.goal + 1 } else { 1 };
        known.max(asked)
    }

    fn draw_axes(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        if area.height == 0 {
            return;
        }
        match &self.axes.note {
            Some(line) => {
                let code = self.axes.rows.get(self.axes.at).map_or("", |r| r.code.as_str());
                let label = look.with("interview-axis-note-of", &[("axis", axes::label(code, &self.house, look))]);
                let used = look.put(buffer, area.x, area.y, 26, &label, look.heading());
                line.draw(buffer, (area.x + used + 1, area.y), 47 - used, look, look.field(), true);
            }
            None => {
                Self::heading(buffer, Rect { width: 48.min(area.width), ..area }, "interview-axes", look);
            }
        }
        let half = self.axes.rows.len().div_ceil(2);
        for (nth, row) in self.axes.rows.iter().enumerate() {
            let (column, line) = (u16::try_from(nth / half).unwrap_or(0), u16::try_from(nth % half).unwrap_or(0));
            let (x, y) = (area.x + 1 + column * AXIS_APART, area.y + 1 + line);
            if y >= area.bottom() {
                continue;
            }
            let here = self.part == Part::Axes && nth == self.axes.at && self.axes.note.is_none();
            look.put(buffer, x, y, 1, &row.code, Style::new());
            look.put(buffer, x + 2, y, 13, &axes::label(&row.code, &self.house, look), Style::new());
            let style = if here { look.focused() } else { look.field() };
            look.fill(buffer, x + 16, y, 1, row.rating.as_deref().unwrap_or(""), style);
            let before = row.before.as_deref().unwrap_or("-");
            let sign = if row.note.is_empty() { "" } else { "*" };
            look.put(buffer, x + 18, y, 4, &format!("({before}){sign}"), Style::new());
            if here {
                look.point(x + 16, y);
            }
        }
    }

    fn draw_obstacles(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        if area.height == 0 {
            return;
        }
        Self::heading(buffer, area, "interview-obstacles", look);
        let rows = usize::from(area.height.saturating_sub(1));
        let first = first_shown(self.part == Part::Obstacles, self.obstacles.at, self.obstacles.rows.len(), rows);
        for (nth, y) in (first..=self.obstacles.rows.len()).zip(area.y + 1..area.bottom()) {
            let here = self.part == Part::Obstacles && nth == self.obstacles.at;
            match self.obstacles.rows.get(nth) {
                Some(row) => {
                    let (theme, words, state) = obstacles::shown(row, &self.house, look);
                    let style = if here { look.selected() } else { Style::new() };
                    let room = usize::from(area.width.saturating_sub(18));
                    let line = format!(" {} {} {state}", padded(&theme, 12), padded(&words, room));
                    look.fill(buffer, area.x + 1, y, area.width.saturating_sub(1), &line, style);
                    if here {
                        look.point(area.x + 2, y);
                    }
                }
                None => self.draw_new_obstacle(
                    buffer,
                    Rect { x: area.x + 2, y, width: area.width.saturating_sub(3), height: 1 },
                    look,
                ),
            }
        }
    }
    fn draw_new_obstacle(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        let here = self.part == Part::Obstacles && self.obstacles.at >= self.obstacles.rows.len();
        let theme = self.obstacles.theme.as_deref().unwrap_or("");
        look.fill(buffer, area.x, area.y, 1, theme, look.field());
        if !self.obstacles.in_words() {
            if here {
                look.point(area.x, area.y);
            }
            return;
        }
        look.put(buffer, area.x + 2, area.y, 10, &obstacles::theme_label(theme, &self.house, look), Style::new());
        self.obstacles.line.draw(buffer, (area.x + 13, area.y), area.width.saturating_sub(14), look, look.field(), here);
    }
    /// `Freins  1 mobilité o, 4 … o`, or the row being filled.
    fn draw_obstacles_folded(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        if area.height == 0 {
            return;
        }
        let used = Self::heading(buffer, area, "interview-obstacles", look) + 2;
        let rest = Rect { x: area.x + used, width: area.width.saturating_sub(used), ..area };
        if self.part == Part::Obstacles && self.obstacles.at >= self.obstacles.rows.len() {
            return self.draw_new_obstacle(buffer, rest, look);
        }
        let short = |row| {
            let (theme, _, state) = obstacles::shown(row, &self.house, look);
            format!("{theme} {state}")
        };
        let line = match self.obstacles.current().filter(|_| self.part == Part::Obstacles) {
            Some(row) => {
                look.point(rest.x, rest.y);
                let (theme, words, state) = obstacles::shown(row, &self.house, look);
                format!("{theme} {words} {state}")
            }
            None => self.obstacles.rows.iter().map(short).collect::<Vec<_>>().join(", "),
        };
        look.put(buffer, rest.x, rest.y, rest.width, &line, Style::new());
    }

    /// Code, words and months of an occupation.
    fn goal_of(&self, nth: usize, look: &Look) -> Option<(String, String, String)> {
        let file = &self.opened.as_ref()?.file;
        let goal = if nth == 0 { Some(&file.goal) } else { file.more_goals.get(nth - 1) }?;
        let code = goal.occupation.clone()?;
        let label =
            goal.occupation_label.clone().unwrap_or_else(|| self.house.rules.codes.label("ISCO", &code, look.lang()).to_owned());
        let months =
            goal.experience_months.map_or_else(String::new, |m| look.with("interview-months", &[("count", m.to_string())]));
        Some((code, label, months))
    }
    fn draw_goals(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        if area.height == 0 {
            return;
        }
        Self::heading(buffer, area, "interview-goals", look);
        for nth in 0..self.goals_shown() {
            let (row, column) = (u16::try_from(nth / 2).unwrap_or(0), u16::try_from(nth % 2).unwrap_or(0));
            let (x, y) = (area.x + 1 + column * 42, area.y + 1 + row);
            if y >= area.bottom() {
                return;
            }
            let here = self.part == Part::Goals && nth == self.goal;
            look.put(buffer, x, y, 1, &(nth + 1).to_string(), Style::new());
            match self.goal_of(nth, look) {
                Some((code, label, months)) => {
                    let label = padded(&label, 28_usize.saturating_sub(width(&months)));
                    look.fill(
                        buffer,
                        x + 2,
                        y,
                        34,
                        &format!("{code} {label} {months}"),
                        if here { look.selected() } else { Style::new() },
                    );
                }
                None => look.fill(buffer, x + 2, y, 4, "", look.field()),
            }
            if here {
                look.point(x + 2, y);
            }
        }
    }
    fn draw_goals_folded(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        if area.height == 0 {
            return;
        }
        let used = Self::heading(buffer, area, "interview-goal-short", look) + 2;
        let x = area.x + used;
        let here = self.part == Part::Goals;
        let all: Vec<String> = (0..self.goals_shown())
            .filter(|nth| !here || *nth == self.goal)
            .filter_map(|nth| self.goal_of(nth, look).map(|(code, label, _)| format!("{} {code} {label}", nth + 1)))
            .collect();
        look.put(buffer, x, area.y, area.width.saturating_sub(used), &all.join(", "), Style::new());
        if here {
            if all.is_empty() {
                look.fill(buffer, x, area.y, 4, "", look.field());
            }
            look.point(x, area.y);
        }
    }

    fn draw_actions(&self, buffer: &mut Buffer, area: Rect, narrow: bool, look: &Look) {
        if area.height == 0 {
            return;
        }
        Self::heading(buffer, area, "interview-actions", look);
        let columns = if narrow { ACTION_NARROW } else { ACTION };
        let rows = usize::from(area.height.saturating_sub(1));
        let first = first_shown(self.part == Part::Actions, self.actions.at, self.actions.rows.len(), rows);
        for (nth, y) in (first..=self.actions.rows.len()).zip(area.y + 1..area.bottom()) {
            let here = self.part == Part::Actions && nth == self.actions.at;
            let line = Rect { y, height: 1, ..area };
            if nth < self.actions.rows.len() {
                self.draw_action(buffer, line, nth, columns, here, look);
            } else {
                self.draw_new_action(buffer, line, columns, here, look);
            }
        }
    }
    fn draw_action(&self, buffer: &mut Buffer, area: Rect, nth: usize, columns: [u16; 5], here: bool, look: &Look) {
        let Some(row) = self.actions.rows.get(nth) else { return };
        let code = row.action.clone().unwrap_or_default();
        let label = row.title.clone().unwrap_or_else(|| self.house.rules.codes.label("ACTION", &code, look.lang()).to_owned());
        let texts = [
            code,
            label,
            look.text(&format!("interview-owner-{}", row.owner)),
            row.due.map_or_else(String::new, |due| day(due, look)),
            look.text(&format!("interview-action-{}", row.state)),
        ];
        let style = if here { look.selected() } else { Style::new() };
        if here {
            look.fill(buffer, area.x, area.y, area.width, "", style);
            look.point(area.x + 1, area.y);
        }
        for (n, (text, at)) in texts.iter().zip(columns).enumerate() {
            let end = columns.get(n + 1).copied().unwrap_or(area.width);
            look.put(buffer, area.x + at, area.y, end.saturating_sub(at + 1), text, style);
        }
    }
    fn draw_new_action(&self, buffer: &mut Buffer, area: Rect, columns: [u16; 5], here: bool, look: &Look) {
        let actions = &self.actions;
        let [code_at, label_at, owner_at, due_at, end] = columns;
        let put = |buffer: &mut Buffer, line: &Line, at: u16, room: u16, focused: bool| {
            line.draw(buffer, (area.x + at, area.y), room, look, look.field(), focused);
        };
        put(buffer, &actions.code, code_at, 2, here && actions.cell == Cell::Code);
        if actions.code.text().len() < 2 && !here {
            return;
        }
        let owner = look.text(&format!("interview-owner-{}", actions.owner));
        look.put(buffer, area.x + owner_at, area.y, due_at - owner_at - 1, &owner, Style::new());
        if actions.cell == Cell::Code {
            return;
        }
        let room = owner_at - label_at - 1;
        if actions.cell == Cell::Title || !actions.title.text().is_empty() {
            put(buffer, &actions.title, label_at, room, here && actions.cell == Cell::Title);
        } else {
            let label = self.house.rules.codes.label("ACTION", actions.code.text(), look.lang());
            look.put(buffer, area.x + label_at, area.y, room, label, Style::new());
        }
        put(buffer, &actions.due, due_at, 11, here && actions.cell == Cell::Due);
        if let Some(due) = actions.day(self.house.rules.today).filter(|_| actions.cell == Cell::Due) {
            look.put(buffer, area.x + end, area.y, area.width.saturating_sub(end), &day(due, look), Style::new());
        }
    }

    fn draw_talk(&self, buffer: &mut Buffer, plan: &Plan, look: &Look) {
        let area = plan.summary;
        let mut y = area.y;
        if area.height > 1 {
            Self::heading(buffer, area, "interview-notes", look);
            y += 1;
        }
        let label = format!("{} *", look.label("interview", "summary"));
        let used = look.put(buffer, area.x + 1, y, area.width, &label, Style::new());
        let at = area.x + 3 + used;
        let room = area.right().saturating_sub(at + 2);
        if look.thin {
            look.put(buffer, at - 1, y, 1, "[", Style::new());
            look.put(buffer, at + room, y, 1, "]", Style::new());
        }
        self.summary.draw(buffer, (at, y), room, look, look.field(), self.part == Part::Summary);
        let mut notes = plan.notes;
        if plan.wide && notes.height > 0 {
            Self::heading(buffer, notes, "interview-notes", look);
            notes = Rect { y: notes.y + 1, height: notes.height - 1, ..notes };
        }
        let inner = Rect { x: notes.x + 1, width: notes.width.saturating_sub(2), ..notes };
        self.notes.draw_in(buffer, inner, look, self.part == Part::Notes);
    }
    fn draw_next(&self, buffer: &mut Buffer, area: Rect, narrow: bool, look: &Look) {
        if area.height == 0 {
            return;
        }
        let here = self.part == Part::Next;
        let text = match self.what_follows() {
            Some(what) => {
                let why = if self.next.is_none() { self.rhythm(look) } else { None };
                let why = why.filter(|_| !narrow).map_or_else(String::new, |w| format!(" ({})", look.words(&w)));
                format!("{}{why}", next::said(&what, &self.house, look))
            }
            None if self.opened.is_some() => look.text("interview-next-none"),
            None => String::new(),
        };
        let (x, y) = if narrow {
            (area.x + Self::heading(buffer, area, "interview-next-short", look) + 2, area.y)
        } else {
            Self::heading(buffer, area, "interview-next", look);
            (area.x + 1, area.y + 1)
        };
        let style = if here { look.selected() } else { Style::new() };
        look.put(buffer, x, y, area.right().saturating_sub(x + 1).max(cells(&text).min(1)), &text, style);
        if here {
            look.point(x, y);
        }
    }
}

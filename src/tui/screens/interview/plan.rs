//! Where each part stands: 20 rows as drawn, folded when narrow, notes at the right when wide; what a drawer or a long note needs
//! is taken from the parts that are not in use.

use ratatui::layout::Rect;

use crate::tui::screens::interview::Part;

/// From here on notes stand at the right.
const WIDE: u16 = 110;
/// Under this obstacles and occupations fold to one line each.
const NARROW: u16 = 76;
/// Cells of the left side when wide.
const LEFT: u16 = 80;

/// The areas; one of height 0 isn't drawn. Headings are inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Plan {
    pub axes: Rect,
    pub obstacles: Rect,
    pub goals: Rect,
    pub actions: Rect,
    pub summary: Rect,
    pub notes: Rect,
    pub next: Rect,
    /// Parts without headings, one line each.
    pub narrow: bool,
    /// Notes are at the right.
    pub wide: bool,
}

/// What the plan depends on.
pub(super) struct Needs {
    pub part: Part,
    /// Rows of the occupations.
    pub goals: u16,
    /// Rows of the whole note at a width.
    pub notes: u16,
}

/// Heights from the top: axes, obstacles (when below), occupations, actions, summary, notes, next.
struct Heights {
    top: u16,
    obstacles: u16,
    goals: u16,
    actions: u16,
    summary: u16,
    notes: u16,
    next: u16,
}

impl Heights {
    fn fixed(&self) -> u16 {
        self.top + self.obstacles + self.goals + self.actions + self.summary + self.next
    }
}

/// The plan of an area.
pub(super) fn plan(area: Rect, needs: &Needs) -> Plan {
    let (narrow, wide) = (area.width < NARROW, area.width >= WIDE);
    let mut h = if narrow {
        Heights { top: 5, obstacles: 1, goals: 1, actions: 2, summary: 1, notes: 0, next: 1 }
    } else {
        Heights { top: 5, obstacles: 0, goals: 1 + needs.goals, actions: 4, summary: if wide { 1 } else { 2 }, notes: 0, next: 2 }
    };
    fit(&mut h, area.height, needs, wide);
    let width = if wide { LEFT } else { area.width };
    let mut y = area.y;
    let mut row = |height: u16| {
        let rect = Rect { x: area.x, y, width, height: height.min(area.bottom().saturating_sub(y)) };
        y += rect.height;
        rect
    };
    let top = row(h.top);
    let below = row(h.obstacles);
    let (goals, actions, summary) = (row(h.goals), row(h.actions), row(h.summary));
    let notes = row(if wide { 0 } else { h.notes });
    let next = row(h.next);
    let beside = Rect { x: top.x + 49, width: width.saturating_sub(49), ..top };
    Plan {
        axes: top,
        obstacles: if narrow { below } else { beside },
        goals,
        actions,
        summary,
        notes: if wide { Rect { x: area.x + LEFT + 1, width: area.width - LEFT - 1, ..area } } else { notes },
        next,
        narrow,
        wide,
    }
}

/// Gives rows to the notes and takes them where they are missing.
fn fit(h: &mut Heights, room: u16, needs: &Needs, wide: bool) {
    let part = needs.part;
    // Actions have three rows as drawn; of what is over they get a third.
    if room > 20 && h.actions > 2 {
        h.actions += if wide { (room - 20).min(8) } else { ((room - 20) / 3).min(5) };
    }
    let least = if wide { 0 } else { 1 };
    let in_top = matches!(part, Part::Axes | Part::Obstacles);
    let losers = [(part != Part::Goals, 0), (part != Part::Actions, 1), (!in_top, 2), (part != Part::Next, 3)];
    for (may, which) in losers {
        if !may || h.fixed() + least <= room {
            continue;
        }
        match which {
            0 => h.goals = 0,
            1 => h.actions = 0,
            2 => (h.top, h.obstacles) = (0, 0),
            _ => h.next = 0,
        }
    }
    h.notes = room.saturating_sub(h.fixed());
    // A longer note grows upward over the actions, then over the occupations, while it is typed.
    if part == Part::Notes && !wide {
        for height in [&mut h.actions, &mut h.goals] {
            if needs.notes > h.notes {
                h.notes += *height;
                *height = 0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(height: u16, width: u16, part: Part, notes: u16) -> Plan {
        plan(Rect { x: 0, y: 0, width, height }, &Needs { part, goals: 1, notes })
    }

    #[test]
    fn at_80x24_the_rows_are_as_drawn() {
        let p = at(20, 80, Part::Summary, 1);
        let rows = [p.axes, p.goals, p.actions, p.summary, p.notes, p.next].map(|r| (r.y, r.height));
        assert_eq!(rows, [(0, 5), (5, 2), (7, 4), (11, 2), (13, 5), (18, 2)]);
    }

    #[test]
    fn a_long_note_grows_upward_over_actions_then_occupations() {
        let p = at(20, 80, Part::Notes, 8);
        assert_eq!((p.actions.height, p.goals.height, p.notes.height), (0, 2, 9));
        let p = at(20, 80, Part::Notes, 10);
        assert_eq!((p.actions.height, p.goals.height, p.notes.height), (0, 0, 11));
        assert_eq!(at(20, 80, Part::Actions, 10).actions.height, 4);
    }

    #[test]
    fn above_a_drawer_the_part_in_use_stays_in_sight() {
        for part in Part::ALL {
            for height in [7, 10, 14] {
                let p = at(height, 80, part, 1);
                let own = match part {
                    Part::Summary => p.summary,
                    Part::Notes => p.notes,
                    Part::Next => p.next,
                    Part::Axes => p.axes,
                    Part::Obstacles => p.obstacles,
                    Part::Goals => p.goals,
                    Part::Actions => p.actions,
                };
                assert!(own.height > 0 && own.bottom() <= height, "{part:?} in {height}: {own:?}");
            }
        }
    }
}

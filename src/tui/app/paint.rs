//! Draws the whole: frame lines, the top screen, the drawers over it, which-key. Nothing changes here.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::{App, Layer, SAY_WAITING};
use crate::tui::action::Action;
use crate::tui::cx::Care;
use crate::tui::frame;
use crate::tui::screen::Screen;

/// Rows that a list needs to show its heading and the row that a drawer speaks of.
const ROOM: u16 = 3;

impl App {
    /// Draws everything into a frame.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let look = &self.parts.look;
        look.take_point();
        if area.width < 60 || area.height < 18 {
            look.put(frame.buffer_mut(), area.x, area.y, area.width, &look.text("too-small"), look.heading());
            return;
        }
        let base = self.layers.iter().rposition(|l| l.drawer.is_none()).unwrap_or(0);
        let Some(layer) = self.layers.get(base) else { return };
        let screen = layer.screen.as_ref();
        let row = |y: u16| Rect { x: area.x, y, width: area.width, height: 1 };
        let body = Rect { y: area.y + 2, height: area.height - 4, ..area };
        let now = (self.parts.wall)();
        // Before a locked post stands anybody: neither the user nor the count of notices is in its title.
        let nobody = frame::Status { agency: self.parts.status.agency.clone(), nobody: true, ..frame::Status::default() };
        let status = if screen.alone() { &nobody } else { &self.parts.status };
        frame::title(frame.buffer_mut(), row(area.y), look, &screen.title(look), status, now);

        let drawers = self.layers.get(base + 1..).unwrap_or_default();
        self.draw_base(frame, screen, body, drawers);
        // After the body: how many rows are seen is known when they have been drawn.
        frame::context(frame.buffer_mut(), row(area.y + 1), look, &screen.context(look), &self.slot(layer));
        let mut point = look.take_point();
        if let Some(cells) = screen.context_cursor(look) {
            let column = (area.x + 1 + cells).min(area.right() - 1);
            point = Some(Position::new(column, area.y + 1));
        }
        for drawer in drawers {
            let place = drawer_place(drawer.screen.as_ref(), body);
            look.clear(frame, place);
            look.rule(frame.buffer_mut(), place, &drawer.screen.title(look), &drawer.screen.slot(look));
            drawer.screen.draw(frame, Rect { y: place.y + 1, height: place.height - 1, ..place }, look);
            point = look.take_point().or(point.filter(|p| p.y < place.y));
        }
        if self.which_key {
            self.draw_which_key(frame, body);
        }
        self.draw_message(frame, row(area.bottom() - 2));
        self.draw_help(frame, row(area.bottom() - 1));
        if let Some(point) = point {
            frame.set_cursor_position(point);
        }
    }
    /// The screen below the drawers; drawn again in what is left of the body if the row it speaks of would be covered.
    fn draw_base(&self, frame: &mut Frame<'_>, screen: &dyn Screen, body: Rect, drawers: &[Layer]) {
        let look = &self.parts.look;
        screen.draw(frame, body, look);
        let top = drawers.iter().map(|d| drawer_place(d.screen.as_ref(), body).y).min().unwrap_or(body.bottom());
        let point = look.take_point();
        match point {
            // Where the drawer leaves no row to see (help), the list below isn't moved for it.
            Some(p) if p.y >= top && top < body.y + ROOM => {
                look.point(p.x, p.y);
            }
            Some(p) if p.y >= top => {
                look.clear(frame, body);
                screen.draw(frame, Rect { height: top.saturating_sub(body.y), ..body }, look);
            }
            Some(p) => look.point(p.x, p.y),
            None => {}
        }
    }
    fn slot(&self, layer: &Layer) -> String {
        let look = &self.parts.look;
        let waits = self
            .waiting
            .values()
            .any(|w| w.screen == layer.id && matches!(w.care, Care::Load(_)) && self.now.duration_since(w.since) >= SAY_WAITING);
        match &self.parts.status.away_since {
            Some(since) => look.with("slot-age", &[("hour", since.clone())]),
            None if waits => look.text("slot-waiting"),
            None => layer.screen.slot(look),
        }
    }
    fn draw_message(&self, frame: &mut Frame<'_>, row: Rect) {
        let look = &self.parts.look;
        match &self.message {
            Some(m) => frame::message(frame.buffer_mut(), row, look, m.sign.mark(), &look.message(m)),
            None if self.slow_save() => {
                frame::message(frame.buffer_mut(), row, look, "~", &look.text("save-slow"));
            }
            None => {
                let advice = self.layers.last().map(|l| l.screen.advice(look)).unwrap_or_default();
                frame::message(frame.buffer_mut(), row, look, " ", &advice);
            }
        }
    }
    /// A save is on its way for longer than one notices.
    fn slow_save(&self) -> bool {
        self.waiting.values().any(|w| w.care == Care::Save && self.now.duration_since(w.since) >= SAY_WAITING)
    }
    fn draw_help(&self, frame: &mut Frame<'_>, row: Rect) {
        let (look, keymap, at) = (&self.parts.look, &self.parts.keymap, self.place());
        let Some(top) = self.layers.last() else { return };
        let mut own = Vec::new();
        top.screen.actions(&mut own);
        let entries = frame::help_entries(&own, keymap, at, look);
        // What the screen below a drawer has stays where it is, so that it is never painted again.
        let alone = self.layers.iter().rfind(|l| l.drawer.is_none()).is_some_and(|l| l.screen.alone());
        let always = [Action::Help, Action::Search, Action::All];
        let fixed = always.into_iter().filter(|action| !alone || *action == Action::Help);
        let fixed = fixed.filter_map(|action| {
            let key = keymap.label_of(action, at, look.texts.lang())?;
            Some((key, look.text(&action.label_key())))
        });
        frame::help(frame.buffer_mut(), row, look, &entries, &fixed.collect::<Vec<_>>());
    }
    fn draw_which_key(&self, frame: &mut Frame<'_>, body: Rect) {
        let (look, lang) = (&self.parts.look, self.parts.look.texts.lang());
        let offers = self.offers();
        let next = self.parts.keymap.following(self.place(), &self.pending);
        let entries = next.into_iter().filter_map(|(key, action)| {
            let offer = offers.iter().find(|o| o.action == action && o.why_not.is_none())?;
            Some((key.label(lang), frame::label(offer, look)))
        });
        let entries: Vec<_> = entries.collect();
        let rows = u16::try_from(entries.len().div_ceil(5)).unwrap_or(3).max(1);
        let place = Rect { y: body.bottom().saturating_sub(rows + 1), height: rows + 1, ..body };
        look.clear(frame, place);
        look.rule(frame.buffer_mut(), place, &look.text("title-which-key"), "");
        frame::which_key(frame.buffer_mut(), Rect { y: place.y + 1, height: rows, ..place }, look, &entries);
    }
}

fn drawer_place(screen: &dyn Screen, body: Rect) -> Rect {
    let height = (screen.rows(body.width) + 1).min(body.height);
    Rect { y: body.bottom() - height, height, ..body }
}

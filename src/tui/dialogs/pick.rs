//! Chooses one of a list of codes: by its letters, its code, or a move. Opened by F2 in a coded field.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen, Typed, Words};
use crate::tui::widgets::line::Line;
use crate::tui::widgets::pick::{Choice, Pick};

/// The drawer.
pub struct PickDialog {
    title: Words,
    pick: Pick,
    line: Line,
}

impl PickDialog {
    /// With a title and the options.
    pub fn new(title: Words, options: Vec<Choice>) -> Self {
        PickDialog { title, pick: Pick::new(options), line: Line::new(30) }
    }
    /// With the cursor on this code.
    pub fn at(mut self, code: &str) -> Self {
        self.pick.cursor = self.pick.options.iter().position(|o| o.code == code).unwrap_or(0);
        self
    }
}

impl Dialog for PickDialog {
    type Reply = Choice;
}

impl Screen for PickDialog {
    fn name(&self) -> &'static str {
        "pick"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        use Action::{Back, Down, Open, PageDown, PageUp, Up};
        out.push(Offer::main(Open).labelled("pick-take"));
        out.push(Offer::main(Back));
        out.extend([Up, Down, PageUp, PageDown].map(Offer::silent));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open => match self.pick.current().cloned() {
                Some(choice) => cx.reply(choice),
                None => cx.bell(),
            },
            Action::Back => cx.close(),
            moved => self.pick.act(moved, 8),
        }
    }
    fn typed(&mut self, what: Typed, _cx: &mut Cx<'_>) -> bool {
        let taken = self.line.typed(&what);
        self.pick.typed = self.line.text().to_owned();
        self.pick.cursor = 0;
        taken
    }
    fn title(&self, look: &Look) -> String {
        look.with("title-pick", &[("what", look.words(&self.title)), ("typed", self.line.text().to_owned())])
    }
    fn slot(&self, look: &Look) -> String {
        let (count, total) = (self.pick.fitting().len(), self.pick.options.len());
        look.with("slot-count", &[("count", count.to_string()), ("total", total.to_string())])
    }
    fn rows(&self, _width: u16) -> u16 {
        u16::try_from(self.pick.options.len().clamp(2, 9)).unwrap_or(9)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.pick.draw(frame.buffer_mut(), area, look);
        let typed = u16::try_from(crate::tui::look::width(&self.title(look))).unwrap_or(10);
        look.point(area.x + 3 + typed, area.y.saturating_sub(1));
    }
}

//! From a key to an action of the top screen: each key is resolved once, and only what is offered is delivered.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::App;
use crate::tui::action::Action;
use crate::tui::cx::{Care, Cx, ScreenId};
use crate::tui::dialogs::{FaultDialog, Help, KeyTest, Palette, PaletteRow};
use crate::tui::keymap::{Key, Meaning, Where};
use crate::tui::screen::{Heard, Kind, Message, Offer, Rank, Typed, Words};

/// Deeds of the list or of the program, whatever the row under the cursor.
const OF_THE_SCREEN: &[Action] =
    &[Action::New, Action::Quit, Action::Filter, Action::Sort, Action::Views, Action::MarkAll, Action::NextPane, Action::Side];

impl App {
    /// Where the next key is pressed.
    pub fn place(&self) -> Where {
        self.layers.last().map_or(Where { kind: Kind::List, typing: false, screen: "" }, |top| Where {
            kind: top.screen.kind(),
            typing: top.screen.typing(),
            screen: top.screen.name(),
        })
    }
    pub(super) fn key(&mut self, event: &KeyEvent) {
        if event.kind == KeyEventKind::Release {
            return;
        }
        let mut key = Key::from_event(event);
        if self.hears() {
            return self.tell_key(key);
        }
        let interrupted = key.code == KeyCode::Char('c') && key.mods == KeyModifiers::CONTROL;
        if interrupted {
            key = Key { code: KeyCode::Esc, mods: KeyModifiers::NONE };
        }
        if !self.pending.is_empty() && key.code == KeyCode::Esc {
            self.forget_pending();
            return;
        }
        let at = self.place();
        match self.parts.keymap.resolve(at, &self.pending, key) {
            Meaning::Action(action) => {
                self.forget_pending();
                self.deliver(action);
            }
            Meaning::Edit(edit) => self.type_in(Typed::Edit(edit)),
            Meaning::Pending => {
                self.pending.push(key);
                self.pending_since.get_or_insert(self.now);
            }
            Meaning::None if self.pending.is_empty() && at.typing => match key.types() {
                Some(c) => self.type_in(Typed::Text(c)),
                None => self.not_here(key),
            },
            Meaning::None => {
                self.forget_pending();
                self.not_here(key);
            }
        }
        if interrupted {
            self.message = Some(Message::advice(Words::new("hint-ctrl-c")));
        }
    }
    fn hears(&self) -> bool {
        self.layers.last().is_some_and(|top| top.screen.hears())
    }
    /// Tells the key test, if that is open.
    pub(super) fn tell(&mut self, heard: Heard) {
        if self.hears()
            && let Some(top) = self.top()
        {
            self.call(top, |screen, cx| screen.heard(heard, cx));
        }
    }
    fn tell_key(&mut self, key: Key) {
        let lang = self.parts.look.texts.lang();
        let list = Where { kind: Kind::List, typing: false, screen: "" };
        let does = match self.parts.keymap.resolve(list, &[], key) {
            Meaning::Action(action) => self.parts.look.text(&action.label_key()),
            Meaning::Pending => self.parts.look.text("key-test-more"),
            Meaning::Edit(_) | Meaning::None => String::new(),
        };
        self.tell(Heard::Key { label: key.label(lang), does, escape: key.code == KeyCode::Esc });
    }
    pub(super) fn paste(&mut self, text: &str) {
        if self.place().typing {
            self.type_in(Typed::Paste(text.to_owned()));
        }
    }
    fn type_in(&mut self, what: Typed) {
        if let Some(top) = self.top() {
            let mut taken = false;
            self.call(top, |screen, cx| taken = screen.typed(what, cx));
            if !taken {
                self.bell = true;
            }
        }
    }
    fn forget_pending(&mut self) {
        self.pending.clear();
        self.pending_since = None;
        self.which_key = false;
    }
    fn not_here(&mut self, key: Key) {
        let key = key.label(self.parts.look.texts.lang());
        self.message = Some(Message::advice(Words::new("not-here").with("key", key)));
    }
    /// Does an action if it is offered; else says why not.
    pub(super) fn deliver(&mut self, action: Action) {
        // While the line is away `?` says what waits for it, in a list as in the file.
        if action == Action::Explain && !self.place().typing && self.show_waiting() {
            return;
        }
        let Some(top) = self.layers.last() else { return };
        let id = top.id;
        let mut own = Vec::new();
        top.screen.actions(&mut own);
        let own_offer = own.iter().find(|o| o.action == action).cloned();
        let Some(offer) = own_offer.clone().or_else(|| self.everywhere().into_iter().find(|o| o.action == action)) else {
            let key = self.parts.keymap.label_of(action, self.place(), self.parts.look.texts.lang());
            let words = Words::new("not-here").with("key", key.unwrap_or_else(|| action.name().to_owned()));
            self.message = Some(Message::advice(words));
            return;
        };
        if let Some(why) = offer.why_not {
            self.message = Some(Message::failed(why));
            return;
        }
        if offer.rank != Rank::Silent {
            self.deed = self.said_of(&offer);
        }
        let said = if offer.rank == Rank::Silent { None } else { self.message.take() };
        if own_offer.is_some() {
            self.call(id, |screen, cx| screen.act(action, cx));
        } else {
            match said.and_then(|m| m.fault).filter(|_| action == Action::Explain) {
                Some(fault) => self.call(id, |_, cx| cx.show(FaultDialog::new(fault))),
                None => self.do_everywhere(action, id),
            }
        }
    }
    /// A deed and what it is about: `Absence, OWONO Didier`. In a drawer what the screen below is about.
    fn said_of(&self, offer: &Offer) -> String {
        let look = &self.parts.look;
        let about = self.layers.iter().rev().map(|l| l.screen.subject(look)).find(|s| !s.is_empty()).unwrap_or_default();
        let in_drawer = self.layers.last().is_some_and(|l| l.drawer.is_some());
        // The answer in a drawer belongs to the deed that opened it.
        let label = crate::tui::frame::label(offer, look);
        match (in_drawer, about.is_empty()) {
            (true, _) if !self.deed.is_empty() => self.deed.clone(),
            (_, true) => label,
            _ => format!("{label}, {about}"),
        }
    }
    /// What works on every screen.
    pub(super) fn everywhere(&self) -> Vec<Offer> {
        let mut out = vec![Offer::rare(Action::Help), Offer::silent(Action::Repaint)];
        if self.layers.len() > 1 {
            out.push(Offer::rare(Action::Back));
        }
        if self.waiting.values().any(|w| w.care == Care::Work) {
            out.push(Offer::usual(Action::Stop));
        }
        if self.message.as_ref().is_some_and(|m| m.fault.is_some()) {
            out.push(Offer::rare(Action::Explain));
        }
        if self.layers.last().is_some_and(|top| !top.screen.alone()) {
            out.push(Offer::rare(Action::All));
            out.push(Offer::rare(Action::Go));
            out.push(Offer::rare(Action::KeyTest));
            self.parts.ways.offers(&mut out);
        }
        out
    }
    pub(super) fn do_everywhere(&mut self, action: Action, id: ScreenId) {
        match action {
            Action::Back => self.back(id),
            Action::Help => self.help(id),
            Action::All => self.palette(id),
            Action::KeyTest => self.call(id, |_, cx| cx.show(KeyTest::default())),
            Action::Lock => {
                self.keep_all();
                self.way(Action::Lock, id);
            }
            Action::Repaint => self.repaint = true,
            Action::Go => {
                let keys = self.parts.keymap.keys_of(Action::Go, self.place());
                if let Some(keys) = keys.first() {
                    self.pending = keys.to_vec();
                    self.pending_since = Some(self.now);
                    self.which_key = true;
                }
            }
            Action::Stop => {
                let last = self.waiting.iter().rev().find(|(_, w)| w.care == Care::Work).map(|(t, _)| *t);
                if let Some(ticket) = last {
                    self.parts.jobs.cancel(ticket);
                }
            }
            way => self.way(way, id),
        }
    }
    fn way(&mut self, way: Action, id: ScreenId) {
        let mut cx = Cx::new(&self.parts.look, (self.parts.wall)(), &mut self.next_ticket);
        self.parts.ways.go(way, &mut cx);
        let effects = std::mem::take(&mut cx.effects);
        self.todo.extend(effects.into_iter().map(|e| (id, e)));
    }
    fn back(&mut self, id: ScreenId) {
        self.call(id, |screen, cx| {
            screen.closing(cx);
            cx.close();
        });
    }
    fn help(&mut self, id: ScreenId) {
        let Some(top) = self.layers.last() else { return };
        let (at, look) = (self.place(), &self.parts.look);
        let rows = self.offers().into_iter().filter(|o| o.rank != Rank::Silent && o.why_not.is_none());
        let mut keys: Vec<(String, String)> = Vec::new();
        for offer in rows {
            let Some(key) = self.parts.keymap.label_of(offer.action, at, look.texts.lang()) else { continue };
            let label = crate::tui::frame::label(&offer, look);
            // Digits that choose from one legend are one line: « 1-6 ».
            match keys.last_mut().filter(|(k, l)| *l == label && digits(k) && digits(&key)) {
                Some((first, _)) => *first = format!("{}-{key}", first.split('-').next().unwrap_or_default()),
                None => keys.push((key, label)),
            }
        }
        let (name, title) = (top.screen.name(), top.screen.title(look));
        let own = look.texts.has(&format!("help-{}", name.replace('_', "-")));
        let help = Help::new(name, &title, keys, look);
        // A drawer has no text of its own; what all of them do is said.
        let help = if top.drawer.is_some() && !own { help.saying(look.text("help-drawer")) } else { help };
        self.call(id, |_, cx| cx.show(help));
    }
    fn palette(&mut self, id: ScreenId) {
        let Some(top) = self.layers.last() else { return };
        let (at, look) = (self.place(), &self.parts.look);
        let mut own = Vec::new();
        top.screen.actions(&mut own);
        let subject = top.screen.subject(look);
        let offers = self.offers().into_iter().filter(|o| o.rank != Rank::Silent && o.action != Action::All);
        let rows = offers.map(|o| PaletteRow {
            action: o.action,
            label: crate::tui::frame::label(&o, look),
            key: self.parts.keymap.label_of(o.action, at, look.texts.lang()).unwrap_or_else(|| "-".to_owned()),
            about: match &o.why_not {
                Some(why) => look.words(why),
                // What is done to the screen, not to the row, isn't said to be done to it.
                None if OF_THE_SCREEN.contains(&o.action) => String::new(),
                None if own.iter().any(|own| own.action == o.action) => subject.clone(),
                None => String::new(),
            },
        });
        let palette = Palette::new(rows.collect());
        self.call(id, |_, cx| cx.ask_action(palette));
    }
}

/// Whether a key's name is a digit, or a range of them.
fn digits(key: &str) -> bool {
    key.chars().all(|c| c.is_ascii_digit() || c == '-')
}

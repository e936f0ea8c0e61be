//! The draft of an intake: what it holds, and the name that it is called by.

use super::{FORM, Intake};
use crate::services::draft::Draft;
use crate::tui::screen::Cx;

impl Intake {
    /// The name typed so far.
    pub(super) fn name_typed(&self) -> String {
        let form = self.steps.first();
        let given = form.raw_of("given_names");
        crate::domain::person::full_name(form.raw_of("surname").trim(), Some(given.trim()))
    }
    /// Keeps what is new.
    pub(super) fn keep(&mut self, cx: &mut Cx<'_>) {
        let now = Draft {
            form: FORM.to_owned(),
            label: self.name_typed(),
            focus: self.steps.now().focused().to_owned(),
            fields: self.steps.raw(),
            ..Draft::default()
        };
        self.keeping.keep(now, cx, |me: &mut Self| &mut me.keeping);
    }
}

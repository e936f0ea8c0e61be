//! Saved views of a screen: filter words and order under a name, one's own or the agency's.

use crate::domain::ids::DeedId;
use crate::domain::office::SavedView;
use crate::domain::record::Head;
use crate::domain::rights::{self, Owner};
use crate::fault::{Fault, Flaw, Outcome};
use crate::store::{Deed, Desk, records};

/// One's own views of a screen and the agency's, by name.
pub fn views(desk: &mut Desk, screen: &str) -> Outcome<Vec<SavedView>> {
    let (agency, user) = (desk.who.agency.clone(), desk.who.user);
    let args = [agency.into(), screen.into(), user.into()];
    let rest = "agency = $1 AND screen = $2 AND (account IS NULL OR account = $3) ORDER BY name, id";
    desk.read(|read| records::where_(read, rest, &args))
}

/// Keeps a view under its name; one of the same name is replaced. One that the whole agency sees is replaced by the head only.
pub fn save_view(desk: &mut Desk, deed: DeedId, view: &SavedView, shared: bool) -> Outcome<SavedView> {
    let who = desk.who.clone();
    let name = view.name.trim().to_owned();
    if name.is_empty() {
        return Err(Fault::Flaws(vec![Flaw::new("name", "flaw-missing")]));
    }
    let account = (!shared).then_some(who.user);
    let there = views(desk, &view.screen)?.into_iter().find(|v| v.name == name && v.account == account);
    if shared && there.is_some() && rights::allowed(&who, rights::Deed::Transfer, Owner::agency(who.agency.clone())).is_err() {
        return Err(Fault::refused("refused-view-taken").with("name", name));
    }
    desk.write(Deed::new(deed, "save_view"), |w| {
        let mut new = SavedView { account, agency: who.agency.clone(), name: name.clone(), ..view.clone() };
        match &there {
            Some(old) => {
                new.head = old.head.clone();
                w.update(old, &new)?;
            }
            None => {
                new.head = Head::new(w.new_id());
                w.insert(&new)?;
            }
        }
        Ok(new)
    })
}

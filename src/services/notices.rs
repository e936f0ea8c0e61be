//! What was told to who acts, in the program only (domain.md §2.9 `notice`). Called by the screen of the notices and by `show notices`.

use serde_json::{Value as Json, json};

use crate::domain::ids::{DeedId, RowId};
use crate::domain::record::instant_text;
use crate::domain::task::Notice;
use crate::fault::{Fault, Outcome};
use crate::store::{Deed, Desk, notices as store, records};

pub use crate::store::notices::NoticeRow;

/// Notices listed at most, the unread ones first.
const MOST: u32 = 300;

/// The notices of who acts.
pub fn mine(desk: &mut Desk) -> Outcome<Vec<NoticeRow>> {
    let user = desk.who.user;
    desk.read(|read| store::of(read, user, MOST))
}

/// How many are unread: the title line shows it.
pub fn unread(desk: &mut Desk) -> Outcome<u32> {
    let user = desk.who.user;
    let count = desk.read(|read| store::unread(read, user))?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Marks one of one's own as read; gives how many are still unread.
pub fn read(desk: &mut Desk, deed: DeedId, id: RowId) -> Outcome<u32> {
    let user = desk.who.user;
    desk.write(Deed::new(deed, "notice_read"), |w| {
        let ran = w.reader().gather(&[store::one_of(user, id)])?;
        let before: Option<Notice> = ran.first().map(|r| r.one(records::from_row)).transpose()?.flatten();
        let before = before.ok_or(Fault::Missing("notice"))?;
        if before.read_at.is_none() {
            let now = w.now();
            w.update(&before, &Notice { read_at: Some(now), ..before.clone() })?;
        }
        Ok(())
    })?;
    unread(desk)
}

/// What `show notices --json` gives.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let row = |row: NoticeRow| {
        let arguments: serde_json::Map<String, Json> = row
            .notice
            .arguments
            .iter()
            .filter_map(|a| a.split_once('='))
            .map(|(name, value)| (name.to_owned(), Json::from(value)))
            .collect();
        json!({
            "row": "notice",
            "id": row.notice.head.id.0.to_string(),
            "key": row.notice.key,
            "arguments": arguments,
            "subject_kind": row.notice.subject_kind,
            "name": row.name,
            "at": row.notice.at.map(instant_text),
            "read": row.notice.read_at.is_some(),
        })
    };
    Ok(mine(desk)?.into_iter().map(row).collect())
}

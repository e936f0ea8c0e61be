//! What stands at the door (security.md §2, §3): keys, readings with a reason, and what two persons do together. Called by
//! `services/accounts`, `services/access`, `services/consent`.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::{PersonId, RowId, UserId};
use crate::domain::record::{Kind, OwnRules};
use crate::record;

record! {
    /// A key of the SSH door: of one person, or of a shared terminal (then its label names the post).
    AccountKey: "account_key", RowId {
        /// personal, terminal.
        kind: String = Made, Kind::Text(10);
        /// Whose; none of a shared terminal.
        account: Option<UserId> = Made, Kind::Ref("account");
        /// Agency's code.
        agency: String = Made, Kind::Text(3);
        /// The post or the device, as the audit shows it.
        label: String = Must, Kind::Text(40);
        /// Kind and base64 text, as in a key file, without its comment.
        public_key: String = Made, Kind::Text(2000);
        /// `SHA256:…`, as ssh-keygen shows it.
        fingerprint: String = Made, Kind::Text(60);
        /// Last day.
        ends_on: Option<NaiveDate> = May, Kind::Future;
        /// When it was taken away.
        ended_at: Option<DateTime<Utc>> = Made, Kind::Instant;
    }
}
impl OwnRules for AccountKey {}

impl AccountKey {
    /// Whether it opens the door on this day.
    pub fn opens(&self, today: NaiveDate) -> bool {
        self.ended_at.is_none() && self.ends_on.is_none_or(|last| today <= last)
    }
}

record! {
    /// A file read with a reason, for four hours: of another agency, or by the auditor.
    Reading: "reading", RowId {
        /// Who reads.
        account: UserId = Made, Kind::Ref("account");
        /// Whose file.
        person: PersonId = Made, Kind::Ref("person");
        /// The file's agency.
        agency: String = Made, Kind::Text(3);
        /// Why.
        reason: String = Must, Kind::Text(200);
        /// Until when.
        until_at: Option<DateTime<Utc>> = Made, Kind::Instant;
    }
}
impl OwnRules for Reading {}

record! {
    /// What one asks and another confirms (security.md §3: two persons).
    Consent: "consent", RowId {
        /// `role`: see `services/consent`.
        kind: String = Made, Kind::Text(20);
        /// Table of the record it is about.
        subject_kind: String = Made, Kind::Text(20);
        /// The record.
        subject: RowId = Made, Kind::Ref("");
        /// Agency of the record.
        agency: String = Made, Kind::Text(3);
        /// What exactly: roles.
        arguments: Vec<String> = Made, Kind::Words;
        /// Why.
        reason: Option<String> = May, Kind::Text(400);
        /// Who asked.
        asked_by: UserId = Made, Kind::Ref("account");
        /// When.
        asked_at: Option<DateTime<Utc>> = Made, Kind::Instant;
        /// Who decided; never who asked.
        decided_by: Option<UserId> = Made, Kind::Ref("account");
        /// When.
        decided_at: Option<DateTime<Utc>> = Made, Kind::Instant;
        /// agreed, refused, withdrawn.
        outcome: Option<String> = Made, Kind::Text(12);
    }
}
impl OwnRules for Consent {}

//! Who acts: the account of a session, its roles and its post. Given to every right and written in every audit row.

use crate::domain::ids::UserId;

/// The account that acts, as the session opened it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Who {
    /// Id of the account.
    pub user: UserId,
    /// Login, as typed at the door; written in `created_by` and `updated_by`.
    pub login: String,
    /// Name as shown to colleagues.
    pub name: String,
    /// Code of the agency, three letters.
    pub agency: String,
    /// Role ids (security.md §2): `reception`, `counsellor`, `employer_officer`, `clerk`, `head`, `statistician`, `auditor`, `admin`.
    pub roles: Vec<String>,
    /// Where from: label of the key and address, as the audit shows it.
    pub post: String,
}

impl Who {
    /// Whether the account has this role.
    pub fn has(&self, role: &str) -> bool {
        self.roles.iter().any(|r| r == role)
    }
}

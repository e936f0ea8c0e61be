//! Who may do what (security.md §3): one table, (role, deed, owner) → allowed or not. Called by every service before it acts;
//! screens ask it only to say why not. A deed without a row does not compile.

use uuid::Uuid;

use crate::domain::ids::{Id, UserId};
use crate::domain::who::Who;
use crate::fault::Fault;

/// How far a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The own caseload, the own work.
    Own,
    /// The own agency.
    Agency,
    /// Everywhere.
    National,
}

/// Whose a record is; what a right's scope is held against.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Owner {
    /// Its agency; empty: of no agency (lists, the whole office).
    pub agency: String,
    /// Who is in charge of it.
    pub user: Option<UserId>,
    /// The person whose file it is, so that a reading with a reason can be found (security.md §3, `m`, other agencies).
    pub file: Option<Uuid>,
}

impl Owner {
    /// Of no agency: lists, the program itself.
    pub fn office() -> Self {
        Owner::default()
    }
    /// Of an agency.
    pub fn agency(code: impl Into<String>) -> Self {
        Owner { agency: code.into(), ..Owner::default() }
    }
    /// Of an agency and of the user in charge.
    pub fn of(code: impl Into<String>, user: Option<UserId>) -> Self {
        Owner { agency: code.into(), user, file: None }
    }
    /// The same, of this person's file.
    pub fn about(mut self, person: impl Id) -> Self {
        self.file = Some(person.uuid());
        self
    }
    /// What someone does for himself.
    pub fn own(who: &Who) -> Self {
        Owner { agency: who.agency.clone(), user: Some(who.user), file: None }
    }
}

/// What a right asks for besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Demand {
    /// `!`: the password, if last typed over 15 minutes ago.
    pub password: bool,
    /// `m`: a reason.
    pub reason: bool,
}

/// The roles, with their letters of security.md §3.
pub const ROLES: &[(char, &str)] = &[
    ('A', "reception"),
    ('C', "counsellor"),
    ('E', "employer_officer"),
    ('S', "clerk"),
    ('H', "head"),
    ('D', "statistician"),
    ('V', "auditor"),
    ('X', "admin"),
];

macro_rules! deeds {
    ($( $(#[$meta:meta])* $deed:ident = $id:literal : $grants:literal, )*) => {
        /// A deed that a right may allow.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Deed { $( $(#[$meta])* $deed, )* }
        impl Deed {
            /// All deeds.
            pub const ALL: &'static [Deed] = &[ $( Deed::$deed, )* ];
            /// Its id: in `Fault::Denied` and in the texts (`right-<id>`).
            pub const fn id(self) -> &'static str { match self { $( Deed::$deed => $id, )* } }
            /// Role letters, each with scope (o, a, n) and `!` `m`: a row of the table.
            const fn grants(self) -> &'static str { match self { $( Deed::$deed => $grants, )* } }
        }
    };
}

deeds! {
    /// Short card by search: name, number, birth year, state, agency.
    ReadCard = "read-card": "An Cn En Sn Hn Vn",
    /// Identity and contact.
    PersonRead = "read-identity": "Aa Ca Ea Sa Ha Vnm",
    /// Change identity and contact; register.
    PersonWrite = "write-identity": "Aa Ca Sa Ha",
    /// Profile, skills, wishes.
    ReadProfile = "read-profile": "Aa Ca Ea Sa Ha Vnm",
    /// Change the profile before the first interview.
    WriteProfileEarly = "write-profile-early": "Aa Ca Sa Ha",
    /// Change the profile after it.
    WriteProfile = "write-profile": "Ca Sa Ha",
    /// Interviews, diagnosis, plan, notes.
    ReadInterviews = "read-interviews": "Ca Ha Vnm",
    /// Hold an interview, plan, take notes.
    WriteInterviews = "write-interviews": "Ca",
    /// Interviews keyed from paper, in a batch.
    KeyInterviews = "key-interviews": "Ca Sa",
    /// Health, justice, social situation, on demand.
    ReadSensitive = "read-sensitive": "Co Ha Vnm",
    /// Write it.
    WriteSensitive = "write-sensitive": "Co",
    /// File of another agency: four hours, reading only.
    ReadForeign = "read-foreign": "Cnm Hnm Vnm",
    /// Agenda, arrival, no-show.
    Agenda = "agenda": "Aa Ca Ea Ha",
    /// Renew, suspend, resume at the counter or by telephone (domain.md §3.1: A C).
    Renew = "renew": "Aa Ca",
    /// Enter a measure, hired, restore (C E).
    Follow = "follow": "Ca Ea",
    /// End a registration with an ordinary motive (C).
    Leave = "leave": "Ca",
    /// Exits 15, 17, 18.
    CloseByHead = "close-by-head": "Ha",
    /// Employers and vacancies.
    ReadOffers = "read-offers": "An Cn En Sa Hn Vn",
    /// Make and change them.
    WriteOffers = "write-offers": "Ca En Sa Hn",
    /// Accept or refuse an offer, change its course (E H).
    SettleOffers = "settle-offers": "En Ha",
    /// Special condition of an offer: the head's visa.
    DecideOffers = "decide-offers": "Ha",
    /// Proposals and answers.
    ReadProposals = "read-proposals": "Ca Ea Ha Vnm",
    /// Propose, record answers.
    WriteProposals = "write-proposals": "Ca Ea Ha",
    /// Placements and their checks.
    ReadPlacements = "read-placements": "Ca Ea Ha Vnm",
    /// Announce, confirm, check.
    WritePlacements = "write-placements": "Ca Ea Ha",
    /// Tasks and reminders.
    Tasks = "tasks": "Ao Ca Ea Ha",
    /// Programmes and enrolments.
    ReadProgrammes = "read-programmes": "Ca Ea Ha Vn",
    /// Enrol.
    WriteProgrammes = "write-programmes": "Ca Ea Ha",
    /// Certificates of no candidate.
    ReadCarence = "read-carence": "Cn Ea Ha Vn",
    /// Take a request, search.
    WriteCarence = "write-carence": "Ea Ha",
    /// Deliver or refuse one.
    DecideCarence = "decide-carence": "Ha",
    /// Documents seen.
    ReadDocuments = "read-documents": "Aa Ca Ea Sa Ha Vnm",
    /// Note a document seen.
    WriteDocuments = "write-documents": "Aa Ca Sa Ha",
    /// Slips, certificates and letters of a file one may read.
    Letters = "letters": "Aa Ca Ea Ha",
    /// Ask for a transfer.
    AskTransfer = "ask-transfer": "Ca Ha",
    /// Transfer files within the agency.
    Transfer = "transfer": "Ha",
    /// Transfer to another agency (both heads).
    TransferOut = "transfer-out": "Hn",
    /// Merge two own files whose evidence is certain.
    MergeCertain = "merge-certain": "Co Ha",
    /// Merge any two; undo a merge; settle as distinct against certain evidence.
    Merge = "merge": "Ha",
    /// Propose a striking off.
    ProposeStrike = "propose-strike": "Ca",
    /// Strike off, close by sanction.
    DecideStrike = "decide-strike": "Ha!",
    /// Back-date a registration over 30 days, and the head's other decisions.
    Decide = "decide": "Ha",
    /// Bulk entry.
    Key = "key": "Sa Ha!",
    /// Import of over 50 rows.
    ImportMany = "import-many": "Ha!",
    /// Lists with names, 50 rows at most.
    ExportFewNames = "export-few-names": "Co Eo Ha!m Vn!m",
    /// Lists with names.
    ExportNames = "export-names": "Ha!m Vn!m",
    /// Lists without names, bulletin.
    ExportPlain = "export-plain": "Co Ea Ha Dn Vn",
    /// One person's whole file (right of access).
    Dossier = "dossier": "Co Ha Vnm",
    /// Ask for an erasure.
    AskErase = "ask-erase": "Vn!",
    /// Confirm one.
    ConfirmErase = "confirm-erase": "Ha!",
    /// One's own trace in the audit.
    AuditOwn = "audit-own": "Ao Co Eo So Ho Do Vo Xo",
    /// Files of the agency in the audit.
    AuditAgency = "audit-agency": "Ha Vn",
    /// The whole audit.
    AuditAll = "audit-all": "Vn",
    /// Technical events.
    AuditTechnical = "audit-technical": "Vn Xn",
    /// Verify the audit, seals.
    AuditVerify = "audit-verify": "Vn Xn",
    /// Make accounts and keys.
    Accounts = "accounts": "Xn!",
    /// Confirm a role that can read files.
    ConfirmAccounts = "confirm-accounts": "Ha Vn",
    /// Code lists.
    Lists = "lists": "Dn Xn!",
    /// Delays and agencies.
    Settings = "settings": "Xn!",
    /// Backup, restore, migrate, check.
    Maintain = "maintain": "Xn!",
    /// What the clock does by itself (`guichet rules`): any session may start it, it acts by the rules only.
    RunRules = "run-rules": "An Cn En Sn Hn Dn Vn Xn",
}

/// One right of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Grant {
    role: &'static str,
    scope: Scope,
    demand: Demand,
}

fn grants(deed: Deed) -> impl Iterator<Item = Grant> {
    deed.grants().split(' ').filter_map(|text| {
        let mut signs = text.chars();
        let letter = signs.next()?;
        let role = ROLES.iter().find(|(l, _)| *l == letter).map(|(_, role)| *role)?;
        let scope = match signs.next()? {
            'o' => Scope::Own,
            'a' => Scope::Agency,
            _ => Scope::National,
        };
        let rest = signs.as_str();
        Some(Grant { role, scope, demand: Demand { password: rest.contains('!'), reason: rest.contains('m') } })
    })
}

/// Whether this account may do this deed on what this owner has; [`Fault::Denied`] with the deed's id if not.
pub fn allowed(who: &Who, deed: Deed, owner: Owner) -> Result<(), Fault> {
    demands(who, deed, &owner).map(drop)
}

/// As [`allowed`], and what the right asks for besides; of several roles the one that asks least.
pub fn demands(who: &Who, deed: Deed, owner: &Owner) -> Result<Demand, Fault> {
    let covered = |scope: Scope| match scope {
        Scope::National => true,
        Scope::Agency => owner.agency.is_empty() || owner.agency == who.agency,
        Scope::Own => owner.user == Some(who.user),
    };
    let found = grants(deed).filter(|g| who.has(g.role) && covered(g.scope)).map(|g| g.demand);
    found.min_by_key(|d| usize::from(d.password) + usize::from(d.reason)).ok_or(Fault::Denied(deed.id()))
}

/// The tabs of a file that the reading of another agency's file opens (security.md §3: identity to proposals, never the sensitive).
const FOREIGN: &[Deed] =
    &[Deed::PersonRead, Deed::ReadProfile, Deed::ReadInterviews, Deed::ReadProposals, Deed::ReadPlacements, Deed::ReadDocuments];

/// Whether a file of another agency shows this to this account once a reason is given: who reads it at home, and has the right of
/// reading elsewhere.
pub fn foreign(who: &Who, deed: Deed, owner: &Owner) -> bool {
    let home = Owner { agency: who.agency.clone(), user: Some(who.user), file: None };
    owner.file.is_some()
        && FOREIGN.contains(&deed)
        && allowed(who, deed, home.clone()).is_ok()
        && allowed(who, Deed::ReadForeign, home).is_ok()
}

/// Roles that can read files: a second person confirms them (security.md §3, accounts and keys).
pub const READERS: &[&str] = &["reception", "counsellor", "employer_officer", "clerk", "head", "auditor"];

/// Which role reaches how far with a deed: what the server is told to hold each account to (security.md §3, "Enforced where").
pub fn reaches(deed: Deed) -> impl Iterator<Item = (&'static str, Scope)> {
    grants(deed).map(|g| (g.role, g.scope))
}
/// The roles that can do a deed, for the sentence of a refusal (« Réservé au chef d'agence »).
pub fn who_can(deed: Deed) -> Vec<&'static str> {
    grants(deed).map(|g| g.role).collect()
}

/// The deed of this id, for the sentence of a [`Fault::Denied`].
pub fn deed_of(id: &str) -> Option<Deed> {
    Deed::ALL.iter().copied().find(|d| d.id() == id)
}

/// Whether an account holds every role: it owns the office alone, or takes a whole country over; no agency is foreign to it.
pub fn owns_office(who: &Who) -> bool {
    ROLES.iter().all(|(_, role)| who.has(role))
}

/// Every role: the owner of a one-person file, until accounts are made.
pub fn all_roles() -> Vec<String> {
    ROLES.iter().map(|(_, role)| (*role).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn with(roles: &[&str]) -> Who {
        Who {
            user: UserId(Uuid::from_u128(1)),
            agency: "LBV".into(),
            roles: roles.iter().map(|r| (*r).to_owned()).collect(),
            ..Who::default()
        }
    }

    #[test]
    fn every_grant_of_the_table_can_be_read_and_no_role_stands_twice_in_a_row() {
        for deed in Deed::ALL {
            let words = deed.grants().split(' ').count();
            let roles = who_can(*deed);
            assert_eq!(roles.len(), words, "{deed:?}");
            assert!(roles.iter().enumerate().all(|(i, r)| !roles[i + 1..].contains(r)), "{deed:?}");
            assert!(deed.grants().chars().all(|c| "ACESHDVXoan!m ".contains(c)), "{deed:?}");
            assert_eq!(deed_of(deed.id()), Some(*deed));
        }
    }

    #[test]
    fn all_roles_deeds_and_scopes_agree_with_the_table() {
        let me = UserId(Uuid::from_u128(1));
        let other = UserId(Uuid::from_u128(2));
        let mine = Owner::of("LBV", Some(me));
        let agency = Owner::of("LBV", Some(other));
        let away = Owner::of("OYE", Some(other));
        for deed in Deed::ALL {
            for (letter, role) in ROLES {
                let who = with(&[role]);
                let may = |owner: &Owner| allowed(&who, *deed, owner.clone()).is_ok();
                let word = deed.grants().split(' ').find(|w| w.starts_with(*letter));
                let reach = word.and_then(|w| w.chars().nth(1));
                assert_eq!(may(&mine), reach.is_some(), "{deed:?} {role}");
                assert_eq!(may(&agency), matches!(reach, Some('a' | 'n')), "{deed:?} {role}");
                assert_eq!(may(&away), reach == Some('n'), "{deed:?} {role}");
            }
        }
    }

    #[test]
    fn only_the_head_strikes_off_and_the_refusal_can_say_so() {
        let counsellor = with(&["counsellor"]);
        let refused = allowed(&counsellor, Deed::DecideStrike, Owner::own(&counsellor));
        assert_eq!(refused, Err(Fault::Denied("decide-strike")));
        assert_eq!(who_can(Deed::DecideStrike), ["head"]);
        let head = with(&["head"]);
        assert!(demands(&head, Deed::DecideStrike, &Owner::agency("LBV")).is_ok_and(|d| d.password));
        assert!(allowed(&head, Deed::DecideStrike, Owner::agency("OYE")).is_err());
    }

    #[test]
    fn an_auditor_reads_everywhere_with_a_reason_and_writes_nothing() {
        let auditor = with(&["auditor"]);
        let far = Owner::agency("POG");
        let demand = demands(&auditor, Deed::ReadInterviews, &far);
        assert_eq!(demand, Ok(Demand { password: false, reason: true }));
        for deed in [Deed::PersonWrite, Deed::WriteInterviews, Deed::Tasks, Deed::WriteProposals, Deed::Transfer] {
            assert!(allowed(&auditor, deed, Owner::own(&auditor)).is_err(), "{deed:?}");
        }
    }

    #[test]
    fn the_reading_of_another_agency_opens_what_one_reads_at_home_and_never_the_sensitive() {
        let far = Owner::agency("POG").about(UserId(Uuid::from_u128(9)));
        let may = |role: &str, deed| foreign(&with(&[role]), deed, &far);
        assert!(may("counsellor", Deed::ReadInterviews) && may("head", Deed::PersonRead));
        assert!(
            !may("counsellor", Deed::ReadSensitive) && !may("reception", Deed::PersonRead) && !may("clerk", Deed::PersonRead)
        );
        assert!(!may("counsellor", Deed::PersonWrite), "reading only");
        assert!(!foreign(&with(&["counsellor"]), Deed::PersonRead, &Owner::agency("POG")), "of no file");
    }

    #[test]
    fn of_two_roles_the_one_that_asks_least_counts() {
        let both = with(&["counsellor", "head"]);
        let own = Owner::own(&both);
        assert_eq!(demands(&both, Deed::ExportFewNames, &own), Ok(Demand::default()));
        let colleague = Owner::of("LBV", None);
        assert_eq!(demands(&both, Deed::ExportFewNames, &colleague), Ok(Demand { password: true, reason: true }));
    }

    #[test]
    fn the_owner_of_a_file_may_do_everything_in_his_agency() {
        let mut owner = with(&[]);
        owner.roles = all_roles();
        for deed in Deed::ALL {
            assert!(allowed(&owner, *deed, Owner::own(&owner)).is_ok(), "{deed:?}");
        }
    }
}

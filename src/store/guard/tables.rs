//! Which table is whose, and which deeds read and write it: the rights table of security.md §3 as the server has to hold it. A table that
//! isn't listed here is out of reach of every session (a test says so of each new one).

use crate::domain::rights::Deed;

/// Where the agency of a row lies; `t` is the row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of {
    /// In a column of its own.
    Column,
    /// That of its person, in this column.
    Person(&'static str),
    /// That of its registration, in this column.
    Registration(&'static str),
    /// That of what it hangs on: a person, registration, employer, vacancy, batch or account of any kind, in this column.
    Any(&'static str),
    /// Of nobody: lists, indexes.
    Office,
}

impl Of {
    /// The agency as SQL.
    pub(super) fn sql(self) -> String {
        match self {
            Of::Column => "t.agency".to_owned(),
            Of::Person(column) => format!("desk.of_person(t.{column})"),
            Of::Registration(column) | Of::Any(column) => format!("desk.of_any(t.{column})"),
            Of::Office => "''".to_owned(),
        }
    }
}

/// A table whose rows are wholly seen or not at all: grants and policies.
pub(super) struct Plain {
    pub(super) table: &'static str,
    pub(super) of: Of,
    pub(super) read: &'static [Deed],
    pub(super) write: &'static [Deed],
    /// A row may be taken away by whoever writes it.
    pub(super) delete: bool,
    /// Read without regard to the agency: the ranking reads the same of everybody (`candidate`).
    pub(super) national: bool,
}

/// A table of which some see a part of the columns: a view of the same name stands before it.
pub(super) struct Veiled {
    pub(super) table: &'static str,
    pub(super) of: Of,
    /// The column with the person.
    pub(super) person: &'static str,
    pub(super) read: &'static [Deed],
    pub(super) write: &'static [Deed],
    /// What is empty for colleagues of the agency who need the facts only, since the reminders are counted from them.
    pub(super) facts: &'static [&'static str],
    /// Columns with something sensitive, and on which rows it is.
    pub(super) sensitive: &'static [&'static str],
    pub(super) sensitive_on: &'static str,
}

/// Deeds of those who work on files: what a reminder is counted from is theirs to know (domain.md §4).
pub(super) const WORKERS: &[Deed] = &[Deed::PersonWrite, Deed::Follow];

macro_rules! plain {
    ($($table:literal $of:expr, $read:expr, $write:expr $(, $delete:ident)?;)*) => {
        &[$(Plain { table: $table, of: $of, read: &$read, write: &$write, delete: plain!(@ $($delete)?), national: matches!($table.as_bytes(), b"job_goal") },)*]
    };
    (@) => { false };
    (@ delete) => { true };
}

use Deed::{
    Agenda, DecideCarence, Follow, Key, Letters, Lists, Maintain, PersonRead, PersonWrite, ReadCard, ReadCarence, ReadDocuments,
    ReadInterviews, ReadOffers, ReadPlacements, ReadProfile, ReadProgrammes, ReadProposals, Settings, SettleOffers, Tasks,
    WriteCarence, WriteDocuments, WriteInterviews, WriteOffers, WritePlacements, WriteProfileEarly, WriteProgrammes,
    WriteProposals,
};

pub(super) const PLAIN: &[Plain] = plain![
    "document" Of::Person("person"), [ReadDocuments], [WriteDocuments], delete;
    "education" Of::Person("person"), [ReadProfile], [WriteProfileEarly], delete;
    "experience" Of::Person("person"), [ReadProfile], [WriteProfileEarly], delete;
    "skill" Of::Person("person"), [ReadProfile], [WriteProfileEarly], delete;
    "language" Of::Person("person"), [ReadProfile], [WriteProfileEarly], delete;
    "job_goal" Of::Registration("registration"), [ReadProfile], [WriteProfileEarly], delete;
    "wishes" Of::Registration("registration"), [ReadProfile], [WriteProfileEarly], delete;
    "import_row" Of::Person("person"), [PersonWrite], [PersonWrite], delete;
    "duplicate_pair" Of::Person("person_b"), [PersonRead], [PersonWrite];
    "decision" Of::Column, [PersonRead], [PersonWrite];
    "letter" Of::Any("subject"), [Letters, PersonRead], [Letters, PersonWrite];
    "name_word" Of::Office, [ReadCard], [PersonWrite], delete;
    "name_people" Of::Office, [ReadCard], [PersonWrite];
    "candidate" Of::Office, [ReadProposals, PersonWrite], [PersonWrite, Follow], delete;
    "employer" Of::Column, [ReadOffers], [WriteOffers];
    "contact" Of::Any("employer"), [ReadOffers], [WriteOffers];
    "visit" Of::Any("employer"), [ReadOffers], [WriteOffers];
    "vacancy" Of::Column, [ReadOffers], [WriteOffers, SettleOffers];
    "offer_word" Of::Office, [ReadOffers], [WriteOffers], delete;
    "programme" Of::Office, [ReadProgrammes], [Settings];
    "carence" Of::Column, [ReadCarence], [WriteCarence, DecideCarence];
    "batch" Of::Column, [Key], [Key];
    "batch_form" Of::Any("batch"), [Key], [Key];
    "keyed_twice" Of::Any("batch_form"), [Key], [Key];
    "saved_view" Of::Column, [PersonRead], [PersonWrite, Follow], delete;
    "code" Of::Office, [ReadCard, Lists], [Lists];
    "holiday" Of::Office, [ReadCard, Lists], [Lists];
    "job_title" Of::Office, [ReadCard, Lists], [Lists], delete;
    "near" Of::Office, [ReadCard, Lists], [Lists], delete;
    "vocabulary" Of::Office, [ReadCard, Lists], [Lists], delete;
    "crosswalk" Of::Office, [ReadCard, Lists], [Lists], delete;
    "title_key" Of::Office, [ReadCard, Lists], [Lists], delete;
    "title_weight" Of::Office, [ReadCard, Lists], [Lists], delete;
    "vocabulary_skill" Of::Office, [ReadCard, Lists], [Lists], delete;
    "skill_word" Of::Office, [ReadCard, Lists], [Lists], delete;
    "delay" Of::Office, [ReadCard, Lists], [Settings], delete;
    "agency" Of::Office, [ReadCard, Lists], [Settings];
    "setting" Of::Office, [ReadCard, Lists], [Settings];
    "serial" Of::Office, [PersonWrite, Follow, WriteOffers, WriteCarence, Key], [PersonWrite, Follow, WriteOffers, WriteCarence, Key];
    "migration" Of::Office, [ReadCard, Lists], [];
    "backup" Of::Office, [Maintain], [Maintain];
];

/// The national short card: these of everybody.
pub(super) const CARD: &[&str] = &[
    "id",
    "index_no",
    "number",
    "agency",
    "surname",
    "given_names",
    "married_name",
    "sort_key",
    "sex",
    "birth_date",
    "birth_precision",
    "merged_into",
];
/// And these, which the duplicate check compares, of the own agency's people.
pub(super) const SKETCH: &[&str] =
    &["town", "id_document_type", "id_document_number", "id_document_expires", "phone", "phone_2", "external_ref", "source"];

const NONE: &[&str] = &[];

pub(super) const VEILED: &[Veiled] = &[
    Veiled {
        table: "person",
        of: Of::Column,
        person: "id",
        read: &[PersonRead],
        write: &[PersonWrite],
        facts: NONE,
        sensitive: &["disability_declared", "adaptation_needs"],
        sensitive_on: "TRUE",
    },
    Veiled {
        table: "registration",
        of: Of::Column,
        person: "person",
        read: &[PersonRead],
        write: &[PersonWrite, Follow],
        facts: NONE,
        sensitive: NONE,
        sensitive_on: "FALSE",
    },
    Veiled {
        table: "interview",
        of: Of::Column,
        person: "person",
        read: &[ReadInterviews],
        write: &[WriteInterviews],
        facts: &["summary", "notes"],
        sensitive: NONE,
        sensitive_on: "FALSE",
    },
    Veiled {
        table: "diagnosis",
        of: Of::Person("person"),
        person: "person",
        read: &[ReadInterviews],
        write: &[WriteInterviews],
        facts: &["axis", "rating", "note"],
        sensitive: NONE,
        sensitive_on: "FALSE",
    },
    Veiled {
        table: "obstacle",
        of: Of::Person("person"),
        person: "person",
        read: &[ReadInterviews],
        write: &[WriteInterviews],
        facts: &["theme", "situation", "wish_to_work_on_it"],
        sensitive: &["situation"],
        sensitive_on: "coalesce(t.theme, '') IN ('4', '9')",
    },
    Veiled {
        table: "plan_action",
        of: Of::Person("person"),
        person: "person",
        read: &[ReadInterviews],
        write: &[WriteInterviews],
        facts: &["action", "theme", "title", "reason", "evidence"],
        sensitive: NONE,
        sensitive_on: "FALSE",
    },
    Veiled {
        table: "note",
        of: Of::Any("subject"),
        person: "subject",
        read: &[ReadInterviews],
        write: &[WriteInterviews, WriteOffers],
        facts: &["text"],
        sensitive: NONE,
        sensitive_on: "FALSE",
    },
    Veiled {
        table: "appointment",
        of: Of::Column,
        person: "person",
        read: &[Agenda],
        write: &[Agenda, PersonWrite],
        facts: &["name_said", "wish", "note"],
        sensitive: NONE,
        sensitive_on: "FALSE",
    },
    Veiled {
        table: "proposal",
        of: Of::Column,
        person: "person",
        read: &[ReadProposals],
        write: &[WriteProposals],
        facts: &["rank", "score", "explanation", "override_reason", "employer_reason"],
        sensitive: NONE,
        sensitive_on: "FALSE",
    },
    Veiled {
        table: "placement",
        of: Of::Column,
        person: "person",
        read: &[ReadPlacements],
        write: &[WritePlacements],
        facts: &["employer_name", "wage", "end_reason"],
        sensitive: NONE,
        sensitive_on: "FALSE",
    },
    Veiled {
        table: "enrolment",
        of: Of::Column,
        person: "person",
        read: &[ReadProgrammes],
        write: &[WriteProgrammes],
        facts: &["provider", "allowance", "outcome"],
        sensitive: NONE,
        sensitive_on: "FALSE",
    },
    Veiled {
        table: "task",
        of: Of::Column,
        person: "person",
        read: &[Tasks],
        write: &[Tasks, PersonWrite, Follow],
        facts: &["result", "words"],
        sensitive: NONE,
        sensitive_on: "FALSE",
    },
];

/// Tables of which the statistician sees a view without names, under the same name: the columns that are empty there.
pub(super) const NAMELESS: &[(&str, &[&str])] = &[
    (
        "person",
        &[
            "number",
            "external_ref",
            "source",
            "surname",
            "given_names",
            "married_name",
            "sort_key",
            "birth_place",
            "id_document_number",
            "phone",
            "phone_typed",
            "phone_2",
            "contact_via",
            "email",
            "district",
            "landmark",
            "po_box",
            "address",
            "import_note",
            "disability_declared",
            "adaptation_needs",
            "created_by",
            "updated_by",
        ],
    ),
    ("registration", &["sort_key", "created_by", "updated_by"]),
    ("job_goal", &["occupation_label", "created_by", "updated_by"]),
    ("interview", &["summary", "notes", "created_by", "updated_by"]),
    ("appointment", &["name_said", "note", "wish", "created_by", "updated_by"]),
    ("proposal", &["explanation", "created_by", "updated_by"]),
    ("placement", &["employer_name", "created_by", "updated_by"]),
    ("enrolment", &["provider", "created_by", "updated_by"]),
    (
        "employer",
        &[
            "number",
            "external_ref",
            "name",
            "trade_name",
            "tax_id",
            "phone",
            "email",
            "address",
            "sort_key",
            "created_by",
            "updated_by",
        ],
    ),
    (
        "vacancy",
        &[
            "number",
            "external_ref",
            "title",
            "sort_key",
            "description",
            "benefits",
            "schedule",
            "import_note",
            "created_by",
            "updated_by",
        ],
    ),
    ("programme", &["created_by", "updated_by"]),
    ("carence", &["number", "outcome", "created_by", "updated_by"]),
    ("task", &["words", "result", "created_by", "updated_by"]),
];

/// Tables with rules of their own, written out in `own.sql`.
pub(super) const OWN: &[&str] = &[
    "audit",
    "audit_value",
    "audit_seal",
    "audit_seal_head",
    "account",
    "account_key",
    "account_secret",
    "guess",
    "session",
    "draft",
    "notice",
    "reading",
    "consent",
    "safeguard",
    "erasure",
];

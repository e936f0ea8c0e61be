//! The list of all actions with their names: one macro. A key becomes an action once (`keymap.rs`); screens
//! offer actions and get them back (`app.rs`). The names are those of keymaps and locales (`action-no-show`).

/// Makes the enum, the list and the names from one table.
macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a key can mean. The names stand in the keymaps.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($(#[$doc])* $variant,)* }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Action] = &[$(Action::$variant,)*];
            /// Its name in keymaps: English snake_case.
            pub fn name(self) -> &'static str {
                match self { $(Action::$variant => $name,)* }
            }
        }
    };
}

actions! {
    /// Opens what the cursor is on; in a drawer does the named deed.
    Open = "open",
    /// Goes back, the draft kept.
    Back = "back",
    /// Help on this screen.
    Help = "help",
    /// Search from anywhere.
    Search = "search",
    /// Every action with its key.
    All = "all",
    /// The person did not come.
    NoShow = "no_show",
    /// A dated note.
    Note = "note",
    /// The candidates of an offer.
    Candidates = "candidates",
    /// Another date.
    Postpone = "postpone",
    /// The interview.
    Interview = "interview",
    /// A task is done.
    Done = "done",
    /// Prefix of all ways to a screen.
    Go = "go",
    /// To the day's work.
    GoDay = "go_day",
    /// To the caseload.
    GoCaseload = "go_caseload",
    /// To the agenda.
    GoAgenda = "go_agenda",
    /// To the offers.
    GoVacancies = "go_vacancies",
    /// To the employers.
    GoEmployers = "go_employers",
    /// To the proposals.
    GoProposals = "go_proposals",
    /// To the queue of the reception.
    GoQueue = "go_queue",
    /// To the notices.
    GoNotices = "go_notices",
    /// To the duplicates.
    GoDuplicates = "go_duplicates",
    /// To the tasks.
    GoTasks = "go_tasks",
    /// To bulk entry.
    GoBulkEntry = "go_bulk_entry",
    /// To the intake form.
    GoIntake = "go_intake",
    /// To the team.
    GoTeam = "go_team",
    /// To the bulletin.
    GoBulletin = "go_bulletin",
    /// To the administration.
    GoAdmin = "go_admin",
    /// To the lessons.
    GoLessons = "go_lessons",
    /// History and who saw it.
    History = "history",
    /// Prints.
    Print = "print",
    /// Justifies a no-show.
    Justify = "justify",
    /// Reminds a person or a firm.
    Remind = "remind",
    /// Changes a record.
    Edit = "edit",
    /// A new one of this screen's kind.
    New = "new",
    /// The offers that fit a person.
    MatchingOffers = "matching_offers",
    /// Proposes.
    Propose = "propose",
    /// Ends the program.
    Quit = "quit",
    /// Books an appointment.
    Book = "book",
    /// What may follow in the lifecycle.
    NextState = "next_state",
    /// Sorts a list.
    Sort = "sort",
    /// Renews a registration, registers again.
    Renew = "renew",
    /// Saved views.
    Views = "views",
    /// To someone else.
    Transfer = "transfer",
    /// The person is here.
    Arrive = "arrive",
    /// Takes back one's own deed of the day.
    Undo = "undo",
    /// Marks all, or none.
    MarkAll = "mark_all",
    /// Marks and goes down.
    Mark = "mark",
    /// Filters as one types.
    Filter = "filter",
    /// Explains: codes of a field, a rank, a state, a sign.
    Explain = "explain",
    /// Saves.
    Save = "save",
    /// Into the pane beside the form, and back.
    Side = "side",
    /// The same as in the previous form.
    Ditto = "ditto",
    /// Puts a form aside for later.
    SetAside = "set_aside",
    /// Keeps a field's value for the next form.
    Sticky = "sticky",
    /// Locks the post.
    Lock = "lock",
    /// Paints all again.
    Repaint = "repaint",
    /// Stops a long job.
    Stop = "stop",
    /// Date and hour into a note.
    Stamp = "stamp",
    /// Next field of a form; in a note a new line.
    Next = "next",
    /// Up.
    Up = "up",
    /// Down.
    Down = "down",
    /// Previous tab, day, week.
    Left = "left",
    /// Next tab, day, week.
    Right = "right",
    /// A page up.
    PageUp = "page_up",
    /// A page down.
    PageDown = "page_down",
    /// To the top.
    First = "first",
    /// To the bottom.
    Last = "last",
    /// Next pane or section; next field of a form.
    NextPane = "next_pane",
    /// Previous pane or section; previous field of a form.
    PreviousPane = "previous_pane",
    /// The answer 0.
    Digit0 = "digit_0",
    /// The answer 1.
    Digit1 = "digit_1",
    /// The answer 2.
    Digit2 = "digit_2",
    /// The answer 3.
    Digit3 = "digit_3",
    /// The answer 4.
    Digit4 = "digit_4",
    /// The answer 5.
    Digit5 = "digit_5",
    /// The answer 6.
    Digit6 = "digit_6",
    /// The answer 7.
    Digit7 = "digit_7",
    /// The answer 8.
    Digit8 = "digit_8",
    /// The answer 9.
    Digit9 = "digit_9",
    /// Palette only: the import of a file.
    Import = "import",
    /// Palette only: the export of a list.
    Export = "export",
    /// Palette only: the programmes.
    GoProgrammes = "go_programmes",
    /// Palette only: the certificates of want of candidates.
    GoCertificates = "go_certificates",
    /// Palette only: the key test screen.
    KeyTest = "key_test",
    /// Palette only: one's own settings.
    Settings = "settings",
}

const DIGITS: [Action; 10] = [
    Action::Digit0,
    Action::Digit1,
    Action::Digit2,
    Action::Digit3,
    Action::Digit4,
    Action::Digit5,
    Action::Digit6,
    Action::Digit7,
    Action::Digit8,
    Action::Digit9,
];

impl Action {
    /// By its name.
    pub fn named(name: &str) -> Option<Action> {
        Action::ALL.iter().copied().find(|a| a.name() == name)
    }
    /// Key of its label in the locales: `action-no-show`.
    pub fn label_key(self) -> String {
        format!("action-{}", self.name().replace('_', "-"))
    }
    /// The digit that it stands for.
    pub fn digit(self) -> Option<u8> {
        DIGITS.iter().position(|d| *d == self).and_then(|p| u8::try_from(p).ok())
    }
    /// The action of a digit, 0 to 9.
    pub fn of_digit(digit: u8) -> Option<Action> {
        DIGITS.get(usize::from(digit)).copied()
    }
    /// Reached through the palette only: it needs no key of its own.
    pub fn palette_only(self) -> bool {
        use Action::{Export, GoCertificates, GoProgrammes, Import, KeyTest, Settings};
        matches!(self, Import | Export | GoProgrammes | GoCertificates | KeyTest | Settings)
    }
}

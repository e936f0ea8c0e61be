# What may go wrong: what happened, what it means for the work, what to do.
# -what, -means, -do. A refusal or a wrong use may have its own (KEY-means, KEY-do).

fault-flaws-what = The entry is not complete.
fault-flaws-means =
    { $count ->
        [one] Nothing is saved yet; what was typed stays on the screen. { $count } field to mend.
       *[other] Nothing is saved yet; what was typed stays on the screen. { $count } fields to mend.
    }
fault-flaws-do = Mend the marked field, then save again.
fault-conflict-what = { $by } saved here while you were typing.
fault-conflict-means =
    { $count ->
        [one] Nothing is lost and nothing is overwritten. One field differs ({ $record }): { $fields }.
       *[other] Nothing is lost and nothing is overwritten. { $count } fields differ ({ $record }): { $fields }.
    }
fault-conflict-do = Read what is there now, then do it again.
fault-refused-means = Nothing was changed.
fault-refused-do = Go back to the file, or ask the agency head.
fault-denied-what = Reserved for another role.
fault-denied-who = Reserved for { $who }.
fault-denied-means = That role is needed, in this agency. Nothing was changed; the attempt is recorded.
fault-denied-do = Ask the person who has this right.
fault-missing-what = Not found: { $record }.
fault-missing-means = It may have been merged or withdrawn, or your role does not see it.
fault-missing-do = Search for it again by name or number.
fault-away-what = The line is cut.
fault-away-means = What you typed is kept at this post. It will go out when the line is back.
fault-away-do = Carry on: the keys answer, the lists show their age.
fault-busy-what = The database is busy with a long job.
fault-busy-means = Nothing was changed; what you typed is kept.
fault-busy-do = Try again in a minute. If it lasts, tell the administrator.
fault-cancelled-what = Stopped as you asked.
fault-cancelled-means = Nothing was changed.
fault-cancelled-do = Start it again when you like.
fault-wrong-means = Nothing was done.
fault-wrong-do = Mend it and start again.
fault-broken-what = The program met a fault of its own.
fault-broken-means = This action did not succeed; the rest of the work is untouched.
fault-broken-do = Try once more, then give the administrator the time: the detail is in the log.

# Flaws of a field
flaw-missing = { $field }: to be filled in.
flaw-too-long = { $field }: { $max } characters at most, there are { $length }.
flaw-hidden-character =
    { $kind ->
        [control] { $field }: control character at place { $position }, to be removed.
        [direction] { $field }: direction mark at place { $position }, to be removed.
        [invisible] { $field }: invisible character at place { $position }, to be removed.
        [marks] { $field }: too many accents on one letter at place { $position }.
       *[other] { $field }: unreadable character at place { $position }, to be typed again.
    }
flaw-out-of-range = { $field }: from { $low } to { $high }, not { $value }.
flaw-negative = { $field }: 0 or more, not { $value }.
flaw-code-unanswered = { $field }: “{ $value }” is still to be looked up, the line is away.
flaw-code-closed = { $field }: "{ $value }" is closed in the list, choose another.
flaw-unknown-code = { $field }: “{ $value }” is not in the list.
flaw-unknown-state = { $field }: unknown state.
flaw-email = { $field }: expected as name@example.ga, not { $value }.
flaw-not-text = { $field }: a text is expected.
flaw-not-yes-or-no = { $field }: yes or no.
flaw-not-number = { $field }: a whole number is expected, for example 12.
flaw-not-date = { $field }: a date is expected, for example 14/03/1992.
flaw-not-instant = { $field }: a day and a time are expected.
flaw-not-id = { $field }: to be chosen by searching.
flaw-phone-length = { $field }: 9 digits (077 00 00 12) or 8 (old form). There are { $count }.
flaw-phone-letters = { $field }: digits only, for example 077 12 34 56.
flaw-phone-unknown-prefix = { $field }: start unknown in Gabon; 011, 062, 066, 074, 077…
flaw-name-missing = Surname or given names: one of the two is needed.
flaw-birth-or-document = Born on: to be filled in, or a document number.
flaw-birth-future = { $field }: a date to come.
flaw-too-young = { $field }: aged { $age }; { $minimum } at least, else the parents must agree.
flaw-too-old = { $field }: aged { $age }, check the date.
flaw-old = { $field }: aged { $age }, confirm with the person.
flaw-department-elsewhere = { $field }: { $value } is not in the province { $province }.
flaw-permit-missing = { $field }: to be asked of a foreign national.
flaw-document-expired = { $field }: expired, accepted; a new one is to be asked for.
flaw-document-length = { $field }: { $length } characters expected, there are { $count }.
flaw-no-way-to-reach = Phone or Reach through: one of the two is needed.
flaw-diploma-before-ten = { $field }: before the person was ten.
flaw-year-future = { $field }: a year to come.
flaw-end-before-start = { $field }: before the start.
flaw-registered-future = { $field }: a date to come.
flaw-registered-too-early = { $field }: a date after 1 Oct 1993.
flaw-exit-both-or-none = { $field }: the date and the reason go together.
flaw-closed-without-exit = { $field }: an exit needs its date and its reason.
flaw-closed-before-registered = { $field }: before the registration.
flaw-wage-under-smig = { $field }: below the minimum wage of { $smig } XAF, to be confirmed.
flaw-more-filled-than-positions = { $field }: { $filled } positions are filled already.
flaw-duration-missing = { $field }: needed for a contract of limited duration.
flaw-hours-missing = { $field }: needed for part-time work, from 1 to 39.
flaw-wage-max-under-min = { $field }: below the lowest wage of the vacancy.
flaw-expires-before-received = { $field }: before the vacancy was received.
flaw-legal-basis = { $field }: to be chosen for a special condition.
flaw-no-next = Next appointment: to be set, or say why there is none.

# A rule refuses
refused-already-there = This record exists already.
refused-already-there-do = Search for the one that exists and complete it.
refused-still-used = Other records refer to it.
refused-still-used-do = Deal with them first, or close it instead of removing it.

# Wrong use: commands
wrong-lang = Unknown language: { $value }.
wrong-lang-do = Choose fr or en.
wrong-keymap = Unknown keymap: { $value }.
wrong-keymap-do = Choose { $allowed }, or give a file that exists.
wrong-charset = Unknown character set: { $value }.
wrong-charset-do = Choose { $allowed }.
wrong-look = Unknown look: { $value }.
wrong-look-do = Choose { $allowed }.
wrong-log = Unknown log level: { $value }.
wrong-log-do = Choose { $allowed }.
wrong-db-scheme = Unknown kind of database: { $value }.
wrong-db-scheme-do = Give sqlite:PATH, a path, or postgres://user@host/database.
wrong-db-empty = No database named.
wrong-db-empty-do = Give sqlite:PATH, a path, or postgres://user@host/database.

# Wrong use: configuration
wrong-config-syntax = { $file }, line { $line }: this is not TOML.
wrong-config-syntax-do = A line is written for example lang = 'fr'.
wrong-config-unreadable = { $file }: cannot be read.
wrong-config-unreadable-do = Check the rights of the file; it must be UTF-8.
wrong-config-key = { $file }, line { $line }: unknown setting, { $name }.
wrong-config-key-do = Possible settings: { $allowed }.
wrong-config-value = { $file }, line { $line }: { $name } cannot be { $value }.
wrong-config-value-do = Possible values: { $allowed }.
wrong-config-not-text = { $file }, line { $line }: { $name } needs a text.
wrong-config-not-text-do = Put the value between apostrophes.
wrong-config-number = { $file }, line { $line }: { $name } needs a number.
wrong-config-number-do = Give a whole number from { $low } to { $high }.
wrong-config-db = { $file }, line { $line }: bad database address in { $name }.
wrong-config-db-do = Give sqlite:PATH, a path, or postgres://user@host/database.

# Wrong use: database
wrong-database-address = The database address cannot be read.
wrong-database-address-do = Give sqlite:PATH or postgres://user@host/database.
wrong-database-login = The database refuses this user or password.
wrong-database-login-do = Check the database address with the administrator.
wrong-database-tls = The encrypted line to the database is refused.
wrong-database-tls-do = Check the server's certificate and the setting sslmode.
wrong-certificate = Unreadable certificate: { $path }.
wrong-certificate-do = Give a readable PEM file.
wrong-no-database = This database does not exist: { $path }.
wrong-no-database-do = Make it with guichet init, or guichet demo to learn.
wrong-database-not-opened = The database cannot be opened: { $path }.
wrong-database-not-opened-do = Check the rights of the file and of its folder.
wrong-database-not-made = The database cannot be made: { $path }.
wrong-database-not-made-do = Check the rights of the folder.
wrong-not-a-database = { $path } is not a database of guichet.
wrong-not-a-database-do = Give another file with --db.
wrong-network-file-system = { $path } is on a network disk ({ $system }).
wrong-network-file-system-means = SQLite would lose data there; nothing was opened.
wrong-network-file-system-do = Put the database on a disk of the machine, or take PostgreSQL.
wrong-disk-full = Disk full: reading only.
wrong-disk-full-means = Nothing was changed; what you typed is kept.
wrong-disk-full-do = Tell { $administrator }; reading is still possible.
wrong-read-only = The database is read-only.
wrong-read-only-do = Tell the administrator.

# Remedies for keymap files (the sentences are in tui.ftl)
wrong-keymap-syntax-do = A line is written for example open = 'p'.
wrong-keymap-name-do = Choose fr, en or 5250, or give a file.
wrong-keymap-base-do = Start from fr, en or 5250.
wrong-keymap-context-do = Take the name of a screen, or list, form, text, dialog, global.
wrong-keymap-action-do = Take the name of an action of the palette.
wrong-keymap-value-do = Give a key or a list of keys.
wrong-keymap-key-do = Write for example p, F10, Ctrl+E or g s.
wrong-keymap-never-do = Take a letter, F1 to F10 or a safe Ctrl key.
wrong-keymap-twice-do = Give each its own key in the context { $context }.
wrong-keymap-unsafe-do = Add a letter, F1 to F4 or a safe Ctrl key.

# Database and schema
wrong-no-schema = This database is empty.
wrong-no-schema-do = Prepare it with guichet init, or guichet demo to learn.
wrong-older-schema = The database is at version { $stored }, the program expects { $known }.
wrong-older-schema-do = Make a backup, then run guichet migrate.
wrong-newer-schema = The database is at version { $stored }, this program knows { $known } only.
wrong-newer-schema-do = Install the newest program.
wrong-changed-migration = Step { $number } of the database ({ $name }) is not the program's.
wrong-changed-migration-do = Take the original program; a released step is never changed.

# A person's file
flaw-experience-over-age = { $field }: { $months } months are too many at the age of { $age }.
flaw-first-time-with-experience = { $field }: does not go with experience.
refused-same-document = Same document { $document } as file { $number }.
refused-same-document-means = It is most likely the same person; nothing was saved.
refused-same-document-do = Open that file; only the agency head can say they are distinct persons.

# Appointments
refused-appointment-state = Not possible: this appointment is { $situation }.
refused-appointment-state-do = Open the appointment to see what can be done.
refused-justify-late = More than { $days } days since the no-show: it can no longer be justified.
refused-justify-late-do = Ask the agency head.
refused-slot-past = This slot is in the past.
refused-slot-past-do = Choose a slot to come.
refused-slot-closed = The agency is closed at that hour.
refused-slot-closed-do = Choose a slot within opening hours.
refused-slot-holiday = This day is a public holiday.
refused-slot-holiday-do = Choose a working day.
refused-slot-taken = This slot is taken already.
refused-slot-taken-do = Choose another slot; the agenda shows the free ones.
refused-undo-not-yours = Only { $login } can take this back, on the same day.
refused-undo-not-yours-do = Ask this user, or the agency head with a reason.

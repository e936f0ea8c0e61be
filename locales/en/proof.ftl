# Proof and the rights of persons: audit, seals, erasure, restriction, legal hold.

audit-log-count =
    { $count ->
        [one] { $count } line.
       *[other] { $count } lines.
    }
audit-verify-read = { $rows } lines read, { $sessions } sessions.
audit-verify-erased =
    { $count ->
        [one] { $count } value erased by law; the chain says so.
       *[other] { $count } values erased by law; the chain says so.
    }
audit-verify-seal = Held against seal no. { $seal }, which covers { $rows } lines.
audit-verify-no-seal = No seal: the chain alone proves nothing against someone who can write the database. "guichet audit seal" makes one.
audit-verify-good = Nothing to report.
audit-bad-gap = A line is missing before line { $seq } of session { $session }.
audit-bad-row = Line { $seq } of session { $session } was changed.
audit-bad-values = The values of line { $seq } of session { $session } were changed.
audit-bad-emptied = Values were emptied without a decided erasure, first at line { $seq } of session { $session }.
audit-bad-sealed = Line { $seq } of session { $session } is not the one that was sealed.
audit-bad-missing = A sealed session is missing, or its end: line { $seq } of session { $session }.
audit-bad-backdated = Line { $seq } of session { $session } is dated before the seal that should cover it.
audit-bad-seal = Seal no. { $seq } is not in the database, or is not the one that was told ({ $session }).

wrong-instant = Not a day or an instant: { $value }.
wrong-instant-do = For instance 2026-11-25, or 2026-11-25T08:00:00Z.
wrong-seal = Not a seal: { $value }.
wrong-seal-do = Give the whole line "guichet-seal:…", or the number and 12 digits: 7-abcdef012345.
wrong-seal-not-told = The seal is kept but could not be told to { $target }.
wrong-seal-not-told-do = It will be with the next one; see "seal_to" in the configuration.

cli-value-person = NUMBER
cli-value-account = ACCOUNT
cli-value-since = DAY
cli-value-seal = SEAL
cli-audit = The audit: its lines, its verification, its seals
cli-audit-action = log, verify or seal
cli-audit-person = Who saw and changed this file
cli-audit-account = The deeds of this account
cli-audit-since = Since this day, for instance 2026-11-25
cli-audit-limit = How many lines at most (500 if not said)
cli-audit-seal = A seal kept elsewhere, for verify
cli-audit-json = For a program

act-search = Search
act-export = Export
act-print-list = List printed
act-dossier = Whole file given
act-reveal-obstacle = Something sensitive shown
act-seal = Seal of the audit
act-import-file = A file taken over
act-check = Database checked
act-migrate = Schema brought up to date
act-clock-back = Clock went back
act-clock-ahead = Clock far ahead
act-restrict = Contested data: file taken off the lists
act-lift-restriction = Restriction lifted
act-keep-for-law = Legal hold
act-lift-hold = Legal hold lifted
act-ask-erase = Erasure asked for
act-withdraw-erase = Erasure no longer asked for
act-erase = File erased
act-anonymise = File anonymised
act-erase-again = Erasure done again after a restore

record-safeguard = safeguard
field-since = Since
help-field-since = The day from which it holds.
field-ended-on = Until
help-field-ended-on = The day on which it ended; empty: still in force.
field-ended-by = Lifted by
help-field-ended-by = The account that ended it.

person-restricted = { $number }: data contested, the file is off lists and proposals.
person-restriction-lifted = { $number }: restriction lifted.
person-held = { $number }: legal hold, the file will neither be erased nor anonymised.
person-hold-lifted = { $number }: legal hold lifted.
person-erase-asked = { $number }: erasure asked for. A head confirms it: guichet person erase { $number } --confirm
person-erase-withdrawn = { $number }: erasure no longer asked for.
person-erased =
    { $count ->
        [one] { $number }: erased. { $count } value of the audit cleared, the chain holds.
       *[other] { $number }: erased. { $count } values of the audit cleared, the chain holds.
    }
person-erased-file = Deleted: { $path }
person-erased-unread = To be looked at by you, unreadable here: { $path }
person-erased-later = A session is still reading: the pages of the database's log are emptied when it ends. Run it again in an hour.
person-erased-backups = Backups made before still hold this person until they end; a restore does the erasure again.
person-dossier-title = { $number } { $name }, whole file on { $at }
person-dossier-changes =
    { $count ->
        [one] Who changed it ({ $count })
       *[other] Who changed it ({ $count })
    }
person-dossier-readings =
    { $count ->
        [one] Who read it ({ $count })
       *[other] Who read it ({ $count })
    }
person-dossier-written = Written, readable by you only: { $path }
person-yes = yes
person-no = no

refused-safeguard-there = It is asked for this file already.
refused-safeguard-none = Nothing of the kind is in force for this file.
refused-legal-hold = Legal hold: this file may neither be erased nor anonymised.
refused-legal-hold-do = Have the hold lifted first, by the auditor or the head.
refused-registration-open = This person is still registered.
refused-registration-open-do = End the registration first, by an exit.
refused-erase-not-asked = No erasure is asked for this file.
refused-erase-not-asked-do = The auditor asks with a reason: guichet person erase NUMBER --reason …

person-waiting-erasure = erasure
person-waiting-anonymising = anonymising
person-waiting-nothing = Nothing waits.
cli-person = Rights of persons: whole file, restriction, hold, erasure
cli-person-action =
    dossier, restrict, hold, erase, waiting (waits for a head's word),
    pairs (duplicates), merge, distinct, verify (with --with), unmerge,
    merges (of late)
cli-person-number = The number of the file; not for waiting, pairs and merges
cli-person-with = The other file: with merge the one that goes
cli-person-take = Fields of the other file, with commas between
cli-person-reason = Why
cli-person-lift = Lifts the restriction or hold, takes the wish back
cli-person-anonymise = Keeps what statistics count
cli-person-confirm = The second person confirms the erasure
cli-person-by = Who acts; asks for the password
cli-person-out = New file where the person's file goes
cli-person-json = For a program
cli-value-reason = WHY
cli-value-out = FILE

protect = Rights of the person…
protect-about = restriction, legal hold, erasure
protect-title = Rights of the person, { $name }
protect-restrict = Restrict
protect-restrict-about = contested data: off lists and proposals
protect-restrict-long = The file is off lists and proposals for as long as the restriction stands. Nothing is erased.
protect-free = Lift the restriction
protect-free-about = the file is on the lists again
protect-hold = Legal hold
protect-hold-about = neither erased nor anonymised while it stands
protect-hold-long = The file can be neither erased nor anonymised for as long as the hold stands.
protect-release = Lift the legal hold
protect-release-about = the file follows its delays again
protect-erase = Ask for erasure
protect-erase-about = the agency head confirms
protect-erase-long = Nothing is erased before the agency head agrees.
protect-anonymise = Ask to anonymise
protect-anonymise-about = the figures stay, the name goes
protect-anonymise-long = Nothing is changed before the agency head agrees.
protect-confirm = Confirm
protect-confirm-about = the file goes for ever
protect-confirm-erase = File { $number } will be erased for ever. Asked by { $by }: { $reason }
protect-confirm-anonymise = File { $number } will lose all that names the person, for ever. Asked by { $by }: { $reason }
protect-do-confirm = Confirm
protect-withdraw = Withdraw the wish
protect-withdraw-about = nothing is erased
protect-erased =
    { $files ->
        [0] File { $number }: done. Nothing else named it.
        [one] File { $number }: done. One file that named it is deleted.
       *[other] File { $number }: done. { $files } files that named it are deleted.
    }
protect-sign-restriction = RESTRICTED: contested data
protect-sign-hold = Legal hold
protect-sign-erasure = Erasure asked for
protect-sign-anonymising = Anonymising asked for

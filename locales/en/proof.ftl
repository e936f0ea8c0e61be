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
audit-bad-sealed = Line { $seq } of session { $session } isn't the one that was sealed.
audit-bad-missing = A sealed session is missing, or its end: line { $seq } of session { $session }.
audit-bad-backdated = Line { $seq } of session { $session } is dated before the seal that should cover it.
audit-bad-seal = Seal no. { $seq } isn't in the database, or isn't the one that was told ({ $session }).

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
act-import = Rows taken over
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

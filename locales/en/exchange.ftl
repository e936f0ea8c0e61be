# Files in and out: rejected rows, warnings, counts (guichet import, guichet export).

exchange-line = Line
exchange-column = Column
exchange-reason = Reason
exchange-rejects-word = rejects
exchange-warnings-word = warnings
exchange-noted = { $field }: { $value }
exchange-shape =
    { $separator ->
        [none] File read.
       *[other] Read as { $encoding }, separator "{ $separator }", { $dates ->
            [iso] dates year-month-day.
            [dmy] dates day/month/year.
           *[other] no date seen.
        }
    }
exchange-titles =
    { $count ->
        [one] One line above the header is left out.
       *[other] { $count } lines above the header are left out.
    }
exchange-unknown-columns = Columns not recognised, passed over: { $value }. Name them with --map.
exchange-said = Line { $line }: { $text }
exchange-said-at = Line { $line }, { $value }: { $text }
exchange-said-rejected = Line { $line }, rejected: { $text }
exchange-said-rejected-at = Line { $line }, rejected, { $value }: { $text }
exchange-more = The others are in the files below.
exchange-counts = Rows read: { $read }. Imported: { $imported }. Updated: { $updated }. Same: { $same }. Rejected: { $rejected }. Warnings: { $warnings }.
exchange-to-do = Files to complete: { $incomplete }. Possible duplicates: { $twins }.
exchange-rejects-file = Rejected rows: { $value }. Correct them there, then import that file.
exchange-warnings-file = Warnings: { $value }
exchange-dry-run = A trial only: nothing was saved.
exchange-exported = Rows: { $rows }. Columns: { $columns }. File: { $value }
exchange-sha256 = SHA-256: { $value }

# A row refused for its form
flaw-row-columns = { $count } columns; { $most } at most.
flaw-row-cell = Column { $column }: more than { $most } KB in a cell.
flaw-row-line = More than { $most } MB on a line.
flaw-row-control = Column { $column }: a control character at position { $position }, to be taken out.
flaw-row-bytes = Column { $column }: unreadable in this character set. Try --encoding.
flaw-row-quote = Quotation mark opened on line { $line }, column { $column }, badly closed.
flaw-row-width = { $count } cells instead of { $wanted }.

# A row or a value of the import
flaw-import-number = "{ $value }" is not the number of a file; kept in the import note.
flaw-import-number-unknown = File { $value } unknown here; a new number is given.
flaw-import-counsellor = Counsellor unknown here: { $value }; another one is proposed.
flaw-import-ref-doubled = The former number { $value } stands further up in this file.
flaw-import-ref-taken = This former number is another file's already.
flaw-import-other-person = { $value }: names and birth of another person. Nothing is changed.
flaw-import-agency = Files of agency { $value } are imported by that agency.
flaw-import-occupation = Occupation without a certain code, kept as it is: { $value }.
flaw-import-twin = { $number }, perhaps { $ref } too: same document or telephone.
flaw-import-not-stored = The database refused this row; the detail is in the log.

# A file refused
wrong-file-missing = File not found: { $file }.
wrong-file-missing-do = Check the name and the folder.
wrong-folder-missing = The folder of { $file } does not exist.
wrong-folder-missing-do = Make it or choose another one.
wrong-file-denied = Access denied: { $file }.
wrong-file-denied-do = Check the rights of the file and of its folder.
wrong-file-unreadable = File unreadable: { $file }.
wrong-file-not-regular = Not a regular file: { $file }.
wrong-file-not-regular-do = Save the data to a file first.
wrong-file-too-big = More than { $most } GB: { $file }.
wrong-file-too-big-do = Split it into several files.
wrong-file-empty = Empty file: { $file }.
wrong-file-damaged = Damaged spreadsheet: { $file }.
wrong-file-damaged-do = Open it in the spreadsheet program and save it again, or as CSV.
wrong-file-exists = This file exists already: { $file }.
wrong-file-exists-do = Choose another name: nothing is ever replaced.
wrong-file-unwritten = The file cannot be written: { $file }.
wrong-quote-unclosed = A quotation mark opened on line { $line }, column { $column }, and never closed.
wrong-quote-unclosed-do = Close it, or ask for a whole file: this one may have been cut.
wrong-json = JSON unreadable on line { $line }, column { $column }: { $file }.
wrong-json-do = An array of objects is expected.
wrong-map = Line { $line } unreadable: { $file }.
wrong-map-do = One line a column: "theirs" = "ours" (TOML), or two cells (CSV).
wrong-header = The header cannot be read: { $why }
wrong-columns-many = More than { $most } columns.
wrong-column-doubled = Column { $column }, { $name }: this field stands under { $former } already.
wrong-column-doubled-do = Take one of them out.
wrong-columns-unknown = No column recognised: { $value }.
wrong-columns-unknown-do = The first line must name the fields; --map renames columns, --separator says the separator.
wrong-column-missing = The column { $name } is missing.
wrong-column-missing-do = Name the columns of the names, or rename them with --map.
wrong-agency = Unknown agency: { $value }.
wrong-agency-do = Choose { $allowed }.
wrong-reason-missing = A reason is asked for this list of names.
wrong-reason-missing-do = Add --reason and the reason: it is noted in the audit.
wrong-export-many = More than { $most } people: reserved for the agency head.
wrong-sheet-full = A sheet has { $most } rows at most.
wrong-sheet-full-do = Export as CSV.

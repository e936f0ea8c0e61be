# The screen of the import of a file (services/import, screens/import).
title-import = Import
title-import-file = File to import
help-import =
    This page takes over a file of people, employers or offers: CSV, xlsx or JSON.
    Enter imports, the question mark shows rejected rows and warnings, n takes another file.
    Before Enter nothing is written: the page shows what the import would do. 1 changes what the rows are, 2 the character set, 3 the separator, 4 the order of dates.
    During the import Esc stops between two blocks of 500 rows; the same file, taken again, goes on where it stopped.
    Signs: an exclamation mark before the field, the column is not taken.
import-column = Column of the file
import-field = Field
import-first = First three rows
import-passed-over = (not taken)
import-look = Read
import-choose = Choose
import-other = Other file
import-details = Details
import-kind = Kind
import-charset = Characters
import-separator = Separator
import-dates = Dates
import-file-says = The file lies on this machine. Nothing is written before you agree.
import-empty = No file chosen. Enter asks where it lies: CSV, xlsx or JSON, with a line of headings.
import-reading = The file is being read. Nothing is written.
import-locked = More than 50 rows: your password is asked. Enter asks again.
import-running = Import under way. Esc stops it between two blocks.
import-stopping = The import stops at the end of this block.
import-cut = Import interrupted. The blocks written so far are kept whole; take the same file again, it goes on where it stopped.
import-done = Import done: { $taken } taken of { $read } rows, rejects: { $rejected }.
import-stopped = Import stopped after { $read } rows of { $total }. Take the same file again for the rest.
import-progress = { $done } of { $total }, { $minutes } min
import-count = { $count }
import-lines =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
import-charset-utf-8 = UTF-8
import-charset-utf-16 = UTF-16
import-charset-utf-16be = UTF-16
import-charset-windows-1252 = Windows-1252
import-separator-comma = comma
import-separator-semicolon = semicolon
import-separator-tab = tab
import-dates-dmy = DD/MM/YYYY
import-dates-iso = YYYY-MM-DD
import-dates-none = no date
import-form-xlsx = xlsx workbook
import-form-json = JSON
import-kind-people = People
import-kind-employers = Employers
import-kind-offers = Offers
import-would = What the import would do, nothing is written yet
import-doing = Import under way
import-did = What the import did
import-sum = Read { $read } = new { $imported } + updated { $updated } + same { $same } + rejected { $rejected }
import-incomplete = To complete
import-incomplete-says = all taken, listed as to complete
import-warnings = Warnings
import-most = { $count }: { $text }
import-twins = Probable duplicates
import-twins-says = both taken, pairs to be looked at
import-rejected = Rejected
import-rejects-will = Rejected rows will go to a file beside it, each with its reason.
import-rejects-file = Rejects: { $value }, each with its reason.
import-unknown = Columns not taken: { $value }
import-force = 1 Kind, 2 Character set, 3 Separator, 4 Dates
import-force-kind = 1 Kind of rows
import-details-title = Rejected rows and warnings
import-more =
    { $count ->
        [one] and { $count } more.
       *[other] and { $count } more.
    }

# The frame, the drawers, the keys: what every screen needs.

# Actions: 14 characters at most, the same verb in the help, the palette, the drawer and the message.
action-open = Open
action-back = Back
action-help = Help
action-search = Search
action-all = All
action-no-show = No-show
action-note = Note
action-candidates = Candidates
action-postpone = Other date
action-interview = Interview
action-done = Done
action-go = Go to
action-go-day = My day
action-go-caseload = Caseload
action-go-agenda = Agenda
action-go-vacancies = Vacancies
action-go-employers = Employers
action-go-proposals = Proposals
action-go-queue = Queue
action-go-notices = Notices
action-go-duplicates = Duplicates
action-go-tasks = Tasks
action-go-bulk-entry = Bulk entry
action-go-intake = Intake
action-go-team = Team
action-go-bulletin = Bulletin
action-go-admin = Admin
action-go-lessons = Lessons
action-go-programmes = Programmes
action-go-certificates = Certificates
action-history = History
action-print = Print
action-justify = Justify
action-remind = Remind
action-edit = Change
action-new = New
action-matching-offers = Vacancies
action-propose = Propose
action-quit = Leave
action-book = Appointment
action-next-state = Next step
action-sort = Sort
action-renew = Renew
action-views = Views
action-transfer = Transfer
action-arrive = Arrival
action-undo = Undo
action-mark-all = Mark all
action-mark = Mark
action-filter = Filter
action-explain = Explain
action-save = Save
action-side = Side pane
action-ditto = Ditto
action-set-aside = Set aside
action-sticky = Keep value
action-lock = Lock
action-repaint = Repaint
action-stop = Stop
action-stamp = Date and time
action-next = Next
action-up = Up
action-down = Down
action-left = Previous
action-right = Next
action-page-up = Page up
action-page-down = Page down
action-first = Top
action-last = Bottom
action-next-pane = Pane
action-previous-pane = Previous pane
action-digit-0 = Answer 0
action-digit-1 = Answer 1
action-digit-2 = Answer 2
action-digit-3 = Answer 3
action-digit-4 = Answer 4
action-digit-5 = Answer 5
action-digit-6 = Answer 6
action-digit-7 = Answer 7
action-digit-8 = Answer 8
action-digit-9 = Answer 9
action-import = Import
action-export = Export
action-key-test = Key test
action-settings = My account

# Title line
state-away = OFFLINE
state-read-only = READ ONLY
state-training = TRAINING
state-training-people = fictitious people
state-disk-full = disk full
since = since { $hour }
title-unsent = { $count } wait
title-lessons-short = learn
title-notices = { $count } new
hour = { $h }:{ $m }
day-in-title = { $weekday } { $d } { $m } { $y }
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
month-in-day-1 = Jan
month-in-day-2 = Feb
month-in-day-3 = Mar
month-in-day-4 = Apr
month-in-day-5 = May
month-in-day-6 = Jun
month-in-day-7 = Jul
month-in-day-8 = Aug
month-in-day-9 = Sep
month-in-day-10 = Oct
month-in-day-11 = Nov
month-in-day-12 = Dec

# Context line
slot-waiting = waiting
slot-age = as of { $hour }
slot-position = { $from }-{ $to } of { $total }
slot-count = { $count } of { $total }

# Message line
save-slow = On its way: the database is slow, nothing is lost. Go on.
saved-at = Saved at { $hour }.
line-away =
    { $count ->
        [0] Line cut at { $hour }. Go on, nothing is lost.
        [one] Line cut at { $hour }. Go on: { $count } entry will leave when it is back.
       *[other] Line cut at { $hour }. Go on: { $count } entries will leave in order when it is back.
    }
keys-let-fall = { $count ->
    [one] One key typed ahead was not done.
   *[other] { $count } keys typed ahead were not done.
    }
line-back = The line is back. Waiting entries leave in order.
not-here = { $key } does nothing here. F1 shows the keys of this screen.
hint-latin-1 = Letters in Latin-1, understood. For good: guichet --charset ask.
hint-ctrl-c = Ctrl+C goes back, as Esc does. What was typed is kept.
too-small = Window too small: at least 60 columns and 18 rows.

# Drawers
title-which-key = Go to
title-help = Help: { $screen }
title-fault = What happened
title-key-test = Key test
key-test-bytes = Bytes received
key-test-key = Key understood
key-test-does = In a list
key-test-unknown = unknown, no effect
key-test-more = waits for a letter
key-test-twice = Twice: back
key-test-hint = Each key is shown, none acts. Esc twice in a row goes back.
title-unsent-list = Waiting for the line: { $count }
line-caught-up =
    { $done ->
        [one] { $done } save done, { $refused } refused.
       *[other] { $done } saves done, { $refused } refused.
    }
title-palette = All: { $typed }
title-pick = { $what }: { $typed }
title-conflict = Changed by { $by } at { $at }, while you were typing
palette-do = Do it
palette-hint = Letters of an action, a screen or a setting. Enter does it.
pick-take = Take
conflict-kept = { $about }: what you typed is kept, not yet saved.
conflict-field = Field
conflict-base = Before
conflict-theirs = { $by }, { $at }
conflict-mine = You
conflict-alone = Fields changed by one person only are taken (=).
conflict-left =
    { $count ->
        [0] All choices are made. The other value goes to the history.
        [one] { $count } choice left: { $fields }. The other value goes to the history.
       *[other] { $count } choices left: { $fields }. The other value goes to the history.
    }
conflict-keys = 1 or 2 on the row, 3 all of { $by }, 4 all of yours
conflict-one = Choose
conflict-all = Take all
conflict-choose = { $field }: choose 1 or 2, then save.
conflict-merged = Only one person changed this field: that value is taken.
filter-keep = Keep
filter-drop = Drop filter
filter-shown = Filter: { $typed }

# Forms
form-codes = Codes
form-pick = { $field }
flaw-many-codes = { $field }: { $count } codes fit “{ $value }”. F2 shows them.
help-field = { $field }: no special help. Enter goes to the next field.
help-general =
    This screen shows a part of the office's work. The keys below do something here; a letter that is absent does nothing.
    Esc goes back, F3 searches for a person, an employer or a vacancy, F4 shows all that can be done, with its key.
    Signs: > the chosen row, * a marked row, = saved, ~ on its way, an exclamation mark for what is overdue or refused.
help-drawer =
    This drawer waits for an answer about the row that stays visible above; nothing is done before.
    Esc closes it and changes nothing. Tab goes to the next field, F2 shows the codes of a field or says what goes in. A digit chooses the row that has it.
    Signs: > the chosen row, * a field to be filled, an exclamation mark before what is refused.

# Keymap files
wrong-keymap-syntax = { $file }, line { $line }: this keymap is not TOML.
wrong-keymap-base = { $file }, line { $line }: unknown base “{ $name }”; fr, en or 5250.
wrong-keymap-value = { $file }, line { $line }: “{ $name }” is neither a key nor a list of keys.
wrong-keymap-context = { $file }, line { $line }: unknown context “{ $name }”.
wrong-keymap-action = { $file }, line { $line }: unknown action “{ $name }”.
wrong-keymap-key = { $file }, line { $line }: unknown key “{ $name }”.
wrong-keymap-never = { $file }, line { $line }: “{ $name }” never reaches the program on some terminals.
wrong-keymap-twice = { $file }, line { $line }: { $key } would do both { $one } and { $two } in { $context }.
wrong-keymap-unsafe = { $file }, line { $line }: { $name } has no key that every terminal has.
wrong-keymap-name = No keymap “{ $name }”; fr, en, 5250 or a file.

# Yes and no in a field
word-yes = yes
word-no = no

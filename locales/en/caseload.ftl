# Caseload: columns, filter, drawers (screens.md §5).
title-caseload = Caseload
help-caseload =
    The caseload shows the people you are in charge of, the next due day first.
    Enter opens the file. / filters as you type words: occupation, town, state, late, the beginning of a name; each word narrows. l reminds the person, or everyone marked.
    Space marks and goes down, * marks all that the filter leaves; marks stay when the filter changes. x transfers to a colleague, i prints the list, u renews, e begins the interview, r books, b takes a note, v shows the saved views, t changes the order, z undoes your last deed of the day.
    Signs: an exclamation mark before the due day, it has passed; * a marked row. "to renew"; "incompl.", documents missing; "strike", strike off proposed; Seen, last contact.
caseload-who = Person
caseload-age = Age
caseload-occupation = Occupation
caseload-state = State
caseload-town = Town
caseload-intensity = Intens.
caseload-phone = Telephone
caseload-next = Appt
caseload-seen = Seen
caseload-due = Due
caseload-number = No.
caseload-gone = passed on
caseload-overdue-words = late overdue
caseload-no-filter = Filter: none
caseload-view = View: { $name }
caseload-of = Of { $name }
caseload-by-due = Order: due day
caseload-by-name = Order: name
caseload-by-contact = Order: last contact
caseload-by-registered = Order: registered
caseload-or = {" "}or{" "}
caseload-towns = town { $word }
caseload-occupations = occupation { $word }
caseload-name-begins = name { $word }
caseload-marked =
    { $count ->
        [one] { $count } marked
       *[other] { $count } marked
    }
caseload-marked-out =
    { $count ->
        [one] { $count } marked, outside the filter
       *[other] { $count } marked, { $out } of them outside the filter
    }
caseload-marked-most = { $count } at most are marked at once. Narrow by a filter.
caseload-empty = No file in this caseload. A registration comes here through its counsellor; g i registers a person, F3 looks for one.
caseload-none = Nobody for "{ $filter }". Esc drops the filter ({ $all }).
caseload-said = { $text }.
caseload-renewed = { $name }: renewed, next on { $day }.
caseload-noted = Note kept on the file of { $name }.
caseload-file = caseload
undone-about = Undone: { $name }.

short-registration-draft = draft
short-registration-incomplete = incompl.
short-registration-active = active
short-registration-in-measure = measure
short-registration-suspended = suspend.
short-registration-to-renew = to renew
short-registration-strike-proposed = strike
short-registration-closed = closed
day-month = { $d }/{ $m }
drawer-field = Field

# Remind
title-caseload-remind =
    { $count ->
        [one] Remind { $count } person
       *[other] Remind { $count } people
    }
remind-kind = Reason
remind-due = By
remind-assignee = For
remind-each = 1 a person
remind-keys = [Enter] Remind{"   "}[Esc] Back, marks kept
remind-will-made =
    { $count ->
        [0] None will be made
        [one] { $count } will be made
       *[other] { $count } will be made
    }
remind-done-made =
    { $count ->
        [0] No reminder made
        [one] { $count } reminder made
       *[other] { $count } reminders made
    }
caseload-remind-kept =
    { $more ->
        [0] , 1 planned already is kept ({ $name }, { $day })
       *[other] , { $count } planned already are kept ({ $name }, { $day }, and { $more } more)
    }

# Transfer
title-caseload-transfer =
    { $count ->
        [one] Transfer { $count } file
       *[other] Transfer { $count } files
    }
transfer-to = To
transfer-files = Files
transfer-load = Load
transfer-after = After
transfer-moved = Appts moved
transfer-kept = Kept
transfer-absent = { $name } (away)
transfer-nobody = No other counsellor in the agency. The administrator adds accounts.
transfer-follow =
    { $count ->
        [0] No reminder follows.
        [one] { $count } reminder follows its file.
       *[other] { $count } reminders follow their files.
    }
transfer-left =
    { $count ->
        [one] { $count } file stays: closed, or of another agency.
       *[other] { $count } files stay: closed, or of another agency.
    }
transfer-told = Both counsellors get a notice. Appointments are kept where the hour is taken already.
transfer-done =
    { $count ->
        [one] { $count } file transferred to { $name }, { $tasks } reminders and { $moved } appointments follow.
       *[other] { $count } files transferred to { $name }, { $tasks } reminders and { $moved } appointments follow.
    }
refused-transfer-to = This person has no caseload in the agency.

# Views
title-views = Views
views-name = View
views-filter = Filter
views-whose = For
views-all = All, by due day
views-mine = me
views-shared = the agency
views-take = Take
views-keep = Keep
views-kept = View "{ $name }" kept.
views-says-all = No filter. { $sort }.
views-says = Filter "{ $filter }". { $sort }.
title-save-view = Keep this view
refused-view-taken = The agency has a view "{ $name }" already. Take another name.

# Printed list
title-print-list =
    { $count ->
        [one] Print the list: { $count } person
       *[other] Print the list: { $count } people
    }
field-path = File
print-says = A new file, readable by your account only. The history notes whose names left.
print-done =
    { $count ->
        [one] { $count } line written to { $path }.
       *[other] { $count } lines written to { $path }.
    }
refused-list-long = { $max } names at most in a list, there are { $count }. Mark or filter first.
refused-file-there = { $path } is there already. Give another name.
wrong-file-not-written = { $path } can not be written.

# Short card
title-card = Short card: { $kind } { $name }
card-number = { $number }, agency { $agency }
card-person = Born in { $year }, town { $town }
card-other = Town { $town }
card-state = State: { $state }
card-never = never
card-only = The short card shows nothing more.

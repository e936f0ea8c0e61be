# Case file: one person, seven tabs (screens.md, drawing 4a).

title-file = Case file
help-file =
    The case file shows all about one person: identity, what the person can do and wishes, interviews, plan, proposals, what is left to do and who touched it.
    Most often: renew the registration, open the interview, edit what has changed. Left and right change the tab; the tab stays for the next file.
    Edit opens the tab as a form, the draft is kept at each field. On Profile, New adds a row and Next takes away the one under the cursor. Next shows all that may follow for the registration.
    Signs: a number beside a tab is what it holds, an exclamation mark what is overdue. “show: ?” is sensitive: opening it is noted in the history.

said = { $text }
menu-choose = Choose

# Tabs
file-tab-identity = Identity
file-tab-profile = Profile
file-tab-interviews = Interviews
file-tab-plan = Plan
file-tab-proposals = Proposals
file-tab-tasks = Follow-up
file-tab-history = History

# Rows 2 and 4
file-name-age = { $name }, { $age }
file-state-category = { $state }, cat. { $code }
file-in-charge = by { $by }
file-you = you
file-never-registered = never registered
file-todo = To do: { $parts }
file-todo-nothing = Nothing to do today for this person.
file-todo-answers =
    { $count ->
        [one] { $count } answer awaited, by { $day }
       *[other] { $count } answers awaited, the oldest of { $day }
    }
file-todo-answers-undated =
    { $count ->
        [one] { $count } answer awaited
       *[other] { $count } answers awaited
    }
file-todo-documents =
    { $count ->
        [one] { $count } document missing
       *[other] { $count } documents missing
    }
file-todo-late =
    { $count ->
        [one] { $count } task overdue
       *[other] { $count } tasks overdue
    }
file-todo-plan =
    { $count ->
        [one] { $count } action of the plan overdue
       *[other] { $count } actions of the plan overdue
    }
file-todo-renew = Renewal due since { $day }
file-todo-decision = Striking off proposed: the head is to decide
file-todo-meeting = Appt { $day } { $hour }

# Identity
file-section-identity = Identity
file-section-reach = Contact
file-section-registration = Registration
file-section-training = Education
file-section-project = Occupation sought
file-section-wishes = Wishes
file-birth-place = Place
file-expires = Expires
file-residence = Residence
file-accords = Consents
file-accord-employers = employers
file-accord-sms = SMS
file-accord-health = health
file-last-contact = Last contact
file-contact-interview = { $day }, interview
file-length = Registered for
file-pause-until = Until
file-missing-documents = Documents due
file-renewal-soon =
    { $count ->
        [0] To be renewed today: “{ $deed }” does it now.
        [one] To be renewed in { $count } day: “{ $deed }” does it now.
       *[other] To be renewed in { $count } days: “{ $deed }” does it now.
    }
file-renewal-late =
    { $count ->
        [one] Renewal { $count } day overdue: “{ $deed }” does it now.
       *[other] Renewal { $count } days overdue: “{ $deed }” does it now.
    }
file-months =
    { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
file-years =
    { $count ->
        [one] { $count } year
       *[other] { $count } years
    }
file-minutes = { $count } min
file-wage = { $amount } XAF
file-none = none
file-all = all

# Columns
file-part = Part
file-content = Content
file-day = Date
file-kind = Kind
file-by = By
file-action = Action
file-owner = Who
file-owner-person = person
file-owner-counsellor = counsellor
file-owner-partner = partner
file-proposed = Proposed
file-expected = Due
file-task = Task
file-when = When
file-who = Who
file-deed = Deed
file-note = note

# Profile
file-part-education = Education
file-part-experience = Experience
file-part-skills = Skills
file-part-languages = Languages
file-part-goals = Wanted job
file-part-obstacles = Obstacles
file-own-vehicle = vehicle
file-not-obtained = not obtained
file-since = since { $month }
file-on-demand = show: ?
file-obstacle = { $theme } ({ $state }): { $said }
file-new-title = Add to the profile
file-new-education = Education
file-new-experience = Experience
file-new-skill = Skill
file-new-language = Language
file-new-job-goal = Occupation sought
file-goals-full = Three occupations at most, and a registration.
file-take-away = Take away
file-take-away-title = Take away from the profile
file-take-away-question = Take “{ $what }” away from the profile? The history keeps it.

# Empty lists
file-empty-interviews = No interview and no note. An interview opens from its appointment; “Note” adds a dated note.
file-empty-plan = No action in the plan. They are agreed in an interview.
file-empty-proposals = No proposal made to this person.
file-empty-tasks = No task. “Remind” plans one.
file-empty-history = No change noted.
file-empty-accesses = Nobody else has opened this file.

# Deeds
file-denied = Reserved { $who }.
file-changes = Changes
file-accesses-own = Your own openings; those of others are shown to the head and the auditor.
file-accesses = Accesses
file-correct = Correct
file-before-after = Before, after
file-show = Show
file-resumed = Your entry goes on where you left it.
file-parked = Your entry is kept; Edit takes it up again.
file-draft-kept = draft kept at { $hour }
file-renewed = Renewed, next due { $day }.
file-restored = Registration restored, to be renewed { $day }.
file-registered = Registered again today, to be renewed { $day }.
file-remind-title = Remind { $name }
file-reminded = Reminder planned for { $day }.
file-remind-kept = A reminder is planned for { $day } already; it stays.
file-undone = Undone.

# Transfer
file-colleague = { $name }, load { $load }
file-transfer-title = Transfer the file of { $name } to
file-transfer-reason = Why this transfer
file-transferred =
    { $count ->
        [0] File transferred; both colleagues have a notice.
        [one] File transferred with { $count } task; both colleagues have a notice.
       *[other] File transferred with { $count } tasks; both colleagues have a notice.
    }
file-transfer-asked = The agency head was asked and decides on the transfer.
file-task-transfer-title = Transfer the task to
notice-file-given = { $by } gave the file of { $name } to another counsellor.
notice-file-received = { $by } entrusts you with the file of { $name }.
notice-transfer-asked = { $by } asks that the file of { $name } go to { $to }.
refused-already-in-charge = This colleague is in charge of the file already.
refused-already-in-charge-do = Choose another colleague.

# Notes, interviews, history
file-note-new = Note, { $name }
file-note-correct = Correct the note, { $name } (the old one stays in the history)
file-note-title = Note of { $day }, { $by }
file-note-before = Before the correction, { $day }, { $by }:
refused-note-not-yours = A note is corrected by its author only.
refused-note-not-yours-do = Add a note of your own.
file-interview-title = Interview of { $day }, { $by }
file-diagnosis = Axes
file-actions = Actions
file-next = Next
file-label-value = { $label }: { $said }
file-proposal-title = Proposal, offer { $number }
file-changes-title = { $deed }, { $at }, { $by }
file-changes-none = Nothing changed in what you may read.
file-change = { $label }: { $was } → { $became }
file-hidden = (sensitive)
file-shown-title = Shown at your request
file-shown-logged = This reading is noted in the history of the file.

# Disability
file-disability-title = Disability and adaptation
file-disability-about = With the person's consent only; never counts in a ranking.
file-disability-consent = The person's consent is missing: health consent first.
refused-no-accord = The person's consent on health data is missing.
refused-no-accord-do = Ask for it, note it, then save.

# Plan and tasks
file-action-title = State of the action
file-action-dropped = Action dropped: why
file-check-title = Still employed
file-result-yes = yes
file-result-no = no
file-result-unknown = unknown
file-postpone-title = New date
file-task-title = What becomes of the task
file-task-drop = No object
file-task-drop-title = No object: why

# Next
file-suite-title = Next, { $name }
file-suite-one = { $event }, { $name }
file-suite-pairs = From the list of possible duplicates
file-do = Save
file-close = Close
file-seen = Note as seen
file-register = Register
file-until = Until
file-documents = Seen
file-documents-about = The registration is complete when nothing is missing any more.
file-reasons = Reasons
file-strike-about = The letter with the reasons is made; the person has a right to reply, then the agency head decides.
file-decision-text = Decision
file-decision-reply = Reply
file-leave-consequence = { $name }: appointments to cancel { $meetings }, proposals to withdraw { $proposals }; open tasks have no object.
event-registration-renew = Renew
event-registration-renew-about = the person confirms, 90 more days
event-registration-documents-seen = Documents seen
event-registration-documents-seen-about = the registration becomes complete
event-registration-enter-measure = Enter a measure
event-registration-enter-measure-about = CAJ, traineeship, training; category 4
event-registration-suspend = Suspend
event-registration-suspend-about = illness, maternity, absence; category 5
event-registration-resume = End of measure or absence
event-registration-resume-about = registered, to be seen within ten working days
event-registration-hire = Found work
event-registration-hire-about = exit 01, 02 or 03; placement announced
event-registration-leave = Leave
event-registration-leave-about = studies, departure, retirement, wish, other
event-registration-propose-strike = Propose striking off
event-registration-propose-strike-about = no-shows, repeated refusals, false statement
event-registration-confirm-strike = Strike off
event-registration-confirm-strike-about = exit 06 to 08, with a text
event-registration-drop-strike = Do not strike off
event-registration-drop-strike-about = registered again, with a text
event-registration-unreachable = Cannot be reached
event-registration-unreachable-about = exit 18, three attempts on three days
event-registration-mistake = Opened by mistake
event-registration-mistake-about = exit 15, out of every count
event-registration-lapse-incomplete = Never completed
event-registration-lapse-incomplete-about = exit 17
event-registration-restore = Restore
event-registration-restore-about = the same registration, its exit revised away
event-registration-merge = Merge
event-registration-merge-about = the same person as in another file
event-registration-unmerge = Undo the merge
event-registration-unmerge-about = two files again
event-registration-again = Register again
event-registration-again-about = a new period, same number

# Print
file-print-title = Print
file-printed-to = Paper kept: { $path }
file-printed = Paper sent to the printer.
refused-no-registration = No open registration.
refused-no-registration-do = Register the person again first.
refused-no-appointment = No appointment to come.
refused-no-appointment-do = Book an appointment first.
wrong-print-folder = Cannot write into { $path }.
wrong-print-folder-do = Tell the administrator: folder of the papers.
wrong-print-command = The print command failed: { $value }.
wrong-print-command-do = Tell the administrator: print_command.
wrong-number = Unknown or miscopied file number: { $value }.
wrong-number-do = A number is written LBV-26-000123-7; its last digit checks it.

# Deeds of the history
act-other = Change: { $records }
act-register = Registration
act-edit-file = Edit
act-note = Note added
act-correct-note = Note corrected
act-documents-seen = Documents seen
act-settle-action = Action of the plan settled
act-transfer = Transfer
act-ask-transfer = Transfer asked for
act-print-letter = Paper made
act-letter-printed = Paper printed
act-renew = Renewal
act-suspend = Suspension
act-enter-measure = Entered a measure
act-resume = End of measure or absence
act-leave = Left
act-hire = Found work
act-restore = Restored
act-register-again = Registered again
act-propose-strike = Striking off proposed
act-decide-strike = Striking off decided
act-task-done = Task done
act-task-postpone = Task put off
act-task-transfer = Task transferred
act-task-drop = Task without object
act-task-new = Task added
act-remind = Reminder planned
act-privacy-request = Access or correction request
act-book = Appointment booked
act-walk-in = Walk-in
act-arrive = Arrival noted
act-start = Interview begun
act-hold = Appointment held
act-miss = No-show noted
act-excuse = Excused
act-justify = No-show justified
act-cancel = Appointment cancelled
act-move = Appointment moved
act-appointment-undo = Appointment: deed taken back
act-undo = Deed taken back
act-rules = Rules of the day
act-rules-tasks = Tasks of the day
act-init = Opening of the office
act-open-file = File opened
act-open-notes = Interviews and notes read
act-open-interview = Interview read
act-show-sensitive = Sensitive data shown

# Drafts

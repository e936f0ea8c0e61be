# Intake (screens.md §8), resumed draft (§16), slip.
title-intake = Registration
title-intake-done = Registration complete
intake-identity = Identity
intake-work = Occupation
intake-availability = Availability
intake-accords = Consents
intake-birth-place = Born in
intake-birth-country = Country
intake-phone-2 = 2nd phone
intake-kept-at = draft kept at { $hour }
intake-saved-at = saved at { $hour }

# Duplicates
intake-duplicates =
    { $count ->
        [0] Possible duplicates: none
       *[other] Possible duplicates: { $count }
    }
intake-fold =
    { $count ->
        [0] No possible duplicate
        [one] { $count } possible duplicate: Ctrl+O
       *[other] { $count } possible duplicates: Ctrl+O
    }
intake-evidence = { $strength }: { $evidence }
intake-never-registered = never registered
intake-nobody = No possible duplicate so far.
intake-to-duplicates = Duplicates
intake-distinct = Distinct
intake-distinct-head = Same document: only the agency head can say they are distinct people.
intake-side =
    { $count ->
        [one] { $count } in the list
       *[other] { $count } in the list
    }
intake-renewed = { $name }: registration renewed, next renewal { $due }.
intake-restored = { $name }: registration restored, next renewal { $due }.
intake-registered-again = { $name }: new registration, next renewal { $due }.
intake-drop-title = The form being typed
intake-drop-question = The person was known. The form for { $name } will be thrown away; Esc keeps it.
intake-drop = Throw away

# End
intake-saved = Registration saved. Enter books the appointment and prints the slip.
intake-number = Number
intake-situation = Status
intake-counsellor = Counsellor
intake-first = First meeting
intake-state = { $state }, category { $category }, renewal by { $due }
intake-why = load { $load }, the lowest (mean { $average })
intake-no-counsellor = none: no counsellor of the agency is present
intake-no-slot = no free slot; book later in the diary
intake-slot = { $at }, { $minutes } min
intake-room = counter { $room }
intake-slot-booked = , booked
intake-agenda = diary
intake-book = Book
intake-booked = Appointment booked. Slip: { $path }
intake-booked-printed = Appointment booked. Slip sent to the printer.
intake-booked-dictate = Appointment booked. Slip to be dictated.
intake-printed = Slip: { $path }
intake-dictate = Slip to be dictated: no printer is set.
slip-title = Slip
slip-dictate = Slip to be dictated
slip-office = { $office }, { $agency } agency
slip-agency = { $agency } agency
slip-number = No. { $number }
slip-first-interview = First interview: { $day }, { $hour }, { $counsellor }
slip-bring = Bring: identity document, diplomas, work certificates.

# Resumed
draft-intake = Registration
draft-file = File
draft-note = Note
draft-lines =
    { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }
draft-far =
    { $count ->
        [one] { $count } field, up to { $field }
       *[other] { $count } fields, up to { $field }
    }
title-resume =
    { $count ->
        [one] Session interrupted at { $hour }: { $count } form to resume
       *[other] Session interrupted at { $hour }: { $count } forms to resume
    }
resume-open = Resume
resume-later = Later
resume-nothing-lost = Everything that was typed is there.
resume-key-open = [Enter] Resume
resume-key-throw = s Throw away…
resume-key-later = [Esc] Later (stays in My day)
resume-throw-title = Throw a form away
resume-throw-question = Throw away “{ $what }”? What was typed will not come back.
resume-throw = Throw away
resume-thrown = Form thrown away.

# Help
help-intake =
    Register a person: the paper form in its order, then the number, the counsellor and the first appointment.
    Enter goes to the next field, a whole code goes by itself; Ctrl+O goes to the possible duplicates; F10 saves.
    Ctrl+V and Ctrl+Y: next and previous part. F2 shows a field's codes. Esc goes back, the draft is kept.
    Among the duplicates: u renews or registers that person again, Enter shows the card, s says they are two people.
    Signs: * to be filled in, ! what stops the saving, > the chosen line. STRONG: probably the same person.
    At the end: a digit chooses another appointment, Enter books it and prints the slip.
help-resume =
    What was being typed when the session stopped. Enter reopens it as it was, s throws it away, Esc leaves it.

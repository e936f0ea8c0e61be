# My day, the queue of the reception, the agenda.
title-day = My day
title-queue = Reception queue
title-agenda = Agenda
title-agenda-week = Agenda, week { $value }
slot-added = +{ $count } { $position }

help-day =
    My day shows your appointments of today by hour, then what is due until the end of the week, the oldest first.
    Enter opens the thing itself: the file, the proposal, the vacancy. a notes a no-show with its reminder. e begins the interview.
    s shows what may follow, d gives another date, f notes a task done, l plans a reminder, y notes the arrival, r books an appointment, x passes it to a colleague, z undoes your last deed of the day.
    Signs: an exclamation mark before the hour or day, it is late or to settle. What is settled stays in its place until the page is opened again. +2 at the top right: two rows added by others, g d shows them.
help-queue =
    The reception queue shows who waits since when, who is expected, and which colleagues are free now.
    y notes the arrival of someone expected. n receives someone without an appointment: search first, then say what for. x says for which colleague.
    a notes a no-show, r books an appointment, s shows what may follow (answered at the counter, left unseen), z undoes your last deed of the day.
    Signs: an exclamation mark before the arrival, the wait is over 30 minutes; before the appointment, its hour is past.
help-agenda =
    The agenda shows a day, free time as one row, or the week by half hours (Tab goes from one to the other).
    Enter opens the file, or books in free time. a notes a no-show. r books another appointment for the same person.
    Left and right change the day; in the week the arrows go from free slot to free slot, digits choose another slot, d types a date.
    Signs: an exclamation mark before the hour, to settle; * the person has this appointment already; x after a name, someone came in between; short, free but not long enough.

day-in-list = { $d }/{ $m }
day-when = Hour
day-motif = Reason
day-who = Person
day-situation = Situation
day-more = Age and occupation
day-phone = Telephone
day-booked =
    { $count ->
        [0] no appointment
        [one] { $count } appointment
       *[other] { $count } appointments
    }
day-waiting =
    { $count ->
        [0] nobody at the reception
        [one] { $count } person at the reception
       *[other] { $count } people at the reception
    }
day-late =
    { $count ->
        [0] nothing overdue
        [one] { $count } task overdue
       *[other] { $count } tasks overdue
    }
day-todo = To do: { $late } overdue, { $today } today, { $week } this week
day-nothing-else = Nothing else to do today.
day-gone = settled or passed on
day-draft = to resume
day-empty = No appointment, nothing to do. To begin:
day-empty-new = {"  "}n{"    "}register a person{"            "}F4{"   "}all that can be done
day-empty-import = {"  "}A list is taken over by the command guichet import people FILE.
day-empty-admin = Delays, lists and rights: { $name } (administrator).
title-quit = Quit
quit-unsettled =
    { $count ->
        [0] All past appointments are settled.
        [one] { $count } past appointment is not settled, neither arrival nor no-show.
       *[other] { $count } past appointments are not settled, neither arrival nor no-show.
    }
quit-drafts =
    { $count ->
        [0] No entry left open.
        [one] { $count } entry left open: it is kept.
       *[other] { $count } entries left open: they are kept.
    }

# A situation in a column of 29
meeting-to-settle = planned, to settle
meeting-planned-vacancy = planned, vacancy { $number }
meeting-planned-call = planned, call { $number }
meeting-here = at reception
meeting-here-since = at reception since { $hour }
meeting-going-on-since = going on since { $hour }
meeting-no-hour = An appointment without an hour cannot be missed: “Next” closes it.
meeting-denied = Reserved for { $who }.
meeting-nobody = This person has no file yet. n registers them.

# What follows: s, then a digit
title-next-state = Next, { $name }
answers-choose = Choose
meeting-event-arrive = Arrival: the person is here
meeting-event-start = Begin the interview
meeting-event-hold = Finished: received and answered
meeting-event-excuse = Excused: the person gave notice
meeting-event-move = Moved: another date
meeting-event-miss = No-show: the person did not come
meeting-event-justify = Justify the no-show
meeting-event-cancel = Cancelled by the agency, or the person left
meeting-counsellor-only = counsellor only
meeting-too-early = not yet 15 minutes late
title-meeting-excuse = Excused, { $name }
title-meeting-cancel = Cancelled, { $name }
title-meeting-justify = No-show justified, { $name }
title-meeting-hold = Answered at the counter, { $name }
meeting-reason = In one line
typed-note = Note
typed-day = Day
typed-empty = A line is needed, however short.
typed-not-a-day = “{ $value }” is not a day. For example 3/12, +7, mon or tomorrow.
meeting-done-arrive = { $name } waits at the reception.
meeting-done-start = Interview begun, { $name }.
meeting-done-hold = Appointment finished, { $name }.
meeting-done-excuse = Excused, { $name }. r books a new date.
meeting-done-move = Moved, { $name }.
meeting-done-miss = No-show noted, { $name }: the reminder is in My day.
meeting-done-justify = No-show justified, { $name }: it counts no more.
meeting-done-cancel = Appointment cancelled, { $name }. Give a new date.
meeting-done-corrected = Taken back, { $name }.
meeting-done-transfer = { $name }: given to { $who }.
meeting-done-undo = Undone, { $name }.
title-transfer = Transfer to

# No-show (drawing 6a)
title-absence =
    No-show of { $name }, { $hour } ({ $nth ->
        [1] 1st
        [2] 2nd
        [3] 3rd
       *[other] { $nth }th
    } in 12 months)
absence-call = Reminder{"    "}call { $day }, { $who }
absence-proposed = New date proposed: { $when }, { $minutes } min (d: book)
absence-none-free = New date: no free slot within the delay (d: another date)
absence-then = Then{"        "}from { $limit } no-shows on, striking off possible: the head decides
absence-strike = Then{"        "}striking off possible from { $limit } no-shows on: the head decides
absence-note = Note
absence-otherwise = Otherwise
refused-absence-early = Too early: a no-show is noted { $minutes } minutes after the hour.
refused-absence-early-do = Wait a little, or note the person excused by s.
refused-quicker-appointment-state = { $by } was quicker at { $at }: { $situation }.
refused-quicker-appointment-state-means = The row shows it.
refused-quicker-appointment-state-do = The row shows its state; s says what may follow.
refused-slot-pause = This is the midday break.
refused-slot-pause-do = Choose a slot outside the break.

# Tasks, in short (17 characters), and what explains them
todo-t1 = first interview
todo-t2 = plan to sign
todo-t3 = missing documents
todo-t4 = contact due
todo-t5 = renewal
todo-t6 = no-show: call
todo-t7 = refusals
todo-t8 = end of measure
todo-t9 = reminder of appt
todo-t10 = shortlist
todo-t11 = no proposal yet
todo-t12 = call employer
todo-t13 = vacancy expires
todo-t20 = answer due
todo-t21 = employer feedback
todo-t22 = tell the outcome
todo-t30 = hire to confirm
todo-t31 =
    { $months ->
        [one] check { $months } month
       *[other] check { $months } months
    }
todo-t40 = no-candidate cert
todo-t50 = access request
todo-t70 = end of measure
todo-t71 = end of absence
todo-t72 = take up contact
todo-t73 = ask a document
todo-t74 = head's decision
todo-t99 = task
about-t1 = registered { $registered }, not booked
about-t3 = { $missing }
about-t5 = to renew on { $renewal }
about-t6 =
    missed { $on }, { $missed ->
        [one] 1st
        [2] 2nd
        [3] 3rd
       *[other] { $missed }th
    } in 12 months
about-t9 = appointment on { $on }
about-t12 = { $number } expires { $until }
about-t13 = { $number } expires { $until }
about-t20 =
    { $nth ->
        [0] { $number }
        [one] { $number }, reminded once
       *[other] { $number }, reminder { $nth }
    }
about-t21 = sent on { $sent }
about-t22 = { $number }
about-t30 = start announced for { $start }
about-t31 = hired on { $start }
about-t70 = until { $end }
about-t8 = until { $end }
task-alone = This task belongs to no file.
task-done = Done, { $name }. z takes it back.
task-postponed = Put off to { $day }.
task-transferred = Given to { $who }.
task-dropped = Without object.
task-undone = Undone: the task is open again.
task-event-done = Done
task-event-postpone = Another date
task-event-transfer = Transfer
task-event-drop = Without object
title-drop = Without object
title-check = Still at work, { $name }
check-yes = yes
check-no = no
check-unknown = unknown, not reached
title-postpone = Another date, { $name }
postpone-count =
    { $count ->
        [0] Never put off. The third time, the head is asked.
        [one] Put off { $count } time. The third time, the head is asked.
       *[other] Put off { $count } times. The third time, the head is asked.
    }
title-remind = Remind, { $name }
remind-made = Reminder planned on { $day }.
remind-kept = { $name }: a reminder is planned on { $day } already, kept.

# Reception queue
queue-since = Arrived
queue-whom = For
queue-booked = Appt
queue-number = No
queue-without = none
queue-reception = reception
queue-expected = Expected
queue-free = Free now
queue-free-until = { $name } until { $hour }
queue-free-firms = { $name } (employers)
queue-nobody = Nobody waits. n receives someone without an appointment.
queue-waiting =
    { $count ->
        [one] { $count } person waits, since { $hour }
       *[other] { $count } people wait, the first since { $hour }
    }
queue-empty =
    { $count ->
        [one] nobody waits, { $count } person expected
       *[other] nobody waits, { $count } people expected
    }
title-walk-in = Without an appointment: who is it
title-wish = What for
finder-name = Name, number or telephone
finder-said = Not found: receive under the name “{ $value }”

# Agenda
agenda-minutes = Min
agenda-room = Counter
agenda-occupation = Occupation
agenda-free = free
agenda-short = short
agenda-pause = break
agenda-holiday = holiday
agenda-book = Book
agenda-bring = Bring here
agenda-other = Other slot
agenda-week = Week
agenda-one-day = Day
agenda-go = Go
title-go-day = Go to a day
agenda-day = { $day }{"   "}{ $count } appointments, { $free } free
agenda-day-off = { $day }{"   "}public holiday: { $name }
free-minutes = { $m } min
free-hours = { $h } h
free-both = { $h } h { $m }
agenda-unsettled = The appointment of { $hour } is not settled, neither arrival nor no-show.
agenda-for = Appointment for { $name }: { $kind }, { $minutes } min
agenda-move-for = Another date for { $name }: { $kind }, { $minutes } min
agenda-latest = by { $day }
agenda-book-title = Book { $when }-{ $until }
agenda-none-free = No free slot this week
agenda-has-one = * Has an appointment: { $when }, { $kind }. 2 brings it forward here
agenda-others = Other slots: { $slots }
agenda-keys = Enter books{"   "}d types a date{"   "}Esc goes back
agenda-booked = Booked, { $name }: { $when }.
agenda-no-holiday = No public holiday this week.
agenda-holidays = Public holidays: { $days }.
title-find-for = Book { $when }: for whom
door-closed = This page is not open from here yet. F3 finds the file.

# Command line
cli-show-count =
    { $count ->
        [0] No row.
        [one] { $count } row.
       *[other] { $count } rows.
    }
wrong-show-screen = No page “{ $name }” to be shown.

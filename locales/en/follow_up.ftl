# Follow-up: tasks, the life of a registration, the clock's rules, taking a deed back (services/follow_up, rules, undo).

flaw-check-result = { $field }: answer yes, no or unknown.
flaw-due-past = { $field }: a date from today on, not { $day }.

refused-task-settled =
    { $state ->
        [done] This task is done already.
       *[dropped] This task has no object any more.
    }
refused-task-settled-do = Open the list again; to take it back, undo the deed of the day.
refused-registration-state =
    { $state ->
        [draft] The registration is still a draft.
        [incomplete] The registration is to be completed.
        [active] The person is registered.
        [in_measure] The person is in a measure.
        [suspended] The registration is suspended.
        [to_renew] The registration is to be renewed.
        [strike_proposed] Striking off is proposed.
       *[closed] The person has left the list.
    }
refused-registration-state-means = This deed does not follow from there; nothing was changed.
refused-registration-state-do = See the situation in the file; “Next” shows what is possible.
refused-exit-not-here = Exit reason { $code } is not given here.
refused-exit-not-here-do = Hire, striking off, merge and lapse each have their own deed.
refused-restore = This registration can no longer be restored.
refused-restore-means = Restoring is for { $days } days after a lapse, or after a hire that was denied.
refused-restore-do = Register the person again: same number, new period.
refused-restore-instead = The exit is 30 days old at most.
refused-restore-instead-do = Restore the registration instead of opening another.
refused-already-registered = This person is registered already.
refused-already-registered-do = Renew the open registration.
refused-strike-not-yet = Not to be struck off: { $absences } no-show(s), { $refusals } refusal(s) counted.
refused-strike-not-yet-means = It takes three no-shows in twelve months, or two refusals without good reason.
refused-strike-not-yet-do = Plan an interview with the person.
refused-already-decided = The decision is taken already.
refused-already-decided-do = Read it in the file.
refused-reply-pending = The person may reply until { $day }.
refused-reply-pending-do = Wait for that day, or note the reply, then decide.
refused-rules-future = { $day } has not come yet.
refused-rules-future-do = A day to come is played on a training database only.
refused-nothing-to-undo = There is nothing to undo here.
refused-nothing-to-undo-do = See the history of the file.
refused-cannot-undo = This deed is not taken back with one key.
refused-cannot-undo-do = Correct the file; the old text stays in its history.
refused-changed-since = Someone has changed this since.
refused-changed-since-do = Open the file again and correct it by hand.

notice-lapsed = { $name } ({ $number }): left the list on { $day }, not renewed.
notice-offer-expired = Vacancy { $number } expired: { $title }.
notice-offer-filled = Vacancy { $number } filled: { $title }.
notice-task-transferred = { $by } has transferred a task to you.

# Interview
title-interview = Interview
draft-interview = Interview
refused-interview-no-registration = { $name } has no open registration: no interview.

# Parts
interview-axes = Axes, 1 blocking to 4 there (before)
interview-obstacles = Obstacles
interview-goals = Job sought
interview-goal-short = Job
interview-actions = Actions
interview-notes = Notes
interview-next = Next appointment
interview-next-short = Next
interview-who = { $name }, { $age }
interview-kept-at = draft kept at { $hour }
interview-months = { $count } months

# Axes, in one word
interview-axis-a = goal
interview-axis-b = skills
interview-axis-c = proof
interview-axis-d = job search
interview-axis-e = market
interview-axis-f = mobility
interview-axis-g = availability
interview-axis-h = autonomy
interview-axis-note = A note
interview-axis-note-of = Note, { $axis }:

# Obstacles and actions
interview-obstacle-open = o
interview-obstacle-in-progress = p
interview-obstacle-lifted = l
interview-no-words = No words were noted.
interview-owner-person = person
interview-owner-counsellor = counsellor
interview-owner-partner = partner
interview-action-todo = to do
interview-action-doing = under way
interview-action-done = done

# Advice, one a part
interview-advice-summary = Summary: one line is enough, it is shown in the history.
interview-advice-notes = Notes: Enter begins a new line, Ctrl+T writes date and hour.
interview-advice-next-appointment = Next appointment: d for another date, a digit for none.
interview-advice-axis = 0 not discussed, 1 blocking, 2 to work on, 3 partly, 4 there.
interview-advice-theme = Obstacles: a digit (F2: the themes), a word, Enter. Space: o, p, l.
interview-advice-occupation = Job: letters look for the code. Three at most, saved at once.
interview-advice-action = Actions: two digits (F2: the list), a date, Enter. Space: who.

# Next appointment
interview-choose = Choose
interview-rhythm = { $intensity }: { $days } days
interview-next-title = Next appointment
interview-next-at = { $when } { $hour }, { $kind }, { $minutes } min
interview-next-without = None: { $reason }
interview-next-none = No free slot: d for a date, or a digit.
interview-next-or = d: another date, for example 12/1 9h30. None because:
interview-next-day = Day and hour
interview-next-full = { $when }: no free slot. Another day, or with its hour.
interview-no-next = None follows
interview-sign = Plan signed
interview-signed = Space: the action plan is signed today.
interview-not-signed = Space: the action plan is not signed yet.

# Job sought
interview-goal-title = Job sought { $rank }
interview-goal-words = Job, in the person's own words
interview-goal-experience = Months of experience (0: none)
interview-goal-none = “{ $value }”: no occupation found. Try another word.
interview-goal-months = Months of experience: a number from 0 to 720.
interview-goal-saved = Job saved.

# After the save
interview-saved = Interview saved, no appointment.
interview-saved-next = Interview saved. Next appointment { $next }.
interview-resumed = The draft left before is taken up again.
interview-appointment-settled = The appointment was settled meanwhile ({ $state }). Ctrl+E saves without it.
interview-conflict = { $by } saved meanwhile. Nothing is lost: Ctrl+E again.
interview-conflict-goal = { $by } changed this file meanwhile. It was read again: start anew.

help-interview =
    The interview on one page: what is said, found and agreed, and what follows.
    Type the summary; Tab goes to the notes; Ctrl+E then Enter saves with the proposed date.
    Axes: a digit rates and goes on; Enter opens a short note (*).
    Obstacles: a digit, a word, Enter. Space changes: o open, p in progress, l lifted.
    Actions: two digits, a date, Enter. Space changes who or the state.
    Job: letters look for a code. Next: d another date, a digit for none.
    Signs: (2) the rating before; 4 … and 9 … a sensitive theme that F2 opens: the audit says who read it.

# The delays of the rules T (domain.md §4): labels, units, command and page.

delay-t1-book = first interview: to book within
delay-t1-alert = first interview: alert after
delay-t1-head = first interview: head after
delay-t2-sign = action plan: to sign within
delay-t3-reminder = incomplete file: reminder after
delay-t3-documents = missing documents: reminder after
delay-t3-exit = incomplete file: exit after
delay-t4-ren = reinforced follow-up: interview every
delay-t4-std = standard follow-up: interview every
delay-t4-aut = autonomous follow-up: interview every
delay-t5-renewal = renewal: valid for
delay-t5-reminder = renewal: reminder before
delay-t5-grace = renewal: grace
delay-t5-restore = exit: restored without form within
delay-t5-held = server stopped: exits held back
delay-t5-stop = server taken as stopped after
delay-t6-call = missed appointment: call within
delay-t6-new-date = missed appointment: new date within
delay-t6-window = no-shows counted over
delay-t6-strike = no-shows before a strike-off
delay-t6-justify = no-show: to justify within
delay-t7-refusals = refusals before an interview
delay-t7-interview = interview after refusals within
delay-t7-head = head: to decide within
delay-t8-before = end of measure: interview before
delay-t8-outcome = end of measure: outcome after
delay-t9-before = appointment: reminder before
delay-t10-shortlist = vacancy: shortlist within
delay-t10-head = vacancy: head after
delay-t11-proposal = vacancy: proposal within
delay-t12-first = employer: first contact within
delay-t12-before = vacancy: reminder before its date
delay-t12-silence = employer: silence at most
delay-t13-publish = vacancy: published for
delay-t13-expire = vacancy: expired after
delay-t20-answer = proposal: answer within
delay-t20-lapse = proposal: no answer after
delay-t20-thinking = proposal: time to think
delay-t20-urgent = urgent vacancy: date within
delay-t20-urgent-answer = urgent vacancy: answer within
delay-t20-urgent-lapse = urgent vacancy: no answer after
delay-t21-feedback = employer: feedback within
delay-t21-owner = employer: officer after
delay-t22-tell = candidate: to tell within
delay-t30-confirm = hire: to confirm within
delay-t31-first = retention: first check after
delay-t31-second = retention: second check after
delay-t31-third = retention: third check after
delay-t31-margin = retention: margin
delay-t31-attempts = retention: attempts
delay-t40-answer = certificate: answer within
delay-t50-answer = CAJ: answer within
delay-t50-officer = CAJ: officer after
delay-t60-archive = closed file: anonymised after
delay-t72-interview = interview asked for within
delay-t73-unmerge = a merge is undone within
delay-t73-document = expired document: new one within
delay-t74-decide = decision: within
delay-t74-reply = reply of the person: within
delay-t74-postponed = reminder: put off at most

cli-delays = Shows the delays of the rules, or changes one
cli-delays-action = set, to change one
cli-delays-rule = The rule, for instance T5
cli-delays-name = Its delay, for instance grace
cli-delays-value = The number, or - to go back
cli-delays-json = For a program
cli-value-rule = RULE
cli-value-value = NUMBER
delay-head-rule = Rule
delay-head-name = Name
delay-head-meaning = Delay
delay-head-value = In force
delay-head-default = Default
delay-head-changed = Changed
delay-unit-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
delay-unit-working-days =
    { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
delay-unit-months =
    { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
delay-unit-times =
    { $count ->
        [one] { $count } time
       *[other] { $count } times
    }
wrong-delay = Unknown delay: { $value }.
wrong-delay-do = Give the rule and one of its names: { $allowed }.
wrong-delay-number = { $value } is not a number.
wrong-delay-number-do = Give a whole number, or -.
wrong-delay-value = Delay out of bounds: { $value }.
wrong-delay-value-do = From { $low } to { $high }.
admin-tab-delays = Delays
title-delay = Change a delay
field-delay-value = Number
help-field-delay-value = The number in force, in the unit of the line; empty to go back to the default.
action-set-delay = Change
admin-delay-saved = Saved: { $rule }, { $value }. Holds from the next session on.
admin-delay-rule = Rule
admin-delay-meaning = Delay
admin-delay-value = In force
admin-delay-default = Default
admin-delay-changed = Changed by
act-delay-set = delay changed
act-backup = backup
act-backup-restore = restore
act-backup-alarm = backup alarm

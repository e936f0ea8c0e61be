# States of the records.

state-registration-draft = draft
state-registration-incomplete = to complete
state-registration-active = registered
state-registration-in-measure = in a measure
state-registration-suspended = suspended
state-registration-to-renew = to renew
state-registration-strike-proposed = striking off proposed
state-registration-closed = closed

state-appointment-planned = planned
state-appointment-to-settle = to settle
state-appointment-arrived = arrived
state-appointment-in-progress = in progress
state-appointment-held = held
state-appointment-excused = excused
state-appointment-moved = moved
state-appointment-missed = missed
state-appointment-justified = justified
state-appointment-cancelled = cancelled

state-vacancy-draft = draft
state-vacancy-to-check = to check
state-vacancy-open = open
state-vacancy-shortlisting = shortlisting
state-vacancy-paused = paused
state-vacancy-filled = filled
state-vacancy-cancelled = cancelled
state-vacancy-expired = expired
state-vacancy-no-candidate = no candidate
state-vacancy-refused = refused

state-proposal-prepared = prepared
state-proposal-proposed = proposed
state-proposal-accepted = accepted
state-proposal-refused = refused
state-proposal-no-answer = no answer
state-proposal-sent = sent on
state-proposal-employer-interview = employer interview
state-proposal-hired = hired
state-proposal-rejected = rejected
state-proposal-not-shown = did not come
state-proposal-withdrawn = withdrawn

state-placement-announced = announced
state-placement-confirmed = confirmed
state-placement-kept = kept
state-placement-broken = broken
state-placement-ended = ended
state-placement-denied = denied

state-task-open = open
state-task-late = overdue
state-task-done = done
state-task-dropped = dropped

state-plan-action-todo = to do
state-plan-action-doing = in progress
state-plan-action-done = done
state-plan-action-dropped = dropped

state-obstacle-open = open
state-obstacle-in-progress = in progress
state-obstacle-lifted = lifted

state-enrolment-referred = referred
state-enrolment-accepted = accepted
state-enrolment-started = started
state-enrolment-finished = finished
state-enrolment-dropped = dropped
state-enrolment-refused = refused

state-batch-open = open
state-batch-first-closed = first keying closed
state-batch-second-keying = second keying
state-batch-to-reconcile = to reconcile
state-batch-balanced = balanced
state-batch-posted = posted
state-batch-part-rejected = rejected in part

state-duplicate-pair-suspected = suspected
state-duplicate-pair-same = same person
state-duplicate-pair-distinct = distinct persons
state-duplicate-pair-to-verify = to verify

state-carence-asked = asked
state-carence-searched = search done
state-carence-given = issued
state-carence-refused = refused

state-decision-proposed = proposed
state-decision-confirmed = confirmed
state-decision-dropped = dropped

state-employer-active = active
state-employer-dormant = dormant

# Proposals: the list of answers awaited, the candidates of a vacancy, the vacancies for a person, hires, papers.

title-proposals = Proposals
help-proposals =
    This page shows all that waits for an answer, the oldest first: people, employers, hires to be confirmed.
    A digit of the legend records the answer and goes to the next row; a refusal asks the digit of its reason, Esc forgets the first digit. z takes back the last answer. s shows what may follow.
    Enter opens the file, d gives another day, l plans a reminder, ? tells the proposal with the reasons kept, i prints the employer's list or the letter of introduction, / filters.
    Signs: > the legend that counts, = answered in this series, ~ on its way, an exclamation mark before the day, overdue; in column 2, refused. What is answered stays in its place until the page is opened again.
proposals-context =
    { $answered ->
        [0] { $count ->
            [0] Nothing awaited
            [one] { $count } answer awaited
           *[other] { $count } answers awaited, the oldest first
        }
        [one] { $count } waiting, the oldest first; { $answered } answered
       *[other] { $count } waiting, the oldest first; { $answered } answered
    }
proposals-context-short =
    { $answered ->
        [0] { $count } in all
       *[other] { $count } in all; { $answered } answered
    }
proposals-empty = No answer is awaited. c on a vacancy shows its candidates, o on a person the vacancies that fit; p proposes.

series-due = Due
series-who = Person
series-phone = Telephone
series-offer = Vacancy
series-situation = Situation
series-firm = Employer
series-channel = Channel
series-number = Number
series-rank = Rk
series-proposed = Proposed
series-by = By
series-none = No row for this filter. Esc drops it.
series-offer-empty = No proposal for this vacancy. The tab Candidates ranks them; Space marks, p proposes.
series-said = { $name }: { $state }.
series-checked = check at { $months } m, { $result }
series-hired = { $name }: hired, to be confirmed; exit 01 recorded.
series-filled =
    { $count ->
        [0] { $name }: hired. Vacancy filled.
        [one] { $name }: hired. Vacancy filled, one proposal withdrawn.
       *[other] { $name }: hired. Vacancy filled, { $count } proposals withdrawn.
    }
series-next-title = Next: { $name }
series-nothing-follows = Nothing follows: this proposal is settled. z takes back the answer of the day.
series-not-now = not in this situation
series-prepared-title =
    { $count ->
        [one] Propose to the person shortlisted, by which channel
       *[other] Propose to the { $count } people shortlisted, by which channel
    }
series-forwarded =
    { $count ->
        [one] One application sent to the employer.
       *[other] { $count } applications sent to the employer.
    }
series-denied = { $name }: hire denied, the position is free again.
series-exit-title = Already in work: { $name }
series-exit-question = The proposal is withdrawn. Record exit 02 of { $name } too (found work alone)? Appointments to come will be cancelled.
series-exit-done = { $name }: exit 02 recorded.
series-restore = Restore
series-restore-title = Hire denied: { $name }
series-restore-question = The registration of { $name } had ended by this hire. Restore it? The person is to be reached today.
series-restored = { $name }: registration restored.
series-reminded = { $name }: reminder on { $day }.
series-interview-title = Interview with the employer: { $name }
series-interview-says = Day and hour, for instance: mon 9h, or 30/11 14h30. The person is reminded the day before.
series-interview-wrong = "{ $value }": a day to come, then the hour, for instance: mon 9h.
series-interview-kept = { $name }: interview with the employer { $at }.
series-end-title = End of the job: { $name }
series-end-why = Reason of the end: { $name }
series-broken = { $name }: job ended early; contact to be taken up today.
series-explain-title = { $name }: proposal { $state }
series-frozen = Rank { $rank }, { $score } points, rule { $rule }, kept on the day of the proposal:
series-no-reasons = No reasons were kept with this proposal.

answers-heading = Answer, one digit
answers-person = Person
answers-employer = Employer
answers-office = Accepted
answers-hire = Hire
answers-check = Still there
answers-refusal = Refusal
answers-empreason = Reason
answers-forgetting = Esc: forget
answers-forget = Forget
answers-answer = Answer
answers-reason = Reason
tasks-confirm = Hire confirmed by
answers-send = send to the employer
answers-denied = denied
answers-check-yes = still at work
answers-check-no = no
answers-check-unknown = unknown
answer-short-empans-1 = to see
answer-short-empans-3 = rejected
answer-short-pchan-2 = tel.
answer-short-pchan-3 = SMS
answer-short-pchan-4 = mail
answer-short-empans-4 = absent
answer-short-empans-5 = filled
answer-short-empans-6 = nothing

short-proposal-prepared = prepared
short-proposal-proposed = proposed
short-proposal-thinks = thinks
short-proposal-attempts = not reached, { $count }
short-proposal-accepted = accepted
short-proposal-refused = refused
short-proposal-refusing = refusal, why
short-proposal-no-answer = no answer
short-proposal-sent = sent
short-proposal-employer-interview = interview
short-proposal-interview-on = interv. { $day }
short-proposal-hired = hired
short-proposal-rejected = rejected
short-proposal-rejecting = rejected, why
short-proposal-not-shown = absent
short-proposal-withdrawn = withdrawn
short-hire-announced = to confirm
short-hire-check = check { $months } m
short-hire-check-yes = at work
short-hire-check-no = no more
short-hire-check-unknown = unknown

event-proposal-propose = propose
event-proposal-accept = the person accepts
event-proposal-refuse = the person refuses
event-proposal-wait = the person thinks it over
event-proposal-lapse = the person is not reached
event-proposal-send = send to the employer
event-proposal-invite = the employer wants to see him or her
event-proposal-hire = hired
event-proposal-reject = rejected
event-proposal-not-show = did not come
event-proposal-withdraw = withdraw, without fault
event-proposal-hire-denied = hire denied
event-proposal-told = person told the outcome
event-proposal-interview = day and hour of the interview
event-proposal-forward-all = send all that are accepted
event-placement-confirm = hire confirmed
event-placement-deny = hire denied
event-placement-break = job ended early

candidates-rank = Rk
candidates-who = Person
candidates-experience = Exper.
candidates-distance = Travel
candidates-last = Last prop.
candidates-why = Why
candidates-number = Number
candidates-town = Town
candidates-months = { $months } m
candidates-never = none
candidates-today = proposed
candidates-chosen = chosen
candidates-context =
    { $marked ->
        [0] { $title }, { $number }; { $total ->
            [one] { $total } candidate
           *[other] { $total } candidates
        }
        [one] { $title }, { $number }; { $marked } marked of { $total }
       *[other] { $title }, { $number }; { $marked } marked of { $total }
    }
candidates-ask-first = To verify first: { $what }, unknown for { $count } people of { $total }.
candidates-empty = No candidate for this vacancy: nobody seeks this occupation or one beside it, or all have been asked already.
candidates-refused = The candidates are not ranked: { $why }
candidates-explain = Rank { $rank }, { $name }: { $score } points (rule { $rule })

proposed-title-person = Propose: { $title }, { $employer } ({ $number })
proposed-title-people =
    { $count ->
        [one] Propose to { $name }: { $title }
       *[other] Propose to { $count } people: { $title }
    }
proposed-channel = { $channel } [{ $code }]
proposed-due = Answer awaited { $day }, then a reminder
proposed-only = Shortlist without telling [0]
proposed-only-says = The shortlist is kept, p proposes later
proposed-enter = [Enter] { $deed }
proposed-escape = [Esc] Back
proposed-keep = 0 shortlist
proposed-do = Propose
proposed-do-keep = Shortlist
proposed-open =
    { $left ->
        [one] { $open } open, 1 position
       *[other] { $open } open, { $left } positions
    }
proposed-one = { $name }: proposed, answer awaited { $day }.
proposed-many =
    { $count ->
        [one] Proposed to one person, answer awaited { $day }.
       *[other] Proposed to { $count } people, answer awaited { $day }.
    }
proposed-kept =
    { $count ->
        [one] One person shortlisted.
       *[other] { $count } people shortlisted.
    }
override-title = A better rank is passed over: reason, one digit
override-why = Which reason
override-field = Reason

offers-heading =
    { $count ->
        [0] No vacancy fits today
        [one] One vacancy fits
       *[other] Vacancies that fit: { $count }, the best first
    }
offers-stale =
    { $count ->
        [one] one vacancy to be called about
       *[other] { $count } vacancies to be called about
    }
offers-rank = Rk
offers-title = Vacancy
offers-firm = Employer
offers-place = Place
offers-pay = Pay
offers-why = Why
offers-distance = Travel
offers-contract = Contract
offers-until = Until
offers-open = Read
file-in-series = Answer
offers-computing = computing…
offers-explain = Rank { $rank }, { $title }: { $score } points (rule { $rule })

why-occupation = occupation
why-experience = experience
why-months = { $months } m
why-education = level
why-skill = skill
why-language = language
why-licence = licence { $licence }
why-right-to-work = right to work
why-travel = travel
why-contract = contract
why-working-time = hours
why-pay = pay
why-availability = available
why-required = required:

paper-employer-list = Employer's list
paper-introduction = Introduction
paper-employer-list-head =
    { $office }
    Agency of { $agency }
    {""}
    To: { $employer }
    { $place }
paper-employer-list-title = CANDIDATES PROPOSED
paper-employer-list-body =
    Vacancy { $vacancy }: { $title }
    Positions: { $positions }; candidates: { $count }
    {""}
    Names are given only for people who have accepted the proposal.
paper-employer-list-row =
    { $n }. No. { $number }; name: { $name }
    Occupation sought: { $occupation }; experience: { $months } months
    Level: { $level }; licences: { $licences }; languages: { $languages }
    Skills: { $skills }
paper-employer-list-foot =
    Please let us know your answer for each candidate, with its reason.
    {""}
    Done on { $today }
    For the agency: { $by }
paper-introduction-head =
    { $office }
    Agency of { $agency }
    {""}
    To: { $name }
    Job-seeker number: { $number }
paper-introduction-title = LETTER OF INTRODUCTION
paper-introduction-body =
    You have accepted vacancy { $vacancy }: { $title }.
    {""}
    Go to: { $employer }
    Address: { $place }
    Ask for: { $contact }
    Appointment: { $at }
    {""}
    Bring this letter, an identity document, your CV and your work certificates. Then tell us what the employer answered.
paper-introduction-foot =
    Done on { $today }
    For the agency: { $by }

act-propose = Proposal
act-prepare = Shortlist
act-proposal-answer = Answer to a proposal
act-proposal-sent = Application sent
act-proposal-withdrawn = Proposal withdrawn
act-proposal-told = Person told
act-proposal-postpone = Answer put off
act-proposal-interview = Interview with the employer noted
act-hire-confirmed = Hire confirmed
act-hire-denied = Hire denied
act-hire-broken = Job ended early

flaw-out-of-order =
    { $count ->
        [one] { $field }: a better ranked candidate is passed over, say why.
       *[other] { $field }: better ranked candidates are passed over, say why.
    }
flaw-end-future = { $field }: today or a day before.

refused-nobody-chosen = Nobody is chosen.
refused-nobody-chosen-means = Nothing was proposed.
refused-nobody-chosen-do = Mark rows with Space, then p.
refused-proposed-already = { $name } has this proposal already, made by { $by } on { $day }.
refused-proposed-already-means = One open proposal for a person and a vacancy. Nothing was proposed.
refused-proposed-already-do = Open the list again: it shows what is left.
refused-proposal-state =
    { $state ->
        [prepared] This proposal is only prepared.
        [proposed] The person has not answered yet.
        [accepted] The person has accepted; the application has not been sent yet.
        [refused] The person has refused already.
        [no_answer] This proposal was left without an answer.
        [sent] The application has been sent already.
        [employer_interview] The employer wants to see the person.
        [hired] The person is hired already.
        [rejected] The employer has rejected the person.
        [not_shown] The person did not come.
       *[withdrawn] This proposal is withdrawn.
    }
refused-proposal-state-means = This answer cannot follow. Nothing was changed.
refused-proposal-state-do = See with s what may follow.
refused-placement-state =
    { $state ->
        [announced] This hire is not confirmed yet.
        [confirmed] This hire is confirmed already.
        [kept] This job is kept.
        [broken] This job ended early.
        [ended] This contract is over.
       *[denied] This hire was denied.
    }
refused-placement-state-means = That cannot follow. Nothing was changed.
refused-placement-state-do = See with s what may follow.
refused-thinking-once = The person has asked for time already.
refused-thinking-once-means = Three working days more are given only once.
refused-thinking-once-do = Record the answer, or another day with d.
refused-positions-filled =
    { $count ->
        [one] The position of vacancy { $number } is filled already.
       *[other] The { $count } positions of vacancy { $number } are filled already.
    }
refused-positions-filled-means = One hire more would exceed the positions. Nothing was changed.
refused-positions-filled-do = If the employer hires one more, raise the positions of the vacancy first.
refused-none-accepted = No accepted application to send for vacancy { $number }.
refused-none-accepted-means = Only applications that the person has accepted are sent.
refused-none-accepted-do = Record the answers first.
refused-no-check-due = No check is due for this job.
refused-no-check-due-means = Nothing was changed.
refused-no-check-due-do = See the tab Follow-up of the file.
refused-nobody-to-list = No candidate for the list of vacancy { $number }.
refused-nobody-to-list-means = No proposal is open for this vacancy.
refused-nobody-to-list-do = Propose the vacancy to candidates first.
refused-not-accepted-yet = The person has not said yes yet.
refused-not-accepted-yet-means = The letter of introduction is for who has accepted.
refused-not-accepted-yet-do = Record the answer first.
refused-restricted = Not proposed: the file { $number } is restricted, its data are contested.
refused-restricted-do = Wait until the restriction is lifted, or see the head of the agency.

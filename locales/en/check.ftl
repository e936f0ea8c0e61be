# Check and rules on the command line
cli-check-done = { $count ->
    [0] Nothing to report: { $rows } rows read.
    [one] 1 finding: { $rows } rows read.
   *[other] { $count } findings: { $rows } rows read.
}
check-pages = The file is damaged: { $what }.
check-unreadable = A column holds what its field refuses: { $what }.
check-field = The field "{ $what }" breaks its rules.
check-number = The number { $what } has a wrong check digit.
check-name-fold = The sort key of { $what } does not follow the name.
check-two-open-registrations = The person has { $what } open registrations.
check-state-and-exit = The registration ({ $what }) and its exit contradict each other.
check-name-key = The registration of { $what } does not follow the person's name.
check-occupation-key = The registration of { $what } does not follow the first occupation sought.
check-next-due = The due day of { $what } does not follow its tasks.
check-orphan = The record it belongs to is missing ({ $what }).
check-task-of-closed = Task { $what } is still open on a closed registration.
check-overlap = Two appointments take the same slot ({ $what }).
check-filled-count = Vacancy { $what } counts fewer filled positions than people hired.
check-merged-twice = { $what } is merged into a file that is merged itself.
check-audit-gap = The audit has lost the row of these values ({ $what }).
check-audit-chain = The audit chain is broken at row { $what }.
check-counter = A counter of numbers is behind ({ $what }).
check-search-word = The search no longer finds this person: { $what }.
check-candidate = The ranking of candidates no longer follows this file: { $what }.
cli-rules-nothing = Nothing was due.
cli-rules-to-renew = Now to renew: { $count }.
cli-rules-lapsed = Exits for lack of renewal: { $count }.
cli-rules-no-answer = Proposals without an answer: { $count }.
cli-rules-expired = Vacancies expired: { $count }.
cli-rules-filled = Vacancies filled: { $count }.
cli-rules-ended = Contracts that reached their end: { $count }.
cli-rules-drafts = Drafts of 30 days thrown away: { $count }.
cli-rules-created = Tasks created: { $count }.
cli-rules-moved = Tasks moved: { $count }.
cli-rules-dropped = Tasks dropped: { $count }.
cli-rules-held = Closings held back after a long stop: { $count }.
cli-rules-failed = Records passed over, to be looked at with "guichet check": { $count }.

# Vacancies: list, file, form, what follows (domain.md §2.7, §3.3, §7; screens.md §11).

title-vacancies = Vacancies
help-vacancies =
    This page shows the vacancies of the agency, those that expire first in front.
    Enter opens the vacancy, c its ranked candidates, n takes a new one by telephone.
    l notes that the employer was called, / filters by title, employer, town or state, v changes the view, t the order, z takes back your last deed of the day.
    Signs: an exclamation mark before the date means that the vacancy expires within 5 days or the employer has been silent for over 30 days.
title-vacancy = Vacancy
help-vacancy =
    This page shows one vacancy: details, candidates, proposals, history.
    Left and right change the tab. s gives what may follow: open, refuse, pause, extend, close. m changes it.
    d gives another end date, l notes that the employer was called, n makes a new vacancy from this one, c shows the candidates, h the history, z takes back your last deed of the day.
    Candidates: Space marks and goes down, p proposes to those marked, ? explains the rank in full; Proposals: a digit records the answer. i prints the employer's list.
    Signs: an exclamation mark before a date means that it has gone; before the wage, that it stops the publication.
title-vacancy-form = Vacancy, entry
title-vacancy-edit = Vacancy, change
help-vacancy-form =
    This page takes a vacancy in the order of the telephone: employer, title, occupation, positions, place, contract, wage.
    Enter goes to the next field, F10 saves and publishes, Ctrl+O goes to what the law says: a digit puts the proposed words in place.
    The employer is found as its name is typed; one not known is made with its telephone. Ctrl+D takes the value of its last vacancy. Ctrl+R keeps the vacancy as a draft. Ctrl+V and Ctrl+Y change the step.
    Signs: an exclamation mark before a field means that its value is to be looked at; a star, that it is obligatory.
draft-vacancy = Vacancy

vacancy-tab-details = Details
vacancy-tab-candidates = Candidates
vacancy-tab-proposals = Proposals
vacancy-tab-history = History
vacancy-section-post = Post
vacancy-section-conditions = Conditions
vacancy-section-criteria = Criteria
vacancy-section-office = Follow-up
vacancy-posts = { $positions ->
    [one] { $filled }/{ $positions } position
   *[other] { $filled }/{ $positions } positions
}
vacancy-until = expires { $day }
vacancy-closed-on = closed { $day }
vacancy-hours = { $hours } h a week
vacancy-wage-label = Wage (XAF)
vacancy-wage = { $amount } { $period }
vacancy-wage-between = { $low } to { $high }
vacancy-wage-most = { $high } at most
vacancy-desired = { $said }, desired
vacancy-news = News of
vacancy-changed = { $label }: { $was } → { $became }
vacancy-visa-given = Visa of the agency head given.
vacancy-visa-refused = Refused by the agency head.
vacancy-visa-awaited = Awaits the visa of the agency head.
vacancy-hint-unlawful = m to change the words or the wage, s for a special condition.
vacancy-hint-draft = Draft: s Enter publishes it.
vacancy-hint-visa = Special condition: awaits the visa of the agency head (s).
vacancy-hint-to-check = To be checked: s Enter opens it.
vacancy-candidates-none = No candidate for this vacancy today. Another town, a shorter experience: m changes the criteria.
vacancy-proposals-none = No proposal. c shows the ranked candidates.
vacancy-proposals-denied = The proposals of this agency are not open to you.

vacancy-column-title = Vacancy
vacancy-column-firm = Employer
vacancy-column-town = Place
vacancy-column-posts = Posts
vacancy-column-state = State
vacancy-column-expires = Ends
vacancy-column-number = No
vacancy-column-proposals = Prop.
vacancy-column-rank = Rk
vacancy-column-person = Person
vacancy-column-why = Why
vacancy-column-sent = Made
vacancy-column-due = Due

vacancies-empty = No vacancy. n takes one by telephone; g e shows the employers.
vacancies-none = No vacancy for “{ $filter }”. Esc drops the filter ({ $all }).
vacancies-soon = soon over
vacancies-soon-words = soon expires late
vacancies-word-or-town = { $word } or { $town }
vacancies-views = View
vacancies-view-current = Current
vacancies-view-to-check = To be checked
vacancies-view-mine = Mine
vacancies-view-closed = Closed
vacancies-view-everywhere = All agencies
vacancies-sort = Order
vacancies-by-expiry = by end date
vacancies-by-title = by title
vacancies-by-employer = by employer
vacancies-by-received = last received first

vacancy-step-post = Post
vacancy-step-conditions = Conditions
vacancy-step-criteria = Criteria
vacancy-new-employer = new employer:
vacancy-copied = Taken from { $number }: check it. Another title empties what belonged to the post.
vacancy-firm-title = New employer
vacancy-firm-about = Name and telephone are enough; the rest of the file is filled later.
vacancy-firm-distinct = Enter makes it all the same: it is another employer.
vacancy-firm-make = Create
vacancy-firm-made = Employer { $number } created.
vacancy-to-law = Wording
vacancy-law-title = Wage
vacancy-law-silent = Nothing to say of the wording or the wage.
vacancy-wage-stops = Wage: it stops the publication
vacancy-doubt = look again
vacancy-lifted = special condition asked
vacancy-wage-month = (reckoned for a month)
vacancy-replace = Replace
vacancy-special = Condition
vacancy-replaced = “{ $words }” replaced by “{ $new }”.
vacancy-taken-out = “{ $words }” taken out.
vacancy-why-title = Why these words
vacancy-special-kept = Condition noted: the agency head sees it when the vacancy is saved.
vacancy-special-about = What the employer asks, and the text that allows it. The agency head decides before it is opened.
vacancy-special-ask = Ask
vacancy-special-asked = Condition asked: the agency head decides, the vacancy waits.
vacancy-draft = Draft
vacancy-save-draft = Keep
vacancy-publish = Publish
vacancy-draft-question = The vacancy is kept as a draft: no candidates and no proposals before other words or another wage. Esc goes back to the form.
vacancy-doubtful = { $count ->
    [one] Wording: { $count } passage to look at again
   *[other] Wording: { $count } passages to look at again
}
vacancy-doubtful-question = { $words }: these words may keep people away without a reason. Publish all the same?
vacancy-open-unlawful = The vacancy is open and must stay lawful: { $words }.
vacancy-saved = Vacancy { $number } saved.
vacancy-saved-open = Vacancy { $number } open: dictate this number.
vacancy-saved-draft = Vacancy { $number } kept as a draft.
vacancy-saved-to-check = Vacancy { $number } to be checked by the employer officer or the agency head.
vacancy-saved-visa = Vacancy { $number } saved: it awaits the visa of the agency head.

vacancy-extend = Extend
vacancy-extend-title = Extend: { $title }
vacancy-extend-about = A date told by the employer; the call is noted today.
vacancy-extended = Extended to { $day }, call noted.
vacancy-called = Called
vacancy-called-said = { $name }: call of today noted.
vacancy-copy = Copy
vacancy-undone = Taken back.
vacancy-suite-title = Next: { $title }
vacancy-refuse = Refuse
vacancy-refuse-about = The employer is told the reason; once mended the vacancy keeps its number.
vacancy-close-question = { $count ->
    [0] Close vacancy { $number }?
    [one] Close vacancy { $number }? { $count } proposal under way will be withdrawn.
   *[other] Close vacancy { $number }? { $count } proposals under way will be withdrawn.
}
vacancy-visa-done = Visa given: the vacancy can be opened.
vacancy-no-visa-done = Condition refused: the words have to change.
vacancy-done-submit = Vacancy to be checked.
vacancy-done-accept = Vacancy open.
vacancy-done-refuse = Vacancy not accepted, reason noted.
vacancy-done-mend = Vacancy to be checked again.
vacancy-done-pause = Vacancy paused: no new proposals.
vacancy-done-reopen = Vacancy open again.
vacancy-done-fill = Vacancy filled.
vacancy-done-fill-otherwise = Vacancy closed: filled otherwise.
vacancy-done-cancel = Vacancy cancelled.
vacancy-done-no-candidate = Vacancy closed: no candidate.

event-vacancy-publish = Publish
event-vacancy-publish-about = open today, shortlist within two working days
event-vacancy-submit = To be checked
event-vacancy-submit-about = by the employer officer or the agency head
event-vacancy-accept = Open
event-vacancy-accept-about = shortlist within two working days
event-vacancy-refuse = Refuse
event-vacancy-refuse-about = not accepted, with a reason
event-vacancy-mend = Mended
event-vacancy-mend-about = to be checked again, same number
event-vacancy-shortlist = Shortlist
event-vacancy-shortlist-about = proposals are made
event-vacancy-pause = Pause
event-vacancy-pause-about = enough candidates, no more proposals
event-vacancy-reopen = Reopen
event-vacancy-reopen-about = new proposals are possible
event-vacancy-extend = Extend
event-vacancy-extend-about = another end date, call noted
event-vacancy-fill = Filled
event-vacancy-fill-about = all positions by the office
event-vacancy-fill-otherwise = Filled otherwise
event-vacancy-fill-otherwise-about = the employer found without the office
event-vacancy-cancel = Cancel
event-vacancy-cancel-about = the employer gives up
event-vacancy-no-candidate = No candidate
event-vacancy-no-candidate-about = nobody fits; a certificate is possible
event-vacancy-special = Special condition
event-vacancy-special-about = with a legal basis and the visa of the head
event-vacancy-visa = Give the visa
event-vacancy-visa-about = the special condition is allowed
event-vacancy-no-visa = Refuse the visa
event-vacancy-no-visa-about = the condition is taken out
event-vacancy-again = Asked again
event-vacancy-again-about = a new vacancy, linked to this one
event-vacancy-expire = Expired
event-vacancy-expire-about = the date has gone
event-vacancy-hire-denied = Hire denied
event-vacancy-hire-denied-about = open again

act-new-offer = Vacancy taken
act-edit-offer = Change
act-submit-offer = To be checked
act-accept-offer = Vacancy opened
act-refuse-offer = Vacancy refused
act-mend-offer = Vacancy mended
act-pause-offer = Pause
act-reopen-offer = Opened again
act-extend-offer = Extended
act-close-offer = Closed
act-employer-called = Employer called
act-ask-special = Special condition asked
act-decide-special = Special condition decided

flaw-starts-before-received = { $field }: before the vacancy was received.
flaw-received-future = { $field }: a day to come.
flaw-expired-already = { $field }: this day has gone; ask for another.
flaw-fixed-term-long = { $field }: { $months } months, over 24 for a fixed term: to be confirmed.
flaw-wage-unit-high = { $field }: { $monthly } XAF a month, is it a monthly wage?
flaw-wage-unit-low = { $field }: { $amount } XAF a month, is it by the day or the hour?
refused-offer-wording = Vacancy { $number } asks for what the law protects: { $words }.
refused-offer-wording-means = It cannot be opened like this (labour code, art. 9).
refused-offer-wording-do = Change these words (m, Ctrl+O), or ask for a special condition (s).
refused-offer-wage = Vacancy { $number } pays { $wage } XAF a month, under the minimum of { $least }.
refused-offer-wage-means = It cannot be opened at this wage.
refused-offer-wage-do = Call the employer again; check also whether the wage is by the hour, the day or the month.
refused-offer-doubtful = { $count ->
    [one] Vacancy { $number } has { $count } passage to look at again.
   *[other] Vacancy { $number } has { $count } passages to look at again.
}
refused-offer-doubtful-means = These words may keep people away without a reason.
refused-offer-doubtful-do = Read them again, then publish.
refused-offer-visa = Vacancy { $number } awaits the visa of the agency head on its special condition.
refused-offer-visa-means = It is not opened before.
refused-offer-visa-do = The agency head decides in the file of the vacancy (s).
refused-offer-step = { $state ->
    [draft] Vacancy { $number } is a draft: this cannot follow.
    [to_check] Vacancy { $number } is to be checked: this cannot follow.
    [open] Vacancy { $number } is open: this cannot follow.
    [shortlisting] Vacancy { $number } is being shortlisted: this cannot follow.
    [paused] Vacancy { $number } is paused: this cannot follow.
    [refused] Vacancy { $number } is not accepted: this cannot follow.
   *[other] Vacancy { $number } is closed: this cannot follow.
}
refused-offer-step-means = A colleague may have changed it meanwhile.
refused-offer-step-do = Read it again: s shows what is possible.
refused-reopen-expired = Vacancy { $number } expired on { $day }.
refused-reopen-expired-means = It does not open again with a date that has gone.
refused-reopen-expired-do = Ask the employer for a new date and extend it (d).
refused-special-open = Vacancy { $number } is open already.
refused-special-open-means = A special condition is decided before the opening.
refused-special-open-do = Make a new vacancy from this one (n).
refused-employer-known = Known already: { $name }, { $number }.
refused-employer-known-means = Same name or same telephone.
refused-employer-known-do = Choose it in the list, or create the other if it is another one.
notice-special-confirmed = Vacancy { $number }: { $by } put a visa on the special condition.
notice-special-dropped = Vacancy { $number }: { $by } refused the special condition.
flaw-import-other-offer = { $field }: this number is of another vacancy.
flaw-import-twin-offer = { $number }, perhaps also { $ref }: same employer, same title.
flaw-import-employer-unknown = { $field }: “{ $value }” is not known; import it first.
flaw-import-wording = { $field }: “{ $value }” stops the publication.
flaw-import-wage = { $field }: under the minimum of { $least } XAF.
flaw-import-past = { $field }: the day has gone, the vacancy is to be checked.

# Bulk entry: batches of paper forms, double keying, control totals.
title-bulk-entry = Bulk entry
help-bulk-entry =
    This page shows the agency's batches of paper forms: announced, keyed, verified, set aside.
    Enter opens the batch and goes on where the work stands. n announces a batch: number of forms and totals of its slip. m corrects the slip.
    A batch is keyed by one clerk, verified blind by another, balanced with its slip, then posted into the files.
    Signs: “aside” counts the forms set aside, “duplicates” those that wait for a decision after posting.
help-bulk-batch =
    This page shows one batch: who keys, who verifies, the slip beside what was keyed, the forms and the report.
    s gives what follows: key, verify, post. Enter opens the form of the row: complete it, mend it, or say whether it is a duplicate. Tab shows the report.
    m corrects the slip, i prints the report and the list of rejects.
    Signs: an exclamation mark before a difference or a form asks for a look. Forms to look at come first.
help-bulk-form =
    This page is filled in without looking at the screen, in the order of the paper. The bell rings once at an error and the cursor stays.
    Enter goes to the next field, in the last one it saves and shows the next form; a full code moves on by itself.
    Ctrl+R sets the form aside and goes on. Ctrl+D, or + alone, takes the value of the form before. Ctrl+F fixes a field for the batch: it is passed over while it stands, the arrow up goes back to it.
    Enter again on a refused value keeps it as the paper has it; empty, it stays to be completed. Esc pauses, the form stays.
    Signs: = fixed field, ! value kept as on the paper.
help-bulk-difference =
    The two keyings of a field differ. Look at the paper.
    1 keeps the first, 2 the second, any other value is typed, then Enter. A value that begins with 1 or 2 is typed after a space or Tab.
    What was typed ahead goes to the next field.
help-bulk-slip =
    What the slip on the pile says. A total that the slip lacks stays empty and is not checked.
    Enter goes to the next field, in the last one it announces the batch. Ctrl+E announces it at once.
help-bulk-aside =
    The form waits with its reason; the next one comes. It is taken up again from the batch's page, else it is rejected at posting.

bulk-kind-people = registrations
bulk-kind-people-says = registration forms of job seekers
bulk-kind-employers = employers
bulk-kind-employers-says = forms of firms
bulk-kind-offers = vacancies
bulk-kind-offers-says = forms of vacancies
bulk-kind-interviews = interviews
bulk-kind-interviews-says = outcomes kept on paper

# The list
bulk-number = Batch
bulk-kind = Forms
bulk-state = State
bulk-forms = Done
bulk-waits = Waiting
bulk-clerks = Clerks
bulk-list-context =
    { $count ->
        [0] No batch
        [one] { $count } batch, { $open } under way
       *[other] { $count } batches, { $open } under way
    }
bulk-empty = No batch. n announces a pile of forms: their number and the totals of the slip. Keying follows at once.
bulk-aside-count = aside { $count }
bulk-doubtful-count = duplicates { $count }
bulk-rejected-count = rejects { $count }
bulk-new-short = New batch
bulk-new-title = Announce a batch
bulk-slip-short = Slip
bulk-batch-no = batch { $number }
bulk-announced = Batch { $number } announced. Write this number on the slip.

# The slip
bulk-slip-title = Slip, { $kind }
bulk-slip-title-of = Slip of batch { $number }, { $kind }
bulk-slip-births = Birth years
bulk-slip-serials = Numbers
bulk-slip-positions = Positions
bulk-verify-all = All twice
bulk-slip-says = The sums of the slip: birth years, numbers; empty where it has none. “All twice” verifies every field, else those that matter.
bulk-slip-keep = Announce
bulk-slip-corrected = Slip of batch { $number } corrected, the old one stays in the history.

# The form
bulk-context = Batch { $number }, { $kind }, { $pass }
bulk-form-of = form { $no } of { $count }
bulk-pass-first = 1st keying
bulk-pass-second = 2nd keying
bulk-pass-mend = form mended
bulk-rate = { $rate } /h
bulk-slip-rule = Slip: announced, keyed
bulk-verify-rule = Verification
bulk-takes-rule = Enter takes the marked line
bulk-total-forms = Forms
bulk-total-births = Sum of birth years
bulk-total-serials = Sum of numbers
bulk-total-positions = Sum of positions
bulk-slips = Errors
bulk-slips-form = form { $count }
bulk-slips-batch = batch { $count }
bulk-verified = Forms, verified
bulk-differences = Differences
bulk-nothing = (empty)
bulk-form-no = form { $no }
bulk-form-saved = Form { $no } saved, { $name }.
bulk-form-verified = Form { $no } verified, { $name }.
bulk-form-aside = Form { $no } set aside, { $name }.
bulk-form-mended = Form { $no } mended, { $name }.
bulk-save-short = Save
bulk-first-done =
    { $count ->
        [one] { $count } form keyed. Another clerk does the 2nd keying.
       *[other] { $count } forms keyed. Another clerk does the 2nd keying.
    }
bulk-second-done =
    { $count ->
        [one] { $count } form verified.
       *[other] { $count } forms verified.
    }
bulk-aside-title = Form { $no } set aside
bulk-aside-short = Set aside
bulk-aside-says = The reason in a few words, or Enter alone. The next form comes at once.
bulk-aside-no-reason = to be read again on the paper

# A difference
bulk-difference-title = Difference, field { $at } of { $count }: { $field }
bulk-first-short = 1st keying
bulk-second-short = 2nd keying
bulk-other-value = Other value
bulk-first-by = 1st keying, { $name }
bulk-second-by = 2nd keying, you
bulk-read-on-paper = another value, read on the paper
bulk-both-kept =
    { $differences ->
        [one] Both are kept in the history. { $differences } difference, form { $forms }, { $rate }
       *[other] Both are kept in the history. { $differences } differences, form { $forms }, { $rate }
    }
bulk-look-at-paper = Look at the paper, then 1, 2 or the value.

# One batch
bulk-page-context = Batch { $number }, { $kind }, { $state }
bulk-clerks-line = 1st keying: { $first }; 2nd keying: { $second }
bulk-nobody = nobody yet
bulk-slip = Slip
bulk-announced-short = announced
bulk-keyed-short = keyed
bulk-difference-short = difference
bulk-tab-forms = Forms
bulk-tab-report = Report
bulk-form = Form
bulk-name = Name
bulk-about = Detail
bulk-form-differences =
    { $count ->
        [one] { $count } difference
       *[other] { $count } differences
    }
bulk-doubt-about = perhaps { $numbers }
bulk-form-settled = This form is settled.
bulk-suite-title = What follows for batch { $number }
bulk-do-key = Key the forms
bulk-do-verify = Verify (2nd keying)
bulk-do-key-says = goes on where the work stands
bulk-do-post = Post the batch
bulk-do-post-says = the forms become files
bulk-do-reject = Reject the rest
bulk-do-reject-says = posts the verified, rejects the others
bulk-wait = the page is coming
bulk-of-other = batch of { $name }
bulk-done-already = the batch is closed
bulk-nothing-to-key = no form waits
bulk-other-clerk-verifies = another clerk verifies
bulk-totals-differ = the totals differ from the slip
bulk-not-verified = not all forms are verified
bulk-reject-title = Reject the rest of the batch
bulk-reject-question = { $taken } verified forms will be posted, { $left } rejected with their list.
bulk-reject-short = Reject
bulk-posting = Posting. Go on elsewhere if you like.
bulk-posted = Posted: { $posted }; duplicates to look at: { $doubtful }; rejects: { $rejected }.

# A possible duplicate
bulk-doubt-title = Possible duplicate: { $name }
bulk-doubt-same = It is { $name }
bulk-doubt-other = Somebody else
bulk-doubt-other-says = a new file is opened
bulk-doubt-known = Keyed already
bulk-doubt-known-says = nothing is added
bulk-doubt-new = Another one, same day
bulk-doubt-firm = Another employer
bulk-doubt-settled = Settled: file { $number }.

# The report
bulk-report-sum =
    { $differences ->
        [one] { $forms } forms verified, { $differences } difference in { $compared } fields keyed twice, { $rate }
       *[other] { $forms } forms verified, { $differences } differences in { $compared } fields keyed twice, { $rate }
    }
bulk-report-operators = By clerk
bulk-report-keyed = 1st
bulk-report-verified = 2nd
bulk-report-strokes = strokes
bulk-report-rate = /h
bulk-report-caught = caught
bulk-report-errors = errors
bulk-report-percent = rate
bulk-report-fields = By field
bulk-report-compared = keyed
bulk-report-different = differ
bulk-report-first = wrong 1
bulk-report-second = wrong 2
bulk-report-no-difference = No difference between the two keyings.
bulk-report-rejected =
    { $count ->
        [one] { $count } form rejected
       *[other] { $count } forms rejected
    }
bulk-keyed-twice = { $label }: { $first } ({ $by }), { $second } ({ $other }); kept { $kept }
bulk-rejects-printed = Posted: { $posted }; rejects: { $rejected }, listed in { $path }.
bulk-paper-name = report-batch-{ $number }

draft-bulk = Bulk entry
act-announce-batch = Batch announced
act-correct-batch = Slip corrected
act-key-form = Form keyed
act-verify-form = Form verified
act-mend-form = Form mended
act-post-form = Paper form posted
act-same-person = Paper form of a known person
act-post-batch = Batch posted
act-reject-form = Form rejected
act-doubt-form = Form doubted
act-known-already = Form known already

flaw-empty-on-paper = { $field }: empty. Type it, or Enter if the paper lacks it.
flaw-person-number = { $field }: “{ $value }” is no file number of this agency.
flaw-interview-future = { $field }: an interview held is not to come.
flaw-ratings = { $field }: one digit for each axis, { $count } at most, - for none.
flaw-counsellor-unknown = { $field }: “{ $value }” is nobody of the agency.
flaw-firm-unknown = { $field }: “{ $value }” is no employer here, or several.
flaw-fewer-than-keyed = { $field }: { $count } forms are keyed already.
refused-batch-other-clerk = Batch { $number } is keyed by { $name }.
refused-batch-other-clerk-means = One clerk alone does each keying of a batch; nothing was saved.
refused-batch-other-clerk-do = Hand over the pile, or announce another batch.
refused-batch-full = Batch { $number } has its { $count } forms.
refused-batch-full-means = The pile cannot have more forms than the slip.
refused-batch-full-do = Count the pile again; m corrects the slip.
refused-batch-done = Batch { $number } is closed.
refused-batch-done-means = Its forms are posted or rejected.
refused-batch-done-do = Change the file itself.
refused-first-not-closed = The 1st keying of batch { $number } is not finished.
refused-first-not-closed-means = Forms are verified when all those announced are keyed.
refused-first-not-closed-do = Wait for the end of the 1st keying, or correct the slip.
refused-same-clerk = You did the 1st keying of batch { $number }.
refused-same-clerk-means = The 2nd keying is done by another clerk, blind.
refused-same-clerk-do = Hand the pile to a colleague.
refused-not-balanced = Batch { $number } is not balanced.
refused-not-balanced-means = The number or a total differs from the slip, or a form is not verified.
refused-not-balanced-do = Look at the marked forms; m corrects the slip if it is wrong.
refused-distinct-head = The same document is in file { $number }.
refused-distinct-head-means = Two persons with one document: that is for the agency head to say.
refused-distinct-head-do = Leave the form waiting and show it to the agency head.

state-batch-form-keyed = keyed
state-batch-form-aside = set aside
state-batch-form-verified = verified
state-batch-form-doubtful = possible duplicate
state-batch-form-posted = posted
state-batch-form-rejected = rejected

record-keyed-twice = double keying
    .many = double keyings

# Fields
field-verify = 2nd keying
field-batch = Batch
field-form-no = Form
field-keyed = Keyed
field-differences = Differences
field-compared = Keyed twice
field-aside-reason = Reason
field-keyed-by = Keyed by
field-keyed-strokes = Strokes
field-keyed-seconds = Seconds
field-keyed-slips = Errors
field-verified-by = Verified by
field-verified-strokes = Strokes
field-verified-seconds = Seconds
field-verified-slips = Errors
field-subject-number = File
field-doubts = Duplicates
field-batch-form = Paper form
field-batch-number = Batch
field-keyed-field = Field
field-first-value = 1st keying
field-second-value = 2nd keying
field-kept-value = Kept
field-births = Birth years
field-serials = Numbers
field-positions-sum = Positions
field-form-serial = Form no.
field-ratings = Axes

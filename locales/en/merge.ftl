### Duplicates: two files of one person, merged, taken apart again, two people.

act-merge = Files merged
act-unmerge = Merge undone
act-distinct = Two people
act-verify-pair = Duplicate to be verified
merge-done = { $lost } is merged into { $survivor }. It can be undone for { $days } days.
merge-moved = Moved: { $record }, { $count }
merge-unmerged = { $lost } is there again, { $survivor } stands alone.
merge-stays = Added since, stays with { $survivor }: { $record }, { $count }
merge-changed = Changed since, stays as it is: { $record }, { $field }
merge-distinct = { $survivor } and { $lost } are two people. This pair is not shown again.
merge-verify = { $survivor } and { $lost } are to be verified. A task asks for a document.
merge-none = No duplicate waits.
merge-none-late = No merge can be undone any more.
merge-left = { $lost } into { $survivor }, { $days } days left
refused-merge-itself = This is the same file twice.
refused-merge-done = { $number } is merged into another file already.
refused-merge-guarded = { $number } is restricted, held by law or to be erased: it cannot be merged.
refused-merge-guarded-do = Wait until it is lifted, by the auditor or the head.
refused-merge-gone = { $number } is merged into { $into }.
refused-merge-gone-do = Ask for the erasure of { $into }, it takes both.
refused-not-merged = { $number } is not merged into any file.
refused-unmerge-late = The merge of { $number } is older than { $days } days, it cannot be undone any more.
refused-unmerge-erased = What this merge changed is no longer kept, it cannot be undone any more.
refused-merged-since = { $number } was merged into another file since.
refused-merged-since-do = Undo that merge first.
wrong-merge-field = "{ $value }" is not a field to choose between these two files.
cli-value-with = NUMBER
cli-value-take = FIELDS

## The screen of duplicates.
title-duplicates = Duplicates
help-duplicates =
    This page shows files of the agency that may be of one person, the surest first.
    Enter opens both files side by side. s says what they are: one person, two people, to be verified.
    Below, the merges that can still be undone: Enter opens the file, z undoes the merge, with a reason. That is the agency head's.
    Sign: an exclamation mark before the strength means certain; then only the agency head says that they are two people.
duplicates-strength = Strength
duplicates-first = File
duplicates-second = Other file
duplicates-evidence = Evidence
duplicates-number = No.
duplicates-other = Other no.
duplicates-context =
    { $count ->
        [0] No duplicate waits
        [one] { $count } possible duplicate
       *[other] { $count } possible duplicates
    }
duplicates-empty = No duplicate waits, no merge can be undone. g d shows the day.
duplicates-verifying = to be verified: { $words }
duplicates-whole = { $a } and { $b }: { $words }
duplicates-merges = Merges that can be undone
duplicates-days = { $days } d
duplicates-merged = merged into { $survivor }
duplicates-done = { $lost } is merged into { $survivor }, { $days } days to undo it.
duplicates-counted = { $record } { $count }
duplicates-say = These two files
duplicates-say-same = one person: see side by side and merge
duplicates-say-distinct = two people: never shown again
duplicates-say-to-verify = to be verified: a document is asked for
duplicates-say-swap = keep the other file and its number
title-unmerge = Undo the merge of { $lost } into { $survivor }
duplicates-undo = Undo
duplicates-undo-says = The reason is kept. What was added since stays where it is, and you will be told.
duplicates-left = What stays where it is
title-duplicate-pair = Two files
help-duplicate-pair =
    This page puts two files side by side, field by field. On the left the one that stays, on the right the one that goes into it.
    1 keeps the value on the left, 2 the one on the right; 3 and 4 do so for all fields. Enter merges, after a question.
    s says that they are two people, that a document is missing, or keeps the other number.
    Sign: the equals sign stands before the value that will stay. Without a digit there is nothing to choose.
duplicates-field = Field
duplicates-stays = File that stays
duplicates-goes = File that goes
duplicates-pair-context = { $survivor } stays, { $lost } goes
duplicates-one = Keep 1
duplicates-two = Keep 2
duplicates-all-one = All left
duplicates-all-two = All right
duplicates-nothing = Nothing to choose on this row: the value stays, or comes from the only file that has it.
duplicates-evidence-says = Evidence: { $words }
duplicates-moves = Moves to the other file: { $words }
duplicates-moves-none = Nothing moves to the other file.
duplicates-both-open = Both are registered: the registration of { $lost } ends as a duplicate.
title-merge = Merge { $lost } into { $survivor }
duplicates-merge = Merge
duplicates-merge-says = All that is in file { $lost } goes to { $survivor }. The agency head can undo the merge for { $days } days.

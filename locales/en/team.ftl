# Team: columns, load, drawer of the split (screens.md §15).
title-team = Team
help-team =
    The team shows what each counsellor of the agency carries, the highest load first.
    Enter opens that caseload. x shows the split that brings it down to the average; nothing is done before Enter. ? explains the load.
    Files go to colleagues below the average, oldest contact first, an occupation together where possible. People whom the counsellor sees this week stay.
    Columns: R, S, A, files with intensive, standard, independent support; 1st, first interviews to be held; Late, overdue tasks; Missed, appointments missed in 90 days; Free/week, free hours until the end of the week.
team-who = Counsellor
team-files = Files
team-load = Load
team-intensive = R
team-standard = S
team-independent = A
team-first = 1st
team-late = Late
team-missed = Missed
team-free = Free/week
team-percent = { $part }%
team-hours = { $hours } h { $minutes }
team-absent = { $name } (away)
team-context =
    { $count ->
        [one] { $count } counsellor, { $files } files, average load { $average }
       *[other] { $count } counsellors, { $files } files, average load { $average }
    }
team-weights = Load: intensive counts { $intensive }, standard { $standard }, independent { $independent }.
team-load-explained =
    The load counts the open files of a counsellor by the support they need: an intensive file counts { $intensive }, a standard one { $standard }, an independent one { $independent }. A file without intensity counts as a standard one.
    The average is that of all counsellors of the agency, those away too. The administrator can change these numbers in the list of intensities.
team-empty = No counsellor in the agency. The administrator adds accounts.
team-not-above = Not possible: the load of { $name } is not above the average ({ $average }).
team-nobody-below =
    { $count ->
        [0] { $name }: nothing to transfer, no colleague at work is far enough below the average.
       *[other] { $name }: nothing to transfer; { $count } files stay for an interview this week.
    }
title-team-level =
    { $count ->
        [one] Transfer { $count } file of { $name } (load { $load }, average { $average })
       *[other] Transfer { $count } files of { $name } (load { $load }, average { $average })
    }
team-whole = Whole caseload, oldest contact first: { $count } of { $files }
team-stays = { $name } keeps
team-follow =
    { $count ->
        [0] Occupations together where possible. No reminder follows.
        [one] Occupations together where possible. { $count } reminder follows its file.
       *[other] Occupations together where possible. { $count } reminders follow their files.
    }
team-meets =
    { $count ->
        [one] Kept: { $count } person has an interview with { $name } this week.
       *[other] Kept: { $count } people have an interview with { $name } this week.
    }
team-full =
    { $count ->
        [one] Receives nothing: { $names }, at or above the average already.
       *[other] Receive nothing: { $names }, at or above the average already.
    }
team-given =
    { $count ->
        [one] { $count } file transferred (colleagues: { $to }), { $tasks } reminders and { $moved } appointments follow.
       *[other] { $count } files transferred (colleagues: { $to }), { $tasks } reminders and { $moved } appointments follow.
    }

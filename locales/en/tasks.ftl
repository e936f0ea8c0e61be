# Tasks and notices.
title-tasks = Tasks
help-tasks =
    This page shows your open tasks and those of colleagues you stand in for, by due day.
    Enter opens the file. f notes the task as done, with its result. d gives another day; the third time the agency head is asked.
    x passes the task to a colleague, n adds a free task, z undoes your last deed of the day on the row.
    Signs: an exclamation mark before the day, it is late. What was settled stays in its place until the page is entered again.
tasks-due = Day
tasks-kind = Reason
tasks-about = Subject
tasks-situation = State
tasks-phone = Telephone
tasks-of = of { $name }
tasks-context =
    { $count ->
        [0] No task
        [one] { $count } task, { $late } late
       *[other] { $count } tasks, { $late } late
    }
tasks-empty = No task. n adds a free task, g d shows the day.
tasks-still = Still at work
tasks-check-yes = yes, still at work
tasks-check-no = no
tasks-check-unknown = unknown
title-task-done = Done: { $about }
title-task-postpone = For what day: { $about }
title-task-new = Free task
tasks-done-says = The result in a few words, if of use.
tasks-postpone-says = The third time the agency head is asked.
tasks-done = Done: { $about }.
tasks-postponed = { $about }: put off to { $day }.
tasks-transferred = { $about }: passed to { $name }.
tasks-new-kept = "{ $words }" for { $day }.

title-notices-page = Notices
help-notices =
    This page shows what you were told: files received, tasks passed on by a colleague, exits, offers closed. Unread ones come first.
    Enter opens the file concerned and marks the notice as read. The number of unread notices stands at the top right.
    Sign: a new notice carries "new".
notices-new = New
notices-sign = new
notices-someone = The agency
notices-at = When
notices-text = Notice
notices-context =
    { $count ->
        [0] All is read
        [one] { $count } unread notice
       *[other] { $count } unread notices
    }
notices-empty = No notice. What you are told comes here.
notice-files-received =
    { $count ->
        [one] { $by } transferred { $count } file to you.
       *[other] { $by } transferred { $count } files to you.
    }
notice-files-given =
    { $count ->
        [one] { $count } of your files went to { $to }, by { $by }.
       *[other] { $count } of your files went to { $to }, by { $by }.
    }
notice-employer-called = { $name }: the employer called for you.
notice-other = { $name }: a change concerns you.

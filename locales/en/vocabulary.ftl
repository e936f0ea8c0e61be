# Vocabularies loaded by "lists add".
cli-lists-none = No vocabulary is loaded: only the program's own lists are used.
cli-lists-line = { $source }: { $what }, { $rows } rows, { $file }, { $day }
cli-lists-of-titles = job titles
cli-lists-of-skills = skills
cli-lists-of-crosswalk = table to ISCO-08
cli-lists-of-near = neighbouring occupations
cli-lists-same = loaded already just so: nothing has changed
cli-lists-left-out =
    { $count ->
        [one] 1 row left out: without a group of ISCO-08, doubled or unreadable
       *[other] { $count } rows left out: without a group of ISCO-08, doubled or unreadable
    }
wrong-vocabulary-unknown = The file { $file } is no vocabulary that is known: its columns are { $columns }.
wrong-vocabulary-unknown-do = Give a file of ROME or ESCO as it is published, or a CSV with the columns isco08, title_m, title_f. Nothing was loaded.
wrong-vocabulary-crosswalk = The titles and moves of ROME need its table to ISCO-08, which is not loaded.
wrong-vocabulary-crosswalk-do = Add the file with the columns rome, isco08 to the same command. Nothing was loaded.

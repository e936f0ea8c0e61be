# The command line: use of each command and option. cli-COMMAND, cli-COMMAND-ARGUMENT.

cli-colon = { ": " }
cli-about = The tool of the office's counsellors. Without a command it opens the screens.
cli-usage = Usage:
cli-commands = Commands:
cli-arguments = Arguments:
cli-options = Options:
cli-value-command = COMMAND
cli-option-help = Shows this help
cli-option-version = Says the version
cli-option-db = The database: sqlite:PATH, a path or postgres://…
cli-option-lang = The language of the texts
cli-option-keymap = The keymap: fr, en, 5250 or a file
cli-option-charset = auto, ask, utf-8, latin1, latin9, cp1252 or ascii

# First run
charset-ask = Do you see é? One of these lines shows an e with an acute accent. Which one?
charset-ask-neither = neither
charset-ask-number = Number, then Enter:

cli-option-look = The look: full, or thin for a slow line
cli-option-no-color = Without colour
cli-option-at = First screen, for example day, queue or bulk_entry
cli-value-db = DATABASE
cli-value-keymap = KEYMAP
cli-value-charset = SET
cli-value-at = SCREEN
cli-value-agency = AGENCY
cli-value-head = NAME
cli-value-admin = NAME
cli-value-people = NUMBER
cli-value-seed = NUMBER
cli-value-today = DAY
cli-value-until = DAY
cli-value-limit = NUMBER
cli-value-shell = SHELL
cli-value-dir = FOLDER
cli-value-action = ACTION
cli-value-files = FILE
cli-value-file = FILE
cli-value-map = FILE
cli-value-rejects = FILE
cli-value-source = NAME
cli-value-encoding = ENCODING
cli-value-separator = SIGN
cli-value-screen = SCREEN
cli-value-kind = KIND
cli-value-words = WORDS

cli-demo = A training office of fictitious people, then its screens
cli-demo-people = How many people (2000 if nothing is said)
cli-demo-seed = What chance starts from: same number, same files
cli-demo-today = The office's day, for example 2026-11-24
cli-demo-fresh = Made anew, even where one exists
cli-demo-no-open = Made, the screens not opened
cli-init = Prepares the database: schema, agencies, lists, first accounts
cli-init-agency = Three letters (LBV if nothing is said)
cli-init-head = Name of the first agency head
cli-init-admin = Name of the first administrator
cli-migrate = Brings the schema of the database to the program's version
cli-migrate-status = Only says what is done and what is to do
cli-lists = Lists and vocabularies loaded; add loads more
cli-lists-action = add to load files
cli-lists-files = CSV files, or ROME and ESCO as they are published
cli-lists-json = For a program
cli-rules = Does what is due: reminders, due dates, exits
cli-rules-until = Up to this day; to come, training database only
cli-show = The rows and numbers of a screen
cli-show-screen = The screen: day, queue, caseload, vacancies…
cli-show-number = The number of the file or of the employer, for file
cli-show-json = For a program
cli-import = Takes over people or employers from a file
cli-import-kind = people or employers
cli-import-file = The file, CSV, xlsx or JSON
cli-import-agency = Agency of rows that name none
cli-import-encoding = utf-8, utf-16 or windows-1252; detected otherwise
cli-import-separator = Sign between cells; detected otherwise
cli-import-dates = iso or dmy (day/month/year); detected otherwise
cli-import-map = File that says which column is what
cli-import-source = The former system; the agency otherwise
cli-import-dry-run = Checks, saves nothing
cli-import-rejects = Where rejected rows go
cli-import-json = For a program
cli-export = Writes people or employers to a file
cli-export-kind = people or employers
cli-export-file = The file; its ending says the form: .csv, .xlsx or .json
cli-export-reason = Why, where the right asks for a reason
cli-search = Finds a person, an employer, a vacancy, an occupation
cli-search-kind = people, employers, offers, occupations or skills
cli-search-words = Name, number, phone, document, or the words of an occupation
cli-search-limit = How many at most (20 if nothing is said)
cli-search-json = For a program
cli-check = Says what is wrong with the data or the installation
cli-check-json = For a program
cli-completions = The file that completes commands in a shell
cli-completions-shell = bash, zsh, fish, elvish or powershell
cli-man = Writes the pages of the manual
cli-man-dir = The folder; made when it is not there
cli-man-done =
    { $count ->
        [one] { $count } page written to { $path }.
       *[other] { $count } pages written to { $path }.
    }
cli-man-name = NAME
cli-man-synopsis = USAGE
cli-man-description = DESCRIPTION
cli-man-options = OPTIONS
cli-man-commands = COMMANDS
cli-man-version = VERSION

# Wrong use of arguments
wrong-usage = The command is not well formed.
wrong-usage-do = guichet --help shows the usage.
wrong-option = Unknown option: { $value }.
wrong-option-do =
    { $near ->
        [none] guichet --help shows the options.
       *[other] Try { $near }.
    }
wrong-command = Unknown command: { $value }.
wrong-command-do =
    { $near ->
        [none] guichet --help shows the commands.
       *[other] Try { $near }.
    }
wrong-value = Value refused for { $option }: { $value }.
wrong-value-do =
    { $allowed ->
        [none] guichet --help shows what is expected.
       *[other] Possible values: { $allowed }.
    }
wrong-value-missing = Value missing or one too many: { $option }.
wrong-value-missing-do = guichet --help shows what is expected.
wrong-argument-missing = { $option } is missing.
wrong-argument-missing-do = guichet --help shows the usage.
wrong-argument-conflict = { $option } and { $other } do not go together.
wrong-argument-conflict-do = Keep one of the two.
wrong-argument-bytes = An argument is not in UTF-8.
wrong-argument-bytes-do = Type it again in a UTF-8 terminal.
wrong-screen = Unknown screen: { $value }.
wrong-screen-do = Choose { $allowed }.
wrong-folder = The folder cannot be written to: { $path }.
wrong-folder-do = Check the rights, or name another folder.
wrong-not-written = The output cannot be written ({ $detail }).
wrong-not-written-do = Check the room and the rights of the output.

cli-demo-made = Training office ready: { $people } fictitious people, { $rows } rows, { $path }. Its day: { $day }, 08:00.
cli-init-ask-agency = Agency, three letters (LBV):
cli-init-ask-head = Name of the agency head (SURNAME Given):
cli-init-ask-admin = Name of the administrator (the same if nothing is typed):
cli-init-head-name = AGENCY HEAD
cli-init-made = Office of agency { $agency } ready: { $path }. Accounts:
cli-migrate-done = The schema is up to date.
cli-migrate-pending = { $count ->
    [one] 1 migration to apply: "guichet migrate".
   *[other] { $count } migrations to apply: "guichet migrate".
}
wrong-demo-real = { $path } is the database of a real office: training never overwrites it.
wrong-office-there = An office stands at this address already.
wrong-no-owner = This database has no account to work with ({ $login }).
wrong-no-terminal = The screens need a terminal; the input or the output is not one.
wrong-keymap-file = The keymap file { $path } cannot be read.
wrong-demo-people = A training office has { $low } to { $high } people.
cli-dedupe = Looks through the whole base for people with two files
cli-dedupe-kind = people
cli-dedupe-min = From which score a pair counts, 0 to 1; from 0.70 the evidence is strong
cli-dedupe-pairs = The file the pairs are written to
cli-dedupe-json = For a program: number_a, number_b, external_ref_a, external_ref_b, score, evidence
cli-dedupe-done = Files read: { $files }. Pairs to review: { $pairs }, of which new: { $new }. Already known: { $known }.

# Accounts, rights, the door, administration.

role-reception = reception
role-counsellor = counsellor
role-employer-officer = employer officer
role-clerk = data entry
role-head = agency head
role-statistician = statistician
role-auditor = auditor
role-admin = administrator

title-admin = Administration
help-admin =
    This page keeps accounts, agencies and sessions. Left and right arrows go from page to page.
    n makes, m changes, s shows what may follow: password, key, absence, disable, grant a role. Enter shows the details.
    A role that reads files waits for the word of a second person: the agency head or the auditor. It carries a question mark.
    Log: slash filters, Enter shows what a line changed, s seals now.
    A password can never be read: it is made anew, and shown once.
    Signs: an exclamation mark before the keys, nobody can get in; before the date, account unused for 90 days.
admin-nothing = Nothing to administer with your role. The administrator keeps the accounts.
admin-todo = To do
admin-tab-users = Users
admin-tab-agencies = Agencies
admin-tab-sessions = Sessions
admin-name = Name
admin-login = Login
admin-roles = Roles
admin-agency = Agency
admin-keys = Keys
admin-last = Last
admin-post = Post
admin-since = Since
admin-never = never
admin-role-waits = { $role } ?
admin-disabled = (closed) { $roles }
admin-waits = { $name }, { $roles }: waits for the word of { $by }.
admin-waits-nobody = { $name }, { $roles }: waits for a second person, and nobody can give the word.
admin-users-empty = No account. n makes one.
admin-sessions-empty = No session open through the door.
admin-agency-code = Code
admin-agency-name = Agency
admin-agency-town = Town
admin-agency-hours = Hours
admin-agency-idle = Pause
agency-kind-r = regional
agency-kind-l = local
admin-agency-made = { $name }: saved.
title-agency-new = New agency
title-agency-edit = Change { $name }

title-user-new = New user
title-user-roles = Roles of { $name }
title-user = { $name }
title-user-next = Next for { $name }
title-secret = Password, shown once
title-key-new = New key of { $name }
title-key-end = Take away a key of { $name }
title-user-away = Absence of { $name }
title-session-end = Close a session
title-password = Your password
password-why = This deed is confirmed by your password when it was not typed within 15 minutes.
admin-roles-says = Roles: A reception, C counsellor, E employer officer, S data entry, H head, D statistician, V auditor, X administrator.
admin-user-made = Account of { $name } made.
admin-user-made-waits = Account of { $name } made; { $roles }: waits for the word of { $by }.
admin-roles-set = Roles of { $name } saved.
admin-roles-set-waits = Roles of { $name } saved; { $roles }: waits for the word of { $by }.
admin-secret = Login { $login }, password { $secret }
admin-secret-once = Note it and hand it over in person: it is kept nowhere and will not be shown again. The person chooses another at any time.
admin-detail-login = Login { $login }, agency { $agency }.
admin-detail-secret = A password is set.
admin-detail-no-secret = No password: the pause cannot be lifted. s makes one.
admin-detail-away = Away from { $from } to { $to }.
admin-detail-key = Key "{ $field }", { $print }
admin-detail-key-until = Key "{ $field }", { $print }, until { $until }
admin-next-agree = Grant the role
admin-next-refuse = Refuse the role
admin-next-password = New password
admin-next-key = Add a key
admin-next-end-key = Take away a key
admin-next-absence = Absence and deputy
admin-next-disable = Disable the account
admin-next-enable = Enable the account
admin-agreed = Role granted to { $name }.
admin-refused = Role refused to { $name }.
admin-password-question = A new password takes the place of { $name }'s. It will be shown once.
admin-key-says = Paste the public key (the .pub file), on one line. The name is that of the post or device.
admin-key-made = Key "{ $field }" of { $name } added.
admin-key-ended = Key "{ $field }" taken away.
admin-absence-says = Without a date the absence is lifted. The deputy, by login, sees the tasks meanwhile.
admin-away = Absence of { $name } noted.
admin-back = { $name }: no absence.
admin-disable-question = { $name } will not get in any more; open sessions close within a minute, drafts kept.
admin-enable-question = { $name } will get in again, with keys and password.
admin-disabled-now = Account of { $name } disabled.
admin-enabled = Account of { $name } enabled.
admin-session-end-question = The session of { $name } ({ $post }) closes within a minute. Its draft is kept.
admin-session-ended = Session of { $name } closed.
action-end-session = Close
action-disable = Disable
action-enable = Enable
action-make = Make
action-confirm = Confirm

notice-read-elsewhere = Read outside the agency: { $name }, by { $by }, at { $hour }. Reason: { $reason }

# The door
refused-session-ended = This session was closed.
refused-session-ended-means = It was ended from another post, by the administrator, or after 12 hours. What you typed is kept.
refused-session-ended-do = Connect again: what you typed will be offered.
refused-password = Type your password first.
refused-password-means = This deed is confirmed by the password when it was not typed within 15 minutes. Nothing was changed.
refused-password-do = Type it, then do it again.
refused-reason = A reason is asked.
refused-reason-means = Your role reads this file with a reason, noted in the log. Nothing was shown.
refused-reason-do = Open the file through the search and give the reason.
refused-other-agency = File of agency { $agency }.
refused-other-agency-means = It is read with a reason, for four hours, without changing anything; its counsellor is told.
refused-other-agency-do = Open it through the search and give the reason.
refused-decided = That is decided already.
refused-same-person = A second person is needed: who asks does not grant.
refused-same-person-do = Ask the agency head or the auditor.
refused-last-admin = This is the last administrator: one is needed.
refused-last-admin-do = Give this role to somebody else first.
refused-no-key = This account has no key.
refused-key = This key does not open here.
refused-key-means = It is unknown, taken away or at its end, or the account is disabled.
refused-key-do = See the office's administrator.
refused-login = Login or password not right.
refused-login-do = Check both and try again.
refused-unlock = Password not right.
refused-unlock-do = Try again. After five tries the session closes, what you typed is kept.
refused-guess-wait = Too many tries: wait { $seconds } s.
refused-guess-wait-do = Wait for the end of the count, then try again.
refused-guess-blocked = Account blocked after too many tries.
refused-guess-blocked-do = See the office's administrator: he makes a new password.
refused-password-alone = Password too short for a shared post: { $least } at least.
refused-password-alone-do = See the office's administrator: he makes a new password.

flaw-login = { $field }: letters without accents, digits, dot, dash.
flaw-login-taken = { $field }: { $login } is there already.
flaw-role = { $field }: { $value } is no role.
flaw-agency-unknown = { $field }: { $value } is no agency.
flaw-agency-code = { $field }: three letters.
flaw-agency-taken = { $field }: { $value } is there already.
flaw-absent-to = { $field }: before the first day.
flaw-deputy = { $field }: somebody else, who works at agency { $agency }.
flaw-password-short = { $field }: { $least } characters at least.
flaw-password-long = { $field }: too long.
flaw-password-own = { $field }: your name or login is not enough.
flaw-password-common = { $field }: too well known, it would be tried first.
flaw-password-repeated = { $field }: one sign or group repeated.
flaw-password-run = { $field }: a run of keys or digits.
flaw-key-private = { $field }: private key. Give the .pub file, make a new pair.
flaw-key-kind = { $field }: no public SSH key (ssh-ed25519 AAAA…)
flaw-key-broken = { $field }: the key is damaged. Copy the whole of it again.
flaw-key-weak = { $field }: RSA key of under 2048 bits, too weak.
flaw-key-taken = { $field }: this key is known already.

wrong-login = No account { $value }.
wrong-login-do = `guichet user list` shows the logins.
wrong-session = No session { $value }.
wrong-session-do = `guichet sessions` shows the open sessions.
wrong-key-file = The key file cannot be written: { $path }.
wrong-key-file-means = The key is kept in the database, but sshd does not see it yet.
wrong-key-file-do = Run the command with sudo, or see keys_file in the configuration.

# Fields
record-account-key = key
record-reading = reading with a reason
record-consent = consent
field-public-key = Public key
field-fingerprint = Fingerprint
field-ends-on = Last day
field-idle-minutes = Pause (min)
field-account-key-label = Post
field-password = Password
field-until-at = Until
field-asked-by = Asked by
field-asked-at = Asked on
field-decided-at = Decided on
help-field-public-key = The content of the .pub file, on one line: ssh-ed25519 AAAA…
help-field-fingerprint = What ssh-keygen -l shows for this key.
help-field-ends-on = After this day the key does not open any more. Empty: without end.
help-field-idle-minutes = Minutes without a key until the pause, 5 to 30. Empty: 10.
help-field-account-key-label = Name of the shared post or of the person's device, as the log shows it.
help-field-password = Eight characters at least beside a personal key, fifteen without. Any sign is allowed, a sentence is fine.
help-field-until-at = End of the reading, four hours after the reason.
help-field-asked-by = Who asked.
help-field-asked-at = When it was asked.
help-field-decided-at = When the second person answered.

title-reading = Read the file of { $name }: the reason
reading-open = Read 4 hours

# Pause, entrance, own account
title-pause = Paused
help-pause =
    The post is paused: nobody else sees your work, and what you typed is kept as it is.
    Type your password, then Enter. Esc closes the session, the draft kept.
    Five wrong passwords close the session.
pause-soon = Paused in one minute without a key. What you typed will be kept.
pause-resume = Resume
pause-end = Close session
pause-by = Post opened by { $name }, paused since { $hour }
pause-kept = What you typed is kept as it is.
title-login = Opening
help-login =
    This post is shared. Type your login, then your password, and Enter.
    After three wrong tries one waits a little longer each time.
    Password forgotten: the administrator of the office makes a new one.
login-post = Post { $post }
login-says = Password forgotten: see the administrator of the office.
login-enter = Enter
login-leave = Leave
title-own-account = My account
help-own-account =
    This page shows the sessions open under your name, and serves to change your password.
    s closes the session of the row, m changes the password.
own-context =
    { $count ->
        [0] { $name }: no session through the door
        [one] { $name }: { $count } session open
       *[other] { $name }: { $count } sessions open
    }
own-session-ended = Session closed: { $post }.
own-sessions-empty = No session through the door: you work on your own file.
own-password = Password
own-password-says = Eight characters at least beside your key, fifteen without. A sentence is fine.
own-password-differs = The two differ. Nothing was changed.
own-password-set = New password saved.
title-own-password = New password of { $name }
field-password-again = Once more
help-field-password-again = The same, against a slip.
hello-also-open = Your account is also open on { $post } since { $since }: F4, My account.

# The command line
cli-user = Accounts, roles, passwords, keys, absences
cli-user-action = list, add, role, agree, refuse, password, key, absent…
cli-user-login = Login of the account
cli-user-words = Roles (letter or name), or file of the key (-: input)
cli-user-name = Name of a new account, "NAME Given names"
cli-user-agency = Its agency, three letters
cli-user-role = A role, by letter or name; may be repeated
cli-user-label = Name of a key's post or device
cli-user-terminal = Key of a shared post of this agency
cli-user-end = Takes away the key of this fingerprint
cli-user-from = First day of an absence, 2026-12-01
cli-user-until = Last day of an absence or of a key
cli-user-deputy = Who sees the tasks during the absence
cli-user-by = Who gives the word; asks for the password
cli-user-json = For a program
cli-agency = The agencies; add makes one
cli-agency-action = list or add
cli-agency-code = Three letters
cli-agency-name = Name as printed
cli-agency-province = Province, GA-1 to GA-9
cli-agency-town = Town
cli-agency-hours = Hours, for example 1-5 07:30-15:30
cli-agency-idle = Minutes without a key until the pause, 5 to 30
cli-agency-json = For a program
cli-sessions = Sessions open through the door; end closes one
cli-sessions-action = end closes one
cli-sessions-id = Which, as listed
cli-sessions-json = For a program
cli-sessions-count =
    { $count ->
        [0] No session.
        [one] { $count } session.
       *[other] { $count } sessions.
    }
cli-session = The screens, as the forced command of sshd
cli-session-config = The configuration, instead of /etc/guichet/guichet.toml
cli-session-inside = Internal
cli-session-seated = Internal
cli-ssh-keys = The keys, for AuthorizedKeysCommand of sshd
cli-ssh-keys-user = The account of the system that logs in
cli-ssh-keys-config = The configuration, instead of /etc/guichet/guichet.toml
cli-value-login = ACCOUNT
cli-value-name = NAME
cli-value-role = ROLE
cli-value-label = NAME
cli-value-terminal = AGENCY
cli-value-end = PRINT
cli-value-from = DAY
cli-value-deputy = ACCOUNT
cli-value-by = ACCOUNT
cli-value-code = CODE
cli-value-province = CODE
cli-value-town = TOWN
cli-value-hours = HOURS
cli-value-idle = NUMBER
cli-value-id = SESSION
cli-value-config = FILE
cli-value-user = ACCOUNT
cli-user-made = Account { $login } of { $name } made.
cli-user-roles-set = Roles of { $name } saved.
cli-user-waits = { $roles }: waits for the word of { $by } (on the screen, or guichet user agree { $login } --by ACCOUNT).
cli-user-waits-nobody = { $roles }: waits for a second person; guichet user agree { $login } gives the word.
cli-init-secrets = Passwords shown this once: note them.
cli-secret-once = Shown this once.
cli-user-enabled = Account of { $name } enabled.
cli-user-disabled = Account of { $name } disabled; its sessions close within a minute.
cli-user-ask-password = Password of { $login }:
cli-user-agreed = { $name }: { $roles }.
cli-user-key-made = Key "{ $label }" added, { $print }
cli-user-key-file = { $path }: { $count } key(s) written.
cli-user-no-key-file = No key file configured (keys_file): sshd asks guichet ssh-keys for them.
refused-nothing-waits = Nothing waits for a second person about this account.
wrong-login-key = The key of the accounts cannot be used: { $file }.
wrong-login-key-do = A file of the account guichet, mode 600, 32 characters or more: see login_key in the configuration.
wrong-login-roles = The database cannot make the roles of the accounts.
wrong-login-roles-do = Give CREATEROLE to the account of db, then `guichet migrate`; or take login_key out.
wrong-no-password = No password came.
wrong-no-password-do = Type it, or give it on the input, one line.
wrong-fingerprint = No key { $value }.
wrong-fingerprint-do = `guichet user key` shows the fingerprints.
wrong-original-command = No command is taken here.
wrong-original-command-means = This door opens the screens, nothing else. The request is noted in the log.
wrong-original-command-do = Connect without a command.

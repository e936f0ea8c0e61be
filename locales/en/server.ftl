# The server: backups, restore, copy, installation.

cli-backup = Backs the office up while people work, and tries the backup
cli-backup-file = The file to make
cli-backup-to-recipient = Encrypts to this public key (age1…)
cli-backup-hourly = The hourly one, into the folder of the configuration
cli-backup-daily = The daily one, into the folder of the configuration
cli-backup-list = Shows the backups made and the age of the last good one
cli-backup-make-key = Makes a key pair: the private key in this file
cli-backup-json = For a program
cli-value-to-recipient = KEY
cli-value-make-key = FILE
cli-value-identity = FILE
cli-value-to = URL
cli-restore = Brings an office back from a backup; the one in place is kept
cli-restore-file = The backup
cli-restore-identity = The file of the private key, if it is encrypted
cli-copy = Copies a whole office between SQLite and PostgreSQL, verified
cli-copy-from = The office to copy
cli-copy-to = The database that receives it, without an office

cli-backup-made =
    Backup made and tried: { $path } ({ $rows } rows, { $size } KB{ $encrypted ->
        [yes] , encrypted
       *[no] { "" }
    }).{ $removed ->
        [0] { "" }
        [one] { " " }One old backup was removed.
       *[other] { " " }{ $removed } old ones were removed.
    }
cli-backup-key-made =
    Private key: { $path }. Keep it away from this server: without it nothing can be read back. Public key, for backup_recipient: { $key }
backup-head-at = Made on
backup-head-kind = Kind
backup-head-outcome = Outcome
backup-head-rows = Rows
backup-head-path = File
backup-kind-hourly = hourly
backup-kind-daily = daily
backup-kind-hand = by hand
backup-kind-before-migration = before an update
backup-kind-before-restore = before a restore
backup-kind-restored = restore
backup-outcome-good = good
backup-outcome-incomplete = incomplete
backup-outcome-restored = put in place
backup-age-fresh =
    { $hours ->
        [0] Last good backup: less than an hour ago.
        [one] Last good backup: { $hours } hour ago.
       *[other] Last good backup: { $hours } hours ago.
    }
backup-age-old = Last good backup: { $hours } hours ago. That is too long: look at the timers and the disk.
backup-age-never = No good backup is known. Make one: guichet backup FILE.
notice-backup-old =
    { $hours ->
        [0] No good backup is known: look at the timers and the disk.
       *[other] The last good backup is { $hours } hours old: look at the timers and the disk.
    }
cli-restore-done = The office is back as it was on { $at } ({ $rows } rows). Open sessions have ended.
cli-restore-migrated = Updates applied: { $count }.
cli-restore-kept = The office that was replaced is kept: { $path }
cli-restore-aside = The damaged database is kept as it lay: { $path }
cli-copy-done = Copied and read back: { $tables } tables, { $rows } rows, digest { $digest }, to { $to }.

refused-backup-incomplete = Backup incomplete, the old one is intact.
refused-backup-incomplete-means = No file was left under that name; the office is not touched.
refused-backup-incomplete-do = Look at the disk or the stick (space, plug), then try again.
refused-copy-shape = The two databases do not have the same tables.
refused-copy-shape-do = Run guichet migrate on the first, then try again.
refused-copy-differs = The table { $table } read back is not the one that was copied.
refused-copy-differs-do = Nothing was kept. Look at the disk, then try again.
wrong-backup-file = Name the file to make, or --hourly, --daily, --list.
wrong-backup-file-do = For instance: guichet backup /media/stick/office.db
wrong-backup-there = { $path } exists already.
wrong-backup-there-do = A backup never replaces another: give another name.
wrong-backup-folder = Cannot write in { $path }.
wrong-backup-folder-do = Make this folder, or give it to the account that backs up.
wrong-backup-missing = { $path }: unreadable or absent.
wrong-backup-missing-do = guichet backup --list shows those that are known.
wrong-backup-damaged = { $path } is damaged ({ $what }).
wrong-backup-damaged-do = Take the one before.
wrong-backup-differs = { $path } is no longer the file that its label (.json) describes.
wrong-backup-differs-do = Take the one before; this one was changed or damaged.
wrong-not-a-backup = { $path } is not a backup of guichet.
wrong-not-a-backup-do = Give a file made by guichet backup.
wrong-recipient = Unreadable public key: { $value }.
wrong-recipient-do = It begins with age1; guichet backup --make-key FILE makes one.
wrong-identity-needed = { $path } is encrypted.
wrong-identity-needed-do = Add --identity and the file of the private key.
wrong-identity-file = { $path }: no readable private key.
wrong-identity-file-do = The file holds a line AGE-SECRET-KEY-1….
wrong-identity = The key of { $path } does not open this backup.
wrong-identity-do = Take the private key of the public key that the label (.json) names.
wrong-copy-there = An office stands at this address already.
wrong-copy-there-do = Give an empty database.

record-backup = backup

wrong-database-permission = { $path }: the account { $account } may not { $deed ->
        [enter] enter this folder
        [read] read this file
       *[write] write here
    }.
wrong-database-permission-do = The owner expected is { $owner }. As root: { $command }
wrong-read-only-disk = The disk of { $path } can only be read.
wrong-read-only-disk-do = As root: mount -o remount,rw { $mount }
wrong-database-damaged = Damaged database, nothing was written.
wrong-database-damaged-means = Do not work on: what was saved before is kept, the file can still be read in part.
wrong-database-damaged-do = Administrator: guichet check, then guichet restore FILE.

state-disk-failing = disk failing
line-only-reads = Reading only: nothing is saved, drafts are kept.
line-disk-full = Disk full: reading only. Tell { $who }.
line-disk-failing = The disk confirms nothing any more: reading only. Tell { $who }.
line-damaged = Damaged database: reading only. Tell { $who }.
the-administrator = the administrator
line-writes-again = Saving works again.
wrong-write-unconfirmed = The disk did not confirm the write.
wrong-write-unconfirmed-means = What was saved before is kept; your entry stays on the screen and as a draft.
wrong-write-unconfirmed-do = Tell the administrator: the disk may be failing. Only reading goes on.
cli-migrate-saved = Backup before the update: { $path }
state-damaged = damaged database
opening-damaged =
    { $hours ->
        [0] Damaged database, nothing was written. Last good backup: under an hour ago.
       *[other] Damaged database, nothing was written. Last good backup: { $hours } h ago.
    }
opening-damaged-alone = Damaged database, nothing was written. No backup is known here.
opening-clock-back = The server's clock is behind the work done. Tell the administrator.
opening-clock-ahead = The server's clock is far ahead. Tell the administrator.
cli-last-backup = Last good backup: { $path } ({ $hours } h ago). guichet restore puts it in place.
admin-tab-backups = Backups
action-make-backup = Back up
admin-backup-running = Backup running, the work goes on.
admin-backup-made = Backup made and tried ({ $rows } rows).
admin-backup-age =
    { $hours ->
        [0] Backup: under an hour ago, tried;
       *[other] Backup: { $hours } h ago, tried;
    }
admin-backup-never = Backup: none;
admin-backup-elsewhere =
    { $days ->
        [0] copy on another disk today
        [one] copy on another disk { $days } day ago
       *[other] copy on another disk { $days } days ago
    }
admin-backup-nowhere = no copy on another disk
cli-restore-erased = Erasures made since, made again: { $count }.
cli-restore-erased-unknown = Erasures asked for since this backup cannot be read here: ask the data protection officer.

# Le serveur : sauvegardes, restauration, copie, installation.

cli-backup = Sauvegarde l'office pendant le travail, et l'essaie
cli-backup-file = Le fichier à créer
cli-backup-to-recipient = Chiffre pour cette clé publique (age1…)
cli-backup-hourly = Celle de l'heure, dans le dossier de la configuration
cli-backup-daily = Celle du jour, dans le dossier de la configuration
cli-backup-list = Montre les sauvegardes faites et l'âge de la dernière bonne
cli-backup-make-key = Crée une paire de clés : la clé privée dans ce fichier
cli-backup-json = Pour un programme
cli-value-to-recipient = CLÉ
cli-value-make-key = FICHIER
cli-value-identity = FICHIER
cli-value-to = BASE
cli-restore = Remet un office depuis une sauvegarde ; celui en place est gardé
cli-restore-file = La sauvegarde
cli-restore-identity = Le fichier de la clé privée, si elle est chiffrée
cli-copy = Copie tout un office entre SQLite et PostgreSQL, et vérifie
cli-copy-from = L'office à copier
cli-copy-to = La base qui le reçoit, sans office

cli-backup-made =
    Sauvegarde faite et essayée : { $path } ({ $rows } lignes, { $size } Ko{ $encrypted ->
        [yes] , chiffrée
       *[no] { "" }
    }).{ $removed ->
        [0] { "" }
        [one] { " " }Une ancienne a été retirée.
       *[other] { " " }{ $removed } anciennes ont été retirées.
    }
cli-backup-key-made =
    Clé privée : { $path }. Gardez-la hors de ce serveur : sans elle, rien ne se relit. Clé publique, pour backup_recipient : { $key }
backup-head-at = Faite le
backup-head-kind = Sorte
backup-head-outcome = Résultat
backup-head-rows = Lignes
backup-head-path = Fichier
backup-kind-hourly = heure
backup-kind-daily = jour
backup-kind-hand = à la main
backup-kind-before-migration = avant mise à jour
backup-kind-before-restore = avant restauration
backup-kind-restored = restauration
backup-outcome-good = bonne
backup-outcome-incomplete = incomplète
backup-outcome-restored = remise en place
backup-age-fresh =
    { $hours ->
        [0] Dernière bonne sauvegarde : il y a moins d'une heure.
        [one] Dernière bonne sauvegarde : il y a { $hours } heure.
       *[other] Dernière bonne sauvegarde : il y a { $hours } heures.
    }
backup-age-old = Dernière bonne sauvegarde : il y a { $hours } heures. C'est trop : vérifiez les minuteries et le disque.
backup-age-never = Aucune bonne sauvegarde n'est connue. Faites-en une : guichet backup FICHIER.
notice-backup-old =
    { $hours ->
        [0] Aucune bonne sauvegarde n'est connue : vérifiez les minuteries et le disque.
       *[other] La dernière bonne sauvegarde a { $hours } heures : vérifiez les minuteries et le disque.
    }
cli-restore-done = Office remis dans son état du { $at } ({ $rows } lignes). Les sessions ouvertes sont closes.
cli-restore-migrated = Mises à jour appliquées : { $count }.
cli-restore-kept = L'office remplacé est gardé : { $path }
cli-restore-aside = La base endommagée est gardée telle quelle : { $path }
cli-copy-done = Copié et relu : { $tables } tables, { $rows } lignes, empreinte { $digest }, vers { $to }.

refused-backup-incomplete = Sauvegarde incomplète, l'ancienne est intacte.
refused-backup-incomplete-means = Aucun fichier n'a été laissé sous ce nom ; l'office n'est pas touché.
refused-backup-incomplete-do = Vérifiez le disque ou la clé (place, branchement), puis recommencez.
refused-copy-shape = Les deux bases n'ont pas les mêmes tables.
refused-copy-shape-do = Lancez guichet migrate sur la première, puis recommencez.
refused-copy-differs = La table { $table } relue n'est pas celle copiée.
refused-copy-differs-do = Rien n'a été gardé. Vérifiez le disque, puis recommencez.
wrong-backup-file = Dites le fichier à créer, ou --hourly, --daily, --list.
wrong-backup-file-do = Par exemple : guichet backup /media/cle/office.db
wrong-backup-there = { $path } existe déjà.
wrong-backup-there-do = Une sauvegarde n'en remplace jamais une autre : donnez un autre nom.
wrong-backup-folder = Impossible d'écrire dans { $path }.
wrong-backup-folder-do = Créez ce dossier, ou donnez-le au compte qui sauvegarde.
wrong-backup-missing = { $path } : illisible ou absente.
wrong-backup-missing-do = guichet backup --list montre celles qui sont connues.
wrong-backup-damaged = { $path } est endommagée ({ $what }).
wrong-backup-damaged-do = Prenez la précédente.
wrong-backup-differs = { $path } n'est plus le fichier que dit son étiquette (.json).
wrong-backup-differs-do = Prenez la précédente ; celle-ci a été changée ou abîmée.
wrong-not-a-backup = { $path } n'est pas une sauvegarde de guichet.
wrong-not-a-backup-do = Donnez un fichier fait par guichet backup.
wrong-recipient = Clé publique illisible : { $value }.
wrong-recipient-do = Elle commence par age1 ; guichet backup --make-key FICHIER en crée une.
wrong-identity-needed = { $path } est chiffrée.
wrong-identity-needed-do = Ajoutez --identity et le fichier de la clé privée.
wrong-identity-file = { $path } : aucune clé privée lisible.
wrong-identity-file-do = Le fichier tient une ligne AGE-SECRET-KEY-1….
wrong-identity = La clé de { $path } n'ouvre pas cette sauvegarde.
wrong-identity-do = Prenez la clé privée de la clé publique nommée dans l'étiquette (.json).
wrong-copy-there = Un office se trouve déjà à cette adresse.
wrong-copy-there-do = Donnez une base vide.

record-backup = sauvegarde

wrong-database-permission = { $path } : le compte { $account } ne peut pas { $deed ->
        [enter] entrer dans ce dossier
        [read] lire ce fichier
       *[write] écrire ici
    }.
wrong-database-permission-do = Le propriétaire attendu est { $owner }. En root : { $command }
wrong-read-only-disk = Le disque de { $path } ne se laisse que lire.
wrong-read-only-disk-do = En root : mount -o remount,rw { $mount }
wrong-database-damaged = Base endommagée, rien n'a été écrit.
wrong-database-damaged-means = Ne continuez pas : ce qui était enregistré est gardé, le fichier se lit encore en partie.
wrong-database-damaged-do = Administrateur : guichet check, puis guichet restore FICHIER.

state-disk-failing = disque en panne
line-only-reads = Consultation seule : rien ne s'enregistre, les brouillons sont gardés.
line-disk-full = Disque plein : consultation seule. Prévenez { $who }.
line-disk-failing = Le disque ne confirme plus rien : consultation seule. Prévenez { $who }.
line-damaged = Base endommagée : consultation seule. Prévenez { $who }.
the-administrator = l'administrateur
line-writes-again = L'enregistrement reprend.
wrong-write-unconfirmed = Écriture non confirmée par le disque.
wrong-write-unconfirmed-means = Ce qui est enregistré auparavant est gardé ; votre saisie reste à l'écran et en brouillon.
wrong-write-unconfirmed-do = Prévenez l'administrateur : le disque est peut-être en panne. Seule la consultation continue.
cli-migrate-saved = Sauvegarde d'avant mise à jour : { $path }
state-damaged = base endommagée
opening-damaged =
    { $hours ->
        [0] Base endommagée, rien n'a été écrit. Dernière bonne sauvegarde : moins d'une heure.
       *[other] Base endommagée, rien n'a été écrit. Dernière bonne sauvegarde : { $hours } h.
    }
opening-damaged-alone = Base endommagée, rien n'a été écrit. Aucune sauvegarde connue ici.
opening-clock-back = L'horloge du serveur est en retard sur le travail fait. Prévenez l'administrateur.
opening-clock-ahead = L'horloge du serveur est loin en avant. Prévenez l'administrateur.
cli-last-backup = Dernière bonne sauvegarde : { $path } (il y a { $hours } h). guichet restore la remet en place.
admin-tab-backups = Sauvegardes
action-make-backup = Sauvegarder
admin-backup-running = Sauvegarde en cours, le travail continue.
admin-backup-made = Sauvegarde faite et essayée ({ $rows } lignes).
admin-backup-age =
    { $hours ->
        [0] Sauvegarde : il y a moins d'une heure, essayée ;
       *[other] Sauvegarde : il y a { $hours } h, essayée ;
    }
admin-backup-never = Sauvegarde : aucune ;
admin-backup-elsewhere =
    { $days ->
        [0] copie sur un autre disque aujourd'hui
        [one] copie sur un autre disque il y a { $days } jour
       *[other] copie sur un autre disque il y a { $days } jours
    }
admin-backup-nowhere = aucune copie sur un autre disque
cli-restore-erased = Effacements faits depuis, refaits : { $count }.
cli-restore-erased-unknown = Les effacements demandés depuis cette sauvegarde ne se lisent pas ici : demandez-les au délégué à la protection des données.

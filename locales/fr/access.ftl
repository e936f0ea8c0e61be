# Comptes, droits, porte d'entrée, administration.

role-reception = accueil
role-counsellor = conseiller
role-employer-officer = chargé d'affaires
role-clerk = saisie
role-head = chef d'agence
role-statistician = statisticien
role-auditor = auditeur
role-admin = administrateur

title-admin = Administration
help-admin =
    Cette page sert à tenir les comptes, les agences et les sessions. Flèches gauche et droite : d'une page à l'autre.
    n crée, m modifie, s montre ce qui peut suivre : mot de passe, clé, absence, désactiver, accorder un rôle. Entrée montre le détail.
    Un rôle qui lit des dossiers attend l'accord d'une deuxième personne : le chef d'agence ou l'auditeur. Il porte un point d'interrogation.
    Journal : la barre oblique filtre, Entrée montre ce qu'une ligne a changé, s scelle maintenant.
    Un mot de passe ne se lit jamais : il se refait, et s'affiche une seule fois.
    Signes : un point d'exclamation devant les clés, personne ne peut entrer ; devant la date, compte sans usage depuis 90 jours.
admin-nothing = Rien à administrer avec votre rôle. L'administrateur tient les comptes.
admin-todo = À faire
admin-tab-users = Utilisateurs
admin-tab-agencies = Agences
admin-tab-sessions = Sessions
admin-name = Nom
admin-login = Compte
admin-roles = Rôles
admin-agency = Agence
admin-keys = Clés
admin-last = Dernière
admin-post = Poste
admin-since = Depuis
admin-never = jamais
admin-role-waits = { $role } ?
admin-disabled = (fermé) { $roles }
admin-waits = { $name }, { $roles } : attend l'accord : { $by }.
admin-waits-nobody = { $name }, { $roles } : attend un accord, et personne ne peut le donner.
admin-users-empty = Aucun compte. n en crée un.
admin-sessions-empty = Aucune session ouverte par la porte.
admin-agency-code = Code
admin-agency-name = Agence
admin-agency-town = Ville
admin-agency-hours = Heures
admin-agency-idle = Pause
agency-kind-r = régionale
agency-kind-l = locale
admin-agency-made = { $name } : enregistrée.
title-agency-new = Nouvelle agence
title-agency-edit = Modifier { $name }

title-user-new = Nouvel utilisateur
title-user-roles = Rôles de { $name }
title-user = { $name }
title-user-next = Suite pour { $name }
title-secret = Mot de passe, affiché une seule fois
title-key-new = Nouvelle clé de { $name }
title-key-end = Retirer une clé de { $name }
title-user-away = Absence de { $name }
title-session-end = Fermer une session
title-password = Votre mot de passe
password-why = Cet acte se confirme par votre mot de passe, s'il n'a pas été tapé depuis 15 minutes.
admin-roles-says = Rôles : A accueil, C conseiller, E chargé d'affaires, S saisie, H chef, D statisticien, V auditeur, X administrateur.
admin-user-made = Compte de { $name } créé.
admin-user-made-waits = Compte de { $name } créé ; { $roles } : attend l'accord : { $by }.
admin-roles-set = Rôles de { $name } enregistrés.
admin-roles-set-waits = Rôles de { $name } enregistrés ; { $roles } : attend l'accord : { $by }.
admin-secret = Identifiant { $login }, mot de passe { $secret }
admin-secret-once = Notez-le et remettez-le en main propre : il n'est gardé nulle part et ne s'affichera plus. La personne en choisit un autre quand elle veut.
admin-detail-login = Identifiant { $login }, agence { $agency }.
admin-detail-secret = Un mot de passe est posé.
admin-detail-no-secret = Aucun mot de passe : la pause ne peut pas être levée. s en fait un.
admin-detail-away = Absence du { $from } au { $to }.
admin-detail-key = Clé « { $field } », { $print }
admin-detail-key-until = Clé « { $field } », { $print }, jusqu'au { $until }
admin-next-agree = Accorder le rôle
admin-next-refuse = Refuser le rôle
admin-next-password = Nouveau mot de passe
admin-next-key = Ajouter une clé
admin-next-end-key = Retirer une clé
admin-next-absence = Absence et suppléant
admin-next-disable = Désactiver le compte
admin-next-enable = Réactiver le compte
admin-agreed = Rôle accordé à { $name }.
admin-refused = Rôle refusé à { $name }.
admin-password-question = Un nouveau mot de passe remplace l'ancien de { $name }. Il s'affichera une seule fois.
admin-key-says = Collez la clé publique (le fichier .pub), sur une ligne. Le nom est celui du poste ou de l'appareil.
admin-key-made = Clé « { $field } » de { $name } ajoutée.
admin-key-ended = Clé « { $field } » retirée.
admin-absence-says = Sans date, l'absence est levée. Le suppléant, par son identifiant, voit les tâches pendant ce temps.
admin-away = Absence de { $name } notée.
admin-back = { $name } : pas d'absence.
admin-disable-question = { $name } ne pourra plus entrer ; ses sessions se ferment dans la minute, brouillons gardés.
admin-enable-question = { $name } pourra de nouveau entrer, avec ses clés et son mot de passe.
admin-disabled-now = Compte de { $name } désactivé.
admin-enabled = Compte de { $name } réactivé.
admin-session-end-question = La session de { $name } ({ $post }) se ferme dans la minute. Son brouillon est gardé.
admin-session-ended = Session de { $name } fermée.
action-end-session = Fermer
action-disable = Désactiver
action-enable = Réactiver
action-make = Créer
action-confirm = Confirmer

notice-read-elsewhere = Lu hors agence : { $name }, par { $by }, à { $hour }. Motif : { $reason }

# La porte
refused-session-ended = Cette session a été fermée.
refused-session-ended-means = Elle a été close d'un autre poste, par l'administrateur, ou après 12 heures. Votre saisie est gardée.
refused-session-ended-do = Reconnectez-vous : la saisie sera proposée à la reprise.
refused-password = Tapez d'abord votre mot de passe.
refused-password-means = Cet acte se confirme par le mot de passe, s'il n'a pas été tapé depuis 15 minutes. Rien n'a été changé.
refused-password-do = Tapez-le, puis recommencez.
refused-reason = Un motif est demandé.
refused-reason-means = Votre rôle lit ce dossier avec un motif, noté au journal. Rien n'a été montré.
refused-reason-do = Ouvrez le dossier par la recherche et donnez le motif.
refused-other-agency = Dossier de l'agence { $agency }.
refused-other-agency-means = Il se lit avec un motif, pendant quatre heures, sans rien modifier ; son conseiller en est averti.
refused-other-agency-do = Ouvrez-le par la recherche et donnez le motif.
refused-decided = C'est déjà décidé.
refused-same-person = Il faut une deuxième personne : qui demande n'accorde pas.
refused-same-person-do = Demandez au chef d'agence ou à l'auditeur.
refused-last-admin = C'est le dernier administrateur : il en faut un.
refused-last-admin-do = Donnez d'abord ce rôle à quelqu'un d'autre.
refused-no-key = Ce compte n'a pas de clé.
refused-key = Cette clé n'ouvre pas ici.
refused-key-means = Elle est inconnue, retirée ou à son terme, ou le compte est désactivé.
refused-key-do = Voyez l'administrateur de l'office.
refused-login = Identifiant ou mot de passe inexact.
refused-login-do = Vérifiez les deux et recommencez.
refused-unlock = Mot de passe inexact.
refused-unlock-do = Recommencez. Après cinq essais la session se ferme, votre saisie gardée.
refused-guess-wait = Trop d'essais : attendez { $seconds } s.
refused-guess-wait-do = Attendez la fin du compte, puis recommencez.
refused-guess-blocked = Compte bloqué après trop d'essais.
refused-guess-blocked-do = Voyez l'administrateur de l'office : il fait un nouveau mot de passe.
refused-password-alone = Mot de passe trop court pour un poste partagé : { $least } au moins.
refused-password-alone-do = Voyez l'administrateur de l'office : il fait un nouveau mot de passe.

flaw-login = { $field } : lettres sans accent, chiffres, point, tiret.
flaw-login-taken = { $field } : { $login } existe déjà.
flaw-role = { $field } : { $value } n'est pas un rôle.
flaw-agency-unknown = { $field } : { $value } n'est pas une agence.
flaw-agency-code = { $field } : trois lettres.
flaw-agency-taken = { $field } : { $value } existe déjà.
flaw-absent-to = { $field } : avant le premier jour.
flaw-deputy = { $field } : quelqu'un d'autre, de l'agence { $agency }.
flaw-password-short = { $field } : { $least } caractères au moins.
flaw-password-long = { $field } : trop long.
flaw-password-own = { $field } : votre nom ou votre identifiant ne suffisent pas.
flaw-password-common = { $field } : trop connu, on l'essaierait en premier.
flaw-password-repeated = { $field } : un signe ou un groupe répété.
flaw-password-run = { $field } : une suite de touches ou de chiffres.
flaw-key-private = { $field } : clé privée. Donnez le fichier .pub, refaites-en une.
flaw-key-kind = { $field } : pas une clé publique SSH (ssh-ed25519 AAAA…)
flaw-key-broken = { $field } : la clé est abîmée. Recopiez-la en entier.
flaw-key-weak = { $field } : clé RSA de moins de 2048 bits, trop faible.
flaw-key-taken = { $field } : cette clé est déjà connue.

wrong-login = Aucun compte { $value }.
wrong-login-do = `guichet user list` montre les comptes.
wrong-session = Aucune session { $value }.
wrong-session-do = `guichet sessions` montre les sessions ouvertes.
wrong-key-file = Le fichier des clés ne peut pas être écrit : { $path }.
wrong-key-file-means = La clé est enregistrée dans la base, mais sshd ne la voit pas encore.
wrong-key-file-do = Lancez la commande avec sudo, ou voyez keys_file dans la configuration.

# Les champs
record-account-key = clé
record-reading = lecture motivée
record-consent = accord
field-public-key = Clé publique
field-fingerprint = Empreinte
field-ends-on = Dernier jour
field-idle-minutes = Pause (min)
field-account-key-label = Poste
field-password = Mot de passe
field-until-at = Jusqu'à
field-asked-by = Demandé par
field-asked-at = Demandé le
field-decided-at = Décidé le
help-field-public-key = Le contenu du fichier .pub, sur une ligne : ssh-ed25519 AAAA…
help-field-fingerprint = Ce que ssh-keygen -l affiche pour cette clé.
help-field-ends-on = Après ce jour la clé n'ouvre plus. Vide : sans terme.
help-field-idle-minutes = Minutes sans touche avant la pause, de 5 à 30. Vide : 10.
help-field-account-key-label = Nom du poste partagé ou de l'appareil de la personne, comme le journal le montre.
help-field-password = Huit caractères au moins avec une clé personnelle, quinze sans. Tout signe est permis, une phrase convient.
help-field-until-at = Fin de la lecture, quatre heures après le motif.
help-field-asked-by = Qui a demandé.
help-field-asked-at = Quand c'était demandé.
help-field-decided-at = Quand la deuxième personne a répondu.

title-reading = Lire le dossier de { $name } : le motif
reading-open = Lire 4 heures

# Pause, entrée, mon compte
title-pause = En pause
help-pause =
    Le poste est en pause : personne d'autre ne voit votre travail, et votre saisie est gardée telle quelle.
    Tapez votre mot de passe, puis Entrée. Échap ferme la session, brouillon gardé.
    Cinq mots de passe inexacts ferment la session.
pause-soon = En pause dans une minute, sans touche. Votre saisie sera gardée.
pause-resume = Reprendre
pause-end = Fermer session
pause-by = Poste ouvert par { $name }, en pause depuis { $hour }
pause-kept = Votre saisie est gardée telle quelle.
title-login = Ouverture
help-login =
    Ce poste est partagé. Tapez votre identifiant, puis votre mot de passe, et Entrée.
    Après trois essais inexacts, il faut attendre un peu plus à chaque fois.
    Mot de passe oublié : l'administrateur de l'office en fait un nouveau.
login-post = Poste { $post }
login-says = Mot de passe oublié : voyez l'administrateur de l'office.
login-enter = Entrer
login-leave = Quitter
title-own-account = Mon compte
help-own-account =
    Cette page montre les sessions ouvertes sous votre nom, et sert à changer votre mot de passe.
    s ferme la session de la ligne, m change le mot de passe.
own-context =
    { $count ->
        [0] { $name } : aucune session par la porte
        [one] { $name } : { $count } session ouverte
       *[other] { $name } : { $count } sessions ouvertes
    }
own-session-ended = Session fermée : { $post }.
own-sessions-empty = Aucune session ouverte par la porte : vous travaillez sur votre propre fichier.
own-password = Mot de passe
own-password-says = Huit caractères au moins avec votre clé, quinze sans. Une phrase convient.
own-password-differs = Les deux saisies diffèrent. Rien n'a été changé.
own-password-set = Nouveau mot de passe enregistré.
title-own-password = Nouveau mot de passe de { $name }
field-password-again = Encore
help-field-password-again = Le même, pour éviter une faute de frappe.
hello-also-open = Votre compte est aussi ouvert sur { $post } depuis { $since } : F4, Mon compte.

# La ligne de commande
cli-user = Comptes, rôles, mots de passe, clés, absences
cli-user-action = list, add, role, agree, refuse, password, key, absent…
cli-user-login = L'identifiant du compte
cli-user-words = Rôles (lettre ou nom), ou fichier de la clé (- : entrée)
cli-user-name = Nom d'un nouveau compte, « NOM Prénom »
cli-user-agency = Son agence, trois lettres
cli-user-role = Un rôle, par sa lettre ou son nom ; peut être répété
cli-user-label = Nom du poste ou de l'appareil d'une clé
cli-user-terminal = Clé d'un poste partagé de cette agence
cli-user-end = Retire la clé de cette empreinte
cli-user-from = Premier jour d'absence, 2026-12-01
cli-user-until = Dernier jour d'une absence ou d'une clé
cli-user-deputy = Qui voit les tâches pendant l'absence
cli-user-by = Qui donne son accord ; son mot de passe est demandé
cli-user-json = Pour un programme
cli-agency = Les agences ; add en crée une
cli-agency-action = list ou add
cli-agency-code = Trois lettres
cli-agency-name = Nom imprimé
cli-agency-province = Province, de GA-1 à GA-9
cli-agency-town = Ville
cli-agency-hours = Heures, par exemple 1-5 07:30-15:30
cli-agency-idle = Minutes sans touche avant la pause, de 5 à 30
cli-agency-json = Pour un programme
cli-sessions = Sessions ouvertes par la porte ; end en ferme une
cli-sessions-action = end pour en fermer une
cli-sessions-id = Laquelle, comme listée
cli-sessions-json = Pour un programme
cli-sessions-count =
    { $count ->
        [0] Aucune session.
        [one] { $count } session.
       *[other] { $count } sessions.
    }
cli-session = Les écrans, comme commande imposée par sshd
cli-session-config = La configuration, au lieu de /etc/guichet/guichet.toml
cli-session-inside = Interne
cli-session-seated = Interne
cli-ssh-keys = Les clés, pour AuthorizedKeysCommand de sshd
cli-ssh-keys-user = Le compte du système qui se connecte
cli-ssh-keys-config = La configuration, au lieu de /etc/guichet/guichet.toml
cli-value-login = COMPTE
cli-value-name = NOM
cli-value-role = RÔLE
cli-value-label = NOM
cli-value-terminal = AGENCE
cli-value-end = EMPREINTE
cli-value-from = JOUR
cli-value-deputy = COMPTE
cli-value-by = COMPTE
cli-value-code = CODE
cli-value-province = CODE
cli-value-town = VILLE
cli-value-hours = HEURES
cli-value-idle = NOMBRE
cli-value-id = SESSION
cli-value-config = FICHIER
cli-value-user = COMPTE
cli-user-made = Compte { $login } de { $name } créé.
cli-user-roles-set = Rôles de { $name } enregistrés.
cli-user-waits = { $roles } : attend l'accord de { $by } (à l'écran, ou guichet user agree { $login } --by COMPTE).
cli-user-waits-nobody = { $roles } : attend un accord ; guichet user agree { $login } le donne.
cli-init-secrets = Mots de passe affichés cette seule fois : notez-les.
cli-secret-once = Affiché cette seule fois.
cli-user-enabled = Compte de { $name } réactivé.
cli-user-disabled = Compte de { $name } désactivé ; ses sessions se ferment dans la minute.
cli-user-ask-password = Mot de passe de { $login } :
cli-user-agreed = { $name } : { $roles }.
cli-user-key-made = Clé « { $label } » ajoutée, { $print }
cli-user-key-file = { $path } : { $count } clé(s) écrites.
cli-user-no-key-file = Aucun fichier de clés configuré (keys_file) : sshd les demande à guichet ssh-keys.
refused-nothing-waits = Rien n'attend d'accord pour ce compte.
wrong-login-key = La clé des comptes ne va pas : { $file }.
wrong-login-key-do = Fichier du compte guichet, mode 600, 32 caractères ou plus : voyez la configuration.
wrong-login-roles = La base ne peut pas créer les rôles des comptes.
wrong-login-roles-do = Donnez CREATEROLE au compte de db, puis `guichet migrate` ; ou ôtez la clé de la configuration.
wrong-no-password = Aucun mot de passe reçu.
wrong-no-password-do = Tapez-le, ou donnez-le sur l'entrée, une ligne.
wrong-fingerprint = Aucune clé { $value }.
wrong-fingerprint-do = `guichet user key` montre les empreintes.
wrong-original-command = Aucune commande n'est acceptée ici.
wrong-original-command-means = Cette porte ouvre les écrans, rien d'autre. La demande est notée au journal.
wrong-original-command-do = Connectez-vous sans commande.

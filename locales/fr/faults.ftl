# Ce qui peut ne pas aller : ce qui est arrivé, ce que cela veut dire pour le travail, ce qu'il faut faire.
# -what, -means, -do. Un refus ou un mauvais emploi peut avoir les siens (CLÉ-means, CLÉ-do).

fault-flaws-what = Saisie à compléter.
fault-flaws-means =
    { $count ->
        [one] Rien n'est encore enregistré ; ce qui est saisi reste à l'écran. { $count } champ à revoir.
       *[other] Rien n'est encore enregistré ; ce qui est saisi reste à l'écran. { $count } champs à revoir.
    }
fault-flaws-do = Corrigez le champ marqué, puis enregistrez de nouveau.
fault-conflict-what = { $by } a enregistré ici pendant votre saisie.
fault-conflict-means =
    { $count ->
        [one] Rien n'est perdu et rien n'est écrasé. Un champ diffère ({ $record }) : { $fields }.
       *[other] Rien n'est perdu et rien n'est écrasé. { $count } champs diffèrent ({ $record }) : { $fields }.
    }
fault-conflict-do = Relisez ce qui est là maintenant, puis recommencez.
fault-refused-means = Rien n'a été changé.
fault-refused-do = Revenez au dossier, ou demandez au chef d'agence.
fault-denied-what = Réservé à un autre rôle.
fault-denied-who = Réservé { $who }.
fault-denied-means = Il faut ce rôle, pour cette agence. Rien n'a été changé ; la tentative est notée.
fault-denied-do = Demandez à la personne qui a ce droit.
fault-missing-what = Introuvable : { $record }.
fault-missing-means = La fiche a pu être fusionnée ou retirée, ou votre rôle ne la voit pas.
fault-missing-do = Cherchez de nouveau par nom ou par numéro.
fault-away-what = Ligne coupée.
fault-away-means = Votre saisie est gardée sur ce poste. Elle partira au retour de la ligne.
fault-away-do = Continuez : les touches répondent, les listes montrent leur âge.
fault-busy-what = La base est occupée par un long travail.
fault-busy-means = Rien n'a été changé ; votre saisie est gardée.
fault-busy-do = Recommencez dans une minute. Si cela dure, prévenez l'administrateur.
fault-cancelled-what = Arrêté à votre demande.
fault-cancelled-means = Rien n'a été changé.
fault-cancelled-do = Relancez quand vous voulez.
fault-wrong-means = Rien n'a été fait.
fault-wrong-do = Corrigez et relancez.
fault-broken-what = Le programme a rencontré un défaut.
fault-broken-means = Cette action n'a pas abouti ; le reste du travail n'est pas touché.
fault-broken-do = Recommencez une fois, puis donnez l'heure à l'administrateur : le détail est au journal.

# Défauts d'un champ
flaw-missing = { $field } : à remplir.
flaw-too-long = { $field } : { $max } signes au plus, il y en a { $length }.
flaw-hidden-character =
    { $kind ->
        [control] { $field } : signe de commande au rang { $position }, à retirer.
        [direction] { $field } : signe de sens d'écriture au rang { $position }, à retirer.
        [invisible] { $field } : signe invisible au rang { $position }, à retirer.
        [marks] { $field } : trop d'accents sur une lettre au rang { $position }.
       *[other] { $field } : signe illisible au rang { $position }, à retaper.
    }
flaw-out-of-range = { $field } : de { $low } à { $high }, et non { $value }.
flaw-negative = { $field } : 0 ou plus, et non { $value }.
flaw-code-unanswered = { $field } : « { $value } » reste à chercher, la ligne est coupée.
flaw-code-closed = { $field } : « { $value } » est fermé dans la liste, choisissez-en un autre.
flaw-unknown-code = { $field } : « { $value } » n'est pas dans la liste.
flaw-unknown-state = { $field } : état inconnu.
flaw-email = { $field } : forme attendue nom@exemple.ga, et non { $value }.
flaw-not-text = { $field } : un texte est attendu.
flaw-not-yes-or-no = { $field } : oui ou non.
flaw-not-number = { $field } : un nombre entier est attendu, par exemple 12.
flaw-not-date = { $field } : une date est attendue, par exemple 14/03/1992.
flaw-not-instant = { $field } : un jour et une heure sont attendus.
flaw-not-id = { $field } : à choisir par la recherche.
flaw-phone-length = { $field } : 9 chiffres (077 00 00 12) ou 8 (ancien). Il y en a { $count }.
flaw-phone-letters = { $field } : des chiffres seulement, par exemple 077 12 34 56.
flaw-phone-unknown-prefix = { $field } : début inconnu au Gabon ; 011, 062, 066, 074, 077…
flaw-name-missing = Nom ou prénom : l'un des deux est à remplir.
flaw-birth-or-document = Né(e) le : à remplir, ou un numéro de pièce.
flaw-birth-future = { $field } : date à venir.
flaw-too-young = { $field } : { $age } ans ; { $minimum } ans au moins, sinon accord des parents.
flaw-too-old = { $field } : { $age } ans, date à vérifier.
flaw-old = { $field } : { $age } ans, à confirmer avec la personne.
flaw-department-elsewhere = { $field } : { $value } n'est pas dans la province { $province }.
flaw-permit-missing = { $field } : à demander à une personne étrangère.
flaw-document-expired = { $field } : pièce expirée, acceptée ; une nouvelle est à demander.
flaw-document-length = { $field } : { $length } signes attendus, il y en a { $count }.
flaw-no-way-to-reach = Téléphone ou Joindre par : l'un des deux est à remplir.
flaw-diploma-before-ten = { $field } : avant les dix ans de la personne.
flaw-year-future = { $field } : année à venir.
flaw-end-before-start = { $field } : avant le début.
flaw-registered-future = { $field } : date à venir.
flaw-registered-too-early = { $field } : une date après le 01/10/1993.
flaw-exit-both-or-none = { $field } : la date et le motif vont ensemble.
flaw-closed-without-exit = { $field } : une sortie demande sa date et son motif.
flaw-closed-before-registered = { $field } : avant l'inscription.
flaw-wage-under-smig = { $field } : sous le SMIG de { $smig } FCFA, à confirmer.
flaw-more-filled-than-positions = { $field } : { $filled } postes déjà pourvus.
flaw-duration-missing = { $field } : à remplir pour un contrat à durée limitée.
flaw-hours-missing = { $field } : à remplir à temps partiel, de 1 à 39.
flaw-wage-max-under-min = { $field } : sous le salaire de départ de l'offre.
flaw-expires-before-received = { $field } : avant la réception de l'offre.
flaw-legal-basis = { $field } : à choisir pour une condition particulière.
flaw-no-next = Prochain RDV : à fixer, ou dire pourquoi il n'y en a pas.

# Refus d'une règle
refused-already-there = Cet enregistrement existe déjà.
refused-already-there-do = Cherchez celui qui existe et complétez-le.
refused-still-used = D'autres enregistrements s'y rapportent.
refused-still-used-do = Traitez-les d'abord, ou fermez au lieu de retirer.

# Mauvais emploi : commandes
wrong-lang = Langue inconnue : { $value }.
wrong-lang-do = Choisissez fr ou en.
wrong-keymap = Jeu de touches inconnu : { $value }.
wrong-keymap-do = Choisissez { $allowed }, ou donnez un fichier qui existe.
wrong-charset = Jeu de caractères inconnu : { $value }.
wrong-charset-do = Choisissez { $allowed }.
wrong-look = Présentation inconnue : { $value }.
wrong-look-do = Choisissez { $allowed }.
wrong-log = Niveau de journal inconnu : { $value }.
wrong-log-do = Choisissez { $allowed }.
wrong-db-scheme = Sorte de base inconnue : { $value }.
wrong-db-scheme-do = Donnez sqlite:CHEMIN, un chemin, ou postgres://utilisateur@machine/base.
wrong-db-empty = Aucune base nommée.
wrong-db-empty-do = Donnez sqlite:CHEMIN, un chemin, ou postgres://utilisateur@machine/base.

# Mauvais emploi : configuration
wrong-config-syntax = { $file }, ligne { $line } : ce n'est pas du TOML.
wrong-config-syntax-do = Une ligne s'écrit par exemple lang = 'fr'.
wrong-config-unreadable = { $file } : lecture impossible.
wrong-config-unreadable-do = Vérifiez les droits du fichier, en UTF-8.
wrong-config-key = { $file }, ligne { $line } : réglage inconnu, { $name }.
wrong-config-key-do = Réglages possibles : { $allowed }.
wrong-config-value = { $file }, ligne { $line } : { $name } ne peut être { $value }.
wrong-config-value-do = Valeurs possibles : { $allowed }.
wrong-config-not-text = { $file }, ligne { $line } : { $name } demande un texte.
wrong-config-not-text-do = Mettez la valeur entre deux apostrophes.
wrong-config-number = { $file }, ligne { $line } : { $name } demande un nombre.
wrong-config-number-do = Donnez un nombre entier de { $low } à { $high }.
wrong-config-db = { $file }, ligne { $line } : base mal nommée dans { $name }.
wrong-config-db-do = Donnez sqlite:CHEMIN, un chemin, ou postgres://utilisateur@machine/base.

# Mauvais emploi : base de données
wrong-database-address = Adresse de base illisible.
wrong-database-address-do = Donnez sqlite:CHEMIN ou postgres://utilisateur@machine/base.
wrong-database-login = La base refuse cet utilisateur ou ce mot de passe.
wrong-database-login-do = Vérifiez l'adresse de la base avec l'administrateur.
wrong-database-tls = La ligne chiffrée vers la base est refusée.
wrong-database-tls-do = Vérifiez le certificat du serveur et le réglage sslmode.
wrong-certificate = Certificat illisible : { $path }.
wrong-certificate-do = Donnez un fichier PEM lisible.
wrong-no-database = Cette base n'existe pas : { $path }.
wrong-no-database-do = Créez-la par guichet init, ou guichet demo pour apprendre.
wrong-database-not-opened = Base impossible à ouvrir : { $path }.
wrong-database-not-opened-do = Vérifiez les droits du fichier et de son dossier.
wrong-database-not-made = Base impossible à créer : { $path }.
wrong-database-not-made-do = Vérifiez les droits du dossier.
wrong-not-a-database = { $path } n'est pas une base de guichet.
wrong-not-a-database-do = Donnez un autre fichier avec --db.
wrong-network-file-system = { $path } est sur un disque du réseau ({ $system }).
wrong-network-file-system-means = SQLite y perdrait des données ; rien n'a été ouvert.
wrong-network-file-system-do = Mettez la base sur un disque de la machine, ou prenez PostgreSQL.
wrong-disk-full = Disque plein : consultation seule.
wrong-disk-full-means = Rien n'a été changé ; votre saisie est gardée.
wrong-disk-full-do = Prévenez { $administrator } ; la lecture reste possible.
wrong-read-only = La base est en lecture seule.
wrong-read-only-do = Prévenez l'administrateur.

# Remèdes aux fichiers de touches (les phrases sont dans tui.ftl)
wrong-keymap-syntax-do = Une ligne s'écrit par exemple open = 'p'.
wrong-keymap-name-do = Choisissez fr, en ou 5250, ou donnez un fichier.
wrong-keymap-base-do = Partez de fr, en ou 5250.
wrong-keymap-context-do = Prenez le nom d'un écran, ou list, form, text, dialog, global.
wrong-keymap-action-do = Prenez un nom d'action de la palette.
wrong-keymap-value-do = Donnez une touche ou une liste de touches.
wrong-keymap-key-do = Écrivez par exemple p, F10, Ctrl+E ou g s.
wrong-keymap-never-do = Prenez une lettre, F1 à F10 ou une touche Ctrl sûre.
wrong-keymap-twice-do = Donnez une touche à chacune dans le contexte { $context }.
wrong-keymap-unsafe-do = Ajoutez une lettre, F1 à F4 ou une touche Ctrl sûre.

# Base et schéma
wrong-no-schema = Cette base est vide.
wrong-no-schema-do = Préparez-la par guichet init, ou guichet demo pour apprendre.
wrong-older-schema = La base est à la version { $stored }, le programme attend { $known }.
wrong-older-schema-do = Faites une sauvegarde, puis guichet migrate.
wrong-newer-schema = La base est à la version { $stored }, ce programme ne connaît que { $known }.
wrong-newer-schema-do = Installez le programme le plus récent.
wrong-changed-migration = L'étape { $number } de la base ({ $name }) n'est pas celle du programme.
wrong-changed-migration-do = Reprenez le programme d'origine ; ne changez pas une étape publiée.

# Dossier d'une personne
flaw-experience-over-age = { $field } : { $months } mois, c'est trop à { $age } ans.
flaw-first-time-with-experience = { $field } : ne va pas avec une expérience.
refused-same-document = Même pièce { $document } que le dossier { $number }.
refused-same-document-means = C'est sans doute la même personne ; rien n'a été enregistré.
refused-same-document-do = Ouvrez ce dossier ; seul le chef d'agence peut dire « personnes distinctes ».

# Rendez-vous
refused-appointment-state = Impossible : ce rendez-vous est { $situation }.
refused-appointment-state-do = Ouvrez le rendez-vous pour voir ce qui s'y peut.
refused-justify-late = Plus de { $days } jours depuis l'absence : elle ne peut plus être justifiée.
refused-justify-late-do = Demandez au chef d'agence.
refused-slot-past = Ce créneau est passé.
refused-slot-past-do = Choisissez un créneau à venir.
refused-slot-closed = L'agence est fermée à cette heure.
refused-slot-closed-do = Choisissez un créneau dans les heures d'ouverture.
refused-slot-holiday = Ce jour est férié.
refused-slot-holiday-do = Choisissez un jour ouvré.
refused-slot-taken = Ce créneau est déjà pris.
refused-slot-taken-do = Choisissez un autre créneau ; l'agenda montre les libres.
refused-undo-not-yours = Seul { $login } peut reprendre cela, le jour même.
refused-undo-not-yours-do = Demandez-lui, ou au chef d'agence avec un motif.

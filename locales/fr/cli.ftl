# La ligne de commande : emploi de chaque commande et de chaque option. cli-COMMANDE, cli-COMMANDE-ARGUMENT.

cli-colon = { " : " }
cli-about = L'outil de travail des conseillers de l'office. Sans commande, ouvre les écrans.
cli-usage = Emploi :
cli-commands = Commandes :
cli-arguments = Arguments :
cli-options = Options :
cli-value-command = COMMANDE
cli-option-help = Montre cette aide
cli-option-version = Dit la version
cli-option-db = La base : sqlite:CHEMIN, un chemin ou postgres://…
cli-option-lang = La langue des textes
cli-option-keymap = Le jeu de touches : fr, en, 5250 ou un fichier
cli-option-charset = auto, ask, utf-8, latin1, latin9, cp1252 ou ascii

# Premier lancement
charset-ask = Voyez-vous é ? Sur une de ces lignes se trouve un e avec accent aigu. Laquelle ?
charset-ask-neither = aucune des deux
charset-ask-number = Numéro, puis Entrée :

cli-option-look = Présentation : complète, ou légère (ligne lente)
cli-option-no-color = Sans couleur
cli-option-at = Premier écran, par exemple day, queue ou bulk_entry
cli-value-db = BASE
cli-value-keymap = TOUCHES
cli-value-charset = JEU
cli-value-at = ÉCRAN
cli-value-agency = AGENCE
cli-value-head = NOM
cli-value-admin = NOM
cli-value-people = NOMBRE
cli-value-seed = NOMBRE
cli-value-today = JOUR
cli-value-until = JOUR
cli-value-limit = NOMBRE
cli-value-shell = INTERPRÈTE
cli-value-dir = DOSSIER
cli-value-action = ACTION
cli-value-files = FICHIER
cli-value-file = FICHIER
cli-value-map = FICHIER
cli-value-rejects = FICHIER
cli-value-source = NOM
cli-value-encoding = CODAGE
cli-value-separator = SIGNE
cli-value-screen = ÉCRAN
cli-value-kind = SORTE
cli-value-words = MOTS

cli-demo = Un office d'exercice, de personnes inventées, puis ses écrans
cli-demo-people = Combien de personnes (2000 si rien n'est dit)
cli-demo-seed = D'où part le hasard : même nombre, mêmes dossiers
cli-demo-today = Le jour de l'office, par exemple 2026-11-24
cli-demo-fresh = Refait à neuf, même s'il existe
cli-demo-no-open = Prépare sans ouvrir les écrans
cli-init = Prépare la base : schéma, agences, listes, premiers comptes
cli-init-agency = Trois lettres (LBV si rien n'est dit)
cli-init-head = Nom du premier chef d'agence
cli-init-admin = Nom du premier administrateur
cli-migrate = Met le schéma de la base à la version du programme
cli-migrate-status = Dit seulement ce qui est fait et ce qui reste
cli-lists = Listes et vocabulaires chargés ; add en ajoute
cli-lists-action = add pour charger des fichiers
cli-lists-files = Fichiers CSV, ou ROME et ESCO tels qu'ils sont publiés
cli-lists-json = Pour un programme
cli-rules = Fait ce qui est dû : relances, échéances, sorties
cli-rules-until = Jusqu'à ce jour ; à venir, base d'exercice seulement
cli-show = Les lignes et les nombres d'un écran
cli-show-screen = L'écran : day, queue, caseload, vacancies…
cli-show-number = Le numéro du dossier ou de l'entreprise, pour file
cli-show-json = Pour un programme
cli-import = Reprend d'un fichier des personnes, des entreprises
cli-import-kind = people (personnes) ou employers (entreprises)
cli-import-file = Le fichier, CSV, xlsx ou JSON
cli-import-agency = Agence des lignes qui n'en nomment pas
cli-import-encoding = utf-8, utf-16 ou windows-1252 ; reconnu sinon
cli-import-separator = Signe entre les cellules ; reconnu sinon
cli-import-dates = iso ou dmy (jour/mois/année) ; reconnu sinon
cli-import-map = Fichier qui dit quelle colonne est quoi
cli-import-source = L'ancien système ; l'agence sinon
cli-import-dry-run = Vérifie sans rien enregistrer
cli-import-rejects = Où vont les lignes rejetées
cli-import-json = Pour un programme
cli-export = Écrit dans un fichier des personnes, des entreprises
cli-export-kind = people (personnes) ou employers (entreprises)
cli-export-file = Le fichier ; sa fin dit la forme : .csv, .xlsx ou .json
cli-export-reason = Motif, là où le droit en demande un
cli-search = Cherche une personne, une entreprise, une offre, un métier
cli-search-kind = people, employers, offers, occupations ou skills
cli-search-words = Nom, numéro, téléphone, pièce, ou les mots d'un métier
cli-search-limit = Combien au plus (20 si rien n'est dit)
cli-search-json = Pour un programme
cli-check = Dit ce qui ne va pas dans les données ou l'installation
cli-check-json = Pour un programme
cli-completions = Le fichier qui complète les commandes dans un interprète
cli-completions-shell = bash, zsh, fish, elvish ou powershell
cli-man = Écrit les pages de manuel
cli-man-dir = Le dossier ; créé s'il n'existe pas
cli-man-done =
    { $count ->
        [one] { $count } page écrite dans { $path }.
       *[other] { $count } pages écrites dans { $path }.
    }
cli-man-name = NOM
cli-man-synopsis = EMPLOI
cli-man-description = DESCRIPTION
cli-man-options = OPTIONS
cli-man-commands = COMMANDES
cli-man-version = VERSION

# Mauvais emploi des arguments
wrong-usage = Commande mal formée.
wrong-usage-do = « guichet --help » montre l'emploi.
wrong-option = Option inconnue : { $value }.
wrong-option-do =
    { $near ->
        [none] « guichet --help » montre les options.
       *[other] Essayez { $near }.
    }
wrong-command = Commande inconnue : { $value }.
wrong-command-do =
    { $near ->
        [none] « guichet --help » montre les commandes.
       *[other] Essayez { $near }.
    }
wrong-value = Valeur refusée pour { $option } : { $value }.
wrong-value-do =
    { $allowed ->
        [none] « guichet --help » montre ce qui est attendu.
       *[other] Valeurs possibles : { $allowed }.
    }
wrong-value-missing = Valeur absente ou de trop : { $option }.
wrong-value-missing-do = « guichet --help » montre ce qui est attendu.
wrong-argument-missing = Il manque { $option }.
wrong-argument-missing-do = « guichet --help » montre l'emploi.
wrong-argument-conflict = { $option } et { $other } ne vont pas ensemble.
wrong-argument-conflict-do = Gardez l'un des deux.
wrong-argument-bytes = Un argument n'est pas en UTF-8.
wrong-argument-bytes-do = Tapez-le de nouveau dans un terminal UTF-8.
wrong-screen = Écran inconnu : { $value }.
wrong-screen-do = Choisissez { $allowed }.
wrong-folder = Dossier impossible à écrire : { $path }.
wrong-folder-do = Vérifiez les droits, ou nommez un autre dossier.
wrong-not-written = La sortie ne peut être écrite ({ $detail }).
wrong-not-written-do = Vérifiez la place et les droits du fichier de sortie.

cli-demo-made = Office d'exercice prêt : { $people } personnes inventées, { $rows } lignes, { $path }. Son jour : { $day }, 08h00.
cli-init-ask-agency = Agence, trois lettres (LBV) :
cli-init-ask-head = Nom du chef d'agence (NOM Prénom) :
cli-init-ask-admin = Nom de l'administrateur (le même si rien n'est tapé) :
cli-init-head-name = CHEF D'AGENCE
cli-init-made = Office de l'agence { $agency } prêt : { $path }. Comptes :
cli-migrate-done = Schéma à jour.
cli-migrate-pending = { $count ->
    [one] 1 migration à appliquer : « guichet migrate ».
   *[other] { $count } migrations à appliquer : « guichet migrate ».
}
wrong-demo-real = { $path } est la base d'un vrai office : l'exercice ne l'écrase jamais.
wrong-office-there = Un office existe déjà à cette adresse.
wrong-no-owner = Cette base n'a pas de compte pour travailler ({ $login }).
wrong-no-terminal = Les écrans demandent un terminal ; l'entrée ou la sortie n'en est pas un.
wrong-keymap-file = Le fichier de touches { $path } ne peut pas être lu.
wrong-demo-people = Un office d'exercice compte de { $low } à { $high } personnes.
cli-dedupe = Cherche dans toute la base les personnes qui ont deux dossiers
cli-dedupe-kind = people (personnes)
cli-dedupe-min = À partir de quel score une paire compte, de 0 à 1 ; dès 0.70 l'indice est fort
cli-dedupe-pairs = Le fichier où les paires sont écrites
cli-dedupe-json = Pour un programme : number_a, number_b, external_ref_a, external_ref_b, score, evidence
cli-dedupe-done = Dossiers lus : { $files }. Paires à vérifier : { $pairs }, dont nouvelles : { $new }. Déjà connues : { $known }.

# Le cadre, les tiroirs, les touches : ce dont toutes les pages ont besoin.

# Actions : 14 signes au plus, le même verbe dans l'aide, la palette, le tiroir et le message.
action-open = Ouvrir
action-back = Revenir
action-help = Aide
action-search = Chercher
action-all = Tout
action-no-show = Absence
action-note = Bloc-notes
action-candidates = Candidats
action-postpone = Autre date
action-interview = Entretien
action-done = Fait
action-go = Aller à
action-go-day = Ma journée
action-go-caseload = Portefeuille
action-go-agenda = Agenda
action-go-vacancies = Offres
action-go-employers = Entreprises
action-go-proposals = Propositions
action-go-queue = File accueil
action-go-notices = Avis
action-go-duplicates = Doublons
action-go-tasks = Tâches
action-go-bulk-entry = Saisie
action-go-intake = Inscription
action-go-team = Équipe
action-go-bulletin = Bulletin
action-go-admin = Administr.
action-go-lessons = Leçons
action-go-programmes = Programmes
action-go-certificates = Attestations
action-history = Historique
action-print = Imprimer
action-justify = Justifier
action-remind = Relancer
action-edit = Modifier
action-new = Nouveau
action-matching-offers = Offres
action-propose = Proposer
action-quit = Quitter
action-book = Rendez-vous
action-next-state = Suite
action-sort = Trier
action-renew = Actualiser
action-views = Vues
action-transfer = Transférer
action-arrive = Arrivée
action-undo = Défaire
action-mark-all = Tout marquer
action-mark = Marquer
action-filter = Filtrer
action-explain = Expliquer
action-save = Enregistrer
action-side = Volet
action-ditto = Idem
action-set-aside = À revoir
action-sticky = Fixer
action-lock = Verrouiller
action-repaint = Redessiner
action-stop = Arrêter
action-stamp = Date et heure
action-next = Suivant
action-up = Haut
action-down = Bas
action-left = Précédent
action-right = Suivant
action-page-up = Page préc.
action-page-down = Page suiv.
action-first = Début
action-last = Fin
action-next-pane = Partie
action-previous-pane = Partie préc.
action-digit-0 = Réponse 0
action-digit-1 = Réponse 1
action-digit-2 = Réponse 2
action-digit-3 = Réponse 3
action-digit-4 = Réponse 4
action-digit-5 = Réponse 5
action-digit-6 = Réponse 6
action-digit-7 = Réponse 7
action-digit-8 = Réponse 8
action-digit-9 = Réponse 9
action-import = Importer
action-export = Exporter
action-key-test = Essai touches
action-settings = Mon compte

# Ligne de titre
state-away = HORS LIGNE
state-read-only = CONSULTATION
state-training = FORMATION
state-training-people = personnes fictives
state-disk-full = disque plein
since = depuis { $hour }
title-unsent = { $count } att.
title-lessons-short = leçons
title-notices = { $count } avis
hour = { $h }h{ $m }
day-in-title = { $weekday } { $d }/{ $m }/{ $y }
weekday-short-1 = lun.
weekday-short-2 = mar.
weekday-short-3 = mer.
weekday-short-4 = jeu.
weekday-short-5 = ven.
weekday-short-6 = sam.
weekday-short-7 = dim.
month-in-day-1 = 01
month-in-day-2 = 02
month-in-day-3 = 03
month-in-day-4 = 04
month-in-day-5 = 05
month-in-day-6 = 06
month-in-day-7 = 07
month-in-day-8 = 08
month-in-day-9 = 09
month-in-day-10 = 10
month-in-day-11 = 11
month-in-day-12 = 12

# Ligne de contexte
slot-waiting = attente
slot-age = de { $hour }
slot-position = { $from }-{ $to } sur { $total }
slot-count = { $count } sur { $total }

# Ligne de message
save-slow = En route : la base tarde, rien n'est perdu. Continuez.
saved-at = Enregistré à { $hour }.
line-away =
    { $count ->
        [0] Ligne coupée à { $hour }. Continuez, rien n'est perdu.
        [one] Ligne coupée à { $hour }. Continuez : { $count } saisie partira au retour.
       *[other] Ligne coupée à { $hour }. Continuez : { $count } saisies partiront au retour, dans l'ordre.
    }
keys-let-fall = { $count ->
    [one] Une touche frappée d'avance n'a pas été faite.
   *[other] { $count } touches frappées d'avance n'ont pas été faites.
    }
line-back = La ligne est revenue. Les saisies en attente partent dans l'ordre.
not-here = { $key } ne fait rien ici. F1 montre les touches de cette page.
hint-latin-1 = Lettres en Latin-1, comprises. Pour de bon : guichet --charset ask.
hint-ctrl-c = Ctrl+C revient, comme Échap. La saisie est gardée.
too-small = Fenêtre trop petite : 60 colonnes et 18 lignes au moins.

# Tiroirs
title-which-key = Aller à
title-help = Aide : { $screen }
title-fault = Ce qui est arrivé
title-key-test = Essai des touches
key-test-bytes = Octets reçus
key-test-key = Touche comprise
key-test-does = Dans une liste
key-test-unknown = inconnue, sans effet
key-test-more = attend une lettre
key-test-twice = Deux fois : revenir
key-test-hint = Chaque touche est montrée, aucune n'agit. Échap deux fois de suite revient.
title-unsent-list = En attente de la ligne : { $count }
line-caught-up =
    { $done ->
        [one] { $done } enregistrement fait, { $refused } refusé.
       *[other] { $done } enregistrements faits, { $refused } refusé.
    }
title-palette = Tout : { $typed }
title-pick = { $what } : { $typed }
title-conflict = Modifié par { $by } à { $at }, pendant votre saisie
palette-do = Faire
palette-hint = Les lettres d'une action, d'un écran ou d'un réglage. Entrée la fait.
pick-take = Prendre
conflict-kept = { $about } : votre saisie est gardée, pas encore enregistrée.
conflict-field = Champ
conflict-base = Avant
conflict-theirs = { $by }, { $at }
conflict-mine = Vous
conflict-alone = Les champs changés par une seule personne sont pris (=).
conflict-left =
    { $count ->
        [0] Tous les choix sont faits. L'autre valeur va dans l'historique.
        [one] Il reste { $count } choix : { $fields }. L'autre valeur va dans l'historique.
       *[other] Il reste { $count } choix : { $fields }. L'autre valeur va dans l'historique.
    }
conflict-keys = 1 ou 2 sur la ligne, 3 tout de { $by }, 4 tout de vous
conflict-one = Choisir
conflict-all = Tout prendre
conflict-choose = { $field } : choisissez 1 ou 2, puis enregistrez.
conflict-merged = Une seule personne a changé ce champ : sa valeur est prise.
filter-keep = Garder
filter-drop = Ôter le filtre
filter-shown = Filtre : { $typed }

# Formulaires
form-codes = Codes
form-pick = { $field }
flaw-many-codes = { $field } : { $count } codes conviennent à « { $value } ». F2 les montre.
help-field = { $field } : pas d'aide particulière. Entrée va au champ suivant.
help-general =
    Cette page montre une partie du travail de l'agence. Les touches ci-dessous y font quelque chose ; une lettre absente n'y fait rien.
    Échap revient, F3 cherche une personne, une entreprise ou une offre, F4 montre tout ce qui peut se faire, avec sa touche.
    Signes : > la ligne choisie, * une ligne marquée, = enregistré, ~ en route, un point d'exclamation pour ce qui est en retard ou refusé.
help-drawer =
    Ce volet attend une réponse pour la ligne qui reste visible au-dessus ; rien n'est fait avant.
    Échap le ferme sans rien changer. Tab va au champ suivant, F2 montre les codes d'un champ ou dit ce qui s'y écrit. Un chiffre choisit la ligne qui le porte.
    Signes : > la ligne choisie, * un champ à remplir, un point d'exclamation devant ce qui est refusé.

# Fichiers de touches
wrong-keymap-syntax = { $file }, ligne { $line } : ce fichier de touches n'est pas du TOML.
wrong-keymap-base = { $file }, ligne { $line } : base inconnue « { $name } » ; fr, en ou 5250.
wrong-keymap-value = { $file }, ligne { $line } : « { $name } » n'est ni une touche ni une liste de touches.
wrong-keymap-context = { $file }, ligne { $line } : contexte inconnu « { $name } ».
wrong-keymap-action = { $file }, ligne { $line } : action inconnue « { $name } ».
wrong-keymap-key = { $file }, ligne { $line } : touche inconnue « { $name } ».
wrong-keymap-never = { $file }, ligne { $line } : « { $name } » n'arrive jamais jusqu'au programme sur certains postes.
wrong-keymap-twice = { $file }, ligne { $line } : { $key } ferait à la fois { $one } et { $two } dans { $context }.
wrong-keymap-unsafe = { $file }, ligne { $line } : { $name } n'a aucune touche que tous les postes ont.
wrong-keymap-name = Pas de jeu de touches « { $name } » ; fr, en, 5250 ou un fichier.

# Yes and no in a field
word-yes = oui
word-no = non

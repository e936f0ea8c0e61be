# Dossier : une personne, sept onglets (screens.md, dessin 4a).

title-file = Dossier
help-file =
    Le dossier montre tout d'une personne : son identité, ce qu'elle sait faire et souhaite, ses entretiens, son plan, ses propositions, ce qui reste à faire et qui y a touché.
    Le plus souvent : actualiser l'inscription, ouvrir l'entretien, modifier ce qui a changé. Gauche et droite changent d'onglet ; l'onglet reste pour le dossier suivant.
    Modifier ouvre l'onglet comme un formulaire, le brouillon est gardé à chaque champ. Sur Profil, Nouveau ajoute une ligne et Suite retire celle du curseur. Suite montre tout ce qui peut suivre pour l'inscription.
    Signes : un nombre à côté d'un onglet est ce qui s'y trouve, un point d'exclamation ce qui est en retard. « montrer : ? » est sensible : l'ouvrir est noté dans l'historique.

said = { $text }
menu-choose = Choisir

# Onglets
file-tab-identity = Identité
file-tab-profile = Profil
file-tab-interviews = Entretiens
file-tab-plan = Plan
file-tab-proposals = Propositions
file-tab-tasks = Suivi
file-tab-history = Historique

# Rangées 2 et 4
file-name-age = { $name }, { $age } ans
file-state-category = { $state }, cat. { $code }
file-in-charge = réf. { $by }
file-you = vous
file-never-registered = jamais inscrit
file-todo = À faire : { $parts }
file-todo-nothing = Rien à faire aujourd'hui pour cette personne.
file-todo-answers =
    { $count ->
        [one] { $count } réponse attendue, au { $day }
       *[other] { $count } réponses attendues, la plus ancienne du { $day }
    }
file-todo-answers-undated =
    { $count ->
        [one] { $count } réponse attendue
       *[other] { $count } réponses attendues
    }
file-todo-documents =
    { $count ->
        [one] { $count } pièce manque
       *[other] { $count } pièces manquent
    }
file-todo-late =
    { $count ->
        [one] { $count } relance en retard
       *[other] { $count } relances en retard
    }
file-todo-plan =
    { $count ->
        [one] { $count } action du plan en retard
       *[other] { $count } actions du plan en retard
    }
file-todo-renew = À actualiser depuis le { $day }
file-todo-decision = Radiation proposée : décision du chef d'agence attendue
file-todo-meeting = RDV { $day } { $hour }

# Identité
file-section-identity = Identité
file-section-reach = Joindre
file-section-registration = Inscription
file-section-training = Formation
file-section-project = Métier recherché
file-section-wishes = Souhaits
file-birth-place = Lieu
file-expires = Expire
file-residence = Résidence
file-accords = Accords
file-accord-employers = employeurs
file-accord-sms = SMS
file-accord-health = santé
file-last-contact = Dernier contact
file-contact-interview = { $day }, entretien
file-length = Ancienneté
file-pause-until = Jusqu'au
file-missing-documents = Pièces à voir
file-renewal-soon =
    { $count ->
        [0] À actualiser aujourd'hui : « { $deed } » le fait maintenant.
        [one] À actualiser dans { $count } jour : « { $deed } » le fait maintenant.
       *[other] À actualiser dans { $count } jours : « { $deed } » le fait maintenant.
    }
file-renewal-late =
    { $count ->
        [one] Actualisation dépassée de { $count } jour : « { $deed } » le fait maintenant.
       *[other] Actualisation dépassée de { $count } jours : « { $deed } » le fait maintenant.
    }
file-months = { $count } mois
file-years =
    { $count ->
        [one] { $count } an
       *[other] { $count } ans
    }
file-minutes = { $count } min
file-wage = { $amount } FCFA
file-none = aucun
file-all = tous

# Colonnes
file-part = Partie
file-content = Contenu
file-day = Date
file-kind = Nature
file-by = Par
file-action = Action
file-owner = Qui
file-owner-person = personne
file-owner-counsellor = conseiller
file-owner-partner = partenaire
file-proposed = Proposée
file-expected = Attendu
file-task = Tâche
file-when = Quand
file-who = Qui
file-deed = Action
file-note = note

# Profil
file-part-education = Formation
file-part-experience = Expérience
file-part-skills = Compétences
file-part-languages = Langues
file-part-goals = Métier recherché
file-part-obstacles = Freins
file-own-vehicle = véhicule
file-not-obtained = non obtenu
file-since = depuis { $month }
file-on-demand = montrer : ?
file-obstacle = { $theme } ({ $state }) : { $said }
file-new-title = Ajouter au profil
file-new-education = Formation
file-new-experience = Expérience
file-new-skill = Compétence
file-new-language = Langue
file-new-job-goal = Métier recherché
file-goals-full = Trois métiers au plus, et une inscription.
file-take-away = Retirer
file-take-away-title = Retirer du profil
file-take-away-question = Retirer « { $what } » du profil ? L'historique le garde.

# Listes vides
file-empty-interviews = Aucun entretien ni note. L'entretien s'ouvre depuis son rendez-vous ; « Bloc-notes » ajoute une note datée.
file-empty-plan = Aucune action au plan. Elles se décident en entretien.
file-empty-proposals = Aucune proposition faite à cette personne.
file-empty-tasks = Aucune tâche. « Relancer » en prévoit une.
file-empty-history = Aucun changement noté.
file-empty-accesses = Personne d'autre n'a ouvert ce dossier.

# Actions
file-denied = Réservé { $who }.
file-changes = Changements
file-accesses-own = Vos propres ouvertures ; les autres sont montrées au chef d'agence et à l'auditeur.
file-accesses = Accès
file-correct = Corriger
file-before-after = Avant, après
file-show = Montrer
file-resumed = Votre saisie est reprise où vous l'aviez laissée.
file-parked = Votre saisie est gardée ; Modifier la reprend.
file-draft-kept = brouillon gardé à { $hour }
file-renewed = Actualisé, prochaine échéance le { $day }.
file-restored = Inscription rétablie, à actualiser le { $day }.
file-registered = Réinscrit aujourd'hui, à actualiser le { $day }.
file-remind-title = Relancer { $name }
file-reminded = Relance prévue le { $day }.
file-remind-kept = Une relance est déjà prévue le { $day } ; elle reste.
file-undone = Défait.

# Transférer
file-colleague = { $name }, charge { $load }
file-transfer-title = Transférer le dossier de { $name } à
file-transfer-reason = Pourquoi ce transfert
file-transferred =
    { $count ->
        [0] Dossier transféré ; les deux collègues ont un avis.
        [one] Dossier transféré avec { $count } tâche ; les deux collègues ont un avis.
       *[other] Dossier transféré avec { $count } tâches ; les deux collègues ont un avis.
    }
file-transfer-asked = Demande faite au chef d'agence, qui décide du transfert.
file-task-transfer-title = Transférer la tâche à
notice-file-given = { $by } a transféré le dossier de { $name } à un autre conseiller.
notice-file-received = { $by } vous confie le dossier de { $name }.
notice-transfer-asked = { $by } demande que le dossier de { $name } aille à { $to }.
refused-already-in-charge = Cette personne est déjà le référent du dossier.
refused-already-in-charge-do = Choisissez un autre collègue.

# Notes, entretiens, historique
file-note-new = Note, { $name }
file-note-correct = Corriger la note, { $name } (l'ancienne reste dans l'historique)
file-note-title = Note du { $day }, { $by }
file-note-before = Avant la correction, { $day }, { $by } :
refused-note-not-yours = Une note se corrige par son auteur seulement.
refused-note-not-yours-do = Ajoutez votre propre note.
file-interview-title = Entretien du { $day }, { $by }
file-diagnosis = Axes
file-actions = Actions
file-next = Suite
file-label-value = { $label } : { $said }
file-proposal-title = Proposition, offre { $number }
file-changes-title = { $deed }, { $at }, { $by }
file-changes-none = Rien n'a changé dans ce que vous pouvez lire.
file-change = { $label } : { $was } → { $became }
file-hidden = (sensible)
file-shown-title = Montré à votre demande
file-shown-logged = Cette lecture est notée dans l'historique du dossier.

# Handicap
file-disability-title = Handicap et aménagement
file-disability-about = Avec l'accord de la personne seulement ; ne compte jamais dans un classement.
file-disability-consent = L'accord de la personne manque : Accord santé d'abord.
refused-no-accord = L'accord de la personne sur ses données de santé manque.
refused-no-accord-do = Demandez-le, notez-le, puis enregistrez.

# Plan et tâches
file-action-title = État de l'action
file-action-dropped = Action abandonnée : pourquoi
file-check-title = Toujours en poste
file-result-yes = oui
file-result-no = non
file-result-unknown = inconnu
file-postpone-title = Nouvelle date
file-task-title = Suite de la tâche
file-task-drop = Sans objet
file-task-drop-title = Sans objet : pourquoi

# Suite
file-suite-title = Suite, { $name }
file-suite-one = { $event }, { $name }
file-suite-pairs = Depuis la liste des doublons possibles
file-do = Enregistrer
file-close = Clore
file-seen = Noter vues
file-register = Inscrire
file-until = Jusqu'au
file-documents = Pièces vues
file-documents-about = L'inscription est complète quand plus rien ne manque.
file-reasons = Motifs
file-strike-about = La lettre avec les motifs est faite ; la personne a le droit de répondre, puis le chef d'agence décide.
file-decision-text = Décision
file-decision-reply = Réponse
file-leave-consequence = { $name } : RDV à annuler { $meetings }, propositions à retirer { $proposals } ; les tâches ouvertes sont sans objet.
event-registration-renew = Actualiser
event-registration-renew-about = la personne confirme, 90 jours de plus
event-registration-documents-seen = Pièces vues
event-registration-documents-seen-about = l'inscription devient complète
event-registration-enter-measure = Entrée en mesure
event-registration-enter-measure-about = CAJ, stage, formation ; catégorie 4
event-registration-suspend = Suspendre
event-registration-suspend-about = maladie, maternité, absence ; catégorie 5
event-registration-resume = Fin de mesure ou d'absence
event-registration-resume-about = inscrit, à recevoir dans les dix jours ouvrés
event-registration-hire = Emploi trouvé
event-registration-hire-about = sortie 01, 02 ou 03 ; placement annoncé
event-registration-leave = Sortie
event-registration-leave-about = études, départ, retraite, demande, autre
event-registration-propose-strike = Proposer la radiation
event-registration-propose-strike-about = absences, refus répétés, fausse déclaration
event-registration-confirm-strike = Radier
event-registration-confirm-strike-about = sortie 06 à 08, avec un texte
event-registration-drop-strike = Ne pas radier
event-registration-drop-strike-about = de nouveau inscrit, avec un texte
event-registration-unreachable = Injoignable
event-registration-unreachable-about = sortie 18, trois essais en trois jours
event-registration-mistake = Erreur d'inscription
event-registration-mistake-about = sortie 15, hors de tout compte
event-registration-lapse-incomplete = Dossier resté incomplet
event-registration-lapse-incomplete-about = sortie 17
event-registration-restore = Rétablir
event-registration-restore-about = la même inscription, sa sortie effacée
event-registration-merge = Fusionner
event-registration-merge-about = même personne que dans un autre dossier
event-registration-unmerge = Défaire la fusion
event-registration-unmerge-about = les deux dossiers de nouveau séparés
event-registration-again = Réinscrire
event-registration-again-about = une nouvelle période, même numéro

# Imprimer
file-print-title = Imprimer
file-printed-to = Papier gardé : { $path }
file-printed = Papier envoyé à l'imprimante.
refused-no-registration = Pas d'inscription ouverte.
refused-no-registration-do = Réinscrivez la personne d'abord.
refused-no-appointment = Pas de rendez-vous à venir.
refused-no-appointment-do = Prenez un rendez-vous d'abord.
wrong-print-folder = Impossible d'écrire dans { $path }.
wrong-print-folder-do = Dites-le à l'administrateur : dossier des papiers.
wrong-print-command = La commande d'impression n'a pas marché : { $value }.
wrong-print-command-do = Dites-le à l'administrateur : print_command.
wrong-number = Numéro de dossier inconnu ou mal copié : { $value }.
wrong-number-do = Un numéro s'écrit LBV-26-000123-7 ; le dernier chiffre le vérifie.

# Gestes de l'historique
act-other = Changement : { $records }
act-register = Inscription
act-edit-file = Modification
act-note = Note ajoutée
act-correct-note = Note corrigée
act-documents-seen = Pièces vues
act-settle-action = Action du plan réglée
act-transfer = Transfert
act-ask-transfer = Transfert demandé
act-print-letter = Papier fait
act-letter-printed = Papier imprimé
act-renew = Actualisation
act-suspend = Suspension
act-enter-measure = Entrée en mesure
act-resume = Fin de mesure ou d'absence
act-leave = Sortie
act-hire = Emploi trouvé
act-restore = Rétablissement
act-register-again = Réinscription
act-propose-strike = Radiation proposée
act-decide-strike = Radiation décidée
act-task-done = Tâche faite
act-task-postpone = Tâche reportée
act-task-transfer = Tâche transférée
act-task-drop = Tâche sans objet
act-task-new = Tâche ajoutée
act-remind = Relance prévue
act-privacy-request = Demande d'accès ou de correction
act-book = Rendez-vous pris
act-walk-in = Passage sans rendez-vous
act-arrive = Arrivée notée
act-start = Entretien commencé
act-hold = Rendez-vous honoré
act-miss = Absence notée
act-excuse = Absence excusée
act-justify = Absence justifiée
act-cancel = Rendez-vous annulé
act-move = Rendez-vous reporté
act-appointment-undo = Rendez-vous : geste défait
act-undo = Geste défait
act-rules = Règles du jour
act-rules-tasks = Tâches du jour
act-init = Ouverture de l'office
act-open-file = Dossier ouvert
act-open-notes = Entretiens et notes lus
act-open-interview = Entretien lu
act-show-sensitive = Donnée sensible montrée

# Brouillons

# Entretien
title-interview = Entretien
draft-interview = Entretien
refused-interview-no-registration = { $name } n'a pas d'inscription ouverte : pas d'entretien.

# Parties
interview-axes = Axes, 1 bloquant à 4 acquis (avant)
interview-obstacles = Freins
interview-goals = Métier recherché
interview-goal-short = Métier
interview-actions = Actions
interview-notes = Notes
interview-next = Prochain RDV
interview-next-short = RDV
interview-who = { $name }, { $age } ans
interview-kept-at = brouillon gardé à { $hour }
interview-months = { $count } mois

# Axes, en un mot
interview-axis-a = projet
interview-axis-b = compétences
interview-axis-c = preuves
interview-axis-d = recherche
interview-axis-e = marché
interview-axis-f = mobilité
interview-axis-g = disponible
interview-axis-h = autonomie
interview-axis-note = Une note
interview-axis-note-of = Note, { $axis } :

# Freins et actions
interview-obstacle-open = o
interview-obstacle-in-progress = c
interview-obstacle-lifted = l
interview-no-words = Aucun mot n'a été noté.
interview-owner-person = personne
interview-owner-counsellor = conseiller
interview-owner-partner = partenaire
interview-action-todo = à faire
interview-action-doing = en cours
interview-action-done = fait

# Conseils, un par partie
interview-advice-summary = Résumé : une ligne suffit, elle paraît dans l'historique.
interview-advice-notes = Notes : Entrée va à la ligne, Ctrl+T met la date et l'heure.
interview-advice-next-appointment = Prochain RDV : d pour une autre date, un chiffre pour « pas de suite ».
interview-advice-axis = 0 non abordé, 1 bloquant, 2 à travailler, 3 en partie, 4 acquis.
interview-advice-theme = Freins : un chiffre (F2 : les thèmes), un mot, Entrée. Espace : o, c, l.
interview-advice-occupation = Métier : des lettres cherchent le code. Trois au plus, gardés aussitôt.
interview-advice-action = Actions : deux chiffres (F2 : la liste), une date, Entrée. Espace : qui.

# Prochain rendez-vous
interview-choose = Choisir
interview-rhythm = { $intensity } : { $days } jours
interview-next-title = Prochain RDV
interview-next-at = { $when } { $hour }, { $kind }, { $minutes } min
interview-next-without = Pas de suite : { $reason }
interview-next-none = Aucun créneau libre : d pour une date, ou un chiffre.
interview-next-or = d : autre date, par exemple 12/1 9h30. Pas de suite :
interview-next-day = Jour et heure
interview-next-full = { $when } : aucun créneau libre. Un autre jour, ou avec son heure.
interview-no-next = Pas de suite
interview-sign = Plan signé
interview-signed = Espace : le plan d'action est signé ce jour.
interview-not-signed = Espace : le plan d'action n'est pas encore signé.

# Métier
interview-goal-title = Métier recherché { $rank }
interview-goal-words = Métier, avec les mots de la personne
interview-goal-experience = Mois d'expérience (0 : aucun)
interview-goal-none = « { $value } » : aucun métier trouvé. Essayez un autre mot.
interview-goal-months = Mois d'expérience : un nombre de 0 à 720.
interview-goal-saved = Métier enregistré.

# Après l'enregistrement
interview-saved = Entretien enregistré, sans RDV.
interview-saved-next = Entretien enregistré. Prochain RDV { $next }.
interview-resumed = Le brouillon laissé est repris.
interview-appointment-settled = Ce RDV est devenu { $state } entre-temps. Ctrl+E enregistre sans lui.
interview-conflict = { $by } a enregistré entre-temps. Rien n'est perdu : Ctrl+E de nouveau.
interview-conflict-goal = { $by } a changé ce dossier entre-temps. Il est relu : recommencez.

help-interview =
    L'entretien sur une page : ce qui est dit, constaté, convenu, et la suite.
    Tapez le résumé ; Tab va aux notes ; Ctrl+E puis Entrée enregistre avec le RDV proposé.
    Axes : un chiffre note et passe au suivant ; Entrée ouvre une courte note (*).
    Freins : un chiffre, un mot, Entrée. Espace change : o ouvert, c en cours, l levé.
    Actions : deux chiffres, une date, Entrée. Espace change le responsable ou l'état.
    Métier : des lettres cherchent un code. RDV : d autre date, un chiffre pas de suite.
    Signes : (2) la note d'avant ; 4 … et 9 … un thème sensible, que F2 ouvre : le journal dit qui l'a lu.

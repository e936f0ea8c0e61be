# Ma journée, la file d'accueil, l'agenda.
title-day = Ma journée
title-queue = File d'accueil
title-agenda = Agenda
title-agenda-week = Agenda, semaine { $value }
slot-added = +{ $count } { $position }

help-day =
    Ma journée montre vos rendez-vous d'aujourd'hui par heure, puis ce qui est à faire jusqu'à la fin de la semaine, le plus ancien d'abord.
    Entrée ouvre la chose même : le dossier, la proposition, l'offre. a note une absence avec sa relance. e commence l'entretien.
    s montre ce qui peut suivre, d donne une autre date, f note une tâche faite, l prévoit une relance, y note l'arrivée, r prend un rendez-vous, x passe à un collègue, z défait votre dernière action du jour.
    Signes : un point d'exclamation devant l'heure ou le jour, c'est en retard ou à régler. Ce qui est réglé reste à sa place jusqu'à la prochaine ouverture de la page. +2 en haut à droite : deux lignes ajoutées par d'autres, g j les montre.
help-queue =
    La file d'accueil montre qui attend depuis quand, qui est attendu, et quels collègues sont libres maintenant.
    y note l'arrivée d'une personne attendue. n reçoit quelqu'un sans rendez-vous : cherchez-le d'abord, puis dites pour quoi. x dit pour quel collègue.
    a note une absence, r prend un rendez-vous, s montre ce qui peut suivre (répondu à l'accueil, partie sans être vue), z défait votre dernière action du jour.
    Signes : un point d'exclamation devant l'arrivée, l'attente dépasse 30 minutes ; devant le RDV, son heure est passée.
help-agenda =
    L'agenda montre une journée, le temps libre sur une ligne, ou la semaine par demi-heures (Tab passe de l'une à l'autre).
    Entrée ouvre le dossier, ou réserve dans le temps libre. a note une absence. r prend un autre rendez-vous pour la même personne.
    Gauche et droite changent de jour ; dans la semaine les flèches vont d'un créneau libre à l'autre, les chiffres choisissent un autre créneau, d tape une date.
    Signes : un point d'exclamation devant l'heure, à régler ; * la personne a déjà ce rendez-vous ; x après un nom, quelqu'un est venu entre deux ; court, libre mais pas assez long.

day-in-list = { $d }/{ $m }
day-when = Heure
day-motif = Motif
day-who = Personne
day-situation = Situation
day-more = Âge et métier
day-phone = Téléphone
day-booked =
    { $count ->
        [0] aucun rendez-vous
       *[other] { $count } rendez-vous
    }
day-waiting =
    { $count ->
        [0] personne à l'accueil
        [one] { $count } personne à l'accueil
       *[other] { $count } personnes à l'accueil
    }
day-late =
    { $count ->
        [0] aucune relance en retard
        [one] { $count } relance en retard
       *[other] { $count } relances en retard
    }
day-todo = À faire : { $late } en retard, { $today } aujourd'hui, { $week } cette semaine
day-nothing-else = Rien d'autre à faire aujourd'hui.
day-gone = réglé ou passé à un autre
day-draft = à reprendre
day-empty = Aucun rendez-vous, rien à faire. Pour commencer :
day-empty-new = {"  "}n{"    "}inscrire une personne{"        "}F4{"   "}tout ce qui peut se faire
day-empty-import = {"  "}Une liste se reprend par la commande guichet import people FICHIER.
day-empty-admin = Délais, listes et droits : { $name } (administrateur).
title-quit = Quitter
quit-unsettled =
    { $count ->
        [0] Tous les rendez-vous passés sont réglés.
        [one] { $count } rendez-vous passé n'est pas réglé, ni arrivée ni absence.
       *[other] { $count } rendez-vous passés ne sont pas réglés, ni arrivée ni absence.
    }
quit-drafts =
    { $count ->
        [0] Aucune saisie en suspens.
        [one] { $count } saisie en suspens : elle est gardée.
       *[other] { $count } saisies en suspens : elles sont gardées.
    }

# Une situation dans une colonne de 29
meeting-to-settle = prévu, à régler
meeting-planned-vacancy = prévu, offre { $number }
meeting-planned-call = prévu, appeler { $number }
meeting-here = à l'accueil
meeting-here-since = à l'accueil depuis { $hour }
meeting-going-on-since = en cours depuis { $hour }
meeting-no-hour = Un rendez-vous sans heure ne se manque pas : « Suite » le clôt.
meeting-denied = Réservé { $who }.
meeting-nobody = Cette personne n'a pas encore de dossier. n l'inscrit.

# Ce qui suit : s, puis un chiffre
title-next-state = Suite, { $name }
answers-choose = Choisir
meeting-event-arrive = Arrivée : la personne est là
meeting-event-start = Commencer l'entretien
meeting-event-hold = Terminé : reçu et répondu
meeting-event-excuse = Excusé : la personne a prévenu
meeting-event-move = Reporté : une autre date
meeting-event-miss = Absence : la personne n'est pas venue
meeting-event-justify = Justifier l'absence
meeting-event-cancel = Annulé par l'agence, ou la personne est repartie
meeting-counsellor-only = réservé au conseiller
meeting-too-early = pas encore 15 minutes de retard
title-meeting-excuse = Excusé, { $name }
title-meeting-cancel = Annulé, { $name }
title-meeting-justify = Absence justifiée, { $name }
title-meeting-hold = Répondu à l'accueil, { $name }
meeting-reason = En une ligne
typed-note = Noter
typed-day = Jour
typed-empty = Il faut une ligne, même courte.
typed-not-a-day = « { $value } » n'est pas un jour. Par exemple 3/12, +7, lun ou demain.
meeting-done-arrive = { $name } attend à l'accueil.
meeting-done-start = Entretien commencé, { $name }.
meeting-done-hold = Rendez-vous terminé, { $name }.
meeting-done-excuse = Excusé, { $name }. r prend une nouvelle date.
meeting-done-move = Reporté, { $name }.
meeting-done-miss = Absence notée, { $name } : la relance est dans Ma journée.
meeting-done-justify = Absence justifiée, { $name } : elle ne compte plus.
meeting-done-cancel = Rendez-vous annulé, { $name }. Donnez une nouvelle date.
meeting-done-corrected = Repris, { $name }.
meeting-done-transfer = { $name } : confié à { $who }.
meeting-done-undo = Défait, { $name }.
title-transfer = Transférer à

# Absence (dessin 6a)
title-absence =
    Absence de { $name }, { $hour } ({ $nth ->
        [1] 1re
       *[other] { $nth }e
    } en 12 mois)
absence-call = Relance{"     "}appeler { $day }, { $who }
absence-proposed = Nouveau RDV proposé : { $when }, { $minutes } min (d : réserver)
absence-none-free = Nouveau RDV : aucun créneau libre dans le délai (d : autre date)
absence-then = Ensuite{"     "}à la { $limit }e absence, radiation possible : décision du chef d'agence
absence-strike = Ensuite{"     "}radiation possible dès { $limit } absences : décision du chef d'agence
absence-note = Noter
absence-otherwise = Autre suite
refused-absence-early = Trop tôt : une absence se note { $minutes } minutes après l'heure.
refused-absence-early-do = Attendez encore, ou notez la personne excusée par s.
refused-quicker-appointment-state = { $by } a été plus rapide à { $at } : { $situation }.
refused-quicker-appointment-state-means = La ligne le montre.
refused-quicker-appointment-state-do = La ligne montre son état ; s dit ce qui peut suivre.
refused-slot-pause = C'est l'heure de la pause.
refused-slot-pause-do = Choisissez un créneau hors de la pause.

# Tâches, en bref (17 signes), et ce qui les explique
todo-t1 = premier entretien
todo-t2 = plan à signer
todo-t3 = pièces manquantes
todo-t4 = contact à prendre
todo-t5 = actualisation
todo-t6 = absence : appeler
todo-t7 = refus répétés
todo-t8 = fin de mesure
todo-t9 = rappel de RDV
todo-t10 = présélection
todo-t11 = sans proposition
todo-t12 = appeler employeur
todo-t13 = offre à échéance
todo-t20 = réponse attendue
todo-t21 = retour employeur
todo-t22 = résultat à dire
todo-t30 = embauche à conf.
todo-t31 = maintien { $months } mois
todo-t40 = attest. de carence
todo-t50 = demande d'accès
todo-t70 = fin de mesure
todo-t71 = fin d'absence
todo-t72 = reprendre contact
todo-t73 = pièce à demander
todo-t74 = décision du chef
todo-t99 = tâche
about-t1 = inscription { $registered }, sans RDV
about-t3 = { $missing }
about-t5 = à actualiser le { $renewal }
about-t6 =
    manqué { $on }, { $missed ->
        [one] 1re
       *[other] { $missed }e
    } en 12 mois
about-t9 = RDV le { $on }
about-t12 = { $number } expire { $until }
about-t13 = { $number } expire { $until }
about-t20 =
    { $nth ->
        [0] { $number }
        [one] { $number }, 1re relance
       *[other] { $number }, { $nth }e relance
    }
about-t21 = transmise le { $sent }
about-t22 = { $number }
about-t30 = début annoncé le { $start }
about-t31 = embauche du { $start }
about-t70 = jusqu'au { $end }
about-t8 = jusqu'au { $end }
task-alone = Cette tâche n'est liée à aucun dossier.
task-done = Fait, { $name }. z le reprend.
task-postponed = Remis au { $day }.
task-transferred = Confié à { $who }.
task-dropped = Sans objet.
task-undone = Défait : la tâche est de nouveau ouverte.
task-event-done = Fait
task-event-postpone = Autre date
task-event-transfer = Transférer
task-event-drop = Sans objet
title-drop = Sans objet
title-check = Toujours en emploi, { $name }
check-yes = oui
check-no = non
check-unknown = inconnu, pas joint
title-postpone = Autre date, { $name }
postpone-count =
    { $count ->
        [0] Jamais remis. La troisième fois, le chef d'agence est consulté.
        [one] Remis { $count } fois. La troisième fois, le chef d'agence est consulté.
       *[other] Remis { $count } fois. La troisième fois, le chef d'agence est consulté.
    }
title-remind = Relancer, { $name }
remind-made = Relance prévue le { $day }.
remind-kept = { $name } : une relance est déjà prévue le { $day }, gardée.

# File d'accueil
queue-since = Arrivée
queue-whom = Pour
queue-booked = RDV
queue-number = N°
queue-without = sans
queue-reception = accueil
queue-expected = Attendus
queue-free = Libres maintenant
queue-free-until = { $name } jusqu'à { $hour }
queue-free-firms = { $name } (entreprises)
queue-nobody = Personne n'attend. n reçoit quelqu'un sans rendez-vous.
queue-waiting =
    { $count ->
        [one] { $count } personne attend, depuis { $hour }
       *[other] { $count } personnes attendent, la première depuis { $hour }
    }
queue-empty =
    { $count ->
        [one] personne n'attend, { $count } personne attendue
       *[other] personne n'attend, { $count } personnes attendues
    }
title-walk-in = Sans rendez-vous : qui est-ce
title-wish = Pour quoi
finder-name = Nom, numéro ou téléphone
finder-said = Pas trouvé : recevoir sous le nom « { $value } »

# Agenda
agenda-minutes = Min
agenda-room = Guichet
agenda-occupation = Métier
agenda-free = libre
agenda-short = court
agenda-pause = pause
agenda-holiday = férié
agenda-book = Réserver
agenda-bring = Avancer ici
agenda-other = Autre créneau
agenda-week = Semaine
agenda-one-day = Jour
agenda-go = Aller
title-go-day = Aller au jour
agenda-day = { $day }{"   "}{ $count } RDV, { $free } libres
agenda-day-off = { $day }{"   "}jour férié : { $name }
free-minutes = { $m } min
free-hours = { $h } h
free-both = { $h } h { $m }
agenda-unsettled = Le RDV de { $hour } n'est pas réglé, ni arrivée ni absence.
agenda-for = RDV pour { $name } : { $kind }, { $minutes } min
agenda-move-for = Autre date pour { $name } : { $kind }, { $minutes } min
agenda-latest = au plus tard le { $day }
agenda-book-title = Réserver { $when }-{ $until }
agenda-none-free = Aucun créneau libre cette semaine
agenda-has-one = * A déjà un RDV : { $when }, { $kind }. 2 avance celui-là ici
agenda-others = Autres créneaux : { $slots }
agenda-keys = Entrée réserve{"   "}d tape une date{"   "}Échap revient
agenda-booked = Réservé, { $name } : { $when }.
agenda-no-holiday = Aucun jour férié cette semaine.
agenda-holidays = Férié : { $days }.
title-find-for = Réserver { $when } : pour qui
door-closed = Cette page n'est pas encore ouverte ici. F3 trouve le dossier.

# Ligne de commande
cli-show-count =
    { $count ->
        [0] Aucune ligne.
        [one] { $count } ligne.
       *[other] { $count } lignes.
    }
wrong-show-screen = Pas de page « { $name } » à montrer.

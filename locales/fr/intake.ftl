# Inscription (screens.md §8), reprise d'une saisie (§16), talon.
title-intake = Inscription
title-intake-done = Inscription faite
intake-identity = Identité
intake-work = Métier
intake-availability = Disponibilité
intake-accords = Accords
intake-birth-place = Lieu
intake-birth-country = Pays
intake-phone-2 = 2e téléphone
intake-kept-at = brouillon gardé à { $hour }
intake-saved-at = enregistré à { $hour }

# Doublons
intake-duplicates =
    { $count ->
        [0] Doublons possibles : aucun
       *[other] Doublons possibles : { $count }
    }
intake-fold =
    { $count ->
        [0] Aucun doublon possible
        [one] { $count } doublon possible : Ctrl+O
       *[other] { $count } doublons possibles : Ctrl+O
    }
intake-evidence = { $strength } : { $evidence }
intake-never-registered = jamais inscrit
intake-nobody = Aucun doublon possible pour l'instant.
intake-to-duplicates = Doublons
intake-distinct = Distinctes
intake-distinct-head = Même pièce : « personnes distinctes » est réservé au chef d'agence.
intake-side =
    { $count ->
        [one] { $count } dans la liste
       *[other] { $count } dans la liste
    }
intake-renewed = { $name } : inscription actualisée, à actualiser le { $due }.
intake-restored = { $name } : inscription rétablie, à actualiser le { $due }.
intake-registered-again = { $name } : nouvelle inscription, à actualiser le { $due }.
intake-drop-title = La saisie en cours
intake-drop-question = La personne était connue. La saisie de { $name } sera jetée ; Échap la garde.
intake-drop = Jeter

# Fin
intake-saved = Inscription enregistrée. Entrée réserve le RDV et imprime le talon.
intake-number = Numéro
intake-situation = Situation
intake-counsellor = Référent
intake-first = Premier RDV
intake-state = { $state }, catégorie { $category }, à actualiser le { $due }
intake-why = charge { $load }, la plus faible (moyenne { $average })
intake-no-counsellor = aucun : l'agence n'a pas de conseiller présent
intake-no-slot = aucun créneau libre ; l'agenda se règle plus tard
intake-slot = { $at }, { $minutes } min
intake-room = guichet { $room }
intake-slot-booked = , réservé
intake-agenda = agenda
intake-book = Réserver
intake-booked = RDV réservé. Talon : { $path }
intake-booked-printed = RDV réservé. Talon envoyé à l'imprimante.
intake-booked-dictate = RDV réservé. Talon à dicter.
intake-printed = Talon : { $path }
intake-dictate = Talon à dicter : aucune imprimante n'est réglée.
slip-title = Talon
slip-dictate = Talon à dicter
slip-office = { $office }, agence { $agency }
slip-agency = Agence { $agency }
slip-number = N° { $number }
slip-first-interview = Premier entretien : { $day }, { $hour }, { $counsellor }
slip-bring = Apportez : pièce d'identité, diplômes, certificats de travail.

# Reprise
draft-intake = Inscription
draft-file = Dossier
draft-note = Note
draft-lines =
    { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }
draft-far =
    { $count ->
        [one] { $count } champ, jusqu'à { $field }
       *[other] { $count } champs, jusqu'à { $field }
    }
title-resume =
    { $count ->
        [one] Session interrompue à { $hour } : { $count } saisie à reprendre
       *[other] Session interrompue à { $hour } : { $count } saisies à reprendre
    }
resume-open = Reprendre
resume-later = Plus tard
resume-nothing-lost = Tout ce qui était saisi est là.
resume-key-open = [Entrée] Reprendre
resume-key-throw = s Jeter…
resume-key-later = [Échap] Plus tard (reste dans Ma journée)
resume-throw-title = Jeter une saisie
resume-throw-question = Jeter « { $what } » ? Ce qui était saisi ne pourra pas être repris.
resume-throw = Jeter
resume-thrown = Saisie jetée.

# Aide
help-intake =
    Inscrire une personne : le papier dans son ordre, puis son numéro, son référent et son premier rendez-vous.
    Entrée va au champ suivant, un code entier y va seul ; Ctrl+O va aux doublons possibles ; F10 enregistre.
    Ctrl+V et Ctrl+Y : partie suivante, précédente. F2 montre les codes d'un champ. Échap revient, la saisie est gardée.
    Dans les doublons : u actualise ou réinscrit cette personne, Entrée la montre, s dit que ce sont deux personnes.
    Signes : * à remplir, ! ce qui empêche d'enregistrer, > la ligne choisie. FORT : sans doute la même personne.
    À la fin : un chiffre choisit un autre rendez-vous, Entrée le réserve et imprime le talon.
help-resume =
    Ce qui était en cours quand la session s'est arrêtée. Entrée rouvre la page telle quelle, s la jette, Échap la laisse.

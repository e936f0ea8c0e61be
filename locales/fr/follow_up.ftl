# Suivi : tâches, vie d'une inscription, règles de l'horloge, reprise d'un acte (services/follow_up, rules, undo).

flaw-check-result = { $field } : répondez oui, non ou inconnu.
flaw-due-past = { $field } : une date à partir d'aujourd'hui, pas le { $day }.

refused-task-settled =
    { $state ->
        [done] Cette tâche est déjà faite.
       *[dropped] Cette tâche est sans objet.
    }
refused-task-settled-do = Rouvrez la liste ; pour la reprendre, défaites l'acte du jour.
refused-registration-state =
    { $state ->
        [draft] L'inscription est encore un brouillon.
        [incomplete] L'inscription est à compléter.
        [active] La personne est inscrite.
        [in_measure] La personne est en mesure.
        [suspended] L'inscription est suspendue.
        [to_renew] L'inscription est à actualiser.
        [strike_proposed] Une radiation est proposée.
       *[closed] La personne est sortie.
    }
refused-registration-state-means = Cet acte n'y est pas prévu ; rien n'a changé.
refused-registration-state-do = Voyez la situation dans le dossier ; « Suite » montre ce qui est possible.
refused-exit-not-here = Le motif de sortie { $code } ne se donne pas ici.
refused-exit-not-here-do = Embauche, radiation, fusion et non-actualisation ont chacune leur acte.
refused-restore = Cette inscription ne peut plus être rétablie.
refused-restore-means = Rétablir vaut { $days } jours après une non-actualisation, ou après une embauche infirmée.
refused-restore-do = Inscrivez de nouveau la personne : même numéro, nouvelle période.
refused-restore-instead = La sortie date de 30 jours au plus.
refused-restore-instead-do = Rétablissez l'inscription au lieu d'en ouvrir une autre.
refused-already-registered = Cette personne est déjà inscrite.
refused-already-registered-do = Actualisez l'inscription en cours.
refused-strike-not-yet = Radiation impossible : { $absences } absence(s), { $refusals } refus comptés.
refused-strike-not-yet-means = Il faut trois absences en douze mois, ou deux refus sans motif valable.
refused-strike-not-yet-do = Prévoyez un entretien avec la personne.
refused-already-decided = La décision est déjà prise.
refused-already-decided-do = Lisez-la dans le dossier.
refused-reply-pending = La personne peut répondre jusqu'au { $day }.
refused-reply-pending-do = Attendez cette date, ou notez sa réponse, puis décidez.
refused-rules-future = Le { $day } n'est pas encore là.
refused-rules-future-do = Un jour à venir se joue sur une base de formation seulement.
refused-nothing-to-undo = Il n'y a rien à défaire ici.
refused-nothing-to-undo-do = Voyez l'historique du dossier.
refused-cannot-undo = Cet acte ne se reprend pas d'une touche.
refused-cannot-undo-do = Corrigez le dossier ; l'ancien texte reste dans l'historique.
refused-changed-since = Quelqu'un a changé cela depuis.
refused-changed-since-do = Rouvrez le dossier et corrigez à la main.

notice-lapsed = { $name } ({ $number }) : sortie le { $day }, inscription non actualisée.
notice-offer-expired = Offre { $number } expirée : { $title }.
notice-offer-filled = Offre { $number } pourvue : { $title }.
notice-task-transferred = { $by } vous a transféré une tâche.

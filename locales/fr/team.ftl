# Équipe : colonnes, charge, tiroir de la répartition (screens.md §15).
title-team = Équipe
help-team =
    L'équipe montre ce que porte chaque conseiller de l'agence, la charge la plus haute d'abord.
    Entrée ouvre son portefeuille. x montre la répartition qui le ramène à la moyenne ; rien n'est fait avant Entrée. Avec ? la charge est expliquée.
    Les dossiers passent aux collègues sous la moyenne, les plus anciens contacts d'abord, un métier ensemble si possible. Restent les personnes que le conseiller voit cette semaine.
    Colonnes : R, S, A, dossiers en suivi renforcé, standard, autonome ; 1er, premiers entretiens à tenir ; Retard, tâches échues ; Absents, rendez-vous manqués sur 90 jours ; Libre/sem., heures libres d'ici la fin de la semaine.
team-who = Conseiller
team-files = Doss.
team-load = Charge
team-intensive = R
team-standard = S
team-independent = A
team-first = 1er
team-late = Retard
team-missed = Absents
team-free = Libre/sem.
team-percent = { $part } %
team-hours = { $hours } h { $minutes }
team-absent = { $name } (absence)
team-context =
    { $count ->
        [one] { $count } conseiller, { $files } dossiers, charge moyenne { $average }
       *[other] { $count } conseillers, { $files } dossiers, charge moyenne { $average }
    }
team-weights = Charge : renforcé compte { $intensive }, standard { $standard }, autonome { $independent }.
team-load-explained =
    La charge compte les dossiers ouverts d'un conseiller selon le suivi qu'ils demandent : un dossier renforcé compte { $intensive }, un dossier standard { $standard }, un dossier autonome { $independent }. Un dossier sans modalité compte comme un dossier standard.
    La moyenne est celle de tous les conseillers de l'agence, absents compris. L'administrateur peut changer ces nombres dans la liste des modalités.
team-empty = Aucun conseiller dans l'agence. L'administrateur ajoute les comptes.
team-not-above = Impossible : la charge de { $name } ne dépasse pas la moyenne ({ $average }).
team-nobody-below =
    { $count ->
        [0] { $name } : rien à transférer, aucun collègue présent n'est assez sous la moyenne.
       *[other] { $name } : rien à transférer ; { $count } dossiers restent pour un entretien cette semaine.
    }
title-team-level =
    { $count ->
        [one] Transférer { $count } dossier de { $name } (charge { $load }, moyenne { $average })
       *[other] Transférer { $count } dossiers de { $name } (charge { $load }, moyenne { $average })
    }
team-whole = Tout le portefeuille, plus ancien contact d'abord : { $count } sur { $files }
team-stays = { $name } reste
team-follow =
    { $count ->
        [0] Métiers ensemble si possible. Aucune relance ne suit.
        [one] Métiers ensemble si possible. { $count } relance suit son dossier.
       *[other] Métiers ensemble si possible. { $count } relances suivent leur dossier.
    }
team-meets =
    { $count ->
        [one] Gardé : { $count } personne a un entretien avec { $name } cette semaine.
       *[other] Gardés : { $count } personnes ont un entretien avec { $name } cette semaine.
    }
team-full =
    { $count ->
        [one] Ne reçoit rien : { $names }, déjà à la moyenne ou au-dessus.
       *[other] Ne reçoivent rien : { $names }, déjà à la moyenne ou au-dessus.
    }
team-given =
    { $count ->
        [one] { $count } dossier transféré (collègues : { $to }), { $tasks } relances et { $moved } RDV suivent.
       *[other] { $count } dossiers transférés (collègues : { $to }), { $tasks } relances et { $moved } RDV suivent.
    }

# Tâches et avis.
title-tasks = Tâches
help-tasks =
    Cette page montre vos tâches ouvertes et celles des collègues que vous remplacez, par échéance.
    Entrée ouvre le dossier. f note la tâche faite, avec son résultat. d donne une autre date ; la troisième fois, le chef d'agence est consulté.
    x passe la tâche à un collègue, n ajoute une tâche libre, z défait votre dernière action du jour sur la ligne.
    Signes : un point d'exclamation devant le jour, c'est en retard. Ce qui est réglé reste à sa place jusqu'à la prochaine ouverture de la page.
tasks-due = Jour
tasks-kind = Motif
tasks-about = Sujet
tasks-situation = Situation
tasks-phone = Téléphone
tasks-of = de { $name }
tasks-context =
    { $count ->
        [0] Aucune tâche
        [one] { $count } tâche, { $late } en retard
       *[other] { $count } tâches, { $late } en retard
    }
tasks-empty = Aucune tâche. n ajoute une tâche libre, g j montre la journée.
tasks-still = Toujours en emploi
tasks-check-yes = oui, toujours en emploi
tasks-check-no = non
tasks-check-unknown = inconnu
title-task-done = Fait : { $about }
title-task-postpone = Pour quel jour : { $about }
title-task-new = Tâche libre
tasks-done-says = Le résultat en quelques mots, si c'est utile.
tasks-postpone-says = La troisième fois, le chef d'agence est consulté.
tasks-done = Fait : { $about }.
tasks-postponed = { $about } : reporté au { $day }.
tasks-transferred = { $about } : passé à { $name }.
tasks-new-kept = « { $words } » pour le { $day }.

title-notices-page = Avis
help-notices =
    Cette page montre ce qui vous a été annoncé : dossiers reçus, tâches passées par un collègue, sorties, offres closes. Les non lus viennent d'abord.
    Entrée ouvre le dossier concerné et marque l'avis comme lu. Le nombre d'avis non lus est en haut à droite.
    Signe : « lu » manque devant un avis nouveau, qui porte « nv ».
notices-new = Nv
notices-sign = nv
notices-someone = L'agence
notices-at = Quand
notices-text = Avis
notices-context =
    { $count ->
        [0] Tout est lu
        [one] { $count } avis non lu
       *[other] { $count } avis non lus
    }
notices-empty = Aucun avis. Ce qui vous est annoncé vient ici.
notice-files-received =
    { $count ->
        [one] { $by } vous a transféré { $count } dossier.
       *[other] { $by } vous a transféré { $count } dossiers.
    }
notice-files-given =
    { $count ->
        [one] { $count } de vos dossiers est passé à { $to }, par { $by }.
       *[other] { $count } de vos dossiers sont passés à { $to }, par { $by }.
    }
notice-employer-called = { $name } : l'entreprise a appelé pour vous.
notice-other = { $name } : un changement vous concerne.

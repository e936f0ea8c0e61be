# Vérification et règles sur la ligne de commande
cli-check-done = { $count ->
    [0] Rien à signaler : { $rows } lignes lues.
    [one] 1 anomalie : { $rows } lignes lues.
   *[other] { $count } anomalies : { $rows } lignes lues.
}
check-pages = Le fichier est abîmé : { $what }.
check-unreadable = Une colonne tient ce que son champ refuse : { $what }.
check-field = Le champ « { $what } » ne respecte pas ses règles.
check-number = Le numéro { $what } n'a pas son chiffre de contrôle.
check-name-fold = La clé de tri de { $what } ne suit pas le nom.
check-two-open-registrations = La personne a { $what } inscriptions ouvertes.
check-state-and-exit = L'inscription ({ $what }) et sa sortie se contredisent.
check-name-key = L'inscription de { $what } ne suit pas le nom de la personne.
check-occupation-key = L'inscription de { $what } ne suit pas le premier métier recherché.
check-next-due = L'échéance de l'inscription de { $what } ne suit pas ses relances.
check-orphan = L'enregistrement lié manque ({ $what }).
check-task-of-closed = La relance { $what } reste ouverte sur une inscription sortie.
check-overlap = Deux rendez-vous prennent le même créneau ({ $what }).
check-filled-count = L'offre { $what } compte moins de postes pourvus que de personnes recrutées.
check-merged-twice = { $what } est fusionné dans un dossier fusionné lui-même.
check-audit-gap = Le journal a perdu la ligne de ces valeurs ({ $what }).
check-audit-chain = La chaîne du journal est rompue à la ligne { $what }.
check-counter = Un compteur de numéros est en retard ({ $what }).
check-search-word = La recherche ne trouve plus cette personne : { $what }.
check-candidate = Le classement des candidats ne suit plus ce dossier : { $what }.
cli-rules-nothing = Rien n'était à faire.
cli-rules-to-renew = À actualiser : { $count }.
cli-rules-lapsed = Sorties pour non-actualisation : { $count }.
cli-rules-no-answer = Propositions sans réponse : { $count }.
cli-rules-expired = Offres expirées : { $count }.
cli-rules-filled = Offres pourvues : { $count }.
cli-rules-ended = Contrats arrivés à leur fin : { $count }.
cli-rules-drafts = Brouillons de 30 jours jetés : { $count }.
cli-rules-created = Relances créées : { $count }.
cli-rules-moved = Relances déplacées : { $count }.
cli-rules-dropped = Relances sans objet : { $count }.
cli-rules-held = Fermetures retenues après un long arrêt : { $count }.
cli-rules-failed = Enregistrements laissés de côté, à regarder avec « guichet check » : { $count }.

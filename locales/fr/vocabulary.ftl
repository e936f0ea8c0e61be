# Vocabulaires chargés par « lists add ».
cli-lists-none = Aucun vocabulaire chargé : seules les listes du programme servent.
cli-lists-line = { $source } : { $what }, { $rows } lignes, { $file }, { $day }
cli-lists-of-titles = appellations de métiers
cli-lists-of-skills = compétences
cli-lists-of-crosswalk = correspondance avec la CITP-08
cli-lists-of-near = métiers voisins
cli-lists-same = déjà chargé tel quel : rien n'a changé
cli-lists-left-out =
    { $count ->
        [one] 1 ligne laissée de côté : sans groupe de la CITP-08, en double ou illisible
       *[other] { $count } lignes laissées de côté : sans groupe de la CITP-08, en double ou illisibles
    }
wrong-vocabulary-unknown = Le fichier { $file } n'est pas un vocabulaire connu : ses colonnes sont { $columns }.
wrong-vocabulary-unknown-do = Donnez un fichier du ROME ou d'ESCO tel qu'il est publié, ou un CSV avec les colonnes isco08, title_m, title_f. Rien n'a été chargé.
wrong-vocabulary-crosswalk = Les appellations et les mobilités du ROME ont besoin de sa correspondance avec la CITP-08, qui n'est pas chargée.
wrong-vocabulary-crosswalk-do = Ajoutez le fichier aux colonnes rome, isco08 dans la même commande. Rien n'a été chargé.

# La preuve et les droits des personnes : journal, sceaux, effacement, limitation, garde légale.

audit-log-count =
    { $count ->
        [one] { $count } ligne.
       *[other] { $count } lignes.
    }
audit-verify-read = { $rows } lignes lues, { $sessions } sessions.
audit-verify-erased =
    { $count ->
        [one] { $count } valeur effacée selon la loi ; la chaîne le dit.
       *[other] { $count } valeurs effacées selon la loi ; la chaîne le dit.
    }
audit-verify-seal = Tenu contre le sceau n° { $seal }, qui couvre { $rows } lignes.
audit-verify-no-seal = Aucun sceau : la chaîne seule ne prouve rien contre qui peut écrire la base. « guichet audit seal » en fait un.
audit-verify-good = Rien à signaler.
audit-bad-gap = Il manque une ligne avant la ligne { $seq } de la session { $session }.
audit-bad-row = La ligne { $seq } de la session { $session } a été changée.
audit-bad-values = Les valeurs de la ligne { $seq } de la session { $session } ont été changées.
audit-bad-emptied = Des valeurs ont été vidées sans effacement décidé, d'abord à la ligne { $seq } de la session { $session }.
audit-bad-sealed = La ligne { $seq } de la session { $session } n'est pas celle qui a été scellée.
audit-bad-missing = Une session scellée manque, ou sa fin : ligne { $seq } de la session { $session }.
audit-bad-backdated = La ligne { $seq } de la session { $session } est datée d'avant le sceau qui devrait la couvrir.
audit-bad-seal = Le sceau n° { $seq } n'est pas dans la base, ou n'est pas celui qui a été dit ({ $session }).

wrong-instant = Jour ou instant illisible : { $value }.
wrong-instant-do = Par exemple 2026-11-25, ou 2026-11-25T08:00:00Z.
wrong-seal = Ce n'est pas un sceau : { $value }.
wrong-seal-do = Donnez la ligne « guichet-seal:… » entière, ou le numéro et 12 chiffres : 7-abcdef012345.
wrong-seal-not-told = Le sceau est gardé mais n'a pas pu être dit à { $target }.
wrong-seal-not-told-do = Il le sera avec le prochain ; voyez « seal_to » dans la configuration.

cli-value-person = NUMÉRO
cli-value-account = COMPTE
cli-value-since = JOUR
cli-value-seal = SCEAU
cli-audit = Le journal : ses lignes, sa vérification, ses sceaux
cli-audit-action = log, verify ou seal
cli-audit-person = Qui a vu et changé ce dossier
cli-audit-account = Les actes de ce compte
cli-audit-since = Depuis ce jour, par exemple 2026-11-25
cli-audit-limit = Combien de lignes au plus (500 si rien n'est dit)
cli-audit-seal = Un sceau gardé ailleurs, pour verify
cli-audit-json = Pour un programme

act-search = Recherche
act-export = Export
act-print-list = Liste imprimée
act-dossier = Dossier entier remis
act-reveal-obstacle = Donnée sensible montrée
act-seal = Sceau du journal
act-import-file = Reprise d'un fichier
act-check = Vérification de la base
act-migrate = Mise à jour du schéma
act-clock-back = Horloge revenue en arrière
act-clock-ahead = Horloge loin en avant
act-restrict = Données contestées : dossier retiré des listes
act-lift-restriction = Limitation levée
act-keep-for-law = Garde légale
act-lift-hold = Garde légale levée
act-ask-erase = Effacement demandé
act-withdraw-erase = Demande d'effacement retirée
act-erase = Dossier effacé
act-anonymise = Dossier anonymisé
act-erase-again = Effacement refait après restauration

record-safeguard = protection
field-since = Depuis le
help-field-since = Le jour depuis lequel cela vaut.
field-ended-on = Jusqu'au
help-field-ended-on = Le jour où cela a pris fin ; vide : encore en cours.
field-ended-by = Levé par
help-field-ended-by = Le compte qui y a mis fin.

person-restricted = { $number } : données contestées, le dossier est hors des listes et des propositions.
person-restriction-lifted = { $number } : limitation levée.
person-held = { $number } : garde légale, le dossier ne sera ni effacé ni anonymisé.
person-hold-lifted = { $number } : garde légale levée.
person-erase-asked = { $number } : effacement demandé. Un chef d'agence le confirme : guichet person erase { $number } --confirm
person-erase-withdrawn = { $number } : demande d'effacement retirée.
person-erased =
    { $count ->
        [one] { $number } : effacé. { $count } valeur du journal vidée, la chaîne tient.
       *[other] { $number } : effacé. { $count } valeurs du journal vidées, la chaîne tient.
    }
person-erased-file = Supprimé : { $path }
person-erased-unread = À regarder vous-même, illisible ici : { $path }
person-erased-later = Une session lit encore : les pages du journal de la base seront vidées à sa fin. Relancez dans une heure.
person-erased-backups = Les sauvegardes faites avant tiennent encore cette personne jusqu'à leur terme ; une restauration refait l'effacement.
person-dossier-title = { $number } { $name }, dossier entier au { $at }
person-dossier-changes =
    { $count ->
        [one] Qui l'a changé ({ $count })
       *[other] Qui l'a changé ({ $count })
    }
person-dossier-readings =
    { $count ->
        [one] Qui l'a lu ({ $count })
       *[other] Qui l'a lu ({ $count })
    }
person-dossier-written = Écrit, lisible par vous seul : { $path }
person-yes = oui
person-no = non

refused-safeguard-there = C'est déjà demandé pour ce dossier.
refused-safeguard-none = Rien de tel n'est en cours pour ce dossier.
refused-legal-hold = Garde légale : ce dossier ne peut être ni effacé ni anonymisé.
refused-legal-hold-do = Faites d'abord lever la garde par l'auditeur ou le chef d'agence.
refused-registration-open = Cette personne est encore inscrite.
refused-registration-open-do = Terminez d'abord l'inscription par une sortie.
refused-erase-not-asked = Aucun effacement n'est demandé pour ce dossier.
refused-erase-not-asked-do = L'auditeur le demande avec son motif : guichet person erase NUMÉRO --reason …

person-waiting-erasure = effacement
person-waiting-anonymising = anonymisation
person-waiting-nothing = Aucune demande n'attend.
cli-person = Droits des personnes : dossier, limitation, garde, effacement
cli-person-action =
    dossier, restrict, hold, erase, waiting (attend un accord),
    pairs (doublons), merge, distinct, verify (avec --with), unmerge,
    merges (fusions récentes)
cli-person-number = Le numéro du dossier ; sans objet pour waiting, pairs et merges
cli-person-with = L'autre dossier, celui qui disparaît avec merge
cli-person-take = Champs de l'autre dossier, entre virgules
cli-person-reason = Motif
cli-person-lift = Lève la limitation ou la garde, retire la demande
cli-person-anonymise = Garde ce que la statistique compte
cli-person-confirm = La seconde personne confirme l'effacement
cli-person-by = Qui agit ; son mot de passe est demandé
cli-person-out = Fichier neuf où va le dossier
cli-person-json = Pour un programme
cli-value-reason = MOTIF
cli-value-out = FICHIER

protect = Droits de la personne…
protect-about = limitation, garde légale, effacement
protect-title = Droits de la personne, { $name }
protect-restrict = Limiter
protect-restrict-about = données contestées : hors des listes et des propositions
protect-restrict-long = Le dossier sort des listes et des propositions tant que la limitation dure. Rien n'est effacé.
protect-free = Lever la limitation
protect-free-about = le dossier revient dans les listes
protect-hold = Garde légale
protect-hold-about = ni effacement ni anonymisation tant qu'elle dure
protect-hold-long = Le dossier ne peut être ni effacé ni anonymisé tant que la garde dure.
protect-release = Lever la garde légale
protect-release-about = le dossier suit de nouveau les délais
protect-erase = Demander l'effacement
protect-erase-about = le chef d'agence confirme
protect-erase-long = Rien n'est effacé avant l'accord du chef d'agence.
protect-anonymise = Demander l'anonymisation
protect-anonymise-about = les chiffres restent, le nom s'en va
protect-anonymise-long = Rien n'est changé avant l'accord du chef d'agence.
protect-confirm = Confirmer
protect-confirm-about = le dossier s'en va pour toujours
protect-confirm-erase = Le dossier { $number } sera effacé pour toujours. Demandé par { $by } : { $reason }
protect-confirm-anonymise = Le dossier { $number } perdra tout ce qui nomme la personne, pour toujours. Demandé par { $by } : { $reason }
protect-do-confirm = Confirmer
protect-withdraw = Retirer la demande
protect-withdraw-about = rien n'est effacé
protect-erased =
    { $files ->
        [0] Dossier { $number } : fait. Rien d'autre ne le nommait.
        [one] Dossier { $number } : fait. Un fichier qui le nommait est supprimé.
       *[other] Dossier { $number } : fait. { $files } fichiers qui le nommaient sont supprimés.
    }
protect-sign-restriction = LIMITÉ : données contestées
protect-sign-hold = Garde légale
protect-sign-erasure = Effacement demandé
protect-sign-anonymising = Anonymisation demandée

# Saisie en série : lots de fiches papier, double saisie, totaux de contrôle.
title-bulk-entry = Saisie en série
help-bulk-entry =
    Cette page montre les lots de fiches papier de l'agence : ce qui est annoncé, saisi, vérifié, à revoir.
    Entrée ouvre le lot et reprend le travail où il en est. n annonce un lot : nombre de fiches et totaux du bordereau. m corrige le bordereau.
    Un lot est saisi par un agent, vérifié à l'aveugle par un autre, équilibré avec son bordereau, puis versé dans les dossiers.
    Signes : « à revoir » compte les fiches mises de côté, « doublons » celles qui attendent une décision après le versement.
help-bulk-batch =
    Cette page montre un lot : qui saisit, qui vérifie, le bordereau à côté de ce qui est saisi, les fiches et le rapport.
    s donne la suite : saisir, vérifier, verser. Entrée ouvre la fiche de la ligne : la compléter, la corriger, ou dire s'il s'agit d'un doublon. Tab montre le rapport.
    m corrige le bordereau, i imprime le rapport et la liste des rejets.
    Signes : un point d'exclamation devant un écart ou une fiche demande qu'on la regarde. Les fiches à regarder viennent d'abord.
help-bulk-form =
    Cette page se remplit sans regarder l'écran, dans l'ordre du papier. La cloche sonne une fois à une erreur et le curseur reste.
    Entrée passe au champ suivant, au dernier champ elle enregistre et montre la fiche suivante ; un code complet avance seul.
    Ctrl+R met la fiche à revoir et continue. Ctrl+D, ou + seul, reprend la valeur de la fiche précédente. Ctrl+F fixe un champ pour tout le lot : il est passé tant qu'il est rempli, la flèche vers le haut y revient.
    Entrée une seconde fois sur une valeur refusée la garde telle que le papier la porte ; vide, elle reste à compléter. Échap fait une pause, la fiche reste.
    Signes : = champ fixé, ! valeur gardée comme sur le papier.
help-bulk-difference =
    Les deux saisies d'un champ ne se ressemblent pas. Regardez le papier.
    1 garde la première saisie, 2 la seconde, toute autre valeur se tape puis Entrée. Une valeur qui commence par 1 ou 2 se tape après un espace ou Tab.
    Ce qui a été tapé d'avance va au champ suivant.
help-bulk-slip =
    Ce que porte le bordereau agrafé à la pile. Un total que le bordereau n'a pas reste vide, il n'est pas contrôlé.
    Entrée passe au champ suivant, au dernier elle annonce le lot. Ctrl+E l'annonce tout de suite.
help-bulk-aside =
    La fiche attend avec sa raison ; la suivante vient. Elle se reprend depuis la page du lot, sinon elle est rejetée au versement.

bulk-kind-people = inscriptions
bulk-kind-people-says = fiches d'inscription de demandeurs
bulk-kind-employers = entreprises
bulk-kind-employers-says = fiches d'entreprises
bulk-kind-offers = offres
bulk-kind-offers-says = fiches d'offres
bulk-kind-interviews = entretiens
bulk-kind-interviews-says = comptes rendus tenus sur papier

# La liste
bulk-number = Lot
bulk-kind = Fiches
bulk-state = Situation
bulk-forms = Faites
bulk-waits = En attente
bulk-clerks = Agents
bulk-list-context =
    { $count ->
        [0] Aucun lot
        [one] { $count } lot, { $open } en cours
       *[other] { $count } lots, { $open } en cours
    }
bulk-empty = Aucun lot. n annonce une pile de fiches : leur nombre et les totaux du bordereau. La saisie suit aussitôt.
bulk-aside-count = à revoir { $count }
bulk-doubtful-count = doublons { $count }
bulk-rejected-count = rejets { $count }
bulk-new-short = Nouveau lot
bulk-new-title = Annoncer un lot
bulk-slip-short = Bordereau
bulk-batch-no = lot { $number }
bulk-announced = Lot { $number } annoncé. Écrivez ce numéro sur le bordereau.

# Le bordereau
bulk-slip-title = Bordereau, { $kind }
bulk-slip-title-of = Bordereau du lot { $number }, { $kind }
bulk-slip-births = Naissances
bulk-slip-serials = Numéros
bulk-slip-positions = Postes
bulk-verify-all = Tout 2 fois
bulk-slip-says = Les sommes du bordereau : années de naissance, numéros ; vides s'il ne les a pas. « Tout 2 fois » vérifie chaque champ, sinon ceux qui comptent.
bulk-slip-keep = Annoncer
bulk-slip-corrected = Bordereau du lot { $number } corrigé, l'ancien reste dans l'historique.

# La fiche
bulk-context = Lot { $number }, { $kind }, { $pass }
bulk-form-of = fiche { $no } sur { $count }
bulk-pass-first = 1re saisie
bulk-pass-second = 2e saisie
bulk-pass-mend = fiche reprise
bulk-rate = { $rate } /h
bulk-slip-rule = Bordereau : annoncé, saisi
bulk-verify-rule = Vérification
bulk-takes-rule = Entrée prend la ligne marquée
bulk-total-forms = Fiches
bulk-total-births = Somme des naissances
bulk-total-serials = Somme des n°
bulk-total-positions = Somme des postes
bulk-slips = Erreurs
bulk-slips-form = fiche { $count }
bulk-slips-batch = lot { $count }
bulk-verified = Fiches, vérifiées
bulk-differences = Différences
bulk-nothing = (vide)
bulk-form-no = fiche { $no }
bulk-form-saved = Fiche { $no } enregistrée, { $name }.
bulk-form-verified = Fiche { $no } vérifiée, { $name }.
bulk-form-aside = Fiche { $no } à revoir, { $name }.
bulk-form-mended = Fiche { $no } reprise, { $name }.
bulk-save-short = Enregistrer
bulk-first-done =
    { $count ->
        [one] { $count } fiche saisie. Un autre agent fait la 2e saisie.
       *[other] { $count } fiches saisies. Un autre agent fait la 2e saisie.
    }
bulk-second-done =
    { $count ->
        [one] { $count } fiche vérifiée.
       *[other] { $count } fiches vérifiées.
    }
bulk-aside-title = Fiche { $no } à revoir
bulk-aside-short = À revoir
bulk-aside-says = La raison en quelques mots, ou Entrée seule. La fiche suivante vient aussitôt.
bulk-aside-no-reason = à relire sur le papier

# Une différence
bulk-difference-title = Différence, champ { $at } sur { $count } : { $field }
bulk-first-short = 1re saisie
bulk-second-short = 2e saisie
bulk-other-value = Autre valeur
bulk-first-by = 1re saisie, { $name }
bulk-second-by = 2e saisie, vous
bulk-read-on-paper = autre valeur, lue sur le papier
bulk-both-kept =
    { $differences ->
        [one] Les deux sont gardées dans l'historique. { $differences } différence, fiche { $forms }, { $rate }
       *[other] Les deux sont gardées dans l'historique. { $differences } différences, fiche { $forms }, { $rate }
    }
bulk-look-at-paper = Regardez le papier, puis 1, 2 ou la valeur.

# Un lot
bulk-page-context = Lot { $number }, { $kind }, { $state }
bulk-clerks-line = 1re saisie : { $first } ; 2e saisie : { $second }
bulk-nobody = personne encore
bulk-slip = Bordereau
bulk-announced-short = annoncé
bulk-keyed-short = saisi
bulk-difference-short = écart
bulk-tab-forms = Fiches
bulk-tab-report = Rapport
bulk-form = Fiche
bulk-name = Nom
bulk-about = Détail
bulk-form-differences =
    { $count ->
        [one] { $count } différence
       *[other] { $count } différences
    }
bulk-doubt-about = peut-être { $numbers }
bulk-form-settled = Cette fiche est réglée.
bulk-suite-title = Suite du lot { $number }
bulk-do-key = Saisir les fiches
bulk-do-verify = Vérifier (2e saisie)
bulk-do-key-says = reprend où le travail en est
bulk-do-post = Verser le lot
bulk-do-post-says = les fiches deviennent des dossiers
bulk-do-reject = Rejeter le reste
bulk-do-reject-says = verse les vérifiées, rejette les autres
bulk-wait = la page arrive
bulk-of-other = lot de { $name }
bulk-done-already = le lot est clos
bulk-nothing-to-key = aucune fiche n'attend
bulk-other-clerk-verifies = un autre agent vérifie
bulk-totals-differ = les totaux diffèrent du bordereau
bulk-not-verified = toutes les fiches ne sont pas vérifiées
bulk-reject-title = Rejeter le reste du lot
bulk-reject-question = { $taken } fiches vérifiées seront versées, { $left } rejetées avec leur liste.
bulk-reject-short = Rejeter
bulk-posting = Versement en cours. Continuez ailleurs si vous voulez.
bulk-posted = Versées : { $posted } ; doublons à voir : { $doubtful } ; rejets : { $rejected }.

# Un doublon possible
bulk-doubt-title = Doublon possible : { $name }
bulk-doubt-same = C'est { $name }
bulk-doubt-other = Une autre personne
bulk-doubt-other-says = un nouveau dossier est ouvert
bulk-doubt-known = Déjà saisi
bulk-doubt-known-says = rien n'est ajouté
bulk-doubt-new = Un autre, le même jour
bulk-doubt-firm = Une autre entreprise
bulk-doubt-settled = Réglé : dossier { $number }.

# Le rapport
bulk-report-sum =
    { $differences ->
        [one] { $forms } fiches vérifiées, { $differences } différence sur { $compared } champs saisis deux fois, { $rate }
       *[other] { $forms } fiches vérifiées, { $differences } différences sur { $compared } champs saisis deux fois, { $rate }
    }
bulk-report-operators = Par agent
bulk-report-keyed = 1re
bulk-report-verified = 2e
bulk-report-strokes = frappes
bulk-report-rate = /h
bulk-report-caught = sonnées
bulk-report-errors = erreurs
bulk-report-percent = taux
bulk-report-fields = Par champ
bulk-report-compared = saisis
bulk-report-different = écarts
bulk-report-first = faux 1re
bulk-report-second = faux 2e
bulk-report-no-difference = Aucune différence entre les deux saisies.
bulk-report-rejected =
    { $count ->
        [one] { $count } fiche rejetée
       *[other] { $count } fiches rejetées
    }
bulk-keyed-twice = { $label } : { $first } ({ $by }), { $second } ({ $other }) ; retenu { $kept }
bulk-rejects-printed = Versées : { $posted } ; rejets : { $rejected }, liste dans { $path }.
bulk-paper-name = rapport-lot-{ $number }

draft-bulk = Saisie en série
act-announce-batch = Lot annoncé
act-correct-batch = Bordereau corrigé
act-key-form = Fiche saisie
act-verify-form = Fiche vérifiée
act-mend-form = Fiche reprise
act-post-form = Versement d'une fiche papier
act-same-person = Fiche papier d'une personne connue
act-post-batch = Lot versé
act-reject-form = Fiche rejetée
act-doubt-form = Fiche mise en doute
act-known-already = Fiche déjà saisie

flaw-empty-on-paper = { $field } : vide. Tapez-le, ou Entrée s'il manque sur le papier.
flaw-person-number = { $field } : « { $value } » n'est pas un numéro de dossier d'ici.
flaw-interview-future = { $field } : un entretien tenu n'est pas à venir.
flaw-ratings = { $field } : un chiffre par axe, { $count } au plus, - pour aucun.
flaw-counsellor-unknown = { $field } : « { $value } » n'est pas un agent de l'agence.
flaw-firm-unknown = { $field } : « { $value } » n'est pas une entreprise d'ici, ou plusieurs.
flaw-fewer-than-keyed = { $field } : { $count } fiches sont déjà saisies.
refused-batch-other-clerk = Le lot { $number } est saisi par { $name }.
refused-batch-other-clerk-means = Un seul agent fait chaque saisie d'un lot ; rien n'a été enregistré.
refused-batch-other-clerk-do = Passez-lui la pile, ou annoncez un autre lot.
refused-batch-full = Le lot { $number } a ses { $count } fiches.
refused-batch-full-means = La pile ne peut pas avoir plus de fiches que le bordereau.
refused-batch-full-do = Recomptez la pile ; m corrige le bordereau.
refused-batch-done = Le lot { $number } est clos.
refused-batch-done-means = Ses fiches sont versées ou rejetées.
refused-batch-done-do = Corrigez le dossier lui-même.
refused-first-not-closed = La 1re saisie du lot { $number } n'est pas finie.
refused-first-not-closed-means = On vérifie quand toutes les fiches annoncées sont saisies.
refused-first-not-closed-do = Attendez la fin de la 1re saisie, ou corrigez le bordereau.
refused-same-clerk = Vous avez fait la 1re saisie du lot { $number }.
refused-same-clerk-means = La 2e saisie est faite par un autre agent, à l'aveugle.
refused-same-clerk-do = Passez la pile à un collègue.
refused-not-balanced = Le lot { $number } n'est pas équilibré.
refused-not-balanced-means = Le nombre ou un total diffère du bordereau, ou une fiche n'est pas vérifiée.
refused-not-balanced-do = Regardez les fiches marquées ; m corrige le bordereau s'il se trompe.
refused-distinct-head = La même pièce est au dossier { $number }.
refused-distinct-head-means = Deux personnes avec la même pièce : c'est au chef d'agence de le dire.
refused-distinct-head-do = Laissez la fiche en attente et montrez-la au chef d'agence.

state-batch-form-keyed = saisie
state-batch-form-aside = à revoir
state-batch-form-verified = vérifiée
state-batch-form-doubtful = doublon possible
state-batch-form-posted = versée
state-batch-form-rejected = rejetée

record-keyed-twice = double saisie
    .many = doubles saisies

# Champs
field-verify = 2e saisie
field-batch = Lot
field-form-no = Fiche
field-keyed = Saisi
field-differences = Différences
field-compared = Saisis 2 fois
field-aside-reason = Raison
field-keyed-by = Saisi par
field-keyed-strokes = Frappes
field-keyed-seconds = Secondes
field-keyed-slips = Erreurs
field-verified-by = Vérifié par
field-verified-strokes = Frappes
field-verified-seconds = Secondes
field-verified-slips = Erreurs
field-subject-number = Dossier
field-doubts = Doublons
field-batch-form = Fiche papier
field-batch-number = Lot
field-keyed-field = Champ
field-first-value = 1re saisie
field-second-value = 2e saisie
field-kept-value = Retenu
field-births = Naissances
field-serials = Numéros
field-positions-sum = Postes
field-form-serial = N° de fiche
field-ratings = Axes

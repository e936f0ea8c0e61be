### Doublons : deux dossiers d'une personne, fusion, fusion défaite, personnes distinctes.

act-merge = Dossiers fusionnés
act-unmerge = Fusion défaite
act-distinct = Personnes distinctes
act-verify-pair = Doublon à vérifier
merge-done = { $lost } est fusionné dans { $survivor }. La fusion peut être défaite pendant { $days } jours.
merge-moved = Déplacé : { $record }, { $count }
merge-unmerged = { $lost } est rétabli, { $survivor } est de nouveau seul.
merge-stays = Ajouté depuis, reste avec { $survivor } : { $record }, { $count }
merge-changed = Modifié depuis, reste comme il est : { $record }, { $field }
merge-distinct = { $survivor } et { $lost } sont deux personnes. Ce doublon ne sera plus montré.
merge-verify = { $survivor } et { $lost } sont à vérifier. Une tâche demande une pièce.
merge-none = Aucun doublon n'attend.
merge-none-late = Aucune fusion ne peut encore être défaite.
merge-left = { $lost } dans { $survivor }, encore { $days } jours
refused-merge-itself = C'est deux fois le même dossier.
refused-merge-done = { $number } est déjà fusionné dans un autre dossier.
refused-merge-guarded = { $number } est limité, gardé par la loi ou à effacer : il ne peut pas être fusionné.
refused-merge-guarded-do = Attendez que ce soit levé, par l'auditeur ou le chef d'agence.
refused-merge-gone = { $number } est fusionné dans { $into }.
refused-merge-gone-do = Demandez l'effacement de { $into }, il emporte les deux.
refused-not-merged = { $number } n'est fusionné dans aucun dossier.
refused-unmerge-late = La fusion de { $number } date de plus de { $days } jours, elle ne peut plus être défaite.
refused-unmerge-erased = Ce que cette fusion a changé n'est plus gardé, elle ne peut plus être défaite.
refused-merged-since = { $number } a été fusionné depuis dans un autre dossier.
refused-merged-since-do = Défaites d'abord cette fusion-là.
wrong-merge-field = « { $value } » n'est pas un champ à choisir entre ces deux dossiers.
cli-value-with = NUMÉRO
cli-value-take = CHAMPS

## L'écran des doublons.
title-duplicates = Doublons
help-duplicates =
    Cette page montre les dossiers de l'agence qui sont peut-être d'une même personne, les plus sûrs d'abord.
    Entrée ouvre les deux dossiers côte à côte. s dit ce qu'ils sont : même personne, personnes distinctes, à vérifier.
    En bas, les fusions qui peuvent encore être défaites : Entrée ouvre le dossier, z défait la fusion, avec un motif. C'est au chef d'agence.
    Signe : un point d'exclamation devant la force, c'est certain ; seul le chef d'agence dit alors que ce sont deux personnes.
duplicates-strength = Force
duplicates-first = Dossier
duplicates-second = Autre dossier
duplicates-evidence = Indices
duplicates-number = N°
duplicates-other = Autre n°
duplicates-context =
    { $count ->
        [0] Aucun doublon n'attend
        [one] { $count } doublon possible
       *[other] { $count } doublons possibles
    }
duplicates-empty = Aucun doublon n'attend, aucune fusion ne peut être défaite. g j montre la journée.
duplicates-verifying = à vérifier : { $words }
duplicates-whole = { $a } et { $b } : { $words }
duplicates-merges = Fusions qui peuvent être défaites
duplicates-days = { $days } j
duplicates-merged = fusionné dans { $survivor }
duplicates-done = { $lost } est fusionné dans { $survivor }, { $days } jours pour défaire.
duplicates-counted = { $record } { $count }
duplicates-say = Ces deux dossiers
duplicates-say-same = même personne : voir côte à côte et fusionner
duplicates-say-distinct = personnes distinctes : plus jamais montré
duplicates-say-to-verify = à vérifier : une pièce est demandée
duplicates-say-swap = garder l'autre dossier et son numéro
title-unmerge = Défaire la fusion de { $lost } dans { $survivor }
duplicates-undo = Défaire
duplicates-undo-says = Le motif est gardé. Ce qui a été ajouté depuis reste où il est, et vous sera dit.
duplicates-left = Ce qui reste où il est
title-duplicate-pair = Deux dossiers
help-duplicate-pair =
    Cette page met deux dossiers côte à côte, champ par champ. À gauche celui qui reste, à droite celui qui part dans l'autre.
    1 garde la valeur de gauche, 2 celle de droite ; 3 et 4 font de même pour tous les champs. Entrée fusionne, après une question.
    s dit que ce sont deux personnes, qu'une pièce manque, ou garde l'autre numéro.
    Signe : le signe égal est devant la valeur qui restera. Sans chiffre, il n'y a rien à choisir.
duplicates-field = Champ
duplicates-stays = Dossier qui reste
duplicates-goes = Dossier qui part
duplicates-pair-context = { $survivor } reste, { $lost } part
duplicates-one = Garder 1
duplicates-two = Garder 2
duplicates-all-one = Tout à gauche
duplicates-all-two = Tout à droite
duplicates-nothing = Rien à choisir sur cette ligne : la valeur reste, ou vient du seul dossier qui l'a.
duplicates-evidence-says = Indices : { $words }
duplicates-moves = Change de dossier : { $words }
duplicates-moves-none = Rien ne change de dossier.
duplicates-both-open = Les deux sont inscrits : l'inscription de { $lost } sort pour doublon.
title-merge = Fusionner { $lost } dans { $survivor }
duplicates-merge = Fusionner
duplicates-merge-says = Tout ce qui est au dossier { $lost } passe à { $survivor }. Le chef d'agence peut défaire la fusion pendant { $days } jours.

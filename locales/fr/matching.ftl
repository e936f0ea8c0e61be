# Rapprochement : le rang d'un candidat ou d'une offre et ses raisons (services/matching, guichet match, dossiers et offres).

cli-match = Classe les candidats d'une offre, ou les offres d'une personne
cli-match-side = offer (offre) ou person (personne)
cli-match-number = Son numéro
cli-match-limit = Combien au plus (20 si rien n'est dit)
cli-match-json = Pour un programme
cli-value-side = offer|person
cli-value-number = NUMÉRO
cli-match-candidates =
    { $count ->
        [0] Aucun candidat.
        [one] Un candidat.
       *[other] { $shown } candidats montrés sur { $count }.
    }
cli-match-offers =
    { $count ->
        [0] Aucune offre qui convient.
        [one] Une offre qui convient.
       *[other] { $shown } offres montrées sur { $count }.
    }
cli-match-stale =
    { $count ->
        [one] Une offre à relancer : sa date est passée ou l'employeur se tait.
       *[other] { $count } offres à relancer : leur date est passée ou l'employeur se tait.
    }

match-need-required = exigé
match-need-desired = souhaité
match-need-wish = condition

match-occupation-first = métier : { $occupation }, premier métier recherché
match-occupation-other = métier : { $occupation }, autre métier recherché
match-occupation-near = métier proche recherché : { $occupation }
match-occupation-group = métier du même groupe recherché : { $occupation }
match-occupation-evolution = évolution depuis le métier recherché : { $occupation }
match-experience-jobs = expérience : { $months } mois, { $asked } demandés (emplois : { $jobs }, certificats vus : { $proofs })
match-experience-yes = expérience : { $months } mois, { $asked } demandés
match-experience-near = expérience : { $months } mois dans un métier voisin, { $asked } demandés : à vérifier
match-experience-no = expérience : { $months } mois, { $asked } demandés
match-experience-near-no = expérience : { $months } mois dans un métier voisin, { $asked } demandés
match-experience-unknown = expérience : inconnue, { $asked } mois demandés
match-education-yes = niveau : { $own }, { $level } demandé
match-education-proved = niveau : { $own }, diplôme vu, { $level } demandé
match-education-no = niveau : { $own }, { $level } demandé
match-education-unknown = niveau : inconnu, { $level } demandé
match-skill-proved = compétence prouvée : { $skill }
match-skill-assessed = compétence évaluée : { $skill }
match-skill-declared = compétence déclarée : { $skill }
match-skill-unknown = compétence à demander, inconnue dans le dossier : { $skill }
match-language-yes = langue : { $language } { $own }, { $asked } demandé
match-language-any = langue : { $language } { $own }
match-language-no = langue : { $language } { $own }, { $asked } demandé
match-language-unknown = langue : { $language }, niveau inconnu
match-licence-yes = permis : { $licence }
match-licence-no = permis : pas { $licence }
match-licence-unknown = permis : inconnu, { $licence } demandé
match-right-yes = droit de travailler : oui
match-right-expired = droit de travailler : titre jusqu'au { $day }, à vérifier
match-right-unknown = droit de travailler : à vérifier
match-travel-remote = trajet : travail à distance
match-travel-town = trajet : même ville
match-travel-department = trajet : même département
match-travel-province = trajet : même province
match-travel-elsewhere = trajet : autre province, mobilité nationale
match-travel-quarter = trajet : même ville, mais quartier seulement : à vérifier
match-travel-housing = trajet : hors de la mobilité dite, mais logement donné : à vérifier
match-travel-no = trajet : hors de la mobilité dite
match-travel-unknown = trajet : lieu ou mobilité inconnus
match-contract-all = contrat : { $contract }, tous acceptés
match-contract-yes = contrat : { $contract } accepté
match-contract-no = contrat : { $contract } pas parmi ceux acceptés
match-time-all = temps de travail : { $time }, tous acceptés
match-time-yes = temps de travail : { $time } accepté
match-time-no = temps de travail : { $time } pas parmi ceux acceptés
match-pay-any = salaire : pas de minimum dit
match-pay-yes = salaire : { $pay } par mois, { $wish } souhaités
match-pay-no = salaire : { $pay } par mois, { $wish } souhaités
match-pay-unknown = salaire : pas donné, { $wish } souhaités
match-available-now = disponible : dès aujourd'hui
match-available-yes = disponible : le { $day }, avant la prise de poste
match-available-no = disponible : le { $day }, après la prise de poste
match-available-unknown = disponible : date inconnue

match-tie-national = À points égaux avec le suivant : priorité aux nationaux (code du travail, art. 137).
match-tie-never-proposed = À points égaux avec le suivant : aucune proposition à ce jour, donc avant.
match-tie-last-proposed = À points égaux avec le suivant : dernière proposition plus ancienne, donc avant.
match-tie-registered = À points égaux avec le suivant : inscription plus ancienne, donc avant.
match-tie-id = À points égaux avec le suivant : ordre des dossiers.
match-never-used = Jamais utilisés : âge, sexe, nom, naissance, famille, santé, freins, refus.

match-distance-remote = à distance
match-distance-town = même ville
match-distance-department = même dép.
match-distance-province = même prov.
match-distance-elsewhere = autre prov.

refused-offer-not-open =
    { $state ->
        [draft] L'offre { $number } est encore un brouillon.
        [to_check] L'offre { $number } est à valider.
        [paused] L'offre { $number } est suspendue.
        [filled] L'offre { $number } est pourvue.
        [refused] L'offre { $number } n'est pas conforme.
       *[other] L'offre { $number } est close.
    }
refused-offer-not-open-means = On ne classe et ne propose que pour une offre ouverte.
refused-offer-not-open-do = Ouvrez l'offre : la suite possible y est montrée.
refused-offer-expired = L'offre { $number } a expiré le { $day }.
refused-offer-expired-means = On ne propose pas une offre dont la date est passée.
refused-offer-expired-do = Appelez l'employeur ; prolongez l'offre s'il cherche toujours.
refused-offer-silent = L'offre { $number } est sans nouvelles de l'employeur depuis plus de { $days } jours.
refused-offer-silent-means = Elle ne se propose plus avant un appel.
refused-offer-silent-do = Appelez l'employeur et notez le contact.
refused-not-to-propose =
    { $state ->
        [draft] Le dossier { $number } est encore un brouillon.
        [incomplete] L'inscription { $number } est à compléter.
        [in_measure] La personne { $number } est en mesure.
        [suspended] L'inscription { $number } est suspendue.
        [strike_proposed] Une radiation est proposée pour { $number }.
       *[closed] La personne { $number } n'est plus inscrite.
    }
refused-not-to-propose-means = On ne propose d'offres qu'aux personnes inscrites et disponibles.
refused-not-to-propose-do = Voyez la situation dans le dossier.

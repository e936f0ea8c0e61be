# Formulation d'une offre (domain/wording.rs) et salaire (domain/wage.rs) : domain.md §7 et §2.7.

wording-title = { $count ->
    [0] Formulation : rien n'empêche la publication
    [one] Formulation : { $count } passage empêche la publication
   *[other] Formulation : { $count } passages empêchent la publication
}
wording-kind-sex = sexe
wording-kind-age = âge
wording-kind-origin = origine
wording-kind-nationality = nationalité
wording-kind-religion = religion
wording-kind-family = famille
wording-kind-health = santé
wording-kind-appearance = apparence
wording-kind-politics = opinion, syndicat
wording-kind-residence = résidence

wording-reason-sex = Le poste est ouvert aux femmes et aux hommes (code du travail, art. 9).
wording-reason-age = L'âge ne dit rien du travail : demandez une expérience ou un diplôme.
wording-reason-origin = L'origine et l'ethnie ne sont jamais un critère (code du travail, art. 9).
wording-reason-nationality = La nationalité n'est un critère que si un texte le dit (art. 9 et 137).
wording-reason-religion = La religion n'est jamais un critère (code du travail, art. 9).
wording-reason-family = La famille n'est pas un critère : dites les horaires et les déplacements.
wording-reason-health = La santé relève du médecin du travail : dites les gestes du poste.
wording-reason-appearance = L'apparence n'est pas un critère : dites la tenue que le poste demande.
wording-reason-politics = L'opinion et le syndicat ne sont jamais un critère (code du travail, art. 9).
wording-reason-residence = Le domicile n'est pas un critère : dites l'horaire et le lieu de travail.

wording-replace = remplacer par « { $words } »
wording-remove = retirer
wording-remove-or-condition = retirer, ou condition particulière
wording-suspicious = à revoir, n'empêche pas la publication
wording-law = Code du travail, art. 9.
wording-basis = Base légale : { $bases }.
wording-no-basis = Base légale : aucune pour ce contrat.

wage-lawful = Salaire : { $monthly } FCFA, au-dessus du SMIG.
wage-blocks = Salaire : { $monthly } FCFA, sous le SMIG de { $amount } pour cet horaire.
wage-under-smig = Salaire : environ { $monthly } FCFA par mois, sous le SMIG de { $amount }.
wage-under-own-floor = Salaire : { $monthly } FCFA, sous le minimum de ce contrat, { $amount }.
wage-under-income = Salaire : { $monthly } FCFA, au-dessus du SMIG, sous le revenu minimum de { $amount }.
wage-month = soit environ { $monthly } FCFA par mois

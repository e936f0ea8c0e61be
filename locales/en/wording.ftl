# Wording of an offer (domain/wording.rs) and its wage (domain/wage.rs): domain.md §7 and §2.7.

wording-title = { $count ->
    [0] Wording: nothing prevents publication
    [one] Wording: { $count } passage prevents publication
   *[other] Wording: { $count } passages prevent publication
}
wording-kind-sex = sex
wording-kind-age = age
wording-kind-origin = origin
wording-kind-nationality = nationality
wording-kind-religion = religion
wording-kind-family = family
wording-kind-health = health
wording-kind-appearance = appearance
wording-kind-politics = opinion, union
wording-kind-residence = residence

wording-reason-sex = The post is open to women and men (labour code, art. 9).
wording-reason-age = Age says nothing about the work: ask for experience or a certificate.
wording-reason-origin = Origin and ethnic group are never a criterion (labour code, art. 9).
wording-reason-nationality = Nationality is a criterion only where a text says so (art. 9 and 137).
wording-reason-religion = Religion is never a criterion (labour code, art. 9).
wording-reason-family = Family is no criterion: state the hours and the travel.
wording-reason-health = Health is for the company doctor: state what the post demands.
wording-reason-appearance = Appearance is no criterion: state the dress that the post demands.
wording-reason-politics = Opinion and union are never a criterion (labour code, art. 9).
wording-reason-residence = The home is no criterion: state the hours and the place of work.

wording-replace = put ‘{ $words }’ instead
wording-remove = take out
wording-remove-or-condition = take out, or special condition
wording-suspicious = to be reviewed, does not prevent publication
wording-law = Labour code, art. 9.
wording-basis = Legal basis: { $bases }.
wording-no-basis = Legal basis: none for this contract.

wage-lawful = Wage: { $monthly } XAF, above the minimum wage.
wage-blocks = Wage: { $monthly } XAF, under the minimum of { $amount } for these hours.
wage-under-smig = Wage: about { $monthly } XAF a month, under the minimum of { $amount }.
wage-under-own-floor = Wage: { $monthly } XAF, under the floor of this contract, { $amount }.
wage-under-income = Wage: { $monthly } XAF, lawful, under the minimum income of { $amount }.
wage-month = about { $monthly } XAF a month

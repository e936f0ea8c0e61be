# Matching: the rank of a candidate or an offer and its reasons (services/matching, guichet match, files and offers).

cli-match = Ranks the candidates of an offer, or the offers for a person
cli-match-side = offer or person
cli-match-number = Its number
cli-match-limit = How many at most (20 if nothing is said)
cli-match-json = For a program
cli-value-side = offer|person
cli-value-number = NUMBER
cli-match-candidates =
    { $count ->
        [0] No candidate.
        [one] One candidate.
       *[other] { $shown } candidates shown of { $count }.
    }
cli-match-offers =
    { $count ->
        [0] No offer that fits.
        [one] One offer that fits.
       *[other] { $shown } offers shown of { $count }.
    }
cli-match-stale =
    { $count ->
        [one] One offer to follow up: its date has passed or the employer is silent.
       *[other] { $count } offers to follow up: their date has passed or the employer is silent.
    }

match-need-required = required
match-need-desired = desired
match-need-wish = condition

match-occupation-first = occupation: { $occupation }, first occupation sought
match-occupation-other = occupation: { $occupation }, another occupation sought
match-occupation-near = neighbouring occupation sought: { $occupation }
match-occupation-group = occupation of the same group sought: { $occupation }
match-occupation-evolution = a step on from the occupation sought: { $occupation }
match-experience-jobs = experience: { $months } months, { $asked } asked (jobs: { $jobs }, certificates seen: { $proofs })
match-experience-yes = experience: { $months } months, { $asked } asked
match-experience-near = experience: { $months } months in a neighbouring occupation, { $asked } asked: to be verified
match-experience-no = experience: { $months } months, { $asked } asked
match-experience-near-no = experience: { $months } months in a neighbouring occupation, { $asked } asked
match-experience-unknown = experience: unknown, { $asked } months asked
match-education-yes = level: { $own }, { $level } asked
match-education-proved = level: { $own }, certificate seen, { $level } asked
match-education-no = level: { $own }, { $level } asked
match-education-unknown = level: unknown, { $level } asked
match-skill-proved = proved skill: { $skill }
match-skill-assessed = assessed skill: { $skill }
match-skill-declared = stated skill: { $skill }
match-skill-unknown = skill to ask about, unknown in the file: { $skill }
match-language-yes = language: { $language } { $own }, { $asked } asked
match-language-any = language: { $language } { $own }
match-language-no = language: { $language } { $own }, { $asked } asked
match-language-unknown = language: { $language }, level unknown
match-licence-yes = licence: { $licence }
match-licence-no = licence: not { $licence }
match-licence-unknown = licence: unknown, { $licence } asked
match-right-yes = right to work: yes
match-right-expired = right to work: permit until { $day }, to be verified
match-right-unknown = right to work: to be verified
match-travel-remote = journey: remote work
match-travel-town = journey: same town
match-travel-department = journey: same department
match-travel-province = journey: same province
match-travel-elsewhere = journey: another province, mobile in the whole country
match-travel-quarter = journey: same town, but the neighbourhood only: to be verified
match-travel-housing = journey: beyond the stated mobility, but housing is given: to be verified
match-travel-no = journey: beyond the stated mobility
match-travel-unknown = journey: place or mobility unknown
match-contract-all = contract: { $contract }, all accepted
match-contract-yes = contract: { $contract } accepted
match-contract-no = contract: { $contract } not among those accepted
match-time-all = working time: { $time }, all accepted
match-time-yes = working time: { $time } accepted
match-time-no = working time: { $time } not among those accepted
match-pay-any = pay: no minimum stated
match-pay-yes = pay: { $pay } a month, { $wish } wished for
match-pay-no = pay: { $pay } a month, { $wish } wished for
match-pay-unknown = pay: not given, { $wish } wished for
match-available-now = available: from today
match-available-yes = available: on { $day }, before the first day of work
match-available-no = available: on { $day }, after the first day of work
match-available-unknown = available: day unknown

match-tie-national = Equal points with the next: priority to nationals (labour code, art. 137).
match-tie-never-proposed = Equal points with the next: no proposal so far, so before.
match-tie-last-proposed = Equal points with the next: last proposal longer ago, so before.
match-tie-registered = Equal points with the next: registered earlier, so before.
match-tie-id = Equal points with the next: the order of the files.
match-never-used = Never used: age, sex, name, birth, family, health, obstacles, refusals.

match-distance-remote = remote
match-distance-town = same town
match-distance-department = same dept.
match-distance-province = same prov.
match-distance-elsewhere = other prov.

refused-offer-not-open =
    { $state ->
        [draft] Offer { $number } is still a draft.
        [to_check] Offer { $number } is to be checked.
        [paused] Offer { $number } is paused.
        [filled] Offer { $number } is filled.
        [refused] Offer { $number } is not lawful.
       *[other] Offer { $number } is closed.
    }
refused-offer-not-open-means = Only for an open offer are people ranked and proposed.
refused-offer-not-open-do = Open the offer: it shows what is possible.
refused-offer-expired = Offer { $number } expired on { $day }.
refused-offer-expired-means = An offer past its date is not proposed.
refused-offer-expired-do = Call the employer; extend the offer if the search goes on.
refused-offer-silent = Offer { $number } has had no news of its employer for more than { $days } days.
refused-offer-silent-means = It is not proposed before a call.
refused-offer-silent-do = Call the employer and note the contact.
refused-not-to-propose =
    { $state ->
        [draft] File { $number } is still a draft.
        [incomplete] Registration { $number } is to be completed.
        [in_measure] Person { $number } is in a measure.
        [suspended] Registration { $number } is suspended.
        [strike_proposed] Striking off is proposed for { $number }.
       *[closed] Person { $number } is no longer registered.
    }
refused-not-to-propose-means = Offers are proposed only to people who are registered and available.
refused-not-to-propose-do = See the situation in the file.

# Dates, mois et heures saisis (domain/dates.rs)
flaw-date-unreadable = { $field } : une date, par exemple 3/12, 03121998, +7, lun ou demain.
flaw-date-no-such-day = { $field } : ce jour n'existe pas. Jour, mois, année : 28/02/2026.
flaw-date-weekday = { $field } : ce jour de la semaine ne tombe pas à cette date.
flaw-birth-no-year = { $field } : il manque l'année, par exemple 03/12/1998 ou 1998 seul.
flaw-month-unreadable = { $field } : un mois, par exemple 03/2026 ou mars.
flaw-time-unreadable = { $field } : une heure, par exemple 9h30 ou 0930.

# Poids d'un indice de doublon, devant les indices : « FORT : même téléphone »
strength-certain = CERTAIN
strength-strong = FORT
strength-weak = faible
strength-against = contre

# Indices de doublon, joints par des virgules (domain/duplicate.rs)
evidence-document = même pièce { $number }
evidence-former = même ancien numéro { $number } ({ $source })
evidence-names-birth = mêmes noms, même date de naissance
evidence-names-part-birth = une partie des noms, même date de naissance
evidence-names-close-birth = noms proches, même date de naissance
evidence-names-birth-swapped = mêmes noms, jour et mois de naissance inversés
evidence-names-birth-slip = mêmes noms, date de naissance à une faute près
evidence-names-birth-year = mêmes noms, même année de naissance
evidence-phone-birth-year = même téléphone, même année de naissance
evidence-phone = même téléphone
evidence-names = mêmes noms
evidence-names-part = une partie des noms
evidence-names-begin = début du nom
evidence-names-close = noms proches
evidence-against-documents = deux pièces valables du même type, numéros différents
evidence-against-years = { $years } ans d'écart
evidence-against-twins = jumeaux possibles

# Dates, months and times typed (domain/dates.rs)
flaw-date-unreadable = { $field }: a date, for example 3/12, 03121998, +7, mon or tomorrow.
flaw-date-no-such-day = { $field }: no such day. Day, month, year: 28/02/2026.
flaw-date-weekday = { $field }: that date falls on another day of the week.
flaw-birth-no-year = { $field }: the year is missing, for example 03/12/1998 or just 1998.
flaw-month-unreadable = { $field }: a month, for example 03/2026 or march.
flaw-time-unreadable = { $field }: a time, for example 9:30 or 0930.

# Weight of the evidence for a duplicate, before it: "STRONG: same phone"
strength-certain = CERTAIN
strength-strong = STRONG
strength-weak = weak
strength-against = against

# Evidence for a duplicate, joined by commas (domain/duplicate.rs)
evidence-document = same document { $number }
evidence-former = same former number { $number } ({ $source })
evidence-names-birth = same names, same birth date
evidence-names-part-birth = some of the names, same birth date
evidence-names-close-birth = similar names, same birth date
evidence-names-birth-swapped = same names, day and month of birth exchanged
evidence-names-birth-slip = same names, birth date with one slip
evidence-names-birth-year = same names, same birth year
evidence-phone-birth-year = same phone, same birth year
evidence-phone = same phone
evidence-names = same names
evidence-names-part = some of the names
evidence-names-begin = name begins alike
evidence-names-close = similar names
evidence-against-documents = two valid documents of one type, different numbers
evidence-against-years = { $years } years apart
evidence-against-twins = possibly twins

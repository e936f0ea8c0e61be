# Search: kind of row (screens.md §6, column "Quoi")
search-kind-person = JS
search-kind-employer = EMP
search-kind-vacancy = VAC

# Search: why a row was found (column "Trouvé par", 22 signs). part: surname, given, married
found-exact = exact name
found-begins = { $part ->
    [given] given name begins
    [married] married name begins
   *[surname] surname begins
}
found-more = { $count ->
    [one] one name more
   *[other] { $count } names more
}
found-inverted = other order
found-sound = { $part ->
    [given] given name, sound
    [married] married name, sound
   *[surname] surname, sound
}
found-letters = { $part ->
    [given] given, { $count ->
        [one] 1 letter
       *[other] { $count } letters
    }
    [married] married, { $count ->
        [one] 1 letter
       *[other] { $count } letters
    }
   *[surname] surname, { $count ->
        [one] 1 letter
       *[other] { $count } letters
    }
}
found-number = number
found-former = former number
found-phone = telephone
found-document = document
found-employer = employer

# The search screen
title-search = Search
help-search =
    The search finds a person, an employer or a vacancy by name, even misspelt or the other way round, by a number, a telephone even of the old form, a document.
    Enter opens the first row, the arrows choose another, Tab shows one kind only. Ctrl+N registers the name typed.
    Esc goes back exactly to where you were: the form below has not changed. F3 begins anew.
    The column "Found by" says why a row is there. Of another agency only the short card is seen.
search-prompt = Name, number, telephone, document:
search-prompt-person = People only:
search-prompt-employer = Employers only:
search-prompt-vacancy = Vacancies only:
search-what = What
search-name = Name
search-born = Born
search-agency = Agency
search-state = State
search-found = Found by
search-number = No.
search-town = Town
search-kind = Kind
search-intake = Register
search-count =
    { $count ->
        [0] none found
        [one] { $count } found
       *[other] { $count } found
    }
search-no-more = Nothing else comes near.
search-nothing = Nothing comes near, not even with a slip.
search-elsewhere =
    { $count ->
        [one] { $count } file of another agency: short card only.
       *[other] { $count } files of other agencies: short card only.
    }
search-missing = Not in the list?
search-register = Ctrl+N{"  "}Register "{ $typed }": the name is taken into the form
search-or = Or the telephone, even of the old form (07 00 00 12), the number, the document.
search-enter = Enter opens the first row, the arrows choose.

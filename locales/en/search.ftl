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

# Recherche : genre de ligne (screens.md §6, colonne « Quoi »)
search-kind-person = DE
search-kind-employer = ENT
search-kind-vacancy = OFF

# Recherche : pourquoi une ligne est trouvée (colonne « Trouvé par », 22 signes). part : surname, given, married
found-exact = nom exact
found-begins = { $part ->
    [given] début du prénom
    [married] début du nom marital
   *[surname] début du nom
}
found-more = { $count ->
    [one] un nom de plus
   *[other] { $count } noms de plus
}
found-inverted = ordre inversé
found-sound = { $part ->
    [given] prénom, un son proche
    [married] marital, son proche
   *[surname] nom, un son proche
}
found-letters = { $part ->
    [given] prénom, { $count ->
        [one] 1 lettre
       *[other] { $count } lettres
    }
    [married] marital, { $count ->
        [one] 1 lettre
       *[other] { $count } lettres
    }
   *[surname] nom, { $count ->
        [one] 1 lettre
       *[other] { $count } lettres
    }
}
found-number = numéro
found-former = ancien numéro
found-phone = téléphone
found-document = pièce
found-employer = entreprise

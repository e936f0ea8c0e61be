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

# L'écran de la recherche
title-search = Recherche
help-search =
    La recherche trouve une personne, une entreprise ou une offre par son nom, même mal écrit ou inversé, par un numéro, un téléphone même ancien, une pièce.
    Entrée ouvre la première ligne, les flèches en choisissent une autre, Tab montre un seul genre. Ctrl+N inscrit le nom tapé.
    Échap revient exactement où vous étiez : le formulaire resté dessous n'a pas changé. F3 recommence.
    La colonne « Trouvé par » dit pourquoi une ligne est là. D'une autre agence, seule la fiche courte se voit.
search-prompt = Nom, numéro, téléphone, pièce :
search-prompt-person = Personnes seulement :
search-prompt-employer = Entreprises seulement :
search-prompt-vacancy = Offres seulement :
search-what = Quoi
search-name = Nom
search-born = Né(e)
search-agency = Agence
search-state = Situation
search-found = Trouvé par
search-number = N°
search-town = Ville
search-kind = Genre
search-intake = Inscrire
search-count =
    { $count ->
        [0] aucun trouvé
        [one] { $count } trouvé
       *[other] { $count } trouvés
    }
search-no-more = Rien d'autre de proche.
search-nothing = Rien de proche, même avec une faute de frappe.
search-elsewhere =
    { $count ->
        [one] { $count } dossier d'une autre agence : fiche courte seulement.
       *[other] { $count } dossiers d'autres agences : fiche courte seulement.
    }
search-missing = Pas dans la liste ?
search-register = Ctrl+N{"  "}Inscrire « { $typed } » : le nom est repris dans la fiche
search-or = Ou le téléphone, même ancien (07 00 00 12), le numéro, la pièce.
search-enter = Entrée ouvre la première ligne, les flèches choisissent.

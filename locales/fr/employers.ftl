# Entreprises : la liste, la fiche, le formulaire, visites, relances (screens.md §12).
title-employers = Entreprises
help-employers =
    Les entreprises de l'agence, par nom : offres ouvertes, dernier contact, chargé d'affaires.
    Entrée ouvre la fiche. n en crée une nouvelle. / filtre en tapant des mots : nom, ville, secteur, offres, miennes, silence, active, sommeil ; chaque mot resserre.
    r prend un rendez-vous, l prévoit une relance, b garde une note datée, v montre les vues gardées, t change l'ordre.
    Signes : un point d'exclamation devant « Vu », le dernier contact : il faut l'appeler : plus de dix jours avec une offre ouverte, plus de quatre-vingt-dix sans. « vous », vous la suivez.
employers-name = Entreprise
employers-town = Ville
employers-sector = Secteur
employers-offers = Offres
employers-phone = Téléphone
employers-number = N°
employers-contact = Vu
employers-owner = Suivie par
employers-mine-words = miennes moi mes
employers-offers-words = offre offres
employers-late-words = silence appeler
employers-dormant-words = sommeil
employers-mine = les miennes
employers-with-offers = avec une offre
employers-late = à appeler
employers-sectors = secteur { $word }
employers-by-offers = Tri : offres ouvertes
employers-by-town = Tri : ville
employers-empty = Aucune entreprise dans cette agence. n en crée une ; une liste se reprend par la commande guichet import employers FICHIER.
employers-none = Aucune entreprise pour « { $filter } ». Échap enlève le filtre ({ $all }).

title-employer = Entreprise
help-employer =
    La fiche d'une entreprise : ses faits, ses offres et ses contacts, les personnes proposées, les visites, ce qui a été fait.
    n crée une offre pour elle (sur Contacts, un contact ; sur Visites, une visite). Entrée ouvre la ligne. r prend un rendez-vous.
    Gauche et droite changent d'onglet, Tab va des offres aux contacts. l relance, m modifie, b garde une note, s montre la suite : visite, CAJ, quota, autre chargé d'affaires. h montre l'historique, x donne l'entreprise à un collègue.
    Signes : un point d'exclamation, une échéance passée ou proche, un silence trop long. « ne pas communiquer », un contact que l'on ne donne pas aux candidats. « en sommeil », sans offre, contact, visite ni embauche depuis douze mois.
employer-tab-fiche = Fiche
employer-tab-contacts = Contacts
employer-tab-contacts-none = Aucun contact.
employer-tab-offers = Offres
employer-tab-offers-none = Aucune offre de cette entreprise.
employer-tab-proposals = Propositions
employer-tab-proposals-none = Personne de votre agence n'a été proposé à cette entreprise.
employer-tab-visits = Visites
employer-tab-visits-none = Aucune visite, aucune note. n note une visite.
employer-tab-history = Historique
employer-number = N°
employer-posts = Postes
employer-situation = Situation
employer-expires = Expire
employer-received = Reçue
employer-when = Quand
employer-since = Depuis
employer-person = Personne
employer-purpose = But
employer-place = Lieu
employer-caj = CAJ
employer-not-told = ne pas communiquer
employer-planned = rendez-vous prévu
employer-hires =
    { $count ->
        [one] { $count } embauche
       *[other] { $count } embauches
    }
employer-offers-taken =
    { $count ->
        [one] { $count } offre prise
       *[other] { $count } offres prises
    }
employer-quota = { $due } dus, { $taken } pris
employer-trainees = { $taken } pris
employer-caj-signed = signé le { $day }
employer-todo-nothing = Rien à faire aujourd'hui pour cette entreprise.
employer-todo-visit = visite { $day }
employer-todo-visit-late = visite prévue { $day }, à noter
employer-todo-answers =
    { $count ->
        [one] { $count } retour attendu depuis le { $day }
       *[other] { $count } retours attendus depuis le { $day }
    }
employer-todo-later =
    { $count ->
        [one] { $count } relance prévue
       *[other] { $count } relances prévues
    }
employer-silence =
    { $count ->
        [0] Contact aujourd'hui ; la règle est { $rule } jours.
        [one] Sans contact depuis { $count } jour ; la règle est { $rule }.
       *[other] Sans contact depuis { $count } jours ; la règle est { $rule }.
    }
employer-never = Aucun contact noté ; la règle est { $rule } jours.
employer-new-contact = Contact
employer-new-visit = Visite
employer-new-offer = Offre

# Suite
employer-suite-title = Suite pour { $name }
employer-next-visit = Noter une visite
employer-next-visit-about = ce qui a été dit, les offres prises, le prochain contact
employer-next-caj = CAJ signé
employer-next-caj-about = la convention, son jour
employer-next-quota = Quota de stagiaires
employer-next-quota-about = combien sont dus (5 %)
employer-next-transfer = Autre chargé d'affaires
employer-next-transfer-about = il en est averti
employer-caj-duty = Plus de vingt salariés et trois ans d'activité : cinq pour cent de stagiaires ou d'apprentis.
employer-transfer-title = Donner { $name } à
employer-officer =
    { $count ->
        [0] { $name }, aucune entreprise
        [one] { $name }, { $count } entreprise
       *[other] { $name }, { $count } entreprises
    }
employer-transferred = { $name } est maintenant à { $to }.
notice-employer-received = { $name } : { $by } vous a donné cette entreprise.

# Relance, note, visite, contact
employer-remind-title = Relancer { $name }
employer-remind-words = Appeler { $name }
employer-reminded = Relance de { $name } prévue le { $day }.
employer-noted = Note gardée à la fiche de { $name }.
visit-title = Visite à { $name }
visit-title-correct = Visite à { $name }, corrigée
visit-read-title = Visite du { $day }, { $by }
visit-next-words = Reprendre contact avec { $name }
visit-saved =
    { $count ->
        [0] Visite à { $name } notée.
        [one] Visite à { $name } notée ; nouvelle pour { $count } offre ouverte.
       *[other] Visite à { $name } notée ; nouvelles pour { $count } offres ouvertes.
    }
visit-saved-next =
    { $count ->
        [0] Visite à { $name } notée, prochain contact en relance.
        [one] Visite à { $name } notée, prochain contact en relance ; nouvelle pour { $count } offre.
       *[other] Visite à { $name } notée, prochain contact en relance ; nouvelles pour { $count } offres.
    }
employer-contact-title = Contact de { $name }
employer-contact-new = Nouveau contact de { $name }
employer-contact-saved = Contact { $name } enregistré.

# Le formulaire
title-employer-form = Entreprise, saisie
title-employer-edit = Entreprise, modifier
help-employer-form =
    La fiche d'une entreprise : ce qui la nomme d'abord, puis où elle est, puis qui appeler.
    Entrée va au champ suivant, un code entier y va seul ; Ctrl+O va aux fiches qui se ressemblent ; F10 enregistre.
    F2 montre les codes d'un champ. Échap revient, la saisie est gardée. Dans les fiches à côté, Entrée en ouvre une, s dit que c'est une autre entreprise.
    Signes : * à remplir, ! ce qui empêche d'enregistrer, > la ligne choisie. CERTAIN : même NIF, RCCM ou CNSS.
employer-form-says = Les fiches qui se ressemblent viennent à côté.
employer-distinct = Une autre
employer-no-twin = Aucune fiche ne se ressemble.
employer-made = { $name } a le numéro { $number }.
employer-saved = { $name } : modifications enregistrées.
draft-employer = Entreprise
draft-employer-note = Note sur une entreprise
draft-visit = Visite

flaw-number-of-another = { $field } : déjà celui de { $name } ({ $number }).
flaw-visit-future = { $field } : une visite se note après. r prend un rendez-vous.
flaw-next-before-visit = { $field } : avant la visite. Donnez un jour qui vient après.
refused-visit-not-yours = Seul l'auteur d'une visite la corrige. Gardez une note pour la compléter.

act-new-employer = Entreprise créée
act-save-employer = Entreprise modifiée
act-new-contact = Contact ajouté
act-save-contact = Contact modifié
act-visit = Visite notée
act-save-visit = Visite corrigée
act-import = Reprise d'un fichier

# Offres : liste, dossier, saisie, suite (domain.md §2.7, §3.3, §7 ; screens.md §11).

title-vacancies = Offres
help-vacancies =
    Cette page montre les offres de l'agence, celles qui expirent d'abord.
    Entrée ouvre l'offre, c ses candidats classés, n en saisit une nouvelle, prise au téléphone.
    l note que l'entreprise a été appelée, / filtre par intitulé, entreprise, ville ou état, v change de vue, t l'ordre, z défait votre dernière action du jour.
    Signes : un point d'exclamation devant la date, l'offre expire sous 5 jours ou l'entreprise se tait depuis plus de 30 jours.
title-vacancy = Offre
help-vacancy =
    Cette page montre une offre : détail, candidats, propositions, historique.
    Gauche et droite changent d'onglet. s donne la suite possible : ouvrir, refuser, suspendre, prolonger, clore. m modifie.
    d donne une autre date de fin, l note que l'entreprise a été appelée, n fait une nouvelle offre à partir de celle-ci, c montre les candidats, h l'historique, z défait votre dernière action du jour.
    Candidats : Espace marque et descend, p propose à ceux qui sont marqués, F2 explique le rang en entier ; Propositions : un chiffre note la réponse. i imprime la liste pour l'employeur.
    Signes : un point d'exclamation devant une date, elle est passée ; devant le salaire, il empêche la publication.
title-vacancy-form = Offre, saisie
title-vacancy-edit = Offre, modifier
help-vacancy-form =
    Cette page saisit une offre dans l'ordre du téléphone : entreprise, intitulé, métier, postes, lieu, contrat, salaire.
    Entrée passe au champ suivant, F10 enregistre et publie, Ctrl+O va à ce que dit la loi : un chiffre y met les mots proposés.
    L'entreprise se trouve en tapant son nom ; inconnue, elle est créée avec son téléphone. Ctrl+D reprend la valeur de sa dernière offre. Ctrl+R garde l'offre en brouillon. Ctrl+V et Ctrl+Y changent d'étape.
    Signes : un point d'exclamation devant un champ, sa valeur est à revoir ; une étoile, il est obligatoire.
draft-vacancy = Offre

vacancy-tab-details = Détail
vacancy-tab-candidates = Candidats
vacancy-tab-proposals = Propositions
vacancy-tab-history = Historique
vacancy-section-post = Poste
vacancy-section-conditions = Conditions
vacancy-section-criteria = Critères
vacancy-section-office = Suivi
vacancy-posts = { $positions ->
    [0] { $filled }/{ $positions } poste
    [one] { $filled }/{ $positions } poste
   *[other] { $filled }/{ $positions } postes
}
vacancy-until = expire { $day }
vacancy-closed-on = close { $day }
vacancy-hours = { $hours } h par semaine
vacancy-wage-label = Salaire (FCFA)
vacancy-wage = { $amount } { $period }
vacancy-wage-between = { $low } à { $high }
vacancy-wage-most = { $high } au plus
vacancy-desired = { $said }, souhaité
vacancy-news = Nouvelles du
vacancy-changed = { $label } : { $was } → { $became }
vacancy-visa-given = Visa du chef d'agence donné.
vacancy-visa-refused = Refusée par le chef d'agence.
vacancy-visa-awaited = Attend le visa du chef d'agence.
vacancy-hint-unlawful = m pour changer les mots ou le salaire, s pour une condition particulière.
vacancy-hint-draft = Brouillon : s Entrée publie.
vacancy-hint-visa = Condition particulière : attend le visa du chef d'agence (s).
vacancy-hint-to-check = À valider : s Entrée ouvre l'offre.
vacancy-candidates-none = Aucun candidat pour cette offre aujourd'hui. Une autre ville, une expérience plus courte : m change les critères.
vacancy-proposals-none = Aucune proposition. c montre les candidats classés.
vacancy-proposals-denied = Les propositions de cette agence ne vous sont pas ouvertes.

vacancy-column-title = Offre
vacancy-column-firm = Entreprise
vacancy-column-town = Lieu
vacancy-column-posts = Postes
vacancy-column-state = Situation
vacancy-column-expires = Expire
vacancy-column-number = N°
vacancy-column-proposals = Prop.
vacancy-column-rank = Rg
vacancy-column-person = Personne
vacancy-column-why = Pourquoi
vacancy-column-sent = Fait le
vacancy-column-due = Attendu

vacancies-empty = Aucune offre. n en saisit une, prise au téléphone ; g e montre les entreprises.
vacancies-none = Aucune offre pour « { $filter } ». Échap enlève le filtre ({ $all }).
vacancies-soon = bientôt expirée
vacancies-soon-words = bientôt expire retard
vacancies-word-or-town = { $word } ou { $town }
vacancies-views = Vue
vacancies-view-current = En cours
vacancies-view-to-check = À valider
vacancies-view-mine = Les miennes
vacancies-view-closed = Closes
vacancies-view-everywhere = Toutes agences
vacancies-sort = Ordre
vacancies-by-expiry = par date de fin
vacancies-by-title = par intitulé
vacancies-by-employer = par entreprise
vacancies-by-received = les dernières reçues

vacancy-step-post = Poste
vacancy-step-conditions = Conditions
vacancy-step-criteria = Critères
vacancy-new-employer = nouvelle entreprise :
vacancy-copied = Repris de { $number } : vérifiez. Un autre intitulé efface ce qui tenait au poste.
vacancy-firm-title = Nouvelle entreprise
vacancy-firm-about = Nom et téléphone suffisent ; le reste de la fiche se complète plus tard.
vacancy-firm-distinct = Entrée la crée quand même : c'est une autre entreprise.
vacancy-firm-make = Créer
vacancy-firm-made = Entreprise { $number } créée.
vacancy-to-law = Formulation
vacancy-law-title = Salaire
vacancy-law-silent = Rien à dire de la formulation ni du salaire.
vacancy-wage-stops = Salaire : il empêche la publication
vacancy-doubt = à revoir
vacancy-lifted = condition particulière demandée
vacancy-wage-month = (calculé pour un mois)
vacancy-replace = Remplacer
vacancy-special = Condition
vacancy-replaced = « { $words } » remplacé par « { $new } ».
vacancy-taken-out = « { $words } » retiré.
vacancy-why-title = Pourquoi ces mots
vacancy-special-kept = Condition notée : le chef d'agence la verra à l'enregistrement.
vacancy-special-about = Ce que l'employeur demande, le texte qui le permet. Le chef d'agence décide avant l'ouverture.
vacancy-special-ask = Demander
vacancy-special-asked = Condition demandée : le chef d'agence décide, l'offre attend.
vacancy-draft = Brouillon
vacancy-save-draft = Garder
vacancy-publish = Publier
vacancy-draft-question = L'offre est gardée en brouillon : ni candidats ni propositions avant d'autres mots ou un autre salaire. Échap revient au formulaire.
vacancy-doubtful = { $count ->
    [one] Formulation : { $count } passage à revoir
   *[other] Formulation : { $count } passages à revoir
}
vacancy-doubtful-question = { $words } : ces mots peuvent écarter sans raison. Publier quand même ?
vacancy-open-unlawful = L'offre est ouverte et doit rester conforme : { $words }.
vacancy-saved = Offre { $number } enregistrée.
vacancy-saved-open = Offre { $number } ouverte : dictez ce numéro.
vacancy-saved-draft = Offre { $number } gardée en brouillon.
vacancy-saved-to-check = Offre { $number } à valider par le chargé d'affaires ou le chef d'agence.
vacancy-saved-visa = Offre { $number } enregistrée : elle attend le visa du chef d'agence.

vacancy-extend = Prolonger
vacancy-extend-title = Prolonger : { $title }
vacancy-extend-about = Une date dite par l'entreprise ; l'appel est noté à ce jour.
vacancy-extended = Prolongée jusqu'au { $day }, appel noté.
vacancy-called = Appelée
vacancy-called-said = { $name } : appel de ce jour noté.
vacancy-copy = Copie
vacancy-undone = Défait.
vacancy-suite-title = Suite : { $title }
vacancy-refuse = Refuser
vacancy-refuse-about = Le motif est dit à l'entreprise ; corrigée, l'offre garde son numéro.
vacancy-close-question = { $count ->
    [0] Clore l'offre { $number } ?
    [one] Clore l'offre { $number } ? { $count } proposition en cours sera retirée.
   *[other] Clore l'offre { $number } ? { $count } propositions en cours seront retirées.
}
vacancy-visa-done = Visa donné : l'offre peut être ouverte.
vacancy-no-visa-done = Condition refusée : les mots sont à changer.
vacancy-done-submit = Offre à valider.
vacancy-done-accept = Offre ouverte.
vacancy-done-refuse = Offre non conforme, motif noté.
vacancy-done-mend = Offre de nouveau à valider.
vacancy-done-pause = Offre suspendue : plus de nouvelles propositions.
vacancy-done-reopen = Offre de nouveau ouverte.
vacancy-done-fill = Offre pourvue.
vacancy-done-fill-otherwise = Offre close : pourvue autrement.
vacancy-done-cancel = Offre annulée.
vacancy-done-no-candidate = Offre close : sans candidat.

event-vacancy-publish = Publier
event-vacancy-publish-about = ouverte aujourd'hui, présélection sous deux jours ouvrés
event-vacancy-submit = À valider
event-vacancy-submit-about = au chargé d'affaires ou au chef d'agence
event-vacancy-accept = Ouvrir
event-vacancy-accept-about = présélection sous deux jours ouvrés
event-vacancy-refuse = Refuser
event-vacancy-refuse-about = non conforme, avec un motif
event-vacancy-mend = Corrigée
event-vacancy-mend-about = de nouveau à valider, même numéro
event-vacancy-shortlist = Présélection
event-vacancy-shortlist-about = des propositions sont faites
event-vacancy-pause = Suspendre
event-vacancy-pause-about = assez de candidats, plus de propositions
event-vacancy-reopen = Rouvrir
event-vacancy-reopen-about = de nouvelles propositions sont possibles
event-vacancy-extend = Prolonger
event-vacancy-extend-about = une autre date de fin, appel noté
event-vacancy-fill = Pourvue
event-vacancy-fill-about = tous les postes par l'office
event-vacancy-fill-otherwise = Pourvue autrement
event-vacancy-fill-otherwise-about = l'entreprise a trouvé sans l'office
event-vacancy-cancel = Annuler
event-vacancy-cancel-about = l'entreprise renonce
event-vacancy-no-candidate = Sans candidat
event-vacancy-no-candidate-about = personne ne convient ; attestation possible
event-vacancy-special = Condition particulière
event-vacancy-special-about = avec une base légale et le visa du chef
event-vacancy-visa = Donner le visa
event-vacancy-visa-about = la condition particulière est permise
event-vacancy-no-visa = Refuser le visa
event-vacancy-no-visa-about = la condition est retirée
event-vacancy-again = Redemandée
event-vacancy-again-about = une nouvelle offre, liée à celle-ci
event-vacancy-expire = Expirée
event-vacancy-expire-about = la date est passée
event-vacancy-hire-denied = Embauche infirmée
event-vacancy-hire-denied-about = de nouveau ouverte

act-new-offer = Offre saisie
act-edit-offer = Modification
act-submit-offer = À valider
act-accept-offer = Offre ouverte
act-refuse-offer = Offre refusée
act-mend-offer = Offre corrigée
act-pause-offer = Suspension
act-reopen-offer = Réouverture
act-extend-offer = Prolongation
act-close-offer = Clôture
act-employer-called = Entreprise appelée
act-ask-special = Condition particulière demandée
act-decide-special = Condition particulière décidée

flaw-starts-before-received = { $field } : avant la réception de l'offre.
flaw-received-future = { $field } : date à venir.
flaw-expired-already = { $field } : cette date est passée ; demandez-en une autre.
flaw-fixed-term-long = { $field } : { $months } mois, plus de 24 pour un CDD : à confirmer.
flaw-wage-unit-high = { $field } : { $monthly } FCFA par mois, est-ce un salaire par mois ?
flaw-wage-unit-low = { $field } : { $amount } FCFA par mois, est-ce par jour ou par heure ?
refused-offer-wording = L'offre { $number } demande ce que la loi protège : { $words }.
refused-offer-wording-means = Elle ne peut pas être ouverte ainsi (code du travail, art. 9).
refused-offer-wording-do = Changez ces mots (m, Ctrl+O), ou demandez une condition particulière (s).
refused-offer-wage = L'offre { $number } propose { $wage } FCFA par mois, sous le SMIG de { $least }.
refused-offer-wage-means = Elle ne peut pas être ouverte à ce salaire.
refused-offer-wage-do = Rappelez l'employeur ; vérifiez aussi si le salaire est par heure, par jour ou par mois.
refused-offer-doubtful = { $count ->
    [one] L'offre { $number } a { $count } passage à revoir.
   *[other] L'offre { $number } a { $count } passages à revoir.
}
refused-offer-doubtful-means = Ces mots peuvent écarter sans raison.
refused-offer-doubtful-do = Relisez-les, puis publiez.
refused-offer-visa = L'offre { $number } attend le visa du chef d'agence sur sa condition particulière.
refused-offer-visa-means = Elle n'est pas ouverte avant.
refused-offer-visa-do = Le chef d'agence décide dans la fiche de l'offre (s).
refused-offer-step = { $state ->
    [draft] L'offre { $number } est un brouillon : cette suite n'est pas possible.
    [to_check] L'offre { $number } est à valider : cette suite n'est pas possible.
    [open] L'offre { $number } est ouverte : cette suite n'est pas possible.
    [shortlisting] L'offre { $number } est en présélection : cette suite n'est pas possible.
    [paused] L'offre { $number } est suspendue : cette suite n'est pas possible.
    [refused] L'offre { $number } est non conforme : cette suite n'est pas possible.
   *[other] L'offre { $number } est close : cette suite n'est pas possible.
}
refused-offer-step-means = Un collègue l'a peut-être changée entre-temps.
refused-offer-step-do = Relisez-la : s montre ce qui est possible.
refused-reopen-expired = L'offre { $number } a expiré le { $day }.
refused-reopen-expired-means = Elle ne rouvre pas avec une date passée.
refused-reopen-expired-do = Demandez une nouvelle date à l'employeur et prolongez (d).
refused-special-open = L'offre { $number } est déjà ouverte.
refused-special-open-means = Une condition particulière se décide avant l'ouverture.
refused-special-open-do = Faites une nouvelle offre à partir de celle-ci (n).
refused-employer-known = Déjà connue : { $name }, { $number }.
refused-employer-known-means = Même nom ou même téléphone.
refused-employer-known-do = Choisissez-la dans la liste, ou créez l'autre si c'en est une autre.
notice-special-confirmed = Offre { $number } : { $by } a donné son visa à la condition particulière.
notice-special-dropped = Offre { $number } : { $by } a refusé la condition particulière.
flaw-import-other-offer = { $field } : ce numéro est celui d'une autre offre.
flaw-import-twin-offer = { $number }, peut-être aussi { $ref } : même entreprise, même intitulé.
flaw-import-employer-unknown = { $field } : « { $value } » n'est pas connue ; importez-la d'abord.
flaw-import-wording = { $field } : « { $value } » empêche la publication.
flaw-import-wage = { $field } : sous le SMIG de { $least } FCFA.
flaw-import-past = { $field } : date passée, l'offre est à valider.

# Les délais des règles T (domain.md §4) : libellés, unités, commande et page.

delay-t1-book = premier entretien : à réserver sous
delay-t1-alert = premier entretien : alerte après
delay-t1-head = premier entretien : chef d'agence après
delay-t2-sign = plan d'action : à signer sous
delay-t3-reminder = dossier à compléter : rappel après
delay-t3-documents = pièces manquantes : rappel après
delay-t3-exit = dossier incomplet : sortie après
delay-t4-ren = suivi renforcé : entretien tous les
delay-t4-std = suivi standard : entretien tous les
delay-t4-aut = suivi autonome : entretien tous les
delay-t5-renewal = actualisation : valable
delay-t5-reminder = actualisation : rappel avant
delay-t5-grace = actualisation : délai de grâce
delay-t5-restore = sortie : rétablir sans formalité sous
delay-t5-held = arrêt du serveur : sorties retenues
delay-t5-stop = arrêt du serveur reconnu après
delay-t6-call = rendez-vous manqué : appeler sous
delay-t6-new-date = rendez-vous manqué : nouveau sous
delay-t6-window = absences comptées sur
delay-t6-strike = absences avant proposition de radiation
delay-t6-justify = absence : à justifier sous
delay-t7-refusals = refus avant entretien
delay-t7-interview = entretien après refus sous
delay-t7-head = chef d'agence : à décider sous
delay-t8-before = fin de mesure : entretien avant
delay-t8-outcome = fin de mesure : issue après
delay-t9-before = rendez-vous : rappel avant
delay-t10-shortlist = offre : première sélection sous
delay-t10-head = offre : chef d'agence après
delay-t11-proposal = offre : proposition sous
delay-t12-first = entreprise : premier contact sous
delay-t12-before = offre : relance avant la date
delay-t12-silence = entreprise : silence au plus
delay-t13-publish = offre : publiée
delay-t13-expire = offre : expirée après
delay-t20-answer = proposition : réponse sous
delay-t20-lapse = proposition : sans réponse après
delay-t20-thinking = proposition : réflexion
delay-t20-urgent = offre urgente : date sous
delay-t20-urgent-answer = offre urgente : réponse sous
delay-t20-urgent-lapse = offre urgente : sans réponse après
delay-t21-feedback = entreprise : retour sous
delay-t21-owner = entreprise : chargé d'affaires après
delay-t22-tell = candidat : à prévenir sous
delay-t30-confirm = embauche : à confirmer sous
delay-t31-first = maintien : premier contrôle après
delay-t31-second = maintien : deuxième contrôle après
delay-t31-third = maintien : troisième contrôle après
delay-t31-margin = maintien : marge
delay-t31-attempts = maintien : essais
delay-t40-answer = attestation : réponse sous
delay-t50-answer = CAJ : réponse sous
delay-t50-officer = CAJ : chargé d'affaires après
delay-t60-archive = dossier sorti : anonymisé après
delay-t72-interview = entretien demandé sous
delay-t73-unmerge = fusion défaite jusqu'à
delay-t73-document = pièce expirée : nouvelle sous
delay-t74-decide = décision : sous
delay-t74-reply = réponse de la personne : sous
delay-t74-postponed = relance : reports au plus

cli-delays = Montre les délais des règles, ou en change un
cli-delays-action = set pour en changer un
cli-delays-rule = La règle, par exemple T5
cli-delays-name = Son délai, par exemple grace
cli-delays-value = Le nombre, ou - pour revenir au départ
cli-delays-json = Pour un programme
cli-value-rule = RÈGLE
cli-value-value = NOMBRE
delay-head-rule = Règle
delay-head-name = Nom
delay-head-meaning = Délai
delay-head-value = En vigueur
delay-head-default = Départ
delay-head-changed = Changé
delay-unit-days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
delay-unit-working-days =
    { $count ->
        [one] { $count } jour ouvré
       *[other] { $count } jours ouvrés
    }
delay-unit-months = { $count } mois
delay-unit-times = { $count } fois
wrong-delay = Délai inconnu : { $value }.
wrong-delay-do = Donnez la règle et l'un de ses noms : { $allowed }.
wrong-delay-number = { $value } n'est pas un nombre.
wrong-delay-number-do = Donnez un nombre entier, ou -.
wrong-delay-value = Délai hors bornes : { $value }.
wrong-delay-value-do = De { $low } à { $high }.
admin-tab-delays = Délais
title-delay = Changer un délai
field-delay-value = Nombre
help-field-delay-value = Le nombre en vigueur, dans l'unité de la ligne ; vide pour revenir au départ.
action-set-delay = Changer
admin-delay-saved = Enregistré : { $rule }, { $value }. Vaut dès la prochaine session.
admin-delay-rule = Règle
admin-delay-meaning = Délai
admin-delay-value = En vigueur
admin-delay-default = Départ
admin-delay-changed = Changé par
act-delay-set = délai changé
act-backup = sauvegarde
act-backup-restore = restauration
act-backup-alarm = alerte de sauvegarde

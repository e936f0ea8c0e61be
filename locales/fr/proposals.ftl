# Propositions (mise en relation) : la liste des réponses attendues, les candidats d'une offre, les offres d'une personne, les embauches, les papiers.

title-proposals = Propositions
help-proposals =
    Cette page montre tout ce qui attend une réponse, le plus ancien d'abord : les personnes, les employeurs, les embauches à confirmer.
    Un chiffre de la légende note la réponse et passe à la ligne suivante ; un refus demande le chiffre de son motif, Échap oublie le premier chiffre. z défait la dernière réponse. s montre la suite possible.
    Entrée ouvre le dossier, d donne une autre date, l prévoit une relance, ? raconte la proposition avec les raisons gardées, i imprime la liste pour l'employeur ou la lettre de présentation, / filtre.
    Signes : > la légende qui compte, = répondu dans cette série, ~ en route, un point d'exclamation devant le jour, en retard ; en colonne 2, refusé. Ce qui est répondu reste à sa place jusqu'à la prochaine ouverture de la page.
proposals-context =
    { $answered ->
        [0] { $count ->
            [0] Rien à attendre
            [one] { $count } réponse attendue
           *[other] { $count } réponses attendues, la plus ancienne d'abord
        }
        [one] { $count } en attente, la plus ancienne d'abord ; { $answered } répondue
       *[other] { $count } en attente, la plus ancienne d'abord ; { $answered } répondues
    }
proposals-context-short =
    { $answered ->
        [0] { $count } en tout
        [one] { $count } en tout ; { $answered } répondue
       *[other] { $count } en tout ; { $answered } répondues
    }
proposals-empty = Aucune réponse attendue. c sur une offre montre ses candidats, o sur une personne les offres qui conviennent ; p propose.

series-due = Attendu
series-who = Personne
series-phone = Téléphone
series-offer = Offre
series-situation = Situation
series-firm = Entreprise
series-channel = Canal
series-number = N° DE
series-rank = Rg
series-proposed = Proposée
series-by = Par
series-none = Aucune ligne pour ce filtre. Échap le retire.
series-offer-empty = Aucune proposition pour cette offre. L'onglet Candidats les classe ; Espace marque, p propose.
series-said = { $name } : { $state }.
series-checked = maintien à { $months } mois, { $result }
series-hired = { $name } : recruté, embauche à confirmer ; sortie 01 notée.
series-filled =
    { $count ->
        [0] { $name } : recruté. Offre pourvue.
        [one] { $name } : recruté. Offre pourvue, une proposition retirée.
       *[other] { $name } : recruté. Offre pourvue, { $count } propositions retirées.
    }
series-next-title = Suite : { $name }
series-nothing-follows = Rien ne suit : cette proposition est réglée. z défait la réponse du jour.
series-not-now = pas dans cette situation
series-prepared-title =
    { $count ->
        [one] Proposer à la personne retenue, par quel moyen
       *[other] Proposer aux { $count } personnes retenues, par quel moyen
    }
series-forwarded =
    { $count ->
        [one] Une candidature transmise à l'employeur.
       *[other] { $count } candidatures transmises à l'employeur.
    }
series-denied = { $name } : embauche infirmée, le poste est à nouveau libre.
series-exit-title = Déjà en emploi : { $name }
series-exit-question = La proposition est retirée. Noter aussi la sortie 02 de { $name } (emploi trouvé seul) ? Les rendez-vous à venir seront annulés.
series-exit-done = { $name } : sortie 02 notée.
series-restore = Rétablir
series-restore-title = Embauche infirmée : { $name }
series-restore-question = L'inscription de { $name } était close par cette embauche. La rétablir ? La personne est à joindre aujourd'hui.
series-restored = { $name } : inscription rétablie.
series-reminded = { $name } : relance le { $day }.
series-interview-title = Entretien chez l'employeur : { $name }
series-interview-says = Jour et heure, par exemple : lun 9h, ou 30/11 14h30. La personne est rappelée la veille.
series-interview-wrong = « { $value } » : un jour à venir, puis l'heure, par exemple : lun 9h.
series-interview-kept = { $name } : entretien chez l'employeur { $at }.
series-end-title = Fin de l'emploi : { $name }
series-end-why = Motif de la fin : { $name }
series-broken = { $name } : emploi rompu ; contact à reprendre aujourd'hui.
series-explain-title = { $name } : proposition { $state }
series-frozen = Rang { $rank }, { $score } points, règle { $rule }, gardés le jour de la proposition :
series-no-reasons = Aucune raison n'a été gardée avec cette proposition.

answers-heading = Réponse, un chiffre
answers-person = Personne
answers-employer = Employeur
answers-office = Acceptée
answers-hire = Embauche
answers-check = Maintien
answers-refusal = Refus
answers-empreason = Motif
answers-forgetting = Échap : oublier
answers-forget = Oublier
answers-answer = Réponse
answers-reason = Motif
tasks-confirm = Embauche confirmée par
answers-send = transmettre à l'employeur
answers-denied = infirmée
answers-check-yes = toujours en emploi
answers-check-no = non
answers-check-unknown = inconnu
answer-short-empans-1 = à recevoir
answer-short-empans-3 = non retenu
answer-short-empans-6 = sans suite
answer-short-pchan-2 = tél.
answer-short-pchan-3 = SMS
answer-short-pchan-4 = courriel
answer-short-empans-4 = absent
answer-short-empans-5 = pourvu

short-proposal-prepared = préparée
short-proposal-proposed = proposée
short-proposal-thinks = réfléchit
short-proposal-attempts = injoign., { $count }e
short-proposal-accepted = acceptée
short-proposal-refused = refusée
short-proposal-refusing = refus, motif
short-proposal-no-answer = sans réponse
short-proposal-sent = transmise
short-proposal-employer-interview = entretien
short-proposal-interview-on = entr. { $day }
short-proposal-hired = recruté
short-proposal-rejected = non retenu
short-proposal-rejecting = rejet, motif
short-proposal-not-shown = absent
short-proposal-withdrawn = retirée
short-hire-announced = à confirmer
short-hire-check = maintien { $months } m
short-hire-check-yes = en emploi
short-hire-check-no = plus en emploi
short-hire-check-unknown = inconnu

event-proposal-propose = proposer
event-proposal-accept = la personne accepte
event-proposal-refuse = la personne refuse
event-proposal-wait = la personne réfléchit
event-proposal-lapse = la personne est injoignable
event-proposal-send = transmettre à l'employeur
event-proposal-invite = l'employeur veut la recevoir
event-proposal-hire = recruté
event-proposal-reject = non retenu
event-proposal-not-show = ne s'est pas présenté
event-proposal-withdraw = retirer, sans faute
event-proposal-hire-denied = embauche infirmée
event-proposal-told = personne informée du résultat
event-proposal-interview = jour et heure de l'entretien
event-proposal-forward-all = transmettre toutes les acceptées
event-placement-confirm = embauche confirmée
event-placement-deny = embauche infirmée
event-placement-break = emploi rompu

candidates-rank = Rg
candidates-who = Personne
candidates-experience = Expér.
candidates-distance = Trajet
candidates-last = Dern. prop.
candidates-why = Pourquoi
candidates-number = N° DE
candidates-town = Ville
candidates-months = { $months } m
candidates-never = aucune
candidates-today = proposée
candidates-chosen = retenu
candidates-context =
    { $marked ->
        [0] { $title }, { $number } ; { $total ->
            [one] { $total } candidat
           *[other] { $total } candidats
        }
        [one] { $title }, { $number } ; { $marked } marqué sur { $total }
       *[other] { $title }, { $number } ; { $marked } marqués sur { $total }
    }
candidates-ask-first = À vérifier d'abord : { $what }, inconnu pour { $count } personnes sur { $total }.
candidates-empty = Aucun candidat pour cette offre : personne ne cherche ce métier ni un métier voisin, ou tous ont déjà été sollicités.
candidates-refused = Les candidats ne sont pas classés : { $why }
candidates-explain = Rang { $rank }, { $name } : { $score } points (règle { $rule })

proposed-title-person = Proposer : { $title }, { $employer } ({ $number })
proposed-title-people =
    { $count ->
        [one] Proposer à { $name } : { $title }
       *[other] Proposer à { $count } personnes : { $title }
    }
proposed-channel = { $channel } [{ $code }]
proposed-due = Réponse attendue { $day }, puis relance
proposed-only = Retenir sans prévenir [0]
proposed-only-says = La présélection est gardée, p les propose plus tard
proposed-enter = [Entrée] { $deed }
proposed-escape = [Échap] Revenir
proposed-keep = 0 retenir
proposed-do = Proposer
proposed-do-keep = Retenir
proposed-open =
    { $left ->
        [one] { $open } en cours, 1 poste
       *[other] { $open } en cours, { $left } postes
    }
proposed-one = { $name } : proposée, réponse attendue { $day }.
proposed-many =
    { $count ->
        [one] Proposée à une personne, réponse attendue { $day }.
       *[other] Proposée à { $count } personnes, réponse attendue { $day }.
    }
proposed-kept =
    { $count ->
        [one] Une personne retenue.
       *[other] { $count } personnes retenues.
    }
override-title = Un meilleur rang est passé : motif, un chiffre
override-why = Quel motif
override-field = Motif

offers-heading =
    { $count ->
        [0] Aucune offre qui convient aujourd'hui
        [one] Une offre qui convient
       *[other] Offres qui conviennent : { $count }, la meilleure d'abord
    }
offers-stale =
    { $count ->
        [one] une offre à relancer
       *[other] { $count } offres à relancer
    }
offers-rank = Rg
offers-title = Offre
offers-firm = Entreprise
offers-place = Lieu
offers-pay = Salaire
offers-why = Pourquoi
offers-distance = Trajet
offers-contract = Contrat
offers-until = Expire
offers-open = Lire
file-in-series = Répondre
offers-computing = calcul…
offers-explain = Rang { $rank }, { $title } : { $score } points (règle { $rule })

why-occupation = métier
why-experience = expérience
why-months = { $months } m
why-education = niveau
why-skill = compétence
why-language = langue
why-licence = permis { $licence }
why-right-to-work = droit de travailler
why-travel = trajet
why-contract = contrat
why-working-time = horaires
why-pay = salaire
why-availability = disponibilité
why-required = exigé :

paper-employer-list = Liste employeur
paper-introduction = Présentation
paper-employer-list-head =
    { $office }
    Agence de { $agency }
    {""}
    À l'attention de : { $employer }
    { $place }
paper-employer-list-title = CANDIDATS PROPOSÉS
paper-employer-list-body =
    Offre { $vacancy } : { $title }
    Postes : { $positions } ; candidats : { $count }
    {""}
    Le nom n'est donné que pour les personnes qui ont accepté la proposition.
paper-employer-list-row =
    { $n }. N° { $number } ; nom : { $name }
    Métier recherché : { $occupation } ; expérience : { $months } mois
    Niveau : { $level } ; permis : { $licences } ; langues : { $languages }
    Compétences : { $skills }
paper-employer-list-foot =
    Merci de faire connaître votre réponse pour chaque candidat, avec son motif.
    {""}
    Fait le { $today }
    Pour l'agence : { $by }
paper-introduction-head =
    { $office }
    Agence de { $agency }
    {""}
    À l'attention de : { $name }
    N° DE : { $number }
paper-introduction-title = LETTRE DE PRÉSENTATION
paper-introduction-body =
    Vous avez accepté l'offre { $vacancy } : { $title }.
    {""}
    Présentez-vous chez : { $employer }
    Adresse : { $place }
    Demandez : { $contact }
    Rendez-vous : { $at }
    {""}
    Apportez cette lettre, une pièce d'identité, votre CV et vos certificats de travail. Dites-nous ensuite ce que l'employeur a répondu.
paper-introduction-foot =
    Fait le { $today }
    Pour l'agence : { $by }

act-propose = Proposition
act-prepare = Présélection
act-proposal-answer = Réponse à une proposition
act-proposal-sent = Candidature transmise
act-proposal-withdrawn = Proposition retirée
act-proposal-told = Personne informée
act-proposal-postpone = Réponse reportée
act-proposal-interview = Entretien chez l'employeur noté
act-hire-confirmed = Embauche confirmée
act-hire-denied = Embauche infirmée
act-hire-broken = Emploi rompu

flaw-out-of-order =
    { $count ->
        [one] { $field } : un candidat mieux placé est passé, dites pourquoi.
       *[other] { $field } : des candidats mieux placés sont passés, dites pourquoi.
    }
flaw-end-future = { $field } : une date d'aujourd'hui ou d'avant.

refused-nobody-chosen = Personne n'est choisi.
refused-nobody-chosen-means = Rien n'a été proposé.
refused-nobody-chosen-do = Marquez des lignes avec Espace, puis p.
refused-proposed-already = { $name } a déjà cette proposition, faite par { $by } le { $day }.
refused-proposed-already-means = Une seule proposition ouverte par personne et par offre. Rien n'a été proposé.
refused-proposed-already-do = Ouvrez à nouveau la liste : elle montre ce qui reste.
refused-proposal-state =
    { $state ->
        [prepared] Cette proposition n'est que préparée.
        [proposed] La personne n'a pas encore répondu.
        [accepted] La personne a accepté ; la candidature n'est pas encore transmise.
        [refused] La personne a déjà refusé.
        [no_answer] Cette proposition est restée sans réponse.
        [sent] La candidature est déjà transmise.
        [employer_interview] L'employeur veut recevoir la personne.
        [hired] La personne est déjà recrutée.
        [rejected] L'employeur n'a pas retenu la personne.
        [not_shown] La personne ne s'est pas présentée.
       *[withdrawn] Cette proposition est retirée.
    }
refused-proposal-state-means = Cette réponse ne peut pas suivre. Rien n'a été changé.
refused-proposal-state-do = Voyez la suite possible avec s.
refused-placement-state =
    { $state ->
        [announced] Cette embauche n'est pas encore confirmée.
        [confirmed] Cette embauche est déjà confirmée.
        [kept] Cet emploi est maintenu.
        [broken] Cet emploi est rompu.
        [ended] Ce contrat est achevé.
       *[denied] Cette embauche a été infirmée.
    }
refused-placement-state-means = Cela ne peut pas suivre. Rien n'a été changé.
refused-placement-state-do = Voyez la suite possible avec s.
refused-thinking-once = La personne a déjà demandé à réfléchir.
refused-thinking-once-means = Trois jours ouvrés de plus ne se donnent qu'une fois.
refused-thinking-once-do = Notez sa réponse, ou une autre date avec d.
refused-positions-filled =
    { $count ->
        [one] Le poste de l'offre { $number } est déjà pourvu.
       *[other] Les { $count } postes de l'offre { $number } sont déjà pourvus.
    }
refused-positions-filled-means = Une embauche de plus dépasserait le nombre de postes. Rien n'a été changé.
refused-positions-filled-do = Si l'employeur recrute en plus, augmentez d'abord le nombre de postes de l'offre.
refused-none-accepted = Aucune candidature acceptée à transmettre pour l'offre { $number }.
refused-none-accepted-means = Seules partent les candidatures que la personne a acceptées.
refused-none-accepted-do = Notez d'abord les réponses.
refused-no-check-due = Aucune vérification n'est due pour cet emploi.
refused-no-check-due-means = Rien n'a été changé.
refused-no-check-due-do = Voyez l'onglet Suivi du dossier.
refused-nobody-to-list = Aucun candidat à mettre sur la liste de l'offre { $number }.
refused-nobody-to-list-means = Aucune proposition n'est en cours pour cette offre.
refused-nobody-to-list-do = Proposez d'abord l'offre à des candidats.
refused-not-accepted-yet = La personne n'a pas encore dit oui.
refused-not-accepted-yet-means = La lettre de présentation se remet à qui a accepté.
refused-not-accepted-yet-do = Notez d'abord sa réponse.
refused-restricted = Non proposé : le dossier { $number } est limité, ses données sont contestées.
refused-restricted-do = Attendez que la limitation soit levée, ou voyez le chef d'agence.

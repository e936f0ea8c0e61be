# États des enregistrements, par les mots des listes de la maison.

state-registration-draft = brouillon
state-registration-incomplete = à compléter
state-registration-active = inscrit
state-registration-in-measure = en mesure
state-registration-suspended = suspendu
state-registration-to-renew = à actualiser
state-registration-strike-proposed = radiation proposée
state-registration-closed = sorti

state-appointment-planned = prévu
state-appointment-to-settle = à régler
state-appointment-arrived = arrivé
state-appointment-in-progress = en cours
state-appointment-held = honoré
state-appointment-excused = excusé
state-appointment-moved = reporté
state-appointment-missed = manqué
state-appointment-justified = justifié
state-appointment-cancelled = annulé

state-vacancy-draft = brouillon
state-vacancy-to-check = à valider
state-vacancy-open = ouverte
state-vacancy-shortlisting = en présélection
state-vacancy-paused = suspendue
state-vacancy-filled = pourvue
state-vacancy-cancelled = annulée
state-vacancy-expired = expirée
state-vacancy-no-candidate = sans candidat
state-vacancy-refused = non conforme

state-proposal-prepared = préparée
state-proposal-proposed = proposée
state-proposal-accepted = acceptée
state-proposal-refused = refusée
state-proposal-no-answer = sans réponse
state-proposal-sent = transmise
state-proposal-employer-interview = à l'entretien
state-proposal-hired = recruté
state-proposal-rejected = non retenu
state-proposal-not-shown = pas présenté
state-proposal-withdrawn = retirée

state-placement-announced = annoncé
state-placement-confirmed = confirmé
state-placement-kept = maintenu
state-placement-broken = rompu
state-placement-ended = achevé
state-placement-denied = infirmé

state-task-open = ouverte
state-task-late = en retard
state-task-done = faite
state-task-dropped = sans objet

state-plan-action-todo = à faire
state-plan-action-doing = en cours
state-plan-action-done = fait
state-plan-action-dropped = abandonné

state-obstacle-open = ouvert
state-obstacle-in-progress = en cours
state-obstacle-lifted = levé

state-enrolment-referred = orienté
state-enrolment-accepted = accepté
state-enrolment-started = commencé
state-enrolment-finished = terminé
state-enrolment-dropped = abandonné
state-enrolment-refused = refusé

state-batch-open = ouvert
state-batch-first-closed = 1re saisie close
state-batch-second-keying = 2e saisie
state-batch-to-reconcile = à concilier
state-batch-balanced = équilibré
state-batch-posted = versé
state-batch-part-rejected = rejeté en partie

state-duplicate-pair-suspected = soupçonné
state-duplicate-pair-same = même personne
state-duplicate-pair-distinct = personnes distinctes
state-duplicate-pair-to-verify = à vérifier

state-carence-asked = demandée
state-carence-searched = recherche faite
state-carence-given = délivrée
state-carence-refused = refusée

state-decision-proposed = proposée
state-decision-confirmed = confirmée
state-decision-dropped = abandonnée

state-employer-active = active
state-employer-dormant = en sommeil

# Portefeuille : colonnes, filtre, tiroirs (screens.md §5).
title-caseload = Portefeuille
help-caseload =
    Le portefeuille montre les personnes dont vous êtes référent, la prochaine échéance d'abord.
    Entrée ouvre le dossier. / filtre en tapant des mots : métier, ville, situation, retard, début d'un nom ; chaque mot resserre. l relance la personne, ou toutes celles qui sont marquées.
    Espace marque et descend, * marque tout ce que le filtre laisse ; les marques restent quand le filtre change. x transfère à un collègue, i imprime la liste, u actualise, e commence l'entretien, r prend un rendez-vous, b note, v montre les vues gardées, t change l'ordre, z défait votre dernière action du jour.
    Signes : un point d'exclamation devant l'échéance, elle est passée ; * ligne marquée. « à actua. », à actualiser ; « à compl. », à compléter ; « radiat. », radiation proposée ; Vu, dernier contact.
caseload-who = Personne
caseload-age = Âge
caseload-occupation = Métier
caseload-state = Situat.
caseload-town = Ville
caseload-intensity = Modalité
caseload-phone = Téléphone
caseload-next = RDV
caseload-seen = Vu
caseload-due = Échéance
caseload-number = N°
caseload-gone = transmis
caseload-overdue-words = retard retards
caseload-no-filter = Filtre : aucun
caseload-view = Vue : { $name }
caseload-of = De { $name }
caseload-by-due = Tri : échéance
caseload-by-name = Tri : nom
caseload-by-contact = Tri : dernier contact
caseload-by-registered = Tri : inscription
caseload-or = {" "}ou{" "}
caseload-towns = ville { $word }
caseload-occupations = métier { $word }
caseload-name-begins = nom { $word }
caseload-marked =
    { $count ->
        [one] { $count } marquée
       *[other] { $count } marquées
    }
caseload-marked-out =
    { $count ->
        [one] { $count } marquée, hors du filtre
       *[other] { $count } marquées, dont { $out } hors du filtre
    }
caseload-marked-most = { $count } au plus sont marquées à la fois. Resserrez par un filtre.
caseload-empty = Aucun dossier dans ce portefeuille. Une inscription y vient par son référent ; g i inscrit une personne, F3 en cherche une.
caseload-none = Aucune personne pour « { $filter } ». Échap enlève le filtre ({ $all }).
caseload-said = { $text }.
caseload-renewed = { $name } : actualisation faite, la prochaine le { $day }.
caseload-noted = Note gardée au dossier de { $name }.
caseload-file = portefeuille
undone-about = Défait : { $name }.

short-registration-draft = brouil.
short-registration-incomplete = à compl.
short-registration-active = inscrit
short-registration-in-measure = mesure
short-registration-suspended = suspendu
short-registration-to-renew = à actua.
short-registration-strike-proposed = radiat.
short-registration-closed = sorti
day-month = { $d }/{ $m }
drawer-field = Champ

# Relancer
title-caseload-remind =
    { $count ->
        [one] Relancer { $count } personne
       *[other] Relancer { $count } personnes
    }
remind-kind = Motif
remind-due = Pour le
remind-assignee = À
remind-each = 1 par personne
remind-keys = [Entrée] Relancer{"   "}[Échap] Revenir, marques gardées
remind-will-made =
    { $count ->
        [0] Aucune ne sera créée
        [one] { $count } sera créée
       *[other] { $count } seront créées
    }
remind-done-made =
    { $count ->
        [0] Aucune relance créée
        [one] { $count } relance créée
       *[other] { $count } relances créées
    }
caseload-remind-kept =
    { $more ->
        [0] , 1 déjà prévue gardée ({ $name }, { $day })
       *[other] , { $count } déjà prévues gardées ({ $name }, { $day }, et { $more } de plus)
    }

# Transférer
title-caseload-transfer =
    { $count ->
        [one] Transférer { $count } dossier
       *[other] Transférer { $count } dossiers
    }
transfer-to = Vers
transfer-files = Dossiers
transfer-load = Charge
transfer-after = Après
transfer-moved = RDV déplacés
transfer-kept = Gardés
transfer-absent = { $name } (absence)
transfer-nobody = Aucun autre conseiller dans l'agence. L'administrateur ajoute les comptes.
transfer-follow =
    { $count ->
        [0] Aucune relance ne suit.
        [one] { $count } relance suit son dossier.
       *[other] { $count } relances suivent leur dossier.
    }
transfer-left =
    { $count ->
        [one] { $count } dossier reste : sorti, ou d'une autre agence.
       *[other] { $count } dossiers restent : sortis, ou d'une autre agence.
    }
transfer-told = Les deux conseillers reçoivent un avis. Gardés : l'heure est déjà prise.
transfer-done =
    { $count ->
        [one] { $count } dossier transféré à { $name }, { $tasks } relances et { $moved } RDV suivent.
       *[other] { $count } dossiers transférés à { $name }, { $tasks } relances et { $moved } RDV suivent.
    }
refused-transfer-to = Cette personne ne suit pas de dossiers dans l'agence.

# Vues
title-views = Vues
views-name = Vue
views-filter = Filtre
views-whose = Pour
views-all = Toutes, par échéance
views-mine = moi
views-shared = l'agence
views-take = Prendre
views-keep = Garder
views-kept = Vue « { $name } » gardée.
views-says-all = Sans filtre. { $sort }.
views-says = Filtre « { $filter } ». { $sort }.
title-save-view = Garder la vue affichée
refused-view-taken = L'agence a déjà une vue « { $name } ». Prenez un autre nom.

# Liste imprimée
title-print-list =
    { $count ->
        [one] Imprimer la liste : { $count } personne
       *[other] Imprimer la liste : { $count } personnes
    }
field-path = Fichier
print-says = Un nouveau fichier, lisible par votre compte seul. L'historique note les noms sortis.
print-done =
    { $count ->
        [one] { $count } ligne écrite dans { $path }.
       *[other] { $count } lignes écrites dans { $path }.
    }
refused-list-long = { $max } noms au plus par liste, il y en a { $count }. Marquez ou filtrez d'abord.
refused-file-there = { $path } existe déjà. Donnez un autre nom.
wrong-file-not-written = { $path } ne peut pas être écrit.

# Fiche courte
title-card = Fiche courte : { $kind } { $name }
card-number = { $number }, agence { $agency }
card-person = Né(e) en { $year }, ville { $town }
card-other = Ville { $town }
card-state = Situation : { $state }
card-never = non inscrit
card-only = La fiche courte ne montre rien de plus.

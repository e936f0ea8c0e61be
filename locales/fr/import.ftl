# L'écran de l'import d'un fichier (services/import, screens/import).
title-import = Import
title-import-file = Fichier à importer
help-import =
    Cette page reprend un fichier de personnes, d'entreprises ou d'offres : CSV, xlsx ou JSON.
    Entrée importe, le point d'interrogation montre les lignes rejetées et les avertissements, n prend un autre fichier.
    Avant Entrée, rien n'est écrit : la page montre ce que l'import ferait. 1 change la nature des lignes, 2 le jeu de caractères, 3 le séparateur, 4 l'ordre des dates.
    Pendant l'import, Échap arrête entre deux blocs de 500 lignes ; le même fichier, repris, continue où il s'est arrêté.
    Signes : un point d'exclamation devant le champ, la colonne n'est pas reprise.
import-column = Colonne du fichier
import-field = Champ
import-first = Trois premières lignes
import-passed-over = (non repris)
import-look = Lire
import-choose = Choisir
import-other = Autre fichier
import-details = Détail
import-kind = Nature
import-charset = Caractères
import-separator = Séparateur
import-dates = Dates
import-file-says = Le fichier se trouve sur cette machine. Rien n'est écrit avant votre accord.
import-empty = Aucun fichier choisi. Entrée demande où il se trouve : CSV, xlsx ou JSON, avec une ligne de titres.
import-reading = Lecture du fichier en cours. Rien n'est écrit.
import-locked = Plus de 50 lignes : votre mot de passe est demandé. Entrée le demande de nouveau.
import-running = Import en cours. Échap l'arrête entre deux blocs.
import-stopping = L'import s'arrête à la fin du bloc en cours.
import-cut = Import interrompu. Les blocs déjà écrits sont gardés entiers ; reprenez le même fichier, il continue où il s'est arrêté.
import-done = Import terminé : { $taken } reprises sur { $read } lignes, rejets : { $rejected }.
import-stopped = Import arrêté après { $read } lignes sur { $total }. Reprenez le même fichier pour la suite.
import-progress = { $done } sur { $total }, { $minutes } min
import-count = { $count }
import-lines =
    { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }
import-charset-utf-8 = UTF-8
import-charset-utf-16 = UTF-16
import-charset-utf-16be = UTF-16
import-charset-windows-1252 = Windows-1252
import-separator-comma = virgule
import-separator-semicolon = point-virgule
import-separator-tab = tabulation
import-dates-dmy = JJ/MM/AAAA
import-dates-iso = AAAA-MM-JJ
import-dates-none = sans date
import-form-xlsx = Classeur xlsx
import-form-json = JSON
import-kind-people = Personnes
import-kind-employers = Entreprises
import-kind-offers = Offres
import-would = Ce que l'import ferait, rien n'est encore écrit
import-doing = Import en cours
import-did = Ce que l'import a fait
import-sum = Lus { $read } = nouveaux { $imported } + mis à jour { $updated } + inchangés { $same } + rejetés { $rejected }
import-incomplete = À compléter
import-incomplete-says = repris tous, listés « à compléter »
import-warnings = Avertissements
import-most = { $count } : { $text }
import-twins = Doublons probables
import-twins-says = repris tous deux, paires à revoir
import-rejected = Rejetés
import-rejects-will = Les lignes rejetées iront dans un fichier à côté, chacune avec sa raison.
import-rejects-file = Rejets : { $value }, chacun avec sa raison.
import-unknown = Colonnes non reprises : { $value }
import-force = 1 Nature, 2 Jeu de caractères, 3 Séparateur, 4 Dates
import-force-kind = 1 Nature des lignes
import-details-title = Lignes rejetées et avertissements
import-more =
    { $count ->
        [one] et { $count } autre.
       *[other] et { $count } autres.
    }

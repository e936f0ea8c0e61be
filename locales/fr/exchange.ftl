# Fichiers qui entrent et qui sortent : lignes rejetées, avertissements, comptes (guichet import, guichet export).

exchange-line = Ligne
exchange-column = Colonne
exchange-reason = Motif
exchange-rejects-word = rejets
exchange-warnings-word = avertissements
exchange-noted = { $field } : { $value }
exchange-shape =
    { $separator ->
        [none] Fichier lu.
       *[other] Lu en { $encoding }, séparateur « { $separator } », { $dates ->
            [iso] dates année-mois-jour.
            [dmy] dates jour/mois/année.
           *[other] aucune date vue.
        }
    }
exchange-titles =
    { $count ->
        [one] Une ligne au-dessus de l'en-tête est laissée de côté.
       *[other] { $count } lignes au-dessus de l'en-tête sont laissées de côté.
    }
exchange-unknown-columns = Colonnes non reconnues, laissées de côté : { $value }. Nommez-les avec --map.
exchange-said = Ligne { $line } : { $text }
exchange-said-at = Ligne { $line }, { $value } : { $text }
exchange-said-rejected = Ligne { $line }, rejetée : { $text }
exchange-said-rejected-at = Ligne { $line }, rejetée, { $value } : { $text }
exchange-more = Les suivants sont dans les fichiers ci-dessous.
exchange-counts = Lignes lues : { $read }. Reprises : { $imported }. Mises à jour : { $updated }. Inchangées : { $same }. Rejetées : { $rejected }. Avertissements : { $warnings }.
exchange-to-do = Dossiers à compléter : { $incomplete }. Doublons possibles : { $twins }.
exchange-rejects-file = Lignes rejetées : { $value }. Corrigez-les là, puis reprenez ce fichier.
exchange-warnings-file = Avertissements : { $value }
exchange-dry-run = Essai seulement : rien n'a été enregistré.
exchange-exported = Lignes : { $rows }. Colonnes : { $columns }. Fichier : { $value }
exchange-sha256 = SHA-256 : { $value }

# Une ligne refusée pour sa forme
flaw-row-columns = { $count } colonnes ; { $most } au plus.
flaw-row-cell = Colonne { $column } : plus de { $most } ko dans une cellule.
flaw-row-line = Plus de { $most } Mo sur une ligne.
flaw-row-control = Colonne { $column } : signe de commande au rang { $position }, à retirer.
flaw-row-bytes = Colonne { $column } : illisible dans ce jeu de caractères. Essayez --encoding.
flaw-row-quote = Guillemet ouvert à la ligne { $line }, colonne { $column }, et mal fermé.
flaw-row-width = { $count } cellules au lieu de { $wanted }.

# Une ligne, une valeur de la reprise
flaw-import-number = Pas un numéro de dossier : { $value } ; gardé dans la note.
flaw-import-number-unknown = Dossier { $value } inconnu ici ; un nouveau numéro est donné.
flaw-import-counsellor = Conseiller inconnu ici : { $value } ; un autre est proposé.
flaw-import-ref-doubled = L'ancien numéro { $value } est déjà plus haut dans ce fichier.
flaw-import-ref-taken = Cet ancien numéro est déjà celui d'un autre dossier.
flaw-import-other-person = { $value } : noms et naissance d'une autre personne. Rien n'est changé.
flaw-import-agency = Les dossiers de l'agence { $value } sont repris par cette agence.
flaw-import-occupation = Métier sans code sûr, gardé tel quel : { $value }.
flaw-import-twin = { $number }, peut-être aussi { $ref } : même pièce ou téléphone.
flaw-import-not-stored = La base a refusé cette ligne ; le détail est au journal.

# Un fichier refusé
wrong-file-missing = Fichier introuvable : { $file }.
wrong-file-missing-do = Vérifiez le nom et le dossier.
wrong-folder-missing = Le dossier de { $file } n'existe pas.
wrong-folder-missing-do = Créez-le ou choisissez-en un autre.
wrong-file-denied = Accès refusé : { $file }.
wrong-file-denied-do = Vérifiez les droits du fichier et de son dossier.
wrong-file-unreadable = Fichier illisible : { $file }.
wrong-file-not-regular = Pas un fichier ordinaire : { $file }.
wrong-file-not-regular-do = Enregistrez d'abord les données dans un fichier.
wrong-file-too-big = Plus de { $most } Go : { $file }.
wrong-file-too-big-do = Partagez-le en plusieurs fichiers.
wrong-file-empty = Fichier vide : { $file }.
wrong-file-damaged = Classeur abîmé : { $file }.
wrong-file-damaged-do = Ouvrez-le dans le tableur et enregistrez-le de nouveau, ou en CSV.
wrong-file-exists = Ce fichier existe déjà : { $file }.
wrong-file-exists-do = Choisissez un autre nom : rien n'est jamais remplacé.
wrong-file-unwritten = Écriture impossible : { $file }.
wrong-quote-unclosed = Guillemet ouvert à la ligne { $line }, colonne { $column }, et jamais fermé.
wrong-quote-unclosed-do = Fermez-le, ou demandez un fichier entier : celui-ci est peut-être coupé.
wrong-json = JSON illisible à la ligne { $line }, colonne { $column } : { $file }.
wrong-json-do = Un tableau d'objets est attendu.
wrong-map = Ligne { $line } illisible : { $file }.
wrong-map-do = Une ligne par colonne : « la leur » = « la nôtre » (TOML), ou deux cellules (CSV).
wrong-header = L'en-tête ne peut être lu : { $why }
wrong-columns-many = Plus de { $most } colonnes.
wrong-column-doubled = Colonne { $column }, { $name } : ce champ est déjà sous { $former }.
wrong-column-doubled-do = Retirez l'une des deux.
wrong-columns-unknown = Aucune colonne reconnue : { $value }.
wrong-columns-unknown-do = La première ligne doit nommer les champs ; --map renomme les colonnes, --separator dit le séparateur.
wrong-column-missing = Il manque la colonne { $name }.
wrong-column-missing-do = Nommez les colonnes des noms, ou renommez-les avec --map.
wrong-agency = Agence inconnue : { $value }.
wrong-agency-do = Choisissez { $allowed }.
wrong-reason-missing = Un motif est demandé pour cette liste de noms.
wrong-reason-missing-do = Ajoutez --reason et le motif : il est noté au journal.
wrong-export-many = Plus de { $most } personnes : réservé au chef d'agence.
wrong-sheet-full = Un classeur a { $most } lignes au plus.
wrong-sheet-full-do = Exportez en CSV.

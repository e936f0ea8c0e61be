# Papiers : attestation d'inscription, talon de rendez-vous, convocation. Une ligne par paragraphe ; la mise en lignes est faite à l'impression.

paper-moment = { $day } à { $hour }
paper-reference = Réf. { $ref }
paper-documents = À apporter : { $documents }.

paper-certificate-head =
    { $office }
    Agence de { $agency }
paper-certificate-title = ATTESTATION D'INSCRIPTION
paper-certificate-body =
    L'agence atteste que la personne désignée ci-dessous est inscrite comme demandeur d'emploi.
    {""}
    Nom et prénom(s) : { $name }
    N° DE : { $number }
    Né(e) le : { $birth } ; lieu : { $birth_place }
    Inscription du : { $registered }
    Catégorie : { $category }
    À actualiser avant le : { $renewal }
    Conseiller référent : { $counsellor }
    {""}
    Cette attestation vaut jusqu'à la date d'actualisation. Elle est délivrée pour servir et valoir ce que de droit.
paper-certificate-foot =
    Fait le { $today }
    Pour l'agence : { $by }

paper-slip-head =
    { $office }
    Agence de { $agency }
paper-slip-title = RENDEZ-VOUS
paper-slip-body =
    { $name }, N° DE { $number }
    {""}
    { $at } ({ $minutes } min)
    { $kind }, avec { $counsellor }, guichet : { $room }
paper-slip-foot = En cas d'empêchement, prévenez l'agence avant l'heure : une absence excusée ne compte pas.

paper-convocation-head =
    { $office }
    Agence de { $agency }
    {""}
    À l'attention de : { $name }
    N° DE : { $number }
paper-convocation-title = CONVOCATION
paper-convocation-body =
    Vous êtes attendu(e) à l'agence de { $agency }, { $town } :
    {""}
    { $at } ({ $minutes } min)
    Objet : { $kind }
    Avec : { $counsellor }, guichet : { $room }
    {""}
    Si vous ne pouvez pas venir, prévenez l'agence avant l'heure ; une nouvelle date sera fixée. Une absence sans nouvelle de votre part est notée ; elle peut être justifiée dans les quinze jours.
paper-convocation-foot =
    Fait le { $today }
    Pour l'agence : { $by }

paper-certificate = Attestation
paper-slip = Talon du RDV
paper-convocation = Convocation

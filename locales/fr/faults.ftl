record-person = personne

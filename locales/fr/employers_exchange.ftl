# Entreprises : colonnes de leurs fichiers, lignes reprises, doublons possibles.

field-contact-role = Fonction
    .full = Contact, fonction
field-contact-phone = Tél. contact
    .full = Contact, téléphone
field-contact-email = Courriel cont.
    .full = Contact, courriel
field-contact-preferred = Quand
    .full = Contact, quand et comment joindre
field-contact-disclose = Communicable
    .full = Contact communicable aux candidats
help-field-contact-role = Ce qu'elle fait dans l'entreprise, par exemple gérant.
help-field-contact-phone = Son numéro à elle, par exemple 066 00 00 29.
help-field-contact-email = Son adresse, par exemple s.oyane@exemple.ga.
help-field-contact-preferred = Quand et comment la joindre, par exemple le matin.
help-field-contact-disclose = Oui si son nom et son numéro peuvent être donnés aux candidats. Sinon ils restent à l'office.

flaw-import-other-employer = { $value } : nom et NIF d'une autre entreprise. Rien n'est changé.
flaw-import-twin-employer = { $number }, peut-être aussi { $ref } : même NIF, RCCM ou téléphone.
flaw-import-owner = Chargé d'affaires inconnu ici : { $value } ; un autre est proposé.
flaw-import-second-phone = Un second numéro, { $value }, gardé dans la note.

evidence-tax-id = même NIF { $number }
evidence-trade-register = même RCCM { $number }
evidence-cnss-number = même numéro CNSS { $number }
evidence-firm-name-phone = même nom, même téléphone
evidence-firm-name-town = même nom, même ville
evidence-firm-close-town = nom proche, même ville
evidence-firm-name = même nom
evidence-firm-close = nom proche
evidence-firm-phone = même téléphone
evidence-firm-part-town = une partie du nom, même ville
evidence-firm-begin = début du nom
evidence-against-tax-id = deux NIF différents

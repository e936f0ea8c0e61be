# Employers: columns of their files, rows imported, possible duplicates.

field-contact-role = Function
    .full = Contact, function
field-contact-phone = Contact phone
    .full = Contact, telephone
field-contact-email = Contact email
    .full = Contact, e-mail
field-contact-preferred = When
    .full = Contact, when and how to reach
field-contact-disclose = May be told
    .full = Contact may be told to candidates
help-field-contact-role = What that person does in the firm, for instance manager.
help-field-contact-phone = The person's own number, for instance 066 00 00 29.
help-field-contact-email = The person's address, for instance s.oyane@example.ga.
help-field-contact-preferred = When and how to reach the person, for instance in the morning.
help-field-contact-disclose = Yes if name and number may be given to candidates. Otherwise they stay in the office.

flaw-import-other-employer = { $value }: name and tax number of another employer. Nothing is changed.
flaw-import-twin-employer = { $number }, perhaps { $ref } too: same tax number, register or telephone.
flaw-import-owner = Officer unknown here: { $value }; another one is proposed.
flaw-import-second-phone = A second number, { $value }, kept in the note.

evidence-tax-id = same tax number { $number }
evidence-trade-register = same register number { $number }
evidence-cnss-number = same social security number { $number }
evidence-firm-name-phone = same name, same telephone
evidence-firm-name-town = same name, same town
evidence-firm-close-town = close name, same town
evidence-firm-name = same name
evidence-firm-close = close name
evidence-firm-phone = same telephone
evidence-firm-part-town = part of the name, same town
evidence-firm-begin = beginning of the name
evidence-against-tax-id = two different tax numbers

# Employers: the list, the file, the form, visits, reminders (screens.md §12).
title-employers = Employers
help-employers =
    The agency's employers by name: open offers, last contact, officer in charge.
    Enter opens the file. n makes a new one. / filters as you type words: name, town, sector, offers, mine, silent, active, dormant; each word narrows.
    r books a meeting, l plans a reminder, b keeps a dated note, v shows saved views, t changes the order.
    Signs: an exclamation mark before "Seen", the last contact: the firm is to be called: more than ten days with an open offer, more than ninety without. "you", you look after it.
employers-name = Employer
employers-town = Town
employers-sector = Sector
employers-offers = Offers
employers-phone = Telephone
employers-number = No.
employers-contact = Seen
employers-owner = Officer
employers-mine-words = mine me my
employers-offers-words = offer offers
employers-late-words = silent call
employers-dormant-words = dormant
employers-mine = mine
employers-with-offers = with an offer
employers-late = to be called
employers-sectors = sector { $word }
employers-by-offers = Order: open offers
employers-by-town = Order: town
employers-empty = No employer in this agency. n makes one; a list is imported by the command guichet import employers FILE.
employers-none = No employer for "{ $filter }". Esc takes the filter away ({ $all }).

title-employer = Employer
help-employer =
    The file of an employer: its facts, its offers and contacts, the people proposed, the visits, what was done.
    n makes an offer for it (on Contacts, a contact; on Visits, a visit). Enter opens the row. r books a meeting.
    Left and right change the tab, Tab goes from the offers to the contacts. l reminds, m edits, b keeps a note, s shows what may follow: visit, CAJ, quota, another officer. h shows the history, x gives the employer to a colleague.
    Signs: an exclamation mark, a day that is past or near, a silence that is too long. "not to be told", a contact that is not given to candidates. "dormant", without offer, contact, visit or hire for twelve months.
employer-tab-fiche = File
employer-tab-contacts = Contacts
employer-tab-contacts-none = No contact.
employer-tab-offers = Offers
employer-tab-offers-none = No offer of this employer.
employer-tab-proposals = Proposals
employer-tab-proposals-none = Nobody of your agency was proposed to this employer.
employer-tab-visits = Visits
employer-tab-visits-none = No visit, no note. n notes a visit.
employer-tab-history = History
employer-number = No.
employer-posts = Posts
employer-situation = State
employer-expires = Until
employer-received = Recvd
employer-when = When
employer-since = Since
employer-person = Person
employer-purpose = Purpose
employer-place = Place
employer-caj = CAJ
employer-not-told = not to be told
employer-planned = meeting planned
employer-hires =
    { $count ->
        [one] { $count } hire
       *[other] { $count } hires
    }
employer-offers-taken =
    { $count ->
        [one] { $count } offer taken
       *[other] { $count } offers taken
    }
employer-quota = { $due } due, { $taken } taken
employer-trainees = { $taken } taken
employer-caj-signed = signed on { $day }
employer-todo-nothing = Nothing to do today for this employer.
employer-todo-visit = visit { $day }
employer-todo-visit-late = visit planned { $day }, to be noted
employer-todo-answers =
    { $count ->
        [one] { $count } answer awaited since { $day }
       *[other] { $count } answers awaited since { $day }
    }
employer-todo-later =
    { $count ->
        [one] { $count } reminder planned
       *[other] { $count } reminders planned
    }
employer-silence =
    { $count ->
        [0] Contact today; the rule is { $rule } days.
        [one] No contact for { $count } day; the rule is { $rule }.
       *[other] No contact for { $count } days; the rule is { $rule }.
    }
employer-never = No contact noted; the rule is { $rule } days.
employer-new-contact = Contact
employer-new-visit = Visit
employer-new-offer = Offer

# What may follow
employer-suite-title = What may follow for { $name }
employer-next-visit = Note a visit
employer-next-visit-about = what was said, offers taken, the next contact
employer-next-caj = CAJ signed
employer-next-caj-about = the convention, its day
employer-next-quota = Trainees due
employer-next-quota-about = how many are due (5 %)
employer-next-transfer = Another officer
employer-next-transfer-about = who is told
employer-caj-duty = More than twenty staff and three years of activity: five per cent of trainees or apprentices.
employer-transfer-title = Give { $name } to
employer-officer =
    { $count ->
        [0] { $name }, no employer
        [one] { $name }, { $count } employer
       *[other] { $name }, { $count } employers
    }
employer-transferred = { $name } is with { $to } now.
notice-employer-received = { $name }: { $by } gave you this employer.

# Reminder, note, visit, contact
employer-remind-title = Remind { $name }
employer-remind-words = Call { $name }
employer-reminded = Reminder of { $name } planned on { $day }.
employer-noted = Note kept in the file of { $name }.
visit-title = Visit to { $name }
visit-title-correct = Visit to { $name }, corrected
visit-read-title = Visit of { $day }, { $by }
visit-next-words = Take up contact with { $name }
visit-saved =
    { $count ->
        [0] Visit to { $name } noted.
        [one] Visit to { $name } noted; news for { $count } open offer.
       *[other] Visit to { $name } noted; news for { $count } open offers.
    }
visit-saved-next =
    { $count ->
        [0] Visit to { $name } noted, next contact as a reminder.
        [one] Visit to { $name } noted, next contact as a reminder; news for { $count } offer.
       *[other] Visit to { $name } noted, next contact as a reminder; news for { $count } offers.
    }
employer-contact-title = Contact of { $name }
employer-contact-new = New contact of { $name }
employer-contact-saved = Contact { $name } saved.

# The form
title-employer-form = New employer
title-employer-edit = Employer, edit
help-employer-form =
    The file of an employer: what names it first, then where it is, then whom to call.
    Enter goes to the next field, a whole code goes by itself; Ctrl+O goes to the files that are alike; F10 saves.
    F2 shows the codes of a field. Esc goes back, what was typed is kept. In the files beside, Enter opens one, s says that it is another employer.
    Signs: * to be filled, ! what stops the saving, > the line chosen. CERTAIN: same tax number, register or social security number.
employer-form-says = Files that are alike come beside.
employer-distinct = Another one
employer-no-twin = No file is alike.
employer-made = { $name } has the number { $number }.
employer-saved = { $name }: changes saved.
draft-employer = Employer
draft-employer-note = Note about an employer
draft-visit = Visit

flaw-number-of-another = { $field }: already that of { $name } ({ $number }).
flaw-visit-future = { $field }: a visit is noted afterwards. r books a meeting.
flaw-next-before-visit = { $field }: before the visit. Give a day that comes after it.
refused-visit-not-yours = Only the author of a visit corrects it. Keep a note to add to it.

act-new-employer = Employer made
act-save-employer = Employer changed
act-new-contact = Contact added
act-save-contact = Contact changed
act-visit = Visit noted
act-save-visit = Visit corrected
act-import = Imported from a file

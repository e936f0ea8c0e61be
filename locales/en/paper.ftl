# Papers: registration certificate, appointment slip, convocation. One line a paragraph; lines are broken when printed.

paper-moment = { $day } at { $hour }
paper-reference = Ref. { $ref }
paper-documents = Please bring: { $documents }.

paper-certificate-head =
    { $office }
    { $agency } agency
paper-certificate-title = CERTIFICATE OF REGISTRATION
paper-certificate-body =
    The agency certifies that the person named below is registered as a job seeker.
    {""}
    Name: { $name }
    Number: { $number }
    Born: { $birth }; place: { $birth_place }
    Registered on: { $registered }
    Category: { $category }
    To be renewed before: { $renewal }
    Counsellor: { $counsellor }
    {""}
    This certificate is valid until the day of renewal.
paper-certificate-foot =
    Made on { $today }
    For the agency: { $by }

paper-slip-head =
    { $office }
    { $agency } agency
paper-slip-title = APPOINTMENT
paper-slip-body =
    { $name }, number { $number }
    {""}
    { $at } ({ $minutes } min)
    { $kind }, with { $counsellor }, counter: { $room }
paper-slip-foot = If you cannot come, tell the agency before the hour: an excused absence does not count.

paper-convocation-head =
    { $office }
    { $agency } agency
    {""}
    To: { $name }
    Number: { $number }
paper-convocation-title = APPOINTMENT LETTER
paper-convocation-body =
    You are expected at the { $agency } agency, { $town }:
    {""}
    { $at } ({ $minutes } min)
    About: { $kind }
    With: { $counsellor }, counter: { $room }
    {""}
    If you cannot come, tell the agency before the hour; another date will be set. An absence without news from you is noted; it can be justified within fifteen days.
paper-convocation-foot =
    Made on { $today }
    For the agency: { $by }

paper-certificate = Certificate
paper-slip = Appointment slip
paper-convocation = Appointment letter

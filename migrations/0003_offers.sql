-- Employers, vacancies, proposals, placements, programmes (domain.md §2.7, §2.9).
CREATE TABLE employer (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    number key_text NOT NULL,
    external_ref key_text,
    source key_text,
    agency key_text NOT NULL,
    name TEXT NOT NULL,
    trade_name TEXT,
    sort_key key_text NOT NULL,
    tax_id key_text,
    trade_register key_text,
    cnss_number key_text,
    sector key_text,
    size_class key_text,
    caj_signed_on key_text,
    apprentice_quota BIGINT,
    phone key_text,
    email TEXT,
    province key_text,
    department key_text,
    town TEXT,
    address TEXT,
    owner blob REFERENCES account(id),
    import_note TEXT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE contact (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    employer blob NOT NULL REFERENCES employer(id),
    name TEXT NOT NULL,
    role TEXT,
    phone key_text,
    email TEXT,
    preferred TEXT,
    disclose BOOLEAN NOT NULL,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE visit (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    employer blob NOT NULL REFERENCES employer(id),
    by blob NOT NULL REFERENCES account(id),
    day key_text,
    purpose key_text,
    offers BIGINT,
    summary TEXT,
    next_on key_text,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE vacancy (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    number key_text NOT NULL,
    external_ref key_text,
    source_system key_text,
    employer blob NOT NULL REFERENCES employer(id),
    contact blob REFERENCES contact(id),
    agency key_text NOT NULL,
    owner blob REFERENCES account(id),
    occupation key_text,
    title TEXT NOT NULL,
    sort_key key_text NOT NULL,
    description TEXT,
    positions BIGINT,
    positions_filled BIGINT NOT NULL,
    contract key_text,
    duration_months BIGINT,
    working_time key_text,
    hours_week BIGINT,
    schedule TEXT,
    wage_min BIGINT,
    wage_max BIGINT,
    wage_period key_text,
    benefits TEXT,
    province key_text,
    department key_text,
    town TEXT,
    remote BOOLEAN NOT NULL,
    housing BOOLEAN NOT NULL,
    min_education key_text,
    min_experience_months BIGINT,
    required_skills TEXT,
    desired_skills TEXT,
    languages TEXT,
    licences TEXT,
    desired TEXT,
    special_condition TEXT,
    legal_basis key_text,
    received_on key_text,
    publish_until key_text,
    start_on key_text,
    contacted_on key_text,
    accepted_on key_text,
    mode key_text,
    source key_text,
    state key_text NOT NULL,
    close_reason key_text,
    refuse_reason key_text,
    closed_on key_text,
    copied_from blob REFERENCES vacancy(id),
    import_note TEXT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE proposal (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    person blob NOT NULL REFERENCES person(id),
    vacancy blob NOT NULL REFERENCES vacancy(id),
    agency key_text NOT NULL,
    by blob NOT NULL REFERENCES account(id),
    origin key_text,
    rank BIGINT,
    score BIGINT,
    explanation TEXT,
    override_reason key_text,
    channel key_text,
    sent_on key_text,
    answer_due key_text,
    attempts BIGINT NOT NULL,
    answer key_text,
    answer_reason key_text,
    answered_on key_text,
    sent_to_employer_on key_text,
    feedback_due key_text,
    employer_answer key_text,
    employer_reason key_text,
    feedback_on key_text,
    employer_interview_at key_text,
    told_on key_text,
    state key_text NOT NULL,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE programme (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    code key_text NOT NULL,
    name TEXT NOT NULL,
    kind key_text,
    valid_from key_text,
    valid_to key_text,
    eligibility TEXT,
    seats BIGINT,
    duration_months BIGINT,
    provider TEXT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE enrolment (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    person blob NOT NULL REFERENCES person(id),
    programme blob NOT NULL REFERENCES programme(id),
    agency key_text NOT NULL,
    employer blob REFERENCES employer(id),
    provider TEXT,
    start_on key_text,
    planned_end key_text,
    end_on key_text,
    state key_text NOT NULL,
    allowance BIGINT,
    outcome key_text,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE placement (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    person blob NOT NULL REFERENCES person(id),
    agency key_text NOT NULL,
    proposal blob REFERENCES proposal(id),
    measure blob REFERENCES enrolment(id),
    employer blob REFERENCES employer(id),
    employer_name TEXT,
    occupation key_text,
    contract key_text,
    duration_months BIGINT,
    wage BIGINT,
    start_on key_text,
    confirmed_by key_text,
    confirmed_on key_text,
    end_on key_text,
    end_reason key_text,
    check_1_on key_text,
    check_1 key_text,
    check_3_on key_text,
    check_3 key_text,
    check_6_on key_text,
    check_6 key_text,
    state key_text NOT NULL,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE carence (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    number key_text NOT NULL,
    employer blob NOT NULL REFERENCES employer(id),
    agency key_text NOT NULL,
    occupation key_text,
    criteria TEXT,
    state key_text NOT NULL,
    searched_at key_text,
    rule_version key_text,
    eligible BIGINT,
    outcome TEXT,
    signatory blob REFERENCES account(id),
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE batch (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    number key_text NOT NULL,
    agency key_text NOT NULL,
    form_kind key_text NOT NULL,
    announced_forms BIGINT NOT NULL,
    control_totals TEXT,
    first_clerk blob REFERENCES account(id),
    second_clerk blob REFERENCES account(id),
    state key_text NOT NULL,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE UNIQUE INDEX employer_number ON employer(number);
CREATE UNIQUE INDEX employer_external ON employer(external_ref, source);
CREATE UNIQUE INDEX employer_tax_id ON employer(tax_id);
CREATE INDEX employer_agency ON employer(agency, sort_key, id);
CREATE INDEX employer_name ON employer(sort_key);
CREATE INDEX employer_phone ON employer(phone) WHERE phone IS NOT NULL;
CREATE INDEX contact_of ON contact(employer);
CREATE INDEX visit_of ON visit(employer, day);
CREATE UNIQUE INDEX vacancy_number ON vacancy(number);
CREATE UNIQUE INDEX vacancy_external ON vacancy(external_ref, source_system);
CREATE INDEX vacancy_employer ON vacancy(employer);
CREATE INDEX vacancy_state ON vacancy(state, publish_until);
CREATE INDEX vacancy_owner ON vacancy(owner, state);
CREATE INDEX vacancy_occupation ON vacancy(occupation, state);
CREATE INDEX proposal_person ON proposal(person, sent_on);
CREATE INDEX proposal_vacancy ON proposal(vacancy, state);
CREATE INDEX proposal_waiting ON proposal(by, state, answer_due);
-- One open proposal per pair (domain.md §2.9).
CREATE UNIQUE INDEX proposal_one_open ON proposal(person, vacancy)
    WHERE state IN ('prepared', 'proposed', 'accepted', 'sent', 'employer_interview');
CREATE INDEX enrolment_of ON enrolment(person);
CREATE INDEX enrolment_end ON enrolment(state, planned_end);
CREATE INDEX placement_of ON placement(person);
CREATE INDEX placement_proposal ON placement(proposal);
CREATE INDEX placement_state ON placement(state, start_on);
CREATE UNIQUE INDEX carence_number ON carence(number);
CREATE UNIQUE INDEX batch_number ON batch(agency, number);

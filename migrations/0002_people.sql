-- People and their registrations (domain.md §2.1 to §2.6).
CREATE TABLE person (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    number key_text NOT NULL,
    index_no BIGINT NOT NULL,
    external_ref key_text,
    source key_text,
    agency key_text NOT NULL,
    surname TEXT NOT NULL,
    given_names TEXT,
    married_name TEXT,
    sort_key key_text NOT NULL,
    sex key_text,
    birth_date key_text,
    birth_precision key_text,
    birth_place TEXT,
    birth_country key_text,
    nationality key_text,
    id_document_type key_text,
    id_document_number key_text,
    id_document_expires key_text,
    residence_permit_expires key_text,
    phone key_text,
    phone_typed key_text,
    phone_2 key_text,
    contact_via TEXT,
    email TEXT,
    province key_text,
    department key_text,
    town TEXT,
    district TEXT,
    landmark TEXT,
    po_box key_text,
    address TEXT,
    import_note TEXT,
    education_level key_text,
    diploma key_text,
    study_field key_text,
    diploma_year BIGINT,
    diploma_country key_text,
    driving_licences TEXT,
    own_vehicle BOOLEAN NOT NULL,
    disability_declared BOOLEAN NOT NULL,
    adaptation_needs TEXT,
    privacy_notice_at key_text,
    consent_employers BOOLEAN NOT NULL,
    consent_sms BOOLEAN NOT NULL,
    consent_health BOOLEAN NOT NULL,
    merged_into blob REFERENCES person(id),
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE document (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    person blob NOT NULL REFERENCES person(id),
    kind key_text,
    reference TEXT,
    seen_on key_text,
    seen_by blob REFERENCES account(id),
    file_hash TEXT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE education (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    person blob NOT NULL REFERENCES person(id),
    level key_text,
    certificate key_text,
    field key_text,
    school TEXT,
    country key_text,
    year BIGINT,
    obtained BOOLEAN NOT NULL,
    proof blob REFERENCES document(id),
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE experience (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    person blob NOT NULL REFERENCES person(id),
    occupation key_text,
    employer_name TEXT,
    sector key_text,
    start_month key_text,
    end_month key_text,
    contract key_text,
    reason_end key_text,
    proof blob REFERENCES document(id),
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE skill (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    person blob NOT NULL REFERENCES person(id),
    code key_text,
    label TEXT NOT NULL,
    level key_text,
    evidence key_text,
    last_used BIGINT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE language (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    person blob NOT NULL REFERENCES person(id),
    code key_text,
    spoken key_text,
    read key_text,
    written key_text,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE note (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    subject_kind key_text NOT NULL,
    subject blob NOT NULL,
    text TEXT NOT NULL,
    by blob NOT NULL REFERENCES account(id),
    day key_text,
    corrects blob REFERENCES note(id),
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE registration (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    person blob NOT NULL REFERENCES person(id),
    agency key_text NOT NULL,
    state key_text NOT NULL,
    category key_text,
    registered_on key_text,
    channel key_text,
    entry_reason key_text,
    first_time_seeker BOOLEAN NOT NULL,
    counsellor blob REFERENCES account(id),
    intensity key_text,
    renewal_due key_text,
    pause_until key_text,
    no_exit_before key_text,
    closed_on key_text,
    exit_reason key_text,
    missing_documents TEXT,
    plan_signed_on key_text,
    sort_key key_text NOT NULL,
    occupation key_text,
    last_contact key_text,
    next_due key_text,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE job_goal (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    registration blob NOT NULL REFERENCES registration(id),
    rank BIGINT NOT NULL,
    occupation key_text,
    occupation_label TEXT,
    vocabulary_code key_text,
    experience_months BIGINT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE wishes (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    registration blob NOT NULL REFERENCES registration(id),
    mobility key_text,
    max_minutes BIGINT,
    contract_types TEXT,
    working_time TEXT,
    wage_min BIGINT,
    available_from key_text,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE duplicate_pair (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    person_a blob NOT NULL REFERENCES person(id),
    person_b blob NOT NULL REFERENCES person(id),
    state key_text NOT NULL,
    evidence TEXT,
    score BIGINT NOT NULL,
    registration blob REFERENCES registration(id),
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE UNIQUE INDEX person_number ON person(number);
CREATE UNIQUE INDEX person_index_no ON person(index_no);
CREATE UNIQUE INDEX person_external ON person(external_ref, source);
CREATE INDEX person_document ON person(id_document_number) WHERE id_document_number IS NOT NULL;
CREATE INDEX person_phone ON person(phone) WHERE phone IS NOT NULL;
CREATE INDEX person_phone_2 ON person(phone_2) WHERE phone_2 IS NOT NULL;
CREATE INDEX person_agency ON person(agency, sort_key, id);
CREATE INDEX document_of ON document(person);
CREATE INDEX education_of ON education(person);
CREATE INDEX experience_of ON experience(person);
CREATE INDEX skill_of ON skill(person);
CREATE INDEX language_of ON language(person);
CREATE INDEX note_of ON note(subject);
CREATE INDEX registration_of ON registration(person, registered_on);
-- A person has at most one open registration (domain.md §1).
CREATE UNIQUE INDEX registration_one_open ON registration(person) WHERE closed_on IS NULL;
CREATE INDEX registration_caseload ON registration(counsellor, next_due, id) WHERE closed_on IS NULL;
CREATE INDEX registration_names ON registration(counsellor, sort_key, id) WHERE closed_on IS NULL;
CREATE INDEX registration_agency ON registration(agency, next_due, id) WHERE closed_on IS NULL;
CREATE INDEX registration_renewal ON registration(state, renewal_due) WHERE closed_on IS NULL;
CREATE UNIQUE INDEX job_goal_of ON job_goal(registration, rank);
CREATE UNIQUE INDEX wishes_of ON wishes(registration);
CREATE UNIQUE INDEX duplicate_pair_of ON duplicate_pair(person_a, person_b);
CREATE INDEX duplicate_pair_b ON duplicate_pair(person_b);
CREATE INDEX duplicate_pair_state ON duplicate_pair(state);

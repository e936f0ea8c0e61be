-- The office: agencies, accounts, what they keep, and the lists that the program works with (domain.md §2.9, §2.10).
CREATE TABLE agency (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    code key_text NOT NULL,
    name TEXT NOT NULL,
    kind key_text NOT NULL,
    province key_text,
    town TEXT,
    serves TEXT,
    hours key_text NOT NULL,
    reception_until key_text NOT NULL,
    slot_minutes BIGINT NOT NULL,
    valid_from key_text,
    valid_to key_text,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE account (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    login key_text NOT NULL,
    name TEXT NOT NULL,
    roles TEXT,
    agency key_text NOT NULL,
    language key_text,
    keymap key_text,
    active BOOLEAN NOT NULL,
    absent_from key_text,
    absent_to key_text,
    deputy blob REFERENCES account(id),
    room key_text,
    specialties TEXT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE saved_view (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    account blob REFERENCES account(id),
    agency key_text NOT NULL,
    screen key_text NOT NULL,
    name key_text NOT NULL,
    filters TEXT,
    sort key_text,
    columns TEXT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE notice (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    account blob NOT NULL REFERENCES account(id),
    key key_text NOT NULL,
    arguments TEXT,
    subject_kind key_text,
    subject blob,
    at key_text,
    read_at key_text,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE letter (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    kind key_text NOT NULL,
    subject_kind key_text NOT NULL,
    subject blob NOT NULL,
    template key_text NOT NULL,
    arguments TEXT,
    made_by blob NOT NULL REFERENCES account(id),
    made_at key_text,
    printed_at key_text,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE decision (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    kind key_text NOT NULL,
    subject_kind key_text NOT NULL,
    subject blob NOT NULL,
    agency key_text NOT NULL,
    reasons TEXT NOT NULL,
    proposed_by blob NOT NULL REFERENCES account(id),
    proposed_on key_text,
    letter blob REFERENCES letter(id),
    reply_until key_text,
    reply TEXT,
    decided_by blob REFERENCES account(id),
    decided_on key_text,
    outcome key_text,
    text TEXT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE UNIQUE INDEX agency_code ON agency(code);
CREATE UNIQUE INDEX account_login ON account(login);
CREATE INDEX saved_view_of ON saved_view(agency, screen);
CREATE INDEX notice_of ON notice(account, read_at, at);
CREATE INDEX letter_of ON letter(subject, made_at);
CREATE INDEX decision_of ON decision(subject);
CREATE INDEX decision_open ON decision(agency, outcome, proposed_on);

-- Every code list in one form; `extra` holds key=value pairs, `;` between.
CREATE TABLE code (
    list key_text NOT NULL,
    code key_text NOT NULL,
    fr TEXT NOT NULL,
    en TEXT NOT NULL,
    extra TEXT NOT NULL,
    valid_from key_text,
    valid_to key_text,
    PRIMARY KEY (list, code)
);
CREATE TABLE holiday (
    day key_text NOT NULL,
    name TEXT NOT NULL,
    kind key_text NOT NULL,
    estimated BOOLEAN NOT NULL,
    PRIMARY KEY (day, name)
);
-- Delays changed by the office; those not here have the default of domain.md §4.
CREATE TABLE delay (
    rule key_text NOT NULL,
    name key_text NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (rule, name)
);
-- Job titles by words: the starter list and loaded vocabularies (`source`).
CREATE TABLE job_title (
    source key_text NOT NULL,
    number BIGINT NOT NULL,
    isco08 key_text NOT NULL,
    title_m TEXT NOT NULL,
    title_f TEXT NOT NULL,
    vocabulary_code key_text,
    PRIMARY KEY (source, number)
);
CREATE INDEX job_title_of ON job_title(isco08);
-- Neighbouring occupations: proche without training, evolution with.
CREATE TABLE near (
    source key_text NOT NULL,
    isco08 key_text NOT NULL,
    other key_text NOT NULL,
    kind key_text NOT NULL,
    PRIMARY KEY (source, isco08, other)
);

-- Access: keys, secrets, guesses, sessions with their posts, readings of other agencies' files, what two persons do together
-- (security.md §2, §3).

-- A key of the SSH door. Of a person: `account`; of a shared terminal: `agency` alone, and its label is the post.
CREATE TABLE account_key (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    kind key_text NOT NULL,
    account blob REFERENCES account(id),
    agency key_text NOT NULL,
    label key_text NOT NULL,
    public_key TEXT NOT NULL,
    fingerprint key_text NOT NULL,
    ends_on key_text,
    ended_at key_text,
    used_at key_text,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE UNIQUE INDEX account_key_fingerprint ON account_key(fingerprint);
CREATE INDEX account_key_of ON account_key(account);

-- Password hashes (PHC strings); never in the audit. `chars`: how long it is, since a shared terminal asks for 15.
CREATE TABLE account_secret (
    account blob PRIMARY KEY NOT NULL REFERENCES account(id),
    phc TEXT NOT NULL,
    chars BIGINT NOT NULL,
    set_at key_text NOT NULL
);

-- Wrong guesses in a row by login, known or not. `until_ms` is on the clock since boot of `boot`; elsewhere `until_at` counts.
CREATE TABLE guess (
    login key_text PRIMARY KEY NOT NULL,
    failures BIGINT NOT NULL,
    first_at key_text NOT NULL,
    last_at key_text NOT NULL,
    boot key_text NOT NULL,
    until_ms BIGINT NOT NULL,
    until_at key_text NOT NULL
);

ALTER TABLE session ADD COLUMN confirmed_at key_text;
ALTER TABLE session ADD COLUMN ended_by key_text;
ALTER TABLE session ADD COLUMN host key_text;
ALTER TABLE session ADD COLUMN process BIGINT;
CREATE INDEX session_account ON session (account, ended_at);

ALTER TABLE agency ADD COLUMN idle_minutes BIGINT;

-- A file read with a reason: of another agency (four hours, its counsellor told), or by the auditor.
CREATE TABLE reading (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    account blob NOT NULL REFERENCES account(id),
    person blob NOT NULL REFERENCES person(id),
    agency key_text NOT NULL,
    reason TEXT NOT NULL,
    until_at key_text NOT NULL,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE INDEX reading_of ON reading (account, person, until_at);
CREATE INDEX reading_person ON reading (person, until_at);

-- What one asks and another confirms: a role that reads files. (An erasure keeps its wish in safeguard.)
CREATE TABLE consent (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    kind key_text NOT NULL,
    subject_kind key_text NOT NULL,
    subject blob NOT NULL,
    agency key_text NOT NULL,
    arguments TEXT,
    reason TEXT,
    asked_by blob NOT NULL REFERENCES account(id),
    asked_at key_text NOT NULL,
    decided_by blob REFERENCES account(id),
    decided_at key_text,
    outcome key_text,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE INDEX consent_open ON consent (outcome, agency, asked_at);
CREATE INDEX consent_subject ON consent (subject, kind);

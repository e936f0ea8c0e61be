-- Proof and rights of persons (security.md §4): seals of the audit, restriction, legal hold, erasure.

-- A seal covers the whole audit at its instant: its digest chains the former seal's with the heads of all sessions that got rows since.
-- The digest is told outside the database. Rows are only ever added.
CREATE TABLE audit_seal (
    number BIGINT NOT NULL PRIMARY KEY,
    at key_text NOT NULL,
    deeds BIGINT NOT NULL,
    sessions BIGINT NOT NULL,
    digest blob NOT NULL
);
CREATE TABLE audit_seal_head (
    seal BIGINT NOT NULL REFERENCES audit_seal (number),
    session blob NOT NULL,
    seq BIGINT NOT NULL,
    hash blob NOT NULL,
    PRIMARY KEY (seal, session)
);
CREATE INDEX audit_seal_head_of ON audit_seal_head (session, seal);

-- What protects a person against the use of the file, or the file against its end: restriction (contested data), legal hold, and a wish for
-- erasure that waits for the head. Open while `ended_on` is empty.
CREATE TABLE safeguard (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    person blob NOT NULL REFERENCES person(id),
    kind key_text NOT NULL,
    reason TEXT,
    since key_text,
    asked_by blob NOT NULL REFERENCES account(id),
    ended_on key_text,
    ended_by blob REFERENCES account(id),
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE INDEX safeguard_of ON safeguard(person);
CREATE INDEX safeguard_open ON safeguard(kind, person) WHERE ended_on IS NULL;

-- Files that were erased or anonymised: what a restored backup must have done again. Nothing here names anybody.
CREATE TABLE erasure (
    person blob NOT NULL PRIMARY KEY,
    number key_text NOT NULL,
    kind key_text NOT NULL,
    agency key_text NOT NULL,
    at key_text NOT NULL,
    asked_by key_text NOT NULL,
    confirmed_by key_text NOT NULL,
    cleared BIGINT NOT NULL
);
CREATE INDEX erasure_at ON erasure (at);

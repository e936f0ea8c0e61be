-- What every other table stands on: settings, audit, drafts, counters, sessions. One text for both engines.

CREATE TABLE setting (
    key key_text NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- One row a deed (security.md §4). `hash` chains it to the row before it of the same session; `numbers` are the serials that the deed took,
-- so that a repeated deed gives them again. Rows are only ever added.
CREATE TABLE audit (
    deed blob NOT NULL PRIMARY KEY,
    session blob NOT NULL,
    seq BIGINT NOT NULL,
    at key_text NOT NULL,
    login key_text NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    agency key_text NOT NULL,
    post TEXT NOT NULL,
    act key_text NOT NULL,
    record key_text,
    subject blob,
    reason TEXT,
    numbers TEXT NOT NULL,
    digest blob NOT NULL,
    hash blob NOT NULL,
    UNIQUE (session, seq)
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_login ON audit (login, at);

-- The values of each record that a deed touched, as JSON of the changed fields. Values may be erased by law; the salted digest stays.
CREATE TABLE audit_value (
    deed blob NOT NULL REFERENCES audit (deed),
    nth BIGINT NOT NULL,
    record key_text NOT NULL,
    subject blob NOT NULL,
    was TEXT,
    became TEXT,
    salt blob,
    digest blob NOT NULL,
    PRIMARY KEY (deed, nth)
);
CREATE INDEX audit_value_subject ON audit_value (subject);

-- Forms being typed, saved at each field; offered again after a cut. Never audited.
CREATE TABLE draft (
    id blob NOT NULL PRIMARY KEY,
    owner blob NOT NULL,
    form key_text NOT NULL,
    subject blob,
    body TEXT NOT NULL,
    saved_at key_text NOT NULL
);
CREATE INDEX draft_owner ON draft (owner, form);

-- The last number taken, by agency, kind (person, vacancy, employer) and year: without gaps.
CREATE TABLE serial (
    agency key_text NOT NULL,
    kind key_text NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (agency, kind, year)
);

-- Sessions: `valid` is read again by each job, so that ending one acts at once (security.md §1).
CREATE TABLE session (
    id blob NOT NULL PRIMARY KEY,
    account blob NOT NULL,
    login key_text NOT NULL,
    post TEXT NOT NULL,
    opened_at key_text NOT NULL,
    seen_at key_text NOT NULL,
    ended_at key_text,
    valid BOOLEAN NOT NULL
);
CREATE INDEX session_login ON session (login, ended_at);

-- Matching (store.md "Matching", domain.md §7): one row for each occupation sought by somebody who may be proposed, with all the
-- criteria that may be used and no other. Derived: kept in the save's own transaction, compared by `check`.
-- `id` is occupation * 2^40 + person.index_no * 4 + rank of the goal. INTEGER PRIMARY KEY: SQLite keeps the table itself in that
-- order, so that one occupation's rows are read together; PostgreSQL makes it 64 bits wide too.
CREATE TABLE candidate (
    id INTEGER PRIMARY KEY NOT NULL,
    person blob NOT NULL,
    goal BIGINT NOT NULL,
    occupation key_text NOT NULL,
    experience_months BIGINT,
    worked TEXT NOT NULL,
    education key_text,
    education_proved BOOLEAN NOT NULL,
    skills TEXT NOT NULL,
    languages TEXT NOT NULL,
    licences TEXT NOT NULL,
    contracts TEXT NOT NULL,
    times TEXT NOT NULL,
    wage_min BIGINT,
    available_from key_text,
    province key_text NOT NULL,
    department key_text NOT NULL,
    town key_text NOT NULL,
    mobility key_text,
    max_minutes BIGINT,
    national BOOLEAN,
    permit_until key_text,
    registered_on key_text,
    last_proposed key_text
);
CREATE INDEX candidate_person ON candidate(person);

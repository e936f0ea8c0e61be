-- Bulk entry (domain.md §3.7): which fields are keyed twice, the forms of a batch as keyed, and where two keyings differed.
ALTER TABLE batch ADD COLUMN verify key_text NOT NULL DEFAULT 'critical';
CREATE TABLE batch_form (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    batch blob NOT NULL REFERENCES batch(id),
    form_no BIGINT NOT NULL,
    state key_text NOT NULL,
    keyed TEXT NOT NULL,
    differences TEXT,
    compared BIGINT NOT NULL,
    aside_reason TEXT,
    keyed_by blob REFERENCES account(id),
    keyed_strokes BIGINT NOT NULL,
    keyed_seconds BIGINT NOT NULL,
    keyed_slips BIGINT NOT NULL,
    verified_by blob REFERENCES account(id),
    verified_strokes BIGINT NOT NULL,
    verified_seconds BIGINT NOT NULL,
    verified_slips BIGINT NOT NULL,
    subject blob,
    subject_number key_text,
    doubts TEXT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE UNIQUE INDEX batch_form_no ON batch_form(batch, form_no);
CREATE TABLE keyed_twice (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    batch_form blob NOT NULL REFERENCES batch_form(id),
    person blob REFERENCES person(id),
    subject blob,
    batch_number key_text NOT NULL,
    form_no BIGINT NOT NULL,
    keyed_field key_text NOT NULL,
    first_value TEXT,
    first_clerk TEXT,
    second_value TEXT,
    second_clerk TEXT,
    kept_value TEXT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE INDEX keyed_twice_of ON keyed_twice(person);
CREATE INDEX keyed_twice_form ON keyed_twice(batch_form);

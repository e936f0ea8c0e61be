-- Backups as they were made and tried (security.md §6, §7): the age of the last good one is shown, and its absence told.
CREATE TABLE backup (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    kind key_text NOT NULL,
    made_at key_text NOT NULL,
    target TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 key_text,
    row_count BIGINT NOT NULL,
    recipient TEXT,
    seal TEXT,
    elsewhere BOOLEAN NOT NULL,
    outcome key_text NOT NULL,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE INDEX backup_at ON backup(outcome, made_at);
-- Who made an agency was kept as an id by the first versions; it is a login everywhere.
UPDATE agency SET created_by = 'guichet' WHERE version = 1;
UPDATE agency SET updated_by = 'guichet' WHERE version = 1;
-- The first row of the search words was made with a text where bytes belong; PostgreSQL knew no difference.
UPDATE name_word SET recent = CAST(recent AS blob) WHERE id = 0;

-- Backups as they were made and tried (security.md §6, §7): the age of the last good one is shown, and its absence told.
CREATE TABLE backup (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    kind key_text NOT NULL,
    made_at key_text NOT NULL,
    path TEXT NOT NULL,
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

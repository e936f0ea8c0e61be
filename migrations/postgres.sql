-- Before all other migrations, on PostgreSQL only: makes the types that SQLite takes by their names alone, so that the DDL is the same.

-- Sorted and compared byte by byte on both engines, whatever the server's locale; keys are folded by the program.
CREATE DOMAIN key_text AS TEXT COLLATE "C";

-- Ids (16 bytes), digests, salts.
CREATE DOMAIN blob AS BYTEA;

-- For tables whose rows are only ever added (audit). Stops slips, not an owner of the schema.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

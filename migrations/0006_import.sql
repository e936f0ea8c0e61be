-- Rows of files that came in (product.md "Exchange format"): the digest of a row's cells, by which the same row is known again.
-- Of a person who comes from a file under a number of the former system only the last row is kept.
CREATE TABLE import_row (
    source key_text NOT NULL,
    digest blob NOT NULL,
    person blob NOT NULL REFERENCES person(id),
    PRIMARY KEY (source, digest)
);
CREATE INDEX import_row_of ON import_row(person);

-- Rows of files of employers and offers that came in, as import_row keeps those of people (product.md "Exchange format").
CREATE TABLE import_employer (
    source key_text NOT NULL,
    digest blob NOT NULL,
    employer blob NOT NULL REFERENCES employer(id),
    PRIMARY KEY (source, digest)
);
CREATE INDEX import_employer_of ON import_employer(employer);
CREATE TABLE import_vacancy (
    source key_text NOT NULL,
    digest blob NOT NULL,
    vacancy blob NOT NULL REFERENCES vacancy(id),
    PRIMARY KEY (source, digest)
);
CREATE INDEX import_vacancy_of ON import_vacancy(vacancy);
-- Two files with the same NIF both come in and the pair is listed; only the form refuses the second.
DROP INDEX employer_tax_id;
CREATE INDEX employer_tax_id ON employer(tax_id) WHERE tax_id IS NOT NULL;
CREATE INDEX employer_trade_register ON employer(trade_register) WHERE trade_register IS NOT NULL;
CREATE INDEX employer_owner ON employer(owner, sort_key, id);
CREATE INDEX visit_owner ON visit(by, next_on);
CREATE INDEX appointment_employer ON appointment(employer, starts_at) WHERE employer IS NOT NULL;
CREATE INDEX placement_employer ON placement(employer, start_on) WHERE employer IS NOT NULL;
CREATE INDEX enrolment_employer ON enrolment(employer) WHERE employer IS NOT NULL;

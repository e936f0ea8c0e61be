-- The short card of a person (security.md §3), which is national, and what the duplicate check compares: one view for both engines. Where the
-- server holds each account to its rights, sessions see another of the same name, which shows of other agencies' people the card alone.
CREATE VIEW person_card AS
    SELECT t.id, t.index_no, t.number, t.agency, t.surname, t.given_names, t.married_name, t.sort_key, t.sex, t.birth_date, t.birth_precision,
        t.merged_into, t.town, t.id_document_type, t.id_document_number, t.id_document_expires, t.phone, t.phone_2, t.external_ref, t.source,
        (SELECT r.state FROM registration r WHERE r.person = t.id
         ORDER BY (CASE WHEN r.closed_on IS NULL THEN 0 ELSE 1 END), r.registered_on DESC NULLS LAST LIMIT 1) AS state
    FROM person t;

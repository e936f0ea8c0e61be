-- Tables with rules of their own. A missing one (of a later version) is passed over by the caller, statement by statement.

-- The audit is added to, in one's own name; read by the right to (security.md §3, last rows).
GRANT INSERT (deed, session, seq, at, login, name, roles, agency, post, act, record, subject, reason, numbers, digest, hash) ON audit TO {session};
GRANT SELECT ON audit TO {session};
CREATE POLICY s_insert ON audit FOR INSERT WITH CHECK (login = (SELECT desk.login()) AND name = (SELECT desk.name()) AND agency = (SELECT desk.home()));
CREATE POLICY s_read ON audit FOR SELECT USING (login = (SELECT desk.login())
    OR (SELECT desk.ag('auditor:n')) = '*'
    OR agency = (SELECT desk.ag('head:a'))
    OR ((SELECT desk.ag('admin:n')) = '*' AND (record IS NULL OR record IN ('event', 'session', 'account', 'account_key', 'agency', 'consent')))
    OR (agency = (SELECT desk.ag('reception:a counsellor:a employer_officer:a clerk:a'))
        AND coalesce(record, '') NOT IN ('search', 'export', 'event', 'session', 'account', 'account_key', 'agency', 'consent')
        AND act NOT IN ('open_file', 'open_notes', 'open_interview', 'show_sensitive', 'reveal_obstacle', 'dossier', 'refused'))
    OR ((SELECT desk.ag('head:a')) IS NOT NULL AND desk.of_any(subject) = (SELECT desk.ag('head:a'))));

-- Values follow their row; notes and the like only for who reads interviews, sensitive words for nobody but the right to them.
GRANT INSERT ON audit_value TO {session};
GRANT SELECT ON audit_value TO {session};
GRANT UPDATE (record, subject, was, became, salt) ON audit_value TO {head};
CREATE POLICY s_insert ON audit_value FOR INSERT WITH CHECK ((SELECT a.login FROM audit a WHERE a.deed = audit_value.deed) = (SELECT desk.login()));
CREATE POLICY s_read ON audit_value FOR SELECT USING (EXISTS (SELECT 1 FROM audit a WHERE a.deed = audit_value.deed
    AND (a.login = (SELECT desk.login()) OR (SELECT desk.ag('auditor:n head:a')) IS NOT NULL OR
        ((record NOT IN ('interview', 'diagnosis', 'obstacle', 'plan_action', 'note')
          OR (record <> 'obstacle' AND (SELECT desk.ag('counsellor:a')) IS NOT NULL))
         AND strpos(coalesce(was, '') || coalesce(became, ''), '"adaptation_needs"') = 0
         AND strpos(coalesce(was, '') || coalesce(became, ''), '"disability_declared"') = 0))));
CREATE POLICY s_clear ON audit_value FOR UPDATE USING (subject IN (SELECT desk.leaving_records())
    OR (record IN ('search', 'reason') AND EXISTS (SELECT 1 FROM desk.leaving_records()))) WITH CHECK (was IS NULL AND became IS NULL AND salt IS NULL);

-- A seal covers rows that the administrator may not read: it is made by the owner, under whom the timers run.
GRANT SELECT ON audit_seal, audit_seal_head TO {auditor}, {admin};
CREATE POLICY s_read ON audit_seal FOR SELECT USING ((SELECT desk.ag('auditor:n admin:n')) = '*');
CREATE POLICY s_read ON audit_seal_head FOR SELECT USING ((SELECT desk.ag('auditor:n admin:n')) = '*');

-- Who works here is known to all; what one may change of an account the trigger says.
GRANT SELECT ON account TO {session};
GRANT INSERT ON account TO {admin};
GRANT UPDATE ON account TO {session};
CREATE POLICY s_read ON account FOR SELECT USING (true);
CREATE POLICY s_insert ON account FOR INSERT WITH CHECK ((SELECT desk.ag('admin:n')) = '*');
CREATE POLICY s_update ON account FOR UPDATE USING (id = (SELECT desk.me()) OR (SELECT desk.ag('admin:n auditor:n')) = '*'
    OR agency = (SELECT desk.ag('head:a')));

GRANT SELECT ON account_key TO {session};
GRANT INSERT, UPDATE ON account_key TO {admin};
GRANT UPDATE (used_at) ON account_key TO {session};
CREATE POLICY s_read ON account_key FOR SELECT USING (account = (SELECT desk.me()) OR (SELECT desk.ag('admin:n')) = '*');
CREATE POLICY s_insert ON account_key FOR INSERT WITH CHECK ((SELECT desk.ag('admin:n')) = '*');
CREATE POLICY s_update ON account_key FOR UPDATE USING (account = (SELECT desk.me()) OR (SELECT desk.ag('admin:n')) = '*');

GRANT SELECT, INSERT, UPDATE ON account_secret TO {session};
CREATE POLICY s_own ON account_secret USING (account = (SELECT desk.me()) OR (SELECT desk.ag('admin:n')) = '*');
GRANT SELECT, INSERT, UPDATE, DELETE ON guess TO {session};
CREATE POLICY s_own ON guess USING (login = (SELECT desk.login()) OR (SELECT desk.ag('admin:n')) = '*');
GRANT SELECT, INSERT, UPDATE ON session TO {session};
CREATE POLICY s_own ON session USING (account = (SELECT desk.me()) OR (SELECT desk.ag('admin:n')) = '*');
GRANT SELECT, INSERT, UPDATE, DELETE ON draft TO {session};
CREATE POLICY s_own ON draft USING (owner = (SELECT desk.me()));
CREATE POLICY s_clear ON draft FOR DELETE USING (desk.leaving(subject));
CREATE POLICY s_seen ON draft FOR SELECT USING (desk.leaving(subject));
GRANT SELECT, INSERT, UPDATE ON notice TO {session};
GRANT DELETE ON notice TO {head};
CREATE POLICY s_own ON notice FOR SELECT USING (account = (SELECT desk.me()) OR desk.leaving(subject));
CREATE POLICY s_insert ON notice FOR INSERT WITH CHECK ((SELECT desk.me()) IS NOT NULL);
CREATE POLICY s_update ON notice FOR UPDATE USING (account = (SELECT desk.me()));
CREATE POLICY s_clear ON notice FOR DELETE USING (desk.leaving(subject));

GRANT SELECT, INSERT ON reading TO {counsellor}, {head}, {auditor};
GRANT DELETE ON reading TO {head};
CREATE POLICY s_read ON reading FOR SELECT USING (account = (SELECT desk.me()) OR (SELECT desk.ag('auditor:n')) = '*'
    OR agency = (SELECT desk.ag('head:a')));
CREATE POLICY s_insert ON reading FOR INSERT WITH CHECK (account = (SELECT desk.me())
    AND until_at <= to_char((now() AT TIME ZONE 'utc') + interval '4 hours 1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
CREATE POLICY s_clear ON reading FOR DELETE USING (desk.leaving(person));

GRANT SELECT, INSERT, UPDATE ON consent TO {session};
CREATE POLICY s_read ON consent FOR SELECT USING (asked_by = (SELECT desk.me()) OR (SELECT desk.ag('auditor:n admin:n')) = '*'
    OR agency = (SELECT desk.ag('head:a')));
CREATE POLICY s_insert ON consent FOR INSERT WITH CHECK (asked_by = (SELECT desk.me())
    AND (SELECT desk.ag('auditor:n admin:n head:a')) IS NOT NULL);
CREATE POLICY s_update ON consent FOR UPDATE USING (asked_by = (SELECT desk.me()) OR (SELECT desk.ag('auditor:n')) = '*'
    OR agency = (SELECT desk.ag('head:a')));

-- Restriction and hold are the auditor's and the head's; that there is one everybody must know whose lists it empties.
GRANT SELECT (id, version, person, kind, since, ended_on, asked_by) ON safeguard TO {session};
GRANT SELECT, INSERT, UPDATE ON safeguard TO {auditor}, {head};
CREATE POLICY s_read ON safeguard FOR SELECT USING ((SELECT desk.me()) IS NOT NULL);
CREATE POLICY s_insert ON safeguard FOR INSERT WITH CHECK (asked_by = (SELECT desk.me()) AND ((SELECT desk.ag('auditor:n')) = '*'
    OR (kind NOT IN ('erasure', 'anonymising') AND desk.of_person(person) = (SELECT desk.ag('head:a')))));
CREATE POLICY s_update ON safeguard FOR UPDATE USING ((SELECT desk.ag('auditor:n')) = '*' OR desk.of_person(person) = (SELECT desk.ag('head:a')))
    WITH CHECK (true);
GRANT SELECT ON erasure TO {auditor}, {head}, {admin};
GRANT SELECT (person) ON erasure TO {session};
GRANT INSERT ON erasure TO {head};
CREATE POLICY s_read ON erasure FOR SELECT USING ((SELECT desk.ag('auditor:n admin:n')) = '*' OR agency = (SELECT desk.ag('head:a')));
CREATE POLICY s_insert ON erasure FOR INSERT WITH CHECK (confirmed_by = (SELECT desk.login()) AND agency = (SELECT desk.ag('head:a')));

-- In plpgsql where they are asked with every statement: their plans are then kept for the session (in sql they would be made anew each time).
-- The functions by which the server knows who asks (security.md §3, "Enforced where"). {prefix}: what role names begin with; {owner}: the
-- schema's owner. Who asks is session_user, looked up in the account table: no setting of the session's own can forge it.

CREATE SCHEMA desk;
CREATE SCHEMA plain;

CREATE FUNCTION desk.login() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN left(session_user, length('{prefix}u_')) = '{prefix}u_' THEN substr(session_user, length('{prefix}u_') + 1) END
$$;

CREATE FUNCTION desk.me() RETURNS bytea LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT a.id::bytea FROM public.account a WHERE a.login = desk.login() AND a.active);
END $$;

CREATE FUNCTION desk.name() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT a.name FROM public.account a WHERE a.login = desk.login() AND a.active);
END $$;

CREATE FUNCTION desk.home() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT a.agency::text FROM public.account a WHERE a.login = desk.login() AND a.active);
END $$;

-- How far one of these rights ('counsellor:a auditor:n') reaches: an agency, '*' for all, NULL for nothing.
CREATE FUNCTION desk.ag(spec text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    who record;
    one text;
    reach text;
BEGIN
    SELECT a.roles, a.agency INTO who FROM public.account a WHERE a.login = desk.login() AND a.active;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    FOREACH one IN ARRAY string_to_array(spec, ' ') LOOP
        IF split_part(one, ':', 1) = ANY (string_to_array(who.roles, '|')) THEN
            IF split_part(one, ':', 2) = 'n' THEN
                RETURN '*';
            END IF;
            reach := who.agency;
        END IF;
    END LOOP;
    RETURN reach;
END $$;

-- The same for a comparison with a row's agency: nothing is an agency that there is not.
CREATE FUNCTION desk.at(spec text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN coalesce(desk.ag($1), '');
END $$;

CREATE FUNCTION desk.of_person(id bytea) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER COST 50 SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT p.agency::text FROM public.person p WHERE p.id = $1);
END $$;

CREATE FUNCTION desk.of_any(id bytea) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER COST 100 SET search_path = public, pg_temp AS $$
    SELECT coalesce({any})
$$;

CREATE FUNCTION desk.instant() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(now() AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- Whose files are open to this reader with a reason, though of another agency.
CREATE FUNCTION desk.opened() RETURNS SETOF bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    {opened}
$$;

CREATE FUNCTION desk.in_charge(person bytea) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER COST 50 SET search_path = public, pg_temp AS $$
BEGIN
    RETURN desk.ag('counsellor:a') IS NOT NULL AND EXISTS (SELECT 1 FROM public.registration r
        WHERE r.person = $1 AND r.closed_on IS NULL AND r.counsellor = desk.me());
END $$;

-- Whether the auditor has asked for this person's erasure: the head may then clear the file, and only then.
CREATE FUNCTION desk.leaving(person bytea) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER COST 50 SET search_path = public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM public.safeguard s JOIN public.person p ON p.id = s.person
        WHERE s.person = $1 AND s.kind IN ('erasure', 'anonymising') AND s.ended_on IS NULL AND s.asked_by <> desk.me() AND p.agency = desk.ag('head:a'));
END $$;
CREATE FUNCTION desk.leaving_records() RETURNS SETOF bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT x.id::bytea FROM public.safeguard s CROSS JOIN LATERAL (SELECT q.id FROM ({subjects}) q) x
    WHERE s.kind IN ('erasure', 'anonymising') AND s.ended_on IS NULL AND desk.leaving(s.person)
$$;

CREATE FUNCTION desk.refuse(what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'not allowed: %', what USING ERRCODE = 'insufficient_privilege';
END $$;

-- Writes through a veiled view: whether this account may, then only what it changed. Arguments: the right to write, where the agency lies,
-- sensitive columns, the person's column.
CREATE FUNCTION desk.put() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    reach text := desk.ag(TG_ARGV[0]);
    held jsonb;
    given jsonb;
    was text;
    becomes text;
    changed text[];
    done bigint;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        held := to_jsonb(OLD);
        was := CASE TG_ARGV[1] WHEN 'agency' THEN held ->> 'agency' ELSE desk.of_any((held ->> TG_ARGV[1])::bytea) END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF NOT desk.leaving((held ->> TG_ARGV[3])::bytea) THEN
            PERFORM desk.refuse('delete from ' || TG_TABLE_NAME);
        END IF;
        EXECUTE format('DELETE FROM public.%I WHERE id = $1', TG_TABLE_NAME) USING OLD.id;
        RETURN OLD;
    END IF;
    given := to_jsonb(NEW);
    becomes := CASE TG_ARGV[1] WHEN 'agency' THEN given ->> 'agency' ELSE desk.of_any((given ->> TG_ARGV[1])::bytea) END;
    IF reach IS NULL OR (reach <> '*' AND reach IS DISTINCT FROM coalesce(was, becomes)) THEN
        PERFORM desk.refuse(TG_OP || ' ' || TG_TABLE_NAME);
    END IF;
    IF TG_TABLE_NAME = 'note' AND given ->> 'subject_kind' = 'person' AND desk.ag('counsellor:a clerk:a') IS DISTINCT FROM coalesce(was, becomes)
        AND NOT desk.leaving((given ->> TG_ARGV[3])::bytea) THEN
        PERFORM desk.refuse('notes on a person');
    END IF;
    -- To another agency: the head's.
    IF was IS DISTINCT FROM becomes AND TG_OP = 'UPDATE' AND desk.ag('head:a') IS DISTINCT FROM was THEN
        PERFORM desk.refuse('transfer of ' || TG_TABLE_NAME);
    END IF;
    IF TG_OP = 'INSERT' THEN
        changed := ARRAY(SELECT n.key FROM jsonb_each(given) n WHERE n.value <> 'null'::jsonb);
        EXECUTE format('INSERT INTO public.%1$I (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::public.%1$I, $1)', TG_TABLE_NAME,
            (SELECT string_agg(quote_ident(c), ', ') FROM unnest(changed) c)) USING given;
        RETURN NEW;
    END IF;
    changed := ARRAY(SELECT n.key FROM jsonb_each(given) n WHERE n.value IS DISTINCT FROM held -> n.key);
    IF changed && string_to_array(TG_ARGV[2], ' ') AND NOT desk.in_charge((held ->> TG_ARGV[3])::bytea)
        AND NOT desk.leaving((held ->> TG_ARGV[3])::bytea) THEN
        PERFORM desk.refuse('sensitive');
    END IF;
    IF cardinality(changed) = 0 THEN
        EXECUTE format('SELECT 1 FROM public.%I WHERE id = $1 FOR UPDATE', TG_TABLE_NAME) USING OLD.id;
        RETURN NEW;
    END IF;
    EXECUTE format('UPDATE public.%1$I t SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::public.%1$I, $1)) '
        'WHERE t.id = $2 AND t.version = $3', TG_TABLE_NAME, (SELECT string_agg(quote_ident(c), ', ') FROM unnest(changed) c))
        USING given, OLD.id, OLD.version;
    GET DIAGNOSTICS done = ROW_COUNT;
    IF done = 0 THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END $$;

-- Brings a login role into agreement with its account: groups, and where its tables lie.
CREATE FUNCTION desk.agree(login text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    who record;
    one text;
    me text := '{prefix}u_' || login;
    files boolean := false;
BEGIN
    SELECT a.roles, a.active INTO who FROM public.account a WHERE a.login = $1;
    IF NOT FOUND OR NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = me) THEN
        RETURN;
    END IF;
    EXECUTE format('GRANT %I TO %I', '{prefix}session', me);
    FOREACH one IN ARRAY ARRAY[{roles}] LOOP
        IF who.active AND one = ANY (string_to_array(who.roles, '|')) THEN
            EXECUTE format('GRANT %I TO %I', '{prefix}' || one, me);
            files := files OR one <> 'statistician';
        ELSIF pg_has_role(me, '{prefix}' || one, 'MEMBER') THEN
            EXECUTE format('REVOKE %I FROM %I', '{prefix}' || one, me);
        END IF;
    END LOOP;
    EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = %s', me, current_database(),
        CASE WHEN files THEN 'desk, public' ELSE 'plain, public' END);
    EXECUTE format('ALTER ROLE %I %s', me, CASE WHEN who.active THEN 'LOGIN' ELSE 'NOLOGIN' END);
END $$;

-- Makes the login role of an account, by the administrator; a secret that is set already is changed by the owner only.
CREATE FUNCTION desk.make_login(login text, secret text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    me text := '{prefix}u_' || login;
BEGIN
    IF desk.login() IS NOT NULL AND desk.ag('admin:n') IS NULL THEN
        PERFORM desk.refuse('logins');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM public.account a WHERE a.login = $1) THEN
        PERFORM desk.refuse('no such account');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = me) THEN
        EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD %L', me, secret);
    ELSIF desk.login() IS NULL THEN
        EXECUTE format('ALTER ROLE %I PASSWORD %L', me, secret);
    END IF;
    PERFORM desk.agree($1);
END $$;

-- Nobody gives himself a role, and one that reads files is given by a head or the auditor (security.md §3: two persons).
CREATE FUNCTION desk.account_before() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    had text[] := ARRAY[]::text[];
    added text[];
    own text[] := ARRAY['language', 'keymap', 'version', 'updated_at', 'updated_by'];
BEGIN
    IF desk.login() IS NULL THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        had := string_to_array(coalesce(OLD.roles, ''), '|');
        IF desk.ag('admin:n') IS NULL AND desk.ag('auditor:n') IS NULL AND desk.ag('head:a') IS DISTINCT FROM OLD.agency
            AND to_jsonb(NEW) - own <> to_jsonb(OLD) - own THEN
            PERFORM desk.refuse('account of another');
        END IF;
    END IF;
    added := ARRAY(SELECT r FROM unnest(string_to_array(coalesce(NEW.roles, ''), '|')) r WHERE NOT r = ANY (had) AND r <> '');
    IF cardinality(added) > 0 AND NEW.id = desk.me() THEN
        PERFORM desk.refuse('a role for oneself');
    END IF;
    IF added && ARRAY['reception', 'counsellor', 'employer_officer', 'clerk', 'head', 'auditor']
        AND desk.ag('auditor:n') IS NULL AND desk.ag('head:a') IS DISTINCT FROM NEW.agency THEN
        PERFORM desk.refuse('a role that reads files');
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION desk.account_after() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM desk.agree(NEW.login::text);
    RETURN NULL;
END $$;
CREATE TRIGGER desk_before BEFORE INSERT OR UPDATE ON public.account FOR EACH ROW EXECUTE FUNCTION desk.account_before();
CREATE TRIGGER desk_after AFTER INSERT OR UPDATE ON public.account FOR EACH ROW EXECUTE FUNCTION desk.account_after();

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA desk FROM PUBLIC;
GRANT USAGE ON SCHEMA desk, plain, public TO {session};
GRANT EXECUTE ON FUNCTION desk.login(), desk.me(), desk.name(), desk.home(), desk.ag(text), desk.at(text), desk.instant(), desk.of_person(bytea), desk.of_any(bytea),
    desk.opened(), desk.in_charge(bytea), desk.leaving(bytea), desk.leaving_records(), desk.refuse(text) TO {session};
GRANT EXECUTE ON FUNCTION desk.make_login(text, text) TO {admin};

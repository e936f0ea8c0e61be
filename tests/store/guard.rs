//! What the server itself lets each role do by raw SQL, past the program (security.md §3, « Enforced where »). The expectations are written out
//! from the table of security.md, not from the code.

use std::collections::BTreeMap;

use guichet::domain::ids::Id;
use guichet::domain::ids::UserId;
use guichet::domain::office::User;
use guichet::domain::record::Head;
use guichet::fault::Value;
use guichet::store::{self, Engine, Read, guard};
use uuid::Uuid;

use crate::common::Ground;

const KEY: &[u8] = b"the key of the front server of a test";
/// A C E S H D V X.
const ROLES: [&str; 8] = ["reception", "counsellor", "employer_officer", "clerk", "head", "statistician", "auditor", "admin"];

/// For each table and role: what is seen of a row of the own agency and of another's (F whole, f facts without words, c the short card, d without
/// names, - nothing), and whether it is changed there (w).
const TABLE: &[(&str, &str, &str, &str, &str)] = &[
    ("person", "FFFFFdF-", "-----dF-", "ww-ww---", "--------"),
    ("person_card", "FFFFF-F-", "ccccc-F-", "--------", "--------"),
    ("registration", "FFFFFdF-", "-----dF-", "wwwww---", "--------"),
    ("document", "FFFFF-F-", "------F-", "ww-ww---", "--------"),
    ("education", "FFFFF-F-", "------F-", "ww-ww---", "--------"),
    ("experience", "FFFFF-F-", "------F-", "ww-ww---", "--------"),
    ("skill", "FFFFF-F-", "------F-", "ww-ww---", "--------"),
    ("language", "FFFFF-F-", "------F-", "ww-ww---", "--------"),
    ("job_goal", "FFFFFdF-", "FFFFFdF-", "ww-ww---", "--------"),
    ("wishes", "FFFFF-F-", "------F-", "ww-ww---", "--------"),
    ("interview", "fFffFdF-", "-----dF-", "-w------", "--------"),
    ("diagnosis", "fFffF-F-", "------F-", "-w------", "--------"),
    ("obstacle", "fFffF-F-", "------F-", "-w------", "--------"),
    ("plan_action", "fFffF-F-", "------F-", "-w------", "--------"),
    ("note", "fFffF-F-", "------F-", "-w-w----", "--------"),
    ("appointment", "FFFfFd--", "-----d--", "wwwww---", "--------"),
    ("proposal", "fFFfFdF-", "-----dF-", "-ww-w---", "--------"),
    ("placement", "fFFfFdF-", "-----dF-", "-ww-w---", "--------"),
    ("enrolment", "fFFfFdF-", "-----dF-", "-ww-w---", "--------"),
    ("task", "fFFfFd--", "-----d--", "wwwww---", "--------"),
    ("employer", "FFFFFdF-", "FFF-FdF-", "-wwww---", "--w-w---"),
    ("contact", "FFFFF-F-", "FFF-F-F-", "-wwww---", "--w-w---"),
    ("visit", "FFFFF-F-", "FFF-F-F-", "-wwww---", "--w-w---"),
    ("vacancy", "FFFFFdF-", "FFF-FdF-", "-wwww---", "--w-w---"),
    ("carence", "-FF-FdF-", "-F---dF-", "--w-w---", "--------"),
    ("batch", "---SF---", "--------", "---ww---", "--------"),
    ("candidate", "FFFFF-F-", "FFFFF-F-", "wwwww---", "wwwww---"),
    ("name_word", "FFFFF-F-", "FFFFF-F-", "ww-ww---", "ww-ww---"),
    ("offer_word", "FFFFF-F-", "FFFFF-F-", "-wwww---", "-wwww---"),
    ("code", "FFFFFFFF", "FFFFFFFF", "-----w-w", "-----w-w"),
    ("delay", "FFFFFFFF", "FFFFFFFF", "-------w", "-------w"),
    ("setting", "FFFFFFFF", "FFFFFFFF", "-------w", "-------w"),
];

fn uuid(text: &str) -> Uuid {
    let mut bytes = [0u8; 16];
    text.bytes().enumerate().for_each(|(i, b)| bytes[i % 16] = bytes[i % 16].wrapping_mul(31).wrapping_add(b));
    Uuid::from_bytes(bytes)
}

/// The accounts of an agency: one a role, login and id known.
fn accounts(ground: &Ground) {
    let mut desk = ground.desk("owner");
    let all: Vec<User> = ["LBV", "OYE"]
        .iter()
        .flat_map(|agency| {
            ROLES.iter().map(move |role| User {
                head: Head::new(UserId::from_uuid(uuid(&format!("{role}{agency}")))),
                login: format!("{}{}", &role[..3], agency.to_lowercase()),
                name: format!("{role} {agency}"),
                roles: vec![(*role).to_owned()],
                agency: (*agency).to_owned(),
                active: true,
                ..User::default()
            })
        })
        .collect();
    let deed = desk.deed("init");
    desk.write(deed, |w| w.insert_all(&all).map(drop)).unwrap();
}

fn session(ground: &Ground, role: &str, agency: &str) -> Box<dyn Engine> {
    let login = format!("{}{}", &role[..3], agency.to_lowercase());
    guard::make_login(&mut *ground.engine(), KEY, &login).unwrap();
    store::open(&guard::address(ground.url(), KEY, &login).unwrap()).unwrap()
}

fn rows(engine: &mut dyn Engine, sql: &str) -> Result<Vec<BTreeMap<String, Value>>, store::DbError> {
    let read: &mut dyn Read = engine;
    read.all(sql, &[], |r| Ok(r.names().to_vec().into_iter().zip(r.values()?).collect()))
}

/// A row of each table for an agency, every text with a word of its own, so that whatever is seen is known again.
fn fill(ground: &Ground, agency: &str) {
    let mut engine = ground.engine();
    let sql = "SELECT c.relname AS t, a.attname AS c, format_type(a.atttypid, a.atttypmod) AS k FROM pg_class c JOIN pg_namespace n \
               ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid WHERE n.nspname = 'public' AND c.relkind = 'r' \
               AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1, a.attnum";
    let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in rows(&mut *engine, sql).unwrap() {
        let text = |name: &str| row[name].as_text().unwrap().to_owned();
        tables.entry(text("t")).or_default().push((text("c"), text("k")));
    }
    engine.batch("SET session_replication_role = replica").unwrap();
    for (table, _, _, _, _) in TABLE.iter().filter(|t| t.0 != "person_card") {
        let (mut names, mut args) = (Vec::new(), Vec::new());
        for (column, kind) in &tables[*table] {
            let id = |of: &str| Value::Blob(uuid(&format!("{of}{agency}")).as_bytes().to_vec());
            let value = match (column.as_str(), kind.as_str()) {
                ("closed_on" | "merged_into" | "moved_from" | "corrects", _) => continue,
                ("id", "blob") => id(table),
                ("id", _) => Value::Int(if agency == "LBV" { 71 } else { 72 }),
                ("person" | "registration" | "employer" | "vacancy" | "interview" | "proposal", "blob") => id(column),
                ("subject", "blob") => id(if *table == "offer_word" { "vacancy" } else { "person" }),
                (_, "blob") => id("counsellor"),
                ("agency", _) => agency.into(),
                ("subject_kind", _) if *table == "note" => "person".into(),
                ("birth_date" | "registered_on", _) => "1990-05-06".into(),
                (_, "boolean") => Value::Bool(true),
                (_, "bigint" | "integer") => Value::Int(if agency == "LBV" { 1 } else { 2 }),
                (name, _) => format!("{name} of {agency}").into(),
            };
            names.push(format!("\"{column}\""));
            args.push(value);
        }
        let marks: Vec<String> = (1..=args.len()).map(|n| format!("${n}")).collect();
        engine.execute(&format!("INSERT INTO \"{table}\" ({}) VALUES ({})", names.join(", "), marks.join(", ")), &args).unwrap();
    }
}

/// F whole, f without words, c the card, d without names.
fn seen(found: &[BTreeMap<String, Value>], table: &str, agency: &str) -> char {
    let words = |row: &&BTreeMap<String, Value>| {
        let texts = row.values().filter_map(Value::as_text).filter(|t| t.ends_with(agency)).count();
        let own = row.get("id").is_some_and(|id| {
            *id == Value::Blob(uuid(&format!("{}{agency}", table.trim_end_matches("_card"))).as_bytes().to_vec())
        });
        texts > 0 || own || row.get("id") == Some(&Value::Int(if agency == "LBV" { 71 } else { 72 }))
    };
    let Some(row) = found.iter().find(words) else { return '-' };
    let blank = |name: &str| row.get(name).is_none_or(|v| v.is_null() || v.as_text() == Some("") || *v == Value::Bool(false));
    let said = |name: &str| row.get(name).is_some_and(|v| !v.is_null() && v.as_text() != Some(""));
    if said("surname") && blank("phone") && blank("town") && blank("id_document_number") {
        return 'c';
    }
    let worded: &[&str] = match table {
        "interview" => &["summary", "notes"],
        "diagnosis" => &["note"],
        "obstacle" => &["theme"],
        "plan_action" => &["title"],
        "note" => &["text"],
        "appointment" => &["note"],
        "proposal" => &["explanation"],
        "placement" => &["employer_name"],
        "enrolment" => &["provider"],
        "task" => &["words"],
        _ => &[],
    };
    let nameless =
        row.iter().filter_map(|(k, v)| Some((k, v.as_text()?))).all(|(k, _)| !matches!(k.as_str(), "updated_by") || blank(k));
    if nameless && row.contains_key("updated_by") {
        return 'd';
    }
    if !worded.is_empty() && worded.iter().all(|c| blank(c)) {
        return 'f';
    }
    'F'
}

fn changes(engine: &mut dyn Engine, table: &str, agency: &str) -> bool {
    engine.begin().unwrap();
    let (column, key) = match table {
        "candidate" => ("wage_min = 7", "id = $1"),
        "name_word" => ("people = 7", "id = $1"),
        "offer_word" => ("sound = 'x'", "subject = $1"),
        "code" => ("fr = 'x'", "code = $1"),
        "delay" => ("value = 7", "name = $1"),
        "setting" => ("value = 'x'", "key = $1"),
        _ => ("updated_by = 'x', version = version + 1", "id = $1"),
    };
    let of = match table {
        "candidate" | "name_word" => Value::Int(if agency == "LBV" { 71 } else { 72 }),
        "offer_word" => Value::Blob(uuid(&format!("vacancy{agency}")).as_bytes().to_vec()),
        "code" | "delay" | "setting" => format!(
            "{} of {agency}",
            match table {
                "code" => "code",
                "delay" => "name",
                _ => "key",
            }
        )
        .into(),
        _ => Value::Blob(uuid(&format!("{}{agency}", table.trim_end_matches("_card"))).as_bytes().to_vec()),
    };
    let done = engine.execute(&format!("UPDATE \"{table}\" SET {column} WHERE {key}"), &[of]).is_ok_and(|n| n > 0);
    engine.rollback().unwrap();
    done
}

fn office() -> Option<Ground> {
    let ground = Ground::bare_postgres()?;
    store::migrate::migrate(&mut *ground.engine(), chrono::Utc::now()).unwrap();
    accounts(&ground);
    Some(ground)
}

#[test]
fn every_table_of_the_schema_has_its_rule() {
    let Some(ground) = Ground::postgres() else { return };
    assert_eq!(guard::unlisted(&mut *ground.engine()).unwrap(), Vec::<String>::new(), "store/guard/tables.rs or own.sql");
}

#[test]
fn raw_sql_of_each_role_gets_no_further_than_the_table_of_rights() {
    let Some(ground) = office() else { return };
    fill(&ground, "LBV");
    fill(&ground, "OYE");
    let mut wrong = Vec::new();
    for (at, role) in ROLES.iter().enumerate() {
        let mut engine = session(&ground, role, "LBV");
        for (table, own, other, writes, writes_there) in TABLE {
            let expected = |row: &str| row.chars().nth(at).map(|c| if c == 'S' { 'F' } else { c }).unwrap();
            let found = rows(&mut *engine, &format!("SELECT * FROM \"{table}\"")).unwrap_or_default();
            for (agency, row, change) in [("LBV", own, writes), ("OYE", other, writes_there)] {
                let is = seen(&found, table, agency);
                if is != expected(row) {
                    wrong.push(format!("{role} sees {is} of {table} in {agency}, expected {}", expected(row)));
                }
                let may = changes(&mut *engine, table, agency);
                if may != (expected(change) == 'w') {
                    wrong.push(format!("{role} changes {table} in {agency}: {may}"));
                }
            }
            // Past the views: no more than through them.
            let past = rows(&mut *engine, &format!("SELECT * FROM public.\"{table}\"")).unwrap_or_default();
            if past.len() > found.len() {
                wrong.push(format!("{role} sees {} rows of public.{table}", past.len()));
            }
            if engine.execute(&format!("TRUNCATE public.\"{table}\""), &[]).is_ok() {
                wrong.push(format!("{role} empties {table}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sensitive_words_are_the_counsellors_in_charge_and_the_heads() {
    let Some(ground) = office() else { return };
    fill(&ground, "LBV");
    ground.engine().batch("UPDATE obstacle SET theme = '4'").unwrap();
    let mut colleague = ground.engine();
    colleague.batch("INSERT INTO account SELECT decode(repeat('ab', 16), 'hex'), version, 'autre', name, roles, agency, language, keymap, active, \
        absent_from, absent_to, deputy, room, specialties, created_at, created_by, updated_at, updated_by FROM account WHERE login = 'coulbv'").unwrap();
    let sees = |engine: &mut dyn Engine| {
        let person = rows(engine, "SELECT adaptation_needs, disability_declared FROM person").unwrap();
        let obstacle = rows(engine, "SELECT situation FROM obstacle").unwrap();
        let shown = |rows: &[BTreeMap<String, Value>], c: &str| rows.first().is_some_and(|r| !r[c].is_null());
        (shown(&person, "adaptation_needs"), shown(&obstacle, "situation"))
    };
    for (role, expected) in ROLES.iter().zip([false, true, false, false, true, false, true, false]) {
        let mut engine = session(&ground, role, "LBV");
        if matches!(*role, "statistician" | "admin") {
            continue;
        }
        assert_eq!(sees(&mut *engine), (expected, expected), "{role}");
    }
    guard::make_login(&mut *ground.engine(), KEY, "autre").unwrap();
    let mut other = store::open(&guard::address(ground.url(), KEY, "autre").unwrap()).unwrap();
    assert_eq!(sees(&mut *other), (false, false), "a colleague who isn't in charge");
    let hidden = other.execute("UPDATE person SET adaptation_needs = 'x', version = version + 1", &[]);
    assert!(hidden.is_err(), "{hidden:?}");
}

#[test]
fn the_audit_takes_ones_own_name_only_and_lets_nothing_be_changed() {
    let Some(ground) = office() else { return };
    for role in ROLES {
        let mut engine = session(&ground, role, "LBV");
        let login = format!("{}lbv", &role[..3]);
        let mut row = |login: &str, name: &str, n: u8| {
            let args: Vec<Value> =
                vec![Value::Blob(vec![n; 16]), login.into(), name.into(), Value::Blob(role.as_bytes().to_vec())];
            let sql = "INSERT INTO audit (deed, session, seq, at, login, name, roles, agency, post, act, numbers, digest, hash) VALUES \
                       ($1, $4, 1, '2026-01-01T00:00:00.000Z', $2, $3, '', 'LBV', '', 'x', '', $1, $1)";
            engine.execute(sql, &args).is_ok()
        };
        let n = u8::try_from(ROLES.iter().position(|r| *r == role).unwrap()).unwrap();
        assert!(row(&login, &format!("{role} LBV"), 10 + n), "{role}");
        assert!(!row("owner", "Mme owner", 30 + n), "{role} forges an author");
        assert!(!row(&login, "someone else", 50 + n), "{role} forges a name");
        for sql in [
            "UPDATE audit SET act = 'y'",
            "DELETE FROM audit",
            "DELETE FROM audit_value",
            "UPDATE audit_value SET digest = salt",
            "DROP TRIGGER audit_append_only ON audit",
            "ALTER TABLE audit DISABLE ROW LEVEL SECURITY",
            "DROP TABLE audit",
            "SET ROLE guichet",
            "CREATE ROLE another",
            "CREATE TABLE public.x (y BIGINT)",
            "GRANT SELECT ON public.person TO PUBLIC",
            "SET session_authorization = 'guichet'",
        ] {
            let done = engine.execute(sql, &[]);
            assert!(done.is_err() || done == Ok(0), "{role}: {sql}: {done:?}");
        }
        assert!(
            rows(&mut *engine, "SELECT login FROM audit").unwrap().iter().any(|r| r["login"].as_text() == Some(login.as_str()))
        );
    }
}

#[test]
fn nobody_gives_himself_a_role_and_who_reads_files_is_made_by_two() {
    let Some(ground) = office() else { return };
    let role =
        |login: &str, roles: &str| format!("UPDATE account SET roles = '{roles}', version = version + 1 WHERE login = '{login}'");
    let tried = |who: &str, sql: &str| session(&ground, who, "LBV").execute(sql, &[]).is_ok_and(|n| n > 0);
    assert!(!tried("admin", &role("admlbv", "admin|head")));
    assert!(!tried("admin", &role("clelbv", "clerk|counsellor")), "a role that reads files needs a head or the auditor");
    assert!(tried("admin", &role("admoye", "admin|statistician")));
    assert!(tried("head", &role("clelbv", "clerk|counsellor")));
    assert!(!tried("head", &role("cleoye", "clerk|counsellor")), "of another agency");
    assert!(tried("auditor", &role("cleoye", "clerk|counsellor")));
    assert!(!tried("counsellor", &role("coulbv", "counsellor|head")));
    assert!(tried("counsellor", "UPDATE account SET language = 'en', version = version + 1 WHERE login = 'coulbv'"));
    // The group roles follow the account, and an account that is shut has no login.
    let mut clerk = session(&ground, "clerk", "LBV");
    assert!(
        rows(
            &mut *clerk,
            "SELECT 1 AS one FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER') AND rolname LIKE '%counsellor'"
        )
        .unwrap()
        .len()
            == 1
    );
    assert!(tried("admin", "UPDATE account SET active = FALSE, version = version + 1 WHERE login = 'clelbv'"));
    assert!(store::open(&guard::address(ground.url(), KEY, "clelbv").unwrap()).is_err());
    let mut admin = session(&ground, "admin", "LBV");
    assert!(
        guard::make_login(&mut *admin, KEY, "couoye").is_ok(),
        "the administrator's account makes logins without being allowed to make roles"
    );
    assert!(guard::make_login(&mut *session(&ground, "head", "LBV"), KEY, "couoye").is_err());
}

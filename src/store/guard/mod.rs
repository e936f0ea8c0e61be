//! The server holds each account to its rights too, where the engine is a server (security.md §3, "Enforced where"; decision 032): a group role
//! for each role of the office, a login role for each account, row security by session_user, views where some see a part of the columns.
//! Written anew after each migration by the schema's owner (`store/migrate`); an office that works under the owner alone is not touched.

mod login;
mod tables;

pub use login::{address, make_login, secret};

use std::collections::BTreeMap;

use crate::domain::rights::{self, Deed, Scope};
use crate::fault::{Fault, Outcome};
use crate::store::file::SUBJECTS;
use crate::store::{Engine, Read};
use tables::{CARD, NAMELESS, OWN, Of, PLAIN, Plain, SKETCH, VEILED, Veiled, WORKERS};

const FRAME: &str = include_str!("frame.sql");
const OWN_SQL: &str = include_str!("own.sql");

/// The state of the open registration, else of the last, as the card shows it.
const STATE: &str = "(SELECT r.state FROM public.registration r WHERE r.person = t.id \
     ORDER BY (CASE WHEN r.closed_on IS NULL THEN 0 ELSE 1 END), r.registered_on DESC NULLS LAST LIMIT 1) AS state";

/// A column and its type.
type Column = (String, String, bool);

/// What the catalogue says of the schema.
struct Schema {
    /// Columns of each table: name, type, whether it must be filled.
    tables: BTreeMap<String, Vec<Column>>,
    owner: String,
    prefix: String,
}

impl Schema {
    fn has(&self, table: &str) -> bool {
        self.tables.contains_key(table)
    }
    fn role(&self, name: &str) -> String {
        format!("\"{}{name}\"", self.prefix)
    }
    fn roles(&self, names: impl IntoIterator<Item = &'static str>) -> String {
        names.into_iter().map(|n| self.role(n)).collect::<Vec<_>>().join(", ")
    }
    fn columns(&self, table: &str) -> &[Column] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }
}

/// Writes roles, grants, policies and views anew; false when the engine or the account can't hold sessions to anything (SQLite; an account that
/// may not make roles): then everything works as the owner, as before.
pub fn install(engine: &mut dyn Engine) -> Outcome<bool> {
    if !engine.holds_accounts()? {
        return Ok(false);
    }
    let schema = schema(engine)?;
    let text = script(&schema);
    engine.begin()?;
    let done = engine.lock_schema().and_then(|()| engine.batch(&text));
    if let Err(error) = done {
        engine.rollback()?;
        // Without the text, which is long.
        return Err(Fault::broken(format!("guard: {}", format!("{error:?}").chars().take(300).collect::<String>())));
    }
    engine.commit()?;
    Ok(true)
}

/// Tables that no rule speaks of: out of reach of every session.
pub fn unlisted(engine: &mut dyn Engine) -> Outcome<Vec<String>> {
    let all = schema(engine)?.tables.into_keys();
    Ok(all.filter(|t| !listed().any(|l| l == t)).collect())
}

fn listed() -> impl Iterator<Item = &'static str> {
    PLAIN.iter().map(|p| p.table).chain(VEILED.iter().map(|v| v.table)).chain(OWN.iter().copied())
}

fn schema(engine: &mut dyn Engine) -> Outcome<Schema> {
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    let read: &mut dyn Read = engine;
    let sql = "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS kind, a.attnotnull FROM pg_class c \
               JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid \
               WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum";
    read.each(sql, &[], &mut |r| {
        let column = (r.text("attname")?.to_owned(), r.text("kind")?.to_owned(), r.flag("attnotnull")?);
        tables.entry(r.text("relname")?.to_owned()).or_default().push(column);
        Ok(())
    })?;
    let sql = "SELECT CAST(current_user AS TEXT) AS owner, CAST(current_database() AS TEXT) AS base";
    let (owner, base) = read
        .one(sql, &[], |r| Ok((r.text("owner")?.to_owned(), r.text("base")?.to_owned())))?
        .ok_or_else(|| Fault::broken("no answer from the server"))?;
    Ok(Schema { tables, owner, prefix: login::prefix(&base) })
}

/// `counsellor:a auditor:n`: how far each role reaches with any of these deeds.
fn spec(deeds: &[Deed]) -> String {
    let mut all: BTreeMap<&str, Scope> = BTreeMap::new();
    for (role, scope) in deeds.iter().flat_map(|d| rights::reaches(*d)) {
        let reach = all.entry(role).or_insert(scope);
        *reach = (*reach).max(scope);
    }
    let sign = |s: &Scope| if *s == Scope::National { 'n' } else { 'a' };
    all.iter().map(|(role, scope)| format!("{role}:{}", sign(scope))).collect::<Vec<_>>().join(" ")
}

fn roles_of(deeds: &[Deed]) -> Vec<&'static str> {
    let mut all: Vec<&str> = deeds.iter().flat_map(|d| rights::who_can(*d)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn ag(deeds: &[Deed]) -> String {
    format!("(SELECT desk.ag('{}'))", spec(deeds))
}

/// The whole text.
fn script(schema: &Schema) -> String {
    let mut sql = String::from("SET LOCAL client_min_messages = warning;\nSET LOCAL search_path = public;\n");
    sql.push_str("DROP SCHEMA IF EXISTS desk CASCADE;\nDROP SCHEMA IF EXISTS plain CASCADE;\n");
    groups(schema, &mut sql);
    for table in schema.tables.keys() {
        sql.push_str(&format!("REVOKE ALL ON \"{table}\" FROM PUBLIC, {};\n", schema.role("session")));
        sql.push_str(&format!("REVOKE ALL ON \"{table}\" FROM {};\n", schema.roles(rights::ROLES.iter().map(|(_, r)| *r))));
        for policy in ["owner", "s_read", "s_insert", "s_update", "s_delete", "s_own", "s_clear", "s_seen"] {
            sql.push_str(&format!("DROP POLICY IF EXISTS {policy} ON \"{table}\";\n"));
        }
        sql.push_str(&format!("ALTER TABLE \"{table}\" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;\n"));
        sql.push_str(&format!("CREATE POLICY owner ON \"{table}\" TO \"{}\" USING (true) WITH CHECK (true);\n", schema.owner));
    }
    sql.push_str(&frame(schema));
    VEILED.iter().filter(|v| schema.has(v.table)).for_each(|v| veiled(schema, v, &mut sql));
    card(schema, &mut sql);
    PLAIN.iter().filter(|p| schema.has(p.table)).for_each(|p| plain(schema, p, &mut sql));
    NAMELESS.iter().filter(|(t, _)| schema.has(t)).for_each(|(table, empty)| nameless(schema, table, empty, &mut sql));
    own(schema, &mut sql);
    let again = "DO $$ BEGIN PERFORM desk.agree(a.login::text) FROM public.account a; END $$;\n".to_owned();
    sql.push_str(&again);
    sql
}

/// A group for each role, and one that every session is in.
fn groups(schema: &Schema, sql: &mut String) {
    for name in rights::ROLES.iter().map(|(_, r)| *r).chain(["session"]) {
        let role = format!("{}{name}", schema.prefix);
        sql.push_str(&format!(
            "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE \"{role}\" NOLOGIN; END IF; END $$;\n"
        ));
    }
}

fn named(schema: &Schema, text: &str) -> String {
    let mut text = text.replace("{prefix}", &schema.prefix).replace("{owner}", &schema.owner);
    for name in rights::ROLES.iter().map(|(_, r)| *r).chain(["session"]) {
        text = text.replace(&format!("{{{name}}}"), &schema.role(name));
    }
    text
}

fn frame(schema: &Schema) -> String {
    let agency = |table: &str| format!("(SELECT CAST(x.agency AS TEXT) FROM public.{table} x WHERE x.id = $1)");
    let mut any: Vec<String> = ["person", "registration", "employer", "vacancy", "batch", "account"]
        .iter()
        .filter(|t| schema.has(t))
        .map(|t| agency(t))
        .collect();
    if schema.has("batch_form") {
        any.push(
            "(SELECT CAST(b.agency AS TEXT) FROM public.batch_form f JOIN public.batch b ON b.id = f.batch WHERE f.id = $1)"
                .to_owned(),
        );
    }
    let opened = if schema.has("reading") {
        "SELECT CAST(r.person AS bytea) FROM public.reading r WHERE r.account = desk.me() AND r.until_at > desk.instant()"
    } else {
        "SELECT CAST('' AS bytea) WHERE false"
    };
    let roles: Vec<String> = rights::ROLES.iter().map(|(_, r)| format!("'{r}'")).collect();
    let subjects = SUBJECTS.replace("$1", "s.person");
    let text = FRAME.replace("{any}", &any.join(", ")).replace("{opened}", opened).replace("{roles}", &roles.join(", "));
    named(schema, &text.replace("{subjects}", &format!("{subjects} SELECT id FROM subject")))
}

fn plain(schema: &Schema, p: &Plain, sql: &mut String) {
    let (table, all) = (p.table, [p.read, p.write].concat());
    // What a role may not see is empty and no error: a list that joins it goes on without.
    sql.push_str(&format!("GRANT SELECT ON \"{table}\" TO {};\n", schema.role("session")));
    let place = p.of.sql().replace("t.", &format!("\"{table}\"."));
    let reach = |deeds: &[Deed]| match p.of {
        Of::Office => format!("{} IS NOT NULL", ag(deeds)),
        // By an index, row for row, and not by a function.
        Of::Person(column) => joined("person", column, table, deeds),
        Of::Registration(column) => joined("registration", column, table, deeds),
        _ => within(&place, &spec(deeds)),
    };
    let opened = match p.of {
        Of::Person(column) => format!(" OR \"{table}\".{column} IN (SELECT desk.opened())"),
        _ => String::new(),
    };
    sql.push_str(&format!(
        "CREATE POLICY s_read ON \"{table}\" FOR SELECT USING ({});\n",
        if p.national { format!("{} IS NOT NULL", ag(&all)) } else { reach(&all) + &opened }
    ));
    if p.write.is_empty() {
        return;
    }
    let deeds = if p.delete { "INSERT, UPDATE, DELETE" } else { "INSERT, UPDATE" };
    sql.push_str(&format!("GRANT {deeds} ON \"{table}\" TO {};\n", schema.roles(roles_of(p.write))));
    let write = reach(p.write);
    sql.push_str(&format!("CREATE POLICY s_insert ON \"{table}\" FOR INSERT WITH CHECK ({write});\n"));
    sql.push_str(&format!("CREATE POLICY s_update ON \"{table}\" FOR UPDATE USING ({write}) WITH CHECK ({write});\n"));
    let leaving = match p.of {
        Of::Person(column) | Of::Any(column) | Of::Registration(column) => format!("desk.leaving(\"{table}\".{column})"),
        _ => "false".to_owned(),
    };
    let delete = if p.delete { format!("{write} OR {leaving}") } else { leaving };
    if !p.delete {
        sql.push_str(&format!("GRANT DELETE ON \"{table}\" TO {};\n", schema.role("head")));
    }
    sql.push_str(&format!("CREATE POLICY s_delete ON \"{table}\" FOR DELETE USING ({delete});\n"));
}

/// The row hangs on one of these, whose agency is within the right.
fn joined(view: &str, column: &str, table: &str, deeds: &[Deed]) -> String {
    let own = within("v.agency", &spec(deeds));
    format!("EXISTS (SELECT 1 FROM desk.\"{view}\" v WHERE v.id = \"{table}\".{column} AND {own})")
}

/// What stands in a column that isn't shown.
fn blank((_, kind, must): &Column) -> String {
    // Of base types: a constant of a domain isn't folded by the planner, and an arm that can't match would be read to its end.
    match (must, kind.as_str()) {
        (true, "boolean") => "false".to_owned(),
        (true, "bigint" | "integer") => format!("0::{kind}"),
        (_, "blob") => format!("{}::bytea", if *must { "''" } else { "NULL" }),
        (_, "key_text") => format!("{}::text COLLATE \"C\"", if *must { "''" } else { "NULL" }),
        (_, kind) => format!("{}::{kind}", if *must { "''" } else { "NULL" }),
    }
}

/// The agency of a row is within the right of these deeds: one look at the account a statement, whatever the number of rows.
fn within(place: &str, spec: &str) -> String {
    format!("{place} = coalesce(nullif((SELECT desk.at('{spec}')), '*'), {place})")
}

fn veiled(schema: &Schema, v: &Veiled, sql: &mut String) {
    let place = v.of.sql();
    let mut full = format!("{} OR t.{} IN (SELECT desk.opened())", within(&place, &spec(v.read)), v.person);
    if v.table == "task" {
        // The reception's own tasks are its own to read.
        full = format!("t.assignee = (SELECT desk.me()) OR {}", within(&place, &beyond_own(v.read)));
    }
    let seen = format!("({} OR desk.in_charge(t.{}))", within(&place, "auditor:n head:a"), v.person);
    let columns = schema.columns(v.table).iter().map(|c| {
        let (name, hidden) = (c.0.as_str(), blank(c));
        if v.sensitive.contains(&name) {
            let facts = if v.facts.contains(&name) { format!("({full}) AND ") } else { String::new() };
            format!("CASE WHEN {facts}(NOT ({}) OR {seen}) THEN t.\"{name}\" ELSE {hidden} END AS \"{name}\"", v.sensitive_on)
        } else if v.facts.contains(&name) {
            format!("CASE WHEN {full} THEN t.\"{name}\" ELSE {hidden} END AS \"{name}\"")
        } else {
            format!("t.\"{name}\"")
        }
    });
    let columns: Vec<String> = columns.collect();
    let rows = if v.facts.is_empty() { full } else { format!("{full} OR {}", within(&place, &spec(WORKERS))) };
    sql.push_str(&format!(
        "CREATE VIEW desk.\"{0}\" AS SELECT {1} FROM public.\"{0}\" t WHERE {rows};\n",
        v.table,
        columns.join(", ")
    ));
    sql.push_str(&format!("GRANT SELECT ON desk.\"{}\" TO {};\n", v.table, schema.role("session")));
    let writers = schema.roles(roles_of(v.write));
    sql.push_str(&format!("GRANT INSERT, UPDATE ON desk.\"{}\" TO {writers};\n", v.table));
    sql.push_str(&format!("GRANT UPDATE, DELETE ON desk.\"{}\" TO {};\n", v.table, schema.role("head")));
    let way = match v.of {
        Of::Person(column) | Of::Any(column) | Of::Registration(column) => column,
        _ => "agency",
    };
    sql.push_str(&format!(
        "CREATE TRIGGER put INSTEAD OF INSERT OR UPDATE OR DELETE ON desk.\"{}\" FOR EACH ROW EXECUTE FUNCTION desk.put('{}', '{way}', '{}', '{}');\n",
        v.table,
        spec(v.write),
        v.sensitive.join(" "),
        v.person
    ));
}

/// The short card, which is national; what isn't on it only of the own agency's people.
fn card(schema: &Schema, sql: &mut String) {
    let own = within("t.agency", &spec(&[Deed::PersonRead]));
    let shown = |c: &str| {
        let kind = schema.columns("person").iter().find(|k| k.0 == c);
        kind.map(|k| {
            if CARD.contains(&c) {
                format!("t.\"{c}\"")
            } else {
                format!("CASE WHEN {own} THEN t.\"{c}\" ELSE {} END AS \"{c}\"", blank(k))
            }
        })
    };
    let columns: Vec<String> = CARD.iter().chain(SKETCH).filter_map(|c| shown(c)).collect();
    sql.push_str(&format!(
        "CREATE VIEW desk.person_card AS SELECT {}, {STATE} FROM public.person t WHERE (SELECT desk.at('{}')) = '*';\n\
         GRANT SELECT ON desk.person_card TO {};\n",
        columns.join(", "),
        spec(&[Deed::ReadCard]),
        schema.role("session")
    ));
}

/// As `spec`, without the roles whose right is to their own only.
fn beyond_own(deeds: &[Deed]) -> String {
    let all = deeds.iter().flat_map(|d| rights::reaches(*d)).filter(|(_, scope)| *scope != Scope::Own);
    let words: Vec<String> =
        all.map(|(role, scope)| format!("{role}:{}", if scope == Scope::National { 'n' } else { 'a' })).collect();
    words.join(" ")
}

fn nameless(schema: &Schema, table: &str, empty: &[&str], sql: &mut String) {
    let columns = schema.columns(table).iter().map(|c| match empty.contains(&c.0.as_str()) {
        true => format!("{} AS \"{}\"", blank(c), c.0),
        false if c.0 == "birth_date" => {
            "CASE WHEN t.birth_date IS NULL THEN NULL ELSE left(t.birth_date, 4) || '-01-01' END AS birth_date".to_owned()
        }
        false => format!("t.\"{}\"", c.0),
    });
    let columns: Vec<String> = columns.collect();
    sql.push_str(&format!(
        "CREATE VIEW plain.\"{table}\" AS SELECT {} FROM public.\"{table}\" t WHERE (SELECT desk.ag('statistician:n')) = '*';\n\
         GRANT SELECT ON plain.\"{table}\" TO {};\n",
        columns.join(", "),
        schema.role("statistician")
    ));
}

/// The statements written out by hand, but for tables that aren't there yet.
fn own(schema: &Schema, sql: &mut String) {
    let text: String = OWN_SQL.lines().filter(|l| !l.trim_start().starts_with("--")).map(|l| format!("{l}\n")).collect();
    for statement in text.split(";\n").map(str::trim).filter(|s| !s.is_empty()) {
        let tables = statement.split_once(" ON ").map_or("", |(_, rest)| rest);
        let table = tables.split([' ', ',', '\n']).next().unwrap_or_default();
        if schema.has(table) {
            sql.push_str(&named(schema, statement));
            sql.push_str(";\n");
        }
    }
}

//! PostgreSQL: `tokio-postgres` on a current-thread runtime that nobody else sees, because it can pipeline (store.md: round trips
//! are everything). Every statement is typed by its arguments, so that it needs no preparing. No table names here.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use bytes::BytesMut;
use futures_util::future::{join, poll_fn};
use futures_util::{SinkExt, TryStreamExt};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{CancelToken, Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::fault::{Fault, Outcome, Value};
use crate::store::postgres_line as line;
use crate::store::{Canceller, Cells, DbError, Engine, Ran, Raw, Read, Row, Stmt};

type Native = Box<dyn std::error::Error + Sync + Send>;
type Flying<'a> = Pin<Box<dyn Future<Output = Result<Ran, DbError>> + 'a>>;

/// The number of the advisory lock that migrations take: the letters "guichet".
const SCHEMA_LOCK: i64 = 0x67_7569_6368_6574;

/// A connection to a PostgreSQL server.
pub struct Postgres {
    client: Option<Client>,
    driver: Option<JoinHandle<()>>,
    tls: Option<MakeRustlsConnect>,
    patience: Duration,
    // How long the server may be silent; none: for ever.
    wait: Option<Duration>,
    // A transaction was asked for and not yet sent: it flies with the next statement.
    pending: bool,
    statements: u64,
    trips: u64,
    // Last: dropped after what runs on it.
    runtime: Runtime,
}

impl Postgres {
    /// Connects. TLS when the address says `sslmode=require`, `verify-ca` or `verify-full` (the certificate and the name are verified
    /// in all three); `sslrootcert=FILE` names a certificate authority of one's own.
    pub fn open(url: &str) -> Outcome<Self> {
        let address = line::Address::read(url)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Fault::broken)?;
        let tls = address.tls()?;
        let patience = address.patience;
        // The driver's own limit ends with the TCP connection: a proxy that takes it and then is silent isn't waited for either.
        let connected = runtime
            .block_on(async { tokio::time::timeout(patience, connect(&address.config, tls.clone())).await })
            .map_err(|_| Fault::Away)?;
        let (client, driver) = connected.map_err(|e| line::refusal(&e))?;
        let (client, driver) = (Some(client), Some(driver));
        Ok(Postgres { client, driver, tls, patience, wait: None, pending: false, statements: 0, trips: 0, runtime })
    }

    fn client(&self) -> Result<&Client, DbError> {
        self.client.as_ref().ok_or(DbError::Away)
    }

    /// Sends everything at once, in order, and gives the answers in order; a pending BEGIN goes before.
    fn fly(&mut self, all: &[Stmt]) -> Result<Vec<Ran>, DbError> {
        self.trips += 1;
        self.statements += all.len() as u64 + u64::from(self.pending);
        let (pending, wait) = (std::mem::take(&mut self.pending), self.wait);
        let client = self.client()?;
        let ran = self.runtime.block_on(async {
            let mut flying: Vec<Flying<'_>> = Vec::with_capacity(all.len() + 1);
            if pending {
                flying.push(Box::pin(begin(client)));
            }
            flying.extend(all.iter().map(|s| -> Flying<'_> { Box::pin(collect(client, s)) }));
            let mut landed: Vec<Option<Result<Ran, DbError>>> = flying.iter().map(|_| None).collect();
            // The first poll of each sends it: in order, before any answer is waited for.
            poll_fn(|cx| {
                for (flight, slot) in flying.iter_mut().zip(landed.iter_mut()) {
                    if let Poll::Ready(end) = flight.as_mut().poll(cx) {
                        *slot = Some(end);
                    }
                }
                Poll::Ready(())
            })
            .await;
            let mut ran = Vec::with_capacity(all.len());
            let mut first = None;
            for (flight, slot) in flying.into_iter().zip(landed) {
                let end = match slot {
                    Some(end) => end,
                    None => in_time(wait, flight).await,
                };
                match end {
                    Ok(r) => ran.push(r),
                    // None of those that follow would answer either.
                    Err(DbError::Away) => return Err(DbError::Away),
                    Err(e) => first = first.or(Some(e)),
                }
            }
            match first {
                Some(e) => Err(e),
                None => Ok(ran.split_off(usize::from(pending))),
            }
        });
        self.heard(ran)
    }

    fn plain(&mut self, sql: &str) -> Result<(), DbError> {
        self.trips += 1;
        self.statements += 1 + u64::from(self.pending);
        let (pending, wait) = (std::mem::take(&mut self.pending), self.wait);
        let client = self.client()?;
        let done = self.runtime.block_on(in_time(wait, async {
            let (begun, end) = join(begin_if(client, pending), client.batch_execute(sql)).await;
            begun.and(end).map_err(|e| line::error(&e, sql))
        }));
        self.heard(done)
    }

    /// A server that was silent for too long is not asked again: what it may still answer would be taken for the answer to something
    /// else.
    fn heard<T>(&mut self, found: Result<T, DbError>) -> Result<T, DbError> {
        if matches!(found, Err(DbError::Away)) {
            self.client = None;
        }
        found
    }
}

/// What comes within the time; `Away` if nothing does.
async fn in_time<T>(wait: Option<Duration>, answer: impl Future<Output = Result<T, DbError>>) -> Result<T, DbError> {
    match wait {
        Some(wait) => tokio::time::timeout(wait, answer).await.unwrap_or(Err(DbError::Away)),
        None => answer.await,
    }
}

async fn connect(config: &Config, tls: Option<MakeRustlsConnect>) -> Result<(Client, JoinHandle<()>), tokio_postgres::Error> {
    match tls {
        Some(tls) => {
            let (client, connection) = config.connect(tls).await?;
            Ok((client, tokio::spawn(async move { drop(connection.await) })))
        }
        None => {
            let (client, connection) = config.connect(NoTls).await?;
            Ok((client, tokio::spawn(async move { drop(connection.await) })))
        }
    }
}

async fn begin(client: &Client) -> Result<Ran, DbError> {
    client.batch_execute("BEGIN").await.map_err(|e| line::error(&e, "BEGIN"))?;
    Ok(Ran::default())
}

async fn begin_if(client: &Client, pending: bool) -> Result<(), tokio_postgres::Error> {
    if pending { client.batch_execute("BEGIN").await } else { Ok(()) }
}

async fn collect(client: &Client, stmt: &Stmt) -> Result<Ran, DbError> {
    let wrong = |e: tokio_postgres::Error| line::error(&e, &stmt.sql);
    let mut rows = pin!(client.query_typed_raw(&stmt.sql, typed(&stmt.args)).await.map_err(wrong)?);
    let mut ran = Ran::default();
    while let Some(row) = rows.try_next().await.map_err(wrong)? {
        if ran.names.is_empty() {
            ran.names = names(&row);
        }
        ran.rows.push(Row::new(&ran.names, &row).values()?);
    }
    ran.affected = rows.rows_affected().unwrap_or(0);
    Ok(ran)
}

impl Read for Postgres {
    fn each(&mut self, sql: &str, args: &[Value], each: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>) -> Result<(), DbError> {
        self.trips += 1;
        self.statements += 1 + u64::from(self.pending);
        let (pending, wait) = (std::mem::take(&mut self.pending), self.wait);
        let client = self.client()?;
        let wrong = |e: tokio_postgres::Error| line::error(&e, sql);
        let done = self.runtime.block_on(async {
            let asked = async {
                let (begun, rows) = join(begin_if(client, pending), client.query_typed_raw(sql, typed(args))).await;
                begun.and(rows).map_err(wrong)
            };
            let mut rows = pin!(in_time(wait, asked).await?);
            let mut columns = Vec::new();
            // Each row has its time: a slow line that still brings some isn't a silent one.
            while let Some(row) = in_time(wait, async { rows.try_next().await.map_err(wrong) }).await? {
                if columns.is_empty() {
                    columns = names(&row);
                }
                each(&Row::new(&columns, &row))?;
            }
            Ok(())
        });
        self.heard(done)
    }

    fn gather(&mut self, all: &[Stmt]) -> Result<Vec<Ran>, DbError> {
        self.fly(all)
    }
}

impl Engine for Postgres {
    fn execute(&mut self, sql: &str, args: &[Value]) -> Result<u64, DbError> {
        self.trips += 1;
        self.statements += 1 + u64::from(self.pending);
        let (pending, wait) = (std::mem::take(&mut self.pending), self.wait);
        let client = self.client()?;
        let rows: Vec<(Arg<'_>, Type)> = typed(args);
        let borrowed: Vec<(&(dyn ToSql + Sync), Type)> =
            rows.iter().map(|(a, t)| (a as &(dyn ToSql + Sync), t.clone())).collect();
        let done = self.runtime.block_on(in_time(wait, async {
            let (begun, end) = join(begin_if(client, pending), client.execute_typed(sql, &borrowed)).await;
            begun.and(end).map_err(|e| line::error(&e, sql))
        }));
        self.heard(done)
    }
    fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        // SQLite's word for « the table lies in this order » is 64 bits wide there, and 32 here.
        self.plain(&sql.replace("INTEGER PRIMARY KEY", "BIGINT PRIMARY KEY"))
    }
    fn begin(&mut self) -> Result<(), DbError> {
        self.pending = true;
        Ok(())
    }
    fn commit(&mut self) -> Result<(), DbError> {
        if std::mem::take(&mut self.pending) { Ok(()) } else { self.plain("COMMIT") }
    }
    fn rollback(&mut self) -> Result<(), DbError> {
        if std::mem::take(&mut self.pending) { Ok(()) } else { self.plain("ROLLBACK") }
    }
    fn begin_reads(&mut self) -> Result<(), DbError> {
        Ok(())
    }
    fn end_reads(&mut self) -> Result<(), DbError> {
        Ok(())
    }
    fn flight(&mut self, all: &[Stmt]) -> Result<Vec<Ran>, DbError> {
        self.fly(all)
    }

    fn fill(&mut self, table: &str, columns: &[&str], rows: &mut dyn Iterator<Item = Vec<Value>>) -> Result<u64, DbError> {
        self.trips += 2;
        self.statements += 1 + u64::from(self.pending);
        let pending = std::mem::take(&mut self.pending);
        let names: Vec<String> = columns.iter().map(|c| format!("\"{c}\"")).collect();
        let sql = format!("COPY \"{table}\" ({}) FROM STDIN", names.join(", "));
        let client = self.client()?;
        let wrong = |e: tokio_postgres::Error| line::error(&e, &sql);
        self.runtime.block_on(async {
            begin_if(client, pending).await.map_err(wrong)?;
            let mut sink = pin!(client.copy_in::<_, bytes::Bytes>(&sql).await.map_err(wrong)?);
            let mut block = BytesMut::with_capacity(80 * 1024);
            for row in rows {
                line::copy_line(&row, &mut block)?;
                if block.len() > 64 * 1024 {
                    sink.send(block.split().freeze()).await.map_err(wrong)?;
                }
            }
            sink.send(block.freeze()).await.map_err(wrong)?;
            sink.finish().await.map_err(wrong)
        })
    }

    fn canceller(&self) -> Canceller {
        Canceller::Postgres(CancelHandle { token: self.client.as_ref().map(Client::cancel_token), tls: self.tls.clone() })
    }
    fn alive(&self) -> bool {
        self.client.as_ref().is_some_and(|c| !c.is_closed())
    }
    fn hurry(&mut self, times: Option<u32>) {
        self.wait = times.map(|times| self.patience.saturating_mul(times));
    }
    fn reopen(&mut self) -> Result<(), DbError> {
        // The server answers for its disk; a line that is lost is another matter.
        Ok(())
    }
    fn give_reserve(&mut self) -> bool {
        false
    }
    fn tight(&self) -> bool {
        false
    }
    fn statements(&self) -> u64 {
        self.statements
    }
    fn round_trips(&self) -> u64 {
        self.trips
    }
    fn has_table(&mut self, name: &str) -> Result<bool, DbError> {
        let this: &mut dyn Read = self;
        // Not `to_regclass`: it answers from a cache that doesn't see what another session made since this transaction began.
        let sql =
            "SELECT c.relname FROM pg_class c WHERE c.relname = $1 AND c.relkind IN ('r', 'p') AND pg_table_is_visible(c.oid)";
        Ok(this.one(sql, &[name.into()], |_| Ok(()))?.is_some())
    }
    fn damaged_pages(&mut self) -> Result<Vec<String>, DbError> {
        Ok(Vec::new())
    }
    fn own_types(&mut self) -> Result<(), DbError> {
        let this: &mut dyn Read = self;
        let sql = "SELECT t.typname FROM pg_type t WHERE t.typname = 'key_text' AND pg_type_is_visible(t.oid)";
        let there = this.one(sql, &[], |_| Ok(()))?.is_some();
        if there { Ok(()) } else { self.plain(include_str!("../../migrations/postgres.sql")) }
    }
    fn lock_schema(&mut self) -> Result<(), DbError> {
        self.fly(&[Stmt::new("SELECT pg_advisory_xact_lock($1) IS NULL AS locked", vec![SCHEMA_LOCK.into()])]).map(drop)
    }
    fn scrub(&mut self) -> Result<bool, DbError> {
        // Tables that this account doesn't own are passed over with a warning: the owner's timer does them.
        self.plain("VACUUM")?;
        Ok(true)
    }
    fn knows_accounts(&self) -> bool {
        true
    }
    fn holds_accounts(&mut self) -> Result<bool, DbError> {
        let this: &mut dyn Read = self;
        let sql = "SELECT (r.rolsuper OR r.rolcreaterole) AND EXISTS (SELECT 1 FROM pg_class c WHERE c.relname = 'migration' \
                   AND pg_has_role(current_user, c.relowner, 'USAGE') AND pg_table_is_visible(c.oid)) AS may \
                   FROM pg_roles r WHERE r.rolname = current_user";
        Ok(this.one(sql, &[], |r| r.flag("may"))?.unwrap_or(false))
    }
    fn append_only(&mut self, table: &str) -> Result<(), DbError> {
        self.plain(&format!(
            "CREATE TRIGGER \"{table}_append_only\" BEFORE UPDATE OR DELETE ON \"{table}\" \
             FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        ))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Says goodbye, so that the server doesn't keep the session until it notices.
        drop(self.client.take());
        if let Some(driver) = self.driver.take() {
            drop(self.runtime.block_on(async { tokio::time::timeout(Duration::from_millis(500), driver).await }));
        }
    }
}

/// What is needed to cancel from another thread.
#[derive(Clone)]
pub struct CancelHandle {
    token: Option<CancelToken>,
    tls: Option<MakeRustlsConnect>,
}

impl CancelHandle {
    /// Asks the server, over a connection of its own; waits 3 s at most and says nothing of failure (the statement then just goes on).
    pub fn cancel(&self) {
        let Some(token) = self.token.clone() else { return };
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        let tls = self.tls.clone();
        runtime.block_on(async move {
            let asked = async {
                match tls {
                    Some(tls) => token.cancel_query(tls).await,
                    None => token.cancel_query(NoTls).await,
                }
            };
            drop(tokio::time::timeout(Duration::from_secs(3), asked).await);
        });
    }
}

fn names(row: &tokio_postgres::Row) -> Vec<String> {
    row.columns().iter().map(|c| c.name().to_owned()).collect()
}

impl Cells for tokio_postgres::Row {
    fn raw(&self, at: usize) -> Result<Raw<'_>, DbError> {
        self.try_get::<_, Any<'_>>(at).map(|a| a.0).map_err(DbError::other)
    }
}

/// Any cell of the types that the schema uses; domains come as their base type.
struct Any<'a>(Raw<'a>);

impl<'a> FromSql<'a> for Any<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Native> {
        Ok(Any(match *ty {
            Type::BOOL => Raw::Bool(bool::from_sql(ty, raw)?),
            Type::INT8 => Raw::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Raw::Int(i64::from(i32::from_sql(ty, raw)?)),
            Type::INT2 => Raw::Int(i64::from(i16::from_sql(ty, raw)?)),
            Type::FLOAT8 => Raw::Real(f64::from_sql(ty, raw)?),
            Type::FLOAT4 => Raw::Real(f64::from(f32::from_sql(ty, raw)?)),
            Type::BYTEA => Raw::Blob(raw),
            _ => Raw::Text(<&str>::from_sql(ty, raw)?),
        }))
    }
    fn from_sql_null(_: &Type) -> Result<Self, Native> {
        Ok(Any(Raw::Null))
    }
    fn accepts(ty: &Type) -> bool {
        [Type::BOOL, Type::INT8, Type::INT4, Type::INT2, Type::FLOAT8, Type::FLOAT4, Type::BYTEA].contains(ty)
            || <&str as FromSql>::accepts(ty)
    }
}

#[derive(Debug)]
struct Arg<'a>(&'a Value);

impl ToSql for Arg<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Native> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Bool(b) => b.to_sql(ty, out),
            Value::Int(i) => i.to_sql(ty, out),
            Value::Real(r) => r.to_sql(ty, out),
            Value::Text(t) => t.to_sql(ty, out),
            Value::Blob(b) => b.to_sql(ty, out),
            Value::List(_) => Err("a list is not an argument".into()),
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}

/// Each argument with its type. NULL goes as `unknown`: the server takes the type of the place where it stands.
fn typed(args: &[Value]) -> Vec<(Arg<'_>, Type)> {
    let kind = |v: &Value| match v {
        Value::Null | Value::List(_) => Type::UNKNOWN,
        Value::Bool(_) => Type::BOOL,
        Value::Int(_) => Type::INT8,
        Value::Real(_) => Type::FLOAT8,
        Value::Text(_) => Type::TEXT,
        Value::Blob(_) => Type::BYTEA,
    };
    args.iter().map(|v| (Arg(v), kind(v))).collect()
}

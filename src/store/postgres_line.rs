//! The line to PostgreSQL: its address, TLS, the server's codes, and rows as COPY wants them. Called by `postgres.rs` only.

use std::time::Duration;

use bytes::{BufMut, BytesMut};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio_postgres::Config;
use tokio_postgres::config::SslMode;
use tokio_postgres::error::SqlState;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::fault::{Fault, Outcome, Value};
use crate::store::DbError;

/// A line that is silent is seen as late as one that is cut (below).
const PATIENCE: Duration = Duration::from_secs(20);

/// An address as typed, read.
pub(super) struct Address {
    pub(super) config: Config,
    /// A server that sends nothing for so long counts as away, where its answers are waited for only so long.
    pub(super) patience: Duration,
    root: Option<String>,
}

impl Address {
    /// Reads `postgres://…`. `sslmode=verify-ca|verify-full` and `sslrootcert=FILE` are taken besides what the driver knows,
    /// and `answer_timeout=SECONDS`.
    pub(super) fn read(url: &str) -> Outcome<Self> {
        let (base, query) = url.split_once('?').unwrap_or((url, ""));
        let mut root = None;
        let mut patience = PATIENCE;
        let mut kept = Vec::new();
        for pair in query.split('&').filter(|p| !p.is_empty()) {
            match pair.split_once('=') {
                Some(("sslrootcert", file)) => root = Some(file.to_owned()),
                Some(("answer_timeout", seconds)) => {
                    let seconds = seconds.parse().ok().filter(|s| *s > 0);
                    patience = Duration::from_secs(seconds.ok_or_else(|| Fault::wrong("wrong-database-address"))?);
                }
                Some(("sslmode", "verify-ca" | "verify-full")) => kept.push("sslmode=require"),
                _ => kept.push(pair),
            }
        }
        let text = if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) };
        let mut config: Config = text.parse().map_err(|_| Fault::wrong("wrong-database-address"))?;
        if config.get_application_name().is_none() {
            config.application_name("guichet");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(10));
        }
        // As patient as the busy handler of SQLite: then it is `Busy`, and Desk runs the write again.
        let options = config.get_options().map(|o| format!("{o} ")).unwrap_or_default();
        config.options(format!("{options}-c lock_timeout=5000"));
        // A cut line is seen within 20 s, whether it was cut while asking or while waiting for the answer.
        config.keepalives(true).keepalives_idle(Duration::from_secs(10));
        config.keepalives_interval(Duration::from_secs(3)).keepalives_retries(3);
        config.tcp_user_timeout(Duration::from_secs(15));
        Ok(Address { config, patience, root })
    }

    /// TLS with the system's certificate authorities, or with the one named; none unless the address asks for it.
    pub(super) fn tls(&self) -> Outcome<Option<MakeRustlsConnect>> {
        if self.config.get_ssl_mode() != SslMode::Require {
            return Ok(None);
        }
        let mut roots = rustls::RootCertStore::empty();
        match &self.root {
            Some(file) => {
                let refused = || Fault::wrong("wrong-certificate").with("path", file);
                for found in CertificateDer::pem_file_iter(file).map_err(|_| refused())? {
                    roots.add(found.map_err(|_| refused())?).map_err(|_| refused())?;
                }
            }
            None => {
                roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            }
        }
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(Fault::broken)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Some(MakeRustlsConnect::new(config)))
    }
}

/// Why a connection wasn't made: the login, the name of the database, or the line.
pub(super) fn refusal(e: &tokio_postgres::Error) -> Fault {
    match e.code() {
        Some(c) if *c == SqlState::INVALID_PASSWORD || *c == SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            Fault::wrong("wrong-database-login")
        }
        Some(c) if *c == SqlState::INVALID_CATALOG_NAME => Fault::wrong("wrong-no-database").with("path", "PostgreSQL"),
        Some(c) if *c == SqlState::TOO_MANY_CONNECTIONS => Fault::Busy,
        _ if tls_refused(e) => Fault::wrong("wrong-database-tls"),
        _ => Fault::Away,
    }
}

fn tls_refused(e: &tokio_postgres::Error) -> bool {
    let mut source = std::error::Error::source(e);
    while let Some(inner) = source {
        if inner.is::<rustls::Error>() {
            return true;
        }
        if let Some(io) = inner.downcast_ref::<std::io::Error>()
            && io.get_ref().is_some_and(|i| i.is::<rustls::Error>())
        {
            return true;
        }
        source = inner.source();
    }
    false
}

/// The server's codes (SQLSTATE) in our words.
pub(super) fn error(e: &tokio_postgres::Error, sql: &str) -> DbError {
    let Some(db) = e.as_db_error() else {
        let line = e.is_closed() || std::error::Error::source(e).is_some_and(|s| s.is::<std::io::Error>());
        return if line { DbError::Away } else { DbError::Other(format!("{e}: {sql}")) };
    };
    let detail = format!("{} {}", db.message(), db.constraint().unwrap_or_default());
    match db.code().code() {
        "23505" => DbError::Unique(detail),
        "23503" | "23001" => DbError::ForeignKey(detail),
        "23514" | "23502" | "23000" => DbError::Check(detail),
        "40001" | "40P01" => DbError::Serialization,
        "55P03" | "53300" => DbError::Busy,
        "57014" => DbError::Cancelled,
        "53100" | "53200" => DbError::Full,
        "25006" => DbError::ReadOnly,
        "42501" => DbError::Denied(detail),
        "57P01" | "57P02" | "57P03" => DbError::Away,
        code if code.starts_with("08") => DbError::Away,
        code => DbError::Other(format!("{code} {detail}: {sql}")),
    }
}

/// One row in the text form of COPY: tabs between, `\N` for NULL, backslash before what would be read otherwise.
pub(super) fn copy_line(row: &[Value], out: &mut BytesMut) -> Result<(), DbError> {
    for (at, value) in row.iter().enumerate() {
        if at > 0 {
            out.put_u8(b'\t');
        }
        match value {
            Value::Null => out.put_slice(b"\\N"),
            Value::Bool(b) => out.put_u8(if *b { b't' } else { b'f' }),
            Value::Int(i) => out.put_slice(i.to_string().as_bytes()),
            Value::Real(r) => out.put_slice(r.to_string().as_bytes()),
            Value::Text(t) => escaped(t, out),
            Value::Blob(b) => {
                out.put_slice(b"\\\\x");
                b.iter().for_each(|byte| out.put_slice(format!("{byte:02x}").as_bytes()));
            }
            Value::List(_) => return Err(DbError::other("a list is not a cell")),
        }
    }
    out.put_u8(b'\n');
    Ok(())
}

fn escaped(text: &str, out: &mut BytesMut) {
    for byte in text.bytes() {
        match byte {
            b'\\' => out.put_slice(b"\\\\"),
            b'\n' => out.put_slice(b"\\n"),
            b'\r' => out.put_slice(b"\\r"),
            b'\t' => out.put_slice(b"\\t"),
            b => out.put_u8(b),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_the_driver_does_not_know_apart() {
        let a = Address::read("postgres://u@h/db?sslmode=verify-full&sslrootcert=/etc/ca.pem").unwrap();
        assert_eq!(a.config.get_ssl_mode(), SslMode::Require);
        assert_eq!(a.root.as_deref(), Some("/etc/ca.pem"));
        assert_eq!(a.config.get_connect_timeout(), Some(&Duration::from_secs(10)));
    }

    #[test]
    fn a_copied_row_escapes_what_would_end_a_cell() {
        let mut out = BytesMut::new();
        copy_line(&["a\tb\\c\nd".into(), Value::Null, Value::Blob(vec![0, 255]), true.into()], &mut out).unwrap();
        assert_eq!(&out[..], b"a\\tb\\\\c\\nd\t\\N\t\\\\x00ff\tt\n");
    }
}

//! Which database: `sqlite:PATH`, a bare path, `postgres://…` (product.md, Commands). Called by `config` and by `copy`.

use std::path::PathBuf;

use crate::fault::{Fault, Outcome};

/// A database as named. Its `Display` and `Debug` never show a password.
#[derive(Clone, PartialEq, Eq)]
pub enum Db {
    /// A file, made when it doesn't exist.
    Sqlite(PathBuf),
    /// The whole URL, password included: for the driver only.
    Postgres(String),
}

impl Db {
    /// Reads a URL or a path. Another scheme is a wrong use (`wrong-db-scheme`).
    pub fn parse(url: &str) -> Outcome<Db> {
        let url = url.trim();
        if url.is_empty() {
            return Err(Fault::wrong("wrong-db-empty"));
        }
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() { Err(Fault::wrong("wrong-db-empty")) } else { Ok(Db::Sqlite(path.into())) };
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Db::Postgres(url.to_owned()));
        }
        match url.split_once(':') {
            Some((scheme, _)) if scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+') => {
                Err(Fault::wrong("wrong-db-scheme").with("value", scheme))
            }
            _ => Ok(Db::Sqlite(url.into())),
        }
    }

    /// The URL for a driver, password included: never to be printed or logged.
    pub fn secret_url(&self) -> String {
        match self {
            Db::Sqlite(path) => format!("sqlite:{}", path.display()),
            Db::Postgres(url) => url.clone(),
        }
    }
}

impl std::fmt::Display for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&shown_url(&self.secret_url()))
    }
}
impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Db({self})")
    }
}

/// A URL as it may be shown: `postgres://agent:***@host/db`; a `password=` among its parameters is covered too.
pub fn shown_url(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (before_query, query) = rest.split_once('?').map_or((rest, None), |(a, q)| (a, Some(q)));
    // The last @ before the path ends the user part: a password may hold an @ that nobody encoded.
    let place = match before_query.rsplit_once('@') {
        Some((user, host)) => match user.split_once(':') {
            Some((name, _)) => format!("{name}:***@{host}"),
            None => format!("{user}@{host}"),
        },
        None => before_query.to_owned(),
    };
    let Some(query) = query else { return format!("{scheme}://{place}") };
    let covered: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if name.to_ascii_lowercase().contains("password") => format!("{name}=***"),
            _ => pair.to_owned(),
        })
        .collect();
    // A ? or @ of an unencoded password lands here: then nothing after the scheme is shown.
    if covered.iter().any(|pair| pair.contains('@')) {
        return format!("{scheme}://***");
    }
    format!("{scheme}://{place}?{}", covered.join("&"))
}

//! How sessions reach the database: on PostgreSQL each over its account's own login role, so that the server holds it to its rights too
//! (security.md §3 « Enforced where », §6), when the configuration names the front server's key (`login_key`); else over the address of
//! the configuration, as on SQLite. Called by the command `session` and by `door`.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use crate::config::Config;
use crate::fault::{Fault, Outcome};
use crate::store::{self, Engine, guard};

/// A shorter key is no key, in bytes.
const LEAST: usize = 32;

/// The way to the database of this run.
#[derive(Clone)]
pub struct Way {
    url: String,
    key: Option<Vec<u8>>,
}

impl Way {
    /// As configured.
    ///
    /// # Errors
    /// `wrong-login-key` when the key can't be read, is too short, or can be read by others than its owner.
    pub fn of(config: &Config) -> Outcome<Self> {
        Way::new(&config.db().secret_url(), config.login_key.as_deref())
    }

    /// To this address, with the key in this file.
    ///
    /// # Errors
    /// As [`Way::of`].
    pub fn new(url: &str, key_file: Option<&Path>) -> Outcome<Self> {
        let key = key_file.filter(|_| url.starts_with("postgres")).map(read_key).transpose()?;
        Ok(Way { url: url.to_owned(), key })
    }

    /// Under the office's own account: what is asked before anybody is known, and what no single role may do.
    pub fn office(&self) -> &str {
        &self.url
    }

    /// Under the account's own login, where there is one.
    pub fn own(&self, login: &str) -> Outcome<String> {
        match &self.key {
            Some(key) => guard::address(&self.url, key, login),
            None => Ok(self.url.clone()),
        }
    }

    /// Opens the database for this account. Its login role is made at its first session, by the office's own account.
    ///
    /// # Errors
    /// `wrong-login-roles` when the server has no roles for accounts; as [`store::open`].
    pub fn open(&self, office: &mut dyn Engine, login: &str) -> Outcome<Box<dyn Engine>> {
        let (own, Some(key)) = (self.own(login)?, &self.key) else { return store::open(&self.url) };
        match store::open(&own) {
            Err(Fault::Wrong(reason)) if reason.key == "wrong-database-login" => {
                guard::make_login(office, key, login).map_err(|fault| match fault {
                    Fault::Broken(detail) => {
                        tracing::error!(detail, "no login roles");
                        Fault::wrong("wrong-login-roles")
                    }
                    other => other,
                })?;
                store::open(&own)
            }
            opened => opened,
        }
    }
}

fn read_key(file: &Path) -> Outcome<Vec<u8>> {
    let wrong = || Fault::wrong("wrong-login-key").with("file", file.display());
    let meta = std::fs::metadata(file).map_err(|_| wrong())?;
    if !meta.is_file() || meta.mode() & 0o077 != 0 {
        return Err(wrong());
    }
    let text = std::fs::read(file).map_err(|_| wrong())?;
    let key = text.trim_ascii_end().to_vec();
    if key.len() < LEAST { Err(wrong()) } else { Ok(key) }
}

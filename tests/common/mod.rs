//! What the test binaries share: a fresh database of each kind for each test. PostgreSQL is started once a binary, privately (a socket in
//! a temporary folder, under another account when the tests run as root), and stops when the binary ends, however it ends.
//! None found: those tests are skipped and say so; with CI set that is a failure.
//! A binary takes it by `#[path = "../common/mod.rs"] mod common;`.

// Each binary uses a part of it.
#![allow(dead_code)]

pub mod server;

use chrono::Utc;
use guichet::domain::ids::{Id, UserId};
use guichet::domain::rules::Rules;
use guichet::domain::who::Who;
use guichet::store::{self, Clock, Desk, Engine, migrate};
use uuid::Uuid;

/// A database of one test.
pub struct Ground {
    url: String,
    _dir: Option<tempfile::TempDir>,
}

impl Ground {
    /// A new SQLite file without tables.
    pub fn bare_sqlite() -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", dir.path().join("office.db").display());
        drop(store::create(&url).expect("a new database"));
        Ground { url, _dir: Some(dir) }
    }
    /// A SQLite file with the schema.
    pub fn sqlite() -> Self {
        let ground = Self::bare_sqlite();
        migrate::migrate(&mut *ground.engine(), Utc::now()).expect("migrations");
        ground
    }
    /// A new PostgreSQL database without tables; none when there is no server to start.
    pub fn bare_postgres() -> Option<Self> {
        Some(Ground { url: server::running()?.database(None), _dir: None })
    }
    /// A PostgreSQL database with the schema (copied from one that was migrated once).
    pub fn postgres() -> Option<Self> {
        let server = server::running()?;
        let model = server.model(|url| {
            let mut engine = store::open(url).expect("the model database");
            migrate::migrate(&mut *engine, Utc::now()).expect("migrations");
        });
        Some(Ground { url: server.database(Some(model)), _dir: None })
    }
    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }
    /// Whether it is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }
    /// One more connection.
    pub fn engine(&self) -> Box<dyn Engine> {
        store::open(&self.url).expect("the test's database")
    }
    /// One more session, of this login.
    pub fn desk(&self, login: &str) -> Desk {
        self.desk_on(self.engine(), login)
    }
    /// A session on this engine.
    pub fn desk_on(&self, engine: Box<dyn Engine>, login: &str) -> Desk {
        Desk::new(engine, who(login), Clock::Real, Rules::default())
    }
}

/// An account of the agency of Libreville with the roles of a counsellor.
pub fn who(login: &str) -> Who {
    Who {
        user: UserId::from_uuid(Uuid::from_bytes(*b"a test's user id")),
        login: login.to_owned(),
        name: format!("Mme {login}"),
        agency: "LBV".to_owned(),
        roles: vec!["counsellor".to_owned()],
        post: "LBV-3 127.0.0.1".to_owned(),
    }
}

/// Runs a story on SQLite, or on PostgreSQL when there is one.
pub fn run(ground: Option<Ground>, story: impl FnOnce(&mut Desk, &Ground)) {
    if let Some(ground) = ground {
        let mut desk = ground.desk("aline");
        story(&mut desk, &ground);
    }
}

/// Each story is two tests, `name::on_sqlite` and `name::on_postgres`: `both! { fn a_sentence(desk, ground) { … } }`.
#[macro_export]
macro_rules! both {
    ($( $(#[$meta:meta])* fn $name:ident($desk:ident, $ground:ident) $body:block )*) => { $(
        mod $name {
            use super::*;
            $(#[$meta])*
            fn story($desk: &mut guichet::store::Desk, $ground: &common::Ground) $body
            #[test]
            fn on_sqlite() { common::run(Some(common::Ground::sqlite()), story) }
            #[test]
            fn on_postgres() { common::run(common::Ground::postgres(), story) }
        }
    )* };
}

//! `guichet check --deployment`: reads back how the server is set up (security.md §6) and says in words what is wrong, each with the command
//! that mends it. Nothing is changed. Called by the command, as root for sshd's own settings.

mod files;
mod sshd;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::config::{Config, Db};
use crate::domain::backup::{Age, age};
use crate::fault::{Arg, Fault, Outcome};
use crate::services::backup;
use crate::services::session;
use crate::store::{disk, migrate, seals};

/// The account that sshd gives to everyone, and that owns the data.
pub const ACCOUNT: &str = "guichet";
/// The timers that must be on.
pub const TIMERS: [&str; 4] =
    ["guichet-rules.timer", "guichet-seal.timer", "guichet-backup-hourly.timer", "guichet-backup-daily.timer"];
/// A last seal of so many hours ago is too old.
const SEALED: i64 = 3;
/// Less free than this is said, in bytes.
const LOW: u64 = 256 << 20;

/// One thing that is wrong: sentence `deploy-KIND`, remedy `deploy-KIND-do`, both with these arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Kind.
    pub kind: &'static str,
    /// The file, folder or setting.
    pub place: String,
    /// Arguments of both sentences; `place` is one of them.
    pub args: Vec<Arg>,
}

impl Finding {
    fn new(kind: &'static str, place: impl ToString) -> Self {
        let place = place.to_string();
        Finding { kind, args: vec![("place", place.clone())], place }
    }
    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// Where the installation lies: `/`, or the root of an image or a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    root: PathBuf,
}

impl Site {
    /// Below this folder.
    pub fn new(root: &Path) -> Self {
        Site { root: root.to_owned() }
    }
    /// An absolute path of the installation as it is here.
    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }
    fn is_running_system(&self) -> bool {
        self.root == Path::new("/")
    }
    /// The number of an account of the installation.
    fn uid(&self, login: &str) -> Option<u32> {
        self.passwd(login)?.get(2)?.parse().ok()
    }
    fn passwd(&self, login: &str) -> Option<Vec<String>> {
        let text = std::fs::read_to_string(self.at("/etc/passwd")).ok()?;
        let line = text.lines().find(|l| l.split(':').next() == Some(login))?;
        Some(line.split(':').map(str::to_owned).collect())
    }
}

/// Looks at everything; none: as it should be.
pub fn look(site: &Site, config: &Config, now: DateTime<Utc>) -> Vec<Finding> {
    let mut found = Vec::new();
    account(site, &mut found);
    let effective = sshd::effective(site);
    sshd::judge(site, effective, &mut found);
    files::judge(site, config, &mut found);
    timers(site, &mut found);
    core_dumps(&mut found);
    data(config, now, &mut found);
    found
}

/// One account for all, with a real shell: the forced command runs through it.
fn account(site: &Site, found: &mut Vec<Finding>) {
    let Some(line) = site.passwd(ACCOUNT) else {
        found.push(Finding::new("account-missing", ACCOUNT));
        return;
    };
    let shell = line.get(6).map(String::as_str).unwrap_or_default();
    if shell.ends_with("/nologin") || shell.ends_with("/false") || !site.at(shell).exists() {
        found.push(Finding::new("account-shell", ACCOUNT).with("shell", shell));
    }
}

fn timers(site: &Site, found: &mut Vec<Finding>) {
    for timer in TIMERS {
        let there = ["/lib/systemd/system", "/usr/lib/systemd/system", "/etc/systemd/system"];
        let installed = there.iter().any(|folder| site.at(&format!("{folder}/{timer}")).exists());
        let on = site.at(&format!("/etc/systemd/system/timers.target.wants/{timer}")).symlink_metadata().is_ok();
        if !installed {
            found.push(Finding::new("timer-missing", timer));
        } else if !on {
            found.push(Finding::new("timer-off", timer));
        }
    }
}

/// The program forbids itself to leave its memory in a file; it is asked whether that held.
fn core_dumps(found: &mut Vec<Finding>) {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Core);
    if limit.current != Some(0) {
        found.push(Finding::new("core-dumps", "RLIMIT_CORE"));
    }
}

/// The database itself, its disk and its backups.
fn data(config: &Config, now: DateTime<Utc>, found: &mut Vec<Finding>) {
    let url = config.db().secret_url();
    if let Db::Sqlite(path) = config.db() {
        let folder = config.work_folder();
        if let Some(system) = disk::network(&folder) {
            found.push(Finding::new("db-network", path.display()).with("system", system));
        }
        if path.exists() {
            let reserve = disk::reserve_of(&path);
            if !reserve.metadata().is_ok_and(|m| m.len() >= disk::RESERVE) {
                found.push(Finding::new("reserve-missing", reserve.display()));
            }
        }
        if let Some(bytes) = disk::free(&folder).filter(|bytes| *bytes < LOW) {
            found.push(Finding::new("disk-low", folder.display()).with("free", bytes >> 20));
        }
    }
    match opened(&url) {
        Ok(last) => {
            backups(config, last.backup, now, found);
            seals(config, last.seal, now, found);
        }
        Err(fault) => {
            let kind = match &fault {
                Fault::Wrong(r) if r.key == "wrong-older-schema" || r.key == "wrong-newer-schema" => "db-schema",
                Fault::Wrong(r) if r.key == "wrong-no-database" || r.key == "wrong-no-schema" => "db-none",
                Fault::Wrong(r) if r.key == "wrong-database-damaged" || r.key == "wrong-not-a-database" => "db-damaged",
                _ => "db-closed",
            };
            found.push(Finding::new(kind, config.db()));
            // Its own list can't be read: the folder's labels say how old the last one is.
            let newest = backup::newest_in(&config.backup_folder()).map(|(_, _, at)| at);
            backups(config, newest, now, found);
        }
    }
}

/// When the last of each was made, by the office itself.
struct Last {
    backup: Option<DateTime<Utc>>,
    seal: Option<DateTime<Utc>>,
}

fn opened(url: &str) -> Outcome<Last> {
    let mut office = session::open(url)?;
    migrate::check(office.desk.engine())?;
    if !office.desk.engine().damaged_pages()?.is_empty() {
        return Err(Fault::wrong("wrong-database-damaged"));
    }
    let backup = backup::health(&mut office.desk, 1)?.last.and_then(|b| b.made_at);
    Ok(Last { backup, seal: office.desk.read(seals::last)?.map(|seal| seal.at) })
}

/// A seal each hour, told where the account that writes the file can't reach (security.md §4).
fn seals(config: &Config, last: Option<DateTime<Utc>>, now: DateTime<Utc>, found: &mut Vec<Finding>) {
    match last.map(|at| (now - at).num_hours()) {
        None => found.push(Finding::new("seal-none", "audit")),
        Some(hours) if hours >= SEALED => found.push(Finding::new("seal-old", "audit").with("hours", hours)),
        Some(_) => {}
    }
    let told = match config.seal_to.as_str() {
        "syslog" => Path::new("/dev/log").exists(),
        "none" => false,
        file => Path::new(file).exists(),
    };
    if !told {
        found.push(Finding::new("seal-target", &config.seal_to));
    }
}

fn backups(config: &Config, last: Option<DateTime<Utc>>, now: DateTime<Utc>, found: &mut Vec<Finding>) {
    let folder = config.backup_folder();
    let hours = config.backup.alarm_hours;
    match age(last, now, hours) {
        Age::Fresh => {}
        Age::Never => found.push(Finding::new("backup-none", folder.display())),
        Age::Old => {
            let old = last.map_or(0, |at| (now - at).num_hours());
            found.push(Finding::new("backup-old", folder.display()).with("hours", old).with("allowed", hours));
        }
    }
}

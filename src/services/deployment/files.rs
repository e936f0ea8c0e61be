//! Owners and modes of what the server stands on. Called by `check --deployment` only.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::{ACCOUNT, Finding, Site, sshd};
use crate::config::{Config, Db};
use crate::store::disk;

/// The folder of configuration and keys: root's.
const CONFIG: &str = "/etc/guichet";
/// The configuration.
const CONFIG_FILE: &str = "/etc/guichet/guichet.toml";
/// The program.
const PROGRAM: &str = "/usr/bin/guichet";
/// Set-user-id and set-group-id.
const SET_ID: u32 = 0o6000;

/// A path and the folders above it, up to the root of the installation.
pub(super) fn ancestors<'a>(site: &'a Site, path: &'a Path) -> impl Iterator<Item = PathBuf> + 'a {
    path.ancestors().take_while(|p| p.starts_with(&site.root)).map(Path::to_owned)
}

/// Holds every file against what it must be.
pub(super) fn judge(site: &Site, config: &Config, found: &mut Vec<Finding>) {
    of_root(site, sshd::KEYS, "keys", found);
    of_root(site, CONFIG, "config-folder", found);
    of_root(site, CONFIG_FILE, "config-file", found);
    of_root(site, PROGRAM, "program", found);
    secrets(site, found);
    if let Ok(meta) = site.at(PROGRAM).metadata()
        && meta.mode() & SET_ID != 0
    {
        found.push(Finding::new("program-set-id", site.at(PROGRAM).display()));
    }
    let owner = site.uid(ACCOUNT);
    if let Db::Sqlite(path) = config.db() {
        private(&config.work_folder(), owner, "data-folder", "700", found);
        for end in ["", "-wal", "-shm"] {
            let mut name = path.as_os_str().to_owned();
            name.push(end);
            private(Path::new(&name), owner, "data-file", "600", found);
        }
    }
    private(&config.backup_folder(), owner, "backup-folder", "700", found);
    if let Some(key) = &config.login_key {
        private(key, owner, "login-key", "600", found);
    }
}

/// Root's, and written by nobody else. Texts `deploy-…-missing`, `deploy-not-root`, `deploy-writable`.
fn of_root(site: &Site, path: &str, what: &'static str, found: &mut Vec<Finding>) {
    let place = site.at(path);
    let Ok(meta) = place.metadata() else {
        return found.push(Finding::new("file-missing", place.display()).with("what", what));
    };
    if meta.uid() != 0 {
        found.push(Finding::new("not-root", place.display()).with("what", what).with("owner", disk::account(meta.uid())));
    }
    // A link's own mode says nothing: metadata follows it.
    if meta.mode() & 0o022 != 0 {
        found.push(Finding::new("writable", place.display()).with("what", what).with("mode", mode(&meta)));
    }
}

/// A configuration that holds a password is for the account only.
fn secrets(site: &Site, found: &mut Vec<Finding>) {
    let place = site.at(CONFIG_FILE);
    let (Ok(text), Ok(meta)) = (std::fs::read_to_string(&place), place.metadata()) else { return };
    let settings = text.lines().map(str::trim).filter(|l| !l.starts_with('#'));
    let secret = settings
        .filter_map(|l| l.split_once("://"))
        .any(|(_, rest)| rest.split_once('@').is_some_and(|(user, _)| user.contains(':')) || rest.contains("password="));
    if secret && meta.mode() & 0o007 != 0 {
        found.push(Finding::new("config-secret", place.display()).with("mode", mode(&meta)));
    }
}

/// The account's own, and looked at by nobody else; one that isn't there is no finding.
fn private(path: &Path, owner: Option<u32>, what: &'static str, wanted: &str, found: &mut Vec<Finding>) {
    let Ok(meta) = path.metadata() else { return };
    if owner.is_some_and(|uid| uid != meta.uid()) {
        let is = disk::account(meta.uid());
        found.push(Finding::new("other-owner", path.display()).with("what", what).with("owner", is).with("wanted", ACCOUNT));
    }
    if meta.mode() & 0o077 != 0 {
        found.push(Finding::new("open-mode", path.display()).with("what", what).with("mode", mode(&meta)).with("wanted", wanted));
    }
}

fn mode(meta: &Metadata) -> String {
    format!("{:o}", meta.mode() & 0o7777)
}

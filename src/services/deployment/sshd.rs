//! What sshd will really do with the account, as it says itself (`sshd -T`). Called by `check --deployment` only.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use super::{ACCOUNT, Finding, Site, files};

/// The sheet of our package.
const SHEET: &str = "/etc/ssh/sshd_config.d/guichet.conf";
/// The key file that the program writes.
pub(super) const KEYS: &str = "/etc/guichet/authorized_keys";
/// The forced command.
const FORCED: &str = "/usr/bin/guichet session";
/// Logins at once that must pass before the first is put off (security.md §6: 10 refused 38 of 100).
const LOGINS: u32 = 100;

/// The settings as sshd reads them for the account, in small letters; or why they can't be read.
pub(super) type Effective = Result<BTreeMap<String, String>, Unread>;

/// Why sshd's settings can't be read.
pub(super) enum Unread {
    /// There is no sshd.
    Missing,
    /// It refuses, and says this.
    Refused(String),
}

/// Asks sshd itself: every Include and Match is then read as it will be.
pub(super) fn effective(site: &Site) -> Effective {
    let Some(program) = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/sbin/sshd"].into_iter().find(|p| Path::new(p).exists())
    else {
        return Err(Unread::Missing);
    };
    let mut command = Command::new(program);
    if !site.is_running_system() {
        command.arg("-f").arg(site.at("/etc/ssh/sshd_config"));
    }
    let asked = command.args(["-T", "-C", &format!("user={ACCOUNT},host=localhost,addr=127.0.0.1")]).output();
    let output = asked.map_err(|_| Unread::Missing)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Unread::Refused(said.lines().next().unwrap_or_default().to_owned()));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.lines().filter_map(|l| l.split_once(' ')).map(|(k, v)| (k.to_lowercase(), v.trim().to_owned())).collect())
}

/// Holds the settings against what they must be.
pub(super) fn judge(site: &Site, effective: Effective, found: &mut Vec<Finding>) {
    let settings = match effective {
        Ok(settings) => settings,
        Err(Unread::Missing) => return found.push(Finding::new("sshd-missing", "sshd")),
        Err(Unread::Refused(said)) => return found.push(Finding::new("sshd-refuses", "sshd").with("said", said)),
    };
    let get = |key: &str| settings.get(key).map(String::as_str).unwrap_or_default();
    if get("forcecommand") != FORCED {
        found.push(wrong("force-command", get("forcecommand")));
    }
    if get("authenticationmethods") != "publickey" {
        found.push(wrong("auth-methods", get("authenticationmethods")));
    }
    let command = get("authorizedkeyscommand");
    if command.is_empty() || command == "none" {
        if get("authorizedkeysfile") != site_path(site, KEYS) {
            found.push(wrong("keys-file", get("authorizedkeysfile")));
        }
    } else {
        keys_command(site, command, get("authorizedkeyscommanduser"), found);
    }
    for (key, value, kind) in [
        ("exposeauthinfo", "yes", "expose-auth-info"),
        ("disableforwarding", "yes", "forwarding"),
        ("permituserrc", "no", "user-rc"),
        ("permituserenvironment", "no", "user-environment"),
        ("permittty", "yes", "no-tty"),
    ] {
        if get(key) != value {
            found.push(wrong(kind, get(key)));
        }
    }
    let alive = |key: &str| get(key).parse::<u32>().unwrap_or(0);
    if !(1..=60).contains(&(alive("clientaliveinterval"))) || !(1..=10).contains(&alive("clientalivecountmax")) {
        found.push(wrong("client-alive", get("clientaliveinterval")));
    }
    let starts = get("maxstartups").split(':').next().and_then(|n| n.parse::<u32>().ok()).unwrap_or(0);
    if starts < LOGINS {
        found.push(wrong("max-startups", get("maxstartups")));
    }
    // Newer sshd punishes addresses: an agency is one address.
    let punished = settings.contains_key("persourcepenalties") && get("persourcepenalties") != "no";
    if punished && ["", "none"].contains(&get("persourcepenaltyexemptlist")) {
        found.push(wrong("penalties", get("persourcepenalties")));
    }
}

fn wrong(kind: &'static str, value: &str) -> Finding {
    Finding::new(kind, SHEET).with("value", if value.is_empty() { "-" } else { value })
}

/// In an image or a test the file is named below its root.
fn site_path(site: &Site, path: &str) -> String {
    if site.is_running_system() { path.to_owned() } else { site.at(path).display().to_string() }
}

/// sshd runs a command for keys only from a path that nobody else can write.
fn keys_command(site: &Site, command: &str, user: &str, found: &mut Vec<Finding>) {
    let program = command.split_whitespace().next().unwrap_or_default();
    let path = site.at(program);
    if !program.starts_with('/') || !path.exists() {
        return found.push(wrong("keys-command", command));
    }
    if ["", "none", "root"].contains(&user) {
        found.push(wrong("keys-command-user", user));
    }
    let loose = files::ancestors(site, &path).find(|p| p.metadata().is_ok_and(|m| m.uid() != 0 || m.mode() & 0o022 != 0));
    if let Some(place) = loose {
        found.push(Finding::new("keys-command-writable", place.display()));
    }
}

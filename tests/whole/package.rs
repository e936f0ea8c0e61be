//! The Debian package in a clean root: installed, an office made and kept, removed and purged without a trace, data never taken.

use crate::clean::{Clean, possible};

#[test]
fn the_package_installs_makes_an_office_passes_its_check_and_goes_without_a_trace() {
    if !possible() {
        return;
    }
    let root = Clean::new(&["adduser", "openssh-server"]);
    let before = root.paths();
    root.install();
    assert!(root.well("guichet --version").contains(env!("CARGO_PKG_VERSION")));
    for page in ["guichet", "guichet-backup", "guichet-restore", "guichet-check"] {
        assert!(root.at(&format!("/usr/share/man/fr/man1/{page}.1.gz")).exists(), "{page}");
    }
    assert!(root.at("/usr/share/bash-completion/completions/guichet").exists());
    // Purged before an office was made nothing is left.
    root.well("dpkg --purge guichet");
    let after = root.paths();
    let more: Vec<&String> = after.iter().filter(|p| !before.contains(p)).collect();
    let less: Vec<&String> = before.iter().filter(|p| !after.contains(p)).collect();
    assert!(more.is_empty() && less.is_empty(), "left: {more:?}, gone: {less:?}");
    assert_eq!(root.well("getent passwd guichet || true") + &root.well("getent group guichet-admin || true"), "");

    root.install();
    // There is no system log in here.
    root.well("sed -i 's|^seal_to = .*|seal_to = \"/var/lib/guichet/seals\"|' /etc/guichet/guichet.toml");
    root.guichet("init --agency LBV --head OBAME");
    root.guichet("audit seal");
    let made = root.guichet("backup --daily");
    assert!(made.contains("/var/backups/guichet/guichet-daily-"), "{made}");
    // As the installation of openssh-server and the first start of the server leave it.
    root.well("adduser --quiet --system --no-create-home --home /run/sshd sshd && ssh-keygen -A && mkdir -p /run/sshd");
    let green = root.well("guichet check --deployment");
    assert!(green.contains("Installation en ordre"), "{green}");
    root.well("chmod 777 /etc/guichet/authorized_keys");
    let found = root.shell("guichet check --deployment");
    assert_eq!(found.status.code(), Some(3));
    root.well("chmod 644 /etc/guichet/authorized_keys");

    // A newer build over it keeps settings and data; then it goes, and what people entrusted to it stays.
    root.well("echo 'backup_hourly = 12' >>/etc/guichet/guichet.toml");
    root.install();
    assert!(root.well("cat /etc/guichet/guichet.toml").contains("backup_hourly = 12"));
    root.well("dpkg --remove guichet");
    assert!(!root.at("/usr/bin/guichet").exists() && root.at("/etc/guichet/guichet.toml").exists());
    let said = root.well("dpkg --purge guichet");
    assert!(said.contains("/var/lib/guichet /var/backups/guichet"), "{said}");
    assert!(root.at("/var/lib/guichet/guichet.db").exists() && !root.at("/etc/guichet").exists());
    assert!(root.well("getent passwd guichet").contains("/var/lib/guichet"), "the account stays with what it owns");
    let left: Vec<String> = root
        .paths()
        .into_iter()
        .filter(|p| p.contains("guichet") && !p.starts_with("/var/") && !p.starts_with("/root/"))
        .collect();
    assert_eq!(left, [] as [&str; 0]);
}

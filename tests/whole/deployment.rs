//! `check --deployment` on an installation below a folder of its own: green as it should be, and each of ten faults named with the
//! command that mends it. As root, with sshd installed.

use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::office::Home;

/// The number of the account in this installation: of nobody else.
const ACCOUNT: u32 = 64_123;

struct Install {
    home: Home,
}

impl Install {
    fn at(&self, path: &str) -> PathBuf {
        self.home.file("root").join(path.trim_start_matches('/'))
    }
    fn write(&self, path: &str, text: &str, mode: u32) {
        let file = self.at(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        self.mode(path, mode);
    }
    fn mode(&self, path: &str, mode: u32) {
        std::fs::set_permissions(self.at(path), std::fs::Permissions::from_mode(mode)).unwrap();
    }
    fn own(&self, path: &str, uid: u32) {
        chown(self.at(path), Some(uid), None).unwrap();
    }

    /// As the package and `init` leave it.
    fn new() -> Self {
        let it = Install { home: Home::new() };
        let packaging = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging");
        it.write(
            "/etc/passwd",
            &format!("root:x:0:0::/root:/bin/sh\nguichet:x:{ACCOUNT}:{ACCOUNT}::/var/lib/guichet:/bin/sh\n"),
            0o644,
        );
        it.write("/bin/sh", "", 0o755);
        it.write("/usr/bin/guichet", "", 0o755);
        it.write("/etc/guichet/authorized_keys", "", 0o644);
        it.mode("/etc/guichet", 0o755);
        for name in crate::deployment::timers() {
            let text = std::fs::read_to_string(packaging.join("systemd").join(&name)).unwrap();
            it.write(&format!("/lib/systemd/system/{name}"), &text, 0o644);
            std::fs::create_dir_all(it.at("/etc/systemd/system/timers.target.wants")).unwrap();
            symlink(format!("/lib/systemd/system/{name}"), it.at(&format!("/etc/systemd/system/timers.target.wants/{name}")))
                .unwrap();
        }
        it.sshd(|sheet| sheet);
        for folder in ["/var/lib/guichet", "/var/backups/guichet"] {
            std::fs::create_dir_all(it.at(folder)).unwrap();
            it.mode(folder, 0o700);
        }
        let toml = format!(
            "db = \"sqlite:{}\"\nbackup_folder = \"{}\"\nseal_to = \"{}\"\n",
            it.at("/var/lib/guichet/guichet.db").display(),
            it.at("/var/backups/guichet").display(),
            it.at("/var/log/guichet-seals").display()
        );
        std::fs::create_dir_all(it.at("/var/log")).unwrap();
        it.write("/etc/guichet/guichet.toml", &toml, 0o644);
        // The user's own file says the same: the test has no /etc of its own.
        std::fs::create_dir_all(it.home.file(".config/guichet")).unwrap();
        std::fs::write(it.home.file(".config/guichet/guichet.toml"), toml).unwrap();
        for args in [&["init", "--agency", "LBV", "--head", "OBAME Thérèse"][..], &["backup", "--daily"], &["audit", "seal"]] {
            let ran = it.home.run(args);
            assert_eq!(ran.status(), 0, "{}", ran.all());
        }
        for file in ["/var/lib/guichet", "/var/lib/guichet/guichet.db", "/var/backups/guichet"] {
            it.own(file, ACCOUNT);
        }
        for end in ["-wal", "-shm"] {
            let file = it.at(&format!("/var/lib/guichet/guichet.db{end}"));
            if file.exists() {
                chown(file, Some(ACCOUNT), None).unwrap();
            }
        }
        it
    }

    /// sshd's configuration with our sheet, perhaps changed.
    fn sshd(&self, change: impl FnOnce(String) -> String) {
        let sheet = include_str!("../../packaging/sshd/guichet.conf");
        let keys = self.at("/etc/guichet/authorized_keys").display().to_string();
        let sheet = change(sheet.replace("/etc/guichet/authorized_keys", &keys));
        let key = self.at("/etc/ssh/host_key");
        if !key.exists() {
            std::fs::create_dir_all(key.parent().unwrap()).unwrap();
            let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key).status().unwrap();
            assert!(made.success());
        }
        self.write("/etc/ssh/sshd_config", &format!("HostKey {}\n{sheet}", key.display()), 0o644);
    }

    /// The kinds found, with what was said.
    fn found(&self) -> (Vec<String>, String) {
        let root = self.home.file("root").display().to_string();
        let ran = self.home.run(&["check", "--deployment", "--json", "--root", &root]);
        let rows = ran.json();
        let kinds = rows.as_array().unwrap().iter().map(|r| r["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(ran.status(), if kinds.is_empty() { 0 } else { 3 }, "{}", ran.all());
        for row in rows.as_array().unwrap() {
            assert!(!row["text"].as_str().unwrap().contains("deploy-") && !row["remedy"].as_str().unwrap().contains("deploy-"));
        }
        (kinds, ran.all())
    }
}

fn timers() -> Vec<String> {
    guichet::services::deployment::TIMERS.iter().map(|t| (*t).to_owned()).collect()
}

#[test]
fn a_good_installation_is_green_and_each_of_its_faults_is_named_with_the_command_that_mends_it() {
    if !rustix::process::getuid().is_root() || !Path::new("/usr/sbin/sshd").exists() {
        assert!(std::env::var_os("CI").is_none(), "in CI this runs as root, with sshd installed");
        return;
    }
    // sshd wants it before it says anything.
    std::fs::create_dir_all("/run/sshd").unwrap();
    let it = Install::new();
    let (kinds, said) = it.found();
    assert!(kinds.is_empty(), "{said}");

    type Fault = (&'static str, fn(&Install), fn(&Install));
    let faults: &[Fault] = &[
        ("force-command", |it| it.sshd(|s| s.replace("ForceCommand /usr/bin/guichet session", "")), |it| it.sshd(|s| s)),
        ("forwarding", |it| it.sshd(|s| s.replace("DisableForwarding yes", "")), |it| it.sshd(|s| s)),
        ("auth-methods", |it| it.sshd(|s| s.replace("AuthenticationMethods publickey", "")), |it| it.sshd(|s| s)),
        ("max-startups", |it| it.sshd(|s| s.replace("MaxStartups 100:30:200", "")), |it| it.sshd(|s| s)),
        ("sshd-refuses", |it| it.sshd(|s| s + "\nNoSuchSetting yes\n"), |it| it.sshd(|s| s)),
        ("writable", |it| it.mode("/etc/guichet/authorized_keys", 0o666), |it| it.mode("/etc/guichet/authorized_keys", 0o644)),
        ("not-root", |it| it.own("/etc/guichet/authorized_keys", ACCOUNT), |it| it.own("/etc/guichet/authorized_keys", 0)),
        ("open-mode", |it| it.mode("/var/lib/guichet", 0o755), |it| it.mode("/var/lib/guichet", 0o700)),
        ("other-owner", |it| it.own("/var/lib/guichet/guichet.db", 0), |it| it.own("/var/lib/guichet/guichet.db", ACCOUNT)),
        (
            "timer-off",
            |it| std::fs::remove_file(it.at("/etc/systemd/system/timers.target.wants/guichet-rules.timer")).unwrap(),
            |it| symlink("x", it.at("/etc/systemd/system/timers.target.wants/guichet-rules.timer")).unwrap(),
        ),
        (
            "account-shell",
            |it| it.write("/etc/passwd", &format!("guichet:x:{ACCOUNT}:{ACCOUNT}::/x:/usr/sbin/nologin\n"), 0o644),
            |it| it.write("/etc/passwd", &format!("guichet:x:{ACCOUNT}:{ACCOUNT}::/x:/bin/sh\n"), 0o644),
        ),
        (
            "reserve-missing",
            |it| std::fs::remove_file(it.at("/var/lib/guichet/guichet.db.reserve")).unwrap(),
            |it| std::fs::write(it.at("/var/lib/guichet/guichet.db.reserve"), vec![1; 8 << 20]).unwrap(),
        ),
        ("program-set-id", |it| it.mode("/usr/bin/guichet", 0o4755), |it| it.mode("/usr/bin/guichet", 0o755)),
    ];
    for (kind, plant, mend) in faults {
        plant(&it);
        let (kinds, said) = it.found();
        assert_eq!(kinds, [*kind], "{said}");
        mend(&it);
    }
    std::fs::remove_file(it.at("/var/log/guichet-seals")).unwrap();
    assert_eq!(it.found().0, ["seal-target"]);
    std::fs::write(it.at("/var/log/guichet-seals"), "").unwrap();
    let db = rusqlite::Connection::open(it.at("/var/lib/guichet/guichet.db")).unwrap();
    db.execute("UPDATE backup SET made_at = '2020-01-01T00:00:00.000Z'", []).unwrap();
    assert_eq!(it.found().0, ["backup-old"]);
    db.execute("UPDATE backup SET outcome = 'incomplete'", []).unwrap();
    assert_eq!(it.found().0, ["backup-none"]);
}

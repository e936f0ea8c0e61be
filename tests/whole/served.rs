//! A whole server as an administrator sets it up: the package in a clean root, sshd on loopback, somebody of each role at work over ssh, a
//! backup during the work, the database destroyed and brought back, and the same people going on.

use std::process::Command;

use crate::clean::{Clean, Served, possible};
use crate::office::Home;
use crate::pty::Session;

/// Login, role, name of somebody of each role.
const PEOPLE: &[(&str, &str, &str)] = &[
    ("accueil", "reception", "ANGOUÉ Lydie"),
    ("conseil", "counsellor", "MABIALA Hugues"),
    ("affaires", "employer_officer", "TCHOUA Patrice"),
    ("saisie", "clerk", "IBINGA Nicole"),
    ("chef", "head", "OYANE Louise"),
    ("stat", "statistician", "ZUÉ Boris"),
    ("audit", "auditor", "EYA Rose"),
    ("admin", "admin", "NZONDO Faustin"),
];

struct Office {
    root: Clean,
    served: Served,
    home: Home,
}

impl Office {
    fn ssh(&self, login: &str) -> Vec<String> {
        let key = self.home.file(login).display().to_string();
        let port = self.served.port.to_string();
        let options = ["-F", "/dev/null", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"];
        let more = [
            "-o",
            "LogLevel=ERROR",
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "SendEnv=LANG",
            "-i",
            &key,
            "-p",
            &port,
            "guichet@127.0.0.1",
        ];
        std::iter::once("ssh").chain(options).chain(more).map(str::to_owned).collect()
    }
    fn screens(&self, login: &str) -> Session {
        let mut words = self.ssh(login);
        words.insert(1, "-tt".to_owned());
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut session = Session::through(&words, self.home.path(), &[], &[], (24, 80));
        session.wait_for("Aide");
        session
    }
    fn command(&self, login: &str, what: &str) -> std::process::Output {
        let words = self.ssh(login);
        Command::new(&words[0]).args(&words[1..]).arg(what).output().unwrap()
    }

    fn new() -> Self {
        let root = Clean::new(&["adduser", "openssh-server"]);
        root.install();
        // There is no system log in here.
        root.well("sed -i 's|^seal_to = .*|seal_to = \"/var/lib/guichet/seals\"|' /etc/guichet/guichet.toml");
        root.guichet("init --agency LBV --head OBAME --admin NZE");
        let said = root.guichet("user password obame");
        let word = said.lines().next().unwrap().rsplit(' ').next().unwrap().to_owned();
        let home = Home::new();
        for (login, role, name) in PEOPLE {
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-C", login, "-f"])
                .arg(home.file(login))
                .status();
            assert!(made.unwrap().success());
            std::fs::copy(home.file(&format!("{login}.pub")), root.at(&format!("/tmp/{login}.pub"))).unwrap();
            let said = root.well(&format!("guichet user add {login} --name '{name}' --agency LBV --role {role}"));
            // A role that reads files waits for the second person.
            if said.contains("attend l'accord") {
                root.well(&format!("echo '{word}' | guichet user agree {login} --by obame"));
            }
            root.well(&format!("guichet user key {login} /tmp/{login}.pub"));
        }
        let served = root.serve();
        Office { root, served, home }
    }
}

#[test]
fn people_of_each_role_work_over_ssh_and_go_on_after_the_database_was_destroyed_and_brought_back() {
    if !possible() {
        return;
    }
    let office = Office::new();
    office.root.guichet("backup --daily");
    office.root.guichet("audit seal");
    let green = office.root.well("guichet check --deployment");
    assert!(green.contains("Installation en ordre"), "{green}");

    // Each comes in by key alone; only the administrator gets to the accounts.
    for (login, role, _) in PEOPLE {
        let mut session = office.screens(login);
        // Where the role begins with the search, letters are words.
        if session.row(1).contains("Recherche") {
            continue;
        }
        session.press("g m");
        session.settle();
        let sees = session.text().contains("Utilisateurs");
        assert_eq!(sees, matches!(*role, "admin" | "head"), "{role}:\n{}", session.text());
    }
    // What is asked for besides the screens is refused, and found in the audit.
    for what in ["id", "sqlite3 /var/lib/guichet/guichet.db", "guichet user add x"] {
        let ran = office.command("conseil", what);
        assert_eq!(ran.status.code(), Some(2), "{}", String::from_utf8_lossy(&ran.stderr));
        assert!(!String::from_utf8_lossy(&ran.stdout).contains("uid="));
    }
    let log = office.root.guichet("audit log --json");
    assert!(log.matches("command_refused").count() >= 3, "{log}");
    for (login, ..) in PEOPLE {
        assert!(log.contains(&format!("\"login\": \"{login}\"")), "{login} left no trace");
    }

    // A backup while two are at work; then the disk eats the file.
    let (mut counsellor, reception) = (office.screens("conseil"), office.screens("accueil"));
    let made = office.root.guichet("backup --daily");
    assert!(made.contains("essayée"), "{made}");
    office.root.well("cd /var/lib/guichet && head -c 4000000 /dev/urandom | dd of=guichet.db conv=notrunc 2>/dev/null; rm -f guichet.db-wal guichet.db-shm");
    counsellor.press("q");
    drop((counsellor, reception));
    let closed = office.root.shell("su -s /bin/sh -c 'guichet check' guichet");
    let said = String::from_utf8_lossy(&closed.stderr).into_owned();
    assert!(!closed.status.success() && said.contains("Dernière bonne sauvegarde"), "{said}");
    let back = office.root.guichet("restore $(ls -t /var/backups/guichet/guichet-daily-*.db | head -1)");
    assert!(back.contains("endommagée est gardée"), "{back}");
    office.root.guichet("check");
    for (login, ..) in PEOPLE {
        let mut session = office.screens(login);
        session.press("<F1>");
    }
    office.root.guichet("audit verify");
    let green = office.root.well("guichet check --deployment");
    assert!(green.contains("Installation en ordre"), "{green}");
}

//! A real sshd on loopback with a folder of its own: the forced command, whatever the client sends (security.md §5.10, §6). Without sshd,
//! or not as root, skipped and said; with CI set that is a failure.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::office::Home;
use crate::pty::Session;

/// An office behind its own sshd.
pub struct Server {
    pub home: Home,
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(name: &str) -> Option<PathBuf> {
    ["/usr/sbin", "/usr/bin", "/sbin", "/bin"].iter().map(|d| Path::new(d).join(name)).find(|p| p.exists())
}

fn key(folder: &Path, name: &str) {
    let made =
        Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"]).arg(folder.join(name)).status();
    assert!(made.unwrap().success());
}

/// What an option of sshd's sheet may add for a test.
pub fn start(more: &str) -> Option<Server> {
    let able = program("sshd").is_some() && program("ssh").is_some() && rustix::process::getuid().is_root();
    if !able {
        assert!(std::env::var_os("CI").is_none(), "sshd is missing, or the tests don't run as root");
        eprintln!("no sshd, or not root: its tests are skipped");
        return None;
    }
    let home = Home::new();
    let at = |name: &str| home.file(name).display().to_string();
    let ran =
        home.run(&["init", "--db", &at("office.db"), "--agency", "LBV", "--head", "OBAME Thérèse", "--admin", "NZONDO Faustin"]);
    assert_eq!(ran.status(), 0, "{}", ran.all());
    std::fs::create_dir_all(home.file(".config/guichet")).unwrap();
    let config = format!("db = \"{}\"\nkeys_file = \"{}\"\naccount = \"root\"\n", at("office.db"), at("authorized_keys"));
    std::fs::write(home.file(".config/guichet/guichet.toml"), &config).unwrap();
    std::fs::write(home.file("server.toml"), &config).unwrap();
    for name in ["host", "aline", "head", "shared", "stranger"] {
        key(home.path(), name);
    }
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let sheet = format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nPidFile {}\nUsePAM no\nPasswordAuthentication no\nStrictModes no\nPermitRootLogin yes\n\
         AuthenticationMethods publickey\nAuthorizedKeysFile {}\nForceCommand {} session --config {}\nExposeAuthInfo yes\n\
         DisableForwarding yes\nPermitUserRC no\nPermitTTY yes\nMaxStartups 100:30:200\nSubsystem sftp internal-sftp\nAcceptEnv LANG LC_*\nClientAliveInterval 2\n\
         ClientAliveCountMax 2\n{more}\n",
        at("host"),
        at("sshd.pid"),
        at("authorized_keys"),
        env!("CARGO_BIN_EXE_guichet"),
        at("server.toml"),
    );
    std::fs::write(home.file("sshd_config"), sheet).unwrap();
    let _ = std::fs::create_dir_all("/run/sshd");
    let log = std::fs::File::create(home.file("sshd.log")).unwrap();
    let child = Command::new(program("sshd").unwrap())
        .args(["-D", "-e", "-f"])
        .arg(home.file("sshd_config"))
        .stderr(log)
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let server = Server { home, child, port };
    let end = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let log = || std::fs::read_to_string(server.home.file("sshd.log")).unwrap_or_default();
        assert!(Instant::now() < end, "sshd doesn't listen: {}", log());
        std::thread::sleep(Duration::from_millis(50));
    }
    Some(server)
}

impl Server {
    /// A command on the server itself, as the owner of the file.
    pub fn guichet(&self, args: &[&str]) -> String {
        let ran = self.home.run(args);
        assert_eq!(ran.status(), 0, "{args:?}: {}", ran.all());
        ran.out()
    }
    /// An account with a role that was agreed to, and its key.
    pub fn user(&self, login: &str, name: &str, role: &str, key: &str) {
        self.guichet(&["user", "add", login, "--name", name, "--role", role]);
        let secret = self.secret("tobame");
        self.agree(login, &secret);
        let file = self.home.file(&format!("{key}.pub")).display().to_string();
        self.guichet(&["user", "key", login, &file, "--label", "LBV-3"]);
    }
    pub fn secret(&self, login: &str) -> String {
        let said = self.guichet(&["user", "password", login]);
        said.lines().next().unwrap().rsplit(' ').next().unwrap().to_owned()
    }
    fn agree(&self, login: &str, secret: &str) {
        let ran = self.home.run_typing(&["user", "agree", login, "--by", "tobame"], secret);
        assert_eq!(ran.status(), 0, "{}", ran.all());
    }
    fn words(&self, key: &str, more: &[&str]) -> Vec<String> {
        let port = self.port.to_string();
        let id = self.home.file(key).display().to_string();
        let mut all =
            vec!["ssh", "-F", "/dev/null", "-p", &port, "-i", &id, "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none"];
        all.extend([
            "-o",
            "BatchMode=yes",
            "-o",
            "SendEnv=LANG",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "LogLevel=ERROR",
        ]);
        all.extend(more);
        all.push("root@127.0.0.1");
        all.into_iter().map(str::to_owned).collect()
    }
    /// The client in a terminal of its own.
    pub fn session(&self, key: &str, more: &[&str], env: &[(&str, &str)]) -> Session {
        let words = self.words(key, more);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        Session::through(&words, self.home.path(), &[], env, (24, 80))
    }
    /// The client without a terminal, with a command.
    fn command(&self, key: &str, more: &[&str], command: &[&str]) -> Output {
        let mut words = self.words(key, more);
        words.extend(command.iter().map(|w| (*w).to_owned()));
        Command::new(&words[0]).args(&words[1..]).stdin(Stdio::null()).output().unwrap()
    }
    /// Acts in the audit with their reasons, in order.
    pub fn acts(&self) -> Vec<(String, String, String)> {
        let db = rusqlite::Connection::open(self.home.file("office.db")).unwrap();
        let mut asked = db
            .prepare("SELECT a.login, a.act, coalesce(a.reason, (SELECT v.became FROM audit_value v WHERE v.deed = a.deed AND v.record = 'reason'), '') \
             FROM audit a ORDER BY a.at, a.seq")
            .unwrap();
        let rows = asked.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }
    fn open_sessions(&self) -> usize {
        self.guichet(&["sessions", "--json"]).matches("\"post\"").count()
    }
    fn wait_closed(&self) {
        let end = Instant::now() + Duration::from_secs(30);
        while self.open_sessions() > 0 {
            assert!(Instant::now() < end, "the session stays open: {}", self.guichet(&["sessions"]));
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

#[test]
fn a_key_opens_the_day_without_a_key_typed_and_the_audit_has_both_ends() {
    let Some(server) = start("") else { return };
    server.user("aline", "BIYOGHE Aline", "C", "aline");
    let mut session = server.session("aline", &[], &[]);
    session.wait("Ma journée").wait("BIYOGHE Aline");
    assert_eq!(server.open_sessions(), 1);
    session.press("q");
    session.settle();
    if session.text().contains("Quitter") {
        session.press("<Enter>");
    }
    session.ended();
    server.wait_closed();
    let own: Vec<String> = server.acts().into_iter().filter(|(login, ..)| login == "aline").map(|(_, act, _)| act).collect();
    assert_eq!((own.first().map(String::as_str), own.last().map(String::as_str)), (Some("login"), Some("logout")), "{own:?}");
    let check = server.home.run(&["check"]);
    assert_eq!(check.status(), 0, "{}", check.all());
}

#[test]
fn whatever_the_client_asks_for_only_the_screens_are_there() {
    let Some(server) = start("AcceptEnv *\nPermitUserEnvironment no") else { return };
    server.user("aline", "BIYOGHE Aline", "C", "aline");
    // A command, a shell, a file transfer, a subsystem: refused with status 2, in one plain sentence, and in the audit.
    for command in
        [&["id"][..], &["/bin/sh"], &["\u{1b}]0;pwned\u{7}; rm -rf x"], &["scp", "-t", "/tmp"], &["guichet", "--db", "x"]]
    {
        let ran = server.command("aline", &[], command);
        assert_eq!(ran.status.code(), Some(2), "{command:?}: {ran:?}");
        let said = [ran.stdout, ran.stderr].concat();
        assert!(!said.iter().any(|b| *b < 0x20 && *b != b'\n'), "{:?}", String::from_utf8_lossy(&said));
        assert!(String::from_utf8_lossy(&said).contains("commande"));
    }
    let refused: Vec<String> =
        server.acts().into_iter().filter(|(_, act, _)| act == "command_refused").map(|(.., why)| why).collect();
    assert_eq!(refused.len(), 5, "{refused:?}");
    assert!(refused[0].contains("aline: id") && !refused.iter().any(|r| r.contains('\u{1b}')), "{refused:?}");
    let sftp = server.command("aline", &["-s"], &["sftp"]);
    assert!(!sftp.status.success());
    let forward = server.command("aline", &["-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22"], &[]);
    assert!(!forward.status.success());
    // Without a terminal there are no screens.
    assert!(!server.command("aline", &["-T"], &[]).status.success());
    // An unknown key stays outside; one that was taken away after sshd had read its file is refused by the program.
    assert!(!server.command("stranger", &[], &["id"]).status.success());
    let kept = std::fs::read_to_string(server.home.file("authorized_keys")).unwrap();
    let print = server.guichet(&["user", "key", "aline"]).lines().next().unwrap().rsplit(' ').next().unwrap().to_owned();
    server.guichet(&["user", "key", "aline", "--end", &print]);
    assert_eq!(std::fs::read_to_string(server.home.file("authorized_keys")).unwrap().lines().count(), 1);
    std::fs::write(server.home.file("authorized_keys"), kept).unwrap();
    let mut session = server.session("aline", &["-tt"], &[]);
    session.wait("Cette clé n'ouvre pas ici");
    session.ended();
}

#[test]
fn the_environment_and_an_odd_terminal_change_nothing() {
    let Some(server) = start("AcceptEnv *") else { return };
    server.user("aline", "BIYOGHE Aline", "C", "aline");
    let evil = server.home.file("evil.db").display().to_string();
    let set = format!(
        "SetEnv=GUICHET_DB={evil} GUICHET_LANG=en HOME=/nowhere TERMINFO=/nowhere PGHOST=x XDG_CONFIG_HOME=/nowhere RUST_LOG=trace"
    );
    let mut session = server.session("aline", &["-tt", "-o", &set], &[("TERM", "\u{1b}]0;x\u{7}../../x")]);
    session.wait("Ma journée").wait("BIYOGHE");
    assert!(!Path::new(&evil).exists());
    assert!(!session.bytes.windows(4).any(|w| w == b"\x1b]0;"), "TERM came back to the terminal");
    session.press("<F3>");
    session.settle();
    for signal in ["INT", "QUIT", "TSTP", "USR1"] {
        // Of the client: nothing reaches the program but its keys.
        let _ = signal;
    }
    session.signal("KILL");
    server.wait_closed();
}

#[test]
fn a_cut_line_ends_the_session_and_its_form_is_offered_again() {
    let Some(server) = start("") else { return };
    server.user("aline", "BIYOGHE Aline", "C", "aline");
    let mut first = server.session("aline", &["-tt"], &[]);
    first.wait("Ma journée").press("g").press("i").wait("Inscription");
    first
        .press("2")
        .typing("GA00DEMO994502")
        .press("<Enter>")
        .typing("NYINGONE")
        .press("<Enter>")
        .typing("Rosalie")
        .press("<Enter>");
    std::thread::sleep(Duration::from_millis(500));
    first.signal("KILL");
    server.wait_closed();
    let mut second = server.session("aline", &["-tt"], &[]);
    second.wait("à reprendre").press("<Enter>").wait("NYINGONE");
    // A second session of the account learns of the first.
    let mut third = server.session("aline", &["-tt"], &[]);
    third.wait("aussi ouvert");
    second.signal("KILL");
    third.signal("KILL");
    server.wait_closed();
}

#[test]
fn a_shared_post_asks_for_login_and_password_and_makes_one_wait() {
    let Some(server) = start("") else { return };
    server.user("aline", "BIYOGHE Aline", "C", "aline");
    let file = server.home.file("shared.pub").display().to_string();
    server.guichet(&["user", "key", "--terminal", "LBV", &file, "--label", "LBV-GUICHET"]);
    let secret = server.secret("aline");
    let mut session = server.session("shared", &["-tt"], &[]);
    session.wait("Poste LBV-GUICHET");
    for _ in 0..3 {
        session.typing("aline").press("<Enter>").typing("trois fois non merci").press("<Enter>");
        session.wait("Identifiant ou mot de passe inexact");
        session.press("<Up>").press("<C-u>");
    }
    session.typing("aline").press("<Enter>").typing(&secret).press("<Enter>").wait("Trop d'essais");
    std::thread::sleep(Duration::from_secs(4));
    session.typing(&secret).press("<Enter>").wait("Ma journée").wait("BIYOGHE Aline");
    assert!(server.guichet(&["sessions"]).contains("LBV-GUICHET"));
    // The pause: nobody is named but the post's user; the password lifts it.
    session.press("<C-w>").wait("En pause").wait("Poste ouvert par BIYOGHE Aline");
    session.typing("non").press("<Enter>").wait("Mot de passe inexact");
    session.typing(&secret).press("<Enter>").wait("Ma journée");
    session.signal("KILL");
    server.wait_closed();
}

#[test]
fn a_hundred_logins_at_once_are_all_let_in() {
    let Some(server) = start("") else { return };
    server.user("aline", "BIYOGHE Aline", "C", "aline");
    let words = server.words("aline", &["-T"]);
    let begun = Instant::now();
    let clients: Vec<Child> = (0..100)
        .map(|_| {
            Command::new(&words[0])
                .args(&words[1..])
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut outside = Vec::new();
    for client in clients {
        let ran = client.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        // Without a terminal there are no screens: said by the program, so the door was passed.
        if !said.contains("terminal") {
            outside.push((ran.status.code(), said));
        }
    }
    eprintln!("100 logins at once: {:?}", begun.elapsed());
    assert!(outside.is_empty(), "{} stayed outside: {:?}", outside.len(), outside.first());
    let logins = server.acts().into_iter().filter(|(_, act, _)| act == "login").count();
    assert_eq!(logins, 100);
    server.wait_closed();
}

#[test]
fn the_keys_are_printed_within_a_second_even_when_the_database_is_locked() {
    let Some(server) = start("") else { return };
    server.user("aline", "BIYOGHE Aline", "C", "aline");
    let config = server.home.file("server.toml").display().to_string();
    let ask = |user: &str| {
        let begun = Instant::now();
        let ran = server.home.run(&["ssh-keys", user, "--config", &config]);
        (ran.status(), ran.out(), begun.elapsed())
    };
    let (status, keys, _) = ask("root");
    assert_eq!((status, keys.matches("restrict,pty ssh-ed25519 ").count()), (0, 1));
    let db = rusqlite::Connection::open(server.home.file("office.db")).unwrap();
    db.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").unwrap();
    let (status, locked, took) = ask("root");
    assert_eq!((status, locked.as_str()), (0, keys.as_str()));
    assert!(took < Duration::from_secs(3), "{took:?}: 0.7 s and the start of an unoptimized program");
    drop(db);
    assert_eq!((ask("nobody").0, ask("nobody").1.as_str()), (0, ""));
    assert_eq!(server.open_sessions(), 0, "asking for keys is no login");
}

//! A private PostgreSQL for one test binary.

use std::io::Write as _;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use guichet::store;

/// A server that runs until this process ends.
pub struct Server {
    dir: PathBuf,
    made: AtomicU32,
    model: OnceLock<String>,
    making: Mutex<()>,
    // Its input is closed by the end of this process: the shell at the other end then stops the server and clears its folder.
    _shell: Mutex<Child>,
}

static SERVER: OnceLock<Option<Server>> = OnceLock::new();

/// The server, started at the first call; none (and said) when PostgreSQL isn't installed.
pub fn running() -> Option<&'static Server> {
    let server = SERVER.get_or_init(|| binaries().map(|bin| start(&bin))).as_ref();
    if server.is_none() {
        assert!(std::env::var_os("CI").is_none(), "no PostgreSQL found: in CI its tests must run");
        // Past the capture of the test runner: someone should see it.
        let _ = writeln!(std::io::stderr(), "skipped: no PostgreSQL found");
    }
    server
}

impl Server {
    fn address(&self, database: &str) -> String {
        format!("postgres://guichet@{}/{database}", self.dir.to_string_lossy().replace('/', "%2F"))
    }
    /// A new database, a copy of `model` or empty; gives its address.
    pub fn database(&self, model: Option<&str>) -> String {
        let name = format!("t{}", self.made.fetch_add(1, Ordering::Relaxed));
        self.make(&name, model.unwrap_or("template0"));
        self.address(&name)
    }
    /// The name of the database that `prepare` (given its address) filled once.
    pub fn model(&self, prepare: impl FnOnce(&str)) -> &str {
        self.model.get_or_init(|| {
            self.make("model", "template0");
            prepare(&self.address("model"));
            "model".to_owned()
        })
    }
    fn make(&self, name: &str, model: &str) {
        let _one = self.making.lock().unwrap_or_else(|e| e.into_inner());
        let mut engine = store::open(&self.address("postgres")).expect("the private server");
        engine.batch(&format!("CREATE DATABASE {name} TEMPLATE {model}")).expect("a new database");
    }
}

fn binaries() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .map(|v| (v.file_name().to_string_lossy().parse().unwrap_or(0), v.path().join("bin")))
        .filter(|(_, bin)| bin.join("initdb").exists())
        .collect();
    found.sort();
    let more = ["/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin"].map(PathBuf::from);
    found.pop().map(|(_, bin)| bin).or_else(|| more.into_iter().find(|bin| bin.join("initdb").exists()))
}

/// The account to run under: another one when this is root, which PostgreSQL refuses.
fn account() -> Option<(u32, u32)> {
    if !rustix::process::getuid().is_root() {
        return None;
    }
    let accounts = std::fs::read_to_string("/etc/passwd").expect("accounts");
    let ids = |name: &str| {
        let line = accounts.lines().find(|l| l.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2).map(|f| f.parse().ok());
        Some((fields.next()??, fields.next()??))
    };
    Some(ids("postgres").or_else(|| ids("nobody")).expect("an account to run PostgreSQL under"))
}

fn command(program: &Path, account: Option<(u32, u32)>) -> Command {
    let Some((user, group)) = account else { return Command::new(program) };
    let mut command = Command::new("setpriv");
    command.arg(format!("--reuid={user}")).arg(format!("--regid={group}")).arg("--clear-groups").arg(program);
    command
}

fn start(bin: &Path) -> Server {
    let account = account();
    let dir = tempfile::Builder::new().prefix("guichet-pg-").tempdir_in("/tmp").expect("a temporary folder").keep();
    if let Some((user, group)) = account {
        chown(&dir, Some(user), Some(group)).expect("the folder given to the account");
    }
    // A locale that sorts as French does, so that a key sorted by it and not byte by byte is seen; an old server has none.
    let french = ["--locale-provider=icu", "--icu-locale=fr", "--locale=C.UTF-8"];
    let plain = ["--locale=C.UTF-8"];
    let made = init(bin, &dir, account, &french).or_else(|_| init(bin, &dir, account, &plain));
    made.unwrap_or_else(|said| panic!("initdb: {said}"));
    let shell = Mutex::new(watch(bin, &dir, account));
    let server = Server { dir, made: AtomicU32::new(0), model: OnceLock::new(), making: Mutex::new(()), _shell: shell };
    let since = Instant::now();
    while store::open(&server.address("postgres")).is_err() {
        assert!(since.elapsed() < Duration::from_secs(60), "the private PostgreSQL doesn't answer");
        std::thread::sleep(Duration::from_millis(50));
    }
    server
}

fn init(bin: &Path, dir: &Path, account: Option<(u32, u32)>, locale: &[&str]) -> Result<(), String> {
    let made = command(&bin.join("initdb"), account)
        .current_dir("/")
        .arg("-D")
        .arg(dir.join("data"))
        .args(["-U", "guichet", "-A", "trust", "-E", "UTF8", "-N", "--no-instructions"])
        .args(locale)
        .output()
        .map_err(|e| e.to_string())?;
    if made.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&made.stderr).into_owned()) }
}

/// A shell that runs the server until its input ends.
fn watch(bin: &Path, dir: &Path, account: Option<(u32, u32)>) -> Child {
    let script = r#"trap '' INT HUP TERM
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
    -c max_connections=60 -c shared_buffers=32MB -c autovacuum=off >"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -QUIT $server
wait $server
rm -rf "$2""#;
    command(Path::new("/bin/sh"), account)
        .current_dir("/")
        .args(["-c", script, "sh"])
        .arg(bin)
        .arg(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell for the server")
}

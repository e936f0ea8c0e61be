//! A clean Debian below a folder, and the package built from this program: for the tests that install it. As root, on Debian.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// A clean system.
pub struct Clean {
    dir: tempfile::TempDir,
}

/// Whether these tests can run here; in CI they must.
pub fn possible() -> bool {
    let possible =
        rustix::process::getuid().is_root() && Path::new("/usr/bin/dpkg-deb").exists() && Path::new("/usr/sbin/sshd").exists();
    assert!(possible || std::env::var_os("CI").is_none(), "in CI the package is tested: as root, on Debian, with sshd");
    possible
}

/// The package, built once.
pub fn package() -> &'static Path {
    static MADE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = MADE.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/deb");
        let made =
            Command::new(script).arg(env!("CARGO_BIN_EXE_guichet")).arg(dir.path()).env("DEB_COMPRESS", "gzip").output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let path = PathBuf::from(String::from_utf8(made.stdout).unwrap().trim());
        (dir, path)
    });
    path
}

impl Clean {
    /// With these packages and what they need.
    pub fn new(packages: &[&str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/clean-root");
        let made = Command::new(script).arg(dir.path()).args(packages).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Clean { dir }
    }
    pub fn at(&self, path: &str) -> PathBuf {
        self.dir.path().join(path.trim_start_matches('/'))
    }
    /// Runs a line of shell in it, as root.
    pub fn shell(&self, line: &str) -> Output {
        Command::new("chroot")
            .arg(self.dir.path())
            .args(["/usr/bin/env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"])
            .args(["HOME=/root", "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", "/bin/sh", "-c", line])
            .output()
            .unwrap()
    }
    /// The same, which must go well; gives what it said.
    pub fn well(&self, line: &str) -> String {
        let ran = self.shell(line);
        let said = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
        assert!(ran.status.success(), "{line}: {}\n{said}", ran.status);
        said
    }
    /// A command of guichet under the account of the office.
    pub fn guichet(&self, args: &str) -> String {
        self.well(&format!("su -s /bin/sh -c 'guichet {args}' guichet"))
    }
    /// Installs the package.
    pub fn install(&self) {
        std::fs::copy(package(), self.at("/tmp/guichet.deb")).unwrap();
        self.well("dpkg -i /tmp/guichet.deb && rm /tmp/guichet.deb");
    }
    /// Every path but dpkg's own and those of logs and caches.
    pub fn paths(&self) -> Vec<String> {
        self.well("find / -xdev -path /proc -prune -o -path /var/lib/dpkg -prune -o -path /var/cache -prune -o -path /var/log -prune -o -path /tmp -prune -o -path /run -prune -o -print | grep -v -e '-$' -e '^/etc/ld.so.cache' -e '/etc/.pwd.lock' | sort")
            .lines()
            .map(str::to_owned)
            .collect()
    }
}

/// sshd in the clean system, on loopback.
pub struct Served {
    child: std::process::Child,
    pub port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Clean {
    /// Starts sshd with the sheet of the package, in a mount namespace of its own (terminals need one).
    pub fn serve(&self) -> Served {
        // What the installation of openssh-server makes; a container has no audit session to enter.
        self.well("getent passwd sshd >/dev/null || adduser --quiet --system --no-create-home --home /run/sshd sshd");
        self.well("ssh-keygen -A && mkdir -p /run/sshd /dev/pts && sed -i '/pam_loginuid/d' /etc/pam.d/sshd");
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let script = "mount -t proc proc \"$0/proc\" && mount -t devpts -o newinstance,ptmxmode=0666 devpts \"$0/dev/pts\" && \
                      ln -sf pts/ptmx \"$0/dev/ptmx\" && exec chroot \"$0\" /usr/sbin/sshd -D -e -p \"$1\" -o ListenAddress=127.0.0.1";
        let log = std::fs::File::create(self.at("/var/log/sshd")).unwrap();
        let child = Command::new("unshare")
            .args(["-m", "/bin/sh", "-c", script])
            .arg(self.dir.path())
            .arg(port.to_string())
            .stdin(std::process::Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut served = Served { child, port };
        let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            let log = || std::fs::read_to_string(self.at("/var/log/sshd")).unwrap_or_default();
            assert!(served.child.try_wait().unwrap().is_none(), "sshd ended: {}", log());
            assert!(std::time::Instant::now() < end, "sshd doesn't listen: {}", log());
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        served
    }
}

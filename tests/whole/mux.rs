//! Through real tmux, GNU screen and mosh: what they paint is what the program painted. Where one isn't installed its test is
//! skipped and says so; with CI set that is a failure.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::office::Home;
use crate::pty::Session;

/// Whether a program is there.
fn installed(name: &str) -> bool {
    let found = ["/usr/bin", "/usr/local/bin", "/bin"].iter().any(|dir| std::path::Path::new(dir).join(name).exists());
    if !found {
        assert!(std::env::var_os("CI").is_none(), "no {name} found: in CI its test must run");
        let _ = writeln!(std::io::stderr(), "skipped: no {name} found");
    }
    found
}

/// The keys of a small round: list, moves, a drawer, a file with a tab, a form with something typed.
const ROUND: [&str; 9] = ["<Down>", "<Down>", "<C-v>", "<F4>", "<Esc>", "<Enter>", "<Right>", "<Esc>", "gi"];

/// The pictures of the round, each when all is quiet.
fn round(session: &mut Session) -> Vec<String> {
    session.wait("Portefeuille").wait("F1 Aide");
    let mut pictures = vec![session.text()];
    for keys in ROUND {
        session.press_slowly(keys);
        session.settle();
        pictures.push(session.text());
    }
    session.press_slowly("2");
    session.send("NGOUA éàç".as_bytes().to_vec());
    session.settle();
    session.settle();
    pictures.push(session.text());
    pictures
}

/// The same round without anything in between, and through another program: the same pictures.
fn same_through(other: impl FnOnce(&Home, &[&str]) -> Session) {
    let plain = Home::new();
    let db = plain.training(200);
    let wanted = round(&mut Session::start(plain.path(), &["--db", &db, "--at", "caseload"], &[]));
    let home = Home::new();
    let db = home.training(200);
    let found = round(&mut other(&home, &["--db", &db, "--at", "caseload"]));
    // Blanks at the end of a row may have been written or not.
    let trimmed = |picture: &String| picture.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    for (n, (want, have)) in wanted.iter().zip(&found).enumerate() {
        assert_eq!(trimmed(want), trimmed(have), "picture {n}");
    }
}

#[test]
fn tmux_shows_what_the_program_paints() {
    if !installed("tmux") {
        return;
    }
    same_through(|home, args| {
        let conf = home.file("tmux.conf");
        std::fs::write(&conf, "set -g status off\nset -s escape-time 0\nset -g default-terminal tmux-256color\n").unwrap();
        let socket = home.file("tmux.sock").display().to_string();
        let conf = conf.display().to_string();
        Session::through(&["/usr/bin/tmux", "-u", "-S", &socket, "-f", &conf, "new-session"], home.path(), args, &[], (24, 80))
    });
}

#[test]
fn gnu_screen_shows_what_the_program_paints() {
    if !installed("screen") {
        return;
    }
    same_through(|home, args| {
        let conf = home.file("screenrc");
        std::fs::write(&conf, "startup_message off\ndefutf8 on\nvbell off\nmaptimeout 0\nautodetach off\n").unwrap();
        let folder = home.file("sockets");
        std::fs::create_dir(&folder).unwrap();
        std::fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        let (conf, folder) = (conf.display().to_string(), folder.display().to_string());
        let env = [("SCREENDIR", folder.as_str()), ("LANG", "C.UTF-8")];
        Session::through(&["/usr/bin/screen", "-U", "-T", "screen", "-c", &conf], home.path(), args, &env, (24, 80))
    });
}

#[test]
fn mosh_shows_what_the_program_paints() {
    if !installed("mosh-server") || !installed("mosh-client") {
        return;
    }
    same_through(|home, args| {
        // The server on the loopback and its client, without the ssh that would start it elsewhere.
        let server = Command::new("/usr/bin/mosh-server")
            .args(["new", "-i", "127.0.0.1", "-c", "256", "--", env!("CARGO_BIN_EXE_guichet")])
            .args(args)
            .env_clear()
            .envs([
                ("HOME", home.path().to_str().unwrap()),
                ("LANG", "C.UTF-8"),
                ("PATH", "/usr/bin:/bin"),
                ("TERM", "xterm-256color"),
            ])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&server.stdout).into_owned();
        let words: Vec<&str> =
            said.lines().find_map(|line| line.trim().strip_prefix("MOSH CONNECT ")).unwrap().split(' ').collect();
        let env = [("MOSH_KEY", words[1]), ("LANG", "C.UTF-8"), ("MOSH_PREDICTION_DISPLAY", "never"), ("MOSH_NO_TERM_INIT", "1")];
        Session::through(&["/usr/bin/mosh-client", "127.0.0.1", words[0]], home.path(), &[], &env, (24, 80))
    });
}

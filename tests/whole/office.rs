//! A home of its own for each test, and the commands run in it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The day of the tests: a Tuesday, no holiday.
pub const DAY: &str = "2026-11-24";

/// A home folder with nothing in it.
pub struct Home {
    dir: tempfile::TempDir,
}

impl Home {
    pub fn new() -> Self {
        Home { dir: tempfile::tempdir().unwrap() }
    }
    pub fn path(&self) -> &Path {
        self.dir.path()
    }
    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
    /// Runs guichet with nothing but this home in its environment.
    pub fn run(&self, args: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_guichet"))
            .args(args)
            .env_clear()
            .env("HOME", self.path())
            .env("LANG", "fr_FR.UTF-8")
            .current_dir(self.path())
            .output()
            .unwrap();
        Ran(output)
    }
    /// The same, with a line typed on its input.
    pub fn run_typing(&self, args: &[&str], line: &str) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_guichet"))
            .args(args)
            .env_clear()
            .env("HOME", self.path())
            .env("LANG", "fr_FR.UTF-8")
            .current_dir(self.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that ends before it asks reads nothing.
        let _ = child.stdin.take().unwrap().write_all(format!("{line}\n").as_bytes());
        Ran(child.wait_with_output().unwrap())
    }
    /// A training office of so many people at `training.db`.
    pub fn training(&self, people: u32) -> String {
        let db = self.file("training.db").display().to_string();
        let ran = self.run(&["demo", "--no-open", "--people", &people.to_string(), "--today", DAY, "--db", &db]);
        assert_eq!(ran.status(), 0, "{}", ran.all());
        db
    }
    /// A real, empty office.
    pub fn office(&self) -> String {
        let db = self.file("office.db").display().to_string();
        let ran = self.run(&["init", "--db", &db, "--agency", "LBV", "--head", "OBAME Thérèse"]);
        assert_eq!(ran.status(), 0, "{}", ran.all());
        db
    }
}

/// What a command gave.
pub struct Ran(Output);

impl Ran {
    pub fn of(output: Output) -> Self {
        Ran(output)
    }
    pub fn status(&self) -> i32 {
        self.0.status.code().unwrap_or(-1)
    }
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }
    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }
    pub fn all(&self) -> String {
        format!("status {}\n{}{}", self.status(), self.out(), self.err())
    }
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out()).unwrap_or_else(|e| panic!("{e}: {}", self.all()))
    }
}

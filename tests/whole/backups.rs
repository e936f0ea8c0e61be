//! Backups by the command line: what is said, under what name, and that a write error leaves the one before whole.

use std::path::Path;
use std::process::Command;

use crate::office::{Home, Ran};

/// Runs guichet with no file allowed to grow beyond so many kilobytes.
fn limited(home: &Home, kilobytes: u32, args: &[&str]) -> Ran {
    let output = Command::new("/bin/bash")
        .args(["-c", &format!("ulimit -f {kilobytes}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_guichet")])
        .args(args)
        .env_clear()
        .env("HOME", home.path())
        .current_dir(home.path())
        .output()
        .unwrap();
    Ran::of(output)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_made_listed_encrypted_and_brought_back_over_a_damaged_file() {
    let home = Home::new();
    let db = home.office();
    assert_eq!(home.run(&["backup", "--db", &db, "--list"]).status(), 3, "there is none yet");
    let key = home.run(&["backup", "--make-key", "key.txt"]);
    assert_eq!(key.status(), 0, "{}", key.all());
    let public = key.out().split_whitespace().last().unwrap().to_owned();
    assert!(public.starts_with("age1"), "{}", key.out());
    assert_eq!(home.run(&["backup", "--db", &db, "x.age", "--to-recipient", "age1xyz"]).status(), 2);
    let made = home.run(&["backup", "--db", &db, "x.age", "--to-recipient", &public]);
    assert_eq!(made.status(), 0, "{}", made.all());
    assert!(made.out().contains("faite et essayée") && made.out().contains("chiffrée"), "{}", made.out());
    let list = home.run(&["backup", "--db", &db, "--list"]);
    assert_eq!(list.status(), 0, "{}", list.all());
    assert!(list.out().contains("à la main") && list.out().contains("moins d'une heure"), "{}", list.out());
    // Every page of the file is overwritten.
    let size = std::fs::metadata(&db).unwrap().len() as usize;
    std::fs::write(&db, vec![0x55; size]).unwrap();
    let opened = home.run(&["check", "--db", &db]);
    assert_ne!(opened.status(), 0, "{}", opened.all());
    let back = home.run(&["restore", "x.age", "--identity", "key.txt", "--db", &db]);
    assert_eq!(back.status(), 0, "{}", back.all());
    assert!(back.out().contains("endommagée est gardée"), "{}", back.out());
    assert_eq!(home.run(&["check", "--db", &db]).status(), 0);
    assert!(names(home.path()).iter().any(|n| n.starts_with("office.db.damaged-")));
}

#[test]
fn a_write_error_on_the_way_leaves_the_backup_before_intact_and_no_half_file() {
    let home = Home::new();
    let db = home.office();
    std::fs::create_dir(home.file("stick")).unwrap();
    let first = home.run(&["backup", "--db", &db, "stick/one.db"]);
    assert_eq!(first.status(), 0, "{}", first.all());
    let good = std::fs::read(home.file("stick/one.db")).unwrap();
    let whole = (good.len() / 1024) as u32;
    // The limit is met at the beginning, in the middle and near the end of the copy.
    for kilobytes in [64, whole / 2, whole - 8] {
        let cut = limited(&home, kilobytes, &["backup", "--db", &db, "stick/two.db"]);
        assert_eq!(cut.status(), 1, "{kilobytes}: {}", cut.all());
        assert!(cut.err().contains("Sauvegarde incomplète, l'ancienne est intacte"), "{}", cut.all());
        assert_eq!(names(&home.file("stick")), ["one.db", "one.db.json"], "{kilobytes}");
    }
    assert_eq!(std::fs::read(home.file("stick/one.db")).unwrap(), good);
    let again = home.run(&["backup", "--db", &db, "stick/one.db"]);
    assert_eq!(again.status(), 2, "a backup never replaces another: {}", again.all());
    assert_eq!(home.run(&["backup", "--db", &db, "stick/two.db"]).status(), 0);
}

#[test]
fn the_units_of_the_timers_are_sound() {
    let Ok(found) = Command::new("systemd-analyze").arg("--version").output() else {
        assert!(std::env::var_os("CI").is_none(), "no systemd-analyze: in CI the units must be verified");
        return;
    };
    assert!(found.status.success());
    let home = Home::new();
    let units = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/systemd");
    let mut files = Vec::new();
    for name in names(&units) {
        // The program as it is here: the command of a unit must be there.
        let text = std::fs::read_to_string(units.join(&name)).unwrap().replace("/usr/bin/guichet", env!("CARGO_BIN_EXE_guichet"));
        let file = home.file(&name);
        std::fs::write(&file, text).unwrap();
        files.push(file);
    }
    assert_eq!(files.len(), 8);
    let verified = Command::new("systemd-analyze").args(["verify", "--man=no"]).args(&files).output().unwrap();
    let said = String::from_utf8_lossy(&verified.stderr);
    let ours: Vec<&str> = said.lines().filter(|l| l.contains("guichet")).collect();
    assert!(verified.status.success() && ours.is_empty(), "{said}");
}

//! Keys of the SSH door: a public key as pasted or read from a file, its fingerprint, the key file of sshd (security.md §2, §6).
//! Called by `services/accounts`, `services/door` and the commands `user key`, `ssh-keys`.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD as B64, STANDARD_NO_PAD as PLAIN};
use sha2::{Digest as _, Sha256};

use crate::domain::access::AccountKey;
use crate::fault::{Fault, Flaw, Outcome};
use crate::store::{Desk, accounts};

/// Kinds of keys that are taken: what every OpenSSH still in use speaks, without DSA.
const KINDS: &[&str] = &[
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "ssh-rsa",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
];
/// Bits of an RSA key at least.
const RSA_BITS: usize = 2048;
/// What sshd lets a key do, whatever the key's owner asks for (security.md §6).
const OPTIONS: &str = "restrict,pty";

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    /// Kind and base64 text, as sshd wants it.
    pub text: String,
    /// `SHA256:…`, as ssh-keygen shows it.
    pub fingerprint: String,
}

/// Reads a public key as ssh-keygen writes it: kind, base64, comment. Options before it are refused.
///
/// # Errors
/// `flaw-key-…` at the field `public_key`.
pub fn read(typed: &str) -> Outcome<PublicKey> {
    let flaw = |key: &'static str| Fault::Flaws(vec![Flaw::new("public_key", key)]);
    let line = typed.trim();
    if line.contains("PRIVATE KEY") {
        return Err(flaw("flaw-key-private"));
    }
    let mut words = line.split_whitespace();
    let (kind, body) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if line.lines().count() > 1 || !KINDS.contains(&kind) {
        return Err(flaw("flaw-key-kind"));
    }
    let blob = B64.decode(body).map_err(|_| flaw("flaw-key-broken"))?;
    let mut parts = Parts(&blob);
    if parts.next() != Some(kind.as_bytes()) {
        return Err(flaw("flaw-key-broken"));
    }
    let first = parts.next().ok_or_else(|| flaw("flaw-key-broken"))?;
    if kind == "ssh-rsa" {
        let modulus = parts.next().ok_or_else(|| flaw("flaw-key-broken"))?;
        let bytes = modulus.iter().skip_while(|b| **b == 0).count();
        if bytes * 8 < RSA_BITS {
            return Err(flaw("flaw-key-weak"));
        }
    } else if kind == "ssh-ed25519" && first.len() != 32 {
        return Err(flaw("flaw-key-broken"));
    }
    // Written anew: what was typed never reaches sshd's file.
    let text = format!("{kind} {}", B64.encode(&blob));
    Ok(PublicKey { text, fingerprint: format!("SHA256:{}", PLAIN.encode(Sha256::digest(&blob))) })
}

/// The length-prefixed parts of a key.
struct Parts<'a>(&'a [u8]);

impl<'a> Iterator for Parts<'a> {
    type Item = &'a [u8];
    fn next(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.0.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let part = rest.get(..length)?;
        self.0 = rest.get(length..)?;
        Some(part)
    }
}

/// The line of sshd's key file for one key.
pub fn line(key: &AccountKey) -> String {
    format!("{OPTIONS} {}", key.public_key)
}

/// The lines for every key that opens the door today, of active accounts.
pub fn lines(desk: &mut Desk) -> Outcome<Vec<String>> {
    let today = desk.rules.today;
    let all = desk.read(accounts::keys)?;
    Ok(all.iter().filter(|(key, _)| key.opens(today)).map(|(key, _)| line(key)).collect())
}

/// Writes sshd's key file: whole or not at all, readable by all, writable by its owner (root).
///
/// # Errors
/// `wrong-key-file`: the folder or file can't be written by this account.
pub fn write(file: &Path, lines: &[String]) -> Outcome<()> {
    let refused = || Fault::wrong("wrong-key-file").with("path", file.display());
    let folder = file.parent().ok_or_else(refused)?;
    let mut new = tempfile::Builder::new().prefix(".keys").tempfile_in(folder).map_err(|_| refused())?;
    let mut text = String::from("# guichet user key\n");
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    let written = new.write_all(text.as_bytes()).and_then(|()| new.as_file().sync_all());
    written.map_err(|_| refused())?;
    new.as_file().set_permissions(std::fs::Permissions::from_mode(0o644)).map_err(|_| refused())?;
    new.persist(file).map_err(|_| refused())?;
    // The new name is on disk too.
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl aline@lbv-3";

    #[test]
    fn a_key_is_written_anew_with_its_fingerprint_and_without_its_comment() {
        let key = read(&format!("  {ED}\n")).unwrap();
        assert_eq!(key.text, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl");
        assert_eq!(key.fingerprint, "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU");
        let stored = AccountKey { public_key: key.text.clone(), ..AccountKey::default() };
        assert_eq!(line(&stored), format!("restrict,pty {}", key.text));
    }

    #[test]
    fn what_is_no_public_key_is_refused_with_its_reason() {
        let why = |typed: &str| match read(typed) {
            Err(Fault::Flaws(flaws)) => flaws[0].key,
            other => panic!("{typed}: {other:?}"),
        };
        assert_eq!(why("-----BEGIN OPENSSH PRIVATE KEY-----"), "flaw-key-private");
        assert_eq!(why(&format!("command=\"/bin/sh\" {ED}")), "flaw-key-kind");
        assert_eq!(why(&format!("{ED}\nssh-rsa AAAA")), "flaw-key-kind");
        assert_eq!(why("ssh-dss AAAAB3NzaC1kc3MAAACB"), "flaw-key-kind");
        assert_eq!(why("ssh-ed25519 AAAAC3Nz%%"), "flaw-key-broken");
        assert_eq!(why("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"), "flaw-key-broken");
        assert_eq!(why(""), "flaw-key-kind");
    }

    #[test]
    fn the_key_file_is_whole_or_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("authorized_keys");
        write(&file, &["restrict,pty ssh-ed25519 AAAA".into()]).unwrap();
        let read = || std::fs::read_to_string(&file).unwrap();
        assert_eq!(read(), "# guichet user key\nrestrict,pty ssh-ed25519 AAAA\n");
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o644);
        assert!(write(&folder.path().join("no/authorized_keys"), &[]).is_err());
        write(&file, &[]).unwrap();
        assert_eq!((read().as_str(), std::fs::read_dir(folder.path()).unwrap().count()), ("# guichet user key\n", 1));
    }
}

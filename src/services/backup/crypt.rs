//! Encryption of backups to a public key (crate `age`, the format of the tool of that name): whoever steals the disk of the backups
//! reads nothing; the private key is kept elsewhere. Called by the backups only.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use age::secrecy::ExposeSecret;

use crate::fault::{Fault, Outcome};

/// A public key.
pub(super) type Recipient = age::x25519::Recipient;

/// How an encrypted file begins.
const MAGIC: &[u8] = b"age-encryption.org/";

/// Reads a public key, `age1…`.
pub(super) fn recipient(text: &str) -> Outcome<Recipient> {
    text.trim().parse().map_err(|_| Fault::wrong("wrong-recipient").with("value", text.trim()))
}

/// Encrypts a stream.
pub(super) fn encrypt(recipient: &Recipient, from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
    let to_all = age::Encryptor::with_recipients(std::iter::once(recipient as &dyn age::Recipient)).map_err(io::Error::other)?;
    let mut out = to_all.wrap_output(to)?;
    io::copy(from, &mut out)?;
    out.finish()?.flush()
}

/// Whether a file is encrypted.
pub(super) fn is_encrypted(path: &Path) -> bool {
    let mut head = [0; 19];
    File::open(path).and_then(|mut f| f.read_exact(&mut head)).is_ok() && head == MAGIC
}

/// Decrypts a file with the private key of a key file. Errors: `wrong-identity-file`, `wrong-identity`, `wrong-backup-damaged`.
pub(super) fn decrypt(from: &Path, key_file: &Path, to: &Path) -> Outcome<()> {
    let unread = || Fault::wrong("wrong-identity-file").with("path", key_file.display());
    let text = std::fs::read_to_string(key_file).map_err(|_| unread())?;
    let line = text.lines().map(str::trim).find(|l| l.starts_with("AGE-SECRET-KEY-")).ok_or_else(unread)?;
    let key: age::x25519::Identity = line.parse().map_err(|_| unread())?;
    let damaged = || Fault::wrong("wrong-backup-damaged").with("path", from.display()).with("what", "age");
    let file = File::open(from).map_err(|_| Fault::wrong("wrong-backup-missing").with("path", from.display()))?;
    let sealed = age::Decryptor::new(BufReader::with_capacity(1 << 20, file)).map_err(|_| damaged())?;
    let mut clear = sealed
        .decrypt(std::iter::once(&key as &dyn age::Identity))
        .map_err(|_| Fault::wrong("wrong-identity").with("path", key_file.display()))?;
    let mut out = OpenOptions::new().write(true).truncate(true).open(to).map_err(Fault::broken)?;
    io::copy(&mut clear, &mut out).map_err(|e| match e.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => damaged(),
        _ => Fault::wrong("wrong-disk-full"),
    })?;
    out.sync_all().map_err(Fault::broken)
}

/// Makes a key pair: the private one in a new file that only its owner reads, the public one given back.
pub fn make_key(file: &Path) -> Outcome<String> {
    let key = age::x25519::Identity::generate();
    let public = key.to_public().to_string();
    let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    let mut out = opened.map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists => Fault::wrong("wrong-backup-there").with("path", file.display()),
        _ => Fault::wrong("wrong-backup-folder").with("path", super::place::folder_of(file).display()),
    })?;
    let text = format!("# {public}\n{}\n", key.to_string().expose_secret());
    out.write_all(text.as_bytes()).and_then(|()| out.sync_all()).map_err(Fault::broken)?;
    Ok(public)
}

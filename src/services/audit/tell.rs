//! Seals told outside the database: to the system's log (journald or syslog) or to a file that only its owner adds to. What could not be
//! told is kept and told with the next one.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixDatagram;

use super::Seal;
use crate::config::Config;
use crate::fault::{Fault, Outcome};
use crate::store::{Desk, office, seals};

/// Facility authpriv, severity notice.
const PRIORITY: u8 = 85;
/// Where the system's log listens.
const LOG: &str = "/dev/log";
/// The setting that keeps the number of the last seal told.
const TOLD: &str = "seal_told";

/// Tells all seals that were not told yet, the oldest first; gives their number. The target is the configuration's `seal_to`: `syslog`,
/// `none`, or the absolute path of a file. Errors: `wrong-seal-not-told`, when nothing of the work is lost.
pub fn tell(desk: &mut Desk, config: &Config) -> Outcome<usize> {
    let told = desk.read(|read| office::setting(read, TOLD))?.and_then(|n| n.parse().ok()).unwrap_or(0);
    let waiting = desk.read(|read| seals::after(read, told))?;
    if config.seal_to == "none" {
        return Ok(0);
    }
    for seal in &waiting {
        one(&config.seal_to, seal).map_err(|_| Fault::wrong("wrong-seal-not-told").with("target", &config.seal_to))?;
        office::set(desk.engine(), TOLD, &seal.number.to_string())?;
    }
    Ok(waiting.len())
}

fn one(target: &str, seal: &Seal) -> std::io::Result<()> {
    if target == "syslog" {
        let socket = UnixDatagram::unbound()?;
        return socket.send_to(format!("<{PRIORITY}>guichet: {}", seal.line()).as_bytes(), LOG).map(drop);
    }
    let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(target)?;
    writeln!(file, "{}", seal.line())?;
    file.sync_all()
}

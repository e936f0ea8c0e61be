//! `guichet session`: the screens as sshd's forced command (security.md §5.10, §6). The key that sshd let in names the account, or a shared
//! terminal whose user then types login and password. Nothing of the client's is run, shown or read but what is checked.

use std::ffi::OsString;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;

use chrono::Utc;

use crate::cli::{Cx, Exit, open};
use crate::config::{Forced, clean};
use crate::domain::access::AccountKey;
use crate::fault::{Fault, Outcome};
use crate::services::door;
use crate::services::own_login::Way;

/// Arguments. All come from root's sshd sheet, or from the program itself.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The configuration, instead of /etc/guichet/guichet.toml.
    #[arg(long)]
    pub config: Option<PathBuf>,
    /// Set by the program itself when it has left the client's environment behind.
    #[arg(long, hide = true)]
    pub inside: bool,
    /// Set by the program itself after the login at a shared terminal: the session that was opened.
    #[arg(long, hide = true)]
    pub seated: Option<String>,
}

/// Before anything is read: limits, and the program anew with a checked environment. Does nothing for any other command.
pub fn start_anew(args: &[OsString]) {
    let mut words = args.iter().skip(1).filter_map(|a| a.to_str());
    if words.next() != Some("session") {
        return;
    }
    harden();
    if args.iter().any(|a| a == "--inside") {
        return;
    }
    let program = std::fs::read_link("/proc/self/exe").unwrap_or_else(|_| "/usr/bin/guichet".into());
    let mut anew = Command::new(program);
    anew.args(args.iter().skip(1)).arg("--inside").env_clear().envs(clean(std::env::vars_os()));
    // Comes back only when it failed: then the present process goes on, which reads no more than the new one would.
    let _ = anew.exec();
}

/// No core file, no other process looking in, nothing readable by others, and a file limit that is an error instead of an end.
fn harden() {
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    crate::guard::start();
}

/// Lets in whom the key names.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    crate::services::gate::at(&cx.config.run_folder());
    let forced = Forced::read();
    let way = Way::of(cx.config)?;
    let address = forced.address.map(|a| a.to_string()).unwrap_or_default();
    if let Some(session) = &args.seated {
        let (opened, entry) = door::seated(&way, session)?;
        return open::through_the_door(cx.config, cx.texts, &way, (opened, entry), &[]);
    }
    let auth = forced.auth.as_ref().and_then(|file| auth_lines(file)).unwrap_or_default();
    let mut engine = crate::store::open(way.office())?;
    let known = door::by_key(&mut *engine, &auth, Utc::now());
    let label = known.as_ref().map_or("-", |(key, _)| key.label.as_str());
    let post = [label, &address].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    let agency = known.as_ref().map(|(key, _)| key.agency.clone()).unwrap_or_default();
    let mut desk = door::threshold(engine, &post, &agency)?;
    let (key, user) = match known {
        Ok(known) => known,
        Err(fault) => {
            door::refused(&mut desk, "key_refused", "")?;
            return Err(fault);
        }
    };
    if let Some(command) = &forced.original {
        let by = user.as_ref().map(|u| u.login.as_str()).unwrap_or_default();
        door::refused(&mut desk, "command_refused", &crate::cli::print::neutral(&format!("{by}: {command}")))?;
        // Said as a wrong use: exit status 2.
        return Err(Fault::wrong("wrong-original-command"));
    }
    match user {
        Some(user) => {
            let own = way.open(desk.engine(), &user.login)?;
            drop(desk);
            let (opened, entry, others) = door::enter(own, &user, &post, Some(key.head.id), false)?;
            open::through_the_door(cx.config, cx.texts, &way, (opened, entry), &others)
        }
        None => {
            drop(desk);
            at_a_terminal(&args, cx, &way, &key, &post)
        }
    }
}

/// A shared terminal: login and password, then the program anew for the account, so that nothing typed before stays in memory.
fn at_a_terminal(args: &Args, cx: &mut Cx<'_>, way: &Way, key: &AccountKey, post: &str) -> Outcome<Exit> {
    let Some(came) = open::login(cx.config, cx.texts, key, post)? else { return Ok(Exit::Done) };
    let user = came.user;
    let own = way.open(&mut *crate::store::open(way.office())?, &user.login)?;
    let (_, entry, _) = door::enter(own, &user, post, Some(key.head.id), true)?;
    let mut anew = Command::new(std::fs::read_link("/proc/self/exe").map_err(Fault::broken)?);
    anew.arg("session");
    if let Some(file) = &args.config {
        anew.arg("--config").arg(file);
    }
    anew.args(["--inside", "--seated", &entry.session.0.simple().to_string()]);
    Err(Fault::broken(anew.exec()))
}

/// The file that sshd wrote for this session: regular, and not longer than a few keys.
fn auth_lines(file: &std::path::Path) -> Option<String> {
    use std::io::Read as _;
    let open = std::fs::File::open(file).ok()?;
    if !open.metadata().ok()?.is_file() {
        return None;
    }
    let mut text = String::new();
    open.take(65_536).read_to_string(&mut text).ok()?;
    Some(text)
}

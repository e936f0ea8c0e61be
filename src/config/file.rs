//! The configuration file, read strictly: an unknown key or a bad value is refused with file, line and remedy.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{CHARSETS, COLOURS, Config, Db, KEYBOARDS, LANGUAGES, LOGS, LOOKS, PRINTS, keymap_named, one_of};
use crate::fault::{Fault, Outcome, Reason};

/// Every key that a file may have.
pub const KEYS: [&str; 22] = [
    "db",
    "lang",
    "keymap",
    "charset",
    "look",
    "colours",
    "print",
    "print_command",
    "keyboard",
    "which_key_ms",
    "escape_ms",
    "seal_to",
    "log",
    "backup_folder",
    "backup_recipient",
    "backup_hourly",
    "backup_daily",
    "backup_alarm_hours",
    "keys_file",
    "login_key",
    "run_folder",
    "account",
];

/// Puts the settings of a file over those known so far.
pub fn apply(config: &mut Config, path: &Path, text: &str) -> Outcome<()> {
    let table = DeTable::parse(text).map_err(|e| {
        let line = e.span().map_or(1, |s| line_of(text, s.start));
        Fault::wrong("wrong-config-syntax").with("file", path.display()).with("line", line)
    })?;
    for (key, value) in table.get_ref().iter() {
        let place = Place { path, line: line_of(text, key.span().start), key: key.get_ref() };
        set(config, &place, value)?;
    }
    Ok(())
}

struct Place<'a> {
    path: &'a Path,
    line: usize,
    key: &'a str,
}

impl Place<'_> {
    fn fault(&self, key: &'static str) -> Fault {
        Fault::wrong(key).with("file", self.path.display()).with("line", self.line).with("name", self.key)
    }
    /// A fault of a value, said with its place; the value's own fault gives what is allowed.
    fn bad(&self, value: &str, inner: Fault) -> Fault {
        let allowed = match inner {
            Fault::Wrong(Reason { args, .. }) => args.into_iter().find(|(name, _)| *name == "allowed").map(|(_, v)| v),
            _ => None,
        };
        match allowed {
            Some(allowed) => self.fault("wrong-config-value").with("value", value).with("allowed", allowed),
            None => self.fault("wrong-config-db"),
        }
    }
}

fn set(config: &mut Config, place: &Place<'_>, value: &Spanned<DeValue<'_>>) -> Outcome<()> {
    let choice = |allowed: &[&str]| -> Outcome<String> {
        let text = text(place, value)?;
        one_of(text, allowed, "wrong-config-value").map_err(|e| place.bad(text, e))
    };
    match place.key {
        "db" => {
            let url = text(place, value)?;
            config.named_db = Some(Db::parse(url).map_err(|e| place.bad("", e))?);
        }
        "lang" => config.lang = choice(&LANGUAGES)?,
        "keymap" => {
            let name = text(place, value)?;
            config.keymap = Some(keymap_named(name).map_err(|e| place.bad(name, e))?);
        }
        "charset" => config.charset = choice(&CHARSETS)?,
        "look" => config.look = choice(&LOOKS)?,
        "colours" => config.colours = choice(&COLOURS)?,
        "print" => config.print = choice(&PRINTS)?,
        "print_command" => config.print_command = Some(text(place, value)?.to_owned()),
        "keyboard" => config.keyboard = choice(&KEYBOARDS)?,
        "which_key_ms" => config.which_key_ms = number(place, value, 0, 10_000)?,
        "escape_ms" => config.escape_ms = Some(number(place, value, 10, 2_000)?),
        "seal_to" => {
            let target = text(place, value)?;
            if !matches!(target, "syslog" | "none") && !Path::new(target).is_absolute() {
                return Err(place.fault("wrong-config-value").with("value", target).with("allowed", "syslog, none, /…"));
            }
            config.seal_to = target.to_owned();
        }
        "log" => config.log = choice(&LOGS)?,
        "backup_folder" => config.backup.folder = Some(text(place, value)?.into()),
        "backup_recipient" => config.backup.recipient = Some(text(place, value)?.to_owned()),
        "backup_hourly" => config.backup.hourly = number(place, value, 1, 10_000)? as usize,
        "backup_daily" => config.backup.daily = number(place, value, 1, 10_000)? as usize,
        "backup_alarm_hours" => config.backup.alarm_hours = number(place, value, 1, 10_000)? as i64,
        "keys_file" => config.keys_file = Some(text(place, value)?.into()),
        "login_key" => config.login_key = Some(text(place, value)?.into()),
        "run_folder" => config.run = Some(text(place, value)?.into()),
        "account" => config.account = text(place, value)?.to_owned(),
        _ => return Err(place.fault("wrong-config-key").with("allowed", KEYS.join(", "))),
    }
    Ok(())
}

fn text<'a>(place: &Place<'_>, value: &'a Spanned<DeValue<'_>>) -> Outcome<&'a str> {
    value.get_ref().as_str().ok_or_else(|| place.fault("wrong-config-not-text"))
}

fn number(place: &Place<'_>, value: &Spanned<DeValue<'_>>, low: u64, high: u64) -> Outcome<u64> {
    let whole = value.get_ref().as_integer().and_then(|i| u64::from_str_radix(i.as_str(), i.radix()).ok());
    whole
        .filter(|n| (low..=high).contains(n))
        .ok_or_else(|| place.fault("wrong-config-number").with("low", low).with("high", high))
}

/// The line (from 1) of a byte.
fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

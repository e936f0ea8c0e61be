//! The log: a file a day in the state folder, 14 days kept. `main` starts it; every layer may write through `tracing`.
//! What is written: what broke, where, ids of deeds. Never a name, a number of a file, a phone, a text that was typed.
//! Nothing goes to the terminal: it belongs to the screens.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::SubscriberExt;

use crate::config::Config;

/// Starts the log. False: there is none (level `off`, or the folder can't be written); the work goes on without.
pub fn start(config: &Config) -> bool {
    let level = config.log.parse().unwrap_or(LevelFilter::INFO);
    if level == LevelFilter::OFF {
        return false;
    }
    let folder = config.state_folder.join("log");
    // Only the account itself may look in.
    if DirBuilder::new().recursive(true).mode(0o700).create(&folder).is_err() {
        return false;
    }
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("guichet")
        .filename_suffix("log")
        .max_log_files(14)
        .build(&folder);
    let Ok(appender) = appender else { return false };
    // Only our own lines: a driver's may hold the values of a statement.
    let ours = Targets::new().with_target("guichet", level);
    let lines = layer().with_writer(std::sync::Mutex::new(appender)).with_ansi(false);
    let started = tracing::subscriber::set_global_default(tracing_subscriber::registry().with(lines).with(ours)).is_ok();
    tracing::debug!(version = env!("CARGO_PKG_VERSION"), "started");
    started
}

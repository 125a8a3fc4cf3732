//! The log: to the error output, as lines for people or as JSON for a collector. Nothing in it
//! names a person.

use std::io::{IsTerminal as _, stderr};

use tracing_subscriber::{EnvFilter, fmt};

use crate::config::{Config, LogFormat};

/// Begins to log. A second call changes nothing.
pub(crate) fn start(config: &Config) {
    // Statements are not logged: their values are what people typed.
    let filter = EnvFilter::new(format!("{},sqlx=warn", config.log_level.key()));
    let log = fmt().with_env_filter(filter).with_writer(stderr).with_target(false);
    let begun = match config.log_format {
        LogFormat::Json => log.json().try_init(),
        LogFormat::Pretty => log.with_ansi(stderr().is_terminal()).compact().try_init(),
    };
    drop(begun);
}

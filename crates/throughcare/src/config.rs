//! The configuration: one TOML file, overridden by the environment. Nothing else reads either.

mod settings;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use app::db::Place;
use app::user::DemoAccounts;
use web::CookieTravels;

use crate::failure::{Failure, Outcome};
use settings::{Key, Settings};

/// Read when `--config` names no other; it need not be there.
const USUAL_FILE: &str = "throughcare.toml";

/// What the file and the environment say, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Config {
    pub(crate) database: Place,
    pub(crate) listen: String,
    pub(crate) cookie: CookieTravels,
    pub(crate) demo_accounts: DemoAccounts,
    pub(crate) jobs_in_process: Jobs,
    pub(crate) log_format: LogFormat,
    pub(crate) log_level: LogLevel,
}

/// Whether `serve` also does queued work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Jobs {
    /// It does.
    InProcess,
    /// `throughcare work` does, in processes of its own.
    Apart,
}

/// How the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// Lines for people.
    Pretty,
    /// One JSON object a line, for a collector.
    Json,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl LogLevel {
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}

impl Config {
    /// Reads the file named, or the usual one where it is there, and the environment.
    pub(crate) fn read(file: Option<&Path>) -> Outcome<Self> {
        let named = file.map(Path::to_path_buf);
        let usual = || Some(PathBuf::from(USUAL_FILE)).filter(|it| it.exists());
        let text = match named.or_else(usual) {
            Some(path) => Some((path.display().to_string(), text_of(&path)?)),
            None => None,
        };
        Self::from_parts(text, std::env::vars_os().filter_map(as_text))
    }

    /// The same from what was read: the file's name and text, and the environment.
    pub(crate) fn from_parts(
        file: Option<(String, String)>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Outcome<Self> {
        let mut settings = Settings::default();
        if let Some((name, text)) = file {
            settings.add_file(&name, &text)?;
        }
        settings.add_environment(environment)?;
        Self::checked(&settings)
    }

    fn checked(settings: &Settings) -> Outcome<Self> {
        let url = settings.text(Key::DatabaseUrl).unwrap_or("sqlite:throughcare.db");
        let read_url = settings.text(Key::DatabaseReadUrl);
        let database = Place::parse(url, read_url).map_err(|_| {
            settings.wrong(
                Key::DatabaseUrl,
                "sqlite:FILE for an embedded database, or postgres://USER@HOST/NAME",
            )
        })?;
        if read_url.is_some() && matches!(database, Place::Sqlite(_)) {
            return Err(settings
                .wrong(Key::DatabaseReadUrl, "left out: an embedded database has no replica"));
        }
        let usual_jobs = match database {
            Place::Sqlite(_) => Jobs::InProcess,
            Place::Postgres { .. } => Jobs::Apart,
        };
        Ok(Self {
            database,
            listen: listen(settings)?,
            cookie: settings.word(
                Key::Cookie,
                &[("encrypted", CookieTravels::Encrypted), ("anyhow", CookieTravels::Anyhow)],
                CookieTravels::Encrypted,
            )?,
            demo_accounts: settings.word(
                Key::DemoAccounts,
                &[("refused", DemoAccounts::Refused), ("accepted", DemoAccounts::Accepted)],
                DemoAccounts::Refused,
            )?,
            jobs_in_process: settings.word(
                Key::JobsInProcess,
                &[("true", Jobs::InProcess), ("false", Jobs::Apart)],
                usual_jobs,
            )?,
            log_format: settings.word(
                Key::LogFormat,
                &[("pretty", LogFormat::Pretty), ("json", LogFormat::Json)],
                LogFormat::Pretty,
            )?,
            log_level: settings.word(
                Key::LogLevel,
                &[
                    LogLevel::Error,
                    LogLevel::Warn,
                    LogLevel::Info,
                    LogLevel::Debug,
                    LogLevel::Trace,
                ]
                .map(|it| (it.key(), it)),
                LogLevel::Info,
            )?,
        })
    }
}

/// The address to listen on. A host may be a name, so only the port is checked here.
fn listen(settings: &Settings) -> Outcome<String> {
    let listen = settings.text(Key::Listen).unwrap_or("127.0.0.1:8080");
    let port = listen.rsplit_once(':').map(|(_, port)| port.parse::<u16>());
    match port {
        Some(Ok(_)) => Ok(listen.to_owned()),
        Some(Err(_)) | None => {
            Err(settings.wrong(Key::Listen, "HOST:PORT, for instance 127.0.0.1:8080"))
        }
    }
}

fn text_of(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| {
        Failure::usage(format!("the configuration {} cannot be read: {error}", path.display()))
    })
}

/// A variable that is not text cannot be one of ours.
fn as_text((name, value): (std::ffi::OsString, std::ffi::OsString)) -> Option<(String, String)> {
    Some((name.into_string().ok()?, value.into_string().ok()?))
}

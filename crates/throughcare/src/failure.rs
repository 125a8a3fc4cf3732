//! What stops a command: one sentence for whoever typed it, and the exit code for a script.

use std::fmt;
use std::process::ExitCode;

use app::AppError;

/// What a command gives.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// Why a command ended before its work was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The product said no, or something failed.
    Refused(String),
    /// The command line or the configuration holds a mistake.
    Usage(String),
    /// The database cannot be reached.
    Unreachable(String),
    /// The schema is older than the program.
    NotMigrated(String),
    /// Another program did the work, said what stopped it, and ended with this number.
    Ended(u8),
}

impl Failure {
    pub(crate) fn refused(sentence: impl Into<String>) -> Self {
        Self::Refused(sentence.into())
    }

    pub(crate) fn usage(sentence: impl Into<String>) -> Self {
        Self::Usage(sentence.into())
    }

    /// The number that scripts read.
    pub(crate) const fn code(&self) -> u8 {
        match self {
            Self::Refused(_) => 1,
            Self::Usage(_) => 2,
            Self::Unreachable(_) => 3,
            Self::NotMigrated(_) => 4,
            Self::Ended(code) => *code,
        }
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(sentence)
            | Self::Usage(sentence)
            | Self::Unreachable(sentence)
            | Self::NotMigrated(sentence) => f.write_str(sentence),
            Self::Ended(code) => write!(f, "it ended with exit code {code}"),
        }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        if let Some(sentence) = web::sentence(&error) {
            return Self::Refused(sentence);
        }
        if let AppError::Internal(cause) = &error {
            return Self::Refused(format!("it failed: {cause:#}"));
        }
        Self::Unreachable("the database is busy or away; try again in a moment".to_owned())
    }
}

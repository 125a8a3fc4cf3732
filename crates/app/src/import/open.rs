//! Reading a file where waiting does no harm: on a thread of its own.

use std::fmt;
use std::sync::Arc;

use super::guess::{Guess, guess};
use super::sheet::{Sheet, SheetFault, read};
use crate::error::{AppError, AppResult};

/// A file that was read: its bytes, its sheet and what its columns seem to hold.
#[derive(Clone)]
pub struct Opened {
    /// As they came.
    pub bytes: Arc<[u8]>,
    /// What they hold.
    pub sheet: Arc<Sheet>,
    /// What the columns seem to hold.
    pub guess: Arc<Guess>,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opened({:?})", self.sheet)
    }
}

/// Reads a file, or says why it cannot be read.
pub async fn open(bytes: Vec<u8>) -> AppResult<Result<Opened, SheetFault>> {
    aside(move || {
        let sheet = read(&bytes)?;
        let guess = guess(&sheet);
        Ok(Opened { bytes: bytes.into(), sheet: Arc::new(sheet), guess: Arc::new(guess) })
    })
    .await
}

/// Reads a file that was read before, as the import keeps it.
pub async fn read_again(bytes: Vec<u8>) -> AppResult<Opened> {
    open(bytes).await?.map_err(|fault| AppError::Internal(fault.into()))
}

/// Runs what takes long away from the threads that answer requests.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> AppResult<T> {
    tokio::task::spawn_blocking(work).await.map_err(|it| AppError::Internal(it.into()))
}

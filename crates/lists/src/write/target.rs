//! A file that is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::ListError;

/// A file beside the one asked for, which takes its name when it is finished. If it is dropped
/// before, nothing is left of it, and what stood under the name stays.
#[derive(Debug)]
pub(super) struct Target {
    path: PathBuf,
    beside: PathBuf,
    file: File,
    finished: bool,
}

impl Target {
    pub(super) fn create(path: &Path) -> Result<Self, ListError> {
        // What is no file, a folder or a device, would be lost under the new name, or refuse it.
        if fs::metadata(path).is_ok_and(|it| !it.is_file()) {
            return Err(ListError::NotAFile { path: path.to_owned() });
        }
        let unwritable = ListError::unwritable(path);
        let Some(name) = path.file_name() else {
            return Err(unwritable(io::Error::other("the path names no file")));
        };
        let name = format!(".{}.{}.part", name.to_string_lossy(), std::process::id());
        let beside = path.with_file_name(name);
        let opened = OpenOptions::new().write(true).create(true).truncate(true).open(&beside);
        let file = opened.map_err(unwritable)?;
        Ok(Self { path: path.to_owned(), beside, file, finished: false })
    }

    /// Everything is on the disk, though not yet under the name that was asked for.
    pub(super) fn sync(&self) -> Result<(), ListError> {
        self.file.sync_all().map_err(ListError::unwritable(&self.path))
    }

    /// Gives it the name that was asked for.
    pub(super) fn take_name(mut self) -> Result<(), ListError> {
        let renamed = fs::rename(&self.beside, &self.path);
        renamed.map_err(ListError::unwritable(&self.path))?;
        self.finished = true;
        Ok(())
    }

    /// Everything is on the disk, under the name that was asked for.
    pub(super) fn finish(self) -> Result<(), ListError> {
        self.sync()?;
        self.take_name()
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        if !self.finished {
            drop(fs::remove_file(&self.beside));
        }
    }
}

//! A folder of its own for one test, taken away afterwards.

use std::path::{Path, PathBuf};

pub(crate) struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

impl Scratch {
    /// An empty folder.
    pub(crate) fn new(name: &str) -> Self {
        let folder = format!("throughcare-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(folder);
        drop(std::fs::remove_dir_all(&path));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

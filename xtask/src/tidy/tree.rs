//! The files of the repository, as git knows them.

use std::fs;
use std::path::Path;

use crate::{Outcome, shell};

/// One file. `text` is empty for files that are not text.
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) size_bytes: u64,
}

impl File {
    pub(super) fn has_extension(&self, extensions: &[&str]) -> bool {
        let extension = Path::new(&self.path).extension().and_then(|it| it.to_str());
        extension.is_some_and(|it| extensions.contains(&it))
    }

    /// Whether it holds tests: they may be longer, and quote what others may not write.
    pub(super) fn is_test(&self) -> bool {
        let parts: Vec<&str> = self.path.split('/').collect();
        let name = parts.last().copied().unwrap_or_default();
        parts.contains(&"tests")
            || name == "tests.rs"
            || name.ends_with("_tests.rs")
            || name.ends_with(".test.mjs")
    }

    pub(super) fn is_lock(&self) -> bool {
        self.path.ends_with("Cargo.lock") || self.path.ends_with("package-lock.json")
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate()
    }
}

/// All files that are tracked, or new and not ignored.
pub(super) struct Tree {
    pub(super) files: Vec<File>,
}

impl Tree {
    pub(super) fn read(root: &Path) -> Outcome<Self> {
        let arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let names = shell::capture(shell::program("git", &arguments).current_dir(root))?;
        let mut files: Vec<File> = names
            .split('\0')
            .filter(|name| !name.is_empty())
            .filter_map(|name| read(root, name))
            .collect();
        files.sort_by(|left, right| left.path.cmp(&right.path));
        files.dedup_by(|left, right| left.path == right.path);
        Ok(Self { files })
    }

    pub(super) fn find(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|it| it.path == path)
    }

    pub(super) fn under<'tree>(
        &'tree self,
        folder: &'tree str,
    ) -> impl Iterator<Item = &'tree File> {
        self.files.iter().filter(move |it| it.path.starts_with(folder))
    }

    pub(super) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|it| it.has_extension(&["rs"]))
    }
}

/// A file that was deleted and not yet committed as such is not there to be read.
fn read(root: &Path, name: &str) -> Option<File> {
    let path = root.join(name);
    let size_bytes = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?.len();
    let text = fs::read_to_string(&path).unwrap_or_default();
    Some(File { path: name.to_owned(), text, size_bytes })
}

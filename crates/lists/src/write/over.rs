//! What is written takes the place of what stood there: never of what is read, nor of another thing
//! written.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::ListError;

/// Refuses outputs that are inputs, or one another, by whatever name or link.
///
/// # Errors
/// Such an output.
pub fn nothing_lost(inputs: &[&Path], outputs: &[&Path]) -> Result<(), ListError> {
    for (at, output) in outputs.iter().enumerate() {
        let path = (*output).to_path_buf();
        if inputs.iter().any(|it| is_same(it, output)) {
            return Err(ListError::OverInput { path });
        }
        if let Some(other) = outputs.iter().take(at).find(|it| is_same(it, output)) {
            return Err(ListError::SameOutput { path, other: other.to_path_buf() });
        }
    }
    Ok(())
}

fn is_same(one: &Path, other: &Path) -> bool {
    is_linked(one, other) || place(one) == place(other)
}

#[cfg(unix)]
fn is_linked(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let number = |it: &Path| fs::metadata(it).ok().map(|it| (it.dev(), it.ino()));
    number(one).is_some_and(|it| number(other) == Some(it))
}

#[cfg(not(unix))]
fn is_linked(_one: &Path, _other: &Path) -> bool {
    false
}

/// Where a file is or would be, without links and detours.
fn place(path: &Path) -> PathBuf {
    let Some(name) = path.file_name() else { return path.to_owned() };
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")));
    let beside = || folder.map_or_else(|_| path.to_owned(), |it| it.join(name));
    fs::canonicalize(path).unwrap_or_else(|_| beside())
}

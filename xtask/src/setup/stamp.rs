//! What something was made from, remembered as a number in a file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Outcome, paths};

/// A number made from files, and the file it is kept in.
pub(super) struct Stamp {
    file: PathBuf,
    number: String,
}

impl Stamp {
    /// The stamp of files and folders, as they are now.
    pub(super) fn of(name: &str, sources: &[&str]) -> Outcome<Self> {
        let mut hash = Hash::new();
        for source in sources {
            add(&paths::root().join(source), &mut hash)?;
        }
        let file = paths::made().join(format!("{name}.stamp"));
        Ok(Self { file, number: format!("{:016x}", hash.0) })
    }

    /// Whether the last making was from the same.
    pub(super) fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|kept| kept.trim() == self.number)
    }

    /// Remembers that it has been made.
    pub(super) fn keep(&self) -> Outcome {
        fs::create_dir_all(paths::made())
            .and_then(|()| fs::write(&self.file, &self.number))
            .map_err(|error| format!("cannot write {}: {error}", self.file.display()))
    }
}

/// FNV-1a: tells changes apart, and needs no crate. Nothing rests on it but our own time.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

fn add(path: &Path, hash: &mut Hash) -> Outcome {
    let unreadable = |error| format!("cannot read {}: {error}", path.display());
    hash.add(path.to_string_lossy().as_bytes());
    if path.is_file() {
        hash.add(&fs::read(path).map_err(unreadable)?);
        return Ok(());
    }
    let mut inside: Vec<PathBuf> = fs::read_dir(path)
        .map_err(unreadable)?
        .filter_map(Result::ok)
        .map(|it| it.path())
        .collect();
    inside.sort();
    inside.iter().try_for_each(|it| add(it, hash))
}

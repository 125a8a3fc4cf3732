//! What makes two files, or two rows, the same: importing the same thing twice changes nothing.

use std::fmt;

use sha2::{Digest, Sha256};

/// A SHA-256 of content. Two equal fingerprints mean equal content; nothing can be read from one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of a file, over every byte of it.
    pub fn of_file(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The fingerprint of named values, in the order given.
    ///
    /// Every name and value goes in with its length, so that no value can pretend to be two.
    pub(super) fn of_values<'a>(
        layout: &str,
        values: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(layout.as_bytes());
        for (name, value) in values {
            for part in [name, value] {
                hasher.update((part.len() as u64).to_be_bytes());
                hasher.update(part.as_bytes());
            }
        }
        Self(hasher.finalize().into())
    }
}

/// Sixty-four lower-case hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

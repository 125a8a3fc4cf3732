//! Guidance editions: read from `editions/*.toml`, and refused with file, line, column and what
//! would be right wherever they hold a mistake.

mod check;
mod fault;
mod fields;
mod load;
mod topics;

#[cfg(test)]
mod tests;

use std::path::Path;

use domain::edition::Edition;
use rust_embed::RustEmbed;

pub use fault::{EditionFault, Fault};

#[derive(RustEmbed)]
#[folder = "../../editions"]
#[include = "*.toml"]
#[exclude = "measures/*"]
struct Embedded;

/// The editions a scheme may follow, in order of their keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editions {
    editions: Vec<Edition>,
}

impl Editions {
    /// The editions built into the program.
    pub fn embedded() -> Result<Self, Vec<EditionFault>> {
        let mut files = Vec::new();
        let mut faults = Vec::new();
        for name in Embedded::iter() {
            let Some(file) = Embedded::get(&name) else { continue };
            match String::from_utf8(file.data.into_owned()) {
                Ok(text) => files.push((format!("editions/{name}"), text)),
                Err(error) => faults.push(EditionFault::of_file(
                    &format!("editions/{name}"),
                    Fault::Unreadable { reason: error.to_string() },
                )),
            }
        }
        if faults.is_empty() { Self::from_files(&files) } else { Err(faults) }
    }

    /// The editions in a folder.
    pub fn from_dir(dir: &Path) -> Result<Self, Vec<EditionFault>> {
        let unreadable = |path: &Path, error: std::io::Error| {
            let fault = Fault::Unreadable { reason: error.to_string() };
            vec![EditionFault::of_file(&path.display().to_string(), fault)]
        };
        let listing = std::fs::read_dir(dir).map_err(|error| unreadable(dir, error))?;
        let mut files = Vec::new();
        for entry in listing {
            let path = entry.map_err(|error| unreadable(dir, error))?.path();
            if path.extension().is_none_or(|it| it != "toml") {
                continue;
            }
            let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            files.push((path.display().to_string(), text));
        }
        if files.is_empty() {
            return Err(vec![EditionFault::of_file(&dir.display().to_string(), Fault::NoEditions)]);
        }
        files.sort();
        Self::from_files(&files)
    }

    fn from_files(files: &[(String, String)]) -> Result<Self, Vec<EditionFault>> {
        let sources = load::source_keys()?;
        let mut editions: Vec<Edition> = Vec::new();
        let mut faults = Vec::new();
        for (file, text) in files {
            match load::edition(file, text, &sources) {
                Ok(edition) if editions.iter().any(|it| it.key == edition.key) => {
                    faults.push(EditionFault::of_file(file, Fault::SameEdition(edition.key)));
                }
                Ok(edition) => editions.push(edition),
                Err(more) => faults.extend(more),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        editions.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(Self { editions })
    }

    /// The edition of this key.
    pub fn get(&self, key: &str) -> Option<&Edition> {
        self.editions.iter().find(|it| it.key == key)
    }

    /// Every edition, in order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = &Edition> {
        self.editions.iter()
    }
}

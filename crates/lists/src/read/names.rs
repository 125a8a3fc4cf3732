//! What files call the columns that we know by other names.

use std::collections::BTreeMap;

use super::{FileRef, Found, ID, List, Reading, SOURCE};
use crate::error::ListError;
use crate::prepare;

/// Which column of the files holds what we call by another name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(BTreeMap<String, String>);

impl Names {
    /// Says which column holds what we call `ours`.
    #[must_use]
    pub fn with(mut self, ours: impl Into<String>, theirs: impl Into<String>) -> Self {
        self.0.insert(ours.into(), theirs.into());
        self
    }

    /// What the files call it.
    pub(super) fn theirs<'a>(&'a self, ours: &'a str) -> &'a str {
        self.0.get(ours).map_or(ours, String::as_str)
    }
}

/// Refuses names that nothing has: a slip in one would leave a column empty that is there.
pub(super) fn check(files: &[FileRef], reading: &Reading<'_>) -> Result<(), ListError> {
    let Names(names) = reading.names;
    let is_ours = |it: &str| {
        let of_record = it == reading.id || it == ID || it == SOURCE;
        of_record
            || reading.sources.contains(&it)
            || prepare::is_known(it)
            || reading.layout.columns().any(|column| column == it)
    };
    if let Some(ours) = names.keys().find(|it| !is_ours(it)) {
        return Err(ListError::NotOurs { column: ours.clone() });
    }
    let mut missing: Vec<&String> = names.values().collect();
    for file in files.iter().take_while(|_| !names.is_empty()) {
        let found = Found { path: file.path(), columns: List::open(file.path())?.columns() };
        missing.retain(|it| found.called(it).is_none());
    }
    match missing.first() {
        Some(theirs) => Err(ListError::NotTheirs { column: (*theirs).clone() }),
        None => Ok(()),
    }
}

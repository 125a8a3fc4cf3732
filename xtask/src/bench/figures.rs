//! Figures by name, as `bench/linkage/whole.py` prints them: a name and a number a line.

use std::collections::BTreeMap;

/// Figures by their path in what a program printed.
#[derive(Debug, Clone, Default)]
pub(super) struct Figures(BTreeMap<String, f64>);

impl Figures {
    /// What was printed. Lines that are no figure are left out.
    pub(super) fn read(printed: &str) -> Self {
        let figure = |line: &str| {
            let (name, value) = line.rsplit_once(' ')?;
            Some((name.to_owned(), value.parse().ok()?))
        };
        Self(printed.lines().filter_map(figure).collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<f64> {
        self.0.get(name).copied()
    }

    pub(super) fn set(&mut self, name: &str, value: f64) {
        self.0.insert(name.to_owned(), value);
    }

    /// Takes a figure over under another name, if it is there.
    pub(super) fn take(&mut self, from: &Self, path: &str, name: &str) {
        if let Some(value) = from.get(path) {
            self.set(name, value);
        }
    }

    /// As the inside of a JSON object.
    pub(super) fn json(&self) -> String {
        let members: Vec<String> =
            self.0.iter().map(|(name, value)| format!("{name:?}: {value}")).collect();
        members.join(", ")
    }
}

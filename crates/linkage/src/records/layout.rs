//! Which columns are read, and which of them share a dictionary.

use std::collections::BTreeMap;

/// The columns that are wanted of a set of records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// Each column with the group whose dictionary it shares.
    groups: BTreeMap<String, usize>,
}

impl Layout {
    /// A layout of columns that are never compared with one another.
    pub fn of<'a>(columns: impl IntoIterator<Item = &'a str>) -> Self {
        let mut layout = Self::default();
        for column in columns {
            layout.want(column);
        }
        layout
    }

    /// Wants a column.
    pub fn want(&mut self, column: &str) {
        if !self.groups.contains_key(column) {
            let next = self.groups.values().max().map_or(0, |last| last + 1);
            self.groups.insert(column.to_owned(), next);
        }
    }

    /// Wants two columns whose values are compared with one another.
    pub fn compare(&mut self, one: &str, other: &str) {
        self.want(one);
        self.want(other);
        let (kept, left) = (self.groups[one], self.groups[other]);
        self.groups.values_mut().filter(|it| **it == left).for_each(|it| *it = kept);
    }

    /// The columns in order of name.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.groups.keys().map(String::as_str)
    }

    /// The columns in order of name, each with its dictionary, numbered from 0 without gaps.
    pub(super) fn grouped(&self) -> Vec<(&str, usize)> {
        let mut used: Vec<usize> = self.groups.values().copied().collect();
        used.sort_unstable();
        used.dedup();
        let place = |group: &usize| used.binary_search(group).unwrap_or_default();
        self.groups.iter().map(|(name, group)| (name.as_str(), place(group))).collect()
    }
}

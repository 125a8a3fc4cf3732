//! From pairs to people: connected records, one-to-one links, and what people have decided.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::records::Row;
use crate::score::Pair;

/// What people have decided about two records, whatever the score.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    must: Vec<(Row, Row)>,
    must_not: HashSet<(Row, Row)>,
}

/// Two decisions that cannot both hold.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("records {left} and {right} must not be one person, and other decisions make them one")]
pub struct Contradiction {
    /// A record.
    pub left: Row,
    /// The other.
    pub right: Row,
}

impl Decided {
    /// The two records are one person.
    pub fn must(&mut self, one: Row, other: Row) {
        self.must.push(ordered(one, other));
    }

    /// The two records are not one person.
    pub fn must_not(&mut self, one: Row, other: Row) {
        self.must_not.insert(ordered(one, other));
    }

    /// Whether the two records were decided not to be one person.
    pub fn forbids(&self, one: Row, other: Row) -> bool {
        self.must_not.contains(&ordered(one, other))
    }
}

fn ordered(one: Row, other: Row) -> (Row, Row) {
    (one.min(other), one.max(other))
}

/// Records in clusters: who is one person.
#[derive(Debug)]
pub struct Clusters {
    parent: Vec<Row>,
    size: Vec<u32>,
    /// For the head of a cluster, the records that must not be in it, by the member concerned.
    enemies: HashMap<Row, Vec<Row>>,
}

impl Clusters {
    /// Every record by itself, then those that people have joined.
    ///
    /// # Errors
    /// Decisions that contradict one another.
    pub fn new(records: usize, decided: &Decided) -> Result<Self, Contradiction> {
        let rows = Row::try_from(records).unwrap_or(Row::MAX);
        let mut enemies: HashMap<Row, Vec<Row>> = HashMap::new();
        for (one, other) in &decided.must_not {
            enemies.entry(*one).or_default().push(*other);
            enemies.entry(*other).or_default().push(*one);
        }
        let mut clusters = Self { parent: (0..rows).collect(), size: vec![1; records], enemies };
        for (one, other) in &decided.must {
            clusters.join(*one, *other);
        }
        let together =
            |clusters: &mut Self, pair: &(Row, Row)| clusters.head(pair.0) == clusters.head(pair.1);
        let mut broken: Vec<(Row, Row)> =
            decided.must_not.iter().copied().filter(|it| together(&mut clusters, it)).collect();
        broken.extend(decided.must.iter().filter(|it| !together(&mut clusters, it)));
        match broken.into_iter().min() {
            Some((left, right)) => Err(Contradiction { left, right }),
            None => Ok(clusters),
        }
    }

    /// Joins the clusters of two records, unless somebody in the one must not be with somebody in
    /// the other. Pairs are best joined from the highest weight down: then the weaker of two pairs
    /// that cannot both be is the one left out.
    pub fn join(&mut self, one: Row, other: Row) {
        let (one, other) = (self.head(one), self.head(other));
        if one == other || self.at_odds(one, other) {
            return;
        }
        let (large, small) = if self.size[one as usize] >= self.size[other as usize] {
            (one, other)
        } else {
            (other, one)
        };
        self.parent[small as usize] = large;
        self.size[large as usize] += self.size[small as usize];
        if let Some(moved) = self.enemies.remove(&small) {
            self.enemies.entry(large).or_default().extend(moved);
        }
    }

    fn at_odds(&mut self, one: Row, other: Row) -> bool {
        let Some(enemies) = self.enemies.get(&one) else { return false };
        let enemies = enemies.clone();
        enemies.into_iter().any(|it| self.head(it) == other)
    }

    /// The record that stands for the cluster.
    fn head(&mut self, row: Row) -> Row {
        let mut at = row;
        while self.parent[at as usize] != at {
            let above = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = above;
            at = above;
        }
        at
    }

    /// For each record, the first record of its cluster.
    pub fn firsts(mut self) -> Vec<Row> {
        let rows = Row::try_from(self.parent.len()).unwrap_or(Row::MAX);
        let mut first_of = vec![Row::MAX; self.parent.len()];
        (0..rows)
            .map(|row| {
                let head = self.head(row) as usize;
                first_of[head] = first_of[head].min(row);
                first_of[head]
            })
            .collect()
    }
}

/// Links of which each record of either list is in one at most: from the highest weight down, and
/// among equal weights in order of record. No two records are left that would both rather have
/// each other.
pub fn one_to_one(pairs: &mut Vec<Pair>, source_of: impl Fn(Row) -> usize) {
    pairs.sort_by(|one, other| {
        other
            .weight
            .total_cmp(&one.weight)
            .then((one.left, one.right).cmp(&(other.left, other.right)))
    });
    let mut taken: HashSet<(Row, usize)> = HashSet::new();
    pairs.retain(|pair| {
        let left = (pair.left, source_of(pair.right));
        let right = (pair.right, source_of(pair.left));
        let free = !taken.contains(&left) && !taken.contains(&right);
        if free {
            taken.extend([left, right]);
        }
        free
    });
}

/// Sizes of clusters: how many have one record, two, and so on.
pub fn sizes(firsts: &[Row]) -> BTreeMap<u32, u64> {
    let mut records: HashMap<Row, u32> = HashMap::new();
    for first in firsts {
        *records.entry(*first).or_default() += 1;
    }
    let mut sizes = BTreeMap::new();
    for size in records.into_values() {
        *sizes.entry(size).or_default() += 1;
    }
    sizes
}

#[cfg(test)]
mod tests;

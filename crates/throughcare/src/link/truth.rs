//! Who is who: from a file that gives each record a person, or one that names the true pairs.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use linkage::quality::Truth;
use lists::Table;

use crate::failure::{Failure, Outcome};

/// A record: its source, if ids repeat between sources, and its id.
type Named = (Option<String>, String);

/// What tells a record from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ToldBy {
    Id,
    SourceAndId,
}

/// Which true pairs count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    All,
    AcrossSources,
}

/// Who is who.
#[derive(Debug)]
pub(super) enum KnownTruth {
    People { of: HashMap<Named, Person>, counted: Counted, told_by: ToldBy },
    Pairs { pairs: HashSet<(Named, Named)>, told_by: ToldBy },
}

/// Whom a record is about, and which list says so.
#[derive(Debug)]
pub(super) struct Person {
    person: String,
    source: Option<String>,
}

impl KnownTruth {
    /// Reads it, for pairs that are told by their ids or by sources too.
    pub(super) fn read(path: &Path, counted: Counted, pairs_by: ToldBy) -> Outcome<Self> {
        let may = ["record_id", "person_id", "source"];
        let pairs = ["record_id_l", "record_id_r", "source_l", "source_r"];
        let all: Vec<&str> = may.into_iter().chain(pairs).collect();
        let tables = lists::columns(path, &[], &all)?;
        let has = |column: &str| tables.first().is_some_and(|it| it.has(column));
        if has("record_id") && has("person_id") {
            people(path, &tables, counted, pairs_by)
        } else if has("record_id_l") && has("record_id_r") {
            let both = has("source_l") && has("source_r");
            let told_by = if both { pairs_by } else { ToldBy::Id };
            let mut found = HashSet::new();
            each_row(&tables, |table, row| {
                let (one, other) = (side(table, row, "l", told_by), side(table, row, "r", told_by));
                found.extend(one.zip(other).map(ordered));
            });
            Ok(Self::Pairs { pairs: found, told_by })
        } else {
            let needs = "record_id and person_id, or record_id_l and record_id_r";
            Err(Failure::refused(format!("{} must have the columns {needs}", path.display())))
        }
    }

    /// Whether a pair of a file of pairs is true; `None` if a record is not known.
    pub(super) fn of(&self, table: &Table, row: usize) -> Option<Truth> {
        let is_true = match self {
            Self::People { of, told_by, .. } => {
                let one = of.get(&side(table, row, "l", *told_by)?)?;
                one.person == of.get(&side(table, row, "r", *told_by)?)?.person
            }
            Self::Pairs { pairs, told_by } => {
                let one = side(table, row, "l", *told_by)?;
                pairs.contains(&ordered((one, side(table, row, "r", *told_by)?)))
            }
        };
        Some(if is_true { Truth::Same } else { Truth::Different })
    }

    /// How many true pairs there are.
    pub(super) fn pairs(&self) -> u64 {
        match self {
            Self::Pairs { pairs, .. } => pairs.len() as u64,
            Self::People { of, counted, .. } => {
                let mut people: HashMap<&str, u64> = HashMap::new();
                let mut within: HashMap<(&str, &Option<String>), u64> = HashMap::new();
                for Person { person, source } in of.values() {
                    *people.entry(person).or_default() += 1;
                    *within.entry((person, source)).or_default() += 1;
                }
                let two = |count: u64| count * (count - 1) / 2;
                let all: u64 = people.into_values().map(two).sum();
                let own: u64 = within.into_values().map(two).sum();
                if *counted == Counted::AcrossSources { all - own } else { all }
            }
        }
    }
}

fn people(
    path: &Path,
    tables: &[Table],
    counted: Counted,
    pairs_by: ToldBy,
) -> Outcome<KnownTruth> {
    let has_source = tables.first().is_some_and(|it| it.has("source"));
    if counted == Counted::AcrossSources && !has_source {
        let needs = "--across-sources needs a column source in";
        return Err(Failure::refused(format!("{needs} {}", path.display())));
    }
    let told_by = if has_source { pairs_by } else { ToldBy::Id };
    let mut of = HashMap::new();
    let mut twice = None;
    each_row(tables, |table, row| {
        let Some((id, person)) = table.get("record_id", row).zip(table.get("person_id", row))
        else {
            return;
        };
        let source = table.get("source", row).map(str::to_owned);
        let named = (source.clone().filter(|_| told_by == ToldBy::SourceAndId), id.to_owned());
        if of.insert(named, Person { person: person.to_owned(), source }).is_some() {
            twice.get_or_insert_with(|| id.to_owned());
        }
    });
    match twice {
        Some(id) => Err(Failure::refused(format!("{}: record {id} stands twice", path.display()))),
        None => Ok(KnownTruth::People { of, counted, told_by }),
    }
}

/// The records that pairs name, by number.
#[derive(Debug, Default)]
pub(super) struct Numbers(HashMap<Named, u32>);

impl Numbers {
    /// The two records of a pair, whichever of them stands first.
    pub(super) fn pair(&mut self, table: &Table, row: usize, by: ToldBy) -> Option<(u32, u32)> {
        let (one, other) = (side(table, row, "l", by)?, side(table, row, "r", by)?);
        let (one, other) = (self.number(one), self.number(other));
        Some((one.min(other), one.max(other)))
    }

    fn number(&mut self, named: Named) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(named).or_insert(next)
    }
}

fn side(table: &Table, row: usize, side: &str, told_by: ToldBy) -> Option<Named> {
    let (source, id) = match side {
        "l" => ("source_l", "record_id_l"),
        _ => ("source_r", "record_id_r"),
    };
    let source = match told_by {
        ToldBy::Id => None,
        ToldBy::SourceAndId => table.get(source, row).map(str::to_owned),
    };
    Some((source, table.get(id, row)?.to_owned()))
}

fn ordered((one, other): (Named, Named)) -> (Named, Named) {
    if one <= other { (one, other) } else { (other, one) }
}

/// Calls `see` for every row.
pub(super) fn each_row(tables: &[Table], mut see: impl FnMut(&Table, usize)) {
    for table in tables {
        (0..table.len()).for_each(|row| see(table, row));
    }
}

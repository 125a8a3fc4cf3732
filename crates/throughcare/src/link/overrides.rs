//! What people have decided of pairs of records, from a file.

use std::path::Path;

use linkage::{Decided, Records, Row};
use lists::Table;

use super::cli::OneOrTwo;
use crate::failure::{Failure, Outcome};

/// What people have decided.
#[derive(Debug, Default)]
pub(super) struct Overrides {
    pub(super) decided: Decided,
    /// Pairs that are one person, in the order of the file, the earlier record first.
    pub(super) must: Vec<(Row, Row)>,
    /// How many pairs are not one person.
    pub(super) must_not: usize,
}

impl Overrides {
    pub(super) fn read(path: &Path, lists: &OneOrTwo, records: &Records) -> Outcome<Self> {
        let columns = ["record_id_l", "record_id_r", "decision"];
        let mut overrides = Self::default();
        let mut before = 0;
        for table in lists::columns(path, &columns, &["source_l", "source_r"])? {
            for row in 0..table.len() {
                let said = |what: String| {
                    let number = before + row + 1;
                    Failure::refused(format!("{}: row {number}: {what}", path.display()))
                };
                let one = find((&table, row), (0, "l"), lists, records).map_err(said)?;
                let other = find((&table, row), (1, "r"), lists, records).map_err(said)?;
                let (one, other) = (one.min(other), one.max(other));
                if one == other {
                    return Err(said("both sides are one record".to_owned()));
                }
                match table.get("decision", row) {
                    Some("must") => {
                        overrides.decided.must(one, other);
                        overrides.must.push((one, other));
                    }
                    Some("must-not") => {
                        overrides.decided.must_not(one, other);
                        overrides.must_not += 1;
                    }
                    _ => return Err(said("the decision is neither must nor must-not".to_owned())),
                }
            }
            before += table.len();
        }
        overrides.must.sort_unstable();
        overrides.must.dedup();
        Ok(overrides)
    }
}

fn find(
    (table, row): (&Table, usize),
    (side, letter): (usize, &str),
    lists: &OneOrTwo,
    records: &Records,
) -> Result<Row, String> {
    let id = table.get(&format!("record_id_{letter}"), row).unwrap_or_default();
    let source = table.get(&format!("source_{letter}"), row);
    lists.find(records, side, (source, id)).ok_or_else(|| match source {
        Some(source) => format!("there is no record {id} of {source}{}", lists.place(side)),
        None => format!("there is no record {id}{}", lists.place(side)),
    })
}

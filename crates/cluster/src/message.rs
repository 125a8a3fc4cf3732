//! What is to be counted, as text for the way.

use facts::engine::Work;
use facts::folder::Seen;
use jiff::civil::Date;
use measures::count::{Asked, Axis};
use measures::definition::{Breakdown, Level};
use serde::{Deserialize, Serialize};

/// An operator on its way to another machine.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Message {
    parts: usize,
    definition: String,
    on: Option<Date>,
    known_on: Option<Date>,
    by: Vec<(String, Option<String>)>,
    custody: bool,
    survival: bool,
    files: Vec<(String, u64, u64)>,
}

impl Message {
    pub(crate) fn new(work: &Work, parts: usize) -> Self {
        let Asked { on, known_on, axes, custody, survival } = &work.asked;
        let by =
            |it: &Axis| (it.level.key().to_owned(), it.breakdown.map(|it| it.key().to_owned()));
        Self {
            parts,
            definition: work.definition.clone(),
            on: *on,
            known_on: *known_on,
            by: axes.iter().map(by).collect(),
            custody: *custody,
            survival: *survival,
            files: work.files.iter().map(|it| (it.path.clone(), it.bytes, it.rows)).collect(),
        }
    }

    /// The work and the number of its parts; nothing if it speaks of a level or a breakdown that
    /// this program does not know.
    pub(crate) fn into_work(self) -> Option<(Work, usize)> {
        let axis = |(level, breakdown): (String, Option<String>)| {
            let breakdown = breakdown.map(|it| Breakdown::of_key(&it).ok_or(()));
            Some(Axis { level: Level::of_key(&level)?, breakdown: breakdown.transpose().ok()? })
        };
        let asked = Asked {
            on: self.on,
            known_on: self.known_on,
            axes: self.by.into_iter().map(axis).collect::<Option<Vec<_>>>()?,
            custody: self.custody,
            survival: self.survival,
        };
        let seen = |(path, bytes, rows)| Seen { path, bytes, rows };
        let files = self.files.into_iter().map(seen).collect();
        Some((Work { definition: self.definition, asked, files }, self.parts))
    }
}

//! How far a cohort had been seen: which of its windows were over, and proof of them in, on the
//! day that facts are known on. A count of a window that is not over only looks like less crime.

use jiff::civil::Date;

use crate::definition::{Reoffending, day_number};

/// What may be told of a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// Whether the window before is over; so it is where there is none.
    pub(super) baseline: bool,
    /// How many checkpoints are over for everybody, from the first.
    pub(super) checkpoints: usize,
    /// Whether the last is.
    pub(super) whole: bool,
}

impl Seen {
    /// Of the cohort of a day; everything where all facts are taken as they are.
    pub(super) fn of(counting: &Reoffending, cohort: Date, known_on: Option<Date>) -> Self {
        let windows = counting.last_windows(cohort);
        let until = known_on.map_or(i32::MAX, |it| day_number(it).saturating_add(1));
        let ends = windows.checkpoints.iter().zip(&windows.proof_before);
        let ends = ends.map(|(end, proof)| proof.unwrap_or(*end));
        let checkpoints = ends.take_while(|it| *it <= until).count();
        let before = windows.baseline_proof_before.or(windows.baseline.map(|it| it.to));
        Self {
            baseline: before.is_none_or(|it| it <= until),
            checkpoints,
            whole: checkpoints == windows.checkpoints.len(),
        }
    }
}

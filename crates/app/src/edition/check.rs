//! What must hold between the rules of an edition.

use domain::Date;
use domain::edition::{ReviewInterval, Rule, Strand};

use super::fault::Fault;
use super::fields::File;

/// No edition has people older than this in mind.
const OLDEST_AGE: u8 = 110;

/// A rule and its place in the file.
pub(super) struct Placed<T> {
    pub(super) at: usize,
    pub(super) rule: Rule<T>,
}

/// Two rules about the same thing may not be in force on the same day.
pub(super) fn overlaps<T>(
    file: &mut File<'_>,
    topic: &str,
    placed: &[Placed<T>],
    same: fn(&T, &T) -> bool,
) {
    for (i, later) in placed.iter().enumerate() {
        let clashes = |it: &&Placed<T>| {
            it.rule.overlaps(&later.rule) && same(&it.rule.value, &later.rule.value)
        };
        let Some(earlier) = placed.iter().take(i).find(clashes) else { continue };
        let (other_line, _) = file.line_and_column(earlier.at);
        let on = earlier.rule.from.max(later.rule.from);
        file.fault(later.at, Fault::Overlap { topic: topic.to_owned(), other_line, on });
    }
}

/// Everybody a strand takes on is reviewed, on every day the strand is in force.
pub(super) fn reviews_cover_strands(
    file: &mut File<'_>,
    strands: &[Placed<Strand>],
    reviews: &[Placed<ReviewInterval>],
) {
    for strand in strands {
        if let Some(fault) = uncovered(&strand.rule, reviews) {
            file.fault(strand.at, fault);
        }
    }
}

fn uncovered(strand: &Rule<Strand>, reviews: &[Placed<ReviewInterval>]) -> Option<Fault> {
    // Cover changes only where a rule begins, or on the day after one ends.
    let ends = reviews.iter().filter_map(|it| it.rule.to.and_then(|to| to.tomorrow().ok()));
    let mut days: Vec<Date> = std::iter::once(strand.from).chain(ends).collect();
    days.retain(|it| strand.in_force_on(*it));
    days.sort_unstable();
    let ages = strand.value.ages;
    let oldest = ages.oldest.unwrap_or(OLDEST_AGE);
    let covered = |age: u8, day: Date| {
        reviews.iter().any(|it| {
            it.rule.in_force_on(day)
                && it.rule.value.strand == strand.value.key
                && it.rule.value.ages.holds(age)
        })
    };
    let on_day = |day: Date| {
        let age = (ages.youngest..=oldest).find(|age| !covered(*age, day))?;
        Some(Fault::NoReview { strand: strand.value.key.0.clone(), age, on: day })
    };
    days.into_iter().find_map(on_day)
}

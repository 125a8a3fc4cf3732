//! Which partnership areas have a scheme, which have none, and how late that is.

use std::collections::{BTreeMap, BTreeSet};

use super::{Area, Dates, Tree, TreeOn};
use crate::Date;
use crate::id::{AreaId, SchemeId};

/// A scheme covers a CDRP or CSP area between dates. A scheme may span several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Coverage {
    /// The scheme.
    pub scheme: SchemeId,
    /// The area it covers.
    pub area: AreaId,
    /// The days on which it does.
    pub dates: Dates,
}

/// How a gap stands against the day by which a scheme was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lateness {
    /// The edition sets no day.
    NoneSet,
    /// The day has not passed. On the day itself, `days` is 0.
    DueIn { days: i32 },
    /// The day has passed.
    Late { days: i32 },
}

impl Lateness {
    /// How this day stands against a day due. Calendar days.
    pub fn of(due_on: Option<Date>, date: Date) -> Self {
        let Some(due_on) = due_on else { return Self::NoneSet };
        let days = due_on.duration_until(date).as_hours() / 24;
        let days = i32::try_from(days).unwrap_or(i32::MAX);
        if days > 0 { Self::Late { days } } else { Self::DueIn { days: -days } }
    }

    /// Whether the day has passed.
    pub const fn is_late(self) -> bool {
        match self {
            Self::Late { .. } => true,
            Self::NoneSet | Self::DueIn { .. } => false,
        }
    }
}

/// A partnership area without a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The CDRP or CSP area.
    pub area: AreaId,
    /// The day since which it has had none.
    pub since: Date,
    /// Against the day due, or against `since` where that is later: an area which opened, or lost
    /// its scheme, after the day due cannot have been late before.
    pub lateness: Lateness,
}

/// The figures of one node of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RollUp {
    /// Partnership areas at or below the node which have a scheme.
    pub covered: usize,
    /// Those which have none.
    pub uncovered: usize,
    /// Those of the uncovered whose day due has passed.
    pub late: usize,
}

/// Coverage of the whole tree on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageOn {
    /// Each covered partnership area with its schemes.
    pub covered: BTreeMap<AreaId, BTreeSet<SchemeId>>,
    /// Each uncovered one, by name of the area.
    pub gaps: Vec<Gap>,
}

/// The schemes that cover this area on this day.
///
/// After a split the parts are covered by what covered the whole. After a merger the new area is
/// covered only if each of the merged was, because otherwise part of its ground has no scheme.
/// A coverage recorded for the new area itself goes before either.
pub fn schemes_covering(
    tree: &Tree,
    coverage: &[Coverage],
    area: AreaId,
    date: Date,
) -> BTreeSet<SchemeId> {
    let direct: BTreeSet<SchemeId> = coverage
        .iter()
        .filter(|it| it.area == area && it.dates.hold_on(date))
        .map(|it| it.scheme)
        .collect();
    if !direct.is_empty() {
        return direct;
    }
    let mut inherited = BTreeSet::new();
    for earlier in tree.predecessors(area) {
        let mut part = schemes_covering(tree, coverage, earlier, date);
        if part.is_empty() {
            return part;
        }
        inherited.append(&mut part);
    }
    inherited
}

/// Which CDRP and CSP areas have a scheme today, and which have none against the day due:
/// 6 September 2004 for the editions of that year; `None` where an edition sets no day.
///
/// Source: [CC04], [RR04 ¶3].
pub fn coverage_on(
    tree: &Tree,
    coverage: &[Coverage],
    today: Date,
    due_on: Option<Date>,
) -> CoverageOn {
    let mut result = CoverageOn { covered: BTreeMap::new(), gaps: Vec::new() };
    for area in tree.areas_at(today).into_iter().filter(|it| it.level.is_partnership()) {
        let schemes = schemes_covering(tree, coverage, area.id, today);
        if schemes.is_empty() {
            let since = uncovered_since(tree, coverage, area, today);
            let due_on = due_on.map(|it| it.max(since));
            let lateness = Lateness::of(due_on, today);
            result.gaps.push(Gap { area: area.id, since, lateness });
        } else {
            result.covered.insert(area.id, schemes);
        }
    }
    result
}

/// The last end of a coverage of the area or of what it took over from, or else its first day.
fn uncovered_since(tree: &Tree, coverage: &[Coverage], area: &Area, today: Date) -> Date {
    let mut ground = BTreeSet::new();
    let mut waiting = vec![area.id];
    while let Some(next) = waiting.pop() {
        ground.insert(next);
        waiting.extend(tree.predecessors(next));
    }
    coverage
        .iter()
        .filter(|it| ground.contains(&it.area))
        .filter_map(|it| it.dates.ends_on())
        .filter(|it| *it <= today)
        .chain([area.dates.starts_on()])
        .max()
        .unwrap_or(today)
}

impl CoverageOn {
    /// The gaps at or below a node, on the tree of the same day.
    pub fn gaps_under(&self, tree: &TreeOn<'_>, node: AreaId) -> Vec<Gap> {
        self.gaps.iter().filter(|it| tree.is_within(it.area, node)).copied().collect()
    }

    /// The figures of a node, on the tree of the same day.
    ///
    /// Source: [RR04 ¶7, ¶23]: each level oversees its own part.
    pub fn roll_up(&self, tree: &TreeOn<'_>, node: AreaId) -> RollUp {
        let gaps = self.gaps_under(tree, node);
        RollUp {
            covered: self.covered.keys().filter(|it| tree.is_within(**it, node)).count(),
            uncovered: gaps.len(),
            late: gaps.iter().filter(|it| it.lateness.is_late()).count(),
        }
    }
}

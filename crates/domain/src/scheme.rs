//! A scheme: the ground it covers, the places it has, who leads it, who works in it, who sits in
//! its group, and whether the minimum for its establishment is met.
//!
//! Source: [CC04], [RR04 ¶1, ¶3, ¶14, ¶22, ¶24, ¶25].

mod capacity;
mod close;
mod command;
mod governance;
mod lead;
mod minimum;
mod staffing;
mod threshold;

#[cfg(test)]
mod tests;

pub use capacity::{
    CapacityStanding, LEAST_2004, Least, MinimumStanding, Numbers, against_minimum,
    capacity_standing, minimum_for,
};
pub use close::{CloseScheme, Unfinished};
pub use command::{CoverArea, EndCover, OpenScheme, SchemeRefusal, SetCapacity};
pub use governance::{
    AddMember, Alternative, EndMember, GroupMember, GroupRefusal, GroupStanding, LEAST_GROUP_2004,
    PrisonNearby, RecordAlternative, group_standing, missing_members,
};
pub use lead::{ChangeLead, Lead, LeadHeld, LeadRefusal, SeniorLead};
pub use minimum::{
    Minimum, MinimumRefusal, MinimumState, RecordMinimum, Recorded, all_met_on, minimum_state,
};
pub use staffing::{
    AgencyStaff, Basis, EndPost, FillPost, Holder, Post, PostKind, PostRefusal, SetPost,
    VacatePost, prisons_without_liaison, totals_on,
};
pub use threshold::{SetThreshold, Threshold, ThresholdRefusal, threshold_on};

use std::collections::BTreeSet;

use crate::Date;
use crate::area::{Coverage, Size, Tree};
use crate::id::{AreaId, SchemeId};

/// A scheme for prolific and other priority offenders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Its identity.
    pub id: SchemeId,
    /// Its name.
    pub name: String,
    /// The key of the guidance edition that it follows.
    pub edition: String,
    /// The CDRP and CSP areas it covers or has covered; it may span several [RR04 ¶3].
    pub areas: Vec<Coverage>,
    /// How many people it has the resources for; `None` until it is set.
    pub capacity: Option<u32>,
    /// Who leads it or has led it [RR04 ¶14].
    pub leads: Vec<LeadHeld>,
    /// The day on which it began to work. Whether the minimum for this was met is a question for
    /// [`minimum_state`].
    pub established_on: Date,
    /// The first day on which it no longer works.
    pub closed_on: Option<Date>,
}

impl Scheme {
    /// Whether it works on this day.
    pub fn is_open_on(&self, date: Date) -> bool {
        self.established_on <= date && self.closed_on.is_none_or(|it| date < it)
    }

    /// The areas covered on a day, as recorded.
    pub fn areas_on(&self, date: Date) -> Vec<AreaId> {
        self.areas.iter().filter(|it| it.dates.hold_on(date)).map(|it| it.area).collect()
    }

    /// The areas covered on a day, on the tree of that day: where a recorded area has merged or
    /// split, what stands in its place.
    pub fn ground_on(&self, tree: &Tree, date: Date) -> BTreeSet<AreaId> {
        self.areas_on(date).into_iter().flat_map(|it| tree.in_place_of(it, date)).collect()
    }

    /// The sizes of the areas covered, for [`minimum_for`].
    pub fn sizes_on(&self, tree: &Tree, date: Date) -> Vec<Size> {
        let ground = self.ground_on(tree, date);
        ground.into_iter().filter_map(|it| tree.find(it)).map(|it| it.size).collect()
    }

    /// Who leads it on a day, or the alternative arrangement; `None` shows as a gap [RR04 ¶14].
    pub fn lead_on(&self, date: Date) -> Option<&LeadHeld> {
        self.leads.iter().find(|it| it.dates.hold_on(date))
    }
}

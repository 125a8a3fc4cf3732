//! The multi-agency group that manages a scheme, and who is missing from it.

use std::collections::BTreeSet;

use crate::Date;
use crate::agency::AgencyKind;
use crate::area::Dates;
use crate::id::{AgencyId, MembershipId};

/// The least membership of the group. Prisons count where one is close by.
///
/// Source: [RR04 ¶24].
pub const LEAST_GROUP_2004: [AgencyKind; 9] = [
    AgencyKind::Police,
    AgencyKind::Probation,
    AgencyKind::Prison,
    AgencyKind::Prosecution,
    AgencyKind::SocialServices,
    AgencyKind::Housing,
    AgencyKind::Courts,
    AgencyKind::DrugActionTeam,
    AgencyKind::Jobcentre,
];

/// An agency's seat in the group, between dates. Any agency able to support can have one.
///
/// Source: [RR04 ¶24, ¶25].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupMember {
    /// The seat's identity.
    pub id: MembershipId,
    /// The agency.
    pub agency: AgencyId,
    /// What kind of agency it is.
    pub kind: AgencyKind,
    /// Who sits for it, if named.
    pub representative: Option<String>,
    /// The days.
    pub dates: Dates,
}

/// Whether a prison close by releases into the scheme's area.
///
/// Source: [RR04 ¶24].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrisonNearby {
    /// One does, so that the group needs a prison's member.
    ReleasesHere,
    /// None does.
    None,
}

/// An arrangement that is in place instead of a group with the least membership.
///
/// Source: [RR04 ¶24].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// What is in place instead.
    pub arrangement: String,
    /// The days.
    pub dates: Dates,
}

/// How the group stands against the least membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupStanding {
    /// Every kind of agency that should sit does.
    Complete,
    /// These do not, and nothing is in place instead.
    Missing { kinds: Vec<AgencyKind> },
    /// These do not, but an alternative arrangement is recorded.
    Alternative { arrangement: String, since: Date, kinds: Vec<AgencyKind> },
}

/// The kinds of agency of the least membership that have no seat on the day, in its order.
///
/// Source: [RR04 ¶24].
pub fn missing_members(
    members: &[GroupMember],
    prison: PrisonNearby,
    least: &[AgencyKind],
    date: Date,
) -> Vec<AgencyKind> {
    let present: BTreeSet<AgencyKind> =
        members.iter().filter(|it| it.dates.hold_on(date)).map(|it| it.kind).collect();
    let needed = |kind: &AgencyKind| match prison {
        PrisonNearby::ReleasesHere => true,
        PrisonNearby::None => *kind != AgencyKind::Prison,
    };
    least.iter().copied().filter(needed).filter(|it| !present.contains(it)).collect()
}

/// How the group stands on a day, given who is missing.
///
/// Source: [RR04 ¶24].
pub fn group_standing(
    missing: Vec<AgencyKind>,
    alternatives: &[Alternative],
    date: Date,
) -> GroupStanding {
    if missing.is_empty() {
        return GroupStanding::Complete;
    }
    match alternatives.iter().find(|it| it.dates.hold_on(date)) {
        Some(it) => GroupStanding::Alternative {
            arrangement: it.arrangement.clone(),
            since: it.dates.starts_on(),
            kinds: missing,
        },
        None => GroupStanding::Missing { kinds: missing },
    }
}

/// Why the group cannot change like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupRefusal {
    /// The agency has a seat already.
    SitsAlready { since: Date },
    /// The seat has ended already.
    EndedAlready { on: Date },
    /// A seat cannot end on or before the day on which it began.
    EndsBeforeItBegan { began_on: Date },
    /// The day is after today.
    InTheFuture { on: Date },
    /// The arrangement is not described.
    BlankArrangement,
    /// An arrangement which began on the day or later stands already.
    LaterArrangement { from: Date },
}

/// Gives an agency a seat. Any kind of agency is welcome [RR04 ¶25].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddMember {
    /// The seat's identity, fresh.
    pub id: MembershipId,
    /// The agency.
    pub agency: AgencyId,
    /// What kind of agency it is.
    pub kind: AgencyKind,
    /// Who sits for it, if named.
    pub representative: Option<String>,
    /// The first day.
    pub on: Date,
}

impl AddMember {
    /// Whether the agency can be given a seat.
    ///
    /// Source: [RR04 ¶24, ¶25].
    pub fn decide(
        &self,
        members: &[GroupMember],
        today: Date,
    ) -> Result<GroupMember, GroupRefusal> {
        if self.on > today {
            return Err(GroupRefusal::InTheFuture { on: self.on });
        }
        let dates = Dates::since(self.on);
        let seat = members.iter().find(|it| it.agency == self.agency && it.dates.overlap(dates));
        if let Some(seat) = seat {
            return Err(GroupRefusal::SitsAlready { since: seat.dates.starts_on() });
        }
        let named = self.representative.as_deref().map(str::trim).filter(|it| !it.is_empty());
        Ok(GroupMember {
            id: self.id,
            agency: self.agency,
            kind: self.kind,
            representative: named.map(str::to_owned),
            dates,
        })
    }
}

/// Ends a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndMember {
    /// The first day without it.
    pub on: Date,
}

impl EndMember {
    /// Whether the seat can end.
    pub fn decide(&self, seat: &GroupMember, today: Date) -> Result<GroupMember, GroupRefusal> {
        if let Some(on) = seat.dates.ends_on() {
            return Err(GroupRefusal::EndedAlready { on });
        }
        if self.on > today {
            return Err(GroupRefusal::InTheFuture { on: self.on });
        }
        let began_on = seat.dates.starts_on();
        let dates = seat.dates.ended(self.on);
        let dates = dates.map_err(|_| GroupRefusal::EndsBeforeItBegan { began_on })?;
        Ok(GroupMember { dates, ..seat.clone() })
    }
}

/// Records what is in place instead of a group with the least membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordAlternative {
    /// What is in place instead.
    pub arrangement: String,
    /// Its first day.
    pub on: Date,
}

impl RecordAlternative {
    /// Whether it can be recorded; answers with all arrangements as they stand then.
    ///
    /// Source: [RR04 ¶24].
    pub fn decide(
        &self,
        alternatives: &[Alternative],
        today: Date,
    ) -> Result<Vec<Alternative>, GroupRefusal> {
        let arrangement = self.arrangement.trim();
        if arrangement.is_empty() {
            return Err(GroupRefusal::BlankArrangement);
        }
        if self.on > today {
            return Err(GroupRefusal::InTheFuture { on: self.on });
        }
        let mut all = alternatives.to_vec();
        for it in all.iter_mut().filter(|it| it.dates.ends_on().is_none_or(|end| self.on < end)) {
            let from = it.dates.starts_on();
            let ended = it.dates.ended(self.on);
            it.dates = ended.map_err(|_| GroupRefusal::LaterArrangement { from })?;
        }
        let dates = Dates::since(self.on);
        all.push(Alternative { arrangement: arrangement.to_owned(), dates });
        Ok(all)
    }
}

//! Roles held in an agency, over a scheme, an area or everything, between dates.

use super::Role;
use crate::Date;
use crate::area::{Dates, Level, Tree};
use crate::id::{AgencyId, AreaId, RoleHoldingId, SchemeId, UserId};

/// Over what a role is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Over {
    /// One scheme.
    Scheme(SchemeId),
    /// An area below the nation, with everything below it.
    Area(AreaId),
    /// The whole of England and Wales.
    Everywhere,
}

/// The kind of thing over which a role is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// One scheme.
    Scheme,
    /// An area of this level.
    Area(Level),
    /// Everything.
    Everywhere,
}

/// Whether a role may be held over this kind of thing.
///
/// Those who work with people do so in a scheme. Leads have their own level of the tree
/// [RR04 ¶20, ¶21, ¶23, ¶24]. Communication with the courts is the scheme's or the LCJB's
/// [RR04 A.8]. The nation as an area is never used: over it means everywhere.
pub const fn may_be_held_over(role: Role, reach: Reach) -> bool {
    match role {
        Role::Coordinator
        | Role::OffenderManager
        | Role::OffenderSupervisor
        | Role::PoliceOfficer
        | Role::YouthWorker
        | Role::Provider
        | Role::PanelMember
        | Role::Chair => matches!(reach, Reach::Scheme),
        Role::SentencerLiaison => matches!(reach, Reach::Scheme | Reach::Area(Level::Lcjb)),
        Role::AreaLead => {
            matches!(reach, Reach::Area(Level::Lcjb | Level::Cdrp | Level::Csp))
        }
        Role::RegionalLead => matches!(reach, Reach::Area(Level::Region)),
        Role::NationalLead => matches!(reach, Reach::Everywhere),
        Role::Analyst | Role::DataProtectionOfficer | Role::Auditor | Role::Administrator => {
            !matches!(reach, Reach::Area(Level::Nation))
        }
    }
}

/// A role somebody holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Holding {
    /// Its identity.
    pub id: RoleHoldingId,
    /// Who holds it.
    pub user: UserId,
    /// The role.
    pub role: Role,
    /// The agency for which they hold it.
    pub agency: AgencyId,
    /// Over what.
    pub over: Over,
    /// The days.
    pub dates: Dates,
}

/// The roles held on a day.
pub fn held_on(holdings: &[Holding], date: Date) -> impl Iterator<Item = &Holding> {
    holdings.iter().filter(move |it| it.dates.hold_on(date))
}

/// Why a role cannot be granted or ended like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldingRefusal {
    /// The role is never held over this kind of thing.
    NotOver { role: Role, reach: Reach },
    /// The area does not exist on the first day.
    AreaNotOpen { area: AreaId, on: Date },
    /// The user holds it already, or will, for this agency over this.
    HeldAlready { from: Date },
    /// The end is not after the start.
    EndsBeforeItBegins { begins_on: Date },
    /// The first day is before today: nobody could have acted in the role then.
    InThePast { on: Date },
    /// It has ended, or will, no later than this.
    EndedAlready { on: Date },
}

/// Grants a role, from today or a day ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantRole {
    /// The holding's identity, fresh.
    pub id: RoleHoldingId,
    /// Who.
    pub user: UserId,
    /// The role.
    pub role: Role,
    /// For which agency.
    pub agency: AgencyId,
    /// Over what.
    pub over: Over,
    /// The first day, and the first day without, if that is known.
    pub dates: (Date, Option<Date>),
}

impl GrantRole {
    /// Whether the role can be granted. `holdings` are the user's, of all days.
    pub fn decide(
        &self,
        tree: &Tree,
        holdings: &[Holding],
        today: Date,
    ) -> Result<Holding, HoldingRefusal> {
        let (from, to) = self.dates;
        if from < today {
            return Err(HoldingRefusal::InThePast { on: from });
        }
        let dates = Dates::new(from, to);
        let dates = dates.map_err(|_| HoldingRefusal::EndsBeforeItBegins { begins_on: from })?;
        let reach = self.reach(tree, from)?;
        if !may_be_held_over(self.role, reach) {
            return Err(HoldingRefusal::NotOver { role: self.role, reach });
        }
        let holding = Holding {
            id: self.id,
            user: self.user,
            role: self.role,
            agency: self.agency,
            over: self.over,
            dates,
        };
        match holdings.iter().find(|it| it.is_same_as(&holding) && it.dates.overlap(dates)) {
            Some(same) => Err(HoldingRefusal::HeldAlready { from: same.dates.starts_on() }),
            None => Ok(holding),
        }
    }

    fn reach(&self, tree: &Tree, on: Date) -> Result<Reach, HoldingRefusal> {
        match self.over {
            Over::Scheme(_) => Ok(Reach::Scheme),
            Over::Everywhere => Ok(Reach::Everywhere),
            Over::Area(area) => {
                let found = tree.find(area).filter(|it| it.dates.hold_on(on));
                let found = found.ok_or(HoldingRefusal::AreaNotOpen { area, on })?;
                Ok(Reach::Area(found.level))
            }
        }
    }
}

impl Holding {
    fn is_same_as(&self, other: &Self) -> bool {
        self.user == other.user
            && self.role == other.role
            && self.agency == other.agency
            && self.over == other.over
    }
}

/// Ends a role, today or on a day ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndRole {
    /// The first day without it.
    pub on: Date,
}

impl EndRole {
    /// Whether the role can end then; a known end may be brought forward.
    pub fn decide(&self, holding: &Holding, today: Date) -> Result<Holding, HoldingRefusal> {
        if let Some(on) = holding.dates.ends_on().filter(|it| *it <= self.on) {
            return Err(HoldingRefusal::EndedAlready { on });
        }
        if self.on < today {
            return Err(HoldingRefusal::InThePast { on: self.on });
        }
        let begins_on = holding.dates.starts_on();
        let dates = holding.dates.ended(self.on);
        let dates = dates.map_err(|_| HoldingRefusal::EndsBeforeItBegins { begins_on })?;
        Ok(Holding { dates, ..*holding })
    }
}

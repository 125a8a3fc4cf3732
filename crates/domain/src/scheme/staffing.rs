//! The posts of a scheme, who holds them, and which stand vacant.

use std::collections::{BTreeMap, BTreeSet};

use crate::Date;
use crate::agency::AgencyKind;
use crate::area::Dates;
use crate::id::{AgencyId, PostId, UserId};

/// One whole-time equivalent, in hundredths.
const WHOLE_TIME_HUNDREDTHS: u32 = 100;

/// What a post is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PostKind {
    /// Runs the scheme from day to day.
    Coordinator,
    /// A police officer of the scheme.
    PoliceOfficer,
    /// Manages people under statutory supervision [RR04 A.5].
    OffenderManager,
    /// The point of contact that each prison provides besides its other work [RR04 B.1].
    PrisonLiaisonPoint,
    /// A dedicated officer, where staffing permits [RR04 B.1].
    PrisonLiaisonOfficer,
    /// A worker with young people.
    YouthWorker,
    /// A worker with drug misusers.
    DrugWorker,
    /// An analyst.
    Analyst,
    /// Office support.
    Support,
    /// Anything else.
    Other,
}

impl PostKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 10] = [
        Self::Coordinator,
        Self::PoliceOfficer,
        Self::OffenderManager,
        Self::PrisonLiaisonPoint,
        Self::PrisonLiaisonOfficer,
        Self::YouthWorker,
        Self::DrugWorker,
        Self::Analyst,
        Self::Support,
        Self::Other,
    ];

    /// The word under which the kind is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::PoliceOfficer => "police_officer",
            Self::OffenderManager => "offender_manager",
            Self::PrisonLiaisonPoint => "prison_liaison_point",
            Self::PrisonLiaisonOfficer => "prison_liaison_officer",
            Self::YouthWorker => "youth_worker",
            Self::DrugWorker => "drug_worker",
            Self::Analyst => "analyst",
            Self::Support => "support",
            Self::Other => "other",
        }
    }

    /// The kind stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// Whether the post links the scheme with a prison [RR04 B.1].
    pub const fn is_prison_liaison(self) -> bool {
        matches!(self, Self::PrisonLiaisonPoint | Self::PrisonLiaisonOfficer)
    }
}

/// Whose staff the holder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The post's own agency's.
    OwnStaff,
    /// Another agency's, seconded: a prison officer in the local team [RR04 B.1].
    Seconded { home: AgencyId },
}

/// Somebody who holds a post, between dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The holder's name.
    pub name: String,
    /// The holder as a user of the system, if one.
    pub user: Option<UserId>,
    /// Whose staff.
    pub basis: Basis,
    /// The days.
    pub dates: Dates,
}

/// A post in the scheme's staffing. Two part-timers who share the work hold two posts.
///
/// Source: [RR04 K1, A.1, B.1].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its identity.
    pub id: PostId,
    /// The agency that provides it; of a liaison post, the prison.
    pub agency: AgencyId,
    /// What it is for.
    pub kind: PostKind,
    /// Hundredths of a whole-time equivalent.
    pub wte_hundredths: u32,
    /// The days on which the post exists.
    pub dates: Dates,
    /// Who holds it or held it.
    pub holders: Vec<Holder>,
}

impl Post {
    /// Who holds the post on a day.
    pub fn holder_on(&self, date: Date) -> Option<&Holder> {
        self.holders.iter().find(|it| it.dates.hold_on(date))
    }

    /// Whether the post exists on the day with nobody in it.
    pub fn is_vacant_on(&self, date: Date) -> bool {
        self.dates.hold_on(date) && self.holder_on(date).is_none()
    }
}

/// The staffing that one agency provides on a day, in hundredths of whole-time equivalents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AgencyStaff {
    /// In posts that are held.
    pub filled_hundredths: u32,
    /// In posts that stand vacant.
    pub vacant_hundredths: u32,
    /// Posts that are held.
    pub filled_posts: u32,
    /// Posts that stand vacant, among them liaison points without hours of their own.
    pub vacant_posts: u32,
}

/// The staffing on a day, by agency.
///
/// Source: [RR04 K1, A.1].
pub fn totals_on(posts: &[Post], date: Date) -> BTreeMap<AgencyId, AgencyStaff> {
    let mut totals: BTreeMap<AgencyId, AgencyStaff> = BTreeMap::new();
    for post in posts.iter().filter(|it| it.dates.hold_on(date)) {
        let staff = totals.entry(post.agency).or_default();
        if post.is_vacant_on(date) {
            staff.vacant_hundredths = staff.vacant_hundredths.saturating_add(post.wte_hundredths);
            staff.vacant_posts = staff.vacant_posts.saturating_add(1);
        } else {
            staff.filled_hundredths = staff.filled_hundredths.saturating_add(post.wte_hundredths);
            staff.filled_posts = staff.filled_posts.saturating_add(1);
        }
    }
    totals
}

/// The prisons among these with neither a liaison point nor a liaison officer in post on the day.
///
/// Source: [RR04 B.1].
pub fn prisons_without_liaison(prisons: &[AgencyId], posts: &[Post], date: Date) -> Vec<AgencyId> {
    let linked: BTreeSet<AgencyId> = posts
        .iter()
        .filter(|it| it.kind.is_prison_liaison() && it.dates.hold_on(date))
        .filter(|it| it.holder_on(date).is_some())
        .map(|it| it.agency)
        .collect();
    prisons.iter().copied().filter(|it| !linked.contains(it)).collect()
}

/// Why the staffing cannot change like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostRefusal {
    /// Only a prison provides a prison's liaison [RR04 B.1].
    LiaisonOutsidePrison,
    /// A post has hours; only a liaison point may have none of its own.
    NoHours,
    /// One post is at most one whole-time equivalent; set up another.
    MoreThanWholeTime { hundredths: u32 },
    /// The holder has no name.
    BlankName,
    /// The day is after today.
    InTheFuture { on: Date },
    /// The post does not exist on the day.
    PostNotOpen { on: Date },
    /// Somebody holds it.
    HeldAlready { since: Date },
    /// Nobody holds it on the day, or the holder began on it.
    NotHeld { on: Date },
    /// Somebody is seconded from the agency that has the post already.
    SecondedToOwnAgency,
    /// The post ends on or before the day on which it, or a holder's time, began.
    EndsBeforeItBegan { began_on: Date },
    /// The post has ended already.
    EndedAlready { on: Date },
}

/// Sets up a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetPost {
    /// Its identity, fresh.
    pub id: PostId,
    /// The agency that provides it.
    pub agency: AgencyId,
    /// What kind of agency that is.
    pub agency_kind: AgencyKind,
    /// What the post is for.
    pub kind: PostKind,
    /// Hundredths of a whole-time equivalent.
    pub wte_hundredths: u32,
    /// The first day, which may be ahead.
    pub on: Date,
}

impl SetPost {
    /// Whether the post can be set up. It stands vacant until it is filled.
    ///
    /// Source: [RR04 A.1, B.1].
    pub fn decide(&self) -> Result<Post, PostRefusal> {
        if self.kind.is_prison_liaison() && self.agency_kind != AgencyKind::Prison {
            return Err(PostRefusal::LiaisonOutsidePrison);
        }
        if self.wte_hundredths == 0 && self.kind != PostKind::PrisonLiaisonPoint {
            return Err(PostRefusal::NoHours);
        }
        if self.wte_hundredths > WHOLE_TIME_HUNDREDTHS {
            return Err(PostRefusal::MoreThanWholeTime { hundredths: self.wte_hundredths });
        }
        Ok(Post {
            id: self.id,
            agency: self.agency,
            kind: self.kind,
            wte_hundredths: self.wte_hundredths,
            dates: Dates::since(self.on),
            holders: Vec::new(),
        })
    }
}

/// Puts somebody into a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FillPost {
    /// The holder's name.
    pub name: String,
    /// The holder as a user, if one.
    pub user: Option<UserId>,
    /// Whose staff.
    pub basis: Basis,
    /// The first day.
    pub on: Date,
}

impl FillPost {
    /// Whether the post can be filled.
    pub fn decide(&self, post: &Post, today: Date) -> Result<Holder, PostRefusal> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(PostRefusal::BlankName);
        }
        if self.on > today {
            return Err(PostRefusal::InTheFuture { on: self.on });
        }
        if self.basis == (Basis::Seconded { home: post.agency }) {
            return Err(PostRefusal::SecondedToOwnAgency);
        }
        let dates = Dates::new(self.on, post.dates.ends_on());
        let dates = dates.map_err(|_| PostRefusal::PostNotOpen { on: self.on })?;
        if !dates.within(post.dates) {
            return Err(PostRefusal::PostNotOpen { on: self.on });
        }
        if let Some(held) = post.holders.iter().find(|it| it.dates.overlap(dates)) {
            return Err(PostRefusal::HeldAlready { since: held.dates.starts_on() });
        }
        Ok(Holder { name: name.to_owned(), user: self.user, basis: self.basis, dates })
    }
}

/// Somebody leaves a post, which then shows as vacant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VacatePost {
    /// The first day without the holder.
    pub on: Date,
}

impl VacatePost {
    /// Whether the post can fall vacant; answers with the holder as ended.
    pub fn decide(&self, post: &Post, today: Date) -> Result<Holder, PostRefusal> {
        if self.on > today {
            return Err(PostRefusal::InTheFuture { on: self.on });
        }
        let holder = post.holder_on(self.on).ok_or(PostRefusal::NotHeld { on: self.on })?;
        let dates = holder.dates.ended(self.on);
        let dates = dates.map_err(|_| PostRefusal::NotHeld { on: self.on })?;
        Ok(Holder { dates, ..holder.clone() })
    }
}

/// Ends a post, and with it the time of whoever holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndPost {
    /// The first day without it.
    pub on: Date,
}

impl EndPost {
    /// Whether the post can end; answers with the post as ended.
    pub fn decide(&self, post: &Post, today: Date) -> Result<Post, PostRefusal> {
        if let Some(on) = post.dates.ends_on() {
            return Err(PostRefusal::EndedAlready { on });
        }
        if self.on > today {
            return Err(PostRefusal::InTheFuture { on: self.on });
        }
        let mut post = post.clone();
        post.dates = self.end(post.dates)?;
        for holder in &mut post.holders {
            if holder.dates.ends_on().is_none_or(|it| self.on < it) {
                holder.dates = self.end(holder.dates)?;
            }
        }
        Ok(post)
    }

    fn end(self, dates: Dates) -> Result<Dates, PostRefusal> {
        let began_on = dates.starts_on();
        dates.ended(self.on).map_err(|_| PostRefusal::EndsBeforeItBegan { began_on })
    }
}

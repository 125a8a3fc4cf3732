//! Who leads a case, by dates: offender manager, lead worker, offender supervisor.

use super::{Registration, StatutoryPeriod, StatutoryStatus, Supervision, statutory_on};
use crate::Date;
use crate::agency::AgencyKind;
use crate::id::{AgencyId, UserId};

/// What somebody is assigned as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Post {
    /// The single manager of a statutory case through the whole sentence [RR04 ¶11, A.5]; under
    /// an order of the youth court, the youth offending team's worker [RR04 ¶9].
    OffenderManager,
    /// The named lead of a case that is not statutory.
    LeadWorker,
    /// The counterpart in prison: offender supervisor or PPO liaison officer [RR04 B.5].
    OffenderSupervisor,
}

impl Post {
    /// Every post, in the order in which lists show them.
    pub const ALL: [Self; 3] = [Self::OffenderManager, Self::LeadWorker, Self::OffenderSupervisor];

    /// The word under which the post is stored and named in forms and files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::OffenderManager => "offender_manager",
            Self::LeadWorker => "lead_worker",
            Self::OffenderSupervisor => "offender_supervisor",
        }
    }

    /// The post stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// Who holds a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// Somebody who signs in.
    User(UserId),
    /// Somebody who does not, by name: as an imported sheet or a prison gives it.
    Named(String),
}

/// A post held between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The post.
    pub post: Post,
    /// Who holds it.
    pub holder: Holder,
    /// For which agency.
    pub agency: AgencyId,
    /// The first day.
    pub from: Date,
    /// The last day; none while no end is known.
    pub to: Option<Date>,
}

impl Assignment {
    /// Whether the post is held on this day. Its first and last days both count.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// A stretch of days in custody, sentenced or on remand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The first day.
    pub from: Date,
    /// The last day; none while no end is known.
    pub to: Option<Date>,
}

fn in_custody_on(periods: &[StatutoryPeriod], held: &[Held], day: Date) -> bool {
    periods.iter().any(|it| it.covers(day) && it.order.is_custody())
        || held.iter().any(|it| it.from <= day && it.to.is_none_or(|to| day <= to))
}

/// The wish to give somebody a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assign {
    /// The post.
    pub post: Post,
    /// Who.
    pub holder: Holder,
    /// For which agency.
    pub agency: AgencyId,
    /// The kind of that agency.
    pub agency_kind: AgencyKind,
    /// The first day.
    pub from: Date,
    /// The last day, if it is known.
    pub to: Option<Date>,
}

/// What is known when somebody is to be assigned.
#[derive(Debug, Clone, Copy)]
pub struct AssignFacts<'a> {
    /// The registration.
    pub registration: &'a Registration,
    /// The person's statutory periods.
    pub statutory: &'a [StatutoryPeriod],
    /// The person's time in custody, as far as it is recorded apart from sentences.
    pub held: &'a [Held],
    /// Who is assigned already.
    pub assigned: &'a [Assignment],
}

/// Why somebody cannot be assigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssignRefusal {
    /// A named holder without a name.
    NoName,
    /// The last day lies before the first.
    EndsBeforeItBegins,
    /// The first day lies before the registration.
    BeforeRegistration {
        /// When the person was registered.
        registered_on: Date,
    },
    /// The registration is closed by then.
    RegistrationClosed {
        /// The first day off the scheme.
        closed_on: Date,
    },
    /// Somebody holds the post on some of the days; end theirs first, so that there is one.
    HeldAlready {
        /// By this assignment.
        by: Assignment,
    },
    /// Only a statutory case has an offender manager; this one wants a lead worker.
    NotStatutory,
    /// A statutory case has an offender manager, not a lead worker.
    WantsOffenderManager,
    /// Not in custody on the first day, so there is nobody to supervise in prison.
    NotInCustody,
    /// Another kind of agency holds the post in such a case.
    WrongAgency {
        /// The kind that holds it.
        wants: AgencyKind,
    },
}

impl Assign {
    /// Whether the post can be given, judged by the first day.
    ///
    /// Source: [RR04 ¶11, K5, A.5, B.5].
    pub fn decide(&self, facts: &AssignFacts<'_>) -> Result<Assignment, AssignRefusal> {
        self.check_holder()?;
        self.check_days(facts.registration)?;
        self.check_case(facts)?;
        let by = facts.assigned.iter().find(|it| it.post == self.post && self.overlaps(it));
        if let Some(by) = by {
            return Err(AssignRefusal::HeldAlready { by: by.clone() });
        }
        Ok(Assignment {
            post: self.post,
            holder: self.holder.clone(),
            agency: self.agency,
            from: self.from,
            to: self.to,
        })
    }

    fn check_holder(&self) -> Result<(), AssignRefusal> {
        match &self.holder {
            Holder::Named(name) if name.trim().is_empty() => Err(AssignRefusal::NoName),
            Holder::Named(_) | Holder::User(_) => Ok(()),
        }
    }

    fn overlaps(&self, other: &Assignment) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }

    fn check_days(&self, registration: &Registration) -> Result<(), AssignRefusal> {
        if self.to.is_some_and(|to| to < self.from) {
            return Err(AssignRefusal::EndsBeforeItBegins);
        }
        if self.from < registration.registered_on {
            let registered_on = registration.registered_on;
            return Err(AssignRefusal::BeforeRegistration { registered_on });
        }
        match registration.closed_on().filter(|closed_on| *closed_on <= self.from) {
            Some(closed_on) => Err(AssignRefusal::RegistrationClosed { closed_on }),
            None => Ok(()),
        }
    }

    fn check_case(&self, facts: &AssignFacts<'_>) -> Result<(), AssignRefusal> {
        let status = statutory_on(facts.statutory, self.from);
        match (self.post, status) {
            (Post::OffenderManager, StatutoryStatus::NonStatutory) => {
                Err(AssignRefusal::NotStatutory)
            }
            (Post::OffenderManager, StatutoryStatus::Statutory(order)) => {
                match order.supervision() {
                    Supervision::Probation => self.check_agency(AgencyKind::Probation),
                    Supervision::YouthOffendingTeam => {
                        self.check_agency(AgencyKind::YouthOffendingTeam)
                    }
                    Supervision::Nobody => Err(AssignRefusal::NotStatutory),
                }
            }
            (Post::LeadWorker, StatutoryStatus::Statutory(_)) => {
                Err(AssignRefusal::WantsOffenderManager)
            }
            (Post::LeadWorker, StatutoryStatus::NonStatutory) => Ok(()),
            (
                Post::OffenderSupervisor,
                StatutoryStatus::Statutory(_) | StatutoryStatus::NonStatutory,
            ) => {
                if !in_custody_on(facts.statutory, facts.held, self.from) {
                    return Err(AssignRefusal::NotInCustody);
                }
                self.check_agency(AgencyKind::Prison)
            }
        }
    }

    fn check_agency(&self, wants: AgencyKind) -> Result<(), AssignRefusal> {
        if self.agency_kind == wants {
            return Ok(());
        }
        Err(AssignRefusal::WrongAgency { wants })
    }
}

/// A post that should be held on a day and is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A statutory case without an offender manager shows at once [RR04 A.5].
    OffenderManager,
    /// A case that is not statutory, without a named lead worker.
    LeadWorker,
    /// In custody without an offender supervisor or liaison officer [RR04 B.5].
    OffenderSupervisor,
}

/// What is missing on a day.
pub fn unassigned_on(facts: &AssignFacts<'_>, day: Date) -> Vec<Missing> {
    if !facts.registration.is_open_on(day) {
        return Vec::new();
    }
    let held = |post| facts.assigned.iter().any(|it| it.post == post && it.covers(day));
    let mut missing = Vec::new();
    match statutory_on(facts.statutory, day) {
        StatutoryStatus::Statutory(_) if !held(Post::OffenderManager) => {
            missing.push(Missing::OffenderManager);
        }
        StatutoryStatus::NonStatutory if !held(Post::LeadWorker) => {
            missing.push(Missing::LeadWorker);
        }
        StatutoryStatus::Statutory(_) | StatutoryStatus::NonStatutory => {}
    }
    if in_custody_on(facts.statutory, facts.held, day) && !held(Post::OffenderSupervisor) {
        missing.push(Missing::OffenderSupervisor);
    }
    missing
}

//! Who is to be told of a selection and of a removal, and who was told when [RR04 A.2, A.6, B.2].
//!
//! Only agencies that should know are told, each once. Of a removal exactly those are told that
//! were told of the selection, so that nobody keeps a list with the person still on it
//! [ICO2018].

mod tell;

#[cfg(test)]
mod tests;

pub use tell::{Tell, TellFacts, TellRefusal, Told, outstanding};

use crate::agency::AgencyKind;
use crate::edition::StrandKind;
use crate::id::AgencyId;

/// What an agency is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// That somebody was taken on.
    Selection,
    /// That somebody was removed.
    Removal,
}

impl Occasion {
    /// Both occasions.
    pub const ALL: [Self; 2] = [Self::Selection, Self::Removal];

    /// The word under which the occasion is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Selection => "selection",
            Self::Removal => "removal",
        }
    }

    /// The occasion stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// An agency of the scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party {
    /// The agency.
    pub agency: AgencyId,
    /// Its kind.
    pub kind: AgencyKind,
}

/// What about the person makes particular agencies need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flags {
    /// The cohort of the strand the person was taken on to.
    pub kind: StrandKind,
    /// The CJIT to which the person is known as a drug misuser [RR04 A.6].
    pub intervention_team: Option<AgencyId>,
    /// The prison the person is in [RR04 B.2].
    pub prison: Option<AgencyId>,
    /// The youth offending team, where the person is under 18 [RR04 ¶9].
    pub youth_team: Option<AgencyId>,
}

/// Why an agency is to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// It takes part in the scheme and is kept informed of everybody on it [RR04 A.2, B.2].
    TakesPart,
    /// It knows the person as a drug misuser [RR04 A.6].
    KnownDrugMisuser,
    /// It holds the person [RR04 B.2].
    HoldsPerson,
    /// The person is under 18 [RR04 ¶9].
    UnderEighteen,
    /// It was told of the selection.
    WasTold,
}

/// That an agency is to be told, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueNotice {
    /// The agency.
    pub agency: AgencyId,
    /// Of what.
    pub occasion: Occasion,
    /// Why, each reason once.
    pub because: Vec<Because>,
}

/// Whether an agency of the scheme is told of everybody taken on. Others learn of a person only
/// by a disclosure of its own. Of the young, only police and the youth offending team are told
/// as a matter of course.
const fn told_of_all(kind: AgencyKind, cohort: StrandKind) -> bool {
    match kind {
        AgencyKind::Police => true,
        AgencyKind::Probation | AgencyKind::Prison | AgencyKind::InterventionTeam => match cohort {
            StrandKind::Adult => true,
            StrandKind::Young => false,
        },
        AgencyKind::YouthOffendingTeam => match cohort {
            StrandKind::Adult => false,
            StrandKind::Young => true,
        },
        AgencyKind::Prosecution
        | AgencyKind::SocialServices
        | AgencyKind::Housing
        | AgencyKind::Courts
        | AgencyKind::DrugActionTeam
        | AgencyKind::Jobcentre
        | AgencyKind::Health
        | AgencyKind::CommunitySafety
        | AgencyKind::Voluntary
        | AgencyKind::Government
        | AgencyKind::Other => false,
    }
}

/// Who is to be told of a selection, each agency once, in a fixed order.
pub fn due_on_selection(parties: &[Party], flags: Flags) -> Vec<DueNotice> {
    let parties = parties.iter().filter(|it| told_of_all(it.kind, flags.kind));
    let parties = parties.map(|it| (it.agency, Because::TakesPart));
    let flagged = [
        (flags.intervention_team, Because::KnownDrugMisuser),
        (flags.prison, Because::HoldsPerson),
        (flags.youth_team, Because::UnderEighteen),
    ];
    let flagged = flagged.into_iter().filter_map(|(it, why)| it.map(|agency| (agency, why)));
    let mut all: Vec<_> = parties.chain(flagged).collect();
    all.sort_unstable();
    all.dedup();
    let mut due: Vec<DueNotice> = Vec::new();
    for (agency, why) in all {
        if let Some(notice) = due.last_mut().filter(|it| it.agency == agency) {
            notice.because.push(why);
            continue;
        }
        let because = vec![why];
        due.push(DueNotice { agency, occasion: Occasion::Selection, because });
    }
    due
}

/// Who is to be told of a removal: exactly those that were told of the selection [RR04 A.2].
pub fn due_on_removal(told: &[Told]) -> Vec<DueNotice> {
    let told_of_selection = told.iter().filter(|it| it.occasion == Occasion::Selection);
    let mut agencies: Vec<_> = told_of_selection.map(|it| it.agency).collect();
    agencies.sort_unstable();
    agencies.dedup();
    let notice =
        |agency| DueNotice { agency, occasion: Occasion::Removal, because: vec![Because::WasTold] };
    agencies.into_iter().map(notice).collect()
}

//! Nominating a person to a scheme: an agency says whom, why, on what evidence, and whether
//! MAPPA has them already.

mod evidence;
mod reasons;
mod standing;
#[cfg(test)]
mod tests;

pub use evidence::{
    DrugTestResult, Evidence, EvidenceKind, HarmType, OffenceType, Shown, Verification,
};
pub use reasons::{REASONS_MAX_CHARS, Reasons, ReasonsRefusal, SPEAKER_MAX_CHARS, Speaker};
pub use standing::{AnswerRefusal, Ruling, Standing, WithdrawRefusal, Withdrawal, standing_of};

use jiff::civil::Date;

use crate::agency::AgencyKind;
use crate::edition::StrandKey;
use crate::id::{AgencyId, EvidenceId, NominationId, PersonId, SchemeId};

/// The age from which a child can be guilty of an offence, in years. A younger child cannot have
/// offended, and so cannot be nominated.
///
/// Source: [CYPA1933 s50].
pub const CRIMINAL_RESPONSIBILITY_FROM_YEARS: i16 = 10;

/// The answer to the question whether the person is dealt with under MAPPA.
///
/// Violent and sexual offenders who pose a greater risk of harm are dealt with there, and the
/// priority of a scheme yields to them [RR04 A.4, B.4]. The question must be answered when
/// nominating; "we do not know" is an answer then only with the name of who will find out, and
/// is no answer any more when the panel takes somebody on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MappaAnswer {
    /// Not managed under MAPPA.
    NotMappa,
    /// Managed under MAPPA.
    Managed { category: MappaCategory, level: MappaLevel },
    /// Not known yet.
    NotKnown { who_finds_out: Reasons, by: Date },
}

/// Why somebody is managed under MAPPA.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MappaCategory {
    /// Registered sexual offenders.
    One,
    /// Violent and other sexual offenders.
    Two,
    /// Other dangerous offenders.
    Three,
    /// Terrorist offenders: a category later than the guidance of 2004.
    Four,
}

/// How closely somebody is managed under MAPPA.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MappaLevel {
    /// By one agency.
    One,
    /// By several agencies together.
    Two,
    /// By a panel of senior people.
    Three,
}

/// What an edition says about who may be nominated to one of its strands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrandRule {
    /// The strand.
    pub key: StrandKey,
    /// The youngest age it takes, in years.
    pub from_age: Option<i16>,
    /// The oldest age it takes, in years.
    pub to_age: Option<i16>,
    /// Pieces of evidence a nomination needs at least. None at all is never enough.
    pub evidence_at_least: usize,
}

/// What is known of the person at the moment of nominating.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Date of birth.
    pub born_on: Option<Date>,
    /// Date of death.
    pub died_on: Option<Date>,
    /// Start of a registration on this scheme that is still open.
    pub registered_since: Option<Date>,
    /// Date of a nomination to this scheme that is still undecided.
    pub nominated_since: Option<Date>,
    /// The last removal from this scheme.
    pub removed_on: Option<Date>,
    /// The day on which the scheme closed.
    pub scheme_closed_on: Option<Date>,
}

/// An agency nominates somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nominate {
    /// The identity of the nomination to be.
    pub id: NominationId,
    /// Whom.
    pub person: PersonId,
    /// To which scheme.
    pub scheme: SchemeId,
    /// The agency that nominates. Any that takes part may [RR04 A.2, B.2, ¶25].
    pub agency: AgencyId,
    /// The kind of that agency.
    pub agency_kind: AgencyKind,
    /// To which strand.
    pub strand: StrandKey,
    /// Why this person: "why this cohort?" is asked of everybody at entry.
    pub reasons: Reasons,
    /// On what evidence.
    pub evidence: Vec<Evidence>,
    /// Whether MAPPA has them.
    pub mappa: MappaAnswer,
    /// A clinical need that others should know of before they put anybody first [RR04 B.4].
    pub clinical_need: Option<Reasons>,
    /// When.
    pub nominated_on: Date,
}

/// A nomination that was accepted for the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nomination {
    /// What was said when nominating, with the latest answer about MAPPA.
    pub said: Nominate,
    /// Its withdrawal, if it was withdrawn.
    pub withdrawn: Option<Withdrawal>,
    /// What the panel has ruled so far, oldest first: it may defer, or keep a place waiting,
    /// before it settles the matter.
    pub rulings: Vec<Ruling>,
}

/// Why somebody cannot be nominated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NominateRefusal {
    /// The scheme takes on nobody any more.
    SchemeClosed { on: Date },
    /// On the scheme already.
    AlreadyRegistered { since: Date },
    /// Nominated already, and the panel has not settled it.
    AlreadyNominated { since: Date },
    /// Removed before, and nothing has become known since [SG05 ¶3].
    ReturnNeedsNewFacts { removed_on: Date },
    /// The person has died.
    Deceased { on: Date },
    /// Below the age of criminal responsibility.
    BelowCriminalResponsibility { age: i16 },
    /// The strand asks an age, and the date of birth is not known.
    AgeNotKnown { strand: StrandKey },
    /// The strand does not take this age.
    StrandDoesNotTakeAge { strand: StrandKey, age: i16 },
    /// The rule given is another strand's.
    UnknownStrand { strand: StrandKey },
    /// Fewer pieces of evidence than the strand asks for.
    TooLittleEvidence { given: usize, at_least: usize },
    /// Nothing but intelligence: suspicion alone does not carry a nomination.
    OnlyIntelligence,
    /// The same piece of evidence twice.
    EvidenceTwice { evidence: EvidenceId },
    /// The day of nominating has not come yet.
    InFuture { nominated_on: Date },
    /// A piece of evidence happened, or became known, after the day of nominating.
    EvidenceInFuture { evidence: EvidenceId },
    /// A piece of evidence was known before it happened.
    EvidenceKnownTooEarly { evidence: EvidenceId },
}

impl MappaCategory {
    /// Every category.
    pub const ALL: [Self; 4] = [Self::One, Self::Two, Self::Three, Self::Four];

    /// The number by which it is known and stored.
    pub const fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
        }
    }

    /// The category of this number, if there is one.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.number() == number)
    }
}

impl MappaLevel {
    /// Every level.
    pub const ALL: [Self; 3] = [Self::One, Self::Two, Self::Three];

    /// The number by which it is known and stored.
    pub const fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }

    /// The level of this number, if there is one.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.number() == number)
    }
}

impl Candidate {
    fn check(&self) -> Result<(), NominateRefusal> {
        if let Some(on) = self.died_on {
            return Err(NominateRefusal::Deceased { on });
        }
        if let Some(on) = self.scheme_closed_on {
            return Err(NominateRefusal::SchemeClosed { on });
        }
        if let Some(since) = self.registered_since {
            return Err(NominateRefusal::AlreadyRegistered { since });
        }
        if let Some(since) = self.nominated_since {
            return Err(NominateRefusal::AlreadyNominated { since });
        }
        Ok(())
    }
}

impl Nominate {
    /// Whether this nomination may go before the panel. Of several refusals the one comes first
    /// that no better paper could cure.
    ///
    /// Source: [RR04 ¶1, A.2, A.4, B.2, B.4]; return only on new facts [SG05 ¶3].
    pub fn decide(
        &self,
        candidate: &Candidate,
        strand: &StrandRule,
        today: Date,
    ) -> Result<Nomination, NominateRefusal> {
        if self.nominated_on > today {
            return Err(NominateRefusal::InFuture { nominated_on: self.nominated_on });
        }
        candidate.check()?;
        self.check_age(candidate, strand)?;
        self.check_evidence(strand)?;
        self.check_return(candidate)?;
        Ok(Nomination { said: self.clone(), withdrawn: None, rulings: Vec::new() })
    }

    fn check_age(&self, candidate: &Candidate, rule: &StrandRule) -> Result<(), NominateRefusal> {
        let strand = self.strand.clone();
        if rule.key != strand {
            return Err(NominateRefusal::UnknownStrand { strand });
        }
        let Some(born_on) = candidate.born_on else {
            return match (rule.from_age, rule.to_age) {
                (None, None) => Ok(()),
                _ => Err(NominateRefusal::AgeNotKnown { strand }),
            };
        };
        let age = age_on(born_on, self.nominated_on);
        if age < CRIMINAL_RESPONSIBILITY_FROM_YEARS {
            return Err(NominateRefusal::BelowCriminalResponsibility { age });
        }
        let too_young = rule.from_age.is_some_and(|it| age < it);
        let too_old = rule.to_age.is_some_and(|it| age > it);
        if too_young || too_old {
            return Err(NominateRefusal::StrandDoesNotTakeAge { strand, age });
        }
        Ok(())
    }

    fn check_evidence(&self, rule: &StrandRule) -> Result<(), NominateRefusal> {
        let (given, at_least) = (self.evidence.len(), rule.evidence_at_least.max(1));
        if given < at_least {
            return Err(NominateRefusal::TooLittleEvidence { given, at_least });
        }
        if self.evidence.iter().all(|it| it.shows.kind() == EvidenceKind::Intelligence) {
            return Err(NominateRefusal::OnlyIntelligence);
        }
        for (index, piece) in self.evidence.iter().enumerate() {
            let evidence = piece.id;
            if self.evidence.iter().skip(index + 1).any(|it| it.id == evidence) {
                return Err(NominateRefusal::EvidenceTwice { evidence });
            }
            if !piece.known_by(self.nominated_on) {
                return Err(NominateRefusal::EvidenceInFuture { evidence });
            }
            if piece.happened_on.is_some_and(|it| it > piece.known_on) {
                return Err(NominateRefusal::EvidenceKnownTooEarly { evidence });
            }
        }
        Ok(())
    }

    // What happened after the removal was also known after it, so that one date answers both.
    fn check_return(&self, candidate: &Candidate) -> Result<(), NominateRefusal> {
        let Some(removed_on) = candidate.removed_on else { return Ok(()) };
        if self.evidence.iter().any(|it| it.known_on > removed_on) {
            return Ok(());
        }
        Err(NominateRefusal::ReturnNeedsNewFacts { removed_on })
    }
}

/// Age in whole years. Somebody born on 29 February is a year older on 1 March.
fn age_on(born_on: Date, on: Date) -> i16 {
    let years = on.year() - born_on.year();
    if (on.month(), on.day()) < (born_on.month(), born_on.day()) { years - 1 } else { years }
}

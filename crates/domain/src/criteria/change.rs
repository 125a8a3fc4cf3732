//! What would change a score: which day takes it below the point at which a panel should
//! consider, if nothing new happens; or how little more would bring it there.

use jiff::civil::Date;
use uuid::Uuid;

use super::score::{Known, Score, score, total};
use super::{Counted, Criteria, Factor};
use crate::agency::AgencyKind;
use crate::id::{EvidenceId, Id};
use crate::nomination::{
    DrugTestResult, Evidence, EvidenceKind, HarmType, OffenceType, Shown, Verification,
};

/// More occasions than this are not worth mentioning as an addition.
const OCCASIONS_MAX: u32 = 20;

/// What would change the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WouldChange {
    /// At or above the point at which the panel should consider, by so many points.
    Above { over: u32, fall: Option<Fall> },
    /// Below it, by so many points.
    Below { short: u32, addition: Option<Addition> },
}

/// The first day on which, with nothing new, the score is below the point. None where no day
/// in the longest window does that, as while somebody is in custody and time at liberty
/// stands still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fall {
    /// The day.
    pub on: Date,
    /// Points on that day.
    pub total: u32,
    /// The pieces that give less on that day than they do today.
    pub lost: Vec<Lost>,
}

/// A piece of evidence that gives less later than it does today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The factor's key.
    pub factor: String,
    /// The piece.
    pub evidence: EvidenceId,
    /// Points less.
    pub points: u32,
}

/// The smallest addition of one sort of evidence, checked and dated today, that would bring a
/// score to the point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// The factor that counts it, by its key.
    pub factor: String,
    /// What.
    pub counted: Counted,
    /// How often.
    pub occasions: u32,
    /// Points it would add.
    pub points: u32,
}

/// What would change the result of scoring today.
pub fn would_change(criteria: &Criteria, known: &Known<'_>, today: Date) -> WouldChange {
    let evidence: Vec<_> =
        known.evidence.iter().filter(|it| it.known_by(today)).map(|it| as_at(it, today)).collect();
    let known = Known { evidence: &evidence, ..*known };
    let now = score(criteria, &known, today);
    match criteria.consider_at.checked_sub(now.total) {
        None | Some(0) => WouldChange::Above {
            over: now.total.saturating_sub(criteria.consider_at),
            fall: fall(criteria, &known, &now),
        },
        Some(short) => {
            WouldChange::Below { short, addition: smallest_addition(criteria, &known, &now) }
        }
    }
}

// What is checked only later would hold the score up on later days, and is news today.
fn as_at(piece: &Evidence, today: Date) -> Evidence {
    let verification = match piece.verification {
        Verification::Verified { on } if on <= today => piece.verification,
        Verification::Verified { .. } | Verification::NotVerified => Verification::NotVerified,
    };
    Evidence { verification, ..piece.clone() }
}

// Goes forward day by day: windows slide, weights halve, and custody that has no end goes on.
fn fall(criteria: &Criteria, known: &Known<'_>, now: &Score) -> Option<Fall> {
    let horizon_months = criteria.factors.iter().map(|it| it.window_months).max()?;
    let mut on = now.as_at;
    for _ in 0..=u32::from(horizon_months) * 31 {
        on = on.tomorrow().ok()?;
        if total(criteria, known, on) < criteria.consider_at {
            let then = score(criteria, known, on);
            return Some(Fall { on, total: then.total, lost: lost(now, &then) });
        }
    }
    None
}

fn lost(now: &Score, then: &Score) -> Vec<Lost> {
    let later = |factor: &str, evidence: EvidenceId| {
        let mut all = then.factors.iter().flat_map(|it| &it.workings);
        all.find(|it| it.factor == factor && it.evidence == evidence).map_or(0, |it| it.points)
    };
    let workings = now.factors.iter().flat_map(|it| &it.workings);
    workings
        .filter_map(|it| {
            let points = it.points.saturating_sub(later(&it.factor, it.evidence));
            let lost = Lost { factor: it.factor.clone(), evidence: it.evidence, points };
            (points > 0).then_some(lost)
        })
        .collect()
}

// The fewest occasions first, then the fewest points, then the order of the matrix.
fn smallest_addition(criteria: &Criteria, known: &Known<'_>, now: &Score) -> Option<Addition> {
    let sorts = criteria
        .factors
        .iter()
        .flat_map(|factor| factor.measure.counted().into_iter().map(move |it| (factor, it)));
    sorts
        .filter_map(|(factor, counted)| addition(criteria, known, now, (factor, counted)))
        .min_by_key(|it| (it.occasions, it.points))
}

fn addition(
    criteria: &Criteria,
    known: &Known<'_>,
    now: &Score,
    (factor, counted): (&Factor, Counted),
) -> Option<Addition> {
    let mut evidence = known.evidence.to_vec();
    (1..=OCCASIONS_MAX).find_map(|occasions| {
        evidence.push(imagined(example(counted), now.as_at));
        let then = total(criteria, &Known { evidence: &evidence, ..*known }, now.as_at);
        (then >= criteria.consider_at).then(|| Addition {
            factor: factor.key.clone(),
            counted,
            occasions,
            points: then - now.total,
        })
    })
}

fn imagined(shows: Shown, today: Date) -> Evidence {
    Evidence {
        id: EvidenceId::from_uuid(Uuid::nil()),
        shows,
        happened_on: Some(today),
        known_on: today,
        brought_by: AgencyKind::Police,
        verification: Verification::Verified { on: today },
    }
}

// Of a kind as a whole the plainest member stands for the rest.
fn example(counted: Counted) -> Shown {
    match counted {
        Counted::Only(shown) => shown,
        Counted::Any(EvidenceKind::Conviction) => Shown::Conviction(OffenceType::Other),
        Counted::Any(EvidenceKind::Charge) => Shown::Charge(OffenceType::Other),
        Counted::Any(EvidenceKind::Arrest) => Shown::Arrest(OffenceType::Other),
        Counted::Any(EvidenceKind::Intelligence) => Shown::Intelligence(OffenceType::Other),
        Counted::Any(EvidenceKind::DrugTest) => Shown::DrugTest(DrugTestResult::Positive),
        Counted::Any(EvidenceKind::Harm) => Shown::Harm(HarmType::CommunityImpact),
        Counted::Any(EvidenceKind::AgencyReport) => Shown::AgencyReport,
    }
}

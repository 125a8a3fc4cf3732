//! What a matrix makes of the evidence about one person, with every point traceable.

use jiff::civil::Date;

use super::factor::{band_of, weight_of};
use super::window::{CustodyPeriod, Inside, Window, first_day, window};
use super::{Basis, Criteria, Decay, Factor, Measure};
use crate::id::{CriteriaId, EvidenceId};
use crate::nomination::{Evidence, EvidenceKind, Verification};

/// What is known about a person, and what nobody has asked.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The evidence.
    pub evidence: &'a [Evidence],
    /// The kinds of evidence that somebody has looked for. A kind that nobody looked for is
    /// unknown, not absent.
    pub looked_for: &'a [EvidenceKind],
    /// Stays in custody; none at all if nobody has asked.
    pub custody: Option<&'a [CustodyPeriod]>,
}

/// What the matrix makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The version that was used.
    pub criteria: CriteriaId,
    /// Its number.
    pub version: u32,
    /// The day for which it was worked out.
    pub as_at: Date,
    /// Points.
    pub total: u32,
    /// Points without any intelligence.
    pub without_intelligence: u32,
    /// Points from which the panel should consider somebody.
    pub consider_at: u32,
    /// Factor by factor, in the order of the matrix.
    pub factors: Vec<FactorScore>,
    /// What we do not know.
    pub unknown: Vec<Unknown>,
}

/// What one factor gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorScore {
    /// The factor's key.
    pub factor: String,
    /// The days it looked at.
    pub window: Window,
    /// Points.
    pub points: u32,
    /// Points without any intelligence.
    pub without_intelligence: u32,
    /// Piece by piece, the latest first.
    pub workings: Vec<Working>,
}

/// What one piece of evidence does in one factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// The factor's key.
    pub factor: String,
    /// The piece.
    pub evidence: EvidenceId,
    /// The day it happened.
    pub happened_on: Option<Date>,
    /// Points it gives.
    pub points: u32,
    /// Why it gives them, or none.
    pub why: Why,
}

/// Why a piece of evidence counts, or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// Counts in full.
    Counted,
    /// Counts for half: it is older than this day.
    Halved { full_from: Date },
    /// Counts as the so manieth occasion of a table of numbers; a step may give no points.
    Occasion { nth: u32 },
    /// An occasion was found already, and more of them add nothing.
    AlreadyMet,
    /// Would give more, but the factor gives no more than its cap.
    OverCap { lost: u32 },
    /// Happened before the window.
    OutOfWindow { window_from: Date },
    /// Happened in custody, and the factor counts what happened at liberty.
    InCustody,
    /// Not what this factor counts.
    NotCountedByFactor,
    /// Nobody has checked it.
    NotVerified,
    /// Nobody knows when it happened.
    NotDated,
    /// Not yet happened, or not yet known, on the day of scoring.
    InFuture,
}

/// Something we do not know that could change the score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// Nobody has looked for the evidence that this factor counts.
    NotLookedFor { factor: String, kind: EvidenceKind },
    /// The factor counts months at liberty, and nobody has asked about custody.
    CustodyNotLookedFor { factor: String },
    /// A stay in custody whose dates are not all known was passed over.
    CustodyNotDated { received_on: Option<Date> },
    /// Too few months at liberty within reach.
    ReachLimited { factor: String, window_from: Date, short_by_days: i64 },
    /// A piece that some factor counts is not checked.
    NotVerified { evidence: EvidenceId },
    /// A piece that some factor counts has no date.
    NotDated { evidence: EvidenceId },
}

/// The short of a score that lay before a panel, as its decision keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ScoreShown {
    /// The version that was used.
    pub criteria: CriteriaId,
    /// Its number.
    pub version: u32,
    /// The day for which it was worked out.
    pub as_at: Date,
    /// Points.
    pub total: u32,
    /// Points without any intelligence.
    pub without_intelligence: u32,
    /// Points from which the panel should consider somebody.
    pub consider_at: u32,
}

impl Score {
    /// What a decision keeps of it.
    pub fn shown(&self) -> ScoreShown {
        ScoreShown {
            criteria: self.criteria,
            version: self.version,
            as_at: self.as_at,
            total: self.total,
            without_intelligence: self.without_intelligence,
            consider_at: self.consider_at,
        }
    }
}

/// Works out the score on a day. The order of the evidence makes no difference, and the answer
/// informs a panel: it decides nothing.
///
/// Source: [RR04 ¶1, A.2].
pub fn score(criteria: &Criteria, known: &Known<'_>, today: Date) -> Score {
    let sheet = Sheet::new(known, today);
    let factors: Vec<_> = criteria.factors.iter().map(|it| sheet.factor_score(it)).collect();
    let sum =
        |points: fn(&FactorScore) -> u32| factors.iter().map(points).fold(0, u32::saturating_add);
    Score {
        criteria: criteria.id,
        version: criteria.version,
        as_at: today,
        total: sum(|it| it.points),
        without_intelligence: sum(|it| it.without_intelligence),
        consider_at: criteria.consider_at,
        unknown: unknown(criteria, known, &factors, today),
        factors,
    }
}

/// The points alone, for going through many days.
pub(super) fn total(criteria: &Criteria, known: &Known<'_>, today: Date) -> u32 {
    let sheet = Sheet::new(known, today);
    criteria.factors.iter().map(|it| sheet.points(it)).fold(0, u32::saturating_add)
}

/// The evidence laid out for scoring: in a fixed order, with the custody days joined.
struct Sheet<'a> {
    evidence: Vec<&'a Evidence>,
    inside: Inside,
    today: Date,
}

impl<'a> Sheet<'a> {
    fn new(known: &Known<'a>, today: Date) -> Self {
        let mut evidence: Vec<_> = known.evidence.iter().collect();
        evidence.sort_by_key(|it| (std::cmp::Reverse(it.happened_on), it.id, it.shows));
        let inside = Inside::of(known.custody.unwrap_or_default());
        Self { evidence, inside, today }
    }

    fn factor_score(&self, factor: &Factor) -> FactorScore {
        let window = window(factor.basis, factor.window_months, &self.inside, self.today);
        let workings = self.workings(factor, window, |_| true);
        let hard = |it: &Evidence| it.shows.kind() != EvidenceKind::Intelligence;
        let without = self.workings(factor, window, hard);
        FactorScore {
            factor: factor.key.clone(),
            window,
            points: points_of(&workings),
            without_intelligence: points_of(&without),
            workings,
        }
    }

    fn points(&self, factor: &Factor) -> u32 {
        let window = window(factor.basis, factor.window_months, &self.inside, self.today);
        let mut tally = Tally { factor, today: self.today, occasions: 0, given: 0 };
        for piece in &self.evidence {
            if self.why_not(factor, window, piece).is_none() {
                tally.count(piece);
            }
        }
        tally.given
    }

    fn workings(
        &self,
        factor: &Factor,
        window: Window,
        wanted: fn(&Evidence) -> bool,
    ) -> Vec<Working> {
        let mut tally = Tally { factor, today: self.today, occasions: 0, given: 0 };
        let pieces = self.evidence.iter().copied().filter(|it| wanted(it));
        pieces
            .map(|piece| {
                let (points, why) = match self.why_not(factor, window, piece) {
                    Some(why) => (0, why),
                    None => tally.count(piece),
                };
                Working {
                    factor: factor.key.clone(),
                    evidence: piece.id,
                    happened_on: piece.happened_on,
                    points,
                    why,
                }
            })
            .collect()
    }

    fn why_not(&self, factor: &Factor, window: Window, piece: &Evidence) -> Option<Why> {
        if !factor.measure.counts(piece.shows) {
            return Some(Why::NotCountedByFactor);
        }
        if !piece.known_by(self.today) {
            return Some(Why::InFuture);
        }
        let Some(day) = piece.happened_on else { return Some(Why::NotDated) };
        if day < window.from {
            return Some(Why::OutOfWindow { window_from: window.from });
        }
        if factor.basis == Basis::AtLiberty && self.inside.holds(day) {
            return Some(Why::InCustody);
        }
        match piece.verification {
            Verification::Verified { on } if on <= self.today => None,
            Verification::Verified { .. } | Verification::NotVerified => Some(Why::NotVerified),
        }
    }
}

/// A factor's count while its pieces are gone through, the latest first.
struct Tally<'a> {
    factor: &'a Factor,
    today: Date,
    occasions: u32,
    given: u32,
}

impl Tally<'_> {
    fn count(&mut self, piece: &Evidence) -> (u32, Why) {
        self.occasions = self.occasions.saturating_add(1);
        let (worth, why) = self.worth(piece);
        let points = worth.min(self.factor.cap.saturating_sub(self.given));
        self.given = self.given.saturating_add(points);
        let lost = worth - points;
        (points, if lost > 0 { Why::OverCap { lost } } else { why })
    }

    fn worth(&self, piece: &Evidence) -> (u32, Why) {
        match &self.factor.measure {
            Measure::PerOccasion { weights, decay } => {
                decayed(weight_of(weights, piece.shows), *decay, piece.happened_on, self.today)
            }
            Measure::Bands { bands, .. } => {
                let nth = self.occasions;
                let step = band_of(bands, nth) - band_of(bands, nth - 1);
                (step, Why::Occasion { nth })
            }
            Measure::YesNo { points, .. } if self.occasions == 1 => (*points, Why::Counted),
            Measure::YesNo { .. } => (0, Why::AlreadyMet),
        }
    }
}

// Half of an odd weight is rounded up, so that what counts never counts for nothing.
fn decayed(weight: u32, decay: Decay, day: Option<Date>, today: Date) -> (u32, Why) {
    match decay {
        Decay::Full => (weight, Why::Counted),
        Decay::HalfAfter { months } => {
            let full_from = first_day(today, months);
            if day.is_some_and(|it| it < full_from) {
                return (weight.div_ceil(2), Why::Halved { full_from });
            }
            (weight, Why::Counted)
        }
    }
}

fn points_of(workings: &[Working]) -> u32 {
    workings.iter().map(|it| it.points).fold(0, u32::saturating_add)
}

fn unknown(
    criteria: &Criteria,
    known: &Known<'_>,
    scores: &[FactorScore],
    today: Date,
) -> Vec<Unknown> {
    let mut unknown = Vec::new();
    for (factor, given) in criteria.factors.iter().zip(scores) {
        let key = || factor.key.clone();
        let kinds = factor.measure.kinds().into_iter();
        let unasked = kinds.filter(|kind| !known.looked_for.contains(kind));
        unknown.extend(unasked.map(|kind| Unknown::NotLookedFor { factor: key(), kind }));
        if factor.basis == Basis::AtLiberty && known.custody.is_none() {
            unknown.push(Unknown::CustodyNotLookedFor { factor: key() });
        }
        let Window { from: window_from, short_by_days, .. } = given.window;
        if short_by_days > 0 {
            unknown.push(Unknown::ReachLimited { factor: key(), window_from, short_by_days });
        }
    }
    let at_liberty = criteria.factors.iter().any(|it| it.basis == Basis::AtLiberty);
    let stays = known.custody.unwrap_or_default().iter();
    let undated = stays.filter(|it| at_liberty && !it.is_dated());
    let mut undated: Vec<_> = undated.map(|it| it.received_on).collect();
    undated.sort_unstable();
    unknown.extend(undated.into_iter().map(|received_on| Unknown::CustodyNotDated { received_on }));
    unknown.extend(unsettled(criteria, known, today));
    unknown
}

fn unsettled(criteria: &Criteria, known: &Known<'_>, today: Date) -> Vec<Unknown> {
    let counts = |it: &Evidence| criteria.factors.iter().any(|f| f.measure.counts(it.shows));
    let mut pieces: Vec<_> =
        known.evidence.iter().filter(|it| it.known_by(today) && counts(it)).collect();
    pieces.sort_by_key(|it| it.id);
    pieces
        .into_iter()
        .flat_map(|it| {
            let evidence = it.id;
            let not_dated = it.happened_on.is_none().then_some(Unknown::NotDated { evidence });
            let verified = matches!(it.verification, Verification::Verified { on } if on <= today);
            let not_verified = (!verified).then_some(Unknown::NotVerified { evidence });
            not_dated.into_iter().chain(not_verified)
        })
        .collect()
}

//! Whether a matrix is sound, and whether it may be put in force.

use jiff::civil::Date;

use super::factor::{Band, Counted, Decay, Measure};
use super::{Criteria, Disallowed, Factor};
use crate::agency::AgencyKind;
use crate::nomination::EvidenceKind;

/// The longest window a factor may have, in months. Nobody carries a flag for ever.
pub const WINDOW_MAX_MONTHS: u16 = 60;

/// The most points a single weight, band or cap may give.
pub const POINTS_MAX: u32 = 100;

/// The most factors of a matrix: one that nobody can explain is no matrix.
pub const FACTORS_MAX: usize = 30;

/// Characters that a title or a key may have.
pub const TITLE_MAX_CHARS: usize = 200;

/// What is wrong with a matrix. Keys name the factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CriteriaRefusal {
    /// No title, or one that is too long.
    Title,
    /// No factor at all, or too many.
    FactorCount { given: usize, at_most: usize },
    /// A factor without a key or a title, or with one that is too long.
    FactorTitle { factor: String },
    /// Two factors of the same key.
    FactorTwice { factor: String },
    /// A factor whose words name an input that no matrix may use.
    Disallowed { factor: String, input: Disallowed },
    /// A factor that would look back without end.
    NoWindow { factor: String },
    /// A factor that looks back too far.
    WindowTooLong { factor: String, months: u16, at_most: u16 },
    /// A factor that counts nothing.
    CountsNothing { factor: String },
    /// A factor that names the same thing twice.
    CountedTwice { factor: String, counted: Counted },
    /// Points that are nought or too many.
    Points { factor: String, points: u32, at_most: u32 },
    /// Bands that do not rise in number and in points.
    BandsDoNotRise { factor: String },
    /// A decay that begins before the first month or after the window has closed.
    Decay { factor: String, months: u16 },
    /// Arrests or intelligence are counted without a dated justification.
    NotJustified { factor: String, kind: EvidenceKind },
    /// A justification dated after the matrix is first used.
    JustifiedTooLate { factor: String, given_on: Date },
    /// The panel would consider everybody, or nobody could ever reach it.
    ConsiderAt { points: u32, reachable: u32 },
    /// The last day of use comes before the first.
    EndsBeforeItStarts { from: Date, to: Date },
    /// Not agreed by these [RR04 A.2].
    NotAgreed { missing: Vec<AgencyKind> },
    /// Agreed only after the first day of use.
    AgreedTooLate { agreed_on: Date, in_force_from: Date },
    /// Another version of the scheme has the same number.
    VersionTaken { version: u32 },
    /// Another version of the scheme is in force on some of the same days.
    Overlaps { version: u32 },
    /// The next version would start no later than this one.
    NextStartsTooEarly { not_before: Date },
}

/// Everything that is wrong with a matrix at once, so that it is mended in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriteriaRefusals(pub Vec<CriteriaRefusal>);

impl From<CriteriaRefusal> for CriteriaRefusals {
    fn from(refusal: CriteriaRefusal) -> Self {
        Self(vec![refusal])
    }
}

impl CriteriaRefusal {
    /// The key of the factor it is about; none where it is about the matrix as a whole.
    pub fn factor(&self) -> Option<&str> {
        match self {
            Self::FactorTitle { factor }
            | Self::FactorTwice { factor }
            | Self::Disallowed { factor, .. }
            | Self::NoWindow { factor }
            | Self::WindowTooLong { factor, .. }
            | Self::CountsNothing { factor }
            | Self::CountedTwice { factor, .. }
            | Self::Points { factor, .. }
            | Self::BandsDoNotRise { factor }
            | Self::Decay { factor, .. }
            | Self::NotJustified { factor, .. }
            | Self::JustifiedTooLate { factor, .. } => Some(factor),
            Self::Title
            | Self::FactorCount { .. }
            | Self::ConsiderAt { .. }
            | Self::EndsBeforeItStarts { .. }
            | Self::NotAgreed { .. }
            | Self::AgreedTooLate { .. }
            | Self::VersionTaken { .. }
            | Self::Overlaps { .. }
            | Self::NextStartsTooEarly { .. } => None,
        }
    }
}

impl Criteria {
    /// Everything that keeps this version from being put in force, given the other versions.
    /// Empty when nothing does.
    ///
    /// Source: [RR04 ¶1, A.2].
    pub fn check(&self, others: &[Self]) -> Vec<CriteriaRefusal> {
        let mut wrong = self.check_draft();
        let missing = self.agreed.missing();
        if !missing.is_empty() {
            wrong.push(CriteriaRefusal::NotAgreed { missing });
        }
        let in_force_from = self.in_force_from;
        if let Some(agreed_on) = self.agreed.agreed_on().filter(|it| *it > in_force_from) {
            wrong.push(CriteriaRefusal::AgreedTooLate { agreed_on, in_force_from });
        }
        let siblings = others.iter().filter(|it| it.scheme == self.scheme && it.id != self.id);
        for other in siblings {
            let version = other.version;
            if version == self.version {
                wrong.push(CriteriaRefusal::VersionTaken { version });
            }
            // A draft that nobody has agreed to is not in force, whatever its dates say.
            if other.agreed.missing().is_empty() && self.overlaps(other) {
                wrong.push(CriteriaRefusal::Overlaps { version });
            }
        }
        wrong
    }

    /// Everything wrong with the matrix itself, agreed or not. Empty when it is sound.
    pub fn check_draft(&self) -> Vec<CriteriaRefusal> {
        let mut wrong = Vec::new();
        if !is_title(&self.title) {
            wrong.push(CriteriaRefusal::Title);
        }
        if let Some(to) = self.in_force_to.filter(|it| *it < self.in_force_from) {
            wrong.push(CriteriaRefusal::EndsBeforeItStarts { from: self.in_force_from, to });
        }
        let given = self.factors.len();
        if given == 0 || given > FACTORS_MAX {
            wrong.push(CriteriaRefusal::FactorCount { given, at_most: FACTORS_MAX });
        }
        for (index, factor) in self.factors.iter().enumerate() {
            if self.factors.iter().take(index).any(|it| it.key == factor.key) {
                wrong.push(CriteriaRefusal::FactorTwice { factor: factor.key.clone() });
            }
            self.check_factor(factor, &mut wrong);
        }
        let reachable = self.factors.iter().fold(0u32, |sum, it| sum.saturating_add(it.cap));
        if self.consider_at == 0 || self.consider_at > reachable {
            let points = self.consider_at;
            wrong.push(CriteriaRefusal::ConsiderAt { points, reachable });
        }
        wrong
    }

    fn check_factor(&self, factor: &Factor, wrong: &mut Vec<CriteriaRefusal>) {
        let key = || factor.key.clone();
        if !is_title(&factor.key) || !is_title(&factor.title) {
            wrong.push(CriteriaRefusal::FactorTitle { factor: key() });
        }
        let named = Disallowed::named_in(&factor.title).or(Disallowed::named_in(&factor.key));
        if let Some(input) = named {
            wrong.push(CriteriaRefusal::Disallowed { factor: key(), input });
        }
        check_window(factor, wrong);
        check_counted(factor, wrong);
        check_points(factor, wrong);
        check_justification(factor, self.in_force_from, wrong);
    }

    fn overlaps(&self, other: &Self) -> bool {
        let end = |it: &Self| it.in_force_to.unwrap_or(Date::MAX);
        self.in_force_from <= end(other) && other.in_force_from <= end(self)
    }
}

fn is_title(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= TITLE_MAX_CHARS
}

fn check_window(factor: &Factor, wrong: &mut Vec<CriteriaRefusal>) {
    let (key, months) = (factor.key.clone(), factor.window_months);
    if months == 0 {
        wrong.push(CriteriaRefusal::NoWindow { factor: key });
    } else if months > WINDOW_MAX_MONTHS {
        let at_most = WINDOW_MAX_MONTHS;
        wrong.push(CriteriaRefusal::WindowTooLong { factor: key, months, at_most });
    }
}

fn check_counted(factor: &Factor, wrong: &mut Vec<CriteriaRefusal>) {
    let counted = factor.measure.counted();
    if counted.is_empty() {
        wrong.push(CriteriaRefusal::CountsNothing { factor: factor.key.clone() });
    }
    for (index, it) in counted.iter().enumerate() {
        if counted.iter().take(index).any(|earlier| earlier == it) {
            let factor = factor.key.clone();
            wrong.push(CriteriaRefusal::CountedTwice { factor, counted: *it });
        }
    }
}

fn check_points(factor: &Factor, wrong: &mut Vec<CriteriaRefusal>) {
    let key = || factor.key.clone();
    let mut all = vec![factor.cap];
    match &factor.measure {
        Measure::PerOccasion { weights, decay } => {
            all.extend(weights.iter().map(|it| it.points));
            if let Some(months) = misplaced(*decay, factor.window_months) {
                wrong.push(CriteriaRefusal::Decay { factor: key(), months });
            }
        }
        Measure::Bands { bands, .. } => {
            all.extend(bands.iter().map(|it| it.points));
            if !rising(bands) {
                wrong.push(CriteriaRefusal::BandsDoNotRise { factor: key() });
            }
        }
        Measure::YesNo { points, .. } => all.push(*points),
    }
    for points in all.into_iter().filter(|it| *it == 0 || *it > POINTS_MAX) {
        let at_most = POINTS_MAX;
        wrong.push(CriteriaRefusal::Points { factor: key(), points, at_most });
    }
}

fn check_justification(factor: &Factor, from: Date, wrong: &mut Vec<CriteriaRefusal>) {
    let kinds = factor.measure.kinds();
    let Some(kind) = kinds.into_iter().find(|it| it.needs_justifying()) else { return };
    let key = factor.key.clone();
    match &factor.justification {
        None => wrong.push(CriteriaRefusal::NotJustified { factor: key, kind }),
        Some(it) if it.given_on > from => {
            let given_on = it.given_on;
            wrong.push(CriteriaRefusal::JustifiedTooLate { factor: key, given_on });
        }
        Some(_) => {}
    }
}

fn misplaced(decay: Decay, window_months: u16) -> Option<u16> {
    match decay {
        Decay::Full => None,
        Decay::HalfAfter { months } => (months == 0 || months >= window_months).then_some(months),
    }
}

fn rising(bands: &[Band]) -> bool {
    let first = bands.first().is_some_and(|it| it.at_least > 0);
    first
        && bands
            .iter()
            .zip(bands.iter().skip(1))
            .all(|(lower, higher)| lower.at_least < higher.at_least && lower.points < higher.points)
}

//! Factors as they are stored: types of their own, since those of the domain have no wire format.

use anyhow::{Context as _, anyhow};
use domain::Date;
use domain::criteria::{
    Band, Basis, Counted, Decay, Factor, Justification, Measure, Provenance, Weight,
};
use domain::edition::Source;
use domain::nomination::{EvidenceKind, Reasons};
use serde::{Deserialize, Serialize};

use crate::error::{AppError, AppResult};

#[derive(Debug, Serialize, Deserialize)]
struct StoredFactor {
    key: String,
    title: String,
    /// The paragraph, or nothing where the factor is local.
    source: Option<String>,
    measure: StoredMeasure,
    window_months: u16,
    basis: String,
    cap: u32,
    justified: Option<StoredJustification>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredJustification {
    reasons: String,
    given_on: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "sort")]
enum StoredMeasure {
    PerOccasion { weights: Vec<StoredWeight>, half_after_months: Option<u16> },
    Bands { counts: Vec<StoredCounted>, bands: Vec<StoredBand> },
    YesNo { counts: Vec<StoredCounted>, points: u32 },
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredCounted {
    kind: String,
    detail: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredWeight {
    counted: StoredCounted,
    points: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredBand {
    at_least: u32,
    points: u32,
}

/// The factors of a matrix as text.
pub(super) fn text_of(factors: &[Factor]) -> AppResult<String> {
    let stored: Vec<StoredFactor> = factors.iter().map(to_stored).collect();
    serde_json::to_string(&stored).map_err(|error| AppError::Internal(error.into()))
}

/// The factors that a text holds.
pub(super) fn factors_in(text: &str) -> AppResult<Vec<Factor>> {
    let read = || -> anyhow::Result<Vec<Factor>> {
        let stored: Vec<StoredFactor> = serde_json::from_str(text)?;
        stored.into_iter().map(from_stored).collect()
    };
    read().context("reading the factors of a matrix").map_err(AppError::Internal)
}

fn to_stored(factor: &Factor) -> StoredFactor {
    StoredFactor {
        key: factor.key.clone(),
        title: factor.title.clone(),
        source: match &factor.source {
            Provenance::Guidance(source) => Some(source.0.clone()),
            Provenance::Local => None,
        },
        measure: to_measure(&factor.measure),
        window_months: factor.window_months,
        basis: factor.basis.key().to_owned(),
        cap: factor.cap,
        justified: factor.justification.as_ref().map(|it| StoredJustification {
            reasons: it.reasons.text().to_owned(),
            given_on: it.given_on.to_string(),
        }),
    }
}

fn to_measure(measure: &Measure) -> StoredMeasure {
    match measure {
        Measure::PerOccasion { weights, decay } => StoredMeasure::PerOccasion {
            weights: weights
                .iter()
                .map(|it| StoredWeight { counted: to_counted(it.counted), points: it.points })
                .collect(),
            half_after_months: match decay {
                Decay::Full => None,
                Decay::HalfAfter { months } => Some(*months),
            },
        },
        Measure::Bands { counts, bands } => StoredMeasure::Bands {
            counts: counts.iter().copied().map(to_counted).collect(),
            bands: bands
                .iter()
                .map(|it| StoredBand { at_least: it.at_least, points: it.points })
                .collect(),
        },
        Measure::YesNo { counts, points } => StoredMeasure::YesNo {
            counts: counts.iter().copied().map(to_counted).collect(),
            points: *points,
        },
    }
}

fn to_counted(counted: Counted) -> StoredCounted {
    StoredCounted {
        kind: counted.kind().key().to_owned(),
        detail: counted.detail_key().map(str::to_owned),
    }
}

fn from_stored(stored: StoredFactor) -> anyhow::Result<Factor> {
    Ok(Factor {
        source: match stored.source {
            Some(source) => Provenance::Guidance(Source(source)),
            None => Provenance::Local,
        },
        measure: from_measure(stored.measure)?,
        basis: Basis::from_key(&stored.basis).ok_or_else(|| anyhow!("an unknown basis"))?,
        justification: stored.justified.map(justification).transpose()?,
        key: stored.key,
        title: stored.title,
        window_months: stored.window_months,
        cap: stored.cap,
    })
}

fn justification(stored: StoredJustification) -> anyhow::Result<Justification> {
    let reasons = Reasons::parse(&stored.reasons).map_err(|_| anyhow!("no reasons"))?;
    let given_on: Date = stored.given_on.parse()?;
    Ok(Justification { reasons, given_on })
}

fn from_measure(stored: StoredMeasure) -> anyhow::Result<Measure> {
    Ok(match stored {
        StoredMeasure::PerOccasion { weights, half_after_months } => Measure::PerOccasion {
            weights: weights
                .into_iter()
                .map(|it| Ok(Weight { counted: counted(&it.counted)?, points: it.points }))
                .collect::<anyhow::Result<_>>()?,
            decay: half_after_months.map_or(Decay::Full, |months| Decay::HalfAfter { months }),
        },
        StoredMeasure::Bands { counts, bands } => Measure::Bands {
            counts: counts.iter().map(counted).collect::<anyhow::Result<_>>()?,
            bands: bands
                .into_iter()
                .map(|it| Band { at_least: it.at_least, points: it.points })
                .collect(),
        },
        StoredMeasure::YesNo { counts, points } => Measure::YesNo {
            counts: counts.iter().map(counted).collect::<anyhow::Result<_>>()?,
            points,
        },
    })
}

fn counted(stored: &StoredCounted) -> anyhow::Result<Counted> {
    let kind = EvidenceKind::from_key(&stored.kind).ok_or_else(|| anyhow!("an unknown kind"))?;
    Counted::from_keys(kind, stored.detail.as_deref()).ok_or_else(|| anyhow!("unknown detail"))
}

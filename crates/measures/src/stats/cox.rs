//! What goes with re-offending sooner: Cox's proportional hazards, ties by Efron.

#![expect(
    clippy::indexing_slicing,
    reason = "covariates are counted here; one out of range is a fault of this file"
)]

use serde::Serialize;

use super::interval::{Confidence, Interval};
use super::matrix::{Matrix, dot};
use super::special;

const STEPS_AT_MOST: u32 = 50;
/// A Newton step that gains less than this, as a share of the log likelihood, is the last.
const LEAST_GAIN: f64 = 1e-13;
/// A hazard ratio of e to this power between the least and the most of a covariate is no estimate:
/// the covariate tells the outcome for certain, however seldom it is.
const SPAN_AT_MOST: f64 = 20.0;

/// People who are alike: the same time, outcome and covariates.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Time since the start, in whole units such as days.
    pub at: u32,
    /// Whether they re-offended then, or were only last seen.
    pub event: bool,
    /// How many people.
    pub people: u64,
    /// One number for each covariate.
    pub covariates: Vec<f64>,
}

/// Why there is no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoModel {
    /// Nothing to learn from.
    #[error("nobody re-offended, so that there is nothing to compare")]
    NoEvents,
    /// The covariates are not one number each for everybody.
    #[error("observation {observation} has {given} covariates, not {expected}")]
    Uneven {
        /// Which one, from 0.
        observation: usize,
        /// How many it has.
        given: usize,
        /// How many the first has.
        expected: usize,
    },
    /// A covariate follows from the others, or is the same for everybody.
    #[error("a covariate follows from the others, or is the same for everybody at risk")]
    Dependent,
    /// A covariate tells the outcome of a group for certain, so that its ratio has no end.
    #[error("a covariate separates those who re-offended from the rest: its ratio has no end")]
    Separated,
}

/// One covariate in the model.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Coefficient {
    /// The log of the hazard ratio.
    pub log_ratio: f64,
    /// Its standard error.
    pub error: f64,
    /// The one by the other.
    pub z: f64,
    /// How often chance alone would give as much, either way.
    pub p: f64,
    /// The hazard ratio for one more of the covariate.
    pub ratio: f64,
    /// Of the hazard ratio, by the method of Wald.
    pub interval: Interval,
}

/// The model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Model {
    /// In the order of the covariates.
    pub coefficients: Vec<Coefficient>,
    /// The partial log likelihood with the covariates.
    pub log_likelihood: f64,
    /// The same without.
    pub log_likelihood_without: f64,
    /// How often chance alone would better the likelihood as much.
    pub p: f64,
    /// How many people.
    pub people: u64,
    /// How many of them re-offended.
    pub events: u64,
}

/// Fits the model. Observations in any order. Source: [COX1972], ties [EFRON1977].
pub fn cox(observations: &[Observation], confidence: Confidence) -> Result<Model, NoModel> {
    let data = Data::of(observations)?;
    let mut at = vec![0.0; data.means.len()];
    let mut here = data.slope(&at);
    let without = here.log_likelihood;
    for _ in 0..STEPS_AT_MOST {
        let step = here.curvature.solve(&here.gradient).ok_or(NoModel::Dependent)?;
        let (next, slope) = data.step(&at, &step, here.log_likelihood);
        let gain = slope.log_likelihood - here.log_likelihood;
        let last = gain.abs() <= LEAST_GAIN * (1.0 + slope.log_likelihood.abs());
        (at, here) = (next, slope);
        if at.iter().zip(&data.spans).any(|(it, span)| (it * span).abs() > SPAN_AT_MOST) {
            return Err(NoModel::Separated);
        }
        if last {
            return data.model(&at, &here, without, confidence);
        }
    }
    Err(NoModel::Separated)
}

/// Observations from the longest time to the shortest, covariates less their means.
struct Data {
    rows: Vec<Observation>,
    means: Vec<f64>,
    /// From the least of each covariate to the most.
    spans: Vec<f64>,
}

/// The partial likelihood at one place: its height, its gradient and its curvature.
struct Slope {
    log_likelihood: f64,
    gradient: Vec<f64>,
    curvature: Matrix,
}

/// Sums over a set of people: of their hazards, of these by covariate, and by covariate squared.
struct Sums {
    hazard: f64,
    first: Vec<f64>,
    second: Matrix,
}

impl Data {
    fn of(observations: &[Observation]) -> Result<Self, NoModel> {
        let expected = observations.first().map_or(0, |it| it.covariates.len());
        for (observation, it) in observations.iter().enumerate() {
            let given = it.covariates.len();
            if given != expected {
                return Err(NoModel::Uneven { observation, given, expected });
            }
        }
        if !observations.iter().any(|it| it.event && it.people > 0) {
            return Err(NoModel::NoEvents);
        }
        if expected == 0 {
            return Err(NoModel::Dependent);
        }
        let people = observations.iter().map(|it| it.people).sum::<u64>() as f64;
        let average = |of: &dyn Fn(&Observation) -> f64| {
            observations.iter().map(|it| it.people as f64 * of(it)).sum::<f64>() / people
        };
        let means: Vec<f64> = (0..expected).map(|it| average(&|row| row.covariates[it])).collect();
        let all = |it: usize| observations.iter().map(move |row| row.covariates[it]);
        let most = |it| all(it).fold(f64::NEG_INFINITY, f64::max);
        let least = |it| all(it).fold(f64::INFINITY, f64::min);
        let spans = (0..expected).map(|it| most(it) - least(it)).collect();
        let mut rows = observations.to_vec();
        for row in &mut rows {
            for (value, mean) in row.covariates.iter_mut().zip(&means) {
                *value -= mean;
            }
        }
        rows.sort_by_key(|it| std::cmp::Reverse(it.at));
        Ok(Self { rows, means, spans })
    }

    /// A Newton step, halved until it does not lose.
    fn step(&self, from: &[f64], step: &[f64], least: f64) -> (Vec<f64>, Slope) {
        let mut factor = 1.0;
        loop {
            let next: Vec<f64> = from.iter().zip(step).map(|(a, b)| a + factor * b).collect();
            let slope = self.slope(&next);
            let holds = slope.log_likelihood >= least - 1e-9 * least.abs();
            if holds || factor < 1e-6 {
                return (next, slope);
            }
            factor /= 2.0;
        }
    }

    fn slope(&self, at: &[f64]) -> Slope {
        let covariates = at.len();
        let mut slope = Slope {
            log_likelihood: 0.0,
            gradient: vec![0.0; covariates],
            curvature: Matrix::zero(covariates),
        };
        let mut at_risk = Sums::none(covariates);
        let mut tied = Sums::none(covariates);
        for together in self.rows.chunk_by(|a, b| a.at == b.at) {
            tied.clear();
            let mut events = 0;
            for row in together {
                let index = dot(&row.covariates, at);
                let hazard = row.people as f64 * index.exp();
                at_risk.add(hazard, &row.covariates);
                if row.event {
                    tied.add(hazard, &row.covariates);
                    events += row.people;
                    slope.observe(row, index);
                }
            }
            slope.expect(events, &at_risk, &tied);
        }
        slope
    }

    fn model(
        &self,
        at: &[f64],
        slope: &Slope,
        without: f64,
        confidence: Confidence,
    ) -> Result<Model, NoModel> {
        let variances = slope.curvature.inverse_diagonal().ok_or(NoModel::Dependent)?;
        let coefficients = at.iter().zip(variances);
        let gain = 2.0 * (slope.log_likelihood - without);
        Ok(Model {
            coefficients: coefficients
                .map(|(b, it)| coefficient(*b, it.sqrt(), confidence))
                .collect(),
            log_likelihood: slope.log_likelihood,
            log_likelihood_without: without,
            p: special::chi_squared_above(at.len() as f64, gain),
            people: self.rows.iter().map(|it| it.people).sum(),
            events: self.rows.iter().filter(|it| it.event).map(|it| it.people).sum(),
        })
    }
}

fn coefficient(log_ratio: f64, error: f64, confidence: Confidence) -> Coefficient {
    let z = log_ratio / error;
    Coefficient {
        log_ratio,
        error,
        z,
        p: special::chi_squared_above(1.0, z * z),
        ratio: log_ratio.exp(),
        interval: Interval::around_log(log_ratio.exp(), confidence.z() * error),
    }
}

impl Slope {
    /// Adds what those who re-offended were.
    fn observe(&mut self, row: &Observation, index: f64) {
        let people = row.people as f64;
        self.log_likelihood += people * index;
        for (sum, value) in self.gradient.iter_mut().zip(&row.covariates) {
            *sum += people * value;
        }
    }

    /// Takes away what was to be expected of those at risk. Of `events` at one time, each meets all
    /// at risk less an even share of those who went before it.
    fn expect(&mut self, events: u64, at_risk: &Sums, tied: &Sums) {
        for before in 0..events {
            let gone = before as f64 / events as f64;
            let hazard = at_risk.hazard - gone * tied.hazard;
            let mean: Vec<f64> = at_risk
                .first
                .iter()
                .zip(&tied.first)
                .map(|(all, tied)| (all - gone * tied) / hazard)
                .collect();
            self.log_likelihood -= hazard.ln();
            for (sum, mean) in self.gradient.iter_mut().zip(&mean) {
                *sum -= mean;
            }
            self.curvature.add_matrix(1.0 / hazard, &at_risk.second);
            self.curvature.add_matrix(-gone / hazard, &tied.second);
            self.curvature.add_square(-1.0, &mean);
        }
    }
}

impl Sums {
    fn none(covariates: usize) -> Self {
        Self { hazard: 0.0, first: vec![0.0; covariates], second: Matrix::zero(covariates) }
    }

    fn clear(&mut self) {
        self.hazard = 0.0;
        self.first.fill(0.0);
        self.second.clear();
    }

    fn add(&mut self, hazard: f64, covariates: &[f64]) {
        self.hazard += hazard;
        for (sum, value) in self.first.iter_mut().zip(covariates) {
            *sum += hazard * value;
        }
        self.second.add_square(hazard, covariates);
    }
}

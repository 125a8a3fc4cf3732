//! Intervals, survival and comparison. Every method is named in what it gives, so that it can be
//! printed beside the figure, and is checked against SciPy, statsmodels or lifelines
//! (`fixtures/measures/reference`).

#![expect(
    clippy::cast_precision_loss,
    reason = "people and offences are counted below 2^53, where every whole number is a float"
)]

mod change;
mod cox;
mod funnel;
mod interval;
mod logrank;
mod matrix;
mod proportion;
mod rate;
mod special;
mod survival;
#[cfg(test)]
mod tests;

pub use change::{Counts, Paired, mean, percent_change};
pub use cox::{Coefficient, Model, NoModel, Observation, cox};
pub use funnel::{Limits, Place, change_limits, observed_limits, share_limits};
pub use interval::{Confidence, Estimate, Interval, Method};
pub use logrank::{LogRank, log_rank};
pub use proportion::{Share, difference, wilson};
pub use rate::{Rate, garwood, observed_over_expected, ratio_exact};
pub use survival::{METHOD as SURVIVAL_METHOD, Moment, Step, at, kaplan_meier, median};

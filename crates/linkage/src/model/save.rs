//! From a model back to a file that Splink loads.

use super::{Evidence, Model, Origin, Probability};

impl Model {
    /// The model as Splink's settings, with what training found.
    ///
    /// # Errors
    /// None that is known; the writer may fail.
    pub fn to_json(&self) -> Result<String, super::ModelError> {
        let mut settings = self.settings.clone();
        settings.probability_two_random_records_match = self.prior;
        for (written, comparison) in settings.comparisons.iter_mut().zip(&self.comparisons) {
            written.output_column_name = Some(comparison.name.clone());
            for (written, level) in written.comparison_levels.iter_mut().zip(&comparison.levels) {
                let Evidence::Likelihood { m, u } = level.evidence else { continue };
                written.m_probability = known(m);
                written.u_probability = known(u);
            }
        }
        Ok(serde_json::to_string_pretty(&settings)?)
    }
}

fn known(probability: Probability) -> Option<f64> {
    match probability.origin {
        Origin::Start => None,
        Origin::Given | Origin::Fixed => Some(probability.value),
    }
}

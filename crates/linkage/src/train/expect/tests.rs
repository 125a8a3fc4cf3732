//! What a round may change.

use super::{Evidence, Learning, Levels, Model};
use crate::model::Origin;

#[test]
fn a_probability_that_somebody_fixed_is_not_learnt_and_those_beside_it_are() {
    let mut comparison = Model::person().unwrap().comparisons.swap_remove(0);
    let told = comparison.levels.iter().filter(|it| it.value >= 0).count();
    let last = comparison.levels.last_mut().unwrap();
    let Evidence::Likelihood { m, .. } = &mut last.evidence else { panic!("{last:?}") };
    m.origin = Origin::Fixed;
    let (fixed, lowest) = (m.value, usize::from(super::told(last.value)));
    let mut learning = Learning::begin(&comparison, 0);
    learning.weigh();
    // One expected pair in the level that is fixed, and three in the one above it.
    learning.expect(Levels(lowest as u128), 1.0);
    learning.expect(Levels(lowest as u128 + 1), 3.0);
    assert!(learning.maximise() > 0.0);
    let m = |told: usize| learning.levels[told].unwrap().m;
    assert_eq!(m(lowest).to_bits(), fixed.to_bits());
    // Half a pair is added to each level.
    assert!((m(lowest + 1) - 3.5 / (4.0 + told as f64 / 2.0)).abs() < 1e-12);
}

//! Small cases worked by hand, and cases that have no answer.

#![expect(
    clippy::float_cmp,
    reason = "these figures are exact, or there would be an error in them"
)]

use super::near;
use crate::stats::special::beta_below;
use crate::stats::{
    Confidence, Counts, Method, Moment, NoModel, Observation, Paired, Place, Rate, Share, at,
    change_limits, cox, garwood, kaplan_meier, log_rank, mean, median, observed_over_expected,
    percent_change, ratio_exact, share_limits, wilson,
};

#[test]
fn there_is_no_share_of_nobody_nor_of_more_than_all() {
    assert_eq!(Share::new(0, 0), None);
    assert_eq!(Share::new(3, 2), None);
}

#[test]
fn none_of_ten_has_a_lower_limit_of_exactly_none() {
    let none = wilson(Share::new(0, 10).unwrap(), Confidence::P95).interval.unwrap();
    assert_eq!(none.low, 0.0);
    let all = wilson(Share::new(10, 10).unwrap(), Confidence::P95).interval.unwrap();
    assert_eq!(all.high, 1.0);
}

#[test]
fn no_offence_at_all_still_has_an_upper_limit() {
    let none = garwood(Rate::new(0, 1.0).unwrap(), Confidence::P95);
    near(none.interval.unwrap().high, 3.688_879_454, 1e-9, "minus the logarithm of 0.025");
    assert_eq!(Rate::new(3, 0.0), None);
}

#[test]
fn a_small_scheme_of_which_all_re_offended_is_not_told_from_others_if_chance_gives_that() {
    for people in 1..=60 {
        for share in [0.3, 0.5, 0.8, 0.95] {
            let place = share_limits(share, people).place(1.0);
            let all = share.powi(people.try_into().unwrap());
            assert_eq!(place == Place::NotDistinguishable, all > 0.025, "{people} at {share}");
            assert_eq!(place == Place::Higher, all <= 0.001, "{people} at {share}");
        }
    }
}

#[test]
fn counts_of_millions_are_as_likely_above_their_middle_as_below() {
    for count in [1e4, 1e6, 1e7] {
        near(beta_below(count, count, 0.5), 0.5, 1e-9, "the middle, by symmetry");
        let below = beta_below(count, count / 2.0, 0.6667);
        let above = beta_below(count / 2.0, count, 1.0 - 0.6667);
        near(below + above, 1.0, 1e-9, "below and above");
    }
}

#[test]
fn the_ppo_2009_cohort_fell_by_39_per_cent_and_that_is_not_chance() {
    // 2.4 offences a head by 10,635 people, 39 per cent fewer than before: [PPO2010].
    let paired = Paired {
        people: 10_635,
        before: 41_842,
        before_squares: 300_000,
        after: 25_524,
        after_squares: 190_000,
        product: 120_000,
    };
    let change = percent_change(paired, Confidence::P95).unwrap();
    near(change.value, -39.0, 1e-3, "percent");
    assert_eq!(change.method, Method::LogRatioOfMeans);
    let interval = change.interval.unwrap();
    assert!(interval.high < -36.0 && interval.low > -42.0, "{interval:?}");
}

#[test]
fn change_from_nothing_is_no_figure() {
    let paired =
        Paired { people: 5, before: 0, before_squares: 0, after: 3, after_squares: 3, product: 0 };
    assert_eq!(percent_change(paired, Confidence::P95), None);
}

#[test]
fn change_to_nothing_is_minus_100_with_an_exact_limit() {
    let paired =
        Paired { people: 5, before: 4, before_squares: 4, after: 0, after_squares: 0, product: 0 };
    let change = percent_change(paired, Confidence::P95).unwrap();
    assert_eq!(change.value, -100.0);
    assert_eq!(change.method, Method::ConditionalExact);
    let interval = change.interval.unwrap();
    // One side of four tosses that all fell before: 1 - 0.025^(1/4), as odds.
    let share: f64 = 1.0 - 0.025_f64.powf(0.25);
    near(interval.high, 100.0 * (share / (1.0 - share) - 1.0), 1e-9, "upper limit");
    assert_eq!(interval.low, -100.0);
}

#[test]
fn a_cohort_of_one_has_a_figure_and_no_interval() {
    let one =
        Paired { people: 1, before: 4, before_squares: 16, after: 2, after_squares: 4, product: 8 };
    let change = percent_change(one, Confidence::P95).unwrap();
    assert_eq!((change.value, change.interval), (-50.0, None));
    let rate = mean(Counts { people: 1, sum: 2, squares: 4 }, Confidence::P95).unwrap();
    assert_eq!((rate.value, rate.interval), (2.0, None));
    assert_eq!(mean(Counts { people: 0, sum: 0, squares: 0 }, Confidence::P95), None);
}

#[test]
fn people_who_all_halved_give_no_spread_to_judge_by() {
    // 2 to 1, 4 to 2 and 6 to 3.
    let paired = Paired {
        people: 3,
        before: 12,
        before_squares: 56,
        after: 6,
        after_squares: 14,
        product: 28,
    };
    let change = percent_change(paired, Confidence::P95).unwrap();
    assert_eq!((change.value, change.interval), (-50.0, None));
}

#[test]
fn a_ratio_to_a_group_that_was_never_counted_has_no_end() {
    let some = Rate::new(4, 20.0).unwrap();
    let none = Rate::new(0, 10.0).unwrap();
    let ratio = ratio_exact(some, none, Confidence::P95).unwrap();
    assert!(ratio.value.is_infinite() && ratio.interval.unwrap().high.is_infinite());
    assert!(ratio.interval.unwrap().holds(1.0));
    assert_eq!(ratio_exact(none, none, Confidence::P95), None);
}

#[test]
fn as_many_as_expected_is_a_ratio_of_one() {
    let ratio = observed_over_expected(20, 20.0, Confidence::P95).unwrap();
    assert_eq!(ratio.value, 1.0);
    assert!(ratio.interval.unwrap().holds(1.0));
    assert_eq!(observed_over_expected(2, 0.0, Confidence::P95), None);
}

#[test]
fn schemes_within_the_limits_are_not_distinguishable() {
    // 43 people, 56 per cent of all: 24 expected.
    let limits = share_limits(0.56, 43);
    let words = |of: f64| limits.place(of / 43.0).words();
    assert_eq!(words(24.0), "not distinguishable");
    assert_eq!(words(28.0), "not distinguishable");
    assert_eq!(limits.place(32.0 / 43.0), Place::PerhapsHigher);
    assert_eq!(limits.place(36.0 / 43.0), Place::Higher);
    assert_eq!(limits.place(17.0 / 43.0), Place::PerhapsLower);
    assert_eq!(limits.place(12.0 / 43.0), Place::Lower);
}

#[test]
fn the_funnel_of_change_narrows_with_size_and_needs_a_spread() {
    let all = Paired {
        people: 1000,
        before: 4000,
        before_squares: 28_000,
        after: 2400,
        after_squares: 14_000,
        product: 12_000,
    };
    let small = change_limits(all, 10).unwrap();
    let large = change_limits(all, 100).unwrap();
    assert_eq!(small.place(-40.0), Place::NotDistinguishable);
    assert!(small.inner.low < large.inner.low && large.inner.high < small.inner.high);
    assert!(large.outer.low < large.inner.low && large.inner.high < large.outer.high);
    assert_eq!(change_limits(all, 0), None);
}

fn moment(at: u32, events: u64, censored: u64) -> Moment {
    Moment { at, events, censored }
}

#[test]
fn a_life_table_of_six_people() {
    // Re-offended on days 5, 5 and 20; last seen on days 5, 10 and 30.
    let steps = kaplan_meier(
        &[moment(5, 2, 1), moment(10, 0, 1), moment(20, 1, 0), moment(30, 0, 1)],
        Confidence::P95,
    );
    let surviving: Vec<f64> = steps.iter().map(|it| it.surviving).collect();
    let at_risk: Vec<u64> = steps.iter().map(|it| it.at_risk).collect();
    assert_eq!(at_risk, [6, 3, 2, 1]);
    for (ours, expected) in surviving.iter().zip([4.0 / 6.0, 4.0 / 6.0, 1.0 / 3.0, 1.0 / 3.0]) {
        near(*ours, expected, 1e-12, "surviving");
    }
    assert_eq!(median(&steps), Some(20));
    assert_eq!(at(&steps, 4), None);
    assert_eq!(at(&steps, 19).unwrap().at, 10);
}

#[test]
fn a_curve_that_reaches_the_ground_has_no_interval_there() {
    let steps = kaplan_meier(&[moment(1, 1, 0), moment(2, 1, 0)], Confidence::P95);
    assert_eq!(steps[1].surviving, 0.0);
    assert_eq!(steps[1].interval, None);
    assert_eq!(kaplan_meier(&[], Confidence::P95), []);
}

#[test]
fn groups_that_cannot_be_told_apart_give_no_test() {
    let some = vec![moment(3, 2, 1)];
    assert_eq!(log_rank(std::slice::from_ref(&some)), None);
    assert_eq!(log_rank(&[some.clone(), Vec::new()]), None);
    assert_eq!(log_rank(&[vec![moment(3, 0, 4)], vec![moment(5, 0, 2)]]), None);
    let test = log_rank(&[some.clone(), some]).unwrap();
    near(test.chi_squared, 0.0, 1e-12, "chi-squared");
    near(test.p, 1.0, 1e-12, "p");
}

fn offended(at: u32, people: u64, covariates: &[f64]) -> Observation {
    Observation { at, event: true, people, covariates: covariates.to_vec() }
}

fn left(at: u32, people: u64, covariates: &[f64]) -> Observation {
    Observation { event: false, ..offended(at, people, covariates) }
}

#[test]
fn people_alike_may_be_counted_together() {
    let apart: Vec<Observation> = (0..30)
        .map(|it| {
            let of = if it % 3 > 0 { offended } else { left };
            of(1 + it % 5, 1, &[f64::from(it % 2), f64::from(it % 7)])
        })
        .collect();
    let mut together: Vec<Observation> = Vec::new();
    for it in &apart {
        match together.iter_mut().find(|have| Observation { people: 1, ..(*have).clone() } == *it) {
            Some(have) => have.people += 1,
            None => together.push(it.clone()),
        }
    }
    let apart = cox(&apart, Confidence::P95).unwrap();
    let together = cox(&together, Confidence::P95).unwrap();
    assert_eq!(apart.people, together.people);
    for (a, b) in apart.coefficients.iter().zip(&together.coefficients) {
        near(a.log_ratio, b.log_ratio, 1e-9, "coefficient");
        near(a.error, b.error, 1e-9, "error");
    }
}

#[test]
fn models_that_cannot_be_are_refused_with_the_reason() {
    let model = |rows: &[Observation]| cox(rows, Confidence::P95).unwrap_err();
    assert_eq!(model(&[]), NoModel::NoEvents);
    assert_eq!(model(&[left(3, 9, &[1.0])]), NoModel::NoEvents);
    let uneven = [offended(3, 1, &[1.0]), offended(4, 1, &[])];
    assert_eq!(model(&uneven), NoModel::Uneven { observation: 1, given: 0, expected: 1 });
    let same = [offended(3, 4, &[1.0]), offended(4, 1, &[1.0])];
    assert_eq!(model(&same), NoModel::Dependent);
    let twice = [offended(3, 4, &[1.0, 2.0]), offended(4, 1, &[0.0, 0.0]), left(5, 1, &[1.0, 2.0])];
    assert_eq!(model(&twice), NoModel::Dependent);
    let apart = [offended(3, 5, &[1.0]), left(9, 5, &[0.0])];
    assert_eq!(model(&apart), NoModel::Separated);
    // One of fifty alone is of a group, and was the first: its coefficient has no end either.
    let seldom: Vec<Observation> = std::iter::once(offended(1, 1, &[1.0]))
        .chain((2..51).map(|at| offended(at, 1, &[0.0])))
        .collect();
    assert_eq!(model(&seldom), NoModel::Separated);
}

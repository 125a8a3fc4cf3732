//! What must hold whatever the numbers.

use proptest::prelude::*;

use crate::stats::{
    Confidence, Counts, Interval, Moment, Paired, Rate, Share, difference, garwood, kaplan_meier,
    mean, observed_limits, percent_change, ratio_exact, share_limits, wilson,
};

fn shares() -> impl Strategy<Value = Share> {
    (1_u64..2000)
        .prop_flat_map(|among| (0..=among, Just(among)))
        .prop_map(|(of, among)| Share::new(of, among).unwrap())
}

proptest! {
    #[test]
    fn intervals_of_shares_hold_the_share_and_stay_within_all(share in shares()) {
        let interval = wilson(share, Confidence::P95).interval.unwrap();
        prop_assert!(interval.holds(share.value()));
        prop_assert!(0.0 <= interval.low && interval.high <= 1.0);
    }

    #[test]
    fn more_re_offenders_never_lower_a_limit(of in 0_u64..500, more in 1_u64..500) {
        let among = 1000;
        let limits =
            |of| wilson(Share::new(of, among).unwrap(), Confidence::P95).interval.unwrap();
        let (less, more) = (limits(of), limits(of + more));
        prop_assert!(less.low <= more.low && less.high <= more.high);
    }

    #[test]
    fn a_surer_interval_is_wider(share in shares(), count in 0_u64..5000) {
        let sure = Confidence::P998;
        let (inner, outer) = (wilson(share, Confidence::P95), wilson(share, sure));
        let (inner, outer) = (inner.interval.unwrap(), outer.interval.unwrap());
        prop_assert!(outer.low <= inner.low && inner.high <= outer.high);
        let rate = Rate::new(count, 7.0).unwrap();
        let (inner, outer) = (garwood(rate, Confidence::P95), garwood(rate, sure));
        let (inner, outer) = (inner.interval.unwrap(), outer.interval.unwrap());
        prop_assert!(inner.holds(rate.value()));
        prop_assert!(outer.low <= inner.low && inner.high < outer.high);
    }

    #[test]
    fn a_difference_changes_its_sign_with_its_order(a in shares(), b in shares()) {
        let there = difference(a, b, Confidence::P95).interval.unwrap();
        let back = difference(b, a, Confidence::P95).interval.unwrap();
        prop_assert!((there.low + back.high).abs() < 1e-12);
        prop_assert!(there.holds(a.value() - b.value()));
        prop_assert!(-1.0 <= there.low && there.high <= 1.0);
    }

    #[test]
    fn a_ratio_turns_over_with_its_order(a in 0_u64..300, b in 1_u64..300) {
        let (first, second) = (Rate::new(a, 50.0).unwrap(), Rate::new(b, 80.0).unwrap());
        let there = ratio_exact(first, second, Confidence::P95).unwrap();
        let back = ratio_exact(second, first, Confidence::P95).unwrap();
        prop_assert!(there.interval.unwrap().holds(there.value));
        let product = there.interval.unwrap().low * back.interval.unwrap().high;
        prop_assert!(a == 0 || (product - 1.0).abs() < 1e-9);
    }

    #[test]
    fn figures_of_people_hold_the_figure(
        counts in prop::collection::vec((0_u64..12, 0_u64..12), 1..60),
    ) {
        let sum = |of: &dyn Fn(&(u64, u64)) -> u64| counts.iter().map(of).sum::<u64>();
        let paired = Paired {
            people: counts.len() as u64,
            before: sum(&|it| it.0),
            before_squares: sum(&|it| it.0 * it.0),
            after: sum(&|it| it.1),
            after_squares: sum(&|it| it.1 * it.1),
            product: sum(&|it| it.0 * it.1),
        };
        if let Some(change) = percent_change(paired, Confidence::P95) {
            prop_assert!(change.value >= -100.0);
            let held = |it: Interval| it.holds(change.value) && it.low >= -100.0;
            prop_assert!(change.interval.is_none_or(held));
        }
        let Paired { people, after: sum, after_squares: squares, .. } = paired;
        let after = Counts { people, sum, squares };
        let rate = mean(after, Confidence::P95).unwrap();
        prop_assert!(rate.interval.is_none_or(|it| it.holds(rate.value) && it.low >= 0.0));
    }

    #[test]
    fn without_censoring_the_curve_is_the_share_left(
        days in prop::collection::btree_map(0_u32..400, 1_u64..5, 1..40),
    ) {
        let all: u64 = days.values().sum();
        let moments: Vec<Moment> =
            days.iter().map(|(at, it)| Moment { at: *at, events: *it, censored: 0 }).collect();
        let mut left = all;
        for step in kaplan_meier(&moments, Confidence::P95) {
            prop_assert_eq!(step.at_risk, left);
            left -= step.events;
            prop_assert!((step.surviving - left as f64 / all as f64).abs() < 1e-12);
        }
    }

    #[test]
    fn curves_never_rise_and_intervals_hold_them(
        days in prop::collection::btree_map(0_u32..400, (0_u64..5, 0_u64..5), 1..40),
    ) {
        let moments: Vec<Moment> = days
            .iter()
            .map(|(at, it)| Moment { at: *at, events: it.0, censored: it.1 })
            .collect();
        let mut before = 1.0;
        for step in kaplan_meier(&moments, Confidence::P95) {
            prop_assert!(step.surviving <= before);
            prop_assert!(step.interval.is_none_or(|it| it.holds(step.surviving)));
            before = step.surviving;
        }
    }

    #[test]
    fn larger_schemes_have_narrower_funnels(share in 0.1_f64..0.9, people in 20_u64..500) {
        let (small, large) = (share_limits(share, people), share_limits(share, people * 4));
        prop_assert!(small.inner.holds(share) && large.inner.holds(share));
        prop_assert!(large.inner.high - large.inner.low < small.inner.high - small.inner.low);
        let (small, large) = (observed_limits(8.0 * share), observed_limits(80.0 * share));
        prop_assert!(small.inner.holds(1.0) && large.inner.holds(1.0));
        prop_assert!(large.outer.high < small.outer.high);
    }
}

/// The chance that the interval of a share holds the truth: over every outcome, so that nothing is
/// left to a seed.
fn coverage(truth: f64, among: u64) -> f64 {
    let mut chance = (1.0 - truth).powf(among as f64);
    let mut covered = 0.0;
    for of in 0..=among {
        let interval = wilson(Share::new(of, among).unwrap(), Confidence::P95).interval.unwrap();
        if interval.holds(truth) {
            covered += chance;
        }
        chance *= (among - of) as f64 / (of + 1) as f64 * truth / (1.0 - truth);
    }
    covered
}

#[test]
fn the_interval_of_a_share_covers_what_it_says_on_average() {
    let truths: Vec<f64> = (1..=50).map(|it| f64::from(it) / 100.0).collect();
    for among in [5, 43, 200] {
        let score: f64 = truths.iter().map(|it| coverage(*it, among)).sum();
        let score = score / truths.len() as f64;
        assert!((0.945..0.965).contains(&score), "{among}: {score}");
    }
}

#[test]
fn the_exact_poisson_interval_never_covers_less_than_it_says() {
    for truth in [0.2, 1.0, 3.7, 24.0, 110.0] {
        let mut chance = f64::exp(-truth);
        let mut covered = 0.0;
        for count in 0..400_u64 {
            let interval = garwood(Rate::new(count, 1.0).unwrap(), Confidence::P95).interval;
            if interval.unwrap().holds(truth) {
                covered += chance;
            }
            chance *= truth / (count + 1) as f64;
        }
        assert!((0.95..0.9999).contains(&covered), "{truth}: {covered}");
    }
}

/// A made-up population in which a few offend much more than the rest, each with the same true fall
/// to six tenths: how often the interval of percent change holds it.
#[test]
fn the_interval_of_change_covers_where_offending_is_uneven() {
    let mut state = 20_091_201_u64;
    let mut unit = move || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    let (mut held, rounds) = (0, 800);
    for _ in 0..rounds {
        let mut all = Paired {
            people: 60,
            before: 0,
            before_squares: 0,
            after: 0,
            after_squares: 0,
            product: 0,
        };
        for _ in 0..all.people {
            let rate = -4.0 * unit().ln();
            let (before, after) = (poisson(rate, &mut unit), poisson(0.6 * rate, &mut unit));
            all.before += before;
            all.before_squares += before * before;
            all.after += after;
            all.after_squares += after * after;
            all.product += before * after;
        }
        let change = percent_change(all, Confidence::P95).unwrap();
        held += u32::from(change.interval.unwrap().holds(-40.0));
    }
    let coverage = f64::from(held) / f64::from(rounds);
    assert!((0.925..0.975).contains(&coverage), "{coverage}");
}

fn poisson(rate: f64, unit: &mut impl FnMut() -> f64) -> u64 {
    let (mut left, mut count) = (rate, 0);
    loop {
        left += unit().ln();
        if left < 0.0 {
            return count;
        }
        count += 1;
    }
}

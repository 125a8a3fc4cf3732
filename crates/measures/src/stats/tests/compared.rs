//! The same figures as SciPy, statsmodels and lifelines give.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{list, near, number, reference, text, whole};
use crate::stats::special::{
    beta_below, beta_within, gamma_below, gamma_within, ln_gamma, normal_beyond,
};
use crate::stats::{
    Confidence, Counts, Estimate, Interval, Limits, Moment, Observation, Paired, Rate, Share, Step,
    cox, difference, garwood, kaplan_meier, log_rank, mean, observed_limits, percent_change,
    ratio_exact, share_limits, wilson,
};

fn check_limits(ours: Option<Interval>, expected: &Value, what: &str) {
    let ours = ours.unwrap();
    near(ours.low, number(&expected[0]), 1e-9, what);
    match expected[1].as_f64() {
        Some(high) => near(ours.high, high, 1e-9, what),
        None => assert!(ours.high.is_infinite(), "{what}"),
    }
}

fn check_function(name: &str, within: f64, ours: impl Fn(&[f64]) -> f64) {
    for case in list(&reference("special.json")[name]) {
        let values: Vec<f64> = list(case).iter().map(number).collect();
        let (expected, given) = values.split_last().unwrap();
        near(ours(given), *expected, within, &format!("{name} {given:?}"));
    }
}

#[test]
fn the_special_functions_are_those_of_scipy() {
    check_function("ln_gamma", 2e-11, |it| ln_gamma(it[0]));
    check_function("gamma_below", 2e-11, |it| gamma_below(it[0], it[1]));
    // For a shape of 630,001 mpmath, with forty digits, sides with us.
    check_function("gamma_within", 1e-10, |it| gamma_within(it[0], it[1]));
    check_function("normal_beyond", 2e-11, |it| normal_beyond(it[0]));
    check_function("beta_below", 2e-11, |it| beta_below(it[0], it[1], it[2]));
    check_function("beta_within", 2e-11, |it| beta_within(it[0], it[1], it[2]));
}

fn confidence(case: &Value) -> Confidence {
    let levels = [(0.95, Confidence::P95), (0.998, Confidence::P998)];
    let level = number(&case["level"]);
    levels.into_iter().find(|it| (it.0 - level).abs() < 1e-12).unwrap().1
}

#[test]
fn shares_have_the_interval_of_statsmodels() {
    for case in list(&reference("intervals.json")["shares"]) {
        let share = Share::new(whole(&case["of"]), whole(&case["among"])).unwrap();
        let what = case.to_string();
        check_limits(wilson(share, confidence(case)).interval, &case["wilson"], &what);
    }
}

#[test]
fn differences_have_the_interval_of_statsmodels() {
    let share = |it: &Value| Share::new(whole(&it[0]), whole(&it[1])).unwrap();
    for case in list(&reference("intervals.json")["differences"]) {
        let ours = difference(share(&case["first"]), share(&case["second"]), Confidence::P95);
        check_limits(ours.interval, &case["newcombe"], &case.to_string());
    }
}

#[test]
fn rates_have_the_exact_poisson_interval() {
    for case in list(&reference("intervals.json")["rates"]) {
        let rate = Rate::new(whole(&case["count"]), number(&case["over"])).unwrap();
        check_limits(garwood(rate, confidence(case)).interval, &case["garwood"], &case.to_string());
    }
}

#[test]
fn ratios_of_rates_have_the_exact_interval() {
    let rate = |it: &Value| Rate::new(whole(&it[0]), number(&it[1])).unwrap();
    for case in list(&reference("intervals.json")["ratios"]) {
        let (first, second) = (rate(&case["first"]), rate(&case["second"]));
        let exact = ratio_exact(first, second, Confidence::P95).unwrap();
        check_limits(exact.interval, &case["exact"], &case.to_string());
        // The interval leaves out 1 just where the exact test of equal rates would reject.
        let apart = !exact.interval.unwrap().holds(1.0);
        if number(&case["p"]) > 0.1 || number(&case["p"]) < 0.02 {
            assert_eq!(apart, number(&case["p"]) < 0.05, "{case}");
        }
    }
}

fn check_estimate(ours: Estimate, expected: &Value) {
    near(ours.value, number(&expected[0]), 1e-9, "value");
    check_limits(ours.interval, &Value::from(&list(expected)[1..]), "limits");
}

#[test]
fn change_and_means_have_the_interval_of_the_delta_method() {
    for case in list(&reference("intervals.json")["changes"]) {
        let sum = |name: &str| whole(&case[name]);
        let paired = Paired {
            people: sum("people"),
            before: sum("before"),
            before_squares: sum("before_squares"),
            after: sum("after"),
            after_squares: sum("after_squares"),
            product: sum("product"),
        };
        check_estimate(percent_change(paired, Confidence::P95).unwrap(), &case["change"]);
        let after =
            Counts { people: paired.people, sum: paired.after, squares: paired.after_squares };
        check_estimate(mean(after, Confidence::P95).unwrap(), &case["mean_after"]);
    }
}

fn check_funnel(ours: Limits, expected: &Value) {
    let all = [ours.outer.low, ours.inner.low, ours.inner.high, ours.outer.high];
    for (ours, expected) in all.iter().zip(list(expected)) {
        near(*ours, number(expected), 1e-8, "limit");
    }
}

#[test]
fn funnels_have_the_interpolated_exact_limits() {
    let funnels = &reference("intervals.json")["funnels"];
    for case in list(&funnels["shares"]) {
        check_funnel(share_limits(number(&case["share"]), whole(&case["people"])), &case["limits"]);
    }
    for case in list(&funnels["expected"]) {
        check_funnel(observed_limits(number(&case["expected"])), &case["limits"]);
    }
}

/// Of those released: week of first arrest or of the last look, whether arrested, and covariates by
/// name.
fn rossi() -> Vec<BTreeMap<String, u32>> {
    let text = text("rossi.csv");
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let row = |line: &str| {
        let values = line.split(',').map(|it| it.parse().unwrap());
        names.iter().map(|it| (*it).to_owned()).zip(values).collect()
    };
    lines.map(row).collect()
}

fn moments(people: &[&BTreeMap<String, u32>]) -> Vec<Moment> {
    let mut weeks: BTreeMap<u32, Moment> = BTreeMap::new();
    for person in people {
        let at = person["week"];
        let week = weeks.entry(at).or_insert(Moment { at, events: 0, censored: 0 });
        week.events += u64::from(person["arrest"]);
        week.censored += u64::from(1 - person["arrest"]);
    }
    weeks.into_values().collect()
}

fn check_table(ours: &[Step], expected: &Value) {
    assert_eq!(ours.len(), list(expected).len());
    for (step, expected) in ours.iter().zip(list(expected)) {
        assert_eq!(u64::from(step.at), whole(&expected["at"]));
        assert_eq!(step.at_risk, whole(&expected["at_risk"]));
        assert_eq!(step.events, whole(&expected["events"]));
        assert_eq!(step.censored, whole(&expected["censored"]));
        near(step.surviving, number(&expected["surviving"]), 1e-12, "surviving");
        check_limits(step.interval, &expected["limits"], "Greenwood");
    }
}

#[test]
fn the_rossi_life_table_is_that_of_lifelines() {
    let people = rossi();
    assert_eq!(people.len(), 432);
    let all: Vec<_> = people.iter().collect();
    let expected = reference("survival.json");
    check_table(&kaplan_meier(&moments(&all), Confidence::P95), &expected["all"]);
    let aided: Vec<_> = people.iter().filter(|it| it["fin"] == 1).collect();
    check_table(&kaplan_meier(&moments(&aided), Confidence::P95), &expected["fin_1"]);
}

#[test]
fn the_rossi_log_rank_tests_are_those_of_lifelines() {
    let mut people = rossi();
    for person in &mut people {
        let band = person["prio"].min(6);
        person.insert("prio_band".to_owned(), band);
    }
    for case in list(&reference("survival.json")["log_rank"]) {
        let column = case["column"].as_str().unwrap();
        let mut groups: BTreeMap<u32, Vec<&BTreeMap<String, u32>>> = BTreeMap::new();
        for person in &people {
            groups.entry(person[column]).or_default().push(person);
        }
        let groups: Vec<_> = groups.values().map(|it| moments(it)).collect();
        let ours = log_rank(&groups).unwrap();
        assert_eq!(ours.freedom, groups.len() - 1);
        near(ours.chi_squared, number(&case["chi_squared"]), 1e-9, column);
        near(ours.p, number(&case["p"]), 1e-9, column);
        let events: u64 = ours.observed.iter().sum();
        assert_eq!(events, 114);
        near(ours.expected.iter().sum(), 114.0, 1e-12, "as many are expected as were observed");
    }
}

#[test]
fn the_rossi_cox_model_is_that_of_lifelines() {
    let expected = &reference("survival.json")["cox"];
    let names: Vec<&str> =
        list(&expected["covariates"]).iter().map(|it| it.as_str().unwrap()).collect();
    let observation = |person: &BTreeMap<String, u32>| Observation {
        at: person["week"],
        event: person["arrest"] == 1,
        people: 1,
        covariates: names.iter().map(|it| f64::from(person[*it])).collect(),
    };
    let people: Vec<Observation> = rossi().iter().map(observation).collect();
    let model = cox(&people, Confidence::P95).unwrap();
    assert_eq!((model.people, model.events), (432, 114));
    for (number_of, ours) in model.coefficients.iter().enumerate() {
        let name = names[number_of];
        near(ours.log_ratio, number(&expected["log_ratio"][number_of]), 1e-8, name);
        near(ours.error, number(&expected["error"][number_of]), 1e-8, name);
        near(ours.z, number(&expected["z"][number_of]), 1e-8, name);
        near(ours.p, number(&expected["p"][number_of]), 1e-8, name);
        let limits = &expected["ratio_limits"][number_of];
        near(ours.interval.low, number(&limits[0]), 1e-8, name);
        near(ours.interval.high, number(&limits[1]), 1e-8, name);
    }
    near(model.log_likelihood, number(&expected["log_likelihood"]), 1e-10, "likelihood");
    let gain = 2.0 * (model.log_likelihood - model.log_likelihood_without);
    near(gain, number(&expected["log_likelihood_ratio"]), 1e-8, "likelihood ratio");
}

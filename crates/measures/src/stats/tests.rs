//! Intervals, survival and comparison against SciPy, statsmodels and lifelines, and what must hold
//! whatever the numbers.

mod compared;
mod properties;
mod worked;

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

/// A file of expected values, as `fixtures/measures/reference/make.py` wrote it.
fn reference(name: &str) -> Value {
    serde_json::from_str(&text(name)).unwrap()
}

fn text(name: &str) -> String {
    let folder = "../../fixtures/measures/reference";
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder).join(name);
    fs::read_to_string(&path).unwrap_or_else(|it| panic!("{}: {it}", path.display()))
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("not a list: {value}"))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("not a number: {value}"))
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("not a whole number: {value}"))
}

/// Close, as a share of what was expected or, near 0, as it stands.
fn near(ours: f64, expected: f64, within: f64, what: &str) {
    let error = (ours - expected).abs() / expected.abs().max(1e-3);
    assert!(error <= within, "{what}: {ours}, expected {expected}, off by {error:e}");
}

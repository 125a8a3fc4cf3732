//! The few special functions that intervals need: log gamma, the regularised incomplete gamma and
//! beta functions, and quantiles of the normal, gamma and beta distributions. Checked against
//! SciPy. Ours, because those of `statrs` are wrong for counts of millions (ADR 0014).

use std::f64::consts::{PI, SQRT_2};

/// Relative size of a term that no longer changes a sum.
const LEAST_TERM: f64 = 1e-17;
const TERMS_AT_MOST: u32 = 200_000;
const STEPS_AT_MOST: u32 = 200;
/// Keeps the continued fractions from dividing by nothing.
const TINY: f64 = 1e-300;

/// The natural logarithm of gamma of `x`, for `x` above 0: Stirling's series, after stepping up.
pub(super) fn ln_gamma(x: f64) -> f64 {
    let mut x = x;
    let mut product = 1.0;
    while x < 15.0 {
        product *= x;
        x += 1.0;
    }
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * PI).ln() + beyond_stirling(x) - f64::ln(product)
}

/// What Stirling's formula leaves out of the log of gamma, for `x` of at least 15.
fn beyond_stirling(x: f64) -> f64 {
    const SERIES: [f64; 7] = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1260.0,
        -1.0 / 1680.0,
        1.0 / 1188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
    ];
    let inverse_square = 1.0 / (x * x);
    SERIES.iter().rev().fold(0.0, |sum, term| sum * inverse_square + term) / x
}

/// The gamma density times `x`. In large shapes logarithms of millions would cancel, so that they
/// are taken from the mean.
fn gamma_front(shape: f64, x: f64) -> f64 {
    if shape < 15.0 {
        return (shape * x.ln() - x - ln_gamma(shape)).exp();
    }
    let off = (x - shape) / shape;
    let exponent = shape * (off.ln_1p() - off) - beyond_stirling(shape);
    (shape / (2.0 * PI)).sqrt() * exponent.exp()
}

/// The share of a gamma distribution of this shape (scale 1) below `x`, and the share above.
fn gamma_shares(shape: f64, x: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    let front = gamma_front(shape, x);
    if x < shape + 1.0 {
        let below = front * gamma_series(shape, x);
        (below, 1.0 - below)
    } else {
        let above = front * gamma_fraction(shape, x);
        (1.0 - above, above)
    }
}

fn gamma_series(shape: f64, x: f64) -> f64 {
    let mut term = 1.0 / shape;
    let mut sum = term;
    let mut next = shape;
    for _ in 0..TERMS_AT_MOST {
        next += 1.0;
        term *= x / next;
        sum += term;
        if term < sum * LEAST_TERM {
            break;
        }
    }
    sum
}

fn gamma_fraction(shape: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - shape;
    let mut fraction = Lentz::begin(b);
    for i in 1..TERMS_AT_MOST {
        let i = f64::from(i);
        b += 2.0;
        if fraction.add(-i * (i - shape), b) {
            break;
        }
    }
    1.0 / fraction.value
}

/// The share of a gamma distribution of this shape (scale 1) below `x`.
pub(super) fn gamma_below(shape: f64, x: f64) -> f64 {
    gamma_shares(shape, x).0
}

/// The share of a gamma distribution of this shape (scale 1) above `x`.
pub(super) fn gamma_above(shape: f64, x: f64) -> f64 {
    gamma_shares(shape, x).1
}

/// The beta density times `x` and times `1 - x`; from the mean in large shapes, as for gamma.
fn beta_front(a: f64, b: f64, x: f64) -> f64 {
    if a < 15.0 || b < 15.0 {
        let whole = ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
        return (a * x.ln() + b * (-x).ln_1p() - whole).exp();
    }
    let off = x * b - (1.0 - x) * a;
    let part = |shape: f64, off: f64| shape * ((off / shape).ln_1p() - off / shape);
    let series = beyond_stirling(a + b) - beyond_stirling(a) - beyond_stirling(b);
    let exponent = part(a, off) + part(b, -off) + series;
    (a / (a + b) * b / (2.0 * PI)).sqrt() * exponent.exp()
}

/// The share of a beta distribution below `x`.
pub(super) fn beta_below(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = beta_front(a, b, x);
    if x < (a + 1.0) / (a + b + 2.0) {
        front / (a * beta_fraction(a, b, x))
    } else {
        1.0 - front / (b * beta_fraction(b, a, 1.0 - x))
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut fraction = Lentz::begin(1.0);
    for i in 0..TERMS_AT_MOST {
        let i = f64::from(i);
        let even = a + 2.0 * i;
        if fraction.add(-(a + i) * (a + b + i) * x / (even * (even + 1.0)), 1.0) {
            break;
        }
        let next = i + 1.0;
        let odd = a + 2.0 * next;
        if fraction.add(next * (b - next) * x / ((odd - 1.0) * odd), 1.0) {
            break;
        }
    }
    fraction.value
}

/// A continued fraction `b0 + a1/(b1 + a2/(b2 + ...))` by the method of Lentz.
struct Lentz {
    value: f64,
    numerators: f64,
    denominators: f64,
}

impl Lentz {
    fn begin(b: f64) -> Self {
        let value = if b == 0.0 { TINY } else { b };
        Self { value, numerators: value, denominators: 0.0 }
    }

    /// One more level; true once it changes nothing.
    fn add(&mut self, a: f64, b: f64) -> bool {
        let keep = |it: f64| if it.abs() < TINY { TINY } else { it };
        self.denominators = 1.0 / keep(b + a * self.denominators);
        self.numerators = keep(b + a / self.numerators);
        let change = self.numerators * self.denominators;
        self.value *= change;
        (change - 1.0).abs() < 1e-16
    }
}

/// The value that this share of a standard normal distribution lies above; `share` between 0 and 1.
pub(super) fn normal_beyond(share: f64) -> f64 {
    if share > 0.5 {
        return -normal_beyond(1.0 - share);
    }
    // By symmetry z squared over two is a gamma value, of which twice the share lies above.
    gamma_beyond(0.5, 2.0 * share).sqrt() * SQRT_2
}

/// The value that this share of chi-squared lies above.
pub(super) fn chi_squared_above(freedom: f64, x: f64) -> f64 {
    gamma_above(freedom / 2.0, x / 2.0)
}

/// The value that this share of a gamma distribution (scale 1) lies below.
pub(super) fn gamma_within(shape: f64, part: f64) -> f64 {
    let start = wilson_hilferty(shape, part);
    root(0.0, f64::INFINITY, start, |x| gamma_below(shape, x) - part, gamma_density(shape))
}

/// The value that this share of a gamma distribution (scale 1) lies above.
pub(super) fn gamma_beyond(shape: f64, part: f64) -> f64 {
    let start = wilson_hilferty(shape, 1.0 - part);
    root(0.0, f64::INFINITY, start, |x| part - gamma_above(shape, x), gamma_density(shape))
}

/// The value that this share of a beta distribution lies below.
pub(super) fn beta_within(a: f64, b: f64, share: f64) -> f64 {
    let density = |x: f64| beta_front(a, b, x) / (x * (1.0 - x));
    root(0.0, 1.0, a / (a + b), |x| beta_below(a, b, x) - share, density)
}

fn gamma_density(shape: f64) -> impl Fn(f64) -> f64 {
    move |x| gamma_front(shape, x) / x
}

/// A first guess at a gamma quantile; rough is enough, the search corrects it.
fn wilson_hilferty(shape: f64, part: f64) -> f64 {
    // A rough normal quantile, good to three digits.
    let tail = part.min(1.0 - part).max(TINY);
    let t = (-2.0 * tail.ln()).sqrt();
    let z = t - (2.30753 + 0.27061 * t) / (1.0 + 0.99229 * t + 0.04481 * t * t);
    let z = if part < 0.5 { -z } else { z };
    let ninth = 1.0 / (9.0 * shape);
    (shape * (1.0 - ninth + z * ninth.sqrt()).powi(3)).max(shape * 1e-3)
}

/// Where a rising function crosses zero: Newton's steps, and halving where they leave the bracket.
fn root(
    low: f64,
    high: f64,
    start: f64,
    value: impl Fn(f64) -> f64,
    slope: impl Fn(f64) -> f64,
) -> f64 {
    let (mut low, mut high, mut x) = (low, high, start);
    for _ in 0..STEPS_AT_MOST {
        let error = value(x);
        if error == 0.0 {
            return x;
        }
        let bound = if error < 0.0 { &mut low } else { &mut high };
        *bound = x;
        let newton = x - error / slope(x);
        let next = if newton > low && newton < high { newton } else { halfway(low, high) };
        if (next - x).abs() <= 1e-15 * x.abs() {
            return next;
        }
        x = next;
    }
    x
}

fn halfway(low: f64, high: f64) -> f64 {
    if high.is_finite() { f64::midpoint(low, high) } else { low * 2.0 + 1.0 }
}

//! Time to the first proven re-offence.

use super::Words;
use super::canvas::{Canvas, Scale, Sign, place, style};
use crate::stats::{self, Step};

/// The curve of one group.
#[derive(Debug, Clone)]
pub struct Curve {
    /// As the legend says it.
    pub name: String,
    /// Its life table.
    pub steps: Vec<Step>,
}

/// Of those at risk, the percentage that has not re-offended, with limits as thin lines.
pub fn survival(words: Words<'_>, curves: &[Curve]) -> String {
    let up = Scale::of([0.0, 100.0].into_iter());
    let times = curves.iter().flat_map(|it| &it.steps).map(|it| f64::from(it.at));
    let across = Scale::of(times.chain([0.0]));
    let mut canvas = Canvas::new(words, &described(curves), up);
    canvas.ticks_across(across);
    for (number, curve) in curves.iter().enumerate() {
        let style = style(number);
        let limit = |of: fn(&Step) -> Option<f64>| outline(&canvas, across, &curve.steps, of);
        let lines = [
            (limit(|it| Some(it.surviving)), 2.5),
            (limit(|it| it.interval.map(|it| it.low)), 0.8),
            (limit(|it| it.interval.map(|it| it.high)), 0.8),
        ];
        for (places, width) in lines {
            canvas.path(&places, style, width);
        }
        // The mark by which the legend knows the line.
        if let Some(last) = curve.steps.last() {
            let x = place(across, f64::from(last.at));
            canvas.point((x, canvas.height(100.0 * last.surviving)), style);
        }
    }
    let names = curves.iter().enumerate();
    canvas.legend(names.map(|(it, curve)| (curve.name.as_str(), Sign::Both(style(it)))));
    canvas.done()
}

/// The corners of a curve that falls in steps, from where all are left.
fn outline(
    canvas: &Canvas,
    across: Scale,
    steps: &[Step],
    of: fn(&Step) -> Option<f64>,
) -> Vec<(f64, f64)> {
    let mut y = canvas.height(100.0);
    let mut corners = vec![(place(across, 0.0), y)];
    for step in steps {
        let Some(share) = of(step) else { break };
        let x = place(across, f64::from(step.at));
        corners.push((x, y));
        y = canvas.height(100.0 * share);
        corners.push((x, y));
    }
    corners
}

fn described(curves: &[Curve]) -> String {
    curves.iter().map(told).collect::<Vec<_>>().join(" ")
}

/// Four places along the curve, and its middle.
fn told(curve: &Curve) -> String {
    let Some(last) = curve.steps.last() else {
        return format!("{}: nobody at risk.", curve.name);
    };
    let quarters = (1..=4).map(|it| last.at / 4 * it).map(|time| {
        let surviving = stats::at(&curve.steps, time).map_or(1.0, |it| it.surviving);
        format!("{:.1}% after {time}", 100.0 * surviving)
    });
    let quarters = quarters.collect::<Vec<_>>().join(", ");
    let middle = match stats::median(&curve.steps) {
        Some(time) => format!("Half had re-offended by {time}."),
        None => "Fewer than half re-offended.".to_owned(),
    };
    format!("{}: not re-offended {quarters}. {middle}", curve.name)
}

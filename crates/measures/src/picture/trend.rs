//! A figure over time.

use super::Words;
use super::canvas::{Canvas, Scale, Sign, places, said, style};
use crate::stats::Interval;

/// One line: a scheme, or those it is set beside.
#[derive(Debug, Clone)]
pub struct Line {
    /// As the legend says it.
    pub name: String,
    /// As many as there are times; nothing where a figure is missing or not published.
    pub points: Vec<Option<Point>>,
}

/// One figure.
#[derive(Debug, Clone, Copy)]
pub struct Point {
    /// The figure itself.
    pub value: f64,
    /// Its interval, where there is one.
    pub interval: Option<Interval>,
}

/// The figures of one or more lines at these times, with their intervals. A line breaks where a
/// figure is missing.
pub fn trend(words: Words<'_>, times: &[String], lines: &[Line]) -> String {
    let points = || lines.iter().flat_map(|it| it.points.iter().flatten());
    let limits = points().filter_map(|it| it.interval).flat_map(|it| [it.low, it.high]);
    let up = Scale::of(points().map(|it| it.value).chain(limits).chain([0.0]));
    let mut canvas = Canvas::new(words, &described(times, lines), up);
    for (x, time) in places(times.len()).zip(times) {
        canvas.word_across(x, time);
    }
    for (number, line) in lines.iter().enumerate() {
        draw(&mut canvas, number, line);
    }
    let names = lines.iter().enumerate();
    canvas.legend(names.map(|(it, line)| (line.name.as_str(), Sign::Both(style(it)))));
    canvas.done()
}

fn draw(canvas: &mut Canvas, number: usize, line: &Line) {
    let style = style(number);
    // Lines stand a little beside one another, so that their intervals do not hide each other.
    let beside = 4.0 * f64::from(u16::try_from(number).unwrap_or(0));
    let mut run = Vec::new();
    for (x, point) in places(line.points.len()).zip(&line.points) {
        let Some(point) = point else {
            canvas.path(&std::mem::take(&mut run), style, 2.5);
            continue;
        };
        let at = (x + beside, canvas.height(point.value));
        if let Some(interval) = point.interval {
            canvas.whisker(at.0, interval, style);
        }
        canvas.point(at, style);
        run.push(at);
    }
    canvas.path(&run, style, 2.5);
}

fn described(times: &[String], lines: &[Line]) -> String {
    let line = |line: &Line| {
        let points = times.iter().zip(&line.points).map(|(time, point)| match point {
            Some(it) => format!("{time} {}", said(it.value, it.interval)),
            None => format!("{time} not given"),
        });
        format!("{}: {}.", line.name, points.collect::<Vec<_>>().join(", "))
    };
    lines.iter().map(line).collect::<Vec<_>>().join(" ")
}

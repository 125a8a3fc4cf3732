//! Schemes by size, with the limits of what chance gives. Nobody is ranked: only those outside the
//! limits are named.

use super::Words;
use super::canvas::{Canvas, Scale, Shape, Sign, Style, place};
use crate::stats::{Limits, Place};

/// One scheme.
#[derive(Debug, Clone)]
pub struct Dot {
    /// Its name.
    pub name: String,
    /// Its size: people, or expected count.
    pub size: f64,
    /// Its figure.
    pub value: f64,
    /// Where it lies by the limits of its own size.
    pub place: Place,
}

/// All schemes and the limits.
#[derive(Debug, Clone)]
pub struct Funnel {
    /// What the schemes are set against: all of them together, say.
    pub middle: &'static str,
    /// Its figure.
    pub all: f64,
    /// Limits by size, the smallest first.
    pub limits: Vec<(f64, Limits)>,
    /// The schemes.
    pub dots: Vec<Dot>,
}

const ALL: Style = Style { colour: "#0b0c0c", dashes: "none", shape: Shape::Circle };
const INNER: Style = Style { colour: "#12436d", dashes: "10 4", shape: Shape::Circle };
const OUTER: Style = Style { colour: "#801650", dashes: "3 3", shape: Shape::Circle };

const WITHIN: Style = Style { colour: "#6f777b", dashes: "none", shape: Shape::Circle };

/// Schemes by size and figure between the 95% and the 99.8% limits.
pub fn funnel(words: Words<'_>, it: &Funnel) -> String {
    let figures = it.dots.iter().map(|it| it.value).chain([it.all]);
    let limits = it.limits.iter().flat_map(|(_, it)| [it.outer.low, it.outer.high]);
    // The mouth of a funnel can be wide; three times what schemes need is enough of it.
    let (least, most) = figures
        .clone()
        .fold((f64::MAX, f64::MIN), |(least, most), it| (least.min(it), most.max(it)));
    let reach = (most - least).max(f64::EPSILON);
    let near = limits.filter(|it| (least - reach..=most + reach).contains(it));
    let up = Scale::of(figures.chain(near));
    let sizes = it.dots.iter().map(|it| it.size).chain(it.limits.iter().map(|it| it.0));
    let across = Scale::of(sizes.chain([0.0]));
    let mut canvas = Canvas::new(words, &described(it), up);
    canvas.ticks_across(across);
    draw_limits(&mut canvas, across, it);
    for dot in &it.dots {
        draw(&mut canvas, across, dot);
    }
    let names = [
        (it.middle, Sign::Line(ALL)),
        ("95% limits", Sign::Line(INNER)),
        ("99.8% limits", Sign::Line(OUTER)),
        ("Not distinguishable", Sign::Point(WITHIN)),
    ];
    canvas.legend(names.into_iter());
    canvas.done()
}

fn draw_limits(canvas: &mut Canvas, across: Scale, it: &Funnel) {
    let of = |value: &dyn Fn(&Limits) -> f64, canvas: &Canvas| -> Vec<(f64, f64)> {
        let at =
            |(size, limits): &(f64, Limits)| (place(across, *size), canvas.height(value(limits)));
        it.limits.iter().map(at).collect()
    };
    let lines = [
        (of(&|_| it.all, canvas), ALL),
        (of(&|it| it.inner.low, canvas), INNER),
        (of(&|it| it.inner.high, canvas), INNER),
        (of(&|it| it.outer.low, canvas), OUTER),
        (of(&|it| it.outer.high, canvas), OUTER),
    ];
    for (places, style) in lines {
        canvas.path(&places, style, 1.5);
    }
}

fn draw(canvas: &mut Canvas, across: Scale, dot: &Dot) {
    let style = match dot.place {
        Place::NotDistinguishable => WITHIN,
        Place::PerhapsHigher => Style { colour: INNER.colour, shape: Shape::Up, ..ALL },
        Place::PerhapsLower => Style { colour: INNER.colour, shape: Shape::Down, ..ALL },
        Place::Higher | Place::Lower => {
            Style { colour: OUTER.colour, shape: Shape::Diamond, ..ALL }
        }
    };
    let at = (place(across, dot.size), canvas.height(dot.value));
    canvas.point(at, style);
    if dot.place != Place::NotDistinguishable {
        canvas.text((at.0 + 8.0, at.1 + 4.0), "start", &dot.name);
    }
}

fn described(it: &Funnel) -> String {
    let within = it.dots.iter().filter(|it| it.place == Place::NotDistinguishable).count();
    let mut words = format!(
        "{}: {:.1}. Of {} schemes {within} are not distinguishable from that.",
        it.middle,
        it.all,
        it.dots.len()
    );
    for dot in it.dots.iter().filter(|it| it.place != Place::NotDistinguishable) {
        let Dot { name, size, value, place } = dot;
        let told = format!(" {name}, size {size:.0}: {value:.1}, {}.", place.words());
        words.push_str(&told);
    }
    words
}

//! What all pictures have: the frame, the scales, the words, the styles of lines and points.

use std::fmt::{Display, Write as _};

use super::Words;
use crate::stats::Interval;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 464.0;
pub(super) const LEFT: f64 = 72.0;
pub(super) const RIGHT: f64 = 690.0;
const TOP: f64 = 76.0;
const BOTTOM: f64 = 396.0;
const LEGEND: f64 = 48.0;
const TICKS_AT_MOST: f64 = 7.0;

/// How one line or one kind of point looks. None differs by its colour alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) colour: &'static str,
    pub(super) dashes: &'static str,
    pub(super) shape: Shape,
}

/// How a point looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Circle,
    Square,
    Up,
    Down,
    Diamond,
    Cross,
}

const STYLES: [Style; 6] = [
    Style { colour: "#12436d", dashes: "none", shape: Shape::Circle },
    Style { colour: "#801650", dashes: "10 4", shape: Shape::Square },
    Style { colour: "#28a197", dashes: "3 3", shape: Shape::Up },
    Style { colour: "#f46a25", dashes: "14 4 3 4", shape: Shape::Diamond },
    Style { colour: "#3d3d3d", dashes: "6 2", shape: Shape::Down },
    Style { colour: "#a285d1", dashes: "2 6", shape: Shape::Cross },
];

/// The style of the line of this number; from the seventh on they come again.
pub(super) fn style(number: usize) -> Style {
    let [first, ..] = STYLES;
    STYLES.get(number % STYLES.len()).copied().unwrap_or(first)
}

/// What stands before a name in the legend.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sign<'a> {
    Line(Style),
    Point(Style),
    Both(Style),
    /// A bar filled like this.
    Bar(&'a str, Style),
}

/// From the least to the most, with ticks at round values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    least: f64,
    most: f64,
    step: f64,
}

impl Scale {
    /// Wide enough for all of these; whatever is not finite is left out.
    pub(super) fn of(values: impl Iterator<Item = f64>) -> Self {
        let (least, most) = values
            .filter(|it| it.is_finite())
            .fold((f64::MAX, f64::MIN), |(least, most), it| (least.min(it), most.max(it)));
        if least > most {
            return Self { least: 0.0, most: 1.0, step: 0.5 };
        }
        let room = if most > least { most - least } else { least.abs().max(1.0) };
        let step = round_step(room / TICKS_AT_MOST);
        let (least, top) = ((least / step).floor() * step, (most / step).ceil() * step);
        let most = if top > least { top } else { least + step };
        Self { least, most, step }
    }

    /// The ticks, from the least to the most.
    fn ticks(&self) -> Vec<f64> {
        let ticks = (0..=20).map(|it| self.least + self.step * f64::from(it));
        ticks.take_while(|it| *it <= self.most + self.step / 2.0).collect()
    }

    fn share(&self, value: f64) -> f64 {
        ((value - self.least) / (self.most - self.least)).clamp(0.0, 1.0)
    }

    /// A value with as many places as the ticks need.
    fn label(&self, value: f64) -> String {
        let places = if self.step >= 1.0 {
            0
        } else if self.step >= 0.1 {
            1
        } else if self.step >= 0.01 {
            2
        } else {
            3
        };
        // Not "-0".
        format!("{:.places$}", if value == 0.0 { 0.0 } else { value })
    }
}

/// 1, 2 or 5 times a power of ten, no less than `step`.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let times = [1.0, 2.0, 5.0, 10.0].into_iter().find(|it| it * power >= step * 0.999);
    times.unwrap_or(10.0) * power
}

/// A picture in the making.
pub(super) struct Canvas {
    svg: String,
    up: Scale,
}

impl Canvas {
    /// The frame with its words and the scale that goes up.
    pub(super) fn new(words: Words<'_>, description: &str, up: Scale) -> Self {
        let Words { id, title, across, up: upwards } = words;
        let (id, title) = (escaped(id), escaped(title));
        let mut canvas = Self { svg: String::new(), up };
        canvas.add(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
             role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             font-family=\"Arial, sans-serif\" font-size=\"13\">\n\
             <title id=\"{id}-title\">{title}</title>\n\
             <desc id=\"{id}-desc\">{}</desc>\n\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n\
             <text x=\"{LEFT}\" y=\"24\" font-size=\"16\" font-weight=\"bold\">{title}</text>",
            escaped(description)
        ));
        for value in up.ticks() {
            let y = canvas.height(value);
            canvas.line((LEFT, y), (RIGHT, y), "stroke=\"#cecece\"");
            canvas.text((LEFT - 8.0, y + 4.0), "end", &up.label(value));
        }
        let middle = f64::midpoint(TOP, BOTTOM);
        canvas.add(format_args!(
            "<text transform=\"translate(16 {middle:.1}) rotate(-90)\" \
             text-anchor=\"middle\">{}</text>",
            escaped(upwards)
        ));
        canvas.text((f64::midpoint(LEFT, RIGHT), HEIGHT - 12.0), "middle", across);
        canvas
    }

    pub(super) fn done(mut self) -> String {
        self.svg.push_str("</svg>\n");
        self.svg
    }

    /// How far down a value stands.
    pub(super) fn height(&self, value: f64) -> f64 {
        BOTTOM - self.up.share(value) * (BOTTOM - TOP)
    }

    /// The scale that goes across.
    pub(super) fn ticks_across(&mut self, scale: Scale) {
        for value in scale.ticks() {
            let x = place(scale, value);
            self.line((x, BOTTOM), (x, BOTTOM + 5.0), "stroke=\"#505050\"");
            self.text((x, BOTTOM + 20.0), "middle", &scale.label(value));
        }
    }

    /// A word under a place across.
    pub(super) fn word_across(&mut self, x: f64, word: &str) {
        self.text((x, BOTTOM + 20.0), "middle", word);
    }

    pub(super) fn text(&mut self, (x, y): (f64, f64), anchor: &str, words: &str) {
        let words = escaped(words);
        self.add(format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{words}</text>"
        ));
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str) {
        self.add(format_args!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" {stroke}/>",
            from.0, from.1, to.0, to.1
        ));
    }

    /// A line through places on the canvas.
    pub(super) fn path(&mut self, places: &[(f64, f64)], style: Style, width: f64) {
        let places: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        self.add(format_args!(
            "<polyline points=\"{}\" fill=\"none\" {}/>",
            places.join(" "),
            stroke(style, width)
        ));
    }

    /// A point; half its size is 5.
    pub(super) fn point(&mut self, (x, y): (f64, f64), style: Style) {
        let Style { colour, shape, .. } = style;
        let at = |corners: &[(f64, f64)]| {
            let corners = corners.iter().map(|(a, b)| format!("{:.1},{:.1}", x + a, y + b));
            corners.collect::<Vec<_>>().join(" ")
        };
        let corners = match shape {
            Shape::Circle => {
                return self.add(format_args!(
                    "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{colour}\"/>"
                ));
            }
            Shape::Cross => {
                let width = format!("stroke=\"{colour}\" stroke-width=\"2\"");
                self.line((x - 4.0, y - 4.0), (x + 4.0, y + 4.0), &width);
                return self.line((x - 4.0, y + 4.0), (x + 4.0, y - 4.0), &width);
            }
            Shape::Square => at(&[(-4.0, -4.0), (4.0, -4.0), (4.0, 4.0), (-4.0, 4.0)]),
            Shape::Up => at(&[(0.0, -5.0), (5.0, 4.0), (-5.0, 4.0)]),
            Shape::Down => at(&[(0.0, 5.0), (5.0, -4.0), (-5.0, -4.0)]),
            Shape::Diamond => at(&[(0.0, -6.0), (6.0, 0.0), (0.0, 6.0), (-6.0, 0.0)]),
        };
        self.add(format_args!("<polygon points=\"{corners}\" fill=\"{colour}\"/>"));
    }

    /// From the lower limit to the upper, with a foot and a head.
    pub(super) fn whisker(&mut self, x: f64, interval: Interval, style: Style) {
        let (low, high) = (self.height(interval.low), self.height(interval.high));
        let width = format!("stroke=\"{}\" stroke-width=\"1.5\"", style.colour);
        self.line((x, low), (x, high), &width);
        self.line((x - 4.0, low), (x + 4.0, low), &width);
        self.line((x - 4.0, high), (x + 4.0, high), &width);
    }

    /// What lines, points and bars stand for, above the picture.
    pub(super) fn legend<'a>(&mut self, entries: impl Iterator<Item = (&'a str, Sign<'a>)>) {
        let mut x = LEFT;
        for (name, sign) in entries {
            self.sign(x, sign);
            self.text((x + 40.0, LEGEND + 4.0), "start", name);
            // There is no measuring of letters here; they are about this wide.
            x += 64.0 + 7.5 * f64::from(u16::try_from(name.chars().count()).unwrap_or(u16::MAX));
        }
    }

    fn sign(&mut self, x: f64, sign: Sign<'_>) {
        match sign {
            Sign::Line(style) => {
                self.line((x, LEGEND), (x + 34.0, LEGEND), &stroke(style, 2.5));
            }
            Sign::Point(style) => self.point((x + 17.0, LEGEND), style),
            Sign::Both(style) => {
                self.sign(x, Sign::Line(style));
                self.sign(x, Sign::Point(style));
            }
            Sign::Bar(fill, style) => self.add(format_args!(
                "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"34\" height=\"12\" fill=\"{fill}\" \
                 stroke=\"{}\"/>",
                LEGEND - 6.0,
                style.colour
            )),
        }
    }

    pub(super) fn add(&mut self, what: std::fmt::Arguments<'_>) {
        // Writing to a text cannot fail.
        writeln!(self.svg, "{what}").unwrap_or_default();
    }
}

/// Where a value stands across.
pub(super) fn place(scale: Scale, value: f64) -> f64 {
    LEFT + scale.share(value) * (RIGHT - LEFT)
}

/// So many places across, at equal distances.
pub(super) fn places(count: usize) -> impl Iterator<Item = f64> {
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    let step = (RIGHT - LEFT) / f64::from(count.max(1));
    (0..count).map(move |it| LEFT + step * (f64::from(it) + 0.5))
}

fn stroke(style: Style, width: f64) -> String {
    let Style { colour, dashes, .. } = style;
    format!("stroke=\"{colour}\" stroke-width=\"{width}\" stroke-dasharray=\"{dashes}\"")
}

/// A figure in words, with its interval.
pub(super) fn said(value: f64, interval: Option<Interval>) -> String {
    match interval {
        Some(Interval { low, high }) if high.is_infinite() => {
            format!("{value:.1} ({low:.1} to no end)")
        }
        Some(Interval { low, high }) => format!("{value:.1} ({low:.1} to {high:.1})"),
        None => format!("{value:.1}"),
    }
}

fn escaped(words: impl Display) -> String {
    let words = words.to_string();
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

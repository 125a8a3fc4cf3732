//! A figure before and after, for those taken on and for those they are set beside.

use super::Words;
use super::canvas::{Canvas, Scale, Sign, Style, places, said, style};
use super::trend::Point;

/// One group, before and after.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Who: those taken on, or those considered and not taken on.
    pub name: String,
    /// The figure of the window before.
    pub before: Point,
    /// The figure of the window after.
    pub after: Point,
}

/// Light enough for an interval to be seen on it.
const LIGHT: &str = "#b7cbdd";
const HALF_A_BAR: f64 = 34.0;

/// Two bars for each group, with intervals. The bar of the window after is hatched.
pub fn before_after(words: Words<'_>, pairs: &[Pair]) -> String {
    let points = || pairs.iter().flat_map(|it| [it.before, it.after]);
    let limits = points().filter_map(|it| it.interval).map(|it| it.high);
    let up = Scale::of(points().map(|it| it.value).chain(limits).chain([0.0]));
    let mut canvas = Canvas::new(words, &described(pairs), up);
    canvas.add(format_args!(
        "<defs><pattern id=\"{}-hatch\" width=\"8\" height=\"8\" \
         patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"8\" height=\"8\" fill=\"#ffffff\"/>\
         <rect width=\"3\" height=\"8\" fill=\"#c896ad\"/></pattern></defs>",
        words.id
    ));
    let hatch = format!("url(#{}-hatch)", words.id);
    for (x, pair) in places(pairs.len()).zip(pairs) {
        bar(&mut canvas, x - HALF_A_BAR - 4.0, pair.before, style(0), LIGHT);
        bar(&mut canvas, x + HALF_A_BAR + 4.0, pair.after, style(1), &hatch);
        canvas.word_across(x, &pair.name);
    }
    let names = [("Before", Sign::Bar(LIGHT, style(0))), ("After", Sign::Bar(&hatch, style(1)))];
    canvas.legend(names.into_iter());
    canvas.done()
}

fn bar(canvas: &mut Canvas, middle: f64, point: Point, style: Style, fill: &str) {
    let (top, ground) = (canvas.height(point.value), canvas.height(0.0));
    canvas.add(format_args!(
        "<rect x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{fill}\" \
         stroke=\"{}\"/>",
        middle - HALF_A_BAR,
        2.0 * HALF_A_BAR,
        ground - top,
        style.colour
    ));
    if let Some(interval) = point.interval {
        let black = Style { colour: "#0b0c0c", ..style };
        canvas.whisker(middle, interval, black);
    }
    canvas.text((middle - HALF_A_BAR, top - 6.0), "start", &format!("{:.1}", point.value));
}

fn described(pairs: &[Pair]) -> String {
    let pair = |it: &Pair| {
        let said = |it: Point| said(it.value, it.interval);
        format!("{}: before {}, after {}.", it.name, said(it.before), said(it.after))
    };
    pairs.iter().map(pair).collect::<Vec<_>>().join(" ")
}

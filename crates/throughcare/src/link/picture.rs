//! Precision, recall and F1 by threshold as a picture, with its words for those who do not see it.

use std::fmt::Write as _;

use linkage::quality::Quality;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 60.0;
const RIGHT: f64 = 690.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 360.0;

/// One line of the picture. Lines differ in dashes as well as in colour.
struct Line {
    name: &'static str,
    colour: &'static str,
    dashes: &'static str,
    of: fn(&Quality) -> f64,
}

const LINES: [Line; 3] = [
    Line { name: "Precision", colour: "#12436d", dashes: "none", of: |it| it.precision },
    Line { name: "Recall", colour: "#28a197", dashes: "10 4", of: |it| it.recall },
    Line { name: "F1", colour: "#801650", dashes: "3 3", of: |it| it.f1 },
];

/// The table as a picture; thresholds stand at equal distances.
pub(super) fn svg(table: &[Quality], best: Option<&Quality>) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-labelledby=\"title desc\" font-family=\"Arial, sans-serif\" font-size=\"13\">\n\
         <title id=\"title\">Precision, recall and F1 by threshold</title>\n\
         <desc id=\"desc\">{}</desc>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n",
        described(table, best)
    );
    let lowest = lowest(table);
    for step in 0..=5 {
        let share = lowest + (1.0 - lowest) * f64::from(step) / 5.0;
        let y = height(share, lowest);
        add(
            &mut svg,
            format_args!(
                "<line x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{RIGHT}\" y2=\"{y:.1}\" stroke=\"#cecece\"/>\n\
             <text x=\"52\" y=\"{:.1}\" text-anchor=\"end\">{share:.2}</text>\n",
                y + 4.0
            ),
        );
    }
    for (place, it) in places(table) {
        add(
            &mut svg,
            format_args!(
                "<text x=\"{place:.1}\" y=\"380\" text-anchor=\"middle\">{}</text>\n",
                it.match_probability
            ),
        );
    }
    add(
        &mut svg,
        format_args!(
            "<text x=\"375\" y=\"404\" text-anchor=\"middle\">Threshold (match probability)</text>\n"
        ),
    );
    for (line, x) in LINES.iter().zip([LEFT, LEFT + 130.0, LEFT + 240.0]) {
        draw(&mut svg, line, table, x);
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw(svg: &mut String, line: &Line, table: &[Quality], x: f64) {
    let Line { name, colour, dashes, of } = line;
    let points: Vec<String> = places(table)
        .map(|(place, it)| format!("{place:.1},{:.1}", height(of(it), lowest(table))))
        .collect();
    let stroke = format!("stroke=\"{colour}\" stroke-width=\"2.5\" stroke-dasharray=\"{dashes}\"");
    add(
        svg,
        format_args!(
            "<polyline points=\"{}\" fill=\"none\" {stroke}/>\n\
         <line x1=\"{x}\" y1=\"14\" x2=\"{}\" y2=\"14\" {stroke}/>\n\
         <text x=\"{}\" y=\"18\">{name}</text>\n",
            points.join(" "),
            x + 36.0,
            x + 42.0
        ),
    );
}

/// Where the scale begins: at a tenth below the least figure, so that the lines can be told apart.
fn lowest(table: &[Quality]) -> f64 {
    let figures = table.iter().flat_map(|it| LINES.iter().map(|line| (line.of)(it)));
    let least = figures.fold(1.0_f64, f64::min);
    ((least * 10.0).floor() / 10.0).min(0.9)
}

fn height(share: f64, lowest: f64) -> f64 {
    BOTTOM - (share - lowest) / (1.0 - lowest) * (BOTTOM - TOP)
}

fn places(table: &[Quality]) -> impl Iterator<Item = (f64, &Quality)> {
    let gaps = u32::try_from(table.len().saturating_sub(1)).unwrap_or(1).max(1);
    let step = (RIGHT - LEFT - 30.0) / f64::from(gaps);
    (0_u32..).map(move |number| LEFT + 15.0 + step * f64::from(number)).zip(table)
}

fn described(table: &[Quality], best: Option<&Quality>) -> String {
    let mut words = String::new();
    for it in table {
        add(
            &mut words,
            format_args!(
                "At {}: precision {:.4}, recall {:.4}, F1 {:.4}. ",
                it.match_probability, it.precision, it.recall, it.f1
            ),
        );
    }
    if let Some(best) = best {
        add(
            &mut words,
            format_args!(
                "The best F1 is {:.4}, at a probability of {:.6}.",
                best.f1, best.match_probability
            ),
        );
    }
    words
}

/// Writing to a text cannot fail.
fn add(to: &mut String, what: std::fmt::Arguments<'_>) {
    to.write_fmt(what).unwrap_or_default();
}

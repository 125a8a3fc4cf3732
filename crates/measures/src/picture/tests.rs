//! What a reader of a picture would notice, with eyes or without.

use super::{Curve, Dot, Funnel, Line, Pair, Point, Words, before_after, funnel, survival, trend};
use crate::stats::{Confidence, Interval, Moment, kaplan_meier, share_limits};

const WORDS: Words<'_> =
    Words { id: "p1", title: "Offences & <people>", across: "Quarter", up: "Per 100 people" };

fn point(value: f64, low: f64, high: f64) -> Point {
    Point { value, interval: Some(Interval { low, high }) }
}

/// Whether every element that begins ends, and no words hold what belongs to the markup.
fn check(svg: &str) {
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{svg}");
    assert!(svg.contains("role=\"img\" aria-labelledby=\"p1-title p1-desc\""));
    assert!(svg.contains("<title id=\"p1-title\">Offences &amp; &lt;people&gt;</title>"));
    let mut open: Vec<&str> = Vec::new();
    for element in svg.split('<').skip(1) {
        let tag = element.split('>').next().unwrap();
        let name = tag.split([' ', '/']).find(|it| !it.is_empty()).unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{tag}");
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
}

#[test]
fn a_trend_says_every_figure_and_breaks_where_one_is_missing() {
    let times = ["Q1", "Q2", "Q3"].map(str::to_owned);
    let points = vec![Some(point(250.0, 200.0, 310.0)), None, Some(point(180.0, 140.0, 231.5))];
    let other = vec![Some(Point { value: 200.0, interval: None }); 3];
    let lines = [
        Line { name: "On the scheme".to_owned(), points },
        Line { name: "Not taken on".to_owned(), points: other },
    ];
    let svg = trend(WORDS, &times, &lines);
    check(&svg);
    assert!(svg.contains("On the scheme: Q1 250.0 (200.0 to 310.0), Q2 not given, Q3 180.0"));
    // One line of two pieces, and one whole.
    assert_eq!(svg.matches("<polyline").count(), 3);
    assert!(svg.contains("stroke-dasharray=\"10 4\""), "the second line differs in its dashes");
    assert!(svg.contains("<polygon"), "and in the shape of its points");
}

#[test]
fn before_and_after_say_both_windows_and_hatch_the_second() {
    let pair = Pair {
        name: "Taken on".to_owned(),
        before: point(4.0, 3.6, 4.4),
        after: point(2.4, 2.1, 2.8),
    };
    let svg = before_after(WORDS, &[pair]);
    check(&svg);
    assert!(svg.contains("Taken on: before 4.0 (3.6 to 4.4), after 2.4 (2.1 to 2.8)."));
    assert!(svg.contains("fill=\"url(#p1-hatch)\""));
}

#[test]
fn a_survival_picture_falls_in_steps_and_says_its_middle() {
    let moments = [
        Moment { at: 40, events: 30, censored: 0 },
        Moment { at: 200, events: 30, censored: 5 },
        Moment { at: 365, events: 0, censored: 35 },
    ];
    let steps = kaplan_meier(&moments, Confidence::P95);
    let curves = [
        Curve { name: "All".to_owned(), steps },
        Curve { name: "None".to_owned(), steps: Vec::new() },
    ];
    let svg = survival(WORDS, &curves);
    check(&svg);
    assert!(svg.contains("70.0% after 91"), "{svg}");
    assert!(svg.contains("Half had re-offended by 200."));
    assert!(svg.contains("None: nobody at risk."));
}

#[test]
fn a_funnel_names_only_schemes_outside_the_limits() {
    let dot = |name: &str, people: u32, re_offended: u32| {
        let value = f64::from(re_offended) / f64::from(people);
        let place = share_limits(0.56, u64::from(people)).place(value);
        Dot { name: name.to_owned(), size: f64::from(people), value: 100.0 * value, place }
    };
    let limits = (5..=60).map(|people| {
        let limits = share_limits(0.56, people);
        let percent = |it: Interval| it.times(100.0);
        let limits =
            crate::stats::Limits { inner: percent(limits.inner), outer: percent(limits.outer) };
        (f64::from(u32::try_from(people).unwrap()), limits)
    });
    let it = Funnel {
        middle: "All schemes together",
        all: 56.0,
        limits: limits.collect(),
        dots: vec![dot("Inside", 43, 24), dot("Outside", 43, 40)],
    };
    let svg = funnel(WORDS, &it);
    check(&svg);
    assert!(svg.contains("Of 2 schemes 1 are not distinguishable"));
    assert!(svg.contains("Outside, size 43: 93.0, higher than chance is likely to give."));
    assert!(!svg.contains("Inside"));
}

#[test]
fn pictures_of_nothing_are_pictures() {
    check(&trend(WORDS, &[], &[]));
    check(&before_after(WORDS, &[]));
    check(&survival(WORDS, &[]));
    check(&funnel(
        WORDS,
        &Funnel { middle: "All schemes together", all: 0.0, limits: Vec::new(), dots: Vec::new() },
    ));
}

#[test]
fn figures_without_an_end_do_not_break_the_scale() {
    let endless = Point { value: 3.0, interval: Some(Interval { low: 0.5, high: f64::INFINITY }) };
    let line = Line { name: "Ratio".to_owned(), points: vec![Some(endless)] };
    let svg = trend(WORDS, &["2009".to_owned()], &[line]);
    assert!(svg.contains("3.0 (0.5 to no end)"), "{svg}");
    check(&svg);
}

//! Each form that Splink's comparison library writes, and refusals by name.

use expect_test::{Expect, expect};

use super::{Bound, Condition, Measure, Order, Scale, equalities, recognise};

fn refused(sql: &str, expect: Expect) {
    expect.assert_eq(&recognise(sql).unwrap_err());
}

#[test]
fn null_levels_are_recognised() {
    let condition = recognise("\"a_l\" IS NULL OR \"a_r\" IS NULL").unwrap();
    let Condition::Any(parts) = condition else { panic!() };
    assert!(parts.iter().all(|it| matches!(it, Condition::Missing(_))));
}

#[test]
fn likeness_and_distance_are_recognised() {
    for (function, measure) in [
        ("jaro_similarity", Measure::Jaro),
        ("jaro_winkler_similarity", Measure::JaroWinkler),
        ("jaro_winkler", Measure::JaroWinkler),
        ("levenshtein", Measure::Levenshtein),
        ("damerau_levenshtein", Measure::DamerauLevenshtein),
        ("jaccard", Measure::Jaccard),
    ] {
        let sql = format!("{function}(\"a_l\", \"a_r\") >= 0.9");
        let Condition::Near { measure: found, bound, .. } = recognise(&sql).unwrap() else {
            panic!()
        };
        assert_eq!(found, measure);
        assert!(bound.holds(0.9) && !bound.holds(0.899));
    }
}

#[test]
fn days_and_numbers_apart_are_recognised() {
    let sql = "ABS(EPOCH(try_strptime(\"t_l\", '%Y-%m-%d')) \
        - EPOCH(try_strptime(\"t_r\", '%Y-%m-%d'))) <= 2629800.0";
    assert!(matches!(recognise(sql).unwrap(), Condition::Apart { scale: Scale::Seconds, .. }));
    let sql = "ABS(\"x_l\" - \"x_r\") <= 3";
    assert!(matches!(recognise(sql).unwrap(), Condition::Apart { scale: Scale::Number, .. }));
    let sql = "(ABS(\"x_l\" - \"x_r\") \
        / (CASE WHEN \"x_r\" > \"x_l\" THEN \"x_r\" ELSE \"x_l\" END)) < 0.1";
    assert!(matches!(recognise(sql).unwrap(), Condition::ApartByShare { .. }));
}

#[test]
fn lists_are_recognised() {
    let sql = "array_length(list_intersect(\"a_l\", \"a_r\")) >= 1";
    assert!(matches!(recognise(sql).unwrap(), Condition::Shares { .. }));
    let sql = "list_max(list_transform(flatten(list_transform(\"a_l\", \
        x -> list_transform(\"a_r\", y -> [x, y]))), \
        pair -> jaro_winkler_similarity(pair[1], pair[2]))) >= 0.9";
    assert!(matches!(recognise(sql).unwrap(), Condition::NearestOf { .. }));
    let worst = sql.replace("list_max", "list_min");
    refused(&worst, expect!["x is not a column of the left or the right record"]);
}

#[test]
fn swapped_columns_turn_into_themselves_and_half_of_it_does_not() {
    let both = recognise("\"f_l\" = \"s_r\" AND \"f_r\" = \"s_l\"").unwrap();
    assert!(!both.is_one_sided());
    let half = recognise("\"f_l\" = \"s_r\"").unwrap();
    assert!(half.is_one_sided());
}

#[test]
fn an_unknown_condition_is_refused_by_name() {
    refused(
        "soundex(\"a_l\") = soundex(\"a_r\")",
        expect!["the function soundex with 1 arguments is not understood"],
    );
    refused(
        "my_likeness(\"a_l\", \"a_r\") > 0.5",
        expect!["the function my_likeness is not understood"],
    );
    refused("\"a_l\" < \"a_r\"", expect!["two columns are compared by order"]);
    refused("\"a_l\" = \"b_l\"", expect!["two values of one record are compared"]);
    refused(
        "\"a_l\" || \"b_l\" = \"a_r\" || \"b_r\"",
        expect!["a text made from two columns is not understood: make it a column"],
    );
    refused(
        "regexp_extract(\"a_l\", '(', 0) = \"a_r\"",
        expect!["the pattern ( is not understood"],
    );
    refused("\"a_l\"", expect!["it is not a question with yes or no for an answer"]);
}

#[test]
fn a_blocking_rule_is_taken_apart() {
    let rule = equalities(
        "l.a = r.a AND substr(l.b, 1, 3) = substr(r.b, 1, 3) AND levenshtein(l.c, r.c) <= 2",
    );
    let rule = rule.unwrap();
    assert_eq!((rule.keys.len(), rule.others.len()), (2, 1));
}

#[test]
fn a_blocking_rule_that_asks_for_nothing_to_be_equal_is_refused() {
    let refused = equalities("levenshtein(l.a, r.a) <= 2").err().unwrap();
    expect!["it asks for nothing to be equal, so every pair would be a candidate"]
        .assert_eq(&refused);
    assert!(equalities("l.a = r.a OR l.b = r.b").is_err());
}

#[test]
fn what_the_best_of_a_figure_tells_is_what_the_figure_says() {
    let steps = || (0..=4_u8).map(|it| f64::from(it) / 4.0);
    let orders = [Order::Less, Order::AtMost, Order::Equal, Order::AtLeast, Order::More];
    for measure in [Measure::Jaccard, Measure::Levenshtein] {
        for (limit, best) in steps().flat_map(|it| steps().map(move |best| (it, best))) {
            let may_be = |it: &f64| if measure.is_likeness() { *it <= best } else { *it >= best };
            for bound in orders.map(|order| Bound { order, limit }) {
                let Some(told) = bound.told_by(best, measure) else { continue };
                assert!(
                    steps().filter(may_be).all(|it| bound.holds(it) == told),
                    "{measure:?} {bound:?} {best}"
                );
            }
        }
    }
}

//! Model files that are read, and those that are not.

use expect_test::{Expect, expect};

use super::{Evidence, Model, Origin};
use crate::testing::names;

fn person() -> serde_json::Value {
    serde_json::from_str(include_str!("../../models/person.json")).unwrap()
}

/// What is said of a changed model, with a new line after each colon and semicolon.
fn refused(change: impl FnOnce(&mut serde_json::Value), expect: Expect) {
    let mut settings = person();
    change(&mut settings);
    let said = Model::parse(&settings.to_string()).unwrap_err().to_string();
    expect.assert_eq(&said.replace(": ", ":\n").replace("; ", ";\n").replace(", and", ",\nand"));
}

#[test]
fn the_default_model_is_read_and_reads_the_prepared_columns() {
    let model = Model::person().unwrap();
    assert_eq!(model.id_column(), "record_id");
    let columns: Vec<String> = model.layout().columns().map(str::to_owned).collect();
    assert_eq!(
        columns.join(" "),
        "crn cro_number dob forename forename_surname middle_name names outcode pnc_id postcode \
         prison_number sex surname"
    );
}

#[test]
fn what_is_read_is_written_again() {
    let model = names();
    let again = Model::parse(&model.to_json().unwrap()).unwrap();
    assert_eq!(again.to_json().unwrap(), model.to_json().unwrap());
    assert_eq!(again.comparisons.len(), model.comparisons.len());
}

#[test]
fn settings_that_this_engine_does_not_use_are_given_back() {
    let mut settings = person();
    settings["bayes_factor_column_prefix"] = "bf_".into();
    let written = Model::parse(&settings.to_string()).unwrap().to_json().unwrap();
    let written: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(written["bayes_factor_column_prefix"], "bf_");
    assert_eq!(written["retain_matching_columns"], false);
}

#[test]
fn a_level_without_probabilities_starts_where_splink_starts() {
    let mut settings = person();
    for level in settings["comparisons"][3]["comparison_levels"].as_array_mut().unwrap() {
        level.as_object_mut().unwrap().remove("m_probability");
        level.as_object_mut().unwrap().remove("u_probability");
    }
    let model = Model::parse(&settings.to_string()).unwrap();
    let Evidence::Likelihood { m, u } = model.comparisons[3].levels[1].evidence else { panic!() };
    assert_eq!((m.value, m.origin), (0.95, Origin::Start));
    assert!((u.value - 0.95 / 1024.0).abs() < 1e-15);
}

#[test]
fn a_probability_of_nothing_is_refused_by_name() {
    refused(
        |it| it["comparisons"][3]["comparison_levels"][1]["u_probability"] = 0.0.into(),
        expect![[r#"
            level sex equal of comparison sex:
            u_probability is 0;
            it must be more than 0 and at most 1"#]],
    );
    refused(
        |it| it["comparisons"][3]["comparison_levels"][1]["m_probability"] = 1.5.into(),
        expect![[r#"
            level sex equal of comparison sex:
            m_probability is 1.5;
            it must be more than 0 and at most 1"#]],
    );
    refused(
        |it| it["probability_two_random_records_match"] = 1.0.into(),
        expect![[r#"
            probability_two_random_records_match is 1;
            it must lie between 0 and 1"#]],
    );
}

#[test]
fn a_probability_of_one_is_taken_and_that_of_both_says_nothing() {
    let mut settings = person();
    let level = &mut settings["comparisons"][3]["comparison_levels"][1];
    (level["m_probability"], level["u_probability"]) = (1.0.into(), 1.0.into());
    let model = Model::parse(&settings.to_string()).unwrap();
    assert!(model.comparisons[3].levels[1].weight().abs() < f64::EPSILON);
}

#[test]
fn a_probability_is_written_to_the_last_digit() {
    let digits = "0.00018465464234203497";
    let mut settings = person();
    let wanted: f64 = digits.parse().unwrap();
    settings["comparisons"][3]["comparison_levels"][1]["u_probability"] = wanted.into();
    let mut model = Model::parse(&settings.to_string()).unwrap();
    for _ in 0..3 {
        let Evidence::Likelihood { u, .. } = model.comparisons[3].levels[1].evidence else {
            panic!()
        };
        assert_eq!(u.value.to_bits(), wanted.to_bits());
        model = Model::parse(&model.to_json().unwrap()).unwrap();
    }
}

#[test]
fn an_unknown_condition_is_refused_by_comparison_and_level() {
    refused(
        |it| {
            it["comparisons"][3]["comparison_levels"][1]["sql_condition"] =
                "soundex(a_l) = 1".into();
        },
        expect![[r#"
            level sex equal of comparison sex:
            the function soundex is not understood, in:
            soundex(a_l) = 1"#]],
    );
    refused(
        |it| it["blocking_rules_to_generate_predictions"][0] = "levenshtein(l.a, r.a) < 2".into(),
        expect![[r#"
            blocking rule levenshtein(l.a, r.a) < 2:
            it asks for nothing to be equal, so every pair would be a candidate"#]],
    );
}

#[test]
fn a_comparison_must_end_with_else_and_have_an_exact_level_for_a_frequency() {
    refused(
        |it| _ = it["comparisons"][3]["comparison_levels"].as_array_mut().unwrap().pop(),
        expect![[r#"
            comparison sex:
            its last level is not ELSE"#]],
    );
    refused(
        |it| it["comparisons"][3]["comparison_levels"][1]["tf_adjustment_column"] = "crn".into(),
        expect![[r#"
            comparison sex adjusts for the frequency of crn,
            and has no level that asks for crn to be equal"#]],
    );
    refused(
        |it| it["sql_dialect"] = "postgres".into(),
        expect![[r#"
            the model is written for postgres;
            duckdb and spark are understood"#]],
    );
}

#[test]
fn what_is_no_model_is_refused() {
    for text in
        ["", "{}", "[1, 2]", "{\"link_type\": \"dedupe_only\", \"comparisons\": 3}", "\u{0}"]
    {
        assert!(Model::parse(text).is_err(), "{text}");
    }
}

//! A condition, a blocking rule and a few records: what can be read can be reckoned, and every way
//! to a weight gives the same one. The first line is the condition, the second the rule, each line
//! after that a record, its columns between tabs and the texts of a list between `;`.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use linkage::{
    Filling, Given, Matcher, Model, Plan, Records, Rule, Scoring, Thresholds, explain, score,
};

const MOST_RECORDS: usize = 12;

fuzz_target!(|text: &str| {
    let mut lines = text.lines();
    let (Some(condition), Some(rule)) = (lines.next(), lines.next()) else { return };
    if Rule::parse(rule).is_err() {
        return;
    }
    let Ok(model) = Model::parse(&written(condition, rule)) else { return };
    let told: Vec<&str> = lines.take(MOST_RECORDS).collect();
    let Ok(mut records) = filled(&model, &told) else { return };
    let Ok(plan) = Plan::new(&model, &mut records) else { return };
    let scoring = Scoring {
        least_weight: f64::NEG_INFINITY,
        most_pairs_a_rule: 1_000,
        link_type: model.link_type(),
    };
    let mut found = BTreeSet::new();
    score(&plan, &records, scoring, |pairs, _| {
        for pair in pairs {
            let explained = explain(&plan, &records, pair.left, pair.right);
            assert!((explained.match_weight - pair.weight).abs() < 1e-9, "{explained:?}");
            assert!(!explained.found_by.is_empty(), "{explained:?}");
            drop(explained.in_words());
            assert!(found.insert((pair.left, pair.right)), "a pair stands there twice");
        }
        Ok::<(), ()>(())
    })
    .expect("so few records make fewer pairs");
    ask(&model, records, &told);
});

fn ask(model: &Model, records: Records, told: &[&str]) {
    let Ok(mut matcher) = Matcher::new(model, records, Thresholds::default()) else { return };
    for (number, line) in told.iter().enumerate() {
        let given = given(model, line);
        drop(matcher.best(&given));
        matcher.add("b", &number.to_string(), &given).expect("each has an id of its own");
    }
}

fn written(condition: &str, rule: &str) -> String {
    let (condition, rule) = (as_json(condition), as_json(rule));
    format!(
        "{{\"link_type\":\"dedupe_only\",\"blocking_rules_to_generate_predictions\":[{rule}],\
         \"comparisons\":[{{\"output_column_name\":\"a\",\"comparison_levels\":[\
         {{\"sql_condition\":{condition}}},{{\"sql_condition\":\"ELSE\"}}]}}]}}"
    )
}

fn as_json(text: &str) -> String {
    let units: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    format!("\"{units}\"")
}

fn columns(model: &Model) -> Vec<String> {
    model.layout().columns().map(str::to_owned).collect()
}

fn filled(model: &Model, told: &[&str]) -> Result<Records, linkage::RecordsError> {
    let mut filling = Filling::new(&model.layout());
    filling.source("a");
    for number in 0..told.len() {
        filling.id(&number.to_string())?;
    }
    for (at, column) in columns(model).iter().enumerate() {
        let Some(mut field) = filling.field(column) else { continue };
        for line in told {
            match line.split('\t').nth(at) {
                Some(list) if list.contains(';') => field.push_list(Some(list.split(';'))),
                text => field.push(text.filter(|it| !it.is_empty())),
            }
        }
    }
    filling.end_piece()?;
    filling.finish()
}

fn given(model: &Model, line: &str) -> Given {
    let columns = columns(model);
    columns.iter().zip(line.split('\t')).fold(Given::new(), |given, (column, text)| {
        if text.contains(';') {
            given.with_list(column, text.split(';'))
        } else {
            given.with(column, text)
        }
    })
}

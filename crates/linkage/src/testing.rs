//! Small sets of records and small models for tests.

use crate::model::Model;
use crate::plan::Plan;
use crate::records::{Filling, Layout, Records};
use crate::score::{Pair, Scoring, score};

/// One record: its id and its columns; a column with `;` in it is a list.
pub(crate) type Told<'a> = (&'a str, &'a [(&'a str, &'a str)]);

/// Records of these sources with the columns of the layout.
pub(crate) fn records(layout: &Layout, sources: &[(&str, &[Told<'_>])]) -> Records {
    let mut filling = Filling::new(layout);
    let columns: Vec<String> = layout.columns().map(str::to_owned).collect();
    for (source, told) in sources {
        filling.source(source);
        for (id, _) in *told {
            filling.id(id).unwrap();
        }
        for column in &columns {
            let mut field = filling.field(column).unwrap();
            for (_, values) in *told {
                let text = values.iter().find(|it| it.0 == column).map(|it| it.1);
                match text {
                    Some(list) if list.contains(';') => {
                        field.push_list(Some(list.split(';').filter(|it| !it.is_empty())));
                    }
                    text => field.push(text.filter(|it| !it.is_empty())),
                }
            }
        }
        filling.end_piece().unwrap();
    }
    filling.finish().unwrap()
}

/// A comparison: its name and its levels (SQL, m, u).
pub(crate) type Compared<'a> = (&'a str, &'a [(&'a str, f64, f64)]);

/// A model of these comparisons and rules.
pub(crate) fn model(comparisons: &[Compared<'_>], rules: &[&str]) -> Model {
    let comparisons: Vec<serde_json::Value> = comparisons
        .iter()
        .map(|(name, levels)| {
            let mut written = vec![serde_json::json!({
                "sql_condition": format!("\"{name}_l\" IS NULL OR \"{name}_r\" IS NULL"),
                "label_for_charts": "missing",
                "is_null_level": true,
            })];
            written.extend(levels.iter().map(|(sql, m, u)| {
                serde_json::json!({
                    "sql_condition": sql,
                    "label_for_charts": sql,
                    "m_probability": m,
                    "u_probability": u,
                })
            }));
            serde_json::json!({ "output_column_name": name, "comparison_levels": written })
        })
        .collect();
    let settings = serde_json::json!({
        "link_type": "dedupe_only",
        "probability_two_random_records_match": 0.01,
        "unique_id_column_name": "record_id",
        "blocking_rules_to_generate_predictions": rules,
        "comparisons": comparisons,
    });
    Model::parse(&settings.to_string()).unwrap()
}

/// A model of names and birth dates.
pub(crate) fn names() -> Model {
    model(
        &[
            (
                "surname",
                &[
                    ("\"surname_l\" = \"surname_r\"", 0.9, 0.01),
                    ("jaro_winkler_similarity(\"surname_l\", \"surname_r\") >= 0.9", 0.06, 0.02),
                    ("ELSE", 0.04, 0.97),
                ],
            ),
            (
                "dob",
                &[
                    ("\"dob_l\" = \"dob_r\"", 0.95, 0.001),
                    ("levenshtein(\"dob_l\", \"dob_r\") <= 1", 0.03, 0.01),
                    ("ELSE", 0.02, 0.989),
                ],
            ),
        ],
        &[
            "l.surname = r.surname",
            "l.dob = r.dob",
            "substr(l.surname, 1, 2) = substr(r.surname, 1, 2)",
        ],
    )
}

/// All pairs of at least this weight.
pub(crate) fn pairs(model: &Model, records: &mut Records, least_weight: f64) -> Vec<Pair> {
    let plan = Plan::new(model, records).unwrap();
    let scoring =
        Scoring { least_weight, most_pairs_a_rule: 1_000_000, link_type: model.link_type() };
    let mut found = Vec::new();
    score(&plan, records, scoring, |pairs, _| {
        found.extend_from_slice(pairs);
        Ok::<(), ()>(())
    })
    .unwrap();
    found
}

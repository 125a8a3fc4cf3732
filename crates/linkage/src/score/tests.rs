//! Scoring: every pair that a rule defines, once, whatever the order and the number of threads.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{probability, weight_of};
use crate::model::{LinkType, Model};
use crate::plan::{Known, Plan};
use crate::records::Records;
use crate::testing::{Told, model, names, pairs, records};
use crate::{BlockingError, Scoring, ScoringError};

/// Records from short names and days, so that many agree.
fn few() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec(("|SMITH|SMYTH|JONES|SM|É", "|1980-01-0[1-4]|1981-01-01"), 0..24)
}

fn filled(model: &Model, told: &[(String, String)]) -> Records {
    let ids: Vec<String> = (0..told.len()).map(|it| format!("{it:03}")).collect();
    let columns: Vec<[(&str, &str); 2]> = told
        .iter()
        .map(|(surname, dob)| [("surname", surname.as_str()), ("dob", dob.as_str())])
        .collect();
    let told: Vec<Told<'_>> =
        ids.iter().zip(&columns).map(|(id, it)| (id.as_str(), it.as_slice())).collect();
    records(&model.layout(), &[("a", &told)])
}

type Numbered = (usize, (String, String));

/// Records with a number for an id, and the same in another order.
fn numbered() -> impl Strategy<Value = (Vec<Numbered>, Vec<Numbered>)> {
    few().prop_flat_map(|told| {
        let told: Vec<Numbered> = told.into_iter().enumerate().collect();
        (Just(told.clone()), Just(told).prop_shuffle())
    })
}

/// The weight of each pair, to the last bit, by the ids of the two.
fn by_id(told: &[Numbered]) -> BTreeMap<(String, String), u64> {
    let model = counting(names());
    let ids: Vec<String> = told.iter().map(|it| format!("{:03}", it.0)).collect();
    let columns: Vec<[(&str, &str); 2]> =
        told.iter().map(|(_, (s, d))| [("surname", s.as_str()), ("dob", d.as_str())]).collect();
    let told: Vec<Told<'_>> =
        ids.iter().zip(&columns).map(|(id, it)| (id.as_str(), it.as_slice())).collect();
    let mut set = records(&model.layout(), &[("a", &told)]);
    let found = pairs(&model, &mut set, f64::NEG_INFINITY);
    let id = |row| set.id(row).to_owned();
    found.iter().map(|it| ((id(it.left), id(it.right)), it.weight.to_bits())).collect()
}

/// The model with weights that follow how frequent a surname is.
fn counting(model: Model) -> Model {
    let mut settings: serde_json::Value = serde_json::from_str(&model.to_json().unwrap()).unwrap();
    settings["comparisons"][0]["comparison_levels"][1]["tf_adjustment_column"] = "surname".into();
    Model::parse(&settings.to_string()).unwrap()
}

/// All pairs of records that a rule defines, found one by one.
fn defined(model: &Model, told: &[(String, String)]) -> BTreeSet<(u32, u32)> {
    let mut found = BTreeSet::new();
    for (one, left) in told.iter().enumerate() {
        for (other, right) in told.iter().enumerate().skip(one + 1) {
            let start = |text: &str| text.chars().take(2).collect::<String>();
            let alike = |a: &str, b: &str| !a.is_empty() && a == b;
            if alike(&left.0, &right.0)
                || alike(&left.1, &right.1)
                || alike(&start(&left.0), &start(&right.0))
            {
                found.insert((u32::try_from(one).unwrap(), u32::try_from(other).unwrap()));
            }
        }
    }
    assert_eq!(model.rules.len(), 3, "the rules are those that are defined here");
    found
}

proptest! {
    #[test]
    fn blocking_finds_each_pair_that_a_rule_defines_once(told in few()) {
        let model = names();
        let found = pairs(&model, &mut filled(&model, &told), f64::NEG_INFINITY);
        let once: BTreeSet<(u32, u32)> = found.iter().map(|it| (it.left, it.right)).collect();
        prop_assert_eq!(once.len(), found.len());
        prop_assert_eq!(once, defined(&model, &told));
    }

    #[test]
    fn a_weight_does_not_depend_on_which_record_comes_first(told in few()) {
        let model = names();
        let mut set = filled(&model, &told);
        let plan = Plan::new(&model, &mut set).unwrap();
        let mut scratch = plan.scratch();
        let known = |row| Known::new(&plan, &set, row);
        for pair in pairs(&model, &mut filled(&model, &told), f64::NEG_INFINITY) {
            let (left, right) = (known(pair.left), known(pair.right));
            let mut met = crate::plan::Pair::new(&plan, &right, &left, &mut scratch);
            let turned = met.weigh(f64::NEG_INFINITY).unwrap();
            prop_assert!((turned.weight - pair.weight).abs() < 1e-12);
        }
    }

    #[test]
    fn pairs_and_weights_do_not_depend_on_the_order_of_the_records(told in numbered()) {
        let (told, turned) = told;
        prop_assert_eq!(by_id(&told), by_id(&turned));
    }

    #[test]
    fn the_left_record_is_the_first_by_source_and_id_in_whatever_order_they_came(
        ids in prop::collection::hash_set("[a-c]{1,3}", 2..12),
        sources in prop::collection::vec(0..2_usize, 12),
    ) {
        let model = names();
        let alike: &[(&str, &str)] = &[("surname", "SMITH")];
        let mut told: [Vec<Told<'_>>; 2] = Default::default();
        for (id, source) in ids.iter().zip(&sources) {
            told[*source].push((id.as_str(), alike));
        }
        // The later name comes first.
        let mut set = records(&model.layout(), &[("z", &told[0]), ("a", &told[1])]);
        let found = pairs(&model, &mut set, f64::NEG_INFINITY);
        prop_assert_eq!(found.len(), ids.len() * (ids.len() - 1) / 2);
        for pair in found {
            let place = |row| (set.source(row), set.id(row));
            prop_assert!(place(pair.left) < place(pair.right));
        }
    }

    #[test]
    fn a_threshold_leaves_out_exactly_the_pairs_below_it(told in few(), least in -20.0..20.0_f64) {
        let model = names();
        let all = pairs(&model, &mut filled(&model, &told), f64::NEG_INFINITY);
        let some = pairs(&model, &mut filled(&model, &told), least);
        let wanted: Vec<_> = all.into_iter().filter(|it| it.weight >= least).collect();
        prop_assert_eq!(some, wanted);
    }

    #[test]
    fn pairs_do_not_depend_on_the_number_of_threads(told in few(), threads in 1_usize..5) {
        let model = names();
        let alone = pairs(&model, &mut filled(&model, &told), 0.0);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let together = pool.install(|| pairs(&model, &mut filled(&model, &told), 0.0));
        prop_assert_eq!(alone, together);
    }
}

#[test]
fn a_missing_value_says_nothing() {
    let model = names();
    let mut set = records(
        &model.layout(),
        &[(
            "a",
            &[
                ("1", &[("surname", "SMITH")]),
                ("2", &[("surname", "SMITH"), ("dob", "1980-01-01")]),
            ],
        )],
    );
    let found = pairs(&model, &mut set, f64::NEG_INFINITY);
    let expected = model.starting_weight() + (0.9_f64 / 0.01).log2();
    assert!((found[0].weight - expected).abs() < 1e-12);
    assert_eq!((found[0].level(0), found[0].level(1)), (2, -1));
}

#[test]
fn linking_makes_pairs_across_lists_only() {
    let linking = names().for_link_type(LinkType::LinkOnly);
    let smith: &[(&str, &str)] = &[("surname", "SMITH")];
    let sources: &[(&str, &[Told<'_>])] =
        &[("police", &[("1", smith), ("2", smith)]), ("prison", &[("1", smith)])];
    let mut set = records(&linking.layout(), sources);
    assert_eq!(pairs(&linking, &mut set, f64::NEG_INFINITY).len(), 2);
    let both = names().for_link_type(LinkType::LinkAndDedupe);
    assert_eq!(pairs(&both, &mut set, f64::NEG_INFINITY).len(), 3);
}

#[test]
fn swapped_names_are_found_by_a_crossed_rule_once() {
    let model = model(
        &[("f", &[("\"f_l\" = \"s_r\" AND \"f_r\" = \"s_l\"", 0.9, 0.1), ("ELSE", 0.1, 0.9)])],
        &["l.f = r.s AND l.s = r.f"],
    );
    let mut set = records(
        &model.layout(),
        &[(
            "a",
            &[
                ("1", &[("f", "JAMES"), ("s", "THOMAS")]),
                ("2", &[("f", "THOMAS"), ("s", "JAMES")]),
                ("3", &[("f", "JAMES"), ("s", "JAMES")]),
                ("4", &[("f", "JAMES"), ("s", "JAMES")]),
            ],
        )],
    );
    let mut found: Vec<(u32, u32)> =
        pairs(&model, &mut set, f64::NEG_INFINITY).iter().map(|it| (it.left, it.right)).collect();
    found.sort_unstable();
    assert_eq!(found, [(0, 1), (2, 3)]);
}

#[test]
fn a_rule_that_explodes_is_refused_with_its_pairs() {
    let model = names();
    let smith: &[(&str, &str)] = &[("surname", "SMITH")];
    let ids: Vec<String> = (0..100).map(|it| it.to_string()).collect();
    let told: Vec<Told<'_>> = ids.iter().map(|it| (it.as_str(), smith)).collect();
    let mut set = records(&model.layout(), &[("a", &told)]);
    let plan = Plan::new(&model, &mut set).unwrap();
    let scoring =
        Scoring { least_weight: 0.0, most_pairs_a_rule: 4_949, link_type: LinkType::DedupeOnly };
    let refused = crate::score(&plan, &set, scoring, |_, _| Ok::<(), ()>(())).unwrap_err();
    let ScoringError::Blocking(BlockingError::TooMany { pairs, largest_block, .. }) = refused
    else {
        panic!("{refused:?}")
    };
    assert_eq!((pairs, largest_block), (4_950, 100));
}

#[test]
fn a_rule_of_more_than_a_thousand_million_pairs_is_refused_before_anything_is_weighed() {
    let model = names();
    let smith: &[(&str, &str)] = &[("surname", "SMITH")];
    let ids: Vec<String> = (0..45_000).map(|it| it.to_string()).collect();
    let told: Vec<Told<'_>> = ids.iter().map(|it| (it.as_str(), smith)).collect();
    let mut set = records(&model.layout(), &[("a", &told)]);
    let plan = Plan::new(&model, &mut set).unwrap();
    let scoring = Scoring {
        least_weight: 0.0,
        most_pairs_a_rule: crate::MOST_PAIRS_A_RULE,
        link_type: LinkType::DedupeOnly,
    };
    let refused = crate::score(&plan, &set, scoring, |_, _| Ok::<(), ()>(())).unwrap_err();
    assert!(refused.to_string().contains("would make 1012477500 pairs"), "{refused}");
}

#[test]
fn records_of_which_nothing_is_known_make_no_pair() {
    let model = names();
    let told: &[Told<'_>] = &[("1", &[]), ("2", &[]), ("3", &[("surname", "SMITH")])];
    let mut set = records(&model.layout(), &[("a", told)]);
    assert!(pairs(&model, &mut set, f64::NEG_INFINITY).is_empty());
}

#[test]
fn no_record_and_one_record_make_no_pair() {
    let model = names();
    for told in [&[][..], &[("1", &[("surname", "SMITH")][..])][..]] {
        let mut set = records(&model.layout(), &[("a", told)]);
        assert!(pairs(&model, &mut set, f64::NEG_INFINITY).is_empty());
    }
}

#[test]
fn probabilities_and_weights_turn_into_one_another() {
    for weight in [-40.0, -1.0, 0.0, 0.5, 30.0] {
        assert!((weight_of(probability(weight)) - weight).abs() < 1e-6);
    }
    assert!(probability(2000.0) <= 1.0 && probability(-2000.0) >= 0.0);
}

#[test]
fn name_and_date_of_birth_alone_join_nobody_in_the_default_model() {
    let model = Model::person().unwrap();
    let rare: &[(&str, &str)] = &[
        ("forename", "ZEBEDIAH"),
        ("surname", "QUILLFEATHER"),
        ("forename_surname", "ZEBEDIAH QUILLFEATHER"),
        ("dob", "1931-02-03"),
        ("sex", "M"),
    ];
    let here = [rare, &[("postcode", "ZZ1 1AA"), ("outcode", "ZZ1")]].concat();
    let there = [rare, &[("postcode", "ZZ9 9AA"), ("outcode", "ZZ9")]].concat();
    let other: &[(&str, &str)] = &[("surname", "SMITH"), ("dob", "1980-01-01")];
    let ids: Vec<String> = (3..1_200).map(|it| it.to_string()).collect();
    let many: Vec<Told<'_>> = ids.iter().map(|it| (it.as_str(), other)).collect();
    for alone in [rare, &there] {
        let told = [&[("1", here.as_slice()), ("2", alone)][..], &many].concat();
        let mut set = records(&model.layout(), &[("a", &told)]);
        let found = pairs(&model, &mut set, f64::NEG_INFINITY);
        let pair = found.iter().find(|it| (it.left, it.right) == (0, 1)).unwrap();
        assert!(pair.probability() < 0.05, "{}", pair.probability());
    }
}

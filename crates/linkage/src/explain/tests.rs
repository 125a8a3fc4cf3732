//! A pair taken apart.

use expect_test::expect;

use super::explain;
use crate::plan::Plan;
use crate::testing::{names, pairs, records};

#[test]
fn the_parts_of_a_weight_add_up_and_are_told_in_words() {
    let model = names();
    let mut set = records(
        &model.layout(),
        &[(
            "police",
            &[
                ("1", &[("surname", "SMITH"), ("dob", "1980-01-01")]),
                ("2", &[("surname", "SMYTH"), ("dob", "1980-01-01")]),
            ],
        )],
    );
    let weight = pairs(&model, &mut set, f64::NEG_INFINITY)[0].weight;
    let plan = Plan::new(&model, &mut set).unwrap();
    let explained = explain(&plan, &set, 1, 0);
    let sum: f64 = explained.parts.iter().map(|it| it.weight + it.frequency_weight).sum();
    assert!((explained.starting_weight + sum - weight).abs() < 1e-12);
    assert!((explained.match_weight - weight).abs() < 1e-12);
    expect![[r#"
        1 of police and 2 of police
           -6.63  before anything is compared
           -4.60  surname: ELSE
                  surname: SMITH | SMYTH
           +9.89  dob: "dob_l" = "dob_r"
                  dob: 1980-01-01 | 1980-01-01
           -1.34  in all: a probability of 0.283519 that both are one person
        Found by: l.dob = r.dob; substr(l.surname, 1, 2) = substr(r.surname, 1, 2)"#]]
    .assert_eq(&explained.in_words());
}

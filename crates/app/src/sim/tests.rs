//! Three short simulations with every run of the tests; long ones are for `throughcare sim`.

use super::{Simulation, name_of, run};
use crate::testing::postgres_url;

async fn check(seed: u64) {
    let simulation = Simulation { seed, steps: 60, postgres_url: postgres_url() };
    match run(&simulation).await {
        Ok(report) => assert!(report.entries > 0, "{report:?}"),
        Err(fault) => panic!("seed {seed}: {fault}"),
    }
}

#[tokio::test]
async fn databases_and_model_agree_on_seed_1() {
    check(1).await;
}

#[tokio::test]
async fn databases_and_model_agree_on_seed_2() {
    check(2).await;
}

#[tokio::test]
async fn databases_and_model_agree_on_seed_3() {
    check(3).await;
}

#[test]
fn a_refusal_is_known_by_the_name_of_its_variant() {
    assert_eq!(name_of("Register(AlreadyOpen { since: 2006-01-09 })"), "AlreadyOpen");
    assert_eq!(name_of("Nominate(OnlyIntelligence)"), "OnlyIntelligence");
}

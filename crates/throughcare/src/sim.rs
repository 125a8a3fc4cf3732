//! `throughcare sim`.

use app::sim::{Simulation, run};
use serde_json::json;

use crate::cli::Sim;
use crate::failure::{Failure, Outcome};

pub(crate) async fn sim(asked: Sim) -> Outcome {
    let (seed, steps, postgres_url) = (asked.seed, asked.steps, asked.postgres_url);
    let report = run(&Simulation { seed, steps, postgres_url }).await;
    let report = report.map_err(|fault| {
        if asked.json.json {
            println!("{}", json!({ "held": false, "seed": seed, "fault": fault.to_string() }));
        }
        Failure::refused(format!("seed {seed}: {fault}"))
    })?;
    if asked.json.json {
        let (databases, outcomes) = (report.databases, report.outcomes);
        println!(
            "{}",
            json!({
                "held": true,
                "seed": seed,
                "steps": steps,
                "databases": databases,
                "outcomes": outcomes,
                "entries": report.entries,
            })
        );
        return Ok(());
    }
    println!("Seed {seed}: {steps} steps on {} and the model agree.", report.databases.join(", "));
    for (outcome, times) in &report.outcomes {
        println!("  {times:>6}  {outcome}");
    }
    println!("The trail is whole: {} entries.", report.entries);
    Ok(())
}

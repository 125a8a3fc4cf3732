//! `throughcare migrate`.

use serde_json::json;

use crate::cli::Json;
use crate::config::Config;
use crate::failure::Outcome;
use crate::open;

pub(crate) async fn migrate(asked: &Json, config: &Config) -> Outcome {
    let db = open::db(&config.database).await?;
    let applied = db.migrate().await?;
    db.close().await;
    if asked.json {
        println!("{}", json!({ "database": db.name(), "applied": applied }));
        return Ok(());
    }
    for step in &applied {
        println!("applied {step}");
    }
    match applied.len() {
        0 => println!("The {} database was up to date.", db.name()),
        1 => println!("The {} database is up to date: 1 migration applied.", db.name()),
        n => println!("The {} database is up to date: {n} migrations applied.", db.name()),
    }
    Ok(())
}

//! `throughcare audit verify`.

use app::Actor;
use app::audit::{Break, verify as prove};
use serde_json::json;

use crate::cli::Json;
use crate::config::Config;
use crate::failure::{Failure, Outcome};
use crate::open;

pub(crate) async fn verify(asked: &Json, config: &Config) -> Outcome {
    let app = open::app(config).await?;
    let proven = app.read(&Actor::operator(), |rx| Box::pin(prove(rx))).await?;
    app.db().close().await;
    match proven {
        Ok(whole) => {
            if asked.json {
                let (entries, hash) = (whole.entries, whole.hash);
                println!("{}", json!({ "whole": true, "entries": entries, "hash": hash }));
            } else {
                println!("The trail is whole: {} entries.", whole.entries);
                println!("Hash of the last:  {}", whole.hash);
            }
            Ok(())
        }
        Err(broken) => {
            let (seq, told) = told(&broken);
            if asked.json {
                println!("{}", json!({ "whole": false, "broken_at": seq, "why": told }));
            }
            Err(Failure::refused(format!("the trail is broken: {told}")))
        }
    }
}

fn told(broken: &Break) -> (i64, String) {
    match broken {
        Break::Altered { seq } => {
            (*seq, format!("entry {seq} does not follow from the one before; it was altered"))
        }
        Break::Missing { seq } => (*seq, format!("entry {seq} is missing")),
        Break::Cut { last, head } => {
            (*last, format!("it ends at entry {last}, but its head names entry {head}"))
        }
    }
}

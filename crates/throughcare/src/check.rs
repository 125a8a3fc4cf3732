//! `throughcare check editions`.

use app::edition::Editions;
use serde_json::json;

use crate::cli::CheckEditions;
use crate::failure::{Failure, Outcome};

pub(crate) fn editions(asked: &CheckEditions) -> Outcome {
    let read = asked.dir.as_deref().map_or_else(Editions::embedded, Editions::from_dir);
    match read {
        Ok(editions) => {
            let keys: Vec<&str> = editions.iter().map(|it| it.key.as_str()).collect();
            if asked.json.json {
                println!("{}", json!({ "sound": true, "editions": keys }));
            } else {
                println!("Sound: {}.", keys.join(", "));
            }
            Ok(())
        }
        Err(faults) => {
            if asked.json.json {
                let told: Vec<_> = faults
                    .iter()
                    .map(|it| {
                        json!({
                            "file": it.file,
                            "line": it.line,
                            "column": it.column,
                            "fault": it.fault.to_string(),
                        })
                    })
                    .collect();
                println!("{}", json!({ "sound": false, "faults": told }));
            } else {
                for fault in &faults {
                    println!("{fault}");
                }
            }
            Err(Failure::refused(match faults.len() {
                1 => "the editions hold 1 mistake".to_owned(),
                n => format!("the editions hold {n} mistakes"),
            }))
        }
    }
}

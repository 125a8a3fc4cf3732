//! What a command says at its end: how long each phase took, on the clock and on the processor,
//! and the most memory that was used.

use std::fs;
use std::time::Instant;

use linkage::Records;
use lists::Prepared;
use serde_json::{Map, Value, json};

use super::cli::Way;

/// The kernel counts processor time in hundredths of a second.
const TICKS_A_SECOND: f64 = 100.0;

/// A summary in the making.
pub(super) struct Summary {
    began: Instant,
    phase: Instant,
    phase_cpu: f64,
    phases: Vec<Value>,
    told: Map<String, Value>,
}

impl Summary {
    pub(super) fn begin() -> Self {
        let now = Instant::now();
        let phase_cpu = cpu_seconds();
        Self { began: now, phase: now, phase_cpu, phases: Vec::new(), told: Map::new() }
    }

    /// A phase of the work is done.
    pub(super) fn phase(&mut self, name: &str) {
        let cpu = cpu_seconds();
        self.phases.push(json!({
            "phase": name,
            "wall_seconds": rounded(self.phase.elapsed().as_secs_f64()),
            "cpu_seconds": rounded(cpu - self.phase_cpu),
        }));
        self.phase = Instant::now();
        self.phase_cpu = cpu;
    }

    pub(super) fn tell(&mut self, key: &str, value: impl Into<Value>) {
        self.told.insert(key.to_owned(), value.into());
    }

    /// What was set aside when lists were prepared.
    pub(super) fn tell_prepared(&mut self, prepared: Option<&Prepared>) {
        let Some(prepared) = prepared else { return };
        let set_aside: Vec<Value> = prepared
            .set_aside
            .iter()
            .map(|((column, reason), count)| {
                json!({ "column": column, "reason": reason.key(), "values": count })
            })
            .collect();
        self.tell("set_aside", set_aside);
    }

    /// Columns that the model reads and no record has anything in, in a sentence too.
    pub(super) fn tell_empty(&mut self, records: &Records) -> Option<String> {
        let empty: Vec<&str> = records.empty_columns().collect();
        self.tell("empty_columns", empty.clone());
        let said = format!("No record has anything in: {}.", empty.join(", "));
        (!empty.is_empty()).then_some(said)
    }

    /// Prints the summary as JSON if that is asked for, else the sentences.
    pub(super) fn end(mut self, way: &Way, sentences: &[String]) {
        if way.json {
            self.told.insert("phases".to_owned(), self.phases.into());
            let wall = rounded(self.began.elapsed().as_secs_f64());
            self.told.insert("wall_seconds".to_owned(), wall.into());
            self.told.insert("cpu_seconds".to_owned(), rounded(cpu_seconds()).into());
            self.told.insert("peak_memory_bytes".to_owned(), json!(peak_memory_bytes()));
            println!("{}", Value::Object(self.told));
            return;
        }
        for sentence in sentences {
            println!("{sentence}");
        }
    }
}

/// What was set aside, a line for each column and reason.
pub(super) fn set_aside(prepared: Option<&Prepared>) -> Vec<String> {
    let Some(prepared) = prepared else { return Vec::new() };
    let line = |((column, reason), count): (&(String, lists::Reason), &u64)| {
        format!("  {count:>9}  {column}: {reason}")
    };
    let lines = prepared.set_aside.iter().map(line);
    let head = "Values that are not compared:".to_owned();
    if prepared.set_aside.is_empty() {
        return Vec::new();
    }
    std::iter::once(head).chain(lines).collect()
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

/// Processor seconds of this process, where the system tells them.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold spaces.
    let after_name = stat.rsplit_once(')').map_or("", |it| it.1);
    let fields = after_name.split_whitespace().skip(11).take(2);
    fields.filter_map(|it| it.parse::<f64>().ok()).sum::<f64>() / TICKS_A_SECOND
}

/// The most memory that was held at once, where the system tells it.
fn peak_memory_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024)
}

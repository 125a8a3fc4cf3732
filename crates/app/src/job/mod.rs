//! Work done outside the request: put in the queue by the transaction that asks for it, done by a
//! worker, safe to do twice.

pub(crate) mod sql;

use serde_json::Value as Json;

/// A piece of work to be put in the queue.
#[derive(Debug, Clone)]
pub struct Job {
    /// What to do, by name.
    pub kind: &'static str,
    /// What it needs to know: keys, never personal data.
    pub payload: Json,
}

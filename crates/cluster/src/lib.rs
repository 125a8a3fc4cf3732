//! The same counting on several machines: a Ballista cluster whose executors see the facts under a
//! folder of their own. What travels is the definition and what is asked of it, never a path and
//! never a person; each executor opens the facts, makes sure that they are the same, and counts
//! parts of the people.

pub mod client;
mod codec;
pub mod executor;
mod message;
pub mod scheduler;

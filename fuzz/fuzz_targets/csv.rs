//! Any bytes are a list or are refused, as they stand and prepared.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../list.rs"]
mod list;

fuzz_target!(|bytes: &[u8]| list::read(bytes, "csv"));

//! Requests as a browser makes them, one module for each subject. One program, so that it is
//! linked once.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that fails fails its test"
)]

mod area;
mod audit;
mod browser;
mod caseload;
mod criteria;
mod decision;
mod draft;
mod import;
mod nomination;
mod person;
mod registration;
mod removal;
mod review;
mod scheme;
mod scheme_closing;
mod sign_in;
mod today;
mod user;

//! Requests as a browser makes them, one module for each subject. One program, so that it is
//! linked once.

mod browser;
mod caseload;
mod draft;
mod import;
mod sign_in;
mod today;

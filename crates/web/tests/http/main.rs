//! Requests as a browser makes them, one module for each subject. One program, so that it is
//! linked once.

mod area;
mod audit;
mod browser;
mod caseload;
mod draft;
mod import;
mod person;
mod registration;
mod removal;
mod review;
mod scheme;
mod sign_in;
mod today;
mod user;

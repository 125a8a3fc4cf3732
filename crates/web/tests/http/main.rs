//! Requests as a browser makes them, one module for each subject. One program, so that it is
//! linked once.

mod area;
mod browser;
mod import;
mod scheme;
mod audit;
mod browser;
mod import;
mod person;
mod registration;
mod removal;
mod review;
mod sign_in;
mod user;
mod caseload;
mod draft;
mod sign_in;
mod today;

//! Requests as a browser makes them, one module for each subject. One program, so that it is
//! linked once.

mod browser;
mod import;
mod registration;
mod removal;
mod review;
mod sign_in;

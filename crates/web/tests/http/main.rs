//! Requests as a browser makes them, one module for each subject. One program, so that it is
//! linked once.

mod browser;
mod criteria;
mod decision;
mod import;
mod nomination;
mod sign_in;

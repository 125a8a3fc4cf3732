//! Dates and times as people type them, and the calendar sums the rules need.

mod calendar;
mod date;
mod names;
mod time;

pub use calendar::{
    add_months, add_working_days, is_working_day, london_date, working_days_between,
};
pub use date::{DateFault, DatePart, EARLIEST_YEAR, LATEST_YEAR, Sense, parse_date, parse_parts};
pub use jiff::civil::Time;
pub use time::{TimeFault, parse_time};

//! The caseload: lists of the people on schemes, with filters, saved views and bulk actions.
//!
//! Whoever has been removed is on no list, at once [ICO2018]; the young are listed apart from
//! adults [RR04 ¶9, TY06].

mod bulk;
mod download;
mod filter;
mod read;
mod schedule;
pub(crate) mod sql;
mod view;

#[cfg(test)]
mod tests;

pub use bulk::{
    AssignMany, Foreseen, OtherHolder, TICKED_LIMIT, Verdict, Worker, assign_many, foresee, workers,
};
pub use download::{Download, DownloadedRow, download};
pub use filter::{AgeGroup, Attention, Filter, ManagedBy, Order, ReviewIs, SortBy, Supervised};
pub(crate) use read::count;
pub use read::{Choices, Page, Row, Tally, caseload, choices, tally};
pub use schedule::{Planned, ScheduleMany, Scheduling, plan_many, schedule_many};
pub use view::{
    SaveView, SavedView, VIEW_NAME_LIMIT_CHARS, delete_view, may_change, rename_view, save_view,
    views,
};

use crate::gate::actions;

/// How many people stand on one page.
pub const PAGE_SIZE: u32 = 50;

actions! {
    /// Give many people a manager or lead worker at once.
    AssignTicked = "assign_many";
    /// Take a list of people out of the system as a file.
    DownloadCaseload = "download_caseload";
    /// Keep a view of the caseload for oneself.
    KeepView = "keep_view";
    /// Keep a view for everybody in a scheme.
    ShareView = "share_view";
}

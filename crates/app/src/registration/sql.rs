//! Statements about registrations.

use domain::id::SchemeId;

use crate::db::{args, statements};
use crate::error::AppResult;
use crate::gate::Rx;

statements! {
    COUNT_OPEN = "
        select count(*) as registered
          from registration
         where scheme_id = $1
           and ended_on is null";
}

/// How many people are on a scheme today.
pub(crate) async fn count_open(rx: &mut Rx<'_>, scheme: SchemeId) -> AppResult<u32> {
    rx.one(COUNT_OPEN, args![scheme], |row| row.get("registered")).await
}

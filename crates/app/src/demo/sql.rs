//! The one statement of the demo itself. All that it makes goes through use cases.

use crate::db::statements;

statements! {
    COUNT_USERS = "select count(*) as accounts from app_user";
}

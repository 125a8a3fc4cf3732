//! The caseload: lists of people with filters, saved views and bulk actions.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

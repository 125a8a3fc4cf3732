//! The panel's decision on a nomination, and the waiting list.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

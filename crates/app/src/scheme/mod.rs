//! Schemes: areas covered, capacity, governance, staffing, what is in place.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

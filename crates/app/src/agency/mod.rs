//! Agencies that take part.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

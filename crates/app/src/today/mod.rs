//! What needs doing today.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

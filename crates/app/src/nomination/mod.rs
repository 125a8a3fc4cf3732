//! Nominations and their evidence.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

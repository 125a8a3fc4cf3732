//! Removal from a scheme.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

//! Reviews that keep or remove.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

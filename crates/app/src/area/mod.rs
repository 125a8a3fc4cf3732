//! The accountability tree, its changes, and which areas have no scheme.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

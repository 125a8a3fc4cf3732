//! One timeline of all that happened with a person.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

//! Registrations: strand, statutory status, and who manages the person.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

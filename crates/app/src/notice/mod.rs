//! Who is to be told of a selection or a removal, and who was told when.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

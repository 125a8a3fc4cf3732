//! A scheme's selection criteria, and the score of a nomination against them.

pub(crate) mod sql;

use crate::gate::actions;

actions! {}

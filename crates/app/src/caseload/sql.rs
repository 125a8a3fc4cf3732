//! Statements of this slice.

use crate::db::statements;

statements! {}

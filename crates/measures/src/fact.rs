//! The facts that measures stand on.

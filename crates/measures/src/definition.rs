//! What a measure is: every choice named, dated and sourced.

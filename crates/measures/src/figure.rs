//! From tallies to figures with intervals.

//! Intervals, survival and comparison.

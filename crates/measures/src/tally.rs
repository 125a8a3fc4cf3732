//! What is counted for a cell: whole numbers that add up.

//! Small cases worked by hand, and attacks on random tables: by linear algebra, and by trying every
//! whole number.

mod attack;
mod nation;
mod random;
mod worked;

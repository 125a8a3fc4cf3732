//! How often lists are wrong, and in which ways.

/// How often each mistake is made, from 0 to 1. Each is decided for itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mistakes {
    /// A slip of the keyboard, in each name: a neighbouring key, two letters exchanged, one left
    /// out or doubled.
    pub typing: f64,
    /// A familiar form in place of a forename that has one.
    pub familiar_name: f64,
    /// Another spelling of a name that has several.
    pub spelling: f64,
    /// The former surname of somebody who took another.
    pub former_name: f64,
    /// The alias of somebody who has one, in place of the name.
    pub alias: f64,
    /// Forename and surname in each other's fields.
    pub swapped_names: f64,
    /// Day and month exchanged, where that gives a date.
    pub swapped_date: f64,
    /// One digit of the date of birth wrong.
    pub date_digit: f64,
    /// The first of January of the year, as is written when only the year is known.
    pub first_of_january: f64,
    /// An address other than today's.
    pub moved: f64,
    /// One character of the postcode wrong.
    pub postcode: f64,
    /// One digit of an identifier wrong, in each.
    pub number: f64,
    /// How much of what agencies leave out is left out: 1 is usual, 0 nothing.
    pub missing: f64,
}

impl Mistakes {
    /// About what one finds when joining agencies' lists for the first time.
    pub const fn usual() -> Self {
        Self {
            typing: 0.03,
            familiar_name: 0.05,
            spelling: 0.12,
            former_name: 0.3,
            alias: 0.1,
            swapped_names: 0.008,
            swapped_date: 0.01,
            date_digit: 0.02,
            first_of_january: 0.004,
            moved: 0.3,
            postcode: 0.02,
            number: 0.02,
            missing: 1.0,
        }
    }

    /// Lists kept with twice the mistakes and half as many gaps again.
    pub const fn many() -> Self {
        Self {
            typing: 0.06,
            familiar_name: 0.1,
            spelling: 0.24,
            former_name: 0.45,
            alias: 0.2,
            swapped_names: 0.016,
            swapped_date: 0.02,
            date_digit: 0.04,
            first_of_january: 0.008,
            moved: 0.45,
            postcode: 0.04,
            number: 0.04,
            missing: 1.5,
        }
    }

    /// Lists without a mistake or a gap.
    pub const fn none() -> Self {
        Self {
            typing: 0.0,
            familiar_name: 0.0,
            spelling: 0.0,
            former_name: 0.0,
            alias: 0.0,
            swapped_names: 0.0,
            swapped_date: 0.0,
            date_digit: 0.0,
            first_of_january: 0.0,
            moved: 0.0,
            postcode: 0.0,
            number: 0.0,
            missing: 0.0,
        }
    }
}

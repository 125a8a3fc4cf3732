//! Days on which something can have happened to somebody.

use jiff::civil::Date;

/// The days between which somebody lives, as far as they are known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// The day of birth.
    pub born: Option<Date>,
    /// The day of death.
    pub died_on: Option<Date>,
}

/// Prints no day: when somebody was born is personal data.
impl std::fmt::Debug for Life {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Life(..)")
    }
}

/// Why something cannot have happened on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HappenedRefusal {
    /// It is said to have happened, and the day is still to come.
    InFuture {
        /// The day it was given.
        on: Date,
        /// Today.
        today: Date,
    },
    /// The person was not yet born.
    BeforeBirth {
        /// The day it was given.
        on: Date,
    },
    /// The person had died.
    AfterDeath {
        /// The day it was given.
        on: Date,
    },
    /// It ended before it began.
    EndsBeforeItBegins {
        /// The day it is said to have ended.
        on: Date,
    },
}

impl Life {
    /// Whether something that concerns the person can have happened on this day: contact with
    /// their family, say, which may be after they died.
    pub fn happened(self, on: Date, today: Date) -> Result<(), HappenedRefusal> {
        if on > today {
            return Err(HappenedRefusal::InFuture { on, today });
        }
        if self.born.is_some_and(|born| on < born) {
            return Err(HappenedRefusal::BeforeBirth { on });
        }
        Ok(())
    }

    /// Whether something of the person can begin on this day, which may lie ahead.
    pub fn begins(self, on: Date) -> Result<(), HappenedRefusal> {
        if self.born.is_some_and(|born| on < born) {
            return Err(HappenedRefusal::BeforeBirth { on });
        }
        if self.died_on.is_some_and(|died| died < on) {
            return Err(HappenedRefusal::AfterDeath { on });
        }
        Ok(())
    }

    /// Whether the person themselves can have lived through it on this day.
    pub fn lived(self, on: Date, today: Date) -> Result<(), HappenedRefusal> {
        self.happened(on, today)?;
        if self.died_on.is_some_and(|died| died < on) {
            return Err(HappenedRefusal::AfterDeath { on });
        }
        Ok(())
    }

    /// Whether the person can have lived through a time that began on one day, and on another
    /// had ended.
    pub fn lived_between(
        self,
        (from, until): (Option<Date>, Option<Date>),
        today: Date,
    ) -> Result<(), HappenedRefusal> {
        if let Some(from) = from {
            self.lived(from, today)?;
        }
        let Some(until) = until else { return Ok(()) };
        if from.is_some_and(|from| until < from) {
            return Err(HappenedRefusal::EndsBeforeItBegins { on: until });
        }
        self.happened(until, today)
    }
}

//! Expected re-offending by the Offender Group Reconviction Scale 3: a comparator for what was
//! observed, and never an input to selection. Source: [OGRS3 §2].
//!
//! It knows age, sex, the current offence and the record, and nothing of what a person has done
//! since. What cannot be scored is a result with its reason; it is never taken for nothing.

mod table;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::definition::OffenceClass;

/// The two columns of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
}

/// How the current offence was proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sanction {
    /// By a caution, reprimand or final warning.
    Caution,
    /// In court.
    Conviction,
}

/// What the scale asks of a person. Ages in whole years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History {
    /// Nothing where it is not recorded, or is neither of the two.
    pub sex: Option<Sex>,
    /// When the follow-up begins: on release for those who were in custody, not on conviction.
    pub age_at_start: i32,
    /// On the day of the current sanction.
    pub age_at_sanction: i32,
    /// On the day of the first sanction ever, which may be the current one.
    pub age_at_first: i32,
    /// Cautions before the current sanction, which is not one of them.
    pub previous_cautions: u32,
    /// Convictions before the current sanction, which is not one of them.
    pub previous_convictions: u32,
    /// The current sanction.
    pub current: Sanction,
    /// Of the current offence; nothing where its code stands in no class.
    pub class: Option<OffenceClass>,
}

/// The chance of a proven re-offence, between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Score {
    /// Within one year of the start of the follow-up.
    pub one_year: f64,
    /// Within two years.
    pub two_years: f64,
}

/// Why there is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum NotScored {
    /// The scale has a column for men and one for women.
    #[error("sex is not recorded as male or female")]
    NoSex,
    /// The offence stands in none of the twenty classes of the scale.
    #[error("the current offence is in no class of the scale")]
    NoClass,
    /// Below the age of criminal responsibility.
    #[error("younger than 10 at the first sanction")]
    TooYoung,
    /// The first sanction is later than the current one.
    #[error("older at the first sanction than at the current one")]
    FirstAfterCurrent,
    /// The follow-up begins before the current sanction.
    #[error("younger at the start of the follow-up than at the current sanction")]
    StartBeforeSanction,
    /// The first sanction was earlier than the current one, and none is counted before it.
    #[error("no sanction before the current one, and yet an earlier first one")]
    FirstUnaccounted,
}

/// The scale stops telling apart above this. Source: [OGRS3 §2].
const PREVIOUS_AT_MOST: u32 = 50;
/// Source: [CYPA1933 §50].
const YOUNGEST: i32 = 10;

impl Score {
    /// The chance within a year in whole billionths, which add up alike in any order.
    pub fn one_year_billionths(self) -> u64 {
        billionths(self.one_year)
    }

    /// The chance within two years in whole billionths.
    pub fn two_years_billionths(self) -> u64 {
        billionths(self.two_years)
    }
}

/// What a sum of billionths is as a number of people.
#[expect(clippy::cast_precision_loss, reason = "nine digits of millions of people fit in a float")]
pub fn people(billionths: u64) -> f64 {
    billionths as f64 / 1e9
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a chance lies between 0 and 1"
)]
fn billionths(chance: f64) -> u64 {
    (chance * 1e9).round() as u64
}

/// The chance of a proven re-offence, or why it cannot be told. Source: [OGRS3 §2].
pub fn score(history: &History) -> Result<Score, NotScored> {
    let sex = history.sex.ok_or(NotScored::NoSex)?;
    let class = history.class.ok_or(NotScored::NoClass)?;
    in_order(history)?;
    let z = table::age_and_sex(sex, history.age_at_start)
        + table::status(status(history))
        + table::COPAS * copas(history)
        + table::offence(class);
    let chance = |constant: f64| 1.0 / (1.0 + (-(constant + z)).exp());
    Ok(Score { one_year: chance(table::ONE_YEAR), two_years: chance(table::TWO_YEARS) })
}

fn in_order(history: &History) -> Result<(), NotScored> {
    if history.age_at_first < YOUNGEST {
        return Err(NotScored::TooYoung);
    }
    if history.age_at_first > history.age_at_sanction {
        return Err(NotScored::FirstAfterCurrent);
    }
    if history.age_at_start < history.age_at_sanction {
        return Err(NotScored::StartBeforeSanction);
    }
    if history.previous() == 0 && history.age_at_first < history.age_at_sanction {
        return Err(NotScored::FirstUnaccounted);
    }
    Ok(())
}

impl History {
    fn previous(&self) -> u32 {
        self.previous_cautions.saturating_add(self.previous_convictions)
    }
}

/// How fast sanctions came: their number by the years since the first, ten added.
fn copas(history: &History) -> f64 {
    let sanctions = 1 + history.previous().min(PREVIOUS_AT_MOST);
    let years = 10 + history.age_at_sanction - history.age_at_first;
    (f64::from(sanctions) / f64::from(years)).ln()
}

/// Where the current sanction stands in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    FirstCaution,
    FurtherCaution,
    FirstConviction,
    FirstConvictionAfterCautions,
    Repeat,
}

fn status(history: &History) -> Status {
    if history.previous_convictions > 0 {
        return Status::Repeat;
    }
    match (history.current, history.previous_cautions > 0) {
        (Sanction::Caution, false) => Status::FirstCaution,
        (Sanction::Caution, true) => Status::FurtherCaution,
        (Sanction::Conviction, false) => Status::FirstConviction,
        (Sanction::Conviction, true) => Status::FirstConvictionAfterCautions,
    }
}

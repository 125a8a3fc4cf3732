//! Closing a scheme for good.

use super::{Scheme, SchemeRefusal};
use crate::Date;
use crate::nomination::Reasons;

/// Closes a scheme that has nobody left to answer for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseScheme {
    /// The first day without it.
    pub on: Date,
    /// Why it closes.
    pub because: Reasons,
}

/// What a scheme still has to answer for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unfinished {
    /// The people on it.
    pub registered: u32,
    /// The people who wait for a place on it.
    pub waiting: u32,
    /// The nominations that the panel has not settled.
    pub nominated: u32,
    /// The day on which the last person left it, if anybody was ever on it.
    pub last_left_on: Option<Date>,
}

impl Unfinished {
    /// Whether nothing stands in the way of closing.
    pub const fn is_nothing(&self) -> bool {
        self.registered == 0 && self.waiting == 0 && self.nominated == 0
    }
}

impl CloseScheme {
    /// Whether the scheme can close; answers with the scheme as closed, its cover and its lead
    /// ended, so that its areas show as gaps [CC04].
    pub fn decide(
        &self,
        scheme: &Scheme,
        unfinished: &Unfinished,
        today: Date,
    ) -> Result<Scheme, SchemeRefusal> {
        let on = self.on;
        if on > today {
            return Err(SchemeRefusal::InTheFuture { on });
        }
        if scheme.closed_on.is_some() || on <= scheme.established_on {
            return Err(SchemeRefusal::SchemeNotOpen { on });
        }
        nothing_left(unfinished)?;
        if let Some(until) = unfinished.last_left_on.filter(|it| on < *it) {
            return Err(SchemeRefusal::SomebodyOnIt { until });
        }
        let mut closed = Scheme { closed_on: Some(on), ..scheme.clone() };
        let cover = closed.areas.iter_mut().map(|it| &mut it.dates);
        for dates in cover.chain(closed.leads.iter_mut().map(|it| &mut it.dates)) {
            if dates.ends_on().is_none_or(|it| on < it) {
                let refusal = SchemeRefusal::ChangesLater { from: dates.starts_on() };
                *dates = dates.ended(on).map_err(|_| refusal)?;
            }
        }
        Ok(closed)
    }
}

fn nothing_left(unfinished: &Unfinished) -> Result<(), SchemeRefusal> {
    let Unfinished { registered, waiting, nominated, last_left_on: _ } = *unfinished;
    if registered > 0 {
        return Err(SchemeRefusal::PeopleRegistered { count: registered });
    }
    if waiting > 0 {
        return Err(SchemeRefusal::PeopleWaiting { count: waiting });
    }
    if nominated > 0 {
        return Err(SchemeRefusal::NominationsOpen { count: nominated });
    }
    Ok(())
}

//! Days in custody, and the first day free. Stays are sorted by first day; they may overlap, and
//! one may begin on the day on which another ends: a move, and no release.

use crate::definition::Window;
use crate::fact::{Day, Stay};

/// Days of a window that lie in any of these stays.
pub(super) fn held(stays: &[Stay], window: Window) -> u64 {
    let mut free = window.from;
    let mut days = 0;
    for stay in stays {
        let within = Window { from: stay.from.max(free), to: stay.until.min(window.to) };
        days += within.days();
        free = free.max(within.to);
    }
    days
}

/// The first day from this one on that lies in no stay; no day at all is the last there can be.
pub(super) fn free_from(stays: &[Stay], day: Day) -> Day {
    let mut free = day;
    for stay in stays {
        if stay.from <= free && free < stay.until {
            free = stay.until;
        }
    }
    free
}

/// Whether a day lies in no stay.
pub(super) fn is_free(stays: &[Stay], day: Day) -> bool {
    free_from(stays, day) == day
}

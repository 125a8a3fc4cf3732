//! How many people a scheme has places for, and how many it should take on at the least.

use crate::area::Size;

/// How the number registered stands against the places there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapacityStanding {
    /// No capacity is set.
    NotSet,
    /// There are places free.
    Under { by: u32 },
    /// Every place is taken.
    At,
    /// More are registered than there are places; allowed, and shown.
    Over { by: u32 },
}

/// How the number registered stands against the scheme's capacity.
///
/// Source: [RR04 ¶3]: numbers match the resources available.
pub fn capacity_standing(capacity: Option<u32>, registered: u32) -> CapacityStanding {
    let Some(capacity) = capacity else { return CapacityStanding::NotSet };
    match registered.checked_sub(capacity) {
        Some(0) => CapacityStanding::At,
        Some(by) => CapacityStanding::Over { by },
        None => CapacityStanding::Under { by: capacity.saturating_sub(registered) },
    }
}

/// A minimum as the guidance words it: from the one number to the other ("15-20"). Fewer than
/// `from` is below it; `to` shows what more was meant where crime is high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Least {
    /// The number that is enough anywhere.
    pub from: u32,
    /// The number that was meant where the area can.
    pub to: u32,
}

/// The minimum for each size of area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// For a partnership area that is not a big city.
    pub ordinary: Least,
    /// For a big city.
    pub big_city: Least,
}

/// The minimum of 2004: 15-20 people in each CDRP area, 60-100 in a big city.
///
/// Source: [RR04 ¶3].
pub const LEAST_2004: Numbers =
    Numbers { ordinary: Least { from: 15, to: 20 }, big_city: Least { from: 60, to: 100 } };

/// The minimum of a scheme over these areas: the sum of the areas' own.
///
/// Source: [RR04 ¶3].
pub fn minimum_for(areas: &[Size], numbers: Numbers) -> Least {
    let each = areas.iter().map(|size| match size {
        Size::Ordinary => numbers.ordinary,
        Size::BigCity => numbers.big_city,
    });
    each.fold(Least { from: 0, to: 0 }, |sum, it| Least {
        from: sum.from.saturating_add(it.from),
        to: sum.to.saturating_add(it.to),
    })
}

/// How a number of people stands against the minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MinimumStanding {
    /// Fewer than the minimum.
    BelowMinimum { minimum: Least, short_by: u32 },
    /// As many as the guidance asks for, or more.
    Enough { minimum: Least },
}

/// How a number of people, registered or of places, stands against the minimum.
///
/// Source: [RR04 ¶3].
pub fn against_minimum(number: u32, minimum: Least) -> MinimumStanding {
    match minimum.from.checked_sub(number) {
        None | Some(0) => MinimumStanding::Enough { minimum },
        Some(short_by) => MinimumStanding::BelowMinimum { minimum, short_by },
    }
}

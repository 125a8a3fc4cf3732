//! A small England and Wales for the tests of every subject, and the tests of areas.

mod change;
mod coverage;
mod history;
mod property;
mod shape;

use jiff::civil::date;
use uuid::Uuid;

use super::{Area, Country, Dates, Level, Membership, Size, Tree};
use crate::Date;
use crate::id::{AreaId, Id};

pub(crate) const NATION: u128 = 1;
pub(crate) const NORTH: u128 = 10;
pub(crate) const WALES: u128 = 11;
pub(crate) const NORTHSHIRE: u128 = 100;
pub(crate) const SOUTHSHIRE: u128 = 101;
pub(crate) const GWYNFRYN: u128 = 110;
pub(crate) const ALDER: u128 = 1000;
pub(crate) const BIRCH: u128 = 1001;
pub(crate) const CEDAR: u128 = 1002;
pub(crate) const DERWEN: u128 = 1100;

pub(crate) fn day(year: i16, month: i8, day: i8) -> Date {
    date(year, month, day)
}

/// The first day of every area of the small tree.
pub(crate) fn start() -> Date {
    day(2004, 1, 1)
}

pub(crate) fn area_id(number: u128) -> AreaId {
    AreaId::from_uuid(Uuid::from_u128(number))
}

pub(crate) fn number(area: AreaId) -> u128 {
    area.uuid().as_u128()
}

pub(crate) fn numbers(areas: &[AreaId]) -> Vec<u128> {
    areas.iter().copied().map(number).collect()
}

pub(crate) fn area(id: u128, name: &str, level: Level, country: Option<Country>) -> Area {
    let size = if id == CEDAR { Size::BigCity } else { Size::Ordinary };
    let dates = Dates::since(start());
    Area { id: area_id(id), name: name.to_owned(), level, country, size, dates }
}

pub(crate) fn under(area: u128, parent: u128) -> Membership {
    let dates = Dates::since(start());
    Membership { area: area_id(area), parent: area_id(parent), dates }
}

pub(crate) fn areas() -> Vec<Area> {
    let (england, wales) = (Some(Country::England), Some(Country::Wales));
    vec![
        area(NATION, "England and Wales", Level::Nation, None),
        area(NORTH, "North", Level::Region, england),
        area(WALES, "Wales", Level::Region, wales),
        area(NORTHSHIRE, "Northshire", Level::Lcjb, england),
        area(SOUTHSHIRE, "Southshire", Level::Lcjb, england),
        area(GWYNFRYN, "Gwynfryn", Level::Lcjb, wales),
        area(ALDER, "Alder", Level::Cdrp, england),
        area(BIRCH, "Birch", Level::Cdrp, england),
        area(CEDAR, "Cedar City", Level::Cdrp, england),
        area(DERWEN, "Derwen", Level::Csp, wales),
    ]
}

pub(crate) fn memberships() -> Vec<Membership> {
    vec![
        under(NORTH, NATION),
        under(WALES, NATION),
        under(NORTHSHIRE, NORTH),
        under(SOUTHSHIRE, NORTH),
        under(GWYNFRYN, WALES),
        under(ALDER, NORTHSHIRE),
        under(BIRCH, NORTHSHIRE),
        under(CEDAR, SOUTHSHIRE),
        under(DERWEN, GWYNFRYN),
    ]
}

/// Two regions, three LCJB areas, three CDRPs and a CSP, all since 1 January 2004.
pub(crate) fn tree() -> Tree {
    Tree::new(areas(), memberships(), Vec::new()).unwrap()
}

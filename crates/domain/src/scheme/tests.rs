//! A scheme in Alder for the tests of its parts, and the tests.

mod closing;
mod governance;
mod minimum;
mod numbers;
mod opening;
mod staffing;
mod threshold;

use uuid::Uuid;

use super::*;
use crate::area::Dates;
use crate::area::tests::{ALDER, area_id, day};
use crate::id::{AgencyId, Id};

fn scheme_id(number: u128) -> SchemeId {
    SchemeId::from_uuid(Uuid::from_u128(number))
}

fn agency_id(number: u128) -> AgencyId {
    AgencyId::from_uuid(Uuid::from_u128(number))
}

fn today() -> Date {
    day(2004, 9, 6)
}

fn began() -> Date {
    day(2004, 8, 2)
}

fn scheme() -> Scheme {
    let dates = Dates::since(began());
    Scheme {
        id: scheme_id(1),
        name: "Alder Scheme".to_owned(),
        edition: "ppo-england".to_owned(),
        areas: vec![Coverage { scheme: scheme_id(1), area: area_id(ALDER), dates }],
        capacity: Some(20),
        leads: Vec::new(),
        established_on: began(),
        closed_on: None,
    }
}

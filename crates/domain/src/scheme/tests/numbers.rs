//! Numbers match resources, and reach the minimum.

use super::*;
use crate::area::Size::{BigCity, Ordinary};

fn check_capacity(capacity: Option<u32>, registered: u32, expect: CapacityStanding) {
    assert_eq!(capacity_standing(capacity, registered), expect);
}

#[test]
fn the_list_shows_under_at_and_over_capacity_rr04_3() {
    check_capacity(None, 7, CapacityStanding::NotSet);
    check_capacity(Some(20), 0, CapacityStanding::Under { by: 20 });
    check_capacity(Some(20), 19, CapacityStanding::Under { by: 1 });
    check_capacity(Some(20), 20, CapacityStanding::At);
    check_capacity(Some(20), 23, CapacityStanding::Over { by: 3 });
}

fn check_minimum(areas: &[Size], number: u32, short_by: Option<u32>) {
    let minimum = minimum_for(areas, LEAST_2004);
    let expect = match short_by {
        Some(short_by) => MinimumStanding::BelowMinimum { minimum, short_by },
        None => MinimumStanding::Enough { minimum },
    };
    assert_eq!(against_minimum(number, minimum), expect);
}

#[test]
fn fifteen_is_the_least_in_a_cdrp_area_rr04_3() {
    check_minimum(&[Ordinary], 14, Some(1));
    check_minimum(&[Ordinary], 15, None);
    check_minimum(&[Ordinary], 0, Some(15));
}

#[test]
fn sixty_is_the_least_in_a_big_city_rr04_3() {
    check_minimum(&[BigCity], 59, Some(1));
    check_minimum(&[BigCity], 60, None);
    assert_eq!(minimum_for(&[BigCity], LEAST_2004), Least { from: 60, to: 100 });
}

#[test]
fn a_scheme_over_several_areas_has_the_sum_of_their_minimums_rr04_3() {
    let three = [Ordinary, Ordinary, BigCity];
    assert_eq!(minimum_for(&three, LEAST_2004), Least { from: 90, to: 140 });
    check_minimum(&three, 80, Some(10));
}

#[test]
fn fewer_places_than_people_is_allowed_and_shown_as_over() {
    let set = SetCapacity { places: 15 }.decide(&scheme(), 18, today());
    assert_eq!(set, Ok(CapacityStanding::Over { by: 3 }));
}

#[test]
fn a_capacity_of_none_or_of_what_it_was_is_refused() {
    let set = |places| SetCapacity { places }.decide(&scheme(), 0, today());
    assert_eq!(set(0), Err(SchemeRefusal::NoPlaces));
    assert_eq!(set(20), Err(SchemeRefusal::NothingChanges));
    let closed = Scheme { closed_on: Some(today()), ..scheme() };
    let set = SetCapacity { places: 15 }.decide(&closed, 0, today());
    assert_eq!(set, Err(SchemeRefusal::SchemeNotOpen { on: today() }));
}

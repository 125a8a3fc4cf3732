//! Closing a scheme.

use super::*;
use crate::area::tests::BIRCH;
use crate::nomination::Reasons;

fn close(on: Date) -> CloseScheme {
    CloseScheme { on, because: Reasons::parse("Merged with its neighbour").unwrap() }
}

fn check(on: Date, left: Unfinished, expect: SchemeRefusal) {
    assert_eq!(close(on).decide(&scheme(), &left, today()), Err(expect));
}

#[test]
fn a_scheme_closes_when_nobody_is_registered_and_leaves_a_gap_cc04() {
    let nothing = Unfinished::default();
    let closed = close(today()).decide(&scheme(), &nothing, today()).unwrap();
    assert!(!closed.is_open_on(today()));
    assert!(closed.areas_on(today()).is_empty());
    assert_eq!(closed.areas_on(began()), [area_id(ALDER)]);
    check(began(), nothing, SchemeRefusal::SchemeNotOpen { on: began() });
    let again = close(today()).decide(&closed, &nothing, today());
    assert_eq!(again, Err(SchemeRefusal::SchemeNotOpen { on: today() }));
}

#[test]
fn whoever_is_on_it_or_waits_or_is_nominated_stands_in_the_way() {
    let nothing = Unfinished::default();
    assert!(nothing.is_nothing());
    let on_it = Unfinished { registered: 2, waiting: 1, ..nothing };
    check(today(), on_it, SchemeRefusal::PeopleRegistered { count: 2 });
    let waiting = Unfinished { waiting: 1, nominated: 3, ..nothing };
    check(today(), waiting, SchemeRefusal::PeopleWaiting { count: 1 });
    let nominated = Unfinished { nominated: 3, ..nothing };
    check(today(), nominated, SchemeRefusal::NominationsOpen { count: 3 });
    assert!([on_it, waiting, nominated].iter().all(|it| !it.is_nothing()));
}

#[test]
fn a_scheme_does_not_close_before_what_it_took_on_since() {
    let mut wider = scheme();
    let dates = Dates::since(today());
    wider.areas.push(Coverage { area: area_id(BIRCH), dates, ..wider.areas[0] });
    let on = today().yesterday().unwrap();
    let result = close(on).decide(&wider, &Unfinished::default(), today());
    assert_eq!(result, Err(SchemeRefusal::ChangesLater { from: today() }));
    let left = Unfinished { last_left_on: Some(today()), ..Unfinished::default() };
    check(on, left, SchemeRefusal::SomebodyOnIt { until: today() });
    assert!(close(today()).decide(&scheme(), &left, today()).is_ok());
}

//! Statutory status by dates.

use jiff::Span;
use proptest::prelude::*;

use super::*;
use crate::person::{HappenedRefusal, Life};

fn period(from: Date, to: Option<Date>, order: OrderKind) -> StatutoryPeriod {
    StatutoryPeriod { from, to, order }
}

/// [RR04 A.16] supervision ends with the sentence, on a day.
#[test]
fn the_status_on_a_day_is_that_of_the_period_it_lies_in() {
    let periods = [
        period(date(2026, 1, 1), Some(date(2026, 1, 31)), OrderKind::CustodyTwelveMonthsOrMore),
        period(date(2026, 2, 1), Some(date(2026, 2, 28)), OrderKind::Licence),
    ];
    let on = |day| statutory_on(&periods, day);
    assert_eq!(on(date(2025, 12, 31)), StatutoryStatus::NonStatutory);
    let custody = OrderKind::CustodyTwelveMonthsOrMore;
    assert_eq!(on(date(2026, 1, 31)), StatutoryStatus::Statutory(custody));
    assert_eq!(on(date(2026, 2, 28)), StatutoryStatus::Statutory(OrderKind::Licence));
    assert_eq!(on(date(2026, 3, 1)), StatutoryStatus::NonStatutory);
}

/// [RR04 A.10] released from short sentences without supervision; [RR04 B.9] unless 18 to 20.
#[test]
fn short_custody_is_not_statutory_unless_a_licence_follows() {
    let on = |order| statutory_on(&[period(date(2026, 1, 1), None, order)], TODAY);
    assert_eq!(on(OrderKind::CustodyUnderTwelveMonths), StatutoryStatus::NonStatutory);
    let young_adult = OrderKind::CustodyYoungAdult;
    assert_eq!(on(young_adult), StatutoryStatus::Statutory(young_adult));
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    let wrong = period(date(2026, 1, 2), Some(date(2026, 1, 1)), OrderKind::Licence);
    assert_eq!(record_period(wrong, &[]), Err(PeriodRefusal::EndsBeforeItBegins));
}

#[test]
fn a_period_that_shares_a_day_with_another_is_refused() {
    let first = period(date(2026, 1, 1), Some(date(2026, 1, 31)), OrderKind::Licence);
    let sharing = period(date(2026, 1, 31), None, OrderKind::CommunityOrder);
    assert_eq!(record_period(sharing, &[first]), Err(PeriodRefusal::Overlaps { with: first }));
    let next = period(date(2026, 2, 1), None, OrderKind::CommunityOrder);
    assert_eq!(record_period(next, &[first]), Ok(next));
}

#[test]
fn every_order_is_stored_under_a_word_of_its_own() {
    for order in OrderKind::ALL {
        assert_eq!(OrderKind::from_key(order.key()), Some(order));
    }
    assert_eq!(OrderKind::from_key("parole"), None);
}

proptest! {
    #[test]
    fn recorded_periods_never_give_a_day_two_statuses(
        wished in proptest::collection::vec((0_i32..300, proptest::option::of(0_i32..60)), 0..12),
    ) {
        let start = date(2026, 1, 1);
        let day = |it: i32| start + Span::new().days(it);
        let mut recorded: Vec<StatutoryPeriod> = Vec::new();
        for (from, length) in wished {
            let to = length.map(|it| day(from + it));
            recorded.extend(record_period(period(day(from), to, OrderKind::Licence), &recorded));
        }
        for n in 0..365 {
            prop_assert!(recorded.iter().filter(|it| it.covers(day(n))).count() <= 1);
        }
    }
}

/// [RR04 B.7] a prison tells of a release at least 28 days ahead.
#[test]
fn an_order_in_the_community_may_begin_ahead_and_custody_may_not() {
    let life = Life { born: Some(date(1980, 5, 17)), died_on: None };
    let on = date(2026, 3, 30);
    let begins = |order| period(on, None, order).check_begins(life, TODAY);
    for order in [OrderKind::Licence, OrderKind::CommunityOrder, OrderKind::YouthOrder] {
        assert_eq!(begins(order), Ok(()), "{order:?}");
    }
    let ahead = Err(HappenedRefusal::InFuture { on, today: TODAY });
    assert_eq!(begins(OrderKind::CustodyTwelveMonthsOrMore), ahead);
    let has_died = Life { died_on: Some(date(2026, 3, 1)), ..life };
    let after = period(on, None, OrderKind::Licence).check_begins(has_died, TODAY);
    assert_eq!(after, Err(HappenedRefusal::AfterDeath { on }));
}

#[test]
fn the_order_to_come_is_the_first_that_has_not_begun() {
    let licence = period(date(2026, 3, 30), None, OrderKind::Licence);
    let periods = [
        period(date(2026, 1, 1), Some(date(2026, 3, 29)), OrderKind::CustodyTwelveMonthsOrMore),
        licence,
    ];
    assert_eq!(next_after(&periods, TODAY), Some(licence));
    assert_eq!(next_after(&periods, date(2026, 3, 30)), None);
}

//! Sums with dates.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// Christmas 2026: the Saturday's holiday is taken on the Monday.
const CHRISTMAS: [Date; 3] = [date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28)];

fn check_months(from: Date, months: i16, expect: Date) {
    assert_eq!(add_months(from, months), expect, "{months} months from {from}");
}

#[test]
fn weekends_and_holidays_are_not_worked() {
    assert!(is_working_day(date(2026, 12, 24), &CHRISTMAS));
    assert!(!is_working_day(date(2026, 12, 25), &CHRISTMAS));
    assert!(!is_working_day(date(2026, 12, 27), &CHRISTMAS));
    assert!(!is_working_day(date(2026, 12, 28), &CHRISTMAS));
    assert!(is_working_day(date(2026, 12, 28), &[]));
}

#[test]
fn working_days_are_counted_from_the_day_after() {
    assert_eq!(add_working_days(date(2026, 12, 24), 0, &CHRISTMAS), date(2026, 12, 24));
    assert_eq!(add_working_days(date(2026, 12, 24), 1, &CHRISTMAS), date(2026, 12, 29));
    assert_eq!(add_working_days(date(2026, 11, 20), 5, &[]), date(2026, 11, 27));
    assert_eq!(add_working_days(Date::MAX, 5, &[]), Date::MAX);
}

#[test]
fn working_days_between_two_dates_count_the_last_and_not_the_first() {
    assert_eq!(working_days_between(date(2026, 12, 24), date(2026, 12, 29), &CHRISTMAS), 1);
    assert_eq!(working_days_between(date(2026, 12, 24), date(2026, 12, 24), &CHRISTMAS), 0);
    assert_eq!(working_days_between(date(2026, 12, 24), date(2026, 12, 1), &CHRISTMAS), 0);
    assert_eq!(working_days_between(Date::MAX, Date::MAX, &[]), 0);
}

#[test]
fn a_month_too_short_gives_its_last_day() {
    check_months(date(2026, 1, 31), 1, date(2026, 2, 28));
    check_months(date(2028, 1, 31), 1, date(2028, 2, 29));
    check_months(date(2026, 1, 31), 2, date(2026, 3, 31));
    check_months(date(2026, 8, 31), 3, date(2026, 11, 30));
    check_months(date(2026, 3, 31), -1, date(2026, 2, 28));
    check_months(date(2026, 11, 22), 6, date(2027, 5, 22));
    check_months(Date::MAX, 1, Date::MAX);
}

/// Clocks in London are an hour ahead in summer, so the date changes at eleven in the evening.
#[test]
fn the_date_in_london_follows_summer_time() {
    let check = |instant: &str, expect| {
        let instant: Timestamp = instant.parse().unwrap();
        assert_eq!(london_date(instant), expect);
    };
    check("2026-01-15T23:30:00Z", date(2026, 1, 15));
    check("2026-07-15T23:30:00Z", date(2026, 7, 16));
    check("2026-03-29T00:59:59Z", date(2026, 3, 29));
    check("2026-10-24T23:00:00Z", date(2026, 10, 25));
    check("2026-10-25T23:00:00Z", date(2026, 10, 25));
    // From 1968 to 1971 summer time was kept all the year.
    check("1970-01-15T23:30:00Z", date(1970, 1, 16));
}

prop_compose! {
    fn any_date()(days in 0_i32..60_000) -> Date {
        date(1950, 1, 1).saturating_add(jiff::Span::new().days(days))
    }
}

proptest! {
    #[test]
    fn adding_working_days_is_undone_by_counting_them(
        from in any_date(), count in 0_u16..200,
        holidays in prop::collection::vec(any_date(), 0..9),
    ) {
        let to = add_working_days(from, count, &holidays);
        prop_assert_eq!(working_days_between(from, to, &holidays), usize::from(count));
    }

    #[test]
    fn months_never_lead_past_the_month_they_name(from in any_date(), months in 0_i16..240) {
        let to = add_months(from, months);
        let counted = i32::from(to.year()) * 12 + i32::from(to.month())
            - i32::from(from.year()) * 12 - i32::from(from.month());
        prop_assert_eq!(counted, i32::from(months));
        prop_assert!(to.day() <= from.day());
    }

    #[test]
    fn london_is_never_more_than_a_day_from_utc(second in 0_i64..4_000_000_000) {
        let instant = Timestamp::from_second(second).unwrap();
        let utc = instant.to_zoned(jiff::tz::TimeZone::UTC).date();
        let london = london_date(instant);
        prop_assert!(london == utc || london == utc.tomorrow().unwrap());
    }
}

//! How people write dates, and what each means.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const TODAY: Date = date(2026, 11, 22);

fn check(typed: &str, expect: Date) {
    assert_eq!(parse_date(typed, Sense::Near, TODAY), Ok(expect), "typed {typed:?}");
}

fn check_past(typed: &str, expect: Date) {
    assert_eq!(parse_date(typed, Sense::Past, TODAY), Ok(expect), "typed {typed:?}");
}

fn check_fault(typed: &str, expect: DateFault) {
    assert_eq!(parse_date(typed, Sense::Near, TODAY), Err(expect), "typed {typed:?}");
}

#[test]
fn a_date_is_read_however_its_numbers_are_separated() {
    for typed in [
        "1/1/26",
        "1/1/2026",
        "01/01/2026",
        "1.1.2026",
        "01-01-2026",
        "1 1 2026",
        " 1 / 1 / 26 ",
        "1\u{2013}1\u{2013}2026",
        "1\\1\\26",
        "2026-01-01",
        "2026/1/1",
        "01012026",
        "010126",
        "20260101",
    ] {
        check(typed, date(2026, 1, 1));
    }
}

#[test]
fn a_date_is_read_with_the_months_name_in_english() {
    for typed in [
        "1 Jan 2026",
        "1 January 26",
        "1st January 2026",
        "1st of January, 2026",
        "1-Jan-26",
        "1JAN2026",
        "Jan. 1, 2026",
        "January 1st 2026",
        "Thursday 1 January 2026",
        "Thu, 1 Jan 2026",
        "2026 January 1",
    ] {
        check(typed, date(2026, 1, 1));
    }
    check("3 Sept 2026", date(2026, 9, 3));
}

#[test]
fn every_month_is_known_in_english_and_welsh_in_full_and_short() {
    let months = [
        ["January", "Jan", "Ionawr", "Ion"],
        ["February", "Feb", "Chwefror", "Chwef"],
        ["March", "Mar", "Mawrth", "Maw"],
        ["April", "Apr", "Ebrill", "Ebr"],
        ["May", "May", "Mai", "Mai"],
        ["June", "Jun", "Mehefin", "Meh"],
        ["July", "Jul", "Gorffennaf", "Gorff"],
        ["August", "Aug", "Awst", "Awst"],
        ["September", "Sep", "Medi", "Medi"],
        ["October", "Oct", "Hydref", "Hyd"],
        ["November", "Nov", "Tachwedd", "Tach"],
        ["December", "Dec", "Rhagfyr", "Rhag"],
    ];
    for (number, names) in (1..).zip(months) {
        for name in names {
            check(&format!("2 {name} 2026"), date(2026, number, 2));
        }
    }
}

#[test]
fn a_date_is_read_as_welsh_writes_it() {
    check("1 Ionawr 2026", date(2026, 1, 1));
    check("1af o Ionawr 2026", date(2026, 1, 1));
    check("2il o Fawrth 2026", date(2026, 3, 2));
    check("dydd Mawrth 3 Mawrth 2026", date(2026, 3, 3));
    check("5ed o Fai 26", date(2026, 5, 5));
}

#[test]
fn a_day_is_read_by_its_name_in_english_and_welsh() {
    for typed in ["today", "Today ", "heddiw"] {
        check(typed, TODAY);
    }
    for typed in ["tomorrow", "yfory"] {
        check(typed, date(2026, 11, 23));
    }
    for typed in ["yesterday", "ddoe"] {
        check(typed, date(2026, 11, 21));
    }
}

#[test]
fn the_time_that_a_spreadsheet_adds_is_dropped() {
    check("2026-01-01T00:00:00", date(2026, 1, 1));
    check("2026-01-01 00:00:00", date(2026, 1, 1));
    check("01/01/2026 00:00", date(2026, 1, 1));
}

#[test]
fn two_digits_of_a_past_year_mean_the_latest_that_is_not_after_today() {
    check_past("1/1/26", date(2026, 1, 1));
    check_past("22/11/26", date(2026, 11, 22));
    check_past("23/11/26", date(1926, 11, 23));
    check_past("1/1/27", date(1927, 1, 1));
    check_past("1/1/85", date(1985, 1, 1));
    check_past("1/1/00", date(2000, 1, 1));
    check_past("311226", date(1926, 12, 31));
}

#[test]
fn two_digits_of_a_near_year_mean_at_most_thirty_years_ahead() {
    check("23/11/26", date(2026, 11, 23));
    check("1/1/56", date(2056, 1, 1));
    check("1/1/57", date(1957, 1, 1));
    check("1/1/99", date(1999, 1, 1));
}

#[test]
fn a_day_the_calendar_does_not_have_is_named() {
    check_fault("30/2/2026", DateFault::NoSuchDay { day: 30, month: 2, year: 2026 });
    check_fault("29/2/26", DateFault::NoSuchDay { day: 29, month: 2, year: 2026 });
    check_fault("1/13/2026", DateFault::NoSuchDay { day: 1, month: 13, year: 2026 });
    check_fault("0/1/2026", DateFault::NoSuchDay { day: 0, month: 1, year: 2026 });
    check_fault("999/1/2026", DateFault::NoSuchDay { day: 999, month: 1, year: 2026 });
    check("29/2/2028", date(2028, 2, 29));
}

#[test]
fn a_year_far_from_any_life_is_out_of_range() {
    check_fault("1/1/1066", DateFault::YearOutOfRange { year: 1066 });
    check_fault("1/1/2206", DateFault::YearOutOfRange { year: 2206 });
}

#[test]
fn what_is_not_a_date_is_refused() {
    check_fault("  ", DateFault::Empty);
    for typed in [
        "soon",
        "1/1",
        "1/1/1/1",
        "1/1/6",
        "1/1/206",
        "1 Foo 2026",
        "Jan",
        "1+1=26",
        "12345",
        "1 Ja 2026",
        "١/١/٢٦",
        "<b>1/1/26</b>",
        "99999/1/2026",
        "1/1/20266",
    ] {
        check_fault(typed, DateFault::NotADate);
    }
}

#[test]
fn three_boxes_are_read_together() {
    let read = |day, month, year| parse_parts((day, month, year), Sense::Past, TODAY);
    assert_eq!(read("1", "1", "1985"), Ok(date(1985, 1, 1)));
    assert_eq!(read(" 01 ", "Rhag", "85"), Ok(date(1985, 12, 1)));
    assert_eq!(read("", "", " "), Err(DateFault::Empty));
    assert_eq!(read("", "1", ""), Err(DateFault::Missing(vec![DatePart::Day, DatePart::Year])));
    assert_eq!(read("x", "1", "1985"), Err(DateFault::NotA(DatePart::Day)));
    assert_eq!(read("1", "x", "1985"), Err(DateFault::NotA(DatePart::Month)));
    assert_eq!(read("1", "1", "985"), Err(DateFault::NotA(DatePart::Year)));
    assert_eq!(
        read("31", "4", "1985"),
        Err(DateFault::NoSuchDay { day: 31, month: 4, year: 1985 })
    );
}

prop_compose! {
    fn any_date()(days in 0_i32..116_000) -> Date {
        date(1880, 1, 1).saturating_add(jiff::Span::new().days(days))
    }
}

proptest! {
    #[test]
    fn every_date_prints_back(expect in any_date()) {
        for form in ["%d/%m/%Y", "%-d.%-m.%Y", "%Y-%m-%d", "%-d %B %Y", "%a %d %b %Y"] {
            let typed = expect.strftime(form).to_string();
            prop_assert_eq!(parse_date(&typed, Sense::Near, TODAY), Ok(expect));
        }
        let (day, month, year) = (expect.day(), expect.month(), expect.year());
        let parts = (&*day.to_string(), &*month.to_string(), &*year.to_string());
        prop_assert_eq!(parse_parts(parts, Sense::Past, TODAY), Ok(expect));
    }

    #[test]
    fn two_digits_of_a_past_year_never_lead_into_the_future(
        day in 1_i8..=31, month in 1_i8..=12, year in 0_i8..=99,
    ) {
        let typed = format!("{day}/{month}/{year:02}");
        if let Ok(read) = parse_date(&typed, Sense::Past, TODAY) {
            prop_assert!(read <= TODAY);
        }
    }

    #[test]
    fn no_text_makes_the_reader_fall_over(text in "\\PC{0,30}") {
        let _ = parse_date(&text, Sense::Past, TODAY);
        let _ = parse_date(&text, Sense::Near, Date::MIN);
        let _ = parse_date(&text, Sense::Near, Date::MAX);
        let _ = parse_parts((&text, &text, &text), Sense::Near, TODAY);
    }
}

//! How people write times of day, and what each means.

use jiff::civil::time;
use proptest::prelude::*;

use super::*;

fn check(typed: &str, expect: Time) {
    assert_eq!(parse_time(typed), Ok(expect), "typed {typed:?}");
}

#[test]
fn half_past_nine_is_read_however_it_is_written() {
    for typed in ["9:30", "09:30", "0930", "930", "9.30", "9.30am", "9:30 AM", "9h30", "9.30 y.b."]
    {
        check(typed, time(9, 30, 0, 0));
    }
    for typed in ["21:30", "2130", "9.30pm", "9:30 p.m.", "930pm", "21:30:00", "9.30yh"] {
        check(typed, time(21, 30, 0, 0));
    }
}

#[test]
fn a_whole_hour_may_stand_alone() {
    check("9", time(9, 0, 0, 0));
    check("14", time(14, 0, 0, 0));
    check("2pm", time(14, 0, 0, 0));
    check("14h", time(14, 0, 0, 0));
}

#[test]
fn twelve_is_noon_after_midday_and_midnight_before() {
    for typed in ["noon", "midday", "12pm", "hanner dydd", "Canol dydd", "12:00"] {
        check(typed, time(12, 0, 0, 0));
    }
    for typed in ["midnight", "12am", "hanner nos", "0:00", "0000", "0am"] {
        check(typed, time(0, 0, 0, 0));
    }
    check("12.15am", time(0, 15, 0, 0));
}

#[test]
fn a_time_that_no_clock_shows_is_named() {
    let no_such = |hour, minute| Err(TimeFault::NoSuchTime { hour, minute });
    assert_eq!(parse_time("25:00"), no_such(25, 0));
    assert_eq!(parse_time("9:60"), no_such(9, 60));
    assert_eq!(parse_time("2400"), no_such(24, 0));
    assert_eq!(parse_time("13pm"), no_such(13, 0));
    assert_eq!(parse_time("0pm"), no_such(0, 0));
    assert_eq!(parse_time("15am"), no_such(15, 0));
}

#[test]
fn what_is_not_a_time_is_refused() {
    assert_eq!(parse_time(" "), Err(TimeFault::Empty));
    for typed in ["soon", "9:3", "pm", "12345", "1:2:3", "9:30:99", "-9:30", "٩:٣٠", ":30"] {
        assert_eq!(parse_time(typed), Err(TimeFault::NotATime), "typed {typed:?}");
    }
}

proptest! {
    #[test]
    fn every_time_prints_back(hour in 0_i8..24, minute in 0_i8..60) {
        let expect = time(hour, minute, 0, 0);
        for form in ["%H:%M", "%H%M", "%I.%M%P", "%-I:%M %p", "%H:%M:%S"] {
            let typed = expect.strftime(form).to_string();
            prop_assert_eq!(parse_time(&typed), Ok(expect));
        }
    }

    #[test]
    fn no_text_makes_the_reader_fall_over(text in "\\PC{0,20}") {
        let _ = parse_time(&text);
    }
}

//! Sentences in both languages, and dates in words.

mod extract;
mod missing;

use super::{Language, date_words, fill, instant_words, placeholders_match, typed_date};
use crate::{msg, msg_n};
use jiff::ToSpan as _;
use jiff::civil::date;

fn check_date(date: jiff::civil::Date, english: &str, welsh: &str) {
    assert_eq!(date_words(date, Language::English), english);
    assert_eq!(date_words(date, Language::Welsh), welsh);
}

#[test]
fn dates_are_written_as_people_say_them() {
    check_date(date(2026, 1, 3), "3 January 2026", "3 Ionawr 2026");
    check_date(date(2004, 2, 29), "29 February 2004", "29 Chwefror 2004");
    check_date(date(2005, 12, 31), "31 December 2005", "31 Rhagfyr 2005");
}

#[test]
fn a_date_that_a_form_shows_is_read_again_in_both_languages() {
    let today = date(2026, 6, 5);
    for day in date(2024, 1, 1).series(1.day()).take(366) {
        for language in Language::ALL {
            let shown = typed_date(&day.to_string(), language);
            let read = domain::when::parse_date(&shown, domain::when::Sense::Near, today);
            assert_eq!(read, Ok(day), "{shown}");
        }
    }
    assert_eq!(typed_date("5 June 2026", Language::Welsh), "5 June 2026");
    assert_eq!(typed_date("next week", Language::English), "next week");
    assert_eq!(typed_date("2026-06-05", Language::Welsh), "5 Mehefin 2026");
}

#[test]
fn instants_are_read_off_the_clocks_of_england_and_wales() {
    let winter = "2026-01-03T14:05:00Z".parse().unwrap();
    assert_eq!(instant_words(winter, Language::English), "3 January 2026 at 2:05pm");
    let summer = "2026-06-30T23:30:00Z".parse().unwrap();
    assert_eq!(instant_words(summer, Language::English), "1 July 2026 at 12:30am");
    assert_eq!(instant_words(summer, Language::Welsh), "1 Gorffennaf 2026 am 12:30am");
}

#[test]
fn a_message_is_said_with_its_gaps_filled() {
    let msg = msg!("Read as {date}", date = date(2026, 1, 3));
    assert_eq!(Language::English.say(&msg), "Read as 3 January 2026");
    assert_eq!(Language::Welsh.say(&msg), "Darllenwyd fel 3 Ionawr 2026");
}

#[test]
fn a_message_may_hold_another() {
    let outer = msg!("Source: {source}", source = msg!("Not known"));
    assert_eq!(Language::Welsh.say(&outer), "Ffynhonnell: Ddim yn hysbys");
}

#[test]
fn a_counted_message_chooses_its_form() {
    let say = |n| Language::English.say(&msg_n!("{n} person", "{n} people", n));
    assert_eq!([say(0), say(1), say(2)], ["0 people", "1 person", "2 people"]);
}

#[test]
fn braces_that_are_no_gap_stay() {
    let filled =
        fill("a {b} {C} {} { {unknown} {b", |name| (name == "b").then(|| "{unknown}".to_owned()));
    assert_eq!(filled, "a {unknown} {C} {} { {unknown} {b");
}

#[test]
fn gaps_and_arguments_must_agree() {
    assert!(placeholders_match("no gap", &[]));
    assert!(placeholders_match("{a} and {b} and {a}", &["b", "a"]));
    assert!(!placeholders_match("{a}", &[]));
    assert!(!placeholders_match("no gap", &["a"]));
    assert!(!placeholders_match("{a}", &["b"]));
    assert!(placeholders_match("{ not} {NOR THIS}", &[]));
}

#[test]
fn a_language_is_known_by_its_code() {
    assert_eq!(Language::from_code("cy"), Some(Language::Welsh));
    assert_eq!(Language::from_code("fr"), None);
}

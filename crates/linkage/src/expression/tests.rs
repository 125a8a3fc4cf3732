//! Texts made from a column, as DuckDB makes them.

use super::Expression;
use crate::sql::{Sql, parse};

fn made(sql: &str, text: &str) -> Option<String> {
    let Sql::Binary { left, .. } = parse(&format!("{sql} = a_r")).unwrap() else { panic!() };
    Expression::recognise(&left).unwrap().1.make(text)
}

#[test]
fn parts_are_counted_from_one_and_by_letters() {
    assert_eq!(made("substr(a_l, 1, 2)", "héllo").as_deref(), Some("hé"));
    assert_eq!(made("substring(a_l, 3)", "hello").as_deref(), Some("llo"));
    assert_eq!(made("substr(a_l, -2, 2)", "abc").as_deref(), Some("bc"));
    assert_eq!(made("substr(a_l, 0, 2)", "abc").as_deref(), Some("a"));
    assert_eq!(made("left(a_l, 3)", "ab").as_deref(), Some("ab"));
    assert_eq!(made("right(a_l, 2)", "abc").as_deref(), Some("bc"));
}

#[test]
fn a_pattern_that_finds_nothing_gives_an_empty_text_and_nullif_makes_it_missing() {
    let outcode = "regexp_extract(a_l, '^[A-Za-z]{1,2}[0-9][A-Za-z0-9]?', 0)";
    assert_eq!(made(outcode, "SW1A 1AA").as_deref(), Some("SW1A"));
    assert_eq!(made(outcode, "none").as_deref(), Some(""));
    assert_eq!(made(&format!("nullif({outcode}, '')"), "none"), None);
}

#[test]
fn day_and_month_change_places() {
    let swapped = "substr(a_l, 1, 5) || substr(a_l, 9, 2) || '-' || substr(a_l, 6, 2)";
    assert_eq!(made(swapped, "1980-02-11").as_deref(), Some("1980-11-02"));
}

#[test]
fn a_day_that_does_not_exist_is_missing() {
    assert_eq!(made("try_strptime(a_l, '%Y-%m-%d')", "2001-02-30"), None);
    assert_eq!(made("try_strptime(a_l, '%Y-%m-%d')", "2001-2-3").as_deref(), Some("2001-02-03"));
    assert_eq!(made("try_strptime(a_l, '%d/%m/%Y')", "09/07/2004").as_deref(), Some("2004-07-09"));
}

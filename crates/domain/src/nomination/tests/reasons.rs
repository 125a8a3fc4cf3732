//! Reasons and names.

use proptest::prelude::*;

use super::*;

#[test]
fn blank_reasons_are_no_reasons() {
    for text in ["", " ", "\t\r\n", "\u{a0}\u{2003}"] {
        assert_eq!(Reasons::parse(text), Err(ReasonsRefusal::Blank));
        assert_eq!(Speaker::parse(text), Err(ReasonsRefusal::Blank));
    }
}

#[test]
fn reasons_are_kept_exactly_as_they_were_written() {
    let text = "  <b>\"select * from person\"</b> -- café\r\n'; drop table nomination; ";
    assert_eq!(because(text).text(), text);
}

#[test]
fn long_reasons_are_kept_and_longer_ones_refused_with_the_numbers() {
    let at_most = REASONS_MAX_CHARS;
    // Characters are counted, not bytes.
    assert!(Reasons::parse(&"é".repeat(at_most)).is_ok());
    let found = Reasons::parse(&"é".repeat(at_most + 1));
    assert_eq!(found, Err(ReasonsRefusal::TooLong { chars: at_most + 1, at_most }));
    let two_megabytes = "x".repeat(2_000_000);
    let found = Reasons::parse(&two_megabytes);
    assert_eq!(found, Err(ReasonsRefusal::TooLong { chars: 2_000_000, at_most }));
}

#[test]
fn a_name_loses_the_space_around_it_and_has_a_limit() {
    assert_eq!(Speaker::parse("  Ana Example ").unwrap().name(), "Ana Example");
    let at_most = SPEAKER_MAX_CHARS;
    let found = Speaker::parse(&"n".repeat(at_most + 1));
    assert_eq!(found, Err(ReasonsRefusal::TooLong { chars: at_most + 1, at_most }));
}

#[test]
fn a_log_shows_neither_the_reasons_nor_the_name() {
    assert_eq!(format!("{:?}", because("private")), "Reasons(7 bytes)");
    assert_eq!(format!("{:?}", Speaker::parse("Ana").unwrap()), "Speaker(3 bytes)");
}

proptest! {
    #[test]
    fn what_parses_gives_its_text_back(text in "\\PC{0,80}") {
        match Reasons::parse(&text) {
            Ok(it) => prop_assert_eq!(it.text(), text),
            Err(refusal) => {
                prop_assert_eq!(refusal, ReasonsRefusal::Blank);
                prop_assert!(text.trim().is_empty());
            }
        }
    }
}

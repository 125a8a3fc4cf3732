//! Identifiers, postcodes, dates and times as people type them: any text is read or refused, and
//! what is read has one way to be written, which reads as the same.
#![no_main]

use domain::Date;
use domain::identifier::{Identifier, IdentifierKind};
use domain::person::Postcode;
use domain::when::{Sense, parse_date, parse_parts, parse_time};
use libfuzzer_sys::fuzz_target;

const THIS_YEAR: i16 = 2026;
const SENSES: [Sense; 2] = [Sense::Past, Sense::Near];

fuzz_target!(|text: &str| {
    for kind in IdentifierKind::ALL {
        let read = Identifier::parse(kind, text, THIS_YEAR);
        if let Some(canonical) = read.for_matching() {
            let again = Identifier::parse(kind, canonical, THIS_YEAR);
            assert_eq!(again.for_matching(), Some(canonical), "{text:?}");
            assert!(IdentifierKind::guess(text, THIS_YEAR).contains(&kind), "{text:?}");
        }
    }
    if let Some(postcode) = Postcode::parse(text) {
        assert_eq!(Postcode::parse(postcode.as_str()), Some(postcode));
    }
    let _ = parse_time(text);
    let today = Date::new(THIS_YEAR, 11, 22).expect("a day of the calendar");
    for sense in SENSES {
        if let Ok(date) = parse_date(text, sense, today) {
            assert_eq!(parse_date(&date.to_string(), sense, today), Ok(date), "{text:?}");
        }
        let mut parts = text.splitn(3, ' ').chain(["", "", ""]);
        let mut next = || parts.next().unwrap_or_default();
        let _ = parse_parts((next(), next(), next()), sense, today);
    }
});

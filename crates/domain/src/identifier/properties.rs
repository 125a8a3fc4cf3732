//! Properties of identifiers: printing then reading gives the same, and nothing falls over.

use proptest::prelude::*;

use super::check::letter_of;
use super::*;

const THIS_YEAR: i16 = 2026;

fn comes_back(kind: IdentifierKind, canonical: &str) {
    let identifier = Identifier::parse(kind, canonical, THIS_YEAR);
    assert_eq!(identifier.for_matching(), Some(canonical));
    let lower = Identifier::parse(kind, &canonical.to_lowercase(), THIS_YEAR);
    assert_eq!(lower.for_matching(), Some(canonical));
    assert!(IdentifierKind::guess(canonical, THIS_YEAR).contains(&kind));
}

proptest! {
    #[test]
    fn every_pnc_id_prints_back(year in 1927_u64..=2026, serial in 1_u64..=9_999_999) {
        let letter = letter_of(year % 100 * 10_000_000 + serial);
        comes_back(IdentifierKind::Pnc, &format!("{year}/{serial:07}{letter}"));
        let short = format!("{:02}/{serial}{letter}", year % 100);
        let pnc = PncId::parse(&short, THIS_YEAR).unwrap();
        prop_assert_eq!(pnc.to_string(), format!("{year}/{serial:07}{letter}"));
    }

    #[test]
    fn every_cro_number_prints_back(year in 0_u64..=99, serial in 1_u64..=999_999) {
        let letter = letter_of(year * 1_000_000 + serial);
        comes_back(IdentifierKind::Cro, &format!("{serial:06}/{year:02}{letter}"));
        let letter = letter_of(format!("{year}{serial}").parse().unwrap());
        comes_back(IdentifierKind::Cro, &format!("SF{year:02}/{serial}{letter}"));
    }

    #[test]
    fn every_prison_number_and_crn_prints_back(
        today in "[A-Z][1-9][0-9]{3}[A-Z]{2}", lids in "[A-Z]{2}[1-9][0-9]{3}",
        crn in "[A-Z][1-9][0-9]{5}",
    ) {
        comes_back(IdentifierKind::PrisonNumber, &today);
        comes_back(IdentifierKind::PrisonNumber, &lids);
        comes_back(IdentifierKind::Crn, &crn);
    }

    /// One digit mistyped always shows, because the letters are of a prime number.
    #[test]
    fn a_mistyped_digit_of_a_pnc_id_is_always_caught(
        serial in 1_u64..=9_999_999, place in 0_u32..7, by in 1_u64..=9,
    ) {
        let letter = letter_of(120_000_000 + serial);
        let digit = serial / 10_u64.pow(place) % 10;
        let other = serial - digit * 10_u64.pow(place) + (digit + by) % 10 * 10_u64.pow(place);
        let fault = PncId::parse(&format!("12/{other}{letter}"), THIS_YEAR).unwrap_err();
        let caught = matches!(fault, IdentifierFault::WrongCheckLetter { .. });
        prop_assert!(caught);
    }

    #[test]
    fn any_text_is_kept_and_read_again_the_same(text in "\\PC{0,40}") {
        for kind in IdentifierKind::ALL {
            let first = Identifier::parse(kind, &text, THIS_YEAR);
            prop_assert_eq!(first.typed(), text.trim());
            let again = Identifier::parse(kind, first.shown(), THIS_YEAR);
            prop_assert_eq!(first.for_matching(), again.for_matching());
        }
        let _ = IdentifierKind::guess(&text, THIS_YEAR);
    }
}

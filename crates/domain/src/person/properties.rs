//! Properties of persons: printing then reading gives the same, and nothing falls over.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn every_postcode_prints_back(text in "[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}") {
        let postcode = Postcode::parse(&text).unwrap();
        prop_assert_eq!(postcode.as_str(), text.as_str());
        let run_together = text.to_lowercase().replace(' ', "");
        prop_assert_eq!(Postcode::parse(&run_together), Some(postcode));
    }

    #[test]
    fn a_name_reads_back_the_same(forenames in "\\PC{0,20}", surname in "\\PC{0,20}") {
        if let Ok(name) = PersonName::parse(&forenames, &surname, NameKind::Main) {
            let again = PersonName::parse(name.forenames(), name.surname(), NameKind::Main);
            prop_assert_eq!(Ok(name), again);
        }
    }

    #[test]
    fn an_address_reads_back_the_same(lines in "[a-z ]{0,9}\n[a-z]{1,9}", code in "\\PC{0,9}") {
        if let Ok(first) = Address::parse(Abode::Fixed, &lines, &code) {
            let code = first.postcode().map(Postcode::as_str).unwrap_or_default();
            let again = Address::parse(first.abode(), &first.lines().join("\n"), code);
            prop_assert_eq!(Ok(first), again);
        }
    }

    #[test]
    fn nobody_grows_younger(born_after in 0_i32..40_000, days in 0_i32..40_000) {
        let born = date(1910, 1, 1).saturating_add(born_after.days());
        let today = born.saturating_add(days.days());
        let tomorrow = today.saturating_add(1.day());
        let grown = age_on(born, tomorrow) - age_on(born, today);
        prop_assert!((0..=1).contains(&grown));
        prop_assert_eq!(is_under_18_on(born, today), age_on(born, today) < 18);
    }
}

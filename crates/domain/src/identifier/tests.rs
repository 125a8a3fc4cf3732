//! What an identifier must look like, by the published examples.

use super::*;

const THIS_YEAR: i16 = 2026;

fn check(kind: IdentifierKind, typed: &str, expect: &str) {
    let identifier = Identifier::parse(kind, typed, THIS_YEAR);
    assert_eq!(identifier.for_matching(), Some(expect), "typed {typed:?}");
    assert_eq!(identifier.shown(), expect);
    assert_eq!(identifier.fault(), None);
}

fn check_fault(kind: IdentifierKind, typed: &str, expect: IdentifierFault) {
    let identifier = Identifier::parse(kind, typed, THIS_YEAR);
    assert_eq!(identifier.fault(), Some(expect), "typed {typed:?}");
    assert_eq!(identifier.for_matching(), None);
    assert_eq!(identifier.shown(), typed.trim());
}

fn check_letter(kind: IdentifierKind, typed: &str, expected: char) {
    let found = typed.chars().last().unwrap();
    check_fault(kind, typed, IdentifierFault::WrongCheckLetter { expected, found });
}

/// [HMPPS-CPR]: the published examples of valid PNC ids.
#[test]
fn a_pnc_id_is_read_in_every_form_it_is_written_in() {
    check(IdentifierKind::Pnc, "2002/0073319Z", "2002/0073319Z");
    check(IdentifierKind::Pnc, "02/73319Z", "2002/0073319Z");
    check(IdentifierKind::Pnc, "79/163001B", "1979/0163001B");
    check(IdentifierKind::Pnc, "81/34U", "1981/0000034U");
    check(IdentifierKind::Pnc, "00/223R", "2000/0000223R");
    check(IdentifierKind::Pnc, "033Y", "2003/0000003Y");
    check(IdentifierKind::Pnc, "67/9893091D", "1967/9893091D");
    check(IdentifierKind::Pnc, "2012/0052494Q", "2012/0052494Q");
    check(IdentifierKind::Pnc, "20120052494q", "2012/0052494Q");
    check(IdentifierKind::Pnc, " 2012 / 52494 Q ", "2012/0052494Q");
    check(IdentifierKind::Pnc, "2012-0052494\u{200b}Q", "2012/0052494Q");
}

/// [HMPPS-CPR]: the published examples of invalid PNC ids.
#[test]
fn a_pnc_id_with_a_wrong_check_letter_says_which_letter_it_should_have() {
    check_letter(IdentifierKind::Pnc, "20030011985Z", 'X');
    check_letter(IdentifierKind::Pnc, "20120052494O", 'Q');
    check_letter(IdentifierKind::Pnc, "20230583843N", 'L');
    check_letter(IdentifierKind::Pnc, "2001/0171310S", 'W');
}

#[test]
fn a_pnc_id_of_another_shape_is_refused() {
    for typed in ["2002/0073319", "Z", "2/Z", "202/73319Z", "2002/00733190Z", "/12Z", "02/7a9Z"] {
        check_fault(IdentifierKind::Pnc, typed, IdentifierFault::WrongShape);
    }
    check_fault(IdentifierKind::Pnc, "  ", IdentifierFault::Empty);
    check_fault(IdentifierKind::Pnc, "00/0Z", IdentifierFault::Placeholder);
    check_fault(IdentifierKind::Pnc, "٠٢/٧٣٣١٩Z", IdentifierFault::WrongShape);
}

/// [HMPPS-CPR]: not after the current year is of this century, else of the last.
#[test]
fn a_two_digit_year_turns_on_the_current_year() {
    let year = |typed: &str, current| PncId::parse(typed, current).unwrap().year();
    assert_eq!(year("12/52494Q", 2026), 2012);
    assert_eq!(year("12/52494Q", 2012), 2012);
    assert_eq!(year("12/52494Q", 2011), 1912);
}

#[test]
fn a_four_digit_year_in_the_future_is_impossible() {
    let fault = PncId::parse("2012/0052494Q", 2011).unwrap_err();
    assert_eq!(fault, IdentifierFault::ImpossibleYear { year: 2012 });
    check_fault(
        IdentifierKind::Pnc,
        "1812/0052494Q",
        IdentifierFault::ImpossibleYear { year: 1812 },
    );
}

/// [HMPPS-CPR]: the published examples of CRO numbers.
#[test]
fn a_cro_number_is_read_in_both_its_forms() {
    check(IdentifierKind::Cro, "65656/91H", "065656/91H");
    check(IdentifierKind::Cro, "065656/91h", "065656/91H");
    check(IdentifierKind::Cro, "6565691H", "065656/91H");
    check(IdentifierKind::Cro, "SF05/482703J", "SF05/482703J");
    check(IdentifierKind::Cro, "sf05482703j", "SF05/482703J");
    check(IdentifierKind::Cro, "SF83/50058Z", "SF83/50058Z");
    assert_eq!(CroNumber::parse("65656/91H").unwrap().form(), CroForm::Standard);
    assert_eq!(CroNumber::parse("SF83/50058Z").unwrap().form(), CroForm::OlderFile);
}

/// [HMPPS-CPR].
#[test]
fn a_cro_number_that_is_wrong_says_how() {
    check_letter(IdentifierKind::Cro, "85227/65G", 'L');
    check_fault(IdentifierKind::Cro, "000000/00Z", IdentifierFault::Placeholder);
    check_fault(IdentifierKind::Cro, "1234567/91H", IdentifierFault::WrongShape);
    check_fault(IdentifierKind::Cro, "SF1/2Z", IdentifierFault::WrongShape);
    check_fault(IdentifierKind::Cro, "SF", IdentifierFault::WrongShape);
    check_fault(IdentifierKind::Cro, "H", IdentifierFault::WrongShape);
}

/// [HMPPS-CPR].
#[test]
fn a_prison_number_is_read_in_todays_form_and_in_that_of_lids() {
    check(IdentifierKind::PrisonNumber, "A1234BC", "A1234BC");
    check(IdentifierKind::PrisonNumber, "a1234 bc", "A1234BC");
    check(IdentifierKind::PrisonNumber, "AB1234", "AB1234");
    assert_eq!(PrisonNumber::parse("A1234BC").unwrap().form(), PrisonNumberForm::Today);
    assert_eq!(PrisonNumber::parse("AB1234").unwrap().form(), PrisonNumberForm::Lids);
    check_fault(IdentifierKind::PrisonNumber, "A1234B", IdentifierFault::WrongShape);
    check_fault(IdentifierKind::PrisonNumber, "1234ABC", IdentifierFault::WrongShape);
    check_fault(IdentifierKind::PrisonNumber, "ED 1/5/90", IdentifierFault::WrongShape);
    check_fault(IdentifierKind::PrisonNumber, "A0000AA", IdentifierFault::Placeholder);
}

/// [HMPPS-CPR].
#[test]
fn a_case_reference_number_is_a_letter_and_six_digits() {
    check(IdentifierKind::Crn, "X123456", "X123456");
    check(IdentifierKind::Crn, "x 123456", "X123456");
    check_fault(IdentifierKind::Crn, "X12345", IdentifierFault::WrongShape);
    check_fault(IdentifierKind::Crn, "XX12345", IdentifierFault::WrongShape);
    check_fault(IdentifierKind::Crn, "X000000", IdentifierFault::Placeholder);
}

/// [BICHARD7 ASN].
#[test]
fn an_arrest_or_summons_number_is_read_long_or_short() {
    check(IdentifierKind::Asn, "1101ZD0100000410836V", "11/01ZD/01/00000410836V");
    check(IdentifierKind::Asn, "11/01ZD/01/00000410836V", "11/01ZD/01/00000410836V");
    check(IdentifierKind::Asn, "11/01ZD/01/410836v", "11/01ZD/01/00000410836V");
    check(IdentifierKind::Asn, "1101ZD01410836V", "11/01ZD/01/00000410836V");
    check(IdentifierKind::Asn, "1101ZD0100000448754K", "11/01ZD/01/00000448754K");
    check_letter(IdentifierKind::Asn, "1101ZD0100000448754J", 'K');
    check_fault(IdentifierKind::Asn, "11/01Z", IdentifierFault::WrongShape);
    check_fault(IdentifierKind::Asn, "11/01ŵD/01/410836V", IdentifierFault::WrongShape);
}

#[test]
fn an_invalid_identifier_is_kept_as_typed_and_never_matched() {
    let identifier = Identifier::parse(IdentifierKind::Pnc, " see file ", THIS_YEAR);
    assert_eq!(identifier.typed(), "see file");
    assert_eq!(identifier.for_matching(), None);
    assert_eq!(identifier.kind(), IdentifierKind::Pnc);
}

#[test]
fn a_guess_names_the_kinds_a_text_is_well_formed_for() {
    let guess = |text: &str| IdentifierKind::guess(text, THIS_YEAR);
    assert_eq!(guess("2002/0073319Z"), [IdentifierKind::Pnc]);
    assert_eq!(guess("65656/91H"), [IdentifierKind::Cro]);
    assert_eq!(guess("A1234BC"), [IdentifierKind::PrisonNumber]);
    assert_eq!(guess("AB1234"), [IdentifierKind::PrisonNumber]);
    assert_eq!(guess("X123456"), [IdentifierKind::Crn]);
    assert_eq!(guess("11/01ZD/01/410836V"), [IdentifierKind::Asn]);
    assert_eq!(guess("Rhys Example"), []);
    assert_eq!(guess(""), []);
}

#[test]
fn a_guess_falls_back_on_the_shape_when_the_check_letter_is_wrong() {
    assert_eq!(IdentifierKind::guess("2001/0171310S", THIS_YEAR), [IdentifierKind::Pnc]);
    assert_eq!(IdentifierKind::guess("85227/65G", THIS_YEAR), [IdentifierKind::Cro]);
}

#[test]
fn a_kind_is_found_under_its_key() {
    for kind in IdentifierKind::ALL {
        assert_eq!(IdentifierKind::from_key(kind.key()), Some(kind));
    }
    assert_eq!(IdentifierKind::from_key("passport"), None);
}

#[test]
fn debug_never_prints_the_number() {
    let identifier = Identifier::parse(IdentifierKind::Crn, "X123456", THIS_YEAR);
    assert_eq!(format!("{identifier:?}"), "Identifier(crn, ..)");
    assert_eq!(format!("{:?}", PncId::parse("81/34U", THIS_YEAR).unwrap()), "PncId(..)");
    assert_eq!(format!("{:?}", CroNumber::parse("65656/91H").unwrap()), "CroNumber(..)");
    assert_eq!(format!("{:?}", Crn::parse("X123456").unwrap()), "Crn(..)");
    assert_eq!(format!("{:?}", PrisonNumber::parse("AB1234").unwrap()), "PrisonNumber(..)");
}

//! How people are found.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::identifier::IdentifierFault;

const TODAY: Date = date(2026, 11, 22);

fn check_tokens(name: &str, expect: &[&str]) {
    assert_eq!(tokens(name), expect, "of {name:?}");
}

fn check_found(typed: &str, name: &str) {
    let query = Query::parse(typed, TODAY);
    assert!(query.names_are_in(&tokens(name)), "{name:?} by {typed:?}");
}

fn check_not_found(typed: &str, name: &str) {
    let query = Query::parse(typed, TODAY);
    assert!(!query.names_are_in(&tokens(name)), "{name:?} by {typed:?}");
}

fn check_alike(names: &[&str]) {
    for pair in names.windows(2) {
        assert_eq!(sound(pair[0]), sound(pair[1]), "{pair:?}");
    }
}

/// What a query was read as, in one line.
fn read(typed: &str) -> String {
    let query = Query::parse(typed, TODAY);
    let mut parts: Vec<String> = Vec::new();
    for it in &query.identifiers {
        parts.push(format!("{}={}", it.kind().key(), it.shown()));
    }
    parts.extend(query.born.iter().map(|it| format!("born={it}")));
    parts.extend(query.words.iter().map(|it| it.any_of().join("|")));
    parts.join(" ")
}

#[test]
fn folding_drops_accents_and_capitals() {
    assert_eq!(fold("Siân Ŵyn-Ŷsgrifen"), "SIAN WYN YSGRIFEN");
    assert_eq!(fold("Łukasz Żółć, Øre, Groß, Þór"), "LUKASZ ZOLC ORE GROSS THOR");
    assert_eq!(fold("Nguyễn"), "NGUYEN");
    assert_eq!(fold("e\u{301}"), "E");
    assert_eq!(fold("Иван"), "ИВАН");
}

#[test]
fn an_apostrophe_a_space_and_neither_are_one_name() {
    check_tokens("O'Brien", &["OBRIEN"]);
    check_tokens("O\u{2019}Brien", &["OBRIEN"]);
    check_tokens("OBrien", &["OBRIEN"]);
    check_tokens("O Brien", &["OBRIEN", "O", "BRIEN"]);
    for typed in ["O'Brien", "obrien", "O Brien", "o\u{2018}brien"] {
        for name in ["O'Brien", "OBrien", "O Brien"] {
            check_found(typed, name);
        }
    }
    check_found("Smith", "Michael O Smith");
    check_found("O Smith", "Owen Smith");
}

#[test]
fn a_gaelic_prefix_belongs_to_the_name_after_it() {
    check_tokens("MC DONALD", &["MCDONALD"]);
    check_tokens("McDonald", &["MCDONALD"]);
    check_tokens("Mac Invented", &["MACINVENTED", "MAC", "INVENTED"]);
    check_found("macinvented", "Mac Invented");
    check_found("mac invented", "Macinvented");
    check_tokens("Mc", &["MC"]);
}

#[test]
fn a_double_barrelled_name_is_found_by_each_part_and_by_both() {
    check_tokens("Smith-Jones", &["SMITH", "SMITHJONES", "JONES"]);
    for typed in ["smith", "jones", "smith-jones", "smith jones", "smithjones", "Jones Smith"] {
        check_found(typed, "Anne Smith-Jones");
    }
    check_found("Anne-Marie", "Annemarie Example");
    check_not_found("Anne-Marie", "Anne Smith");
}

#[test]
fn a_welsh_patronym_is_found_with_and_without_its_prefix() {
    check_tokens("Dafydd ap Gwilym", &["DAFYDD", "APGWILYM", "GWILYM"]);
    for typed in ["ap gwilym", "gwilym", "apgwilym", "Dafydd Gwilym"] {
        check_found(typed, "Dafydd ap Gwilym");
    }
    check_found("ap Gwilym", "Dafydd Gwilym");
    check_found("owain", "Rhys ab Owain");
}

#[test]
fn every_word_must_be_there_in_any_order_and_may_be_begun_only() {
    check_found("inv exam", "Example Invented");
    check_found("", "Example Invented");
    check_not_found("example other", "Example Invented");
    check_not_found("vented", "Example Invented");
}

#[test]
fn names_that_sound_alike_share_a_code() {
    check_alike(&["Stephen", "Steven", "Stefan"]);
    check_alike(&["Llewellyn", "Llywelyn", "Lewellin"]);
    check_alike(&["Rhys", "Rees", "Reece"]);
    check_alike(&["Dafydd", "David"]);
    check_alike(&["Evans", "Ifans"]);
    check_alike(&["Hughes", "Huws"]);
    check_alike(&["Catherine", "Katherine", "Kathryn"]);
    check_alike(&["Mohammed", "Muhammad", "Mohamed"]);
    check_alike(&["Smith", "Smyth"]);
    check_alike(&["Philip", "Phillip", "Filip"]);
    check_alike(&["Geoffrey", "Jeffrey"]);
    check_alike(&["Wright", "Right"]);
    check_alike(&["Knight", "Night"]);
    check_alike(&["McDonald", "MacDonald"]);
    check_alike(&["Yusuf", "Yousef"]);
}

#[test]
fn names_that_sound_unlike_do_not() {
    assert_ne!(sound("Smith"), sound("Jones"));
    assert_ne!(sound("Rhys"), sound("Ross Green"));
    assert_ne!(sound("Brown"), sound("Bevan"));
    assert_eq!(sound(""), "");
    let query = Query::parse("Steven", TODAY);
    assert!(query.words[0].sounds_like_one_of(&tokens("Stephen Example")));
    assert!(!query.words[0].sounds_like_one_of(&tokens("Simon Example")));
}

#[test]
fn an_identifier_is_seen_among_the_words() {
    assert_eq!(read("02/73319Z"), "pnc=2002/0073319Z");
    assert_eq!(read("A1234BC invented"), "prison_number=A1234BC INVENTED");
    assert_eq!(read("A1234 BC"), "prison_number=A1234BC");
    assert_eq!(read("x123456,"), "crn=X123456");
    assert_eq!(read("65656 / 91H"), "cro=065656/91H");
}

#[test]
fn a_date_of_birth_is_seen_among_the_words() {
    assert_eq!(read("invented 1/5/90"), "born=1990-05-01 INVENTED");
    assert_eq!(read("1 May 1990 invented"), "born=1990-05-01 INVENTED");
    assert_eq!(read("invented 1 Mai 90 example"), "born=1990-05-01 INVENTED EXAMPLE");
    assert_eq!(read("1990-05-01, X123456, Invented"), "crn=X123456 born=1990-05-01 INVENTED");
}

#[test]
fn names_that_are_months_or_days_stay_names() {
    assert_eq!(read("May Invented"), "MAY INVENTED");
    assert_eq!(read("Invented today"), "INVENTED TODAY");
    assert_eq!(read("Ed 1/5/90"), "born=1990-05-01 ED");
    assert_eq!(read("May 1 1990"), "born=1990-05-01");
}

#[test]
fn an_identifier_with_a_wrong_letter_is_kept_with_its_fault() {
    let query = Query::parse("2001/0171310S", TODAY);
    let fault = IdentifierFault::WrongCheckLetter { expected: 'W', found: 'S' };
    assert_eq!(query.identifiers[0].fault(), Some(fault));
    assert_eq!(query.identifiers[0].for_matching(), None);
}

#[test]
fn a_search_is_bounded_and_its_debug_tells_nothing() {
    let query = Query::parse(&"word ".repeat(1000), TODAY);
    assert_eq!(query.words.len(), QUERY_LIMIT_WORDS);
    assert!(Query::parse(" , ", TODAY).is_empty());
    let query = Query::parse("Invented 1/5/90 X123456", TODAY);
    assert_eq!(format!("{query:?}"), "Query(identifiers: 1, dates: 1, words: 1)");
    assert_eq!(format!("{:?}", query.words[0]), "SearchWord(..)");
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,30}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
    }

    #[test]
    fn everybody_is_found_by_their_own_name(name in "[A-Za-zŵŷâ'-]{1,9}( [A-Za-zé'-]{1,9}){0,3}") {
        check_found(&name, &name);
    }

    #[test]
    fn no_text_makes_the_search_fall_over(text in "\\PC{0,60}") {
        let query = Query::parse(&text, TODAY);
        prop_assert!(query.words.iter().all(|it| !it.any_of().is_empty()));
        prop_assert!(sound(&text).chars().count() <= 8);
    }
}

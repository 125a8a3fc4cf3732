//! Every mistake in an edition is refused with its place and what would be right; the editions
//! built in hold none, and say what the record says.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes its strings so")]

use expect_test::{Expect, expect};

use super::*;

mod built_in;

/// A small edition without a mistake; each test puts one in.
const GOOD: &str = r#"key = "small"
en = "A small edition"

[[strand]]
key = "fixed"
en = "Fixed"
kind = "adult"
ages = "18+"
from = 2004-07-09
source = "CC04"
basis = "guidance"

[[review]]
strand = "fixed"
ages = "18+"
every = "6 months"
from = 2004-07-09
source = "RR04 ¶11; TY06"
basis = "local default"

[[ground]]
key = "long_custody"
en = "Long custody"
strands = ["fixed"]
deciding = "consensus"
threshold = { unit = "months", side = "at least", lowest = 12, highest = 24 }
from = 2010-02-15
to = 2014-01-31
source = "PSI12-2010"
basis = "guidance"

[[member]]
agency = "police"
when = "always"
from = 2004-09-08
source = "RR04 ¶24"
basis = "guidance"
"#;

fn load(text: &str) -> Result<Editions, Vec<EditionFault>> {
    Editions::from_files(&[("small.toml".to_owned(), text.to_owned())])
}

/// What is said of the mistakes, broken into short lines.
fn words(faults: &[EditionFault]) -> String {
    let mut text = String::new();
    for fault in faults {
        let mut width = 0;
        for word in fault.to_string().split(' ') {
            width += word.chars().count() + 1;
            if width > 80 {
                text += "\n   ";
                width = 4 + word.chars().count();
            }
            text += if width == word.chars().count() + 1 { "" } else { " " };
            text += word;
        }
        text += "\n";
    }
    text
}

/// Puts `wrong` in the place of `right`, its first occurrence, and shows what is said of it.
fn check(right: &str, wrong: &str, expect: &Expect) {
    assert!(GOOD.contains(right), "the edition holds what is to be replaced");
    let faults = load(&GOOD.replacen(right, wrong, 1)).expect_err("the mistake is found");
    expect.assert_eq(&words(&faults));
}

#[test]
fn the_small_edition_holds_no_mistake() {
    let editions = load(GOOD).map_err(|it| words(&it)).unwrap();
    assert_eq!(editions.get("small").map(|it| it.strands.len()), Some(1));
    assert!(editions.get("another").is_none());
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_known_one() {
    check(
        "every = ",
        "evry = ",
        &expect![[r#"
            small.toml:13:1: `every` is missing in review
            small.toml:16:1: unknown key `evry`; did you mean `every`?; known are `strand`,
                `ages`, `every`, `from`, `to`, `source`, `basis`
        "#]],
    );
}

#[test]
fn an_unknown_topic_is_refused() {
    check(
        "[[member]]",
        "[[members]]",
        &expect![[r#"
            small.toml:32:3: unknown key `members`; did you mean `member`?; known are
                `key`, `en`, `cy`, `level`, `strand`, `entry`, `review`, `amber`, `grace`,
                `conference`, `ground`, `minimum`, `size`, `member`, `returns`, `indicator`,
                `checklist`
        "#]],
    );
}

#[test]
fn an_unknown_source_is_refused_with_the_known_ones() {
    let faults = load(&GOOD.replacen("\"CC04\"", "\"CC05 ¶1\"", 1)).unwrap_err();
    let [fault] = faults.as_slice() else { panic!("{}", words(&faults)) };
    assert_eq!((fault.line, fault.column), (10, 10));
    let Fault::UnknownWord { word, nearest, known, .. } = &fault.fault else { panic!("{fault}") };
    assert_eq!((word.as_str(), nearest.as_deref()), ("CC05", Some("CC04")));
    assert!(known.iter().any(|it| it == "RR04"));
}

#[test]
fn each_source_of_several_must_be_known() {
    let faults = load(&GOOD.replacen("; TY06", "; nowhere", 1)).unwrap_err();
    assert!(words(&faults).contains("cannot be `nowhere`"), "{}", words(&faults));
}

#[test]
fn a_rule_without_a_source_or_a_basis_is_refused() {
    check(
        "source = \"RR04 ¶24\"\nbasis = \"guidance\"\n",
        "",
        &expect![[r#"
        small.toml:32:1: `source` is missing in member
        small.toml:32:1: `basis` is missing in member
    "#]],
    );
}

#[test]
fn a_basis_that_pretends_is_refused() {
    check(
        "\"local default\"",
        "\"national\"",
        &expect![[r#"
            small.toml:19:9: `basis` cannot be `national`; known are `guidance`,
                `practice`, `local default`
        "#]],
    );
}

#[test]
fn our_own_choice_does_not_pass_for_guidance() {
    check(
        "\"CC04\"",
        "\"CC04; LOCAL\"",
        &expect![[r#"
        small.toml:11:9: `basis` should be `local default`, since the source is our own
            choice
    "#]],
    );
}

#[test]
fn a_list_that_is_not_of_tables_is_refused() {
    check(
        "key = \"small\"",
        "key = \"small\"\namber = [28]\ngrace = 14",
        &expect![[r#"
        small.toml:2:10: `amber` should be made of tables, each under [[amber]]
        small.toml:3:9: `grace` should be a list, each under [[grace]]
    "#]],
    );
}

#[test]
fn overlapping_dates_are_refused_with_the_other_line() {
    let again = "\n[[member]]\nagency = \"police\"\nwhen = \"always\"\nfrom = 2008-04-01\n\
                 source = \"BS08\"\nbasis = \"guidance\"\n\n[[member]]";
    check(
        "\n[[member]]",
        again,
        &expect![[r#"
            small.toml:39:1: this member and the one at line 32 say different things from
                2008-04-01; end one on the day before the other begins
        "#]],
    );
}

#[test]
fn reviews_of_overlapping_ages_are_refused() {
    let again = "[[review]]\nstrand = \"fixed\"\nages = \"18-20\"\nevery = \"8 weeks\"\n\
                 from = 2005-01-01\nsource = \"TY06\"\nbasis = \"practice\"\n\n[[ground]]";
    check(
        "[[ground]]",
        again,
        &expect![[r#"
            small.toml:21:1: this review and the one at line 13 say different things from
                2005-01-01; end one on the day before the other begins
        "#]],
    );
}

#[test]
fn one_rule_may_follow_another_on_the_next_day() {
    let later = GOOD.replacen(
        "[[member]]",
        "[[ground]]\nkey = \"long_custody\"\nen = \"Long custody\"\nstrands = [\"fixed\"]\n\
         deciding = \"consensus\"\nfrom = 2014-02-01\nsource = \"IOM2025\"\n\
         basis = \"practice\"\n\n[[member]]",
        1,
    );
    assert!(load(&later).is_ok());
}

#[test]
fn a_strand_that_is_not_defined_is_refused() {
    check(
        "strands = [\"fixed\"]",
        "strands = [\"fxed\"]",
        &expect![[r#"
            small.toml:24:12: `strands` cannot be `fxed`; did you mean `fixed`?; known are
                `fixed`
        "#]],
    );
}

#[test]
fn a_word_twice_in_a_list_is_refused() {
    check(
        "strands = [\"fixed\"]",
        "strands = [\"fixed\", \"fixed\"]",
        &expect![[r#"
        small.toml:24:21: `fixed` stands twice in `strands`; keep one
    "#]],
    );
}

#[test]
fn an_interval_that_is_not_positive_is_refused() {
    check(
        "6 months",
        "0 months",
        &expect![[r#"
            small.toml:16:9: `every` should be a positive stretch, such as "8 weeks" or "6
                months"
        "#]],
    );
    check(
        "6 months",
        "half a year",
        &expect![[r#"
            small.toml:16:9: `every` should be a positive stretch, such as "8 weeks" or "6
                months"
        "#]],
    );
}

#[test]
fn ages_the_wrong_way_round_are_refused() {
    check(
        "18+",
        "21-18",
        &expect![[r#"
            small.toml:8:8: `ages` should be ages from youngest to oldest, such as "10-17"
                or "18+"
        "#]],
    );
}

#[test]
fn a_last_day_before_the_first_is_refused() {
    check(
        "to = 2014-01-31",
        "to = 2009-01-31",
        &expect![[r#"
            small.toml:28:6: `to` (2009-01-31) lies before `from` (2010-02-15); it should
                be on it or after
        "#]],
    );
}

#[test]
fn a_date_that_is_no_day_is_refused() {
    check(
        "from = 2004-09-08",
        "from = \"8 September 2004\"",
        &expect![[r#"
        small.toml:35:8: `from` should be a day, such as 2004-09-06, without quotes
    "#]],
    );
}

#[test]
fn an_unknown_kind_of_agency_is_refused_with_the_nearest() {
    check(
        "\"police\"",
        "\"polcie\"",
        &expect![[r#"
            small.toml:33:10: `agency` cannot be `polcie`; did you mean `police`?; known
                are `police`, `probation`, `prison`, `prosecution`, `social_services`,
                `housing`, `courts`, `drug_action_team`, `jobcentre`,
                `youth_offending_team`, `intervention_team`, `health`, `community_safety`,
                `voluntary`, `government`, `other`
        "#]],
    );
}

#[test]
fn a_threshold_whose_bounds_cross_is_refused() {
    check(
        "highest = 24",
        "highest = 6",
        &expect![[r#"
        small.toml:26:74: `highest` should be at or above `lowest`
    "#]],
    );
}

#[test]
fn a_default_outside_the_bounds_is_refused() {
    check(
        "highest = 24 }",
        "highest = 24, default = 36 }",
        &expect![[r#"
        small.toml:26:88: `default` should be between `lowest` and `highest`
    "#]],
    );
}

#[test]
fn people_whom_nobody_would_review_are_refused() {
    check(
        "ages = \"18+\"\nevery",
        "ages = \"21+\"\nevery",
        &expect![[r#"
            small.toml:4:1: nobody aged 18 on the strand `fixed` would be reviewed from
                2004-07-09; add a [[review]] that covers them
        "#]],
    );
}

#[test]
fn text_that_is_not_toml_is_refused_at_its_place() {
    check(
        "[[member]]",
        "[[member]",
        &expect![[r#"
        small.toml:32:10: is not TOML: unclosed array table, expected `]`
    "#]],
    );
}

#[test]
fn a_key_given_twice_is_refused() {
    check(
        "when = \"always\"",
        "when = \"always\"\nwhen = \"always\"",
        &expect![[r#"
        small.toml:35:1: is not TOML: duplicate key
    "#]],
    );
}

#[test]
fn every_mistake_is_told_at_once_in_the_order_of_the_file() {
    let text = GOOD.replacen("\"police\"", "7", 1).replacen("\"adult\"", "\"grown\"", 1);
    let faults = load(&text).unwrap_err();
    let lines: Vec<_> = faults.iter().map(|it| it.line).collect();
    assert!(lines == [7, 33], "{}", words(&faults));
}

#[test]
fn two_files_with_one_key_are_refused() {
    let file = |name: &str| (name.to_owned(), GOOD.to_owned());
    let faults = Editions::from_files(&[file("a.toml"), file("b.toml")]).unwrap_err();
    expect![[r#"
        b.toml:1:1: another file holds the edition `small`; give each a key of its own
    "#]]
    .assert_eq(&words(&faults));
}

#[test]
fn a_folder_that_is_missing_or_empty_is_refused() {
    let nowhere = Path::new(env!("CARGO_MANIFEST_DIR")).join("no-such-folder");
    let [fault] = Editions::from_dir(&nowhere).unwrap_err().try_into().unwrap();
    let EditionFault { fault: Fault::Unreadable { .. }, .. } = fault else { panic!("{fault}") };
    let empty = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/edition");
    let [fault] = Editions::from_dir(&empty).unwrap_err().try_into().unwrap();
    assert_eq!(fault.fault, Fault::NoEditions);
}

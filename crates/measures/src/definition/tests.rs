//! Mistakes in definitions are refused with their place and what would be right; those built in
//! hold none and say what they do.

use expect_test::{Expect, expect};
use jiff::civil::date;

use super::*;

const NI30: &str = include_str!("../../../../editions/measures/ni30.toml");
const BEFORE_AFTER: &str = include_str!("../../../../editions/measures/before-after-6.toml");
const PPO: &str = include_str!("../../../../editions/measures/ppo-2009-cohort.toml");

fn shipped(key: &str) -> Definition {
    Definitions::shipped().unwrap().get(key).unwrap().clone()
}

fn counting(key: &str) -> Reoffending {
    shipped(key).counting().unwrap().clone()
}

/// What is said of NI 30 once one text in it is replaced by another.
#[track_caller]
fn refused(from: &str, to: &str, expect: Expect) {
    assert!(NI30.contains(from), "{from:?} is not in the file");
    let faults = read("ni30.toml", &NI30.replacen(from, to, 1)).unwrap_err();
    expect.assert_eq(&faults.iter().map(short_lines).collect::<String>());
}

/// What is said of a mistake, broken into short lines.
fn short_lines(fault: &DefinitionFault) -> String {
    let mut text = String::new();
    let mut width = 0;
    for word in fault.to_string().split(' ') {
        let letters = word.chars().count();
        let (gap, used) = match width {
            0 => ("", 0),
            _ if width + letters > 80 => ("\n    ", 4),
            _ => (" ", width + 1),
        };
        text += gap;
        text += word;
        width = used + letters;
    }
    text + "\n"
}

#[test]
fn what_is_shipped_holds_no_mistake() {
    let shipped = Definitions::shipped().unwrap();
    let keys: Vec<_> = shipped.iter().map(|it| it.key.as_str()).collect();
    let expected = [
        "before-after-17",
        "before-after-6",
        "data-quality",
        "equality",
        "expected-ogrs3",
        "ni30",
        "ppo-2009-cohort",
        "proven-reoffending",
        "spi-10-1",
        "survival",
    ];
    assert_eq!(keys, expected);
}

#[test]
fn every_choice_of_the_table_is_named_and_sourced() {
    let names = |key| shipped(key).parameters.iter().map(|it| it.name).collect::<Vec<_>>();
    let expected = [
        "cohort",
        "unit",
        "placed_by",
        "filter",
        "baseline",
        "gap",
        "follow_up",
        "waiting",
        "at_risk",
        "comparison",
        "severity",
        "target",
    ];
    assert_eq!(names("ni30"), expected);
    assert!(shipped("ni30").parameters.iter().all(|it| !it.source.is_empty()));
}

#[test]
fn the_2009_cohort_has_the_published_windows() {
    let windows = counting("ppo-2009-cohort").windows(date(2009, 2, 1));
    let baseline = windows.baseline.unwrap();
    assert_eq!(baseline.from, day_number(date(2007, 10, 1)));
    assert_eq!(baseline.to, day_number(date(2008, 10, 1)));
    assert_eq!(windows.follow_up_from, day_number(date(2009, 4, 1)));
    assert_eq!(windows.checkpoints.last(), Some(&day_number(date(2010, 4, 1))));
    assert_eq!(windows.proof_before.last(), Some(&Some(day_number(date(2010, 10, 1)))));
}

#[test]
fn the_national_indicator_waits_for_no_proof() {
    let windows = counting("ni30").windows(date(2008, 4, 1));
    assert_eq!(windows.baseline_proof_before, None);
    assert_eq!(windows.proof_before, [None; 4]);
    assert_eq!(windows.checkpoints[0], day_number(date(2008, 7, 1)));
}

#[test]
fn four_cohorts_a_year_lie_three_months_apart() {
    let cohorts = counting("spi-10-1").cohorts(Some(date(2009, 4, 1)));
    let days: Vec<_> = cohorts.iter().map(|it| it.on).collect();
    assert_eq!(days, [date(2009, 4, 1), date(2009, 7, 1), date(2009, 10, 1), date(2010, 1, 1)]);
    assert_eq!(cohorts[0].comes_in.to - cohorts[0].comes_in.from, 1);
}

#[test]
fn a_window_from_the_last_of_a_month_ends_on_the_last_of_a_shorter_one() {
    let windows = counting("before-after-6").windows(date(2006, 8, 31));
    assert_eq!(windows.checkpoints.last(), Some(&day_number(date(2007, 2, 28))));
    assert_eq!(windows.baseline.unwrap().from, day_number(date(2006, 2, 28)));
}

#[test]
fn days_are_counted_from_1970() {
    assert_eq!(day_number(date(1970, 1, 1)), 0);
    assert_eq!(day_number(date(1969, 12, 31)), -1);
    assert_eq!(day_number(date(2009, 2, 1)), 14_276);
}

#[test]
fn a_key_nobody_reads_is_refused_with_the_one_it_looks_like() {
    refused(
        "checkpoints =",
        "checkpoint =",
        expect![[r#"
            ni30.toml:55:1: unknown key `checkpoint`; did you mean `checkpoints`?; known are
                `months`, `checkpoints`, `source`, `basis`, `from`
        "#]],
    );
}

#[test]
fn a_word_nobody_knows_is_refused_with_the_known_ones() {
    refused(
        "value = \"conviction_date\"",
        "value = \"convicted\"",
        expect![[r#"
            ni30.toml:33:9: `value` cannot be `convicted`; known are `offence_date`,
                `conviction_date`, `date_entered`
        "#]],
    );
}

#[test]
fn a_value_of_the_wrong_kind_is_refused() {
    refused(
        "recordable_only = true",
        "recordable_only = \"yes\"",
        expect![[r#"
        ni30.toml:38:19: `recordable_only` should be true or false, without quotes
    "#]],
    );
}

#[test]
fn a_value_out_of_range_is_refused() {
    refused(
        "months = 12\nsource",
        "months = 1200\nsource",
        expect![[r#"
        ni30.toml:44:10: `months` should be a whole number from 1 to 240
    "#]],
    );
}

#[test]
fn a_choice_without_its_source_is_refused() {
    refused(
        "value = \"ignore\"\nsource = \"LOCAL\"",
        "value = \"ignore\"",
        expect![[r#"
        ni30.toml:64:1: `source` is missing in [at_risk]; it should be a document with
            its paragraph, such as "BS08 ¶4-5"; docs/guidance/sources.toml lists the
            documents
    "#]],
    );
}

#[test]
fn a_document_that_is_not_listed_cannot_be_cited() {
    refused(
        "months = 0\nsource = \"LOCAL\"",
        "months = 0\nsource = \"GUESS9\"",
        expect![[r#"
        ni30.toml:50:10: `source` cannot be `GUESS9`; docs/guidance/sources.toml lists
            the documents
    "#]],
    );
}

#[test]
fn our_own_choice_cannot_pass_for_guidance() {
    refused(
        "leave_out_breach = true\nsource = \"LOCAL\"\nbasis = \"local default\"",
        "leave_out_breach = true\nsource = \"LOCAL\"\nbasis = \"guidance\"",
        expect![[r#"
            ni30.toml:41:9: `basis` should be "local default", since the source is our own
                choice
        "#]],
    );
}

#[test]
fn a_choice_that_is_missing_is_told_with_what_it_should_be() {
    refused(
        "[at_risk]\nvalue = \"ignore\"\nsource = \"LOCAL\"\nbasis = \"local default\"\n",
        "",
        expect![[r#"
            ni30.toml:1:1: `[at_risk]` is missing in the definition; it should be a table
                with the choice, its `source` and its `basis`
        "#]],
    );
}

#[test]
fn an_occasion_in_court_cannot_be_placed_by_the_day_of_the_offence() {
    refused(
        "value = \"conviction_date\"",
        "value = \"offence_date\"",
        expect![[r#"
            ni30.toml:33:9: `value` in [placed_by] contradicts `value` in [unit] (line 28):
                an occasion has one day in court and may have many days of offending; place
                it by `conviction_date`, or count `convicted_offences`
        "#]],
    );
}

#[test]
fn what_is_placed_by_the_day_of_proof_waits_for_none() {
    refused(
        "[waiting]\nmonths = 0",
        "[waiting]\nmonths = 6",
        expect![[r#"
            ni30.toml:60:10: `months` in [waiting] contradicts `value` in [placed_by] (line
                33): what is placed by the day of proof waits for none; set 0 months, or
                place by `offence_date`
        "#]],
    );
}

#[test]
fn the_follow_up_cannot_begin_before_the_day_of_the_cohort() {
    let text = PPO.replace("[gap]\nmonths = 6", "[gap]\nmonths = 3");
    let words = read("ppo.toml", &text).unwrap_err()[0].to_string();
    assert!(words.contains("the follow-up would begin before the day of the cohort"), "{words}");
}

#[test]
fn a_reduction_needs_a_baseline() {
    refused(
        "[baseline]\nmonths = 12\nsource = \"BS08 ¶4-5; LOCAL\"\nbasis = \"local default\"\n",
        "",
        expect![[r#"
            ni30.toml:79:21: `reduction_percent` in [target] contradicts `months` in
                [follow_up] (line 50): a reduction needs a [baseline] to be less than; add
                one, or set a `ceiling`
        "#]],
    );
}

#[test]
fn checkpoints_end_with_the_follow_up() {
    refused(
        "[3, 6, 9, 12]",
        "[3, 6, 9]",
        expect![[r#"
            ni30.toml:55:15: `checkpoints` should be from 1 month on, and end with the
                `months` of the follow-up
        "#]],
    );
}

#[test]
fn some_class_of_offence_must_be_left_to_count() {
    refused(
        "leave_out_breach = true",
        "leave_out_breach = true\nonly = [\"robbery\"]\nleave_out = [\"robbery\"]",
        expect![[r#"
            ni30.toml:41:13: `leave_out` should be shorter: no class of offence is left to
                count
        "#]],
    );
}

#[test]
fn the_scale_knows_one_year_and_two() {
    let text = include_str!("../../../../editions/measures/expected-ogrs3.toml");
    let text = text.replace("[follow_up]\nmonths = 12", "[follow_up]\nmonths = 18");
    let faults = read("e.toml", &text).unwrap_err();
    assert!(faults[0].to_string().contains("12 or 24"), "{}", faults[0]);
}

#[test]
fn a_parameter_of_another_kind_is_refused() {
    let text = include_str!("../../../../editions/measures/equality.toml");
    let text = format!("{text}\n[follow_up]\nmonths = 12\nsource = \"LOCAL\"\n");
    let faults = read("e.toml", &text).unwrap_err();
    assert!(faults[0].to_string().contains("unknown key `follow_up`"), "{}", faults[0]);
}

#[test]
fn two_files_cannot_define_one_measure() {
    let faults = Definitions::of([("a.toml", NI30), ("b.toml", NI30)]).unwrap_err();
    assert_eq!(
        faults[0].to_string(),
        "b.toml:1:1: another file defines `ni30`; give each measure a key of its own"
    );
}

#[test]
fn whatever_line_is_lost_either_it_still_reads_or_a_mistake_is_told() {
    for text in [NI30, PPO, include_str!("../../../../editions/measures/equality.toml")] {
        let lines: Vec<_> = text.lines().collect();
        for lost in 0..lines.len() {
            let mut left = lines.clone();
            left.remove(lost);
            if let Err(faults) = read("x.toml", &left.join("\n")) {
                assert!(!faults.is_empty(), "without line {}: {}", lost + 1, lines[lost]);
            }
        }
    }
}

#[test]
fn a_measure_explains_itself_with_its_sources() {
    expect![[r#"
        Prolific and other priority offenders: results from the 2009 cohort (ppo-2009-cohort)
        Proven offences from April 2009 to March 2010 of those on the register on 1 February
          2009, against October 2007 to September 2008.
        Stands from 2009-02-01. Gives, for every area and group: people, offences before and
          after, percent change, share who re-offended, frequency per 100 people and per
          re-offender, severity, each with a 95% interval.

        Choices
          cohort: everybody on the register on 2009-02-01; leavers stay in, joiners wait.
            [PPO2010 §1; guidance]
          unit: offences that ended in conviction or caution, each. [PPO2010 §1; LOCAL; local
            default]
          placed_by: the day of the offence says which window it falls in. [PPO2010 §1; LOCAL;
            local default]
          filter: recordable offences, without breaches. [LOCAL; local default]
          baseline: 12 months, ending 4 months before the day. [PPO2010 §1; guidance]
          gap: 6 months between the baseline and the follow-up. [PPO2010 §1; guidance]
          follow_up: 12 months, counted so far after 3, 6, 9, 12 months. [PPO2010 §1; guidance]
          waiting: an offence counts if it was proven within 6 months after its window ended.
            [MOJ-PROVEN §2; LOCAL; local default]
          at_risk: time in custody is not taken off; it is printed beside the figures. [LOCAL;
            local default]
          comparison: those nominated within 12 months and not taken on, since people are picked
            at a peak and numbers fall by themselves. [LOCAL; local default]
          severity: points of an offence by its class: violence 1, robbery 1, sexual 1, sexual
            child 1; others none. [LOCAL; local default]

        What it cannot say
          People are selected at a peak of offending, so numbers fall by themselves: read the
            change beside that of people considered and not taken on.
          The half year around the selection counts on neither side, which takes off some of the
            fall that comes by itself, not all of it.
    "#]]
    .assert_eq(&shipped("ppo-2009-cohort").explain());
}

#[test]
fn who_came_in_over_a_period_is_beside_those_nominated_in_the_same() {
    let months = "group = \"considered\"\nwithin_months = 12";
    assert!(BEFORE_AFTER.contains(months));
    let text = BEFORE_AFTER.replacen(months, "group = \"considered\"\nwithin_months = 6", 1);
    let faults = read("ours.toml", &text).unwrap_err();
    let [fault] = &faults[..] else { panic!("{faults:?}") };
    assert!(fault.to_string().contains("give both as many months"), "{fault}");
}

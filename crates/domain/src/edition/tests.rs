//! Dated rules, ages and intervals; and a small edition for the tests of other subjects.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::Date;

/// The first day of every rule of the small edition.
pub(crate) const FIRST: Date = date(2020, 1, 1);

fn rule<T>(value: T) -> Rule<T> {
    Rule {
        value,
        from: FIRST,
        to: None,
        source: Source("RR04 ¶11".to_owned()),
        basis: Basis::LocalDefault,
    }
}

pub(crate) fn key(strand: &str) -> StrandKey {
    StrandKey(strand.to_owned())
}

pub(crate) fn ground_key(ground: &str) -> GroundKey {
    GroundKey(ground.to_owned())
}

fn label(en: &str) -> Label {
    Label { en: en.to_owned(), cy: None }
}

fn strand(name: &str, kind: StrandKind, ages: AgeRange) -> Rule<Strand> {
    rule(Strand { key: key(name), label: label(name), kind, ages })
}

fn ground(name: &str, deciding: Deciding, threshold: Option<Threshold>) -> Rule<Ground> {
    let strands = vec![key("fixed"), key("flex"), key("young")];
    rule(Ground { key: ground_key(name), label: label(name), strands, deciding, threshold })
}

fn months(default: Option<u32>) -> Threshold {
    let (unit, side) = (ThresholdUnit::Months, ThresholdSide::AtLeast);
    Threshold { unit, side, counted: None, lowest: 3, highest: 24, default }
}

const ADULTS: AgeRange = AgeRange { youngest: 18, oldest: None };
const CHILDREN: AgeRange = AgeRange { youngest: 10, oldest: Some(17) };

fn review(strand: &str, ages: AgeRange, every: Interval) -> Rule<ReviewInterval> {
    rule(ReviewInterval { strand: key(strand), ages, every })
}

/// An edition with a statutory strand `fixed`, an open one `flex`, and one for the young.
pub(crate) fn small() -> Edition {
    Edition {
        key: "small".to_owned(),
        label: label("A small edition"),
        levels: Vec::new(),
        strands: vec![
            strand("fixed", StrandKind::Adult, ADULTS),
            strand("flex", StrandKind::Adult, ADULTS),
            strand("young", StrandKind::Young, CHILDREN),
        ],
        entries: vec![rule(Entry {
            strand: key("fixed"),
            needs: vec![EntryNeed::PanelDecision, EntryNeed::StatutorySupervision],
        })],
        reviews: vec![
            review("fixed", ADULTS, Interval::Months(6)),
            review("flex", ADULTS, Interval::Months(3)),
            review("young", CHILDREN, Interval::Weeks(8)),
        ],
        amber_days: vec![rule(28)],
        grace_days: vec![rule(14)],
        conferences: vec![rule(Interval::Months(1))],
        grounds: vec![
            ground("death", Deciding::Automatic, None),
            ground("moved_away", Deciding::Consensus, None),
            ground("no_offending", Deciding::Consensus, Some(months(None))),
            ground("long_custody", Deciding::Consensus, Some(months(Some(24)))),
        ],
        minimums: Vec::new(),
        sizes: Vec::new(),
        members: Vec::new(),
        returns: Vec::new(),
        indicators: Vec::new(),
        checklists: Vec::new(),
    }
}

#[test]
fn a_rule_is_in_force_on_its_first_and_last_days_and_on_no_other() {
    let rule = Rule { to: Some(date(2020, 1, 31)), ..rule(()) };
    assert!(!rule.in_force_on(date(2019, 12, 31)));
    assert!(rule.in_force_on(FIRST));
    assert!(rule.in_force_on(date(2020, 1, 31)));
    assert!(!rule.in_force_on(date(2020, 2, 1)));
}

#[test]
fn the_rules_of_a_day_are_those_in_force_on_it() {
    let mut edition = small();
    edition.amber_days = vec![
        Rule { to: Some(date(2020, 6, 30)), ..rule(28) },
        Rule { from: date(2020, 7, 1), ..rule(14) },
    ];
    let amber = |day| edition.on(day).amber_days().map(|it| it.value);
    assert_eq!(amber(date(2019, 12, 31)), None);
    assert_eq!(amber(date(2020, 6, 30)), Some(28));
    assert_eq!(amber(date(2020, 7, 1)), Some(14));
    assert_eq!(edition.on(FIRST).day(), FIRST);
}

#[test]
fn a_ground_holds_only_for_the_strands_it_names() {
    let mut edition = small();
    edition.grounds[1].value.strands = vec![key("young")];
    let rules = edition.on(FIRST);
    assert!(rules.ground(&ground_key("moved_away"), &key("young")).is_some());
    assert!(rules.ground(&ground_key("moved_away"), &key("fixed")).is_none());
    assert!(rules.ground(&ground_key("unheard_of"), &key("young")).is_none());
}

#[test]
fn somebody_born_on_29_february_has_the_birthday_on_1_march() {
    let born = date(2004, 2, 29);
    assert_eq!(age_on(born, date(2022, 2, 28)), Some(17));
    assert_eq!(age_on(born, date(2022, 3, 1)), Some(18));
    assert_eq!(adult_from(born), Some(date(2022, 3, 1)));
    assert_eq!(age_on(born, date(2004, 2, 28)), None);
}

#[test]
fn a_month_after_31_january_is_the_last_day_of_february() {
    assert_eq!(Interval::Months(1).after(date(2026, 1, 31)), date(2026, 2, 28));
    assert_eq!(Interval::Weeks(8).after(date(2026, 1, 1)), date(2026, 2, 26));
    assert_eq!(Interval::Days(1).after(date(2026, 12, 31)), date(2027, 1, 1));
}

#[test]
fn the_threshold_itself_meets_the_ground() {
    let months = months(None);
    assert!(!months.is_met(12, 11) && months.is_met(12, 12) && months.is_met(12, 13));
    let points = Threshold { side: ThresholdSide::AtMost, ..months };
    assert!(points.is_met(20, 19) && points.is_met(20, 20) && !points.is_met(20, 21));
    assert_eq!(points.for_scheme(None), None);
    assert_eq!(Threshold { default: Some(24), ..points }.for_scheme(Some(6)), Some(6));
}

#[test]
fn every_word_of_an_edition_names_one_thing() {
    for it in EntryNeed::ALL {
        assert_eq!(EntryNeed::from_key(it.key()), Some(it));
    }
    for it in LevelKind::ALL {
        assert_eq!(LevelKind::from_key(it.key()), Some(it));
    }
    for it in MinimumThing::ALL {
        assert_eq!(MinimumThing::from_key(it.key()), Some(it));
    }
    for it in Basis::ALL {
        assert_eq!(Basis::from_key(it.key()), Some(it));
    }
    assert_eq!(Setting::ALL.map(|it| Setting::from_key(it.key())), Setting::ALL.map(Some));
    assert_eq!(Returns::ALL.map(|it| Returns::from_key(it.key())), Returns::ALL.map(Some));
    assert_eq!(MemberWhen::ALL.map(|it| MemberWhen::from_key(it.key())), MemberWhen::ALL.map(Some));
    assert_eq!(StrandKind::ALL.map(|it| StrandKind::from_key(it.key())), StrandKind::ALL.map(Some));
    let units = ThresholdUnit::ALL;
    assert_eq!(units.map(|it| ThresholdUnit::from_key(it.key())), units.map(Some));
    let sides = ThresholdSide::ALL;
    assert_eq!(sides.map(|it| ThresholdSide::from_key(it.key())), sides.map(Some));
    assert_eq!(Basis::from_key("national"), None);
}

/// Any day of fifty years.
pub(crate) fn days() -> impl Strategy<Value = Date> {
    (0_i32..18_000).prop_map(|it| date(1990, 1, 1) + jiff::Span::new().days(it))
}

proptest! {
    #[test]
    fn rules_overlap_exactly_when_some_day_is_in_both(
        starts in (0_i32..40, 0_i32..40),
        lengths in (proptest::option::of(0_i32..40), proptest::option::of(0_i32..40)),
    ) {
        let day = |it: i32| FIRST + jiff::Span::new().days(it);
        let make = |start: i32, length: Option<i32>| {
            Rule { from: day(start), to: length.map(|it| day(start + it)), ..rule(()) }
        };
        let (a, b) = (make(starts.0, lengths.0), make(starts.1, lengths.1));
        let shared = (0..90).map(day).any(|it| a.in_force_on(it) && b.in_force_on(it));
        prop_assert_eq!(a.overlaps(&b), shared);
        prop_assert_eq!(b.overlaps(&a), shared);
    }

    #[test]
    fn adulthood_begins_on_the_day_the_age_becomes_eighteen(born in days()) {
        let from = adult_from(born).unwrap();
        prop_assert_eq!(age_on(born, from), Some(18));
        prop_assert_eq!(age_on(born, from.yesterday().unwrap()), Some(17));
    }
}

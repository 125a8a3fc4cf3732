//! What holds of every score, whatever the evidence.

use jiff::ToSpan;
use proptest::prelude::*;

use super::super::window::{Inside, first_day, window};
use super::*;

const DAYS_BACK: i64 = 5000;

fn a_day() -> impl Strategy<Value = Date> {
    (0..DAYS_BACK).prop_map(|back| TODAY.saturating_sub(back.days()))
}

fn some_evidence() -> impl Strategy<Value = Vec<Evidence>> {
    let shows = prop_oneof![Just(BURGLARY), Just(SHOP_THEFT), Just(TIP)];
    let one = (shows, prop::option::weighted(0.9, a_day()), any::<bool>());
    prop::collection::vec(one, 0..25).prop_map(|all| {
        let numbered = all.into_iter().zip(1u128..);
        numbered
            .map(|((shows, day, verified), n)| {
                let mut piece = piece(n, shows, day.unwrap_or(TODAY));
                piece.happened_on = day;
                if !verified {
                    piece.verification = Verification::NotVerified;
                }
                piece
            })
            .collect()
    })
}

fn some_custody() -> impl Strategy<Value = Vec<CustodyPeriod>> {
    let one = (prop::option::weighted(0.9, a_day()), 0..900i64, 0..10u8);
    prop::collection::vec(one, 0..6).prop_map(|all| {
        all.into_iter()
            .map(|(received_on, days, end)| {
                let out = received_on.unwrap_or(TODAY).saturating_add(days.days());
                let release = match end {
                    0 => Release::StillHeld,
                    1 => Release::NotKnown,
                    _ => Release::On(out),
                };
                CustodyPeriod { received_on, release }
            })
            .collect()
    })
}

fn all_factors() -> Criteria {
    let weights = vec![Weight { counted: Counted::Any(EvidenceKind::Conviction), points: 5 }];
    let decay = Decay::HalfAfter { months: 9 };
    let fading = Factor {
        key: "fading".to_owned(),
        measure: Measure::PerOccasion { weights, decay },
        window_months: 36,
        cap: 20,
        ..burglaries()
    };
    matrix(vec![burglaries(), six_at_liberty(), tips(), fading])
}

fn scored(evidence: &[Evidence], custody: &[CustodyPeriod]) -> Score {
    let known = Known { evidence, looked_for: EvidenceKind::ALL, custody: Some(custody) };
    score(&all_factors(), &known, TODAY)
}

proptest! {
    #[test]
    fn nothing_older_than_the_windows_changes_a_score(
        evidence in some_evidence(),
        custody in some_custody(),
    ) {
        let whole = scored(&evidence, &custody);
        let oldest = whole.factors.iter().map(|it| it.window.from).min().unwrap();
        let recent: Vec<_> = evidence
            .into_iter()
            .filter(|it| it.happened_on.is_none_or(|day| day >= oldest))
            .collect();
        let rest = scored(&recent, &custody);
        prop_assert_eq!((rest.total, rest.without_intelligence),
            (whole.total, whole.without_intelligence));
    }

    #[test]
    fn the_order_of_the_evidence_does_not_matter(
        (evidence, shuffled) in some_evidence()
            .prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
        custody in some_custody(),
    ) {
        let reversed: Vec<_> = custody.iter().rev().copied().collect();
        prop_assert_eq!(scored(&evidence, &custody), scored(&shuffled, &reversed));
    }

    #[test]
    fn adding_evidence_never_lowers_the_total(
        evidence in some_evidence(),
        custody in some_custody(),
        taken in any::<prop::sample::Index>(),
    ) {
        let whole = scored(&evidence, &custody);
        let mut fewer = evidence;
        if !fewer.is_empty() {
            fewer.remove(taken.index(fewer.len()));
        }
        let before = scored(&fewer, &custody);
        prop_assert!(before.total <= whole.total);
        prop_assert!(before.without_intelligence <= whole.without_intelligence);
    }

    #[test]
    fn without_intelligence_is_never_more_than_with_it(
        evidence in some_evidence(),
        custody in some_custody(),
    ) {
        let whole = scored(&evidence, &custody);
        prop_assert!(whole.without_intelligence <= whole.total);
        let hard: Vec<_> = evidence.into_iter().filter(|it| it.shows != TIP).collect();
        prop_assert_eq!(scored(&hard, &custody).total, whole.without_intelligence);
    }

    #[test]
    fn every_point_is_traceable_and_no_factor_passes_its_cap(
        evidence in some_evidence(),
        custody in some_custody(),
    ) {
        let whole = scored(&evidence, &custody);
        for (given, factor) in whole.factors.iter().zip(all_factors().factors) {
            prop_assert!(given.points <= factor.cap);
            prop_assert_eq!(given.workings.len(), evidence.len());
            prop_assert_eq!(given.points, given.workings.iter().map(|it| it.points).sum::<u32>());
        }
        prop_assert_eq!(whole.total, whole.factors.iter().map(|it| it.points).sum::<u32>());
    }

    #[test]
    fn custody_only_ever_reaches_further_back_and_never_out_of_reach(
        custody in some_custody(),
        more in some_custody(),
        months in 1..=WINDOW_MAX_MONTHS,
    ) {
        let from = |stays: &[CustodyPeriod]| {
            window(Basis::AtLiberty, months, &Inside::of(stays), TODAY).from
        };
        let both: Vec<_> = custody.iter().chain(&more).copied().collect();
        prop_assert!(from(&custody) <= first_day(TODAY, months));
        prop_assert!(from(&both) <= from(&custody));
        prop_assert!(from(&both) >= first_day(TODAY, REACH_MAX_MONTHS));
    }

    #[test]
    fn a_window_at_liberty_holds_as_many_days_outside_as_the_calendar_has(
        custody in some_custody(),
        months in 1..=WINDOW_MAX_MONTHS,
    ) {
        let inside = Inside::of(&custody);
        let found = window(Basis::AtLiberty, months, &inside, TODAY);
        let outside = found.from.series(1.day())
            .take_while(|day| *day <= TODAY)
            .filter(|day| !inside.holds(*day))
            .count();
        let wanted = first_day(TODAY, months).until(TODAY).unwrap().get_days() + 1;
        prop_assert_eq!(i64::try_from(outside).unwrap() + found.short_by_days, i64::from(wanted));
    }

    #[test]
    fn a_named_addition_does_cross_the_point(evidence in some_evidence()) {
        let criteria = all_factors();
        let known = known(&evidence);
        if let WouldChange::Below { short, addition: Some(it) } =
            would_change(&criteria, &known, TODAY)
        {
            prop_assert!(it.points >= short && it.occasions >= 1);
        }
    }

    #[test]
    fn on_the_day_before_the_fall_the_score_still_stands(evidence in some_evidence()) {
        let criteria = all_factors();
        if let WouldChange::Above { fall: Some(fall), .. } =
            would_change(&criteria, &known(&evidence), TODAY)
        {
            let before = fall.on.yesterday().unwrap();
            prop_assert!(score(&criteria, &known(&evidence), before).total >= 10);
            prop_assert_eq!(score(&criteria, &known(&evidence), fall.on).total, fall.total);
            prop_assert!(fall.total < 10 && !fall.lost.is_empty());
        }
    }

    #[test]
    fn the_points_alone_are_those_of_the_whole_score(
        evidence in some_evidence(),
        custody in some_custody(),
    ) {
        let custody = Some(custody.as_slice());
        let known = Known { evidence: &evidence, looked_for: &[], custody };
        let alone = super::super::score::total(&all_factors(), &known, TODAY);
        prop_assert_eq!(alone, score(&all_factors(), &known, TODAY).total);
    }

    #[test]
    fn titles_of_any_text_are_read_without_falling_over(title in "\\PC{0,60}") {
        let _ = Disallowed::named_in(&title);
    }
}

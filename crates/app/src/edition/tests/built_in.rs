//! What the editions built in say, on the days on which the guidance changed.

use domain::Date;
use domain::edition::{
    Basis, Edition, GroundKey, Interval, Label, LevelKind, MinimumThing, Returns, RulesOn, Setting,
    StrandKey,
};
use expect_test::{Expect, expect};
use jiff::civil::date;

use super::*;

fn editions() -> Editions {
    Editions::embedded().map_err(|it| words(&it)).unwrap()
}

fn on(edition: &Edition, day: Date) -> RulesOn<'_> {
    edition.on(day)
}

fn strand(key: &str) -> StrandKey {
    StrandKey(key.to_owned())
}

fn check_grounds(edition: &str, key: &str, day: Date, expect: &Expect) {
    let editions = editions();
    let rules = on(editions.get(edition).unwrap(), day);
    let grounds: Vec<_> = rules
        .grounds(&strand(key))
        .map(|it| format!("{}: {} ({})", it.value.key.0, it.source.0, it.basis.key()))
        .collect();
    expect.assert_eq(&grounds.join("\n"));
}

#[test]
fn three_editions_are_built_in_and_the_folder_says_the_same() {
    let keys: Vec<_> = editions().iter().map(|it| it.key.clone()).collect();
    assert_eq!(keys, ["iom-2020", "ppo-england", "ppo-wales"]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../editions");
    assert_eq!(Editions::from_dir(&folder).unwrap(), editions());
}

/// [CC04] began on 9 July 2004, [RR04] added two strands on 8 September.
#[test]
fn the_strands_came_with_their_guidance() {
    let editions = editions();
    for edition in ["ppo-england", "ppo-wales"].map(|it| editions.get(it).unwrap()) {
        let count = |day| on(edition, day).strands().count();
        assert_eq!(count(date(2004, 7, 8)), 0);
        assert_eq!(count(date(2004, 7, 9)), 1);
        assert_eq!(count(date(2004, 9, 8)), 3);
    }
}

/// The detailed grounds of June 2005 are not on the public record, and none pretends to be.
#[test]
fn the_grounds_of_removal_came_in_june_2005() {
    let (key, england) = ("catch_and_convict", "ppo-england");
    check_grounds(
        england,
        key,
        date(2005, 6, 23),
        &expect![[r#"
        death: LOCAL (local default)
        local_criteria: RR04 A.2, K2 (guidance)"#]],
    );
    check_grounds(
        england,
        key,
        date(2005, 6, 24),
        &expect![[r#"
        death: REM05 (guidance)
        score_fallen: SG05 ¶3; WMP-IOM (practice)
        no_offending: SG05 ¶3; LOCAL (local default)
        moved_away: SG05 ¶3; LOCAL (local default)
        mappa: RR04 A.4 (guidance)
        mistaken: ICO2018; LOCAL (local default)"#]],
    );
    check_grounds(
        england,
        "prevent_and_deter",
        date(2005, 6, 24),
        &expect![[r#"
        death: REM05 (guidance)
        score_fallen: SG05 ¶3; WMP-IOM (practice)
        no_offending: SG05 ¶3; LOCAL (local default)
        moved_away: SG05 ¶3; LOCAL (local default)
        mistaken: ICO2018; LOCAL (local default)
        turned_eighteen: RR04 ¶9, ¶11; LOCAL (local default)"#]],
    );
}

/// [PSI12-2010] was effective from 15 February 2010 and expired on 31 January 2014.
#[test]
fn long_custody_is_a_ground_only_while_the_instruction_was_in_force() {
    let editions = editions();
    let england = editions.get("ppo-england").unwrap();
    let ground = GroundKey("long_custody".to_owned());
    let holds = |day| on(england, day).ground(&ground, &strand("catch_and_convict")).is_some();
    assert!(!holds(date(2010, 2, 14)));
    assert!(holds(date(2010, 2, 15)));
    assert!(holds(date(2014, 1, 31)));
    assert!(!holds(date(2014, 2, 1)));
}

#[test]
fn final_third_and_reset_are_grounds_of_today() {
    check_grounds(
        "iom-2020",
        "fixed",
        date(2026, 1, 1),
        &expect![[r#"
        death: REM05 (guidance)
        score_fallen: WMP-IOM (practice)
        no_offending: ICO2018; LOCAL (local default)
        long_custody: PSI12-2010; LOCAL (local default)
        final_third: IOM2025 (guidance)
        reset: IOM2025 (guidance)
        mappa: RR04 A.4; IOM2025 (local default)
        moved_away: LOCAL (local default)
        mistaken: ICO2018; LOCAL (local default)"#]],
    );
}

/// [TY06] monthly until March 2006, quarterly from April; [BS08 ¶4] indicators from April 2008.
#[test]
fn returns_and_indicators_change_in_april_2006_and_2008() {
    let editions = editions();
    let wales = editions.get("ppo-wales").unwrap();
    let returns = |day| on(wales, day).returns().map(|it| it.value);
    assert_eq!(returns(date(2006, 3, 31)), Some(Returns::Monthly));
    assert_eq!(returns(date(2006, 4, 1)), Some(Returns::Quarterly));
    assert_eq!(on(wales, date(2008, 3, 31)).indicators().count(), 0);
    assert_eq!(on(wales, date(2008, 4, 1)).indicators().count(), 2);
}

/// [SG05 ¶2, ¶5] Wales has partnerships, a region and a checklist of its own.
#[test]
fn wales_has_its_own_levels_and_checklist() {
    let editions = editions();
    let day = date(2005, 7, 1);
    let level = |edition: &str, kind| {
        let rule = on(editions.get(edition).unwrap(), day).level(kind).cloned();
        rule.map(|it| it.value.label.en).unwrap()
    };
    assert_eq!(level("ppo-wales", LevelKind::Partnership), "Community Safety Partnership");
    assert_eq!(level("ppo-wales", LevelKind::Region), "Welsh Assembly Government");
    assert_eq!(level("ppo-england", LevelKind::Region), "Government Office");
    let has = |edition: &str, key: &str| {
        on(editions.get(edition).unwrap(), day).checklists().any(|it| it.value.key == key)
    };
    assert!(has("ppo-wales", "rehabilitate_and_resettle_wales"));
    assert!(!has("ppo-wales", "rehabilitate_and_resettle"));
    assert!(has("ppo-england", "rehabilitate_and_resettle"));
}

/// [CC04] four things by 6 September 2004; [RR04 ¶3] 15-20 and 60-100; [RR04 ¶24] nine members.
#[test]
fn the_minimum_of_a_scheme_is_that_of_the_letters() {
    let editions = editions();
    let rules = on(editions.get("ppo-england").unwrap(), date(2004, 9, 8));
    let things: Vec<_> = rules.minimums().map(|it| it.value.thing).collect();
    assert_eq!(things, MinimumThing::ALL);
    assert!(rules.minimums().all(|it| it.value.due_on == Some(date(2004, 9, 6))));
    let size = |setting| rules.size(setting).map(|it| (it.value.low, it.value.high));
    assert_eq!(size(Setting::Area), Some((15, 20)));
    assert_eq!(size(Setting::BigCity), Some((60, 100)));
    assert_eq!(rules.members().count(), 9);
}

#[test]
fn reviews_are_six_monthly_for_adults_and_eight_weekly_for_the_young() {
    let editions = editions();
    let rules = on(editions.get("iom-2020").unwrap(), date(2026, 1, 1));
    let adult = rules.review(&strand("fixed"), 30).unwrap();
    assert_eq!((adult.value.every, adult.basis), (Interval::Months(6), Basis::Practice));
    let young = rules.review(&strand("young"), 15).unwrap();
    assert_eq!((young.value.every, young.basis), (Interval::Weeks(8), Basis::LocalDefault));
    assert_eq!(rules.amber_days().map(|it| it.value), Some(28));
}

/// Readers of Welsh live on both sides of the border.
#[test]
fn every_name_of_every_edition_has_its_welsh() {
    for edition in editions().iter() {
        let mut labels = vec![&edition.label];
        labels.extend(edition.levels.iter().map(|it| &it.value.label));
        labels.extend(edition.strands.iter().map(|it| &it.value.label));
        labels.extend(edition.grounds.iter().map(|it| &it.value.label));
        labels.extend(edition.indicators.iter().map(|it| &it.value.label));
        labels.extend(edition.checklists.iter().map(|it| &it.value.label));
        let bare = |it: &&Label| it.cy.as_ref().is_none_or(|cy| cy.trim().is_empty());
        let bare: Vec<&str> = labels.into_iter().filter(bare).map(|it| it.en.as_str()).collect();
        assert!(bare.is_empty(), "{}: {bare:?}", edition.key);
    }
}

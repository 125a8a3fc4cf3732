//! Who may be nominated.

use proptest::prelude::*;

use super::*;

fn check(command: &Nominate, candidate: &Candidate, expect: NominateRefusal) {
    assert_eq!(command.decide(candidate, &strand(), TODAY), Err(expect));
}

fn check_accepted(command: &Nominate, candidate: &Candidate) {
    let accepted = command.decide(candidate, &strand(), TODAY).unwrap();
    assert_eq!(&accepted.said, command);
    assert_eq!(accepted.standing(TODAY), Standing::Awaiting { since: command.nominated_on });
}

#[test]
fn an_agency_nominates_with_reasons_and_evidence() {
    // [RR04 ¶1, A.2]
    check_accepted(&nominate(), &candidate());
}

#[test]
fn prisons_and_every_other_agency_may_nominate_too() {
    // [RR04 B.2, ¶25]
    for agency_kind in AgencyKind::ALL {
        check_accepted(&Nominate { agency_kind, ..nominate() }, &candidate());
    }
}

#[test]
fn somebody_on_the_scheme_is_not_nominated_again() {
    let since = date(2004, 9, 6);
    let registered = Candidate { registered_since: Some(since), ..candidate() };
    check(&nominate(), &registered, NominateRefusal::AlreadyRegistered { since });
}

#[test]
fn somebody_before_the_panel_is_not_nominated_again() {
    let since = date(2004, 9, 6);
    let waiting = Candidate { nominated_since: Some(since), ..candidate() };
    check(&nominate(), &waiting, NominateRefusal::AlreadyNominated { since });
}

#[test]
fn the_dead_are_not_nominated() {
    let on = date(2004, 9, 6);
    let dead = Candidate { died_on: Some(on), ..candidate() };
    check(&nominate(), &dead, NominateRefusal::Deceased { on });
}

#[test]
fn nobody_is_nominated_to_a_scheme_that_has_closed() {
    let on = date(2004, 9, 1);
    let closed = Candidate { scheme_closed_on: Some(on), ..candidate() };
    check(&nominate(), &closed, NominateRefusal::SchemeClosed { on });
}

#[test]
fn return_after_removal_needs_something_known_since() {
    // [SG05 ¶3]
    let removed_on = date(2004, 9, 1);
    let removed = Candidate { removed_on: Some(removed_on), ..candidate() };
    check(&nominate(), &removed, NominateRefusal::ReturnNeedsNewFacts { removed_on });

    let new = Nominate { evidence: vec![burglary(1, date(2004, 9, 2))], ..nominate() };
    check_accepted(&new, &removed);
}

#[test]
fn an_old_fact_that_came_to_light_after_the_removal_is_a_new_one() {
    let removed = Candidate { removed_on: Some(date(2004, 9, 5)), ..candidate() };
    let found = Evidence { known_on: date(2004, 9, 6), ..burglary(2, date(2004, 8, 1)) };
    let evidence = vec![burglary(1, date(2004, 9, 1)), found];
    check_accepted(&Nominate { evidence, ..nominate() }, &removed);
}

#[test]
fn no_evidence_is_never_enough_whatever_the_strand_says() {
    let bare = Nominate { evidence: vec![], ..nominate() };
    let lax = StrandRule { evidence_at_least: 0, ..strand() };
    let expect = NominateRefusal::TooLittleEvidence { given: 0, at_least: 1 };
    assert_eq!(bare.decide(&candidate(), &lax, TODAY), Err(expect));
}

#[test]
fn a_strand_may_ask_for_more_evidence() {
    let strict = StrandRule { evidence_at_least: 2, ..strand() };
    let expect = NominateRefusal::TooLittleEvidence { given: 1, at_least: 2 };
    assert_eq!(nominate().decide(&candidate(), &strict, TODAY), Err(expect));
}

#[test]
fn intelligence_alone_carries_no_nomination() {
    let tip = |n| Evidence {
        shows: Shown::Intelligence(OffenceType::Robbery),
        ..burglary(n, date(2004, 9, 1))
    };
    let suspected = Nominate { evidence: vec![tip(1), tip(2)], ..nominate() };
    check(&suspected, &candidate(), NominateRefusal::OnlyIntelligence);
    let evidence = vec![tip(1), burglary(2, date(2004, 9, 1))];
    check_accepted(&Nominate { evidence, ..nominate() }, &candidate());
}

#[test]
fn a_strand_takes_its_ages_and_no_others() {
    let prevent = StrandRule {
        key: StrandKey("prevent_and_deter".to_owned()),
        from_age: Some(12),
        to_age: Some(17),
        evidence_at_least: 1,
    };
    let command = Nominate { strand: prevent.key.clone(), ..nominate() };
    let born = |born_on| Candidate { born_on: Some(born_on), ..Candidate::default() };
    let decide = |born_on| command.decide(&born(born_on), &prevent, TODAY).map(|_| ());
    let refused =
        |age| Err(NominateRefusal::StrandDoesNotTakeAge { strand: prevent.key.clone(), age });
    assert_eq!(decide(date(1986, 9, 20)), refused(18));
    assert_eq!(decide(date(1986, 9, 21)), Ok(()));
    assert_eq!(decide(date(1992, 9, 20)), Ok(()));
    assert_eq!(decide(date(1992, 9, 21)), refused(11));
}

#[test]
fn a_child_under_ten_is_never_nominated() {
    // [CYPA1933 s50]
    let any_age = StrandRule { from_age: None, ..strand() };
    let child = Candidate { born_on: Some(date(1994, 9, 21)), ..Candidate::default() };
    let expect = NominateRefusal::BelowCriminalResponsibility { age: 9 };
    assert_eq!(nominate().decide(&child, &any_age, TODAY), Err(expect));
}

#[test]
fn somebody_born_on_29_february_is_a_year_older_on_1_march() {
    let any_age = StrandRule { from_age: None, ..strand() };
    let child = Candidate { born_on: Some(date(1992, 2, 29)), ..Candidate::default() };
    let on = |nominated_on| {
        let evidence = vec![burglary(1, date(2001, 9, 1))];
        let command = Nominate { evidence, nominated_on, ..nominate() };
        command.decide(&child, &any_age, TODAY).map(|_| ())
    };
    assert_eq!(on(date(2002, 2, 28)), Err(NominateRefusal::BelowCriminalResponsibility { age: 9 }));
    assert_eq!(on(date(2002, 3, 1)), Ok(()));
}

#[test]
fn a_strand_that_asks_an_age_asks_the_date_of_birth() {
    let ageless = Candidate::default();
    check(&nominate(), &ageless, NominateRefusal::AgeNotKnown { strand: strand().key });
    let any_age = StrandRule { from_age: None, ..strand() };
    assert!(nominate().decide(&ageless, &any_age, TODAY).is_ok());
}

#[test]
fn the_rule_of_another_strand_is_not_used() {
    let strand = StrandKey("flex".to_owned());
    let command = Nominate { strand: strand.clone(), ..nominate() };
    check(&command, &candidate(), NominateRefusal::UnknownStrand { strand });
}

#[test]
fn nobody_is_nominated_on_a_day_to_come() {
    let nominated_on = date(2004, 9, 21);
    let early = Nominate { nominated_on, ..nominate() };
    check(&early, &candidate(), NominateRefusal::InFuture { nominated_on });
}

#[test]
fn evidence_is_no_later_than_the_nomination() {
    let late = |it| Nominate { evidence: vec![it], ..nominate() };
    let expect = NominateRefusal::EvidenceInFuture { evidence: evidence_id(1) };
    check(&late(burglary(1, date(2004, 9, 21))), &candidate(), expect.clone());
    let known_late = Evidence { known_on: date(2004, 9, 21), ..burglary(1, date(2004, 9, 1)) };
    check(&late(known_late), &candidate(), expect);
}

#[test]
fn evidence_is_not_known_before_it_happens() {
    let early = Evidence { known_on: date(2004, 8, 31), ..burglary(1, date(2004, 9, 1)) };
    let command = Nominate { evidence: vec![early], ..nominate() };
    let expect = NominateRefusal::EvidenceKnownTooEarly { evidence: evidence_id(1) };
    check(&command, &candidate(), expect);
}

#[test]
fn a_piece_of_evidence_is_given_once() {
    let evidence = vec![burglary(1, date(2004, 9, 1)), burglary(1, date(2004, 9, 2))];
    let expect = NominateRefusal::EvidenceTwice { evidence: evidence_id(1) };
    check(&Nominate { evidence, ..nominate() }, &candidate(), expect);
}

#[test]
fn somebody_under_mappa_may_be_nominated_and_the_panel_sees_it() {
    // [RR04 A.4]
    let mappa = MappaAnswer::Managed { category: MappaCategory::Two, level: MappaLevel::Two };
    check_accepted(&Nominate { mappa, ..nominate() }, &candidate());
}

#[test]
fn not_knowing_about_mappa_yet_names_who_finds_out() {
    // [RR04 A.4]
    let who_finds_out = because("The MAPPA coordinator, by telephone.");
    let mappa = MappaAnswer::NotKnown { who_finds_out, by: date(2004, 9, 27) };
    check_accepted(&Nominate { mappa, ..nominate() }, &candidate());
}

#[test]
fn categories_and_levels_of_mappa_are_read_back_from_their_numbers() {
    for it in MappaCategory::ALL {
        assert_eq!(MappaCategory::from_number(it.number()), Some(it));
    }
    for it in MappaLevel::ALL {
        assert_eq!(MappaLevel::from_number(it.number()), Some(it));
    }
    assert_eq!((MappaCategory::from_number(5), MappaLevel::from_number(4)), (None, None));
    assert_eq!((MappaCategory::from_number(0), MappaLevel::from_number(0)), (None, None));
}

proptest! {
    #[test]
    fn nobody_removed_returns_on_facts_known_by_then(
        known_back in prop::collection::vec(0..400i64, 1..6),
        removed_back in 0..400i64,
    ) {
        use jiff::ToSpan;
        let day = |back: i64| TODAY.saturating_sub(back.days());
        let evidence = known_back.iter().zip(1u128..).map(|(it, n)| burglary(n, day(*it)));
        let command = Nominate { evidence: evidence.collect(), ..nominate() };
        let removed = Candidate { removed_on: Some(day(removed_back)), ..candidate() };
        let new = known_back.iter().any(|it| *it < removed_back);
        prop_assert_eq!(command.decide(&removed, &strand(), TODAY).is_ok(), new);
    }
}

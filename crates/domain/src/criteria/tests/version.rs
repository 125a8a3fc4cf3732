//! Versions: agreed by both services, one in force at a time.

use jiff::civil::date;

use super::*;

fn next(of: &Criteria, from: Date) -> Criteria {
    of.next_version(CriteriaId::from_uuid(Uuid::from_u128(2)), from).unwrap()
}

fn agreed(criteria: Criteria, on: Date) -> Criteria {
    let agreed = Agreement { police_on: Some(on), probation_on: Some(on) };
    Criteria { agreed, ..criteria }
}

#[test]
fn police_and_probation_both_agree_before_it_is_in_force() {
    // [RR04 A.2]
    let on = Some(date(2004, 1, 1));
    for (agreed, missing) in [
        (Agreement::default(), vec![AgencyKind::Police, AgencyKind::Probation]),
        (Agreement { police_on: on, probation_on: None }, vec![AgencyKind::Probation]),
        (Agreement { police_on: None, probation_on: on }, vec![AgencyKind::Police]),
    ] {
        let criteria = Criteria { agreed, ..matrix(vec![burglaries()]) };
        let standing = CriteriaStanding::AwaitingAgreement { missing: missing.clone() };
        assert_eq!(criteria.standing(TODAY), standing);
        assert_eq!(criteria.check(&[]), [CriteriaRefusal::NotAgreed { missing }]);
        assert_eq!(criteria.check_draft(), []);
    }
}

#[test]
fn it_is_not_agreed_after_it_began() {
    let agreed_on = date(2004, 1, 2);
    let criteria = agreed(matrix(vec![burglaries()]), agreed_on);
    let in_force_from = date(2004, 1, 1);
    assert_eq!(criteria.check(&[]), [CriteriaRefusal::AgreedTooLate { agreed_on, in_force_from }]);
    assert_eq!(criteria.standing(in_force_from), CriteriaStanding::NotYet { from: agreed_on });
}

#[test]
fn the_next_version_is_a_draft_that_nobody_has_agreed_to() {
    let first = matrix(vec![burglaries()]);
    let second = next(&first, date(2005, 4, 1));
    assert_eq!((second.version, second.agreed), (2, Agreement::default()));
    assert_eq!((second.factors, second.in_force_to), (first.factors, None));
}

#[test]
fn the_next_version_starts_after_this_one() {
    let first = matrix(vec![burglaries()]);
    let found = first.next_version(first.id, date(2004, 1, 1));
    let not_before = date(2004, 1, 2);
    assert_eq!(found, Err(CriteriaRefusal::NextStartsTooEarly { not_before }));
}

#[test]
fn two_versions_are_never_in_force_on_one_day() {
    let first = matrix(vec![burglaries()]);
    let second = agreed(next(&first, date(2005, 4, 1)), date(2005, 3, 1));
    let overlap = [CriteriaRefusal::Overlaps { version: 1 }];
    assert_eq!(second.check(std::slice::from_ref(&first)), overlap);
    let ended = first.ended_by(&second);
    assert_eq!(second.check(std::slice::from_ref(&ended)), []);
    let both = [ended, second];
    for (day, version) in [(date(2005, 3, 31), 1), (date(2005, 4, 1), 2)] {
        assert_eq!(in_force(&both, day).map(|it| it.version), Some(version));
    }
    assert_eq!(in_force(&both, date(2003, 12, 31)), None);
    assert_eq!(
        both[0].standing(date(2005, 4, 1)),
        CriteriaStanding::Ended { on: date(2005, 3, 31) }
    );
}

#[test]
fn a_draft_does_not_stand_in_the_way() {
    let first = matrix(vec![burglaries()]);
    let draft = next(&first, date(2005, 4, 1));
    assert_eq!(first.check(&[draft]), []);
}

#[test]
fn another_scheme_may_use_the_same_number_on_the_same_days() {
    let ours = matrix(vec![burglaries()]);
    let id = CriteriaId::from_uuid(Uuid::from_u128(9));
    let same = Criteria { id, ..ours.clone() };
    let expect =
        [CriteriaRefusal::VersionTaken { version: 1 }, CriteriaRefusal::Overlaps { version: 1 }];
    assert_eq!(ours.check(std::slice::from_ref(&same)), expect);
    let scheme = SchemeId::from_uuid(Uuid::from_u128(9));
    assert_eq!(ours.check(&[Criteria { scheme, ..same }]), []);
}

#[test]
fn a_version_does_not_end_before_it_starts() {
    let to = date(2003, 12, 31);
    let criteria = Criteria { in_force_to: Some(to), ..matrix(vec![burglaries()]) };
    let from = date(2004, 1, 1);
    assert_eq!(criteria.check(&[]), [CriteriaRefusal::EndsBeforeItStarts { from, to }]);
}

#[test]
fn the_starter_is_sound_agreed_by_nobody_and_counts_no_suspicion() {
    let id = CriteriaId::from_uuid(Uuid::from_u128(1));
    let scheme = SchemeId::from_uuid(Uuid::from_u128(1));
    let starter = Criteria::starter(id, scheme, date(2004, 9, 6));
    assert_eq!(starter.check_draft(), []);
    assert_eq!(starter.agreed, Agreement::default());
    let mut kinds = starter.factors.iter().flat_map(|it| it.measure.kinds());
    assert!(!kinds.any(EvidenceKind::needs_justifying));
}

#[test]
fn what_the_starter_counts_is_read_back_from_its_words() {
    let id = CriteriaId::from_uuid(Uuid::from_u128(1));
    let scheme = SchemeId::from_uuid(Uuid::from_u128(1));
    let starter = Criteria::starter(id, scheme, date(2004, 9, 6));
    for factor in starter.factors {
        assert_eq!(Basis::from_key(factor.basis.key()), Some(factor.basis));
        for it in factor.measure.counted() {
            assert_eq!(Counted::from_keys(it.kind(), it.detail_key()), Some(it));
        }
    }
}

#[test]
fn the_starter_finds_somebody_with_six_burglaries_in_a_year() {
    // [RR04 ¶1]
    let id = CriteriaId::from_uuid(Uuid::from_u128(1));
    let scheme = SchemeId::from_uuid(Uuid::from_u128(1));
    let starter = Criteria::starter(id, scheme, date(2004, 9, 6));
    let pieces: Vec<_> = (1..=6).map(|n| piece(n, BURGLARY, date(2004, 6, 1))).collect();
    let scored = score(&starter, &known(&pieces), TODAY);
    assert_eq!((scored.total, scored.without_intelligence), (40, 40));
    let one = score(&starter, &known(&pieces[..1]), TODAY);
    assert_eq!((one.total, one.total < one.consider_at), (6, true));
}

//! Who is told, once.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::Date;
use crate::id::NoticeId;
use crate::registration::tests::{TODAY, id};

const ADULT: Flags =
    Flags { kind: StrandKind::Adult, intervention_team: None, prison: None, youth_team: None };
const YOUNG: Flags = Flags { kind: StrandKind::Young, ..ADULT };

/// One agency of each kind, numbered from one in the order of the kinds.
fn everybody() -> Vec<Party> {
    let numbered = (1..).zip(AgencyKind::ALL);
    numbered.map(|(n, kind)| Party { agency: id(n), kind }).collect()
}

fn kinds_told(flags: Flags) -> Vec<AgencyKind> {
    let parties = everybody();
    let due = due_on_selection(&parties, flags);
    let kind =
        |notice: &DueNotice| parties.iter().find(|it| it.agency == notice.agency).map(|it| it.kind);
    due.iter().filter_map(kind).collect()
}

fn told(n: u128, agency: AgencyId, occasion: Occasion) -> Told {
    let (id_of_notice, told_by): (NoticeId, _) = (id(n), id(5));
    Told {
        id: id_of_notice,
        registration: id(50),
        agency,
        occasion,
        told_on: date(2026, 1, 5),
        told_by,
    }
}

/// [RR04 A.2] prisons and CJIP are kept informed of all PPOs, by police and probation.
#[test]
fn of_an_adult_police_probation_prisons_and_the_intervention_team_are_told() {
    let expect = [
        AgencyKind::Police,
        AgencyKind::Probation,
        AgencyKind::Prison,
        AgencyKind::InterventionTeam,
    ];
    assert_eq!(kinds_told(ADULT), expect);
}

/// [RR04 ¶9] the youth offending team manages the young; others learn only what they must.
#[test]
fn of_the_young_only_police_and_the_youth_offending_team_are_told() {
    assert_eq!(kinds_told(YOUNG), [AgencyKind::Police, AgencyKind::YouthOffendingTeam]);
}

/// [RR04 A.6] drug misusers: the CJIT; [RR04 B.2] the prison that holds the person.
#[test]
fn agencies_outside_the_scheme_are_told_where_the_person_is_theirs() {
    let flags = Flags {
        intervention_team: Some(id(101)),
        prison: Some(id(102)),
        youth_team: Some(id(103)),
        ..YOUNG
    };
    let due = due_on_selection(&[], flags);
    let because: Vec<_> = due.iter().map(|it| (it.agency, it.because.clone())).collect();
    let expect = [
        (id(101), vec![Because::KnownDrugMisuser]),
        (id(102), vec![Because::HoldsPerson]),
        (id(103), vec![Because::UnderEighteen]),
    ];
    assert_eq!(because, expect);
}

#[test]
fn an_agency_with_two_reasons_is_told_once_and_both_reasons_show() {
    let prison = Party { agency: id(3), kind: AgencyKind::Prison };
    let flags = Flags { prison: Some(id(3)), ..ADULT };
    let due = due_on_selection(&[prison, prison], flags);
    let [notice] = due.as_slice() else { panic!("one notice, not {}", due.len()) };
    assert_eq!(notice.because, [Because::TakesPart, Because::HoldsPerson]);
}

/// [RR04 A.2, K2] whoever was told of the selection is told of the removal, and nobody else.
#[test]
fn exactly_those_told_of_the_selection_are_told_of_the_removal() {
    let records = [
        told(1, id(2), Occasion::Selection),
        told(2, id(1), Occasion::Selection),
        told(3, id(9), Occasion::Removal),
    ];
    let due = due_on_removal(&records);
    let agencies: Vec<_> = due.iter().map(|it| it.agency).collect();
    assert_eq!(agencies, [id(1), id(2)]);
    assert!(due.iter().all(|it| it.occasion == Occasion::Removal));
}

fn tell(agency: AgencyId, told_on: Date) -> Tell {
    Tell {
        id: id(30),
        registration: id(50),
        agency,
        occasion: Occasion::Selection,
        told_on,
        told_by: id(5),
    }
}

fn check(command: Tell, records: &[Told], expect: Result<(), TellRefusal>) {
    let due = due_on_selection(&everybody(), ADULT);
    let happened_on = date(2026, 1, 1);
    let facts = TellFacts { due: &due, told: records, happened_on };
    assert_eq!(command.decide(&facts, TODAY).map(|_| ()), expect);
}

#[test]
fn an_agency_is_told_once() {
    check(tell(id(1), TODAY), &[], Ok(()));
    let before = [told(1, id(1), Occasion::Selection)];
    let told_on = date(2026, 1, 5);
    check(tell(id(1), TODAY), &before, Err(TellRefusal::AlreadyTold { told_on }));
    check(tell(id(1), TODAY), &[told(1, id(1), Occasion::Removal)], Ok(()));
    let another = Told { registration: id(49), ..before[0] };
    check(tell(id(1), TODAY), &[another], Ok(()));
}

#[test]
fn an_agency_that_should_not_know_is_not_told() {
    check(tell(id(6), TODAY), &[], Err(TellRefusal::NotDue));
}

#[test]
fn nobody_is_told_before_it_happened_or_in_the_future() {
    let happened_on = date(2026, 1, 1);
    check(tell(id(1), date(2025, 12, 31)), &[], Err(TellRefusal::TooSoon { happened_on }));
    check(tell(id(1), date(2026, 3, 3)), &[], Err(TellRefusal::InFuture { today: TODAY }));
}

#[test]
fn what_is_due_and_not_told_is_outstanding() {
    let due = due_on_selection(&everybody(), ADULT);
    let records = [told(1, id(1), Occasion::Selection), told(2, id(2), Occasion::Removal)];
    let left: Vec<_> = outstanding(&due, &records).iter().map(|it| it.agency).collect();
    assert_eq!(left, [id(2), id(3), id(11)]);
}

#[test]
fn each_occasion_is_stored_under_a_word_of_its_own() {
    assert_eq!(Occasion::ALL.map(|it| Occasion::from_key(it.key())), Occasion::ALL.map(Some));
}

proptest! {
    #[test]
    fn no_agency_is_ever_due_twice(
        parties in proptest::collection::vec((1_u128..6, 0_usize..16), 0..20),
        prison in proptest::option::of(1_u128..6),
    ) {
        let party = |(n, kind): (u128, usize)| {
            Party { agency: id(n), kind: AgencyKind::ALL[kind] }
        };
        let parties: Vec<_> = parties.into_iter().map(party).collect();
        let due = due_on_selection(&parties, Flags { prison: prison.map(id), ..ADULT });
        let agencies: Vec<_> = due.iter().map(|it| it.agency).collect();
        prop_assert!(agencies.windows(2).all(|it| it[0] < it[1]));
    }
}

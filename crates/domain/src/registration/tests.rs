//! Taking people on, one rule at a time.

#![expect(clippy::needless_pass_by_value, reason = "expectations read better by value")]

use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::edition::tests::{key, small};
use crate::edition::{AgeRange, StrandKey};
use crate::id::{Id, RegistrationId};

mod assignment;
mod statutory;

pub(crate) const TODAY: Date = date(2026, 3, 2);

pub(crate) fn id<T: Id>(n: u128) -> T {
    T::from_uuid(Uuid::from_u128(n))
}

/// A registration of person 1 on scheme 1 since 1 January 2026, resting on decision 90.
pub(crate) fn open() -> Registration {
    Registration {
        id: id(50),
        person: id(1),
        scheme: id(1),
        strand: key("flex"),
        registered_on: date(2026, 1, 1),
        decision: id(90),
        previous: None,
        standing: Standing::Open,
    }
}

pub(crate) fn closed(on: Date) -> Registration {
    Registration { standing: Standing::Closed { on, removal: id(60) }, ..open() }
}

fn command() -> Register {
    Register { id: id(51), person: id(1), scheme: id(1), strand: key("flex"), on: TODAY }
}

fn mandate(says: MandateSays) -> Mandate {
    let decided_on = date(2026, 2, 20);
    Mandate { decision: id(91), person: id(1), scheme: id(1), decided_on, says }
}

const ROOM: Places = Places { capacity: 20, open: 19 };
const FULL: Places = Places { capacity: 20, open: 20 };

fn facts(mandate: &Mandate) -> RegisterFacts<'_> {
    RegisterFacts {
        mandate: Some(mandate),
        registrations: &[],
        born: Some(date(1990, 5, 5)),
        died_on: None,
        scheme_closed_on: None,
        places: ROOM,
        statutory: &[],
        facts_on: &[],
    }
}

fn check(
    command: &Register,
    facts: &RegisterFacts<'_>,
    expect: Result<Option<RegistrationId>, RegisterRefusal>,
) {
    let edition = small();
    let got = command.decide(facts, edition.on(command.on), TODAY);
    assert_eq!(got.map(|it| it.registration.previous), expect);
}

fn check_refused(facts: &RegisterFacts<'_>, refusal: RegisterRefusal) {
    check(&command(), facts, Err(refusal));
}

/// [RR04 ¶14] the decision is the agencies' own.
#[test]
fn somebody_decided_on_is_registered_and_the_registration_names_the_decision() {
    let mandate = mandate(MandateSays::Register);
    let edition = small();
    let registered = command().decide(&facts(&mandate), edition.on(TODAY), TODAY).unwrap();
    assert_eq!(registered.registration.decision, mandate.decision);
    assert_eq!(registered.registration.standing, Standing::Open);
    assert!(registered.open_elsewhere.is_empty());
}

#[test]
fn without_a_decision_nobody_is_registered() {
    let mandate = mandate(MandateSays::Register);
    check_refused(&RegisterFacts { mandate: None, ..facts(&mandate) }, RegisterRefusal::NoDecision);
}

#[test]
fn a_decision_against_or_about_another_does_not_carry_a_registration() {
    let refused = mandate(MandateSays::Refuse);
    let decided_on = refused.decided_on;
    check_refused(&facts(&refused), RegisterRefusal::DecidedAgainst { decided_on });
    let other = Mandate { person: id(2), ..mandate(MandateSays::Register) };
    check_refused(&facts(&other), RegisterRefusal::DecisionOfAnother);
    let elsewhere = Mandate { scheme: id(2), ..mandate(MandateSays::Register) };
    check_refused(&facts(&elsewhere), RegisterRefusal::DecisionOfAnother);
}

#[test]
fn the_deceased_are_not_registered() {
    let mandate = mandate(MandateSays::Register);
    let died_on = date(2026, 2, 27);
    let facts = RegisterFacts { died_on: Some(died_on), ..facts(&mandate) };
    check_refused(&facts, RegisterRefusal::Deceased { died_on });
}

#[test]
fn nobody_is_registered_on_a_scheme_that_has_closed() {
    let mandate = mandate(MandateSays::Register);
    let on = date(2026, 2, 27);
    let facts = RegisterFacts { scheme_closed_on: Some(on), ..facts(&mandate) };
    check_refused(&facts, RegisterRefusal::SchemeClosed { on });
}

#[test]
fn a_registration_begins_neither_before_the_decision_nor_in_the_future() {
    let mandate = mandate(MandateSays::Register);
    let early = Register { on: date(2026, 2, 19), ..command() };
    let decided_on = mandate.decided_on;
    check(&early, &facts(&mandate), Err(RegisterRefusal::BeforeDecision { decided_on }));
    let late = Register { on: date(2026, 3, 3), ..command() };
    check(&late, &facts(&mandate), Err(RegisterRefusal::InFuture { today: TODAY }));
    let same_day = Register { on: decided_on, ..command() };
    check(&same_day, &facts(&mandate), Ok(None));
}

#[test]
fn a_second_open_registration_on_the_same_scheme_is_refused() {
    let mandate = mandate(MandateSays::Register);
    let open = [open()];
    let facts = RegisterFacts { registrations: &open, ..facts(&mandate) };
    let since = date(2026, 1, 1);
    check_refused(&facts, RegisterRefusal::AlreadyOpen { registration: id(50), since });
}

/// [RR04 ¶11] one offender manager throughout: whoever registers must see the other scheme.
#[test]
fn an_open_registration_on_another_scheme_is_shown_and_not_refused() {
    let mandate = mandate(MandateSays::Register);
    let elsewhere = [Registration { scheme: id(2), ..open() }];
    let facts = RegisterFacts { registrations: &elsewhere, ..facts(&mandate) };
    let registered = command().decide(&facts, small().on(TODAY), TODAY).unwrap();
    assert_eq!(registered.open_elsewhere, [id(50)]);
    assert_eq!(registered.registration.previous, None);
}

/// [SG05 ¶3] removal means something only if return needs something new.
#[test]
fn a_return_needs_a_new_decision_and_facts_after_the_removal() {
    let mandate = mandate(MandateSays::Register);
    let removed_on = date(2026, 2, 1);
    let earlier = [closed(removed_on)];
    let before = RegisterFacts {
        registrations: &earlier,
        facts_on: &[date(2026, 1, 15), removed_on],
        ..facts(&mandate)
    };
    check_refused(&before, RegisterRefusal::NothingNewSinceRemoval { removed_on });
    let after = RegisterFacts { facts_on: &[date(2026, 2, 2)], ..before };
    check(&command(), &after, Ok(Some(id(50))));
    let old = Mandate { decision: id(90), ..mandate };
    let reused = RegisterFacts { mandate: Some(&old), ..after };
    check_refused(&reused, RegisterRefusal::DecisionUsed { registration: id(50) });
}

#[test]
fn a_return_shows_the_latest_of_the_earlier_stays_and_does_not_begin_within_one() {
    let mandate = Mandate { decided_on: date(2026, 1, 2), ..mandate(MandateSays::Register) };
    let removed_on = date(2026, 2, 1);
    let first = Registration { id: id(40), decision: id(80), ..closed(date(2025, 2, 1)) };
    let earlier = [closed(removed_on), first];
    let facts = RegisterFacts {
        registrations: &earlier,
        facts_on: &[date(2026, 2, 10)],
        ..facts(&mandate)
    };
    check(&command(), &facts, Ok(Some(id(50))));
    let within = Register { on: date(2026, 1, 20), ..command() };
    check(&within, &facts, Err(RegisterRefusal::BeforeEarlierRemoval { removed_on }));
}

/// [TY06] the young are kept apart from adults; [RR04 ¶11] 18 is the line.
#[test]
fn the_age_on_the_day_must_be_one_of_the_strand() {
    let mandate = mandate(MandateSays::Register);
    let turns_eighteen = |born| RegisterFacts { born, ..facts(&mandate) };
    let adults = AgeRange { youngest: 18, oldest: None };
    let tomorrow = turns_eighteen(Some(date(2008, 3, 3)));
    check_refused(&tomorrow, RegisterRefusal::OutsideAges { age: 17, ages: adults });
    check(&command(), &turns_eighteen(Some(date(2008, 3, 2))), Ok(None));
    check_refused(&turns_eighteen(None), RegisterRefusal::AgeUnknown { ages: adults });
    let young = Register { strand: key("young"), ..command() };
    check(&young, &tomorrow, Ok(None));
}

#[test]
fn a_strand_the_edition_does_not_have_is_refused() {
    let mandate = mandate(MandateSays::Register);
    let strand = StrandKey("catch_and_convict".to_owned());
    let unknown = Register { strand: strand.clone(), ..command() };
    check(&unknown, &facts(&mandate), Err(RegisterRefusal::StrandNotInForce { strand }));
}

/// The fixed cohort is for persistent statutory offenders [HMPPS-REF].
#[test]
fn a_strand_for_statutory_cases_refuses_one_that_is_not() {
    let mandate = mandate(MandateSays::Register);
    let fixed = Register { strand: key("fixed"), ..command() };
    let refusal = RegisterRefusal::NotStatutory { strand: key("fixed") };
    check(&fixed, &facts(&mandate), Err(refusal));
    let licence = [StatutoryPeriod { from: date(2026, 1, 1), to: None, order: OrderKind::Licence }];
    check(&fixed, &RegisterFacts { statutory: &licence, ..facts(&mandate) }, Ok(None));
}

/// [RR04 ¶3] numbers match resources.
#[test]
fn a_full_scheme_takes_nobody_unless_the_decision_goes_over_its_capacity() {
    let refused = || RegisterRefusal::Full { places: FULL };
    for says in [MandateSays::Register, MandateSays::WaitForPlace] {
        let mandate = mandate(says);
        check_refused(&RegisterFacts { places: FULL, ..facts(&mandate) }, refused());
        check(&command(), &facts(&mandate), Ok(None));
    }
    let over = mandate(MandateSays::RegisterOverCapacity);
    check(&command(), &RegisterFacts { places: FULL, ..facts(&over) }, Ok(None));
}

#[test]
fn the_day_of_removal_is_the_first_day_off_the_scheme() {
    let closed = closed(date(2026, 2, 1));
    assert!(!closed.is_open_on(date(2025, 12, 31)));
    assert!(closed.is_open_on(date(2026, 1, 1)));
    assert!(closed.is_open_on(date(2026, 1, 31)));
    assert!(!closed.is_open_on(date(2026, 2, 1)));
    assert!(open().is_open_on(TODAY));
}

//! What a panel may decide, and that no score decides it.

use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::edition::StrandKey;
use crate::id::{CriteriaId, Id, PersonId, SchemeId};
use crate::nomination::{Nominate, Withdrawal};

const NOMINATED: Date = date(2004, 9, 20);
const TODAY: Date = date(2004, 10, 1);
const ROOM: Room = Room { capacity: 20, registered: 19 };
const FULL: Room = Room { capacity: 20, registered: 20 };

fn because(text: &str) -> Reasons {
    Reasons::parse(text).unwrap()
}

fn agency(n: u128) -> AgencyId {
    AgencyId::from_uuid(Uuid::from_u128(n))
}

fn view(n: u128, kind: AgencyKind, view: View) -> PanelView {
    let spoken_by = Speaker::parse("Sam Example").unwrap();
    PanelView { agency: agency(n), kind, spoken_by, view, reasons: None }
}

fn nomination() -> Nomination {
    let said = Nominate {
        id: NominationId::from_uuid(Uuid::from_u128(1)),
        person: PersonId::from_uuid(Uuid::from_u128(1)),
        scheme: SchemeId::from_uuid(Uuid::from_u128(1)),
        agency: agency(1),
        agency_kind: AgencyKind::Police,
        strand: StrandKey("catch_and_convict".to_owned()),
        reasons: because("Burglaries in the Northgate estate."),
        evidence: vec![],
        mappa: MappaAnswer::NotMappa,
        clinical_need: None,
        nominated_on: NOMINATED,
    };
    Nomination { said, withdrawn: None, rulings: vec![] }
}

fn with_mappa(mappa: MappaAnswer) -> Nomination {
    let mut asked = nomination();
    asked.said.mappa = mappa;
    asked
}

fn managed() -> Nomination {
    with_mappa(MappaAnswer::Managed { category: MappaCategory::Two, level: MappaLevel::Three })
}

fn decide() -> Decide {
    Decide {
        id: DecisionId::from_uuid(Uuid::from_u128(1)),
        outcome: Outcome::Register,
        reasons: because("Agreed by all."),
        chair: Speaker::parse("Chris Example").unwrap(),
        views: vec![
            view(1, AgencyKind::Police, View::For),
            view(2, AgencyKind::Probation, View::For),
        ],
        score_shown: None,
        overrides: Overrides::default(),
        decided_on: TODAY,
    }
}

fn ruled(on: Date, outcome: Outcome) -> Nomination {
    let ruling = Ruling { decision: DecisionId::from_uuid(Uuid::from_u128(7)), on, outcome };
    Nomination { rulings: vec![ruling], ..nomination() }
}

fn quorum() -> Quorum {
    Quorum::at_least(AGENCIES_AT_LEAST)
}

fn outcome_of(command: &Decide, nomination: &Nomination, room: Room) -> Option<DecideRefusal> {
    command.decide(nomination, &quorum(), room, TODAY).err()
}

fn check(command: &Decide, nomination: &Nomination, expect: impl Into<Option<DecideRefusal>>) {
    assert_eq!(outcome_of(command, nomination, ROOM), expect.into());
}

fn check_views(views: Vec<PanelView>, expect: Option<DecideRefusal>) {
    check(&Decide { views, ..decide() }, &nomination(), expect);
}

#[test]
fn police_and_probation_decide_together() {
    // [RR04 ¶14, A.2]
    let decision = decide().decide(&nomination(), &quorum(), ROOM, TODAY).unwrap();
    assert_eq!(decision.nomination, nomination().said.id);
    let outcome = Outcome::Register;
    assert_eq!(decision.ruling(), Ruling { decision: decide().id, on: TODAY, outcome });
}

#[test]
fn without_either_of_them_there_is_no_decision() {
    // [RR04 A.2]
    for (here, missing) in
        [(AgencyKind::Police, AgencyKind::Probation), (AgencyKind::Probation, AgencyKind::Police)]
    {
        let views = vec![view(1, here, View::For), view(2, AgencyKind::Prison, View::For)];
        let expect = DecideRefusal::NotMultiAgency {
            missing: vec![missing],
            present: 2,
            at_least: AGENCIES_AT_LEAST,
        };
        check_views(views, Some(expect));
    }
}

#[test]
fn nobody_at_all_decides_nothing() {
    let missing = MUST_TAKE_PART.to_vec();
    let at_least = AGENCIES_AT_LEAST;
    check_views(vec![], Some(DecideRefusal::NotMultiAgency { missing, present: 0, at_least }));
}

#[test]
fn a_scheme_may_ask_for_more_agencies_and_never_for_fewer() {
    let ask = |quorum: &Quorum| decide().decide(&nomination(), quorum, ROOM, TODAY).err();
    assert_eq!(ask(&Quorum::at_least(0)), None);
    let (missing, present, at_least) = (vec![], 2, 3);
    let expect = DecideRefusal::NotMultiAgency { missing, present, at_least };
    assert_eq!(ask(&Quorum::at_least(3)), Some(expect));
}

#[test]
fn for_a_young_person_the_youth_offending_team_takes_part() {
    // [RR04 ¶9]
    let youth = quorum().with(AgencyKind::YouthOffendingTeam);
    let missing = vec![AgencyKind::YouthOffendingTeam];
    let expect = DecideRefusal::NotMultiAgency { missing, present: 2, at_least: 2 };
    assert_eq!(decide().decide(&nomination(), &youth, ROOM, TODAY), Err(expect));
}

#[test]
fn an_agency_speaks_once() {
    let mut views = decide().views;
    views.push(view(2, AgencyKind::Probation, View::NoView));
    check_views(views, Some(DecideRefusal::AgencyTwice { agency: agency(2) }));
}

#[test]
fn an_agency_without_a_view_has_taken_part() {
    check_views(
        vec![view(1, AgencyKind::Police, View::For), view(2, AgencyKind::Probation, View::NoView)],
        None,
    );
}

#[test]
fn dissent_is_recorded_with_its_reasons() {
    let until = date(2004, 11, 1);
    for (outcome, dissent) in [
        (Outcome::Register, Some(View::Against)),
        (Outcome::WaitingList, Some(View::Against)),
        (Outcome::Refuse, Some(View::For)),
        (Outcome::Defer { until }, None),
    ] {
        for spoken in [View::For, View::Against, View::NoView] {
            let probation = view(2, AgencyKind::Probation, spoken);
            let views = vec![view(1, AgencyKind::Police, View::NoView), probation.clone()];
            let command = Decide { outcome, views, ..decide() };
            let refused = (dissent == Some(spoken))
                .then_some(DecideRefusal::DissentWithoutReasons { agency: agency(2) });
            check(&command, &nomination(), refused);

            let reasons = Some(because("He keeps his appointments."));
            let views =
                vec![view(1, AgencyKind::Police, View::NoView), PanelView { reasons, ..probation }];
            check(&Decide { outcome, views, ..decide() }, &nomination(), None);
        }
    }
}

#[test]
fn nobody_is_taken_on_while_the_question_about_mappa_is_open() {
    // [RR04 A.4]
    let who_finds_out = because("The MAPPA coordinator.");
    let open = with_mappa(MappaAnswer::NotKnown { who_finds_out, by: TODAY });
    for (outcome, expect) in [
        (Outcome::Register, Some(DecideRefusal::MappaNotAnswered)),
        (Outcome::WaitingList, Some(DecideRefusal::MappaNotAnswered)),
        (Outcome::Refuse, None),
        (Outcome::Defer { until: date(2004, 10, 8) }, None),
    ] {
        let reasons = Some(because("Too few offences."));
        let mut views = decide().views;
        for it in &mut views {
            it.reasons.clone_from(&reasons);
        }
        check(&Decide { outcome, views, ..decide() }, &open, expect);
    }
}

#[test]
fn mappa_goes_first_unless_the_chair_says_why_not() {
    // [RR04 A.4]
    let (category, level) = (MappaCategory::Two, MappaLevel::Three);
    let expect = DecideRefusal::MappaTakesPrecedence { category, level };
    check(&decide(), &managed(), Some(expect));
    let mappa = Some(because("The MAPPA panel asked the scheme to take him too."));
    let overrides = Overrides { mappa, ..Overrides::default() };
    check(&Decide { overrides, ..decide() }, &managed(), None);
}

#[test]
fn a_full_scheme_has_a_waiting_list() {
    // [RR04 ¶3]
    let expect = DecideRefusal::SchemeFull { capacity: 20, registered: 20 };
    assert_eq!(outcome_of(&decide(), &nomination(), FULL), Some(expect));
    let waiting = Decide { outcome: Outcome::WaitingList, ..decide() };
    assert_eq!(outcome_of(&waiting, &nomination(), FULL), None);
}

#[test]
fn the_chair_may_go_over_capacity_with_reasons() {
    // [RR04 ¶3]
    let over_capacity = Some(because("Two leave next week."));
    let overrides = Overrides { over_capacity, ..Overrides::default() };
    let over = Decide { overrides, ..decide() };
    assert_eq!(outcome_of(&over, &nomination(), FULL), None);
}

#[test]
fn what_is_settled_is_not_decided_again() {
    for outcome in [Outcome::Register, Outcome::Refuse] {
        let on = date(2004, 9, 25);
        let expect = DecideRefusal::AlreadyDecided { on };
        check(&decide(), &ruled(on, outcome), Some(expect));
    }
}

#[test]
fn what_waits_or_was_put_off_can_be_taken_up_again() {
    let on = date(2004, 9, 25);
    check(&decide(), &ruled(on, Outcome::WaitingList), None);
    check(&decide(), &ruled(on, Outcome::Defer { until: date(2004, 12, 1) }), None);
}

#[test]
fn what_was_withdrawn_is_not_decided() {
    let on = date(2004, 9, 25);
    let withdrawn = Some(Withdrawal { on, reasons: because("He has moved.") });
    let back = Nomination { withdrawn, ..nomination() };
    check(&decide(), &back, Some(DecideRefusal::NominationWithdrawn { on }));
}

#[test]
fn nothing_is_decided_before_it_was_nominated_or_on_a_day_to_come() {
    let early = Decide { decided_on: date(2004, 9, 19), ..decide() };
    check(&early, &nomination(), Some(DecideRefusal::TooEarly { not_before: NOMINATED }));
    let not_before = date(2004, 9, 28);
    let waiting = ruled(not_before, Outcome::WaitingList);
    let early = Decide { decided_on: date(2004, 9, 27), ..decide() };
    check(&early, &waiting, Some(DecideRefusal::TooEarly { not_before }));
    let decided_on = date(2004, 10, 2);
    let expect = DecideRefusal::InFuture { decided_on };
    check(&Decide { decided_on, ..decide() }, &nomination(), Some(expect));
}

#[test]
fn a_decision_is_put_off_to_a_later_day() {
    let put_off = |until| Decide { outcome: Outcome::Defer { until }, ..decide() };
    let expect = DecideRefusal::DeferredIntoThePast { until: TODAY };
    check(&put_off(TODAY), &nomination(), Some(expect));
    check(&put_off(date(2004, 10, 2)), &nomination(), None);
}

#[test]
fn views_and_outcomes_are_read_back_as_they_are_stored() {
    for it in View::ALL {
        assert_eq!(View::from_key(it.key()), Some(it));
    }
    let until = date(2004, 11, 1);
    for it in [Outcome::Register, Outcome::WaitingList, Outcome::Refuse, Outcome::Defer { until }] {
        assert_eq!(Outcome::from_stored(it.key(), it.until()), Some(it));
    }
    assert_eq!(Outcome::from_stored("defer", None), None);
    assert_eq!(Outcome::from_stored("register", Some(until)), None);
}

fn any_outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        Just(Outcome::Register),
        Just(Outcome::WaitingList),
        Just(Outcome::Refuse),
        Just(Outcome::Defer { until: date(2004, 11, 1) }),
    ]
}

proptest! {
    #[test]
    fn the_same_panel_decides_the_same_whatever_the_score(
        outcome in any_outcome(),
        spoken in prop::sample::select(vec![View::For, View::Against, View::NoView]),
        (total, without_intelligence, consider_at) in any::<(u32, u32, u32)>(),
        registered in 0..40u32,
    ) {
        let room = Room { registered, ..ROOM };
        let views =
            vec![view(1, AgencyKind::Police, View::For), view(2, AgencyKind::Probation, spoken)];
        let unscored = Decide { outcome, views, ..decide() };
        let score_shown = Some(ScoreShown {
            criteria: CriteriaId::from_uuid(Uuid::from_u128(1)),
            version: 1,
            as_at: TODAY,
            total,
            without_intelligence,
            consider_at,
        });
        let scored = Decide { score_shown, ..unscored.clone() };
        for nomination in [nomination(), managed()] {
            let left = unscored.decide(&nomination, &quorum(), room, TODAY);
            let right = scored.decide(&nomination, &quorum(), room, TODAY);
            prop_assert_eq!(left.map(|it| it.ruling()), right.map(|it| it.ruling()));
        }
    }

    #[test]
    fn the_waiting_list_has_one_order(places in prop::collection::vec((0..3i8, 0..3i8), 0..8)) {
        let places: Vec<_> = places
            .into_iter()
            .zip(1u128..)
            .map(|((since, nominated), n)| WaitingPlace {
                since: date(2004, 10, 1 + since),
                nominated_on: date(2004, 9, 1 + nominated),
                nomination: NominationId::from_uuid(Uuid::from_u128(n)),
                person: PersonId::from_uuid(Uuid::from_u128(100 - n)),
            })
            .collect();
        let ordered = in_order(places.clone());
        prop_assert_eq!(&ordered, &in_order(places.into_iter().rev().collect()));
        for (one, next) in ordered.iter().zip(ordered.iter().skip(1)) {
            let key = |it: &WaitingPlace| (it.since, it.nominated_on, it.nomination);
            prop_assert!(key(one) < key(next));
        }
    }
}

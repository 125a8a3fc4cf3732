//! What happens to each person of a demo, told backwards from today: who nominated, what the
//! panel decided, how long they have been on the scheme, and whether they left it.

#![expect(
    clippy::fn_params_excessive_bools,
    reason = "facts of an invented life, thrown like dice"
)]

use domain::Date;
use domain::nomination::{DrugTestResult, HarmType, OffenceType, Shown};
use domain::registration::OrderKind;
use domain::user::Role;

use super::chance::Chance;

/// One person's way through a scheme.
#[derive(Debug, Clone)]
pub(super) struct Story {
    /// Who nominates.
    pub(super) nominator: Role,
    /// The day of it.
    pub(super) nominated_on: Date,
    /// Whether the person is under 18.
    pub(super) is_child: bool,
    /// The place of the strand among those of the edition that fit the age.
    pub(super) strand: usize,
    /// What was shown, and how many days before.
    pub(super) evidence: Vec<(Shown, i32)>,
    /// Where it has come to.
    pub(super) ending: Ending,
}

/// Where a story has come to by today.
#[derive(Debug, Clone)]
pub(super) enum Ending {
    /// The panel has not met on it.
    Awaiting,
    /// Put off.
    Deferred,
    /// Accepted, and waiting for a place.
    Waiting,
    /// Not taken on.
    Refused,
    /// Taken back by the agency.
    Withdrawn,
    /// Taken on.
    TakenOn(Stay),
}

/// A stay on a scheme.
#[derive(Debug, Clone)]
pub(super) struct Stay {
    /// The order the person is under, if any.
    pub(super) order: Option<OrderKind>,
    /// Whether somebody manages the person.
    pub(super) is_managed: bool,
    /// Whether the person uses drugs problematically.
    pub(super) uses_drugs: bool,
    /// The days of reviews held, oldest first.
    pub(super) reviews: Vec<Date>,
    /// How it ended, if it did.
    pub(super) left: Left,
}

/// How a stay ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// It has not.
    Not,
    /// Removal is proposed and not decided.
    Proposed,
    /// By agreement.
    Agreed,
    /// By agreement, and the person is nominated again on new facts.
    AndReturned,
    /// By death.
    Died,
}

/// What the place of a story among the others makes of it: a turn through every ending, so that
/// even a small demo shows each.
pub(super) fn story(chance: &mut Chance, place: u32, today: Date) -> Story {
    let is_child = place % 8 == 3;
    let ending = ending(chance, place, today, is_child);
    let nominated_on = match &ending {
        Ending::Awaiting => back(today, chance.between(3, 25)),
        Ending::Deferred | Ending::Withdrawn => back(today, chance.between(30, 60)),
        Ending::Waiting | Ending::Refused => back(today, chance.between(40, 120)),
        Ending::TakenOn(stay) => {
            let (shortest, longest) = if is_child { (50, 70) } else { (120, 225) };
            match stay.reviews.first() {
                Some(first) => back(*first, chance.between(40, shortest)),
                None => back(today, chance.between(40, longest)),
            }
        }
    };
    let nominator = if is_child {
        Role::YouthWorker
    } else if is_restricted(place) {
        Role::OffenderManager
    } else {
        let who = [Role::PoliceOfficer, Role::PoliceOfficer, Role::OffenderManager];
        chance.one_of(&who).unwrap_or(Role::PoliceOfficer)
    };
    let strand = usize::try_from(chance.below(3)).unwrap_or_default();
    let evidence = evidence(chance, is_child);
    Story { nominator, nominated_on, is_child, strand, evidence, ending }
}

fn ending(chance: &mut Chance, place: u32, today: Date, is_child: bool) -> Ending {
    match place % 25 {
        1 | 9 => Ending::Awaiting,
        5 => Ending::Deferred,
        10 => Ending::Waiting,
        14 => Ending::Refused,
        20 => Ending::Withdrawn,
        _ => Ending::TakenOn(stay(chance, place, today, is_child)),
    }
}

fn stay(chance: &mut Chance, place: u32, today: Date, is_child: bool) -> Stay {
    let left = match place % 25 {
        7 => Left::Proposed,
        12 => Left::Agreed,
        17 => Left::AndReturned,
        22 if place % 50 == 22 => Left::Died,
        _ => Left::Not,
    };
    let order = if is_child {
        chance.happens(60).then_some(OrderKind::YouthOrder)
    } else if chance.happens(65) {
        let kinds = [
            OrderKind::Licence,
            OrderKind::CommunityOrder,
            OrderKind::SuspendedSentence,
            OrderKind::CustodyTwelveMonthsOrMore,
        ];
        chance.one_of(&kinds)
    } else {
        None
    };
    let was_reviewed = !is_child && chance.happens(55);
    let last = back(today, chance.between(10, 170));
    let reviews = if was_reviewed { vec![last] } else { Vec::new() };
    Stay { order, is_managed: !chance.happens(12), uses_drugs: chance.happens(45), reviews, left }
}

fn evidence(chance: &mut Chance, is_child: bool) -> Vec<(Shown, i32)> {
    let offences = [
        OffenceType::BurglaryDwelling,
        OffenceType::Robbery,
        OffenceType::VehicleCrime,
        OffenceType::ShopTheft,
        OffenceType::TheftFromPerson,
        OffenceType::Violence,
        OffenceType::OtherTheft,
    ];
    let convictions = chance.between(1, if is_child { 3 } else { 7 });
    let mut shown = Vec::new();
    for _ in 0..convictions {
        let offence = chance.one_of(&offences).unwrap_or(OffenceType::ShopTheft);
        shown.push((Shown::Conviction(offence), chance.between(20, 500)));
    }
    if chance.happens(40) {
        shown.push((Shown::DrugTest(DrugTestResult::Positive), chance.between(5, 120)));
    }
    if chance.happens(50) {
        let harm =
            [HarmType::CommunityImpact, HarmType::AntiSocialBehaviour, HarmType::RepeatVictim];
        let harm = chance.one_of(&harm).unwrap_or(HarmType::CommunityImpact);
        shown.push((Shown::Harm(harm), chance.between(5, 200)));
    }
    if chance.happens(35) {
        let offence = chance.one_of(&offences).unwrap_or(OffenceType::BurglaryDwelling);
        shown.push((Shown::Intelligence(offence), chance.between(5, 90)));
    }
    shown
}

/// Whether the record is for a few only.
pub(super) const fn is_restricted(place: u32) -> bool {
    place % 60 == 13
}

/// So many days before.
pub(super) fn back(day: Date, days: i32) -> Date {
    day.checked_sub(jiff::Span::new().days(days)).unwrap_or(day)
}

/// So many days after.
pub(super) fn on(day: Date, days: i32) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap_or(day)
}

//! What is tried next: mostly something that makes sense, often by somebody who may not.
mod desk;

use domain::agency::AgencyKind;
use domain::user::Role;

use super::model::Model;
use crate::demo::chance::Chance;

/// Who tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Somebody in this role, held over the scheme or above it.
    Role(Role),
    /// The coordinator of the other scheme.
    OtherCoordinator,
    /// A police officer of the other scheme.
    OtherPolice,
    /// Somebody who signed in and holds no role.
    Nobody,
    /// A police officer who also holds the role of an offender manager here.
    Doubled,
}

/// Those who are not known by one role in the first scheme.
const OTHERS: [Who; 4] = [Who::OtherCoordinator, Who::OtherPolice, Who::Nobody, Who::Doubled];

impl Who {
    /// Everybody there is.
    pub(crate) fn everybody() -> impl Iterator<Item = Self> {
        Role::ALL.into_iter().map(Self::Role).chain(OTHERS)
    }
}

/// One of the two schemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Here,
    There,
}

/// How old somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Age {
    Adult,
    Child,
    /// Turns 18 while the simulation runs.
    Almost,
}

/// What a nomination rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    Sound,
    Nothing,
    OnlyIntelligence,
    /// Sound, but for a strand that is for others.
    WrongStrand,
}

/// Which version of a record a change is based on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Based {
    OnNewest,
    OnOlder,
}

/// What the panel rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ruling {
    Register,
    Waiting,
    Refuse,
    Defer,
}

/// Who takes part in a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Panel {
    /// Police, probation, intervention team and youth offending team.
    Whole,
    /// Police and probation, and nobody for the young.
    Adults,
    /// Police alone.
    Police,
}

/// What a panel comes to, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sitting {
    pub(crate) ruling: Ruling,
    pub(crate) panel: Panel,
    pub(crate) priority: Priority,
}

/// How a proposal to remove is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Remove,
    Keep,
}

/// Whether priority yields to MAPPA, or the chair takes somebody on all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Priority {
    Yields,
    Overrides,
}

/// What is answered to the MAPPA question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mappa {
    Not,
    Managed,
    Unknown,
}

/// What a sheet that is brought in says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// Somebody not known before.
    Fresh,
    /// The very row of somebody who was brought in before.
    Again(usize),
    /// The same with a name more.
    More(usize),
}

/// What is tried at a desk, and not between people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Desk {
    Mappa {
        who: Who,
        nomination: usize,
        answer: Mappa,
        based: Based,
    },
    /// An order from today, with its last day so many days on.
    Order {
        who: Who,
        registration: usize,
        days: Option<i32>,
    },
    EndOrder {
        who: Who,
        registration: usize,
    },
    /// Two add evidence at once, both based on the newest version.
    Race {
        who: Who,
        nomination: usize,
    },
    Draft {
        who: Who,
        person: usize,
    },
    Discard {
        who: Who,
        person: usize,
    },
    Import {
        who: Who,
        place: Place,
        sheet: Sheet,
    },
    /// What a worker does each night.
    Work,
}

/// Who may open a record from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Ordinary,
    Restricted,
}

/// How often a form arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrives {
    Once,
    Twice,
}

/// Something that is tried. Things are named by their place in the order of their making.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Record { who: Who, place: Place, age: Age },
    Open { who: Who, person: usize },
    Nominate { who: Who, person: usize, place: Place, ground: Ground },
    Withdraw { who: Who, nomination: usize, based: Based },
    Decide { who: Who, nomination: usize, sitting: Sitting, based: Based },
    Evidence { who: Who, nomination: usize, based: Based },
    Register { who: Who, nomination: usize },
    Assign { who: Who, registration: usize },
    EndAssignment { who: Who, registration: usize },
    Review { who: Who, registration: usize, answer: Answer, based: Based },
    Tell { who: Who, registration: usize, kind: AgencyKind },
    Propose { who: Who, registration: usize },
    Support { who: Who, registration: usize, arrives: Arrives },
    Object { who: Who, registration: usize },
    Resolve { who: Who, registration: usize },
    View { who: Who, registration: usize },
    Views { who: Who, registration: usize },
    Remove { who: Who, registration: usize, answer: Answer, based: Based },
    Die { who: Who, person: usize },
    Restrict { who: Who, person: usize, access: Access, based: Based },
    Search { who: Who, person: usize },
    Capacity { who: Who, place: Place, places: usize, based: Based },
    Wait { days: i32 },
    Desk(Desk),
}

/// Chooses the next step.
pub(crate) fn next(chance: &mut Chance, model: &Model) -> Step {
    let person = pick(chance, model.people());
    let nomination = pick(chance, model.nominations());
    let registration = pick(chance, model.registrations());
    let of_person = person.map_or(Place::Here, |it| model.recorded_at(it));
    let nominated = nomination.map_or(Place::Here, |it| model.nominated_at(it));
    let registered = registration.map_or(Place::Here, |it| model.registered_at(it));
    if chance.happens(desk::PERCENT) {
        return desk::next(chance, model, (person, nomination, registration));
    }
    match (chance.below(100), person, nomination, registration) {
        (0..=9, ..) | (_, None, ..) => record(chance),
        (10..=19, Some(person), ..) => look(chance, (person, of_person)),
        (20..=34, Some(person), ..) | (_, Some(person), None, _) => {
            nominate(chance, (person, of_person))
        }
        (35..=40, _, Some(nomination), _) => amend(chance, (nomination, nominated)),
        (41..=54, _, Some(nomination), _) => decide(chance, (nomination, nominated)),
        (55..=66, _, Some(nomination), _) | (_, _, Some(nomination), None) => {
            Step::Register { who: mostly(chance, Role::Coordinator, nominated), nomination }
        }
        (67..=76, _, _, Some(registration)) => stay(chance, (registration, registered)),
        (77..=93, _, _, Some(registration)) => way_out(chance, (registration, registered)),
        (94..=95, ..) => capacity(chance),
        (96, Some(person), ..) => {
            Step::Die { who: mostly(chance, Role::OffenderManager, of_person), person }
        }
        (97.., ..) => Step::Wait { days: chance.between(1, 20) },
    }
}

pub(super) fn pick(chance: &mut Chance, count: usize) -> Option<usize> {
    let count = u32::try_from(count).ok().filter(|it| *it > 0)?;
    // The newest are tried most: the older ones are mostly settled.
    let newest = count.saturating_sub(6);
    let at = if chance.happens(70) {
        newest.saturating_add(chance.below(count.saturating_sub(newest)))
    } else {
        chance.below(count)
    };
    usize::try_from(at).ok()
}

fn record(chance: &mut Chance) -> Step {
    let age = match chance.below(10) {
        0 | 1 => Age::Child,
        2 | 3 => Age::Almost,
        _ => Age::Adult,
    };
    let (place, officer) = somewhere(chance);
    Step::Record { who: mostly_one(chance, officer), place, age }
}

/// A place, and who mostly records and nominates there; now and then somebody from elsewhere.
fn somewhere(chance: &mut Chance) -> (Place, Who) {
    match chance.below(20) {
        0 => (Place::There, Who::Role(Role::PoliceOfficer)),
        1 => (Place::Here, Who::OtherPolice),
        2..=5 => (Place::There, Who::OtherPolice),
        _ => (Place::Here, Who::Role(Role::PoliceOfficer)),
    }
}

fn look(chance: &mut Chance, (person, place): (usize, Place)) -> Step {
    match chance.below(10) {
        0..=3 => Step::Open { who: anybody(chance), person },
        4..=7 => Step::Search { who: anybody(chance), person },
        _ => {
            let access = if chance.happens(60) { Access::Restricted } else { Access::Ordinary };
            let who = mostly(chance, Role::Chair, place);
            Step::Restrict { who, person, access, based: based(chance) }
        }
    }
}

fn amend(chance: &mut Chance, (nomination, place): (usize, Place)) -> Step {
    let who = mostly(chance, Role::PoliceOfficer, place);
    let based = based(chance);
    if chance.happens(50) {
        return Step::Evidence { who, nomination, based };
    }
    Step::Withdraw { who, nomination, based }
}

fn nominate(chance: &mut Chance, (person, home): (usize, Place)) -> Step {
    let ground = match chance.below(10) {
        0 => Ground::Nothing,
        1 => Ground::OnlyIntelligence,
        2 => Ground::WrongStrand,
        _ => Ground::Sound,
    };
    let (place, officer) = match (chance.happens(20), home) {
        (true, _) => somewhere(chance),
        (false, Place::Here) => (home, Who::Role(Role::PoliceOfficer)),
        (false, Place::There) => (home, Who::OtherPolice),
    };
    Step::Nominate { who: mostly_one(chance, officer), person, place, ground }
}

fn decide(chance: &mut Chance, (nomination, place): (usize, Place)) -> Step {
    let ruling = match chance.below(10) {
        0 => Ruling::Refuse,
        1 => Ruling::Defer,
        2 | 3 => Ruling::Waiting,
        _ => Ruling::Register,
    };
    let panel = match chance.below(10) {
        0 => Panel::Police,
        1 => Panel::Adults,
        _ => Panel::Whole,
    };
    let who = mostly(chance, Role::Chair, place);
    let priority = if chance.happens(30) { Priority::Overrides } else { Priority::Yields };
    let sitting = Sitting { ruling, panel, priority };
    Step::Decide { who, nomination, sitting, based: based(chance) }
}

fn stay(chance: &mut Chance, (registration, place): (usize, Place)) -> Step {
    let who = mostly(chance, Role::Coordinator, place);
    match chance.below(10) {
        0..=1 => Step::Assign { who, registration },
        2 => Step::EndAssignment { who, registration },
        3..=5 => {
            let answer = if chance.happens(50) { Answer::Keep } else { Answer::Remove };
            Step::Review { who, registration, answer, based: based(chance) }
        }
        _ => {
            let kinds = [
                AgencyKind::Police,
                AgencyKind::Probation,
                AgencyKind::Prison,
                AgencyKind::YouthOffendingTeam,
            ];
            let kind = chance.one_of(&kinds).unwrap_or(AgencyKind::Police);
            Step::Tell { who, registration, kind }
        }
    }
}

fn way_out(chance: &mut Chance, (registration, place): (usize, Place)) -> Step {
    let who = mostly(chance, Role::Coordinator, place);
    match chance.below(12) {
        0..=2 => Step::Propose { who, registration },
        3 | 4 => {
            let arrives = if chance.happens(50) { Arrives::Once } else { Arrives::Twice };
            Step::Support { who, registration, arrives }
        }
        5 => Step::View { who, registration },
        6 | 7 => Step::Views { who, registration },
        8 => Step::Object { who, registration },
        9 => Step::Resolve { who, registration },
        _ => {
            let answer = if chance.happens(80) { Answer::Remove } else { Answer::Keep };
            Step::Remove { who, registration, answer, based: based(chance) }
        }
    }
}

fn capacity(chance: &mut Chance) -> Step {
    let here = chance.happens(75);
    let place = if here { Place::Here } else { Place::There };
    let who = mostly(chance, Role::Coordinator, place);
    let places = usize::try_from(chance.between(0, 5)).unwrap_or_default();
    Step::Capacity { who, place, places, based: based(chance) }
}

pub(super) fn based(chance: &mut Chance) -> Based {
    if chance.happens(12) { Based::OnOlder } else { Based::OnNewest }
}

/// Whoever usually does this at a place, or now and then anybody at all.
pub(super) fn mostly(chance: &mut Chance, role: Role, place: Place) -> Who {
    let usual = match place {
        Place::Here => Who::Role(role),
        Place::There => Who::OtherCoordinator,
    };
    mostly_one(chance, usual)
}

fn mostly_one(chance: &mut Chance, usual: Who) -> Who {
    if chance.happens(78) { usual } else { anybody(chance) }
}

pub(super) fn anybody(chance: &mut Chance) -> Who {
    let everybody: Vec<Who> = Who::everybody().collect();
    chance.one_of(&everybody).unwrap_or(Who::Nobody)
}

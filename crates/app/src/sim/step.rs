//! What is tried next: mostly something that makes sense, often by somebody who may not.

use domain::user::Role;

use super::model::Model;
use crate::demo::chance::Chance;

/// Who tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Somebody in this role, held over the scheme or above it.
    Role(Role),
    /// The coordinator of another scheme, who works for no agency here.
    OtherCoordinator,
    /// Somebody who signed in and holds no role.
    Nobody,
}

impl Who {
    /// Everybody there is.
    pub(crate) fn everybody() -> impl Iterator<Item = Self> {
        Role::ALL.into_iter().map(Self::Role).chain([Self::OtherCoordinator, Self::Nobody])
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

/// How a proposal to remove is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Remove,
    Keep,
}

/// Something that is tried. Things are named by their place in the order of their making.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Record { who: Who, place: Place, age: Age },
    Open { who: Who, person: usize },
    Nominate { who: Who, person: usize, place: Place, ground: Ground },
    Withdraw { who: Who, nomination: usize, based: Based },
    Decide { who: Who, nomination: usize, ruling: Ruling, panel: Panel, based: Based },
    Register { who: Who, nomination: usize },
    Propose { who: Who, registration: usize },
    Support { who: Who, registration: usize },
    View { who: Who, registration: usize },
    Views { who: Who, registration: usize },
    Remove { who: Who, registration: usize, answer: Answer, based: Based },
    Die { who: Who, person: usize },
    Wait { days: i32 },
}

/// Chooses the next step.
pub(crate) fn next(chance: &mut Chance, model: &Model) -> Step {
    let person = pick(chance, model.people());
    let nomination = pick(chance, model.nominations());
    let registration = pick(chance, model.registrations());
    match (chance.below(100), person, nomination, registration) {
        (0..=11, ..) | (_, None, ..) => record(chance),
        (12..=21, Some(person), ..) => Step::Open { who: anybody(chance), person },
        (22..=39, Some(person), ..) | (_, Some(person), None, _) => nominate(chance, person),
        (40..=43, _, Some(nomination), _) => {
            let who = mostly(chance, Role::PoliceOfficer);
            Step::Withdraw { who, nomination, based: based(chance) }
        }
        (44..=60, _, Some(nomination), _) => decide(chance, nomination),
        (61..=73, _, Some(nomination), _) | (_, _, Some(nomination), None) => {
            Step::Register { who: mostly(chance, Role::Coordinator), nomination }
        }
        (74..=94, _, _, Some(registration)) => way_out(chance, registration),
        (95..=96, Some(person), ..) => {
            Step::Die { who: mostly(chance, Role::OffenderManager), person }
        }
        (97.., ..) => Step::Wait { days: chance.between(1, 20) },
    }
}

fn pick(chance: &mut Chance, count: usize) -> Option<usize> {
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
    let age = if chance.happens(20) { Age::Child } else { Age::Adult };
    if chance.happens(10) {
        return Step::Record { who: Who::OtherCoordinator, place: Place::There, age };
    }
    let place = if chance.happens(95) { Place::Here } else { Place::There };
    Step::Record { who: mostly(chance, Role::PoliceOfficer), place, age }
}

fn nominate(chance: &mut Chance, person: usize) -> Step {
    let ground = match chance.below(10) {
        0 => Ground::Nothing,
        1 => Ground::OnlyIntelligence,
        2 => Ground::WrongStrand,
        _ => Ground::Sound,
    };
    let place = if chance.happens(95) { Place::Here } else { Place::There };
    Step::Nominate { who: mostly(chance, Role::PoliceOfficer), person, place, ground }
}

fn decide(chance: &mut Chance, nomination: usize) -> Step {
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
    let who = mostly(chance, Role::Chair);
    Step::Decide { who, nomination, ruling, panel, based: based(chance) }
}

fn way_out(chance: &mut Chance, registration: usize) -> Step {
    let who = mostly(chance, Role::Coordinator);
    match chance.below(10) {
        0..=2 => Step::Propose { who, registration },
        3 | 4 => Step::Support { who, registration },
        5 => Step::View { who, registration },
        6 | 7 => Step::Views { who, registration },
        _ => {
            let answer = if chance.happens(80) { Answer::Remove } else { Answer::Keep };
            Step::Remove { who, registration, answer, based: based(chance) }
        }
    }
}

fn based(chance: &mut Chance) -> Based {
    if chance.happens(12) { Based::OnOlder } else { Based::OnNewest }
}

/// Whoever usually does this, or now and then anybody at all.
fn mostly(chance: &mut Chance, role: Role) -> Who {
    if chance.happens(75) { Who::Role(role) } else { anybody(chance) }
}

fn anybody(chance: &mut Chance) -> Who {
    let everybody: Vec<Who> = Who::everybody().collect();
    chance.one_of(&everybody).unwrap_or(Who::Nobody)
}

//! What is tried next at a desk.

use domain::user::Role;

use super::{Desk, Mappa, Place, Sheet, Step, anybody, based, mostly, pick};
use crate::demo::chance::Chance;
use crate::sim::model::Model;

/// How much of what is tried is tried at a desk.
pub(super) const PERCENT: u32 = 25;

pub(super) fn next(
    chance: &mut Chance,
    model: &Model,
    (person, nomination, registration): (Option<usize>, Option<usize>, Option<usize>),
) -> Step {
    Step::Desk(match (chance.below(20), person, nomination, registration) {
        (0..=3, _, Some(nomination), _) => {
            let answers = [Mappa::Not, Mappa::Managed, Mappa::Unknown];
            let answer = chance.one_of(&answers).unwrap_or(Mappa::Not);
            let who = mostly(chance, Role::PoliceOfficer, model.nominated_at(nomination));
            Desk::Mappa { who, nomination, answer, based: based(chance) }
        }
        (4..=6, _, Some(nomination), _) => {
            let who = mostly(chance, Role::PoliceOfficer, model.nominated_at(nomination));
            Desk::Race { who, nomination }
        }
        (7..=9, _, _, Some(registration)) => {
            let who = mostly(chance, Role::OffenderManager, model.registered_at(registration));
            let days = chance.happens(60).then(|| chance.between(-1, 30));
            Desk::Order { who, registration, days }
        }
        (10..=11, _, _, Some(registration)) => {
            let who = mostly(chance, Role::OffenderManager, model.registered_at(registration));
            Desk::EndOrder { who, registration }
        }
        (12, Some(person), ..) => Desk::Draft { who: anybody(chance), person },
        (13, Some(person), ..) => Desk::Discard { who: anybody(chance), person },
        (14..=15, ..) => Desk::Work,
        (..) => import(chance, model),
    })
}

fn import(chance: &mut Chance, model: &Model) -> Desk {
    let known = pick(chance, model.imported());
    let (sheet, place) = match (chance.below(3), known) {
        (0, _) | (_, None) => {
            let place = if chance.happens(75) { Place::Here } else { Place::There };
            (Sheet::Fresh, place)
        }
        (1, Some(known)) => (Sheet::Again(known), model.imported_at(known)),
        (_, Some(known)) => (Sheet::More(known), model.imported_at(known)),
    };
    Desk::Import { who: mostly(chance, Role::Coordinator, place), place, sheet }
}

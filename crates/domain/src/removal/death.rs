//! Removal on death: by itself, with no consensus and no exit plan [REM05].

use super::{Removal, RemovedBy};
use crate::Date;
use crate::edition::{Deciding, GroundKey, RulesOn};
use crate::id::{RegistrationId, RemovalId};
use crate::registration::Registration;

/// The notice that somebody on the scheme has died.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordDeath {
    /// The identity the removal will have.
    pub id: RemovalId,
    /// The registration.
    pub registration: RegistrationId,
    /// When the person died.
    pub died_on: Date,
    /// When it became known. The removal takes effect on this day.
    pub notified_on: Date,
    /// How it became known.
    pub notified_by: String,
}

/// Why a death cannot be recorded so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeathRefusal {
    /// The person is off the scheme already.
    AlreadyRemoved {
        /// Since when.
        removed_on: Date,
    },
    /// The day of notice lies in the future.
    InFuture {
        /// Today.
        today: Date,
    },
    /// The notice lies before the death.
    NotifiedBeforeDeath,
    /// The notice lies before the registration.
    BeforeRegistration {
        /// When the person was registered.
        registered_on: Date,
    },
    /// Nothing says how it became known.
    NoNotifier,
    /// The edition has no ground that takes effect by itself on the day.
    NoAutomaticGround,
}

impl RecordDeath {
    /// The removal that follows at once. `rules` are those of the day of notice.
    pub fn decide(
        self,
        registration: &Registration,
        rules: RulesOn<'_>,
        today: Date,
    ) -> Result<Removal, DeathRefusal> {
        if let Some(removed_on) = registration.closed_on() {
            return Err(DeathRefusal::AlreadyRemoved { removed_on });
        }
        if self.notified_on > today {
            return Err(DeathRefusal::InFuture { today });
        }
        if self.notified_on < self.died_on {
            return Err(DeathRefusal::NotifiedBeforeDeath);
        }
        if self.notified_on < registration.registered_on {
            let registered_on = registration.registered_on;
            return Err(DeathRefusal::BeforeRegistration { registered_on });
        }
        if self.notified_by.trim().is_empty() {
            return Err(DeathRefusal::NoNotifier);
        }
        let ground = automatic_ground(registration, rules);
        Ok(Removal {
            id: self.id,
            registration: self.registration,
            ground: ground.ok_or(DeathRefusal::NoAutomaticGround)?,
            effective_on: self.notified_on,
            by: RemovedBy::Death { died_on: self.died_on, notified_by: self.notified_by },
        })
    }
}

fn automatic_ground(registration: &Registration, rules: RulesOn<'_>) -> Option<GroundKey> {
    let mut grounds = rules.grounds(&registration.strand);
    let automatic = grounds.find(|it| it.value.deciding == Deciding::Automatic);
    automatic.map(|it| it.value.key.clone())
}

//! One registration with what every use case on it needs.

use domain::Date;
use domain::edition::{Label, RulesOn, StrandKey};
use domain::id::{NominationId, RegistrationId, SchemeId};
use domain::registration::Registration;
use domain::removal::DrugUse;

use super::sql;
use crate::error::{AppError, AppResult};
use crate::gate::{PersonStanding, Rx};
use crate::person::{self, PersonBrief};
use crate::scheme::{self, SchemeBrief};

/// A registration as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) registration: Registration,
    pub(crate) nomination: Option<NominationId>,
    pub(crate) review_due_on: Date,
    pub(crate) drug_use: DrugUse,
    /// The scheme's own reference.
    pub(crate) reference: Option<String>,
    pub(crate) version: i64,
}

/// A registration with its person and scheme, and who may do what to it.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) stored: Stored,
    pub(crate) person: PersonBrief,
    pub(crate) scheme: SchemeBrief,
    /// The person as far as this scheme has a claim to the record.
    pub(crate) standing: PersonStanding,
}

impl File {
    pub(crate) const fn registration(&self) -> &Registration {
        &self.stored.registration
    }
}

/// A person's standing towards one scheme: what is done on a registration is for the roles of
/// that registration's scheme, not of any other that knows the person.
pub(crate) fn narrowed(standing: PersonStanding, scheme: SchemeId) -> PersonStanding {
    let schemes = standing.schemes.into_iter().filter(|it| *it == scheme).collect();
    PersonStanding { schemes, ..standing }
}

/// A registration, whoever asks. What is done with it is asked for by the caller.
pub(crate) async fn load(rx: &mut Rx<'_>, id: RegistrationId) -> AppResult<File> {
    let stored = sql::find(rx, id).await?.ok_or(AppError::Hidden)?;
    let person = person::brief(rx, stored.registration.person).await?;
    let scheme = scheme::brief(rx, stored.registration.scheme).await?;
    let standing = person::standing(rx, stored.registration.person).await?;
    let standing = narrowed(standing, stored.registration.scheme);
    Ok(File { stored, person, scheme, standing })
}

/// Opens a registration to be read, and leaves that in the trail.
pub(crate) async fn open_file(
    rx: &mut Rx<'_>,
    id: RegistrationId,
    what: &'static str,
) -> AppResult<File> {
    let file = load(rx, id).await?;
    rx.consult(&file.standing, what)?;
    Ok(file)
}

/// What the edition calls a strand; its key where the strand is no longer in force.
pub(crate) fn strand_label(rules: RulesOn<'_>, strand: &StrandKey) -> Label {
    rules
        .strand(strand)
        .map_or_else(|| Label { en: strand.0.clone(), cy: None }, |it| it.value.label.clone())
}

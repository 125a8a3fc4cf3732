//! What whoever registers somebody is to be shown first.

use domain::Date;
use domain::edition::{AgeRange, Label, StrandKey};
use domain::id::{NominationId, RegistrationId};
use domain::registration::{Mandate, Places};

use super::{Nominated, Register, Worker, sql, workers};
use crate::error::{AppError, AppResult};
use crate::gate::{PersonStanding, Resource, Rx};
use crate::person::{self, PersonBrief};
use crate::registration::show::{Elsewhere, elsewhere};
use crate::scheme::{self, Party, SchemeBrief};

/// A strand that can be chosen.
#[derive(Debug, Clone)]
pub struct StrandOffered {
    /// Its key.
    pub key: StrandKey,
    /// What it is called.
    pub label: Label,
    /// The ages it takes on.
    pub ages: AgeRange,
    /// Where it comes from.
    pub source: String,
}

/// What stands on the table when somebody is to be registered.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Whom.
    pub person: PersonBrief,
    /// On which scheme.
    pub scheme: SchemeBrief,
    /// The strand nominated to.
    pub strand: StrandKey,
    /// The decision.
    pub mandate: Option<Mandate>,
    /// The strands in force today.
    pub strands: Vec<StrandOffered>,
    /// How full the scheme is.
    pub places: Places,
    /// Those who may be assigned.
    pub workers: Vec<Worker>,
    /// The agencies of the scheme.
    pub parties: Vec<Party>,
    /// The last stay on this scheme, and when it ended.
    pub previous: Option<(RegistrationId, Date)>,
    /// Open registrations elsewhere that the reader may know of.
    pub elsewhere: Vec<Elsewhere>,
}

/// The person as the scheme that nominated them knows them: the decision gives the scheme its
/// claim to the record.
pub(super) async fn claim(rx: &mut Rx<'_>, of: &Nominated) -> AppResult<PersonStanding> {
    let standing = person::standing(rx, of.person).await?;
    Ok(PersonStanding { schemes: vec![of.scheme], ..standing })
}

/// What is to be shown before registering on a nomination.
pub async fn for_registering(rx: &mut Rx<'_>, id: NominationId) -> AppResult<Opening> {
    let nominated = sql::nominated(rx, id).await?.ok_or(AppError::Hidden)?;
    let standing = claim(rx, &nominated).await?;
    if !rx.may(&Register(Resource::Person(standing.clone()))) {
        return Err(AppError::Hidden);
    }
    rx.consult(&standing, "opened_to_register")?;
    let scheme = scheme::brief(rx, nominated.scheme).await?;
    let stays = sql::of_person(rx, nominated.person).await?;
    let here = stays.iter().filter(|it| it.registration.scheme == nominated.scheme);
    let previous = here.filter_map(|it| Some((it.registration.closed_on()?, it.registration.id)));
    Ok(Opening {
        person: person::brief(rx, nominated.person).await?,
        strand: nominated.strand,
        mandate: nominated.mandate,
        strands: offered(rx, &scheme)?,
        places: places(rx, &scheme).await?,
        workers: workers(rx, nominated.scheme).await?,
        parties: scheme::parties(rx, nominated.scheme).await?,
        previous: previous.max().map(|(on, id)| (id, on)),
        elsewhere: elsewhere(rx, &standing, &stays, nominated.scheme).await?,
        scheme,
    })
}

/// The strands of a scheme's edition in force today.
pub(crate) fn offered(rx: &Rx<'_>, scheme: &SchemeBrief) -> AppResult<Vec<StrandOffered>> {
    let rules = scheme::edition(rx, scheme)?.on(rx.today());
    let strand = |it: &domain::edition::Rule<domain::edition::Strand>| StrandOffered {
        key: it.value.key.clone(),
        label: it.value.label.clone(),
        ages: it.value.ages,
        source: it.source.0.clone(),
    };
    Ok(rules.strands().map(strand).collect())
}

/// How full a scheme is; one that has set no number of places is never full.
pub(super) async fn places(rx: &mut Rx<'_>, scheme: &SchemeBrief) -> AppResult<Places> {
    let open = sql::count_open(rx, scheme.id).await?;
    Ok(Places { capacity: scheme.capacity.unwrap_or(u32::MAX), open })
}

//! Death ends every open registration by itself [REM05]. Only agencies are told; no letter is
//! written to anybody's family.

use domain::id::PersonId;
use domain::registration::Registration;
use domain::removal::{DeathRefusal, RecordDeath as Wish};
use serde_json::json;

use super::decide::{Ended, end};
use super::{Death, RecordDeath, sql};
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult};
use crate::gate::{Fact, Permit, Resource, Rx, Tx};
use crate::person::{self, PersonBrief};
use crate::registration;
use crate::scheme;

/// The person, for whoever may record their death.
pub async fn for_death(rx: &mut Rx<'_>, id: PersonId) -> AppResult<PersonBrief> {
    let standing = person::standing(rx, id).await?;
    rx.consult(&standing, "opened_to_record_death")?;
    if !rx.may(&RecordDeath(Resource::Person(standing))) {
        return Err(AppError::Hidden);
    }
    person::brief(rx, id).await
}

/// Records a death. Every open registration of the person ends on the day of notice, on
/// whichever scheme.
pub async fn record_death(tx: &mut Tx<'_>, cmd: &Death) -> AppResult<PersonId> {
    let standing = person::standing(tx, cmd.person).await?;
    let permit = tx.permit(&RecordDeath(Resource::Person(standing)))?;
    let life = person::brief(tx, cmd.person).await?.life();
    life.happened(cmd.died_on, tx.today())?;
    life.happened(cmd.notified_on, tx.today())?;
    if cmd.notified_on < cmd.died_on {
        return Err(DeathRefusal::NotifiedBeforeDeath.into());
    }
    let stays = registration::sql::of_person(tx, cmd.person).await?;
    let open = stays.iter().map(|it| &it.registration).filter(|it| it.closed_on().is_none());
    for stay in open {
        end_by_death(tx, &permit, stay, cmd).await?;
    }
    sql::set_died(tx, &permit, cmd.person, cmd.died_on).await?;
    let event = Event::new(Verb::Alteration, "died")
        .about("person", cmd.person)
        .person(cmd.person)
        .detail(json!({ "died_on": cmd.died_on.to_string() }));
    tx.record(event);
    tx.fact(Fact {
        kind: "died",
        person: cmd.person,
        scheme: None,
        happened_on: cmd.died_on,
        detail: json!({}),
    });
    Ok(cmd.person)
}

async fn end_by_death(
    tx: &mut Tx<'_>,
    permit: &Permit<RecordDeath>,
    stay: &Registration,
    cmd: &Death,
) -> AppResult<()> {
    let file = registration::load(tx, stay.id).await?;
    let wish = Wish {
        id: tx.id(),
        registration: stay.id,
        died_on: cmd.died_on,
        notified_on: cmd.notified_on,
        notified_by: cmd.notified_by.clone(),
    };
    let rules = scheme::edition(tx, &file.scheme)?.on(cmd.notified_on);
    let removal = wish.decide(stay, rules, tx.today())?;
    sql::insert_death(tx, permit, (stay.person, stay.scheme), &removal, &cmd.notified_by).await?;
    let ended = Ended { removal: removal.id, ground: removal.ground, on: removal.effective_on };
    end(tx, &permit.part(), &file, &ended).await
}

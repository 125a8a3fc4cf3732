//! Writing down somebody not known before.

use domain::id::{PersonId, SchemeId};
use domain::person::RecordPerson;
use serde_json::json;

use super::{AddCustody, RecordPerson as Permission, sql};
use crate::audit::{Event, Verb};
use crate::error::AppResult;
use crate::gate::{Resource, Tx};

/// Records a person for a scheme, which holds the record until it nominates. Identifiers that
/// are not well formed are kept as typed and never used for matching.
pub async fn record(tx: &mut Tx<'_>, scheme: SchemeId, cmd: &RecordPerson) -> AppResult<PersonId> {
    let permit = tx.permit(&Permission(Resource::Scheme(scheme)))?;
    cmd.check(tx.today())?;

    let person = &cmd.person;
    sql::insert(tx, &permit, person, scheme).await?;
    for name in person.names() {
        sql::insert_name(tx, person.id, name).await?;
    }
    for identifier in &cmd.identifiers {
        sql::insert_identifier(tx, person.id, identifier, None).await?;
    }
    for address in &cmd.addresses {
        sql::insert_address(tx, person.id, address).await?;
    }
    if let Some(custody) = &cmd.custody {
        person.life().lived(custody.since, tx.today())?;
        sql::insert_custody(tx, &AddCustody::now(person.id, custody)).await?;
    }
    sql::replace_tokens(tx, person.id).await?;
    tx.record(
        Event::new(Verb::Collection, "recorded_person")
            .about("person", person.id)
            .person(person.id)
            .scheme(scheme)
            .detail(json!({
                "names": person.names().count(),
                "identifiers": cmd.identifiers.len(),
                "addresses": cmd.addresses.len(),
                "in_custody": cmd.custody.is_some(),
            })),
    );
    Ok(person.id)
}

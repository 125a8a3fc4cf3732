//! Mending and adding to who a person is.

use domain::Date;
use domain::id::{AddressId, AgencyId, PersonId, PersonNameId};
use domain::identifier::{Identifier, TYPED_LIMIT_CHARS};
use domain::person::{
    Address, AmendPerson, InCustody, NameKind, PersonField, PersonName, PersonRefusal, RecordAccess,
};
use serde_json::json;

use super::{
    AmendPerson as Permission, KnownAddress, KnownIdentifier, RestrictPerson, WriteNote, known,
    read_sql, sql,
};
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, What, on_newest};
use crate::gate::{Permit, Rx, Tx};

/// What becomes of the main name when another takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldName {
    /// It was written wrongly, and is not kept.
    Mistaken,
    /// The person had it before, and may still be found under it.
    Former,
}

/// Amend the main name, birth, sex and ethnicity: the whole as it will stand.
#[derive(Debug, Clone)]
pub struct Amend {
    /// The person as they will stand. Other names, access and a death are left as they
    /// are: a death ends registrations, and is recorded by [`crate::removal::record_death`].
    pub person: domain::person::Person,
    /// What becomes of the main name, if it changes.
    pub old_name: OldName,
    /// The version that the change was based on.
    pub version: i64,
}

/// Amends a person.
pub async fn amend(tx: &mut Tx<'_>, cmd: &Amend) -> AppResult<()> {
    let id = cmd.person.id;
    let known = known(tx, id).await?;
    let permit = tx.permit(&Permission(known))?;
    on_newest(What::Person, cmd.version, sql::brief(tx, id).await?.version)?;
    let before = read_sql::person(tx, id).await?;
    let mut after = cmd.person.clone();
    after.access = before.access;
    after.died_on = before.died_on;
    after.other_names.clone_from(&before.other_names);
    let amendment = AmendPerson { person: after };
    let changed = amendment.check(&before, tx.today())?;

    let after = &amendment.person;
    sql::update(tx, &permit, after, cmd.version).await?;
    if changed.contains(&PersonField::Name) {
        if cmd.old_name == OldName::Former {
            let old = &before.name;
            let former = PersonName::parse(old.forenames(), old.surname(), NameKind::Former)?;
            sql::insert_name(tx, id, &former).await?;
        }
        sql::update_main_name(tx, &permit, id, &after.name).await?;
        sql::replace_tokens(tx, id).await?;
    }
    let fields: Vec<&str> = changed.iter().map(|it| it.key()).collect();
    tx.record(event("amended_person", id).detail(json!({ "changed": fields })));
    Ok(())
}

/// Add a name by which the person is or was known.
#[derive(Debug, Clone)]
pub struct AddName {
    /// Whom.
    pub person: PersonId,
    /// The name; not the main one.
    pub name: PersonName,
}

/// Adds a name.
pub async fn add_name(tx: &mut Tx<'_>, cmd: &AddName) -> AppResult<()> {
    let known = known(tx, cmd.person).await?;
    let permit = tx.permit(&Permission(known))?;
    enter_name(tx, &permit, cmd).await
}

/// Writes a name down for whoever was permitted to; also part of an import.
pub(crate) async fn enter_name(
    tx: &mut Tx<'_>,
    permit: &Permit<Permission>,
    cmd: &AddName,
) -> AppResult<()> {
    if cmd.name.kind() == NameKind::Main {
        return Err(PersonRefusal::NotOneMainName.into());
    }
    let person = read_sql::person(tx, cmd.person).await?;
    let limit = domain::person::OTHER_NAMES_LIMIT;
    if person.other_names.len() >= limit {
        return Err(PersonRefusal::TooManyNames { limit }.into());
    }
    if person.other_names.contains(&cmd.name) {
        return Err(PersonRefusal::NothingChanged.into());
    }
    sql::touch(tx, permit, cmd.person).await?;
    sql::insert_name(tx, cmd.person, &cmd.name).await?;
    sql::replace_tokens(tx, cmd.person).await?;
    tx.record(event("added_name", cmd.person).detail(json!({ "kind": cmd.name.kind().key() })));
    Ok(())
}

/// Say that a name is no longer used. The person is still found under it.
#[derive(Debug, Clone)]
pub struct EndName {
    /// Whose.
    pub person: PersonId,
    /// The name.
    pub name: PersonNameId,
    /// The first day on which it is not used.
    pub until_on: Date,
}

/// Ends a name.
pub async fn end_name(tx: &mut Tx<'_>, cmd: &EndName) -> AppResult<()> {
    let known = known(tx, cmd.person).await?;
    let permit = tx.permit(&Permission(known))?;
    if sql::end_name(tx, &permit, cmd.person, cmd.name, cmd.until_on).await? == 0 {
        return Err(AppError::NotFound(What::Record));
    }
    sql::touch(tx, &permit, cmd.person).await?;
    tx.record(event("ended_name", cmd.person).detail(json!({ "name": cmd.name.to_string() })));
    Ok(())
}

/// Add a number by which an agency knows the person.
#[derive(Debug, Clone)]
pub struct AddIdentifier {
    /// Whose.
    pub person: PersonId,
    /// The number; one that is not well formed is kept as typed.
    pub identifier: Identifier,
    /// Where it comes from.
    pub source: Option<String>,
}

/// Adds an identifier.
pub async fn add_identifier(tx: &mut Tx<'_>, cmd: &AddIdentifier) -> AppResult<()> {
    let known = known(tx, cmd.person).await?;
    let permit = tx.permit(&Permission(known))?;
    enter_identifier(tx, &permit, cmd).await
}

/// Writes an identifier down for whoever was permitted to; also part of an import.
pub(crate) async fn enter_identifier(
    tx: &mut Tx<'_>,
    permit: &Permit<Permission>,
    cmd: &AddIdentifier,
) -> AppResult<()> {
    let (identifier, kind) = (&cmd.identifier, cmd.identifier.kind());
    if identifier.typed().is_empty() {
        return Err(PersonRefusal::IdentifierEmpty { kind }.into());
    }
    if identifier.typed().chars().count() > TYPED_LIMIT_CHARS {
        let limit_chars = TYPED_LIMIT_CHARS;
        return Err(PersonRefusal::IdentifierTooLong { kind, limit_chars }.into());
    }
    let kept = read_sql::identifiers(tx, cmd.person).await?;
    if kept.iter().any(|it| it.kind == kind && it.shown() == identifier.shown()) {
        return Err(PersonRefusal::SameIdentifierTwice { kind }.into());
    }
    sql::touch(tx, permit, cmd.person).await?;
    sql::insert_identifier(tx, cmd.person, identifier, cmd.source.as_deref()).await?;
    let matches = identifier.for_matching().is_some();
    let detail = json!({ "kind": kind.key(), "used_for_matching": matches });
    tx.record(event("added_identifier", cmd.person).detail(detail));
    Ok(())
}

/// Add an address, or a time without a fixed abode.
#[derive(Debug, Clone)]
pub struct AddAddress {
    /// Whose.
    pub person: PersonId,
    /// The address.
    pub address: Address,
}

/// Adds an address.
pub async fn add_address(tx: &mut Tx<'_>, cmd: &AddAddress) -> AppResult<()> {
    let known = known(tx, cmd.person).await?;
    let permit = tx.permit(&Permission(known))?;
    enter_address(tx, &permit, cmd).await
}

/// Writes an address down for whoever was permitted to; also part of an import.
pub(crate) async fn enter_address(
    tx: &mut Tx<'_>,
    permit: &Permit<Permission>,
    cmd: &AddAddress,
) -> AppResult<()> {
    let days = (cmd.address.from(), cmd.address.to());
    sql::brief(tx, cmd.person).await?.life().lived_between(days, tx.today())?;
    sql::touch(tx, permit, cmd.person).await?;
    sql::insert_address(tx, cmd.person, &cmd.address).await?;
    let abode = cmd.address.abode().key();
    tx.record(event("added_address", cmd.person).detail(json!({ "abode": abode })));
    Ok(())
}

/// Say that an address is the person's no longer.
#[derive(Debug, Clone, Copy)]
pub struct EndAddress {
    /// Whose.
    pub person: PersonId,
    /// The address.
    pub address: AddressId,
    /// The last day.
    pub last_day: Date,
}

/// Ends an address, or a time without a fixed abode.
pub async fn end_address(tx: &mut Tx<'_>, cmd: &EndAddress) -> AppResult<()> {
    let known = known(tx, cmd.person).await?;
    let permit = tx.permit(&Permission(known))?;
    let kept = read_sql::addresses(tx, cmd.person).await?;
    let kept = kept.into_iter().find(|it| it.id == cmd.address && it.until_on.is_none());
    let kept = kept.ok_or(AppError::NotFound(What::Record))?;
    let days = (kept.from_on, Some(cmd.last_day));
    sql::brief(tx, cmd.person).await?.life().lived_between(days, tx.today())?;
    sql::end_address(tx, &permit, cmd).await?;
    sql::touch(tx, &permit, cmd.person).await?;
    let detail = json!({ "address": cmd.address.to_string() });
    tx.record(event("ended_address", cmd.person).detail(detail));
    Ok(())
}

/// Add a time that the person was not at liberty, as far as it is known.
#[derive(Debug, Clone)]
pub struct AddCustody {
    /// Whose.
    pub person: PersonId,
    /// Where, in words.
    pub place: Option<String>,
    /// Which prison, where it takes part.
    pub agency: Option<AgencyId>,
    /// The first day.
    pub from_on: Date,
    /// The first day at liberty again.
    pub until_on: Option<Date>,
    /// Who says so.
    pub source: String,
}

impl AddCustody {
    /// A time that has not ended.
    pub(super) fn now(person: PersonId, custody: &InCustody) -> Self {
        Self {
            person,
            place: custody.place.clone(),
            agency: None,
            from_on: custody.since,
            until_on: None,
            source: custody.source.clone(),
        }
    }
}

/// Adds a time in custody.
pub async fn add_custody(tx: &mut Tx<'_>, cmd: &AddCustody) -> AppResult<()> {
    let known = known(tx, cmd.person).await?;
    let permit = tx.permit(&Permission(known))?;
    let days = (Some(cmd.from_on), cmd.until_on);
    sql::brief(tx, cmd.person).await?.life().lived_between(days, tx.today())?;
    sql::touch(tx, &permit, cmd.person).await?;
    sql::insert_custody(tx, cmd).await?;
    let detail = json!({ "from_on": cmd.from_on.to_string() });
    tx.record(event("added_custody", cmd.person).detail(detail));
    Ok(())
}

/// Say who may open a record.
#[derive(Debug, Clone)]
pub struct Restrict {
    /// Whose.
    pub person: PersonId,
    /// Who may open it from now on.
    pub access: RecordAccess,
    /// The version that the change was based on.
    pub version: i64,
}

/// Restricts a record to a few, or opens it again.
pub async fn restrict(tx: &mut Tx<'_>, cmd: &Restrict) -> AppResult<()> {
    let known = known(tx, cmd.person).await?;
    let permit = tx.permit(&RestrictPerson(known))?;
    on_newest(What::Person, cmd.version, sql::brief(tx, cmd.person).await?.version)?;
    let before = read_sql::person(tx, cmd.person).await?;
    if before.access == cmd.access {
        return Err(PersonRefusal::NothingChanged.into());
    }
    sql::update_access(tx, &permit, cmd).await?;
    let name = match cmd.access {
        RecordAccess::Restricted => "restricted_person",
        RecordAccess::Ordinary => "unrestricted_person",
    };
    tx.record(event(name, cmd.person));
    Ok(())
}

/// Note what was said and done, exactly as typed.
#[derive(Debug, Clone)]
pub struct AddNote {
    /// With whom.
    pub person: PersonId,
    /// When.
    pub happened_on: Date,
    /// The note.
    pub note: String,
}

/// Adds a note.
pub async fn add_note(tx: &mut Tx<'_>, cmd: &AddNote) -> AppResult<()> {
    let known = known(tx, cmd.person).await?;
    let permit = tx.permit(&WriteNote(known))?;
    sql::brief(tx, cmd.person).await?.life().happened(cmd.happened_on, tx.today())?;
    sql::insert_note(tx, &permit, cmd).await?;
    let detail = json!({ "length_bytes": cmd.note.len() });
    tx.record(Event::new(Verb::Collection, "added_note").person(cmd.person).detail(detail));
    Ok(())
}

/// Who somebody is as far as it is recorded. Whoever shows it has asked the policy first.
pub(crate) struct Kept {
    pub(crate) person: domain::person::Person,
    pub(crate) identifiers: Vec<KnownIdentifier>,
    pub(crate) addresses: Vec<KnownAddress>,
}

/// What is recorded of who somebody is, for whoever adds to it.
pub(crate) async fn kept(rx: &mut Rx<'_>, id: PersonId) -> AppResult<Kept> {
    Ok(Kept {
        person: read_sql::person(rx, id).await?,
        identifiers: read_sql::identifiers(rx, id).await?,
        addresses: read_sql::addresses(rx, id).await?,
    })
}

fn event(name: &'static str, person: PersonId) -> Event {
    Event::new(Verb::Alteration, name).about("person", person).person(person)
}

//! Statements about persons: what is written, and what the policy needs to know.

use domain::Date;
use domain::id::SchemeId;
use domain::id::{AddressId, CustodyId, IdentifierId, PersonId, PersonNameId, PersonNoteId};
use domain::identifier::Identifier;
use domain::person::search::{sound, tokens};
use domain::person::{Address, Person, PersonName, Postcode, RecordAccess, is_under_18_on};

use super::{
    AddCustody, AddNote, AmendPerson, EndAddress, PersonBrief, RecordPerson, Restrict,
    RestrictPerson, WriteNote, read_sql,
};
use crate::db::{Row, args, statements};
use crate::error::{AppResult, What};
use crate::gate::{Permit, PersonStanding, Rx, Secrecy, Tx};

/// Schemes with a claim to a record: an open registration; a nomination that is neither withdrawn
/// nor finally decided; having written the person down and not nominated yet. A removed person is
/// in none of them.
macro_rules! claims {
    () => {
        "select person_id, scheme_id
           from registration
          where ended_on is null
         union
         select nomination.person_id, nomination.scheme_id
           from nomination
          where nomination.withdrawn_on is null
            and not exists (
                 select 1
                   from decision
                  where decision.person_id = nomination.person_id
                    and decision.nomination_id = nomination.nomination_id
                    and decision.outcome = 'refuse')
            and not exists (
                 select 1
                   from registration
                  where registration.person_id = nomination.person_id
                    and registration.nomination_id = nomination.nomination_id)
         union
         select person.person_id, person.recorded_scheme_id as scheme_id
           from person
          where person.recorded_scheme_id is not null
            and not exists (
                 select 1
                   from nomination
                  where nomination.person_id = person.person_id
                    and nomination.scheme_id = person.recorded_scheme_id)
            and not exists (
                 select 1
                   from registration
                  where registration.person_id = person.person_id
                    and registration.scheme_id = person.recorded_scheme_id)"
    };
}

/// Schemes that ever had a claim.
macro_rules! former_claims {
    () => {
        "select person_id, scheme_id
           from registration
         union
         select person_id, scheme_id
           from nomination
         union
         select person_id, recorded_scheme_id as scheme_id
           from person
          where recorded_scheme_id is not null"
    };
}
pub(super) use {claims, former_claims};

statements! {
    BRIEF = "
        select person.person_id, person_name.forenames, person_name.surname,
               person.born_on, person.died_on, person.version
          from person
          join person_name on person_name.person_id = person.person_id
                          and person_name.kind = 'main'
         where person.person_id = $1";

    FIND_SECRECY = "
        select born_on, secrecy
          from person
         where person_id = $1";

    CLAIMS = concat!("
        select scheme_id
          from (", claims!(), ") claim
         where person_id = $1
         order by scheme_id");

    FORMER_CLAIMS = concat!("
        select scheme_id
          from (", former_claims!(), ") claim
         where person_id = $1
         order by scheme_id");

    INSERT = "
        insert into person
            (person_id, born_on, sex, ethnicity, died_on, secrecy, recorded_at,
             recorded_scheme_id, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 1)";

    UPDATE = "
        update person
           set born_on = $2,
               sex = $3,
               ethnicity = $4,
               died_on = $5,
               version = version + 1
         where person_id = $1
           and version = $6";

    UPDATE_ACCESS = "
        update person
           set secrecy = $2,
               version = version + 1
         where person_id = $1
           and version = $3";

    TOUCH = "
        update person
           set version = version + 1
         where person_id = $1";

    INSERT_NAME = "
        insert into person_name (person_id, person_name_id, kind, forenames, surname)
        values ($1, $2, $3, $4, $5)";

    UPDATE_MAIN_NAME = "
        update person_name
           set forenames = $2,
               surname = $3
         where person_id = $1
           and kind = 'main'";

    END_NAME = "
        update person_name
           set until_on = $3
         where person_id = $1
           and person_name_id = $2
           and kind <> 'main'
           and until_on is null";

    DELETE_TOKENS = "
        delete from person_token
         where person_id = $1";

    INSERT_TOKEN = "
        insert into person_token (person_id, kind, token)
        values ($1, $2, $3)
        on conflict (person_id, kind, token) do nothing";

    INSERT_IDENTIFIER = "
        insert into person_identifier
            (person_id, identifier_id, kind, typed, canonical, source)
        values ($1, $2, $3, $4, $5, $6)";

    INSERT_ADDRESS = "
        insert into person_address
            (person_id, address_id, lines, postcode, fixed_abode, from_on, until_on)
        values ($1, $2, $3, $4, $5, $6, $7)";

    END_ADDRESS = "
        update person_address
           set until_on = $3
         where person_id = $1
           and address_id = $2
           and until_on is null";

    INSERT_CUSTODY = "
        insert into person_custody
            (person_id, custody_id, place, agency_id, from_on, until_on, source)
        values ($1, $2, $3, $4, $5, $6, $7)";

    INSERT_NOTE = "
        insert into person_note
            (person_id, note_id, happened_on, note, user_id, recorded_at)
        values ($1, $2, $3, $4, $5, $6)";
}

pub(crate) async fn standing(rx: &mut Rx<'_>, id: PersonId) -> AppResult<PersonStanding> {
    standing_by(rx, id, CLAIMS).await
}

pub(crate) async fn former_standing(rx: &mut Rx<'_>, id: PersonId) -> AppResult<PersonStanding> {
    standing_by(rx, id, FORMER_CLAIMS).await
}

async fn standing_by(
    rx: &mut Rx<'_>,
    id: PersonId,
    claims: &'static str,
) -> AppResult<PersonStanding> {
    let today = rx.today();
    let secrecy = rx.one(FIND_SECRECY, args![id], |row| secrecy(&row, today)).await?;
    let schemes = rx.all(claims, args![id], |row| row.get::<SchemeId>("scheme_id")).await?;
    Ok(PersonStanding { id, schemes, secrecy })
}

pub(crate) async fn brief(rx: &mut Rx<'_>, id: PersonId) -> AppResult<PersonBrief> {
    rx.one(BRIEF, args![id], read_brief).await
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    _permit: &Permit<RecordPerson>,
    person: &Person,
    scheme: SchemeId,
) -> AppResult<()> {
    let args = args![
        person.id,
        person.born,
        person.sex.key(),
        person.ethnicity.key(),
        person.died_on,
        person.access.key(),
        tx.now(),
        scheme,
    ];
    tx.run(INSERT, args).await.map(drop)
}

pub(crate) async fn update(
    tx: &mut Tx<'_>,
    _permit: &Permit<AmendPerson>,
    person: &Person,
    version: i64,
) -> AppResult<()> {
    let args = args![
        person.id,
        person.born,
        person.sex.key(),
        person.ethnicity.key(),
        person.died_on,
        version,
    ];
    tx.run_versioned(What::Person, version, UPDATE, args).await
}

pub(crate) async fn update_access(
    tx: &mut Tx<'_>,
    _permit: &Permit<RestrictPerson>,
    cmd: &Restrict,
) -> AppResult<()> {
    let args = args![cmd.person, cmd.access.key(), cmd.version];
    tx.run_versioned(What::Person, cmd.version, UPDATE_ACCESS, args).await
}

/// A later change finds that the record has moved on.
pub(crate) async fn touch(
    tx: &mut Tx<'_>,
    _permit: &Permit<AmendPerson>,
    id: PersonId,
) -> AppResult<()> {
    tx.run(TOUCH, args![id]).await.map(drop)
}

pub(super) async fn insert_name(
    tx: &mut Tx<'_>,
    person: PersonId,
    name: &PersonName,
) -> AppResult<()> {
    let id: PersonNameId = tx.id();
    let args = args![person, id, name.kind().key(), name.forenames(), name.surname()];
    tx.run(INSERT_NAME, args).await.map(drop)
}

pub(crate) async fn update_main_name(
    tx: &mut Tx<'_>,
    _permit: &Permit<AmendPerson>,
    person: PersonId,
    name: &PersonName,
) -> AppResult<()> {
    let args = args![person, name.forenames(), name.surname()];
    tx.run(UPDATE_MAIN_NAME, args).await.map(drop)
}

pub(crate) async fn end_name(
    tx: &mut Tx<'_>,
    _permit: &Permit<AmendPerson>,
    person: PersonId,
    name: PersonNameId,
    until_on: Date,
) -> AppResult<u64> {
    tx.run(END_NAME, args![person, name, until_on]).await
}

/// Fills the table that search looks in anew from every name the person has or had.
pub(super) async fn replace_tokens(tx: &mut Tx<'_>, person: PersonId) -> AppResult<()> {
    let names = read_sql::names(tx, person).await?;
    tx.run(DELETE_TOKENS, args![person]).await?;
    for name in &names {
        for token in tokens(&name.name.full()) {
            let sound = sound(&token);
            tx.run(INSERT_TOKEN, args![person, "name", token]).await?;
            if !sound.is_empty() {
                tx.run(INSERT_TOKEN, args![person, "sound", sound]).await?;
            }
        }
    }
    Ok(())
}

pub(super) async fn insert_identifier(
    tx: &mut Tx<'_>,
    person: PersonId,
    identifier: &Identifier,
    source: Option<&str>,
) -> AppResult<()> {
    let id: IdentifierId = tx.id();
    let kind = identifier.kind().key();
    let args = args![person, id, kind, identifier.typed(), identifier.for_matching(), source];
    tx.run(INSERT_IDENTIFIER, args).await.map(drop)
}

pub(super) async fn insert_address(
    tx: &mut Tx<'_>,
    person: PersonId,
    address: &Address,
) -> AppResult<()> {
    let id: AddressId = tx.id();
    // The last day of an address is its own; the table keeps the first day after it.
    let until = address.to().map(|it| it.tomorrow().unwrap_or(it));
    let args = args![
        person,
        id,
        address.lines().join("\n"),
        address.postcode().map(Postcode::as_str),
        address.abode().key(),
        address.from(),
        until,
    ];
    tx.run(INSERT_ADDRESS, args).await.map(drop)
}

pub(crate) async fn end_address(
    tx: &mut Tx<'_>,
    _permit: &Permit<AmendPerson>,
    cmd: &EndAddress,
) -> AppResult<()> {
    let until = cmd.last_day.tomorrow().unwrap_or(cmd.last_day);
    tx.run(END_ADDRESS, args![cmd.person, cmd.address, until]).await.map(drop)
}

pub(super) async fn insert_custody(tx: &mut Tx<'_>, cmd: &AddCustody) -> AppResult<()> {
    let id: CustodyId = tx.id();
    let args = args![
        cmd.person,
        id,
        cmd.place.as_deref(),
        cmd.agency,
        cmd.from_on,
        cmd.until_on,
        cmd.source.as_str(),
    ];
    tx.run(INSERT_CUSTODY, args).await.map(drop)
}

pub(crate) async fn insert_note(
    tx: &mut Tx<'_>,
    _permit: &Permit<WriteNote>,
    cmd: &AddNote,
) -> AppResult<()> {
    let id: PersonNoteId = tx.id();
    let user = tx.actor().user_id();
    let args = args![cmd.person, id, cmd.happened_on, cmd.note.as_str(), user, tx.now()];
    tx.run(INSERT_NOTE, args).await.map(drop)
}

fn read_brief(row: Row) -> AppResult<PersonBrief> {
    Ok(PersonBrief {
        id: row.get("person_id")?,
        forenames: row.get("forenames")?,
        surname: row.get("surname")?,
        born_on: row.get("born_on")?,
        died_on: row.get("died_on")?,
        version: row.get("version")?,
    })
}

/// Restriction and youth each narrow who may open a record; the day decides whether it is a
/// child's.
pub(crate) fn secrecy(row: &Row, today: Date) -> AppResult<Secrecy> {
    let born: Option<Date> = row.get("born_on")?;
    Ok(secrecy_of(row.key("secrecy", RecordAccess::from_key)?, born, today))
}

pub(crate) fn secrecy_of(access: RecordAccess, born: Option<Date>, today: Date) -> Secrecy {
    match (access, born.is_some_and(|it| is_under_18_on(it, today))) {
        (RecordAccess::Restricted, true) => Secrecy::RestrictedChild,
        (RecordAccess::Restricted, false) => Secrecy::Restricted,
        (RecordAccess::Ordinary, true) => Secrecy::Child,
        (RecordAccess::Ordinary, false) => Secrecy::Ordinary,
    }
}

//! Statements that read what is recorded of one person.

use domain::Date;
use domain::id::{AddressId, PersonId, PersonNameId, RegistrationId, SchemeId};
use domain::identifier::{Identifier, IdentifierKind};
use domain::person::{Abode, Ethnicity, NameKind, Person, PersonName, RecordAccess, Sex};
use domain::registration::OrderKind;

use crate::db::{Row, args, statements};
use crate::error::{AppError, AppResult};
use crate::gate::Rx;

statements! {
    PERSON = "
        select person_id, born_on, sex, ethnicity, died_on, secrecy
          from person
         where person_id = $1";

    NAMES = "
        select person_name_id, kind, forenames, surname, until_on
          from person_name
         where person_id = $1
         order by case kind when 'main' then 0 else 1 end, person_name_id";

    IDENTIFIERS = "
        select kind, typed, canonical, source
          from person_identifier
         where person_id = $1
         order by kind, identifier_id";

    ADDRESSES = "
        select address_id, lines, postcode, fixed_abode, from_on, until_on
          from person_address
         where person_id = $1
         order by from_on desc nulls last, address_id desc";

    CUSTODY = "
        select person_custody.place, agency.name as agency_name, person_custody.from_on,
               person_custody.until_on, person_custody.source
          from person_custody
          left join agency on agency.agency_id = person_custody.agency_id
         where person_custody.person_id = $1
         order by person_custody.from_on desc, person_custody.custody_id desc";

    REGISTRATIONS = "
        select registration.registration_id, registration.scheme_id, registration.strand,
               registration.registered_on, registration.review_due_on, scheme.name, scheme.edition,
               (select registration_status.order_kind
                  from registration_status
                 where registration_status.person_id = registration.person_id
                   and registration_status.registration_id = registration.registration_id
                   and registration_status.from_on <= $2
                   and (registration_status.until_on is null
                        or registration_status.until_on > $2)
                 order by registration_status.from_on desc, registration_status.status_id desc
                 limit 1) as order_kind,
               coming.order_kind as coming_kind, coming.from_on as coming_on
          from registration
          left join registration_status coming
                 on coming.person_id = registration.person_id
                and coming.status_id = (
                    select ahead.status_id
                      from registration_status ahead
                     where ahead.person_id = registration.person_id
                       and ahead.registration_id = registration.registration_id
                       and ahead.from_on > $2
                     order by ahead.from_on, ahead.status_id
                     limit 1)
          join scheme on scheme.scheme_id = registration.scheme_id
         where registration.person_id = $1
           and registration.ended_on is null
         order by registration.registered_on, registration.registration_id";

    ASSIGNED = "
        select assignment.registration_id, assignment.duty, assignment.name,
               agency.name as agency_name
          from assignment
          join agency on agency.agency_id = assignment.agency_id
         where assignment.person_id = $1
           and assignment.from_on <= $2
           and (assignment.until_on is null or assignment.until_on > $2)
         order by assignment.from_on desc, assignment.assignment_id";

    OPEN_NOMINATIONS = "
        select nomination.nomination_id, nomination.scheme_id, scheme.name,
               nomination.nominated_on, agency.name as agency_name,
               (select decision.outcome
                  from decision
                 where decision.person_id = nomination.person_id
                   and decision.nomination_id = nomination.nomination_id
                 order by decision.decided_on desc, decision.recorded_at desc,
                          decision.decision_id desc
                 limit 1) as outcome
          from nomination
          join scheme on scheme.scheme_id = nomination.scheme_id
          join agency on agency.agency_id = nomination.agency_id
         where nomination.person_id = $1
           and nomination.withdrawn_on is null
           and not exists (
                select 1
                  from decision
                 where decision.person_id = nomination.person_id
                   and decision.nomination_id = nomination.nomination_id
                   and decision.outcome in ('refuse', 'register'))
           and not exists (
                select 1
                  from registration
                 where registration.person_id = nomination.person_id
                   and registration.nomination_id = nomination.nomination_id)
         order by nomination.nominated_on, nomination.nomination_id";

    ENDED = "
        select registration.registration_id, scheme.name, registration.registered_on,
               registration.ended_on
          from registration
          join scheme on scheme.scheme_id = registration.scheme_id
         where registration.person_id = $1
           and registration.ended_on is not null
         order by registration.ended_on desc, registration.registration_id";
}

/// A name, and until when it was used.
#[derive(Debug, Clone)]
pub struct KnownName {
    /// Its key.
    pub id: PersonNameId,
    /// The name.
    pub name: PersonName,
    /// The first day on which it is no longer used.
    pub until_on: Option<Date>,
}

/// An identifier as it is kept.
#[derive(Clone)]
pub struct KnownIdentifier {
    /// Its kind.
    pub kind: IdentifierKind,
    /// As it was typed.
    pub typed: String,
    /// As it is written, if it is well formed.
    pub canonical: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
}

impl KnownIdentifier {
    /// The text to show.
    pub fn shown(&self) -> &str {
        self.canonical.as_deref().unwrap_or(&self.typed)
    }

    /// Read again, so that a page can say what is wrong with it.
    pub fn read(&self, current_year: i16) -> Identifier {
        Identifier::parse(self.kind, &self.typed, current_year)
    }
}

/// Prints the kind only: the number is personal data.
impl std::fmt::Debug for KnownIdentifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KnownIdentifier({}, ..)", self.kind.key())
    }
}

/// An address as it is kept.
#[derive(Clone)]
pub struct KnownAddress {
    /// Its key.
    pub id: AddressId,
    /// Whether the person lives there, or has no fixed abode.
    pub abode: Abode,
    /// Its lines.
    pub lines: String,
    /// Its postcode.
    pub postcode: Option<String>,
    /// The first day.
    pub from_on: Option<Date>,
    /// The first day elsewhere.
    pub until_on: Option<Date>,
}

impl std::fmt::Debug for KnownAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KnownAddress({}, ..)", self.abode.key())
    }
}

/// A time not at liberty, as far as it is known.
#[derive(Debug, Clone)]
pub struct Custody {
    /// Where: the prison's name, or what was typed.
    pub place: Option<String>,
    /// The first day.
    pub from_on: Date,
    /// The first day at liberty again.
    pub until_on: Option<Date>,
    /// Who says so.
    pub source: String,
}

/// A person with every name.
pub(super) async fn person(rx: &mut Rx<'_>, id: PersonId) -> AppResult<Person> {
    let mut main = None;
    let mut other_names = Vec::new();
    for known in names(rx, id).await? {
        match known.name.kind() {
            NameKind::Main => main = Some(known.name),
            NameKind::Alias | NameKind::Former | NameKind::Nickname => {
                other_names.push(known.name);
            }
        }
    }
    let nameless = || AppError::Internal(anyhow::anyhow!("a person without a main name"));
    let name = main.ok_or_else(nameless)?;
    let read = |row: Row| {
        Ok(Person {
            id: row.get("person_id")?,
            name: name.clone(),
            other_names: other_names.clone(),
            born: row.get("born_on")?,
            died_on: row.get("died_on")?,
            sex: row.key("sex", Sex::from_key)?,
            ethnicity: row
                .maybe_key("ethnicity", Ethnicity::from_key)?
                .unwrap_or(Ethnicity::NotStated),
            access: row.key("secrecy", RecordAccess::from_key)?,
        })
    };
    rx.one(PERSON, args![id], read).await
}

pub(super) async fn names(rx: &mut Rx<'_>, id: PersonId) -> AppResult<Vec<KnownName>> {
    rx.all(NAMES, args![id], |row| {
        Ok(KnownName {
            id: row.get("person_name_id")?,
            name: name(&row)?,
            until_on: row.get("until_on")?,
        })
    })
    .await
}

/// A name as it is kept. What was let in once is let out again.
pub(super) fn name(row: &Row) -> AppResult<PersonName> {
    let kind = row.key("kind", NameKind::from_key)?;
    let (forenames, surname): (String, String) = (row.get("forenames")?, row.get("surname")?);
    Ok(PersonName::parse(&forenames, &surname, kind)?)
}

pub(super) async fn identifiers(rx: &mut Rx<'_>, id: PersonId) -> AppResult<Vec<KnownIdentifier>> {
    rx.all(IDENTIFIERS, args![id], |row| {
        Ok(KnownIdentifier {
            kind: row.key("kind", IdentifierKind::from_key)?,
            typed: row.get("typed")?,
            canonical: row.get("canonical")?,
            source: row.get("source")?,
        })
    })
    .await
}

pub(super) async fn addresses(rx: &mut Rx<'_>, id: PersonId) -> AppResult<Vec<KnownAddress>> {
    rx.all(ADDRESSES, args![id], |row| {
        Ok(KnownAddress {
            id: row.get("address_id")?,
            abode: row.key("fixed_abode", Abode::from_key)?,
            lines: row.get("lines")?,
            postcode: row.get("postcode")?,
            from_on: row.get("from_on")?,
            until_on: row.get("until_on")?,
        })
    })
    .await
}

pub(super) async fn custody(rx: &mut Rx<'_>, id: PersonId) -> AppResult<Vec<Custody>> {
    rx.all(CUSTODY, args![id], |row| {
        let (typed, named): (Option<String>, Option<String>) =
            (row.get("place")?, row.get("agency_name")?);
        Ok(Custody {
            place: named.or(typed),
            from_on: row.get("from_on")?,
            until_on: row.get("until_on")?,
            source: row.get("source")?,
        })
    })
    .await
}

/// An open registration as its row says.
pub(super) struct RegistrationRow {
    pub(super) id: RegistrationId,
    pub(super) scheme: SchemeId,
    pub(super) scheme_name: String,
    pub(super) edition: String,
    pub(super) strand: String,
    pub(super) registered_on: Date,
    pub(super) review_due_on: Date,
    pub(super) order: Option<OrderKind>,
    pub(super) coming: Option<(OrderKind, Date)>,
}

pub(super) async fn registrations(
    rx: &mut Rx<'_>,
    id: PersonId,
) -> AppResult<Vec<RegistrationRow>> {
    let args = args![id, rx.today()];
    rx.all(REGISTRATIONS, args, |row| {
        Ok(RegistrationRow {
            id: row.get("registration_id")?,
            scheme: row.get("scheme_id")?,
            scheme_name: row.get("name")?,
            edition: row.get("edition")?,
            strand: row.get("strand")?,
            registered_on: row.get("registered_on")?,
            review_due_on: row.get("review_due_on")?,
            order: row.maybe_key("order_kind", OrderKind::from_key)?,
            coming: row.maybe_key("coming_kind", OrderKind::from_key)?.zip(row.get("coming_on")?),
        })
    })
    .await
}

//! People on whom the panel has decided, for tests of registering and all that follows it. All
//! names are obviously invented.

use domain::Date;
use domain::agency::AgencyKind;
use domain::id::{NominationId, PersonId};
use domain::user::Role;

use crate::db::{Value, args};
use crate::error::AppResult;
use crate::testing::Partnership;

const INSERT_PERSON: &str = "
    insert into person (person_id, born_on, sex, secrecy, recorded_at, version)
    values ($1, $2, 'male', $3, '2004-08-01T09:00:00.000000Z', 1)";
const INSERT_NAME: &str = "
    insert into person_name (person_id, person_name_id, kind, forenames, surname)
    values ($1, $1, 'main', $2, 'Sample')";
const INSERT_NOMINATION: &str = "
    insert into nomination
        (person_id, nomination_id, scheme_id, agency_id, strand, reasons, looked_for, mappa,
         nominated_on, version)
    values ($1, $2, $3, $4, 'catch_and_convict', 'Invented', '[]', 'not_mappa',
            $5, 1)";
const INSERT_EVIDENCE: &str = "
    insert into evidence
        (person_id, evidence_id, nomination_id, kind, happened_on, known_on, brought_by, what,
         source, recorded_at)
    values ($1, $2, $3, 'conviction', $4, $4, 'police', 'Invented', 'Invented',
            '2004-08-20T09:00:00.000000Z')";
const INSERT_DECISION: &str = "
    insert into decision
        (person_id, decision_id, nomination_id, scheme_id, outcome, reasons, chair_name,
         decided_on, recorded_at, over_capacity_reason)
    values ($1, $2, $3, $4, $5, 'Invented', 'Chair', $6, '2004-09-01T09:00:00.000000Z', $7)";

/// Somebody, as a test wants them.
#[derive(Debug, Clone)]
pub struct Somebody {
    /// Forenames.
    pub forenames: &'static str,
    /// Date of birth.
    pub born_on: &'static str,
    /// Who may open the record: `ordinary` or `restricted`.
    pub secrecy: &'static str,
}

impl Default for Somebody {
    fn default() -> Self {
        Self { forenames: "Sam", born_on: "1980-05-17", secrecy: "ordinary" }
    }
}

/// What the panel ruled, and on facts of which day.
#[derive(Debug, Clone)]
pub struct Ruled {
    /// The word of the outcome.
    pub outcome: &'static str,
    /// When it was decided.
    pub decided_on: &'static str,
    /// When the fact it rests on happened.
    pub fact_on: &'static str,
    /// Why it goes over capacity, if it does.
    pub over_capacity: Option<&'static str>,
}

impl Default for Ruled {
    fn default() -> Self {
        Self {
            outcome: "register",
            decided_on: "2004-09-01",
            fact_on: "2004-08-10",
            over_capacity: None,
        }
    }
}

/// Writes somebody down.
pub async fn person(p: &Partnership, of: &Somebody) -> AppResult<PersonId> {
    let id: PersonId = p.ids().next();
    p.housekeep(INSERT_PERSON, args![id, of.born_on, of.secrecy]).await?;
    p.housekeep(INSERT_NAME, args![id, of.forenames]).await?;
    Ok(id)
}

/// Nominates somebody, and lets the panel rule on it.
pub async fn ruled(p: &Partnership, id: PersonId, ruling: &Ruled) -> AppResult<NominationId> {
    let nomination: NominationId = p.ids().next();
    let police = p.agency(AgencyKind::Police);
    let args = args![id, nomination, p.scheme, police, ruling.fact_on];
    p.housekeep(INSERT_NOMINATION, args).await?;
    let key = |p: &Partnership| Value::from(p.ids().uuid().to_string());
    let args = vec![id.into(), key(p), nomination.into(), ruling.fact_on.into()];
    p.housekeep(INSERT_EVIDENCE, args).await?;
    let args = vec![
        id.into(),
        key(p),
        nomination.into(),
        p.scheme.into(),
        ruling.outcome.into(),
        ruling.decided_on.into(),
        ruling.over_capacity.into(),
    ];
    p.housekeep(INSERT_DECISION, args).await?;
    Ok(nomination)
}

/// Somebody whom the panel decided to register.
pub async fn decided(p: &Partnership) -> AppResult<(PersonId, NominationId)> {
    let id = person(p, &Somebody::default()).await?;
    Ok((id, ruled(p, id, &Ruled::default()).await?))
}

/// Puts somebody in prison from a day.
pub async fn hold(p: &Partnership, id: PersonId, from: Date) -> AppResult<()> {
    let prison = p.agency(AgencyKind::Prison);
    let custody = p.ids().uuid().to_string();
    p.housekeep(INSERT_CUSTODY, args![id, custody, prison, from]).await
}

const INSERT_CUSTODY: &str = "
    insert into person_custody (person_id, custody_id, agency_id, from_on, source)
    values ($1, $2, $3, $4, 'Invented')";

/// A registration made by the coordinator today.
pub async fn registered(
    p: &Partnership,
    nomination: NominationId,
) -> AppResult<domain::id::RegistrationId> {
    let actor = p.as_(Role::Coordinator).await?;
    let cmd = super::RegisterPerson {
        nomination,
        strand: domain::edition::StrandKey("catch_and_convict".to_owned()),
        on: crate::clock::london_date(p.clock().now()),
        drug_use: domain::removal::DrugUse::NoneKnown,
        period: None,
        manager: None,
    };
    p.write(&actor, |tx| Box::pin(super::register(tx, &cmd))).await
}

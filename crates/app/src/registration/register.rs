//! Taking somebody on.

use domain::agency::AgencyKind;
use domain::id::RegistrationId;
use domain::notice::{Flags, Party, due_on_selection};
use domain::registration::{
    Register as Wish, RegisterFacts, Registered, Registration, StatutoryPeriod,
};
use domain::removal::DrugUse;
use domain::review::{Due, ReviewRefusal, next_due};
use serde_json::json;

use super::file::Stored;
use super::opening::{claim, places};
use super::{
    Assign, AssignTo, Nominated, RecordPeriod, Register, RegisterPerson, assigning, period,
    period_sql, sql,
};
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult};
use crate::gate::{Fact, PersonStanding, Resource, Tx};
use crate::person::{self, PersonBrief};
use crate::scheme::{self, SchemeBrief};
use crate::{notice, registration::drug_use_key};

/// Takes somebody on, on the agencies' decision or from the waiting list; whoever is to be told
/// of it is written down with it [RR04 ¶3, ¶14, A.2].
pub async fn register(tx: &mut Tx<'_>, cmd: &RegisterPerson) -> AppResult<RegistrationId> {
    let nominated = sql::nominated(tx, cmd.nomination).await?.ok_or(AppError::Hidden)?;
    let standing = claim(tx, &nominated).await?;
    let permit = tx.permit(&Register(Resource::Person(standing.clone())))?;
    let case = gather(tx, &nominated, cmd).await?;

    let (registered, due) = decide(tx, &case, &nominated, cmd)?;

    let stored = Stored {
        registration: registered.registration,
        nomination: Some(nominated.nomination),
        review_due_on: due.on,
        drug_use: cmd.drug_use,
        reference: None,
        version: 1,
    };
    sql::insert(tx, &permit, &stored).await?;
    record(tx, &case, &stored);
    begin(tx, &standing, &stored.registration, cmd).await?;
    tell(tx, &case, &stored).await?;
    Ok(stored.registration.id)
}

/// What is known when somebody is registered.
struct Case {
    person: PersonBrief,
    scheme: SchemeBrief,
    stays: Vec<Registration>,
    statutory: Vec<StatutoryPeriod>,
    facts_on: Vec<domain::Date>,
    places: domain::registration::Places,
}

async fn gather(tx: &mut Tx<'_>, of: &Nominated, cmd: &RegisterPerson) -> AppResult<Case> {
    let scheme = scheme::brief(tx, of.scheme).await?;
    let stays = sql::of_person(tx, of.person).await?;
    let recorded = period::plain(period_sql::of_person(tx, of.person).await?);
    Ok(Case {
        person: person::brief(tx, of.person).await?,
        places: places(tx, &scheme).await?,
        stays: stays.into_iter().map(|it| it.registration).collect(),
        statutory: period::with(recorded, cmd.period)?,
        facts_on: sql::evidence_days(tx, of.nomination).await?,
        scheme,
    })
}

fn decide(
    tx: &Tx<'_>,
    case: &Case,
    nominated: &Nominated,
    cmd: &RegisterPerson,
) -> AppResult<(Registered, Due)> {
    let rules = scheme::edition(tx, &case.scheme)?.on(cmd.on);
    let wish = Wish {
        id: tx.id(),
        person: nominated.person,
        scheme: nominated.scheme,
        strand: cmd.strand.clone(),
        on: cmd.on,
    };
    let facts = RegisterFacts {
        mandate: nominated.mandate.as_ref(),
        registrations: &case.stays,
        born: case.person.born_on,
        died_on: case.person.died_on,
        scheme_closed_on: case.scheme.closed_on,
        places: case.places,
        statutory: &case.statutory,
        facts_on: &case.facts_on,
    };
    let registered = wish.decide(&facts, rules, tx.today())?;
    let due = case.person.born_on.and_then(|born| next_due(cmd.on, &cmd.strand, born, rules));
    let due = due.ok_or_else(|| ReviewRefusal::NoInterval { strand: cmd.strand.clone() })?;
    Ok((registered, due))
}

fn record(tx: &mut Tx<'_>, case: &Case, stored: &Stored) {
    let it = &stored.registration;
    let statutory = domain::registration::statutory_on(&case.statutory, it.registered_on);
    let order = match statutory {
        domain::registration::StatutoryStatus::Statutory(order) => Some(order.key()),
        domain::registration::StatutoryStatus::NonStatutory => None,
    };
    let detail = json!({
        "strand": it.strand.0,
        "registered_on": it.registered_on.to_string(),
        "review_due_on": stored.review_due_on.to_string(),
        "returned": it.previous.is_some(),
        "order": order,
    });
    let event = Event::new(Verb::Collection, "registered")
        .about("registration", it.id)
        .person(it.person)
        .scheme(it.scheme)
        .detail(detail);
    tx.record(event);
    tx.fact(Fact {
        kind: "registered",
        person: it.person,
        scheme: Some(it.scheme),
        happened_on: it.registered_on,
        detail: json!({
            "registration": it.id.to_string(),
            "strand": it.strand.0,
            "returned": it.previous.is_some(),
            "order": order,
            "drug_use": drug_use_key(stored.drug_use),
        }),
    });
}

/// The first order and the first manager, where they are given with the registration.
async fn begin(
    tx: &mut Tx<'_>,
    standing: &PersonStanding,
    registration: &Registration,
    cmd: &RegisterPerson,
) -> AppResult<()> {
    let resource = || Resource::Person(standing.clone());
    if let Some(new) = cmd.period {
        let permit = tx.permit(&RecordPeriod(resource()))?;
        period::add(tx, &permit, registration, new).await?;
    }
    let Some(manager) = &cmd.manager else { return Ok(()) };
    let permit = tx.permit(&Assign(resource()))?;
    let statutory = period::plain(period_sql::of_person(tx, registration.person).await?);
    let assign = AssignTo {
        registration: registration.id,
        post: assigning::managing_post(&statutory, registration.registered_on),
        manager: manager.clone(),
        from: registration.registered_on,
        to: None,
    };
    assigning::add(tx, &permit, registration, &assign).await.map(drop)
}

/// Writes down which agencies are to be told [RR04 A.2, A.6, B.2].
async fn tell(tx: &mut Tx<'_>, case: &Case, stored: &Stored) -> AppResult<()> {
    let it = &stored.registration;
    let parties = scheme::parties(tx, it.scheme).await?;
    let of_kind = |kind| parties.iter().find(|it| it.kind == kind).map(|it| it.agency);
    let day = it.registered_on;
    let held = period_sql::held(tx, it.person).await?;
    let held = held.iter().find(|(held, _)| held.from <= day && held.to.is_none_or(|to| day <= to));
    let under_18 = case.person.born_on.is_some_and(|it| domain::person::is_under_18_on(it, day));
    let rules = scheme::edition(tx, &case.scheme)?.on(day);
    let strand = rules.strand(&it.strand).map(|it| it.value.kind);
    let flags = Flags {
        kind: strand.unwrap_or(domain::edition::StrandKind::Adult),
        intervention_team: match stored.drug_use {
            DrugUse::Problematic => of_kind(AgencyKind::InterventionTeam),
            DrugUse::NoneKnown => None,
        },
        prison: held.and_then(|(_, prison)| *prison),
        youth_team: if under_18 { of_kind(AgencyKind::YouthOffendingTeam) } else { None },
    };
    let parties: Vec<Party> =
        parties.iter().map(|it| Party { agency: it.agency, kind: it.kind }).collect();
    notice::raise(tx, it, &due_on_selection(&parties, flags), day).await
}

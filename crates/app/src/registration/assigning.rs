//! Who manages a person: offender manager, lead worker, offender supervisor.

use domain::agency::AgencyKind;
use domain::id::{AgencyId, RegistrationId, SchemeId, UserId};
use domain::registration::{Assign as Wish, AssignFacts, Assignment, Held, Holder, Registration};
use serde_json::json;

use super::{Assign, AssignTo, EndOn, Manager, assignment_sql, load, period, period_sql, row_key};
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, What};
use crate::gate::{Fact, Permit, Resource, Rx, Tx};
use crate::scheme;

/// An assignment as it is stored.
#[derive(Debug, Clone)]
pub struct Assigned {
    /// Its key.
    pub key: String,
    /// Who, as what, from when until when.
    pub assignment: Assignment,
    /// Their name.
    pub name: String,
    /// The name of their agency.
    pub agency_name: String,
}

/// Somebody who works on a scheme and may be assigned.
#[derive(Debug, Clone)]
pub struct Worker {
    /// Who.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// Their agency.
    pub agency: AgencyId,
    /// Its kind.
    pub agency_kind: AgencyKind,
    /// Its name.
    pub agency_name: String,
}

/// Those who work on a scheme today.
pub async fn workers(rx: &mut Rx<'_>, scheme: SchemeId) -> AppResult<Vec<Worker>> {
    assignment_sql::workers(rx, scheme).await
}

/// Gives somebody a post [RR04 ¶11, K5, A.5, B.5].
pub async fn assign(tx: &mut Tx<'_>, cmd: &AssignTo) -> AppResult<String> {
    let file = load(tx, cmd.registration).await?;
    let permit = tx.permit(&Assign(Resource::Person(file.standing.clone())))?;
    add(tx, &permit, file.registration(), cmd).await
}

/// Writes an assignment down; also part of registering.
pub(super) async fn add(
    tx: &mut Tx<'_>,
    permit: &Permit<Assign>,
    registration: &Registration,
    cmd: &AssignTo,
) -> AppResult<String> {
    let who = settle(tx, registration.scheme, &cmd.manager).await?;
    let statutory = period::plain(period_sql::of_person(tx, registration.person).await?);
    let held = held_of(tx, registration).await?;
    let assigned = plain(&assignment_sql::of_registration(tx, registration.id).await?);
    let wish = Wish {
        post: cmd.post,
        holder: who.holder,
        agency: who.agency,
        agency_kind: who.agency_kind,
        from: cmd.from,
        to: cmd.to,
    };
    let facts =
        AssignFacts { registration, statutory: &statutory, held: &held, assigned: &assigned };
    let assignment = wish.decide(&facts)?;

    let key = row_key(tx);
    let (name, agency_name) = (who.name, String::new());
    let row = Assigned { key: key.clone(), assignment, name, agency_name };
    assignment_sql::insert(tx, permit, (registration.person, registration.id), &key, &row).await?;
    let event = Event::new(Verb::Collection, "assigned")
        .about("registration", registration.id)
        .person(registration.person)
        .scheme(registration.scheme)
        .detail(json!({
            "post": cmd.post.key(),
            "agency": who.agency.to_string(),
            "from": cmd.from.to_string(),
        }));
    tx.record(event);
    tx.fact(Fact {
        kind: "assigned",
        person: registration.person,
        scheme: Some(registration.scheme),
        happened_on: cmd.from,
        detail: json!({ "post": cmd.post.key() }),
    });
    Ok(key)
}

/// Ends an assignment on its last day.
pub async fn end_assignment(tx: &mut Tx<'_>, cmd: &EndOn) -> AppResult<String> {
    let file = load(tx, cmd.registration).await?;
    let permit = tx.permit(&Assign(Resource::Person(file.standing.clone())))?;
    let all = assignment_sql::of_registration(tx, cmd.registration).await?;
    let found = all.iter().find(|it| it.key == cmd.key).ok_or(AppError::Hidden)?;
    if cmd.last_day < found.assignment.from {
        return Err(domain::registration::AssignRefusal::EndsBeforeItBegins.into());
    }
    assignment_sql::end(tx, &permit, cmd.registration, &cmd.key, cmd.last_day).await?;
    let event = Event::new(Verb::Alteration, "assignment_ended")
        .about("registration", cmd.registration)
        .person(file.registration().person)
        .scheme(file.scheme.id)
        .detail(json!({
            "post": found.assignment.post.key(),
            "last_day": cmd.last_day.to_string(),
        }));
    tx.record(event);
    Ok(cmd.key.clone())
}

pub(super) fn plain(all: &[Assigned]) -> Vec<Assignment> {
    all.iter().map(|it| it.assignment.clone()).collect()
}

pub(super) async fn held_of(rx: &mut Rx<'_>, registration: &Registration) -> AppResult<Vec<Held>> {
    let held = period_sql::held(rx, registration.person).await?;
    Ok(held.into_iter().map(|(held, _)| held).collect())
}

struct Who {
    holder: Holder,
    name: String,
    agency: AgencyId,
    agency_kind: AgencyKind,
}

/// Who is meant: a worker of the scheme, or a name within one of its agencies.
async fn settle(rx: &mut Rx<'_>, scheme: SchemeId, manager: &Manager) -> AppResult<Who> {
    match manager {
        Manager::User(user) => {
            let workers = assignment_sql::workers(rx, scheme).await?;
            let found = workers.into_iter().find(|it| it.user == *user);
            let found = found.ok_or(AppError::NotFound(What::User))?;
            Ok(Who {
                holder: Holder::User(*user),
                name: found.name,
                agency: found.agency,
                agency_kind: found.agency_kind,
            })
        }
        Manager::Named { name, agency } => {
            let parties = scheme::parties(rx, scheme).await?;
            let found = parties.into_iter().find(|it| it.agency == *agency);
            let found = found.ok_or(AppError::NotFound(What::Agency))?;
            Ok(Who {
                holder: Holder::Named(name.clone()),
                name: name.trim().to_owned(),
                agency: found.agency,
                agency_kind: found.kind,
            })
        }
    }
}

/// The post of whoever manages a case on a day: by law, or as the named lead.
pub(super) fn managing_post(
    statutory: &[domain::registration::StatutoryPeriod],
    day: domain::Date,
) -> domain::registration::Post {
    match domain::registration::statutory_on(statutory, day) {
        domain::registration::StatutoryStatus::Statutory(_) => {
            domain::registration::Post::OffenderManager
        }
        domain::registration::StatutoryStatus::NonStatutory => {
            domain::registration::Post::LeadWorker
        }
    }
}

/// What an [`AssignFacts`] wants, gathered for one registration.
pub(crate) struct Gathered {
    pub(crate) periods: Vec<super::Period>,
    pub(crate) held: Vec<Held>,
    pub(crate) assigned: Vec<Assigned>,
}

pub(crate) async fn gather(
    rx: &mut Rx<'_>,
    registration: &Registration,
    id: RegistrationId,
) -> AppResult<Gathered> {
    Ok(Gathered {
        periods: period_sql::of_person(rx, registration.person).await?,
        held: held_of(rx, registration).await?,
        assigned: assignment_sql::of_registration(rx, id).await?,
    })
}

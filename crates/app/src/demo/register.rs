//! A stay on a scheme, as the demo's users keep it: registered, told of, reviewed, ended.

use domain::agency::AgencyKind;
use domain::edition::{GroundKey, StrandKey};
use domain::id::RegistrationId;
use domain::registration::OrderKind;
use domain::removal::{Answer, DrugUse};
use domain::review::Outcome;
use domain::user::Role;

use super::story::{Ending, Stay, on};
use super::tell::Case;
use crate::error::{AppError, AppResult, What};
use crate::gate::App;
use crate::notice::{self, TellAgency};
use crate::registration::{self, Manager, NewPeriod, RegisterPerson};
use crate::removal::{self, AddSupport, Death, Decide, GiveViewOf, Propose};
use crate::review::{self, Hold};

/// Takes the person on, with the order they are under and whoever manages them.
pub(super) async fn register(app: &App, case: &Case) -> AppResult<RegistrationId> {
    let stay = stay(case)?;
    let day = crate::clock::london_date(app.clock().now());
    let period = stay.order.map(|order| NewPeriod { order, from: case.before(40), to: None });
    let cmd = RegisterPerson {
        nomination: case.nomination()?,
        strand: StrandKey(case.strand.clone()),
        on: day,
        drug_use: drug_use(stay),
        period,
        manager: if stay.is_managed { Some(manager(case, stay)?) } else { None },
    };
    let (actor, cmd) = (case.actor(app, Role::Coordinator).await?, &cmd);
    app.write(&actor, |tx| Box::pin(registration::register(tx, cmd))).await
}

/// Probation or the youth offending team manage those under an order, the police the others.
fn manager(case: &Case, stay: &Stay) -> AppResult<Manager> {
    let role = match stay.order {
        Some(OrderKind::YouthOrder | OrderKind::DetentionAndTraining) => Role::YouthWorker,
        Some(
            OrderKind::CommunityOrder
            | OrderKind::SuspendedSentence
            | OrderKind::Licence
            | OrderKind::CustodyTwelveMonthsOrMore
            | OrderKind::CustodyUnderTwelveMonths
            | OrderKind::CustodyYoungAdult,
        ) => Role::OffenderManager,
        None if case.story.is_child => Role::YouthWorker,
        None => Role::PoliceOfficer,
    };
    let users = case.scheme.users.get(&role).map(Vec::as_slice).unwrap_or_default();
    let at = usize::try_from(case.place).unwrap_or_default() % users.len().max(1);
    users.get(at).copied().map(Manager::User).ok_or(AppError::NotFound(What::User))
}

/// Tells every agency that is to be told.
pub(super) async fn tell(app: &App, case: &Case) -> AppResult<()> {
    let (actor, id) = (case.actor(app, Role::Coordinator).await?, case.registration()?);
    app.write(&actor, |tx| {
        Box::pin(async move {
            let told_on = tx.today();
            let notices = notice::of_registration(tx, id).await?;
            for it in notices.into_iter().filter(|it| it.told_on.is_none()) {
                let how = "By secure e-mail".to_owned();
                let cmd = TellAgency { notice: it.id, told_on, how, flag_off_on: None };
                notice::tell(tx, &cmd).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Holds a review that keeps the person for as long as the edition lets it.
pub(super) async fn review(app: &App, case: &Case) -> AppResult<()> {
    let (actor, id) = (case.actor(app, Role::Chair).await?, case.registration()?);
    let held_on = crate::clock::london_date(app.clock().now());
    let shown = app.read(&actor, |rx| Box::pin(review::for_review(rx, id))).await?;
    let latest = shown.latest.iter().find(|it| it.strand == shown.strand);
    let next_due_on = latest.map_or_else(|| on(held_on, 56), |it| it.on);
    let cmd = Hold {
        registration: id,
        version: shown.version,
        held_on,
        took_part: vec![AgencyKind::Police, AgencyKind::Probation],
        outcome: Outcome::Keep { strand: shown.strand, next_due_on },
        reasons: "Two new offences since the last review, and work on housing has begun."
            .to_owned(),
    };
    let cmd = &cmd;
    app.write(&actor, |tx| Box::pin(review::hold(tx, cmd))).await.map(drop)
}

/// Proposes removal, since the person has moved away.
pub(super) async fn propose(app: &App, case: &Case) -> AppResult<()> {
    let cmd = Propose {
        registration: case.registration()?,
        ground: GroundKey("moved_away".to_owned()),
        measured: None,
        threshold_evidence: None,
        reasons: "Has lived with family in another county for three months.".to_owned(),
        on: crate::clock::london_date(app.clock().now()),
    };
    let (actor, cmd) = (case.actor(app, case.story.nominator).await?, &cmd);
    app.write(&actor, |tx| Box::pin(removal::propose(tx, cmd))).await.map(drop)
}

/// Every agency agrees, with an exit plan first.
pub(super) async fn agree(app: &App, case: &Case) -> AppResult<()> {
    let (actor, id) = (case.actor(app, Role::Coordinator).await?, case.registration()?);
    let day = crate::clock::london_date(app.clock().now());
    let parties = app.read(&actor, |rx| Box::pin(removal::show(rx, id))).await?.parties;
    let support = support(case, day)?;
    let views = parties.iter().map(|party| GiveViewOf {
        registration: id,
        agency: party.agency,
        spoke_for_it: format!("The member for {}", party.name),
        objection: None,
        on: day,
    });
    let views: Vec<GiveViewOf> = views.collect();
    let (support, views) = (&support, &views);
    app.write(&actor, |tx| {
        Box::pin(async move {
            removal::add_support(tx, support).await?;
            for view in views {
                removal::give_view(tx, view).await?;
            }
            Ok(())
        })
    })
    .await?;
    let shown = app.read(&actor, |rx| Box::pin(removal::show(rx, id))).await?;
    let cmd = Decide {
        registration: id,
        version: shown.proposal.ok_or(AppError::NotFound(What::Removal))?.version,
        answer: Answer::Remove,
        on: day,
        reasons: "All agree; support goes on where the person lives now.".to_owned(),
    };
    let cmd = &cmd;
    app.write(&actor, |tx| Box::pin(removal::decide(tx, cmd))).await.map(drop)
}

fn support(case: &Case, day: domain::Date) -> AppResult<AddSupport> {
    let agency = case.scheme.agencies.get(&AgencyKind::InterventionTeam);
    let agency = agency.copied().ok_or(AppError::NotFound(What::Agency))?;
    Ok(AddSupport {
        registration: case.registration()?,
        what: "A key worker for drugs and housing, weekly at first".to_owned(),
        agency,
        contact: "Duty worker".to_owned(),
        until: on(day, 120),
    })
}

/// The person has died.
pub(super) async fn die(app: &App, case: &Case) -> AppResult<()> {
    let day = crate::clock::london_date(app.clock().now());
    let cmd = Death {
        person: case.person()?,
        died_on: day,
        notified_on: day,
        notified_by: "The coroner’s officer".to_owned(),
    };
    let (actor, cmd) = (case.actor(app, Role::PoliceOfficer).await?, &cmd);
    app.write(&actor, |tx| Box::pin(removal::record_death(tx, cmd))).await.map(drop)
}

fn stay(case: &Case) -> AppResult<&Stay> {
    match &case.story.ending {
        Ending::TakenOn(stay) => Ok(stay),
        Ending::Awaiting
        | Ending::Deferred
        | Ending::Waiting
        | Ending::Refused
        | Ending::Withdrawn => Err(AppError::NotFound(What::Registration)),
    }
}

const fn drug_use(stay: &Stay) -> DrugUse {
    if stay.uses_drugs { DrugUse::Problematic } else { DrugUse::NoneKnown }
}

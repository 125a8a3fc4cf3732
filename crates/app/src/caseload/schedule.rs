//! Setting the day of the next review of many people at once. The same rule judges each as would
//! judge it alone [RR04 ¶11-12]; what it refuses is listed with its reason, and the rest lands
//! together.

use domain::Date;
use domain::id::RegistrationId;
use domain::review::ScheduleRefusal;
use serde_json::json;

use super::TICKED_LIMIT;
use super::read::{self, Row};
use crate::audit::{Event, Verb};
use crate::error::AppResult;
use crate::gate::{Resource, Rx, Tx};
use crate::registration;
use crate::review::{self, ScheduleReview};

/// Set the next review of these people for a day.
#[derive(Debug, Clone)]
pub struct ScheduleMany {
    /// The registrations that were ticked.
    pub ticked: Vec<RegistrationId>,
    /// The day.
    pub on: Date,
}

/// What would become of one case.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The case, with the day on which the review is due now.
    pub row: Row,
    /// What would become of it.
    pub scheduling: Scheduling,
}

/// What would become of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheduling {
    /// Its review is set for the day.
    Set,
    /// The rule says no.
    Refused(ScheduleRefusal),
    /// The policy says no: it is not for this reader to set reviews here.
    NotPermitted,
}

/// What would become of each case. Nothing is changed.
pub async fn plan_many(rx: &mut Rx<'_>, cmd: &ScheduleMany) -> AppResult<Vec<Planned>> {
    let ticked: Vec<RegistrationId> = cmd.ticked.iter().copied().take(TICKED_LIMIT).collect();
    let mut planned = Vec::new();
    for row in read::ticked(rx, &ticked).await? {
        let scheduling = judge(rx, &row, cmd.on).await?;
        planned.push(Planned { row, scheduling });
    }
    Ok(planned)
}

async fn judge(rx: &mut Rx<'_>, row: &Row, on: Date) -> AppResult<Scheduling> {
    if !rx.may(&ScheduleReview(Resource::Person(row.standing()))) {
        return Ok(Scheduling::NotPermitted);
    }
    let file = registration::load(rx, row.registration).await?;
    let judged = review::judge_schedule(rx, &file, on).await?;
    Ok(judged.map_or_else(Scheduling::Refused, |_| Scheduling::Set))
}

/// Sets every review that the rule lets pass, all in one transaction, and says which.
pub async fn schedule_many(tx: &mut Tx<'_>, cmd: &ScheduleMany) -> AppResult<Vec<RegistrationId>> {
    let planned = plan_many(tx, cmd).await?;
    check_sets_any(tx, &planned)?;
    let mut done = Vec::new();
    for it in planned {
        match it.scheduling {
            Scheduling::Set => {}
            Scheduling::Refused(_) | Scheduling::NotPermitted => continue,
        }
        review::schedule(tx, it.row.registration, cmd.on).await?;
        done.push(it.row.registration);
    }
    let counts = json!({
        "ticked": cmd.ticked.len(), "scheduled": done.len(), "review_due_on": cmd.on.to_string(),
    });
    tx.record(Event::new(Verb::Alteration, "scheduled_many").detail(counts));
    Ok(done)
}

/// Whoever may set none of these reviews is refused by the policy, and not case by case.
fn check_sets_any(tx: &Tx<'_>, planned: &[Planned]) -> AppResult<()> {
    let may = |it: &Planned| it.scheduling != Scheduling::NotPermitted;
    match planned.first() {
        Some(it) if !planned.iter().any(may) => {
            tx.require(&ScheduleReview(Resource::Person(it.row.standing())))
        }
        Some(_) | None => Ok(()),
    }
}

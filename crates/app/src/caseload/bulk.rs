//! Giving many people one manager or lead worker at once. The same rule judges each as would
//! judge it alone [RR04 ¶11, A.5]; what it refuses is listed with its reason, and the rest lands
//! together.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use domain::Date;
use domain::agency::AgencyKind;
use domain::id::{AgencyId, RegistrationId, SchemeId, UserId};
use domain::registration::{Assign, AssignFacts, AssignRefusal, Assignment, Holder, Post};
use serde_json::json;

use super::read::{self, Row};
use super::{AssignTicked, sql};
use crate::audit::{Event, Verb};
use crate::db::{self, args};
use crate::error::{AppError, AppResult};
use crate::gate::{Resource, Rx, Tx};
use crate::registration::{self, AssignTo, Assigned, EndOn, Manager, gather};

/// The most people that are assigned at once.
pub const TICKED_LIMIT: usize = 500;

/// Give these people somebody.
#[derive(Debug, Clone)]
pub struct AssignMany {
    /// The registrations that were ticked.
    pub ticked: Vec<RegistrationId>,
    /// As what.
    pub post: Post,
    /// Whom.
    pub to: UserId,
    /// From this day.
    pub from: Date,
    /// What becomes of whoever holds the post now.
    pub other: OtherHolder,
}

/// What becomes of whoever holds the post already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherHolder {
    /// They keep it: the case is refused.
    Keeps,
    /// Theirs ends on the day before.
    HandsOver,
}

/// Somebody who can be given a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// The user.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// Their agency.
    pub agency: AgencyId,
    /// What kind of agency that is.
    pub kind: AgencyKind,
    /// What it is called.
    pub agency_name: String,
}

/// What would become of one case.
#[derive(Debug, Clone)]
pub struct Foreseen {
    /// The case.
    pub row: Row,
    /// What would become of it.
    pub verdict: Verdict,
}

/// What would become of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It changes hands, away from somebody or from nobody.
    Assigned {
        /// Whose time would end.
        ends: Option<String>,
    },
    /// The rule says no.
    Refused(AssignRefusal),
    /// The policy says no: it is not for this reader to assign here.
    NotPermitted,
    /// Whoever is to have it does not work in this scheme.
    NotOfScheme,
}

/// Whose time ends when a case changes hands.
type Ends = Vec<Assigned>;

/// Who can be given cases in the schemes that the reader's lists reach.
pub async fn workers(rx: &mut Rx<'_>) -> AppResult<Vec<Worker>> {
    let choices = read::choices(rx).await?;
    let schemes: Vec<SchemeId> = choices.schemes.into_iter().map(|it| it.0).collect();
    workers_of(rx, &schemes).await
}

/// What would become of each case. Nothing is changed.
pub async fn foresee(rx: &mut Rx<'_>, cmd: &AssignMany) -> AppResult<Vec<Foreseen>> {
    let judged = judge(rx, cmd).await?;
    Ok(judged.into_iter().map(|(row, outcome)| foreseen(row, &outcome)).collect())
}

/// Assigns every case that the rule lets pass, all in one transaction, and says which.
pub async fn assign_many(tx: &mut Tx<'_>, cmd: &AssignMany) -> AppResult<Vec<RegistrationId>> {
    check_known(tx, cmd).await?;
    let mut done = Vec::new();
    let judged = judge(tx, cmd).await?;
    check_hands_out(tx, &judged)?;
    for (row, outcome) in judged {
        let Ok(ends) = outcome else { continue };
        let _permit = tx.permit(&AssignTicked(Resource::Person(row.standing())))?;
        hand_over(tx, cmd, row.registration, ends).await?;
        done.push(row.registration);
    }
    let counts = json!({ "ticked": cmd.ticked.len(), "assigned": done.len() });
    tx.record(Event::new(Verb::Alteration, "assigned_many").detail(counts));
    Ok(done)
}

/// Whoever hands out none of these cases is refused by the policy, and not case by case.
fn check_hands_out(tx: &Tx<'_>, judged: &[(Row, Outcome)]) -> AppResult<()> {
    let may = |it: &&(Row, Outcome)| !matches!(it.1, Err(Verdict::NotPermitted));
    match judged.first() {
        Some((row, _)) if !judged.iter().any(|it| may(&it)) => {
            tx.require(&AssignTicked(Resource::Person(row.standing())))
        }
        Some(_) | None => Ok(()),
    }
}

type Outcome = Result<Ends, Verdict>;

async fn judge(rx: &mut Rx<'_>, cmd: &AssignMany) -> AppResult<Vec<(Row, Outcome)>> {
    let ticked: Vec<RegistrationId> = cmd.ticked.iter().copied().take(TICKED_LIMIT).collect();
    let mut by_scheme: BTreeMap<SchemeId, Vec<Worker>> = BTreeMap::new();
    let mut judged = Vec::new();
    for row in read::ticked(rx, &ticked).await? {
        let workers = match by_scheme.entry(row.scheme) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(workers_of(rx, &[row.scheme]).await?),
        };
        let worker = workers.iter().find(|it| it.user == cmd.to).cloned();
        let outcome = judge_one(rx, cmd, &row, worker).await?;
        judged.push((row, outcome));
    }
    Ok(judged)
}

async fn judge_one(
    rx: &mut Rx<'_>,
    cmd: &AssignMany,
    row: &Row,
    worker: Option<Worker>,
) -> AppResult<Outcome> {
    if !rx.may(&AssignTicked(Resource::Person(row.standing()))) {
        return Ok(Err(Verdict::NotPermitted));
    }
    let Some(worker) = worker else { return Ok(Err(Verdict::NotOfScheme)) };
    let file = registration::load(rx, row.registration).await?;
    let known = gather(rx, file.registration(), row.registration).await?;
    let statutory: Vec<_> = known.periods.iter().map(|it| it.period).collect();
    let (assigned, ends) = after_handover(cmd, known.assigned);
    let facts = AssignFacts {
        registration: file.registration(),
        statutory: &statutory,
        held: &known.held,
        assigned: &assigned,
    };
    let wish = Assign {
        post: cmd.post,
        holder: Holder::User(cmd.to),
        agency: worker.agency,
        agency_kind: worker.kind,
        from: cmd.from,
        to: None,
    };
    Ok(wish.decide(&facts).map(|_| ends).map_err(Verdict::Refused))
}

/// What is assigned once those who hand over have done so, and whose time that ends.
fn after_handover(cmd: &AssignMany, stored: Vec<Assigned>) -> (Vec<Assignment>, Ends) {
    let mut ends = Vec::new();
    let mut assigned = Vec::new();
    for mut it in stored {
        let runs_on = it.assignment.to.is_none_or(|to| cmd.from <= to);
        let began_before = it.assignment.from < cmd.from;
        let same_post = it.assignment.post == cmd.post;
        if cmd.other == OtherHolder::HandsOver && same_post && runs_on && began_before {
            it.assignment.to = cmd.from.yesterday().ok();
            ends.push(it.clone());
        }
        assigned.push(it.assignment);
    }
    (assigned, ends)
}

fn foreseen(row: Row, outcome: &Outcome) -> Foreseen {
    let verdict = match outcome {
        Ok(ends) => Verdict::Assigned { ends: ends.first().map(|it| it.name.clone()) },
        Err(verdict) => verdict.clone(),
    };
    Foreseen { row, verdict }
}

/// Ends the time of whoever hands over and gives the post, each as on its own page.
async fn hand_over(
    tx: &mut Tx<'_>,
    cmd: &AssignMany,
    registration: RegistrationId,
    ends: Ends,
) -> AppResult<()> {
    for it in ends {
        let Some(last_day) = it.assignment.to else { continue };
        let end = EndOn { registration, key: it.key, last_day };
        registration::end_assignment(tx, &end).await?;
    }
    let manager = Manager::User(cmd.to);
    let to = AssignTo { registration, post: cmd.post, manager, from: cmd.from, to: None };
    registration::assign(tx, &to).await.map(drop)
}

async fn check_known(rx: &mut Rx<'_>, cmd: &AssignMany) -> AppResult<()> {
    let known = workers(rx).await?.iter().any(|it| it.user == cmd.to);
    if known { Ok(()) } else { Err(AppError::Hidden) }
}

async fn workers_of(rx: &mut Rx<'_>, schemes: &[SchemeId]) -> AppResult<Vec<Worker>> {
    let schemes: Vec<String> = schemes.iter().map(ToString::to_string).collect();
    let args = args![rx.today(), json!(schemes)];
    rx.all(sql::WORKERS, args, worker).await
}

fn worker(row: db::Row) -> AppResult<Worker> {
    Ok(Worker {
        user: row.get("user_id")?,
        name: row.get("name")?,
        agency: row.get("agency_id")?,
        kind: row.key("kind", AgencyKind::from_key)?,
        agency_name: row.get("agency_name")?,
    })
}

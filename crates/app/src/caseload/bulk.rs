//! Giving many people one manager or lead worker at once. The same rule judges each as would
//! judge it alone [RR04 ¶11, A.5]; what it refuses is listed with its reason, and the rest lands
//! together.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use domain::Date;
use domain::agency::AgencyKind;
use domain::id::{AgencyId, DecisionId, Id as _, JobId, RegistrationId, SchemeId, UserId};
use domain::registration::{
    Assign, AssignFacts, AssignRefusal, Assignment, Held, Holder, OrderKind, Post, Registration,
    Standing, StatutoryPeriod,
};
use jiff::ToSpan as _;
use serde_json::json;

use super::read::{self, Row};
use super::{AssignTicked, sql};
use crate::audit::{Event, Verb};
use crate::db::{self, args};
use crate::error::{AppError, AppResult};
use crate::gate::{Fact, Permit, Resource, Rx, Tx};

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

/// A post held already, with its key in the store.
#[derive(Debug, Clone)]
struct Stored {
    key: String,
    name: String,
    assignment: Assignment,
}

/// What is to be written for one case.
#[derive(Debug)]
struct Change {
    row: Row,
    assignment: Assignment,
    ends: Vec<Stored>,
}

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
    let name = worker_name(tx, cmd).await?;
    let mut done = Vec::new();
    let judged = judge(tx, cmd).await?;
    check_hands_out(tx, &judged)?;
    for (row, outcome) in judged {
        let Ok((assignment, ends)) = outcome else { continue };
        let permit = tx.permit(&AssignTicked(Resource::Person(row.standing())))?;
        let change = Change { row, assignment, ends };
        store(tx, &permit, &change, &name).await?;
        record(tx, cmd, &change);
        done.push(change.row.registration);
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

type Outcome = Result<(Assignment, Vec<Stored>), Verdict>;

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
    let statutory = rx.all(sql::STATUSES, args![row.registration], period).await?;
    let held = rx.all(sql::HELD, args![row.person], held).await?;
    let stored = rx.all(sql::ASSIGNED, args![row.registration], stored).await?;
    let (assigned, ends) = after_handover(cmd, stored);
    let registration = registration(row);
    let facts = AssignFacts {
        registration: &registration,
        statutory: &statutory,
        held: &held,
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
    Ok(wish.decide(&facts).map(|it| (it, ends)).map_err(Verdict::Refused))
}

/// What is assigned once those who hand over have done so, and whose time that ends.
fn after_handover(cmd: &AssignMany, stored: Vec<Stored>) -> (Vec<Assignment>, Vec<Stored>) {
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
        Ok((_, ends)) => Verdict::Assigned { ends: ends.first().map(|it| it.name.clone()) },
        Err(verdict) => verdict.clone(),
    };
    Foreseen { row, verdict }
}

async fn store(
    tx: &mut Tx<'_>,
    _permit: &Permit<AssignTicked>,
    change: &Change,
    name: &str,
) -> AppResult<()> {
    let (row, made) = (&change.row, &change.assignment);
    for ended in &change.ends {
        let args = args![row.person, ended.key.as_str(), made.from];
        tx.run(sql::END_ASSIGNMENT, args).await?;
    }
    let user = match &made.holder {
        Holder::User(user) => Some(*user),
        Holder::Named(_) => None,
    };
    let args = args![
        row.person,
        row.registration,
        tx.id::<JobId>(),
        made.post.key(),
        user,
        name,
        made.agency,
        made.from,
    ];
    tx.run(sql::INSERT_ASSIGNMENT, args).await.map(drop)
}

fn record(tx: &mut Tx<'_>, cmd: &AssignMany, change: &Change) {
    let row = &change.row;
    let detail = json!({
        "post": cmd.post.key(),
        "to": cmd.to.to_string(),
        "from": cmd.from.to_string(),
        "ended": change.ends.len(),
    });
    let event = Event::new(Verb::Alteration, "assigned")
        .about("registration", row.registration)
        .person(row.person)
        .scheme(row.scheme)
        .detail(detail.clone());
    tx.record(event);
    tx.fact(Fact {
        kind: "assigned",
        person: row.person,
        scheme: Some(row.scheme),
        happened_on: cmd.from,
        detail,
    });
}

async fn worker_name(rx: &mut Rx<'_>, cmd: &AssignMany) -> AppResult<String> {
    let found = workers(rx).await?.into_iter().find(|it| it.user == cmd.to);
    found.map(|it| it.name).ok_or(AppError::Hidden)
}

async fn workers_of(rx: &mut Rx<'_>, schemes: &[SchemeId]) -> AppResult<Vec<Worker>> {
    let schemes: Vec<String> = schemes.iter().map(ToString::to_string).collect();
    let args = args![rx.today(), json!(schemes)];
    rx.all(sql::WORKERS, args, worker).await
}

/// The rule asks for the days of the stay only, so the decision behind it is not read.
fn registration(row: &Row) -> Registration {
    Registration {
        id: row.registration,
        person: row.person,
        scheme: row.scheme,
        strand: domain::edition::StrandKey(row.strand.en.clone()),
        registered_on: row.registered_on,
        decision: DecisionId::from_uuid(row.registration.uuid()),
        previous: None,
        standing: Standing::Open,
    }
}

/// The store keeps the first day after; the rule speaks of the last day.
fn last_day(row: &db::Row) -> AppResult<Option<Date>> {
    let until: Option<Date> = row.get("until_on")?;
    Ok(until.map(|it| it.saturating_sub(1.day())))
}

fn period(row: db::Row) -> AppResult<StatutoryPeriod> {
    let order = row.key("order_kind", OrderKind::from_key)?;
    Ok(StatutoryPeriod { from: row.get("from_on")?, to: last_day(&row)?, order })
}

fn held(row: db::Row) -> AppResult<Held> {
    Ok(Held { from: row.get("from_on")?, to: last_day(&row)? })
}

fn stored(row: db::Row) -> AppResult<Stored> {
    let name: String = row.get("name")?;
    let user: Option<UserId> = row.get("user_id")?;
    let assignment = Assignment {
        post: row.key("duty", Post::from_key)?,
        holder: user.map_or_else(|| Holder::Named(name.clone()), Holder::User),
        agency: row.get("agency_id")?,
        from: row.get("from_on")?,
        to: last_day(&row)?,
    };
    Ok(Stored { key: row.get("assignment_id")?, name, assignment })
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

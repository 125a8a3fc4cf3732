//! Taking an accepted register in, row by row.
//!
//! Each row is one transaction: person, registration and the mark that the row is done land
//! together. Whoever stops in the middle and starts again goes on with the next row.

pub(crate) mod sql;
mod store;

#[cfg(test)]
mod tests;

use domain::Date;
use domain::id::{ImportId, PersonId};
use serde_json::{Value as Json, json};

use super::add::{self, Fit, Weighed};
use super::entry::{self, Entry, Terms};
use super::fault::{Day, Fault, Mend};
use super::judge::{About, judge};
use super::read::{Import, ImportRow, State};
use super::sql::Done;
use super::stage::{people, terms};
use super::{Choice, ImportRegister, Verdict};
use crate::actor::Actor;
use crate::audit::{Event, Verb};
use crate::clock::london_date;
use crate::error::{AppError, AppResult, What};
use crate::gate::{App, Permit, Resource, Rx, Tx};
use crate::scheme;

/// The name of the job that takes an accepted register in; its payload names the import.
pub const TAKE_IN: &str = "take_in_register";

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Rows dealt with.
    pub done: usize,
    /// Rows to deal with in all.
    pub total: usize,
}

/// Takes every row of an accepted import in. Safe to run twice, or by two at once.
pub async fn take_in(
    app: &App,
    import: ImportId,
    on_progress: impl Fn(Progress),
) -> AppResult<Progress> {
    take_in_some(app, import, usize::MAX, on_progress).await
}

/// What the queue asks for: the import that the payload names.
pub(crate) async fn work(app: &App, payload: &Json) -> AppResult<()> {
    let named = payload.get("import").and_then(Json::as_str).and_then(|it| it.parse().ok());
    let import = named.ok_or(AppError::NotFound(What::Import))?;
    take_in(app, import, |_| {}).await.map(drop)
}

/// The same for at most so many rows, for a worker that has to give way.
pub async fn take_in_some(
    app: &App,
    import: ImportId,
    most: usize,
    on_progress: impl Fn(Progress),
) -> AppResult<Progress> {
    let plan = app.read(&Actor::system(), |rx| Box::pin(plan(rx, import))).await?;
    let Some(plan) = plan else { return progress(app, import).await };
    let actor = match plan.import.user {
        Some(user) if plan.closed_on.is_none() => app.actor(user).await?,
        // Whose reach ended with the scheme cannot say any more that its rows are left.
        Some(_) | None => Actor::operator(),
    };
    let mut progress = plan.progress;
    on_progress(progress);
    let plan = &plan;
    for number in plan.waiting.iter().copied().take(most) {
        app.write(&actor, |tx| Box::pin(take_row(tx, plan, number))).await?;
        progress.done += 1;
        on_progress(progress);
    }
    if plan.waiting.len() <= most {
        app.write(&actor, |tx| Box::pin(finish(tx, plan))).await?;
    }
    Ok(progress)
}

/// How far an import has come.
pub async fn progress(app: &App, import: ImportId) -> AppResult<Progress> {
    app.read(&Actor::system(), |rx| {
        Box::pin(async move {
            let rows = super::sql::rows(rx, import).await?;
            Ok(progress_of(&rows))
        })
    })
    .await
}

/// What is to be done, fixed at the start.
#[derive(Debug)]
struct Plan {
    import: Import,
    closed_on: Option<Date>,
    terms: Terms,
    waiting: Vec<u32>,
    progress: Progress,
}

fn progress_of(rows: &[ImportRow]) -> Progress {
    let done = rows.iter().filter(|it| it.done_at.is_some()).count();
    let waiting = rows.iter().filter(|it| it.done_at.is_none() && it.is_to_take()).count();
    Progress { done, total: done + waiting }
}

async fn plan(rx: &mut Rx<'_>, id: ImportId) -> AppResult<Option<Plan>> {
    let import = super::sql::find(rx, id).await?;
    match import.state {
        State::Accepted { .. } => {}
        State::Uploaded
        | State::Previewed { .. }
        | State::Finished { .. }
        | State::Abandoned { .. } => return Ok(None),
    }
    let rows = super::sql::rows(rx, id).await?;
    let progress = progress_of(&rows);
    let waiting = rows.iter().filter(|it| it.done_at.is_none() && it.is_to_take());
    let waiting = waiting.map(|it| it.number).collect();
    // Rows are read as on the day on which they were shown.
    let read_on = import.previewed_at.map_or_else(|| rx.today(), london_date);
    let terms = terms(rx, import.scheme, read_on).await?;
    let closed_on = scheme::brief(rx, import.scheme).await?.closed_on;
    Ok(Some(Plan { import, closed_on, terms, waiting, progress }))
}

async fn finish(tx: &mut Tx<'_>, plan: &Plan) -> AppResult<()> {
    let import = &plan.import;
    let permit = tx.permit(&ImportRegister(Resource::Scheme(import.scheme)))?;
    if super::sql::set_finished(tx, &permit, import.id).await? > 0 {
        let event = Event::new(Verb::Collection, "register_taken_in")
            .about("import", import.id)
            .scheme(import.scheme)
            .detail(json!({ "rows": plan.progress.total }));
        tx.record(event);
    }
    Ok(())
}

async fn take_row(tx: &mut Tx<'_>, plan: &Plan, number: u32) -> AppResult<()> {
    let scheme = plan.import.scheme;
    let permit = tx.permit(&ImportRegister(Resource::Scheme(scheme)))?;
    let mut row = super::sql::find_row(tx, plan.import.id, number).await?;
    if row.done_at.is_some() || !row.is_to_take() {
        return Ok(());
    }
    if let Some(on) = scheme::brief(tx, scheme).await?.closed_on {
        row.mends = vec![Mend::row(Fault::SchemeClosed { on: Day(on) })];
        return leave(tx, &permit, plan, (&row, Verdict::Refused)).await;
    }
    let before = std::slice::from_ref(&row.fingerprint);
    if !super::lookup::imported(tx, scheme, before).await?.is_empty() {
        return leave(tx, &permit, plan, (&row, Verdict::Unchanged)).await;
    }
    let record = row.raw();
    let reading = entry::read(&record, &plan.terms);
    row.mends = reading.mends;
    let Some(entry) = reading.entry else {
        return leave(tx, &permit, plan, (&row, Verdict::Refused)).await;
    };
    let (person, weighed) = match whom(tx, &row, &entry).await? {
        Some(person) => (person, add::weigh(tx, (scheme, person), (&record, &entry)).await?),
        None => match store::record_person(tx, &entry.who, scheme).await? {
            Ok(person) => (person, Weighed::of_new()),
            Err(refusal) => {
                row.mends.push(Mend::row(Fault::of_person(refusal)));
                return leave(tx, &permit, plan, (&row, Verdict::Refused)).await;
            }
        },
    };
    row.mends.extend(weighed.mends);
    let registration = match weighed.fit {
        None => return leave(tx, &permit, plan, (&row, Verdict::Refused)).await,
        Some(Fit::OnlyAdds(registration)) => registration,
        Some(Fit::Stay) => {
            let of = (&plan.import, person);
            let (id, mend) = store::take_over(tx, &permit, of, &entry.stay).await?;
            row.mends.extend(mend);
            id
        }
    };
    row.additions = add::apply(tx, person, weighed.new, &plan.import.file_name).await?;
    let taken = (&row, person, registration);
    super::sql::insert_imported(tx, &permit, (plan.import.id, scheme), taken).await?;
    let (person, registration) = (Some(person), Some(registration));
    let done = Done { row: &row, verdict: Verdict::Taken, person, registration };
    super::sql::set_row_done(tx, &permit, plan.import.id, &done).await
}

/// The person the row is about, if it is somebody known by now: an earlier row, or a colleague,
/// may have recorded them since the preview.
async fn whom(rx: &mut Rx<'_>, row: &ImportRow, entry: &Entry) -> AppResult<Option<PersonId>> {
    let chosen = match row.choice {
        Some(Choice::Person(person)) => Some(person),
        Some(Choice::New | Choice::LeaveOut) | None => row.person,
    };
    if chosen.is_some() || row.choice == Some(Choice::New) {
        return Ok(chosen);
    }
    let (held, _) = people(rx, &[entry]).await?;
    Ok(match judge(&entry.who, &held, &[]) {
        About::Certain(person) | About::BornOtherwise(person) => Some(person),
        About::Nobody | About::Perhaps(_) => None,
    })
}

/// Deals with a row without taking it.
async fn leave(
    tx: &mut Tx<'_>,
    permit: &Permit<ImportRegister>,
    plan: &Plan,
    (row, verdict): (&ImportRow, Verdict),
) -> AppResult<()> {
    let import = plan.import.id;
    let row = &ImportRow { additions: Vec::new(), ..row.clone() };
    let done = Done { row, verdict, person: row.person, registration: None };
    super::sql::set_row_done(tx, permit, import, &done).await?;
    let event = Event::new(Verb::Collection, "import_row_left")
        .about("import", import)
        .scheme(plan.import.scheme)
        .detail(json!({ "row": row.number, "verdict": verdict.key() }));
    tx.record(event);
    Ok(())
}

/// What a register said of a stay that has no place of its own elsewhere. Whoever shows it has
/// asked the policy first.
pub async fn details(
    rx: &mut Rx<'_>,
    registration: domain::id::RegistrationId,
) -> AppResult<Vec<(super::field::Field, String)>> {
    sql::details(rx, registration).await
}

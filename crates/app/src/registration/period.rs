//! Under which order somebody is, by dates.

use domain::id::{PersonId, SchemeId};
use domain::registration::{PeriodRefusal, StatutoryPeriod};
use serde_json::json;

use super::{EndOn, NewPeriod, RecordPeriod, RecordPeriodOn, load, period_sql, row_key};
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult};
use crate::gate::{Fact, Permit, Resource, Tx};
use crate::person;

/// An order as it is stored.
#[derive(Debug, Clone)]
pub struct Period {
    /// Its key.
    pub key: String,
    /// The order and its days.
    pub period: StatutoryPeriod,
}

/// Records an order [RR04 A.5]: each day has one status, so that orders do not overlap.
pub async fn record_period(tx: &mut Tx<'_>, cmd: &RecordPeriodOn) -> AppResult<String> {
    let file = load(tx, cmd.registration).await?;
    let permit = tx.permit(&RecordPeriod(Resource::Person(file.standing.clone())))?;
    add(tx, &permit, &file.stored.registration, cmd.period).await
}

/// Writes an order down on a registration; also part of registering.
pub(super) async fn add(
    tx: &mut Tx<'_>,
    permit: &Permit<RecordPeriod>,
    registration: &domain::registration::Registration,
    new: NewPeriod,
) -> AppResult<String> {
    let person = registration.person;
    let wish = StatutoryPeriod { from: new.from, to: new.to, order: new.order };
    wish.check_begins(person::brief(tx, person).await?.life(), tx.today())?;
    let recorded = plain(period_sql::of_person(tx, person).await?);
    let period = domain::registration::record_period(wish, &recorded)?;
    let key = row_key(tx);
    period_sql::insert(tx, permit, (person, registration.id), &key, &period).await?;
    let event = Event::new(Verb::Collection, "period_recorded")
        .about("registration", registration.id)
        .person(person)
        .scheme(registration.scheme)
        .detail(told(&period));
    tx.record(event);
    tx.fact(fact("statutory_period", person, registration.scheme, &period));
    Ok(key)
}

/// Ends an order on its last day.
pub async fn end_period(tx: &mut Tx<'_>, cmd: &EndOn) -> AppResult<String> {
    let file = load(tx, cmd.registration).await?;
    let permit = tx.permit(&RecordPeriod(Resource::Person(file.standing.clone())))?;
    let person = file.registration().person;
    let recorded = period_sql::of_person(tx, person).await?;
    let others = recorded.iter().filter(|it| it.key != cmd.key).map(|it| it.period);
    let others: Vec<StatutoryPeriod> = others.collect();
    let found = recorded.iter().find(|it| it.key == cmd.key).ok_or(AppError::Hidden)?;

    let wish = StatutoryPeriod { to: Some(cmd.last_day), ..found.period };
    let ended = domain::registration::record_period(wish, &others)?;

    period_sql::end(tx, &permit, person, &cmd.key, cmd.last_day).await?;
    let event = Event::new(Verb::Alteration, "period_ended")
        .about("registration", cmd.registration)
        .person(person)
        .scheme(file.scheme.id)
        .detail(told(&ended));
    tx.record(event);
    tx.fact(fact("statutory_period_ended", person, file.scheme.id, &ended));
    Ok(cmd.key.clone())
}

/// The periods without their keys, as the rules take them.
pub(super) fn plain(periods: Vec<Period>) -> Vec<StatutoryPeriod> {
    periods.into_iter().map(|it| it.period).collect()
}

/// Whether a new order could be recorded beside those there are.
pub(super) fn with(
    mut recorded: Vec<StatutoryPeriod>,
    new: Option<NewPeriod>,
) -> Result<Vec<StatutoryPeriod>, PeriodRefusal> {
    let Some(new) = new else { return Ok(recorded) };
    let wish = StatutoryPeriod { from: new.from, to: new.to, order: new.order };
    let period = domain::registration::record_period(wish, &recorded)?;
    recorded.push(period);
    Ok(recorded)
}

fn told(period: &StatutoryPeriod) -> serde_json::Value {
    json!({
        "order": period.order.key(),
        "from": period.from.to_string(),
        "to": period.to.map(|it| it.to_string()),
    })
}

fn fact(kind: &'static str, person: PersonId, scheme: SchemeId, period: &StatutoryPeriod) -> Fact {
    let happened_on = match (kind, period.to) {
        ("statutory_period_ended", Some(to)) => to,
        _ => period.from,
    };
    Fact { kind, person, scheme: Some(scheme), happened_on, detail: told(period) }
}

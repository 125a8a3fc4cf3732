//! Statements about the panel's decisions.

use std::collections::BTreeMap;

use domain::Date;
use domain::criteria::ScoreShown;
use domain::decision::{Decision, Outcome, View};
use domain::id::{DecisionId, NominationId, PersonId, SchemeId};
use domain::nomination::{Nomination, Ruling};
use serde_json::{Value as Json, json};

use super::{DecideNomination, Kept, KeptView};
use crate::db::{Row, args, statements};
use crate::error::{AppError, AppResult, What};
use crate::gate::{Permit, Rx, Tx};

statements! {
    INSERT = "
        insert into decision
            (person_id, decision_id, nomination_id, scheme_id, outcome, deferred_until,
             over_capacity_reason, mappa_reason, reasons, chair_user_id, chair_name, criteria_id,
             score_shown, decided_on, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

    INSERT_VIEW = "
        insert into decision_view (person_id, decision_id, agency_id, spoke_for_it, view, reasons)
        values ($1, $2, $3, $4, $5, $6)";

    TOUCH_NOMINATION = "
        update nomination
           set version = version + 1
         where nomination_id = $1
           and version = $2";

    /// What the panel ruled, oldest first. A place on the waiting list that was taken up settles
    /// the nomination as a decision to register would have.
    RULINGS = "
        select nomination_id, decision_id, outcome, deferred_until, decided_on, 0 as taken_up,
               recorded_at
          from decision
         where nomination_id = $1
        union all
        select registration.nomination_id, decision.decision_id, 'register' as outcome,
               cast(null as text) as deferred_until, registration.registered_on as decided_on,
               1 as taken_up, decision.recorded_at
          from registration
          join decision on decision.decision_id = registration.decision_id
         where registration.nomination_id = $1
           and decision.outcome = 'waiting_list'
         order by decided_on, taken_up, recorded_at, decision_id";

    INTERIM_RULINGS = "
        select nomination_id, decision_id, outcome, deferred_until, decided_on
          from decision
         where outcome in ('defer', 'waiting_list')
         order by decided_on, recorded_at, decision_id";

    FIND = "
        select person_id, decision_id, nomination_id, scheme_id, outcome, deferred_until,
               over_capacity_reason, mappa_reason, reasons, chair_name, score_shown, decided_on
          from decision
         where decision_id = $1";

    VIEWS = "
        select agency.name, decision_view.spoke_for_it, decision_view.view,
               decision_view.reasons
          from decision_view
          join agency on agency.agency_id = decision_view.agency_id
         where decision_view.decision_id = $1
         order by agency.name, agency.agency_id";
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    _permit: &Permit<DecideNomination>,
    (decision, nomination, based_on): (&Decision, &Nomination, i64),
) -> AppResult<()> {
    let (said, about) = (&decision.said, &nomination.said);
    let touched = args![about.id, based_on];
    tx.run_versioned(What::Nomination, based_on, TOUCH_NOMINATION, touched).await?;
    let text =
        |it: &Option<domain::nomination::Reasons>| it.as_ref().map(|it| it.text().to_owned());
    let args = args![
        about.person,
        said.id,
        about.id,
        about.scheme,
        said.outcome.key(),
        said.outcome.until(),
        text(&said.overrides.over_capacity),
        text(&said.overrides.mappa),
        said.reasons.text(),
        tx.actor().user_id(),
        said.chair.name(),
        said.score_shown.map(|it| it.criteria),
        said.score_shown.map(stored_score),
        said.decided_on,
        tx.now(),
    ];
    tx.run(INSERT, args).await?;
    for view in &said.views {
        let reasons = text(&view.reasons);
        let spoken_by = view.spoken_by.name();
        let args = args![about.person, said.id, view.agency, spoken_by, view.view.key(), reasons];
        tx.run(INSERT_VIEW, args).await?;
    }
    Ok(())
}

/// What the panel ruled on a nomination, oldest first.
pub(crate) async fn rulings(rx: &mut Rx<'_>, id: NominationId) -> AppResult<Vec<Ruling>> {
    rx.all(RULINGS, args![id], |row| Ok(ruling(&row)?.1)).await
}

/// The rulings that settle nothing, by nomination.
pub(crate) async fn interim_rulings(
    rx: &mut Rx<'_>,
) -> AppResult<BTreeMap<NominationId, Vec<Ruling>>> {
    let mut found: BTreeMap<NominationId, Vec<Ruling>> = BTreeMap::new();
    for (nomination, ruling) in rx.all(INTERIM_RULINGS, args![], |row| ruling(&row)).await? {
        found.entry(nomination).or_default().push(ruling);
    }
    Ok(found)
}

pub(crate) async fn find(rx: &mut Rx<'_>, id: DecisionId) -> AppResult<Kept> {
    let found = rx.maybe(FIND, args![id], kept).await?;
    let mut found = found.ok_or(AppError::NotFound(What::Record))?;
    found.views = rx.all(VIEWS, args![id], view).await?;
    Ok(found)
}

fn ruling(row: &Row) -> AppResult<(NominationId, Ruling)> {
    let ruling = Ruling {
        decision: row.get("decision_id")?,
        on: row.get("decided_on")?,
        outcome: outcome(row)?,
    };
    Ok((row.get("nomination_id")?, ruling))
}

fn outcome(row: &Row) -> AppResult<Outcome> {
    let until: Option<Date> = row.get("deferred_until")?;
    row.key("outcome", |key| Outcome::from_stored(key, until))
}

fn kept(row: Row) -> AppResult<Kept> {
    let score: Option<Json> = row.get("score_shown")?;
    Ok(Kept {
        id: row.get::<DecisionId>("decision_id")?,
        nomination: row.get("nomination_id")?,
        person: row.get::<PersonId>("person_id")?,
        scheme: row.get::<SchemeId>("scheme_id")?,
        outcome: outcome(&row)?,
        reasons: row.get("reasons")?,
        chair: row.get("chair_name")?,
        over_capacity: row.get("over_capacity_reason")?,
        mappa: row.get("mappa_reason")?,
        score: score.as_ref().and_then(score_of),
        views: Vec::new(),
        decided_on: row.get("decided_on")?,
    })
}

fn view(row: Row) -> AppResult<KeptView> {
    Ok(KeptView {
        agency: row.get("name")?,
        spoken_by: row.get("spoke_for_it")?,
        view: row.key("view", View::from_key)?,
        reasons: row.get("reasons")?,
    })
}

fn stored_score(shown: ScoreShown) -> Json {
    json!({
        "criteria": shown.criteria.to_string(),
        "version": shown.version,
        "as_at": shown.as_at.to_string(),
        "total": shown.total,
        "without_intelligence": shown.without_intelligence,
        "consider_at": shown.consider_at,
    })
}

fn score_of(stored: &Json) -> Option<ScoreShown> {
    let number = |key: &str| u32::try_from(stored.get(key)?.as_u64()?).ok();
    let text = |key: &str| stored.get(key)?.as_str();
    Some(ScoreShown {
        criteria: text("criteria")?.parse().ok()?,
        version: number("version")?,
        as_at: text("as_at")?.parse().ok()?,
        total: number("total")?,
        without_intelligence: number("without_intelligence")?,
        consider_at: number("consider_at")?,
    })
}

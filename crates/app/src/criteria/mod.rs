//! A scheme's selection criteria: drafted, agreed by police and probation, put in force.

pub(crate) mod sql;
mod stored;
#[cfg(test)]
mod tests;

use domain::Date;
use domain::agency::AgencyKind;
use domain::criteria::{Criteria, CriteriaRefusals, Factor};
use domain::id::{CriteriaId, SchemeId};
use serde_json::json;

use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, Reasons, What, on_newest};
use crate::gate::{Resource, Rx, Tx, actions};
use crate::scheme;

actions! {
    /// Read how a scheme chooses.
    ReadCriteria = "read_criteria";
    /// Draft a version and change the draft.
    DraftCriteria = "draft_criteria";
    /// Agree to a draft for the police or for probation.
    AgreeCriteria = "agree_criteria";
    /// Put an agreed version in force.
    AdoptCriteria = "adopt_criteria";
}

/// A version of the criteria, with where it stands in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The matrix.
    pub criteria: Criteria,
    /// When it was put in force for its first day of use; a draft has none.
    pub adopted_on: Option<Date>,
    /// The version of the record, which every change names.
    pub version: i64,
}

/// What is to be changed, and the version of the record that the change was based on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct On {
    /// The version of the criteria.
    pub id: CriteriaId,
    /// The version of the record.
    pub based_on: i64,
}

/// A change of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Its title, and the points from which the panel should consider somebody.
    Heading {
        /// The title.
        title: String,
        /// Points.
        consider_at: u32,
    },
    /// A factor: in place of the one of the same key, or at the end.
    Factor(Box<Factor>),
    /// No longer a factor.
    Without {
        /// The factor's key.
        key: String,
    },
}

/// Opens a draft: the one there is, else the next version, else the starter.
pub async fn draft(tx: &mut Tx<'_>, scheme: SchemeId) -> AppResult<CriteriaId> {
    let permit = tx.permit(&DraftCriteria(Resource::Scheme(scheme)))?;
    let scheme = scheme::brief(tx, scheme).await?.id;
    let versions = sql::of_scheme(tx, scheme).await?;
    if let Some(open) = versions.iter().find(|it| it.adopted_on.is_none()) {
        return Ok(open.criteria.id);
    }
    let (id, today) = (tx.id(), tx.today());
    let drafted = match versions.first() {
        None => Criteria::starter(id, scheme, today),
        Some(last) => {
            let after = last.criteria.in_force_from.tomorrow().unwrap_or(Date::MAX);
            last.criteria.next_version(id, today.max(after)).map_err(CriteriaRefusals::from)?
        }
    };
    sql::insert(tx, &permit, &drafted).await?;
    tx.record(told(Verb::Collection, "criteria_drafted", &drafted));
    Ok(id)
}

/// Changes a draft. Whoever had agreed to it has to agree again.
pub async fn change(tx: &mut Tx<'_>, on: On, change: &Change) -> AppResult<()> {
    let found = find(tx, on.id).await?;
    let permit = tx.permit(&DraftCriteria(Resource::Scheme(found.criteria.scheme)))?;
    on_newest(What::Criteria, on.based_on, found.version)?;
    let mut changed = found.criteria;
    match change {
        Change::Heading { title, consider_at } => {
            changed.title.clone_from(title);
            changed.consider_at = *consider_at;
        }
        Change::Factor(factor) => {
            match changed.factors.iter_mut().find(|it| it.key == factor.key) {
                Some(there) => there.clone_from(factor),
                None => changed.factors.push((**factor).clone()),
            }
        }
        Change::Without { key } => changed.factors.retain(|it| it.key != *key),
    }
    refuse_if_wrong(&changed, change)?;
    sql::rewrite(tx, &permit, (&changed, on.based_on)).await?;
    tx.record(told(Verb::Alteration, "criteria_changed", &changed));
    Ok(())
}

/// A draft may be incomplete while it is written; what is being changed has to be sound.
fn refuse_if_wrong(changed: &Criteria, change: &Change) -> AppResult<()> {
    let mut wrong = changed.check_draft();
    match change {
        Change::Heading { .. } => wrong.retain(|it| it.factor().is_none()),
        Change::Factor(factor) => wrong.retain(|it| it.factor() == Some(factor.key.as_str())),
        Change::Without { .. } => wrong.clear(),
    }
    if wrong.is_empty() { Ok(()) } else { Err(CriteriaRefusals(wrong).into()) }
}

/// Agrees to a draft for the agency that the actor works for: the police or probation.
///
/// Source: [RR04 A.2].
pub async fn agree(tx: &mut Tx<'_>, on: On) -> AppResult<()> {
    let found = find(tx, on.id).await?;
    let permit = tx.permit(&AgreeCriteria(Resource::Scheme(found.criteria.scheme)))?;
    let Some(kind) = agreeing_kind(tx).await? else {
        let policies = vec!["criteria.police_or_probation".to_owned()];
        return Err(AppError::Forbidden(Reasons { action: "agree_criteria", policies }));
    };
    on_newest(What::Criteria, on.based_on, found.version)?;
    let wrong = found.criteria.check_draft();
    if !wrong.is_empty() {
        return Err(CriteriaRefusals(wrong).into());
    }
    let (mut agreed, today) = (found.criteria.agreed, tx.today());
    if kind == AgencyKind::Police {
        agreed.police_on = agreed.police_on.or(Some(today));
    } else {
        agreed.probation_on = agreed.probation_on.or(Some(today));
    }
    sql::agree(tx, &permit, (on.id, agreed, on.based_on)).await?;
    let event = told(Verb::Alteration, "criteria_agreed", &found.criteria)
        .detail(json!({ "version": found.criteria.version, "agency_kind": kind.key() }));
    tx.record(event);
    Ok(())
}

/// Puts an agreed draft in force from a day on, and ends the version before it.
///
/// Source: [RR04 ¶1, A.2].
pub async fn adopt(tx: &mut Tx<'_>, on: On, from: Date) -> AppResult<()> {
    let found = find(tx, on.id).await?;
    let scheme = found.criteria.scheme;
    let permit = tx.permit(&AdoptCriteria(Resource::Scheme(scheme)))?;
    on_newest(What::Criteria, on.based_on, found.version)?;
    let next = Criteria { in_force_from: from, ..found.criteria };
    let mut adopted = sql::of_scheme(tx, scheme).await?;
    adopted.retain(|it| it.adopted_on.is_some());
    let last = adopted.first().map(|it| it.criteria.clone());
    let mut others: Vec<Criteria> = adopted.into_iter().map(|it| it.criteria).collect();
    if let Some(last) = &last {
        last.next_version(next.id, from).map_err(CriteriaRefusals::from)?;
        let ended = last.ended_by(&next);
        others = others
            .into_iter()
            .map(|it| if it.id == ended.id { ended.clone() } else { it })
            .collect();
        sql::end(tx, &permit, &ended).await?;
    }
    let wrong = next.check(&others);
    if !wrong.is_empty() {
        return Err(CriteriaRefusals(wrong).into());
    }
    sql::adopt(tx, &permit, (on.id, from, on.based_on)).await?;
    let event = told(Verb::Alteration, "criteria_put_in_force", &next)
        .detail(json!({ "version": next.version, "from": from.to_string() }));
    tx.record(event);
    Ok(())
}

/// Every version of a scheme's criteria, the newest first.
pub async fn versions(rx: &mut Rx<'_>, scheme: SchemeId) -> AppResult<Vec<Version>> {
    rx.require(&ReadCriteria(Resource::Scheme(scheme)))?;
    sql::of_scheme(rx, scheme).await
}

/// One version.
pub async fn version(rx: &mut Rx<'_>, id: CriteriaId) -> AppResult<Version> {
    let found = find(rx, id).await?;
    rx.require(&ReadCriteria(Resource::Scheme(found.criteria.scheme)))?;
    Ok(found)
}

/// The kind of the actor's agency, where it is one of the two that agree.
pub async fn agreeing_kind(rx: &mut Rx<'_>) -> AppResult<Option<AgencyKind>> {
    let kind = own_kind(rx).await?;
    Ok(kind.filter(|it| matches!(it, AgencyKind::Police | AgencyKind::Probation)))
}

/// The kind of the actor's agency.
pub(crate) async fn own_kind(rx: &mut Rx<'_>) -> AppResult<Option<AgencyKind>> {
    let Some(agency) = rx.actor().agency() else { return Ok(None) };
    sql::agency_kind(rx, agency).await
}

/// The matrix by which a scheme scores today. Whoever shows it has asked the policy first.
pub(crate) async fn in_force(rx: &mut Rx<'_>, scheme: SchemeId) -> AppResult<Option<Criteria>> {
    let versions = sql::of_scheme(rx, scheme).await?;
    let adopted = versions.into_iter().filter(|it| it.adopted_on.is_some());
    let adopted: Vec<Criteria> = adopted.map(|it| it.criteria).collect();
    Ok(domain::criteria::in_force(&adopted, rx.today()).cloned())
}

async fn find(rx: &mut Rx<'_>, id: CriteriaId) -> AppResult<Version> {
    sql::find(rx, id).await?.ok_or(AppError::NotFound(What::Criteria))
}

fn told(verb: Verb, name: &'static str, criteria: &Criteria) -> Event {
    Event::new(verb, name)
        .about("criteria", criteria.id)
        .scheme(criteria.scheme)
        .detail(json!({ "version": criteria.version }))
}

//! People on a scheme for whom the local threshold of a ground of removal is reached, with what was
//! looked at [SG05 ¶3, ICO2018]. Nothing follows from it by itself: somebody may propose a
//! removal, and the agencies decide.
//!
//! Looked at are the convictions, charges and arrests that agencies brought to nominations to the
//! same scheme, the orders recorded and the times in custody. Intelligence is not, nor is what a
//! note says.

use std::collections::{BTreeMap, BTreeSet};

use domain::Date;
use domain::criteria::CustodyPeriod;
use domain::edition::{GroundKey, Label};
use domain::id::{RegistrationId, SchemeId};
use domain::removal::{OffendingFact, Quiet, reached as judge};
use domain::user::Category;
use jiff::ToSpan as _;

use super::reached_sql::{Running, Set};
use super::{ProposeRemoval, reached_sql as sql};
use crate::edition::Editions;
use crate::error::AppResult;
use crate::gate::{PersonStanding, Resource, Rx, Secrecy};
use crate::registration::strand_label;

/// Somebody for whom a threshold is reached.
#[derive(Clone)]
pub struct Reached {
    /// The registration.
    pub registration: RegistrationId,
    /// The person's name.
    pub name: String,
    /// The scheme's name.
    pub scheme_name: String,
    /// The strand.
    pub strand: Label,
    /// The first day on the scheme.
    pub registered_on: Date,
    /// What was counted, and from what.
    pub quiet: Quiet,
    /// The ground.
    pub ground: GroundKey,
    /// What the edition calls it.
    pub ground_label: Label,
    /// Where it comes from.
    pub source: String,
    /// From when it is in force.
    pub in_force_on: Date,
    /// The figure that holds for the scheme.
    pub figure: u32,
}

impl std::fmt::Debug for Reached {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reached({})", self.registration)
    }
}

/// How many people there are for whom a threshold is reached.
pub async fn count_reached(rx: &mut Rx<'_>) -> AppResult<u32> {
    Ok(u32::try_from(reached(rx).await?.len()).unwrap_or(u32::MAX))
}

/// Everybody for whom a threshold is reached and for whom the reader may propose a removal, the
/// longest first.
pub async fn reached(rx: &mut Rx<'_>) -> AppResult<Vec<Reached>> {
    let scope = rx.scope();
    let set = sql::set(rx, &scope).await?;
    let set = Figures::of(set, rx.editions());
    let Some(lowest) = set.lowest() else { return Ok(Vec::new()) };
    let by = rx.today().saturating_sub(i64::from(lowest).months());
    let schemes = set.schemes();
    let since = (&schemes, by);
    let running = sql::running(rx, since).await?;
    if running.is_empty() {
        return Ok(Vec::new());
    }
    let facts = grouped(sql::facts(rx, since).await?);
    let custody = grouped(sql::custody(rx, since).await?);
    let mut allowed = Allowed::default();
    let mut found = Vec::new();
    for row in running {
        if !allowed.holds(rx, &row) {
            continue;
        }
        let known = (of(&facts, row.id), of(&custody, row.id));
        found.extend(read(rx, row, &set, known));
    }
    found.sort_by_key(|it| (std::cmp::Reverse(it.quiet.months), it.quiet.since));
    Ok(found)
}

fn read(
    rx: &Rx<'_>,
    row: Running,
    set: &Figures,
    (facts, custody): (&[OffendingFact], &[CustodyPeriod]),
) -> Option<Reached> {
    let rules = rx.editions().get(&row.edition)?.on(rx.today());
    let quiet = Quiet::of(row.registered_on, facts, custody, rx.today());
    let found = judge(rules, &row.strand, |ground| set.figure(row.scheme, ground), &quiet)?;
    Some(Reached {
        registration: row.id,
        name: row.name,
        scheme_name: row.scheme_name,
        strand: strand_label(rules, &row.strand),
        registered_on: row.registered_on,
        quiet,
        ground: found.ground.value.key.clone(),
        ground_label: found.ground.value.label.clone(),
        source: found.ground.source.0.clone(),
        in_force_on: found.ground.from,
        figure: found.figure,
    })
}

/// The figures that schemes have set, the last one in force for each ground.
struct Figures(BTreeMap<(SchemeId, String), u32>);

impl Figures {
    /// Of the grounds that the program counts for: an edition gives none of them a default.
    fn of(set: Vec<Set>, editions: &Editions) -> Self {
        let counts = |ground: &str| {
            let mut grounds = editions.iter().flat_map(|it| &it.grounds);
            grounds.any(|it| it.value.key.0 == ground && it.value.is_counted())
        };
        let set = set.into_iter().filter(|(_, ground, _)| counts(ground));
        let figure =
            |(scheme, ground, text): Set| Some(((scheme, ground), text.trim().parse().ok()?));
        Self(set.filter_map(figure).collect())
    }

    fn figure(&self, scheme: SchemeId, ground: &GroundKey) -> Option<u32> {
        self.0.get(&(scheme, ground.0.clone())).copied()
    }

    /// Nobody who is on a scheme for a shorter time has reached anything.
    fn lowest(&self) -> Option<u32> {
        self.0.values().min().copied()
    }

    fn schemes(&self) -> serde_json::Value {
        let schemes: BTreeSet<String> = self.0.keys().map(|it| it.0.to_string()).collect();
        serde_json::json!(schemes)
    }
}

/// What the policy answered for each scheme and secrecy: it is asked once.
#[derive(Default)]
struct Allowed(Vec<((SchemeId, Secrecy), bool)>);

impl Allowed {
    /// Whether the reader lists the person, may know of offending and may propose a removal.
    fn holds(&mut self, rx: &Rx<'_>, row: &Running) -> bool {
        let asked = (row.scheme, row.secrecy);
        if let Some((_, answer)) = self.0.iter().find(|it| it.0 == asked) {
            return *answer;
        }
        let standing =
            PersonStanding { id: row.person, schemes: vec![row.scheme], secrecy: row.secrecy };
        let answer = rx.lists(row.scheme, row.secrecy)
            && rx.may_see(Category::Offending, &standing)
            && rx.may(&ProposeRemoval(Resource::Person(standing)));
        self.0.push((asked, answer));
        answer
    }
}

fn grouped<T>(rows: Vec<(RegistrationId, T)>) -> BTreeMap<RegistrationId, Vec<T>> {
    let mut grouped: BTreeMap<RegistrationId, Vec<T>> = BTreeMap::new();
    for (id, it) in rows {
        grouped.entry(id).or_default().push(it);
    }
    grouped
}

fn of<T>(grouped: &BTreeMap<RegistrationId, Vec<T>>, id: RegistrationId) -> &[T] {
    grouped.get(&id).map(Vec::as_slice).unwrap_or_default()
}

//! Reading lists of people.

use std::collections::BTreeMap;

use domain::edition::StrandKey;
use domain::id::{PersonId, RegistrationId, SchemeId};
use domain::person::RecordAccess;
use domain::registration::{OrderKind, Supervision};
use domain::review::{ReviewStanding, standing};
use domain::{Date, edition};
use jiff::ToSpan as _;

use super::filter::{AgeGroup, Filter, ManagedBy};
use super::{PAGE_SIZE, sql};
use crate::db::{self, Value, args};
use crate::error::AppResult;
use crate::gate::{PersonStanding, Rx, Secrecy};
use crate::person::sql::secrecy_of;

/// One open registration in a list.
#[derive(Clone)]
pub struct Row {
    /// The registration.
    pub registration: RegistrationId,
    /// The person.
    pub person: PersonId,
    /// Surname of the main name.
    pub surname: String,
    /// Forenames of the main name.
    pub forenames: String,
    /// Date of birth, where it is known.
    pub born_on: Option<Date>,
    /// How secret the record is.
    pub secrecy: Secrecy,
    /// The scheme.
    pub scheme: SchemeId,
    /// Its name.
    pub scheme_name: String,
    /// What the edition calls the strand.
    pub strand: edition::Label,
    /// The first day on the scheme.
    pub registered_on: Date,
    /// The day the next review is due.
    pub review_due_on: Date,
    /// How the review stands today.
    pub review: ReviewStanding,
    /// Whether the person is under statutory supervision today.
    pub is_statutory: bool,
    /// Who manages or leads today.
    pub manager: Option<String>,
    /// The scheme's own reference.
    pub reference: Option<String>,
}

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Row({})", self.registration)
    }
}

impl Row {
    /// What the policy needs to know, as far as this row's scheme opens the record.
    pub fn standing(&self) -> PersonStanding {
        PersonStanding { id: self.person, schemes: vec![self.scheme], secrecy: self.secrecy }
    }
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page {
    /// The people on it.
    pub rows: Vec<Row>,
    /// Its number, from 1; the last one where a later was asked for.
    pub number: u32,
    /// How many there are in all.
    pub total: u32,
}

/// What Today counts of one age group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Open registrations.
    pub registered: u32,
    /// Reviews past their day, within the grace.
    pub past: u32,
    /// Reviews past the grace.
    pub queued: u32,
    /// Reviews due today or in seven days.
    pub week: u32,
    /// Reviews within the amber days.
    pub amber: u32,
    /// Statutory cases without an offender manager [RR04 A.5].
    pub no_manager: u32,
    /// Other cases without a lead worker.
    pub no_lead: u32,
}

/// What the filters offer.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Schemes in reach.
    pub schemes: Vec<(SchemeId, String)>,
    /// Strands in use, by key.
    pub strands: BTreeMap<String, edition::Label>,
    /// Who manages or leads somebody, by key.
    pub managers: Vec<(String, String)>,
    /// Whether any record of somebody under 18 may be seen.
    pub sees_young: bool,
}

/// One page of the people whom the reader may see and the filter keeps.
pub async fn caseload(rx: &mut Rx<'_>, filter: &Filter, page: u32) -> AppResult<Page> {
    let number = page.max(1);
    let (rows, total) = rows(rx, filter, part(number)).await?;
    if !rows.is_empty() || number == 1 {
        return Ok(Page { rows, number, total });
    }
    // Past the end: the last page there is.
    let number = count(rx, filter).await?.div_ceil(PAGE_SIZE).max(1);
    let (rows, total) = self::rows(rx, filter, part(number)).await?;
    Ok(Page { rows, number, total })
}

/// So many, after so many.
fn part(page: u32) -> (i64, i64) {
    (i64::from(PAGE_SIZE), i64::from((page - 1).saturating_mul(PAGE_SIZE)))
}

/// How many people the reader may see and the filter keeps.
pub(crate) async fn count(rx: &mut Rx<'_>, filter: &Filter) -> AppResult<u32> {
    let args = wanted(rx, filter);
    rx.one(sql::COUNT, args, |row| row.get("counted")).await
}

/// A part of the list, at most so many after so many, and how many there are in all; nought where
/// the part is empty.
pub(super) async fn rows(
    rx: &mut Rx<'_>,
    filter: &Filter,
    (limit, offset): (i64, i64),
) -> AppResult<(Vec<Row>, u32)> {
    let mut args = wanted(rx, filter);
    args.extend(args![format!("{} {}", filter.sort.key(), filter.order.key()), limit, offset]);
    let found = rx.all(sql::LIST, args, |row| Ok((row.get::<u32>("total")?, Raw::read(row)?)));
    let found = found.await?;
    let total = found.first().map_or(0, |it| it.0);
    Ok((found.into_iter().map(|(_, raw)| raw.row(rx)).collect(), total))
}

/// Those of the ticked registrations that the reader may see.
pub(super) async fn ticked(rx: &mut Rx<'_>, ids: &[RegistrationId]) -> AppResult<Vec<Row>> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let mut args = shown(rx);
    args.extend(args![serde_json::json!(ids)]);
    let found = rx.all(sql::TICKED, args, Raw::read).await?;
    Ok(found.into_iter().map(|raw| raw.row(rx)).collect())
}

/// What Today counts: adults, and the young where their records may be seen.
pub async fn tally(rx: &mut Rx<'_>) -> AppResult<(Tally, Tally)> {
    let mut args = shown(rx);
    args.extend(args![week_end(rx.today())]);
    let found = rx.all(sql::TALLY, args, |row| {
        let counted = Tally {
            registered: row.get("registered")?,
            past: row.get("past")?,
            queued: row.get("queued")?,
            week: row.get("week")?,
            amber: row.get("amber")?,
            no_manager: row.get("no_manager")?,
            no_lead: row.get("no_lead")?,
        };
        Ok((row.get::<i64>("young")?, counted))
    });
    let found = found.await?;
    let of = |young| found.iter().find(|it| it.0 == young).map(|it| it.1).unwrap_or_default();
    Ok((of(0), of(1)))
}

/// What the filters offer this reader.
pub async fn choices(rx: &mut Rx<'_>) -> AppResult<Choices> {
    let scope = rx.scope();
    let reach = args![scope.everywhere, scope.schemes.as_str()];
    let schemes =
        rx.all(sql::SCHEMES, reach, |row| Ok((row.get("scheme_id")?, row.get("name")?))).await?;
    let args = shown(rx);
    let keys: Vec<(String, String)> =
        rx.all(sql::STRANDS, args, |row| Ok((row.get("edition")?, row.get("strand")?))).await?;
    let args = shown(rx);
    let managers =
        rx.all(sql::MANAGERS, args, |row| Ok((row.get("manager_key")?, row.get("manager")?)));
    let managers = managers.await?;
    let strands = keys.into_iter().map(|(edition, key)| {
        let label = label(rx, &edition, &key);
        (key, label)
    });
    Ok(Choices { schemes, strands: strands.collect(), managers, sees_young: scope.children == 1 })
}

/// What every list binds first.
fn shown(rx: &Rx<'_>) -> Vec<Value> {
    let people = rx.scope();
    let restricted = rx.scope_for("list_restricted");
    let children = rx.scope_for("list_children");
    args![
        rx.today(),
        people.everywhere,
        people.schemes,
        restricted.everywhere,
        restricted.schemes,
        children.everywhere,
        children.schemes,
        rx.today().saturating_sub(18.years()),
        clocks(rx),
        supervising(),
    ]
}

fn wanted(rx: &Rx<'_>, filter: &Filter) -> Vec<Value> {
    let young = match filter.age {
        AgeGroup::Adults => 0_i64,
        AgeGroup::Young => 1,
    };
    let manager = filter.manager.as_ref().map(|it| match it {
        ManagedBy::Me => rx.actor().user_id().map_or_else(String::new, |it| it.to_string()),
        ManagedBy::Nobody | ManagedBy::Somebody(_) => it.key().to_owned(),
    });
    let folded = domain::person::search::fold(&filter.name);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let mut args = shown(rx);
    args.extend(args![
        young,
        filter.scheme,
        filter.strand.as_deref(),
        filter.supervised.map(super::Supervised::key),
        manager,
        filter.review.map(super::ReviewIs::key),
        week_end(rx.today()),
        filter.registered_from,
        filter.registered_to,
        serde_json::json!(words),
        filter.attention.map(super::Attention::key),
        rx.actor().agency(),
    ]);
    args
}

/// A week is today and the seven days after it.
fn week_end(today: Date) -> Date {
    today.saturating_add(7.days())
}

/// The amber and grace days in force today, edition by edition, as dates of fixed width.
fn clocks(rx: &Rx<'_>) -> serde_json::Value {
    let today = rx.today();
    let clock = |it: &edition::Edition| {
        let rules = it.on(today);
        let days = |rule: Option<&edition::Rule<u16>>| rule.map_or(0, |it| i64::from(it.value));
        let amber_until = today.saturating_add(days(rules.amber_days()).days());
        let grace_from = today.saturating_sub(days(rules.grace_days()).days());
        format!("{amber_until}{grace_from}{}", it.key)
    };
    rx.editions().iter().map(clock).collect()
}

/// The orders under which somebody is supervised by law.
fn supervising() -> serde_json::Value {
    let kinds = OrderKind::ALL.into_iter();
    kinds.filter(|it| it.supervision() != Supervision::Nobody).map(OrderKind::key).collect()
}

/// What an edition calls a strand; its key where the edition no longer knows it.
fn label(rx: &Rx<'_>, edition: &str, key: &str) -> edition::Label {
    let strands = rx.editions().get(edition).map(|it| it.strands.as_slice()).unwrap_or_default();
    let wanted = StrandKey(key.to_owned());
    let found = strands.iter().find(|it| it.value.key == wanted);
    found.map_or_else(
        || edition::Label { en: key.to_owned(), cy: None },
        |it| it.value.label.clone(),
    )
}

/// A row before the editions have named its strand.
struct Raw {
    row: Row,
    edition: String,
    strand: String,
    access: RecordAccess,
}

impl Raw {
    fn read(row: db::Row) -> AppResult<Self> {
        let strand: String = row.get("strand")?;
        let read = Row {
            registration: row.get("registration_id")?,
            person: row.get("person_id")?,
            surname: row.get("surname")?,
            forenames: row.get("forenames")?,
            born_on: row.get("born_on")?,
            secrecy: Secrecy::Ordinary,
            scheme: row.get("scheme_id")?,
            scheme_name: row.get("scheme_name")?,
            strand: edition::Label { en: strand.clone(), cy: None },
            registered_on: row.get("registered_on")?,
            review_due_on: row.get("review_due_on")?,
            review: ReviewStanding::NotYet { days_left: 0 },
            is_statutory: row.get::<Option<String>>("order_kind")?.is_some(),
            manager: row.get("manager")?,
            reference: row.get("reference")?,
        };
        let access = row.key("secrecy", RecordAccess::from_key)?;
        Ok(Self { row: read, edition: row.get("edition")?, strand, access })
    }

    fn row(self, rx: &Rx<'_>) -> Row {
        let (today, mut row) = (rx.today(), self.row);
        row.strand = label(rx, &self.edition, &self.strand);
        if let Some(edition) = rx.editions().get(&self.edition) {
            row.review = standing(row.review_due_on, today, edition.on(today));
        }
        row.secrecy = secrecy_of(self.access, row.born_on, today);
        row
    }
}

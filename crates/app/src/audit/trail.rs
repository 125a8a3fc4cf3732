//! Reading the trail.

use domain::id::{PersonId, SchemeId, UserId};
use domain::{Date, Timestamp};
use jiff::tz::TimeZone;

use super::event::Verb;
use super::{ReadTrail, sql};
use crate::db::{Row, args};
use crate::error::AppResult;
use crate::gate::{Resource, Rx};

/// Which entries are wanted. An empty filter wants the newest of all.
#[derive(Debug, Clone, Default)]
pub struct TrailFilter {
    /// About this person.
    pub person: Option<PersonId>,
    /// By this user.
    pub user: Option<UserId>,
    /// Of this kind.
    pub verb: Option<Verb>,
    /// Under this name.
    pub event: Option<String>,
    /// Before this place in the trail.
    pub before: Option<i64>,
    /// After this place in the trail; the entries next to it.
    pub after: Option<i64>,
    /// From this day on.
    pub from_on: Option<Date>,
    /// Up to and with this day.
    pub to_on: Option<Date>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// How many entries a page shows where nobody asked for fewer.
const PAGE_ENTRIES: u32 = 50;

/// One entry of the trail.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its place.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who: `user`, `operator`, `system`, `anonymous`.
    pub actor_kind: String,
    /// The user, where it was one.
    pub user: Option<UserId>,
    /// The user's name.
    pub user_name: Option<String>,
    /// The agency the user acted for.
    pub agency_name: Option<String>,
    /// What kind of act.
    pub verb: Verb,
    /// Its name.
    pub event: String,
    /// What was acted on: its kind and key.
    pub subject: Option<(String, String)>,
    /// The person concerned.
    pub person: Option<PersonId>,
    /// The scheme concerned.
    pub scheme: Option<SchemeId>,
    /// What explains it.
    pub detail: serde_json::Value,
}

/// The newest entries that fit, within the schemes the reader reaches.
pub async fn trail(rx: &mut Rx<'_>, filter: &TrailFilter) -> AppResult<Vec<Entry>> {
    rx.require(&ReadTrail(Resource::System))?;
    let scope = rx.scope_for("read_trail");
    let (sql, place) = match filter.after {
        Some(after) => (sql::NEXT, after),
        None => (sql::NEWEST, filter.before.unwrap_or(i64::MAX)),
    };
    let args = args![
        filter.person,
        filter.user,
        filter.verb.map(Verb::key),
        filter.event.as_deref(),
        scope.everywhere,
        scope.schemes,
        place,
        filter.limit.unwrap_or(PAGE_ENTRIES),
        filter.from_on.and_then(begins),
        filter.to_on.and_then(|it| begins(it.tomorrow().ok()?)),
    ];
    let mut entries = rx.all(sql, args, entry).await?;
    if filter.after.is_some() {
        entries.reverse();
    }
    Ok(entries)
}

/// The instant at which a day begins in London.
fn begins(day: Date) -> Option<Timestamp> {
    let london = TimeZone::get("Europe/London").ok()?;
    Some(day.to_zoned(london).ok()?.timestamp())
}

fn entry(row: Row) -> AppResult<Entry> {
    let kind: Option<String> = row.get("subject_kind")?;
    Ok(Entry {
        seq: row.get("seq")?,
        at: row.get("at")?,
        actor_kind: row.get("actor_kind")?,
        user: row.get("user_id")?,
        user_name: row.get("user_name")?,
        agency_name: row.get("agency_name")?,
        verb: row.key("verb", Verb::from_key)?,
        event: row.get("event")?,
        subject: kind.zip(row.get("subject_id")?),
        person: row.get("person_id")?,
        scheme: row.get("scheme_id")?,
        detail: row.get("detail")?,
    })
}

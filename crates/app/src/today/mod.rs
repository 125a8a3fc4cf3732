//! What needs doing today: counts, each of which opens its list.

pub(crate) mod sql;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use domain::Timestamp;
use domain::agency::AgencyKind;
use domain::edition::{MemberWhen, MinimumThing};
use domain::id::{ImportId, SchemeId};
use domain::scheme::PrisonNearby;
use jiff::ToSpan as _;

use crate::caseload::{self, AgeGroup, Attention, Filter, ShareView, Tally};
use crate::db::{Row, args};
use crate::error::AppResult;
use crate::gate::{Resource, Rx, actions};
use crate::removal;
use crate::scheme::sql::prison_key;
use crate::user::{Begun, drafts};

actions! {
    /// See how many people a scheme has, and how many are overdue, without seeing who.
    CountCaseload = "count_caseload";
}

/// What needs doing.
#[derive(Debug, Clone)]
pub struct Today {
    /// What waits among people; nothing for whoever has no list of them.
    pub people: Option<People>,
    /// The schemes of which the reader may see numbers.
    pub schemes: Vec<SchemeNumbers>,
    /// What schemes lack, for those who run them.
    pub gaps: Vec<Gap>,
    /// What the reader began and has not sent.
    pub drafts: Vec<Begun>,
    /// Spreadsheets on their way in.
    pub imports: Vec<ImportUnderWay>,
}

/// What waits among the people the reader may see.
#[derive(Debug, Clone)]
pub struct People {
    /// Of adults.
    pub adults: Waiting,
    /// Of under 18s; nothing where their records may not be seen.
    pub young: Option<Waiting>,
    /// Nominations that await the panel.
    pub nominations: u32,
    /// Those for whom the threshold of a ground of removal is reached.
    pub reached: u32,
}

/// What waits in one age group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Reviews and managers.
    pub tally: Tally,
    /// Registrations of which some agency has not been told.
    pub untold: u32,
    /// Removals proposed and not decided.
    pub removals: u32,
    /// Those of them that await the view of the reader's agency.
    pub our_view: u32,
}

/// A scheme in numbers.
#[derive(Debug, Clone)]
pub struct SchemeNumbers {
    /// The scheme.
    pub id: SchemeId,
    /// Its name.
    pub name: String,
    /// People on it.
    pub registered: u32,
    /// How many it has resources for.
    pub capacity: Option<u32>,
    /// Reviews past their day.
    pub late: u32,
    /// People who wait for a place, as far as the reader may see them.
    pub waiting: u32,
    edition: String,
    has_prison: bool,
    has_arrangement: bool,
}

impl SchemeNumbers {
    /// How many places are free; nothing where the scheme has set no capacity [RR04 ¶3].
    pub fn free(&self) -> Option<u32> {
        self.capacity.map(|it| it.saturating_sub(self.registered))
    }
}

/// What a scheme lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The scheme.
    pub scheme: SchemeId,
    /// Its name.
    pub name: String,
    /// How many of the minimums are not recorded as met [CC04].
    pub minimums: u32,
    /// How many kinds of agency have no seat in its group [RR04 ¶24].
    pub members: u32,
}

/// A spreadsheet on its way in.
#[derive(Debug, Clone)]
pub struct ImportUnderWay {
    /// The import.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// When it was uploaded.
    pub uploaded_at: Timestamp,
    /// How many rows it has.
    pub rows: u32,
    /// How many of them have been taken in.
    pub rows_done: u32,
}

/// What needs doing today, for whoever reads.
pub async fn today(rx: &mut Rx<'_>) -> AppResult<Today> {
    let nominations = nominations(rx).await?;
    let people = people(rx, &nominations).await?;
    let schemes = numbers(rx, &nominations).await?;
    let gaps = gaps(rx, &schemes).await?;
    let drafts = match rx.actor().user_id() {
        Some(user) => drafts(rx, user).await?,
        None => Vec::new(),
    };
    let args = args![rx.actor().user_id()];
    let imports = rx.all(sql::IMPORTS, args, import).await?;
    Ok(Today { people, schemes, gaps, drafts, imports })
}

/// Nominations awaiting the panel and waiting for a place, scheme by scheme.
type Nominations = BTreeMap<SchemeId, (u32, u32)>;

async fn people(rx: &mut Rx<'_>, nominations: &Nominations) -> AppResult<Option<People>> {
    let scope = rx.scope();
    if scope.everywhere == 0 && scope.schemes == "[]" {
        return Ok(None);
    }
    let (adults, young) = caseload::tally(rx).await?;
    let adults = waiting(rx, AgeGroup::Adults, adults).await?;
    let young = match scope.children {
        1 => Some(waiting(rx, AgeGroup::Young, young).await?),
        _ => None,
    };
    let nominations = nominations.values().map(|it| it.0).sum();
    let reached = removal::count_reached(rx).await?;
    Ok(Some(People { adults, young, nominations, reached }))
}

async fn waiting(rx: &mut Rx<'_>, age: AgeGroup, tally: Tally) -> AppResult<Waiting> {
    let mut found = Waiting { tally, untold: 0, removals: 0, our_view: 0 };
    for attention in Attention::ALL {
        let filter = Filter { attention: Some(*attention), ..Filter::everybody(age) };
        let counted = caseload::count(rx, &filter).await?;
        match attention {
            Attention::Untold => found.untold = counted,
            Attention::Removal => found.removals = counted,
            Attention::OurView => found.our_view = counted,
        }
    }
    Ok(found)
}

async fn nominations(rx: &mut Rx<'_>) -> AppResult<Nominations> {
    let scope = rx.scope();
    let restricted = rx.scope_for("list_restricted");
    let children = rx.scope_for("list_children");
    let args = args![
        rx.today(),
        scope.everywhere,
        scope.schemes,
        restricted.everywhere,
        restricted.schemes,
        children.everywhere,
        children.schemes,
        rx.today().saturating_sub(18.years()),
    ];
    let read = |row: Row| Ok((row.get("scheme_id")?, (row.get("awaiting")?, row.get("waiting")?)));
    Ok(rx.all(sql::NOMINATIONS, args, read).await?.into_iter().collect())
}

async fn numbers(rx: &mut Rx<'_>, nominations: &Nominations) -> AppResult<Vec<SchemeNumbers>> {
    let reached = rx.actor().schemes_with(|_| true);
    let everywhere = i64::from(reached.is_none());
    let ids = reached.unwrap_or_default();
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let args = args![everywhere, serde_json::json!(ids), rx.today()];
    let mut found = rx.all(sql::NUMBERS, args, scheme).await?;
    found.retain(|it| rx.may(&CountCaseload(Resource::Scheme(it.id))));
    for it in &mut found {
        it.waiting = nominations.get(&it.id).map_or(0, |it| it.1);
    }
    Ok(found)
}

/// The gaps of the schemes that the reader runs.
async fn gaps(rx: &mut Rx<'_>, schemes: &[SchemeNumbers]) -> AppResult<Vec<Gap>> {
    let run = |it: &&SchemeNumbers| rx.may(&ShareView(Resource::Scheme(it.id)));
    let run: Vec<&SchemeNumbers> = schemes.iter().filter(run).collect();
    if run.is_empty() {
        return Ok(Vec::new());
    }
    let today = args![rx.today()];
    let read = |row: Row| Ok((row.get("scheme_id")?, row.get("minimum")?));
    let met: BTreeSet<(SchemeId, String)> =
        rx.all(sql::MINIMUMS, today.clone(), read).await?.into_iter().collect();
    let read = |row: Row| Ok((row.get("scheme_id")?, row.get("kind")?));
    let seats: BTreeSet<(SchemeId, String)> =
        rx.all(sql::MEMBERS, today, read).await?.into_iter().collect();
    Ok(run.into_iter().filter_map(|it| gap(rx, it, &met, &seats)).collect())
}

fn gap(
    rx: &Rx<'_>,
    scheme: &SchemeNumbers,
    met: &BTreeSet<(SchemeId, String)>,
    seats: &BTreeSet<(SchemeId, String)>,
) -> Option<Gap> {
    let rules = rx.editions().get(&scheme.edition)?.on(rx.today());
    let lacks = |thing: MinimumThing| !met.contains(&(scheme.id, thing.key().to_owned()));
    let minimums = rules.minimums().filter(|it| lacks(it.value.thing)).count();
    let empty = |kind: AgencyKind| !seats.contains(&(scheme.id, kind.key().to_owned()));
    let needed = |when: MemberWhen| match when {
        MemberWhen::Always => true,
        MemberWhen::PrisonCloseBy => scheme.has_prison,
    };
    let members = rules.members().filter(|it| needed(it.value.when) && empty(it.value.agency));
    let members = if scheme.has_arrangement { 0 } else { members.count() };
    let gap = Gap {
        scheme: scheme.id,
        name: scheme.name.clone(),
        minimums: u32::try_from(minimums).unwrap_or(u32::MAX),
        members: u32::try_from(members).unwrap_or(u32::MAX),
    };
    Some(gap).filter(|it| it.minimums > 0 || it.members > 0)
}

fn scheme(row: Row) -> AppResult<SchemeNumbers> {
    Ok(SchemeNumbers {
        id: row.get("scheme_id")?,
        name: row.get("name")?,
        registered: row.get("registered")?,
        capacity: row.get("capacity")?,
        late: row.get("late")?,
        waiting: 0,
        edition: row.get("edition")?,
        has_prison: row.get::<String>("prison_close_by")? != prison_key(PrisonNearby::None),
        has_arrangement: row.get::<i64>("arrangements")? > 0,
    })
}

fn import(row: Row) -> AppResult<ImportUnderWay> {
    Ok(ImportUnderWay {
        id: row.get("import_id")?,
        file_name: row.get("file_name")?,
        uploaded_at: row.get("uploaded_at")?,
        rows: row.get("row_count")?,
        rows_done: row.get("rows_done")?,
    })
}

//! Whether somebody about to be written down is known already.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::PersonId;
use domain::person::search::{sound, tokens};
use domain::person::{PersonName, RecordPerson};

use super::Hit;
use super::find::{by_identifiers, described};
use super::find_sql::{self, HitRow};
use crate::audit::{Event, Verb};
use crate::db::args;
use crate::error::AppResult;
use crate::gate::Rx;

/// How likely it is the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// A well-formed identifier is the same.
    Certain,
    /// Names sound alike, and nothing known of the births speaks against it.
    Possible,
}

/// Somebody who may be the same.
#[derive(Debug, Clone)]
pub struct Possible {
    /// Who.
    pub hit: Hit,
    /// How likely.
    pub likeness: Likeness,
}

/// Everybody known who may be the person of this record, the certain ones first. Somebody whom a
/// scheme removed is among them only by the same identifier, and only for those who may ask for
/// removed people; that is kept in the trail, so that a return to the scheme joins the record.
pub async fn find_possible(rx: &mut Rx<'_>, cmd: &RecordPerson) -> AppResult<Vec<Possible>> {
    let matching: Vec<_> =
        cmd.identifiers.iter().filter(|it| it.for_matching().is_some()).cloned().collect();
    let certain: Vec<PersonId> = by_identifiers(rx, &matching).await?.into_iter().collect();
    let mut rows = find_sql::permitted(rx, &certain).await?;
    rows.extend(former(rx, &certain, &rows).await?);
    let mut found: Vec<Possible> = of(Likeness::Certain, described(rx, rows).await?);

    let known: BTreeSet<PersonId> = certain.into_iter().collect();
    let alike = alike(rx, cmd).await?;
    let alike: Vec<PersonId> = alike.into_iter().filter(|it| !known.contains(it)).collect();
    let rows = find_sql::permitted(rx, &alike).await?;
    let rows = not_born_otherwise(cmd, rows);
    found.extend(of(Likeness::Possible, described(rx, rows).await?));
    Ok(found)
}

fn of(likeness: Likeness, hits: Vec<Hit>) -> Vec<Possible> {
    hits.into_iter().map(|hit| Possible { hit, likeness }).collect()
}

async fn former(rx: &mut Rx<'_>, ids: &[PersonId], present: &[HitRow]) -> AppResult<Vec<HitRow>> {
    let former = find_sql::permitted_former(rx, ids).await?;
    let present: BTreeSet<PersonId> = present.iter().map(|it| it.id).collect();
    let former: Vec<HitRow> = former.into_iter().filter(|it| !present.contains(&it.id)).collect();
    for row in &former {
        rx.looked(Event::new(Verb::Consultation, "found_removed_person").person(row.id));
    }
    Ok(former)
}

/// Those with a name of which every part sounds like a part of one of the names asked for.
async fn alike(rx: &mut Rx<'_>, cmd: &RecordPerson) -> AppResult<BTreeSet<PersonId>> {
    let mut candidates = BTreeSet::new();
    for name in cmd.person.names() {
        for code in sounds(name) {
            let args = args!["sound", code.clone(), format!("{code} ")];
            candidates.extend(find_sql::ids(rx, find_sql::BY_TOKEN, args).await?);
        }
    }
    let candidates: Vec<PersonId> = candidates.into_iter().collect();
    let mut names: BTreeMap<PersonId, Vec<PersonName>> = BTreeMap::new();
    for (id, name) in find_sql::names_of(rx, &candidates).await? {
        names.entry(id).or_default().push(name);
    }
    let any_alike = |theirs: &[PersonName]| {
        theirs.iter().any(|their| cmd.person.names().any(|our| names_alike(our, their)))
    };
    Ok(names.into_iter().filter(|(_, it)| any_alike(it)).map(|(id, _)| id).collect())
}

/// Whether the shorter name's every part sounds like a part of the longer: a middle name may be
/// missing, a surname may not be another.
fn names_alike(left: &PersonName, right: &PersonName) -> bool {
    let (left, right) = (sounds(left), sounds(right));
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    !short.is_empty() && short.is_subset(&long)
}

fn sounds(name: &PersonName) -> BTreeSet<String> {
    tokens(&name.full()).iter().map(|it| sound(it)).filter(|it| !it.is_empty()).collect()
}

/// Leaves out whoever was certainly born on another day. A day and a month changed about, or one
/// part of the date mistyped, is not certain.
fn not_born_otherwise(cmd: &RecordPerson, rows: Vec<HitRow>) -> Vec<HitRow> {
    let Some(ours) = cmd.person.born else { return rows };
    let fits = |row: &HitRow| {
        row.born_on.is_none_or(|theirs| {
            let same = [
                theirs.year() == ours.year(),
                theirs.month() == ours.month(),
                theirs.day() == ours.day(),
            ];
            let changed_about = theirs.month() == ours.day() && theirs.day() == ours.month();
            same.iter().filter(|it| **it).count() >= 2
                || (changed_about && theirs.year() == ours.year())
        })
    };
    rows.into_iter().filter(fits).collect()
}

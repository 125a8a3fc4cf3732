//! Statements about areas.

use std::collections::BTreeMap;

use domain::Date;
use domain::area::{Area, Change, Country, Coverage, Dates, Level, Membership, Size, Succession};
use domain::id::SchemeId;

use super::ChangeAreas;
use crate::db::{Row, args, statements};
use crate::error::{AppError, AppResult};
use crate::gate::{Permit, Rx, Tx};

statements! {
    AREAS = "
        select area_id, level, country, name, size, opened_on as from_on, closed_on as until_on
          from area
         order by area_id";

    MEMBERSHIPS = "
        select area_id, parent_area_id, from_on, until_on
          from area_membership
         order by area_id, from_on";

    SUCCESSIONS = "
        select area_id, successor_area_id, changed_on
          from area_succession
         order by area_id, successor_area_id";

    COVERAGE = "
        select scheme_id, area_id, from_on, until_on
          from scheme_area
         order by scheme_id, area_id, from_on";

    SCHEME_NAMES = "
        select scheme_id, name
          from scheme
         order by scheme_id";

    INSERT = "
        insert into area (area_id, level, country, name, size, opened_on, version)
        values ($1, $2, $3, $4, $5, $6, 1)";

    CLOSE = "
        update area
           set closed_on = $2,
               version = version + 1
         where area_id = $1
           and closed_on is null";

    INSERT_MEMBERSHIP = "
        insert into area_membership (area_id, parent_area_id, from_on)
        values ($1, $2, $3)";

    END_MEMBERSHIP = "
        update area_membership
           set until_on = $3
         where area_id = $1
           and parent_area_id = $2
           and until_on is null";

    INSERT_SUCCESSION = "
        insert into area_succession (area_id, successor_area_id, changed_on)
        values ($1, $2, $3)";
}

pub(crate) async fn areas(rx: &mut Rx<'_>) -> AppResult<Vec<Area>> {
    rx.all(AREAS, args![], area).await
}

pub(crate) async fn memberships(rx: &mut Rx<'_>) -> AppResult<Vec<Membership>> {
    rx.all(MEMBERSHIPS, args![], membership).await
}

pub(crate) async fn successions(rx: &mut Rx<'_>) -> AppResult<Vec<Succession>> {
    rx.all(SUCCESSIONS, args![], succession).await
}

pub(crate) async fn coverage(rx: &mut Rx<'_>) -> AppResult<Vec<Coverage>> {
    rx.all(COVERAGE, args![], cover).await
}

pub(crate) async fn scheme_names(rx: &mut Rx<'_>) -> AppResult<BTreeMap<SchemeId, String>> {
    let named = |row: Row| Ok((row.get("scheme_id")?, row.get("name")?));
    Ok(rx.all(SCHEME_NAMES, args![], named).await?.into_iter().collect())
}

/// Stores a decided change of the tree.
pub(crate) async fn store(
    tx: &mut Tx<'_>,
    _permit: &Permit<ChangeAreas>,
    change: &Change,
) -> AppResult<()> {
    for it in &change.left {
        tx.run(END_MEMBERSHIP, args![it.area, it.parent, change.on]).await?;
    }
    for id in &change.closed {
        tx.run(CLOSE, args![*id, change.on]).await?;
    }
    for it in &change.opened {
        let country = it.country.map(Country::key);
        let from_on = it.dates.starts_on();
        let name = it.name.as_str();
        let args = args![it.id, it.level.key(), country, name, it.size.key(), from_on];
        tx.run(INSERT, args).await?;
    }
    for it in &change.joined {
        let from_on = it.dates.starts_on();
        tx.run(INSERT_MEMBERSHIP, args![it.area, it.parent, from_on]).await?;
    }
    for it in &change.successions {
        tx.run(INSERT_SUCCESSION, args![it.closed, it.opened, it.on]).await?;
    }
    Ok(())
}

fn area(row: Row) -> AppResult<Area> {
    Ok(Area {
        id: row.get("area_id")?,
        name: row.get("name")?,
        level: row.key("level", Level::from_key)?,
        country: row.maybe_key("country", Country::from_key)?,
        size: row.key("size", Size::from_key)?,
        dates: dates(&row)?,
    })
}

fn membership(row: Row) -> AppResult<Membership> {
    Ok(Membership {
        area: row.get("area_id")?,
        parent: row.get("parent_area_id")?,
        dates: dates(&row)?,
    })
}

fn succession(row: Row) -> AppResult<Succession> {
    Ok(Succession {
        closed: row.get("area_id")?,
        opened: row.get("successor_area_id")?,
        on: row.get("changed_on")?,
    })
}

pub(crate) fn cover(row: Row) -> AppResult<Coverage> {
    let dates = dates(&row)?;
    Ok(Coverage { scheme: row.get("scheme_id")?, area: row.get("area_id")?, dates })
}

/// The days of a row: `from_on`, and `until_on` excluded.
pub(crate) fn dates(row: &Row) -> AppResult<Dates> {
    let until_on: Option<Date> = row.get("until_on")?;
    Dates::new(row.get("from_on")?, until_on)
        .map_err(|_| AppError::Internal(anyhow::anyhow!("a stored spell has no days")))
}

//! Statements that find people. Permission is bound in one place: whatever pointed to somebody,
//! only [`HITS`] and [`FORMER_HITS`] give a row.

use domain::Date;
use domain::id::PersonId;
use domain::person::PersonName;

use super::sql::{claims, former_claims};
use crate::db::{Row, Value, args, statements};
use crate::error::AppResult;
use crate::gate::Rx;

/// People among `$1` whom the reader may open: each condition asks for a role that permits it on
/// a scheme with a claim, as the policy does for one record.
macro_rules! hits {
    ($claims:expr) => {
        concat!(
            "with claim (person_id, scheme_id) as (",
            $claims,
            ")
        select person.person_id, person.born_on, person.died_on, person.secrecy
          from person
          join person_name on person_name.person_id = person.person_id
                          and person_name.kind = 'main'
         where person.person_id in (select value from json_each($1))
           and person.person_id in (
                select person_id
                  from claim
                 where $2 = 1
                    or scheme_id in (select value from json_each($3)))
           and (person.secrecy <> 'restricted'
                or person.person_id in (
                    select person_id
                      from claim
                     where $4 = 1
                        or scheme_id in (select value from json_each($5))))
           and (person.born_on is null
                or person.born_on <= $6
                or person.person_id in (
                    select person_id
                      from claim
                     where $7 = 1
                        or scheme_id in (select value from json_each($8))))
         order by person_name.surname, person_name.forenames, person.person_id"
        )
    };
}

statements! {
    HITS = hits!(claims!());

    FORMER_HITS = hits!(former_claims!());

    BY_IDENTIFIER = "
        select person_id
          from person_identifier
         where kind = $1
           and canonical = $2";

    BY_TYPED = "
        select person_id
          from person_identifier
         where typed = $1";

    BY_BIRTH = "
        select person_id
          from person
         where born_on = $1";

    /// Everybody with a token from one text up to another.
    BY_TOKEN = "
        select distinct person_id
          from person_token
         where kind = $1
           and token >= $2
           and token < $3";

    NAMES_OF = "
        select person_id, kind, forenames, surname
          from person_name
         where person_id in (select value from json_each($1))
         order by person_id, case kind when 'main' then 0 else 1 end, person_name_id";

    SCHEMES_OF = concat!("
        select claim.person_id, scheme.name
          from (", claims!(), ") claim
          join scheme on scheme.scheme_id = claim.scheme_id
         where claim.person_id in (select value from json_each($1))
         order by claim.person_id, scheme.name");
}

/// The record of somebody found, before it is known what is to be shown of it.
pub(super) struct HitRow {
    pub(super) id: PersonId,
    pub(super) born_on: Option<Date>,
    pub(super) died_on: Option<Date>,
}

pub(super) async fn ids(
    rx: &mut Rx<'_>,
    sql: &'static str,
    args: Vec<Value>,
) -> AppResult<Vec<PersonId>> {
    rx.all(sql, args, |row| row.get("person_id")).await
}

/// Whom of these the reader may open.
pub(super) async fn permitted(rx: &mut Rx<'_>, ids: &[PersonId]) -> AppResult<Vec<HitRow>> {
    hits(rx, HITS, "list_people", ids).await
}

/// Whom of these the reader may ask for though they were removed.
pub(super) async fn permitted_former(rx: &mut Rx<'_>, ids: &[PersonId]) -> AppResult<Vec<HitRow>> {
    hits(rx, FORMER_HITS, "list_removed", ids).await
}

async fn hits(
    rx: &mut Rx<'_>,
    sql: &'static str,
    action: &'static str,
    ids: &[PersonId],
) -> AppResult<Vec<HitRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let people = rx.scope_for(action);
    let restricted = rx.scope_for("list_restricted");
    let children = rx.scope_for("list_children");
    let adults_born_until = rx.today().saturating_sub(jiff::Span::new().years(18));
    let args = args![
        json_list(ids),
        people.everywhere,
        people.schemes,
        restricted.everywhere,
        restricted.schemes,
        adults_born_until,
        children.everywhere,
        children.schemes,
    ];
    rx.all(sql, args, |row| {
        Ok(HitRow {
            id: row.get("person_id")?,
            born_on: row.get("born_on")?,
            died_on: row.get("died_on")?,
        })
    })
    .await
}

pub(super) async fn names_of(
    rx: &mut Rx<'_>,
    ids: &[PersonId],
) -> AppResult<Vec<(PersonId, PersonName)>> {
    let read = |row: Row| Ok((row.get("person_id")?, super::read_sql::name(&row)?));
    rx.all(NAMES_OF, args![json_list(ids)], read).await
}

pub(super) async fn schemes_of(
    rx: &mut Rx<'_>,
    ids: &[PersonId],
) -> AppResult<Vec<(PersonId, String)>> {
    let read = |row: Row| Ok((row.get("person_id")?, row.get("name")?));
    rx.all(SCHEMES_OF, args![json_list(ids)], read).await
}

fn json_list(ids: &[PersonId]) -> String {
    let quoted: Vec<String> = ids.iter().map(|it| format!("\"{it}\"")).collect();
    format!("[{}]", quoted.join(","))
}

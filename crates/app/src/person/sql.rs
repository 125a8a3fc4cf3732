//! Statements about persons.

use domain::Date;
use domain::id::{PersonId, SchemeId};
use domain::person::{RecordAccess, is_under_18_on};

use super::PersonBrief;
use crate::db::{Row, args, statements};
use crate::error::AppResult;
use crate::gate::{PersonStanding, Rx, Secrecy};

statements! {
    BRIEF = "
        select person.person_id, person_name.forenames, person_name.surname,
               person.born_on, person.died_on, person.version
          from person
          join person_name on person_name.person_id = person.person_id
                          and person_name.kind = 'main'
         where person.person_id = $1";

    FIND_SECRECY = "
        select born_on, secrecy
          from person
         where person_id = $1";

    /// Schemes with a claim to a record: an open registration, or a nomination that is neither
    /// withdrawn nor finally refused. A removed person is in none of them.
    CLAIMS = "
        select scheme_id
          from registration
         where person_id = $1
           and ended_on is null
        union
        select nomination.scheme_id
          from nomination
         where nomination.person_id = $1
           and nomination.withdrawn_on is null
           and not exists (
                select 1
                  from decision
                 where decision.person_id = nomination.person_id
                   and decision.nomination_id = nomination.nomination_id
                   and decision.outcome in ('refuse', 'register'))
         order by 1";
}

pub(crate) async fn standing(rx: &mut Rx<'_>, id: PersonId) -> AppResult<PersonStanding> {
    let today = rx.today();
    let secrecy = rx.one(FIND_SECRECY, args![id], |row| secrecy(&row, today)).await?;
    let schemes = rx.all(CLAIMS, args![id], |row| row.get::<SchemeId>("scheme_id")).await?;
    Ok(PersonStanding { id, schemes, secrecy })
}

pub(crate) async fn brief(rx: &mut Rx<'_>, id: PersonId) -> AppResult<PersonBrief> {
    rx.one(BRIEF, args![id], read_brief).await
}

fn read_brief(row: Row) -> AppResult<PersonBrief> {
    Ok(PersonBrief {
        id: row.get("person_id")?,
        forenames: row.get("forenames")?,
        surname: row.get("surname")?,
        born_on: row.get("born_on")?,
        died_on: row.get("died_on")?,
        version: row.get("version")?,
    })
}

/// A restricted record stays so; otherwise the day decides whether it is a child's.
pub(crate) fn secrecy(row: &Row, today: Date) -> AppResult<Secrecy> {
    let born: Option<Date> = row.get("born_on")?;
    Ok(match row.key("secrecy", RecordAccess::from_key)? {
        RecordAccess::Restricted => Secrecy::Restricted,
        RecordAccess::Ordinary if born.is_some_and(|it| is_under_18_on(it, today)) => {
            Secrecy::Child
        }
        RecordAccess::Ordinary => Secrecy::Ordinary,
    })
}

//! Statements about persons.

use domain::Date;
use domain::id::{PersonId, SchemeId};
use domain::person::{RecordAccess, is_under_18_on};

use crate::db::{Row, args, statements};
use crate::error::AppResult;
use crate::gate::{PersonStanding, Rx, Secrecy};

statements! {
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

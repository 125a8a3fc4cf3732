//! Statements about notices.

use domain::Date;
use domain::agency::AgencyKind;
use domain::id::{NoticeId, RegistrationId};
use domain::notice::{DueNotice, Occasion};
use domain::registration::Registration;

use super::{Notice, Tell, TellAgency, ToTell};
use crate::db::{Row, args, statements};
use crate::error::AppResult;
use crate::gate::{Permit, Rx, Scope, Tx};
use crate::person;

statements! {
    INSERT = "
        insert into notice
            (person_id, notice_id, registration_id, scheme_id, agency_id, matter, due_on)
        values ($1, $2, $3, $4, $5, $6, $7)";

    FIND = "
        select notice.person_id, notice.notice_id, notice.registration_id, notice.scheme_id,
               notice.agency_id, agency.name as agency_name, agency.kind as agency_kind,
               notice.matter, notice.due_on, notice.told_on, notice.told_how,
               app_user.name as told_by, notice.flag_off_on
          from notice
          join agency on agency.agency_id = notice.agency_id
          left join app_user on app_user.user_id = notice.told_by_user_id
         where notice.notice_id = $1";

    OF_REGISTRATION = "
        select notice.person_id, notice.notice_id, notice.registration_id, notice.scheme_id,
               notice.agency_id, agency.name as agency_name, agency.kind as agency_kind,
               notice.matter, notice.due_on, notice.told_on, notice.told_how,
               app_user.name as told_by, notice.flag_off_on
          from notice
          join agency on agency.agency_id = notice.agency_id
          left join app_user on app_user.user_id = notice.told_by_user_id
         where notice.registration_id = $1
         order by notice.matter desc, agency.name, notice.notice_id";

    FIND_TO_TELL = "
        select notice.person_id, notice.notice_id, notice.registration_id, notice.scheme_id,
               notice.agency_id, agency.name as agency_name, agency.kind as agency_kind,
               notice.matter, notice.due_on, notice.told_on, notice.told_how,
               notice.told_by_user_id as told_by, notice.flag_off_on,
               person_name.forenames, person_name.surname, scheme.name as scheme_name
          from notice
          join agency on agency.agency_id = notice.agency_id
          join scheme on scheme.scheme_id = notice.scheme_id
          join person_name on person_name.person_id = notice.person_id
                          and person_name.kind = 'main'
         where notice.notice_id = $1
           and notice.told_at is null";

    TO_TELL = "
        select notice.person_id, notice.notice_id, notice.registration_id, notice.scheme_id,
               notice.agency_id, agency.name as agency_name, agency.kind as agency_kind,
               notice.matter, notice.due_on, notice.told_on, notice.told_how,
               notice.told_by_user_id as told_by, notice.flag_off_on,
               person_name.forenames, person_name.surname, scheme.name as scheme_name
          from notice
          join agency on agency.agency_id = notice.agency_id
          join scheme on scheme.scheme_id = notice.scheme_id
          join person_name on person_name.person_id = notice.person_id
                          and person_name.kind = 'main'
         where notice.told_at is null
           and ($1 = 1 or notice.scheme_id in (select value from json_each($2)))
         order by notice.due_on, agency.name, notice.notice_id
         limit 500";

    SET_TOLD = "
        update notice
           set told_on = $2, told_at = $3, told_by_user_id = $4, told_how = $5, flag_off_on = $6
         where notice_id = $1
           and told_at is null";

    DROP_UNTOLD = "
        delete from notice
         where registration_id = $1
           and matter = 'selection'
           and told_at is null";
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: NoticeId,
    registration: &Registration,
    due: &DueNotice,
    due_on: Date,
) -> AppResult<()> {
    let args = args![
        registration.person,
        id,
        registration.id,
        registration.scheme,
        due.agency,
        due.occasion.key(),
        due_on,
    ];
    tx.run(INSERT, args).await.map(drop)
}

pub(crate) async fn find(rx: &mut Rx<'_>, id: NoticeId) -> AppResult<Option<Notice>> {
    rx.maybe(FIND, args![id], |row| read(&row)).await
}

pub(crate) async fn of_registration(
    rx: &mut Rx<'_>,
    registration: RegistrationId,
) -> AppResult<Vec<Notice>> {
    rx.all(OF_REGISTRATION, args![registration], |row| read(&row)).await
}

pub(crate) async fn find_to_tell(rx: &mut Rx<'_>, id: NoticeId) -> AppResult<Option<ToTell>> {
    rx.maybe(FIND_TO_TELL, args![id], read_to_tell).await
}

pub(crate) async fn to_tell(rx: &mut Rx<'_>, scope: &Scope) -> AppResult<Vec<ToTell>> {
    rx.all(TO_TELL, args![scope.everywhere, &scope.schemes], read_to_tell).await
}

pub(crate) async fn set_told(
    tx: &mut Tx<'_>,
    _permit: &Permit<Tell>,
    notice: &Notice,
    cmd: &TellAgency,
) -> AppResult<()> {
    let (by, now) = (tx.actor().user_id(), tx.now());
    let flag_off_on = cmd.flag_off_on.filter(|_| notice.takes_flag_off());
    let args = args![notice.id, cmd.told_on, now, by, &cmd.how, flag_off_on];
    tx.run(SET_TOLD, args).await.map(drop)
}

pub(crate) async fn drop_untold(tx: &mut Tx<'_>, registration: RegistrationId) -> AppResult<()> {
    tx.run(DROP_UNTOLD, args![registration]).await.map(drop)
}

fn read(row: &Row) -> AppResult<Notice> {
    Ok(Notice {
        id: row.get("notice_id")?,
        person: row.get("person_id")?,
        registration: row.get("registration_id")?,
        scheme: row.get("scheme_id")?,
        agency: row.get("agency_id")?,
        agency_name: row.get("agency_name")?,
        agency_kind: row.key("agency_kind", AgencyKind::from_key)?,
        occasion: row.key("matter", Occasion::from_key)?,
        due_on: row.get("due_on")?,
        told_on: row.get("told_on")?,
        told_how: row.get("told_how")?,
        told_by: row.get("told_by")?,
        flag_off_on: row.get("flag_off_on")?,
    })
}

fn read_to_tell(row: Row) -> AppResult<ToTell> {
    let (forenames, surname): (String, String) = (row.get("forenames")?, row.get("surname")?);
    Ok(ToTell {
        notice: read(&row)?,
        name: person::listed(&forenames, &surname),
        scheme_name: row.get("scheme_name")?,
    })
}

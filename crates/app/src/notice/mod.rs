//! Who is to be told of a selection or a removal, and who was told when.

pub(crate) mod sql;

use domain::Date;
use domain::agency::AgencyKind;
use domain::id::{AgencyId, NoticeId, PersonId, RegistrationId, SchemeId};
use domain::notice::{Because, DueNotice, Occasion, Tell as TellDomain, TellFacts, Told};
use domain::registration::Registration;
use serde_json::json;

use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, What};
use crate::gate::{Resource, Rx, Tx, actions};

actions! {
    /// Record that an agency was told.
    Tell = "tell";
}

/// A notice: an agency that is to be told, or was.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its key.
    pub id: NoticeId,
    /// The person concerned.
    pub person: PersonId,
    /// The registration concerned.
    pub registration: RegistrationId,
    /// The scheme.
    pub scheme: SchemeId,
    /// The agency.
    pub agency: AgencyId,
    /// Its name.
    pub agency_name: String,
    /// Its kind.
    pub agency_kind: AgencyKind,
    /// Of what.
    pub occasion: Occasion,
    /// From when it is due.
    pub due_on: Date,
    /// The day it was told.
    pub told_on: Option<Date>,
    /// How.
    pub told_how: Option<String>,
    /// By whom.
    pub told_by: Option<String>,
    /// From when the prison's flag is off.
    pub flag_off_on: Option<Date>,
}

impl Notice {
    /// Whether telling it also means that a flag comes off a prison's record [RR04 B.2].
    pub fn takes_flag_off(&self) -> bool {
        self.occasion == Occasion::Removal && self.agency_kind == AgencyKind::Prison
    }
}

/// A notice still to be given, with whom it is about.
#[derive(Clone)]
pub struct ToTell {
    /// The notice.
    pub notice: Notice,
    /// The person's name.
    pub name: String,
    /// The scheme's name.
    pub scheme_name: String,
}

impl std::fmt::Debug for ToTell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ToTell({})", self.notice.id)
    }
}

/// Record that an agency was told.
#[derive(Debug, Clone)]
pub struct TellAgency {
    /// The notice.
    pub notice: NoticeId,
    /// When it was told.
    pub told_on: Date,
    /// How: in a meeting, by telephone, by secure e-mail.
    pub how: String,
    /// From when the prison's flag is off, where there is one.
    pub flag_off_on: Option<Date>,
}

/// What is still to be told, oldest first, in the schemes where the reader may tell it.
pub async fn to_tell(rx: &mut Rx<'_>) -> AppResult<Vec<ToTell>> {
    let scope = rx.scope();
    let found = sql::to_tell(rx, &scope).await?;
    Ok(found.into_iter().filter(|it| rx.may(&Tell(Resource::Scheme(it.notice.scheme)))).collect())
}

/// One notice still to be given, for whoever may tell it.
pub async fn open_notice(rx: &mut Rx<'_>, id: NoticeId) -> AppResult<ToTell> {
    let found = sql::find_to_tell(rx, id).await?.ok_or(AppError::Hidden)?;
    if !rx.may(&Tell(Resource::Scheme(found.notice.scheme))) {
        return Err(AppError::Hidden);
    }
    Ok(found)
}

/// Records that an agency was told: a disclosure, once for each occasion [RR04 A.2].
pub async fn tell(tx: &mut Tx<'_>, cmd: &TellAgency) -> AppResult<NoticeId> {
    let notice = sql::find(tx, cmd.notice).await?.ok_or(AppError::Hidden)?;
    let permit = tx.permit(&Tell(Resource::Scheme(notice.scheme)))?;
    let told_by = tx.actor().user_id().ok_or(AppError::NotFound(What::User))?;
    let all = sql::of_registration(tx, notice.registration).await?;

    let wish = TellDomain {
        id: notice.id,
        registration: notice.registration,
        agency: notice.agency,
        occasion: notice.occasion,
        told_on: cmd.told_on,
        told_by,
    };
    let (due, told) = (due_of(&all), told_of(&all, told_by));
    let facts = TellFacts { due: &due, told: &told, happened_on: notice.due_on };
    wish.decide(&facts, tx.today())?;

    sql::set_told(tx, &permit, &notice, cmd).await?;
    let event = Event::new(Verb::Disclosure, "agency_told")
        .about("notice", notice.id)
        .person(notice.person)
        .scheme(notice.scheme)
        .detail(json!({
            "matter": notice.occasion.key(),
            "agency": notice.agency.to_string(),
            "told_on": cmd.told_on.to_string(),
        }));
    tx.record(event);
    Ok(notice.id)
}

/// The notices of one registration, for whoever has opened it.
pub(crate) async fn of_registration(
    rx: &mut Rx<'_>,
    registration: RegistrationId,
) -> AppResult<Vec<Notice>> {
    sql::of_registration(rx, registration).await
}

/// Writes down who is to be told. Part of registering and of removing, so it needs no permit of
/// its own.
pub(crate) async fn raise(
    tx: &mut Tx<'_>,
    registration: &Registration,
    due: &[DueNotice],
    happened_on: Date,
) -> AppResult<()> {
    for notice in due {
        let id: NoticeId = tx.id();
        sql::insert(tx, id, registration, notice, happened_on).await?;
    }
    Ok(())
}

/// Of a removal, tells exactly those that were told of the selection [RR04 A.2]; whoever had yet
/// to be told of it has nothing to be told any more.
pub(crate) async fn raise_removal(
    tx: &mut Tx<'_>,
    registration: &Registration,
    removed_on: Date,
) -> AppResult<usize> {
    let all = sql::of_registration(tx, registration.id).await?;
    let told: Vec<Told> = all.iter().filter_map(told_of_selection).collect();
    let due = domain::notice::due_on_removal(&told);
    sql::drop_untold(tx, registration.id).await?;
    raise(tx, registration, &due, removed_on).await?;
    Ok(due.len())
}

fn due_of(all: &[Notice]) -> Vec<DueNotice> {
    let due = |it: &Notice| DueNotice {
        agency: it.agency,
        occasion: it.occasion,
        because: vec![Because::TakesPart],
    };
    all.iter().map(due).collect()
}

fn told_of(all: &[Notice], told_by: domain::id::UserId) -> Vec<Told> {
    let told = |it: &Notice| {
        Some(Told {
            id: it.id,
            registration: it.registration,
            agency: it.agency,
            occasion: it.occasion,
            told_on: it.told_on?,
            told_by,
        })
    };
    all.iter().filter_map(told).collect()
}

fn told_of_selection(it: &Notice) -> Option<Told> {
    use domain::id::Id as _;
    (it.occasion == Occasion::Selection).then_some(())?;
    let told_by = domain::id::UserId::from_uuid(uuid::Uuid::nil());
    told_of(std::slice::from_ref(it), told_by).pop()
}

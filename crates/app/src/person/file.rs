//! One person's record, opened: every opening is in the trail before the page is sent.

use domain::Date;
use domain::edition::{Label, StrandKey};
use domain::id::{NominationId, PersonId, RegistrationId, SchemeId};
use domain::person::Person;
use domain::registration::{OrderKind, Post as Duty, StatutoryStatus, Supervision};
use domain::review::{self, ReviewStanding};
use domain::user::Category;

use super::read_sql::{self, Custody, KnownAddress, KnownIdentifier, KnownName, RegistrationRow};
use super::{AmendPerson, OpenRemoved, RestrictPerson, Search, WriteNote, hidden, sql};
use crate::db::{Row, args};
use crate::error::{AppError, AppResult};
use crate::gate::{PersonStanding, Resource, Rx};
use crate::nomination::NominateSomebody;
use crate::removal::RecordDeath;
use crate::scheme;

/// By which right a record is open.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What the policy knows of the person.
    pub standing: PersonStanding,
    /// Whether somebody whom a scheme removed was asked for.
    pub which: Search,
}

/// What is recorded of a person, as far as the reader may see it.
#[derive(Debug, Clone)]
pub struct File {
    /// By which right it is open.
    pub opened: Opened,
    /// The person.
    pub person: Person,
    /// Every name.
    pub names: Vec<KnownName>,
    /// Every identifier.
    pub identifiers: Vec<KnownIdentifier>,
    /// Every address, the newest first; `None` where accommodation and identity are withheld.
    pub addresses: Option<Vec<KnownAddress>>,
    /// Times in custody; `None` where custody is withheld.
    pub custody: Option<Vec<Custody>>,
    /// Categories of information that the reader's role here does not include.
    pub withheld: Vec<Category>,
    /// The version of the record.
    pub version: i64,
    /// What the reader may do.
    pub may: May,
}

/// What the reader may do with a record.
#[expect(clippy::struct_excessive_bools, reason = "each is a link that is shown or not")]
#[derive(Debug, Clone)]
pub struct May {
    /// Amend who the person is.
    pub amend: bool,
    /// Restrict the record.
    pub restrict: bool,
    /// Write notes.
    pub note: bool,
    /// Record a death.
    pub death: bool,
    /// Nominate to these schemes.
    pub nominate: Vec<(SchemeId, String)>,
}

/// Opens a record: by a claim of today, or, where removed people were asked for, by a former one.
pub async fn open(
    rx: &mut Rx<'_>,
    id: PersonId,
    which: Search,
    what: &'static str,
) -> AppResult<Opened> {
    let standing = sql::standing(rx, id).await.map_err(hidden)?;
    match (rx.consult(&standing, what), which) {
        (Ok(()), _) => Ok(Opened { standing, which: Search::Present }),
        (Err(error), Search::Present) => Err(error),
        (Err(_), Search::PresentAndRemoved) => {
            let standing = sql::former_standing(rx, id).await?;
            if !rx.may(&OpenRemoved(Resource::Person(standing.clone()))) {
                return Err(AppError::Hidden);
            }
            rx.consult(&standing, "opened_removed_person")?;
            Ok(Opened { standing, which })
        }
    }
}

/// Opens a record and reads who the person is.
pub async fn file(
    rx: &mut Rx<'_>,
    id: PersonId,
    which: Search,
    what: &'static str,
) -> AppResult<File> {
    let opened = open(rx, id, which, what).await?;
    let sees = |rx: &Rx<'_>, category| rx.may_see(category, &opened.standing);
    let addresses =
        if sees(rx, Category::Identity) { Some(read_sql::addresses(rx, id).await?) } else { None };
    let custody =
        if sees(rx, Category::Custody) { Some(read_sql::custody(rx, id).await?) } else { None };
    let withheld = Category::ALL.into_iter().filter(|it| !sees(rx, *it)).collect();
    let resource = Resource::Person(opened.standing.clone());
    let present = opened.which == Search::Present;
    let person = read_sql::person(rx, id).await?;
    let alive = person.died_on.is_none();
    let may = May {
        amend: present && rx.may(&AmendPerson(resource.clone())),
        restrict: present && rx.may(&RestrictPerson(resource.clone())),
        note: present && rx.may(&WriteNote(resource.clone())),
        death: present && alive && rx.may(&RecordDeath(resource)),
        nominate: if alive { may_nominate_to(rx, &opened).await? } else { Vec::new() },
    };
    Ok(File {
        person,
        names: read_sql::names(rx, id).await?,
        identifiers: read_sql::identifiers(rx, id).await?,
        version: sql::brief(rx, id).await?.version,
        addresses,
        custody,
        withheld,
        may,
        opened,
    })
}

/// The open schemes to which the reader may nominate this person, who is on none of them.
async fn may_nominate_to(rx: &mut Rx<'_>, opened: &Opened) -> AppResult<Vec<(SchemeId, String)>> {
    // Of somebody removed, the schemes told are those that had them: none of them has a claim.
    let taken = match opened.which {
        Search::Present => opened.standing.schemes.as_slice(),
        Search::PresentAndRemoved => &[],
    };
    let schemes = scheme::list(rx).await?.into_iter().map(|it| it.brief);
    let schemes = schemes.filter(|it| it.closed_on.is_none() && !taken.contains(&it.id));
    let may = |it: &SchemeId| rx.may(&NominateSomebody(Resource::Scheme(*it)));
    Ok(schemes.filter(|it| may(&it.id)).map(|it| (it.id, it.name)).collect())
}

/// How things stand with a person today.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Open registrations; `None` where registration is withheld.
    pub registrations: Option<Vec<Registration>>,
    /// Nominations not yet finally decided.
    pub waiting: Vec<Waiting>,
    /// Registrations that ended.
    pub removed: Vec<Removed>,
}

/// An open registration.
#[derive(Debug, Clone)]
pub struct Registration {
    /// Its key.
    pub id: RegistrationId,
    /// Its scheme.
    pub scheme: SchemeId,
    /// The scheme's name.
    pub scheme_name: String,
    /// The strand, as the scheme's edition calls it.
    pub strand: Label,
    /// The first day.
    pub registered_on: Date,
    /// Whether the case is statutory today, and by which order.
    pub status: StatutoryStatus,
    /// The order of today, if there is one.
    pub order: Option<OrderKind>,
    /// The order that begins next, and when.
    pub coming: Option<(OrderKind, Date)>,
    /// Who is assigned today.
    pub posts: Vec<Post>,
    /// Whom the case needs: an offender manager where it is statutory, else a lead worker.
    pub needs: Duty,
    /// When the next review is due.
    pub review_due_on: Date,
    /// How the registration stands towards it.
    pub review: ReviewStanding,
}

/// Somebody assigned.
#[derive(Debug, Clone)]
pub struct Post {
    /// As what.
    pub duty: Duty,
    /// Their name.
    pub name: String,
    /// Their agency.
    pub agency: String,
}

/// A nomination not yet finally decided.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Its key.
    pub nomination: NominationId,
    /// Its scheme.
    pub scheme: SchemeId,
    /// The scheme's name.
    pub scheme_name: String,
    /// Who nominated.
    pub agency: String,
    /// When.
    pub nominated_on: Date,
    /// What was last decided: `waiting_list` or `defer`, or nothing yet.
    pub outcome: Option<String>,
}

/// A registration that ended.
#[derive(Debug, Clone)]
pub struct Removed {
    /// Its key.
    pub id: RegistrationId,
    /// The scheme's name.
    pub scheme_name: String,
    /// The first day on the scheme.
    pub registered_on: Date,
    /// The first day off it.
    pub ended_on: Date,
}

/// How things stand with somebody whose record is open.
pub async fn overview(rx: &mut Rx<'_>, opened: &Opened) -> AppResult<Overview> {
    if !rx.may_see(Category::Registration, &opened.standing) {
        return Ok(Overview { registrations: None, waiting: Vec::new(), removed: Vec::new() });
    }
    let id = opened.standing.id;
    let posts = rx.all(read_sql::ASSIGNED, args![id, rx.today()], assigned).await?;
    let mut registrations = Vec::new();
    for row in read_sql::registrations(rx, id).await? {
        let held = posts.iter().filter(|it| it.0 == row.id).map(|it| it.1.clone()).collect();
        registrations.push(registration(rx, row, held)?);
    }
    Ok(Overview {
        registrations: Some(registrations),
        waiting: rx.all(read_sql::OPEN_NOMINATIONS, args![id], waiting).await?,
        removed: rx.all(read_sql::ENDED, args![id], removed).await?,
    })
}

fn registration(rx: &Rx<'_>, row: RegistrationRow, posts: Vec<Post>) -> AppResult<Registration> {
    let today = rx.today();
    let brief = scheme::SchemeBrief {
        id: row.scheme,
        name: row.scheme_name,
        edition: row.edition,
        capacity: None,
        closed_on: None,
    };
    let rules = scheme::edition(rx, &brief)?.on(today);
    let supervised = row.order.filter(|it| it.supervision() != Supervision::Nobody);
    let strand = rules.strand(&StrandKey(row.strand.clone()));
    Ok(Registration {
        id: row.id,
        scheme: row.scheme,
        scheme_name: brief.name.clone(),
        strand: strand
            .map_or_else(|| Label { en: row.strand, cy: None }, |it| it.value.label.clone()),
        registered_on: row.registered_on,
        status: supervised.map_or(StatutoryStatus::NonStatutory, StatutoryStatus::Statutory),
        order: row.order,
        coming: row.coming,
        posts,
        needs: if supervised.is_some() { Duty::OffenderManager } else { Duty::LeadWorker },
        review_due_on: row.review_due_on,
        review: review::standing(row.review_due_on, today, rules),
    })
}

fn assigned(row: Row) -> AppResult<(RegistrationId, Post)> {
    let post = Post {
        duty: row.key("duty", Duty::from_key)?,
        name: row.get("name")?,
        agency: row.get("agency_name")?,
    };
    Ok((row.get("registration_id")?, post))
}

fn waiting(row: Row) -> AppResult<Waiting> {
    Ok(Waiting {
        nomination: row.get("nomination_id")?,
        scheme: row.get("scheme_id")?,
        scheme_name: row.get("name")?,
        agency: row.get("agency_name")?,
        nominated_on: row.get("nominated_on")?,
        outcome: row.get("outcome")?,
    })
}

fn removed(row: Row) -> AppResult<Removed> {
    Ok(Removed {
        id: row.get("registration_id")?,
        scheme_name: row.get("name")?,
        registered_on: row.get("registered_on")?,
        ended_on: row.get("ended_on")?,
    })
}

//! A registration as a page shows it, with nothing in it that the reader may not see.

use std::collections::BTreeSet;

use domain::Date;
use domain::edition::{Edition, Label};
use domain::id::{NominationId, RegistrationId, SchemeId};
use domain::registration::{
    AssignFacts, Missing, Registration, StatutoryStatus, statutory_on, unassigned_on,
};
use domain::removal::DrugUse;
use domain::review::{Due, DueBecause, ReviewStanding, next_due, standing};
use domain::user::Category;

use super::assigning::{Gathered, gather, plain};
use super::file::Stored;
use super::{Assign, Assigned, File, Period, RecordPeriod, open_file, sql, strand_label};
use crate::error::AppResult;
use crate::gate::{PersonStanding, Resource, Rx};
use crate::import::{self, field::Field};
use crate::notice::{self, Notice, Tell};
use crate::person::PersonBrief;
use crate::removal::{ProposeRemoval, RecordDeath};
use crate::review::{self, HoldReview};
use crate::scheme::{self, SchemeBrief};

pub use crate::review::PastReview;

/// What the reader may do on a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum May {
    /// Record and end orders.
    RecordPeriod,
    /// Give and end posts.
    Assign,
    /// Hold a review.
    HoldReview,
    /// Propose removal.
    ProposeRemoval,
    /// Record a death.
    RecordDeath,
    /// Record that agencies were told.
    Tell,
}

/// An open registration on another scheme.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    /// Its key.
    pub id: RegistrationId,
    /// The scheme's name.
    pub scheme_name: String,
    /// Since when.
    pub since: Date,
}

/// A strand with where it comes from.
#[derive(Debug, Clone)]
pub struct StrandShown {
    /// What it is called.
    pub label: Label,
    /// The paragraph it comes from.
    pub source: Option<String>,
    /// From when it is in force.
    pub in_force_on: Option<Date>,
}

/// When the next review is due, how that stands, and why.
#[derive(Debug, Clone)]
pub struct ReviewDue {
    /// The day.
    pub on: Date,
    /// How it stands today.
    pub standing: ReviewStanding,
    /// The day counted from: the last review, or the registration.
    pub counted_from: Date,
    /// Why then.
    pub because: DueBecause,
    /// Days after which it is queued for removal, and the paragraph.
    pub grace: Option<(u16, String)>,
}

/// A registration as a page shows it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The person.
    pub person: PersonBrief,
    /// The scheme.
    pub scheme: SchemeBrief,
    /// The registration.
    pub registration: Registration,
    /// The nomination it came from.
    pub nomination: Option<NominationId>,
    /// Its version.
    pub version: i64,
    /// The strand.
    pub strand: StrandShown,
    /// The orders and what follows from them today; none where the reader may not see them.
    pub statutory: Option<(StatutoryStatus, Vec<Period>)>,
    /// Whether the person uses drugs problematically; none where the reader may not see it.
    pub drug_use: Option<DrugUse>,
    /// Who manages the person, now and before.
    pub assigned: Vec<Assigned>,
    /// Which posts should be held today and are not.
    pub missing: Vec<Missing>,
    /// The next review.
    pub review: ReviewDue,
    /// The reviews held.
    pub reviews: Vec<PastReview>,
    /// The earlier stay, and when it ended.
    pub previous: Option<(RegistrationId, Date)>,
    /// Who is to be told, and who was.
    pub notices: Vec<Notice>,
    /// Open registrations elsewhere that the reader may know of.
    pub elsewhere: Vec<Elsewhere>,
    /// What the register that was brought in said besides, as far as the reader may see it.
    pub imported: Vec<(Field, String)>,
    /// What the reader may do.
    pub may: BTreeSet<May>,
}

/// Opens a registration.
pub async fn show(rx: &mut Rx<'_>, id: RegistrationId) -> AppResult<Shown> {
    let file = open_file(rx, id, "opened_registration").await?;
    let gathered = gather(rx, file.registration(), id).await?;
    let reviews = review::sql::of_registration(rx, id).await?;
    let stays = sql::of_person(rx, file.person.id).await?;
    let review = review_due(rx, &file, &reviews)?;
    Ok(Shown {
        strand: strand(rx, &file)?,
        missing: missing(rx, &file, &gathered),
        statutory: statutory(rx, &file, &gathered),
        drug_use: rx
            .may_see(Category::SubstanceMisuse, &file.standing)
            .then_some(file.stored.drug_use),
        previous: previous(&file.stored, &stays),
        notices: notice::of_registration(rx, id).await?,
        elsewhere: elsewhere(rx, &file.standing, &stays, file.scheme.id).await?,
        imported: imported(rx, &file, id).await?,
        may: may(rx, &file),
        assigned: gathered.assigned,
        review,
        reviews,
        nomination: file.stored.nomination,
        version: file.stored.version,
        registration: file.stored.registration,
        person: file.person,
        scheme: file.scheme,
    })
}

fn strand(rx: &Rx<'_>, file: &File) -> AppResult<StrandShown> {
    let key = &file.registration().strand;
    let edition = scheme::edition(rx, &file.scheme)?;
    let rule = edition.on(rx.today()).strand(key);
    let rule = rule.or_else(|| edition.on(file.registration().registered_on).strand(key));
    Ok(StrandShown {
        label: strand_label(edition.on(rx.today()), key),
        source: rule.map(|it| it.source.0.clone()),
        in_force_on: rule.map(|it| it.from),
    })
}

/// The next review of a registration, and why it is due then.
pub(crate) fn review_due(rx: &Rx<'_>, file: &File, reviews: &[PastReview]) -> AppResult<ReviewDue> {
    let edition = scheme::edition(rx, &file.scheme)?;
    let kept = reviews.iter().filter(|it| it.next_due_on.is_some()).map(|it| it.held_on);
    let counted_from = kept.max().unwrap_or(file.registration().registered_on);
    let on = file.stored.review_due_on;
    let worked_out = worked_out(edition, file, counted_from).filter(|it| it.on == on);
    let rules = edition.on(rx.today());
    Ok(ReviewDue {
        on,
        standing: standing(on, rx.today(), rules),
        counted_from,
        because: worked_out.map_or(DueBecause::SetAtReview, |it| it.because),
        grace: rules.grace_days().map(|it| (it.value, it.source.0.clone())),
    })
}

fn worked_out(edition: &Edition, file: &File, counted_from: Date) -> Option<Due> {
    let rules = edition.on(counted_from);
    next_due(counted_from, &file.registration().strand, file.person.born_on?, rules)
}

fn missing(rx: &Rx<'_>, file: &File, gathered: &Gathered) -> Vec<Missing> {
    let periods: Vec<_> = gathered.periods.iter().map(|it| it.period).collect();
    let assigned = plain(&gathered.assigned);
    let facts = AssignFacts {
        registration: file.registration(),
        statutory: &periods,
        held: &gathered.held,
        assigned: &assigned,
    };
    let custody = rx.may_see(Category::Custody, &file.standing);
    let mut missing = unassigned_on(&facts, rx.today());
    missing.retain(|it| custody || *it != Missing::OffenderSupervisor);
    missing
}

fn statutory(
    rx: &Rx<'_>,
    file: &File,
    gathered: &Gathered,
) -> Option<(StatutoryStatus, Vec<Period>)> {
    if !rx.may_see(Category::Court, &file.standing) {
        return None;
    }
    let periods: Vec<_> = gathered.periods.iter().map(|it| it.period).collect();
    Some((statutory_on(&periods, rx.today()), gathered.periods.clone()))
}

fn previous(stored: &Stored, stays: &[Stored]) -> Option<(RegistrationId, Date)> {
    let id = stored.registration.previous?;
    let earlier = stays.iter().find(|it| it.registration.id == id)?;
    Some((id, earlier.registration.closed_on()?))
}

/// The person's open registrations on other schemes, where the reader's roles reach those.
pub(super) async fn elsewhere(
    rx: &mut Rx<'_>,
    person: &PersonStanding,
    stays: &[Stored],
    here: SchemeId,
) -> AppResult<Vec<Elsewhere>> {
    let mut found = Vec::new();
    for stay in stays.iter().map(|it| &it.registration) {
        let there = PersonStanding { schemes: vec![stay.scheme], ..person.clone() };
        let open = stay.closed_on().is_none() && stay.scheme != here;
        if !open || !rx.may_see(Category::Registration, &there) {
            continue;
        }
        let scheme_name = scheme::brief(rx, stay.scheme).await?.name;
        found.push(Elsewhere { id: stay.id, scheme_name, since: stay.registered_on });
    }
    Ok(found)
}

async fn imported(
    rx: &mut Rx<'_>,
    file: &File,
    id: RegistrationId,
) -> AppResult<Vec<(Field, String)>> {
    let mut told = import::details(rx, id).await?;
    told.retain(|(field, _)| rx.may_see(field.category(), &file.standing));
    Ok(told)
}

fn may(rx: &Rx<'_>, file: &File) -> BTreeSet<May> {
    if file.registration().closed_on().is_some() {
        return BTreeSet::new();
    }
    let person = || Resource::Person(file.standing.clone());
    let answers = [
        (May::RecordPeriod, rx.may(&RecordPeriod(person()))),
        (May::Assign, rx.may(&Assign(person()))),
        (May::HoldReview, rx.may(&HoldReview(person()))),
        (May::ProposeRemoval, rx.may(&ProposeRemoval(person()))),
        (May::RecordDeath, rx.may(&RecordDeath(person()))),
        (May::Tell, rx.may(&Tell(Resource::Scheme(file.scheme.id)))),
    ];
    answers.into_iter().filter(|(_, yes)| *yes).map(|(may, _)| may).collect()
}

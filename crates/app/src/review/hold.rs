//! Holding a review.

use domain::Date;
use domain::edition::{RulesOn, adult_from};
use domain::id::{RegistrationId, ReviewId};
use domain::review::{HoldReview as Wish, Outcome, Review, ReviewFacts, ReviewRefusal, next_due};
use serde_json::json;

use super::sql::NewReview;
use super::{ForReview, Hold, HoldReview, Kept, Latest, sql};
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, What, on_newest};
use crate::gate::{Fact, Permit, Resource, Rx, Tx};
use crate::registration::{self, File};
use crate::removal::{self, Propose};
use crate::scheme;

/// What stands on the table at a review, for whoever may hold it.
pub async fn for_review(rx: &mut Rx<'_>, id: RegistrationId) -> AppResult<ForReview> {
    let file = registration::open_file(rx, id, "opened_review").await?;
    if !rx.may(&HoldReview(Resource::Person(file.standing.clone()))) {
        return Err(AppError::Hidden);
    }
    let reviews = sql::of_registration(rx, id).await?;
    let due = registration::review_due(rx, &file, &reviews)?;
    let (edition, today) = (scheme::edition(rx, &file.scheme)?, rx.today());
    let strand = file.registration().strand.clone();
    let ages = edition.on(today).strand(&strand).map(|it| it.value.ages);
    let adult = file.person.born_on.and_then(adult_from);
    Ok(ForReview {
        registration: id,
        version: file.stored.version,
        strands: registration::offered(rx, &file.scheme)?,
        latest: latest(&file, edition.on(today), today),
        turns_eighteen_on: adult.filter(|_| ages.is_some_and(|it| !it.holds(18))),
        grounds: removal::grounds(rx, &file).await?,
        strand,
        due,
        last: reviews.into_iter().next(),
        person: file.person,
        scheme: file.scheme,
    })
}

fn latest(file: &File, rules: RulesOn<'_>, today: Date) -> Vec<Latest> {
    let Some(born) = file.person.born_on else { return Vec::new() };
    let age = domain::edition::age_on(born, today).unwrap_or_default();
    let of = |it: &domain::edition::Rule<domain::edition::Strand>| {
        let strand = it.value.key.clone();
        let every = rules.review(&strand, age).map(|it| it.value.every);
        let on = next_due(today, &strand, born, rules)?.on;
        Some(Latest { strand, every, on })
    };
    rules.strands().filter(|it| it.value.ages.holds(age)).filter_map(of).collect()
}

/// Records a review: it keeps the person, or a removal is proposed in the same step. There is no
/// third way [RR04 ¶11-12].
pub async fn hold(tx: &mut Tx<'_>, cmd: &Hold) -> AppResult<ReviewId> {
    let file = registration::load(tx, cmd.registration).await?;
    let permit = tx.permit(&HoldReview(Resource::Person(file.standing.clone())))?;
    on_newest(What::Registration, cmd.version, file.stored.version)?;
    let review = decide(tx, &file, cmd).await?;

    let outcome = match &review.outcome {
        Outcome::Keep { .. } => Kept::Kept,
        Outcome::ProposeRemoval { .. } => Kept::RemovalProposed,
    };
    follow(tx, &permit, &file, cmd, &review).await?;
    let (person, due_on) = (file.person.id, file.stored.review_due_on);
    sql::insert(tx, &permit, &NewReview { person, due_on, review: &review, outcome }).await?;
    record(tx, &file, &review, outcome);
    Ok(review.id)
}

async fn decide(tx: &mut Tx<'_>, file: &File, cmd: &Hold) -> AppResult<Review> {
    let last_held_on = sql::last_held(tx, cmd.registration).await?;
    let strand = file.registration().strand.clone();
    let born = file.person.born_on.ok_or(ReviewRefusal::NoInterval { strand })?;
    let wish = Wish {
        id: tx.id(),
        registration: cmd.registration,
        held_on: cmd.held_on,
        took_part: cmd.took_part.clone(),
        outcome: cmd.outcome.clone(),
        reasons: cmd.reasons.clone(),
    };
    let facts = ReviewFacts {
        registration: file.registration(),
        last_held_on,
        born,
        died_on: file.person.died_on,
    };
    let rules = scheme::edition(tx, &file.scheme)?.on(cmd.held_on);
    Ok(wish.decide(&facts, rules, tx.today())?)
}

/// What the review changes: the next day and the strand, or a proposal.
async fn follow(
    tx: &mut Tx<'_>,
    permit: &Permit<HoldReview>,
    file: &File,
    cmd: &Hold,
    review: &Review,
) -> AppResult<()> {
    match (&review.outcome, &review.next_due) {
        (Outcome::Keep { strand, .. }, Some(due)) => {
            let which = (cmd.registration, cmd.version);
            registration::sql::set_review(tx, &permit.part(), which, strand, due.on).await
        }
        (Outcome::Keep { .. }, None) => Ok(()),
        (Outcome::ProposeRemoval { ground }, _) => {
            registration::sql::touch(tx, permit, (cmd.registration, cmd.version)).await?;
            if removal::open_proposal(tx, file.registration().id).await?.is_some() {
                return Ok(());
            }
            let propose = Propose {
                registration: cmd.registration,
                ground: ground.clone(),
                measured: None,
                threshold_evidence: None,
                reasons: cmd.reasons.clone(),
                on: cmd.held_on,
            };
            removal::propose(tx, &propose).await.map(drop)
        }
    }
}

fn record(tx: &mut Tx<'_>, file: &File, review: &Review, outcome: Kept) {
    let strand = match &review.outcome {
        Outcome::Keep { strand, .. } => strand,
        Outcome::ProposeRemoval { .. } => &file.registration().strand,
    };
    let detail = json!({
        "registration": review.registration.to_string(),
        "outcome": outcome.key(),
        "due_on": file.stored.review_due_on.to_string(),
        "next_due_on": review.next_due.as_ref().map(|it| it.on.to_string()),
        "strand": strand.0,
    });
    let event = Event::new(Verb::Alteration, "review_held")
        .about("registration", review.registration)
        .person(file.person.id)
        .scheme(file.scheme.id)
        .detail(detail.clone());
    tx.record(event);
    tx.fact(Fact {
        kind: "review_held",
        person: file.person.id,
        scheme: Some(file.scheme.id),
        happened_on: review.held_on,
        detail,
    });
}

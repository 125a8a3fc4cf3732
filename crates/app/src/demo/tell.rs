//! The stories told: every step in the order of its day, by the demo's own users, through the
//! same use cases that pages call.

use std::collections::BTreeMap;

use domain::id::{NominationId, PersonId, RegistrationId};
use domain::user::Role;
use domain::{Date, Timestamp};
use jiff::tz::TimeZone;

use super::chance::Chance;
use super::places::SCHEMES;
use super::stage::Scheme;
use super::story::{Ending, Left, Story, back, on, story};
use super::{Demo, told};
use super::{register, select};
use crate::actor::Actor;
use crate::error::{AppError, AppResult, What};
use crate::gate::App;

/// One person's way, and how far it has been told.
#[derive(Debug, Clone)]
pub(super) struct Case {
    /// The place among the people of the demo.
    pub(super) place: u32,
    /// What happens.
    pub(super) story: Story,
    /// On which scheme.
    pub(super) scheme: Scheme,
    /// The key of the strand.
    pub(super) strand: String,
    /// The record, once there is one.
    pub(super) person: Option<PersonId>,
    /// The nomination, once there is one.
    pub(super) nomination: Option<NominationId>,
    /// The registration, once there is one.
    pub(super) registration: Option<RegistrationId>,
}

/// Something that happens on a day. The order of the variants is that within one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Record,
    Nominate,
    Decide,
    Withdraw,
    Register,
    Tell,
    Review(usize),
    Propose,
    Agree,
    Return,
    Die,
}

/// Tells every story up to the day it is.
pub(super) async fn all(
    app: &App,
    schemes: &[Scheme],
    demo: Demo,
    now: Timestamp,
) -> anyhow::Result<()> {
    let today = crate::clock::london_date(now);
    let mut chance = Chance::new(demo.seed);
    let mut cases = Vec::new();
    for place in 0..demo.people {
        let scheme = scheme_of(schemes, place)?.clone();
        let story = story(&mut chance, place, today);
        let strand = select::strand(app, &scheme, &story);
        cases.push(Case {
            place,
            story,
            scheme,
            strand,
            person: None,
            nomination: None,
            registration: None,
        });
    }
    let mut steps: Vec<(Date, usize, Step)> = Vec::new();
    for (case, at) in cases.iter().zip(0..) {
        steps.extend(steps_of(case).into_iter().map(|(day, step)| (day, at, step)));
    }
    steps.retain(|(day, ..)| *day <= today);
    steps.sort_by_key(|(day, at, step)| (*day, *step, *at));
    let mut open = BTreeMap::new();
    for (minute, (day, at, step)) in (0_i32..).zip(steps) {
        app.clock().set(instant(day, minute).min(now));
        if let Some(case) = cases.get_mut(at) {
            let done = perform(app, case, step, (&mut chance, &mut open)).await;
            done.map_err(|error| told(&format!("{step:?} of {at} on {day}"), error))?;
        }
    }
    Ok(())
}

/// How many are on each scheme, by its place.
pub(super) type OpenOn = BTreeMap<domain::id::SchemeId, u32>;

async fn perform(
    app: &App,
    case: &mut Case,
    step: Step,
    (chance, open): (&mut Chance, &mut OpenOn),
) -> AppResult<()> {
    match step {
        Step::Record => case.person = Some(select::record(app, case, chance).await?),
        Step::Nominate => {
            case.nomination = Some(select::nominate(app, case, &case.story.evidence).await?);
        }
        Step::Decide => select::decide(app, case, open).await?,
        Step::Withdraw => select::withdraw(app, case).await?,
        Step::Register => {
            case.registration = Some(register::register(app, case).await?);
            *open.entry(case.scheme.id).or_default() += 1;
        }
        Step::Tell => register::tell(app, case).await?,
        Step::Review(_) => register::review(app, case).await?,
        Step::Propose => register::propose(app, case).await?,
        Step::Agree => {
            register::agree(app, case).await?;
            leave(open, case);
        }
        Step::Return => {
            select::come_back(app, case).await?;
        }
        Step::Die => {
            register::die(app, case).await?;
            leave(open, case);
        }
    }
    Ok(())
}

fn leave(open: &mut OpenOn, case: &Case) {
    let here = open.entry(case.scheme.id).or_default();
    *here = here.saturating_sub(1);
}

/// The days of a story: recorded and nominated together, decided two weeks later.
fn steps_of(case: &Case) -> Vec<(Date, Step)> {
    let nominated = case.story.nominated_on;
    let decided = on(nominated, 14);
    let mut steps = vec![(nominated, Step::Record), (nominated, Step::Nominate)];
    match &case.story.ending {
        Ending::Awaiting => {}
        Ending::Withdrawn => steps.push((on(nominated, 9), Step::Withdraw)),
        Ending::Deferred | Ending::Waiting | Ending::Refused => {
            steps.push((decided, Step::Decide));
        }
        Ending::TakenOn(stay) => {
            steps.push((decided, Step::Decide));
            let registered = on(decided, 1);
            steps.push((registered, Step::Register));
            if case.place % 10 != 6 {
                steps.push((on(registered, 2), Step::Tell));
            }
            // A review held before the person was on would be no review.
            let held = stay.reviews.iter().filter(|it| **it > registered);
            steps.extend((0..).zip(held).map(|(at, day)| (*day, Step::Review(at))));
            let last = stay.reviews.last().copied().filter(|it| *it > registered);
            steps.extend(way_out(stay.left, on(last.unwrap_or(registered), 5)));
        }
    }
    steps
}

fn way_out(left: Left, from: Date) -> Vec<(Date, Step)> {
    match left {
        Left::Not => Vec::new(),
        Left::Proposed => vec![(from, Step::Propose)],
        Left::Agreed => vec![(from, Step::Propose), (on(from, 3), Step::Agree)],
        Left::AndReturned => {
            let days = [(from, Step::Propose), (on(from, 2), Step::Agree)];
            days.into_iter().chain([(on(from, 4), Step::Return)]).collect()
        }
        Left::Died => vec![(from, Step::Die)],
    }
}

fn scheme_of(schemes: &[Scheme], place: u32) -> AppResult<&Scheme> {
    // Spread over every hundred people, so that a small demo has all the schemes too.
    let mut left = place.wrapping_mul(37) % 100;
    for (plan, scheme) in SCHEMES.iter().zip(schemes) {
        if left < plan.share {
            return Ok(scheme);
        }
        left = left.saturating_sub(plan.share);
    }
    schemes.first().ok_or(AppError::NotFound(What::Scheme))
}

/// A moment in the working day; each step has a minute of its own.
fn instant(day: Date, minute: i32) -> Timestamp {
    let minutes = 9 * 60 + minute.rem_euclid(7 * 60);
    let (hour, minute) = (minutes / 60, minutes % 60);
    let (hour, minute) = (i8::try_from(hour).unwrap_or(9), i8::try_from(minute).unwrap_or(0));
    let at = day.at(hour, minute, 0, 0).to_zoned(TimeZone::UTC);
    at.map_or(Timestamp::UNIX_EPOCH, |it| it.timestamp())
}

impl Case {
    /// Somebody of this case's scheme in a role; which of several, the place decides.
    pub(super) async fn actor(&self, app: &App, role: Role) -> AppResult<Actor> {
        let users = self.scheme.users.get(&role).map(Vec::as_slice).unwrap_or_default();
        let at = usize::try_from(self.place).unwrap_or_default() % users.len().max(1);
        app.actor(*users.get(at).ok_or(AppError::NotFound(What::User))?).await
    }

    pub(super) fn person(&self) -> AppResult<PersonId> {
        self.person.ok_or(AppError::NotFound(What::Person))
    }

    pub(super) fn nomination(&self) -> AppResult<NominationId> {
        self.nomination.ok_or(AppError::NotFound(What::Nomination))
    }

    pub(super) fn registration(&self) -> AppResult<RegistrationId> {
        self.registration.ok_or(AppError::NotFound(What::Registration))
    }

    /// Whether the person lives in Wales.
    pub(super) fn in_wales(&self) -> bool {
        let plan = SCHEMES.iter().find(|it| it.name == self.scheme.plan);
        plan.is_some_and(|it| it.edition == "ppo-wales")
    }

    /// The day before which nothing of the story happened.
    pub(super) fn before(&self, days: i32) -> Date {
        back(self.story.nominated_on, days)
    }
}

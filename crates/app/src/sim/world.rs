//! One database with everybody in it, on which steps are taken through the use cases.

mod act;
mod more;
mod picture;

use std::collections::BTreeMap;

use domain::agency::AgencyKind;
use domain::edition::StrandKey;
use domain::id::{AgencyId, NominationId, PersonId, RegistrationId, SchemeId, UserId};
use domain::user::{Language, Role};
use domain::{Date, Timestamp};
use jiff::civil::date;
use jiff::tz::TimeZone;

use super::model::CAPACITY;
use super::step::{Age, Place, Step, Who};
use super::{Outcome, sql};
use crate::actor::Actor;
use crate::db::args;
use crate::error::{AppError, AppResult, What};
use crate::gate::Tx;
use crate::testing::{PASSWORD, Partnership, TestApp};
use crate::user::{self, CreateUser, HoldRole, hash_password};

/// The day on which every simulation begins: every strand and ground it uses is in force.
const BEGINS_ON: Date = date(2006, 1, 9);
/// The agencies of the scheme.
const PARTIES: [AgencyKind; 6] = [
    AgencyKind::Police,
    AgencyKind::Probation,
    AgencyKind::Prison,
    AgencyKind::YouthOffendingTeam,
    AgencyKind::InterventionTeam,
    AgencyKind::CommunitySafety,
];

/// A database with its people, nominations and registrations in the order of their making.
#[derive(Debug)]
pub(super) struct World {
    at: Partnership,
    other_coordinator: UserId,
    other_police: UserId,
    nobody: UserId,
    day: i32,
    people: Vec<(PersonId, Age)>,
    nominations: Vec<(NominationId, StrandKey, Age)>,
    registrations: Vec<(RegistrationId, Age)>,
    /// How many forms were sent.
    submissions: u64,
    /// How often each event stood in the trail before the first step.
    events_before: BTreeMap<String, i64>,
    /// What the policy answered.
    answers: BTreeMap<String, bool>,
    /// Everybody there is, with the roles that nobody changes here.
    actors: BTreeMap<String, Actor>,
}

impl World {
    pub(super) async fn sqlite() -> anyhow::Result<Self> {
        Self::over(TestApp::sqlite().await?).await
    }

    pub(super) async fn postgres(url: &str) -> anyhow::Result<Self> {
        Self::over(TestApp::postgres_at(url).await?).await
    }

    pub(super) async fn over(app: TestApp) -> anyhow::Result<Self> {
        let at = Partnership::over(app).await?;
        let capacity = i64::try_from(CAPACITY)?;
        at.housekeep(sql::SET_CAPACITY, args![capacity]).await?;
        at.housekeep(sql::JOIN_ALL, args![at.other_scheme]).await?;
        let hash = hash_password(PASSWORD)?;
        let (agency, police) = (AgencyKind::CommunitySafety, AgencyKind::Police);
        let (other, agency, police) = (at.other_scheme, at.agency(agency), at.agency(police));
        let wanted = [
            ("coordinator", Some(agency), Some(Role::Coordinator)),
            ("police", Some(police), Some(Role::PoliceOfficer)),
            ("nobody", None, None),
        ];
        let mut made = Vec::new();
        let (operator, hash) = (Actor::operator(), hash.as_str());
        for stranger in wanted {
            let write = at.write(&operator, |tx| Box::pin(enter(tx, other, stranger, hash)));
            made.push(write.await?);
        }
        let [other_coordinator, other_police, nobody] = made.as_slice() else {
            anyhow::bail!("three strangers were to be made");
        };
        let (other_coordinator, other_police) = (*other_coordinator, *other_police);
        let nobody = *nobody;
        at.clock().set(morning(BEGINS_ON)?);
        let mut world = Self {
            at,
            other_coordinator,
            other_police,
            nobody,
            day: 0,
            people: Vec::new(),
            nominations: Vec::new(),
            registrations: Vec::new(),
            submissions: 0,
            events_before: BTreeMap::new(),
            answers: BTreeMap::new(),
            actors: BTreeMap::new(),
        };
        for who in Who::everybody() {
            let actor = world.signed_in(who).await?;
            world.actors.insert(format!("{who:?}"), actor);
        }
        world.events_before = world.events().await?;
        Ok(world)
    }

    pub(super) fn name(&self) -> &'static str {
        self.at.db().name()
    }

    pub(super) async fn close(self) {
        self.at.app.close().await;
    }

    /// Takes a step and says what came of it.
    pub(super) async fn act(&mut self, step: &Step) -> Result<Outcome, AppError> {
        match self.take(step).await {
            Ok(()) => Ok(Outcome::Done),
            Err(error) => Outcome::of(error),
        }
    }

    async fn take(&mut self, step: &Step) -> AppResult<()> {
        match *step {
            Step::Record { who, place, age } => self.record(who, place, age).await,
            Step::Open { who, person } => self.open(who, person).await,
            Step::Search { who, person } => self.search(who, person).await,
            Step::Restrict { who, person, access, based } => {
                self.restrict(who, person, (access, based)).await
            }
            Step::Capacity { who, place, places, based } => {
                self.set_capacity(who, (place, places), based).await
            }
            Step::Nominate { who, person, place, ground } => {
                self.nominate(who, person, (place, ground)).await
            }
            Step::Evidence { who, nomination, based } => {
                self.evidence(who, nomination, based).await
            }
            Step::Withdraw { who, nomination, based } => {
                self.withdraw(who, nomination, based).await
            }
            Step::Decide { who, nomination, ruling, panel, based } => {
                self.decide(who, nomination, (ruling, panel), based).await
            }
            Step::Register { who, nomination } => self.register(who, nomination).await,
            Step::Assign { who, registration } => self.assign(who, registration).await,
            Step::EndAssignment { who, registration } => {
                self.end_assignment(who, registration).await
            }
            Step::Review { who, registration, answer, based } => {
                self.review(who, registration, (answer, based)).await
            }
            Step::Tell { who, registration, kind } => self.tell(who, registration, kind).await,
            Step::Propose { .. }
            | Step::Support { .. }
            | Step::View { .. }
            | Step::Views { .. }
            | Step::Object { .. }
            | Step::Resolve { .. }
            | Step::Remove { .. }
            | Step::Die { .. }
            | Step::Wait { .. } => self.leave(step).await,
        }
    }

    /// The steps out of a scheme, and time.
    async fn leave(&mut self, step: &Step) -> AppResult<()> {
        match *step {
            Step::Propose { who, registration } => self.propose(who, registration).await,
            Step::Support { who, registration, arrives } => {
                self.support(who, registration, arrives).await
            }
            Step::View { who, registration } => {
                self.views(who, registration, &[AgencyKind::Police]).await
            }
            Step::Views { who, registration } => self.views(who, registration, &PARTIES).await,
            Step::Object { who, registration } => self.object(who, registration).await,
            Step::Resolve { who, registration } => self.resolve(who, registration).await,
            Step::Remove { who, registration, answer, based } => {
                self.remove(who, registration, (answer, based)).await
            }
            Step::Die { who, person } => self.die(who, person).await,
            Step::Wait { days } => {
                self.day = self.day.saturating_add(days);
                self.at.clock().set(morning(self.today()).map_err(AppError::Internal)?);
                Ok(())
            }
            Step::Record { .. }
            | Step::Open { .. }
            | Step::Search { .. }
            | Step::Restrict { .. }
            | Step::Capacity { .. }
            | Step::Nominate { .. }
            | Step::Evidence { .. }
            | Step::Withdraw { .. }
            | Step::Decide { .. }
            | Step::Register { .. }
            | Step::Assign { .. }
            | Step::EndAssignment { .. }
            | Step::Review { .. }
            | Step::Tell { .. } => Ok(()),
        }
    }

    fn today(&self) -> Date {
        BEGINS_ON.checked_add(jiff::Span::new().days(self.day)).unwrap_or(BEGINS_ON)
    }

    fn actor(&self, who: Who) -> AppResult<Actor> {
        let actor = self.actors.get(&format!("{who:?}")).cloned();
        actor.ok_or(AppError::NotFound(What::User))
    }

    async fn signed_in(&self, who: Who) -> AppResult<Actor> {
        match who {
            Who::Role(role) => self.at.as_(role).await,
            Who::OtherCoordinator => self.at.app.actor(self.other_coordinator).await,
            Who::OtherPolice => self.at.app.actor(self.other_police).await,
            Who::Nobody => self.at.app.actor(self.nobody).await,
        }
    }

    fn scheme(&self, place: Place) -> SchemeId {
        match place {
            Place::Here => self.at.scheme,
            Place::There => self.at.other_scheme,
        }
    }

    fn agency(&self, kind: AgencyKind) -> AgencyId {
        self.at.agency(kind)
    }

    fn person(&self, at: usize) -> AppResult<(PersonId, Age)> {
        self.people.get(at).copied().ok_or(AppError::Hidden)
    }

    fn nomination(&self, at: usize) -> AppResult<NominationId> {
        self.nominations.get(at).map(|(id, ..)| *id).ok_or(AppError::Hidden)
    }

    fn registration(&self, at: usize) -> AppResult<RegistrationId> {
        self.registrations.get(at).map(|(id, _)| *id).ok_or(AppError::Hidden)
    }
}

fn morning(day: Date) -> anyhow::Result<Timestamp> {
    Ok(day.at(9, 0, 0, 0).to_zoned(TimeZone::UTC)?.timestamp())
}

/// The strand that takes somebody of this age.
fn strand_for(age: Age) -> StrandKey {
    let key = match age {
        Age::Adult => "catch_and_convict",
        Age::Child => "prevent_and_deter",
    };
    StrandKey(key.to_owned())
}

/// When somebody was born: a day that they share with nobody.
fn born(age: Age, at: usize) -> Date {
    let first = match age {
        Age::Adult => date(1975, 5, 5),
        Age::Child => date(1993, 5, 5),
    };
    let days = i32::try_from(at).unwrap_or_default();
    first.checked_add(jiff::Span::new().days(days)).unwrap_or(first)
}

type Stranger = (&'static str, Option<AgencyId>, Option<Role>);

/// Somebody who holds a role in the other scheme, or none at all.
async fn enter(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    (word, agency, role): Stranger,
    hash: &str,
) -> AppResult<UserId> {
    let account = CreateUser {
        email: format!("{word}@birch.example"),
        name: word.to_owned(),
        agency,
        password_hash: hash.to_owned(),
        language: Language::English,
        is_demo: false,
    };
    let user = user::create(tx, &account).await?;
    if let Some(role) = role {
        let (from_on, until_on) = (tx.today(), None);
        let held = HoldRole { user, role, scheme: Some(scheme), area: None, from_on, until_on };
        user::hold_role(tx, &held).await?;
    }
    Ok(user)
}

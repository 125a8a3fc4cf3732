//! One database with everybody in it, on which steps are taken through the use cases.

mod act;

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
use crate::audit::verify;
use crate::db::args;
use crate::error::{AppError, AppResult};
use crate::gate::{Resource, Tx};
use crate::person::{self, OpenPerson};
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
    nobody: UserId,
    day: i32,
    people: Vec<(PersonId, Age)>,
    nominations: Vec<(NominationId, StrandKey)>,
    registrations: Vec<RegistrationId>,
}

impl World {
    pub(super) async fn sqlite() -> anyhow::Result<Self> {
        Self::over(TestApp::sqlite().await?).await
    }

    pub(super) async fn postgres(url: &str) -> anyhow::Result<Self> {
        Self::over(TestApp::postgres_at(url).await?).await
    }

    async fn over(app: TestApp) -> anyhow::Result<Self> {
        let at = Partnership::over(app).await?;
        let capacity = i64::try_from(CAPACITY)?;
        at.housekeep(sql::SET_CAPACITY, args![capacity]).await?;
        let hash = hash_password(PASSWORD)?;
        let (other, hash) = (at.other_scheme, hash.as_str());
        let made = at.write(&Actor::operator(), |tx| Box::pin(strangers(tx, other, hash))).await?;
        let (other_coordinator, nobody) = made;
        at.clock().set(morning(BEGINS_ON)?);
        Ok(Self {
            at,
            other_coordinator,
            nobody,
            day: 0,
            people: Vec::new(),
            nominations: Vec::new(),
            registrations: Vec::new(),
        })
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

    /// The number of entries, if the trail is whole.
    pub(super) async fn verified(&self) -> anyhow::Result<i64> {
        let system = Actor::system();
        let proven = self.at.read(&system, |rx| Box::pin(verify(rx))).await?;
        proven.map(|it| it.entries).map_err(|broken| anyhow::anyhow!("the trail: {broken:?}"))
    }

    /// How often each event stands in the trail.
    pub(super) async fn events(&self) -> anyhow::Result<String> {
        let system = Actor::system();
        let read = |row: crate::db::Row| Ok((row.get("event")?, row.get("entries")?));
        let counted = self.at.read(&system, |rx| Box::pin(rx.all(sql::EVENTS, args![], read)));
        let counted: BTreeMap<String, i64> = counted.await?.into_iter().collect();
        Ok(format!("{counted:?}"))
    }

    /// Who may open whom, as the model draws it.
    pub(super) async fn picture(&self) -> anyhow::Result<String> {
        let mut lines = BTreeMap::new();
        for (at, (person, _)) in self.people.iter().enumerate() {
            let mut opened = String::new();
            for who in Who::everybody() {
                let (actor, person) = (self.actor(who).await?, *person);
                let may = self.at.read(&actor, |rx| {
                    Box::pin(async move {
                        let standing = person::standing(rx, person).await?;
                        Ok(rx.may(&OpenPerson(Resource::Person(standing))))
                    })
                });
                opened.push(if may.await? { '1' } else { '0' });
            }
            lines.insert(at, opened);
        }
        let system = Actor::system();
        let open = self.at.read(&system, |rx| {
            Box::pin(rx.one(sql::COUNT_OPEN, args![], |row| row.get::<i64>("registered")))
        });
        Ok(format!("{lines:?} open {}", open.await?))
    }

    async fn take(&mut self, step: &Step) -> AppResult<()> {
        match *step {
            Step::Record { who, place, age } => self.record(who, place, age).await,
            Step::Open { who, person } => self.open(who, person).await,
            Step::Nominate { who, person, place, ground } => {
                self.nominate(who, person, (place, ground)).await
            }
            Step::Withdraw { who, nomination, based } => {
                self.withdraw(who, nomination, based).await
            }
            Step::Decide { who, nomination, ruling, panel, based } => {
                self.decide(who, nomination, (ruling, panel), based).await
            }
            Step::Register { who, nomination } => self.register(who, nomination).await,
            Step::Propose { who, registration } => self.propose(who, registration).await,
            Step::Support { who, registration } => self.support(who, registration).await,
            Step::View { who, registration } => {
                self.views(who, registration, &[AgencyKind::Police]).await
            }
            Step::Views { who, registration } => self.views(who, registration, &PARTIES).await,
            Step::Remove { who, registration, answer, based } => {
                self.remove(who, registration, (answer, based)).await
            }
            Step::Die { who, person } => self.die(who, person).await,
            Step::Wait { days } => {
                self.day = self.day.saturating_add(days);
                self.at.clock().set(morning(self.today()).map_err(AppError::Internal)?);
                Ok(())
            }
        }
    }

    fn today(&self) -> Date {
        BEGINS_ON.checked_add(jiff::Span::new().days(self.day)).unwrap_or(BEGINS_ON)
    }

    async fn actor(&self, who: Who) -> AppResult<Actor> {
        match who {
            Who::Role(role) => self.at.as_(role).await,
            Who::OtherCoordinator => self.at.app.actor(self.other_coordinator).await,
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
        self.nominations.get(at).map(|(id, _)| *id).ok_or(AppError::Hidden)
    }

    fn registration(&self, at: usize) -> AppResult<RegistrationId> {
        self.registrations.get(at).copied().ok_or(AppError::Hidden)
    }
}

fn morning(day: Date) -> anyhow::Result<Timestamp> {
    Ok(day.at(9, 0, 0, 0).to_zoned(TimeZone::UTC)?.timestamp())
}

/// The coordinator of the other scheme, and somebody who holds no role.
async fn strangers(tx: &mut Tx<'_>, scheme: SchemeId, hash: &str) -> AppResult<(UserId, UserId)> {
    let account = |word: &str| CreateUser {
        email: format!("{word}@birch.example"),
        name: word.to_owned(),
        agency: None,
        password_hash: hash.to_owned(),
        language: Language::English,
        is_demo: false,
    };
    let coordinator = user::create(tx, &account("coordinator")).await?;
    let nobody = user::create(tx, &account("nobody")).await?;
    let held = HoldRole {
        user: coordinator,
        role: Role::Coordinator,
        scheme: Some(scheme),
        area: None,
        from_on: tx.today(),
        until_on: None,
    };
    user::hold_role(tx, &held).await?;
    Ok((coordinator, nobody))
}

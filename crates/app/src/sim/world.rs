//! One database with everybody in it, on which steps are taken through the use cases.

mod act;
mod more;
mod office;
mod picture;
mod sheet;

use std::collections::BTreeMap;

use domain::agency::AgencyKind;
use domain::edition::StrandKey;
use domain::id::{AgencyId, NominationId, PersonId, RegistrationId, SchemeId, UserId};
use domain::person::is_under_18_on;
use domain::user::{Language, Role};
use domain::{Date, Timestamp};
use jiff::ToSpan as _;
use jiff::civil::date;
use jiff::tz::TimeZone;

use super::model::{CAPACITY, turns_eighteen_on};
use super::step::{Age, Place, Step, Who};
use super::{Outcome, sql};
use crate::actor::Actor;
use crate::db::args;
use crate::error::{AppError, AppResult, What};
use crate::gate::Tx;
use crate::testing::{PASSWORD, Partnership, TestApp};
use crate::user::{self, CreateUser, HoldRole, hash_password};
use sheet::Row;

/// The day on which every simulation begins: every strand and ground it uses is in force.
pub(super) const BEGINS_ON: Date = date(2006, 1, 9);
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
    doubled: UserId,
    day: i32,
    people: Vec<(PersonId, Date)>,
    nominations: Vec<(NominationId, StrandKey)>,
    registrations: Vec<(RegistrationId, StrandKey)>,
    imported: Vec<Row>,
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
            ("doubled", Some(police), None),
        ];
        let mut made = Vec::new();
        let (operator, hash) = (Actor::operator(), hash.as_str());
        for stranger in wanted {
            let write = at.write(&operator, |tx| Box::pin(enter(tx, other, stranger, hash)));
            made.push(write.await?);
        }
        let [other_coordinator, other_police, nobody, doubled] = made.as_slice() else {
            anyhow::bail!("four others were to be made");
        };
        let (other_coordinator, other_police) = (*other_coordinator, *other_police);
        let (nobody, doubled) = (*nobody, *doubled);
        let scheme = at.scheme;
        for role in [Role::PoliceOfficer, Role::OffenderManager] {
            let hold = at.write(&operator, |tx| Box::pin(enrol(tx, scheme, (doubled, role))));
            hold.await?;
        }
        at.clock().set(morning(BEGINS_ON)?);
        let mut world = Self {
            at,
            other_coordinator,
            other_police,
            nobody,
            doubled,
            day: 0,
            people: Vec::new(),
            nominations: Vec::new(),
            registrations: Vec::new(),
            imported: Vec::new(),
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
            Step::Decide { who, nomination, sitting, based } => {
                self.decide(who, nomination, sitting, based).await
            }
            Step::Desk(desk) => self.sit(desk).await,
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
            | Step::Tell { .. }
            | Step::Desk(_) => Ok(()),
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
        self.at.app.actor(self.user(who)).await
    }

    fn user(&self, who: Who) -> UserId {
        match who {
            Who::Role(role) => self.at.user(role),
            Who::OtherCoordinator => self.other_coordinator,
            Who::OtherPolice => self.other_police,
            Who::Nobody => self.nobody,
            Who::Doubled => self.doubled,
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

    fn person(&self, at: usize) -> AppResult<(PersonId, Date)> {
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

/// The strand that takes somebody born on a day.
fn strand_for(born: Date, today: Date) -> StrandKey {
    let is_child = is_under_18_on(born, today);
    StrandKey(if is_child { "prevent_and_deter" } else { "catch_and_convict" }.to_owned())
}

/// When somebody was born: a day that they share with nobody.
fn born(age: Age, at: usize) -> Date {
    let days = i32::try_from(at).unwrap_or_default();
    match age {
        Age::Adult => date(1975, 5, 5).saturating_add(days.days()),
        Age::Child => date(1993, 5, 5).saturating_add(days.days()),
        Age::Almost => {
            let birthday = BEGINS_ON.saturating_add(turns_eighteen_on(at).days());
            birthday.saturating_sub(18.years())
        }
    }
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
        enrol(tx, scheme, (user, role)).await?;
    }
    Ok(user)
}

async fn enrol(tx: &mut Tx<'_>, scheme: SchemeId, (user, role): (UserId, Role)) -> AppResult<()> {
    let (from_on, until_on) = (tx.today(), None);
    let held = HoldRole { user, role, scheme: Some(scheme), area: None, from_on, until_on };
    user::hold_role(tx, &held).await.map(drop)
}

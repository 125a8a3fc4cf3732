//! The steps of whoever runs a scheme and its cases: evidence, leads, reviews, notices, capacity.

use domain::agency::AgencyKind;
use domain::edition::{GroundKey, StrandKey};
use domain::nomination::{OffenceType, Shown};
use domain::person::RecordAccess;
use domain::registration::Post;
use domain::review::Outcome as Reviewed;
use domain::scheme::SetCapacity;

use super::World;
use crate::actor::Actor;
use crate::error::{AppError, AppResult, What};
use crate::nomination::{self, On};
use crate::notice::{self, TellAgency};
use crate::person::{self, Restrict, Search};
use crate::registration::{self, AssignTo, EndOn, Manager, assignment_sql};
use crate::removal::{self, GiveViewOf, Resolve};
use crate::review::{self, Hold};
use crate::scheme::{self, Change, ChangeScheme};
use crate::sim::sql;
use crate::sim::step::{Access, Answer, Based, Place, Who};

impl World {
    pub(super) async fn evidence(&self, who: Who, at: usize, based: Based) -> AppResult<()> {
        let id = self.nomination(at)?;
        let based_on = self.version(sql::NOMINATION_VERSION, id.to_string(), based).await?;
        let (on, piece) =
            (On { id, based_on }, self.piece(Shown::Conviction(OffenceType::Robbery)));
        let (actor, piece) = (self.actor(who)?, &piece);
        let write = self.at.write(&actor, |tx| Box::pin(nomination::add_evidence(tx, on, piece)));
        write.await
    }

    pub(super) async fn assign(&self, who: Who, at: usize) -> AppResult<()> {
        let name = "A worker".to_owned();
        let cmd = AssignTo {
            registration: self.registration(at)?,
            post: Post::LeadWorker,
            manager: Manager::Named { name, agency: self.agency(AgencyKind::Police) },
            from: self.today(),
            to: None,
        };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        self.at.write(&actor, |tx| Box::pin(registration::assign(tx, cmd))).await.map(drop)
    }

    pub(super) async fn end_assignment(&self, who: Who, at: usize) -> AppResult<()> {
        let registration = self.registration(at)?;
        let system = Actor::system();
        let all =
            self.at.read(&system, |rx| Box::pin(assignment_sql::of_registration(rx, registration)));
        let open = all.await?.into_iter().find(|it| it.assignment.to.is_none());
        let key = open.ok_or(AppError::Hidden)?.key;
        let cmd = EndOn { registration, key, last_day: self.today() };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        let write = self.at.write(&actor, |tx| Box::pin(registration::end_assignment(tx, cmd)));
        write.await.map(drop)
    }

    pub(super) async fn review(
        &self,
        who: Who,
        at: usize,
        (answer, based): (Answer, Based),
    ) -> AppResult<()> {
        let registration = self.registration(at)?;
        let sql = sql::REGISTRATION_VERSION;
        let version = self.version(sql, registration.to_string(), based).await?;
        let week = self.today().checked_add(jiff::Span::new().days(7));
        let outcome = match answer {
            Answer::Keep => Reviewed::Keep {
                strand: self.strand_of(at),
                next_due_on: week.unwrap_or(self.today()),
            },
            Answer::Remove => {
                Reviewed::ProposeRemoval { ground: GroundKey("moved_away".to_owned()) }
            }
        };
        let cmd = Hold {
            registration,
            version,
            held_on: self.today(),
            took_part: vec![AgencyKind::Police, AgencyKind::Probation],
            outcome,
            reasons: "So it was agreed".to_owned(),
        };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        self.at.write(&actor, |tx| Box::pin(review::hold(tx, cmd))).await.map(drop)
    }

    fn strand_of(&self, at: usize) -> StrandKey {
        let strand = self.registrations.get(at).map(|it| it.1.clone());
        strand.unwrap_or_else(|| StrandKey(String::new()))
    }

    pub(super) async fn tell(&self, who: Who, at: usize, kind: AgencyKind) -> AppResult<()> {
        let registration =
            self.registration(at).map_err(|_| AppError::NotFound(What::Registration))?;
        let system = Actor::system();
        let all =
            self.at.read(&system, |rx| Box::pin(notice::of_registration(rx, registration))).await?;
        let untold = all.into_iter().find(|it| it.agency_kind == kind && it.told_on.is_none());
        let found = untold.ok_or(AppError::NotFound(What::Registration))?;
        let cmd = TellAgency {
            notice: found.id,
            told_on: self.today(),
            how: "In a meeting".to_owned(),
            flag_off_on: found.takes_flag_off().then(|| self.today()),
        };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        self.at.write(&actor, |tx| Box::pin(notice::tell(tx, cmd))).await.map(drop)
    }

    pub(super) async fn object(&self, who: Who, at: usize) -> AppResult<()> {
        let cmd = GiveViewOf {
            registration: self.registration(at)?,
            agency: self.agency(AgencyKind::Police),
            spoke_for_it: "A member".to_owned(),
            objection: Some("Too early".to_owned()),
            on: self.today(),
        };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        self.at.write(&actor, |tx| Box::pin(removal::give_view(tx, cmd))).await.map(drop)
    }

    pub(super) async fn resolve(&self, who: Who, at: usize) -> AppResult<()> {
        let cmd = Resolve {
            registration: self.registration(at)?,
            agency: self.agency(AgencyKind::Police),
            how: "A visit every week".to_owned(),
            on: self.today(),
        };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        self.at.write(&actor, |tx| Box::pin(removal::resolve(tx, cmd))).await.map(drop)
    }

    pub(super) async fn restrict(
        &self,
        who: Who,
        at: usize,
        (access, based): (Access, Based),
    ) -> AppResult<()> {
        let (person, _) = self.person(at)?;
        let version = self.version(sql::PERSON_VERSION, person.to_string(), based).await?;
        let access = match access {
            Access::Ordinary => RecordAccess::Ordinary,
            Access::Restricted => RecordAccess::Restricted,
        };
        let cmd = Restrict { person, access, version };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        self.at.write(&actor, |tx| Box::pin(person::restrict(tx, cmd))).await
    }

    /// Looks for somebody by date of birth, which nobody shares here.
    pub(super) async fn search(&self, who: Who, at: usize) -> AppResult<()> {
        let (person, born) = self.person(at)?;
        let text = born.strftime("%d/%m/%Y").to_string();
        let (actor, text) = (self.actor(who)?, &text);
        let search =
            self.at.read(&actor, |rx| Box::pin(person::search(rx, text, Search::Present))).await?;
        let hits: Vec<_> = search.iter().flat_map(|it| &it.hits).map(|it| it.id).collect();
        match hits.as_slice() {
            [] => Err(AppError::Hidden),
            [one] if *one == person => Ok(()),
            _ => Err(AppError::Internal(anyhow::anyhow!("a search found others: {hits:?}"))),
        }
    }

    pub(super) async fn set_capacity(
        &self,
        who: Who,
        (place, places): (Place, usize),
        based: Based,
    ) -> AppResult<()> {
        let scheme = self.scheme(place);
        let version = self.version(sql::SCHEME_VERSION, scheme.to_string(), based).await?;
        let places = u32::try_from(places).unwrap_or(u32::MAX);
        let change = Change::Capacity(SetCapacity { places });
        let cmd = ChangeScheme { scheme, version, change };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        self.at.write(&actor, |tx| Box::pin(scheme::change(tx, cmd))).await.map(drop)
    }
}

//! Each step as the use case that takes it.

use std::collections::BTreeSet;

use domain::Date;
use domain::agency::AgencyKind;
use domain::decision::{Outcome as Ruled, Overrides, View};
use domain::edition::{GroundKey, StrandKey};
use domain::nomination::{MappaAnswer, OffenceType, Reasons, Shown, Speaker};
use domain::person::{Ethnicity, NameKind, Person, PersonName, RecordAccess, RecordPerson, Sex};
use domain::removal::{Answer as Answered, DrugUse};

use super::World;
use crate::actor::Actor;
use crate::db::args;
use crate::decision::{self, NewDecision, NewView};
use crate::error::{AppError, AppResult, What};
use crate::nomination::{self, NewNomination, NewPiece, On};
use crate::person::{self, Search};
use crate::registration::{self, RegisterPerson};
use crate::removal::{self, AddSupport, Death, Decide, GiveViewOf, Propose};
use crate::sim::sql;
use crate::sim::step::{
    Age, Answer, Arrives, Based, Ground, Panel, Place, Priority, Ruling, Sitting, Who,
};

impl World {
    pub(super) async fn record(&mut self, who: Who, place: Place, age: Age) -> AppResult<()> {
        let born = super::born(age, self.people.len());
        let surname = format!("Example {}", char::from(b'A'.wrapping_add(self.letter())));
        let cmd = RecordPerson {
            person: Person {
                id: self.at.ids().next(),
                name: PersonName::parse("Sim", &surname, NameKind::Main)?,
                other_names: Vec::new(),
                born: Some(born),
                died_on: None,
                sex: Sex::NotKnown,
                ethnicity: Ethnicity::NotStated,
                access: RecordAccess::Ordinary,
            },
            identifiers: Vec::new(),
            addresses: Vec::new(),
            custody: None,
        };
        let (actor, scheme, cmd) = (self.actor(who)?, self.scheme(place), &cmd);
        let write = self.at.write(&actor, |tx| Box::pin(person::record(tx, scheme, cmd)));
        let id = write.await?;
        self.people.push((id, born));
        Ok(())
    }

    fn letter(&self) -> u8 {
        u8::try_from(self.people.len() % 26).unwrap_or_default()
    }

    pub(super) async fn open(&self, who: Who, at: usize) -> AppResult<()> {
        let (actor, (id, _)) = (self.actor(who)?, self.person(at)?);
        let read = self
            .at
            .read(&actor, |rx| Box::pin(person::open(rx, id, Search::Present, "opened_person")));
        read.await.map(drop)
    }

    pub(super) async fn nominate(
        &mut self,
        who: Who,
        at: usize,
        (place, ground): (Place, Ground),
    ) -> AppResult<()> {
        let (person, born) = self.person(at)?;
        let fitting = super::strand_for(born, self.today());
        let strand = match ground {
            Ground::Sound | Ground::Nothing | Ground::OnlyIntelligence => fitting,
            Ground::WrongStrand => {
                let others = ["catch_and_convict", "prevent_and_deter"];
                let other = others.into_iter().find(|it| *it != fitting.0);
                StrandKey(other.unwrap_or_default().to_owned())
            }
        };
        let pieces = match ground {
            Ground::Nothing => Vec::new(),
            Ground::OnlyIntelligence => vec![Shown::Intelligence(OffenceType::Robbery)],
            Ground::Sound | Ground::WrongStrand => vec![Shown::Conviction(OffenceType::Robbery)],
        };
        let cmd = NewNomination {
            person,
            scheme: self.scheme(place),
            strand: strand.clone(),
            reasons: Reasons::parse("Offends often")?,
            pieces: pieces.into_iter().map(|shows| self.piece(shows)).collect(),
            looked_for: Vec::new(),
            mappa: MappaAnswer::NotMappa,
            clinical_need: None,
        };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        let write = self.at.write(&actor, |tx| Box::pin(nomination::nominate(tx, cmd)));
        let id = write.await?;
        self.nominations.push((id, strand));
        Ok(())
    }

    pub(super) fn piece(&self, shows: Shown) -> NewPiece {
        let day = Some(self.today());
        let (what, source) = ("Seen".to_owned(), "Crime system".to_owned());
        NewPiece { shows, happened_on: day, known_on: day, what, source, verified_on: None }
    }

    pub(super) async fn version(
        &self,
        sql: &'static str,
        id: String,
        based: Based,
    ) -> AppResult<i64> {
        let system = Actor::system();
        let read = self.at.read(&system, |rx| {
            Box::pin(rx.maybe(sql, args![id], |row| row.get::<i64>("version")))
        });
        let newest = read.await?.unwrap_or_default();
        Ok(match based {
            Based::OnNewest => newest,
            Based::OnOlder => newest.saturating_sub(1),
        })
    }

    pub(super) async fn withdraw(&self, who: Who, at: usize, based: Based) -> AppResult<()> {
        let id = self.nomination(at)?;
        let based_on = self.version(sql::NOMINATION_VERSION, id.to_string(), based).await?;
        let (on, reasons) = (On { id, based_on }, Reasons::parse("Moved")?);
        let (actor, reasons) = (self.actor(who)?, &reasons);
        let write = self.at.write(&actor, |tx| Box::pin(nomination::withdraw(tx, on, reasons)));
        write.await
    }

    pub(super) async fn decide(
        &self,
        who: Who,
        at: usize,
        Sitting { ruling, panel, priority }: Sitting,
        based: Based,
    ) -> AppResult<()> {
        let nomination = self.nomination(at)?;
        let sql = sql::NOMINATION_VERSION;
        let based_on = self.version(sql, nomination.to_string(), based).await?;
        let until = self.today().checked_add(jiff::Span::new().days(30));
        let outcome = match ruling {
            Ruling::Register => Ruled::Register,
            Ruling::Waiting => Ruled::WaitingList,
            Ruling::Refuse => Ruled::Refuse,
            Ruling::Defer => Ruled::Defer { until: until.unwrap_or(Date::MAX) },
        };
        let kinds: &[AgencyKind] = match panel {
            Panel::Whole => &[
                AgencyKind::Police,
                AgencyKind::Probation,
                AgencyKind::InterventionTeam,
                AgencyKind::YouthOffendingTeam,
            ],
            Panel::Adults => &[AgencyKind::Police, AgencyKind::Probation],
            Panel::Police => &[AgencyKind::Police],
        };
        let view = |kind: &AgencyKind| {
            Ok(NewView {
                agency: self.agency(*kind),
                spoken_by: Speaker::parse("A member")?,
                view: View::NoView,
                reasons: None,
            })
        };
        let mappa = match priority {
            Priority::Yields => None,
            Priority::Overrides => Some(Reasons::parse("Both agree")?),
        };
        let cmd = NewDecision {
            nomination,
            based_on,
            outcome,
            reasons: Reasons::parse("So it was agreed")?,
            chair: Speaker::parse("The chair")?,
            views: kinds.iter().map(view).collect::<AppResult<_>>()?,
            overrides: Overrides { mappa, over_capacity: None },
            decided_on: self.today(),
        };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        let write = self.at.write(&actor, |tx| Box::pin(decision::decide(tx, cmd)));
        write.await.map(drop)
    }

    pub(super) async fn register(&mut self, who: Who, at: usize) -> AppResult<()> {
        let found = self.nominations.get(at).cloned();
        let (nomination, strand) = found.ok_or(AppError::Hidden)?;
        let (on, drug_use) = (self.today(), DrugUse::NoneKnown);
        let (period, manager) = (None, None);
        let taken = strand.clone();
        let cmd = RegisterPerson { nomination, strand, on, drug_use, period, manager };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        let write = self.at.write(&actor, |tx| Box::pin(registration::register(tx, cmd)));
        let id = write.await?;
        self.registrations.push((id, taken));
        Ok(())
    }

    pub(super) async fn propose(&self, who: Who, at: usize) -> AppResult<()> {
        let cmd = Propose {
            registration: self.registration(at)?,
            ground: GroundKey("moved_away".to_owned()),
            measured: None,
            threshold_evidence: None,
            reasons: "Moved away".to_owned(),
            on: self.today(),
        };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        self.at.write(&actor, |tx| Box::pin(removal::propose(tx, cmd))).await.map(drop)
    }

    /// A form that is sent twice is taken once, and answered twice with the same.
    pub(super) async fn support(&mut self, who: Who, at: usize, arrives: Arrives) -> AppResult<()> {
        let until = self.today().checked_add(jiff::Span::new().days(2_000));
        let cmd = AddSupport {
            registration: self.registration(at)?,
            what: "A key worker".to_owned(),
            agency: self.agency(AgencyKind::InterventionTeam),
            contact: "Duty worker".to_owned(),
            until: until.unwrap_or(Date::MAX),
        };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        self.submissions = self.submissions.saturating_add(1);
        let submission = self.submissions.to_string();
        let (once, mut answers): (&str, BTreeSet<String>) = (&submission, BTreeSet::new());
        let times = match arrives {
            Arrives::Once => 1,
            Arrives::Twice => 2,
        };
        for _ in 0..times {
            let sent =
                self.at.write_once(&actor, once, |tx| Box::pin(removal::add_support(tx, cmd)));
            answers.insert(sent.await?);
        }
        if answers.len() == 1 { Ok(()) } else { Err(AppError::Conflict(What::Removal)) }
    }

    pub(super) async fn views(&self, who: Who, at: usize, kinds: &[AgencyKind]) -> AppResult<()> {
        let (registration, on) = (self.registration(at)?, self.today());
        let view = |kind: &AgencyKind| GiveViewOf {
            registration,
            agency: self.agency(*kind),
            spoke_for_it: "A member".to_owned(),
            objection: None,
            on,
        };
        let views: Vec<GiveViewOf> = kinds.iter().map(view).collect();
        let (actor, views) = (self.actor(who)?, &views);
        let write = self.at.write(&actor, |tx| {
            Box::pin(async move {
                for view in views {
                    removal::give_view(tx, view).await?;
                }
                Ok(())
            })
        });
        write.await
    }

    pub(super) async fn remove(
        &self,
        who: Who,
        at: usize,
        (answer, based): (Answer, Based),
    ) -> AppResult<()> {
        let registration = self.registration(at)?;
        let sql = sql::REMOVAL_VERSION;
        let version = self.version(sql, registration.to_string(), based).await?;
        let answer = match answer {
            Answer::Remove => Answered::Remove,
            Answer::Keep => Answered::Keep,
        };
        let (on, reasons) = (self.today(), "So it was agreed".to_owned());
        let cmd = Decide { registration, version, answer, on, reasons };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        self.at.write(&actor, |tx| Box::pin(removal::decide(tx, cmd))).await.map(drop)
    }

    pub(super) async fn die(&self, who: Who, at: usize) -> AppResult<()> {
        let (person, _) = self.person(at)?;
        let (died_on, notified_by) = (self.today(), "The coroner’s officer".to_owned());
        let cmd = Death { person, died_on, notified_on: died_on, notified_by };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        self.at.write(&actor, |tx| Box::pin(removal::record_death(tx, cmd))).await.map(drop)
    }
}

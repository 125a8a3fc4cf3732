//! What is done at a desk, as the use case that does it.

use std::collections::BTreeMap;

use domain::nomination::{MappaAnswer, MappaCategory, MappaLevel, OffenceType, Reasons, Shown};
use domain::registration::OrderKind;
use jiff::ToSpan as _;

use super::World;
use crate::actor::Actor;
use crate::error::{AppError, AppResult};
use crate::job::{self, Ran};
use crate::nomination::{self, On};
use crate::registration::{self, EndOn, NewPeriod, RecordPeriodOn, period_sql};
use crate::sim::sql;
use crate::sim::step::{Based, Desk, Mappa, Who};
use crate::user::{self, DraftForm, DraftKey};

/// The form of every draft here.
const FORM: DraftForm = DraftForm::Person;

impl World {
    pub(super) async fn sit(&mut self, desk: Desk) -> AppResult<()> {
        match desk {
            Desk::Mappa { who, nomination, answer, based } => {
                self.answer_mappa(who, nomination, (answer, based)).await
            }
            Desk::Order { who, registration, days } => self.order(who, registration, days).await,
            Desk::EndOrder { who, registration } => self.end_order(who, registration).await,
            Desk::Race { who, nomination } => self.race(who, nomination).await,
            Desk::Draft { who, person } => self.draft(who, person).await,
            Desk::Discard { who, person } => {
                let key = DraftKey::new(FORM, person);
                user::discard_draft(&self.at.app, self.user(who), &key).await
            }
            Desk::Import { who, place, sheet } => self.import(who, place, sheet).await,
            Desk::Work => self.work().await,
        }
    }

    async fn answer_mappa(
        &self,
        who: Who,
        at: usize,
        (answer, based): (Mappa, Based),
    ) -> AppResult<()> {
        let id = self.nomination(at)?;
        let based_on = self.version(sql::NOMINATION_VERSION, id.to_string(), based).await?;
        let answer = match answer {
            Mappa::Not => MappaAnswer::NotMappa,
            Mappa::Managed => {
                MappaAnswer::Managed { category: MappaCategory::Two, level: MappaLevel::Two }
            }
            Mappa::Unknown => MappaAnswer::NotKnown {
                who_finds_out: Reasons::parse("The police")?,
                by: self.today().saturating_add(7.days()),
            },
        };
        let (actor, on, answer) = (self.actor(who)?, On { id, based_on }, &answer);
        self.at.write(&actor, |tx| Box::pin(nomination::answer_mappa(tx, on, answer))).await
    }

    async fn order(&self, who: Who, at: usize, days: Option<i32>) -> AppResult<()> {
        let from = self.today();
        let to = days.map(|it| from.saturating_add(it.days()));
        let period = NewPeriod { order: OrderKind::Licence, from, to };
        let cmd = RecordPeriodOn { registration: self.registration(at)?, period };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        let write = self.at.write(&actor, |tx| Box::pin(registration::record_period(tx, cmd)));
        write.await.map(drop)
    }

    async fn end_order(&self, who: Who, at: usize) -> AppResult<()> {
        let (registration, system) = (self.registration(at)?, Actor::system());
        let recorded = self.at.read(&system, |rx| {
            Box::pin(async move {
                let file = registration::load(rx, registration).await?;
                period_sql::of_person(rx, file.person.id).await
            })
        });
        let last = recorded.await?.pop().ok_or(AppError::Hidden)?;
        let cmd = EndOn { registration, key: last.key, last_day: self.today() };
        let (actor, cmd) = (self.actor(who)?, &cmd);
        let write = self.at.write(&actor, |tx| Box::pin(registration::end_period(tx, cmd)));
        write.await.map(drop)
    }

    /// Two writers who both saw the newest version: one is first, and the other's is stale.
    async fn race(&self, who: Who, at: usize) -> AppResult<()> {
        let id = self.nomination(at)?;
        let newest = Based::OnNewest;
        let based_on = self.version(sql::NOMINATION_VERSION, id.to_string(), newest).await?;
        let on = On { id, based_on };
        let piece = self.piece(Shown::Conviction(OffenceType::Robbery));
        let (actor, piece) = (self.actor(who)?, &piece);
        let one = self.at.write(&actor, |tx| Box::pin(nomination::add_evidence(tx, on, piece)));
        let other = self.at.write(&actor, |tx| Box::pin(nomination::add_evidence(tx, on, piece)));
        match futures::future::join(one, other).await {
            (Ok(()), Err(AppError::Stale { .. })) | (Err(AppError::Stale { .. }), Ok(())) => Ok(()),
            (Err(one), Err(_)) => Err(one),
            (one, other) => {
                let told = anyhow::anyhow!("two writers of one version: {one:?} and {other:?}");
                Err(AppError::Internal(told))
            }
        }
    }

    async fn draft(&self, who: Who, person: usize) -> AppResult<()> {
        let key = DraftKey::new(FORM, person);
        user::keep_draft(&self.at.app, self.user(who), &key, &self.day.to_string()).await
    }

    /// What somebody was typing, as the model keeps it.
    pub(super) async fn drafts_of(&self, who: Who) -> AppResult<BTreeMap<(String, usize), i32>> {
        let (user, system) = (self.user(who), Actor::system());
        let kept = self.at.read(&system, |rx| Box::pin(user::drafts(rx, user))).await?;
        let draft = |it: &user::Begun| {
            let subject = it.draft.key.subject().0.parse().ok()?;
            Some(((format!("{who:?}"), subject), it.draft.fields.parse().ok()?))
        };
        Ok(kept.iter().filter_map(draft).collect())
    }

    /// Everything in the queue, and what is queued each night.
    async fn work(&self) -> AppResult<()> {
        job::queue_nightly(&self.at.app).await?;
        loop {
            match job::run_next(&self.at.app).await? {
                Ran::Nothing => return Ok(()),
                Ran::Done => {}
                Ran::Failed { .. } | Ran::GivenUp => {
                    return Err(AppError::Internal(anyhow::anyhow!("a job failed")));
                }
            }
        }
    }
}

//! The application: a database, a clock, a maker of identities, the policy and the editions.

use std::fmt::Display;
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::Arc;

use domain::id::UserId;
use futures::future::BoxFuture;

use super::rx::Rx;
use super::sql;
use super::tx::Tx;
use crate::actor::Actor;
use crate::audit::{self, Event};
use crate::clock::{Clock, london_date};
use crate::db::{Db, Value, args};
use crate::edition::Editions;
use crate::error::{AppError, AppResult, Reasons};
use crate::ids::Ids;
use crate::policy::Policy;
use crate::user::{self, Visitor};

/// How often a write that met another is tried again.
const RETRIES: u32 = 3;

/// What a use case or a query is, to the gates: `|tx| Box::pin(registration::register(tx, &cmd))`.
pub type Work<'tx, T> = BoxFuture<'tx, AppResult<T>>;

/// The application. Cheap to clone; every part of the program holds one.
#[derive(Debug, Clone)]
pub struct App {
    db: Db,
    clock: Clock,
    shared: Arc<Shared>,
}

#[derive(Debug)]
pub(super) struct Shared {
    pub(super) ids: Ids,
    pub(super) policy: Policy,
    pub(super) editions: Editions,
}

impl App {
    /// An application over an open, migrated database.
    ///
    /// # Errors
    /// When the policies or the guidance editions contain a mistake; the text says where.
    pub fn new(db: Db, clock: Clock, ids: Ids) -> anyhow::Result<Self> {
        let policy = Policy::load()?;
        let editions = Editions::embedded().map_err(|faults| {
            let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
            anyhow::anyhow!("guidance editions: {}", told.join("; "))
        })?;
        Ok(Self { db, clock, shared: Arc::new(Shared { ids, policy, editions }) })
    }

    /// The database, for migrations, health and backups.
    pub const fn db(&self) -> &Db {
        &self.db
    }

    /// The clock, for whatever must agree with it: sessions, schedules.
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The maker of identities.
    pub fn ids(&self) -> &Ids {
        &self.shared.ids
    }

    /// The policy, for pages that show only what may be done.
    pub fn policy(&self) -> &Policy {
        &self.shared.policy
    }

    /// The guidance editions.
    pub fn editions(&self) -> &Editions {
        &self.shared.editions
    }

    /// Runs a use case in a write transaction: its rows, audit entries, facts and jobs land
    /// together or not at all. One that met another transaction is run again, which is why the
    /// work may be called more than once.
    pub async fn write<'env, T: Send>(
        &self,
        actor: &Actor,
        work: impl for<'tx> Fn(&'tx mut Tx<'env>) -> Work<'tx, T> + Send + Sync,
    ) -> AppResult<T> {
        let mut retries = 0;
        loop {
            match self.attempt(actor, &work).await {
                Err(error) if retries < RETRIES && error.is_worth_retrying() => retries += 1,
                Err(AppError::Forbidden(reasons)) => {
                    self.record_denial(actor, &reasons).await?;
                    return Err(AppError::Forbidden(reasons));
                }
                done => return done,
            }
        }
    }

    /// The same for a form: the second arrival of one submission changes nothing and gives the
    /// answer of the first.
    pub async fn write_once<'env, T: Display + FromStr + Send + Sync>(
        &self,
        actor: &Actor,
        submission: &'env str,
        work: impl for<'tx> Fn(&'tx mut Tx<'env>) -> Work<'tx, T> + Send + Sync + 'env,
    ) -> AppResult<T> {
        let work = Arc::new(work);
        self.write(actor, move |tx| {
            let work = Arc::clone(&work);
            Box::pin(async move {
                if let Some(outcome) = outcome_of(tx, submission).await? {
                    return outcome.parse().map_err(|_| unreadable());
                }
                let outcome = work(tx).await?;
                keep_outcome(tx, submission, &outcome).await?;
                Ok(outcome)
            })
        })
        .await
    }

    /// Runs a query in one snapshot. Records that were opened are in the audit trail before the
    /// answer is given.
    pub async fn read<'env, T: Send>(
        &self,
        actor: &Actor,
        query: impl for<'rx> FnOnce(&'rx mut Rx<'env>) -> Work<'rx, T> + Send,
    ) -> AppResult<T> {
        let mut rx = self.rx(self.db.begin_read().await?, actor);
        let answer = query(&mut rx).await;
        let consulted = std::mem::take(&mut rx.consulted);
        drop(rx);
        if answer.is_ok() && !consulted.is_empty() {
            self.append_audit(actor, &consulted).await?;
        }
        answer
    }

    /// Somebody who signed in, with the roles held today.
    pub async fn actor(&self, user: UserId) -> AppResult<Actor> {
        self.read(&Actor::system(), |rx| Box::pin(user::actor(rx, user))).await
    }

    /// Somebody who signed in, with what stands around their pages.
    pub async fn visitor(&self, user: UserId) -> AppResult<Visitor> {
        self.read(&Actor::system(), |rx| Box::pin(user::visitor(rx, user))).await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> AppResult<()> {
        let mut link = self.db.begin_read().await?;
        link.one(sql::PING, args![], |_| Ok(())).await
    }

    /// Changes something that is nobody's record and no part of a scheme's: a session, a draft,
    /// the progress of a job. It leaves no trace in the trail and waits for no turn.
    pub(crate) async fn housekeep(&self, sql: &'static str, args: Vec<Value>) -> AppResult<()> {
        let mut link = self.db.begin_write().await?;
        link.run(sql, args).await?;
        link.commit().await
    }

    async fn attempt<'env, T: Send>(
        &self,
        actor: &Actor,
        work: &(impl for<'tx> Fn(&'tx mut Tx<'env>) -> Work<'tx, T> + Send + Sync),
    ) -> AppResult<T> {
        let mut link = self.db.begin_write().await?;
        link.run(sql::TAKE_TURN, args![]).await?;
        let mut tx = Tx::new(self.rx(link, actor));
        let done = work(&mut tx).await?;
        tx.land().await?;
        Ok(done)
    }

    fn rx<'env>(&self, link: crate::db::Link, actor: &Actor) -> Rx<'env> {
        let now = self.clock.now();
        Rx {
            link,
            shared: Arc::clone(&self.shared),
            actor: actor.clone(),
            now,
            today: london_date(now),
            consulted: Vec::new(),
            env: PhantomData,
        }
    }

    async fn record_denial(&self, actor: &Actor, reasons: &Reasons) -> AppResult<()> {
        self.append_audit(actor, &[Event::denied(reasons)]).await
    }

    async fn append_audit(&self, actor: &Actor, events: &[Event]) -> AppResult<()> {
        let mut link = self.db.begin_write().await?;
        link.run(sql::TAKE_TURN, args![]).await?;
        audit::append(&mut link, actor, self.clock.now(), events).await?;
        link.commit().await
    }
}

async fn outcome_of(tx: &mut Tx<'_>, submission: &str) -> AppResult<Option<String>> {
    let args = args![tx.actor().user_id(), submission];
    tx.maybe(sql::FIND_SUBMISSION, args, |row| row.get("outcome")).await
}

async fn keep_outcome(tx: &mut Tx<'_>, submission: &str, outcome: &impl Display) -> AppResult<()> {
    let args = args![tx.actor().user_id(), submission, outcome.to_string(), tx.now()];
    tx.run(sql::INSERT_SUBMISSION, args).await.map(drop)
}

fn unreadable() -> AppError {
    AppError::Internal(anyhow::anyhow!("a submission's outcome is unreadable"))
}

//! A write: everything a use case may do, and what it leaves behind.

use std::ops::{Deref, DerefMut};

use domain::Date;
use domain::id::{Id, PersonId, SchemeId};
use serde_json::Value as Json;

use super::action::Action;
use super::permit::Permit;
use super::rx::Rx;
use super::sql;
use crate::audit::{self, Event};
use crate::db::Value;
use crate::db::args;
use crate::error::{AppError, AppResult, What};
use crate::job::Job;

/// A dated fact about a person, kept apart from the tables for whoever measures later.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What kind of fact it is, for instance `registered`.
    pub kind: &'static str,
    /// Whom it is about.
    pub person: PersonId,
    /// The scheme it belongs to.
    pub scheme: Option<SchemeId>,
    /// The day it happened, as distinct from the day it became known.
    pub happened_on: Date,
    /// What else a measure needs.
    pub detail: Json,
}

/// A write transaction. What is recorded, and the facts and jobs, land with the rows or not at
/// all.
#[derive(Debug)]
pub struct Tx<'env> {
    rx: Rx<'env>,
    events: Vec<Event>,
    facts: Vec<Fact>,
    jobs: Vec<Job>,
    changes: u64,
}

impl<'env> Deref for Tx<'env> {
    type Target = Rx<'env>;
    fn deref(&self) -> &Rx<'env> {
        &self.rx
    }
}

impl<'env> DerefMut for Tx<'env> {
    fn deref_mut(&mut self) -> &mut Rx<'env> {
        &mut self.rx
    }
}

impl<'env> Tx<'env> {
    pub(super) const fn new(rx: Rx<'env>) -> Self {
        Self { rx, events: Vec::new(), facts: Vec::new(), jobs: Vec::new(), changes: 0 }
    }

    /// Asks the policy; the permit opens the statements of this action.
    pub fn permit<A: Action>(&self, action: &A) -> AppResult<Permit<A>> {
        self.rx.require(action)?;
        Ok(Permit::new())
    }

    /// A new identity.
    pub fn id<T: Id>(&self) -> T {
        self.rx.shared.ids.next()
    }

    /// Runs a statement that changes rows, and says how many it changed.
    pub(crate) async fn run(&mut self, sql: &'static str, args: Vec<Value>) -> AppResult<u64> {
        let changed = self.rx.link.run(sql, args).await?;
        self.changes = self.changes.saturating_add(changed);
        Ok(changed)
    }

    /// Runs a change that carries the version it was based on. None changed means that somebody
    /// else was quicker.
    pub(crate) async fn run_versioned(
        &mut self,
        what: What,
        based_on: i64,
        sql: &'static str,
        args: Vec<Value>,
    ) -> AppResult<()> {
        match self.run(sql, args).await? {
            0 => Err(AppError::Stale { what, based_on }),
            _ => Ok(()),
        }
    }

    /// Records what was done. A write that records nothing is refused at its end.
    pub fn record(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Keeps a fact for the measures.
    pub fn fact(&mut self, fact: Fact) {
        self.facts.push(fact);
    }

    /// Puts work in the queue. It is seen by a worker once this transaction has landed.
    pub fn enqueue(&mut self, job: Job) {
        self.jobs.push(job);
    }

    pub(super) async fn land(mut self) -> AppResult<()> {
        if self.events.is_empty() && self.changes > 0 {
            return Err(AppError::Internal(anyhow::anyhow!(
                "a write changed rows and recorded no event"
            )));
        }
        let mut events = std::mem::take(&mut self.events);
        events.append(&mut self.rx.consulted);
        let (now, actor) = (self.rx.now, self.rx.actor.clone());
        audit::append(&mut self.rx.link, &actor, now, &events).await?;
        self.keep_facts().await?;
        for job in std::mem::take(&mut self.jobs) {
            let id = self.id();
            crate::job::sql::insert(&mut self.rx.link, id, &job, now).await?;
        }
        self.rx.link.commit().await
    }

    async fn keep_facts(&mut self) -> AppResult<()> {
        for fact in std::mem::take(&mut self.facts) {
            let id = self.rx.shared.ids.uuid().to_string();
            let args = args![
                fact.person,
                id,
                fact.kind,
                fact.scheme,
                fact.happened_on,
                self.rx.now,
                fact.detail,
            ];
            self.rx.link.run(sql::INSERT_FACT, args).await?;
        }
        Ok(())
    }
}

//! What a read, or the reading half of a write, has in hand.

use std::marker::PhantomData;
use std::sync::Arc;

use domain::id::SchemeId;
use domain::user::Category;
use domain::{Date, Timestamp};

use super::action::{Action, PersonStanding, Resource, Secrecy};
use super::app::Shared;
use crate::actor::Actor;
use crate::audit::Event;
use crate::db::{Link, Row, Value};
use crate::edition::Editions;
use crate::error::{AppError, AppResult};

/// The lists a user may see, bound into every list's SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// 1 when every scheme is reached, else 0: bound as `$1` in `$1 = 1 or scheme_id in ...`.
    pub everywhere: i64,
    /// The schemes reached, as a JSON list: `scheme_id in (select value from json_each($2))`.
    pub schemes: String,
    /// 1 when restricted records are shown, else 0.
    pub restricted: i64,
    /// 1 when the records of people under 18 are shown, else 0.
    pub children: i64,
}

/// A read in one snapshot: statements, the day, who asks and how far they see.
#[derive(Debug)]
pub struct Rx<'env> {
    pub(super) link: Link,
    pub(super) shared: Arc<Shared>,
    pub(super) actor: Actor,
    pub(super) now: Timestamp,
    pub(super) today: Date,
    pub(super) consulted: Vec<Event>,
    /// Lets a query borrow what outlives the transaction.
    pub(super) env: PhantomData<&'env ()>,
}

impl Rx<'_> {
    /// The day it is in London, the same for the whole transaction.
    pub const fn today(&self) -> Date {
        self.today
    }

    /// The instant the transaction began.
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// Who is acting.
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The guidance editions.
    pub fn editions(&self) -> &Editions {
        &self.shared.editions
    }

    /// The only row of an answer; see [`Link::one`].
    pub async fn one<T>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
        read: impl Fn(Row) -> AppResult<T>,
    ) -> AppResult<T> {
        self.link.one(sql, args, read).await
    }

    /// The first row of an answer, if there is one.
    pub async fn maybe<T>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
        read: impl Fn(Row) -> AppResult<T>,
    ) -> AppResult<Option<T>> {
        self.link.maybe(sql, args, read).await
    }

    /// Every row of an answer.
    pub async fn all<T>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
        read: impl Fn(Row) -> AppResult<T>,
    ) -> AppResult<Vec<T>> {
        self.link.all(sql, args, read).await
    }

    /// Whether the policy permits an action; the answer leaves no trace.
    pub fn may<A: Action>(&self, action: &A) -> bool {
        self.shared.policy.decide(&self.actor, A::NAME, action.resource()).is_ok()
    }

    /// Goes on only if the policy permits the action.
    pub fn require<A: Action>(&self, action: &A) -> AppResult<()> {
        self.shared
            .policy
            .decide(&self.actor, A::NAME, action.resource())
            .map_err(AppError::Forbidden)
    }

    /// Whether a category of information about a person may be shown.
    pub fn may_see(&self, category: Category, person: &PersonStanding) -> bool {
        self.shared.policy.may_see(&self.actor, category, person)
    }

    /// Opens a person's record: refused as if it did not exist to whoever may not know of it,
    /// and audited before the page is sent.
    pub fn consult(&mut self, person: &PersonStanding, what: &'static str) -> AppResult<()> {
        let resource = Resource::Person(person.clone());
        let answer = self.shared.policy.decide(&self.actor, "open_person", &resource);
        if answer.is_err() {
            return Err(AppError::Hidden);
        }
        self.consulted.push(Event::consulted(what).person(person.id));
        Ok(())
    }

    /// Keeps in the trail that something was looked for; written before the answer is given.
    pub(crate) fn looked(&mut self, event: Event) {
        self.consulted.push(event);
    }

    /// How far this user's lists of people reach.
    pub fn scope(&self) -> Scope {
        self.scope_for("list_people")
    }

    /// Whether a record of this secrecy is in this user's lists of a scheme. A role that may list
    /// restricted records on one scheme lists none of another.
    pub(crate) fn lists(&self, scheme: SchemeId, secrecy: Secrecy) -> bool {
        let roles = self.actor.roles_on(&[scheme]);
        let may = |action| roles.iter().any(|role| self.shared.policy.role_may(*role, action));
        let restricted = || may("list_restricted");
        let children = || may("list_children");
        match secrecy {
            Secrecy::Ordinary => true,
            Secrecy::Child => children(),
            Secrecy::Restricted => restricted(),
            Secrecy::RestrictedChild => restricted() && children(),
        }
    }

    /// How far a list action reaches for this user.
    pub(crate) fn scope_for(&self, list_action: &'static str) -> Scope {
        let policy = &self.shared.policy;
        let schemes = self.actor.schemes_with(|role| policy.role_may(role, list_action));
        let roles = self.actor.roles();
        let holds = |action| roles.iter().any(|role| policy.role_may(*role, action));
        Scope {
            everywhere: i64::from(schemes.is_none()),
            schemes: json_list(&schemes.unwrap_or_default()),
            restricted: i64::from(holds("list_restricted")),
            children: i64::from(holds("list_children")),
        }
    }
}

fn json_list(schemes: &[SchemeId]) -> String {
    let quoted: Vec<String> = schemes.iter().map(|it| format!("\"{it}\"")).collect();
    format!("[{}]", quoted.join(","))
}

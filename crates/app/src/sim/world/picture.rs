//! What one database says of everything that a step does not show by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::World;
use crate::actor::Actor;
use crate::audit::verify;
use crate::caseload::{AgeGroup, Filter, caseload};
use crate::db::{Row, args};
use crate::error::AppResult;
use crate::gate::{PersonStanding, Resource};
use crate::person::{self, OpenPerson};
use crate::sim::sql;
use crate::sim::step::Who;

impl World {
    /// The number of entries, if the trail is whole.
    pub(in crate::sim) async fn verified(&self) -> anyhow::Result<i64> {
        let system = Actor::system();
        let proven = self.at.read(&system, |rx| Box::pin(verify(rx))).await?;
        proven.map(|it| it.entries).map_err(|broken| anyhow::anyhow!("the trail: {broken:?}"))
    }

    /// How often each event came into the trail since the simulation began.
    pub(in crate::sim) async fn trail(&self) -> anyhow::Result<String> {
        let mut counted = self.events().await?;
        for (event, entries) in &mut counted {
            *entries -= self.events_before.get(event).copied().unwrap_or_default();
        }
        counted.retain(|_, entries| *entries > 0);
        Ok(format!("{counted:?}"))
    }

    pub(super) async fn events(&self) -> AppResult<BTreeMap<String, i64>> {
        let system = Actor::system();
        let read = |row: Row| Ok((row.get("event")?, row.get("entries")?));
        let counted = self.at.read(&system, |rx| Box::pin(rx.all(sql::EVENTS, args![], read)));
        Ok(counted.await?.into_iter().collect())
    }

    /// Who may open whom, and who is on whose caseload, as the model draws it.
    pub(in crate::sim) async fn picture(&mut self) -> anyhow::Result<String> {
        let mut actors = Vec::new();
        for who in Who::everybody() {
            actors.push((who, self.actor(who)?));
        }
        let mut lines = BTreeMap::new();
        for (at, standing) in self.standings().await?.into_iter().enumerate() {
            let mut opened = String::new();
            for (who, actor) in &actors {
                opened.push(if self.opens(*who, actor, &standing).await? { '1' } else { '0' });
            }
            lines.insert(at, opened);
        }
        let mut lists = Vec::new();
        for (_, actor) in &actors {
            lists.push(self.list(actor).await?);
        }
        let mut drafts = BTreeMap::new();
        for (who, _) in &actors {
            drafts.extend(self.drafts_of(*who).await?);
        }
        Ok(format!("{lines:?} lists {lists:?} drafts {drafts:?}"))
    }

    async fn standings(&self) -> AppResult<Vec<PersonStanding>> {
        let system = Actor::system();
        let people = &self.people;
        let read = self.at.read(&system, |rx| {
            Box::pin(async move {
                let mut standings = Vec::with_capacity(people.len());
                for (id, _) in people {
                    standings.push(person::standing(rx, *id).await?);
                }
                Ok(standings)
            })
        });
        read.await
    }

    /// What the policy answers to equal questions is asked of it once.
    async fn opens(
        &mut self,
        who: Who,
        actor: &Actor,
        standing: &PersonStanding,
    ) -> AppResult<bool> {
        let question = format!("{who:?} {:?} {:?}", standing.schemes, standing.secrecy);
        if let Some(answer) = self.answers.get(&question) {
            return Ok(*answer);
        }
        let asked = OpenPerson(Resource::Person(standing.clone()));
        let may = self.at.read(actor, |rx| Box::pin(async move { Ok(rx.may(&asked)) })).await?;
        self.answers.insert(question, may);
        Ok(may)
    }

    /// The registrations on the lists of somebody, by the order of their making.
    async fn list(&self, actor: &Actor) -> AppResult<BTreeSet<usize>> {
        let rows = self.at.read(actor, |rx| {
            Box::pin(async move {
                let mut rows = Vec::new();
                for age in [AgeGroup::Adults, AgeGroup::Young] {
                    rows.extend(caseload(rx, &Filter::everybody(age), 1).await?.rows);
                }
                Ok(rows)
            })
        });
        let listed: Vec<_> = rows.await?.into_iter().map(|it| it.registration).collect();
        let made = self.registrations.iter().enumerate();
        Ok(made.filter(|(_, (id, _))| listed.contains(id)).map(|(at, _)| at).collect())
    }
}

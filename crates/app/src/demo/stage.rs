//! The stage: the tree of areas, the agencies, the schemes, and who signs in.

use std::collections::BTreeMap;

use domain::agency::AgencyKind;
use domain::id::{AgencyId, AreaId, SchemeId, UserId};
use domain::user::{Language, Role};
use serde_json::json;

use super::accounts::{PASSWORD, POSTS, Post, Seat};
use super::chance::Chance;
use super::places::{PLACES, SCHEMES, SchemePlan, agencies};
use super::{names, sql};
use crate::actor::Actor;
use crate::audit::{Event, Verb};
use crate::db::args;
use crate::error::{AppError, AppResult, What};
use crate::gate::{App, Tx};
use crate::user::{self, CreateUser, HoldRole, hash_password};

/// The day on which every area was to have a scheme [CC04].
const OPENED_ON: &str = "2004-09-06";
/// The day from which the tree stands as it is.
const TREE_FROM: &str = "2003-04-01";

/// Somebody who can sign in, for the table that the demo prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The scheme or area it is held over.
    pub over: String,
    pub(super) user: UserId,
}

/// A scheme that stands.
#[derive(Debug, Clone)]
pub(super) struct Scheme {
    pub(super) id: SchemeId,
    pub(super) plan: &'static str,
    pub(super) agencies: BTreeMap<AgencyKind, AgencyId>,
    pub(super) users: BTreeMap<Role, Vec<UserId>>,
}

/// Everything that later steps act on.
#[derive(Debug, Default)]
pub(super) struct Stage {
    pub(super) accounts: Vec<Account>,
    pub(super) schemes: Vec<Scheme>,
    areas: BTreeMap<&'static str, AreaId>,
    agencies: BTreeMap<(&'static str, AgencyKind), AgencyId>,
}

/// Sets the stage in one write.
pub(super) async fn set(app: &App) -> AppResult<Stage> {
    let hash = hash_password(PASSWORD)?;
    let hash = hash.as_str();
    app.write(&Actor::operator(), |tx| Box::pin(raise(tx, hash))).await
}

async fn raise(tx: &mut Tx<'_>, hash: &str) -> AppResult<Stage> {
    let mut stage = Stage::default();
    raise_tree(tx, &mut stage).await?;
    for plan in &SCHEMES {
        raise_scheme(tx, &mut stage, plan).await?;
    }
    let mut chance = Chance::new(0);
    for post in &POSTS {
        fill(tx, &mut stage, post, (hash, &mut chance)).await?;
    }
    let detail = json!({ "schemes": SCHEMES.len(), "accounts": stage.accounts.len() });
    tx.record(Event::new(Verb::Collection, "demo_made").detail(detail));
    Ok(stage)
}

async fn raise_tree(tx: &mut Tx<'_>, stage: &mut Stage) -> AppResult<()> {
    for place in &PLACES {
        let id: AreaId = tx.id();
        let country = place.country.map(domain::area::Country::key);
        let args = args![id, place.level.key(), country, place.name, TREE_FROM];
        tx.run(sql::INSERT_AREA, args).await?;
        if let Some(parent) = place.parent {
            let args = args![id, stage.area(parent)?, TREE_FROM];
            tx.run(sql::INSERT_MEMBERSHIP, args).await?;
        }
        stage.areas.insert(place.name, id);
        if place.level == domain::area::Level::Lcjb {
            for (kind, name) in agencies(place.name) {
                let agency: AgencyId = tx.id();
                tx.run(sql::INSERT_AGENCY, args![agency, kind.key(), name, id]).await?;
                stage.agencies.insert((place.name, kind), agency);
            }
        }
    }
    Ok(())
}

async fn raise_scheme(tx: &mut Tx<'_>, stage: &mut Stage, plan: &SchemePlan) -> AppResult<()> {
    let id: SchemeId = tx.id();
    let args = args![id, plan.name, plan.edition, OPENED_ON, plan.setting, plan.capacity];
    tx.run(sql::INSERT_SCHEME, args).await?;
    for area in plan.areas {
        tx.run(sql::INSERT_COVER, args![id, stage.area(area)?, OPENED_ON]).await?;
    }
    let mut scheme =
        Scheme { id, plan: plan.name, agencies: BTreeMap::new(), users: BTreeMap::new() };
    for ((lcjb, kind), agency) in &stage.agencies {
        if *lcjb == plan.lcjb && Some(*kind) != plan.missing {
            tx.run(sql::INSERT_PARTY, args![id, *agency, OPENED_ON]).await?;
            scheme.agencies.insert(*kind, *agency);
        }
    }
    stage.schemes.push(scheme);
    Ok(())
}

async fn fill(
    tx: &mut Tx<'_>,
    stage: &mut Stage,
    post: &Post,
    (hash, chance): (&str, &mut Chance),
) -> AppResult<()> {
    match post.seat {
        Seat::EveryScheme => {
            for (plan, at) in SCHEMES.iter().zip(0..) {
                let address = format!("{}.{}", post.word, plan.word);
                let Some(scheme) = stage.schemes.get(at).cloned() else { continue };
                let agency = scheme.agencies.get(&post.agency).copied();
                let in_wales = plan.edition == "ppo-wales";
                let cmd = account(&address, agency, hash, (chance, in_wales));
                let over = (Some(scheme.id), None);
                let id = seat(tx, stage, (post.role, &cmd), over, plan.name).await?;
                if let Some(scheme) = stage.schemes.get_mut(at) {
                    scheme.users.entry(post.role).or_default().push(id);
                }
            }
            Ok(())
        }
        Seat::Area(name) => {
            let cmd = account(post.word, None, hash, (chance, false));
            let over = (None, Some(stage.area(name)?));
            seat(tx, stage, (post.role, &cmd), over, name).await.map(drop)
        }
        Seat::Everywhere => {
            let cmd = account(post.word, None, hash, (chance, false));
            let over = (None, None);
            seat(tx, stage, (post.role, &cmd), over, "England and Wales").await.map(drop)
        }
    }
}

fn account(
    word: &str,
    agency: Option<AgencyId>,
    hash: &str,
    (chance, in_wales): (&mut Chance, bool),
) -> CreateUser {
    let named = names::name(chance, in_wales);
    CreateUser {
        email: format!("{word}@throughcare.example"),
        name: format!("{} {}", named.forename, named.surname),
        agency,
        password_hash: hash.to_owned(),
        language: if in_wales { Language::Welsh } else { Language::English },
        is_demo: true,
    }
}

async fn seat(
    tx: &mut Tx<'_>,
    stage: &mut Stage,
    (role, cmd): (Role, &CreateUser),
    (scheme, area): (Option<SchemeId>, Option<AreaId>),
    over: &str,
) -> AppResult<UserId> {
    let user = user::create(tx, cmd).await?;
    let from_on = OPENED_ON.parse().map_err(|_| AppError::NotFound(What::Record))?;
    let cmd_role = HoldRole { user, role, scheme, area, from_on, until_on: None };
    user::hold_role(tx, &cmd_role).await?;
    let (email, name, over) = (cmd.email.clone(), cmd.name.clone(), over.to_owned());
    stage.accounts.push(Account { email, name, role, over, user });
    Ok(user)
}

impl Stage {
    fn area(&self, name: &str) -> AppResult<AreaId> {
        self.areas.get(name).copied().ok_or(AppError::NotFound(What::Area))
    }
}

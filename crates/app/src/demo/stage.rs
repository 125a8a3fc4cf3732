//! The stage: the tree of areas, the agencies, the schemes, and who signs in.

use std::collections::BTreeMap;

use domain::Date;
use domain::agency::{AgencyKind, CreateAgency};
use domain::area::{Level, Newcomer, OpenArea, Size};
use domain::id::{AgencyId, AreaId, SchemeId, UserId};
use domain::user::{Language, Role};
use serde_json::json;

use super::accounts::{PASSWORD, POSTS, Post, Seat};
use super::chance::Chance;
use super::places::{BIG_CITY, PLACES, SCHEMES, SchemePlan, agencies};
use super::{names, scheme};
use crate::actor::Actor;
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, What};
use crate::gate::{App, Tx};
use crate::user::{self, CreateUser, HoldRole, hash_password};
use crate::{agency, area};

/// The day from which the tree stands as it is.
const TREE_FROM: Date = jiff::civil::date(2003, 4, 1);

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
        let areas: Vec<AreaId> =
            plan.areas.iter().map(|it| stage.area(it)).collect::<AppResult<_>>()?;
        let agencies = stage.agencies_of(plan);
        let scheme = scheme::raise(tx, plan, (areas, agencies)).await?;
        stage.schemes.push(scheme);
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
        let parent = place.parent.map(|name| stage.area(name)).transpose()?;
        let size = if place.name == BIG_CITY { Size::BigCity } else { Size::Ordinary };
        let cmd = OpenArea {
            area: Newcomer { id: tx.id(), name: place.name.to_owned(), size, parent },
            level: place.level,
            country: place.country,
            on: TREE_FROM,
        };
        let area = area::open(tx, &cmd).await?;
        stage.areas.insert(place.name, area);
        if place.level == Level::Lcjb {
            for (kind, name) in agencies(place.name) {
                let cmd = CreateAgency { id: tx.id(), kind, name, area };
                let agency = agency::create(tx, &cmd).await?;
                stage.agencies.insert((place.name, kind), agency);
            }
        }
    }
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
                let id =
                    seat(tx, stage, (post.role, &cmd), over, (plan.name, plan.opened_on)).await?;
                if let Some(scheme) = stage.schemes.get_mut(at) {
                    scheme.users.entry(post.role).or_default().push(id);
                }
            }
            Ok(())
        }
        Seat::Area(name) => {
            let cmd = account(post.word, None, hash, (chance, false));
            let over = (None, Some(stage.area(name)?));
            seat(tx, stage, (post.role, &cmd), over, (name, TREE_FROM)).await.map(drop)
        }
        Seat::Everywhere => {
            let cmd = account(post.word, None, hash, (chance, false));
            let over = (None, None);
            let over_all = ("England and Wales", TREE_FROM);
            seat(tx, stage, (post.role, &cmd), over, over_all).await.map(drop)
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
    (over, since): (&str, Date),
) -> AppResult<UserId> {
    let user = user::create(tx, cmd).await?;
    let from_on = since;
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

    fn agencies_of(&self, plan: &SchemePlan) -> BTreeMap<AgencyKind, AgencyId> {
        let here = self.agencies.iter().filter(|((lcjb, _), _)| *lcjb == plan.lcjb);
        let here = here.filter(|((_, kind), _)| Some(*kind) != plan.missing);
        here.map(|((_, kind), agency)| (*kind, *agency)).collect()
    }
}

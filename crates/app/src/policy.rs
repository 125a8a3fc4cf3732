//! Who may do what, decided by Cedar policies. Nothing else names Cedar.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::str::FromStr as _;

use anyhow::{Context as _, anyhow};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid,
    PolicySet, Request, RestrictedExpression, Schema, ValidationMode, Validator,
};
use domain::user::{Category, Role};
use rust_embed::RustEmbed;

use crate::actor::{Actor, ActorKind};
use crate::error::Reasons;
use crate::gate::{PersonStanding, Resource, Secrecy};

#[cfg(test)]
mod tests;

#[derive(RustEmbed)]
#[folder = "../../policies"]
#[include = "*.cedar"]
#[include = "*.cedarschema"]
struct Files;

/// The policies, parsed and checked against their schema.
pub struct Policy {
    authorizer: Authorizer,
    policies: PolicySet,
    list_roles: HashMap<&'static str, BTreeSet<Role>>,
}

impl std::fmt::Debug for Policy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Policy")
    }
}

/// Actions that bind the reach of lists: asked once for each role at start.
const LIST_ACTIONS: [&str; 5] =
    ["list_people", "list_restricted", "list_children", "list_removed", "read_trail"];

impl Policy {
    /// Reads the embedded policies and checks every one of them.
    pub(crate) fn load() -> anyhow::Result<Self> {
        let text = gathered(".cedar")?;
        let schema = Schema::from_str(&gathered(".cedarschema")?).context("schema")?;
        let policies = PolicySet::from_str(&text).context("policies")?;
        let checked = Validator::new(schema).validate(&policies, ValidationMode::Strict);
        if !checked.validation_passed() {
            return Err(anyhow!("policies: {checked}"));
        }
        let mut loaded =
            Self { authorizer: Authorizer::new(), policies, list_roles: HashMap::new() };
        for action in LIST_ACTIONS {
            let roles = Role::ALL.into_iter().filter(|role| {
                let words = BTreeSet::from([role.key().to_owned()]);
                loaded.ask(action, &words, &Resource::System).is_ok()
            });
            let roles = roles.collect();
            loaded.list_roles.insert(action, roles);
        }
        Ok(loaded)
    }

    /// Whether an actor may do something, and if not, which policies said so.
    pub fn decide(
        &self,
        actor: &Actor,
        action: &'static str,
        resource: &Resource,
    ) -> Result<(), Reasons> {
        self.ask(action, &words(actor, resource), resource)
    }

    /// Whether a category of information about a person may be shown.
    pub fn may_see(&self, actor: &Actor, category: Category, person: &PersonStanding) -> bool {
        let resource = Resource::Person(person.clone());
        self.decide(actor, see(category), &resource).is_ok()
    }

    /// Whether a role takes part in a list action at all.
    pub(crate) fn role_may(&self, role: Role, list_action: &'static str) -> bool {
        self.list_roles.get(list_action).is_some_and(|roles| roles.contains(&role))
    }

    fn ask(
        &self,
        action: &'static str,
        words: &BTreeSet<String>,
        resource: &Resource,
    ) -> Result<(), Reasons> {
        let answer = self.answer(action, words, resource);
        match answer {
            Ok((Decision::Allow, _)) => Ok(()),
            Ok((Decision::Deny, policies)) => Err(Reasons { action, policies }),
            Err(_) => Err(Reasons { action, policies: vec!["malformed_request".to_owned()] }),
        }
    }

    fn answer(
        &self,
        action: &str,
        words: &BTreeSet<String>,
        resource: &Resource,
    ) -> anyhow::Result<(Decision, Vec<String>)> {
        let who = uid("Actor", "actor")?;
        let (what, attributes) = described(resource)?;
        let roles = words.iter().map(|it| RestrictedExpression::new_string(it.clone()));
        let roles = HashMap::from([("roles".to_owned(), RestrictedExpression::new_set(roles))]);
        let entities = Entities::from_entities(
            [
                Entity::new(who.clone(), roles, HashSet::new())?,
                Entity::new(what.clone(), attributes, HashSet::new())?,
            ],
            None,
        )?;
        let request = Request::new(who, uid("Action", action)?, what, Context::empty(), None)?;
        let response = self.authorizer.is_authorized(&request, &self.policies, &entities);
        let policies = response
            .diagnostics()
            .reason()
            .map(|id| self.policies.annotation(id, "id").unwrap_or_default().to_owned())
            .collect();
        Ok((response.decision(), policies))
    }
}

/// The text of every embedded file with this ending, in the order of their names.
fn gathered(ending: &str) -> anyhow::Result<String> {
    let mut names: Vec<_> = Files::iter().filter(|it| it.ends_with(ending)).collect();
    names.sort();
    let mut text = String::new();
    for name in names {
        let file = Files::get(&name).ok_or_else(|| anyhow!("policy file {name} is gone"))?;
        text.push_str(&String::from_utf8_lossy(&file.data));
        text.push('\n');
    }
    Ok(text)
}

/// The action of seeing a category of information.
const fn see(category: Category) -> &'static str {
    match category {
        Category::Identity => "see_identity",
        Category::Registration => "see_registration",
        Category::Offending => "see_offending",
        Category::Custody => "see_custody",
        Category::Court => "see_court",
        Category::Assessment => "see_assessment",
        Category::Health => "see_health",
        Category::SubstanceMisuse => "see_substance_misuse",
        Category::Accommodation => "see_accommodation",
        Category::EmploymentAndFinance => "see_employment_and_finance",
        Category::Family => "see_family",
        Category::Plan => "see_plan",
        Category::Contact => "see_contact",
        Category::Intelligence => "see_intelligence",
        Category::Mappa => "see_mappa",
    }
}

/// Roles held anywhere, for what belongs to no scheme: lists, whose reach is bound elsewhere. Only
/// an administrator of everything administers what belongs to everybody.
fn roles_on_all(actor: &Actor) -> BTreeSet<Role> {
    let mut roles = actor.roles();
    if !actor.holds_everywhere(Role::Administrator) {
        roles.remove(&Role::Administrator);
    }
    roles
}

/// The words a policy is told about the actor: the roles that reach this resource, or what the
/// actor is where it is no user.
fn words(actor: &Actor, resource: &Resource) -> BTreeSet<String> {
    match actor.kind() {
        ActorKind::Operator => BTreeSet::from(["operator".to_owned()]),
        ActorKind::System => BTreeSet::from(["system".to_owned()]),
        ActorKind::Anonymous => BTreeSet::new(),
        ActorKind::User(_) => {
            let roles = match resource {
                Resource::System => roles_on_all(actor),
                Resource::Area(area) => actor.roles_over(*area),
                Resource::Scheme(scheme) => actor.roles_on(&[*scheme]),
                Resource::Person(person) => actor.roles_on(&person.schemes),
            };
            roles.into_iter().map(|it| it.key().to_owned()).collect()
        }
    }
}

type Attributes = HashMap<String, RestrictedExpression>;

fn described(resource: &Resource) -> anyhow::Result<(EntityUid, Attributes)> {
    Ok(match resource {
        Resource::System => (uid("System", "throughcare")?, HashMap::new()),
        Resource::Area(id) => (uid("Area", &id.to_string())?, HashMap::new()),
        Resource::Scheme(id) => (uid("Scheme", &id.to_string())?, HashMap::new()),
        Resource::Person(person) => {
            let secrecy = match person.secrecy {
                Secrecy::Ordinary => "ordinary",
                Secrecy::Child => "child",
                Secrecy::Restricted => "restricted",
                Secrecy::RestrictedChild => "restricted_child",
            };
            let secrecy = RestrictedExpression::new_string(secrecy.to_owned());
            let attributes = HashMap::from([("secrecy".to_owned(), secrecy)]);
            (uid("Person", &person.id.to_string())?, attributes)
        }
    })
}

fn uid(kind: &str, id: &str) -> anyhow::Result<EntityUid> {
    Ok(EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind)?, EntityId::new(id)))
}

//! Who may do what, as a table.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::str::FromStr as _;

use cedar_policy::{EntityTypeName, Schema};
use domain::id::{AreaId, Id as _, PersonId, SchemeId};
use domain::user::Role;
use expect_test::expect_file;

use super::{Policy, gathered};
use crate::gate::{PersonStanding, Resource, Secrecy, every_action};

fn schema() -> Schema {
    Schema::from_str(&gathered(".cedarschema").unwrap()).unwrap()
}

fn action_names(schema: &Schema) -> BTreeSet<String> {
    schema.actions().map(|it| it.id().unescaped().to_owned()).collect()
}

fn person(secrecy: Secrecy) -> Resource {
    let id = PersonId::from_uuid(uuid::Uuid::nil());
    Resource::Person(PersonStanding { id, schemes: Vec::new(), secrecy })
}

/// Every situation an action can be tried in.
fn situations(schema: &Schema, action: &str) -> Vec<(&'static str, Resource)> {
    let action = super::uid("Action", action).unwrap();
    let kinds: Vec<&EntityTypeName> = schema.resources_for_action(&action).unwrap().collect();
    let takes = |kind: &str| kinds.iter().any(|it| it.to_string() == kind);
    let nil = uuid::Uuid::nil();
    let mut found = Vec::new();
    if takes("System") {
        found.push(("system", Resource::System));
    }
    if takes("Area") {
        found.push(("area", Resource::Area(AreaId::from_uuid(nil))));
    }
    if takes("Scheme") {
        found.push(("scheme", Resource::Scheme(SchemeId::from_uuid(nil))));
    }
    if takes("Person") {
        found.push(("person", person(Secrecy::Ordinary)));
        found.push(("child", person(Secrecy::Child)));
        found.push(("restricted", person(Secrecy::Restricted)));
        found.push(("restricted_child", person(Secrecy::RestrictedChild)));
    }
    found
}

/// The table of who may do what, one role a line, so that a changed permission is a changed line.
fn table(policy: &Policy) -> String {
    let schema = schema();
    let mut text = "# Who may do what, where their role reaches. Made by the policy tests from \
                    the policies;\n# a change of permission shows here as a changed line.\n"
        .to_owned();
    let mut words: Vec<&str> = Role::ALL.into_iter().map(Role::key).collect();
    words.extend(["operator", "system"]);
    for action in action_names(&schema) {
        for (situation, resource) in situations(&schema, &action) {
            writeln!(text, "\n[{action}.{situation}]").unwrap();
            for word in &words {
                let held = BTreeSet::from([(*word).to_owned()]);
                let may = policy.answer(&action, &held, &resource).unwrap().0;
                if may == cedar_policy::Decision::Allow {
                    writeln!(text, "{word} = \"yes\"").unwrap();
                }
            }
        }
    }
    text
}

#[test]
fn the_policies_say_what_the_table_says() {
    let policy = Policy::load().unwrap();
    expect_file!["../../../../policies/decisions.toml"].assert_eq(&table(&policy));
}

#[test]
fn every_action_of_a_slice_is_in_the_schema() {
    let known = action_names(&schema());
    let unknown: Vec<&str> = every_action().filter(|it| !known.contains(*it)).collect();
    assert_eq!(unknown, Vec::<&str>::new());
}

#[test]
fn nobody_may_do_anything_where_no_role_reaches() {
    let policy = Policy::load().unwrap();
    let schema = schema();
    for action in action_names(&schema) {
        for (situation, resource) in situations(&schema, &action) {
            let may = policy.answer(&action, &BTreeSet::new(), &resource).unwrap().0;
            assert_eq!(may, cedar_policy::Decision::Deny, "{action} on {situation}");
        }
    }
}

#[test]
fn every_policy_has_an_identity_to_give_as_its_reason() {
    let policy = Policy::load().unwrap();
    let nameless: Vec<String> = policy
        .policies
        .policies()
        .filter(|it| it.annotation("id").is_none_or(str::is_empty))
        .map(ToString::to_string)
        .collect();
    assert_eq!(nameless, Vec::<String>::new());
}

#[test]
fn whoever_administers_one_scheme_does_not_administer_the_installation() {
    use crate::actor::{Actor, Reach, ReachOver};
    use domain::id::UserId;
    let policy = Policy::load().unwrap();
    let nil = uuid::Uuid::nil();
    let may = |over| {
        let reach = vec![Reach { role: Role::Administrator, over }];
        let actor = Actor::user(UserId::from_uuid(nil), None, reach);
        policy.decide(&actor, "manage_users", &Resource::System).is_ok()
    };
    assert!(may(ReachOver::Everywhere));
    assert!(!may(ReachOver::Scheme(SchemeId::from_uuid(nil))));
}

//! What may be attempted, and on what. Each slice names its own actions; policies answer them.

use domain::id::{AreaId, PersonId, SchemeId};

/// What an action is done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resource {
    /// The installation: users, areas, agencies.
    System,
    /// A level of the accountability tree.
    Area(AreaId),
    /// A scheme.
    Scheme(SchemeId),
    /// A person.
    Person(PersonStanding),
}

/// What a policy needs to know of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonStanding {
    /// Who it is.
    pub id: PersonId,
    /// The schemes with a claim to the record: an open nomination, a place on the waiting list,
    /// an open registration.
    pub schemes: Vec<SchemeId>,
    /// Whether the record needs more than a role.
    pub secrecy: Secrecy,
}

/// Whether a record needs more than a role to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrecy {
    /// An adult's record.
    Ordinary,
    /// The record of somebody under 18.
    Child,
    /// A record restricted to a few.
    Restricted,
    /// The record of somebody under 18, restricted to a few: both must be met.
    RestrictedChild,
}

/// Something that may be attempted. Made by `actions!`.
pub trait Action {
    /// The name that policies use.
    const NAME: &'static str;
    /// What it is done to.
    fn resource(&self) -> &Resource;
}

/// Declares the actions of one slice: `actions! { /// Nominate somebody. Nominate = "nominate"; }`.
/// Each becomes a type whose permit is needed by the statements that carry it out.
macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone)]
            pub struct $name(pub $crate::gate::Resource);

            impl $crate::gate::Action for $name {
                const NAME: &'static str = $key;
                fn resource(&self) -> &$crate::gate::Resource {
                    &self.0
                }
            }
        )*
        /// The names of this slice's actions.
        #[cfg(test)]
        pub(crate) const ACTIONS: &[&str] = &[$($key),*];
    };
}
pub(crate) use actions;

/// The names of every slice's actions.
#[cfg(test)]
pub(crate) fn every_action() -> impl Iterator<Item = &'static str> {
    [
        crate::agency::ACTIONS,
        crate::area::ACTIONS,
        crate::audit::ACTIONS,
        crate::caseload::ACTIONS,
        crate::criteria::ACTIONS,
        crate::decision::ACTIONS,
        crate::import::ACTIONS,
        crate::nomination::ACTIONS,
        crate::notice::ACTIONS,
        crate::person::ACTIONS,
        crate::registration::ACTIONS,
        crate::removal::ACTIONS,
        crate::review::ACTIONS,
        crate::scheme::ACTIONS,
        crate::timeline::ACTIONS,
        crate::today::ACTIONS,
        crate::user::ACTIONS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

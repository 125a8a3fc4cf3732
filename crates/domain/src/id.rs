//! Identities of the things we keep. Each is a `UUIDv7` made by the application, in a type of its
//! own, so that a scheme's key can never be handed over where a person's is wanted.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// What every identity can do: be made from a UUID, and give it back.
pub trait Id: Copy {
    /// Wraps a UUID as this kind of identity.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The UUID inside.
    fn uuid(self) -> Uuid;
}

/// The text was not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0.hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )*

        /// Calls a macro with the names of every identity, so that a store can teach them all at
        /// once how they are written and read.
        #[macro_export]
        macro_rules! for_each_id {
            ($then:ident) => { $then! { $($name)* } };
        }
    };
}

ids! {
    /// A node of the accountability tree: nation, region, LCJB area, CDRP or CSP area.
    AreaId
    /// An organisation that takes part: a police force, a probation area, a prison, a council.
    AgencyId
    /// A scheme for prolific and other priority offenders.
    SchemeId
    /// Somebody who signs in.
    UserId
    /// A role somebody holds in an agency, over a scheme or an area, between dates.
    RoleHoldingId
    /// Somebody nominated to, or registered on, a scheme.
    PersonId
    /// A name by which a person is or was known.
    PersonNameId
    /// An identifier of a person in one agency's records.
    IdentifierId
    /// An address of a person, between dates.
    AddressId
    /// A time that a person was not at liberty.
    CustodyId
    /// A note of what was said and done with a person.
    PersonNoteId
    /// A version of a scheme's selection criteria.
    CriteriaId
    /// A nomination of one person to one scheme.
    NominationId
    /// One piece of evidence under a nomination.
    EvidenceId
    /// A panel's decision on a nomination.
    DecisionId
    /// One stay of a person on a scheme.
    RegistrationId
    /// A review of a registration.
    ReviewId
    /// A proposal to remove, and what became of it.
    RemovalId
    /// A record that an agency was told something.
    NoticeId
    /// A post in a scheme's staffing.
    PostId
    /// A membership of a scheme's multi-agency group.
    MembershipId
    /// One run of a spreadsheet import.
    ImportId
    /// A piece of work to be done outside the request.
    JobId
}

//! What a scheme's own register holds about each person, by the names the field uses.

use domain::user::Category;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One thing a column of the register can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The scheme's own number for the row or the case.
    Reference,
    Surname,
    Forenames,
    /// Both names in one column, as `Surname, Forename` or `Forename Surname`.
    FullName,
    Alias,
    DateOfBirth,
    Sex,
    Ethnicity,
    PncId,
    CroNumber,
    PrisonNumber,
    /// The probation service's case reference number.
    Crn,
    Address,
    Postcode,
    NoFixedAbode,
    /// The strand (2004 programme) or the cohort (integrated offender management).
    Strand,
    NominatingAgency,
    NominatedOn,
    /// When the scheme took the person on: adopted, accepted, registered.
    RegisteredOn,
    /// Whether under statutory supervision: yes or no, or the kind of order.
    Statutory,
    OffenderManager,
    LeadWorker,
    ReviewOn,
    RemovedOn,
    RemovalReason,
    Notes,
}

/// What kind of value a field holds, as far as reading goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// One line; runs of white space are one space.
    Line,
    /// Several lines, kept as written.
    Lines,
    /// A day.
    Day,
}

impl Field {
    /// Every field, in the order a register is usually laid out.
    pub const ALL: [Self; 26] = [
        Self::Reference,
        Self::Surname,
        Self::Forenames,
        Self::FullName,
        Self::Alias,
        Self::DateOfBirth,
        Self::Sex,
        Self::Ethnicity,
        Self::PncId,
        Self::CroNumber,
        Self::PrisonNumber,
        Self::Crn,
        Self::Address,
        Self::Postcode,
        Self::NoFixedAbode,
        Self::Strand,
        Self::NominatingAgency,
        Self::NominatedOn,
        Self::RegisteredOn,
        Self::Statutory,
        Self::OffenderManager,
        Self::LeadWorker,
        Self::ReviewOn,
        Self::RemovedOn,
        Self::RemovalReason,
        Self::Notes,
    ];

    /// The category of information that it is about a person.
    pub const fn category(self) -> Category {
        match self {
            Self::Notes => Category::Contact,
            Self::Statutory => Category::Court,
            Self::Surname
            | Self::Forenames
            | Self::FullName
            | Self::Alias
            | Self::DateOfBirth
            | Self::Sex
            | Self::Ethnicity
            | Self::PncId
            | Self::CroNumber
            | Self::PrisonNumber
            | Self::Crn
            | Self::Address
            | Self::Postcode
            | Self::NoFixedAbode => Category::Identity,
            Self::Reference
            | Self::Strand
            | Self::NominatingAgency
            | Self::NominatedOn
            | Self::RegisteredOn
            | Self::OffenderManager
            | Self::LeadWorker
            | Self::ReviewOn
            | Self::RemovedOn
            | Self::RemovalReason => Category::Registration,
        }
    }

    /// The stable name, in saved mappings, forms and fingerprints. Never change one.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Surname => "surname",
            Self::Forenames => "forenames",
            Self::FullName => "full_name",
            Self::Alias => "alias",
            Self::DateOfBirth => "date_of_birth",
            Self::Sex => "sex",
            Self::Ethnicity => "ethnicity",
            Self::PncId => "pnc_id",
            Self::CroNumber => "cro_number",
            Self::PrisonNumber => "prison_number",
            Self::Crn => "crn",
            Self::Address => "address",
            Self::Postcode => "postcode",
            Self::NoFixedAbode => "no_fixed_abode",
            Self::Strand => "strand",
            Self::NominatingAgency => "nominating_agency",
            Self::NominatedOn => "nominated_on",
            Self::RegisteredOn => "registered_on",
            Self::Statutory => "statutory",
            Self::OffenderManager => "offender_manager",
            Self::LeadWorker => "lead_worker",
            Self::ReviewOn => "review_on",
            Self::RemovedOn => "removed_on",
            Self::RemovalReason => "removal_reason",
            Self::Notes => "notes",
        }
    }

    /// The field with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// What kind of value it holds.
    pub fn kind(self) -> ValueKind {
        match self {
            Self::DateOfBirth
            | Self::NominatedOn
            | Self::RegisteredOn
            | Self::ReviewOn
            | Self::RemovedOn => ValueKind::Day,
            Self::Address | Self::Notes => ValueKind::Lines,
            Self::Reference
            | Self::Surname
            | Self::Forenames
            | Self::FullName
            | Self::Alias
            | Self::Sex
            | Self::Ethnicity
            | Self::PncId
            | Self::CroNumber
            | Self::PrisonNumber
            | Self::Crn
            | Self::Postcode
            | Self::NoFixedAbode
            | Self::Strand
            | Self::NominatingAgency
            | Self::Statutory
            | Self::OffenderManager
            | Self::LeadWorker
            | Self::RemovalReason => ValueKind::Line,
        }
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::from_key(&key).ok_or_else(|| serde::de::Error::custom("no such field"))
    }
}

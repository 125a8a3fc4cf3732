//! The evidence that stands under a nomination: what it shows, when it happened, when it was
//! known, and whether anybody has checked it.
//!
//! The kinds are a closed list on purpose. An address, a friend, a characteristic of the person
//! or the score of another instrument cannot be said here, and so cannot be counted.

use jiff::civil::Date;

use crate::agency::AgencyKind;
use crate::id::EvidenceId;

macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$each])* $variant,)+ }

        impl $name {
            /// Every one, in the order in which lists show them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word under which it is stored and named in forms and files.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// The one stored under this word, if there is one.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.key() == key)
            }
        }
    };
}

keyed! {
    /// What an offence was, as coarsely as a local matrix weighs it.
    OffenceType {
        /// Burglary of a home.
        BurglaryDwelling = "burglary_dwelling",
        /// Any other burglary.
        BurglaryOther = "burglary_other",
        /// Robbery.
        Robbery = "robbery",
        /// Theft from the person.
        TheftFromPerson = "theft_from_person",
        /// Theft of or from a vehicle.
        VehicleCrime = "vehicle_crime",
        /// Theft from a shop.
        ShopTheft = "shop_theft",
        /// Any other theft, and handling.
        OtherTheft = "other_theft",
        /// Fraud and forgery.
        Fraud = "fraud",
        /// Violence against the person.
        Violence = "violence",
        /// A sexual offence.
        Sexual = "sexual",
        /// Supply of drugs, or possession with intent.
        DrugSupply = "drug_supply",
        /// Possession of drugs.
        DrugPossession = "drug_possession",
        /// Possession of a weapon.
        Weapon = "weapon",
        /// Criminal damage and arson.
        CriminalDamage = "criminal_damage",
        /// An offence against public order.
        PublicOrder = "public_order",
        /// Breach of an order or of bail.
        Breach = "breach",
        /// A motoring offence.
        Motoring = "motoring",
        /// Any other offence.
        Other = "other",
    }
}

keyed! {
    /// Harm to others or to the community that is not, or not yet, an offence.
    ///
    /// Source: [RR04 ¶1, ¶4]: crime *and disorder*, and harm to local communities.
    HarmType {
        /// Anti-social behaviour.
        AntiSocialBehaviour = "anti_social_behaviour",
        /// Leading others into crime.
        GangLeadership = "gang_leadership",
        /// The same victim harmed again.
        RepeatVictim = "repeat_victim",
        /// A street or an estate that suffers.
        CommunityImpact = "community_impact",
    }
}

keyed! {
    /// What came of a drug test. A negative test is not evidence for a nomination.
    DrugTestResult {
        /// Positive on arrest or charge.
        Positive = "positive",
        /// Refused, or treatment refused after it.
        Refused = "refused",
    }
}

keyed! {
    /// The kind of a piece of evidence.
    EvidenceKind {
        /// A conviction by a court.
        Conviction = "conviction",
        /// A charge not yet tried.
        Charge = "charge",
        /// An arrest.
        Arrest = "arrest",
        /// Police or prison intelligence.
        Intelligence = "intelligence",
        /// A drug test.
        DrugTest = "drug_test",
        /// Harm to others or to the community.
        Harm = "harm",
        /// A report by an agency that knows the person.
        AgencyReport = "agency_report",
    }
}

impl EvidenceKind {
    /// Whether it says what somebody suspects rather than what somebody did. A matrix counts
    /// such evidence only where the scheme has justified it and dated the justification.
    pub const fn needs_justifying(self) -> bool {
        match self {
            Self::Arrest | Self::Intelligence => true,
            Self::Conviction | Self::Charge | Self::DrugTest | Self::Harm | Self::AgencyReport => {
                false
            }
        }
    }
}

/// What a piece of evidence shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shown {
    /// A conviction of this.
    Conviction(OffenceType),
    /// A charge of this.
    Charge(OffenceType),
    /// An arrest for this.
    Arrest(OffenceType),
    /// Intelligence that suggests this.
    Intelligence(OffenceType),
    /// A drug test with this result.
    DrugTest(DrugTestResult),
    /// Harm of this sort.
    Harm(HarmType),
    /// A report by an agency.
    AgencyReport,
}

impl Shown {
    /// The kind of evidence this is.
    pub const fn kind(self) -> EvidenceKind {
        match self {
            Self::Conviction(_) => EvidenceKind::Conviction,
            Self::Charge(_) => EvidenceKind::Charge,
            Self::Arrest(_) => EvidenceKind::Arrest,
            Self::Intelligence(_) => EvidenceKind::Intelligence,
            Self::DrugTest(_) => EvidenceKind::DrugTest,
            Self::Harm(_) => EvidenceKind::Harm,
            Self::AgencyReport => EvidenceKind::AgencyReport,
        }
    }

    /// The word under which its detail is stored, beside the word of its kind.
    pub const fn detail_key(self) -> Option<&'static str> {
        match self {
            Self::Conviction(it) | Self::Charge(it) | Self::Arrest(it) | Self::Intelligence(it) => {
                Some(it.key())
            }
            Self::DrugTest(it) => Some(it.key()),
            Self::Harm(it) => Some(it.key()),
            Self::AgencyReport => None,
        }
    }

    /// What is stored under these two words, if they go together.
    pub fn from_keys(kind: EvidenceKind, detail: Option<&str>) -> Option<Self> {
        let offence = || detail.and_then(OffenceType::from_key);
        match kind {
            EvidenceKind::Conviction => offence().map(Self::Conviction),
            EvidenceKind::Charge => offence().map(Self::Charge),
            EvidenceKind::Arrest => offence().map(Self::Arrest),
            EvidenceKind::Intelligence => offence().map(Self::Intelligence),
            EvidenceKind::DrugTest => detail.and_then(DrugTestResult::from_key).map(Self::DrugTest),
            EvidenceKind::Harm => detail.and_then(HarmType::from_key).map(Self::Harm),
            EvidenceKind::AgencyReport => detail.is_none().then_some(Self::AgencyReport),
        }
    }
}

/// Whether somebody has checked the evidence against its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verification {
    /// Checked on this day.
    Verified { on: Date },
    /// Not checked: it is shown, and counts for nothing.
    NotVerified,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// Which piece it is.
    pub id: EvidenceId,
    /// What it shows.
    pub shows: Shown,
    /// The day it happened. For a conviction the day of the *offence*, since that is the day
    /// on which the person was, or was not, at liberty.
    pub happened_on: Option<Date>,
    /// The day on which the agency learned of it.
    pub known_on: Date,
    /// Who brought it.
    pub brought_by: AgencyKind,
    /// Whether it was checked.
    pub verification: Verification,
}

impl Evidence {
    /// Whether it was known on this day, and had happened by then as far as anybody says.
    pub fn known_by(&self, day: Date) -> bool {
        self.known_on <= day && self.happened_on.is_none_or(|it| it <= day)
    }
}

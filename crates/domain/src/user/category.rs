//! The categories of information, by which a sharing protocol permits or withholds.

/// A category of information about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Names, identifiers, date of birth, addresses.
    Identity,
    /// That somebody is on a scheme, since when, in which strand.
    Registration,
    /// Arrests, charges, convictions.
    Offending,
    /// Where somebody is held, receptions and releases.
    Custody,
    /// Hearings, reports, sentences, orders.
    Court,
    /// `OASys`, ASSET and other assessments.
    Assessment,
    /// Mental and physical health.
    Health,
    /// Drugs and alcohol.
    SubstanceMisuse,
    /// Where and how somebody is housed.
    Accommodation,
    /// Work, training, benefits, debt.
    EmploymentAndFinance,
    /// Children, partners, relatives.
    Family,
    /// The plan, its interventions and their progress.
    Plan,
    /// What was said and done with somebody, day by day.
    Contact,
    /// What the police hold as intelligence.
    Intelligence,
    /// Arrangements for violent and sexual offenders of greater risk (MAPPA).
    Mappa,
}

impl Category {
    /// Every category, in the order in which lists show them.
    pub const ALL: [Self; 15] = [
        Self::Identity,
        Self::Registration,
        Self::Offending,
        Self::Custody,
        Self::Court,
        Self::Assessment,
        Self::Health,
        Self::SubstanceMisuse,
        Self::Accommodation,
        Self::EmploymentAndFinance,
        Self::Family,
        Self::Plan,
        Self::Contact,
        Self::Intelligence,
        Self::Mappa,
    ];

    /// The word under which the category is stored and named in policies and protocols.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Registration => "registration",
            Self::Offending => "offending",
            Self::Custody => "custody",
            Self::Court => "court",
            Self::Assessment => "assessment",
            Self::Health => "health",
            Self::SubstanceMisuse => "substance_misuse",
            Self::Accommodation => "accommodation",
            Self::EmploymentAndFinance => "employment_and_finance",
            Self::Family => "family",
            Self::Plan => "plan",
            Self::Contact => "contact",
            Self::Intelligence => "intelligence",
            Self::Mappa => "mappa",
        }
    }

    /// The category stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

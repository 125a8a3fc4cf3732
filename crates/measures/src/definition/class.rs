//! Classes of offences: the twenty that the reconviction scale tells apart, since both rates by
//! class and expected rates are asked for. Source: [OGRS3 §3].

/// The class of an offence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum OffenceClass {
    /// Violence against the person.
    Violence,
    /// Robbery.
    Robbery,
    /// Public order.
    PublicOrder,
    /// Sexual, not against a child.
    Sexual,
    /// Sexual, against a child.
    SexualChild,
    /// Soliciting and prostitution.
    Soliciting,
    /// Burglary of a dwelling.
    BurglaryDomestic,
    /// Other burglary.
    BurglaryOther,
    /// Theft, but of or from vehicles.
    Theft,
    /// Handling stolen goods.
    Handling,
    /// Fraud and forgery.
    Fraud,
    /// Absconding and bail.
    Absconding,
    /// Taking and driving away.
    TakingVehicle,
    /// Theft from vehicles.
    TheftFromVehicle,
    /// Other motoring.
    Motoring,
    /// Drink driving.
    DrinkDriving,
    /// Criminal damage.
    CriminalDamage,
    /// Drugs: import, export, production.
    DrugImport,
    /// Drugs: possession and supply.
    DrugPossession,
    /// Anything else.
    Other,
}

impl OffenceClass {
    /// Every class, in the order of the scale's table.
    pub const ALL: [Self; 20] = [
        Self::Violence,
        Self::Robbery,
        Self::PublicOrder,
        Self::Sexual,
        Self::SexualChild,
        Self::Soliciting,
        Self::BurglaryDomestic,
        Self::BurglaryOther,
        Self::Theft,
        Self::Handling,
        Self::Fraud,
        Self::Absconding,
        Self::TakingVehicle,
        Self::TheftFromVehicle,
        Self::Motoring,
        Self::DrinkDriving,
        Self::CriminalDamage,
        Self::DrugImport,
        Self::DrugPossession,
        Self::Other,
    ];

    /// The word for it in facts and definitions.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Violence => "violence",
            Self::Robbery => "robbery",
            Self::PublicOrder => "public_order",
            Self::Sexual => "sexual",
            Self::SexualChild => "sexual_child",
            Self::Soliciting => "soliciting",
            Self::BurglaryDomestic => "burglary_domestic",
            Self::BurglaryOther => "burglary_other",
            Self::Theft => "theft",
            Self::Handling => "handling",
            Self::Fraud => "fraud",
            Self::Absconding => "absconding",
            Self::TakingVehicle => "taking_vehicle",
            Self::TheftFromVehicle => "theft_from_vehicle",
            Self::Motoring => "motoring",
            Self::DrinkDriving => "drink_driving",
            Self::CriminalDamage => "criminal_damage",
            Self::DrugImport => "drug_import",
            Self::DrugPossession => "drug_possession",
            Self::Other => "other",
        }
    }

    /// The class of this word.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// Its place in `ALL`, from nought.
    pub const fn index(self) -> u8 {
        self as u8
    }
}

/// A set of classes, asked once for every offence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClassSet(u32);

impl ClassSet {
    /// Every class.
    pub const ALL: Self = Self((1 << OffenceClass::ALL.len()) - 1);

    /// Whether the class is in it.
    pub const fn has(self, class: OffenceClass) -> bool {
        self.0 & (1 << class.index()) != 0
    }

    /// This set without another.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The classes in it, in the order of `ALL`.
    pub fn iter(self) -> impl Iterator<Item = OffenceClass> {
        OffenceClass::ALL.into_iter().filter(move |it| self.has(*it))
    }
}

impl FromIterator<OffenceClass> for ClassSet {
    fn from_iter<I: IntoIterator<Item = OffenceClass>>(classes: I) -> Self {
        Self(classes.into_iter().fold(0, |bits, it| bits | 1 << it.index()))
    }
}

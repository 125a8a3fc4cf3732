//! Ages, which the programme's strands and the duties toward children turn on.

use jiff::civil::Date;

/// The age in full years on a day; none before birth. Somebody born on 29 February is a year
/// older on 1 March of a common year.
pub fn age_on(born: Date, today: Date) -> i16 {
    let birthday_is_ahead = (today.month(), today.day()) < (born.month(), born.day());
    (today.year() - born.year() - i16::from(birthday_is_ahead)).max(0)
}

/// Whether the person is a child in law on a day: the youth offending team then takes part, and
/// the record is kept apart from those of adults [RR04 ¶11].
pub fn is_under_18_on(born: Date, today: Date) -> bool {
    age_on(born, today) < 18
}

/// A band of ages for counting. Who is under 18 is a child; those of 18 to 20 are young adults,
/// who are held in young offender institutions [RR04 K8].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeBand {
    /// Under 10, whom no court can convict.
    Under10,
    /// 10 to 14.
    From10To14,
    /// 15 to 17.
    From15To17,
    /// 18 to 20.
    From18To20,
    /// 21 to 24.
    From21To24,
    /// 25 to 29.
    From25To29,
    /// 30 to 34.
    From30To34,
    /// 35 to 39.
    From35To39,
    /// 40 to 49.
    From40To49,
    /// 50 and over.
    From50,
}

impl AgeBand {
    /// Every band, the youngest first.
    pub const ALL: [Self; 10] = [
        Self::Under10,
        Self::From10To14,
        Self::From15To17,
        Self::From18To20,
        Self::From21To24,
        Self::From25To29,
        Self::From30To34,
        Self::From35To39,
        Self::From40To49,
        Self::From50,
    ];

    /// The band of an age in full years.
    pub const fn of(age_years: i16) -> Self {
        match age_years {
            ..=9 => Self::Under10,
            10..=14 => Self::From10To14,
            15..=17 => Self::From15To17,
            18..=20 => Self::From18To20,
            21..=24 => Self::From21To24,
            25..=29 => Self::From25To29,
            30..=34 => Self::From30To34,
            35..=39 => Self::From35To39,
            40..=49 => Self::From40To49,
            50.. => Self::From50,
        }
    }

    /// The word under which the band is stored and named in filters and files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Under10 => "under_10",
            Self::From10To14 => "10_to_14",
            Self::From15To17 => "15_to_17",
            Self::From18To20 => "18_to_20",
            Self::From21To24 => "21_to_24",
            Self::From25To29 => "25_to_29",
            Self::From30To34 => "30_to_34",
            Self::From35To39 => "35_to_39",
            Self::From40To49 => "40_to_49",
            Self::From50 => "50_and_over",
        }
    }

    /// The band stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

//! What figures are broken down by.

/// A level of the tree, from the smallest area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// One scheme.
    Scheme,
    /// The crime and disorder reduction partnership.
    Cdrp,
    /// The local criminal justice board.
    Lcjb,
    /// The region, or Wales.
    Region,
    /// England and Wales.
    Nation,
}

impl Level {
    /// Every level, the smallest first.
    pub const ALL: [Self; 5] = [Self::Scheme, Self::Cdrp, Self::Lcjb, Self::Region, Self::Nation];

    /// The word for it in files and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Scheme => "scheme",
            Self::Cdrp => "cdrp",
            Self::Lcjb => "lcjb",
            Self::Region => "region",
            Self::Nation => "nation",
        }
    }

    /// The level of this word.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// A breakdown beside the levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breakdown {
    /// The strand of the registration.
    Strand,
    /// Whether the person is under statutory supervision.
    Statutory,
    /// Age on the day of the cohort, in bands.
    AgeBand,
    /// Sex as recorded.
    Sex,
    /// Ethnicity, sixteen-plus-one.
    Ethnicity,
    /// The class of the offence; counts are split by it, people are not.
    OffenceClass,
    /// Whole months on the scheme on the day of the cohort, in bands.
    MonthsOnScheme,
    /// Everything at once that a model takes in; never asked for by name.
    Covariates,
}

impl Breakdown {
    /// Every breakdown that can be asked for, in the order they are printed.
    pub const ALL: [Self; 7] = [
        Self::Strand,
        Self::Statutory,
        Self::AgeBand,
        Self::Sex,
        Self::Ethnicity,
        Self::OffenceClass,
        Self::MonthsOnScheme,
    ];

    /// The word for it in files and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Strand => "strand",
            Self::Statutory => "statutory",
            Self::AgeBand => "age_band",
            Self::Sex => "sex",
            Self::Ethnicity => "ethnicity",
            Self::OffenceClass => "offence_class",
            Self::MonthsOnScheme => "months_on_scheme",
            Self::Covariates => "covariates",
        }
    }

    /// The breakdown of this word.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Covariates]).find(|it| it.key() == key)
    }
}

/// Where bands begin. A band runs to the day before the next begins; the last has no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bands {
    /// First ages of the bands, in years, rising; below the first is a band too.
    pub ages: Vec<u16>,
    /// First months of the bands of time on the scheme, rising; below the first is a band too.
    pub months_on_scheme: Vec<u16>,
}

impl Default for Bands {
    /// The bands of the published tables on adults, and the quarters of a first year.
    fn default() -> Self {
        Self {
            ages: vec![10, 15, 18, 21, 25, 30, 35, 40, 50],
            months_on_scheme: vec![3, 6, 12, 24],
        }
    }
}

impl Bands {
    /// The band that an age falls into, counted from nought.
    pub fn of_age(&self, years: u16) -> usize {
        self.ages.partition_point(|first| *first <= years)
    }

    /// The band that some months on a scheme fall into, counted from nought.
    pub fn of_months(&self, months: u16) -> usize {
        self.months_on_scheme.partition_point(|first| *first <= months)
    }

    /// Names of the bands of age, such as `under 10`, `10-14`, `50 and over`.
    pub fn age_names(&self) -> Vec<String> {
        names(&self.ages)
    }

    /// Names of the bands of months on the scheme.
    pub fn month_names(&self) -> Vec<String> {
        names(&self.months_on_scheme)
    }
}

fn names(firsts: &[u16]) -> Vec<String> {
    let mut names: Vec<_> = firsts.first().map(|it| format!("under {it}")).into_iter().collect();
    for pair in firsts.windows(2) {
        if let [first, next] = pair {
            let last = next.saturating_sub(1);
            names.push(if last == *first { first.to_string() } else { format!("{first}-{last}") });
        }
    }
    names.extend(firsts.last().map(|it| format!("{it} and over")));
    if names.is_empty() { vec!["all".to_owned()] } else { names }
}

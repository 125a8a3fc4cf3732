//! Sex and ethnicity, by the codes that the agencies' systems exchange.

/// The sex of a person, as agencies record it.
///
/// Source: [BICHARD7 codes] codes 0, 1, 2 and 9; [HMPPS-CPR] codes M, F, N and NS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Not known, or not recorded.
    NotKnown,
    /// Not specified: neither of the two, or the person would not say.
    NotSpecified,
}

impl Sex {
    /// Every value, in the order in which lists show them.
    pub const ALL: [Self; 4] = [Self::Male, Self::Female, Self::NotKnown, Self::NotSpecified];

    /// The word under which it is stored and named in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
            Self::NotKnown => "not_known",
            Self::NotSpecified => "not_specified",
        }
    }

    /// The sex stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The digit that police and court systems write.
    pub const fn digit(self) -> char {
        match self {
            Self::NotKnown => '0',
            Self::Male => '1',
            Self::Female => '2',
            Self::NotSpecified => '9',
        }
    }

    /// The letters that prison and probation systems write.
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Male => "M",
            Self::Female => "F",
            Self::NotKnown => "N",
            Self::NotSpecified => "NS",
        }
    }

    /// The sex that a code or a word in a file means: digit, letters, or the word itself in
    /// English or Welsh.
    pub fn from_code(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace(['_', '-'], " ");
        match text.as_str() {
            "1" | "m" | "male" | "man" | "gwryw" => Some(Self::Male),
            "2" | "f" | "female" | "woman" | "benyw" => Some(Self::Female),
            "0" | "n" | "u" | "unknown" | "not known" | "not recorded" | "anhysbys" => {
                Some(Self::NotKnown)
            }
            "9" | "ns" | "x" | "not specified" | "not stated" | "other" | "amhenodol" => {
                Some(Self::NotSpecified)
            }
            _ => None,
        }
    }
}

/// The set of ethnicity codes that a file or a return uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EthnicityCodes {
    /// The sixteen and one of the 2001 census.
    Census2001,
    /// Those of the 2011 census, with the Roma code added since.
    Census2011,
}

/// The ethnicity a person gives: the sixteen and one, and those added since.
///
/// Source: [BICHARD7 codes], [HMPPS-CPR].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ethnicity {
    /// White: British.
    WhiteBritish,
    /// White: Irish.
    WhiteIrish,
    /// White: Gypsy or Irish Traveller. Since 2011.
    GypsyOrIrishTraveller,
    /// White: Roma. Since 2011.
    Roma,
    /// Any other White background.
    WhiteOther,
    /// Mixed: White and Black Caribbean.
    WhiteAndBlackCaribbean,
    /// Mixed: White and Black African.
    WhiteAndBlackAfrican,
    /// Mixed: White and Asian.
    WhiteAndAsian,
    /// Any other mixed background.
    MixedOther,
    /// Asian: Indian.
    Indian,
    /// Asian: Pakistani.
    Pakistani,
    /// Asian: Bangladeshi.
    Bangladeshi,
    /// Chinese: Asian since 2011, among other groups before.
    Chinese,
    /// Any other Asian background.
    AsianOther,
    /// Black: Caribbean.
    BlackCaribbean,
    /// Black: African.
    BlackAfrican,
    /// Any other Black background.
    BlackOther,
    /// Arab. Since 2011.
    Arab,
    /// Any other ethnic group.
    Other,
    /// Not stated.
    NotStated,
}

impl Ethnicity {
    /// Every ethnicity, in the order in which lists show them.
    pub const ALL: [Self; 20] = [
        Self::WhiteBritish,
        Self::WhiteIrish,
        Self::GypsyOrIrishTraveller,
        Self::Roma,
        Self::WhiteOther,
        Self::WhiteAndBlackCaribbean,
        Self::WhiteAndBlackAfrican,
        Self::WhiteAndAsian,
        Self::MixedOther,
        Self::Indian,
        Self::Pakistani,
        Self::Bangladeshi,
        Self::Chinese,
        Self::AsianOther,
        Self::BlackCaribbean,
        Self::BlackAfrican,
        Self::BlackOther,
        Self::Arab,
        Self::Other,
        Self::NotStated,
    ];

    /// The word under which it is stored and named in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::WhiteBritish => "white_british",
            Self::WhiteIrish => "white_irish",
            Self::GypsyOrIrishTraveller => "gypsy_or_irish_traveller",
            Self::Roma => "roma",
            Self::WhiteOther => "white_other",
            Self::WhiteAndBlackCaribbean => "white_and_black_caribbean",
            Self::WhiteAndBlackAfrican => "white_and_black_african",
            Self::WhiteAndAsian => "white_and_asian",
            Self::MixedOther => "mixed_other",
            Self::Indian => "indian",
            Self::Pakistani => "pakistani",
            Self::Bangladeshi => "bangladeshi",
            Self::Chinese => "chinese",
            Self::AsianOther => "asian_other",
            Self::BlackCaribbean => "black_caribbean",
            Self::BlackAfrican => "black_african",
            Self::BlackOther => "black_other",
            Self::Arab => "arab",
            Self::Other => "other",
            Self::NotStated => "not_stated",
        }
    }

    /// The ethnicity stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The code in a set. What the set of 2001 does not have is the remainder of its group.
    pub const fn code(self, set: EthnicityCodes) -> &'static str {
        let (code_2001, code_2011) = self.codes();
        match set {
            EthnicityCodes::Census2001 => code_2001,
            EthnicityCodes::Census2011 => code_2011,
        }
    }

    /// The codes of 2001 and of 2011.
    const fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::WhiteBritish => ("W1", "W1"),
            Self::WhiteIrish => ("W2", "W2"),
            Self::GypsyOrIrishTraveller => ("W9", "W3"),
            Self::Roma => ("W9", "W5"),
            Self::WhiteOther => ("W9", "W9"),
            Self::WhiteAndBlackCaribbean => ("M1", "M1"),
            Self::WhiteAndBlackAfrican => ("M2", "M2"),
            Self::WhiteAndAsian => ("M3", "M3"),
            Self::MixedOther => ("M9", "M9"),
            Self::Indian => ("A1", "A1"),
            Self::Pakistani => ("A2", "A2"),
            Self::Bangladeshi => ("A3", "A3"),
            Self::Chinese => ("O1", "A4"),
            Self::AsianOther => ("A9", "A9"),
            Self::BlackCaribbean => ("B1", "B1"),
            Self::BlackAfrican => ("B2", "B2"),
            Self::BlackOther => ("B9", "B9"),
            Self::Arab => ("O9", "O2"),
            Self::Other => ("O9", "O9"),
            Self::NotStated => ("NS", "NS"),
        }
    }

    /// The ethnicity that a code of either set means; the old `O1` is today's `A4`.
    pub fn from_code(text: &str) -> Option<Self> {
        let code = text.trim().to_uppercase();
        if code == "O1" {
            return Some(Self::Chinese);
        }
        Self::ALL.into_iter().find(|it| it.code(EthnicityCodes::Census2011) == code)
    }
}

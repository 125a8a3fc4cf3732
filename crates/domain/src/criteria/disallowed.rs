//! What may never be a factor. Most of it cannot be said at all, since the evidence is a closed
//! list; this catches a matrix brought in from elsewhere whose *words* say it.

/// An input that no matrix may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disallowed {
    /// Where somebody lives.
    Postcode,
    /// Whom somebody knows: nobody scores by association.
    Associates,
    /// A protected characteristic: monitored, never scored [RR04 ¶10].
    ProtectedCharacteristic,
    /// A segment bought from a marketing company.
    BoughtInSegment,
    /// The score of an instrument that has its own purpose. It is quoted with its date as
    /// evidence, not blended in.
    AssessmentScore,
}

use Disallowed::{AssessmentScore, Associates, BoughtInSegment, Postcode, ProtectedCharacteristic};

const WORDS: [(Disallowed, &[&str]); 5] = [
    (Postcode, &["postcode", "postcodes", "postal", "address", "residence", "lsoa"]),
    (Associates, &["associate", "associates", "association", "codefendant", "codefendants"]),
    (
        ProtectedCharacteristic,
        &[
            "age",
            "race",
            "ethnic",
            "ethnicity",
            "nationality",
            "religion",
            "belief",
            "sex",
            "gender",
            "sexuality",
            "disability",
            "disabled",
            "pregnancy",
            "pregnant",
            "maternity",
            "marriage",
            "marital",
        ],
    ),
    (BoughtInSegment, &["mosaic", "acorn", "segment", "segmentation", "geodemographic"]),
    (
        AssessmentScore,
        &["oasys", "asset", "ogrs", "ogrs2", "ogrs3", "ogrs4", "ogp", "ovp", "rsr", "osp"],
    ),
];

// In the company of these next words a characteristic is the victim's, or the offence's.
const OF_AN_OFFENCE: [&str; 9] = [
    "hate",
    "aggravated",
    "offence",
    "offences",
    "offending",
    "offender",
    "offenders",
    "crime",
    "crimes",
];

impl Disallowed {
    /// The disallowed input that a title names, if it names one. Whole words only, so that
    /// "sexual offences" or "damage" are let through.
    pub fn named_in(title: &str) -> Option<Self> {
        let folded = title.to_lowercase().replace("co-defendant", "codefendant");
        let words: Vec<&str> =
            folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
        words.iter().enumerate().find_map(|(index, word)| {
            let next = words.get(index + 1).copied().unwrap_or_default();
            let input = Self::of_word(word)?;
            let innocent = input == ProtectedCharacteristic && OF_AN_OFFENCE.contains(&next);
            (!innocent).then_some(input)
        })
    }

    fn of_word(word: &str) -> Option<Self> {
        WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(it, _)| *it)
    }
}

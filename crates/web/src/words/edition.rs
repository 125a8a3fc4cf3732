//! What an edition calls its strands, grounds and other things, in the reader's language.

use domain::edition::{Label, ThresholdSide, ThresholdUnit};

use crate::i18n::{Language, Msg, Words};
use crate::{msg, msg_n};

/// A name that an edition gives, in the reader's language where it has it.
pub fn edition_name(label: &Label, language: Language) -> Words {
    Words::typed(edition_text(label, language))
}

/// The same as text, to stand inside a sentence.
pub fn edition_text(label: &Label, language: Language) -> String {
    match language {
        Language::English => label.en.clone(),
        Language::Welsh => label.cy.clone().unwrap_or_else(|| label.en.clone()),
    }
}

/// A figure of a threshold in its unit: `6 months`.
pub fn figure(unit: ThresholdUnit, number: u32) -> Msg {
    match unit {
        ThresholdUnit::Months => msg_n!("{n} month", "{n} months", i64::from(number)),
        ThresholdUnit::Points => msg_n!("{n} point", "{n} points", i64::from(number)),
    }
}

/// A threshold in words: `at least 6 months`.
pub fn threshold_words(side: ThresholdSide, number: u32, unit: ThresholdUnit) -> Msg {
    let figure = figure(unit, number);
    match side {
        ThresholdSide::AtLeast => msg!("at least {figure}", figure = figure),
        ThresholdSide::AtMost => msg!("at most {figure}", figure = figure),
    }
}

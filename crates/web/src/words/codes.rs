//! What sexes, ethnicities and identifiers are called.

use domain::identifier::IdentifierKind;
use domain::person::{Ethnicity, Sex};

use crate::i18n::Msg;
use crate::msg;

/// A person's sex, as agencies record it.
pub fn sex(sex: Sex) -> Msg {
    match sex {
        Sex::Male => msg!("Male"),
        Sex::Female => msg!("Female"),
        Sex::NotKnown => msg!("Not known"),
        Sex::NotSpecified => msg!("Not specified"),
    }
}

/// The ethnicity that a person gives.
pub fn ethnicity(ethnicity: Ethnicity) -> Msg {
    match ethnicity {
        Ethnicity::WhiteBritish => msg!("White: British"),
        Ethnicity::WhiteIrish => msg!("White: Irish"),
        Ethnicity::GypsyOrIrishTraveller => msg!("White: Gypsy or Irish Traveller"),
        Ethnicity::Roma => msg!("White: Roma"),
        Ethnicity::WhiteOther => msg!("Any other White background"),
        Ethnicity::WhiteAndBlackCaribbean => msg!("Mixed: White and Black Caribbean"),
        Ethnicity::WhiteAndBlackAfrican => msg!("Mixed: White and Black African"),
        Ethnicity::WhiteAndAsian => msg!("Mixed: White and Asian"),
        Ethnicity::MixedOther => msg!("Any other mixed background"),
        Ethnicity::Indian => msg!("Asian: Indian"),
        Ethnicity::Pakistani => msg!("Asian: Pakistani"),
        Ethnicity::Bangladeshi => msg!("Asian: Bangladeshi"),
        Ethnicity::Chinese => msg!("Chinese"),
        Ethnicity::AsianOther => msg!("Any other Asian background"),
        Ethnicity::BlackCaribbean => msg!("Black: Caribbean"),
        Ethnicity::BlackAfrican => msg!("Black: African"),
        Ethnicity::BlackOther => msg!("Any other Black background"),
        Ethnicity::Arab => msg!("Arab"),
        Ethnicity::Other => msg!("Any other ethnic group"),
        Ethnicity::NotStated => msg!("Not stated"),
    }
}

/// A kind of identifier.
pub fn identifier_kind(kind: IdentifierKind) -> Msg {
    match kind {
        IdentifierKind::Pnc => msg!("PNC ID"),
        IdentifierKind::Cro => msg!("CRO number"),
        IdentifierKind::PrisonNumber => msg!("Prison number"),
        IdentifierKind::Crn => msg!("Probation case reference number"),
        IdentifierKind::Asn => msg!("Arrest or summons number"),
    }
}

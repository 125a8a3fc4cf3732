//! The fields of forms about persons: their choices, and reading them.

use domain::Date;
use domain::identifier::{Identifier, IdentifierKind};
use domain::person::{Abode, Address, Ethnicity, NameKind, PersonName, PersonRefusal, Sex};
use domain::when::Sense;

use crate::form::{FieldErrors, FormReader, Read};
use crate::i18n::Msg;
use crate::msg;
use crate::refusal;
use crate::render::Choice;
use crate::words;

/// What a name is to a person.
pub(crate) fn name_kind(kind: NameKind) -> Msg {
    match kind {
        NameKind::Main => msg!("Main name"),
        NameKind::Alias => msg!("Alias"),
        NameKind::Former => msg!("Former name"),
        NameKind::Nickname => msg!("Nickname"),
    }
}

pub(super) fn sexes() -> Vec<Choice> {
    Sex::ALL.into_iter().map(|it| Choice::new(it.key(), words::sex(it))).collect()
}

pub(super) fn ethnicities() -> Vec<Choice> {
    Ethnicity::ALL.into_iter().map(|it| Choice::new(it.key(), words::ethnicity(it))).collect()
}

pub(super) fn abodes() -> Vec<Choice> {
    vec![
        Choice::new(Abode::Fixed.key(), msg!("Lives at an address")),
        Choice::new(Abode::NoFixedAbode.key(), msg!("Has no fixed abode")),
    ]
}

pub(super) fn identifier_kinds() -> Vec<Choice> {
    let choice = |it: IdentifierKind| Choice::new(it.key(), words::identifier_kind(it));
    IdentifierKind::ALL.into_iter().map(choice).collect()
}

pub(super) fn other_name_kinds() -> Vec<Choice> {
    let kinds = [NameKind::Alias, NameKind::Former, NameKind::Nickname];
    kinds.into_iter().map(|it| Choice::new(it.key(), name_kind(it))).collect()
}

/// A name of two fields, with what is wrong beside the surname.
pub(super) fn name(
    form: &mut FormReader<'_>,
    (forenames, surname): (&str, &str),
    kind: NameKind,
) -> Read<PersonName> {
    let (first, last) = (form.optional_text(forenames)?, form.optional_text(surname)?);
    let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
    match PersonName::parse(&first, &last, kind) {
        Ok(name) => Some(name),
        Err(refusal) => form.refuse(surname, refusal::person::person(&refusal)),
    }
}

/// A date that is not after today, or nothing.
pub(super) fn past(form: &mut FormReader<'_>, name: &str, today: Date) -> Read<Option<Date>> {
    form.optional_date(name, words::read_date(Sense::Past, today))
}

/// Who somebody is.
#[derive(Debug)]
pub(super) struct Who {
    pub(super) name: PersonName,
    pub(super) born: Option<Date>,
    pub(super) sex: Sex,
    pub(super) ethnicity: Ethnicity,
}

/// The fields of [`Who`]: `forenames`, `surname`, `born_on`, `sex`, `ethnicity`.
pub(super) fn who(form: &mut FormReader<'_>, today: Date) -> Read<Who> {
    let name = name(form, ("forenames", "surname"), NameKind::Main);
    let born = past(form, "born_on", today);
    let sex = form.choice("sex", Sex::from_key, msg!("Choose the sex that agencies record"));
    let ethnicity = form.optional_choice("ethnicity", Ethnicity::from_key);
    Some(Who {
        name: name?,
        born: born?,
        sex: sex?,
        ethnicity: ethnicity?.unwrap_or(Ethnicity::NotStated),
    })
}

/// Whatever is typed, well formed or not; nothing where nothing is.
pub(super) fn identifier(
    form: &mut FormReader<'_>,
    name: &str,
    kind: IdentifierKind,
    today: Date,
) -> Read<Option<Identifier>> {
    let typed = form.optional_text(name)?;
    Some(typed.map(|it| Identifier::parse(kind, &it, today.year())))
}

/// An address of the fields `abode`, `lines`, `postcode`; nothing where none is filled in.
pub(super) fn address(form: &mut FormReader<'_>) -> Read<Option<Address>> {
    let abode = form.optional_choice("abode", Abode::from_key)?;
    let (lines, postcode) = (form.long_text("lines")?, form.optional_text("postcode")?);
    if abode.is_none() && lines.trim().is_empty() && postcode.is_none() {
        return Some(None);
    }
    let abode = abode.unwrap_or(Abode::Fixed);
    match Address::parse(abode, &lines, postcode.as_deref().unwrap_or_default()) {
        Ok(address) => Some(Some(address)),
        Err(refusal) => {
            let field = field_of(&refusal);
            form.refuse(field, refusal::person::person(&refusal))
        }
    }
}

/// The field to mend for a refusal.
pub(super) const fn field_of(refusal: &PersonRefusal) -> &'static str {
    match refusal {
        PersonRefusal::NoName
        | PersonRefusal::NameTooLong { .. }
        | PersonRefusal::NotOneMainName
        | PersonRefusal::TooManyNames { .. }
        | PersonRefusal::NothingChanged => "surname",
        PersonRefusal::BornInFuture | PersonRefusal::TooOld { .. } => "born_on",
        PersonRefusal::DiedBeforeBorn | PersonRefusal::DiedInFuture => "died_on",
        PersonRefusal::AddressEmpty
        | PersonRefusal::TooManyAddressLines { .. }
        | PersonRefusal::AddressLineTooLong { .. } => "lines",
        PersonRefusal::NotAPostcode => "postcode",
        PersonRefusal::AddressEndsBeforeItStarts => "until_on",
        PersonRefusal::IdentifierTooLong { kind, .. }
        | PersonRefusal::IdentifierEmpty { kind }
        | PersonRefusal::SameIdentifierTwice { kind } => kind.key(),
    }
}

/// What a rule refused, beside its field.
pub(super) fn errors_of(refusals: &[PersonRefusal]) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for refusal in refusals {
        errors.push(field_of(refusal), refusal::person::person(refusal));
    }
    errors
}

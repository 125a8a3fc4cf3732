//! Reading the forms that add to a record, and the field to mend where a rule says no.

use app::person::{AddAddress, AddCustody, AddIdentifier, AddName, AddNote, Restrict};
use domain::Refusal;
use domain::id::PersonId;
use domain::identifier::{Identifier, IdentifierKind};
use domain::person::{HappenedRefusal, NameKind, RecordAccess};
use domain::when::Sense;

use super::add::{FIELDS, Part};
use super::fields;
use super::view::today;
use crate::form::{FieldErrors, Fields, FormReader};
use crate::server::Visit;
use crate::{msg, refusal, words};

/// What a form of this page asks for.
pub(super) enum Command {
    Name(AddName),
    Identifier(AddIdentifier),
    Address(AddAddress),
    Custody(AddCustody),
    Note(AddNote),
    Access(Restrict),
}

pub(super) fn errors(part: Part, refused: &Refusal) -> FieldErrors {
    let field = if let Refusal::Happened(it) = refused {
        field_of_day(part, *it)
    } else if let Refusal::Person(it) = refused {
        let named = fields::field_of(it);
        let is_here = FIELDS.contains(&named) && named != "surname";
        if is_here { named } else { part.main_field() }
    } else {
        part.main_field()
    };
    FieldErrors::one(field, refusal::words(refused))
}

fn field_of_day(part: Part, refused: HappenedRefusal) -> &'static str {
    let is_of_the_end = matches!(refused, HappenedRefusal::EndsBeforeItBegins { .. });
    match (part, is_of_the_end) {
        (Part::Note, _) => "happened_on",
        (_, true) => "until_on",
        (_, false) => "from_on",
    }
}

pub(super) fn read_form(
    visit: &Visit,
    person: PersonId,
    part: Part,
    fields: &Fields,
) -> Result<Command, FieldErrors> {
    let form = FormReader::new(fields);
    match part {
        Part::Name => read_name(form, person),
        Part::Identifier => read_identifier(form, person, visit),
        Part::Address => read_address(form, person, visit),
        Part::Custody => read_custody(form, person, visit),
        Part::Note => read_note(form, person, visit),
        Part::Access => read_access(form, person, fields),
    }
}

fn read_name(mut form: FormReader<'_>, person: PersonId) -> Result<Command, FieldErrors> {
    let kind = form.choice("kind", NameKind::from_key, msg!("Choose what kind of name it is"));
    let kind_or = kind.unwrap_or(NameKind::Alias);
    let name = fields::name(&mut form, ("forenames", "surname"), kind_or);
    let (_, name) = form.finish((kind, name))?;
    Ok(Command::Name(AddName { person, name }))
}

fn read_identifier(
    mut form: FormReader<'_>,
    person: PersonId,
    visit: &Visit,
) -> Result<Command, FieldErrors> {
    let kind =
        form.choice("kind", IdentifierKind::from_key, msg!("Choose what kind of number it is"));
    let number = form.required_text("number", msg!("Enter the number"));
    let source = form.optional_text("source");
    let (kind, number, source) = form.finish((kind, number, source))?;
    let identifier = Identifier::parse(kind, &number, today(visit).year());
    Ok(Command::Identifier(AddIdentifier { person, identifier, source }))
}

fn read_address(
    mut form: FormReader<'_>,
    person: PersonId,
    visit: &Visit,
) -> Result<Command, FieldErrors> {
    let today = today(visit);
    let address = fields::address(&mut form)
        .and_then(|it| it.or_else(|| form.refuse("lines", msg!("Enter an address"))));
    let from = form.optional_date("from_on", words::read_date(Sense::Near, today));
    let until = form.optional_date("until_on", words::read_date(Sense::Near, today));
    let (address, from, until) = form.finish((address, from, until))?;
    let address = address.between(from, until).map_err(|it| errors(Part::Address, &it.into()))?;
    Ok(Command::Address(AddAddress { person, address }))
}

fn read_custody(
    mut form: FormReader<'_>,
    person: PersonId,
    visit: &Visit,
) -> Result<Command, FieldErrors> {
    let read = || words::read_date(Sense::Past, today(visit));
    let place = form.optional_text("place");
    let from = form.date("from_on", read(), msg!("Enter the first day in custody"));
    let until = form.optional_date("until_on", read());
    let source = form.required_text("source", msg!("Say where this is known from"));
    let (place, from_on, until_on, source) = form.finish((place, from, until, source))?;
    let cmd = AddCustody { person, place, agency: None, from_on, until_on, source };
    Ok(Command::Custody(cmd))
}

fn read_note(
    mut form: FormReader<'_>,
    person: PersonId,
    visit: &Visit,
) -> Result<Command, FieldErrors> {
    let read = words::read_date(Sense::Past, today(visit));
    let happened_on = form.date("happened_on", read, msg!("Enter the day"));
    let note = form.required_long_text("note", msg!("Enter the note"));
    let (happened_on, note) = form.finish((happened_on, note))?;
    Ok(Command::Note(AddNote { person, happened_on, note }))
}

fn read_access(
    mut form: FormReader<'_>,
    person: PersonId,
    fields: &Fields,
) -> Result<Command, FieldErrors> {
    let access =
        form.choice("access", RecordAccess::from_key, msg!("Choose who may open this record"));
    let (access,) = form.finish((access,))?;
    let version = fields.first("version").and_then(|it| it.parse().ok()).unwrap_or_default();
    Ok(Command::Access(Restrict { person, access, version }))
}

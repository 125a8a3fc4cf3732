//! Who a row is about.

use domain::Date;
use domain::identifier::{Identifier, IdentifierKind};
use domain::person::{
    Abode, Address, Ethnicity, NameKind, OLDEST_YEARS, PersonName, PersonRefusal, Sex, age_on,
};
use domain::when::{Sense, parse_date};

use super::{Reader, Who, words};
use crate::import::fault::{Fault, Mend};
use crate::import::field::Field;
use crate::import::rows::NameOrder;

/// The columns of identifiers, and what kind each holds.
const IDENTIFIERS: [(Field, IdentifierKind); 4] = [
    (Field::PncId, IdentifierKind::Pnc),
    (Field::CroNumber, IdentifierKind::Cro),
    (Field::PrisonNumber, IdentifierKind::PrisonNumber),
    (Field::Crn, IdentifierKind::Crn),
];

/// The column of a kind of identifier, where there is one.
pub(in crate::import) fn field_of(kind: IdentifierKind) -> Option<Field> {
    IDENTIFIERS.iter().find(|(_, it)| *it == kind).map(|(field, _)| *field)
}

impl Reader<'_> {
    pub(super) fn who(&mut self) -> Option<Who> {
        let name = self.name();
        let other_names = self.aliases();
        let born = self.born();
        let (sex, ethnicity) = (self.sex(), self.ethnicity());
        let identifiers = self.identifiers();
        let address = self.address();
        Some(Who { name: name?, other_names, born, sex, ethnicity, identifiers, address })
    }

    fn name(&mut self) -> Option<PersonName> {
        let raw = self.record.name()?;
        let field = match raw.order {
            NameOrder::Columns => Field::Surname,
            NameOrder::Comma | NameOrder::Capitals | NameOrder::LastWord => Field::FullName,
        };
        if raw.order == NameOrder::LastWord {
            self.mends.push(Mend::warn(field, Fault::NameOrderGuessed));
        }
        let forenames = raw.forenames.as_deref().unwrap_or_default();
        match PersonName::parse(forenames, &raw.surname, NameKind::Main) {
            Ok(name) => Some(name),
            Err(refusal) => {
                self.mends.push(Mend::refuse(field, Fault::of_person(refusal)));
                None
            }
        }
    }

    /// Aliases as they stand in one cell, parted by commas or semicolons.
    fn aliases(&mut self) -> Vec<PersonName> {
        let Some(text) = self.record.get(Field::Alias) else { return Vec::new() };
        let mut names = Vec::new();
        for alias in text.split([',', ';', '/']) {
            let alias = alias.trim().trim_matches(['"', '\'', '“', '”', '‘', '’']).trim();
            let (forenames, surname) = alias.rsplit_once(' ').unwrap_or((alias, ""));
            match PersonName::parse(forenames, surname, NameKind::Alias) {
                Ok(name) => names.push(name),
                Err(PersonRefusal::NoName) => {}
                Err(refusal) => {
                    self.mends.push(Mend::warn(Field::Alias, Fault::of_person(refusal)));
                }
            }
        }
        names
    }

    fn born(&mut self) -> Option<Date> {
        let born = self.day(Field::DateOfBirth, Sense::Past)?;
        if age_on(born, self.terms.today) > OLDEST_YEARS {
            let fault = Fault::TooOld { oldest_years: OLDEST_YEARS };
            self.mends.push(Mend::refuse(Field::DateOfBirth, fault));
        }
        Some(born)
    }

    /// A day that has come. One that cannot be read refuses the row.
    pub(super) fn day(&mut self, field: Field, sense: Sense) -> Option<Date> {
        let text = self.record.get(field).filter(|it| !words::is_unknown(it))?;
        let fault = match parse_date(text, sense, self.terms.today) {
            Ok(day) if day > self.terms.today => Fault::InFuture,
            Ok(day) => return Some(day),
            Err(fault) => Fault::of_date(&fault),
        };
        self.mends.push(Mend::refuse(field, fault));
        None
    }

    fn sex(&mut self) -> Sex {
        let Some(text) = self.record.get(Field::Sex) else { return Sex::NotKnown };
        Sex::from_code(text).unwrap_or_else(|| {
            self.mends.push(Mend::warn(Field::Sex, Fault::SexNotRead));
            Sex::NotKnown
        })
    }

    /// By its code in either census, or by its words.
    fn ethnicity(&mut self) -> Ethnicity {
        let Some(text) = self.record.get(Field::Ethnicity) else { return Ethnicity::NotStated };
        let by_words = || Ethnicity::from_key(&words::as_key(text));
        let read = Ethnicity::from_code(text).or_else(by_words);
        if read.is_none() && !words::is_unknown(text) {
            self.mends.push(Mend::warn(Field::Ethnicity, Fault::EthnicityNotRead));
        }
        read.unwrap_or(Ethnicity::NotStated)
    }

    fn identifiers(&mut self) -> Vec<Identifier> {
        let mut found = Vec::new();
        for (field, kind) in IDENTIFIERS {
            let known = self.record.get(field).filter(|it| !words::is_unknown(it));
            let Some(text) = known else { continue };
            let identifier = Identifier::parse(kind, text, self.terms.today.year());
            if let Some(fault) = identifier.fault() {
                self.mends.push(Mend::warn(field, Fault::of_identifier(fault)));
            }
            found.push(identifier);
        }
        found
    }

    fn address(&mut self) -> Option<Address> {
        let lines = self.record.get(Field::Address).unwrap_or_default().replace(", ", "\n");
        let postcode = self.record.get(Field::Postcode).unwrap_or_default();
        let says_none = self.record.get(Field::NoFixedAbode).and_then(words::yes_or_no);
        let abode = if says_none == Some(true) { Abode::NoFixedAbode } else { Abode::Fixed };
        if lines.is_empty() && postcode.is_empty() && abode == Abode::Fixed {
            return None;
        }
        let mut read = Address::parse(abode, &lines, postcode);
        if read == Err(PersonRefusal::NotAPostcode) {
            self.mends.push(Mend::warn(Field::Postcode, Fault::NotAPostcode));
            read = Address::parse(abode, &format!("{lines}\n{postcode}"), "");
        }
        if read == Err(PersonRefusal::TooManyAddressLines { limit: 6 }) {
            read = Address::parse(abode, &lines.replace('\n', ", "), "");
        }
        match read {
            Ok(address) => Some(address),
            Err(refusal) => {
                self.mends.push(Mend::refuse(Field::Address, Fault::of_person(refusal)));
                None
            }
        }
    }
}

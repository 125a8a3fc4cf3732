//! Persons: who somebody is, under which names and numbers, and how they are found.

mod amend;
mod file;
mod find;
pub(crate) mod find_sql;
mod possible;
pub(crate) mod read_sql;
mod record;
pub(crate) mod sql;
#[cfg(test)]
mod tests;

use domain::Date;
use domain::id::PersonId;
use domain::person::Life;

use crate::error::{AppError, AppResult};
use crate::gate::{PersonStanding, Resource, Rx, actions};

pub use amend::{
    AddAddress, AddCustody, AddIdentifier, AddName, AddNote, Amend, EndAddress, EndName, OldName,
    Restrict, add_address, add_custody, add_identifier, add_name, add_note, amend, end_address,
    end_name, restrict,
};
pub(crate) use amend::{enter_address, enter_identifier, enter_name, kept};
pub use file::{
    File, Opened, Overview, Post, Registration, Removed, Waiting, file, open, overview,
};
pub use find::{Found, Hit, HitName, Search, search};
pub use possible::{Likeness, Possible, find_possible};
pub use read_sql::{Custody, KnownAddress, KnownIdentifier, KnownName};
pub use record::record;

actions! {
    /// Open a person's record.
    OpenPerson = "open_person";
    /// Write down a person not known before.
    RecordPerson = "record_person";
    /// Mend or add to who a person is.
    AmendPerson = "amend_person";
    /// Open the record of somebody whom a scheme has removed.
    OpenRemoved = "open_removed";
    /// Say that a record is for a few only, or no longer is.
    RestrictPerson = "restrict_person";
    /// Note what was said and done with somebody.
    WriteNote = "add_note";
}

/// What every other slice needs to know of a person.
#[derive(Clone)]
pub struct PersonBrief {
    /// Their key.
    pub id: PersonId,
    /// Forenames of the main name.
    pub forenames: String,
    /// Surname of the main name.
    pub surname: String,
    /// Date of birth, where it is known.
    pub born_on: Option<Date>,
    /// Date of death.
    pub died_on: Option<Date>,
    /// The version of the record.
    pub version: i64,
}

impl PersonBrief {
    /// The days between which the person lives, as far as they are known.
    pub(crate) const fn life(&self) -> Life {
        Life { born: self.born_on, died_on: self.died_on }
    }
}

/// A name as lists have it, surname first.
pub fn listed(forenames: &str, surname: &str) -> String {
    let parts = [surname.trim(), forenames.trim()];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<&str>>().join(", ")
}

impl std::fmt::Debug for PersonBrief {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PersonBrief({})", self.id)
    }
}

/// A person, in brief. Whoever shows it has asked the policy first.
pub(crate) async fn brief(rx: &mut Rx<'_>, id: PersonId) -> AppResult<PersonBrief> {
    sql::brief(rx, id).await
}

/// What the policy needs to know of a person: the schemes with a claim to the record, and how
/// secret it is. A person whom every scheme has removed is nobody's to open.
pub async fn standing(rx: &mut Rx<'_>, id: PersonId) -> AppResult<PersonStanding> {
    sql::standing(rx, id).await
}

/// The same for the schemes that ever had a claim, for [`OpenRemoved`] and nothing else.
pub async fn former_standing(rx: &mut Rx<'_>, id: PersonId) -> AppResult<PersonStanding> {
    sql::former_standing(rx, id).await
}

/// Who a change is about, if whoever asks may know of them at all.
async fn known(rx: &mut Rx<'_>, id: PersonId) -> AppResult<Resource> {
    let standing = standing(rx, id).await.map_err(hidden)?;
    let resource = Resource::Person(standing);
    if rx.may(&OpenPerson(resource.clone())) { Ok(resource) } else { Err(AppError::Hidden) }
}

/// Somebody who is not there looks like somebody who may not be seen.
fn hidden(error: AppError) -> AppError {
    if matches!(error, AppError::NotFound(_)) { AppError::Hidden } else { error }
}

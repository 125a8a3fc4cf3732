//! Persons: who somebody is, under which names and numbers, and how they are found.

pub(crate) mod sql;

use domain::Date;
use domain::id::PersonId;

use crate::error::AppResult;
use crate::gate::{PersonStanding, Rx, actions};

actions! {
    /// Open a person's record.
    OpenPerson = "open_person";
    /// Write down a person not known before.
    RecordPerson = "record_person";
    /// Mend or add to who a person is.
    AmendPerson = "amend_person";
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

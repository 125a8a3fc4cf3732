//! Persons: who somebody is, under which names and numbers, and how they are found.

pub(crate) mod sql;

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

/// What the policy needs to know of a person: the schemes with a claim to the record, and how
/// secret it is. A person whom every scheme has removed is nobody's to open.
pub async fn standing(rx: &mut Rx<'_>, id: PersonId) -> AppResult<PersonStanding> {
    sql::standing(rx, id).await
}

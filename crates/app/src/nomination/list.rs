//! The list of nominations, as far as the reader's roles reach.

use domain::Date;
use domain::id::{AgencyId, NominationId, PersonId, SchemeId};
use domain::nomination::{Standing, standing_of};

use super::sql;
use crate::db::{Row, Value, args};
use crate::error::AppResult;
use crate::gate::Rx;
use crate::person::{self, sql::secrecy};

/// Which nominations are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListOf {
    /// Before the panel.
    Awaiting,
    /// Put off to a day.
    Deferred,
    /// Accepted, waiting for a place.
    Waiting,
    /// Made by the reader's agency, and not settled.
    Mine,
}

impl ListOf {
    /// Every list, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Awaiting, Self::Deferred, Self::Waiting, Self::Mine];

    /// The word in an address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Awaiting => "awaiting",
            Self::Deferred => "deferred",
            Self::Waiting => "waiting",
            Self::Mine => "mine",
        }
    }

    /// The list of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    fn takes(self, listed: &Listed, own: Option<AgencyId>) -> bool {
        match (self, listed.standing) {
            (Self::Mine, _) => own == Some(listed.agency),
            (Self::Awaiting, Standing::Awaiting { .. })
            | (Self::Deferred, Standing::Deferred { .. })
            | (Self::Waiting, Standing::OnWaitingList { .. }) => true,
            (Self::Awaiting | Self::Deferred | Self::Waiting, _) => false,
        }
    }
}

/// A line of the list.
#[derive(Clone)]
pub struct Listed {
    /// Which.
    pub id: NominationId,
    /// Whom.
    pub person: PersonId,
    /// The person's name, surname first.
    pub name: String,
    /// To which scheme.
    pub scheme: SchemeId,
    /// What the scheme is called.
    pub scheme_name: String,
    /// The agency that nominated.
    pub agency: AgencyId,
    /// What it is called.
    pub agency_name: String,
    /// When.
    pub nominated_on: Date,
    /// Where it stands today.
    pub standing: Standing,
}

impl std::fmt::Debug for Listed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Listed({})", self.id)
    }
}

/// A list, and how many lines each of the lists has.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The lines, the longest waiting first.
    pub lines: Vec<Listed>,
    /// The number of lines of each list, in the order of [`ListOf::ALL`].
    pub counts: [usize; 4],
}

/// The nominations of one list that the reader may know of.
pub async fn list(rx: &mut Rx<'_>, of: ListOf) -> AppResult<Listing> {
    let open = undecided(rx, None).await?;
    let own = rx.actor().agency();
    let counts = ListOf::ALL.map(|it| open.iter().filter(|line| it.takes(line, own)).count());
    let lines = open.into_iter().filter(|line| of.takes(line, own)).collect();
    Ok(Listing { lines, counts })
}

/// Every nomination that the panel has not settled and the reader may know of, the oldest first.
pub(crate) async fn undecided(rx: &mut Rx<'_>, scheme: Option<SchemeId>) -> AppResult<Vec<Listed>> {
    let today = rx.today();
    let read = |row: Row| Ok((secrecy(&row, today)?, listed(row)?));
    let found = rx.all(sql::UNSETTLED, scoped(rx, scheme), read).await?;
    let mut lines: Vec<Listed> = found
        .into_iter()
        .filter(|(secrecy, line)| rx.lists(line.scheme, *secrecy))
        .map(|(_, line)| line)
        .collect();
    let rulings = crate::decision::sql::interim_rulings(rx).await?;
    for line in &mut lines {
        let own = rulings.get(&line.id).map_or(&[][..], Vec::as_slice);
        line.standing = standing_of(line.nominated_on, own, today);
    }
    Ok(lines)
}

/// The reader's reach as the list binds it: schemes, restricted records, children.
fn scoped(rx: &Rx<'_>, scheme: Option<SchemeId>) -> Vec<Value> {
    let scope = rx.scope();
    let adult_born_by = domain::when::add_months(rx.today(), -12 * 18);
    args![scope.everywhere, scope.schemes, scope.restricted, scope.children, adult_born_by, scheme,]
}

fn listed(row: Row) -> AppResult<Listed> {
    let (surname, forenames): (String, String) = (row.get("surname")?, row.get("forenames")?);
    let nominated_on: Date = row.get("nominated_on")?;
    Ok(Listed {
        id: row.get("nomination_id")?,
        person: row.get("person_id")?,
        name: person::listed(&forenames, &surname),
        scheme: row.get("scheme_id")?,
        scheme_name: row.get("scheme_name")?,
        agency: row.get("agency_id")?,
        agency_name: row.get("agency_name")?,
        nominated_on,
        standing: Standing::Awaiting { since: nominated_on },
    })
}

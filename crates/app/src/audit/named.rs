//! The names of what entries are about, as far as whoever reads the trail may see them.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{PersonId, SchemeId};
use domain::user::Category;

use super::Entry;
use crate::error::{AppError, AppResult};
use crate::gate::Rx;
use crate::scheme::SchemeBrief;
use crate::{agency, area, person, scheme};

/// Names for the keys in a stretch of the trail.
#[derive(Clone, Default)]
pub struct Named {
    /// People whose identity the reader may see.
    pub people: BTreeMap<PersonId, String>,
    /// Schemes.
    pub schemes: BTreeMap<SchemeId, SchemeBrief>,
    /// Agencies and areas, by their keys as text.
    pub places: BTreeMap<String, String>,
}

impl std::fmt::Debug for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Named({} people)", self.people.len())
    }
}

/// The names of the people, schemes, agencies and areas that these entries are about.
pub async fn named(rx: &mut Rx<'_>, entries: &[Entry]) -> AppResult<Named> {
    let mut named = Named::default();
    for id in entries.iter().filter_map(|it| it.person).collect::<BTreeSet<_>>() {
        if let Some(name) = person_name(rx, id).await? {
            named.people.insert(id, name);
        }
    }
    for id in entries.iter().filter_map(|it| it.scheme).collect::<BTreeSet<_>>() {
        named.schemes.insert(id, scheme::brief(rx, id).await?);
    }
    let agencies = agency::all(rx).await?.into_iter();
    named.places.extend(agencies.map(|it| (it.id.to_string(), it.name)));
    let tree = area::tree(rx).await?;
    let areas = tree.areas_at(rx.today()).into_iter();
    named.places.extend(areas.map(|it| (it.id.to_string(), it.name.clone())));
    Ok(named)
}

async fn person_name(rx: &mut Rx<'_>, id: PersonId) -> AppResult<Option<String>> {
    let standing = match person::standing(rx, id).await {
        Ok(standing) => standing,
        Err(AppError::NotFound(_) | AppError::Hidden) => return Ok(None),
        Err(error) => return Err(error),
    };
    if !rx.may_see(Category::Identity, &standing) {
        return Ok(None);
    }
    let brief = person::brief(rx, id).await?;
    Ok(Some(person::listed(&brief.forenames, &brief.surname)))
}

//! Whom a row is about: somebody known for certain, somebody it may be, or nobody known.

use std::collections::BTreeSet;

use domain::Date;
use domain::id::PersonId;
use domain::identifier::{Identifier, IdentifierKind};
use domain::person::search::{fold, sound};

use super::entry::Who;

#[cfg(test)]
mod tests;

/// A number that a person of ours holds.
#[derive(Clone)]
pub(super) struct Held {
    pub(super) person: PersonId,
    pub(super) kind: String,
    pub(super) canonical: String,
    pub(super) born: Option<Date>,
}

/// A name that a person of ours has.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) person: PersonId,
    pub(super) born: Option<Date>,
    pub(super) forenames: String,
    pub(super) surname: String,
}

/// Whom a row is about, as far as it can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum About {
    /// Nobody who is known here.
    Nobody,
    /// Certain: the same valid identifier, and nothing against it.
    Certain(PersonId),
    /// The same valid identifier, and another day of birth: to be mended here or there.
    BornOtherwise(PersonId),
    /// One of these, perhaps: a person has to say.
    Perhaps(Vec<PersonId>),
}

/// The identifiers of a row that may join two records: well formed, and of a person rather than
/// of an arrest.
pub(super) fn numbers(who: &Who) -> impl Iterator<Item = (IdentifierKind, &str)> {
    let of_person = |it: &&Identifier| it.kind() != IdentifierKind::Asn;
    who.identifiers.iter().filter(of_person).filter_map(|it| Some((it.kind(), it.for_matching()?)))
}

/// Judges a row by people who share a number or a name with it.
///
/// A shared valid number is certain, unless it points to two people; where the days of birth
/// differ, one of the two records is wrong.
/// Without one, the same day of birth with a name that is alike, or the same whole name where
/// one of the two has no day of birth, is a perhaps.
pub(super) fn judge(who: &Who, held: &[Held], known: &[Known]) -> About {
    let sharing: Vec<&Held> = held.iter().filter(|it| shares_number(who, it)).collect();
    let people: BTreeSet<PersonId> = sharing.iter().map(|it| it.person).collect();
    let differs = |it: &&Held| it.born.zip(who.born).is_some_and(|(ours, theirs)| ours != theirs);
    let mut people = people.into_iter();
    match (people.next(), people.next()) {
        (Some(only), None) if sharing.iter().any(differs) => return About::BornOtherwise(only),
        (Some(only), None) => return About::Certain(only),
        (Some(first), second) => {
            return About::Perhaps([first].into_iter().chain(second).chain(people).collect());
        }
        (None, _) => {}
    }
    let alike: BTreeSet<PersonId> =
        known.iter().filter(|it| is_alike(who, it)).map(|it| it.person).collect();
    if alike.is_empty() { About::Nobody } else { About::Perhaps(alike.into_iter().collect()) }
}

fn shares_number(who: &Who, held: &Held) -> bool {
    numbers(who).any(|(kind, number)| held.kind == kind.key() && held.canonical == number)
}

fn is_alike(who: &Who, known: &Known) -> bool {
    let (forenames, surname) = (who.name.forenames(), who.name.surname());
    let same = |ours: &str, theirs: &str| fold(ours) == fold(theirs);
    let whole = same(&known.surname, surname) && same(&known.forenames, forenames);
    match known.born.zip(who.born) {
        Some((ours, theirs)) if ours == theirs => {
            whole || alike(&known.surname, surname) || alike(&known.forenames, forenames)
        }
        Some(_) => false,
        None => whole,
    }
}

fn alike(ours: &str, theirs: &str) -> bool {
    !sound(ours).is_empty() && sound(ours) == sound(theirs)
}

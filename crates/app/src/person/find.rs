//! Search: forgiving of how things are typed, strict about who may be found.

use std::collections::{BTreeMap, BTreeSet};

use domain::Date;
use domain::id::PersonId;
use domain::identifier::Identifier;
use domain::person::search::{Query, SearchWord, sound};
use domain::person::{NameKind, PersonName};

use super::find_sql::{self, HitRow};
use crate::audit::{Event, Verb};
use crate::db::args;
use crate::error::AppResult;
use crate::gate::Rx;

/// Sorts after every text that begins with what stands before it.
const LAST: char = '\u{10ffff}';
/// The most lines that are looked for one by one.
const LINES_LIMIT: usize = 200;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// People with whom a scheme works.
    Present,
    /// Also people whom a scheme removed, for those who may ask for them; kept in the trail.
    PresentAndRemoved,
}

/// A name as a list shows it.
#[derive(Clone)]
pub struct HitName {
    /// Surname first.
    pub sorted: String,
    /// Names by which the person is known besides.
    pub others: Vec<String>,
}

/// Prints nothing: a name is personal data.
impl std::fmt::Debug for HitName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HitName(..)")
    }
}

/// Somebody found.
#[derive(Clone)]
pub struct Hit {
    /// Their key.
    pub id: PersonId,
    /// Their names.
    pub name: HitName,
    /// Date of birth.
    pub born_on: Option<Date>,
    /// Date of death.
    pub died_on: Option<Date>,
    /// The schemes that work with them; none where every scheme has removed them.
    pub schemes: Vec<String>,
}

/// Prints the key only: the rest is personal data.
impl std::fmt::Debug for Hit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hit({})", self.id)
    }
}

/// What one line of a search found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The line as it was typed.
    pub line: String,
    /// What looks like an identifier and is not well formed: it is looked for as typed.
    pub faulty: Vec<Identifier>,
    /// Who was found.
    pub hits: Vec<Hit>,
    /// Whether the names found only sound like those asked for, or are a letter off.
    pub only_similar: bool,
}

/// Finds people by any mix of identifier, date of birth and names. Several lines, each with an
/// identifier, are looked for one by one; anything else is one search.
pub async fn search(rx: &mut Rx<'_>, text: &str, which: Search) -> AppResult<Vec<Found>> {
    if which == Search::PresentAndRemoved {
        rx.looked(Event::new(Verb::Consultation, "searched_removed"));
    }
    let mut found = Vec::new();
    for line in lines(text, rx.today()) {
        found.push(search_line(rx, &line, which).await?);
    }
    Ok(found)
}

fn lines(text: &str, today: Date) -> Vec<String> {
    let lines: Vec<String> =
        text.lines().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
    let each_stands_alone = lines.iter().all(|it| {
        let query = Query::parse(it, today);
        !query.identifiers.is_empty() || !query.born.is_empty()
    });
    match lines.len() {
        0 => Vec::new(),
        1 => lines,
        _ if each_stands_alone => lines.into_iter().take(LINES_LIMIT).collect(),
        _ => vec![lines.join(" ")],
    }
}

async fn search_line(rx: &mut Rx<'_>, line: &str, which: Search) -> AppResult<Found> {
    let query = Query::parse(line, rx.today());
    let mut ids = candidates(rx, &query, Spelling::AsTyped).await?;
    let mut hits = shown(rx, &ids, which).await?;
    let mut only_similar = false;
    for spelling in [Spelling::Sound, Spelling::OneLetterOff] {
        if !hits.is_empty() || query.words.is_empty() {
            break;
        }
        ids = candidates(rx, &query, spelling).await?;
        hits = shown(rx, &ids, which).await?;
        only_similar = !hits.is_empty();
    }
    let faulty = query.identifiers.into_iter().filter(|it| it.fault().is_some()).collect();
    Ok(Found { line: line.to_owned(), faulty, hits, only_similar })
}

/// How closely a name must be spelt as it was typed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    AsTyped,
    Sound,
    OneLetterOff,
}

/// Everybody who fits all of a query, permitted or not.
async fn candidates(
    rx: &mut Rx<'_>,
    query: &Query,
    spelling: Spelling,
) -> AppResult<Vec<PersonId>> {
    let mut fitting: Option<BTreeSet<PersonId>> = None;
    if !query.identifiers.is_empty() {
        narrow(&mut fitting, by_identifiers(rx, &query.identifiers).await?);
    }
    if !query.born.is_empty() {
        let mut born = BTreeSet::new();
        for date in &query.born {
            born.extend(find_sql::ids(rx, find_sql::BY_BIRTH, args![*date]).await?);
        }
        narrow(&mut fitting, born);
    }
    for word in &query.words {
        narrow(&mut fitting, by_word(rx, word, spelling).await?);
    }
    Ok(fitting.unwrap_or_default().into_iter().collect())
}

fn narrow(fitting: &mut Option<BTreeSet<PersonId>>, found: BTreeSet<PersonId>) {
    *fitting = Some(match fitting.take() {
        Some(before) => before.intersection(&found).copied().collect(),
        None => found,
    });
}

/// Whoever has any of these: a text that could be of several kinds stands for each.
pub(super) async fn by_identifiers(
    rx: &mut Rx<'_>,
    identifiers: &[Identifier],
) -> AppResult<BTreeSet<PersonId>> {
    let mut found = BTreeSet::new();
    for identifier in identifiers {
        let (sql, args) = match identifier.for_matching() {
            Some(canonical) => (find_sql::BY_IDENTIFIER, args![identifier.kind().key(), canonical]),
            None => (find_sql::BY_TYPED, args![identifier.typed()]),
        };
        found.extend(find_sql::ids(rx, sql, args).await?);
    }
    Ok(found)
}

async fn by_word(
    rx: &mut Rx<'_>,
    word: &SearchWord,
    spelling: Spelling,
) -> AppResult<BTreeSet<PersonId>> {
    let ranges = match spelling {
        Spelling::AsTyped => word.any_of().iter().map(|it| ("name", from_prefix(it))).collect(),
        Spelling::Sound => {
            word.sounds().iter().map(|it| ("sound", (it.clone(), format!("{it} ")))).collect()
        }
        Spelling::OneLetterOff => {
            word.any_of().iter().flat_map(|it| one_letter_off(it)).collect::<Vec<_>>()
        }
    };
    let mut found = BTreeSet::new();
    for (kind, (from, to)) in ranges {
        found.extend(find_sql::ids(rx, find_sql::BY_TOKEN, args![kind, from, to]).await?);
    }
    Ok(found)
}

type Range = (String, String);

fn from_prefix(word: &str) -> Range {
    (word.to_owned(), format!("{word}{LAST}"))
}

/// The ways a longer word would sound with one letter left out or two changed about, and the
/// word without its last letter.
fn one_letter_off(word: &str) -> Vec<(&'static str, Range)> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 {
        return Vec::new();
    }
    let mut ways = Vec::new();
    for at in 0..letters.len() {
        let left_out: String = skipping(&letters, at);
        ways.push(("name", from_prefix(&left_out)));
        let mut swapped = letters.clone();
        if at + 1 < swapped.len() {
            swapped.swap(at, at + 1);
            ways.push(("name", from_prefix(&swapped.iter().collect::<String>())));
        }
        let code = sound(&left_out);
        ways.push(("sound", (code.clone(), format!("{code} "))));
    }
    ways
}

fn skipping(letters: &[char], left_out: usize) -> String {
    let kept = letters.iter().enumerate().filter(|(at, _)| *at != left_out);
    kept.map(|(_, letter)| *letter).collect()
}

/// Those of them whom the reader may be shown.
async fn shown(rx: &mut Rx<'_>, ids: &[PersonId], which: Search) -> AppResult<Vec<Hit>> {
    let mut rows = find_sql::permitted(rx, ids).await?;
    if which == Search::PresentAndRemoved {
        let known: BTreeSet<PersonId> = rows.iter().map(|it| it.id).collect();
        let former = find_sql::permitted_former(rx, ids).await?;
        rows.extend(former.into_iter().filter(|it| !known.contains(&it.id)));
    }
    described(rx, rows).await
}

/// The same people with their names and schemes.
pub(super) async fn described(rx: &mut Rx<'_>, rows: Vec<HitRow>) -> AppResult<Vec<Hit>> {
    let ids: Vec<PersonId> = rows.iter().map(|it| it.id).collect();
    let mut names: BTreeMap<PersonId, Vec<PersonName>> = BTreeMap::new();
    for (id, name) in find_sql::names_of(rx, &ids).await? {
        names.entry(id).or_default().push(name);
    }
    let mut schemes: BTreeMap<PersonId, Vec<String>> = BTreeMap::new();
    for (id, scheme) in find_sql::schemes_of(rx, &ids).await? {
        schemes.entry(id).or_default().push(scheme);
    }
    let hit = |row: HitRow| Hit {
        id: row.id,
        name: hit_name(&names.remove(&row.id).unwrap_or_default()),
        born_on: row.born_on,
        died_on: row.died_on,
        schemes: schemes.remove(&row.id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(hit).collect())
}

fn hit_name(names: &[PersonName]) -> HitName {
    let (main, others): (Vec<&PersonName>, Vec<&PersonName>) =
        names.iter().partition(|it| it.kind() == NameKind::Main);
    HitName {
        sorted: main.first().map(|it| it.surname_first()).unwrap_or_default(),
        others: others.into_iter().map(PersonName::full).collect(),
    }
}

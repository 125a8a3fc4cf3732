//! Names by where families come from, drawn as often as they occur.

mod africa;
mod british;
mod celtic;
mod europe;
mod south_asia;
mod variants;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::chance::{Chance, shuffled};

/// Where a family's names come from, and how many families of a hundred.
#[derive(Debug, Clone, Copy)]
pub(super) enum Community {
    English,
    Welsh,
    Irish,
    SouthAsian,
    Polish,
    African,
    Caribbean,
    Chinese,
}

const FAMILIES_OF_A_HUNDRED: [(Community, u32); 8] = [
    (Community::English, 69),
    (Community::Welsh, 5),
    (Community::Irish, 3),
    (Community::SouthAsian, 9),
    (Community::Polish, 4),
    (Community::African, 4),
    (Community::Caribbean, 4),
    (Community::Chinese, 2),
];

impl Community {
    /// One drawn as often as there are families.
    pub(super) fn drawn(chance: &mut Chance) -> Self {
        let mut lot = chance.below(100);
        for (community, share) in FAMILIES_OF_A_HUNDRED {
            if lot < share {
                return community;
            }
            lot -= share;
        }
        Self::English
    }
}

/// Words and how often each is drawn.
#[derive(Debug)]
struct Bag {
    words: Vec<Box<str>>,
    up_to: Vec<f64>,
}

impl Bag {
    /// The word at rank r is drawn as 1 to (r + 4) to the power `steepness`.
    fn of<'a>(words: impl IntoIterator<Item = &'a str>, steepness: f64) -> Self {
        let words: Vec<Box<str>> = words.into_iter().map(Box::from).collect();
        let mut sum = 0.0;
        let up_to = (0..words.len()).map(|rank| {
            sum += (f64::from(u32::try_from(rank).unwrap_or(u32::MAX)) + 4.0).powf(-steepness);
            sum
        });
        let up_to = up_to.collect();
        Self { words, up_to }
    }

    fn drawn(&self, chance: &mut Chance) -> &str {
        let lot = chance.unit() * self.up_to.last().copied().unwrap_or(0.0);
        let place = self.up_to.partition_point(|it| *it <= lot);
        self.words.get(place).map_or("", AsRef::as_ref)
    }
}

/// The names of one community: forenames by when people were born, oldest first.
#[derive(Debug)]
struct Naming {
    men: Vec<Bag>,
    women: Vec<Bag>,
    surnames: Bag,
}

/// All names.
#[derive(Debug)]
pub(super) struct Names {
    english: Naming,
    welsh: Naming,
    irish: Naming,
    south_asian: Naming,
    polish: Naming,
    african: Naming,
    caribbean: Naming,
    chinese: Naming,
    familiar: HashMap<&'static str, Vec<&'static str>>,
    spellings: HashMap<&'static str, Vec<&'static str>>,
}

/// The names, which no seed changes, made once.
static NAMES: LazyLock<Names> = LazyLock::new(Names::new);

impl Names {
    /// The names.
    pub(super) fn all() -> &'static Self {
        &NAMES
    }

    fn new() -> Self {
        Self {
            english: english(),
            welsh: community(
                &[celtic::WELSH_MEN],
                &[celtic::WELSH_WOMEN],
                surnames(celtic::WELSH_SURNAMES, &[], 1.0),
            ),
            irish: community(
                &[celtic::IRISH_MEN],
                &[celtic::IRISH_WOMEN],
                surnames(celtic::IRISH_SURNAMES, &celtic::IRISH_TAIL, 0.9),
            ),
            south_asian: community(
                &[south_asia::MEN],
                &[south_asia::WOMEN],
                surnames(south_asia::SURNAMES, &south_asia::TAIL, 0.95),
            ),
            polish: community(
                &[europe::MEN],
                &[europe::WOMEN],
                surnames(europe::SURNAMES, &europe::TAIL, 0.85),
            ),
            african: community(
                &[africa::AFRICAN_MEN],
                &[africa::AFRICAN_WOMEN],
                surnames(africa::AFRICAN_SURNAMES, &africa::AFRICAN_TAIL, 0.9),
            ),
            caribbean: community(
                &[british::MEN_OLD, africa::CARIBBEAN_MEN],
                &[british::WOMEN_OLD, africa::CARIBBEAN_WOMEN],
                surnames(africa::CARIBBEAN_SURNAMES, &[], 0.8),
            ),
            chinese: community(
                &[africa::CHINESE_MEN],
                &[africa::CHINESE_WOMEN],
                surnames(africa::CHINESE_SURNAMES, &[], 0.9),
            ),
            familiar: familiar(),
            spellings: spellings(),
        }
    }

    fn of(&self, community: Community) -> &Naming {
        match community {
            Community::English => &self.english,
            Community::Welsh => &self.welsh,
            Community::Irish => &self.irish,
            Community::SouthAsian => &self.south_asian,
            Community::Polish => &self.polish,
            Community::African => &self.african,
            Community::Caribbean => &self.caribbean,
            Community::Chinese => &self.chinese,
        }
    }

    /// A surname.
    pub(super) fn surname(&self, community: Community, chance: &mut Chance) -> &str {
        self.of(community).surnames.drawn(chance)
    }

    /// A man's forename of his time.
    pub(super) fn man(&self, community: Community, born: i16, chance: &mut Chance) -> &str {
        of_the_time(&self.of(community).men, born).map_or("", |bag| bag.drawn(chance))
    }

    /// A woman's forename of her time.
    pub(super) fn woman(&self, community: Community, born: i16, chance: &mut Chance) -> &str {
        of_the_time(&self.of(community).women, born).map_or("", |bag| bag.drawn(chance))
    }

    /// Familiar forms of a forename.
    pub(super) fn familiar(&self, name: &str) -> &[&'static str] {
        self.familiar.get(name).map_or(&[], Vec::as_slice)
    }

    /// Other spellings of a name.
    pub(super) fn spellings(&self, name: &str) -> &[&'static str] {
        self.spellings.get(name).map_or(&[], Vec::as_slice)
    }
}

/// The bag for a year of birth: three are split at 1965 and 1990, two at 1980.
fn of_the_time(bags: &[Bag], born: i16) -> Option<&Bag> {
    let place = match bags.len() {
        3 => usize::from(born >= 1965) + usize::from(born >= 1990),
        2 => usize::from(born >= 1980),
        _ => 0,
    };
    bags.get(place)
}

fn community(men: &[&str], women: &[&str], surnames: Bag) -> Naming {
    let bags = |lists: &[&str]| -> Vec<Bag> {
        lists.iter().map(|list| Bag::of(list.split_whitespace(), 1.0)).collect()
    };
    Naming { men: bags(men), women: bags(women), surnames }
}

fn english() -> Naming {
    use british::{MEN_MIDDLE, MEN_OLD, MEN_YOUNG, WOMEN_MIDDLE, WOMEN_OLD, WOMEN_YOUNG};
    community(
        &[MEN_OLD, MEN_MIDDLE, MEN_YOUNG],
        &[WOMEN_OLD, WOMEN_MIDDLE, WOMEN_YOUNG],
        surnames(british::SURNAMES, &british::TAIL, 0.85),
    )
}

/// Known surnames, and after them a long tail made of syllables.
fn surnames(known: &str, syllables: &[&str], steepness: f64) -> Bag {
    let tail = tail(syllables);
    Bag::of(known.split_whitespace().chain(tail.iter().map(String::as_str)), steepness)
}

/// Every combination of the syllables, in an order in which like names lie apart.
fn tail(syllables: &[&str]) -> Vec<String> {
    let parts: Vec<Vec<&str>> =
        syllables.iter().map(|it| it.split_whitespace().collect()).collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let total: usize = parts.iter().map(Vec::len).product();
    let total = u64::try_from(total).unwrap_or(0);
    (0..total).map(|place| combination(&parts, shuffled(0, place, total))).collect()
}

/// The combination of this number.
fn combination(parts: &[Vec<&str>], number: u64) -> String {
    let mut rest = usize::try_from(number).unwrap_or(0);
    let mut name = String::new();
    for words in parts {
        name.push_str(words.get(rest % words.len()).copied().unwrap_or_default());
        rest /= words.len();
    }
    name
}

fn familiar() -> HashMap<&'static str, Vec<&'static str>> {
    let entry = |line: &'static str| {
        let mut words = line.split_whitespace();
        words.next().map(|name| (name, words.collect()))
    };
    variants::FAMILIAR.lines().filter_map(entry).collect()
}

fn spellings() -> HashMap<&'static str, Vec<&'static str>> {
    let mut spellings: HashMap<_, Vec<_>> = HashMap::new();
    for line in variants::SPELLINGS.lines() {
        for name in line.split_whitespace() {
            let others = line.split_whitespace().filter(|it| *it != name);
            spellings.entry(name).or_default().extend(others);
        }
    }
    spellings
}

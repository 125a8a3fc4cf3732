//! Random tables along the tree, attacked.

use proptest::prelude::*;

use super::attack::{Parts, Published};
use crate::suppress::{Area, Counts, Mark, Rule, Tree};

/// A tree and the parts of its smallest areas in two breakdowns, before adding up.
#[derive(Debug, Clone)]
struct Facts {
    parents: Vec<Option<usize>>,
    first: Vec<Vec<Counts>>,
    second: Vec<Vec<Counts>>,
}

impl Facts {
    fn areas(&self) -> Vec<Area> {
        let total = |parts: &Vec<Counts>| {
            let numbers = parts[0].len();
            (0..numbers).map(|it| parts.iter().map(|part| part[it]).sum()).collect()
        };
        let areas = self.parents.iter().zip(&self.first);
        areas.map(|(parent, parts)| Area { parent: *parent, total: total(parts) }).collect()
    }
}

/// People of one smallest area, each with whether he re-offended, his part in the one breakdown and
/// in the other.
type People = Vec<(bool, usize, usize)>;

const FIRST: usize = 3;
const SECOND: usize = 2;

/// Adds people up along the tree. Areas below which there is another hold nobody themselves.
fn facts(parents: Vec<Option<usize>>, people: &[People]) -> Facts {
    let nothing = |each: usize| vec![vec![vec![0, 0]; each]; parents.len()];
    let (mut first, mut second) = (nothing(FIRST), nothing(SECOND));
    for (area, people) in people.iter().take(parents.len()).enumerate() {
        if parents.contains(&Some(area)) {
            continue;
        }
        for (again, a, b) in people {
            let mut at = Some(area);
            while let Some(area) = at {
                for cell in [&mut first[area][*a], &mut second[area][*b]] {
                    cell[0] += 1;
                    cell[1] += u64::from(*again);
                }
                at = parents[area];
            }
        }
    }
    Facts { parents, first, second }
}

/// A tree of up to this many areas, with up to this many people in each smallest.
fn random_facts(areas: usize, people: usize) -> impl Strategy<Value = Facts> {
    let parents = (2..=areas).prop_flat_map(|areas| {
        let parent = |area: usize| (0..area).prop_map(Some).boxed();
        (1..areas).map(parent).collect::<Vec<_>>()
    });
    // Parts are uneven, as they are.
    let part = |weights: Vec<u32>| {
        let choices = weights.into_iter().enumerate().map(|(it, weight)| (weight, Just(it)));
        prop::strategy::Union::new_weighted(choices.collect())
    };
    let person = (prop::bool::weighted(0.6), part(vec![12, 3, 1]), part(vec![8, 1]));
    (parents, prop::collection::vec(prop::collection::vec(person, 0..=people), areas)).prop_map(
        |(parents, people)| {
            let parents: Vec<Option<usize>> = std::iter::once(None).chain(parents).collect();
            facts(parents, &people)
        },
    )
}

struct Settled {
    areas: Vec<Area>,
    totals: Vec<Mark>,
    first: Vec<Vec<Mark>>,
    second: Vec<Vec<Mark>>,
}

fn settled(facts: &Facts, rule: Rule) -> Settled {
    let areas = facts.areas();
    let tree = Tree::settle(areas.clone(), rule).unwrap();
    Settled {
        areas,
        totals: tree.totals().to_vec(),
        first: tree.breakdown(&facts.first, None).unwrap(),
        second: tree.breakdown(&facts.second, None).unwrap(),
    }
}

impl Settled {
    /// Everything that was published, the two breakdowns together or the first alone.
    fn published(&self, facts: &Facts, breakdowns: usize, number: usize) -> Published {
        let parts = [
            Parts { counts: &facts.first, marks: &self.first },
            Parts { counts: &facts.second, marks: &self.second },
        ];
        Published::new(&self.areas, &self.totals, &parts[..breakdowns], number)
    }

    fn small_are_hidden(&self, facts: &Facts, rule: Rule) -> bool {
        let whole = self.areas.iter().map(|it| &it.total).zip(&self.totals);
        let first = facts.first.iter().flatten().zip(self.first.iter().flatten());
        let second = facts.second.iter().flatten().zip(self.second.iter().flatten());
        whole
            .chain(first)
            .chain(second)
            .all(|(counts, mark)| !rule.is_small(counts) || *mark == Mark::Hidden)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_hidden_number_of_a_large_tree_follows_by_adding_and_taking_away(
        facts in random_facts(18, 24),
    ) {
        let settled = settled(&facts, Rule::PUBLISHED);
        prop_assert!(settled.small_are_hidden(&facts, Rule::PUBLISHED));
        for number in 0..2 {
            let published = settled.published(&facts, 2, number);
            prop_assert_eq!(published.recovered_by_algebra(), Vec::<usize>::new());
        }
    }

    #[test]
    fn no_hidden_number_of_one_breakdown_is_left_with_one_value(facts in random_facts(5, 7)) {
        let rule = Rule { below: 3, values: 3 };
        let settled = settled(&facts, rule);
        prop_assert!(settled.small_are_hidden(&facts, rule));
        for number in 0..2 {
            let published = settled.published(&facts, 1, number);
            prop_assert_eq!(published.recovered_by_trying(), Vec::<usize>::new());
        }
    }

    #[test]
    fn two_breakdowns_of_the_same_facts_give_away_no_more(facts in random_facts(4, 7)) {
        let rule = Rule { below: 3, values: 3 };
        let settled = settled(&facts, rule);
        for number in 0..2 {
            let published = settled.published(&facts, 2, number);
            prop_assert_eq!(published.recovered_by_trying(), Vec::<usize>::new());
        }
    }

    #[test]
    fn knowing_that_no_more_re_offended_than_there_are_gives_away_no_more(
        facts in random_facts(4, 7),
    ) {
        let rule = Rule { below: 3, values: 3 };
        let settled = settled(&facts, rule);
        let published = |number| settled.published(&facts, 1, number);
        let together = Published::together(published(0), published(1));
        prop_assert_eq!(together.recovered_by_trying(), Vec::<usize>::new());
    }

    #[test]
    fn the_same_facts_are_always_hidden_alike(facts in random_facts(10, 12)) {
        let (one, other) = (settled(&facts, Rule::PUBLISHED), settled(&facts, Rule::PUBLISHED));
        prop_assert_eq!(one.first, other.first);
        prop_assert_eq!(one.totals, other.totals);
    }
}

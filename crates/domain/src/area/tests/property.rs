//! However areas merge, split and move, every partnership has one parent on every day.

use proptest::prelude::*;

use super::*;
use crate::area::{Change, ChangeRefusal, Merge, MoveArea, Newcomer, Part, Split};

/// What a reorganisation tries; the numbers pick among the areas open on the day.
#[derive(Debug, Clone)]
enum Step {
    Merge(usize, usize),
    Split(usize, usize),
    Move(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    let pick = || 0_usize..40;
    prop_oneof![
        (pick(), pick()).prop_map(|(a, b)| Step::Merge(a, b)),
        (pick(), pick()).prop_map(|(a, b)| Step::Split(a, b)),
        (pick(), pick()).prop_map(|(a, b)| Step::Move(a, b)),
    ]
}

fn newcomer(id: u128, parent: AreaId) -> Newcomer {
    let name = format!("Area {id}");
    Newcomer { id: area_id(id), name, size: Size::Ordinary, parent: Some(parent) }
}

fn decide(tree: &Tree, step: &Step, on: Date, fresh: u128) -> Result<Change, ChangeRefusal> {
    let open = tree.areas_at(on);
    let pick = |at: usize| open[at % open.len()].id;
    match *step {
        Step::Merge(a, b) => {
            let first = open[a % open.len()];
            let alike: Vec<_> = open
                .iter()
                .filter(|it| (it.level, it.country) == (first.level, first.country))
                .collect();
            let second = alike[b % alike.len()].id;
            let parent = tree.on(on).parent(second).unwrap_or(second);
            Merge { areas: vec![first.id, second], into: newcomer(fresh, parent), on }.decide(tree)
        }
        Step::Split(area, cut) => {
            let area = pick(area);
            let below = tree.on(on).children(area).iter().map(|it| it.id).collect::<Vec<_>>();
            let (east, west) = below.split_at(cut % (below.len() + 1));
            let parent = tree.on(on).parent(area).unwrap_or(area);
            let part = |id, children: &[AreaId]| Part {
                area: newcomer(id, parent),
                children: children.to_vec(),
            };
            Split { area, into: vec![part(fresh, east), part(fresh + 1, west)], on }.decide(tree)
        }
        Step::Move(area, to) => {
            let area = open[area % open.len()];
            let above: Vec<_> =
                open.iter().filter(|it| Some(it.level) == area.level.parent()).collect();
            let to = if above.is_empty() { area.id } else { above[to % above.len()].id };
            MoveArea { area: area.id, to, on }.decide(tree)
        }
    }
}

/// One parent of the right level on the day, and a way up to the nation.
fn assert_whole(tree: &Tree, date: Date) {
    let on = tree.on(date);
    for area in tree.areas_at(date) {
        let holding = |it: &&Membership| it.area == area.id && it.dates.hold_on(date);
        let parents = tree.memberships().iter().filter(holding).count();
        assert_eq!(parents, usize::from(area.level != Level::Nation), "{} on {date}", area.name);
        if area.level.is_partnership() {
            let levels: Vec<_> =
                on.ancestors(area.id).into_iter().map(|it| on.find(it).unwrap().level).collect();
            assert_eq!(levels, [Level::Lcjb, Level::Region, Level::Nation]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_partnership_has_exactly_one_parent_on_every_day(
        steps in prop::collection::vec(step(), 1..25),
    ) {
        let mut tree = tree();
        let mut days = vec![start()];
        let mut on = day(2004, 6, 1);
        for (at, step) in steps.iter().enumerate() {
            on = on.saturating_add(jiff::Span::new().days(40));
            if let Ok(change) = decide(&tree, step, on, 10_000 + 2 * at as u128) {
                tree = tree.with(&change).expect("a change that was decided makes a tree");
                days.extend([on.yesterday().unwrap(), on]);
            }
        }
        for date in days {
            assert_whole(&tree, date);
            let in_place = tree.areas().map(|it| tree.in_place_of(it.id, date));
            for standing in in_place {
                prop_assert!(!standing.is_empty());
                prop_assert!(standing.iter().all(|it| tree.on(date).find(*it).is_some()));
            }
        }
    }
}

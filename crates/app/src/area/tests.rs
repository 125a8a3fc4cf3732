//! The tree as it changes, on both databases.

use domain::Refusal;
use domain::area::{
    ChangeRefusal, Country, Lateness, Level, Merge, Newcomer, OpenArea, Part, Size, Split,
};
use domain::id::AreaId;
use domain::user::Role;
use jiff::civil::date;

use super::{Atlas, atlas, merge, open, split, tree};
use crate::error::AppError;
use crate::testing::{Partnership, each_partnership};

fn newcomer(p: &Partnership, name: &str, parent: AreaId) -> Newcomer {
    let name = name.to_owned();
    Newcomer { id: p.ids().next(), name, size: Size::Ordinary, parent: Some(parent) }
}

/// Opens one more partnership's area in the LCJB area, on 1 June 2004.
async fn opened(p: &Partnership, role: Role, name: &str) -> Result<AreaId, AppError> {
    let cmd = OpenArea {
        area: newcomer(p, name, p.areas["lcjb"]),
        level: Level::Cdrp,
        country: Some(Country::England),
        on: date(2004, 6, 1),
    };
    let (actor, cmd) = (p.as_(role).await?, &cmd);
    p.write(&actor, |tx| Box::pin(open(tx, cmd))).await
}

async fn seen_by(p: &Partnership, role: Role) -> Atlas {
    let actor = p.as_(role).await.unwrap();
    p.read(&actor, |rx| Box::pin(atlas(rx))).await.unwrap()
}

#[tokio::test]
async fn an_area_without_a_scheme_is_a_gap_at_every_level_above_it_cc04() {
    each_partnership(async |p| {
        let elm = opened(p, Role::Administrator, "Elmton").await.unwrap();
        p.clock().set("2004-09-18T09:00:00Z".parse().unwrap());
        for role in [Role::AreaLead, Role::RegionalLead, Role::NationalLead] {
            let atlas = seen_by(p, role).await;
            let [root] = atlas.roots.as_slice() else { panic!("{role:?} has one root") };
            let figures = atlas.roll_up(*root);
            assert_eq!((figures.covered, figures.uncovered, figures.late), (1, 1, 1), "{role:?}");
            let [gap] = atlas.gaps_under(*root)[..] else { panic!("one gap") };
            assert_eq!((gap.area, gap.lateness), (elm, Lateness::Late { days: 12 }));
        }
    })
    .await;
}

#[tokio::test]
async fn each_level_sees_its_own_part_of_the_tree_rr04_7() {
    each_partnership(async |p| {
        let elm = opened(p, Role::Administrator, "Elmton").await.unwrap();
        let own = seen_by(p, Role::Coordinator).await;
        assert_eq!(own.roots, [p.areas["cdrp"]]);
        assert!(!own.sees(elm), "another partnership's area is not the coordinator's");
        assert!(!own.sees(p.areas["nation"]));
        assert_eq!(seen_by(p, Role::AreaLead).await.roots, [p.areas["lcjb"]]);
        assert_eq!(seen_by(p, Role::NationalLead).await.roots, [p.areas["nation"]]);
    })
    .await;
}

#[tokio::test]
async fn only_the_administrator_changes_the_tree() {
    each_partnership(async |p| {
        for role in Role::ALL.into_iter().filter(|it| *it != Role::Administrator) {
            let refused = opened(p, role, "Elmton").await;
            assert!(matches!(refused, Err(AppError::Forbidden(_))), "{role:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn after_a_merger_an_old_question_finds_the_tree_of_its_day() {
    each_partnership(async |p| {
        let elm = opened(p, Role::Administrator, "Elmton").await.unwrap();
        let alder = p.areas["cdrp"];
        let into = newcomer(p, "Alder and Elm", p.areas["lcjb"]);
        let cmd = Merge { areas: vec![alder, elm], into, on: date(2004, 9, 1) };
        let (admin, cmd) = (p.as_(Role::Administrator).await.unwrap(), &cmd);
        let merged = p.write(&admin, |tx| Box::pin(merge(tx, cmd))).await.unwrap();
        let tree = p.read(&admin, |rx| Box::pin(tree(rx))).await.unwrap();
        assert_eq!(tree.in_place_of(alder, date(2004, 8, 31)), [alder]);
        assert_eq!(tree.in_place_of(alder, date(2004, 9, 1)), [merged]);
        let mut both = tree.in_place_of(merged, date(2004, 8, 31));
        both.sort();
        assert_eq!(both, [alder, elm]);
        let atlas = seen_by(p, Role::NationalLead).await;
        assert!(atlas.schemes_of(merged).is_empty(), "Elmton's ground had no scheme");
        let again = p.write(&admin, |tx| Box::pin(merge(tx, cmd))).await;
        let refused = matches!(
            again,
            Err(AppError::Refused(Refusal::AreaChange(
                ChangeRefusal::ChangesLater { .. } | ChangeRefusal::NotOpen { .. }
            )))
        );
        assert!(refused, "a second merger is based on a tree that is gone");
    })
    .await;
}

#[tokio::test]
async fn after_a_split_the_parts_are_covered_by_what_covered_the_whole() {
    each_partnership(async |p| {
        let (alder, lcjb) = (p.areas["cdrp"], p.areas["lcjb"]);
        let part = |name| Part { area: newcomer(p, name, lcjb), children: Vec::new() };
        let into = vec![part("Alder East"), part("Alder West")];
        let cmd = Split { area: alder, into, on: date(2004, 9, 1) };
        let (admin, cmd) = (p.as_(Role::Administrator).await.unwrap(), &cmd);
        p.write(&admin, |tx| Box::pin(split(tx, cmd))).await.unwrap();
        let atlas = seen_by(p, Role::Coordinator).await;
        assert_eq!(atlas.roots.len(), 2, "the coordinator follows the scheme into both parts");
        for part in atlas.tree.successors(alder) {
            assert_eq!(atlas.schemes_of(part).len(), 1);
        }
        assert!(atlas.sees(alder), "the area that was is still found");
    })
    .await;
}

//! Opening schemes, and the ground they cover.

use domain::area::{Country, Level, Newcomer, OpenArea, Size};
use domain::id::AreaId;
use domain::scheme::{CoverArea, EndCover, OpenScheme, PrisonNearby};
use domain::user::Role;
use jiff::civil::date;

use super::{Change, changed};
use crate::area;
use crate::error::AppError;
use crate::scheme::{list, open, sheet};
use crate::testing::{Partnership, each_partnership};

async fn elmton(p: &Partnership) -> AreaId {
    let parent = Some(p.areas["lcjb"]);
    let name = "Elmton".to_owned();
    let area = Newcomer { id: p.ids().next(), name, size: Size::BigCity, parent };
    let country = Some(Country::England);
    let cmd = OpenArea { area, level: Level::Cdrp, country, on: date(2004, 6, 1) };
    let (admin, cmd) = (p.as_(Role::Administrator).await.unwrap(), &cmd);
    p.write(&admin, |tx| Box::pin(area::open(tx, cmd))).await.unwrap()
}

fn spanning(p: &Partnership, areas: Vec<AreaId>, edition: &str) -> OpenScheme {
    OpenScheme {
        id: p.ids().next(),
        name: "Alder and Elm".to_owned(),
        edition: edition.to_owned(),
        areas,
        on: date(2004, 9, 1),
    }
}

#[tokio::test]
async fn a_scheme_that_spans_two_areas_covers_both_and_adds_up_their_minimum_rr04_3() {
    each_partnership(async |p| {
        let elm = elmton(p).await;
        let cmd = spanning(p, vec![p.areas["cdrp"], elm], "ppo-england");
        let (admin, cmd) = (p.as_(Role::Administrator).await.unwrap(), &cmd);
        let opened = p.write(&admin, |tx| Box::pin(open(tx, cmd, PrisonNearby::None)));
        let id = opened.await.unwrap();
        let sheet = p.read(&admin, |rx| Box::pin(sheet(rx, id))).await.unwrap();
        assert_eq!(sheet.scheme.areas_on(sheet.today).len(), 2);
        let least = sheet.least().unwrap();
        assert_eq!((least.from, least.to), (75, 120));
        let atlas = p.read(&admin, |rx| Box::pin(area::atlas(rx))).await.unwrap();
        assert!(atlas.covered.gaps.is_empty());
        assert_eq!(atlas.schemes_of(elm).len(), 1);
        let lines = p.read(&admin, |rx| Box::pin(list(rx))).await.unwrap();
        assert_eq!(lines.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn only_the_administrator_opens_a_scheme_and_only_by_an_edition_there_is() {
    each_partnership(async |p| {
        let cmd = &spanning(p, vec![p.areas["cdrp"]], "no-such-edition");
        let admin = p.as_(Role::Administrator).await.unwrap();
        let refused = p.write(&admin, |tx| Box::pin(open(tx, cmd, PrisonNearby::None))).await;
        assert!(matches!(refused, Err(AppError::NotFound(_))));
        let cmd = &spanning(p, vec![p.areas["cdrp"]], "ppo-england");
        let coordinator = p.as_(Role::Coordinator).await.unwrap();
        let refused = p.write(&coordinator, |tx| Box::pin(open(tx, cmd, PrisonNearby::None))).await;
        assert!(matches!(refused, Err(AppError::Forbidden(_))));
    })
    .await;
}

#[tokio::test]
async fn an_area_covered_no_longer_shows_as_a_gap_cc04() {
    each_partnership(async |p| {
        let area = elmton(p).await;
        let on = date(2004, 8, 10);
        changed(p, Change::Cover(CoverArea { area, on })).await.unwrap();
        let sheet =
            changed(p, Change::EndCover(EndCover { area, on: date(2004, 9, 1) })).await.unwrap();
        assert_eq!(sheet.scheme.areas_on(date(2004, 8, 31)).len(), 2);
        assert_eq!(sheet.scheme.areas_on(sheet.today).len(), 1);
        let national = p.as_(Role::NationalLead).await.unwrap();
        let atlas = p.read(&national, |rx| Box::pin(area::atlas(rx))).await.unwrap();
        let gap = atlas.covered.gaps.first().unwrap();
        assert_eq!((gap.area, gap.since), (area, date(2004, 9, 1)));
    })
    .await;
}

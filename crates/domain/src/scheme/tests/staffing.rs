//! Posts, holders and vacancies.

use super::*;
use crate::agency::AgencyKind;
use crate::id::PostId;

const PROBATION: u128 = 5;
const PRISON: u128 = 6;

fn set(agency: u128, kind: PostKind, wte_hundredths: u32) -> SetPost {
    let agency_kind = if agency == PRISON { AgencyKind::Prison } else { AgencyKind::Probation };
    let id = PostId::from_uuid(Uuid::from_u128(1));
    SetPost { id, agency: agency_id(agency), agency_kind, kind, wte_hundredths, on: began() }
}

fn post(agency: u128, kind: PostKind, wte_hundredths: u32) -> Post {
    set(agency, kind, wte_hundredths).decide().unwrap()
}

fn fill(basis: Basis, on: Date) -> FillPost {
    FillPost { name: "D. Invented".to_owned(), user: None, basis, on }
}

fn filled(mut post: Post) -> Post {
    post.holders.push(fill(Basis::OwnStaff, began()).decide(&post, today()).unwrap());
    post
}

#[test]
fn a_post_stands_vacant_until_it_is_filled_rr04_k1() {
    let post = post(PROBATION, PostKind::OffenderManager, 100);
    assert!(post.is_vacant_on(today()));
    assert!(!post.is_vacant_on(began().yesterday().unwrap()));
    assert!(!filled(post).is_vacant_on(today()));
}

#[test]
fn totals_by_agency_tell_filled_from_vacant_rr04_a_1() {
    let posts = [
        filled(post(PROBATION, PostKind::OffenderManager, 100)),
        filled(post(PROBATION, PostKind::Support, 50)),
        post(PROBATION, PostKind::Analyst, 20),
        post(PRISON, PostKind::PrisonLiaisonPoint, 0),
    ];
    let totals = totals_on(&posts, today());
    let probation = AgencyStaff {
        filled_hundredths: 150,
        vacant_hundredths: 20,
        filled_posts: 2,
        vacant_posts: 1,
    };
    assert_eq!(totals[&agency_id(PROBATION)], probation);
    let prison = AgencyStaff { vacant_posts: 1, ..AgencyStaff::default() };
    assert_eq!(totals[&agency_id(PRISON)], prison);
    assert!(totals_on(&posts, day(2004, 1, 1)).is_empty());
}

#[test]
fn a_prison_needs_a_liaison_point_or_an_officer_in_post_rr04_b_1() {
    let prisons = [agency_id(PRISON)];
    let lacking = |posts: &[Post]| prisons_without_liaison(&prisons, posts, today()).len();
    assert_eq!(lacking(&[]), 1);
    assert_eq!(lacking(&[post(PRISON, PostKind::PrisonLiaisonPoint, 0)]), 1);
    assert_eq!(lacking(&[filled(post(PRISON, PostKind::PrisonLiaisonPoint, 0))]), 0);
    assert_eq!(lacking(&[filled(post(PRISON, PostKind::PrisonLiaisonOfficer, 100))]), 0);
    assert_eq!(lacking(&[filled(post(PRISON, PostKind::Support, 100))]), 1);
}

#[test]
fn only_a_prison_provides_a_prisons_liaison_rr04_b_1() {
    let point = set(PROBATION, PostKind::PrisonLiaisonPoint, 0).decide();
    assert_eq!(point, Err(PostRefusal::LiaisonOutsidePrison));
}

#[test]
fn a_post_has_hours_up_to_one_whole_time_equivalent() {
    let hours = |count| set(PROBATION, PostKind::Analyst, count).decide().map(|_| ());
    assert_eq!(hours(0), Err(PostRefusal::NoHours));
    assert_eq!(hours(100), Ok(()));
    assert_eq!(hours(101), Err(PostRefusal::MoreThanWholeTime { hundredths: 101 }));
}

#[test]
fn a_prison_officer_may_be_seconded_to_the_local_team_rr04_b_1() {
    let post = post(PROBATION, PostKind::Support, 100);
    let home = |agency| Basis::Seconded { home: agency_id(agency) };
    assert!(fill(home(PRISON), today()).decide(&post, today()).is_ok());
    let own = fill(home(PROBATION), today()).decide(&post, today());
    assert_eq!(own, Err(PostRefusal::SecondedToOwnAgency));
}

#[test]
fn one_holder_at_a_time_with_a_name_and_not_ahead() {
    let open = post(PROBATION, PostKind::Support, 100);
    let held = PostRefusal::HeldAlready { since: began() };
    let own = |on| fill(Basis::OwnStaff, on);
    assert_eq!(own(today()).decide(&filled(open.clone()), today()), Err(held));
    let early = day(2004, 1, 1);
    let refusal = PostRefusal::PostNotOpen { on: early };
    assert_eq!(own(early).decide(&open, today()), Err(refusal));
    let ahead = day(2004, 9, 7);
    let refusal = PostRefusal::InTheFuture { on: ahead };
    assert_eq!(own(ahead).decide(&open, today()), Err(refusal));
    let nameless = FillPost { name: " ".to_owned(), ..own(today()) };
    assert_eq!(nameless.decide(&open, today()), Err(PostRefusal::BlankName));
}

#[test]
fn a_holder_who_leaves_leaves_a_vacancy() {
    let mut post = filled(post(PROBATION, PostKind::Support, 100));
    post.holders[0] = VacatePost { on: today() }.decide(&post, today()).unwrap();
    assert!(post.is_vacant_on(today()));
    assert!(!post.is_vacant_on(today().yesterday().unwrap()));
    let nobody = PostRefusal::NotHeld { on: today() };
    assert_eq!(VacatePost { on: today() }.decide(&post, today()), Err(nobody));
}

#[test]
fn a_post_that_ends_is_no_vacancy_and_takes_its_holder_along() {
    let post = filled(post(PROBATION, PostKind::Support, 100));
    let ended = EndPost { on: today() }.decide(&post, today()).unwrap();
    assert!(!ended.is_vacant_on(today()));
    assert!(ended.holder_on(today()).is_none());
    let again = PostRefusal::EndedAlready { on: today() };
    assert_eq!(EndPost { on: today() }.decide(&ended, today()), Err(again));
    let no_day = PostRefusal::EndsBeforeItBegan { began_on: began() };
    assert_eq!(EndPost { on: began() }.decide(&post, today()), Err(no_day));
    assert!(PostKind::ALL.into_iter().all(|it| PostKind::from_key(it.key()) == Some(it)));
}

//! Nominations, from the first word to taking one back.

use domain::agency::AgencyKind;
use domain::edition::StrandKey;
use domain::id::{NominationId, PersonId};
use domain::nomination::{
    EvidenceKind, MappaAnswer, NominateRefusal, OffenceType, Reasons, Shown, Standing,
};
use domain::person::{Ethnicity, NameKind, Person, PersonName, RecordAccess, RecordPerson, Sex};
use domain::user::Role;
use domain::{Date, Refusal};
use jiff::civil::date;

use super::*;
use crate::db::args;
use crate::error::{AppError, AppResult, What};
use crate::testing::{Partnership, each_partnership};

const FACTS: &str = "select count(*) as found from fact where kind = $1 and person_id = $2";

pub(crate) async fn somebody(p: &Partnership, born: Option<Date>) -> PersonId {
    let coordinator = p.as_(Role::Coordinator).await.unwrap();
    let scheme = p.scheme;
    let cmd = RecordPerson {
        person: Person {
            id: p.ids().next(),
            name: PersonName::parse("Bo", "Sampleton", NameKind::Main).unwrap(),
            other_names: Vec::new(),
            born,
            died_on: None,
            sex: Sex::Male,
            ethnicity: Ethnicity::NotStated,
            access: RecordAccess::Ordinary,
        },
        identifiers: Vec::new(),
        addresses: Vec::new(),
        custody: None,
    };
    let cmd = &cmd;
    p.write(&coordinator, |tx| Box::pin(crate::person::record(tx, scheme, cmd))).await.unwrap()
}

pub(crate) fn reasons(text: &str) -> Reasons {
    Reasons::parse(text).unwrap()
}

pub(crate) fn new_piece(shows: Shown) -> NewPiece {
    NewPiece {
        shows,
        happened_on: Some(date(2004, 7, 1)),
        known_on: Some(date(2004, 7, 2)),
        what: "Taken at night".to_owned(),
        source: "Crime 1".to_owned(),
        verified_on: Some(date(2004, 8, 1)),
    }
}

pub(crate) fn wish(p: &Partnership, person: PersonId) -> NewNomination {
    NewNomination {
        person,
        scheme: p.scheme,
        strand: StrandKey("catch_and_convict".to_owned()),
        reasons: reasons("Most of the burglaries of the estate"),
        pieces: vec![
            new_piece(Shown::Conviction(OffenceType::BurglaryDwelling)),
            new_piece(Shown::Intelligence(OffenceType::Robbery)),
        ],
        looked_for: vec![EvidenceKind::Conviction],
        mappa: MappaAnswer::NotMappa,
        clinical_need: Some(reasons("Insulin")),
    }
}

pub(crate) async fn nominated(
    p: &Partnership,
    role: Role,
    cmd: &NewNomination,
) -> AppResult<NominationId> {
    let actor = p.as_(role).await?;
    p.write(&actor, |tx| Box::pin(nominate(tx, cmd))).await
}

pub(crate) async fn shown(p: &Partnership, role: Role, id: NominationId) -> AppResult<Page> {
    let actor = p.as_(role).await?;
    p.read(&actor, |rx| Box::pin(page(rx, id))).await
}

pub(crate) async fn facts(p: &Partnership, kind: &'static str, person: PersonId) -> i64 {
    let system = crate::Actor::system();
    p.read(&system, |rx| Box::pin(rx.one(FACTS, args![kind, person], |it| it.get("found"))))
        .await
        .unwrap()
}

async fn listed(p: &Partnership, role: Role, of: ListOf) -> Vec<NominationId> {
    let actor = p.as_(role).await.unwrap();
    let found = p.read(&actor, |rx| Box::pin(list(rx, of))).await.unwrap();
    found.lines.iter().map(|it| it.id).collect()
}

const fn adult() -> Date {
    date(1980, 5, 1)
}

#[tokio::test]
async fn an_agency_nominates_with_reasons_and_evidence_and_the_fact_is_kept_rr04_a2() {
    each_partnership(async |p| {
        let person = somebody(p, Some(adult())).await;
        let id = nominated(p, Role::PoliceOfficer, &wish(p, person)).await.unwrap();
        let page = shown(p, Role::Coordinator, id).await.unwrap();
        let said = &page.record.nomination.said;
        assert_eq!(said.agency_kind, AgencyKind::Police);
        assert_eq!(page.record.pieces.len(), 2);
        assert_eq!(said.clinical_need, Some(reasons("Insulin")));
        assert_eq!(page.record.looked_for, [EvidenceKind::Conviction]);
        assert_eq!(facts(p, "nominated", person).await, 1);
    })
    .await;
}

#[tokio::test]
async fn notes_that_look_like_statements_and_scripts_are_kept_to_the_letter() {
    each_partnership(async |p| {
        let hostile = "'; drop table person; -- <script>alert(1)</script> {{ x }} \u{202e} é\r\n";
        let mut cmd = wish(p, somebody(p, Some(adult())).await);
        cmd.reasons = reasons(hostile);
        cmd.pieces[0].what = hostile.repeat(2_000);
        let id = nominated(p, Role::Coordinator, &cmd).await.unwrap();
        let page = shown(p, Role::Coordinator, id).await.unwrap();
        assert_eq!(page.record.nomination.said.reasons.text(), hostile);
        assert!(page.record.pieces.iter().any(|it| it.what == cmd.pieces[0].what));
    })
    .await;
}

#[tokio::test]
async fn what_the_rules_refuse_is_refused_with_its_facts_rr04_and_sg05_3() {
    each_partnership(async |p| {
        let refused = async |cmd: &NewNomination| match nominated(p, Role::Coordinator, cmd).await {
            Err(AppError::Refused(Refusal::Nominate(it))) => it,
            other => panic!("{other:?}"),
        };
        let person = somebody(p, Some(adult())).await;
        let mut only = wish(p, person);
        only.pieces.remove(0);
        assert_eq!(refused(&only).await, NominateRefusal::OnlyIntelligence);
        only.pieces.clear();
        let too_little = NominateRefusal::TooLittleEvidence { given: 0, at_least: 1 };
        assert_eq!(refused(&only).await, too_little);
        let mut young = wish(p, person);
        young.strand = StrandKey("prevent_and_deter".to_owned());
        let strand = young.strand.clone();
        // Prevent and Deter begins two days after the clock of the tests.
        assert_eq!(refused(&young).await, NominateRefusal::UnknownStrand { strand });
        let unknown = wish(p, somebody(p, None).await);
        let strand = unknown.strand.clone();
        assert_eq!(refused(&unknown).await, NominateRefusal::AgeNotKnown { strand });
        nominated(p, Role::Coordinator, &wish(p, person)).await.unwrap();
        let since = date(2004, 9, 6);
        assert_eq!(refused(&wish(p, person)).await, NominateRefusal::AlreadyNominated { since });
    })
    .await;
}

#[tokio::test]
async fn intelligence_stays_with_those_who_may_see_it_and_so_does_its_part_of_the_score() {
    each_partnership(async |p| {
        let id =
            nominated(p, Role::PoliceOfficer, &wish(p, somebody(p, Some(adult())).await)).await;
        let id = id.unwrap();
        let kinds = async |role| {
            let page = shown(p, role, id).await.unwrap();
            let kinds = page.record.pieces.iter().map(|it| it.evidence.shows.kind());
            (kinds.collect::<Vec<_>>().len(), page.sees_intelligence, page.sees_offending)
        };
        assert_eq!(kinds(Role::Chair).await, (2, true, true));
        assert_eq!(kinds(Role::OffenderManager).await, (1, false, true));
        assert_eq!(kinds(Role::Provider).await, (0, false, false));
    })
    .await;
}

#[tokio::test]
async fn roles_without_a_part_in_it_cannot_nominate_nor_look() {
    each_partnership(async |p| {
        let person = somebody(p, Some(adult())).await;
        for role in [Role::Analyst, Role::Administrator, Role::Chair, Role::AreaLead] {
            let done = nominated(p, role, &wish(p, person)).await;
            assert!(matches!(done, Err(AppError::Forbidden(_))), "{role:?}: {done:?}");
        }
        let id = nominated(p, Role::Coordinator, &wish(p, person)).await.unwrap();
        for role in [Role::Analyst, Role::Administrator, Role::AreaLead, Role::Auditor] {
            assert!(matches!(shown(p, role, id).await, Err(AppError::Hidden)), "{role:?}");
            assert_eq!(listed(p, role, ListOf::Awaiting).await, []);
        }
        let elsewhere = NewNomination { scheme: p.other_scheme, ..wish(p, person) };
        let done = nominated(p, Role::Coordinator, &elsewhere).await;
        assert!(matches!(done, Err(AppError::Forbidden(_))));
    })
    .await;
}

#[tokio::test]
async fn the_mappa_question_is_answered_later_and_a_stale_answer_is_refused_rr04_a4() {
    each_partnership(async |p| {
        let mut cmd = wish(p, somebody(p, Some(adult())).await);
        let who_finds_out = reasons("The coordinator");
        cmd.mappa = MappaAnswer::NotKnown { who_finds_out, by: date(2004, 9, 20) };
        let id = nominated(p, Role::Coordinator, &cmd).await.unwrap();
        let actor = p.as_(Role::OffenderManager).await.unwrap();
        let on = On { id, based_on: 1 };
        let answer = &MappaAnswer::NotMappa;
        p.write(&actor, |tx| Box::pin(answer_mappa(tx, on, answer))).await.unwrap();
        let page = shown(p, Role::Coordinator, id).await.unwrap();
        assert_eq!(page.mappa, Some(MappaAnswer::NotMappa));
        let stale = p.write(&actor, |tx| Box::pin(answer_mappa(tx, on, answer))).await;
        assert!(matches!(stale, Err(AppError::Stale { what: What::Nomination, based_on: 1 })));
    })
    .await;
}

#[tokio::test]
async fn evidence_is_added_later_until_the_nomination_is_withdrawn_with_reasons() {
    each_partnership(async |p| {
        let person = somebody(p, Some(adult())).await;
        let id = nominated(p, Role::Coordinator, &wish(p, person)).await.unwrap();
        let actor = p.as_(Role::OffenderManager).await.unwrap();
        let new = &new_piece(Shown::AgencyReport);
        let on = On { id, based_on: 1 };
        p.write(&actor, |tx| Box::pin(add_evidence(tx, on, new))).await.unwrap();
        let page = shown(p, Role::Coordinator, id).await.unwrap();
        assert_eq!(page.record.pieces.len(), 3);
        assert!(page.record.looked_for.contains(&EvidenceKind::AgencyReport));
        let (on, why) = (On { id, based_on: 2 }, &reasons("Moved away"));
        p.write(&actor, |tx| Box::pin(withdraw(tx, on, why))).await.unwrap();
        let again = On { id, based_on: 3 };
        let done = p.write(&actor, |tx| Box::pin(add_evidence(tx, again, new))).await;
        // Whoever withdrew it is not among those who still see it.
        assert!(matches!(done, Err(AppError::Hidden)));
        assert_eq!(listed(p, Role::Coordinator, ListOf::Awaiting).await, []);
        let page = shown(p, Role::Coordinator, id).await.unwrap();
        let standing = page.record.nomination.standing(date(2004, 9, 6));
        assert_eq!(standing, Standing::Withdrawn { on: date(2004, 9, 6) });
    })
    .await;
}

#[tokio::test]
async fn a_list_shows_what_can_be_opened_singly_and_nothing_else() {
    each_partnership(async |p| {
        p.clock().set("2004-09-10T09:00:00Z".parse().unwrap());
        let of_age =
            nominated(p, Role::Coordinator, &wish(p, somebody(p, Some(adult())).await)).await;
        let mut child = wish(p, somebody(p, Some(date(1989, 1, 1))).await);
        child.strand = StrandKey("prevent_and_deter".to_owned());
        let child = nominated(p, Role::YouthWorker, &child).await.unwrap();
        let all = [of_age.unwrap(), child];
        for role in Role::ALL {
            let listed = listed(p, role, ListOf::Awaiting).await;
            for id in all {
                let may = shown(p, role, id).await.is_ok();
                assert_eq!(listed.contains(&id), may, "{role:?}");
            }
        }
        assert_eq!(listed(p, Role::YouthWorker, ListOf::Mine).await, [child]);
    })
    .await;
}

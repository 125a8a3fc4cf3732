//! Setting up agencies.

use domain::Refusal;
use domain::agency::{AgencyKind, AgencyRefusal, CreateAgency};
use domain::user::Role;

use super::{all, create};
use crate::error::AppError;
use crate::testing::{Partnership, each_partnership};

fn drug_team(p: &Partnership, name: &str) -> CreateAgency {
    let kind = AgencyKind::DrugActionTeam;
    CreateAgency { id: p.ids().next(), kind, name: name.to_owned(), area: p.areas["lcjb"] }
}

#[tokio::test]
async fn the_administrator_sets_up_an_agency_once_rr04_25() {
    each_partnership(async |p| {
        let admin = p.as_(Role::Administrator).await.unwrap();
        let cmd = &drug_team(p, "Alder Drug Action Team");
        p.write(&admin, |tx| Box::pin(create(tx, cmd))).await.unwrap();
        let agencies = p.read(&admin, |rx| Box::pin(all(rx))).await.unwrap();
        assert!(agencies.iter().any(|it| it.id == cmd.id && it.area == p.areas["lcjb"]));
        let twin = &drug_team(p, " alder drug action team ");
        let refused = p.write(&admin, |tx| Box::pin(create(tx, twin))).await;
        let taken = AgencyRefusal::NameTaken { by: cmd.id };
        assert!(matches!(refused, Err(AppError::Refused(Refusal::Agency(it))) if it == taken));
    })
    .await;
}

#[tokio::test]
async fn nobody_else_sets_up_an_agency() {
    each_partnership(async |p| {
        let coordinator = p.as_(Role::Coordinator).await.unwrap();
        let cmd = &drug_team(p, "Alder Drug Action Team");
        let refused = p.write(&coordinator, |tx| Box::pin(create(tx, cmd))).await;
        assert!(matches!(refused, Err(AppError::Forbidden(_))));
    })
    .await;
}

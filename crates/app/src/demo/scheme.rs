//! A scheme of the demo, set up as a coordinator would: capacity, lead, group, posts, thresholds,
//! and what shows that it is established.

use std::collections::BTreeMap;

use domain::Date;
use domain::agency::AgencyKind;
use domain::id::{AgencyId, AreaId, SchemeId};
use domain::scheme::{
    Basis, ChangeLead, FillPost, Lead, Minimum, OpenScheme, PostKind, PrisonNearby, RecordMinimum,
    SeniorLead, SetCapacity, SetPost, SetThreshold,
};

use super::places::SchemePlan;
use super::stage::Scheme;
use crate::error::{AppError, AppResult, What};
use crate::gate::Tx;
use crate::scheme::{self, Change, ChangeScheme};

/// Changes one scheme step by step, each based on the version before.
struct Setup<'a> {
    scheme: SchemeId,
    version: i64,
    on: Date,
    agencies: &'a BTreeMap<AgencyKind, AgencyId>,
}

/// Opens a scheme over its areas and sets it up.
pub(super) async fn raise(
    tx: &mut Tx<'_>,
    plan: &SchemePlan,
    (areas, agencies): (Vec<AreaId>, BTreeMap<AgencyKind, AgencyId>),
) -> AppResult<Scheme> {
    let cmd = OpenScheme {
        id: tx.id(),
        name: plan.name.to_owned(),
        edition: plan.edition.to_owned(),
        areas,
        on: plan.opened_on,
    };
    let id = scheme::open(tx, &cmd, PrisonNearby::ReleasesHere).await?;
    let mut setup = Setup { scheme: id, version: 1, on: plan.opened_on, agencies: &agencies };
    setup.change(tx, Change::Capacity(SetCapacity { places: plan.capacity })).await?;
    setup.govern(tx).await?;
    setup.staff(tx).await?;
    setup.establish(tx, plan).await?;
    for (ground, figure) in [("no_offending", 12), ("score_fallen", 8)] {
        let from = tx.today();
        let set = SetThreshold { ground: ground.to_owned(), figure, from };
        setup.change(tx, Change::Threshold(set)).await?;
    }
    Ok(Scheme { id, plan: plan.name, agencies, users: BTreeMap::new() })
}

impl Setup<'_> {
    async fn change(&mut self, tx: &mut Tx<'_>, change: Change) -> AppResult<()> {
        let cmd = ChangeScheme { scheme: self.scheme, version: self.version, change };
        scheme::change(tx, &cmd).await?;
        self.version = self.version.saturating_add(1);
        Ok(())
    }

    fn agency(&self, kind: AgencyKind) -> AppResult<AgencyId> {
        self.agencies.get(&kind).copied().ok_or(AppError::NotFound(What::Agency))
    }

    /// Who leads, who takes part, who sits in the group.
    async fn govern(&mut self, tx: &mut Tx<'_>) -> AppResult<()> {
        let individual = SeniorLead {
            name: "Hilary Marchbanks".to_owned(),
            position: "Chief superintendent".to_owned(),
        };
        let agency = self.agency(AgencyKind::Police)?;
        let lead = Lead::Agency { agency, individual: Some(individual) };
        self.change(tx, Change::Lead(ChangeLead { lead, on: self.on })).await?;
        for (kind, agency) in self.agencies {
            let (agency, on) = (*agency, self.on);
            self.change(tx, Change::Join(agency, on)).await?;
            let representative = Some(format!("Member for {}", kind.key().replace('_', " ")));
            self.change(tx, Change::AddMember { agency, representative, on }).await?;
        }
        Ok(())
    }

    /// Posts, the last of them vacant.
    async fn staff(&mut self, tx: &mut Tx<'_>) -> AppResult<()> {
        let posts = [
            (PostKind::Coordinator, AgencyKind::CommunitySafety, 100, Some("Jo Ferrier")),
            (PostKind::PoliceOfficer, AgencyKind::Police, 100, Some("Alex Quillby")),
            (PostKind::OffenderManager, AgencyKind::Probation, 75, Some("Sam Thistlewood")),
            (PostKind::PrisonLiaisonOfficer, AgencyKind::Prison, 50, Some("Chris Dunmarrow")),
            (PostKind::DrugWorker, AgencyKind::InterventionTeam, 100, None),
        ];
        for (kind, agency_kind, wte_hundredths, holder) in posts {
            let (id, agency, on) = (tx.id(), self.agency(agency_kind)?, self.on);
            let post = SetPost { id, agency, agency_kind, kind, wte_hundredths, on };
            self.change(tx, Change::SetPost(post)).await?;
            let Some(name) = holder else { continue };
            let (name, basis) = (name.to_owned(), Basis::OwnStaff);
            let fill = FillPost { name, user: None, basis, on: self.on };
            self.change(tx, Change::FillPost(id, fill)).await?;
        }
        Ok(())
    }

    /// The four things of the first letter; a scheme that lacks a member lacks one of them too.
    async fn establish(&mut self, tx: &mut Tx<'_>, plan: &SchemePlan) -> AppResult<()> {
        let (met_on, lacks) = (self.on, plan.missing.is_some());
        for minimum in Minimum::ALL {
            if lacks && minimum == Minimum::ChecklistMade {
                continue;
            }
            let evidence = "Minutes of the partnership’s meeting".to_owned();
            let record = RecordMinimum { minimum, met_on, evidence };
            self.change(tx, Change::Minimum(record)).await?;
        }
        Ok(())
    }
}

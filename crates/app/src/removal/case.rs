//! A removal as a page shows it, and as the rules judge it.

use std::collections::BTreeSet;

use domain::Date;
use domain::id::{AgencyId, RegistrationId};
use domain::removal::{
    Answer, DecideFacts, DecideRemoval as Wish, ExitPlan, Participant, Proposal, RemovalRefusal,
    Resolution, Support, View, ViewOf,
};

use super::propose::{figure_of, grounds, plain};
use super::sql::StoredProposal;
use super::{
    DecideRemoval, GiveView, MayDo, ProposalShown, ProposeRemoval, RecordViews, RemovalShown,
    SupportShown, ViewShown, sql,
};
use crate::error::AppResult;
use crate::gate::{Resource, Rx};
use crate::notice;
use crate::registration::{self, File};
use crate::scheme::{self, Party};

/// All that lies on the table when a proposal is decided.
pub(super) struct Case {
    pub(super) stored: StoredProposal,
    pub(super) proposal: Proposal,
    pub(super) support: Vec<SupportShown>,
    pub(super) views: Vec<ViewShown>,
    pub(super) said: Vec<ViewOf>,
    /// The agencies that take part in the scheme or were told of the selection.
    pub(super) parties: Vec<Party>,
    pub(super) threshold_set: Option<u32>,
}

pub(super) async fn gather(
    rx: &mut Rx<'_>,
    file: &File,
    stored: StoredProposal,
) -> AppResult<Case> {
    let support = sql::support(rx, stored.id).await?;
    let views = sql::views(rx, stored.id).await?;
    let today = rx.today();
    let set = sql::thresholds(rx, file.scheme.id, today).await?;
    let mut proposal = plain(file.registration().id, &stored);
    proposal.exit_plan = (!support.is_empty()).then(|| exit_plan(&support));
    Ok(Case {
        proposal,
        said: views.iter().map(said).collect(),
        parties: parties(rx, file).await?,
        threshold_set: figure_of(&set, &stored.ground.0),
        support,
        views,
        stored,
    })
}

impl Case {
    /// Whether the proposal can be decided so.
    pub(super) fn judge(
        &self,
        rx: &Rx<'_>,
        file: &File,
        wish: Wish,
    ) -> AppResult<Result<domain::removal::Decided, RemovalRefusal>> {
        let rules = scheme::edition(rx, &file.scheme)?.on(wish.decided_on);
        let participants: Vec<Participant> = self
            .parties
            .iter()
            .map(|it| Participant { agency: it.agency, kind: it.kind })
            .collect();
        let facts = DecideFacts {
            proposal: &self.proposal,
            registration: file.registration(),
            participants: &participants,
            views: &self.said,
            threshold_set: self.threshold_set,
            drug_use: file.stored.drug_use,
        };
        Ok(wish.decide(&facts, rules, rx.today()))
    }
}

async fn parties(rx: &mut Rx<'_>, file: &File) -> AppResult<Vec<Party>> {
    let mut parties = scheme::parties(rx, file.scheme.id).await?;
    for it in notice::of_registration(rx, file.registration().id).await? {
        let known = parties.iter().any(|party| party.agency == it.agency);
        if it.told_on.is_some() && !known {
            let (agency, kind, name) = (it.agency, it.agency_kind, it.agency_name);
            parties.push(Party { agency, kind, name });
        }
    }
    Ok(parties)
}

fn exit_plan(support: &[SupportShown]) -> ExitPlan {
    let part = |it: &SupportShown| Support {
        what: it.what.clone(),
        agency: it.agency,
        agency_kind: it.agency_kind,
        contact: it.contact.clone(),
        until: it.until,
    };
    ExitPlan { support: support.iter().map(part).collect() }
}

fn said(it: &ViewShown) -> ViewOf {
    let resolved = |(how, on): &(String, Date)| Resolution { how: how.clone(), on: *on };
    let view = match &it.objection {
        None => View::Agrees,
        Some(objection) => View::Objects {
            objection: objection.clone(),
            resolved: it.resolution.as_ref().map(resolved),
        },
    };
    ViewOf { agency: it.agency, kind: it.agency_kind, view, given_on: it.given_on }
}

/// The removal of one registration, for whoever works with the person.
pub async fn show(rx: &mut Rx<'_>, id: RegistrationId) -> AppResult<RemovalShown> {
    let file = registration::open_file(rx, id, "opened_removal").await?;
    let grounds = grounds(rx, &file).await?;
    let parties = scheme::parties(rx, file.scheme.id).await?;
    let proposal = match sql::open(rx, id).await? {
        Some(stored) => {
            let case = gather(rx, &file, stored).await?;
            Some(shown(rx, &file, case, &grounds)?)
        }
        None => None,
    };
    Ok(RemovalShown {
        registration: id,
        may: may(rx, &file),
        own_agency: rx.actor().agency(),
        grounds,
        parties,
        proposal,
        person: file.person,
        scheme: file.scheme,
    })
}

fn shown(
    rx: &Rx<'_>,
    file: &File,
    case: Case,
    grounds: &[super::GroundOffered],
) -> AppResult<ProposalShown> {
    // Whatever reasons are given, this is what the rules say today.
    let wish = Wish { answer: Answer::Remove, decided_on: rx.today(), reasons: "-".to_owned() };
    let in_the_way = case.judge(rx, file, wish)?.err();
    let spoken: Vec<AgencyId> = case.views.iter().map(|it| it.agency).collect();
    let stored = case.stored;
    Ok(ProposalShown {
        id: stored.id,
        version: stored.version,
        ground: grounds.iter().find(|it| it.key == stored.ground).cloned(),
        ground_key: stored.ground,
        measured: stored.measured,
        threshold_evidence: stored.threshold_evidence,
        reasons: stored.reasons,
        proposed_on: stored.proposed_on,
        proposed_by: stored.proposed_by,
        support: case.support,
        awaited: case.parties.into_iter().filter(|it| !spoken.contains(&it.agency)).collect(),
        views: case.views,
        in_the_way,
    })
}

fn may(rx: &Rx<'_>, file: &File) -> BTreeSet<MayDo> {
    let person = || Resource::Person(file.standing.clone());
    let answers = [
        (MayDo::Propose, rx.may(&ProposeRemoval(person()))),
        (MayDo::OwnView, rx.may(&GiveView(person()))),
        (MayDo::AnyView, rx.may(&RecordViews(person()))),
        (MayDo::Decide, rx.may(&DecideRemoval(person()))),
    ];
    answers.into_iter().filter(|(_, yes)| *yes).map(|(may, _)| may).collect()
}

//! Proposing a removal, and planning the way out.

use domain::edition::{Deciding, Ground, Rule};
use domain::id::{RegistrationId, RemovalId};
use domain::removal::{Proposal, ProposeFacts, ProposeRemoval as Wish};
use serde_json::json;

use super::sql::StoredProposal;
use super::{AddSupport, GroundOffered, Propose, ProposeRemoval, ThresholdShown, sql};
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, What};
use crate::gate::{Resource, Rx, Tx};
use crate::registration::{self, File, row_key};
use crate::scheme;

/// Proposes a removal [SG05 ¶3].
pub async fn propose(tx: &mut Tx<'_>, cmd: &Propose) -> AppResult<RemovalId> {
    let file = registration::load(tx, cmd.registration).await?;
    let _permit = tx.permit(&ProposeRemoval(Resource::Person(file.standing.clone())))?;
    let open = open_proposal(tx, cmd.registration).await?;
    let open = open.map(|it| plain(cmd.registration, &it));

    let wish = Wish {
        id: tx.id(),
        registration: cmd.registration,
        ground: cmd.ground.clone(),
        measured: cmd.measured,
        reasons: cmd.reasons.clone(),
        exit_plan: None,
        proposed_on: cmd.on,
    };
    let facts = ProposeFacts { registration: file.registration(), open: open.as_ref() };
    let rules = scheme::edition(tx, &file.scheme)?.on(cmd.on);
    let proposal = wish.decide(&facts, rules, tx.today())?;

    let of = (file.person.id, file.scheme.id);
    sql::insert(tx, of, &proposal, cmd.threshold_evidence.as_deref()).await?;
    let event = Event::new(Verb::Collection, "removal_proposed")
        .about("removal", proposal.id)
        .person(file.person.id)
        .scheme(file.scheme.id)
        .detail(json!({
            "registration": cmd.registration.to_string(),
            "ground": cmd.ground.0,
            "measured": cmd.measured,
        }));
    tx.record(event);
    Ok(proposal.id)
}

/// Adds a part to the exit plan [RR04 A.16, K11].
pub async fn add_support(tx: &mut Tx<'_>, cmd: &AddSupport) -> AppResult<String> {
    let (file, proposal) = proposed(tx, cmd.registration).await?;
    let _permit = tx.permit(&ProposeRemoval(Resource::Person(file.standing.clone())))?;
    let parties = scheme::parties(tx, file.scheme.id).await?;
    if !parties.iter().any(|it| it.agency == cmd.agency) {
        return Err(AppError::NotFound(What::Agency));
    }
    let key = row_key(tx);
    sql::insert_support(tx, (file.person.id, proposal.id), &key, cmd).await?;
    note(tx, &file, &proposal, "exit_support_added");
    Ok(key)
}

/// Takes a part of the exit plan out again.
pub async fn drop_support(
    tx: &mut Tx<'_>,
    registration: RegistrationId,
    key: &str,
) -> AppResult<String> {
    let (file, proposal) = proposed(tx, registration).await?;
    let _permit = tx.permit(&ProposeRemoval(Resource::Person(file.standing.clone())))?;
    sql::drop_support(tx, proposal.id, key).await?;
    note(tx, &file, &proposal, "exit_support_dropped");
    Ok(key.to_owned())
}

/// The registration, and the proposal open on it.
pub(super) async fn proposed(
    rx: &mut Rx<'_>,
    registration: RegistrationId,
) -> AppResult<(File, StoredProposal)> {
    let file = registration::load(rx, registration).await?;
    let proposal = sql::open(rx, registration).await?;
    Ok((file, proposal.ok_or(AppError::NotFound(What::Removal))?))
}

pub(super) fn note(tx: &mut Tx<'_>, file: &File, proposal: &StoredProposal, name: &'static str) {
    let event = Event::new(Verb::Alteration, name)
        .about("removal", proposal.id)
        .person(file.person.id)
        .scheme(file.scheme.id);
    tx.record(event);
}

/// The proposal open on a registration.
pub(crate) async fn open_proposal(
    rx: &mut Rx<'_>,
    registration: RegistrationId,
) -> AppResult<Option<StoredProposal>> {
    sql::open(rx, registration).await
}

/// A proposal as the rules take it, its exit plan apart.
pub(super) fn plain(registration: RegistrationId, it: &StoredProposal) -> Proposal {
    Proposal {
        id: it.id,
        registration,
        ground: it.ground.clone(),
        measured: it.measured,
        reasons: it.reasons.clone(),
        exit_plan: None,
        proposed_on: it.proposed_on,
    }
}

/// The grounds on which the agencies may remove somebody today, with the local thresholds.
pub(crate) async fn grounds(rx: &mut Rx<'_>, file: &File) -> AppResult<Vec<GroundOffered>> {
    let today = rx.today();
    let set = sql::thresholds(rx, file.scheme.id, today).await?;
    let rules = scheme::edition(rx, &file.scheme)?.on(today);
    let by_people = |it: &&Rule<Ground>| match it.value.deciding {
        Deciding::Consensus => true,
        Deciding::Automatic => false,
    };
    let strand = &file.registration().strand;
    Ok(rules.grounds(strand).filter(by_people).map(|it| offered(it, &set)).collect())
}

fn offered(rule: &Rule<Ground>, set: &[(String, String)]) -> GroundOffered {
    let ground = &rule.value;
    let threshold = ground.threshold.as_ref().map(|it| ThresholdShown {
        unit: it.unit,
        side: it.side,
        figure: it.for_scheme(figure_of(set, &ground.key.0)),
    });
    GroundOffered {
        key: ground.key.clone(),
        label: ground.label.clone(),
        source: rule.source.0.clone(),
        in_force_on: rule.from,
        threshold,
    }
}

/// The figure a scheme has set for a ground: the last one in force.
pub(super) fn figure_of(set: &[(String, String)], ground: &str) -> Option<u32> {
    let last = set.iter().rev().find(|(it, _)| it == ground)?;
    last.1.trim().parse().ok()
}

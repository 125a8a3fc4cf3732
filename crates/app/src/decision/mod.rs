//! The panel's decision on a nomination, and the waiting list.

pub(crate) mod sql;
#[cfg(test)]
mod tests;

use domain::Date;
use domain::criteria::ScoreShown;
use domain::decision::{
    Decide, Outcome, Overrides, PanelView, Quorum, Room, View, WaitingPlace, in_order,
};
use domain::id::{AgencyId, DecisionId, NominationId, PersonId, SchemeId};
use domain::nomination::{Reasons, Ruling, Speaker, Standing};
use domain::registration::{Mandate, MandateSays};
use serde_json::json;

use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, What, on_newest};
use crate::gate::{Fact, Resource, Rx, Tx, actions};
use crate::scheme::{Party, SchemeBrief};
use crate::{nomination, person, registration, scheme};

actions! {
    /// Record what the panel decided.
    DecideNomination = "decide_nomination";
    /// Read who waits for a place.
    ReadWaitingList = "read_waiting_list";
}

/// What the panel decided, as the form brings it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// The nomination decided.
    pub nomination: NominationId,
    /// The version of the nomination that lay before the panel.
    pub based_on: i64,
    /// What it rules.
    pub outcome: Outcome,
    /// Why.
    pub reasons: Reasons,
    /// Who was in the chair.
    pub chair: Speaker,
    /// Who took part.
    pub views: Vec<NewView>,
    /// What the chair overrides, and why.
    pub overrides: Overrides,
    /// When.
    pub decided_on: Date,
}

/// One agency's part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewView {
    /// The agency.
    pub agency: AgencyId,
    /// Who spoke for it.
    pub spoken_by: Speaker,
    /// What it thinks.
    pub view: View,
    /// Why.
    pub reasons: Option<Reasons>,
}

/// A decision as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which.
    pub id: DecisionId,
    /// On which nomination.
    pub nomination: NominationId,
    /// About whom.
    pub person: PersonId,
    /// Of which scheme's panel.
    pub scheme: SchemeId,
    /// What it rules.
    pub outcome: Outcome,
    /// Why.
    pub reasons: String,
    /// Who was in the chair.
    pub chair: String,
    /// Why somebody was taken on although every place was taken.
    pub over_capacity: Option<String>,
    /// Why somebody under MAPPA was taken on here too.
    pub mappa: Option<String>,
    /// The score that lay before the panel.
    pub score: Option<ScoreShown>,
    /// Who took part, and what each thought.
    pub views: Vec<KeptView>,
    /// When.
    pub decided_on: Date,
}

/// One agency's part in a decision that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptView {
    /// The agency's name.
    pub agency: String,
    /// Who spoke for it.
    pub spoken_by: String,
    /// What it thought.
    pub view: View,
    /// Why.
    pub reasons: Option<String>,
}

/// What lies before the panel.
#[derive(Debug, Clone)]
pub struct Panel {
    /// The nomination as its page shows it.
    pub page: nomination::Page,
    /// The agencies that take part in the scheme.
    pub parties: Vec<Party>,
    /// How many are on the scheme today.
    pub registered: u32,
}

/// A decision and what its page stands on.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The decision, without what this reader may not see.
    pub kept: Kept,
    /// The nomination as its page shows it.
    pub page: nomination::Page,
}

/// The waiting list of a scheme.
#[derive(Debug, Clone)]
pub struct WaitingList {
    /// The scheme.
    pub scheme: SchemeBrief,
    /// How many are on it today.
    pub registered: u32,
    /// The places that this reader may know of, in the order in which they come up.
    pub places: Vec<(WaitingPlace, nomination::Listed)>,
}

/// Records what the panel decided.
///
/// Source: [RR04 ¶14, ¶26, A.2].
pub async fn decide(tx: &mut Tx<'_>, cmd: &NewDecision) -> AppResult<DecisionId> {
    let record = nomination::open(tx, cmd.nomination).await?;
    let said = record.nomination.said.clone();
    let permit = tx.permit(&DecideNomination(Resource::Scheme(said.scheme)))?;
    on_newest(What::Nomination, cmd.based_on, record.version)?;
    let parties = scheme::parties(tx, said.scheme).await?;
    let views = cmd.views.iter().map(|it| panel_view(it, &parties)).collect::<AppResult<_>>()?;
    let score_shown = nomination::scored(tx, &record).await?.map(|it| it.score.shown());
    let wish = Decide {
        id: tx.id(),
        outcome: cmd.outcome,
        reasons: cmd.reasons.clone(),
        chair: cmd.chair.clone(),
        views,
        score_shown,
        overrides: cmd.overrides.clone(),
        decided_on: cmd.decided_on,
    };
    let quorum = quorum(tx, said.person).await?;
    let room = room(tx, said.scheme).await?;
    let decision = wish.decide(&record.nomination, &quorum, room, tx.today())?;
    sql::insert(tx, &permit, (&decision, &record.nomination, cmd.based_on)).await?;
    let detail = json!({
        "outcome": cmd.outcome.key(),
        "strand": said.strand.0,
        "agencies": cmd.views.len(),
        "over_capacity": cmd.overrides.over_capacity.is_some(),
    });
    let event = Event::new(Verb::Collection, "decided")
        .about("decision", decision.said.id)
        .person(said.person)
        .scheme(said.scheme)
        .detail(detail.clone());
    tx.record(event);
    tx.fact(Fact {
        kind: "decided",
        person: said.person,
        scheme: Some(said.scheme),
        happened_on: cmd.decided_on,
        detail,
    });
    Ok(decision.said.id)
}

fn panel_view(view: &NewView, parties: &[Party]) -> AppResult<PanelView> {
    let party = parties.iter().find(|it| it.agency == view.agency);
    let party = party.ok_or(AppError::NotFound(What::Agency))?;
    Ok(PanelView {
        agency: view.agency,
        kind: party.kind,
        spoken_by: view.spoken_by.clone(),
        view: view.view,
        reasons: view.reasons.clone(),
    })
}

/// Nobody decides about somebody under 18 without the youth offending team [RR04 ¶9].
async fn quorum(rx: &mut Rx<'_>, id: PersonId) -> AppResult<Quorum> {
    let born_on = person::brief(rx, id).await?.born_on;
    let today = rx.today();
    let quorum = Quorum::at_least(domain::decision::AGENCIES_AT_LEAST);
    if born_on.is_some_and(|it| domain::person::is_under_18_on(it, today)) {
        return Ok(quorum.with(domain::agency::AgencyKind::YouthOffendingTeam));
    }
    Ok(quorum)
}

/// A scheme without a capacity turns nobody away for want of room.
async fn room(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<Room> {
    let capacity = scheme::brief(rx, id).await?.capacity.unwrap_or(u32::MAX);
    Ok(Room { capacity, registered: registration::sql::count_open(rx, id).await? })
}

/// The decision that a registration may rest on: the last word of the panel, unless it put the
/// matter off.
pub async fn mandate(rx: &mut Rx<'_>, id: NominationId) -> AppResult<Option<Mandate>> {
    let record = nomination::sql::find(rx, id).await?;
    if record.nomination.withdrawn.is_some() {
        return Ok(None);
    }
    let Some(last) = record.nomination.rulings.last().copied() else { return Ok(None) };
    let kept = sql::find(rx, last.decision).await?;
    Ok(says(last, &kept).map(|says| Mandate {
        decision: kept.id,
        person: kept.person,
        scheme: kept.scheme,
        decided_on: kept.decided_on,
        says,
    }))
}

fn says(last: Ruling, kept: &Kept) -> Option<MandateSays> {
    match last.outcome {
        Outcome::Register if kept.over_capacity.is_some() => {
            Some(MandateSays::RegisterOverCapacity)
        }
        Outcome::Register => Some(MandateSays::Register),
        Outcome::WaitingList => Some(MandateSays::WaitForPlace),
        Outcome::Refuse => Some(MandateSays::Refuse),
        Outcome::Defer { .. } => None,
    }
}

/// What lies before the panel; opening it is audited.
pub async fn panel(rx: &mut Rx<'_>, id: NominationId) -> AppResult<Panel> {
    let page = nomination::page(rx, id).await?;
    rx.require(&DecideNomination(Resource::Scheme(page.scheme.id)))?;
    let parties = scheme::parties(rx, page.scheme.id).await?;
    let registered = registration::sql::count_open(rx, page.scheme.id).await?;
    Ok(Panel { page, parties, registered })
}

/// A decision; opening it is audited.
pub async fn decided(rx: &mut Rx<'_>, id: DecisionId) -> AppResult<Decided> {
    let mut kept = sql::find(rx, id).await?;
    let page = nomination::page(rx, kept.nomination).await?;
    kept.mappa = kept.mappa.filter(|_| page.mappa.is_some());
    Ok(Decided { kept, page })
}

/// The waiting list of a scheme, as far as the reader's roles reach. A score moves nobody.
pub async fn waiting_list(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<WaitingList> {
    rx.require(&ReadWaitingList(Resource::Scheme(id)))?;
    let scheme = scheme::brief(rx, id).await?;
    let registered = registration::sql::count_open(rx, id).await?;
    let mut lines = nomination::undecided(rx, Some(id)).await?;
    let places = in_order(lines.iter().filter_map(place).collect());
    let mut ordered = Vec::with_capacity(places.len());
    for place in places {
        if let Some(at) = lines.iter().position(|it| it.id == place.nomination) {
            ordered.push((place, lines.swap_remove(at)));
        }
    }
    Ok(WaitingList { scheme, registered, places: ordered })
}

fn place(line: &nomination::Listed) -> Option<WaitingPlace> {
    match line.standing {
        Standing::OnWaitingList { since } => Some(WaitingPlace {
            since,
            nominated_on: line.nominated_on,
            nomination: line.id,
            person: line.person,
        }),
        Standing::Awaiting { .. }
        | Standing::Deferred { .. }
        | Standing::Decided { .. }
        | Standing::Withdrawn { .. } => None,
    }
}

//! Nominations and their evidence: made, added to, taken back, and looked at with their score.

mod list;
mod page;
mod row;
pub(crate) mod sql;
#[cfg(test)]
pub(crate) mod tests;

use domain::Date;
use domain::agency::AgencyKind;
use domain::edition::StrandKey;
use domain::id::{DecisionId, NominationId, PersonId, SchemeId};
use domain::nomination::{
    Candidate, Evidence, EvidenceKind, MappaAnswer, Nominate, NominateRefusal, Nomination, Reasons,
    Shown, Standing, StrandRule, Verification, Withdrawal,
};
use serde_json::json;

use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, Reasons as Policies, What, on_newest};
use crate::gate::{Fact, Resource, Rx, Tx, actions};
use crate::{criteria, person, scheme};

pub(crate) use list::undecided;
pub use list::{ListOf, Listed, Listing, list};
pub(crate) use page::scored;
pub use page::{Candidacy, Page, Scored, candidacy, page};

actions! {
    /// Nominate somebody.
    NominateSomebody = "nominate";
    /// Add to a nomination, or take it back.
    AmendNomination = "amend_nomination";
    /// Look at a nomination that led nowhere.
    ReadSettled = "read_settled_nomination";
}

/// A piece of evidence, with what was written about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What the matrix reads of it.
    pub evidence: Evidence,
    /// What it is, in the words of whoever brought it.
    pub what: String,
    /// Where it comes from: a record, a crime number, a meeting.
    pub source: String,
}

impl Piece {
    /// The day on which it was checked against its source.
    pub const fn verified_on(&self) -> Option<Date> {
        match self.evidence.verification {
            Verification::Verified { on } => Some(on),
            Verification::NotVerified => None,
        }
    }
}

/// A nomination as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What the rules know of it.
    pub nomination: Nomination,
    /// The name of the agency that nominated.
    pub agency_name: String,
    /// The kinds of evidence that somebody has looked for.
    pub looked_for: Vec<EvidenceKind>,
    /// The evidence with what was written about it, the latest first.
    pub pieces: Vec<Piece>,
    /// The version of the record.
    pub version: i64,
}

impl Record {
    /// The decision that took the person on, if the panel did.
    pub(crate) fn taken_on_by(&self, today: Date) -> Option<DecisionId> {
        use domain::decision::Outcome;
        match self.nomination.standing(today) {
            Standing::Decided { outcome: Outcome::Register, .. } => {
                self.nomination.rulings.iter().rfind(|it| it.on <= today).map(|it| it.decision)
            }
            Standing::Decided { .. }
            | Standing::Awaiting { .. }
            | Standing::Deferred { .. }
            | Standing::OnWaitingList { .. }
            | Standing::Withdrawn { .. } => None,
        }
    }
}

/// A piece of evidence to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPiece {
    /// What it shows.
    pub shows: Shown,
    /// When it happened.
    pub happened_on: Option<Date>,
    /// When the agency learned of it; today where it is not said.
    pub known_on: Option<Date>,
    /// What it is.
    pub what: String,
    /// Where it comes from.
    pub source: String,
    /// When it was checked against its source.
    pub verified_on: Option<Date>,
}

/// The wish to nominate somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNomination {
    /// Whom.
    pub person: PersonId,
    /// To which scheme.
    pub scheme: SchemeId,
    /// To which strand.
    pub strand: StrandKey,
    /// Why.
    pub reasons: Reasons,
    /// On what evidence.
    pub pieces: Vec<NewPiece>,
    /// The kinds of evidence looked for, found or not.
    pub looked_for: Vec<EvidenceKind>,
    /// Whether MAPPA has them.
    pub mappa: MappaAnswer,
    /// A clinical need to be known first.
    pub clinical_need: Option<Reasons>,
}

/// A nomination to be added to, and the version of it that was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct On {
    /// Which.
    pub id: NominationId,
    /// The version seen.
    pub based_on: i64,
}

/// Nominates somebody, for the agency that the actor works for.
pub async fn nominate(tx: &mut Tx<'_>, cmd: &NewNomination) -> AppResult<NominationId> {
    let permit = tx.permit(&NominateSomebody(Resource::Scheme(cmd.scheme)))?;
    let standing = candidate_standing(tx, cmd.person, cmd.scheme).await?;
    tx.consult(&standing, "opened_person")?;
    let (agency, agency_kind) = own_agency(tx, "nominate").await?;
    let pieces: Vec<Piece> = cmd.pieces.iter().map(|it| piece(tx, it, agency_kind)).collect();
    let wish = Nominate {
        id: tx.id(),
        person: cmd.person,
        scheme: cmd.scheme,
        agency,
        agency_kind,
        strand: cmd.strand.clone(),
        reasons: cmd.reasons.clone(),
        evidence: pieces.iter().map(|it| it.evidence.clone()).collect(),
        mappa: cmd.mappa.clone(),
        clinical_need: cmd.clinical_need.clone(),
        nominated_on: tx.today(),
    };
    check_life(tx, cmd.person, &pieces).await?;
    let candidate = candidate(tx, cmd.person, cmd.scheme).await?;
    let rule = strand_rule(tx, cmd.scheme, &cmd.strand).await?;
    let said = wish.decide(&candidate, &rule, tx.today())?.said;
    sql::insert(tx, &permit, (&said, &cmd.looked_for)).await?;
    for piece in &pieces {
        sql::insert_evidence(tx, &permit, (said.person, said.id, piece)).await?;
    }
    let detail = json!({ "strand": said.strand.0, "agency_kind": agency_kind.key(),
                         "evidence": pieces.len() });
    tx.record(told(Verb::Collection, "nominated", &said).detail(detail.clone()));
    tx.fact(Fact {
        kind: "nominated",
        person: said.person,
        scheme: Some(said.scheme),
        happened_on: said.nominated_on,
        detail,
    });
    Ok(said.id)
}

/// Records what was found out about MAPPA after nominating [RR04 A.4].
pub async fn answer_mappa(tx: &mut Tx<'_>, on: On, answer: &MappaAnswer) -> AppResult<()> {
    let record = open(tx, on.id).await?;
    let permit = tx.permit(&AmendNomination(Resource::Scheme(record.nomination.said.scheme)))?;
    on_newest(What::Nomination, on.based_on, record.version)?;
    let answered = record.nomination.answer_mappa(answer.clone(), tx.today())?.said;
    sql::answer_mappa(tx, &permit, (&answered, on.based_on)).await?;
    tx.record(told(Verb::Alteration, "mappa_answered", &answered));
    Ok(())
}

/// Adds evidence to a nomination that the panel has not settled.
pub async fn add_evidence(tx: &mut Tx<'_>, on: On, new: &NewPiece) -> AppResult<()> {
    let mut record = open(tx, on.id).await?;
    let said = &record.nomination.said;
    let permit = tx.permit(&AmendNomination(Resource::Scheme(said.scheme)))?;
    on_newest(What::Nomination, on.based_on, record.version)?;
    // Asked of the same rule that keeps a settled nomination from being answered.
    record.nomination.answer_mappa(said.mappa.clone(), tx.today())?;
    let (_, kind) = own_agency(tx, "amend_nomination").await?;
    let added = piece(tx, new, kind);
    check_days(&added.evidence, tx.today())?;
    check_life(tx, said.person, std::slice::from_ref(&added)).await?;
    if !record.looked_for.contains(&added.evidence.shows.kind()) {
        record.looked_for.push(added.evidence.shows.kind());
    }
    sql::set_looked_for(tx, &permit, (on.id, &record.looked_for, on.based_on)).await?;
    sql::insert_evidence(tx, &permit, (said.person, on.id, &added)).await?;
    let detail = json!({ "kind": added.evidence.shows.kind().key() });
    tx.record(told(Verb::Collection, "evidence_added", said).detail(detail));
    Ok(())
}

/// Takes a nomination back.
pub async fn withdraw(tx: &mut Tx<'_>, on: On, reasons: &Reasons) -> AppResult<()> {
    let record = open(tx, on.id).await?;
    let permit = tx.permit(&AmendNomination(Resource::Scheme(record.nomination.said.scheme)))?;
    on_newest(What::Nomination, on.based_on, record.version)?;
    let withdrawal = Withdrawal { on: tx.today(), reasons: reasons.clone() };
    let taken_back = record.nomination.withdraw(withdrawal.clone(), tx.today())?;
    sql::withdraw(tx, &permit, (on.id, &withdrawal, on.based_on)).await?;
    tx.record(told(Verb::Alteration, "nomination_withdrawn", &taken_back.said));
    Ok(())
}

/// A nomination whose person the actor may know of; looking is audited.
pub(crate) async fn open(rx: &mut Rx<'_>, id: NominationId) -> AppResult<Record> {
    let record = sql::find(rx, id).await?;
    let standing = standing(rx, &record).await?;
    rx.consult(&standing, "opened_nomination")?;
    Ok(record)
}

/// Who may know of the person of a nomination. While it is alive its scheme may; once it has led
/// nowhere, only those who answer for the decision.
pub(crate) async fn standing(
    rx: &mut Rx<'_>,
    record: &Record,
) -> AppResult<crate::gate::PersonStanding> {
    let said = &record.nomination.said;
    let mut standing = person::standing(rx, said.person).await?;
    if standing.schemes.contains(&said.scheme) {
        return Ok(standing);
    }
    let live = sql::is_awaiting_registration(rx, record).await?;
    if live || rx.may(&ReadSettled(Resource::Scheme(said.scheme))) {
        standing.schemes.push(said.scheme);
    }
    Ok(standing)
}

/// Who may know of somebody to be nominated: of a person whom no scheme claims, those of the
/// scheme that nominates.
pub(crate) async fn candidate_standing(
    rx: &mut Rx<'_>,
    person: PersonId,
    scheme: SchemeId,
) -> AppResult<crate::gate::PersonStanding> {
    let mut standing = person::standing(rx, person).await?;
    if standing.schemes.is_empty() {
        standing.schemes.push(scheme);
    }
    Ok(standing)
}

/// The days of the facts that a nomination rests on, for whoever registers.
pub async fn facts_on(rx: &mut Rx<'_>, id: NominationId) -> AppResult<Vec<Date>> {
    let record = sql::find(rx, id).await?;
    let evidence = record.nomination.said.evidence.into_iter();
    Ok(evidence.map(|it| it.happened_on.unwrap_or(it.known_on)).collect())
}

async fn candidate(rx: &mut Rx<'_>, person: PersonId, scheme: SchemeId) -> AppResult<Candidate> {
    let brief = person::brief(rx, person).await?;
    let found = sql::candidate(rx, person, scheme).await?;
    let scheme_closed_on = scheme::brief(rx, scheme).await?.closed_on;
    Ok(Candidate { born_on: brief.born_on, died_on: brief.died_on, scheme_closed_on, ..found })
}

async fn strand_rule(
    rx: &mut Rx<'_>,
    scheme: SchemeId,
    strand: &StrandKey,
) -> AppResult<StrandRule> {
    let brief = scheme::brief(rx, scheme).await?;
    let today = rx.today();
    let edition = scheme::edition(rx, &brief)?;
    let rule = edition
        .on(today)
        .strand(strand)
        .ok_or_else(|| NominateRefusal::UnknownStrand { strand: strand.clone() })?;
    Ok(StrandRule {
        key: strand.clone(),
        from_age: Some(i16::from(rule.value.ages.youngest)),
        to_age: rule.value.ages.oldest.map(i16::from),
        evidence_at_least: 1,
    })
}

/// The agency that the actor speaks for. Whoever works for none cannot speak for one.
async fn own_agency(
    rx: &mut Rx<'_>,
    action: &'static str,
) -> AppResult<(domain::id::AgencyId, AgencyKind)> {
    let own = (rx.actor().agency(), criteria::own_kind(rx).await?);
    let (Some(agency), Some(kind)) = own else {
        let policies = vec!["nomination.for_an_agency".to_owned()];
        return Err(AppError::Forbidden(Policies { action, policies }));
    };
    Ok((agency, kind))
}

fn piece(tx: &Tx<'_>, new: &NewPiece, brought_by: AgencyKind) -> Piece {
    Piece {
        evidence: Evidence {
            id: tx.id(),
            shows: new.shows,
            happened_on: new.happened_on,
            known_on: new.known_on.unwrap_or_else(|| tx.today()),
            brought_by,
            verification: new
                .verified_on
                .map_or(Verification::NotVerified, |on| Verification::Verified { on }),
        },
        what: new.what.clone(),
        source: new.source.clone(),
    }
}

/// Nobody offended before they were born. Of a day that is still to come the evidence itself is
/// refused.
async fn check_life(rx: &mut Rx<'_>, id: PersonId, pieces: &[Piece]) -> AppResult<()> {
    let (life, today) = (person::brief(rx, id).await?.life(), rx.today());
    for on in pieces.iter().filter_map(|it| it.evidence.happened_on).filter(|it| *it <= today) {
        life.happened(on, today)?;
    }
    Ok(())
}

/// Evidence that comes later is held to the same days as evidence that came first.
fn check_days(evidence: &Evidence, today: Date) -> Result<(), NominateRefusal> {
    let id = evidence.id;
    if !evidence.known_by(today) {
        return Err(NominateRefusal::EvidenceInFuture { evidence: id });
    }
    if evidence.happened_on.is_some_and(|it| it > evidence.known_on) {
        return Err(NominateRefusal::EvidenceKnownTooEarly { evidence: id });
    }
    Ok(())
}

fn told(verb: Verb, name: &'static str, said: &Nominate) -> Event {
    Event::new(verb, name).about("nomination", said.id).person(said.person).scheme(said.scheme)
}

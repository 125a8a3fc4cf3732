//! Statements about nominations and their evidence.

use domain::Date;
use domain::id::{DecisionId, NominationId, PersonId, SchemeId};
use domain::nomination::{Candidate, EvidenceKind, Nominate, Withdrawal};

use super::row::{evidence, mappa_columns, record};
use super::{AmendNomination, NominateSomebody, Piece, Record};
use crate::db::{args, statements};
use crate::error::{AppError, AppResult, What};
use crate::gate::{Permit, Rx, Tx};

statements! {
    INSERT = "
        insert into nomination
            (person_id, nomination_id, scheme_id, agency_id, user_id, strand, reasons,
             looked_for, mappa, mappa_category, mappa_level, mappa_who_finds_out, mappa_by,
             clinical_need, nominated_on, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)";

    INSERT_EVIDENCE = "
        insert into evidence
            (person_id, evidence_id, nomination_id, kind, class, happened_on, known_on,
             brought_by, what, source, verified_on, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    FIND = "
        select nomination.person_id, nomination.nomination_id, nomination.scheme_id,
               nomination.agency_id, nomination.user_id, nomination.strand, nomination.reasons,
               nomination.looked_for, nomination.mappa, nomination.mappa_category,
               nomination.mappa_level, nomination.mappa_who_finds_out, nomination.mappa_by,
               nomination.clinical_need, nomination.nominated_on, nomination.withdrawn_on,
               nomination.withdrawn_reasons, nomination.version, agency.name as agency_name,
               agency.kind as agency_kind
          from nomination
          join agency on agency.agency_id = nomination.agency_id
         where nomination.nomination_id = $1";

    EVIDENCE = "
        select evidence_id, kind, class, happened_on, known_on, brought_by, what, source,
               verified_on
          from evidence
         where nomination_id = $1
         order by happened_on desc nulls last, evidence_id";

    ANSWER_MAPPA = "
        update nomination
           set mappa = $3, mappa_category = $4, mappa_level = $5, mappa_who_finds_out = $6,
               mappa_by = $7, version = version + 1
         where nomination_id = $1
           and version = $2";

    WITHDRAW = "
        update nomination
           set withdrawn_on = $3, withdrawn_reasons = $4, version = version + 1
         where nomination_id = $1
           and version = $2";

    LOOKED_FOR = "
        update nomination
           set looked_for = $3, version = version + 1
         where nomination_id = $1
           and version = $2";

    OF_PERSON = "
        select nomination_id
          from nomination
         where person_id = $1
           and scheme_id = $2
           and withdrawn_on is null
         order by nominated_on, nomination_id";

    OPEN_SINCE = "
        select registered_on
          from registration
         where person_id = $1
           and scheme_id = $2
           and ended_on is null";

    LAST_REMOVED = "
        select max(ended_on) as ended_on
          from registration
         where person_id = $1
           and scheme_id = $2";

    CUSTODY = "
        select from_on, until_on
          from person_custody
         where person_id = $1
         order by from_on, custody_id";

    /// Not withdrawn, neither refused nor taken on, and within the reader's reach.
    UNSETTLED = "
        select nomination.person_id, nomination.nomination_id, nomination.scheme_id,
               nomination.agency_id, nomination.nominated_on, scheme.name as scheme_name,
               agency.name as agency_name, person_name.forenames, person_name.surname,
               person.born_on, person.secrecy
          from nomination
          join scheme on scheme.scheme_id = nomination.scheme_id
          join agency on agency.agency_id = nomination.agency_id
          join person on person.person_id = nomination.person_id
          join person_name on person_name.person_id = nomination.person_id
                          and person_name.kind = 'main'
         where ($1 = 1 or nomination.scheme_id in (select value from json_each($2)))
           and ($3 = 1 or person.secrecy <> 'restricted')
           and ($4 = 1 or person.born_on is null or person.born_on <= $5)
           and (cast($6 as text) is null or nomination.scheme_id = $6)
           and nomination.withdrawn_on is null
           and not exists (
                select 1
                  from decision
                 where decision.person_id = nomination.person_id
                   and decision.nomination_id = nomination.nomination_id
                   and decision.outcome in ('refuse', 'register'))
           and not exists (
                select 1
                  from registration
                 where registration.person_id = nomination.person_id
                   and registration.nomination_id = nomination.nomination_id)
         order by nomination.nominated_on, nomination.nomination_id";

    RESTING_ON = "
        select count(*) as found
          from registration
         where person_id = $1
           and decision_id = $2";
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    permit: &Permit<NominateSomebody>,
    (said, looked_for): (&Nominate, &[EvidenceKind]),
) -> AppResult<()> {
    let _ = permit;
    let (mappa, category, level, who, by) = mappa_columns(&said.mappa);
    let args = args![
        said.person,
        said.id,
        said.scheme,
        said.agency,
        tx.actor().user_id(),
        said.strand.0.as_str(),
        said.reasons.text(),
        keys(looked_for),
        mappa,
        category,
        level,
        who,
        by,
        said.clinical_need.as_ref().map(|it| it.text().to_owned()),
        said.nominated_on,
    ];
    tx.run(INSERT, args).await.map(drop)
}

/// The permit of nominating, or of adding to a nomination: both bring evidence.
pub(crate) trait BringsEvidence {}
impl BringsEvidence for Permit<NominateSomebody> {}
impl BringsEvidence for Permit<AmendNomination> {}

pub(crate) async fn insert_evidence(
    tx: &mut Tx<'_>,
    _permit: &impl BringsEvidence,
    (person, nomination, piece): (PersonId, NominationId, &Piece),
) -> AppResult<()> {
    let shown = &piece.evidence;
    let args = args![
        person,
        shown.id,
        nomination,
        shown.shows.kind().key(),
        shown.shows.detail_key(),
        shown.happened_on,
        shown.known_on,
        shown.brought_by.key(),
        piece.what.as_str(),
        piece.source.as_str(),
        piece.verified_on(),
        tx.now(),
    ];
    tx.run(INSERT_EVIDENCE, args).await.map(drop)
}

pub(crate) async fn set_looked_for(
    tx: &mut Tx<'_>,
    _permit: &Permit<AmendNomination>,
    (id, looked_for, based_on): (NominationId, &[EvidenceKind], i64),
) -> AppResult<()> {
    let args = args![id, based_on, keys(looked_for)];
    tx.run_versioned(What::Nomination, based_on, LOOKED_FOR, args).await
}

pub(crate) async fn answer_mappa(
    tx: &mut Tx<'_>,
    _permit: &Permit<AmendNomination>,
    (answered, based_on): (&Nominate, i64),
) -> AppResult<()> {
    let (mappa, category, level, who, by) = mappa_columns(&answered.mappa);
    let args = args![answered.id, based_on, mappa, category, level, who, by];
    tx.run_versioned(What::Nomination, based_on, ANSWER_MAPPA, args).await
}

pub(crate) async fn withdraw(
    tx: &mut Tx<'_>,
    _permit: &Permit<AmendNomination>,
    (id, withdrawal, based_on): (NominationId, &Withdrawal, i64),
) -> AppResult<()> {
    let args = args![id, based_on, withdrawal.on, withdrawal.reasons.text()];
    tx.run_versioned(What::Nomination, based_on, WITHDRAW, args).await
}

pub(crate) async fn find(rx: &mut Rx<'_>, id: NominationId) -> AppResult<Record> {
    let found = rx.maybe(FIND, args![id], record).await?;
    let mut found = found.ok_or(AppError::NotFound(What::Nomination))?;
    found.pieces = rx.all(EVIDENCE, args![id], evidence).await?;
    let pieces = found.pieces.iter().map(|it| it.evidence.clone());
    found.nomination.said.evidence = pieces.collect();
    found.nomination.rulings = crate::decision::sql::rulings(rx, id).await?;
    Ok(found)
}

/// What stands in the way of nominating somebody to a scheme, but for the person's own dates.
pub(crate) async fn candidate(
    rx: &mut Rx<'_>,
    person: PersonId,
    scheme: SchemeId,
) -> AppResult<Candidate> {
    let today = rx.today();
    let mut nominated_since = None;
    let earlier: Vec<NominationId> =
        rx.all(OF_PERSON, args![person, scheme], |row| row.get("nomination_id")).await?;
    for id in earlier {
        let record = find(rx, id).await?;
        if record.nomination.is_undecided(today) || is_awaiting_registration(rx, &record).await? {
            nominated_since = Some(record.nomination.said.nominated_on);
        }
    }
    let registered_since: Option<Date> =
        rx.maybe(OPEN_SINCE, args![person, scheme], |row| row.get("registered_on")).await?;
    let removed_on: Option<Option<Date>> =
        rx.maybe(LAST_REMOVED, args![person, scheme], |row| row.get("ended_on")).await?;
    let removed_on = removed_on.flatten();
    Ok(Candidate { registered_since, nominated_since, removed_on, ..Candidate::default() })
}

/// Whether the panel took the person on and nobody has registered them yet.
pub(crate) async fn is_awaiting_registration(rx: &mut Rx<'_>, record: &Record) -> AppResult<bool> {
    let Some(decision) = record.taken_on_by(rx.today()) else { return Ok(false) };
    Ok(registrations_resting_on(rx, record.nomination.said.person, decision).await? == 0)
}

async fn registrations_resting_on(
    rx: &mut Rx<'_>,
    person: PersonId,
    decision: DecisionId,
) -> AppResult<i64> {
    rx.one(RESTING_ON, args![person, decision], |row| row.get("found")).await
}

fn keys(kinds: &[EvidenceKind]) -> String {
    let keys: Vec<&str> = kinds.iter().map(|it| it.key()).collect();
    serde_json::json!(keys).to_string()
}

//! What the pages of a nomination show, with what the reader may not see left out.

use domain::Date;
use domain::criteria::{
    Criteria, CustodyPeriod, Known, Release, Score, WouldChange, score, would_change,
};
use domain::edition::{Edition, RulesOn, Strand, age_on};
use domain::id::{NominationId, PersonId, SchemeId};
use domain::nomination::{EvidenceKind, MappaAnswer};
use domain::user::Category;

use super::{NominateSomebody, Record, candidate_standing, sql};
use crate::db::{Row, args};
use crate::error::AppResult;
use crate::gate::{PersonStanding, Resource, Rx};
use crate::person::PersonBrief;
use crate::scheme::SchemeBrief;
use crate::{criteria, person, scheme};

/// A score, and the matrix that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// The matrix in force today.
    pub criteria: Criteria,
    /// Its answer. Made without intelligence for a reader who may not see any.
    pub score: Score,
    /// What would change it.
    pub would_change: WouldChange,
}

/// Everything the page of a nomination shows this reader.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one answer of the policy to the page")]
pub struct Page {
    /// The nomination, without the evidence that the reader may not see.
    pub record: Record,
    /// Whom it is about.
    pub person: PersonBrief,
    /// To which scheme.
    pub scheme: SchemeBrief,
    /// The strand as the edition names it, while it does.
    pub strand: Option<Strand>,
    /// The score today, where a matrix is in force.
    pub scored: Option<Scored>,
    /// Whether this reader may see intelligence.
    pub sees_intelligence: bool,
    /// The answer about MAPPA, where the reader may see it.
    pub mappa: Option<MappaAnswer>,
    /// The clinical need, where the reader may see it.
    pub clinical_need: Option<String>,
    /// Whether the evidence may be seen.
    pub sees_offending: bool,
    /// Whether the reader may add to it or take it back.
    pub may_amend: bool,
    /// Whether the reader may record the panel's decision.
    pub may_decide: bool,
    /// Whether the panel took the person on and nobody registered them yet.
    pub awaits_registration: bool,
}

/// Everything the page of a nomination shows; opening it is audited.
pub async fn page(rx: &mut Rx<'_>, id: NominationId) -> AppResult<Page> {
    let mut record = sql::find(rx, id).await?;
    let standing = super::standing(rx, &record).await?;
    rx.consult(&standing, "opened_nomination")?;
    let said = record.nomination.said.clone();
    let scheme = scheme::brief(rx, said.scheme).await?;
    let strand = scheme::edition(rx, &scheme)?.on(said.nominated_on).strand(&said.strand);
    let strand = strand.map(|it| it.value.clone());
    let sees = |category| rx.may_see(category, &standing);
    let (sees_offending, sees_intelligence) =
        (sees(Category::Offending), sees(Category::Intelligence));
    let mappa = sees(Category::Mappa).then(|| said.mappa.clone());
    let clinical_need = said.clinical_need.filter(|_| sees(Category::Health));
    leave_out(&mut record, |kind| match kind {
        EvidenceKind::Intelligence => sees_intelligence,
        EvidenceKind::Conviction
        | EvidenceKind::Charge
        | EvidenceKind::Arrest
        | EvidenceKind::DrugTest
        | EvidenceKind::Harm
        | EvidenceKind::AgencyReport => sees_offending,
    });
    let scored = if sees_offending { scored(rx, &record).await? } else { None };
    let on_scheme = || Resource::Scheme(said.scheme);
    Ok(Page {
        person: person::brief(rx, said.person).await?,
        awaits_registration: sql::is_awaiting_registration(rx, &record).await?,
        may_amend: rx.may(&super::AmendNomination(on_scheme())),
        may_decide: rx.may(&crate::decision::DecideNomination(on_scheme())),
        clinical_need: clinical_need.map(|it| it.text().to_owned()),
        record,
        scheme,
        strand,
        scored,
        sees_intelligence,
        mappa,
        sees_offending,
    })
}

fn leave_out(record: &mut Record, shown: impl Fn(EvidenceKind) -> bool) {
    record.pieces.retain(|it| shown(it.evidence.shows.kind()));
    record.nomination.said.evidence.retain(|it| shown(it.shows.kind()));
}

/// The score on the evidence that the record holds, by the matrix in force today.
pub(crate) async fn scored(rx: &mut Rx<'_>, record: &Record) -> AppResult<Option<Scored>> {
    let said = &record.nomination.said;
    let Some(criteria) = criteria::in_force(rx, said.scheme).await? else { return Ok(None) };
    let custody = custody(rx, said.person).await?;
    let known = Known {
        evidence: &said.evidence,
        looked_for: &record.looked_for,
        custody: (!custody.is_empty()).then_some(custody.as_slice()),
    };
    let today = rx.today();
    let made = score(&criteria, &known, today);
    let would_change = would_change(&criteria, &known, today);
    Ok(Some(Scored { score: made, would_change, criteria }))
}

async fn custody(rx: &mut Rx<'_>, person: PersonId) -> AppResult<Vec<CustodyPeriod>> {
    let today = rx.today();
    rx.all(sql::CUSTODY, args![person], |row| stay(&row, today)).await
}

fn stay(row: &Row, today: Date) -> AppResult<CustodyPeriod> {
    let until: Option<Date> = row.get("until_on")?;
    let release = until.filter(|it| *it <= today).map_or(Release::StillHeld, Release::On);
    Ok(CustodyPeriod { received_on: Some(row.get("from_on")?), release })
}

/// Somebody about to be nominated, and the strands that take them.
#[derive(Debug, Clone)]
pub struct Candidacy {
    /// Whom.
    pub person: PersonBrief,
    /// To which scheme.
    pub scheme: SchemeBrief,
    /// The strands of the scheme's edition that take this age.
    pub strands: Vec<Strand>,
}

/// Who is about to be nominated; opening the record is audited.
pub async fn candidacy(
    rx: &mut Rx<'_>,
    scheme: SchemeId,
    person: PersonId,
) -> AppResult<Candidacy> {
    rx.require(&NominateSomebody(Resource::Scheme(scheme)))?;
    let scheme = scheme::brief(rx, scheme).await?;
    let standing: PersonStanding = candidate_standing(rx, person, scheme.id).await?;
    rx.consult(&standing, "opened_person")?;
    let person = person::brief(rx, person).await?;
    let today = rx.today();
    let strands = strands(scheme::edition(rx, &scheme)?, person.born_on, today);
    Ok(Candidacy { person, scheme, strands })
}

/// The strands that take somebody of this age; all of them where the age is not known.
fn strands(edition: &Edition, born_on: Option<Date>, today: Date) -> Vec<Strand> {
    let rules: RulesOn<'_> = edition.on(today);
    let age = born_on.and_then(|it| age_on(it, today));
    let taken = rules.strands().filter(|it| age.is_none_or(|age| it.value.ages.holds(age)));
    taken.map(|it| it.value.clone()).collect()
}

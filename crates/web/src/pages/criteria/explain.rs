//! The criteria explained: every factor with its look-back, its weights and where it comes from;
//! every version, however old.

use app::AppError;
use app::criteria::{AdoptCriteria, AgreeCriteria, DraftCriteria, Version, versions};
use app::gate::Resource;
use axum::extract::Path;
use domain::Date;
use domain::agency::AgencyKind;
use domain::criteria::{Basis, CriteriaStanding, Decay, Factor, Measure};
use domain::id::{CriteriaId, SchemeId};
use serde::Serialize;

use crate::form::{FieldErrors, Fields, FormView};
use crate::i18n::{Msg, Words};
use crate::pages::nomination::score::source;
use crate::pages::nomination::{key, today, words};
use crate::render::{Page, Tag, Tone};
use crate::server::{PageResult, Visit};
use crate::{msg, msg_n};

const FIELDS: &[&str] = &["title", "consider_at", "from"];

/// The criteria of a scheme: one version in full, and a list of all.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CriteriaPage {
    scheme: String,
    scheme_name: String,
    shown: Option<Shown>,
    versions: Vec<VersionLine>,
    may_draft: bool,
    form: FormView,
}

/// One version in full.
#[derive(Debug, Clone, Serialize)]
struct Shown {
    id: String,
    version: i64,
    number: u32,
    title: String,
    standing: Tag,
    consider_at: u32,
    police_on: Option<String>,
    probation_on: Option<String>,
    factors: Vec<FactorView>,
    /// A draft that this reader may change.
    is_open: bool,
    may_adopt: bool,
    /// The agency for which this reader may agree.
    agrees_for: Option<Words>,
}

#[derive(Debug, Clone, Serialize)]
struct FactorView {
    key: String,
    title: String,
    window: Words,
    how: Words,
    weights: Vec<WeightLine>,
    cap: u32,
    source: String,
    is_local: bool,
    justification: Option<String>,
    justified_on: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct WeightLine {
    what: Words,
    points: Option<u32>,
}

#[derive(Debug, Clone, Serialize)]
struct VersionLine {
    href: String,
    number: u32,
    title: String,
    standing: Tag,
}

impl Page for CriteriaPage {
    const TEMPLATE: &'static str = "pages/criteria/show.html";

    fn samples() -> Vec<Self> {
        let factor = |justified: Option<&str>| FactorView {
            key: "crime".to_owned(),
            title: "Crime".to_owned(),
            window: window(&sample_factor()).into(),
            how: msg!("Points once, if there is any").into(),
            weights: vec![
                WeightLine { what: msg!("Robbery").into(), points: Some(6) },
                WeightLine { what: msg!("Robbery").into(), points: None },
            ],
            cap: 30,
            source: "RR04 ¶1".to_owned(),
            is_local: justified.is_some(),
            justification: justified.map(str::to_owned),
            justified_on: justified.map(|_| "2004-09-01".to_owned()),
        };
        let standing = || Tag::new(msg!("Draft"), Tone::Waiting);
        let shown = |is_open, agreed: Option<&str>| Shown {
            id: "1".to_owned(),
            version: 1,
            number: 1,
            title: "Matrix".to_owned(),
            standing: standing(),
            consider_at: 20,
            police_on: agreed.map(str::to_owned),
            probation_on: agreed.map(str::to_owned),
            factors: vec![factor(None), factor(Some("Because"))],
            is_open,
            may_adopt: is_open,
            agrees_for: agreed.map(|_| msg!("Police").into()),
        };
        let line = VersionLine {
            href: "/criteria/1".to_owned(),
            number: 1,
            title: "Matrix".to_owned(),
            standing: standing(),
        };
        let page = |shown, errors| Self {
            scheme: "1".to_owned(),
            scheme_name: "Sample scheme".to_owned(),
            shown,
            versions: vec![line.clone()],
            may_draft: true,
            form: FormView::again(FIELDS, &Fields::default(), errors),
        };
        let none = FieldErrors::default;
        let errors = FieldErrors::one("factors", msg!("Choose what the factor counts"));
        vec![
            page(None, none()),
            page(Some(shown(false, Some("2004-09-01"))), none()),
            page(Some(shown(true, None)), errors),
            page(Some(shown(true, Some("2004-09-01"))), none()),
        ]
    }
}

fn sample_factor() -> Factor {
    Factor {
        key: "crime".to_owned(),
        title: "Crime".to_owned(),
        source: domain::criteria::Provenance::Local,
        measure: Measure::YesNo { counts: Vec::new(), points: 1 },
        window_months: 12,
        basis: Basis::AtLiberty,
        cap: 1,
        justification: None,
    }
}

/// Every version of a scheme, and what this visitor's agency is.
struct Book {
    scheme: app::scheme::SchemeBrief,
    versions: Vec<Version>,
    agency: Option<AgencyKind>,
}

async fn read(visit: &Visit, scheme: SchemeId) -> Result<Book, AppError> {
    let app = &visit.web.app;
    app.read(&visit.actor, |rx| {
        Box::pin(async move {
            let versions = versions(rx, scheme).await?;
            let agency = app::criteria::agreeing_kind(rx).await?;
            Ok(Book { scheme: app::scheme::brief(rx, scheme).await?, versions, agency })
        })
    })
    .await
}

pub(super) async fn index(visit: Visit, Path(scheme): Path<String>) -> PageResult {
    let book = read(&visit, key(&scheme)?).await?;
    let today = today(&visit);
    let in_force = |it: &&Version| {
        let standing = it.criteria.standing(today);
        it.adopted_on.is_some() && matches!(standing, CriteriaStanding::InForce { .. })
    };
    let shown = book.versions.iter().find(in_force).or(book.versions.first()).cloned();
    render(&visit, &book, shown.as_ref(), (&Fields::default(), FieldErrors::default()))
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> PageResult {
    let sent = (&Fields::default(), FieldErrors::default());
    again(&visit, key(&id)?, sent).await
}

/// The page of one version, with what was typed into one of its forms.
pub(super) async fn again(
    visit: &Visit,
    id: CriteriaId,
    sent: (&Fields, FieldErrors),
) -> PageResult {
    let app = &visit.web.app;
    let found = app.read(&visit.actor, |rx| Box::pin(app::criteria::version(rx, id))).await?;
    let book = read(visit, found.criteria.scheme).await?;
    render(visit, &book, Some(&found), sent)
}

fn render(
    visit: &Visit,
    book: &Book,
    found: Option<&Version>,
    (fields, errors): (&Fields, FieldErrors),
) -> PageResult {
    let today = today(visit);
    let mut form = FormView::again(FIELDS, fields, errors);
    if let Some(it) = found.filter(|_| fields.first("title").is_none()) {
        form = form
            .with("title", it.criteria.title.clone())
            .with("consider_at", it.criteria.consider_at.to_string());
    }
    visit.render(&CriteriaPage {
        scheme: book.scheme.id.to_string(),
        scheme_name: book.scheme.name.clone(),
        shown: found.map(|it| shown(visit, book, it, today)),
        versions: book.versions.iter().map(|it| line(it, today)).collect(),
        may_draft: may(visit, &DraftCriteria(Resource::Scheme(book.scheme.id))),
        form,
    })
}

fn may<A: app::gate::Action>(visit: &Visit, action: &A) -> bool {
    visit.web.app.policy().decide(&visit.actor, A::NAME, action.resource()).is_ok()
}

fn shown(visit: &Visit, book: &Book, found: &Version, today: Date) -> Shown {
    let (criteria, is_draft) = (&found.criteria, found.adopted_on.is_none());
    let on = || Resource::Scheme(criteria.scheme);
    let missing = criteria.agreed.missing();
    let agrees = book.agency.filter(|it| is_draft && missing.contains(it));
    let agrees = agrees.filter(|_| may(visit, &AgreeCriteria(on())));
    Shown {
        id: criteria.id.to_string(),
        version: found.version,
        number: criteria.version,
        title: criteria.title.clone(),
        standing: standing(found, today),
        consider_at: criteria.consider_at,
        police_on: criteria.agreed.police_on.map(|it| it.to_string()),
        probation_on: criteria.agreed.probation_on.map(|it| it.to_string()),
        factors: criteria.factors.iter().map(factor).collect(),
        is_open: is_draft && may(visit, &DraftCriteria(on())),
        may_adopt: is_draft && may(visit, &AdoptCriteria(on())),
        agrees_for: agrees.map(|it| crate::words::agency_kind(it).into()),
    }
}

fn line(version: &Version, today: Date) -> VersionLine {
    VersionLine {
        href: format!("/criteria/{}", version.criteria.id),
        number: version.criteria.version,
        title: version.criteria.title.clone(),
        standing: standing(version, today),
    }
}

fn standing(version: &Version, today: Date) -> Tag {
    if version.adopted_on.is_none() {
        return Tag::new(msg!("Draft"), Tone::Waiting);
    }
    match version.criteria.standing(today) {
        CriteriaStanding::AwaitingAgreement { .. } => Tag::new(msg!("Draft"), Tone::Waiting),
        CriteriaStanding::NotYet { from } => {
            Tag::new(msg!("In force from {date}", date = from), Tone::Waiting)
        }
        CriteriaStanding::InForce { since } => {
            Tag::new(msg!("In force since {date}", date = since), Tone::Good)
        }
        CriteriaStanding::Ended { on } => {
            Tag::new(msg!("In force until {date}", date = on), Tone::Neutral)
        }
    }
}

fn factor(factor: &Factor) -> FactorView {
    let (how, weights) = match &factor.measure {
        Measure::PerOccasion { weights, decay } => {
            let line = |it: &domain::criteria::Weight| WeightLine {
                what: words::counted(it.counted).into(),
                points: Some(it.points),
            };
            (per_occasion(*decay), weights.iter().map(line).collect())
        }
        Measure::Bands { counts, bands } => {
            let band = |it: &domain::criteria::Band| WeightLine {
                what: msg!("From {n} occasions", n = it.at_least).into(),
                points: Some(it.points),
            };
            let lines = uncounted(counts).into_iter().chain(bands.iter().map(band));
            (msg!("Points by the number of occasions"), lines.collect())
        }
        Measure::YesNo { counts, points } => {
            let mut lines = uncounted(counts);
            for line in &mut lines {
                line.points = Some(*points);
            }
            (msg!("Points once, if there is any"), lines)
        }
    };
    let justification = factor.justification.as_ref();
    FactorView {
        key: factor.key.clone(),
        title: factor.title.clone(),
        window: window(factor).into(),
        how: how.into(),
        weights,
        cap: factor.cap,
        source: source(factor),
        is_local: factor.source == domain::criteria::Provenance::Local,
        justification: justification.map(|it| it.reasons.text().to_owned()),
        justified_on: justification.map(|it| it.given_on.to_string()),
    }
}

fn per_occasion(decay: Decay) -> Msg {
    match decay {
        Decay::Full => msg!("Points for each occasion"),
        Decay::HalfAfter { months } => msg!(
            "Points for each occasion, half of them after {months} months",
            months = u32::from(months)
        ),
    }
}

fn uncounted(counts: &[domain::criteria::Counted]) -> Vec<WeightLine> {
    let line = |it: &domain::criteria::Counted| WeightLine {
        what: words::counted(*it).into(),
        points: None,
    };
    counts.iter().map(line).collect()
}

fn window(factor: &Factor) -> Msg {
    let months = i64::from(factor.window_months);
    match factor.basis {
        Basis::Calendar => msg_n!("The last {n} month", "The last {n} months", months),
        Basis::AtLiberty => {
            msg_n!("The last {n} month at liberty", "The last {n} months at liberty", months)
        }
    }
}

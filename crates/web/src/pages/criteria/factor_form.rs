//! The form of a factor: its fields, how they are read, and what is wrong with them.

use domain::Date;
use domain::criteria::{
    Band, Basis, Counted, CriteriaRefusal, Decay, Factor, Justification, Measure, Provenance,
    Weight,
};
use domain::edition::Source;
use domain::nomination::EvidenceKind;
use domain::when::Sense;
use serde::Serialize;

use super::update::{number, optional_number};
use crate::form::{FieldErrors, FieldView, Fields, FormReader, FormView, Read};
use crate::msg;
use crate::pages::nomination::form::optional_reasons;
use crate::words::read_date;

/// Rows of what is counted, and of steps, that a form has at the least.
const ROWS_MIN: usize = 4;
/// And at the most.
const ROWS_MAX: usize = 60;

const FIELDS: [&str; 11] = [
    "factor_title",
    "sort",
    "window_months",
    "basis",
    "cap",
    "points",
    "half_after",
    "source",
    "justification",
    "justified_on",
    "counts",
];

/// One row: what is counted and its points, or a step.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    pub(super) number: usize,
    pub(super) kind: FieldView,
    pub(super) detail: FieldView,
    pub(super) points: FieldView,
    pub(super) at_least: FieldView,
    pub(super) step_points: FieldView,
}

const ROW: [&str; 5] = ["kind", "detail", "points", "at_least", "step"];

/// How many rows a form has.
pub(super) fn room(fields: &Fields) -> usize {
    let asked = fields.first("rows").and_then(|it| it.parse().ok()).unwrap_or(ROWS_MIN);
    asked.clamp(ROWS_MIN, ROWS_MAX)
}

/// The form as it was sent, with what is wrong.
pub(super) fn view(fields: &Fields, errors: FieldErrors) -> FormView {
    let rows = (0..room(fields)).flat_map(|n| ROW.map(|it| format!("{it}-{n}")));
    let names: Vec<String> = FIELDS.map(str::to_owned).into_iter().chain(rows).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    FormView::again(&names, fields, errors)
}

/// The rows of a form.
pub(super) fn rows(fields: &Fields, form: &FormView) -> Vec<Row> {
    let row = |n: usize| {
        let field = |name| form.field.get(&format!("{name}-{n}")).cloned();
        Some(Row {
            number: n + 1,
            kind: field("kind")?,
            detail: field("detail")?,
            points: field("points")?,
            at_least: field("at_least")?,
            step_points: field("step")?,
        })
    };
    (0..room(fields)).filter_map(row).collect()
}

/// What the form of an existing factor starts with.
pub(super) fn fields_of(factor: &Factor) -> Fields {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: String| pairs.push((name.to_owned(), value));
    put("factor_title", factor.title.clone());
    put("window_months", factor.window_months.to_string());
    put("basis", factor.basis.key().to_owned());
    put("cap", factor.cap.to_string());
    if let Provenance::Guidance(source) = &factor.source {
        put("source", source.0.clone());
    }
    if let Some(it) = &factor.justification {
        put("justification", it.reasons.text().to_owned());
        put("justified_on", it.given_on.to_string());
    }
    for (n, counted) in factor.measure.counted().into_iter().enumerate() {
        put(&format!("kind-{n}"), counted.kind().key().to_owned());
        put(&format!("detail-{n}"), counted.detail_key().unwrap_or_default().to_owned());
    }
    let mut used = factor.measure.counted().len();
    match &factor.measure {
        Measure::PerOccasion { weights, decay } => {
            put("sort", "per_occasion".to_owned());
            for (n, weight) in weights.iter().enumerate() {
                put(&format!("points-{n}"), weight.points.to_string());
            }
            if let Decay::HalfAfter { months } = decay {
                put("half_after", months.to_string());
            }
        }
        Measure::Bands { bands, .. } => {
            put("sort", "bands".to_owned());
            used = used.max(bands.len());
            for (n, band) in bands.iter().enumerate() {
                put(&format!("at_least-{n}"), band.at_least.to_string());
                put(&format!("step-{n}"), band.points.to_string());
            }
        }
        Measure::YesNo { points, .. } => {
            put("sort", "yes_no".to_owned());
            put("points", points.to_string());
        }
    }
    put("rows", (used + 2).to_string());
    Fields::from_pairs(pairs)
}

/// Reads the form of a factor; a new one gets its key from its title.
pub(super) fn read(key: Option<&str>, fields: &Fields, today: Date) -> Result<Factor, FieldErrors> {
    let mut form = FormReader::new(fields);
    let title = form.required_text("factor_title", msg!("Give the factor a title"));
    let measure = measure(&mut form, fields);
    let months = number(&mut form, "window_months", msg!("Say how many months it looks back"));
    let missing = msg!("Choose how the months are counted");
    let basis = form.choice("basis", Basis::from_key, missing);
    let cap = number(&mut form, "cap", msg!("Say how many points it gives at most"));
    let source = form.optional_text("source");
    let justification = justification(&mut form, today);
    let read = form.finish((title, measure, months, basis, cap, source, justification))?;
    let (title, measure, months, basis, cap, source, justification) = read;
    Ok(Factor {
        key: key.map_or_else(|| key_of(&title), str::to_owned),
        title,
        source: source.map_or(Provenance::Local, |it| Provenance::Guidance(Source(it))),
        measure,
        window_months: u16::try_from(months).unwrap_or(u16::MAX),
        basis,
        cap,
        justification,
    })
}

/// The key of a title: its letters and digits, the rest as `_`.
pub(super) fn key_of(title: &str) -> String {
    let key: String = title
        .to_lowercase()
        .chars()
        .map(|it| if it.is_alphanumeric() { it } else { '_' })
        .collect();
    key.trim_matches('_').to_owned()
}

fn justification(form: &mut FormReader<'_>, today: Date) -> Read<Option<Justification>> {
    let reasons = optional_reasons(form, "justification")?;
    let given_on = form.optional_date("justified_on", read_date(Sense::Past, today))?;
    let Some(reasons) = reasons else { return Some(None) };
    Some(Some(Justification { reasons, given_on: given_on.unwrap_or(today) }))
}

fn measure(form: &mut FormReader<'_>, fields: &Fields) -> Read<Measure> {
    let known = ["per_occasion", "bands", "yes_no"];
    let key = |it: &str| known.into_iter().find(|known| *known == it);
    let sort = form.choice("sort", key, msg!("Choose how it gives points"))?;
    let counted = counted(form, fields);
    match sort {
        "per_occasion" => {
            let decay = optional_number(form, "half_after")?;
            let months = |it: u32| u16::try_from(it).unwrap_or(u16::MAX);
            let mut weights = Vec::new();
            for (n, counted) in counted? {
                let missing = msg!("Say how many points this gives");
                let points = number(form, &format!("points-{n}"), missing)?;
                weights.push(Weight { counted, points });
            }
            let decay = decay.map_or(Decay::Full, |it| Decay::HalfAfter { months: months(it) });
            Some(Measure::PerOccasion { weights, decay })
        }
        "bands" => {
            let bands = bands(form, fields);
            let counts = counted?.into_iter().map(|(_, it)| it).collect();
            Some(Measure::Bands { counts, bands: bands? })
        }
        _ => {
            let points = number(form, "points", msg!("Say how many points this gives"));
            let counts = counted?.into_iter().map(|(_, it)| it).collect();
            Some(Measure::YesNo { counts, points: points? })
        }
    }
}

fn counted(form: &mut FormReader<'_>, fields: &Fields) -> Read<Vec<(usize, Counted)>> {
    let mut found = Vec::new();
    for n in 0..room(fields) {
        let kind = form.optional_choice(&format!("kind-{n}"), EvidenceKind::from_key)?;
        let Some(kind) = kind else { continue };
        let detail = form.optional_text(&format!("detail-{n}"))?;
        let Some(counted) = Counted::from_keys(kind, detail.as_deref()) else {
            let problem = msg!("Choose the detail that belongs to this kind of evidence");
            return form.refuse(&format!("detail-{n}"), problem);
        };
        found.push((n, counted));
    }
    Some(found)
}

fn bands(form: &mut FormReader<'_>, fields: &Fields) -> Read<Vec<Band>> {
    let mut found = Vec::new();
    for n in 0..room(fields) {
        let Some(at_least) = optional_number(form, &format!("at_least-{n}"))? else { continue };
        let missing = msg!("Say how many points this gives");
        let points = number(form, &format!("step-{n}"), missing)?;
        found.push(Band { at_least, points });
    }
    Some(found)
}

/// The field to mend when the rules refuse a factor.
pub(super) fn field_of(refusal: &CriteriaRefusal, fields: &Fields) -> &'static str {
    match refusal {
        CriteriaRefusal::NoWindow { .. } | CriteriaRefusal::WindowTooLong { .. } => "window_months",
        CriteriaRefusal::CountsNothing { .. } | CriteriaRefusal::CountedTwice { .. } => "kind-0",
        CriteriaRefusal::Points { points, .. } => {
            let is_cap = fields.first("cap").and_then(|it| it.trim().parse().ok()) == Some(*points);
            match fields.first("sort") {
                _ if is_cap => "cap",
                Some("per_occasion") => "points-0",
                Some("bands") => "step-0",
                _ => "points",
            }
        }
        CriteriaRefusal::BandsDoNotRise { .. } => "at_least-0",
        CriteriaRefusal::Decay { .. } => "half_after",
        CriteriaRefusal::NotJustified { .. } => "justification",
        CriteriaRefusal::JustifiedTooLate { .. } => "justified_on",
        CriteriaRefusal::FactorTitle { .. }
        | CriteriaRefusal::FactorTwice { .. }
        | CriteriaRefusal::Disallowed { .. }
        | CriteriaRefusal::Title
        | CriteriaRefusal::FactorCount { .. }
        | CriteriaRefusal::ConsiderAt { .. }
        | CriteriaRefusal::EndsBeforeItStarts { .. }
        | CriteriaRefusal::NotAgreed { .. }
        | CriteriaRefusal::AgreedTooLate { .. }
        | CriteriaRefusal::VersionTaken { .. }
        | CriteriaRefusal::Overlaps { .. }
        | CriteriaRefusal::NextStartsTooEarly { .. } => "factor_title",
    }
}

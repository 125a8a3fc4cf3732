//! Rows of nominations and evidence, read into the types of the domain.

use anyhow::anyhow;
use domain::Date;
use domain::agency::AgencyKind;
use domain::edition::StrandKey;
use domain::nomination::{
    Evidence, EvidenceKind, MappaAnswer, MappaCategory, MappaLevel, Nominate, Nomination, Reasons,
    Shown, Verification, Withdrawal,
};

use super::{Piece, Record};
use crate::db::Row;
use crate::error::{AppError, AppResult};

/// The columns of an answer about MAPPA: word, category, level, who finds out, by when.
type MappaColumns = (&'static str, Option<i64>, Option<i64>, Option<String>, Option<Date>);

pub(super) fn mappa_columns(answer: &MappaAnswer) -> MappaColumns {
    match answer {
        MappaAnswer::NotMappa => ("not_mappa", None, None, None, None),
        MappaAnswer::Managed { category, level } => {
            let (category, level) = (i64::from(category.number()), i64::from(level.number()));
            ("managed", Some(category), Some(level), None, None)
        }
        MappaAnswer::NotKnown { who_finds_out, by } => {
            ("not_known", None, None, Some(who_finds_out.text().to_owned()), Some(*by))
        }
    }
}

pub(super) fn record(row: Row) -> AppResult<Record> {
    let looked_for: serde_json::Value = row.get("looked_for")?;
    let looked_for = looked_for.as_array().cloned().unwrap_or_default();
    let looked_for = looked_for.iter().filter_map(|it| it.as_str());
    let said = Nominate {
        id: row.get("nomination_id")?,
        person: row.get("person_id")?,
        scheme: row.get("scheme_id")?,
        agency: row.get("agency_id")?,
        agency_kind: row.key("agency_kind", AgencyKind::from_key)?,
        strand: StrandKey(row.get("strand")?),
        reasons: stored_reasons(&row.get::<String>("reasons")?)?,
        evidence: Vec::new(),
        mappa: mappa(&row)?,
        clinical_need: maybe_reasons(row.get("clinical_need")?)?,
        nominated_on: row.get("nominated_on")?,
    };
    let withdrawn_on: Option<Date> = row.get("withdrawn_on")?;
    let withdrawn = match (withdrawn_on, maybe_reasons(row.get("withdrawn_reasons")?)?) {
        (Some(on), Some(reasons)) => Some(Withdrawal { on, reasons }),
        _ => None,
    };
    Ok(Record {
        nomination: Nomination { said, withdrawn, rulings: Vec::new() },
        agency_name: row.get("agency_name")?,
        looked_for: looked_for.filter_map(EvidenceKind::from_key).collect(),
        pieces: Vec::new(),
        version: row.get("version")?,
    })
}

pub(super) fn evidence(row: Row) -> AppResult<Piece> {
    let kind = row.key("kind", EvidenceKind::from_key)?;
    let class: Option<String> = row.get("class")?;
    let shows = Shown::from_keys(kind, class.as_deref()).ok_or_else(|| unreadable("class"))?;
    let verified_on: Option<Date> = row.get("verified_on")?;
    Ok(Piece {
        evidence: Evidence {
            id: row.get("evidence_id")?,
            shows,
            happened_on: row.get("happened_on")?,
            known_on: row.get("known_on")?,
            brought_by: row.key("brought_by", AgencyKind::from_key)?,
            verification: verified_on
                .map_or(Verification::NotVerified, |on| Verification::Verified { on }),
        },
        what: row.get("what")?,
        source: row.get("source")?,
    })
}

fn mappa(row: &Row) -> AppResult<MappaAnswer> {
    let number = |it: Option<i64>| it.and_then(|it| u8::try_from(it).ok());
    let category = number(row.get("mappa_category")?).and_then(MappaCategory::from_number);
    let level = number(row.get("mappa_level")?).and_then(MappaLevel::from_number);
    let who = maybe_reasons(row.get("mappa_who_finds_out")?)?;
    let by: Option<Date> = row.get("mappa_by")?;
    match (row.get::<String>("mappa")?.as_str(), category, level, who, by) {
        ("not_mappa", ..) => Ok(MappaAnswer::NotMappa),
        ("managed", Some(category), Some(level), ..) => {
            Ok(MappaAnswer::Managed { category, level })
        }
        ("not_known", _, _, Some(who_finds_out), Some(by)) => {
            Ok(MappaAnswer::NotKnown { who_finds_out, by })
        }
        _ => Err(unreadable("mappa")),
    }
}

/// Reasons as they were stored. Only what was accepted is stored, so a refusal is our mistake.
fn stored_reasons(text: &str) -> AppResult<Reasons> {
    Reasons::parse(text).map_err(|_| unreadable("reasons"))
}

fn maybe_reasons(text: Option<String>) -> AppResult<Option<Reasons>> {
    text.map(|it| stored_reasons(&it)).transpose()
}

fn unreadable(column: &str) -> AppError {
    AppError::Internal(anyhow!("column {column} does not hold what we store"))
}

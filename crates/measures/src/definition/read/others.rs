//! The parameters of equality and of data quality.

use crate::definition::by::Breakdown;
use crate::definition::explain::say;
use crate::definition::further::{Check, DataQuality, Equality, Reference, Stage};

use super::common::Reader;

const STAGES: [(&str, Stage); 5] = [
    ("nominated", Stage::Nominated),
    ("selected", Stage::Selected),
    ("refused", Stage::Refused),
    ("enforced", Stage::Enforced),
    ("removed", Stage::Removed),
];

const REFERENCES: [(&str, Reference); 2] =
    [("everybody_else", Reference::EverybodyElse), ("largest_group", Reference::LargestGroup)];

/// What equality is looked at by: what a person is.
const BY: [(&str, Breakdown); 3] = [
    ("ethnicity", Breakdown::Ethnicity),
    ("sex", Breakdown::Sex),
    ("age_band", Breakdown::AgeBand),
];

/// Rates of selection and enforcement by what a person is.
pub(super) fn equality(reader: &mut Reader<'_, '_>) -> Option<Equality> {
    let period = reader.required(
        "period",
        &["on", "within_months"],
        |it| {
            let on = it.date("on");
            let within_months = it.number("within_months", 1, 120);
            on.zip(within_months)
        },
        |(on, months)| say::period(*on, *months),
    );
    let stages = reader.required(
        "stages",
        &["value"],
        |it| it.some_words("value", &STAGES),
        |it| say::stages(it),
    );
    let by = reader.required(
        "by",
        &["value"],
        |it| it.some_words("value", &BY),
        |it| say::breakdowns(it),
    );
    let reference = reader.required(
        "reference",
        &["value"],
        |it| it.word("value", &REFERENCES),
        |it| say::reference(*it),
    );
    let (on, within_months) = period?;
    Some(Equality { on, within_months, stages: stages?, by: by?, reference: reference? })
}

/// What is missing or contradictory.
pub(super) fn data_quality(reader: &mut Reader<'_, '_>) -> Option<DataQuality> {
    let on = reader.required(
        "day",
        &["on"],
        |it| it.date("on"),
        |it| format!("everybody on the register on {it}"),
    );
    let checks = reader.required(
        "checks",
        &["value"],
        |it| it.some_words("value", &Check::ALL.map(|check| (check.key(), check))),
        |it| say::checks(it),
    );
    let stale_months = reader.required(
        "stale",
        &["months"],
        |it| it.number("months", 1, 120),
        |it| format!("a record is stale after {it} months without a fact"),
    );
    Some(DataQuality { on: on?, checks: checks?, stale_months: stale_months? })
}

//! The parameters of counting offences.

use std::collections::BTreeMap;

use crate::definition::by::Breakdown;
use crate::definition::class::{ClassSet, OffenceClass};
use crate::definition::explain::say;
use crate::definition::fault::Fault;
use crate::definition::fields::{Fields, decimal, whole};
use crate::definition::further::{Expected, Survival};
use crate::definition::reoffending::{
    AtRisk, Baseline, Cohort, CohortRule, Comparison, Filter, FollowUp, IndexEvent, PlacedBy,
    Reoffending, Target, Unit,
};

use super::common::Reader;

/// No window is longer than this: 20 years.
const MONTHS_MOST: u16 = 240;

const UNITS: [(&str, Unit); 3] = [
    ("conviction_occasions", Unit::ConvictionOccasions),
    ("convicted_offences", Unit::ConvictedOffences),
    ("proven_offences", Unit::ProvenOffences),
];

const PLACES: [(&str, PlacedBy); 3] = [
    ("offence_date", PlacedBy::OffenceDate),
    ("conviction_date", PlacedBy::ConvictionDate),
    ("date_entered", PlacedBy::DateEntered),
];

const EVENTS: [(&str, IndexEvent); 3] = [
    ("proven", IndexEvent::Proven),
    ("proven_or_released", IndexEvent::ProvenOrReleased),
    ("released", IndexEvent::Released),
];

const AT_RISK: [(&str, AtRisk); 2] =
    [("ignore", AtRisk::Ignore), ("subtract_custody", AtRisk::SubtractCustody)];

#[derive(Clone, Copy)]
enum RuleName {
    OnRegister,
    Entered,
    IndexEvent,
    EveryOffender,
}

const RULES: [(&str, RuleName); 4] = [
    ("on_register", RuleName::OnRegister),
    ("entered", RuleName::Entered),
    ("index_event", RuleName::IndexEvent),
    ("every_offender", RuleName::EveryOffender),
];

/// A measure of re-offending.
pub(super) fn reoffending(reader: &mut Reader<'_, '_>) -> Option<Reoffending> {
    let counting = counting(reader)?;
    let severity = reader.optional("severity", &["points"], severity, say::severity);
    let target = reader.optional("target", &TARGET, target, say::target);
    let reduces = matches!(target, Some(Target::ReductionPercent { .. }));
    if reduces && !reader.has("baseline") {
        reader.contradiction(
            ("target", "reduction_percent"),
            ("follow_up", "months"),
            "a reduction needs a [baseline] to be less than; add one, or set a `ceiling`",
        );
    }
    Some(Reoffending { severity: severity.unwrap_or_default(), target, ..counting })
}

/// Time to the first proven re-offence.
pub(super) fn survival(reader: &mut Reader<'_, '_>) -> Option<Survival> {
    let counting = counting(reader);
    let groups = reader.optional("groups", &["by"], by_people, |it| say::breakdowns(it));
    let covariates = reader.optional("model", &["covariates"], covariates, |it| say::model(it));
    let (groups, covariates) = (groups.unwrap_or_default(), covariates.unwrap_or_default());
    Some(Survival { counting: counting?, groups, covariates })
}

/// Observed against expected.
pub(super) fn expected(reader: &mut Reader<'_, '_>) -> Option<Expected> {
    let counting = counting(reader)?;
    if ![12, 24].contains(&counting.follow_up.months) {
        let wants = "12 or 24: the scale knows one year and two".to_owned();
        let at = reader.place("follow_up", "months");
        reader.file.fault(at, Fault::Wrong { key: "months".to_owned(), wants });
    }
    Some(Expected { counting })
}

fn counting(reader: &mut Reader<'_, '_>) -> Option<Reoffending> {
    let cohort = reader.required("cohort", &COHORT, cohort, say::cohort);
    let word = &["value"];
    let unit = reader.required("unit", word, |it| it.word("value", &UNITS), |it| say::unit(*it));
    let placed_by = reader.required(
        "placed_by",
        word,
        |it| it.word("value", &PLACES),
        |it| say::placed_by(*it),
    );
    let filter = reader.required("filter", &FILTER, filter, |it| say::filter(*it));
    let baseline = reader.optional("baseline", &BASELINE, baseline, |it| say::baseline(*it));
    let months = |it: &mut Fields<'_, '_>| it.number("months", 0, MONTHS_MOST);
    let gap_months = reader.required("gap", &["months"], months, |it| say::gap(*it));
    let follow_up = reader.required("follow_up", &FOLLOW_UP, follow_up, say::follow_up);
    let waiting_months = reader.required("waiting", &["months"], months, |it| say::waiting(*it));
    let at_risk =
        reader.required("at_risk", word, |it| it.word("value", &AT_RISK), |it| say::at_risk(*it));
    let comparison =
        reader.required("comparison", &COMPARISON, comparison, |it| say::comparison(*it));
    let counting = Reoffending {
        cohort: cohort?,
        unit: unit?,
        placed_by: placed_by?,
        filter: filter?,
        baseline,
        gap_months: gap_months?,
        follow_up: follow_up?,
        waiting_months: waiting_months?,
        at_risk: at_risk?,
        severity: BTreeMap::new(),
        comparison: comparison?,
        target: None,
    };
    contradictions(reader, &counting);
    Some(counting)
}

/// Choices that are each fine and cannot both be.
fn contradictions(reader: &mut Reader<'_, '_>, it: &Reoffending) {
    let by_offence = it.placed_by == PlacedBy::OffenceDate;
    if it.unit == Unit::ConvictionOccasions && by_offence {
        reader.contradiction(
            ("placed_by", "value"),
            ("unit", "value"),
            "an occasion has one day in court and may have many days of offending; \
             place it by `conviction_date`, or count `convicted_offences`",
        );
    }
    if it.waiting_months > 0 && !by_offence {
        reader.contradiction(
            ("waiting", "months"),
            ("placed_by", "value"),
            "what is placed by the day of proof waits for none; set 0 months, \
             or place by `offence_date`",
        );
    }
    if it.baseline.is_some_and(|baseline| it.gap_months < baseline.ends_before_months) {
        reader.contradiction(
            ("gap", "months"),
            ("baseline", "ends_before_months"),
            "the follow-up would begin before the day of the cohort; \
             the gap should be at least as long",
        );
    }
    if let Comparison::Considered { within_months } = it.comparison
        && it.cohort.rule.period_months().is_some_and(|period| period != within_months)
    {
        reader.contradiction(
            ("comparison", "within_months"),
            ("cohort", "within_months"),
            "members come in over a period, and are set beside those nominated in the same; \
             give both as many months",
        );
    }
    let everybody = it.cohort.rule == CohortRule::EveryOffender;
    if everybody && it.comparison != Comparison::Nobody {
        reader.contradiction(
            ("comparison", "group"),
            ("cohort", "rule"),
            "where everybody is in the cohort nobody is left to compare with; \
             set group to `nobody`",
        );
    }
}

const COHORT: [&str; 8] =
    ["rule", "on", "members", "within_months", "first_only", "event", "times", "every_months"];

fn cohort(fields: &mut Fields<'_, '_>) -> Option<Cohort> {
    let rule = fields.word("rule", &RULES);
    let on = fields.date("on");
    fields.word("members", &[("closed", ())]);
    let times = fields.number_if_any("times", 1, 400).unwrap_or(1);
    let every_months = fields.number_if_any("every_months", 1, MONTHS_MOST);
    if times > 1 && every_months.is_none() {
        fields.wrong("times", "1, or `every_months` should say how far cohorts lie apart");
    }
    let rule = match rule? {
        RuleName::OnRegister => CohortRule::OnRegister,
        RuleName::EveryOffender => CohortRule::EveryOffender,
        RuleName::Entered => {
            let within_months = fields.number("within_months", 1, MONTHS_MOST)?;
            let first_only = fields.yes_or_no("first_only")?;
            CohortRule::Entered { within_months, first_only }
        }
        RuleName::IndexEvent => {
            let within_months = fields.number("within_months", 1, MONTHS_MOST);
            let event = fields.word("event", &EVENTS)?;
            CohortRule::IndexEvent { event, within_months: within_months? }
        }
    };
    for key in ["within_months", "first_only", "event"] {
        only_for(fields, key, rule);
    }
    Some(Cohort { rule, on: on?, times, every_months: every_months.unwrap_or(12) })
}

/// Refuses a key that the rule of the cohort does not read.
fn only_for(fields: &mut Fields<'_, '_>, key: &str, rule: CohortRule) {
    let reads = match rule {
        CohortRule::OnRegister | CohortRule::EveryOffender => false,
        CohortRule::Entered { .. } => key != "event",
        CohortRule::IndexEvent { .. } => key != "first_only",
    };
    if !reads && fields.has(key) {
        fields.wrong(key, "left out: this rule does not read it");
    }
}

const FILTER: [&str; 4] = ["recordable_only", "leave_out_breach", "only", "leave_out"];

fn filter(fields: &mut Fields<'_, '_>) -> Option<Filter> {
    let recordable_only = fields.yes_or_no("recordable_only");
    let leave_out_breach = fields.yes_or_no("leave_out_breach");
    let known = OffenceClass::ALL.map(|it| (it.key(), it));
    let only: ClassSet = fields.words("only", &known).into_iter().collect();
    let left_out: ClassSet = fields.words("leave_out", &known).into_iter().collect();
    let within = if fields.has("only") { only } else { ClassSet::ALL };
    let classes = within.without(left_out);
    if classes.is_empty() {
        fields.wrong("leave_out", "shorter: no class of offence is left to count");
    }
    let (recordable_only, leave_out_breach) = (recordable_only?, leave_out_breach?);
    Some(Filter { recordable_only, leave_out_breach, classes })
}

const BASELINE: [&str; 2] = ["months", "ends_before_months"];

fn baseline(fields: &mut Fields<'_, '_>) -> Option<Baseline> {
    let months = fields.number("months", 1, MONTHS_MOST);
    let ends = fields.number_if_any("ends_before_months", 0, MONTHS_MOST);
    Some(Baseline { months: months?, ends_before_months: ends.unwrap_or(0) })
}

const FOLLOW_UP: [&str; 2] = ["months", "checkpoints"];

fn follow_up(fields: &mut Fields<'_, '_>) -> Option<FollowUp> {
    let months = fields.number("months", 1, MONTHS_MOST)?;
    let checkpoints = fields.rising("checkpoints").unwrap_or_else(|| vec![months]);
    if checkpoints.last() != Some(&months) || checkpoints.first() == Some(&0) {
        fields.wrong("checkpoints", "from 1 month on, and end with the `months` of the follow-up");
    }
    Some(FollowUp { months, checkpoints })
}

const COMPARISON: [&str; 2] = ["group", "within_months"];

fn comparison(fields: &mut Fields<'_, '_>) -> Option<Comparison> {
    let considered = fields.word("group", &[("nobody", false), ("considered", true)])?;
    if considered {
        let within_months = fields.number("within_months", 1, MONTHS_MOST)?;
        return Some(Comparison::Considered { within_months });
    }
    if fields.has("within_months") {
        fields.wrong("within_months", "left out where the group is `nobody`");
    }
    Some(Comparison::Nobody)
}

fn severity(fields: &mut Fields<'_, '_>) -> Option<BTreeMap<OffenceClass, u32>> {
    let known = OffenceClass::ALL.map(|it| (it.key(), it));
    let mut points = BTreeMap::new();
    if !fields.has("points") {
        fields.wrong("points", "there: a table, such as { violence = 1, robbery = 1 }");
        return None;
    }
    for (name, value) in fields.entries("points") {
        let class = fields.file.one_of("points", &name, &known);
        let number = whole::<u32>(value).filter(|it| *it <= 1000);
        if number.is_none() {
            let wants = "a whole number from 0 to 1000".to_owned();
            let fault = Fault::Wrong { key: name.get_ref().clone(), wants };
            fields.file.fault(value.span().start, fault);
        }
        points.extend(class.zip(number));
    }
    Some(points)
}

const TARGET: [&str; 3] = ["reduction_percent", "ceiling", "by_scheme"];

fn target(fields: &mut Fields<'_, '_>) -> Option<Target> {
    let reduction = fields.get("reduction_percent");
    let ceiling = fields.get("ceiling");
    if reduction.is_some() && ceiling.is_some() {
        fields.wrong("ceiling", "left out where `reduction_percent` stands; choose one");
        return None;
    }
    if let Some(value) = ceiling {
        let everywhere = whole::<u64>(value);
        if everywhere.is_none() {
            fields.wrong("ceiling", "a whole number: the most that may be counted");
        }
        let by_scheme = by_scheme(fields, "a whole number", whole::<u64>);
        return Some(Target::Ceiling { everywhere, by_scheme });
    }
    let percent = |it: &_| decimal(it).filter(|it| (0.0..=100.0).contains(it));
    let everywhere = reduction.and_then(percent);
    if reduction.is_some() && everywhere.is_none() {
        fields.wrong("reduction_percent", "a number from 0 to 100");
    }
    if reduction.is_none() {
        fields.wrong("reduction_percent", "there, or else a `ceiling`");
    }
    let by_scheme = by_scheme(fields, "a number from 0 to 100", percent);
    Some(Target::ReductionPercent { everywhere, by_scheme })
}

fn by_scheme<'d, T>(
    fields: &mut Fields<'_, 'd>,
    wants: &str,
    read: impl Fn(&crate::definition::fields::Value<'d>) -> Option<T>,
) -> BTreeMap<i64, T> {
    let mut found = BTreeMap::new();
    for (name, value) in fields.entries("by_scheme") {
        let entry = name.get_ref().parse::<i64>().ok().zip(read(value));
        if entry.is_none() {
            let wants = format!("the number of a scheme, and {wants}");
            let fault = Fault::Wrong { key: name.get_ref().clone(), wants };
            fields.file.fault(name.span().start, fault);
        }
        found.extend(entry);
    }
    found
}

fn by_people(fields: &mut Fields<'_, '_>) -> Option<Vec<Breakdown>> {
    fields.some_words("by", &people_breakdowns())
}

fn covariates(fields: &mut Fields<'_, '_>) -> Option<Vec<Breakdown>> {
    fields.some_words("covariates", &people_breakdowns())
}

/// The breakdowns that tell people apart, which the class of an offence does not.
fn people_breakdowns() -> Vec<(&'static str, Breakdown)> {
    let people = Breakdown::ALL.into_iter().filter(|it| *it != Breakdown::OffenceClass);
    people.map(|it| (it.key(), it)).collect()
}

//! The topics of an edition: which keys each has, and how a row becomes a value.

use domain::agency::AgencyKind;
use domain::edition::{
    AgeRange, Checklist, Countable, Deciding, Entry, EntryNeed, Ground, GroundKey, Indicator,
    Interval, Level, LevelKind, Member, MemberWhen, Minimum, MinimumThing, Returns, ReviewInterval,
    Setting, SizeGuide, Strand, StrandKey, StrandKind, Threshold, ThresholdSide, ThresholdUnit,
};

use super::fields::Fields;

/// The strands an edition defines, as words to choose from.
pub(super) type Strands<'a> = [(&'a str, StrandKey)];

pub(super) const LEVEL: [&str; 3] = ["kind", "en", "cy"];
pub(super) const STRAND: [&str; 5] = ["key", "en", "cy", "kind", "ages"];
pub(super) const ENTRY: [&str; 2] = ["strand", "needs"];
pub(super) const REVIEW: [&str; 3] = ["strand", "ages", "every"];
pub(super) const GROUND: [&str; 6] = ["key", "en", "cy", "strands", "deciding", "threshold"];
pub(super) const MINIMUM: [&str; 2] = ["thing", "due_on"];
pub(super) const SIZE: [&str; 3] = ["setting", "low", "high"];
pub(super) const MEMBER: [&str; 2] = ["agency", "when"];
pub(super) const NAMED: [&str; 3] = ["key", "en", "cy"];
pub(super) const CHECKLIST: [&str; 4] = ["key", "en", "cy", "level"];
const THRESHOLD: [&str; 6] = ["unit", "side", "counted", "lowest", "highest", "default"];

pub(super) fn level(fields: &mut Fields<'_, '_>, _: &Strands<'_>) -> Option<Level> {
    let kind = fields.word("kind", &LevelKind::ALL.map(|it| (it.key(), it)));
    let label = fields.label();
    Some(Level { kind: kind?, label: label? })
}

pub(super) fn strand(fields: &mut Fields<'_, '_>, _: &Strands<'_>) -> Option<Strand> {
    let key = fields.text("key");
    let label = fields.label();
    let kind = fields.word("kind", &StrandKind::ALL.map(|it| (it.key(), it)));
    let ages = ages(fields);
    Some(Strand { key: StrandKey(key?.into_inner()), label: label?, kind: kind?, ages: ages? })
}

pub(super) fn entry(fields: &mut Fields<'_, '_>, strands: &Strands<'_>) -> Option<Entry> {
    let strand = fields.word("strand", strands);
    let needs = fields.words("needs", &EntryNeed::ALL.map(|it| (it.key(), it)));
    Some(Entry { strand: strand?, needs: needs? })
}

pub(super) fn review(fields: &mut Fields<'_, '_>, strands: &Strands<'_>) -> Option<ReviewInterval> {
    let strand = fields.word("strand", strands);
    let ages = ages(fields);
    let every = interval(fields, "every");
    Some(ReviewInterval { strand: strand?, ages: ages?, every: every? })
}

pub(super) fn days(fields: &mut Fields<'_, '_>, _: &Strands<'_>) -> Option<u16> {
    let days: u16 = fields.number("days")?;
    if days == 0 {
        fields.out_of_range("days", "one day or more");
        return None;
    }
    Some(days)
}

pub(super) fn conference(fields: &mut Fields<'_, '_>, _: &Strands<'_>) -> Option<Interval> {
    interval(fields, "every")
}

pub(super) fn ground(fields: &mut Fields<'_, '_>, strands: &Strands<'_>) -> Option<Ground> {
    let key = fields.text("key");
    let label = fields.label();
    let strands = fields.words("strands", strands);
    let choices = [("automatic", Deciding::Automatic), ("consensus", Deciding::Consensus)];
    let deciding = fields.word("deciding", &choices);
    let threshold = if fields.has("threshold") { Some(threshold(fields)?) } else { None };
    let key = GroundKey(key?.into_inner());
    Some(Ground { key, label: label?, strands: strands?, deciding: deciding?, threshold })
}

fn threshold(ground: &mut Fields<'_, '_>) -> Option<Threshold> {
    let value = ground.get("threshold")?;
    let Some(table) = value.get_ref().as_table() else {
        ground.wrong("threshold", value, "a table, such as { unit = \"months\", ... }");
        return None;
    };
    let mut fields = Fields::new(ground.file, table, &value.span(), "threshold", &THRESHOLD);
    let unit = fields.word("unit", &ThresholdUnit::ALL.map(|it| (it.key(), it)));
    let side = fields.word("side", &ThresholdSide::ALL.map(|it| (it.key(), it)));
    let counted = if fields.has("counted") {
        Some(fields.word("counted", &Countable::ALL.map(|it| (it.key(), it)))?)
    } else {
        None
    };
    let (lowest, highest) = (fields.number("lowest"), fields.number("highest"));
    let default = fields.number_if_any("default");
    let (lowest, highest) = (lowest?, highest?);
    if lowest > highest {
        fields.out_of_range("highest", "at or above `lowest`");
        return None;
    }
    if counted.is_some() && default.is_some() {
        fields.out_of_range("default", "left out where `counted` stands: each scheme sets its own");
        return None;
    }
    if default.is_some_and(|it| !(lowest..=highest).contains(&it)) {
        fields.out_of_range("default", "between `lowest` and `highest`");
        return None;
    }
    Some(Threshold { unit: unit?, side: side?, counted, lowest, highest, default })
}

pub(super) fn minimum(fields: &mut Fields<'_, '_>, _: &Strands<'_>) -> Option<Minimum> {
    let thing = fields.word("thing", &MinimumThing::ALL.map(|it| (it.key(), it)));
    let due_on = fields.date_if_any("due_on");
    Some(Minimum { thing: thing?, due_on })
}

pub(super) fn size(fields: &mut Fields<'_, '_>, _: &Strands<'_>) -> Option<SizeGuide> {
    let setting = fields.word("setting", &Setting::ALL.map(|it| (it.key(), it)));
    let (low, high) = (fields.number("low"), fields.number("high"));
    let (setting, low, high) = (setting?, low?, high?);
    if low > high {
        fields.out_of_range("high", "at or above `low`");
        return None;
    }
    Some(SizeGuide { setting, low, high })
}

pub(super) fn member(fields: &mut Fields<'_, '_>, _: &Strands<'_>) -> Option<Member> {
    let agency = fields.word("agency", &AgencyKind::ALL.map(|it| (it.key(), it)));
    let when = fields.word("when", &MemberWhen::ALL.map(|it| (it.key(), it)));
    Some(Member { agency: agency?, when: when? })
}

pub(super) fn returns(fields: &mut Fields<'_, '_>, _: &Strands<'_>) -> Option<Returns> {
    fields.word("every", &Returns::ALL.map(|it| (it.key(), it)))
}

pub(super) fn indicator(fields: &mut Fields<'_, '_>, _: &Strands<'_>) -> Option<Indicator> {
    let key = fields.text("key");
    let label = fields.label();
    Some(Indicator { key: key?.into_inner(), label: label? })
}

pub(super) fn checklist(fields: &mut Fields<'_, '_>, _: &Strands<'_>) -> Option<Checklist> {
    let key = fields.text("key");
    let label = fields.label();
    let level = fields.word("level", &LevelKind::ALL.map(|it| (it.key(), it)));
    Some(Checklist { key: key?.into_inner(), label: label?, level: level? })
}

/// A stretch such as `6 months`.
fn interval(fields: &mut Fields<'_, '_>, key: &str) -> Option<Interval> {
    let text = fields.text(key)?;
    let read = || {
        let (number, unit) = text.get_ref().split_once(' ')?;
        let number: u16 = number.parse().ok().filter(|it| *it > 0)?;
        match unit.trim_end_matches('s') {
            "day" => Some(Interval::Days(number)),
            "week" => Some(Interval::Weeks(number)),
            "month" => Some(Interval::Months(number)),
            _ => None,
        }
    };
    let interval = read();
    if interval.is_none() {
        fields.out_of_range(key, "a positive stretch, such as \"8 weeks\" or \"6 months\"");
    }
    interval
}

/// Ages such as `10-17` or `18+`.
fn ages(fields: &mut Fields<'_, '_>) -> Option<AgeRange> {
    let text = fields.text("ages")?;
    let read = || {
        if let Some(youngest) = text.get_ref().strip_suffix('+') {
            return Some(AgeRange { youngest: youngest.parse().ok()?, oldest: None });
        }
        let (youngest, oldest) = text.get_ref().split_once('-')?;
        let (youngest, oldest): (u8, u8) = (youngest.parse().ok()?, oldest.parse().ok()?);
        (youngest <= oldest).then_some(AgeRange { youngest, oldest: Some(oldest) })
    };
    let range = read();
    if range.is_none() {
        fields.out_of_range("ages", "ages from youngest to oldest, such as \"10-17\" or \"18+\"");
    }
    range
}

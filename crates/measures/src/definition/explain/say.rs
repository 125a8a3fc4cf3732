//! Each choice in plain words.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::definition::by::Breakdown;
use crate::definition::class::{ClassSet, OffenceClass};
use crate::definition::further::{Check, Reference, Stage};
use crate::definition::reoffending::{
    AtRisk, Baseline, Cohort, CohortRule, Comparison, Filter, FollowUp, IndexEvent, PlacedBy,
    Target, Unit,
};

pub(in crate::definition) fn months(count: u16) -> String {
    if count == 1 { "1 month".to_owned() } else { format!("{count} months") }
}

pub(in crate::definition) fn cohort(it: &Cohort) -> String {
    let on = it.on;
    let who = match it.rule {
        CohortRule::OnRegister => {
            format!("everybody on the register on {on}; leavers stay in, joiners wait")
        }
        CohortRule::Entered { within_months, first_only } => {
            let first = if first_only { "for the first time " } else { "" };
            let months = months(within_months);
            format!(
                "everybody taken on {first}in the {months} from {on}, each followed from the \
                 day of entry; leavers stay in"
            )
        }
        CohortRule::IndexEvent { event, within_months } => {
            let (event, months) = (index_event(event), months(within_months));
            format!(
                "everybody with {event} in the {months} from {on}, each followed from the first"
            )
        }
        CohortRule::EveryOffender => {
            format!("everybody proven to have offended before {on}, on a register or not")
        }
    };
    if it.times == 1 {
        return who;
    }
    format!("{who}; and so {} times, {} apart", it.times, months(it.every_months))
}

const fn index_event(event: IndexEvent) -> &'static str {
    match event {
        IndexEvent::Proven => "a conviction or caution",
        IndexEvent::ProvenOrReleased => {
            "a conviction or caution without custody, or a release from custody,"
        }
        IndexEvent::Released => "a release from custody",
    }
}

pub(in crate::definition) fn unit(it: Unit) -> String {
    match it {
        Unit::ConvictionOccasions => {
            "conviction occasions: a day in court counts once, however many offences it was about"
        }
        Unit::ConvictedOffences => "offences that ended in conviction, each",
        Unit::ProvenOffences => "offences that ended in conviction or caution, each",
    }
    .to_owned()
}

pub(in crate::definition) fn placed_by(it: PlacedBy) -> String {
    match it {
        PlacedBy::OffenceDate => "the day of the offence says which window it falls in",
        PlacedBy::ConvictionDate => "the day of proof says which window it falls in",
        PlacedBy::DateEntered => "the day it reached us says which window it falls in",
    }
    .to_owned()
}

pub(in crate::definition) fn filter(it: Filter) -> String {
    let mut parts = vec![if it.recordable_only { "recordable offences" } else { "all offences" }];
    parts.push(if it.leave_out_breach { "without breaches" } else { "breaches too" });
    let words = parts.join(", ");
    if it.classes != ClassSet::ALL {
        let left_out: Vec<_> = ClassSet::ALL.without(it.classes).iter().collect();
        let (verb, list): (_, Vec<_>) = if left_out.len() < OffenceClass::ALL.len() / 2 {
            ("without", left_out)
        } else {
            ("only", it.classes.iter().collect())
        };
        let list: Vec<_> = list.into_iter().map(class).collect();
        return format!("{words}, {verb} {}", list.join(", "));
    }
    words
}

fn class(it: OffenceClass) -> String {
    it.key().replace('_', " ")
}

pub(in crate::definition) fn baseline(it: Baseline) -> String {
    let length = months(it.months);
    if it.ends_before_months == 0 {
        return format!("the {length} up to the day before");
    }
    format!("{length}, ending {} before the day", months(it.ends_before_months))
}

pub(in crate::definition) fn gap(count: u16) -> String {
    if count == 0 {
        return "none: the follow-up begins where the baseline ends".to_owned();
    }
    format!("{} between the baseline and the follow-up", months(count))
}

pub(in crate::definition) fn follow_up(it: &FollowUp) -> String {
    let length = months(it.months);
    if it.checkpoints.len() == 1 {
        return length;
    }
    let points: Vec<_> = it.checkpoints.iter().map(u16::to_string).collect();
    format!("{length}, counted so far after {} months", points.join(", "))
}

pub(in crate::definition) fn waiting(count: u16) -> String {
    if count == 0 {
        return "none: what is not proven by the end of a window does not count in it".to_owned();
    }
    format!("an offence counts if it was proven within {} after its window ended", months(count))
}

pub(in crate::definition) fn at_risk(it: AtRisk) -> String {
    match it {
        AtRisk::Ignore => "time in custody is not taken off; it is printed beside the figures",
        AtRisk::SubtractCustody => "rates are per day at liberty: time in custody is taken off",
    }
    .to_owned()
}

pub(in crate::definition) fn comparison(it: Comparison) -> String {
    match it {
        Comparison::Nobody => "nobody".to_owned(),
        Comparison::Considered { within_months } => format!(
            "those nominated within {} and not taken on, since people are picked at a peak and \
             numbers fall by themselves",
            months(within_months)
        ),
    }
}

pub(in crate::definition) fn severity(points: &BTreeMap<OffenceClass, u32>) -> String {
    let list: Vec<_> =
        points.iter().map(|(it, points)| format!("{} {points}", class(*it))).collect();
    format!("points of an offence by its class: {}; others none", list.join(", "))
}

pub(in crate::definition) fn target(it: &Target) -> String {
    let (words, schemes) = match it {
        Target::ReductionPercent { everywhere, by_scheme } => {
            let words = everywhere.map(|it| format!("{it}% fewer than in the baseline"));
            (words, by_scheme.len())
        }
        Target::Ceiling { everywhere, by_scheme } => {
            (everywhere.map(|it| format!("no more than {it}")), by_scheme.len())
        }
    };
    let words = words.unwrap_or_else(|| "none for all".to_owned());
    match schemes {
        0 => words,
        1 => format!("{words}; one scheme has its own"),
        _ => format!("{words}; {schemes} schemes have their own"),
    }
}

pub(in crate::definition) fn breakdowns(list: &[Breakdown]) -> String {
    let words: Vec<_> = list.iter().map(|it| it.key().replace('_', " ")).collect();
    format!("by {}", words.join(", "))
}

pub(in crate::definition) fn model(list: &[Breakdown]) -> String {
    format!("proportional hazards {}; ties as Efron does", breakdowns(list))
}

pub(in crate::definition) fn period(on: Date, count: u16) -> String {
    format!("the {} from {on}", months(count))
}

pub(in crate::definition) fn stages(list: &[Stage]) -> String {
    let words = list.iter().map(|it| match it {
        Stage::Nominated => "nominated, of those proven to offend in the year before",
        Stage::Selected => "taken on, of those nominated",
        Stage::Refused => "refused, of those nominated",
        Stage::Enforced => "proven in breach, of those on the register",
        Stage::Removed => "removed, of those on the register",
    });
    words.collect::<Vec<_>>().join("; ")
}

pub(in crate::definition) fn reference(it: Reference) -> String {
    match it {
        Reference::EverybodyElse => "each group against everybody else",
        Reference::LargestGroup => "each group against the largest",
    }
    .to_owned()
}

pub(in crate::definition) fn checks(list: &[Check]) -> String {
    list.iter().map(|it| check(*it)).collect::<Vec<_>>().join("; ")
}

/// What is wrong with a record, in words.
pub(crate) const fn check(it: Check) -> &'static str {
    match it {
        Check::NoDateOfBirth => "no date of birth",
        Check::NoSex => "no sex",
        Check::NoEthnicity => "no ethnicity, or not stated",
        Check::NoOffence => "no offence on record (no match to the Police National Computer)",
        Check::OverlappingRegistrations => "two registrations on one scheme at one time",
        Check::ExitBeforeEntry => "an end before the beginning",
        Check::RegisteredAfterDeath => "on the register after death",
        Check::Stale => "no fact for long",
        Check::SchemeInNoArea => "the scheme is in no area",
    }
}

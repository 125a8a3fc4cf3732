//! The page of one scheme.

use app::scheme::SchemeSheet;
use domain::edition::Setting;
use domain::scheme::{CapacityStanding, GroupStanding, Lead, MinimumStanding, against_minimum};
use serde::Serialize;

use super::called;
use super::view_rows::{
    AreaRow, FourRow, PartyRow, PostRow, SeatRow, StaffRow, ThresholdRow, areas, four, parties,
    posts, seats, staff, thresholds,
};
use crate::i18n::{Language, Msg, Words};
use crate::render::{NavItem, Page, SummaryRow, Tag, Tone, Why, WhyInput};
use crate::words::{agency_kind, edition_name};
use crate::{msg, msg_n};

/// The page of one scheme.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SchemePage {
    name: String,
    href: String,
    edition: Words,
    established_on: String,
    closed_on: Option<String>,
    closed_because: Option<String>,
    may_manage: bool,
    may_close: bool,
    /// Where the reader may go on from here.
    links: Vec<NavItem>,
    numbers: NumbersView,
    lead: Vec<SummaryRow>,
    lead_gap: Option<Msg>,
    group: GroupView,
    staff: Vec<StaffRow>,
    posts: Vec<PostRow>,
    prisons: Vec<String>,
    four: Vec<FourRow>,
    thresholds: Vec<ThresholdRow>,
    areas: Vec<AreaRow>,
    parties: Vec<PartyRow>,
}

/// Places and people.
#[derive(Debug, Clone, Serialize)]
struct NumbersView {
    registered: u32,
    places: Option<u32>,
    waiting: u32,
    standing: Tag,
    /// How the number of people stands against the least that the edition asks for.
    least: Option<Tag>,
    why: Option<Why>,
}

/// The multi-agency group.
#[derive(Debug, Clone, Serialize)]
struct GroupView {
    standing: Option<Tag>,
    missing: Vec<Msg>,
    arrangement: Option<String>,
    since: Option<String>,
    prison: Msg,
    seats: Vec<SeatRow>,
    why: Option<Why>,
}

/// How the people stand against the places, in words.
pub(super) fn capacity_tag(standing: CapacityStanding) -> Tag {
    match standing {
        CapacityStanding::NotSet => Tag::new(msg!("Places not set"), Tone::Warning),
        CapacityStanding::Under { by } => {
            Tag::new(msg_n!("{n} place free", "{n} places free", i64::from(by)), Tone::Good)
        }
        CapacityStanding::At => Tag::new(msg!("Full"), Tone::Waiting),
        CapacityStanding::Over { by } => {
            let words = msg_n!("{n} person over", "{n} people over", i64::from(by));
            Tag::new(words, Tone::Urgent)
        }
    }
}

impl SchemePage {
    pub(super) fn of(sheet: &SchemeSheet, language: Language) -> Self {
        let (lead, lead_gap) = lead(sheet);
        Self {
            name: sheet.scheme.name.clone(),
            href: format!("/schemes/{}", sheet.scheme.id),
            edition: edition_name(&sheet.edition.label, language),
            established_on: sheet.scheme.established_on.to_string(),
            closed_on: sheet.scheme.closed_on.map(|it| it.to_string()),
            closed_because: sheet.closed_because.clone(),
            may_manage: sheet.may_manage,
            may_close: sheet.may_close,
            links: Vec::new(),
            numbers: numbers(sheet),
            lead,
            lead_gap,
            group: group(sheet),
            staff: staff(sheet),
            posts: posts(sheet),
            prisons: sheet
                .prisons_without_liaison()
                .into_iter()
                .map(|it| sheet.agency_name(it).to_owned())
                .collect(),
            four: four(sheet),
            thresholds: thresholds(sheet, language),
            areas: areas(sheet),
            parties: parties(sheet),
        }
    }

    /// With what the reader may open from here.
    #[must_use]
    pub(super) fn with_links(mut self, links: Vec<NavItem>) -> Self {
        self.links = links;
        self
    }
}

fn numbers(sheet: &SchemeSheet) -> NumbersView {
    let registered = sheet.registered;
    let least = sheet.least();
    let standing = least.map(|it| match against_minimum(registered, it) {
        MinimumStanding::BelowMinimum { short_by, .. } => {
            let short = i64::from(short_by);
            let words = msg_n!("{n} below the minimum", "{n} below the minimum", short);
            Tag::new(words, Tone::Warning)
        }
        MinimumStanding::Enough { .. } => Tag::new(msg!("At or above the minimum"), Tone::Good),
    });
    NumbersView {
        registered,
        places: sheet.scheme.capacity,
        waiting: sheet.waiting,
        standing: capacity_tag(sheet.capacity()),
        least: standing,
        why: least.and_then(|it| why_numbers(sheet, (it.from, it.to))),
    }
}

fn why_numbers(sheet: &SchemeSheet, (from, to): (u32, u32)) -> Option<Why> {
    let rule = sheet.size_rule(Setting::Area)?;
    let city = sheet.size_rule(Setting::BigCity)?;
    let input = |label: Msg, value: Words| WhyInput { label: label.into(), value };
    let range = |low: u32, high: u32| msg!("{low} to {high}", low = low, high = high).into();
    let count = |size| Words::typed(sheet.areas_of(size).to_string());
    Some(Why {
        rule: msg!("The minimum is the sum over the areas covered").into(),
        source: Some(rule.source.0.clone()),
        in_force_on: Some(rule.from.to_string()),
        inputs: vec![
            input(msg!("Minimum for this scheme"), range(from, to)),
            input(msg!("Minimum for an area"), range(rule.value.low, rule.value.high)),
            input(msg!("Minimum for a big city"), range(city.value.low, city.value.high)),
            input(msg!("Areas covered"), count(domain::area::Size::Ordinary)),
            input(msg!("Big cities covered"), count(domain::area::Size::BigCity)),
            input(msg!("People on the scheme"), Words::typed(sheet.registered.to_string())),
        ],
    })
}

fn lead(sheet: &SchemeSheet) -> (Vec<SummaryRow>, Option<Msg>) {
    let Some(held) = sheet.scheme.lead_on(sheet.today) else {
        return (Vec::new(), Some(msg!("No lead agency and no alternative is recorded")));
    };
    let since = msg!("{date}", date = held.dates.starts_on());
    let since = SummaryRow::new(msg!("Since"), since);
    match &held.lead {
        Lead::Alternative { arrangement } => {
            let what = SummaryRow::new(msg!("Alternative arrangement"), Words::typed(arrangement));
            (vec![what, since], None)
        }
        Lead::Agency { agency, individual } => {
            let name = Words::typed(sheet.agency_name(*agency));
            let mut rows = vec![SummaryRow::new(msg!("Lead agency"), name)];
            let Some(it) = individual else {
                rows.push(since);
                return (rows, Some(msg!("No lead individual at senior level is named")));
            };
            let label = msg!("Lead individual, at senior level");
            rows.push(SummaryRow::new(label, Words::typed(&it.name)));
            rows.push(SummaryRow::new(msg!("Position held"), Words::typed(&it.position)));
            rows.push(since);
            (rows, None)
        }
    }
}

fn group(sheet: &SchemeSheet) -> GroupView {
    let blank = GroupView {
        standing: None,
        missing: Vec::new(),
        arrangement: None,
        since: None,
        prison: called::prison(sheet.prison),
        seats: seats(sheet),
        why: why_group(sheet),
    };
    let named = |kinds: Vec<_>| kinds.into_iter().map(agency_kind).collect();
    match sheet.group() {
        None => blank,
        Some(GroupStanding::Complete) => {
            let tag = Tag::new(msg!("Every agency of the minimum sits"), Tone::Good);
            GroupView { standing: Some(tag), ..blank }
        }
        Some(GroupStanding::Missing { kinds }) => {
            let tag = Tag::new(msg!("Members missing"), Tone::Warning);
            GroupView { standing: Some(tag), missing: named(kinds), ..blank }
        }
        Some(GroupStanding::Alternative { arrangement, since, kinds }) => GroupView {
            standing: Some(Tag::new(msg!("Alternative arrangement"), Tone::Neutral)),
            missing: named(kinds),
            arrangement: Some(arrangement),
            since: Some(since.to_string()),
            ..blank
        },
    }
}

fn why_group(sheet: &SchemeSheet) -> Option<Why> {
    let rules = sheet.edition.on(sheet.today);
    let rule = rules.members().next()?;
    Some(Why {
        rule: msg!(
            "The group has at least these agencies, prisons where one close by releases into the \
             area, or an alternative arrangement is recorded"
        )
        .into(),
        source: Some(rule.source.0.clone()),
        in_force_on: Some(rule.from.to_string()),
        inputs: Vec::new(),
    })
}

impl Page for SchemePage {
    const TEMPLATE: &'static str = "pages/scheme/show.html";

    fn samples() -> Vec<Self> {
        let why = Why {
            rule: msg!("The minimum is the sum over the areas covered").into(),
            source: Some("RR04 ¶3".to_owned()),
            in_force_on: Some("2004-07-09".to_owned()),
            inputs: Vec::new(),
        };
        let full = Self {
            name: "Sampleton PPO scheme".to_owned(),
            href: "/schemes/1".to_owned(),
            edition: Words::typed("Sample edition"),
            established_on: "2004-08-02".to_owned(),
            closed_on: Some("2008-04-01".to_owned()),
            closed_because: Some("Merged with its neighbour".to_owned()),
            may_manage: true,
            may_close: true,
            links: vec![NavItem::new(msg!("Waiting list"), "/schemes/1/waiting")],
            numbers: NumbersView {
                registered: 18,
                places: Some(20),
                waiting: 1,
                standing: capacity_tag(CapacityStanding::Under { by: 2 }),
                least: Some(capacity_tag(CapacityStanding::At)),
                why: Some(why.clone()),
            },
            lead: vec![SummaryRow::new(msg!("Lead agency"), Words::typed("Sample Police"))],
            lead_gap: Some(msg!("No lead individual at senior level is named")),
            group: GroupView {
                standing: Some(Tag::new(msg!("Members missing"), Tone::Warning)),
                missing: vec![msg!("Housing")],
                arrangement: Some("Housing sits in another group".to_owned()),
                since: Some("2004-09-08".to_owned()),
                prison: msg!("A prison close by releases into the area"),
                seats: SeatRow::samples(),
                why: Some(why.clone()),
            },
            staff: StaffRow::samples(),
            posts: PostRow::samples(),
            prisons: vec!["HMP Sample".to_owned()],
            four: FourRow::samples(&why),
            thresholds: ThresholdRow::samples(),
            areas: AreaRow::samples(),
            parties: PartyRow::samples(),
        };
        let mut plain = full.clone();
        plain.closed_on = None;
        plain.closed_because = None;
        plain.may_manage = false;
        plain.may_close = false;
        plain.links.clear();
        plain.numbers.places = None;
        plain.numbers.least = None;
        plain.numbers.why = None;
        plain.lead_gap = None;
        plain.group.standing = None;
        plain.group.missing.clear();
        plain.group.arrangement = None;
        plain.group.since = None;
        plain.group.seats.clear();
        plain.group.why = None;
        plain.staff.clear();
        plain.posts.clear();
        plain.prisons.clear();
        plain.four.clear();
        plain.thresholds.clear();
        plain.areas.clear();
        plain.parties.clear();
        let open = Self { closed_on: None, closed_because: None, ..full.clone() };
        vec![full, open, plain]
    }
}

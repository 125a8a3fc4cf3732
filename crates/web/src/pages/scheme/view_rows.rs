//! The rows of a scheme's page.

use app::scheme::SchemeSheet;
use domain::area::Lateness;
use domain::edition::Ground;
use domain::scheme::{Basis, MinimumState, PostKind, threshold_on, totals_on};
use serde::Serialize;

use super::called;
use crate::i18n::{Language, Msg, Words};
use crate::msg;
use crate::render::{Tag, Tone, Why};
use crate::words::{agency_kind, edition_name, figure};

/// A seat in the group.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SeatRow {
    agency: String,
    kind: Msg,
    representative: Option<String>,
    since: String,
    end_href: String,
}

pub(super) fn seats(sheet: &SchemeSheet) -> Vec<SeatRow> {
    let seat = |it: &domain::scheme::GroupMember| SeatRow {
        agency: sheet.agency_name(it.agency).to_owned(),
        kind: agency_kind(it.kind),
        representative: it.representative.clone(),
        since: it.dates.starts_on().to_string(),
        end_href: change(sheet, "member", it.id),
    };
    sheet.seats().map(seat).collect()
}

/// The staff that one agency provides.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StaffRow {
    agency: String,
    filled_posts: u32,
    filled: String,
    vacant_posts: u32,
    vacant: String,
}

pub(super) fn staff(sheet: &SchemeSheet) -> Vec<StaffRow> {
    let totals = totals_on(&sheet.posts, sheet.today);
    totals
        .into_iter()
        .map(|(agency, it)| StaffRow {
            agency: sheet.agency_name(agency).to_owned(),
            filled_posts: it.filled_posts,
            filled: called::wte(it.filled_hundredths),
            vacant_posts: it.vacant_posts,
            vacant: called::wte(it.vacant_hundredths),
        })
        .collect()
}

/// A post and who is in it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PostRow {
    agency: String,
    kind: Msg,
    wte: String,
    holder: Option<String>,
    basis: Option<Msg>,
    since: Option<String>,
    /// Where the post is filled or falls vacant.
    hold_href: String,
    end_href: String,
}

pub(super) fn posts(sheet: &SchemeSheet) -> Vec<PostRow> {
    let row = |it: &domain::scheme::Post| {
        let holder = it.holder_on(sheet.today);
        let basis = holder.map(|held| match held.basis {
            Basis::OwnStaff => msg!("Own staff"),
            Basis::Seconded { home } => {
                msg!("Seconded from {agency}", agency = sheet.agency_name(home))
            }
        });
        PostRow {
            agency: sheet.agency_name(it.agency).to_owned(),
            kind: called::post(it.kind),
            wte: called::wte(it.wte_hundredths),
            holder: holder.map(|held| held.name.clone()),
            basis,
            since: holder.map(|held| held.dates.starts_on().to_string()),
            hold_href: change(sheet, if holder.is_some() { "vacate" } else { "fill" }, it.id),
            end_href: change(sheet, "post", it.id),
        }
    };
    sheet.posts_today().map(row).collect()
}

/// One of the four things of the letter.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FourRow {
    label: Msg,
    standing: Tag,
    on: Option<String>,
    evidence: Option<String>,
    /// Who recorded it.
    by: Option<String>,
    lateness: Option<Msg>,
    why: Why,
    href: String,
}

pub(super) fn four(sheet: &SchemeSheet) -> Vec<FourRow> {
    let row = |(rule, thing, state): (
        &domain::edition::Rule<domain::edition::Minimum>,
        domain::scheme::Minimum,
        MinimumState,
    )| {
        let due = rule.value.due_on;
        let rule_words = due.map_or_else(
            || msg!("To be in place; no day is set"),
            |due| msg!("To be in place by {date}", date = due),
        );
        let why = Why {
            rule: rule_words.into(),
            source: Some(rule.source.0.clone()),
            in_force_on: Some(rule.from.to_string()),
            inputs: Vec::new(),
        };
        let href = change(sheet, "minimum", thing.key());
        let label = called::minimum(thing);
        match state {
            MinimumState::Met { on, evidence, lateness } => FourRow {
                label,
                standing: Tag::new(msg!("Met"), Tone::Good),
                on: Some(on.to_string()),
                evidence: Some(evidence),
                by: sheet.met_by.get(&thing).cloned(),
                lateness: called::when_met(lateness),
                why,
                href,
            },
            MinimumState::NotMet { lateness } => FourRow {
                label,
                standing: Tag::new(msg!("Not met"), tone(lateness)),
                on: None,
                evidence: None,
                by: None,
                lateness: Some(called::lateness(lateness)),
                why,
                href,
            },
        }
    };
    sheet.four().into_iter().map(row).collect()
}

/// How urgently a thing that is not done wants attention.
pub(crate) const fn tone(lateness: Lateness) -> Tone {
    match lateness {
        Lateness::Late { .. } => Tone::Urgent,
        Lateness::NoneSet | Lateness::DueIn { .. } => Tone::Warning,
    }
}

/// A removal ground with the scheme's own threshold.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ThresholdRow {
    ground: Words,
    value: Words,
    from: Option<String>,
    source: String,
    /// Where it is set; nowhere where the guidance leaves nothing to the scheme.
    href: Option<String>,
}

pub(super) fn thresholds(sheet: &SchemeSheet, language: Language) -> Vec<ThresholdRow> {
    let rules = sheet.edition.grounds.iter().filter(|it| it.in_force_on(sheet.today));
    let row = |rule: &domain::edition::Rule<Ground>| {
        let ground = &rule.value;
        let set = threshold_on(&sheet.thresholds, &ground.key.0, sheet.today);
        let value = match &ground.threshold {
            None => msg!("No threshold"),
            Some(limits) => limits
                .for_scheme(set.map(|it| it.figure))
                .map_or_else(|| msg!("None set"), |it| figure(limits.unit, it)),
        };
        let href = change(sheet, "threshold", &ground.key.0);
        ThresholdRow {
            ground: edition_name(&ground.label, language),
            value: value.into(),
            from: set.map(|it| it.from.to_string()),
            source: rule.source.0.clone(),
            href: Some(href).filter(|_| ground.threshold.is_some()),
        }
    };
    rules.map(row).collect()
}

/// An area covered.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AreaRow {
    name: String,
    href: String,
    since: String,
    end_href: String,
}

pub(super) fn areas(sheet: &SchemeSheet) -> Vec<AreaRow> {
    let covered = sheet.scheme.areas.iter().filter(|it| it.dates.hold_on(sheet.today));
    let row = |it: &domain::area::Coverage| AreaRow {
        name: sheet.tree.find(it.area).map_or_else(String::new, |area| area.name.clone()),
        href: format!("/areas/{}", it.area),
        since: it.dates.starts_on().to_string(),
        end_href: change(sheet, "area", it.area),
    };
    covered.map(row).collect()
}

/// An agency that takes part.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PartyRow {
    name: String,
    kind: Msg,
    end_href: String,
}

pub(super) fn parties(sheet: &SchemeSheet) -> Vec<PartyRow> {
    let row = |it: &app::scheme::Party| PartyRow {
        name: it.name.clone(),
        kind: agency_kind(it.kind),
        end_href: change(sheet, "agency", it.agency),
    };
    sheet.parties.iter().map(row).collect()
}

fn change(sheet: &SchemeSheet, part: &str, item: impl std::fmt::Display) -> String {
    format!("/schemes/{}/change/{part}/{item}", sheet.scheme.id)
}

impl SeatRow {
    pub(super) fn samples() -> Vec<Self> {
        let named = Self {
            agency: "Sample Police".to_owned(),
            kind: msg!("Police"),
            representative: Some("Ana Sample".to_owned()),
            since: "2004-09-08".to_owned(),
            end_href: "/schemes/1/change/member/1".to_owned(),
        };
        vec![named.clone(), Self { representative: None, ..named }]
    }
}

impl StaffRow {
    pub(super) fn samples() -> Vec<Self> {
        vec![Self {
            agency: "Sample Police".to_owned(),
            filled_posts: 1,
            filled: called::wte(100),
            vacant_posts: 1,
            vacant: called::wte(50),
        }]
    }
}

impl PostRow {
    pub(super) fn samples() -> Vec<Self> {
        let held = Self {
            agency: "HMP Sample".to_owned(),
            kind: called::post(PostKind::PrisonLiaisonPoint),
            wte: called::wte(0),
            holder: Some("Bo Sample".to_owned()),
            basis: Some(msg!("Own staff")),
            since: Some("2004-09-08".to_owned()),
            hold_href: "/schemes/1/change/vacate/1".to_owned(),
            end_href: "/schemes/1/change/post/1".to_owned(),
        };
        vec![held.clone(), Self { holder: None, basis: None, since: None, ..held }]
    }
}

impl FourRow {
    pub(super) fn samples(why: &Why) -> Vec<Self> {
        let met = Self {
            label: msg!("The area is covered by a scheme"),
            standing: Tag::new(msg!("Met"), Tone::Good),
            on: Some("2004-08-02".to_owned()),
            evidence: Some("Agreed by the partnership".to_owned()),
            by: Some("Ana Sample".to_owned()),
            lateness: Some(msg!("On time")),
            why: why.clone(),
            href: "/schemes/1/change/minimum/area_covered".to_owned(),
        };
        vec![met.clone(), Self { on: None, evidence: None, by: None, lateness: None, ..met }]
    }
}

impl ThresholdRow {
    pub(super) fn samples() -> Vec<Self> {
        let set = Self {
            ground: Words::typed("No known offending while at liberty"),
            value: Words::typed("12"),
            from: Some("2005-06-24".to_owned()),
            source: "SG05 ¶3".to_owned(),
            href: Some("/schemes/1/change/threshold/no_offending".to_owned()),
        };
        let value = msg!("No threshold").into();
        vec![set.clone(), Self { value, from: None, href: None, ..set }]
    }
}

impl AreaRow {
    pub(super) fn samples() -> Vec<Self> {
        vec![Self {
            name: "Sampleton".to_owned(),
            href: "/areas/1".to_owned(),
            since: "2004-08-02".to_owned(),
            end_href: "/schemes/1/change/area/1".to_owned(),
        }]
    }
}

impl PartyRow {
    pub(super) fn samples() -> Vec<Self> {
        vec![Self {
            name: "Sample Police".to_owned(),
            kind: msg!("Police"),
            end_href: "/schemes/1/change/agency/1".to_owned(),
        }]
    }
}

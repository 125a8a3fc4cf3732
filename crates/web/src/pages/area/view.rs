//! The pages that show the tree and one area of it.

use app::area::Atlas;
use domain::area::{Area, Gap, Lateness, Level, RollUp};
use domain::id::AreaId;
use serde::Serialize;

use super::{country, level, size};
use crate::i18n::{Msg, Words};
use crate::msg;
use crate::pages::scheme::called::lateness;
use crate::render::{Page, SummaryRow, Tag, Tone, Why, WhyInput};

/// The tree, as far as the reader answers for it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AreasPage {
    rows: Vec<TreeRow>,
    gaps: Vec<GapRow>,
    why: Vec<Why>,
    may_change: bool,
}

/// One area with the figures of everything at or below it.
#[derive(Debug, Clone, Serialize)]
struct TreeRow {
    depth: usize,
    name: String,
    href: String,
    level: Msg,
    covered: usize,
    uncovered: usize,
    late: usize,
}

/// A partnership's area without a scheme.
#[derive(Debug, Clone, Serialize)]
struct GapRow {
    name: String,
    href: String,
    /// What it answers to, nearest first.
    under: String,
    since: String,
    lateness: Tag,
}

impl AreasPage {
    pub(super) fn of(atlas: &Atlas) -> Self {
        let now = atlas.tree.on(atlas.today);
        let mut rows = Vec::new();
        let mut gaps = Vec::new();
        for root in &atlas.roots {
            let Some(top) = now.find(*root) else { continue };
            let above = now.ancestors(*root).len();
            let below = now.descendants(*root);
            for area in std::iter::once(top).chain(below) {
                rows.push(row(atlas, area, now.ancestors(area.id).len() - above));
            }
            gaps.extend(gap_rows(atlas, atlas.gaps_under(*root)));
        }
        Self { rows, gaps, why: whys(atlas, |_| true), may_change: atlas.may_change }
    }
}

fn row(atlas: &Atlas, area: &Area, depth: usize) -> TreeRow {
    let RollUp { covered, uncovered, late } = atlas.roll_up(area.id);
    let level = level(area.level);
    let href = href(area.id);
    TreeRow { depth, name: area.name.clone(), href, level, covered, uncovered, late }
}

fn href(area: AreaId) -> String {
    format!("/areas/{area}")
}

fn gap_rows(atlas: &Atlas, gaps: Vec<Gap>) -> Vec<GapRow> {
    let now = atlas.tree.on(atlas.today);
    let name = |id: AreaId| atlas.tree.find(id).map_or("", |it| it.name.as_str());
    let row = |gap: Gap| {
        let above: Vec<&str> = now.ancestors(gap.area).into_iter().map(name).collect();
        GapRow {
            name: name(gap.area).to_owned(),
            href: href(gap.area),
            under: above.join(", "),
            since: gap.since.to_string(),
            lateness: lateness_tag(gap.lateness),
        }
    };
    gaps.into_iter().map(row).collect()
}

fn lateness_tag(it: Lateness) -> Tag {
    let tone = if it.is_late() { Tone::Urgent } else { Tone::Warning };
    Tag::new(lateness(it), tone)
}

/// Why an area without a scheme is late, for each country concerned.
fn whys(atlas: &Atlas, concerns: impl Fn(domain::area::Country) -> bool) -> Vec<Why> {
    let dues = atlas.dues.iter().filter(|it| concerns(it.country));
    let why = |due: &app::area::Due| Why {
        rule: msg!(
            "Every area was to have a scheme by this day. One that opened, or lost its scheme, \
             later is counted from then"
        )
        .into(),
        source: Some(due.source.clone()),
        in_force_on: Some(due.in_force_on.to_string()),
        inputs: vec![WhyInput {
            label: country(due.country).into(),
            value: msg!("{date}", date = due.on).into(),
        }],
    };
    dues.map(why).collect()
}

/// One area, whenever it existed.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AreaPage {
    name: String,
    facts: Vec<SummaryRow>,
    figures: Option<TreeRow>,
    schemes: Vec<Link>,
    below: Vec<TreeRow>,
    gaps: Vec<GapRow>,
    why: Vec<Why>,
    history: Vec<Spell>,
    before: Vec<Link>,
    after: Vec<Link>,
    changes: Option<Changes>,
}

#[derive(Debug, Clone, Serialize)]
struct Link {
    name: String,
    href: String,
}

/// A time under one parent.
#[derive(Debug, Clone, Serialize)]
struct Spell {
    parent: String,
    href: String,
    from: String,
    until: Option<String>,
}

/// Where the administrator changes the area.
#[derive(Debug, Clone, Serialize)]
struct Changes {
    moved: String,
    merge: String,
    split: String,
}

impl AreaPage {
    pub(super) fn of(atlas: &Atlas, area: &Area) -> Self {
        let now = atlas.tree.on(atlas.today);
        let is_open = now.find(area.id).is_some();
        let seen = |id: &AreaId| atlas.sees(*id);
        let links = |ids: Vec<AreaId>| -> Vec<Link> {
            ids.into_iter().filter(seen).filter_map(|id| link(atlas, id)).collect()
        };
        let covering = if is_open { atlas.schemes_of(area.id) } else { Vec::new() };
        let schemes = covering.into_iter();
        let schemes = schemes.map(|(id, name)| Link { name, href: format!("/schemes/{id}") });
        let can_change = atlas.may_change && is_open && area.level != Level::Nation;
        Self {
            name: area.name.clone(),
            facts: facts(area),
            figures: is_open.then(|| row(atlas, area, 0)),
            schemes: schemes.collect(),
            below: now.children(area.id).into_iter().map(|it| row(atlas, it, 0)).collect(),
            gaps: gap_rows(atlas, atlas.gaps_under(area.id)),
            why: whys(atlas, |it| area.country.is_none_or(|own| own == it)),
            history: history(atlas, area.id),
            before: links(atlas.tree.predecessors(area.id)),
            after: links(atlas.tree.successors(area.id)),
            changes: can_change.then(|| Changes {
                moved: format!("/areas/{}/move", area.id),
                merge: format!("/areas/{}/merge", area.id),
                split: format!("/areas/{}/split", area.id),
            }),
        }
    }
}

fn link(atlas: &Atlas, id: AreaId) -> Option<Link> {
    let area = atlas.tree.find(id)?;
    Some(Link { name: area.name.clone(), href: href(id) })
}

fn facts(area: &Area) -> Vec<SummaryRow> {
    let mut rows = vec![SummaryRow::new(msg!("Level"), level(area.level))];
    rows.extend(area.country.map(|it| SummaryRow::new(msg!("Country"), country(it))));
    if area.level.is_partnership() {
        rows.push(SummaryRow::new(msg!("Size"), size(area.size)));
    }
    let from = msg!("{date}", date = area.dates.starts_on());
    rows.push(SummaryRow::new(msg!("First day"), from));
    let until = area.dates.ends_on().map(|it| msg!("{date}", date = it));
    rows.extend(until.map(|it| SummaryRow::new(msg!("First day without"), it)));
    rows
}

fn history(atlas: &Atlas, area: AreaId) -> Vec<Spell> {
    let mut spells: Vec<_> = atlas.tree.memberships().iter().filter(|it| it.area == area).collect();
    spells.sort_by_key(|it| std::cmp::Reverse(it.dates));
    let spell = |it: &domain::area::Membership| Spell {
        parent: atlas.tree.find(it.parent).map_or_else(String::new, |it| it.name.clone()),
        href: href(it.parent),
        from: it.dates.starts_on().to_string(),
        until: it.dates.ends_on().map(|it| it.to_string()),
    };
    spells.into_iter().map(spell).collect()
}

fn sample_row(depth: usize) -> TreeRow {
    TreeRow {
        depth,
        name: "Samplingshire".to_owned(),
        href: "/areas/1".to_owned(),
        level: level(Level::Lcjb),
        covered: 3,
        uncovered: 1,
        late: depth,
    }
}

fn sample_gap() -> GapRow {
    GapRow {
        name: "Sampleton".to_owned(),
        href: "/areas/2".to_owned(),
        under: "Samplingshire, England and Wales".to_owned(),
        since: "2003-04-01".to_owned(),
        lateness: lateness_tag(Lateness::Late { days: 12 }),
    }
}

fn sample_why() -> Why {
    Why {
        rule: msg!("England").into(),
        source: Some("CC04".to_owned()),
        in_force_on: Some("2004-07-09".to_owned()),
        inputs: Vec::new(),
    }
}

impl Page for AreasPage {
    const TEMPLATE: &'static str = "pages/area/index.html";

    fn samples() -> Vec<Self> {
        vec![
            Self {
                rows: vec![sample_row(0), sample_row(1)],
                gaps: vec![sample_gap()],
                why: vec![sample_why()],
                may_change: true,
            },
            Self { rows: Vec::new(), gaps: Vec::new(), why: Vec::new(), may_change: false },
        ]
    }
}

impl Page for AreaPage {
    const TEMPLATE: &'static str = "pages/area/show.html";

    fn samples() -> Vec<Self> {
        let link = || Link { name: "Sampleton".to_owned(), href: "/areas/2".to_owned() };
        let spell = |until: Option<&str>| Spell {
            parent: "Samplingshire".to_owned(),
            href: "/areas/1".to_owned(),
            from: "2003-04-01".to_owned(),
            until: until.map(str::to_owned),
        };
        let full = Self {
            name: "Sampleton".to_owned(),
            facts: vec![SummaryRow::new(msg!("Level"), Words::from(level(Level::Cdrp)))],
            figures: Some(sample_row(0)),
            schemes: vec![link()],
            below: vec![sample_row(1)],
            gaps: vec![sample_gap()],
            why: vec![sample_why()],
            history: vec![spell(None), spell(Some("2005-04-01"))],
            before: vec![link()],
            after: vec![link()],
            changes: Some(Changes {
                moved: "/areas/1/move".to_owned(),
                merge: "/areas/1/merge".to_owned(),
                split: "/areas/1/split".to_owned(),
            }),
        };
        let bare = Self {
            figures: None,
            schemes: Vec::new(),
            below: Vec::new(),
            gaps: Vec::new(),
            why: Vec::new(),
            history: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
            changes: None,
            ..full.clone()
        };
        vec![full, bare]
    }
}

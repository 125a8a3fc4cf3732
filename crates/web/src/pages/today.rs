//! What needs doing today: counts, each of which opens its list and says why it counts.

use app::caseload::{AgeGroup, Attention, Filter, ManagedBy, ReviewIs, Supervised};
use app::gate::Resource;
use app::notice::Tell;
use app::today::{self, Gap, People, SchemeNumbers, Today, Waiting};
use axum::Router;
use axum::routing::get;
use serde::Serialize;

use super::caseload::{query, words};
use super::draft::DraftLine;
use crate::i18n::Msg;
use crate::msg;
use crate::render::{Page, Registered, Why};
use crate::server::{PageResult, Visit, Web};

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/", get(show))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![Registered::of::<TodayPage>()]
}

/// The start page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TodayPage {
    pub(crate) name: String,
    /// Counts of people, group by group; empty where nothing waits.
    pub(crate) groups: Vec<Group>,
    /// Whether the reader has lists of people at all.
    pub(crate) lists_people: bool,
    /// Whether the reader tells agencies of anything.
    pub(crate) tells: bool,
    pub(crate) schemes: Vec<SchemeLine>,
    pub(crate) gaps: Vec<GapLine>,
    pub(crate) drafts: Vec<DraftLine>,
    pub(crate) imports: Vec<ImportLine>,
}

/// Counts that belong together.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Group {
    pub(crate) heading: Msg,
    pub(crate) counts: Vec<Count>,
    /// People in the group, and their list.
    pub(crate) all: Option<(u32, String)>,
}

/// A count, its list, and why it counts.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Count {
    pub(crate) figure: u32,
    pub(crate) name: Msg,
    pub(crate) href: String,
    pub(crate) is_late: bool,
    pub(crate) why: Why,
}

/// A scheme in numbers.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SchemeLine {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) registered: u32,
    pub(crate) capacity: Option<u32>,
    pub(crate) free: Option<u32>,
    pub(crate) waiting: u32,
    pub(crate) late: u32,
}

/// What a scheme lacks.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GapLine {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) minimums: u32,
    pub(crate) members: u32,
}

/// A spreadsheet on its way in.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ImportLine {
    pub(crate) name: String,
    pub(crate) href: String,
    /// ISO instant.
    pub(crate) uploaded_at: String,
    pub(crate) rows: u32,
    pub(crate) rows_done: u32,
}

async fn show(visit: Visit) -> PageResult {
    let seen = visit.web.app.read(&visit.actor, |rx| Box::pin(today::today(rx))).await?;
    let page = TodayPage::new(visit.user.name.clone(), &seen);
    visit.render(&TodayPage { tells: visit.may(&Tell(Resource::System)), ..page })
}

impl TodayPage {
    fn new(name: String, seen: &Today) -> Self {
        let import = |it: &today::ImportUnderWay| ImportLine {
            name: it.file_name.clone(),
            href: format!("/imports/{}", it.id),
            uploaded_at: it.uploaded_at.to_string(),
            rows: it.rows,
            rows_done: it.rows_done,
        };
        Self {
            name,
            groups: seen.people.as_ref().map(groups).unwrap_or_default(),
            lists_people: seen.people.is_some(),
            tells: false,
            schemes: seen.schemes.iter().map(scheme).collect(),
            gaps: seen.gaps.iter().map(gap).collect(),
            drafts: seen.drafts.iter().map(DraftLine::new).collect(),
            imports: seen.imports.iter().map(import).collect(),
        }
    }
}

fn groups(people: &People) -> Vec<Group> {
    let mut groups = vec![group(AgeGroup::Adults, &people.adults)];
    groups.extend(people.young.as_ref().map(|it| group(AgeGroup::Young, it)));
    let panel = why(msg!("A panel of the agencies decides on each nomination."), "RR04 ¶14, ¶26");
    let awaiting = Count {
        figure: people.nominations,
        name: msg!("Nominations awaiting a decision"),
        href: "/nominations".to_owned(),
        is_late: false,
        why: panel,
    };
    let counts = Some(awaiting).filter(|it| it.figure > 0).into_iter().collect();
    groups.push(Group { heading: msg!("Nominations"), counts, all: None });
    let reached = Count {
        figure: people.reached,
        name: msg!("Threshold for removal reached"),
        href: super::review::THRESHOLDS.to_owned(),
        is_late: false,
        why: why(
            msg!("What is recorded reaches a threshold of the scheme. People decide what follows."),
            "SG05 ¶3; ICO2018",
        ),
    };
    let counts = Some(reached).filter(|it| it.figure > 0).into_iter().collect();
    groups.push(Group { heading: msg!("Removal"), counts, all: None });
    groups.retain(|it| !it.counts.is_empty() || it.all.is_some());
    groups
}

fn group(age: AgeGroup, waiting: &Waiting) -> Group {
    let mut counts = reviews(age, waiting);
    counts.extend(managers(age, waiting));
    counts.extend(others(age, waiting));
    counts.retain(|it| it.figure > 0);
    let all = (waiting.tally.registered, query::href(&Filter::everybody(age), 1));
    Group { heading: words::age(age), counts, all: Some(all) }
}

fn why(rule: Msg, source: &str) -> Why {
    let source = Some(source.to_owned());
    Why { rule: rule.into(), source, in_force_on: None, inputs: Vec::new() }
}

/// Whether a count is of things that are late already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    Late,
    Waiting,
}

fn count(figure: u32, (name, tone): (Msg, Tone), filter: &Filter, why: Why) -> Count {
    Count { figure, name, href: query::href(filter, 1), is_late: tone == Tone::Late, why }
}

fn reviews(age: AgeGroup, waiting: &Waiting) -> Vec<Count> {
    let list = |review| Filter { review: Some(review), ..Filter::everybody(age) };
    let tally = &waiting.tally;
    vec![
        count(
            tally.queued,
            (msg!("Queued for removal"), Tone::Late),
            &list(ReviewIs::Queued),
            why(
                msg!("Nobody stays listed by neglect: the review is past its day and the grace."),
                "RR04 ¶11-12; ICO2018",
            ),
        ),
        count(
            tally.past,
            (msg!("Review overdue"), Tone::Late),
            &list(ReviewIs::Past),
            why(msg!("The review is past its day, within the grace."), "RR04 ¶11-12"),
        ),
        count(
            tally.week,
            (msg!("Review due within 7 days"), Tone::Waiting),
            &list(ReviewIs::Week),
            why(msg!("The review is due today or in the next 7 days."), "RR04 ¶11-12"),
        ),
        count(
            tally.amber,
            (msg!("Review coming up"), Tone::Waiting),
            &list(ReviewIs::Amber),
            why(
                msg!("The review is due within the amber days of the scheme's edition."),
                "RR04 ¶11-12",
            ),
        ),
    ]
}

fn managers(age: AgeGroup, waiting: &Waiting) -> Vec<Count> {
    let list = |supervised| Filter {
        supervised: Some(supervised),
        manager: Some(ManagedBy::Nobody),
        ..Filter::everybody(age)
    };
    vec![
        count(
            waiting.tally.no_manager,
            (msg!("Statutory without offender manager"), Tone::Late),
            &list(Supervised::Statutory),
            why(
                msg!("Everybody under statutory supervision has one offender manager."),
                "RR04 ¶11, K5, A.5",
            ),
        ),
        count(
            waiting.tally.no_lead,
            (msg!("Not statutory, without lead worker"), Tone::Waiting),
            &list(Supervised::Otherwise),
            why(msg!("Every other case has a named lead worker."), "RR04 A.5"),
        ),
    ]
}

fn others(age: AgeGroup, waiting: &Waiting) -> Vec<Count> {
    let list = |attention| Filter { attention: Some(attention), ..Filter::everybody(age) };
    vec![
        count(
            waiting.untold,
            (msg!("Agencies not yet told"), Tone::Waiting),
            &list(Attention::Untold),
            why(msg!("Each agency that should know is told of a selection, once."), "RR04 A.2"),
        ),
        count(
            waiting.our_view,
            (msg!("Removal awaits my agency's view"), Tone::Waiting),
            &list(Attention::OurView),
            why(msg!("The agencies agree on a removal; each gives its view."), "SG05 ¶3"),
        ),
        count(
            waiting.removals,
            (msg!("Removal proposed"), Tone::Waiting),
            &list(Attention::Removal),
            why(msg!("A proposed removal waits for its decision."), "SG05 ¶3"),
        ),
    ]
}

fn scheme(it: &SchemeNumbers) -> SchemeLine {
    SchemeLine {
        name: it.name.clone(),
        href: format!("/schemes/{}", it.id),
        registered: it.registered,
        capacity: it.capacity,
        free: it.free(),
        waiting: it.waiting,
        late: it.late,
    }
}

fn gap(it: &Gap) -> GapLine {
    GapLine {
        name: it.name.clone(),
        href: format!("/schemes/{}", it.scheme),
        minimums: it.minimums,
        members: it.members,
    }
}

impl Page for TodayPage {
    const TEMPLATE: &'static str = "pages/today/show.html";

    fn samples() -> Vec<Self> {
        let tally = app::caseload::Tally {
            registered: 18,
            past: 2,
            queued: 1,
            no_manager: 1,
            ..app::caseload::Tally::default()
        };
        let waiting = Waiting { tally, untold: 3, removals: 0, our_view: 1 };
        let none = Waiting { tally: app::caseload::Tally::default(), untold: 0, ..waiting };
        let none = Waiting { our_view: 0, ..none };
        let full = People { adults: waiting, young: Some(none), nominations: 4, reached: 2 };
        let line = SchemeLine {
            name: "Sample PPO scheme".to_owned(),
            href: "/schemes/1".to_owned(),
            registered: 18,
            capacity: Some(20),
            free: Some(2),
            waiting: 1,
            late: 3,
        };
        let unlimited = SchemeLine { capacity: None, free: None, ..line.clone() };
        let blank = Self {
            name: "Ana Sample".to_owned(),
            groups: Vec::new(),
            lists_people: false,
            tells: false,
            schemes: Vec::new(),
            gaps: Vec::new(),
            drafts: Vec::new(),
            imports: Vec::new(),
        };
        let gap = GapLine {
            name: "Sample PPO scheme".to_owned(),
            href: "/schemes/1".to_owned(),
            minimums: 2,
            members: 3,
        };
        let import = ImportLine {
            name: "register.xlsx".to_owned(),
            href: "/imports/1".to_owned(),
            uploaded_at: "2004-09-06T08:30:00Z".to_owned(),
            rows: 40,
            rows_done: 4,
        };
        vec![
            Self {
                groups: groups(&full),
                lists_people: true,
                tells: true,
                schemes: vec![line.clone(), unlimited],
                gaps: vec![gap],
                drafts: DraftLine::samples(),
                imports: vec![import],
                ..blank.clone()
            },
            Self { schemes: vec![line], ..blank.clone() },
            Self { lists_people: true, ..blank },
        ]
    }
}

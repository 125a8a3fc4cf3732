//! The page of the list.

use app::caseload::{
    AgeGroup, Attention, Choices, Filter, ManagedBy, Order, PAGE_SIZE, Page as Part, ReviewIs, Row,
    SavedView, SortBy, Supervised,
};
use app::person::listed;
use domain::Date;
use domain::id::SchemeId;
use domain::person::age_on;
use jiff::ToSpan as _;
use serde::Serialize;

use super::{query, words};
use crate::form::{FieldErrors, Fields, FormView};
use crate::i18n::{Language, Msg, Words};
use crate::msg;
use crate::render::{Chip, ChipGroup, Choice, FilterPanel, NavItem, Page, Pagination, Tag};
use crate::words::edition_name;

/// What was read for the page.
pub(super) struct Seen {
    pub(super) page: Part,
    pub(super) choices: Choices,
    pub(super) views: Vec<SavedView>,
    pub(super) today: Date,
    /// The language of the page.
    pub(super) language: Language,
    /// Whether the list may be taken out as a file.
    pub(super) may_download: bool,
    /// The schemes whose cases the reader hands out, and for which views are shared.
    pub(super) runs: Vec<SchemeId>,
    /// Whether the reader sets the reviews of any scheme in reach.
    pub(super) sets_reviews: bool,
}

/// The list of people on schemes.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CaseloadPage {
    /// Adults and the young.
    pub(crate) tabs: Vec<NavItem>,
    /// The filters that are on.
    pub(crate) panel: FilterPanel,
    /// The filters as typed.
    pub(crate) form: FormView,
    /// What each filter offers.
    pub(crate) choices: Offered,
    /// Fields that the form of filters keeps as they are.
    pub(crate) kept: Vec<(String, String)>,
    /// The people on this page.
    pub(crate) rows: Vec<Listed>,
    /// Links that order the list.
    pub(crate) sort: Sorts,
    /// Which part this is.
    pub(crate) pagination: Pagination,
    /// How many there are.
    pub(crate) total: i64,
    /// Questions asked every day.
    pub(crate) questions: Vec<NavItem>,
    /// Named views.
    pub(crate) views: Vec<(Words, String)>,
    /// The filters as they stand in the address.
    pub(crate) query: String,
    /// The address of this very page, to come back to.
    pub(crate) here: String,
    /// Whether the list may be taken out as a file.
    pub(crate) may_download: bool,
    /// Whether cases may be handed out.
    pub(crate) may_assign: bool,
    /// Whether reviews may be set.
    pub(crate) may_schedule: bool,
    /// With which schemes a view may be shared.
    pub(crate) share: Vec<Choice>,
}

/// What each filter offers.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Offered {
    schemes: Vec<Choice>,
    strands: Vec<Choice>,
    supervised: Vec<Choice>,
    managers: Vec<Choice>,
    reviews: Vec<Choice>,
    attention: Vec<Choice>,
}

/// One person in the list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Listed {
    /// The registration.
    pub(crate) id: String,
    /// Surname first, as lists are read.
    pub(crate) name: String,
    /// The person's page.
    pub(crate) href: String,
    /// ISO date.
    pub(crate) born_on: Option<String>,
    /// Full years.
    pub(crate) age_years: Option<i16>,
    pub(crate) scheme: String,
    pub(crate) strand: Words,
    pub(crate) supervision: Tag,
    pub(crate) manager: Option<String>,
    /// ISO date.
    pub(crate) registered_on: String,
    /// ISO date.
    pub(crate) review_due_on: String,
    pub(crate) review: Tag,
    /// The registration's page.
    pub(crate) registration_href: String,
}

/// A link that orders the list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Sort {
    href: String,
    direction: &'static str,
}

/// The columns by which the list can be ordered.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Sorts {
    name: Sort,
    scheme: Sort,
    manager: Sort,
    registered: Sort,
    review: Sort,
}

impl CaseloadPage {
    pub(super) fn new(filter: &Filter, typed: (&Fields, FieldErrors), seen: &Seen) -> Self {
        let (fields, errors) = typed;
        let size = usize::try_from(PAGE_SIZE).unwrap_or(50);
        let (number, total) = (to_usize(seen.page.number), to_usize(seen.page.total));
        let runs = |it: &&(SchemeId, String)| seen.runs.contains(&it.0);
        let share = seen.choices.schemes.iter().filter(runs);
        Self {
            tabs: tabs(filter, &seen.choices),
            panel: FilterPanel {
                action: "/caseload".to_owned(),
                clear_href: query::href(&Filter::everybody(filter.age), 1),
                groups: chips(filter, &seen.choices, seen.language),
            },
            form: FormView::again(query::FIELDS, fields, errors),
            choices: Offered::new(seen),
            kept: kept(filter),
            rows: seen.page.rows.iter().map(|it| Listed::new(it, seen)).collect(),
            sort: Sorts::new(filter),
            pagination: Pagination::new(number, size, total, |it| query::href(filter, it)),
            total: i64::from(seen.page.total),
            questions: questions(filter.age, seen.today),
            views: seen.views.iter().map(named).collect(),
            query: query::write(filter, 1),
            here: query::href(filter, number),
            may_download: seen.may_download,
            may_assign: !seen.runs.is_empty(),
            may_schedule: seen.sets_reviews,
            share: share.map(|(id, name)| choice(&id.to_string(), name)).collect(),
        }
    }
}

fn to_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn tabs(filter: &Filter, choices: &Choices) -> Vec<NavItem> {
    let tab = |age: AgeGroup| {
        let item = NavItem::new(words::age(age), query::href(&Filter { age, ..filter.clone() }, 1));
        if age == filter.age { item.here() } else { item }
    };
    if !choices.sees_young {
        return Vec::new();
    }
    AgeGroup::ALL.iter().copied().map(tab).collect()
}

/// The age group and the order stay as they are when other filters change.
fn kept(filter: &Filter) -> Vec<(String, String)> {
    let all =
        [("age", filter.age.key()), ("sort", filter.sort.key()), ("order", filter.order.key())];
    all.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
}

fn named(view: &SavedView) -> (Words, String) {
    let text = match &view.scheme_name {
        Some(scheme) => {
            let name = view.name.as_str();
            msg!("{name} ({scheme})", name = name, scheme = scheme.as_str()).into()
        }
        None => Words::typed(view.name.as_str()),
    };
    (text, format!("/caseload?{}", view.query))
}

/// What is asked every day, as lists of this age group.
pub(crate) fn questions(age: AgeGroup, today: Date) -> Vec<NavItem> {
    let all = || Filter::everybody(age);
    let statutory = Some(Supervised::Statutory);
    let nobody = Some(ManagedBy::Nobody);
    let month = Some(today.first_of_month());
    let asked = [
        (msg!("Mine"), Filter { manager: Some(ManagedBy::Me), ..all() }),
        (msg!("Review overdue or queued"), Filter { review: Some(ReviewIs::Late), ..all() }),
        (msg!("Review due within 7 days"), Filter { review: Some(ReviewIs::Week), ..all() }),
        (
            msg!("Statutory without offender manager"),
            Filter { supervised: statutory, manager: nobody.clone(), ..all() },
        ),
        (msg!("Unassigned"), Filter { manager: nobody, ..all() }),
        (msg!("Registered this month"), Filter { registered_from: month, ..all() }),
        (
            msg!("Registered more than a year ago"),
            Filter { registered_to: Some(today.saturating_sub(1.year())), ..all() },
        ),
        (msg!("Agencies not yet told"), Filter { attention: Some(Attention::Untold), ..all() }),
        (msg!("Removal proposed"), Filter { attention: Some(Attention::Removal), ..all() }),
    ];
    asked.into_iter().map(|(label, filter)| NavItem::new(label, query::href(&filter, 1))).collect()
}

fn chips(filter: &Filter, choices: &Choices, language: Language) -> Vec<ChipGroup> {
    let mut groups = Vec::new();
    let mut add = |heading: Msg, text: Option<Words>, without: Filter| {
        let remove_href = query::href(&without, 1);
        let chip = text.map(|text| Chip { text, remove_href });
        groups.extend(chip.map(|it| ChipGroup { heading, chips: vec![it] }));
    };
    let f = || filter.clone();
    let name = Some(filter.name.clone()).filter(|it| !it.is_empty()).map(Words::typed);
    add(msg!("Name"), name, Filter { name: String::new(), ..f() });
    let scheme = filter.scheme.map(|id| scheme_name(choices, id));
    add(msg!("Scheme"), scheme, Filter { scheme: None, ..f() });
    let strand = filter.strand.as_ref().map(|key| {
        let known = choices.strands.get(key);
        known.map_or_else(|| Words::typed(key.as_str()), |it| edition_name(it, language))
    });
    add(msg!("Strand"), strand, Filter { strand: None, ..f() });
    let supervised = filter.supervised.map(|it| words::supervised(it).into());
    add(msg!("Supervision"), supervised, Filter { supervised: None, ..f() });
    let manager = filter.manager.as_ref().map(|it| manager_name(choices, it));
    add(msg!("Manager or lead worker"), manager, Filter { manager: None, ..f() });
    let review = filter.review.map(|it| words::review(it).into());
    add(msg!("Review"), review, Filter { review: None, ..f() });
    let attention = filter.attention.map(|it| words::attention(it).into());
    add(msg!("Waiting"), attention, Filter { attention: None, ..f() });
    let from = filter.registered_from.map(|day| msg!("From {date}", date = day).into());
    add(msg!("Registered"), from, Filter { registered_from: None, ..f() });
    let to = filter.registered_to.map(|day| msg!("Until {date}", date = day).into());
    add(msg!("Registered"), to, Filter { registered_to: None, ..f() });
    groups
}

fn scheme_name(choices: &Choices, id: SchemeId) -> Words {
    let found = choices.schemes.iter().find(|it| it.0 == id);
    found.map_or_else(|| msg!("Not known").into(), |it| Words::typed(it.1.as_str()))
}

fn manager_name(choices: &Choices, manager: &ManagedBy) -> Words {
    match manager {
        ManagedBy::Nobody => msg!("Nobody").into(),
        ManagedBy::Me => msg!("Me").into(),
        ManagedBy::Somebody(key) => {
            let found = choices.managers.iter().find(|it| it.0 == *key);
            found.map_or_else(|| msg!("Not known").into(), |it| Words::typed(it.1.as_str()))
        }
    }
}

fn choice(value: &str, text: &str) -> Choice {
    Choice::new(value, Words::typed(text))
}

fn any() -> Choice {
    Choice::new("", msg!("Any"))
}

impl Offered {
    fn new(seen: &Seen) -> Self {
        let choices = &seen.choices;
        let schemes = choices.schemes.iter().map(|(id, name)| choice(&id.to_string(), name));
        let strands = choices.strands.iter();
        let strands = strands.map(|(key, it)| Choice::new(key, edition_name(it, seen.language)));
        let everyday =
            [Choice::new("me", msg!("Me")), Choice::new("nobody", msg!("Nobody"))].into_iter();
        let managers = choices.managers.iter().map(|(key, name)| choice(key, name));
        let supervised = Supervised::ALL.iter();
        let reviews = ReviewIs::ALL.iter();
        let attention = Attention::ALL.iter();
        let with_any = |all: Vec<Choice>| [vec![any()], all].concat();
        Self {
            schemes: with_any(schemes.collect()),
            strands: with_any(strands.collect()),
            supervised: with_any(
                supervised.map(|it| Choice::new(it.key(), words::supervised(*it))).collect(),
            ),
            managers: with_any(everyday.chain(managers).collect()),
            reviews: with_any(
                reviews.map(|it| Choice::new(it.key(), words::review(*it))).collect(),
            ),
            attention: with_any(
                attention.map(|it| Choice::new(it.key(), words::attention(*it))).collect(),
            ),
        }
    }
}

impl Listed {
    fn new(row: &Row, seen: &Seen) -> Self {
        Self {
            id: row.registration.to_string(),
            name: listed(&row.forenames, &row.surname),
            href: format!("/people/{}", row.person),
            born_on: row.born_on.map(|it| it.to_string()),
            age_years: row.born_on.map(|it| age_on(it, seen.today)),
            scheme: row.scheme_name.clone(),
            strand: edition_name(&row.strand, seen.language),
            supervision: words::supervision(row),
            manager: row.manager.clone(),
            registered_on: row.registered_on.to_string(),
            review_due_on: row.review_due_on.to_string(),
            review: words::standing(row.review),
            registration_href: format!("/registrations/{}", row.registration),
        }
    }
}

impl Sorts {
    fn new(filter: &Filter) -> Self {
        let by = |sort: SortBy| {
            let here = filter.sort == sort;
            let (order, direction) = match (here, filter.order) {
                (true, Order::Up) => (Order::Down, "ascending"),
                (true, Order::Down) => (Order::Up, "descending"),
                (false, Order::Up | Order::Down) => (Order::Up, "none"),
            };
            Sort { href: query::href(&Filter { sort, order, ..filter.clone() }, 1), direction }
        };
        Self {
            name: by(SortBy::Name),
            scheme: by(SortBy::Scheme),
            manager: by(SortBy::Manager),
            registered: by(SortBy::Registered),
            review: by(SortBy::Review),
        }
    }
}

impl Page for CaseloadPage {
    const TEMPLATE: &'static str = "pages/caseload/index.html";

    fn samples() -> Vec<Self> {
        super::samples::lists()
    }
}

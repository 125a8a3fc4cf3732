//! One timeline of all that happened with a person, with filters in the address.

use app::review::Kept;
use app::timeline::{Entry, Filter, Kind, timeline};
use axum::extract::{Path, RawQuery};
use domain::id::PersonId;
use domain::registration::{OrderKind, Post};
use serde::Serialize;

use super::view::{Asked, Head, Section, key, record, sample_head};
use crate::form::{Fields, FormView};
use crate::i18n::{Language, Msg, Words};
use crate::pages::audit;
use crate::pages::review::reviewed;
use crate::render::{
    Chip, ChipGroup, Choice, FilterPanel, Page, Pagination, Tag, TimelineItem, Tone,
};
use crate::server::{PageResult, Visit};
use crate::{msg, words};

const FIELDS: &[&str] = &["kind", "q"];
/// How many entries a page shows.
const PAGE_ENTRIES: usize = 50;

/// What happened with a person.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TimelinePage {
    head: Head,
    form: FormView,
    panel: FilterPanel,
    kinds: Vec<Choice>,
    items: Vec<TimelineItem>,
    pagination: Pagination,
    note_href: Option<String>,
    withheld: Vec<Msg>,
}

pub(super) fn sample_items() -> Vec<TimelineItem> {
    let short = TimelineItem {
        title: msg!("Note").into(),
        href: None,
        on: "2004-09-05".to_owned(),
        at: None,
        by: Some("Bo Sample".to_owned()),
        text: Some("<script>alert(1)</script>".to_owned()),
        tags: vec![withheld_tag(domain::user::Category::Offending)],
    };
    let long = TimelineItem { text: Some("A long note. ".repeat(80)), ..short.clone() };
    vec![short, long]
}

impl Page for TimelinePage {
    const TEMPLATE: &'static str = "pages/person/timeline.html";

    fn samples() -> Vec<Self> {
        let chip = Chip { text: msg!("Note").into(), remove_href: "/people/1/timeline".to_owned() };
        let groups = vec![ChipGroup { heading: msg!("Kind"), chips: vec![chip] }];
        let page = Self {
            head: sample_head(),
            form: FormView::blank(FIELDS),
            panel: FilterPanel {
                action: "/people/1/timeline".to_owned(),
                clear_href: "/people/1/timeline".to_owned(),
                groups,
            },
            kinds: kinds(),
            items: sample_items(),
            pagination: Pagination::new(1, 1, 2, |it| format!("?page={it}")),
            note_href: Some("/people/1/add/note".to_owned()),
            withheld: vec![msg!("Intelligence")],
        };
        let bare = Self {
            items: Vec::new(),
            note_href: None,
            withheld: Vec::new(),
            pagination: Pagination::new(1, 1, 0, |it| format!("?page={it}")),
            ..page.clone()
        };
        vec![page, bare]
    }
}

pub(crate) async fn show(
    visit: Visit,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> PageResult {
    let id: PersonId = key(&id)?;
    let fields = Fields::parse(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let asked = Asked { removed: fields.first("removed").map(str::to_owned) };
    let record = record(&visit, id, asked.which(), "opened_timeline").await?;
    let filter = wanted(&fields);
    let (opened, filter) = (&record.file.opened, &filter);
    let entries =
        visit.web.app.read(&visit.actor, |rx| Box::pin(timeline(rx, opened, filter))).await?;

    let base = format!("/people/{id}/timeline");
    let number = fields.first("page").and_then(|it| it.parse().ok()).unwrap_or(1);
    let pagination = Pagination::new(number, PAGE_ENTRIES, entries.len(), |page| {
        format!("{base}{}", query_of(&fields, None, Some(page)))
    });
    let shown = entries.into_iter().skip(pagination.from.saturating_sub(1)).take(PAGE_ENTRIES);
    visit.render(&TimelinePage {
        items: shown.map(|it| item(it, visit.language)).collect(),
        form: FormView::blank(FIELDS).typed(&fields),
        panel: panel(&base, &fields, filter),
        kinds: kinds(),
        pagination,
        note_href: record.file.may.note.then(|| record.href("/add/note")),
        withheld: record.file.withheld.iter().map(|it| words::category(*it)).collect(),
        head: record.head(Section::Timeline),
    })
}

fn wanted(fields: &Fields) -> Filter {
    let keyword = fields.first("q").map(str::trim).filter(|it| !it.is_empty());
    Filter {
        kinds: fields.all("kind").filter_map(Kind::from_key).collect(),
        keyword: keyword.map(str::to_owned),
    }
}

fn kinds() -> Vec<Choice> {
    Kind::ALL.into_iter().map(|it| Choice::new(it.key(), kind(it))).collect()
}

fn panel(base: &str, fields: &Fields, filter: &Filter) -> FilterPanel {
    let chip = |text: Words, name: &str, value: &str| Chip {
        text,
        remove_href: format!("{base}{}", query_of(fields, Some((name, value)), None)),
    };
    let mut groups = Vec::new();
    if !filter.kinds.is_empty() {
        let chips = filter.kinds.iter().map(|it| chip(kind(*it).into(), "kind", it.key()));
        groups.push(ChipGroup { heading: msg!("Kind"), chips: chips.collect() });
    }
    if let Some(keyword) = &filter.keyword {
        let typed = fields.first("q").unwrap_or_default();
        let chips = vec![chip(Words::typed(keyword.as_str()), "q", typed)];
        groups.push(ChipGroup { heading: msg!("Word"), chips });
    }
    FilterPanel { action: base.to_owned(), clear_href: base.to_owned(), groups }
}

/// The filters as the query of an address, without one of them, on another page.
fn query_of(fields: &Fields, without: Option<(&str, &str)>, page: Option<usize>) -> String {
    let mut pairs: Vec<(String, String)> = fields
        .iter()
        .filter(|(name, value)| Some((*name, *value)) != without && *name != "page")
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    pairs.extend(page.map(|it| ("page".to_owned(), it.to_string())));
    match serde_html_form::to_string(&pairs) {
        Ok(text) if !text.is_empty() => format!("?{text}"),
        Ok(_) | Err(_) => String::new(),
    }
}

fn kind(kind: Kind) -> Msg {
    match kind {
        Kind::Nominated => msg!("Nomination"),
        Kind::Withdrawn => msg!("Nomination withdrawn"),
        Kind::Decided => msg!("Decision of the panel"),
        Kind::Registered => msg!("Registration"),
        Kind::Status => msg!("Order or sentence"),
        Kind::Assigned => msg!("Assignment"),
        Kind::Reviewed => msg!("Review"),
        Kind::RemovalProposed => msg!("Removal proposed"),
        Kind::RemovalDecided => msg!("Removal decided"),
        Kind::Told => msg!("Agency told"),
        Kind::Custody => msg!("Into custody"),
        Kind::Liberty => msg!("Out of custody"),
        Kind::Note => msg!("Note"),
        Kind::Changed => msg!("Change of identity, kept by the system"),
    }
}

/// An entry as the timeline shows it.
pub(super) fn item(entry: Entry, language: Language) -> TimelineItem {
    let title = title(&entry, language);
    let href = href(&entry);
    let timed = match entry.kind {
        Kind::Changed => entry.happened_at.clone(),
        Kind::Told
        | Kind::Nominated
        | Kind::Withdrawn
        | Kind::Decided
        | Kind::Registered
        | Kind::Status
        | Kind::Assigned
        | Kind::Reviewed
        | Kind::RemovalProposed
        | Kind::RemovalDecided
        | Kind::Custody
        | Kind::Liberty
        | Kind::Note => None,
    };
    TimelineItem {
        title: title.into(),
        href,
        on: entry.happened_on.to_string(),
        at: timed,
        by: entry.who.clone(),
        text: entry.text.clone(),
        tags: tags(&entry, language),
    }
}

/// The strand and the paragraph it rests on, and what of it is not shown.
fn tags(entry: &Entry, language: Language) -> Vec<Tag> {
    let mut tags = Vec::new();
    if let Some(rule) = &entry.rule {
        let source = rule.source.as_str();
        let told = match entry.kind {
            Kind::RemovalProposed | Kind::RemovalDecided => {
                msg!("Rests on {source}", source = source)
            }
            Kind::Nominated
            | Kind::Withdrawn
            | Kind::Decided
            | Kind::Registered
            | Kind::Status
            | Kind::Assigned
            | Kind::Reviewed
            | Kind::Told
            | Kind::Custody
            | Kind::Liberty
            | Kind::Note
            | Kind::Changed => {
                let strand = words::edition_text(&rule.label, language);
                msg!("{strand}: rests on {source}", strand = strand, source = source)
            }
        };
        tags.push(Tag::new(told, Tone::Neutral));
    }
    tags.extend(entry.withheld.map(withheld_tag));
    tags
}

fn withheld_tag(category: domain::user::Category) -> Tag {
    let text = msg!(
        "Text not shown: your role here does not include {category}",
        category = words::category(category)
    );
    Tag::new(text, Tone::Neutral)
}

fn title(entry: &Entry, language: Language) -> Msg {
    let place = entry.place.clone().unwrap_or_default();
    let word = entry.word.as_deref().unwrap_or_default();
    match entry.kind {
        Kind::Nominated => msg!("Nominated to {place}", place = place),
        Kind::Withdrawn => msg!("Nomination to {place} withdrawn", place = place),
        Kind::Decided => decided(word, place),
        Kind::Registered => msg!("Registered on {place}", place = place),
        Kind::Status => OrderKind::from_key(word).map_or_else(
            || msg!("Order or sentence"),
            |it| msg!("{order} begins", order = words::order_kind(it)),
        ),
        Kind::Assigned => Post::from_key(word).map_or_else(
            || msg!("Assignment"),
            |it| msg!("{duty} assigned, {place}", duty = words::duty(it), place = place),
        ),
        Kind::Reviewed => match Kept::from_key(word) {
            Some(it) => reviewed(it),
            None => kind(Kind::Reviewed),
        },
        Kind::RemovalProposed | Kind::RemovalDecided => removal(entry, place, language),
        Kind::Told if word == "removal" => msg!("{place} told of removal", place = place),
        Kind::Told => msg!("{place} told of selection", place = place),
        Kind::Custody if place.is_empty() => msg!("Into custody"),
        Kind::Custody => msg!("Into custody at {place}", place = place),
        Kind::Liberty if place.is_empty() => msg!("Out of custody"),
        Kind::Liberty => msg!("Out of custody from {place}", place = place),
        Kind::Note => msg!("Note"),
        Kind::Changed => audit::event(word).unwrap_or_else(|| kind(Kind::Changed)),
    }
}

/// How a proposal to remove began or ended, on which ground as far as the reader may know it.
fn removal(entry: &Entry, place: String, language: Language) -> Msg {
    let ground = entry.rule.as_ref().map(|it| words::edition_text(&it.label, language));
    let ended = entry.word.as_deref().filter(|_| entry.kind == Kind::RemovalDecided);
    match (ended, ground) {
        (None, Some(ground)) => {
            msg!("Proposed for removal from {place}: {ground}", place = place, ground = ground)
        }
        (None, None) => msg!("Removal from {place} proposed", place = place),
        (Some("remove"), Some(ground)) => {
            msg!("Removed from {place}: {ground}", place = place, ground = ground)
        }
        (Some("remove"), None) => msg!("Removed from {place}", place = place),
        (Some("keep"), _) => msg!("Kept on {place}; removal was proposed", place = place),
        (Some(_), _) => msg!("Proposal to remove from {place} overtaken", place = place),
    }
}

fn decided(outcome: &str, place: String) -> Msg {
    match outcome {
        "register" => msg!("Decided: register on {place}", place = place),
        "waiting_list" => msg!("Decided: waiting list of {place}", place = place),
        "refuse" => msg!("Decided: not to be taken on by {place}", place = place),
        "defer" => msg!("Decision of {place} deferred", place = place),
        _ => msg!("Decision of the panel"),
    }
}

fn href(entry: &Entry) -> Option<String> {
    let subject = entry.subject.as_deref()?;
    let section = match entry.kind {
        Kind::Nominated | Kind::Withdrawn | Kind::Decided => "nominations",
        Kind::Registered | Kind::Status | Kind::Assigned | Kind::Reviewed | Kind::Told => {
            "registrations"
        }
        Kind::RemovalProposed
        | Kind::RemovalDecided
        | Kind::Custody
        | Kind::Liberty
        | Kind::Note
        | Kind::Changed => return None,
    };
    Some(format!("/{section}/{subject}"))
}

//! The audit trail.

mod detail;
mod words;

use app::audit::{EVENTS, Entry, Named, TrailFilter, Verb, named, trail};
use axum::Router;
use axum::extract::RawQuery;
use axum::routing::get;
use domain::when::Sense;
use serde::Serialize;

use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::i18n::{Language, Words};
use crate::msg;
use crate::render::{Chip, ChipGroup, Choice, FilterPanel, Page, Registered};
use crate::server::{PageResult, Visit, Web};
use crate::words::read_date;

use self::detail::{Detail, details};
pub(crate) use words::event;

const FIELDS: &[&str] = &["person", "user", "verb", "event", "from_on", "to_on"];
/// How many entries a page shows.
const PAGE_ENTRIES: usize = 50;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/audit", get(index))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![Registered::of::<TrailPage>()]
}

/// A stretch of the trail.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TrailPage {
    form: FormView,
    panel: FilterPanel,
    verbs: Vec<Choice>,
    events: Vec<Choice>,
    entries: Vec<EntryView>,
    newer: Option<String>,
    older: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct EntryView {
    seq: i64,
    at: String,
    verb: Words,
    event: Words,
    who: Words,
    who_href: Option<String>,
    agency: String,
    person_href: Option<String>,
    /// The person's name, where the reader may see it.
    person: Option<String>,
    scheme: Option<String>,
    scheme_href: Option<String>,
    details: Vec<Detail>,
    /// The record as the trail keeps it.
    raw: String,
}

impl Page for TrailPage {
    const TEMPLATE: &'static str = "pages/audit/index.html";

    fn samples() -> Vec<Self> {
        let entry = EntryView {
            seq: 7,
            at: "2004-09-06T08:30:00Z".to_owned(),
            verb: msg!("Consultation").into(),
            event: Words::typed("unknown_event"),
            who: Words::typed("Bo Sample"),
            who_href: Some("/audit?user=1".to_owned()),
            agency: "Alder Police".to_owned(),
            person_href: Some("/people/1".to_owned()),
            person: Some("Sam Sample".to_owned()),
            scheme: Some("Sampleton PPO scheme".to_owned()),
            scheme_href: Some("/schemes/1".to_owned()),
            details: vec![Detail { label: msg!("Numbers"), value: Words::typed("2") }],
            raw: "{}".to_owned(),
        };
        let bare = EntryView {
            who: msg!("The system").into(),
            who_href: None,
            agency: String::new(),
            person: None,
            scheme: None,
            scheme_href: None,
            details: Vec::new(),
            ..entry.clone()
        };
        let chip = Chip { text: Words::typed("denied"), remove_href: "/audit".to_owned() };
        let page = Self {
            form: FormView::blank(FIELDS),
            panel: panel(vec![ChipGroup { heading: msg!("Filters"), chips: vec![chip] }]),
            verbs: verbs(),
            events: events(Language::English),
            entries: vec![entry, bare],
            newer: Some("/audit?after=7".to_owned()),
            older: Some("/audit?before=3".to_owned()),
        };
        let errors = FieldErrors::one("from_on", msg!("Enter a date"));
        let empty = Self {
            form: FormView::again(FIELDS, &Fields::default(), errors),
            entries: Vec::new(),
            newer: None,
            older: None,
            ..page.clone()
        };
        vec![page, empty]
    }
}

async fn index(visit: Visit, RawQuery(query): RawQuery) -> PageResult {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let (mut filter, errors) = match read_filter(&visit, &fields) {
        Ok(filter) => (filter, FieldErrors::default()),
        Err(errors) => (TrailFilter::default(), errors),
    };
    filter.limit = u32::try_from(PAGE_ENTRIES.saturating_add(1)).ok();
    let wanted = &filter;
    let query = visit.web.app.read(&visit.actor, |rx| {
        Box::pin(async move {
            let entries = trail(rx, wanted).await?;
            let names = named(rx, &entries).await?;
            Ok((entries, names))
        })
    });
    let (mut entries, names) = query.await?;
    let more = entries.len() > PAGE_ENTRIES;
    // Going forward in time, the one too many is the newest; else it is the oldest.
    if more && filter.after.is_some() {
        entries.remove(0);
    }
    entries.truncate(PAGE_ENTRIES);
    let link = |name: &str, seq: Option<i64>| {
        seq.map(|seq| format!("/audit{}", query_of(&fields, None, Some((name, seq)))))
    };
    let first = entries.first().map(|it| it.seq);
    let last = entries.last().map(|it| it.seq);
    let has_newer = if filter.after.is_some() { more } else { filter.before.is_some() };
    let has_older = more || filter.after.is_some();
    visit.render(&TrailPage {
        form: FormView::again(FIELDS, &fields, errors),
        panel: panel(groups(&fields)),
        verbs: verbs(),
        events: events(visit.language),
        newer: link("after", first.filter(|_| has_newer)),
        older: link("before", last.filter(|_| has_older)),
        entries: entries.into_iter().map(|it| view(&visit, it, &names)).collect(),
    })
}

fn read_filter(visit: &Visit, fields: &Fields) -> Result<TrailFilter, FieldErrors> {
    let today = app::clock::london_date(visit.web.app.clock().now());
    let mut form = FormReader::new(fields);
    let verb = form.optional_choice("verb", Verb::from_key);
    let event = form.optional_text("event");
    let from = form.optional_date("from_on", read_date(Sense::Past, today));
    let to = form.optional_date("to_on", read_date(Sense::Past, today));
    let (verb, event, from_on, to_on) = form.finish((verb, event, from, to))?;
    let id = |name| fields.first(name).filter(|it| !it.is_empty());
    Ok(TrailFilter {
        person: id("person").and_then(|it| it.parse().ok()),
        user: id("user").and_then(|it| it.parse().ok()),
        verb,
        event,
        before: id("before").and_then(|it| it.parse().ok()),
        after: id("after").and_then(|it| it.parse().ok()),
        from_on,
        to_on,
        limit: None,
    })
}

fn verbs() -> Vec<Choice> {
    let any = Choice::new("", msg!("Any"));
    let verb = |it: Verb| Choice::new(it.key(), words::verb(it));
    std::iter::once(any).chain(Verb::ALL.into_iter().map(verb)).collect()
}

/// Every act by its name, in the order of the reader's alphabet.
fn events(language: Language) -> Vec<Choice> {
    let acts = EVENTS.iter().filter_map(|it| Some((language.say(&event(it)?), *it)));
    let mut acts: Vec<(String, &str)> = acts.collect();
    acts.sort();
    let any = Choice::new("", msg!("Any"));
    let acts = acts.into_iter().map(|(said, it)| Choice::new(it, Words::typed(said)));
    std::iter::once(any).chain(acts).collect()
}

fn panel(groups: Vec<ChipGroup>) -> FilterPanel {
    FilterPanel { action: "/audit".to_owned(), clear_href: "/audit".to_owned(), groups }
}

fn groups(fields: &Fields) -> Vec<ChipGroup> {
    let on = fields.iter().filter(|(name, value)| FIELDS.contains(name) && !value.is_empty());
    let chip = |(name, value): (&str, &str)| Chip {
        text: match name {
            "person" => msg!("One person").into(),
            "user" => msg!("One user").into(),
            "from_on" => msg!("From {day}", day = value).into(),
            "to_on" => msg!("Up to {day}", day = value).into(),
            _ => Verb::from_key(value)
                .map_or_else(|| shown_event(value), |it| words::verb(it).into()),
        },
        remove_href: format!("/audit{}", query_of(fields, Some(name), None)),
    };
    let chips: Vec<Chip> = on.map(chip).collect();
    if chips.is_empty() {
        return Vec::new();
    }
    vec![ChipGroup { heading: msg!("Filters"), chips }]
}

/// The filters as the query of an address, without one of them, from another place.
fn query_of(fields: &Fields, without: Option<&str>, place: Option<(&str, i64)>) -> String {
    let mut pairs: Vec<(String, String)> = fields
        .iter()
        .filter(|(name, value)| FIELDS.contains(name) && !value.is_empty())
        .filter(|(name, _)| Some(*name) != without)
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    pairs.extend(place.map(|(name, seq)| (name.to_owned(), seq.to_string())));
    match serde_html_form::to_string(&pairs) {
        Ok(text) if !text.is_empty() => format!("?{text}"),
        Ok(_) | Err(_) => String::new(),
    }
}

fn shown_event(name: &str) -> Words {
    event(name).map_or_else(|| Words::typed(name), Words::from)
}

fn view(visit: &Visit, entry: Entry, names: &Named) -> EntryView {
    let scheme = entry.scheme.and_then(|it| names.schemes.get(&it));
    let edition = scheme.and_then(|it| visit.web.app.editions().get(&it.edition));
    let who = match (entry.actor_kind.as_str(), &entry.user_name) {
        (_, Some(name)) => Words::typed(name),
        ("operator", None) => msg!("The operator").into(),
        ("anonymous", None) => msg!("Nobody signed in").into(),
        (_, None) => msg!("The system").into(),
    };
    EntryView {
        seq: entry.seq,
        at: entry.at.to_string(),
        verb: words::verb(entry.verb).into(),
        event: shown_event(&entry.event),
        who,
        who_href: entry.user.map(|it| format!("/audit?user={it}")),
        person_href: entry.person.map(|it| format!("/people/{it}")),
        person: entry.person.and_then(|it| names.people.get(&it).cloned()),
        scheme: scheme.map(|it| it.name.clone()),
        scheme_href: entry.scheme.map(|it| format!("/schemes/{it}")),
        details: details(&entry, names, (edition, visit.language)),
        raw: raw(&entry),
        agency: entry.agency_name.unwrap_or_default(),
    }
}

/// The record as the trail keeps it, for whoever has to prove something by it.
fn raw(entry: &Entry) -> String {
    let (kind, id) = entry.subject.clone().unzip();
    let record = serde_json::json!({
        "seq": entry.seq,
        "at": entry.at.to_string(),
        "actor": entry.actor_kind,
        "user": entry.user.map(|it| it.to_string()),
        "verb": entry.verb.key(),
        "event": entry.event,
        "subject_kind": kind,
        "subject_id": id,
        "person": entry.person.map(|it| it.to_string()),
        "scheme": entry.scheme.map(|it| it.to_string()),
        "detail": entry.detail,
    });
    serde_json::to_string_pretty(&record).unwrap_or_default()
}

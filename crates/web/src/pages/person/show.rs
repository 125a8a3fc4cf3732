//! A person's overview: how things stand today.

use app::person::{Overview, Registration, Waiting};
use axum::extract::{Path, Query};
use domain::id::PersonId;
use domain::registration::{Post, StatutoryStatus};
use domain::review::ReviewStanding;
use domain::user::Category;
use serde::Serialize;

use super::view::{Asked, Head, Section, key, record, sample_head, sample_removed_head};
use crate::i18n::{Language, Msg, Words};
use crate::pages::nomination;
use crate::render::{NavItem, Page, SummaryRow, Tag, Tone, Why, WhyInput};
use crate::server::{PageResult, Visit};
use crate::words::edition_name;
use crate::{msg, msg_n, words};

/// How things stand with a person.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ShowPage {
    head: Head,
    /// Open registrations; nothing where the reader may not see registration.
    registrations: Option<Vec<RegistrationView>>,
    waiting: Vec<WaitingView>,
    ended: Vec<EndedView>,
    links: Vec<NavItem>,
    /// Categories of information that the reader's role here does not include.
    withheld: Vec<Msg>,
}

#[derive(Debug, Clone, Serialize)]
struct RegistrationView {
    scheme: String,
    rows: Vec<SummaryRow>,
    review: Tag,
    status_why: Why,
    links: Vec<NavItem>,
}

#[derive(Debug, Clone, Serialize)]
struct WaitingView {
    words: Msg,
    standing: Tag,
    href: String,
}

#[derive(Debug, Clone, Serialize)]
struct EndedView {
    words: Msg,
    href: String,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "pages/person/show.html";

    fn samples() -> Vec<Self> {
        let registration = RegistrationView {
            scheme: "Alderton PPO scheme".to_owned(),
            rows: vec![
                SummaryRow::new(msg!("Strand"), Words::typed("Catch and Convict")),
                SummaryRow::new(msg!("Offender manager"), msg!("Unassigned")),
            ],
            review: review_tag(ReviewStanding::Past { days: 3 }),
            status_why: status_why(StatutoryStatus::NonStatutory, None),
            links: vec![NavItem::new(msg!("Open the registration"), "/registrations/1")],
        };
        let waiting = WaitingView {
            words: msg!("Nominated to {scheme}", scheme = "Alderton PPO scheme"),
            standing: waiting_tag(Some("waiting_list")),
            href: "/nominations/1".to_owned(),
        };
        let ended = EndedView {
            words: msg!("Registration on {scheme}", scheme = "Birchford PPO scheme"),
            href: "/registrations/2".to_owned(),
        };
        let full = Self {
            head: sample_head(),
            registrations: Some(vec![registration]),
            waiting: vec![waiting],
            ended: vec![ended],
            links: vec![NavItem::new(msg!("Write a note"), "/people/1/add/note")],
            withheld: vec![msg!("Intelligence")],
        };
        let none = Self {
            head: sample_removed_head(),
            registrations: Some(Vec::new()),
            waiting: Vec::new(),
            ended: Vec::new(),
            links: Vec::new(),
            withheld: Vec::new(),
        };
        vec![Self { registrations: None, ..none.clone() }, none, full]
    }
}

pub(crate) async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let id: PersonId = key(&id)?;
    let record = record(&visit, id, asked.which(), "opened_person").await?;
    let Overview { registrations, waiting, removed } = &record.overview;
    let mut links = Vec::new();
    if record.file.may.note {
        links.push(NavItem::new(msg!("Write a note"), record.href("/add/note")));
    }
    if record.file.may.amend {
        links.push(NavItem::new(msg!("Change who this is"), record.href("/edit")));
    }
    let nominate = record.file.may.nominate.iter();
    links.extend(nominate.map(|(scheme, name)| {
        let label = msg!("Nominate to {scheme}", scheme = name.as_str());
        NavItem::new(label, nomination::new_href(*scheme, id))
    }));
    if record.file.may.death {
        links.push(NavItem::new(msg!("Record a death"), format!("/people/{id}/death")));
    }
    let ended = removed.iter().map(|it| EndedView {
        words: msg!(
            "On {scheme} from {from} to {until}",
            scheme = it.scheme_name.as_str(),
            from = it.registered_on,
            until = it.ended_on,
        ),
        href: format!("/registrations/{}", it.id),
    });
    visit.render(&ShowPage {
        registrations: registrations
            .as_ref()
            .map(|all| all.iter().map(|it| registration(it, visit.language)).collect()),
        waiting: waiting.iter().map(waiting_view).collect(),
        ended: ended.collect(),
        links,
        withheld: record.file.withheld.iter().map(|it: &Category| words::category(*it)).collect(),
        head: record.head(Section::Overview),
    })
}

fn registration(it: &Registration, language: Language) -> RegistrationView {
    let mut rows = vec![
        SummaryRow::new(msg!("Strand"), edition_name(&it.strand, language)),
        SummaryRow::new(msg!("Registered on"), date(it.registered_on)),
        SummaryRow::new(msg!("Status today"), status(it.status)),
    ];
    if let Some((order, on)) = it.coming {
        let coming = msg!("{order}, from {date}", order = words::order_kind(order), date = on);
        rows.push(SummaryRow::new(msg!("Order to come"), coming));
    }
    let mut duties = vec![it.needs];
    duties.extend(it.posts.iter().map(|it| it.duty).filter(|duty| *duty != it.needs));
    duties.dedup();
    rows.extend(duties.into_iter().map(|duty| post_row(it, duty)));
    rows.push(SummaryRow::new(msg!("Next review"), date(it.review_due_on)));
    let base = format!("/registrations/{}", it.id);
    RegistrationView {
        scheme: it.scheme_name.clone(),
        rows,
        review: review_tag(it.review),
        status_why: status_why(it.status, it.order),
        links: vec![
            NavItem::new(msg!("Open the registration"), base.clone()),
            NavItem::new(msg!("Hold a review"), format!("{base}/review")),
            NavItem::new(msg!("Propose removal"), format!("{base}/removal")),
        ],
    }
}

fn post_row(it: &Registration, duty: Post) -> SummaryRow {
    let named: Vec<String> = it
        .posts
        .iter()
        .filter(|post| post.duty == duty)
        .map(|post| format!("{}, {}", post.name, post.agency))
        .collect();
    match named.as_slice() {
        [] => SummaryRow::new(words::duty(duty), msg!("Unassigned")),
        named => SummaryRow::new(words::duty(duty), Words::typed(named.join("\n"))),
    }
}

fn date(date: domain::Date) -> Msg {
    msg!("{date}", date = date)
}

fn status(status: StatutoryStatus) -> Msg {
    match status {
        StatutoryStatus::Statutory(order) => {
            msg!("Statutory: {order}", order = words::order_kind(order))
        }
        StatutoryStatus::NonStatutory => msg!("Non-statutory"),
    }
}

fn status_why(status: StatutoryStatus, order: Option<domain::registration::OrderKind>) -> Why {
    let rule = match status {
        StatutoryStatus::Statutory(_) => {
            msg!("Somebody under an order that supervises has one offender manager throughout")
        }
        StatutoryStatus::NonStatutory => {
            msg!("Without an order that supervises, a case has a named lead worker")
        }
    };
    let value: Words = order.map_or_else(|| msg!("None").into(), |it| words::order_kind(it).into());
    Why {
        rule: rule.into(),
        source: Some("RR04 ¶11, A.5".to_owned()),
        in_force_on: None,
        inputs: vec![WhyInput { label: msg!("Order today").into(), value }],
    }
}

fn review_tag(standing: ReviewStanding) -> Tag {
    match standing {
        ReviewStanding::NotYet { days_left } => Tag::new(
            msg_n!("Due in {n} day", "Due in {n} days", i64::from(days_left)),
            Tone::Neutral,
        ),
        ReviewStanding::Amber { days_left: 0 } => Tag::new(msg!("Due today"), Tone::Warning),
        ReviewStanding::Amber { days_left } => Tag::new(
            msg_n!("Due in {n} day", "Due in {n} days", i64::from(days_left)),
            Tone::Warning,
        ),
        ReviewStanding::Past { days } | ReviewStanding::QueuedForRemoval { days } => {
            Tag::new(msg_n!("{n} day overdue", "{n} days overdue", i64::from(days)), Tone::Urgent)
        }
    }
}

fn waiting_view(it: &Waiting) -> WaitingView {
    WaitingView {
        words: msg!(
            "Nominated to {scheme} by {agency} on {date}",
            scheme = it.scheme_name.as_str(),
            agency = it.agency.as_str(),
            date = it.nominated_on,
        ),
        standing: waiting_tag(it.outcome.as_deref()),
        href: format!("/nominations/{}", it.nomination),
    }
}

fn waiting_tag(outcome: Option<&str>) -> Tag {
    match outcome {
        Some("waiting_list") => Tag::new(msg!("On the waiting list"), Tone::Waiting),
        Some(_) => Tag::new(msg!("Deferred"), Tone::Waiting),
        None => Tag::new(msg!("Waiting for a decision"), Tone::Waiting),
    }
}

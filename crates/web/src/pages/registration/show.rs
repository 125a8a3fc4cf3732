//! One registration: strand, review, orders, who manages, who was told.

use app::import::field::Field;
use app::registration::{May, Shown, show as load};
use app::review::PastReview;
use axum::extract::Path;
use domain::Date;
use domain::id::RegistrationId;
use domain::registration::{StatutoryStatus, next_after};
use domain::removal::DrugUse;
use serde::Serialize;

use super::new::ElsewhereLine;
use super::words;
use crate::i18n::{Language, Words};
use crate::msg;
use crate::pages::import::field_name;
use crate::pages::review::reviewed;
use crate::render::{Identity, Page, SummaryRow, Tag, TimelineItem, Tone, Why, WhyInput};
use crate::server::{PageResult, Visit};
use crate::words::{duty, edition_name, order_kind};

/// One registration.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RegistrationPage {
    identity: Identity,
    href: String,
    scheme_name: String,
    missing: Vec<Words>,
    rows: Vec<SummaryRow>,
    strand_why: Why,
    review_on: String,
    review_tag: Tag,
    review_why: Why,
    /// None where the reader may not see them.
    orders: Option<Vec<Line>>,
    assigned: Vec<Line>,
    notices: Vec<NoticeLine>,
    reviews: Vec<TimelineItem>,
    previous: Option<ElsewhereLine>,
    elsewhere: Vec<ElsewhereLine>,
    may: MayLinks,
    ended_on: Option<String>,
    /// What the register that was brought in said besides.
    imported: Vec<SummaryRow>,
}

/// A thing with days.
#[derive(Debug, Clone, Serialize)]
struct Line {
    what: Words,
    who: Option<String>,
    from: String,
    to: Option<String>,
    /// Where it is ended, if it can be.
    end_href: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct NoticeLine {
    agency: String,
    matter: Words,
    told_on: Option<String>,
    told_by: Option<String>,
    told_how: Option<String>,
    tell_href: Option<String>,
}

/// Where the reader may go on; nothing where not.
#[derive(Debug, Clone, Default, Serialize)]
struct MayLinks {
    period: Option<String>,
    assign: Option<String>,
    review: Option<String>,
    removal: Option<String>,
    death: Option<String>,
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> PageResult {
    let id: RegistrationId = words::key(&id)?;
    let shown = visit.web.app.read(&visit.actor, |rx| Box::pin(load(rx, id))).await?;
    visit.render(&page(&shown, visit.language, words::today(&visit)))
}

fn detail((field, value): &(Field, String)) -> SummaryRow {
    SummaryRow::new(field_name(*field), Words::typed(value))
}

fn page(shown: &Shown, language: Language, today: Date) -> RegistrationPage {
    let href = format!("/registrations/{}", shown.registration.id);
    let link = |id: RegistrationId, scheme_name: &str, since: Date| ElsewhereLine {
        href: format!("/registrations/{id}"),
        scheme_name: scheme_name.to_owned(),
        since: since.to_string(),
    };
    let elsewhere = shown.elsewhere.iter().map(|it| link(it.id, &it.scheme_name, it.since));
    RegistrationPage {
        identity: words::identity(&shown.person, today),
        scheme_name: shown.scheme.name.clone(),
        missing: shown.missing.iter().map(|it| words::missing(*it).into()).collect(),
        rows: rows(shown, today, language),
        strand_why: strand_why(shown),
        review_on: shown.review.on.to_string(),
        review_tag: words::review_tag(shown.review.standing),
        review_why: review_why(shown),
        orders: orders(shown, &href),
        assigned: assigned(shown, &href),
        notices: notices(shown),
        reviews: shown.reviews.iter().map(past).collect(),
        previous: shown.previous.map(|(id, on)| link(id, &shown.scheme.name, on)),
        elsewhere: elsewhere.collect(),
        may: may(shown, &href),
        ended_on: shown.registration.closed_on().map(|it| it.to_string()),
        imported: shown.imported.iter().map(detail).collect(),
        href,
    }
}

fn rows(shown: &Shown, today: Date, language: Language) -> Vec<SummaryRow> {
    let registered_on = msg!("{date}", date = shown.registration.registered_on);
    let mut rows = vec![
        SummaryRow::new(msg!("Scheme"), Words::typed(shown.scheme.name.clone())),
        SummaryRow::new(msg!("Strand"), edition_name(&shown.strand.label, language)),
        SummaryRow::new(msg!("Registered on"), registered_on),
    ];
    if let Some((status, periods)) = &shown.statutory {
        let text = match status {
            StatutoryStatus::Statutory(order) => order_kind(*order),
            StatutoryStatus::NonStatutory => msg!("Not under statutory supervision today"),
        };
        rows.push(SummaryRow::new(msg!("Statutory supervision"), text));
        let periods: Vec<_> = periods.iter().map(|it| it.period).collect();
        if let Some(next) = next_after(&periods, today) {
            let order = order_kind(next.order);
            let text = msg!("{order}, from {date}", order = order, date = next.from);
            rows.push(SummaryRow::new(msg!("Order to come"), text));
        }
    }
    if let Some(drug_use) = shown.drug_use {
        let text = match drug_use {
            DrugUse::Problematic => msg!("Drugs are a problem"),
            DrugUse::NoneKnown => msg!("None known"),
        };
        rows.push(SummaryRow::new(msg!("Drug use"), text));
    }
    rows
}

fn strand_why(shown: &Shown) -> Why {
    Why {
        rule: msg!("The strand that the agencies decided on, as the scheme's edition has it")
            .into(),
        source: shown.strand.source.clone(),
        in_force_on: shown.strand.in_force_on.map(|it| it.to_string()),
        inputs: Vec::new(),
    }
}

fn review_why(shown: &Shown) -> Why {
    let review = &shown.review;
    let (rule, source) = words::because(&review.because);
    let input = |label: crate::i18n::Msg, value: crate::i18n::Msg| WhyInput {
        label: label.into(),
        value: value.into(),
    };
    let mut inputs = vec![
        input(msg!("Counted from"), msg!("{date}", date = review.counted_from)),
        input(msg!("Due on"), msg!("{date}", date = review.on)),
    ];
    if let Some((days, source)) = &review.grace {
        let text = msg!("{days} days late ({source})", days = *days, source = source.as_str());
        inputs.push(input(msg!("Queued for removal when more than"), text));
    }
    Why { rule: rule.into(), source, in_force_on: None, inputs }
}

fn orders(shown: &Shown, href: &str) -> Option<Vec<Line>> {
    let (_, periods) = shown.statutory.as_ref()?;
    let may = shown.may.contains(&May::RecordPeriod);
    let line = |it: &app::registration::Period| Line {
        what: order_kind(it.period.order).into(),
        who: None,
        from: it.period.from.to_string(),
        to: it.period.to.map(|it| it.to_string()),
        end_href: may.then(|| format!("{href}/periods/{}/end", it.key)),
    };
    Some(periods.iter().map(line).collect())
}

fn assigned(shown: &Shown, href: &str) -> Vec<Line> {
    let may = shown.may.contains(&May::Assign);
    let line = |it: &app::registration::Assigned| {
        let open = may && it.assignment.to.is_none();
        Line {
            what: duty(it.assignment.post).into(),
            who: Some(format!("{}, {}", it.name, it.agency_name)),
            from: it.assignment.from.to_string(),
            to: it.assignment.to.map(|it| it.to_string()),
            end_href: open.then(|| format!("{href}/assignments/{}/end", it.key)),
        }
    };
    shown.assigned.iter().map(line).collect()
}

fn notices(shown: &Shown) -> Vec<NoticeLine> {
    let may = shown.may.contains(&May::Tell);
    let line = |it: &app::notice::Notice| NoticeLine {
        agency: it.agency_name.clone(),
        matter: crate::pages::notice::matter(it.occasion).into(),
        told_on: it.told_on.map(|it| it.to_string()),
        told_by: it.told_by.clone(),
        told_how: it.told_how.clone(),
        tell_href: (may && it.told_on.is_none()).then(|| format!("/notices/{}", it.id)),
    };
    shown.notices.iter().map(line).collect()
}

fn past(it: &PastReview) -> TimelineItem {
    TimelineItem {
        title: reviewed(it.outcome).into(),
        href: None,
        on: it.held_on.to_string(),
        at: None,
        by: it.held_by.clone(),
        text: Some(it.reasons.clone()),
        tags: it
            .next_due_on
            .map(|on| Tag::new(msg!("Next due on {date}", date = on), Tone::Neutral))
            .into_iter()
            .collect(),
    }
}

fn may(shown: &Shown, href: &str) -> MayLinks {
    let to = |may: May, rest: &str| shown.may.contains(&may).then(|| format!("{href}/{rest}"));
    MayLinks {
        period: to(May::RecordPeriod, "periods/new"),
        assign: to(May::Assign, "assignments/new"),
        review: to(May::HoldReview, "review"),
        removal: to(May::ProposeRemoval, "removal"),
        death: shown
            .may
            .contains(&May::RecordDeath)
            .then(|| format!("/people/{}/death", shown.person.id)),
    }
}

impl Page for RegistrationPage {
    const TEMPLATE: &'static str = "pages/registration/show.html";

    fn samples() -> Vec<Self> {
        let why = Why {
            rule: msg!("An earlier day than the longest was set").into(),
            source: Some("RR04 ¶11".to_owned()),
            in_force_on: None,
            inputs: Vec::new(),
        };
        let bare = Self {
            identity: words::sample_identity(),
            href: "/registrations/1".to_owned(),
            scheme_name: "Sampleton scheme".to_owned(),
            missing: Vec::new(),
            rows: vec![SummaryRow::new(msg!("Strand"), Words::typed("Catch and Convict"))],
            strand_why: why.clone(),
            review_on: "2005-03-06".to_owned(),
            review_tag: Tag::new(msg!("Due today"), Tone::Warning),
            review_why: why,
            orders: None,
            assigned: Vec::new(),
            notices: Vec::new(),
            reviews: Vec::new(),
            previous: None,
            elsewhere: Vec::new(),
            may: MayLinks::default(),
            ended_on: Some("2005-01-01".to_owned()),
            imported: Vec::new(),
        };
        vec![bare.clone(), full_sample(bare)]
    }
}

fn full_sample(bare: RegistrationPage) -> RegistrationPage {
    let line = Line {
        what: msg!("Licence").into(),
        who: Some("Olwen Manager, Alder Probation".to_owned()),
        from: "2004-09-01".to_owned(),
        to: None,
        end_href: Some("/registrations/1/periods/1/end".to_owned()),
    };
    let ended = Line { to: Some("2004-10-01".to_owned()), end_href: None, ..line.clone() };
    let untold = NoticeLine {
        agency: "Alder Police".to_owned(),
        matter: crate::pages::notice::matter(domain::notice::Occasion::Selection).into(),
        told_on: None,
        told_by: None,
        told_how: None,
        tell_href: Some("/notices/1".to_owned()),
    };
    let told = NoticeLine {
        told_on: Some("2004-09-07".to_owned()),
        told_by: Some("Ana Sample".to_owned()),
        told_how: Some("By telephone".to_owned()),
        tell_href: None,
        ..untold.clone()
    };
    let other = ElsewhereLine {
        href: "/registrations/2".to_owned(),
        scheme_name: "Elseton scheme".to_owned(),
        since: "2004-01-01".to_owned(),
    };
    let at = |it: &str| Some(format!("/registrations/1/{it}"));
    RegistrationPage {
        imported: vec![detail(&(Field::Notes, "Known to <b>nobody</b>".to_owned()))],
        missing: vec![msg!("No offender manager is assigned").into()],
        orders: Some(vec![line.clone(), ended]),
        assigned: vec![line],
        notices: vec![untold, told],
        previous: Some(other.clone()),
        elsewhere: vec![other],
        may: MayLinks {
            period: at("periods/new"),
            assign: at("assignments/new"),
            review: at("review"),
            removal: at("removal"),
            death: at("death"),
        },
        ended_on: None,
        ..bare
    }
}

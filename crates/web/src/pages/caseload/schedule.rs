//! Setting the next review of the ticked people: which day, what would come of it, what came of it.

use std::collections::BTreeSet;

use app::caseload::{Planned, ScheduleMany, Scheduling, plan_many, schedule_many};
use axum::response::{IntoResponse, Redirect};
use domain::Refusal;
use domain::id::RegistrationId;
use domain::when::Sense;
use serde::Serialize;

use super::assign::{Line, ResultPage, back, sample_line, ticked};
use super::today;
use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::i18n::Words;
use crate::refusal;
use crate::render::Page;
use crate::server::{PageResult, Visit};
use crate::words::read_date;
use crate::{msg, msg_n};

const FIELDS: &[&str] = &["on", "back"];

/// For which day the reviews are to be set.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SchedulePage {
    form: FormView,
    ticked: Vec<String>,
    count: i64,
    back: String,
}

/// What would change, and what would not and why. Nothing has changed yet.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PreviewPage {
    /// ISO date.
    on: String,
    changes: Vec<Line>,
    refused: Vec<Line>,
    ticked: Vec<String>,
    back: String,
}

pub(super) async fn new(visit: Visit, fields: Fields) -> PageResult {
    if ticked(&fields).is_empty() {
        let told = msg!("Nobody was ticked. Tick those whose review you want to set.");
        visit.say_next(&told).await;
        return Ok(Redirect::to(&back(&fields)).into_response());
    }
    visit.render(&SchedulePage::new(&fields, FormView::blank(FIELDS).typed(&fields)))
}

impl SchedulePage {
    fn new(fields: &Fields, form: FormView) -> Self {
        let ticked = keys(&ticked(fields));
        let count = i64::try_from(ticked.len()).unwrap_or(i64::MAX);
        Self { form, ticked, count, back: back(fields) }
    }
}

pub(super) async fn preview(visit: Visit, fields: Fields) -> PageResult {
    let cmd = match read(&visit, &fields) {
        Ok(cmd) => cmd,
        Err(errors) => {
            let form = FormView::again(FIELDS, &fields, errors);
            return visit.render(&SchedulePage::new(&fields, form));
        }
    };
    let wanted = &cmd;
    let seen = visit.web.app.read(&visit.actor, |rx| Box::pin(plan_many(rx, wanted))).await?;
    let (changes, refused) = parted(seen, |it| it.scheduling == Scheduling::Set);
    visit.render(&PreviewPage {
        on: cmd.on.to_string(),
        changes,
        refused,
        ticked: keys(&cmd.ticked),
        back: back(&fields),
    })
}

pub(super) async fn create(visit: Visit, fields: Fields) -> PageResult {
    let cmd = match read(&visit, &fields) {
        Ok(cmd) => cmd,
        Err(errors) => {
            let form = FormView::again(FIELDS, &fields, errors);
            return visit.render(&SchedulePage::new(&fields, form));
        }
    };
    let (cmd, once) = (&cmd, fields.first("once").unwrap_or_default());
    let seen = visit.web.app.read(&visit.actor, |rx| Box::pin(plan_many(rx, cmd))).await?;
    let done = visit.web.app.write_once(&visit.actor, once, move |tx| {
        Box::pin(async move { Ok(keys(&schedule_many(tx, cmd).await?).join(" ")) })
    });
    let done: BTreeSet<RegistrationId> =
        done.await?.split(' ').filter_map(|it| it.parse().ok()).collect();
    let (changes, refused) = parted(seen, |it| done.contains(&it.row.registration));
    let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
    let done = msg_n!("{n} review was set.", "{n} reviews were set.", count);
    visit.render(&ResultPage { done, changes, refused, back: back(&fields) })
}

fn read(visit: &Visit, fields: &Fields) -> Result<ScheduleMany, FieldErrors> {
    let mut form = FormReader::new(fields);
    let parse = read_date(Sense::Near, today(visit));
    let on = form.date("on", parse, msg!("Enter the day of the next review"));
    let (on, ()) = form.finish((on, Some(())))?;
    Ok(ScheduleMany { ticked: ticked(fields), on })
}

fn parted(seen: Vec<Planned>, is_done: impl Fn(&Planned) -> bool) -> (Vec<Line>, Vec<Line>) {
    let (mut changed, mut refused) = (Vec::new(), Vec::new());
    for it in seen {
        let (row, done) = (&it.row, is_done(&it));
        let (list, what): (_, Words) = match it.scheduling {
            Scheduling::Set if done => {
                (&mut changed, msg!("Was due on {date}", date = row.review_due_on).into())
            }
            Scheduling::Set => (&mut refused, msg!("Somebody else changed this case first").into()),
            // The second arrival of one form finds it done already.
            Scheduling::Refused(_) | Scheduling::NotPermitted if done => {
                (&mut changed, msg!("Due on {date}", date = row.review_due_on).into())
            }
            Scheduling::Refused(refusal) => {
                (&mut refused, refusal::words(&Refusal::ScheduleReview(refusal)).into())
            }
            Scheduling::NotPermitted => {
                (&mut refused, msg!("You do not set the reviews of this case").into())
            }
        };
        list.push(Line::of(row, what));
    }
    (changed, refused)
}

fn keys(ids: &[RegistrationId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

impl Page for SchedulePage {
    const TEMPLATE: &'static str = "pages/caseload/schedule.html";

    fn samples() -> Vec<Self> {
        let (ticked, back) = (vec!["1".to_owned(), "2".to_owned()], "/caseload".to_owned());
        let blank = Self { form: FormView::blank(FIELDS), ticked, count: 2, back };
        let wrong = FieldErrors::one("on", msg!("Enter the day of the next review"));
        let form = FormView::again(FIELDS, &Fields::default(), wrong);
        vec![Self { form, count: 1, ..blank.clone() }, blank]
    }
}

impl Page for PreviewPage {
    const TEMPLATE: &'static str = "pages/caseload/schedule_preview.html";

    fn samples() -> Vec<Self> {
        let due_on = jiff::civil::date(2004, 12, 24);
        let page = Self {
            on: "2004-11-06".to_owned(),
            changes: vec![sample_line(msg!("Was due on {date}", date = due_on).into())],
            refused: vec![sample_line(msg!("You do not set the reviews of this case").into())],
            ticked: vec!["1".to_owned()],
            back: "/caseload".to_owned(),
        };
        let none = Self { changes: Vec::new(), ..page.clone() };
        let all = Self { refused: Vec::new(), ..page.clone() };
        vec![page, none, all]
    }
}
